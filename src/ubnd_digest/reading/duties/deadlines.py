"""Deadlines: from the islands of ``deadlines.lark`` to drafts, and from drafts to mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.deadlines import Deadline, Reckoning, Relation
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.lunar import LunarDate
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.calendar import last_day
from ubnd_digest.reading.dates.dates import clock_of, dates_in
from ubnd_digest.reading.dates.limits import count_from, counted_deadline, recurrence_of, recurring_deadline
from ubnd_digest.reading.dates.lunar import lunar_of
from ubnd_digest.reading.drafts import (
    CountedDraft,
    DatesDraft,
    DeadlineDraft,
    Draft,
    LimitDraft,
    RecurrenceDraft,
    UnreadDraft,
    VagueDraft,
)
from ubnd_digest.reading.duties.circumstances import UNITS, is_deadline
from ubnd_digest.reading.duties.parties import Sentences
from ubnd_digest.reading.duties.responsible import responsible
from ubnd_digest.reading.duties.tables import TermTables
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.setting import Found, Setting

# Words of limit: the relation, and the kind of limit in the table.
_LIMITS = {
    "BEFORE": (Relation.BEFORE, "before"),
    "BEFORE_END": (Relation.BY, "before"),
    "LATEST": (Relation.BY, "certain"),
    "TERM": (Relation.BY, "certain"),
    "FIELD": (Relation.BY, "certain"),
    "UNTIL": (Relation.BY, "until"),
    "UNTIL_END": (Relation.BY, "until"),
    "FROM_NOW": (Relation.BY, "now"),
    "UP_TO": (Relation.BY, "to"),
    "WITHIN": (Relation.WITHIN, "within"),
    "AT": (Relation.WITHIN, "at"),
    "COMPLETING": (Relation.WITHIN, "bare"),
}


# ---- islands -> drafts ----------------------------------------------------------------------


def deadline_draft(children: list[Island | DatesDraft | RecurrenceDraft]) -> DeadlineDraft | VagueDraft | None:
    """Words of limit, a clock time, dates. The last word of limit decides the relation; None without a date."""
    if isinstance(last := children[-1], Island) and last.type in ("VAGUE", "LUNAR"):
        return _vague_draft(last, [child for child in children if isinstance(child, Island)])
    recurrence = next((child for child in children if isinstance(child, RecurrenceDraft)), None)
    dates = next((child for child in children if isinstance(child, DatesDraft)), DatesDraft(()))
    if not dates.dates and recurrence is None:
        return None
    limits = [child for child in children if isinstance(child, Island) and child.type in _LIMITS]
    if not limits:  # the word of limit stands behind the date
        start = dates.dates[0].start if dates.clock_start is None else dates.clock_start
        return DeadlineDraft(start, Relation.BY, "certain", dates, dates.clock)
    clocks = [child for child in children if isinstance(child, Island) and child.type == "CLOCK"]
    relation, kind = _LIMITS[limits[-1].type]
    if any(_LIMITS[limit.type][1] == "certain" for limit in limits):
        relation = Relation.BY if kind != "before" else relation
        kind = "certain"
    start = limits[0].start_pos
    # before a feast of several days is before the first
    first = any(isinstance(child, Island) and child.type == "OCCASION" for child in children)
    if kind == "bare":
        at = limits[0].match.start("from")
        start = dates.dates[0].start if at < 0 else at
    return DeadlineDraft(start, relation, kind, dates, clock_of(clocks[-1]) if clocks else None, recurrence, first)


def _vague_draft(last: Island, words: list[Island]) -> VagueDraft:
    """A limit without a day of our calendar; the last of its words is its time."""
    if last.type == "VAGUE":
        relation = next(one for one in Relation if last.match[one.value])
        kind = "within" if relation is Relation.WITHIN else "before"
        return VagueDraft(last.start_pos, last.match.end("time"), relation, kind)
    limits = [_LIMITS[word.type] for word in words if word.type in _LIMITS]
    relation, kind = limits[-1]
    certain = any(kind == "certain" for _, kind in limits)
    moon = UnreadDraft(last.start_pos, last.end_pos, lunar=True)
    return VagueDraft(words[0].start_pos, last.end_pos, relation, "certain" if certain else kind, moon)


def plainly(draft: Draft, folded: str, tables: TermTables) -> Draft:
    """A draft as it is read on: "đến năm 2030" sets no limit; a quarter in brackets may, one in a table does."""
    if isinstance(draft, DatesDraft):
        return bracketed(draft, folded) or tables.limit_in(draft) or draft
    if isinstance(draft, DeadlineDraft) and draft.kind == "to":
        named = draft.dates.dates  # none where days come again that are no days: "đến ngày 0 hằng tháng"
        return draft.dates if named and named[0].precision not in UNITS else draft
    return draft


def bracketed(draft: DatesDraft, folded: str) -> DeadlineDraft | None:
    """A month or a quarter alone in brackets, which may be the limit of what stands before it."""
    if len(draft.dates) != 1:
        return None
    date = draft.dates[0]
    around = folded[date.start - 1 : date.start] + folded[date.end : date.end + 1]
    if UNITS.get(date.precision) != "month" or around != "()":
        return None
    return DeadlineDraft(date.start, Relation.WITHIN, "bracket", draft)


# ---- drafts -> deadlines --------------------------------------------------------------------


class Deadlines(NamedTuple):
    """The mentions that a limit gives, what is doubted of them, and what was decided."""

    mentions: tuple[Mention, ...]
    diagnostics: tuple[Diagnostic, ...]
    decisions: tuple[Decision, ...]


def deadlines_of(
    draft: DeadlineDraft, paragraph: Sentences, setting: Setting, before: RecurrenceDraft | None = None
) -> Deadlines:
    """The dates of a limit, and the deadlines that they are; ``before`` is the last recurrence before it."""
    anchor = setting.anchor

    def coming() -> bool:
        dates = dates_in(draft.dates, setting, certain=True)[0]
        return bool(anchor and dates and dates[-1].end and dates[-1].end > anchor.end)

    decided = is_deadline(draft, paragraph, coming)
    wanted = decided.answer == "deadline"
    if before and before.start < paragraph.bounds.task_start(draft.start):
        opens_sentence = before.start - paragraph.bounds.sentence_start(draft.start) in (0, 1)
        before = before if opens_sentence else None
    recurrence = recurrence_of(draft, before)
    if recurrence:
        if not wanted:
            return Deadlines((), (), (decided,))
        party, who = _party(draft, paragraph, setting)
        relation = draft.relation if draft.clock is None else Relation.BY
        return Deadlines((recurring_deadline(draft, relation, recurrence, who, setting),), (), (decided, party))
    weak = draft.kind in ("to", "bracket")
    dates, mentions, diagnostics = dates_in(draft.dates, setting, certain=wanted or not weak, deadline=wanted)
    if not wanted or not dates:
        return Deadlines(mentions, diagnostics, (decided,))
    party, who = _party(draft, paragraph, setting)
    found: list[Mention] = []
    refused = []
    for number, (index, until) in enumerate(_ends(draft)):
        date = dates[index]
        if date.problem:
            refused.append(Reason(f"its date is {date.problem}", -1))
            continue
        if anchor and date.end and date.end < anchor.start:
            refused.append(Reason("its date lies before the period", -1))
            continue
        start = date.span.start if number else setting.view.offset(draft.start)
        span = Span(start, dates[until].span.end)
        found.append(_deadline(draft, span, index, date, who, setting))
    if refused and not found:
        decided = decided._replace(answer="none", because=(*decided.because, *refused))
    return Deadlines((*mentions, *found), diagnostics, (decided, party))


def _party(draft: LimitDraft, paragraph: Sentences, setting: Setting) -> tuple[Decision, str | None]:
    party = responsible(draft, paragraph)
    return party, setting.text(setting.span(party.start, party.end)) if party.start >= 0 else None


def _ends(draft: DeadlineDraft) -> Iterator[tuple[int, int]]:
    """The dates that set a limit, each with the date at whose end its words end.

    Only the last of "ngày 9, 12 và 23/02" does, and of a range; of a feast the first day; units within which something
    is to be done are one span.
    """
    dates, ranges = draft.dates.dates, draft.dates.ranges
    last = len(dates) - 1
    if draft.first or (draft.relation is Relation.WITHIN and dates[last].precision is not Precision.DAY):
        yield (0 if draft.first else last), last
        return
    for index, date in enumerate(dates):
        if index not in ranges and not (index < last and date.lone):
            yield index, index


def _deadline(
    draft: DeadlineDraft, span: Span, index: int, date: DateExpression, who: str | None, setting: Setting
) -> Deadline:
    relation = draft.relation
    one = draft.dates.dates[index]
    clock = one.clock if index else draft.clock
    if date.precision is Precision.DAY and clock is not None:
        # before 16:00 on a day: the day itself still counts; 0:00 is the end of the day before
        relation = Relation.BY if any(clock) else Relation.BEFORE
    time = dt.time(*clock) if clock and any(clock) else None
    due = last_day(relation, date, one.until)
    reckoning = Reckoning.NAMED if due or relation is Relation.WITHIN else Reckoning.VAGUE
    return Deadline(span, setting.text(span), relation, date, due, time, who, reckoning)


def counted_of(
    draft: CountedDraft, paragraph: Sentences | None, setting: Setting, signed: DateExpression | None
) -> Deadlines:
    """The dates of a counted period, and the deadline that it is where it counts from one day that is known.

    It stands in a ``paragraph``, None where nothing is said of a beginning; beside a document ``signed`` on a day.
    """
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    start = signed if draft.signed else None
    if draft.dates:
        dates, mentions, doubts = dates_in(draft.dates, setting, certain=True)
        start = dates[0] if len(dates) == 1 else None
    if start is None or paragraph is None:
        return Deadlines(mentions, tuple(doubts), ())
    counted, anchor = count_from(start, draft.duration, setting), setting.anchor
    decided = is_deadline(draft, paragraph, lambda: bool(anchor and counted.due and counted.due > anchor.end))
    if decided.answer == "none":
        return Deadlines(mentions, tuple(doubts), (decided,))
    doubts = (*doubts, *counted.doubts)
    if counted.due is None or (anchor and counted.due < anchor.start):
        refused = Reason("its last day is not known" if counted.due is None else "its date lies before the period", -1)
        decided = decided._replace(answer="none", because=(*decided.because, refused))
        return Deadlines(mentions, doubts, (decided,))
    party, who = _party(draft, paragraph, setting)
    return Deadlines((*mentions, counted_deadline(draft, start, counted, who, setting)), doubts, (decided, party))


def _day_of_moon(relation: Relation, date: LunarDate) -> dt.date | None:
    return date.start - dt.timedelta(1) if relation is Relation.BEFORE and date.start else date.end


def vague_of(draft: VagueDraft, paragraph: Sentences, setting: Setting, grammar: Grammar) -> Deadlines:
    """The days of the moon of a limit that names none of our calendar, and the deadline that it is.

    A day of the moon of a known year has a day of ours, which is its limit.
    """
    found, doubts = lunar_of(draft.moon, setting, grammar) if draft.moon else Found(())
    decided = is_deadline(draft, paragraph)
    due = next((_day_of_moon(draft.relation, date) for date in reversed(found) if isinstance(date, LunarDate)), None)
    anchor = setting.anchor
    if decided.answer == "deadline" and anchor and due and due < anchor.start:
        refused = Reason("its date lies before the period", -1)
        decided = decided._replace(answer="none", because=(*decided.because, refused))
    if decided.answer == "none":
        return Deadlines(found, doubts, (decided,))
    party, who = _party(draft, paragraph, setting)
    span = setting.span(draft.start, draft.end)
    reckoning = Reckoning.NAMED if due else Reckoning.VAGUE
    deadline = Deadline(span, setting.text(span), draft.relation, None, due, None, who, reckoning)
    return Deadlines((*found, deadline), doubts, (decided, party))
