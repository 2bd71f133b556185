"""The sentences of a text: the words of ``clauses.lark`` in them, and where sentences and tasks end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Places
from ubnd_digest.model.capitals import CAPITALS
from ubnd_digest.reading.duties.party import Party

_new = tuple.__new__  # of what is made very often: in a third of the time that a named tuple takes


class Cue(NamedTuple):
    """A word or phrase that matters."""

    kind: str  # the name of its terminal, or for a party how it stands
    start: int
    end: int
    acts: bool = False  # whether a verb that is known follows the name of a party
    must: bool = False  # whether only people do what that says
    party: int = -1  # its number among the parties of the text
    named: bool = True
    issues: bool = False
    second: bool = False
    lead: int = -1  # where the words begin that lead to its name
    several: bool = False

    def as_kind(self, kind: str) -> Cue:
        """The same as another kind."""
        return _new(Cue, (kind, *self[1:]))


# A full stop after which the blank was left out: … năm 2025.Sở Y tế …
_GLUED_END = lazily(f"[.…](?=[{CAPITALS}][^\\W\\d_])(?<=[^\\W_{CAPITALS}]{{2}}[.…])")

# (trâu, bò, dê)... và gửi · (vật tư)… để gia cố: the dots say "and so on", and the sentence goes on
_AND_SO_ON = lazily(f'(?:…|(?<=\\.\\.)\\.)[)”"]? ?(?:,|(?<= )(?![{CAPITALS}])[^\\W\\d_])')

_QUOTE, _BEHIND_QUOTE = lazily('[“”"]'), " ,.;:!?)\n"  # and what stands behind one that closes; or nothing

# What a word is beside its kind and its place.
_OF_WORD = Cue("", 0, 0)[3:]
_START = attrgetter("start")
LONGEST_MARK = 8  # how long the mark of a list is at most


class Bounds(NamedTuple):
    """Where a text ends, and where its sentences and tasks end; all sorted."""

    end: int
    sentence_ends: list[int]
    task_ends: list[int]
    # where each line but empty ones begins, and the kind of its mark: itself, "1" of numbers, "1." of those like 1.1,
    # "a" of letters, or ""
    lines: list[tuple[int, str]]

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins that holds ``at``."""
        place = bisect_right(self.sentence_ends, at)
        return self.sentence_ends[place - 1] if place else 0

    def sentence_end(self, at: int) -> int:
        """Where the sentence ends that holds ``at``, its closing punctuation included."""
        place = bisect_right(self.sentence_ends, at)
        return self.sentence_ends[place] if place < len(self.sentence_ends) else self.end

    def of_list(self, at: int) -> bool:
        """Whether ``at`` stands in the first sentence of a line that begins with the mark of a list."""
        place = bisect_right(self.lines, at, key=itemgetter(0)) - 1
        start, mark = self.lines[place] if place >= 0 else (0, "")
        return bool(mark) and self.sentence_start(at) - start <= LONGEST_MARK

    def task_start(self, at: int) -> int:
        """Where the task (a part of a sentence between semicolons) begins that holds ``at``."""
        place = bisect_right(self.task_ends, at)
        return max(self.task_ends[place - 1] if place else 0, self.sentence_start(at))

    def task_end(self, at: int) -> int:
        """Where the task ends that holds ``at``."""
        found = self.end
        for ends in (self.task_ends, self.sentence_ends):
            place = bisect_left(ends, at)
            if place < len(ends):
                found = min(found, ends[place])
        return found


def bounds_of(grammar: Grammar, folded: str, cased: str) -> Bounds:
    """Where the sentences and tasks of a view end, which is given in its own case, too."""
    mark = grammar.pattern("LIST_MARK")
    first = mark.match(folded)
    ends: list[int] = [first.end()] if first else []
    lines = [(0, mark_kind(first))]
    for match in grammar.pattern("SENTENCE_END").finditer(folded):
        end = match.end()
        if folded[match.start()] in ".…" and _AND_SO_ON.match(cased, match.start()):
            continue
        ends.append(end)
        marked = mark.match(folded, end) if folded[end - 1] in "\n " else None
        if marked:  # the mark of a list is a sentence of its own
            ends.append(marked.end())
        if folded[match.end() - 1] == "\n" and folded[end : end + 1] != "\n":
            lines.append((end, mark_kind(marked)))
    glued = [match.end() for match in _GLUED_END.finditer(cased)]
    ends = sorted((*ends, *glued)) if glued else ends
    tasks = grammar.pattern("TASK_END").finditer(folded)
    return Bounds(len(folded), ends, [match.end() for match in tasks if match["mention"]], lines)


def mark_kind(mark: re.Match[str] | None) -> str:
    """The kind of the mark of a list: its sign, one for all numbers of a depth (1., 1.1.), and one for all letters."""
    sign = mark.group().strip("(). /") if mark else ""
    if not sign[:1].isalnum():
        return mark.group()[0] if mark else ""
    return f"1{'.' * sign.count('.')}" if sign[0].isdigit() else "a"


def cues_of(grammar: Grammar, folded: str, cased: str, parties: Iterable[Party], places: Places) -> Iterator[Cue]:
    """The words that matter, and the parties, in text order; no words inside the name of a party."""
    found = grammar.scanner("clauses").found(folded, places)
    words = [_new(Cue, (kind, *match.span(), *_OF_WORD)) for kind, match in found]
    parties = tuple(parties)
    starts = [party.start for party in parties]
    named = [
        _new(Cue, ("PARTY", start, end, acts, must, number, named, issues, second, lead, several))
        for number, (start, end, _, _, acts, must, named, issues, _, second, lead, several) in enumerate(parties)
    ]
    organisation = grammar.pattern("TRADE_ORGANISATION")  # a long one, which most texts do not need
    names = {party.start for party in parties if party.named and cased[party.start].isupper()}

    def is_named(at: int, called: int) -> bool:
        """Whether a verb is the first word of a name: các tổ chức đấu giá · đề nghị Tổ chức Y tế Thế giới hỗ trợ."""
        return (at - called <= 1 and at in names) or organisation.match(folded, at) is not None

    leader = done = called = 0
    for cue in sorted([*words, *named], key=_START):  # a word before the party that begins with it
        if cue.party >= 0:
            if cue.start < leader:  # the body of a leader
                continue
            done = cue.end
        elif cue.start < done or (cue.kind == "DUTY" and is_named(cue.start, called)):
            continue
        elif cue.kind in ("REQUEST", "ASSIGN"):
            called = cue.end
        elif cue.kind == "LEADER":
            if cue.start - called <= 1:  # who is asked himself: đề nghị Thường trực HĐND tỉnh cho ý kiến
                continue
            place = bisect_left(starts, cue.start)
            if place < len(parties) and parties[place].start == cue.start:
                party = parties[place]
                # another's committee, with its name; or its order is a part of a name: Bộ Ngoại giao
                if party.end > cue.end or party.foreign:
                    continue
            if place < len(parties) and parties[place].lead == cue.start and not parties[place].issues:
                continue  # a person who is to see to it: đồng chí Trần An, Phó Chủ tịch UBND xã trực tiếp chỉ đạo
            leader = cue.end
        yield cue


def within_quotes(folded: str, start: int, end: int) -> int:
    """Where a stretch ends, before the closing mark of words that are quoted from before it, and who said them."""
    opened = 0
    for mark in _QUOTE.finditer(folded, start, end):
        sign = mark.group()
        closes = sign == "”" or (sign == '"' and folded[mark.end() : mark.end() + 1] in _BEHIND_QUOTE)
        opened += -1 if closes else 1
        if opened < 0:
            return mark.start()
    return end
