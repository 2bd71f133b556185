"""What is attached to a document below its signature: regulations, lists, appendices, with their own parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.articles import ArticleReader, PartDraft
from ubnd_digest.reading.documents.lines import Line

# How many lines below its first one a note says with what something comes, and how long the first line is.
_MOST_OF_TITLE, _LONGEST = 10, 60
# How many are read.
_MOST = 200


class Annexes(NamedTuple):
    """What is attached: its parts, and the place of the line with which it begins."""

    parts: tuple[PartDraft, ...]
    first: int


class AnnexReader:
    """Finds what is attached by one grammar."""

    def __init__(self, grammar: Grammar, articles: ArticleReader) -> None:
        self._articles = articles
        self._patterns = grammar.patterns()

    def read(self, lines: Sequence[Line], end: int) -> Annexes:
        """What is attached behind the line at which the end of a document begins; where nothing is, all is its end."""
        begins: list[int] = []
        titled = end  # where the title of the last one ends
        for place in range(end, len(lines)):
            if place >= titled and len(begins) < _MOST and self._begins(lines, place):
                begins.append(place)
                titled = place + self._title(lines[place : place + _MOST_OF_TITLE])
        parts = (self._part(lines[first:last]) for first, last in pairwise((*begins, len(lines))))
        return Annexes(tuple(parts), begins[0] if begins else len(lines))

    def _begins(self, lines: Sequence[Line], place: int) -> bool:
        """Whether something is attached here: an appendix, or what a note says comes with the document."""
        line = lines[place]
        if len(line.text) > _LONGEST or not line.capital:
            return False
        match = self._patterns["ANNEX_LINE"].match(line.text)
        if match is None or not (match.end() == len(line.text) or line.capitals):
            return False
        noted = any(True for _ in self._notes(lines[place : place + _MOST_OF_TITLE]))
        return noted or bool(match["appendix"] and (line.capitals or match["number"]) and match.end() == len(line.text))

    def _notes(self, lines: Sequence[Line]) -> Iterator[int]:
        """The places of lines with which such a note begins, above the first part."""
        for place, line in enumerate(lines):
            if self._patterns["NOTE_LINE"].match(line.text):
                yield place
            elif place and self._articles.is_part(line):
                return

    def _title(self, lines: Sequence[Line]) -> int:
        """How many lines the title has: those above the note, or one below the first line that begins no part."""
        noted = next(self._notes(lines), None)
        if noted is None:
            return 1 if len(lines) > 1 and self._articles.is_part(lines[1]) else 2
        return noted

    def _part(self, lines: Sequence[Line]) -> PartDraft:
        match = self._patterns["ANNEX_LINE"].match(lines[0].text)
        number = match and match["number"]
        label = lines[0].cased[slice(*match.span("number"))] if match and number else ""
        until = self._title(lines[:_MOST_OF_TITLE])
        first = lines[0].after(match.end()) if match and match["appendix"] else lines[0]
        title = [line for line in (first, *lines[1:until]) if line.text]
        heading = Area(title[0].start, title[-1].end) if title else None
        inner = self._articles.read(lines[until:])
        return PartDraft(ProvisionLevel.APPENDIX, label, lines[0].start, lines[-1].end, heading, inner)
