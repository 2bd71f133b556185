"""The steps from a text to a digest, in order."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from ubnd_digest.model.blocks import Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.dates import DateExpression, DateRange, Precision
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.digest import AUTO, COMMON, Digest, GrammarIdentity, Item
from ubnd_digest.model.errors import DigestSyntaxError
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import Area, View, line_and_column
from ubnd_digest.reading.calendar import Anchor
from ubnd_digest.reading.drafts import ReferenceDraft, phrase_of

if TYPE_CHECKING:
    from ubnd_digest.grammar.files import GrammarFile
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.publishers.record import Publisher
    from ubnd_digest.reading.drafts import Draft
    from ubnd_digest.reading.outline import ItemOutline, Outline
    from ubnd_digest.reading.resolve import Resolver
    from ubnd_digest.reading.titles import TitleDates

_M = TypeVar("_M", bound=Mention)


class Parser:
    """A compiled grammar, ready to parse; reused, safe in threads, pickled by its grammar's text.

    Args:
        publisher: the publisher whose grammar is to be used, by its identifier, such as ``"vn-09"``, or its
            record, which need not be registered; None for the common grammar.

    Raises:
        UnknownPublisherError: when nobody registered the publisher.
        PublisherError: when the package that brings the publisher cannot be used.
        GrammarError: when its grammar has a mistake.

    >>> parser = Parser()
    >>> [date.edtf for date in parser.find_dates("tháng 5/2021 và quý II năm 2022")]
    ['2021-05', '2022-34']
    """

    def __init__(self, publisher: str | Publisher | None = None) -> None:
        from ubnd_digest.publishers.registry import grammar_of, record_of

        record = record_of(publisher)
        self._prepare(record, grammar_of(record))

    def _prepare(self, record: Publisher | None, grammar: Grammar) -> None:
        from ubnd_digest.reading.duty import DutyReader
        from ubnd_digest.reading.inline import inline_parser
        from ubnd_digest.reading.outline import Outliner
        from ubnd_digest.reading.roles import RoleReader

        self.publisher = record.id if record else None
        self.identity = GrammarIdentity(self.publisher or COMMON, grammar.version)
        self._record = record
        self._grammar = grammar
        self._inline = inline_parser(grammar)
        self._outliner = Outliner(grammar)
        self._duty = DutyReader(grammar)
        self._roles = RoleReader(grammar)

    def __getstate__(self) -> tuple[Publisher | None, tuple[GrammarFile, ...]]:
        return self._record, self._grammar.files

    def __setstate__(self, state: tuple[Publisher | None, tuple[GrammarFile, ...]]) -> None:
        from ubnd_digest.grammar.grammar import Grammar
        from ubnd_digest.publishers.registry import grammar_of

        record, grammar_files = state
        grammar = grammar_of(record)
        # the common files of another version of this library may have come along
        self._prepare(record, grammar if grammar.files == grammar_files else Grammar(grammar_files))

    # ---- whole digests ----------------------------------------------------------------------

    def parse(
        self, text: str, *, anchor: dt.date | None = None, strict: bool = False, headings: Iterable[Span] = ()
    ) -> Digest:
        """Parse a digest. See :func:`ubnd_digest.parse`.

        Args:
            text: the digest.
            anchor: a day near the digest's period, for a title that gives no year.
            strict: raise on the first error instead of noting it.
            headings: lines that are marked up as headings where the text comes from, in any order. That is evidence:
                a line that cannot be a heading is none.

        >>> Parser().parse("").items
        ()
        """
        from ubnd_digest.reading.resolve import Resolver
        from ubnd_digest.reading.roles import with_roles

        view = self._view(text)
        drafts = self._drafts(view)
        marked = sorted(view.place(span.start) for span in headings)
        outline = self._outliner.outline(view.folded, view.cased, _title_dates(drafts), _numbers(drafts), marked)
        resolver = Resolver(view, self._grammar, self._duty)
        resolver.anchor = _anchor_of(anchor)
        period = self._period(outline, drafts, resolver)
        mentions = resolver.resolve(drafts)
        roles = self._roles.decide(resolver.placed, outline.items, view.folded, resolver.anchor)
        mentions = with_roles(mentions, roles.issued)
        starts = [mention.span.start for mention in mentions]
        digest = _assembled(text, outline, resolver, period, mentions, starts)
        doubts = _doubts(digest, outline, resolver)
        digest = evolve(digest, diagnostics=doubts, grammar=self.identity, anchor=_day_of(anchor))
        if strict:
            _raise_first_error(digest)
        return digest

    def _view(self, text: str) -> View:
        if isinstance(text, (bytes, bytearray)):
            raise TypeError("parse takes str, not bytes: decode it first, for example data.decode('utf-8')")
        if not isinstance(text, str):
            raise TypeError(f"parse takes str, not {type(text).__name__}")
        return View(text, self._grammar.pattern("SYMBOL_RUN"))

    def _drafts(self, view: View) -> list[Draft]:
        return self._inline.parse(view.folded)  # type: ignore[return-value]

    def _period(self, outline: Outline, drafts: list[Draft], resolver: Resolver) -> Period | None:
        """The period that the title names, or the end of the lead; it becomes the anchor of all other dates."""
        found = None
        for area in (outline.title, outline.tail):
            found = found or (_period_of(area, drafts, resolver) if area else None)
        if found:
            resolver.anchor = Anchor(found.start, found.end)
        return found

    # ---- single kinds of mentions -----------------------------------------------------------

    def find_mentions(self, text: str, *, anchor: dt.date | None = None) -> tuple[Mention, ...]:
        """All mentions of any Vietnamese text, in text order, an outer one before those inside it.

        >>> [type(mention).__name__ for mention in Parser().find_mentions("Luật số 31/2024/QH15 ngày 18/01/2024")]
        ['Reference', 'DateExpression']
        """
        from ubnd_digest.reading.resolve import Resolver

        view = self._view(text)
        resolver = Resolver(view, self._grammar, self._duty)
        resolver.anchor = _anchor_of(anchor)
        return resolver.resolve(self._drafts(view))

    def _find(self, kind: type[_M], text: str, anchor: dt.date | None) -> tuple[_M, ...]:
        return tuple(m for m in self.find_mentions(text, anchor=anchor) if isinstance(m, kind))

    def find_references(self, text: str) -> tuple[Reference, ...]:
        """See :func:`ubnd_digest.find_references`."""
        return self._find(Reference, text, None)

    def find_dates(self, text: str, *, anchor: dt.date | None = None) -> tuple[DateExpression, ...]:
        """See :func:`ubnd_digest.find_dates`."""
        return self._find(DateExpression, text, anchor)

    def find_ranges(self, text: str, *, anchor: dt.date | None = None) -> tuple[DateRange, ...]:
        """See :func:`ubnd_digest.find_ranges`."""
        return self._find(DateRange, text, anchor)

    def find_deadlines(self, text: str, *, anchor: dt.date | None = None) -> tuple[Deadline, ...]:
        """See :func:`ubnd_digest.find_deadlines`."""
        return self._find(Deadline, text, anchor)

    def find_provisions(self, text: str) -> tuple[Provision, ...]:
        """See :func:`ubnd_digest.find_provisions`."""
        return self._find(Provision, text, None)


def _anchor_of(anchor: dt.date | None) -> Anchor | None:
    day = _day_of(anchor)
    return Anchor(day, day) if day else None


def _day_of(anchor: dt.date | None) -> dt.date | None:
    if anchor is not None and not isinstance(anchor, dt.date):
        raise TypeError(f"anchor takes a datetime.date, not {type(anchor).__name__}")
    return anchor.date() if isinstance(anchor, dt.datetime) else anchor


_MONTHS = (Precision.MONTH, Precision.QUARTER, Precision.MONTHS)


def _title_dates(drafts: list[Draft]) -> TitleDates:
    from ubnd_digest.reading.titles import TitleDates

    firsts = [phrase.dates[0] for phrase in map(phrase_of, drafts) if phrase]
    return TitleDates(
        [Area(first.start, first.end) for first in firsts if first.day is not None],
        [Area(first.start, first.end) for first in firsts if first.precision in _MONTHS and first.year is not None],
    )


def _numbers(drafts: list[Draft]) -> list[Area]:
    return [Area(draft.start, draft.end) for draft in drafts if isinstance(draft, ReferenceDraft)]


# Of several dates, the shortest unit is the period: the year of a plan may stand beside the day of a digest.
_SHORTEST_FIRST = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.MONTHS, Precision.YEAR)


def _period_of(area: Area, drafts: list[Draft], resolver: Resolver) -> Period | None:
    """The first range of days in a stretch of the text, else the shortest date in it."""
    from ubnd_digest.reading.calendar import expression

    found: Period | None = None
    found_rank = len(_SHORTEST_FIRST)
    for draft in drafts:
        phrase = phrase_of(draft)
        if phrase is None or phrase.dates[0].start < area.start:
            continue
        if phrase.dates[0].start >= area.end:
            break
        ends = [(phrase.dates[i], phrase.dates[i + 1]) for i in phrase.ranges]
        for first, last in ends or [(phrase.dates[0], phrase.dates[-1])]:
            span = resolver.span(first.start, last.end)
            dates = [expression(d, span, "", resolver.anchor, deadline=False) for d in (first, last)]
            start, end = dates[0].start, dates[1].end
            if start and end and start <= end:
                if ends:
                    return Period(span, start, end)
                rank = _SHORTEST_FIRST.index(first.precision)
                if rank < found_rank:
                    found, found_rank = Period(span, start, end), rank
    return found


def _assembled(
    text: str,
    outline: Outline,
    resolver: Resolver,
    period: Period | None,
    mentions: tuple[Mention, ...],
    starts: list[int],
) -> Digest:
    def block(area: Area) -> tuple[Span, str, tuple[Mention, ...]]:
        span = resolver.span(*area)
        inside = mentions[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
        return span, text[span.start : span.end], inside

    def item(found: ItemOutline) -> Item:
        return Item(Heading(*block(found.heading)), tuple(Paragraph(*block(area)) for area in found.paragraphs))

    return Digest(
        text,
        Title(*block(outline.title)) if outline.title else None,
        period,
        tuple(LeadEntry(*block(Area(entry.start, entry.end))) for entry in outline.lead),
        tuple(map(item, outline.items)),
        mentions,
    )


def _doubts(digest: Digest, outline: Outline, resolver: Resolver) -> tuple[Diagnostic, ...]:
    from ubnd_digest.reading.diagnostics import diagnose

    doubts = [*resolver.diagnostics, *diagnose(digest, outline, resolver.span)]
    doubts.sort(key=lambda doubt: (doubt.span.start, doubt.span.end))
    return tuple(doubts)


def _raise_first_error(digest: Digest) -> None:
    for doubt in digest.diagnostics:
        if doubt.severity is Severity.ERROR:
            line, column = line_and_column(digest.source, doubt.span.start)
            raise DigestSyntaxError(doubt.code, doubt.message, line=line, column=column, offset=doubt.span.start)


_parsers: dict[Publisher | None, Parser] = {}


def parser_of(publisher: str | Publisher | None) -> Parser:
    """The parser of a publisher; its grammar is compiled once a process."""
    from ubnd_digest.publishers.registry import record_of

    record = record_of(publisher)
    found = _parsers.get(record)
    return found or _parsers.setdefault(record, Parser(record))


def parser_for(text: str, publisher: str | Publisher | None) -> Parser:
    """The parser for a text: the one of a publisher, of the one detected for ``"auto"``, or the common one."""
    if publisher != AUTO:
        return parser_of(publisher)
    from ubnd_digest.publishers.detection import detected

    return parser_of(detected(text))
