"""Laws called by their names: where a name begins and ends, its year, and the law that it means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.capitals import name_view
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.laws import Law
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.names.name_view import pattern_of_names
from ubnd_digest.reading.references.known_laws import Node, decided, has_year, tree
from ubnd_digest.reading.setting import Setting

_law = unchecked(Law)
_number_of = lru_cache(maxsize=1024)(DocumentNumber.parse)  # the table has some hundreds
_WORD = lazily(r"[^\W_]+(?:[&'’][^\W_]+)*")
# What stands between two words of a name: (?P<comma>…) is there with a comma or a semicolon.
_GAP = lazily(r"(?P<comma>[,;])?(?: ?\n ?| )(?:- )?|(?P<tight>,)(?=[^\W\d_])")
_MOST_WORDS = 40
_HEADS = ("HEAD_OF_LAW", "HEAD_OF_ORDINANCE", "HEAD_OF_CONSTITUTION", "HEAD_OF_CODE")
_CODE = 3  # how long the word before it is that makes a law a code
_SHARED = 12  # how far after its beginning the word that a list shares may end
_ENOUGH_WORDS = 4  # how many words, counted from 0, make the beginning of a known name a name
# How far before a name a word may stand that makes it none, and how far its last words may reach.
_BEFORE, _LONGEST = 24, 260
_LONGEST_LIST = 30
_LETTERS = lazily(r"[\W_]")
_FEWEST_LETTERS = 2


class LawDraft(NamedTuple):
    """A law by its name, by offsets of the view."""

    start: int
    end: int
    name: str
    year: int | None
    amending: bool


class LawReader:
    """Finds laws in one view by one grammar."""

    def __init__(self, grammar: Grammar, folded: str, cased: str) -> None:
        self._patterns = grammar.patterns()
        self._open = pattern_of_names(grammar, "OPEN_LAW")
        self._folded, self._cased = folded, cased

    def drafts(self) -> Iterator[LawDraft]:
        """The laws of the view, in text order."""
        done = 0
        for start in sorted(self._heads()):
            if start < done or self._folded[start - 1 : start].isalnum():
                continue
            head = self._patterns["LAW_HEAD"].match(self._folded, start)
            for draft in self._at(start, head.end()) if head else ():
                done = draft.end
                yield draft

    def _heads(self) -> Iterator[int]:
        """Where names may begin, looked for letter by letter: one expression for all would be slower."""
        for name in _HEADS:
            for head in self._patterns[name].finditer(self._folded):
                start = head.start()
                code = self._patterns["CODE_BEFORE"].search(self._folded, max(start - _CODE, 0), start)
                yield code.start() if code else start

    def _at(self, start: int, head: int) -> Iterator[LawDraft]:
        """The law that begins at a head, and those of a list that share it."""
        if self._patterns["NO_LAW_BEFORE"].search(self._folded, max(start - _BEFORE, 0), start):
            return
        shared = self._shared(start)
        if shared is not None:
            yield from shared
            return
        amending = self._amending(start)
        found = amending or self._name(start, head)
        if found is None:
            return
        draft = self._made(start, found, amending is not None)
        if draft:
            yield draft
            yield from () if amending else self._rest_of_list(draft)

    def _amending(self, start: int) -> tuple[int, str] | None:
        """The name of a law that amends others, with their names in it."""
        begin = self._patterns["AMENDING_LAW"].match(self._folded, start)
        if begin is None:
            several = self._patterns["AMENDING_SEVERAL"].match(self._folded, start)
            return (several.end(), single_spaced(self._cased[start : several.end()])) if several else None
        at, parts = begin.end(), [self._capital(start, begin.end())]
        last: int | None = None
        known, listed, closed = self._known(tree(), start), 0, False  # one of the table may end before its list does
        for _ in range(_LONGEST_LIST):
            head = self._patterns["LAW_HEAD"].match(self._folded, at)
            found = self._name(at, head.end()) if head else None
            if found is None:
                break
            last = found[0]
            parts.append(found[1])
            joint = self._patterns["LAW_JOINT"].match(self._folded, last)
            listed = len(parts) if known and known[0] == last else listed
            if joint is None:
                break
            closed = "," not in joint.group()
            parts.append(self._folded[last : joint.end()])
            at = joint.end()
        if last is None:
            return None
        if known and listed and not closed:
            last, parts = known[0], parts[:listed]
        return last, single_spaced("".join(parts if len(parts) % 2 == 0 else parts[:-1]))

    def _capital(self, start: int, end: int) -> str:
        words = self._cased[start:end]
        return words[:1].upper() + words[1:]

    def _name(self, start: int, head: int) -> tuple[int, str] | None:
        """Where the name that begins at a place ends, and the name written out."""
        known = self._known(tree(), start)
        if known and self._cased[start].islower() and self._is_common(head, known[0]):
            known = None
        return known or self._unknown(start, head)

    def _is_common(self, head: int, end: int) -> bool:
        """Whether the one word after a head in small letters goes on: luật giá cả."""
        more = self._folded[end : end + 2]
        return end > head and " " not in self._folded[head + 1 : end] and more[:1] == " " and more[1:].isalpha()

    def _known(self, node: Node, at: int) -> tuple[int, str] | None:
        """The longest name of the table below a place in its tree."""
        states, comma = [node], False
        best: tuple[int, str] | None = None
        start, end = at, at
        for count in range(_MOST_WORDS):
            word = _WORD.match(self._folded, at)
            if word is None:
                break
            found: list[Node] = []
            for state in states:
                child = state.words.get(word.group())
                if child is not None and (child.comma or not comma):
                    found.append(child)
                elif child is None and not comma:
                    found += self._abbreviated(state, word.span())
            if not found:
                break
            names = {state.name for state in found if state.name}
            if len(names) == 1:
                best = word.end(), names.pop()
            states = found
            end = word.end()
            gap = _GAP.match(self._folded, end)
            if gap is None:
                if best is None and count >= _ENOUGH_WORDS:  # the beginning of a longer name, which ends the phrase
                    best = self._beginning(start, end)
                break
            comma = bool(gap["comma"] or gap["tight"])
            at = gap.end()
        return best

    def _beginning(self, start: int, end: int) -> tuple[int, str] | None:
        """The beginning of a longer name, as far as a name can end; None where that is too little."""
        cut_off = self._patterns["CUT_OFF"].search(self._folded, start, end)
        end = cut_off.start() if cut_off else end
        nothing = self._patterns["AMENDING_NONE"].fullmatch(self._folded, start, end)
        if nothing or len(self._folded[start:end].split()) <= _ENOUGH_WORDS:
            return None
        return end, self._capital(start, end)

    def _abbreviated(self, node: Node, place: Place) -> list[Node]:
        letters = _LETTERS.sub("", self._cased[slice(*place)])
        if len(letters) < _FEWEST_LETTERS or not letters.isupper():
            return []
        return list(node.abbreviated(letters.lower()))

    def _unknown(self, start: int, head: int) -> tuple[int, str] | None:
        """A name that the table has not: by its capitals."""
        if not (self._cased[start].isupper() or " " in self._folded[start:head]):
            return None
        line = self._folded.find("\n", head)
        stop = min(line if line >= 0 else len(self._folded), head + _LONGEST)
        found = self._open.match(name_view(self._cased[start:stop]), head - start)
        if found is None:
            return None
        end = start + found.end()
        return end, self._capital(start, start + 1) + single_spaced(self._cased[start + 1 : end])

    def _made(self, start: int, found: tuple[int, str], amending: bool) -> LawDraft | None:
        """The law with what stands after its name; None where that is its number."""
        end, name = found
        year: int | None = None
        for _ in range(2):  # "năm 2015 (sửa đổi năm 2017)", "(sửa đổi) năm 2024"
            amended = self._patterns["AMENDED_LAW"].match(self._folded, end)
            end = amended.end() if amended else end
            written = None if year else self._patterns["YEAR_OF_LAW"].match(self._folded, end)
            if written and (amending or has_year(name, int(written["year"]))):
                year, end = int(written["year"]), written.end()
        if self._patterns["NUMBER_AFTER_LAW"].match(self._folded, end):
            return None
        return LawDraft(start, end, name, year, amending)

    # ---- lists that share the word --------------------------------------------------------------

    def _shared(self, start: int) -> list[LawDraft] | None:
        """The laws of a list after "các luật:"; None where there is no such list."""
        begin = max(start - _BEFORE, 0)
        lists = self._patterns["SHARED_LAW"].finditer(self._folded, begin, start + _SHARED)
        shared = next((match for match in lists if match.start() < start < match.end()), None)
        head = self._patterns["LAW_HEAD"].match(self._folded, start)
        node = self._head_node(start, head.end()) if head else None
        if shared is None or head is None or node is None:
            return None
        listed = self._folded[shared.end() - 2 : shared.end()].strip()[-1:] == ":"
        found = self._members(node, shared.end(), first=None if listed else start)
        return found if len(found) > 1 or (found and self._folded[head.end() : shared.end()].strip()) else None

    def _rest_of_list(self, first: LawDraft) -> list[LawDraft]:
        """Later laws of a list that names the word once; only where the whole list is closed by a last joint."""
        joint = self._patterns["LAW_JOINT"].match(self._folded, first.end)
        head = self._patterns["LAW_HEAD"].match(self._folded, first.start)
        node = self._head_node(first.start, head.end()) if head else None
        if joint is None or node is None or not self._cased[joint.end() : joint.end() + 1].isupper():
            return []
        found = self._members(node, joint.end())
        if not found:
            return []
        gap = self._folded[found[-2].end if len(found) > 1 else first.end : found[-1].start]
        return found if "," not in gap else []

    def _head_node(self, start: int, end: int) -> Node | None:
        node: Node | None = tree()
        for word in self._folded[start:end].split():
            node = node.words.get(word) if node else None
        return node

    def _members(self, node: Node, at: int, first: int | None = None) -> list[LawDraft]:
        """Laws whose names stand one after the other, without the word for what they are."""
        found: list[LawDraft] = []
        for _ in range(_LONGEST_LIST):
            if not self._cased[at : at + 1].isupper():
                break
            known = self._known(node, at)
            draft = self._made(at if first is None or found else first, known, False) if known else None  # noqa: FBT003
            if draft is None:
                break
            found.append(draft)
            joint = self._patterns["LAW_JOINT"].match(self._folded, draft.end)
            if joint is None:
                break
            at = joint.end()
        return found


# ---- drafts -> laws -------------------------------------------------------------------------


def laws_of(
    grammar: Grammar, setting: Setting, taken: Sequence[Place], others: Sequence[Span], names: Sequence[Place]
) -> tuple[tuple[Law, ...], tuple[Diagnostic, ...], tuple[Place, ...]]:
    """The laws of a text, what is doubted of them, and where their names stand in the view.

    What is ``taken`` are references, in text order: a law with its number is one of them. One that runs into another
    mention, of which ``others`` are the spans, or that one of the ``names`` of bodies runs into, is none.
    """
    view = setting.view
    laws: list[Law] = []
    doubts: list[Diagnostic] = []
    places: list[Place] = []
    starts = [start for start, _ in taken]
    bodies = [start for start, _ in names]
    begins = [other.start for other in others]
    days = (setting.anchor.start, setting.anchor.end) if setting.anchor else None
    for draft in LawReader(grammar, view.folded, view.cased).drafts():
        before, body = bisect_right(starts, draft.start) - 1, bisect_left(bodies, draft.start) - 1
        if before >= 0 and draft.start < taken[before][1]:
            continue
        if body >= 0 and draft.start < names[body][1] < draft.end:
            continue
        span = setting.span(draft.start, draft.end)
        inside = others[bisect_right(begins, span.start) : bisect_left(begins, span.end)]
        if any(other.end > span.end for other in inside):
            continue
        known = decided(draft.name, draft.year, days, amending=draft.amending)
        number = _number_of(known.number) if known.number else None
        laws.append(_law(span, setting.text(span), draft.name, draft.year, number, known.inferred))
        places.append((draft.start, draft.end))
        if known.doubt:
            doubts.append(Diagnostic("law-version", Severity.INFO, f"{known.doubt}: {draft.name}", span))
    return tuple(laws), tuple(doubts), tuple(places)
