"""To whom a document is addressed, and who gets it: lists of entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.lines import Line

# How far below the subject the address may stand, how many entries it has, and how long one is.
_FARTHEST, _MOST, _LONGEST = 15, 400, 400
_LONGEST_NAME = 48  # how long one is in which what looks like a verb may be of a name: Sở Xây dựng


class Addressees(NamedTuple):
    """Where the entries stand in the view, how many of the lines they and what is above them take, and all."""

    areas: tuple[Area, ...]
    end: int
    whole: Area | None = None


class AddresseeReader:
    """Finds addresses by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def read(self, lines: Sequence[Line]) -> Addressees:
        """The addressees in lines that stand below the letterhead."""
        for place, line in enumerate(lines[:_FARTHEST]):
            match = self._patterns["ADDRESSED"].match(line.text) or self._patterns["WIRED"].match(line.text)
            if match and line.capital:
                colon = match.end() if line.text[: match.end()].rstrip().endswith(":") else match.start()
                behind = line.after(match.end() if colon else len(match.group().split(" ")[0]) + 5)
                found = self._entries(behind, lines, place + 1)
                return found._replace(whole=Area(found.areas[0].start, found.areas[-1].end)) if found.areas else found
        return Addressees((), 0)

    def _entries(self, first: Line, lines: Sequence[Line], place: int) -> Addressees:
        """The entries: those behind the colon, then those below it."""
        found: list[Area] = []
        open_ = False  # whether the last entry goes on below
        for line in self._inline(first):
            sign = self._sign(line, numbered=True)
            found.append(_area(line.after(sign.end()) if sign else line))
        numbered, bulleted = not found, False
        ended = first.text[-1:] or ";"
        open_ = bool(found) and ended not in ".;"
        while place < len(lines) and len(found) < _MOST:
            line = lines[place]
            sign = self._sign(line, numbered=numbered)
            if line.capital and self._is_basis(line, sign.end() if sign else 0):
                break
            if sign:
                bulleted = True
                numbered = numbered and not self._patterns["ENTRY_SIGN"].match(line.text)
                found.append(_area(line.after(sign.end())))
            elif open_ and self._goes_on(lines[place - 1], line, listed=bulleted):
                found[-1] = Area(found[-1].start, _area(line).end)
            elif ended == ";" and self._is_bare_entry(lines, place, bulleted=bulleted, numbered=numbered):
                found.append(_area(line))
            else:
                break
            ended = line.text[-1]
            open_ = ended not in ".;"
            place += 1
        return Addressees(tuple(area for area in found if area.start < area.end), place)

    def _is_basis(self, line: Line, at: int) -> bool:
        """Whether a basis begins at a place of a line, with which the text begins below the addressees."""
        return any(self._patterns[name].match(line.text, at) for name in ("BASIS", "FURTHER_BASIS"))

    def _is_bare_entry(self, lines: Sequence[Line], place: int, *, bulleted: bool, numbered: bool) -> bool:
        """Whether a line without a bullet is an entry; in a list with bullets none says what somebody does."""
        line = lines[place]
        if len(line.text) > _LONGEST or line.text.endswith(":"):
            return False
        listed = place + 1 < len(lines) and self._sign(lines[place + 1], numbered=numbered)
        acts = len(line.text) > _LONGEST_NAME and self._patterns["BODY_ACTS_BELOW"].match(line.text)
        return bool(not bulleted or listed or not acts)

    def _sign(self, line: Line, *, numbered: bool) -> re.Match[str] | None:
        """What stands before an entry; in a list that is ``numbered`` below its colon also a number."""
        sign = self._patterns["ENTRY_SIGN"].match(line.text)
        return sign or (self._patterns["ENTRY_NUMBER"].match(line.text) if numbered else None)

    def _goes_on(self, above: Line, line: Line, *, listed: bool) -> bool:
        """Whether a line belongs to the entry above it, which no mark ends."""
        if self._patterns["ENTRY_NUMBER"].match(line.text):
            return False
        if not line.capital or line.text[0] == "(":
            return True
        if line.apart or self._patterns["SENTENCE_START"].match(line.text):
            return False
        return listed or self._patterns["GOES_ON_BELOW"].search(above.text) is not None

    def _inline(self, line: Line) -> Iterator[Line]:
        """The entries that stand on one line."""
        start = line.start
        ends = [line.start + at for at, sign in enumerate(line.text) if sign == ";"]
        if not ends and not self._patterns["ENTRY_SIGN"].match(line.text):
            found = self._patterns["NEXT_ADDRESSEE"].finditer(line.text)
            ends = [match.start() for match in found if line.cased[match.end()].isupper()]
            ends = [line.start + end for end in self._without_offices(line.text, ends)]
        for end in (*ends, line.end):
            piece = line.until(end).after(start - line.start)
            if piece.text:
                yield piece
            start = end + 1

    def _without_offices(self, text: str, ends: Sequence[int]) -> Iterator[int]:
        """The ends of entries but for those behind which the office of the person before them stands."""
        start = 0
        for end in ends:
            person = self._patterns["PERSON_ADDRESSED"].match(text, start)
            if not (person and self._patterns["OFFICE_OF_PERSON"].match(text, end)):
                yield end
                start = end + 2


def _area(line: Line) -> Area:
    """Where an entry stands, without the mark at its end."""
    return Area(line.start, line.start + len(line.text.rstrip(" ;.,/")))
