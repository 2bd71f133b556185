"""Lines that are no paragraphs, headings mostly: where they leave nobody in force, and whom some of them introduce."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.duties.clauses import mark_kind
from ubnd_digest.reading.duties.party import Party
from ubnd_digest.reading.view_lines import Lines

_SECTION = lazily(r"(?m)^[IVX]{1,5}[.)-] [^\n]{3,200}")  # VI. KINH PHÍ THỰC HIỆN
_DEEPEST = 10  # what stands below a bullet; nothing stands deeper


class OtherLine(NamedTuple):
    """A line that is no paragraph."""

    start: int  # where it begins
    end: int  # where its text ends
    after: int  # where the next line begins


def other_lines(areas: Sequence[Area], lines: Lines, folded: str) -> list[OtherLine]:
    """The lines with text in which none of some paragraphs begins."""
    known = {lines.at(area.start)[0] for area in areas}
    others = (place for place in pairwise(lines.starts) if place[0] not in known)
    found = (OtherLine(start, start + len(folded[start:after].rstrip()), after) for start, after in others)
    return [line for line in found if line.end > line.start]


def sections(cased: str) -> Iterator[int]:
    """Where the lines begin that are heads of sections, in capitals behind a Roman number."""
    return (line.start() for line in _SECTION.finditer(cased) if line.group().isupper())


class Introductions:
    """Tells which lines say who must do what stands below them: a colon, or in a document a heading that is a party."""

    def __init__(self, grammar: Grammar, folded: str, parties: Sequence[Party], *, document: bool) -> None:
        self._before, self._behind = grammar.pattern("BEFORE_PARTY_HEADED"), grammar.pattern("BEHIND_PARTY_HEADED")
        self._mark = grammar.pattern("LIST_MARK")
        self._folded, self._document = folded, document
        self._parties, self._starts = parties, [party.start for party in parties]

    def resets(self, others: Sequence[OtherLine]) -> Iterator[int]:
        """Where nobody is in force who was named before: at such a line, and below one that introduces nobody.

        A heading with a deeper number than one that is a party only parts what that must do.
        """
        depth = _DEEPEST  # of the number of the last heading that is a party
        for line in others:
            own = self._depth(line) if self._document else 0
            if own > depth:
                continue
            yield line.start
            is_party = self._document and self._is_party(line)
            depth = own if is_party else _DEEPEST
            if not (is_party or self._folded.startswith(":", line.end - 1)):
                yield line.after

    def _depth(self, line: OtherLine) -> int:
        """How deep a line stands by its number: Điều 3., then 1., then 1.1., then a)."""
        kind = mark_kind(self._mark.match(self._folded, line.start))
        if kind == "a":
            return _DEEPEST - 1
        return len(kind) if not kind or kind[0] == "1" else _DEEPEST

    def _is_party(self, line: OtherLine) -> bool:
        """Whether a heading is a party behind its number, or says that one acts.

        1. Sở Y tế · Điều 3. Trách nhiệm của UBND cấp xã · Điều 4. Sở Y tế có trách nhiệm
        """
        place = bisect_left(self._starts, line.start)
        if place == len(self._parties) or self._starts[place] >= line.end:
            return False
        party = self._parties[place]
        before = self._before.fullmatch(self._folded, line.start, party.lead)
        if not before or before.end() == line.start:  # a line of the letterhead has no number
            return False
        if party.end >= line.end or (party.acts and party.named and self._folded.startswith(" ", party.end)):
            return True
        behind = self._behind.fullmatch(self._folded, party.end, line.end)
        return behind is not None and bool(before["charged"] or not behind["of_what"])


def outside(areas: Sequence[Area], silent: Sequence[Area]) -> Iterator[Area]:
    """What some areas hold outside of others; both are sorted."""
    first = 0
    for area in areas:
        start = area.start
        while first < len(silent) and silent[first].end <= start:
            first += 1
        place = first
        while place < len(silent) and silent[place].start < area.end:
            if start < silent[place].start:
                yield Area(start, silent[place].start)
            start = max(start, silent[place].end)
            place += 1
        if start < area.end or start == area.start:
            yield Area(start, area.end)
