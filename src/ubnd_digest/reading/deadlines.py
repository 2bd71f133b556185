"""Deadlines: from the islands of ``deadlines.lark`` to drafts, whether a limit is one, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, EffectiveDate, Precision
from ubnd_digest.model.deadlines import Deadline, Reckoning, Relation
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.reading.calendar import last_day
from ubnd_digest.reading.clauses import Cue
from ubnd_digest.reading.dates import clock_of, dates_in
from ubnd_digest.reading.drafts import (
    CountedDraft,
    DatesDraft,
    DeadlineDraft,
    EffectiveDraft,
    RecurrenceDraft,
)
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.limit_table import Circumstances, row_for
from ubnd_digest.reading.limits import count_from, counted_deadline, recurrence_of, recurring_deadline
from ubnd_digest.reading.parties import ADDRESSES, Sentences, opens, responsible
from ubnd_digest.reading.setting import NOTHING, Found, Setting

# Words of limit: the relation, and the kind of limit in the table.
_LIMITS = {
    "BEFORE": (Relation.BEFORE, "before"),
    "BEFORE_END": (Relation.BY, "before"),
    "LATEST": (Relation.BY, "certain"),
    "TERM": (Relation.BY, "certain"),
    "FIELD": (Relation.BY, "certain"),
    "UNTIL": (Relation.BY, "until"),
    "FROM_NOW": (Relation.BY, "now"),
    "UP_TO": (Relation.BY, "to"),
    "WITHIN": (Relation.WITHIN, "within"),
    "AT": (Relation.WITHIN, "at"),
    "COMPLETING": (Relation.WITHIN, "bare"),
}
# How near a verb stands that belongs to the date before it, in characters; and what depends on that date.
_ADJACENT, _NEXT = 10, 2
_COMPLETIONS = frozenset({"COMPLETION", "TERM_WORD"})
_DUTIES = _COMPLETIONS | {"DUTY"}
# Words against a deadline, in the order in which they count.
_AGAINST = {
    "FORBIDDEN": "forbidden",
    "ATTRIBUTE": "attribute",
    "PAST": "past",
    "RUNNING": "running",
    "TOPIC": "topic",
    "EVENT_TIME": "event",
}
_UNITS = {Precision.DAY: "day", Precision.MONTH: "month", Precision.QUARTER: "month"}


# ---- islands -> drafts ----------------------------------------------------------------------


def deadline_draft(children: list[Island | DatesDraft | RecurrenceDraft]) -> DeadlineDraft | None:
    """Words of limit, a clock time, dates. The last word of limit decides the relation; None without a date."""
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
    start = cast("int", limits[0].start_pos)
    # before a feast of several days is before the first
    first = any(isinstance(child, Island) and child.type == "OCCASION" for child in children)
    if kind == "bare":
        at = limits[0].match.start("from")
        start = dates.dates[0].start if at < 0 else at
    return DeadlineDraft(start, relation, kind, dates, clock_of(clocks[-1]) if clocks else None, recurrence, first)


def bracketed(draft: DatesDraft, folded: str) -> DeadlineDraft | None:
    """A month or a quarter alone in brackets, which may be the limit of what stands before it."""
    if len(draft.dates) != 1:
        return None
    date = draft.dates[0]
    around = folded[date.start - 1 : date.start] + folded[date.end : date.end + 1]
    if _UNITS.get(date.precision) != "month" or around != "()":
        return None
    return DeadlineDraft(date.start, Relation.WITHIN, "bracket", draft)


def effective_draft(children: list[Island | DatesDraft]) -> EffectiveDraft | None:
    """A date of effect; it starts at the word for "from" where there is one."""
    token = cast("Island", children[0])
    if len(children) == 1:
        return EffectiveDraft(token.match.start("from"), DatesDraft(()), token.end_pos)
    dates = cast("DatesDraft", children[1])
    if not dates.dates:
        return None
    return EffectiveDraft(token.match.start("from") if token.match["from"] else None, dates)


# ---- whether a limit is a deadline ----------------------------------------------------------


def is_deadline(limit: DeadlineDraft | CountedDraft, paragraph: Sentences) -> Decision:
    """Whether something must be done by the date after a limit, rather than happen or have happened."""
    reasons = tuple(_grounds(limit, paragraph))
    answer = "none" if any(reason.weight < 0 for reason in reasons) else "deadline"
    kind = Reason(limit.kind, 0, limit.start, limit.end)
    return Decision("deadline", answer, limit.start, limit.end, (kind, *reasons))


def _grounds(limit: DeadlineDraft | CountedDraft, paragraph: Sentences) -> Iterator[Reason]:
    """The row of the table that decides, and the word that made it fit."""
    kind = limit.kind
    bounds = paragraph.bounds
    sentence = paragraph.before(bounds.sentence_start(limit.start), limit.start)
    task = paragraph.before(bounds.task_start(limit.start), limit.start)
    after = paragraph.after(limit.end, bounds.task_end(limit.end))
    act, completes = _act(task, bounds.sentence_start(limit.start))
    # what happened before the last duty is no matter for it
    floor = act if kind in ("before", "counted") else max(completes, _last(task, ADDRESSES))
    against, word = _against(task, floor, bounds.sentence_start(limit.start))
    told = "no"
    if _last(sentence, ADDRESSES) >= 0 and not (opens(limit, bounds) and kind != "before"):
        told = "task" if _last(task, ADDRESSES) >= 0 else "sentence"
    follows = _follows(limit.end, after)
    named = () if isinstance(limit, CountedDraft) else limit.dates.dates
    found = Circumstances(
        kind,
        _UNITS.get(named[0].precision, "long") if named else "day",
        "completion" if completes >= 0 else "duty" if act >= 0 else "none",
        against,
        told,
        follows,
    )
    row = row_for(found)
    weight = 1 if row.deadline else -1
    yield Reason(f"limits.csv, row {row.number}: {row.example}", weight)
    decided = word if not row.deadline and word else None
    if decided is None and row.deadline:
        told_by = next((cue for cue in reversed(sentence) if cue.kind in ADDRESSES), None)
        decided = task[act] if act >= 0 else told_by
    if decided is None and follows != "none" and after:
        decided = next((cue for cue in after if cue.kind in _DUTIES | ADDRESSES), after[0])
    if decided and kind != "certain":
        yield Reason(decided.kind, weight, decided.start, decided.end)


def _act(task: Sequence[Cue], sentence_start: int) -> tuple[int, int]:
    """Where the last word of doing stands in a task, and the last one of completion; -1 for none."""
    subjects = {place for place, cue in enumerate(task) if _is_subject(task, place, sentence_start)}
    completes = max(_last(task, _COMPLETIONS), max(subjects, default=-1))
    return max(completes, _last(task, _DUTIES)), completes


def _is_subject(task: Sequence[Cue], place: int, sentence_start: int) -> bool:
    """Whether "các dự án hoàn thành" says what must be done: it begins its sentence, or follows a request."""
    cue = task[place]
    if cue.kind != "ATTRIBUTE":
        return False
    before = task[place - 1] if place else None
    called = before is not None and before.kind in ("REQUEST", "ASSIGN") and cue.start - before.end <= _NEXT
    return called or cue.start - sentence_start <= _NEXT


def _against(task: Sequence[Cue], floor: int, sentence_start: int) -> tuple[str, Cue | None]:
    """The word that speaks most against a deadline: a target anywhere, others behind the last word of doing."""
    target = _last(task, {"TARGET"})
    if target >= 0:
        return "target", task[target]
    for kind, value in _AGAINST.items():
        place = _last(task, {kind})
        if kind == "TOPIC" and _last(task, {"OBJECT"}) > place:
            continue  # báo cáo kết quả về UBND tỉnh trong tháng 5: the limit is that of the report
        if place > floor and not _is_subject(task, place, sentence_start):
            return value, task[place]
    return "none", None


def _follows(end: int, after: Sequence[Cue]) -> str:
    """What stands behind the date in its task."""
    if after and after[0].start - end <= _NEXT and after[0].kind in ("ENTITLED", "PAST"):
        return "right"
    if after and after[0].start - end < _ADJACENT and after[0].kind == "COMPLETION":
        return "done"
    kinds = {cue.kind for cue in after}
    if kinds & _COMPLETIONS and kinds & ADDRESSES:
        return "told"
    return "said" if kinds & (_DUTIES | ADDRESSES) else "none"


def _last(cues: Sequence[Cue], wanted: Collection[str]) -> int:
    return max((place for place, cue in enumerate(cues) if cue.kind in wanted), default=-1)


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
    decided = is_deadline(draft, paragraph)
    wanted = decided.answer == "deadline"
    if before and before.start < paragraph.bounds.sentence_start(draft.start):
        before = None
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
    anchor = setting.anchor
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


def _party(draft: DeadlineDraft | CountedDraft, paragraph: Sentences, setting: Setting) -> tuple[Decision, str | None]:
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

    Args:
        draft: the period.
        paragraph: where it stands; None where nothing is said of a beginning.
        setting: the text.
        signed: the day on which the document beside it was signed, or None.
    """
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    start = signed if draft.signed else None
    if draft.dates:
        dates, mentions, doubts = dates_in(draft.dates, setting, certain=True)
        start = dates[0] if len(dates) == 1 else None
    if start is None or paragraph is None:
        return Deadlines(mentions, tuple(doubts), ())
    decided = is_deadline(draft, paragraph)
    if decided.answer == "none":
        return Deadlines(mentions, tuple(doubts), (decided,))
    counted = count_from(start, draft.duration, setting)
    doubts = (*doubts, *counted.doubts)
    anchor = setting.anchor
    if counted.due is None or (anchor and counted.due < anchor.start):
        refused = Reason("its last day is not known" if counted.due is None else "its date lies before the period", -1)
        decided = decided._replace(answer="none", because=(*decided.because, refused))
        return Deadlines(mentions, doubts, (decided,))
    party, who = _party(draft, paragraph, setting)
    return Deadlines((*mentions, counted_deadline(draft, start, counted, who, setting)), doubts, (decided, party))


def effect_of(draft: EffectiveDraft, setting: Setting, signed: DateExpression | None) -> Found:
    """The dates of a draft, and the date of effect that the first of them is, or the day of issue ``signed``."""
    if draft.signed_end is not None:
        if signed is None or draft.start is None or signed.problem:
            return NOTHING
        span = setting.span(draft.start, draft.signed_end)
        return Found((EffectiveDate(span, setting.text(span), signed),))
    dates, mentions, diagnostics = dates_in(draft.dates, setting, certain=True)
    if not dates:
        return NOTHING
    first = dates[0]
    if first.problem:
        return Found(mentions, diagnostics)
    start = first.span.start if draft.start is None else setting.view.offset(draft.start)
    span = Span(start, first.span.end)
    return Found((*mentions, EffectiveDate(span, setting.text(span), first)), diagnostics)
