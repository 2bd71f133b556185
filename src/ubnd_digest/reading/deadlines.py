"""Deadlines: from the islands of ``deadlines.lark`` to drafts, whether a limit is one, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, EffectiveDate, Precision
from ubnd_digest.model.deadlines import Deadline, Relation
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.reading.calendar import last_day
from ubnd_digest.reading.clauses import Cue
from ubnd_digest.reading.dates import dates_in
from ubnd_digest.reading.drafts import DatesDraft, DeadlineDraft, EffectiveDraft, Place
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.parties import ADDRESSES, Sentences, opens, responsible
from ubnd_digest.reading.setting import NOTHING, Found, Setting

_LIMITS = {
    "BEFORE": Relation.BEFORE,
    "LATEST": Relation.BY,
    "UNTIL": Relation.BY,
    "TERM": Relation.BY,
    "WITHIN": Relation.WITHIN,
}
# Words that say of any date after them that it is a limit, whatever the sentence says.
_CERTAIN = ("LATEST", "TERM")
# How near a verb stands that belongs to the date before it, in characters.
_ADJACENT = 10
_COMPLETIONS = frozenset({"COMPLETION", "TERM_WORD"})
_DUTIES = _COMPLETIONS | {"DUTY"}
_CONTRARY = frozenset({"PAST", "TOPIC", "RUNNING"})
# "trong tháng 5" is a limit where a duty is spoken of; "trong năm" needs a word of completion
_SHORT_UNITS = (Precision.DAY, Precision.MONTH, Precision.QUARTER)
_NOON, _MIDNIGHT, _FIRST_OF_NIGHT = 12, 24, 6
_MINUTES = 60


# ---- islands -> drafts ----------------------------------------------------------------------


def deadline_draft(children: list[Island | DatesDraft]) -> DeadlineDraft | None:
    """A limit, a clock time, dates. The last word of limit decides the relation; None without a date."""
    dates = cast("DatesDraft", children[-1])
    if not dates.dates:
        return None
    limits = [child for child in children if isinstance(child, Island) and child.type in _LIMITS]
    clocks = [child for child in children if isinstance(child, Island) and child.type == "CLOCK"]
    kind = limits[-1].type
    if kind != "BEFORE" and any(limit.type in _CERTAIN for limit in limits):
        kind = "LATEST"
    clock = _clock_of(clocks[-1]) if clocks else None
    return DeadlineDraft(cast("int", limits[0].start_pos), _LIMITS[kind], kind, dates, clock)


def effective_draft(children: list[Island | DatesDraft]) -> EffectiveDraft | None:
    """A date of effect; it starts at the word for "from" where there is one."""
    token, dates = cast("Island", children[0]), cast("DatesDraft", children[1])
    if not dates.dates:
        return None
    return EffectiveDraft(token.match.start("from") if token.match["from"] else None, dates)


def _clock_of(token: Island) -> Place | None:
    groups = token.match.groupdict()
    hour = int(cast("str", groups["hour"]))
    minute = int(groups["minute"] or groups["minutes"] or 0)
    if (groups["afternoon"] and hour < _NOON) or (groups["night"] and _FIRST_OF_NIGHT <= hour <= _NOON):
        hour += _NOON
    if hour == _MIDNIGHT and not minute:
        hour, minute = _MIDNIGHT - 1, _MINUTES - 1
    return (hour, minute) if hour < _MIDNIGHT and minute < _MINUTES else None


# ---- whether a limit is a deadline ----------------------------------------------------------


def is_deadline(limit: DeadlineDraft, paragraph: Sentences) -> Decision:
    """Whether something must be done by the date after a limit, rather than happen or have happened."""
    reasons = tuple(_grounds(limit, paragraph))
    answer = "none" if any(reason.weight < 0 for reason in reasons) else "deadline"
    return Decision(
        "deadline", answer, limit.start, limit.end, (Reason(limit.kind, 0, limit.start, limit.end), *reasons)
    )


def _grounds(limit: DeadlineDraft, paragraph: Sentences) -> Iterator[Reason]:
    """What decides: one word, for a deadline (1) or against one (-1)."""
    if limit.kind in _CERTAIN:
        yield Reason("a word that sets a limit by itself", 1)
        return
    bounds = paragraph.bounds
    task = paragraph.before(bounds.task_start(limit.start), limit.start)
    end = limit.end
    sentence = paragraph.before(bounds.sentence_start(limit.start), limit.start)
    addressed = _last(sentence, ADDRESSES)
    after = paragraph.after(end, bounds.task_end(end))
    target = _last(task, {"TARGET"})
    if limit.kind == "BEFORE":
        yield _before(limit, task, addressed, after, target)
        return
    strong = _last(task, _COMPLETIONS)
    contrary = _last(task, _CONTRARY)
    if target >= 0:
        yield _reason(task[target], -1)
    elif contrary > max(strong, 0):
        yield _reason(task[contrary], -1)
    elif strong >= 0:
        yield _reason(task[strong], 1)
    elif limit.kind == "UNTIL":
        nearest = paragraph.after(end, end + _ADJACENT)
        if nearest and nearest[0].kind == "COMPLETION":
            yield _reason(nearest[0], 1)
        else:
            yield Reason("no COMPLETION before it, nor directly after the date", -1)
    elif limit.kind == "WITHIN" and limit.dates.dates[0].precision in _SHORT_UNITS:
        yield _within(sentence, addressed, after, opening=opens(limit, bounds))
    else:
        yield Reason("no COMPLETION before it", -1)


def _within(sentence: Sequence[Cue], addressed: int, after: Sequence[Cue], *, opening: bool) -> Reason:
    """What decides of "trong tháng" without a word of completion before it: somebody who is told to act."""
    completion, party = _first(after, _COMPLETIONS), _first(after, ADDRESSES)
    if addressed >= 0 and not opening:
        return _reason(sentence[addressed], 1)
    if completion and party:
        return _reason(completion, 1)
    return Reason("no COMPLETION before it, and nobody is told to act", -1)


def _before(limit: DeadlineDraft, task: Sequence[Cue], addressed: int, after: Sequence[Cue], target: int) -> Reason:
    """What decides of "trước": a day is a limit unless it is over or only aimed at; a longer unit needs a duty."""
    duty, past = _last(task, _DUTIES), _last(task, {"PAST"})
    if past > duty:
        return _reason(task[past], -1)
    if target >= 0 and _last(task, ADDRESSES) < 0:
        # who is told to strive for something by then owes it; who only hopes for it does not
        return _reason(task[target], -1)
    unit = limit.dates.dates[0].precision
    if duty >= 0:
        return _reason(task[duty], 1)
    if unit is Precision.DAY:
        return Reason("it names a day", 1)
    if addressed >= 0:
        return Reason("somebody is told to act", 1)
    following = _first(after, _DUTIES | ADDRESSES)
    if following:
        return _reason(following, 1)
    return Reason(f"it names a {unit.value} and no day, and no DUTY", -1)


def _reason(cue: Cue, weight: int) -> Reason:
    return Reason(cue.kind, weight, cue.start, cue.end)


def _last(cues: Sequence[Cue], wanted: AbstractSet[str]) -> int:
    return max((place for place, cue in enumerate(cues) if cue.kind in wanted), default=-1)


def _first(cues: Sequence[Cue], wanted: AbstractSet[str]) -> Cue | None:
    return next((cue for cue in cues if cue.kind in wanted), None)


# ---- drafts -> deadlines --------------------------------------------------------------------


class Deadlines(NamedTuple):
    """The mentions that a limit gives, what is doubted of them, and what was decided."""

    mentions: tuple[Mention, ...]
    diagnostics: tuple[Diagnostic, ...]
    decisions: tuple[Decision, ...]


def deadlines_of(draft: DeadlineDraft, paragraph: Sentences, setting: Setting) -> Deadlines:
    """The dates of a limit, and the deadlines that they are."""
    decided = is_deadline(draft, paragraph)
    wanted = decided.answer == "deadline"
    dates, mentions, diagnostics = dates_in(draft.dates, setting, certain=True, deadline=wanted)
    if not wanted:
        return Deadlines(mentions, diagnostics, (decided,))
    party = responsible(draft, paragraph)
    who = setting.text(setting.span(party.start, party.end)) if party.start >= 0 else None
    # only the last of "ngày 9, 12 và 23/02" sets the limit
    parts = {*draft.dates.ranges, *(n for n, date in enumerate(draft.dates.dates[:-1]) if date.lone)}
    ends = [date for index, date in enumerate(dates) if index not in parts]
    anchor = setting.anchor
    found: list[Mention] = []
    refused = []
    for index, date in enumerate(ends):
        if date.problem:
            refused.append(Reason(f"its date is {date.problem}", -1))
            continue
        if anchor and date.end and date.end < anchor.start:
            refused.append(Reason("its date lies before the period", -1))
            continue
        start = date.span.start if index else setting.view.offset(draft.start)
        found.append(_deadline(draft, Span(start, date.span.end), date, who, setting))
    if refused and not found:
        decided = decided._replace(answer="none", because=(*decided.because, *refused))
    return Deadlines((*mentions, *found), diagnostics, (decided, party))


def _deadline(draft: DeadlineDraft, span: Span, date: DateExpression, who: str | None, setting: Setting) -> Deadline:
    relation = draft.relation
    time = dt.time(*draft.clock) if draft.clock else None
    if time and date.precision is Precision.DAY:
        relation = Relation.BY  # before 16:00 on a day: the day itself still counts
    return Deadline(span, setting.text(span), relation, date, last_day(relation, date), time, who)


def effect_of(draft: EffectiveDraft, setting: Setting) -> Found:
    """The dates of a draft, and the date of effect that the first of them is."""
    dates, mentions, diagnostics = dates_in(draft.dates, setting, certain=True)
    if not dates:
        return NOTHING
    first = dates[0]
    if first.problem:
        return Found(mentions, diagnostics)
    start = first.span.start if draft.start is None else setting.view.offset(draft.start)
    span = Span(start, first.span.end)
    return Found((*mentions, EffectiveDate(span, setting.text(span), first)), diagnostics)
