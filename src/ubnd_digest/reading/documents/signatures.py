"""The end of a document: who gets it, and who signed it, in two columns that come in many orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.legal_documents import Capacity
from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.lines import Line, columns, without_drawings

_MOST, _FROM_END = 120, 40  # how many lines the end of a document has, and how many below an office may be empty words
_FEWEST, _LONGEST = 2, 6  # how many words a name has, with its rank
# How many rows below several offices their names stand, and how many offices stand side by side.
_MOST_OF_OFFICES, _MOST_COLUMNS = 12, 6
_REACH = 300  # how far a sentence is followed over the ends of lines


class Signed(NamedTuple):
    """A signature, by areas of the view: the lines of the office, the name, and for whom."""

    offices: tuple[Area, ...]
    signed_for: tuple[tuple[Area, ...], ...]
    capacities: tuple[Capacity, ...]
    person: Area | None

    @property
    def area(self) -> Area:
        """All of it."""
        areas = (*self.offices, *chain(*self.signed_for), *([self.person] if self.person else []))
        return Area(min(area.start for area in areas), max(area.end for area in areas))


class End(NamedTuple):
    """The end of a document, by areas of the view."""

    distribution: tuple[Area, ...]
    signatures: tuple[Signed, ...]
    listed: Area | None = None  # the list of who gets it, from its first words to its last entry, that for the files


class EndReader:
    """Reads the ends of documents by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def begins(self, lines: Sequence[Line], view: View) -> int:
        """The place of the line with which the end begins; that behind the last one where there is none."""
        for place, line in enumerate(lines):
            if self._patterns["DISTRIBUTION"].match(line.text) and line.capital:
                return place
            if self._patterns["PASSED_LINE"].match(line.text) and line.capital:
                return place
            if self._patterns["END_OF_TEXT"].search(line.text):
                return place + 1
        for place in range(max(0, len(lines) - _FROM_END), len(lines) - 1):
            below = (piece for line in lines[place + 1 : place + 5] for piece in columns(line, view))
            if self._of_office(lines[place]) and any(map(self._is_person, below)):
                return place
        return len(lines)

    def closing(self, lines: Sequence[Line]) -> int:
        """How many lines stand above the sentence with which a text without articles closes, in a line of its own."""
        last = len(lines) - 1
        closes = last > 0 and lines[last].capital and self._patterns["END_OF_TEXT"].search(lines[last].text)
        return last if closes else len(lines)

    def read(self, lines: Sequence[Line], view: View) -> End:
        """What stands at the end of a document."""
        entries: list[Area] = []
        listed = False  # whether the list of who gets it has begun
        open_ = False  # whether its last entry goes on
        signatures = _Signatures(self._patterns["SIGNED_FOR"])
        rows = [columns(one, view) for line in lines[:_MOST] for one in without_drawings(line)]
        pieces = list(self._in_turn(rows, view))
        for piece in pieces:
            distribution = self._patterns["DISTRIBUTION"].match(piece.text) if not listed else None
            if distribution and piece.capital:
                listed = True
                behind = piece.after(distribution.end())
                if not behind.text:
                    continue
                piece = behind  # noqa: PLW2901 - the rest of the line is read as any other
            sign = self._patterns["ENTRY_SIGN"].match(piece.text) if listed else None
            if sign:
                piece, beside = self._parted(piece)  # noqa: PLW2901 - as above
                entries.append(_area(piece.after(sign.end())))
                filed = self._patterns["FOR_FILES"].match(piece.text, sign.end())
                open_ = not filed and not piece.text.endswith((";", "."))
                if beside:
                    signatures.office(beside, self._signed_for(beside))
            elif self._of_office(piece):
                signatures.office(piece, self._signed_for(piece))
            elif self._patterns["SIGNED_MARK"].fullmatch(piece.text) or not self._without_ranks(piece.cased):
                continue
            elif signatures.open_ and self._is_person(piece):
                signatures.person(piece)
            elif signatures.open_ and piece.capitals:
                signatures.more(piece)
            elif listed and open_ and entries and not piece.capitals and not piece.apart:
                entries[-1] = Area(entries[-1].start, _area(piece).end)
                open_ = not piece.text.endswith((";", "."))
            elif signatures.done:
                break
        found = tuple(area for area in entries if area.start < area.end)
        return End(found, tuple(signatures.all()), self._listed(pieces))

    def _listed(self, pieces: Sequence[Line]) -> Area | None:
        """The list of who gets it, to the entry for the files, with a bullet or without, or else to the last bullet."""
        found: Area | None = None
        for piece in pieces:
            if found is None:
                if piece.capital and self._patterns["DISTRIBUTION"].match(piece.text):
                    found = Area(piece.start, piece.end)
                continue
            sign = self._patterns["ENTRY_SIGN"].match(piece.text)
            filed = self._patterns["FOR_FILES"].match(piece.text, sign.end() if sign else 0)
            if sign or filed:
                found = Area(min(found.start, piece.start), max(found.end, piece.end))
            if filed:
                break
        return found

    def _in_turn(self, rows: Sequence[Sequence[Line]], view: View) -> Iterator[Line]:
        """What stands in rows, one column of signatures behind the other where several stand side by side."""
        at = 0
        while at < len(rows):
            until = at + 1
            if len(rows[at]) <= _MOST_COLUMNS and sum(map(self._of_office, rows[at])) > 1:
                below = range(at + 1, min(at + _MOST_OF_OFFICES, len(rows)))
                until = next((place for place in below if sum(map(self._is_person, rows[place])) > 1), at) + 1
            middles = [_middle(piece, view) for piece in rows[at]]
            placed = [
                (_column(row, number, middles, view), piece)
                for row in rows[at:until]
                for number, piece in enumerate(row)
            ]
            yield from (piece for _, piece in sorted(placed, key=itemgetter(0)))
            at = until

    def held_on(self, lines: Sequence[Line], view: View, *, minutes: bool) -> Area | None:
        """The day that a contract or ``minutes`` name at the beginning of their text; these may do so in a field."""
        names = ("DAY_OF_MINUTES", "TIME_OF_MINUTES") if minutes else ("DAY_OF_MINUTES",)
        for line in lines[:_MOST_OF_OFFICES]:
            found = (self._patterns[name].match(_flowing(view, line)) for name in names)
            today = next(filter(None, found), None) if line.capital else None
            if today:
                return Area(line.start + today.start("held_on"), line.start + today.end("held_on"))
        return None

    def day(self, lines: Sequence[Line], view: View) -> Area | None:
        """The day on which a law was passed; or one that stands with its place over the signature."""
        for line in lines[:_MOST]:
            if not line.capital:
                continue
            passed = self._patterns["PASSED_ON"].match(_flowing(view, line))
            if passed:
                return Area(line.start + passed.start("passed_on"), line.start + passed.end("passed_on"))
            for piece in columns(line, view):
                signed = self._patterns["SIGNED_BELOW"].fullmatch(piece.text)
                if signed and piece.capital:
                    return Area(piece.start + signed.start("signed_below"), piece.start + signed.end("signed_below"))
        return None

    def _parted(self, line: Line) -> tuple[Line, Line | None]:
        """An entry, and the office that stands beside it on its line."""
        for at, sign in enumerate(line.text):
            if sign in ";." and line.text[at + 1 : at + 2] == " ":
                beside = line.after(at + 1)
                if self._of_office(beside):
                    return line.until(line.start + at + 1), beside
        return line, None

    def _of_office(self, line: Line) -> bool:
        if not line.capitals:
            return False
        return bool(self._signed_for(line) or self._patterns["OFFICE_LINE"].match(line.text))

    def _signed_for(self, line: Line) -> re.Match[str] | None:
        return self._patterns["SIGNED_FOR"].match(line.text)

    def _without_ranks(self, text: str) -> str:
        """What stands behind the academic titles and ranks of a person; nothing where a line holds only these."""
        while rank := self._patterns["TITLE_OF_SIGNER"].match(text.lower()):
            text = text[rank.end() :].strip()
        return text

    def _is_person(self, line: Line) -> bool:
        """Whether a line is nothing but a name: a few words, all with capitals."""
        text = self._without_ranks(line.cased)
        words = text.split(" ")
        small = all(word[:1].isupper() and word.isalpha() for word in words)
        return _FEWEST <= len(words) <= _LONGEST and small and not text.isupper()


class _Signatures:
    """The signatures so far, and the one that is being read."""

    def __init__(self, signed_for: re.Pattern[str]) -> None:
        self._pattern = signed_for
        self._found: list[Signed] = []
        self._lines: list[tuple[list[Area], Capacity | None]] = []
        self._bare = False  # whether the last line says for whom, without the name of the body
        self.done = False

    @property
    def open_(self) -> bool:
        """Whether an office stands there whose name is still to come."""
        return bool(self._lines)

    def office(self, line: Line, signed_for: re.Match[str] | None) -> None:
        """A line of an office, or of for whom."""
        bare = self._lines and self._bare
        if bare and not signed_for:
            self.more(line)
            return
        kind = Capacity(str(signed_for.lastgroup).replace("_", "-")) if signed_for else None
        self._lines.append(([Area(line.start, line.end)], kind))
        self._bare = bool(signed_for and signed_for.end() >= len(line.text))

    def more(self, line: Line) -> None:
        """The line above goes on."""
        self._lines[-1][0].append(Area(line.start, line.end))
        self._bare = False

    def person(self, line: Line) -> None:
        """The name, with which a signature ends."""
        self._found.append(self._made(Area(line.start, line.end)))
        self._lines = []
        self.done = True

    def _made(self, person: Area | None) -> Signed:
        offices = tuple(area for areas, kind in self._lines if kind is None for area in areas)
        others = [(tuple(areas), kind) for areas, kind in self._lines if kind is not None]
        return Signed(offices, tuple(areas for areas, _ in others), tuple(kind for _, kind in others), person)

    def all(self) -> list[Signed]:
        """All of them, the last one without a name where none was found."""
        return [*self._found, *([self._made(None)] if self._lines and not self._found else [])]


def _middle(piece: Line, view: View) -> float:
    """How far from the beginning of its line the middle of a piece stands in the text."""
    start, end = view.span(piece.start, piece.end)
    return (start + end) / 2 - view.text.rfind("\n", 0, start)


def _column(row: Sequence[Line], number: int, middles: Sequence[float], view: View) -> int:
    """In which of some columns a piece of a row stands: by its place among the others, or else where it is nearest."""
    if len(row) == len(middles):
        return number
    middle = _middle(row[number], view)
    return min(range(len(middles)), key=lambda column: abs(middles[column] - middle))


def _flowing(view: View, line: Line) -> str:
    """What stands from the beginning of a line on, as if it were one line."""
    return view.folded[line.start : line.start + _REACH].replace("\n", " ")


def _area(line: Line) -> Area:
    return Area(line.start, line.start + len(line.text.rstrip(" ;.,/")))
