"""Who gives the orders, and who is only told to pass them on: parties that call on other parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.duties.clauses import LONGEST_MARK, Cue
from ubnd_digest.reading.duties.party import BRACKET

# What a word makes of the party directly after it.
CALLS = {"ASSIGN": "ASSIGNED", "REQUEST": "REQUESTED", "PASS_ON": "PASSED_ON", "ADDRESS": "ADDRESSED"} | {
    "ASIDE": "ADDRESSED"
}
# What a word makes of the party after it where more is needed: who is written to, by whom something is done.
OTHER_CALLS = {"SENT_TO": "SENT", "BY": "AGENT"}
ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "PASSED_ON", "ADDRESSED", "SUBJECT"})
_MAY_CALL = ADDRESSES | {"ISSUER", "SENT"}  # of whom it matters whom they call on
_ORDERS = frozenset({"LEADER", "ISSUER", "REQUEST", "ASSIGN"})  # behind these whoever passes orders on is told to
_HEADS = frozenset({"LEADER", "ISSUER", "SUBJECT"})  # who gives orders, or may
_OF_WRITING = frozenset({"PAST", "DUTY", "COMPLETION"})  # words of "đã có văn bản" that matter elsewhere
_CIRCUMSTANCES = frozenset({"PAST", "RUNNING", "TOPIC", "TERM_WORD", "EVENT_TIME"})  # of what limits an order
_ENDS, _FEW = frozenset(".;\n"), 4
_SYLLABLES = 2  # of the name of a province
_NEXT = 1  # nothing but a space stands between two things that are this near
_LONGEST_SAYING = 160  # how far behind who orders the colon may stand behind which it is said what
LONGEST_WRITING = 60  # how far behind who writes the verb of the order may stand


class _Call(NamedTuple):
    """A call behind a party."""

    word: Cue  # the word that calls, or the party itself where nothing does
    called: Cue  # what stands behind it
    end: int  # where the words of the party end, with a bracket behind them
    calls: bool  # whether the word calls directly on what stands behind it
    near: bool  # whether the word stands directly behind the party, too
    after: Sequence[Cue]  # who is called on, and what stands behind


def who_order(cues: Sequence[Cue], cased: str, folded: str, patterns: Patterns, resets: Sequence[int]) -> Iterator[Cue]:
    """The cues; who itself calls directly on another party, by its name, gives the orders.

    ``cased`` and ``folded`` are the view. After each of the ``resets`` no order was given before.
    """
    told = None  # by one who is told to act himself (UBND xã phân công cán bộ trực), or who orders one spoken to before
    ahead, ordered = list(reversed(resets)), False
    head = ""  # who gave orders last
    for place, cue in enumerate(cues):
        while ahead and ahead[-1] <= cue.start:
            ahead.pop()
            ordered, head = False, ""
        quiet, ordered = not ordered, ordered or cue.kind in _ORDERS
        if cue is told:
            yield cue.as_kind("OBJECT")
            continue
        words = " ".join(folded[cue.start : cue.end].replace(".", " ").split()) if cue.kind in _HEADS else ""
        quiet = quiet or (words != "" and _is_peer(words, head, patterns))
        head = words if cue.kind != "SUBJECT" and words else head
        if cue.kind not in _MAY_CALL:
            yield cue
            continue
        after = _named_behind(cues, place, cased) if cue.kind == "ADDRESSED" else None
        if after and patterns["ORDERS_AN_ACT"].match(folded, after.end):
            told = after  # Đối với Sở X, trong quý III, UBND tỉnh yêu cầu hoàn thành: who is spoken to has the task
        elif after and (after.acts or after.kind == "LEADER"):
            yield cue.as_kind("OBJECT")  # as to people, a body acts
            continue
        call = _call_behind(cue, cues, place, folded, patterns)
        other = call.word.kind == "REQUEST" and cased[cue.lead - 2 : cue.lead - 1] == ";"
        other = other or (call.near and patterns["CONTRACTOR"].match(folded, call.called.start) is not None)
        other = other or (call.word.kind == "REQUEST" and patterns["OF_SEVERAL"].match(folded, cue.start) is not None)
        if call.near and _passes_on(cue, call.word, call.called, other):
            told = call.called
            yield cue
        elif cue.kind in ("SUBJECT", "ISSUER") and _leads(cue, call, cased, folded, patterns, quiet=quiet):
            head = words
            yield cue.as_kind("LEADER")
        elif cue.kind == "SENT":
            at_once = folded.startswith(":", cue.end) and patterns["ACT"].match(folded, cue.end + 1)
            asked = at_once or _is_asked(cues[place : place + 3])
            yield cue.as_kind("REQUESTED" if asked else "OBJECT")
        else:
            yield cue


def _named_behind(cues: Sequence[Cue], place: int, cased: str) -> Cue | None:
    """Who acts or orders behind one that is spoken of, over what limits it: Đối với X, trong thời gian …, Tỉnh ủy …."""
    for after in cues[place + 1 : place + _FEW]:
        if after.kind in _HEADS:
            between = cased[cues[place].end : after.start if after.lead < 0 else after.lead]
            near = between.startswith(", ") and between.endswith(", ") and not _ENDS.intersection(between)
            return after if near else None
        if after.kind not in _CIRCUMSTANCES:
            break
    return None


def _is_set_off(cue: Cue, folded: str, patterns: Patterns) -> bool:
    """Whether commas set off the office of a person, the last of them behind it: Lê A, Chủ tịch UBND tỉnh, yêu cầu."""
    person, comma, _ = folded[cue.start : cue.end].partition(", ")
    office = patterns["OFFICE_WORD"].match
    return bool(comma and office(folded, cue.start + len(person) + len(comma)) and not office(folded, cue.start))


def _call_behind(cue: Cue, cues: Sequence[Cue], place: int, folded: str, patterns: Patterns) -> _Call:
    """What stands behind a party, over a bracket and over the words for a letter."""
    bracket = BRACKET.match(folded, cue.end)
    end, at = bracket.end() if bracket else cue.end, place + 1
    if folded.startswith(", ", end) and _is_set_off(cue, folded, patterns):
        end += 1
    while at < len(cues) and cues[at].start < end:
        at += 1
    if at < len(cues) and cues[at].kind == "ADVERB" and cues[at].start - end <= _NEXT:
        at += 1  # (Chi cục Kiểm lâm) còn (yêu cầu)
    while at < len(cues) and cues[at].kind in _OF_WRITING and cues[at].start - end < LONGEST_WRITING:
        at += 1
    if at + 1 >= len(cues):
        return _Call(cue, cue, end, calls=False, near=False, after=())
    word, called = cues[at : at + 2]
    near = word.start - end <= _NEXT
    again = near and at + 2 < len(cues) and called.kind in ("REQUEST", "ASSIGN")
    if again and word.kind == "REQUEST" and patterns["JOINED_BY_AND"].search(folded, end, called.start):
        at += 1  # đề nghị các chùa và yêu cầu UBND các xã
        word, called = cues[at : at + 2]
    calls = 0 <= called.start - word.end <= _NEXT
    return _Call(word, called, end, calls, calls and near, cues[at + 1 : at + 4])


def _leads(party: Cue, call: _Call, cased: str, folded: str, patterns: Patterns, *, quiet: bool) -> bool:
    """Whether who calls on another gives the orders; ``quiet`` where nobody gave one before."""
    if party.kind == "SUBJECT":
        said = quiet and folded.find(":", call.end, call.end + _LONGEST_SAYING) >= 0  # which is looked for first
        if said and patterns["ANNOUNCES"].match(folded, call.end):
            return _stands_alone(party, cased)
        if patterns["ORDERS_AN_ACT"].match(folded, call.end):
            return (quiet or _is_senior(party, folded, patterns)) and _stands_alone(party, cased)
        decides = quiet and patterns["DECIDES_AS_HEAD"].match(folded, call.end)
        if decides and _is_senior(party, folded, patterns) and _stands_alone(party, cased):
            return True
    if not call.calls:
        return False
    word, called = call.word, call.called
    between = call.end, word.start
    if word.kind == "SENT_TO":  # who wrote to somebody calls on those of whom the letter asks something
        wrote = patterns["HAS_WRITTEN"].match(folded, word.start) or patterns["NO_ORDER"].match(folded, call.end + 1)
        return bool(wrote) or (call.near and called.kind == "SENT" and _is_asked(call.after))
    if called.kind not in ADDRESSES:
        return False
    down = quiet and patterns["ORDERS_DOWN"].match(folded, word.start)
    # có công văn, and not: có văn bản, which only a ministry is not told to
    above = patterns["A_MINISTRY"].match(folded, party.start, party.end)
    reports = down or above or patterns["NO_ORDER"].match(folded, call.end + 1)
    writes = reports and patterns["WRITING_ORDER"].fullmatch(folded, *between)
    if not (call.near or writes or patterns["BEFORE_ORDER"].fullmatch(folded, *between)):
        return False
    if word.kind == "PASS_ON":
        if quiet and call.near and patterns["ADVISES"].match(folded, word.start):
            return _stands_alone(party, cased)
        return bool(down) and (not call.near or _is_senior(party, folded, patterns)) and _stands_alone(party, cased)
    if word.kind == "REQUEST" or (word.kind == "ASSIGN" and cased[called.start].isupper()):
        return True
    heads = word.kind == "ASSIGN" and called.named and patterns["HEAD_WHO_ORDERS"].match(folded, party.start)
    return bool(heads) and quiet and _stands_alone(party, cased)


def _is_senior(party: Cue, folded: str, patterns: Patterns) -> bool:
    """Whether a party has nobody above it in a text that tells of no order before."""
    return patterns["SENIOR"].match(folded, party.start, party.end) is not None


def _stands_alone(party: Cue, cased: str) -> bool:
    """Whether a party is one, and no line of a list."""
    return not party.several and not in_list(party, cased)


def _is_peer(words: str, head: str, patterns: Patterns) -> bool:
    """Whether a body, or its head, is who gave orders before, or stands beside one of the province, or above it."""
    same = head != "" and (words.endswith(head) or head.endswith(words))
    if not same and patterns["SENIOR"].match(words) and patterns["SENIOR"].match(head):
        same = words.split()[-_SYLLABLES:] == head.split()[-_SYLLABLES:]  # UBND TP Hà Nội, UBND thành phố Hà Nội
    if same or patterns["OF_THE_PROVINCE"].search(head) is None:
        return same
    return (patterns["OF_THE_PROVINCE"].search(words) or patterns["A_MINISTRY"].match(words)) is not None


def in_list(cue: Cue, cased: str) -> bool:
    """Whether a party begins a line behind the mark of a list."""
    before = cased[max(cue.lead - LONGEST_MARK, 0) : cue.lead]
    return (cue.lead < LONGEST_MARK or "\n" in before) and bool(before.rpartition("\n")[2].strip())


def _passes_on(party: Cue, call: Cue, called: Cue, other: bool) -> bool:
    """Whether a party that calls on another is told to do so: that of several places, or who is called on itself.

    Who calls on people is, too; in a request, where the party stands behind another one, or they are its contractors.
    """
    if party.kind == "SUBJECT" and not called.named:
        return call.kind == "ASSIGN" or other or (party.several and call.kind == "REQUEST")
    if party.kind == "SUBJECT":
        return party.several and call.kind in ("ASSIGN", "REQUEST") and called.kind in ADDRESSES
    return party.kind in ADDRESSES and call.kind == "ASSIGN" and not party.issues


def _is_asked(cues: Sequence[Cue]) -> bool:
    """Whether the one who is written to is asked to act: a request follows directly, of nobody else."""
    if len(cues) < 2 or cues[1].kind != "REQUEST" or cues[1].start - cues[0].end > len(", "):
        return False
    return len(cues) < 3 or cues[2].kind not in ADDRESSES or cues[2].start - cues[1].end > _NEXT
