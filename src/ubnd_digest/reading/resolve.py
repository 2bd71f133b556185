"""Drafts and outline -> the digest: what needs more than one place of the text.

Years that are left out, the types of later members of a list, the documents of provisions,
which dates are deadlines and for whom, which documents an item is about.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate, Precision
from ubnd_digest.model.deadlines import Deadline, Relation
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.provisions import Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span, text_order
from ubnd_digest.model.text import View, fold_tones, single_spaced
from ubnd_digest.reading.calendar import Anchor, expression, last_day, year_of
from ubnd_digest.reading.drafts import (
    DateDraft,
    DatesDraft,
    DeadlineDraft,
    Draft,
    EffectiveDraft,
    ProvisionDraft,
    ReferenceDraft,
    complete,
)
from ubnd_digest.reading.duty import DutyReader, Paragraph, is_deadline, responsible
from ubnd_digest.reading.roles import Placed

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

_TYPES = {fold_tones(kind.title.lower()): kind for kind in DocumentType}
# On their own, without a document, these words count parts of something else as well.
_LARGE = {ProvisionLevel.SECTION, ProvisionLevel.CHAPTER, ProvisionLevel.PART}
# How far behind the last limit of a paragraph its subject may stand, in characters.
_BEHIND = 300
# How far behind a day without a month the date may stand that gives it, in characters.
_NEAR = 60


class Resolver:
    """Resolves the drafts of one text."""

    def __init__(self, view: View, grammar: Grammar, duty: DutyReader) -> None:
        self._view = view
        self.folded = view.folded
        self._plain = view.is_plain()
        self._duty = duty
        self._sentence_end = grammar.pattern("SENTENCE_END")
        self.anchor: Anchor | None = None
        self.diagnostics: list[Diagnostic] = []
        self.mentions: list[Mention] = []
        self.placed: list[Placed] = []
        self._current_line = (0, -1)
        self._last: tuple[int, Reference] | None = None  # where the last reference began, and what it is

    def resolve(self, drafts: list[Draft]) -> tuple[Mention, ...]:
        """All mentions in text order, an outer one before those inside it."""
        paragraph: Paragraph | None = None
        # where the last limit of each line ends: what is far behind it need not be read
        reach = {
            self._line(draft.start)[0]: draft.dates.dates[-1].end
            for draft in drafts
            if isinstance(draft, DeadlineDraft)
        }
        self._document_of_provisions(drafts)
        self._neighbours(drafts)
        for draft in drafts:
            if isinstance(draft, DatesDraft):
                self._dates(draft)
            elif isinstance(draft, ReferenceDraft):
                self._reference(draft)
            elif isinstance(draft, DeadlineDraft):
                start, end = self._line(draft.start)
                if paragraph is None or paragraph.start != start:
                    end = min(end, reach[start] + _BEHIND)
                    paragraph = self._duty.read(self.folded, self._view.cased, start, end)
                self._deadline(draft, paragraph)
            elif isinstance(draft, ProvisionDraft):
                self._provision(draft)
            else:
                self._effective(draft)
        self.mentions.sort(key=text_order)
        return tuple(self.mentions)

    # ---- places -----------------------------------------------------------------------------

    def span(self, start: int, end: int) -> Span:
        """The span in the text of a stretch of the view."""
        return Span(start, end) if self._plain else Span(*self._view.span(start, end))

    def _text(self, span: Span) -> str:
        return self._view.text[span.start : span.end]

    def _line(self, at: int) -> tuple[int, int]:
        start, end = self._current_line
        if not start <= at <= end:
            folded = self.folded
            start, end = folded.rfind("\n", 0, at) + 1, folded.find("\n", at)
            self._current_line = start, len(folded) if end < 0 else end
        return self._current_line

    def doubt(self, code: str, severity: Severity, message: str, span: Span) -> None:
        """Note a diagnostic."""
        self.diagnostics.append(Diagnostic(code, severity, message, span))

    # ---- dates ------------------------------------------------------------------------------

    def _date(self, draft: DateDraft, *, deadline: bool = False) -> DateExpression:
        span = self.span(draft.start, draft.end)
        date = expression(draft, span, self._text(span), self.anchor, deadline=deadline)
        if date.problem == "impossible":
            self.doubt("impossible-date", Severity.ERROR, f"no such date: {str(date)!r}", span)
        elif date.problem:
            self.doubt(
                "undetermined-date", Severity.WARNING, f"nothing tells the year of this date: {str(date)!r}", span
            )
        self.mentions.append(date)
        return date

    def _dates(self, draft: DatesDraft, *, certain: bool = False, deadline: bool = False) -> list[DateExpression]:
        """The dates of a phrase and its ranges; a lone ratio is none."""
        drafts = draft.dates
        if len(drafts) == 1 and drafts[0].weak and drafts[0].month is None:
            return []  # no later date of the sentence gave its month
        if not certain and all(date.weak and (date.day or 0) <= (date.month or 0) for date in drafts):
            return []
        if len(drafts) > 1 and self.anchor and all(date.year is None for date in drafts):
            # one year for the whole phrase: that of its first date
            drafts[0].year = year_of(drafts[0], self.anchor, deadline=deadline)
            complete(drafts, draft.ranges)
        dates = [self._date(date, deadline=deadline) for date in drafts]
        for index in draft.ranges:
            self._range(dates[index], dates[index + 1])
        return dates

    def _range(self, first: DateExpression, last: DateExpression) -> None:
        if first.start is None or last.end is None:
            return
        span = Span(first.span.start, last.span.end)
        if first.start > last.end:
            self.doubt("reversed-range", Severity.WARNING, "a range that ends before it begins", span)
            return
        self.mentions.append(DateRange(span, self._text(span), first, last))

    def _neighbours(self, drafts: list[Draft]) -> None:
        """Give a day without a month or a year those of the next date of its sentence."""
        behind: DateDraft | None = None
        for draft in reversed(drafts):
            if isinstance(draft, DeadlineDraft):
                dates = draft.dates.dates
            elif isinstance(draft, DatesDraft):
                dates = draft.dates
            else:
                continue
            last = dates[-1]
            if behind and last.precision is Precision.DAY and last.year is None:
                near = behind.start - last.end <= _NEAR and self._is_plausible(behind)
                if near and not self._sentence_end.search(self.folded, last.end, behind.start):
                    complete([*dates, behind], draft.ranges if isinstance(draft, DatesDraft) else [])
            first = dates[0]
            behind = first if first.precision is Precision.DAY and first.month is not None else None

    def _is_plausible(self, date: DateDraft) -> bool:
        """Whether the year of a date can be that of another one near the anchor."""
        return self.anchor is None or date.year is None or abs(date.year - self.anchor.start.year) <= 1

    # ---- references -------------------------------------------------------------------------

    def _reference(self, draft: ReferenceDraft) -> None:
        number = DocumentNumber(draft.serial, draft.year, draft.symbol, draft.separator)
        if draft.type_span is None:
            before = self._last[1] if self._last and self._last[0] >= self._line(draft.start)[0] else None
            kind, type_text = self._type_of(number, before)
            if kind is None and not type_text and number.year is None and "-" not in number.symbol:
                if draft.date:
                    self._date(draft.date)
                return
        else:
            type_text = self._text(self.span(*draft.type_span))
            kind = _TYPES.get(self.folded[slice(*draft.type_span)])
        span = self.span(draft.start, draft.end)
        if not number.symbol:
            self.doubt("number-without-symbol", Severity.WARNING, f"the number has no symbol: {number}", span)
        elif kind and number.type and kind.codes and number.type_code not in kind.codes and number.type is not kind:
            self.doubt(
                "type-symbol-mismatch",
                Severity.WARNING,
                f"the type is {kind.value}, the symbol says {number.type.value}: {number}",
                span,
            )
        date = self._date(draft.date) if draft.date else None
        reference = Reference(
            span, self._text(span), kind, type_text, number, date if date and not date.problem else None
        )
        self.mentions.append(reference)
        self.placed.append(Placed(reference, draft.start, draft.end))
        self._last = draft.start, reference

    def _type_of(self, number: DocumentNumber, before: Reference | None) -> tuple[DocumentType | None, str]:
        """The type of a number that stands alone: that of the list it belongs to, else what the symbol says."""
        if before and before.number.type is number.type:
            return before.type, before.type_text
        if number.type:
            return number.type, number.type.title
        return (before.type, before.type_text) if before else (None, "")

    # ---- provisions -------------------------------------------------------------------------

    def _document_of_provisions(self, drafts: list[Draft]) -> None:
        """Give a provision without a document that of the next one in its sentence."""
        behind: ProvisionDraft | None = None
        for draft in reversed(drafts):
            if not isinstance(draft, ProvisionDraft):
                continue
            if draft.reference or draft.name_span:
                behind = draft
            elif behind and not self._sentence_end.search(self.folded, draft.end, behind.start):
                draft.reference, draft.name_span, draft.year = behind.reference, behind.name_span, behind.year
                behind = draft
            else:
                behind = None

    def _provision(self, draft: ProvisionDraft) -> None:
        document: str | None = None
        if draft.reference:
            r = draft.reference
            document = str(DocumentNumber(r.serial, r.year, r.symbol, r.separator))
        elif draft.name_span:
            end = draft.year.end if draft.year else draft.name_span[1]
            document = single_spaced(self._text(self.span(draft.name_span[0], end)))
        if self._is_counted(draft, documented=document is not None):
            return
        span = self.span(draft.start, draft.end)
        cased = self._view.cased
        units = tuple(
            ProvisionUnit(level, tuple("-".join(cased[slice(*place)] for place in label) for label in labels))
            for level, labels in draft.units
        )
        self.mentions.append(Provision(span, self._text(span), units, document))

    def _is_counted(self, draft: ProvisionDraft, *, documented: bool) -> bool:
        """A lone unit that may be something else: a score, a part with a number, the verb spelt like an article."""
        if len(draft.units) > 1:
            return False
        ((level, labels),) = draft.units
        numbered = bool(labels) and self.folded[labels[0][0][0]].isdigit()
        if level is ProvisionLevel.POINT or documented:
            return level is ProvisionLevel.POINT and numbered
        if level is ProvisionLevel.ARTICLE:
            return self._view.cased[draft.start].islower()
        return level in _LARGE and numbered

    # ---- deadlines and effect ---------------------------------------------------------------

    def _deadline(self, draft: DeadlineDraft, paragraph: Paragraph) -> None:
        wanted = is_deadline(draft, paragraph)
        found = self._dates(draft.dates, certain=True, deadline=wanted)
        if not wanted:
            return
        party = responsible(draft, paragraph)
        who = self._text(self.span(*party)) if party else None
        parts = {*draft.dates.ranges, *(n for n, date in enumerate(draft.dates.dates[:-1]) if date.lone)}
        first = True
        for index, date in enumerate(found):
            if index in parts:  # only the last of "ngày 9, 12 và 23/02" sets the limit
                continue
            start = self._view.offset(draft.start) if first else date.span.start
            first = False
            if date.problem or (self.anchor and date.end and date.end < self.anchor.start):
                continue
            self.mentions.append(self._one_deadline(draft, Span(start, date.span.end), date, who))

    def _one_deadline(self, draft: DeadlineDraft, span: Span, date: DateExpression, who: str | None) -> Deadline:
        relation = draft.relation
        time = dt.time(*draft.clock) if draft.clock else None
        if time and date.precision is Precision.DAY:
            relation = Relation.BY  # before 16:00 on a day: the day itself still counts
        return Deadline(span, self._text(span), relation, date, last_day(relation, date), time, who)

    def _effective(self, draft: EffectiveDraft) -> None:
        dates = self._dates(draft.dates, certain=True)
        if dates and not dates[0].problem:
            first = dates[0]
            start = first.span.start if draft.start is None else self._view.offset(draft.start)
            span = Span(start, first.span.end)
            self.mentions.append(EffectiveDate(span, self._text(span), first))
