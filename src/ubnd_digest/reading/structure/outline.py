"""Lines -> title, lead, items: the steps in order, and the LALR grammar that puts lines into items.

Each step takes values and returns what it decided; no step changes what another gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import cast

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.reader import Reader
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.entries import Entry, Repeat, repeats
from ubnd_digest.reading.structure.headings import HeadingReader
from ubnd_digest.reading.structure.lead import LeadReader
from ubnd_digest.reading.structure.line_forms import PageLines, Places, TextLine, text_lines
from ubnd_digest.reading.structure.listed import Lead
from ubnd_digest.reading.structure.openers import OpenerReader
from ubnd_digest.reading.structure.stops import StopReader
from ubnd_digest.reading.structure.titles import TitleDates, TitleReader


class ItemOutline(NamedTuple):
    """Where an item stands."""

    heading: Area | None  # its heading, or None
    paragraphs: tuple[Area, ...]  # its paragraphs
    in_lead: bool  # whether the lead has it
    number: str | None = None  # the number before it, or None
    section: Area | None = None  # the line of the section that it stands in, or None
    over: bool = False  # whether its heading is that of a section

    @property
    def last(self) -> Area:
        """Its last line."""
        return self.paragraphs[-1] if self.paragraphs else self.heading or Area(0, 0)


class Outline(NamedTuple):
    """Where the parts of a digest stand, and why."""

    title: Area | None  # the title
    lead: tuple[Area, ...]  # the entries of the lead
    tail: Area | None  # what stands after the last entry of the lead
    items: tuple[ItemOutline, ...]  # the items
    missing: tuple[Area, ...]  # entries of the lead without an item
    others: tuple[Area, ...]  # the titles of further digests
    loose: tuple[Area, ...]  # sentences below the lead that stand above the first item
    # of the lines that could be the title (``"title"``), of each line (``"heading"`` below the lead, ``"line"``
    # elsewhere), of the entries of the lead (``"entry"``)
    decisions: tuple[Decision, ...]

    @property
    def areas(self) -> list[Area]:
        """Where the loose sentences stand, and each item: the documents of one are not those of another."""
        above = [Area(self.loose[0].start, self.loose[-1].end)] if self.loose and self.items else []
        return [*above, *(Area((item.heading or item.paragraphs[0]).start, item.last.end) for item in self.items)]


_OF_ITEM = ("HEADING", "OPENER", "PARAGRAPH")


class LineToken(NamedTuple):
    """Lines for the structure grammar: their kind, the number of the first one, and that of the one behind the last."""

    type: str
    start_pos: int
    end_pos: int


def line_tokens(lines: Sequence[Decision]) -> Iterator[LineToken]:
    """A token a line, as it was decided before; one for paragraphs that follow one another."""
    start = 0
    for end, line in enumerate(lines, 1):
        if end < len(lines) and line.answer == lines[end].answer == "paragraph":
            continue
        yield LineToken(line.answer.upper(), start, end)
        start = end


class StructureTree:
    """The callbacks of the structure grammar: each item as the indices of its lines."""

    def structure(self, children: list[LineToken | list[int]]) -> list[list[int]]:
        """The items."""
        return [child for child in children if isinstance(child, list)]

    def item(self, children: list[LineToken]) -> list[int]:
        """The heading, or the paragraph that opens the item, then the paragraphs."""
        kept = [child for child in children if child.type in _OF_ITEM]
        return [index for child in kept for index in range(child.start_pos, child.end_pos)]


class Outliner:
    """Finds the outline of texts by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._titles = TitleReader(grammar)
        self._page = PageLines(grammar)
        self._lead = LeadReader(grammar)
        self._headings = HeadingReader(grammar)
        self._openers = OpenerReader(grammar)
        self._stops = StopReader(grammar)
        self._numbers = grammar.pattern("LINE_NUMBER")
        self._reader = Reader(grammar, "structure", StructureTree())

    def outline(
        self, folded: str, cased: str, dates: TitleDates, numbers: Places, marked: Sequence[int] = ()
    ) -> Outline:
        """The outline of a folded view, which is ``cased`` in its own case; references stand in ``numbers``.

        Lines that begin at ``marked``, sorted offsets, are marked up as headings.
        """
        title = self._titles.decide(tuple(text_lines(folded, cased, self._numbers)), dates)
        lines = title.lines
        page = self._page.decide(lines, title.place, title.others)
        body = [line for line, decision in zip(lines, page, strict=True) if decision is None]
        lead, repeated, headings = self._below(body, numbers, marked, titled=title.place is not None)
        rest = body[lead.first + lead.length :]
        own = iter((*_above(body[: lead.first]), *lead.decisions, *headings))
        decided = [decision or next(own) for decision in page]
        in_lead = {rest[place].start for place in repeated}
        told = {repeat.entry: repeat.reason(rest[place].start, rest[place].end) for place, repeat in repeated.items()}
        return Outline(
            None if title.place is None else Area(lines[title.place].start, lines[title.place].end),
            tuple(entry.area for entry in lead.entries),
            lead.tail,
            tuple(self._items(lines, decided, in_lead)),
            tuple(entry.area for number, entry in enumerate(lead.entries) if number not in told),
            tuple(Area(lines[place].start, lines[place].end) for place in sorted(title.others)),
            tuple(Area(line.start, line.end) for line in headings if _is_loose(line)),
            (*title.decisions, *decided, *_of_entries(lead.entries, told)),
        )

    def _below(
        self, body: list[TextLine], numbers: Places, marked: Sequence[int], *, titled: bool
    ) -> tuple[Lead, dict[int, Repeat], list[Decision]]:
        """The lead, the lines that repeat it, and what each line below it is."""
        body, places = self._stops.without(body, numbers), Places(marked, marked)
        lead = self._lead.read(body, numbers, titled=titled)
        digest = titled or lead.length > 0
        rest = body[lead.first + lead.length :]
        repeated = repeats(lead.entries, rest)
        headings = self._headings.decide(rest, lead.entries, repeated, numbers, places, digest=digest)
        if digest and not any(line.answer == "heading" for line in headings):
            headings = self._openers.decide(rest, headings, numbers)
        return lead, repeated, headings

    def _items(self, lines: Sequence[TextLine], decided: list[Decision], in_lead: set[int]) -> Iterator[ItemOutline]:
        sections = sections_of(lines, decided)
        for item in cast("list[list[int]]", self._reader.read(line_tokens(decided))):
            areas = [Area(decided[place].start, decided[place].end) for place in item]
            first = item[0]
            number = lines[first].number
            headed = decided[first].answer == "heading"
            yield ItemOutline(
                areas[0] if headed else None,
                tuple(areas[1:] if headed else areas),
                headed and areas[0].start in in_lead,
                number.text if number else None,
                sections.of.get(first),
                first in sections.over,
            )


def _above(lines: Iterable[TextLine]) -> Iterator[Decision]:
    """Lines above a lead that no title stands above."""
    for line in lines:
        yield Decision("line", "stray", line.start, line.end, (Reason("above the lead"),))


def _is_loose(line: Decision) -> bool:
    """Whether a line is a sentence above the first item."""
    return line.answer == "stray" and any(reason.name == "ends like a sentence" for reason in line.because)


def _of_entries(entries: tuple[Entry, ...], told: dict[int, Reason]) -> Iterator[Decision]:
    """Whether a heading repeats each entry of the lead."""
    for number, entry in enumerate(entries):
        reason = told.get(number)
        yield Decision("entry", "item" if reason else "missing", entry.start, entry.end, (reason,) if reason else ())


# ---- sections -------------------------------------------------------------------------------

# The kind of a Roman number, which stands over others; of a line in capitals; of a day, or of who acted; how the kinds
# of figures begin.
_ROMAN, _CAPITALS, _DAY, _FIGURE = "I", "CAPITALS", "DAY", "1"


class Sections(NamedTuple):
    """By the place of the first line of each item, the line of its section; and which of them are sections."""

    of: dict[int, Area]
    over: frozenset[int]


class _Open(NamedTuple):
    """A section that has begun: its kind, where it stands, whether a heading stands directly below it."""

    kind: str
    area: Area
    bare: bool


def sections_of(lines: Sequence[TextLine], decided: Sequence[Decision]) -> Sections:
    """The sections of the items that begin in lines of which it is known what they are.

    A heading with a number of some kind ends what stands below the last one of that kind. One without a number stands
    in the section above it that has no paragraph of its own.
    """
    found: dict[int, Area] = {}
    over: set[int] = set()
    open_: list[_Open] = []
    own = [
        place for place, line in enumerate(decided) if line.answer in ("heading", "opener", "paragraph", "over_items")
    ]
    below = dict(pairwise(own))
    for place in own:
        answer, line = decided[place].answer, lines[place]
        area = Area(line.start, line.end)
        if answer == "over_items":
            _close(open_, _DAY)
            open_.append(_Open(_DAY, area, bare=True))
        elif answer == "opener":
            if open_:
                found[place] = open_[-1].area
        elif answer == "heading":
            follows = below.get(place)
            bare = follows is not None and decided[follows].answer in ("heading", "over_items")
            kind = line.number.kind if line.number else _CAPITALS if bare and line.capitals else ""
            if kind:
                _close(open_, kind)
            section = open_[-1] if kind and open_ else _nearest(open_)
            if section:
                found[place] = section.area
            if kind:
                open_.append(_Open(kind, area, bare))
            if bare or kind == _ROMAN:
                over.add(place)
    return Sections(found, frozenset(over))


def _close(open_: list[_Open], kind: str) -> None:
    """End the last section of a kind, and those inside it; a Roman number stands in none with a figure."""
    for place, section in enumerate(open_):
        if section.kind == kind or (kind == _ROMAN and section.kind[:1] == _FIGURE):
            del open_[place:]
            break


def _nearest(open_: Sequence[_Open]) -> _Open | None:
    """The innermost section without a paragraph of its own."""
    return next((section for section in reversed(open_) if section.bare or section.kind == _ROMAN), None)
