"""The legal bases of a document, clause by clause, and where they end."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.lines import Line

# How many lines a clause may have, and how many lines may stand above the first one.
_MOST_OF_CLAUSE, _FARTHEST = 12, 12
# How many lines are looked at.
_MOST = 400
_ENDS = (";", ".", ":")
_ENTRIES = ("NUMBER_LINE", "POINT_LINE", "ROMAN_LINE", "ENTRY_SIGN", "ARTICLE_OF_DOCUMENT")


class Bases(NamedTuple):
    """Where the bases stand in the view, and how many of the lines belong to them and to what stands above them."""

    areas: tuple[Area, ...]
    end: int


class BasisReader:
    """Finds legal bases by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def read(self, lines: Sequence[Line]) -> Bases:
        """The bases in lines that stand below the subject; bullets before them are no part of them."""
        pieces = [(number, piece) for number, line in enumerate(lines[:_MOST]) for piece in self._clauses(line)]
        lines = [piece for _, piece in pieces]
        inside = {place for place in range(1, len(pieces)) if pieces[place][0] == pieces[place - 1][0]}
        first = next(self._first(lines, inside), None)
        if first is None or any(self._closes(line) or self._announces(line) for line in lines[:first]):
            return Bases((), 0)
        areas: list[Area] = []
        place = self._above(lines, first)
        while place < len(lines) and (self._begins(lines[place], further=place != first) or self._leads(lines, place)):
            last = self._last(lines, place)
            if areas and self._is_text(lines[place - 1], lines[place : last + 1]):
                break
            clause, whole = self._clause(lines[place : last + 1])
            if clause is None:
                break
            areas.append(clause)
            place = last + 1
            if not whole:  # the sentence goes on with something else
                break
        return Bases(tuple(areas), pieces[place - 1][0] + 1 if place else 0)

    def _clauses(self, line: Line) -> Iterator[Line]:
        """A line without its bullet; where another basis begins in it behind a semicolon, each of them."""
        line = self._bare(line)
        start = 0
        joints = "NEXT_BASIS" if self._begins(line) else "SENTENCE_OF_BASIS"
        for joint in self._patterns[joints].finditer(line.text) if not self._is_numbered(line) else ():
            if line.cased[joint.end()].isupper():
                yield line.part(start, joint.end())
                start = joint.end()
        yield line.part(start, len(line.text)) if start else line

    def _first(self, lines: Sequence[Line], inside: Container[int]) -> Iterator[int]:
        """The places where the first basis may begin; without any, those of clauses above what is decided.

        Of those ``inside`` a line only one is taken by which a body does something.
        """
        above = lines[:_FARTHEST]
        for place, line in enumerate(above):
            if self._begins(line) and (
                place not in inside or not self._clause(lines[place : self._last(lines, place) + 1])[1]
            ):
                yield place
        closing = next((place for place, line in enumerate(above) if self._closes(line)), 0)
        yield from (place for place in range(closing) if self._leads(lines, place))

    def _leads(self, lines: Sequence[Line], place: int) -> bool:
        """Whether clauses about what was considered begin at a place, and what is decided stands below them."""
        for _ in range(_FARTHEST):
            if not (lines[place].capital and self._patterns["CONSIDERED_BASIS"].match(lines[place].text)):
                return False
            place = self._last(lines, place) + 1
            if place == len(lines) or self._closes(lines[place]):
                return place < len(lines)
        return False

    def _is_numbered(self, line: Line) -> bool:
        """Whether a line is an entry, or a part with a number: who argues there names no basis of the document."""
        return any(self._patterns[name].match(line.text) for name in _ENTRIES)

    def _above(self, lines: Sequence[Line], first: int) -> int:
        """Where clauses begin that stand above the first basis and end as it does."""
        for place in range(first):
            last = place - 1
            while last + 1 < first and self._begins(lines[last + 1], further=True):
                last = self._last(lines, last + 1)
                if not lines[last].text.endswith(";"):
                    break
                if last + 1 == first:
                    return place
        return first

    def _is_text(self, above: Line, lines: Sequence[Line]) -> bool:
        """Whether lines are the first sentence of the text, below a basis that ends as a sentence does."""
        return (
            above.text.endswith(".") and lines[-1].text.endswith((":", ",")) and not self._begins(lines[0], opened=True)
        )

    def _bare(self, line: Line) -> Line:
        sign = self._patterns["ENTRY_SIGN"].match(line.text)
        begins = sign and any(self._patterns[name].match(line.text, sign.end()) for name in ("BASIS", "FURTHER_BASIS"))
        return line.after(sign.end()) if sign and begins else line

    def _begins(self, line: Line, *, further: bool = False, opened: bool = False) -> bool:
        names = ("BASIS", "ASKED_BASIS", "FURTHER_BASIS")[: 3 if further else 1 + opened]
        return line.capital and any(self._patterns[name].match(line.text) for name in names)

    def _closes(self, line: Line) -> bool:
        """Whether a line stands below all bases: what is decided begins, by a number or by its type in capitals."""
        names = ("TYPE_LINE", "WHO_DECIDES")
        shouted = line.capitals and any(self._patterns[name].fullmatch(line.text) for name in names)
        numbered = self._patterns["ARTICLE_OF_DOCUMENT"].match(line.text) and line.capital
        return bool(shouted or numbered or self._patterns["ENACTING"].match(line.text))

    def _announces(self, line: Line) -> bool:
        """Whether the text of a document begins below a line."""
        return line.text.endswith(":") and not line.capitals

    def _last(self, lines: Sequence[Line], first: int) -> int:
        """The place of the last line of a clause."""
        last = first
        while last + 1 < len(lines) and last - first < _MOST_OF_CLAUSE:
            line, below = lines[last], lines[last + 1]
            if self._closes(below):
                break
            another = self._patterns["DOCUMENT_OF_BASIS"].match(below.text) and not (below.apart or below.capitals)
            listed = line.text.endswith(";") and below.text[0].isalpha() and (another or not below.capital)
            if line.text.endswith(_ENDS) and not listed:
                break
            comma = line.text.endswith(",")
            if self._begins(below, further=comma, opened=True) or (below.apart and below.capital):
                break
            acts = self._patterns["ISSUES_DOCUMENT"].search(below.text) or self._patterns["BODY_ACTS_BELOW"].match(
                below.text
            )
            if comma and below.capital and acts:
                break
            last += 1
        return last

    def _clause(self, lines: Sequence[Line]) -> tuple[Area | None, bool]:
        """Where a clause stands, without the mark at its end; and whether it is all that its lines hold."""
        start, line = lines[0].start, lines[-1]
        if line.text.endswith("."):
            acts = self._acts(lines)
            return acts or Area(start, _bare_end(line)), acts is None
        if not line.text.endswith(":"):
            return Area(start, _bare_end(line)), True
        acts = self._acts(lines)
        if acts:
            return acts, False
        for one, above in zip(reversed(lines), (*reversed(lines[:-1]), None), strict=True):
            found = list(self._patterns["BODY_BEHIND_BASIS"].finditer(one.text))
            if found:
                return Area(start, one.start + found[-1].start()), False
            if above and above.text.endswith(",") and self._patterns["BODY_OF_LETTERHEAD"].match(one.text):
                return Area(start, above.end - 1), False
        return None, False

    def _acts(self, lines: Sequence[Line]) -> Area | None:
        """Where a clause stands that is the beginning of a sentence about what a body does by it."""
        for line in lines:
            for found in self._patterns["BODY_ACTS"].finditer(line.text):
                if line.cased[found.start() + 2].isupper():
                    return Area(lines[0].start, line.start + found.start())
        return None


def _bare_end(line: Line) -> int:
    return line.start + len(line.text.rstrip(" ;.,/"))
