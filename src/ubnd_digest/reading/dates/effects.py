"""Days on which something takes effect, or is in force no more: from islands to drafts, and from drafts to dates."""

from __future__ import annotations

from typing import cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate, ExpiryDate, Precision
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.dates.dates import dates_in
from ubnd_digest.reading.dates.durations import counted_draft, duration_of
from ubnd_digest.reading.dates.limits import count_from
from ubnd_digest.reading.drafts import CountedDraft, DatesDraft, DurationDraft, EffectiveDraft
from ubnd_digest.reading.setting import NOTHING, Found, Setting

# ---- islands -> drafts ----------------------------------------------------------------------


def effective_draft(
    children: list[Island | DatesDraft | DurationDraft | None],
) -> EffectiveDraft | CountedDraft | DatesDraft | None:
    """A date of effect; it starts at the word for "from" where there is one. Only dates where a time is said."""
    token = cast("Island", children[0])
    if len(children) == 1:
        return EffectiveDraft(token.match.start("from"), DatesDraft(()), token.end_pos)
    if token.type == "EFFECT_AFTER":
        counted = counted_draft(children[1:])
        if counted is None or not (counted.signed or counted.dates):  # from a day that the text does not name
            return counted
        end = counted.end if counted.signed else None
        return EffectiveDraft(token.match.start("from"), counted.dates or DatesDraft(()), end, counted.duration)
    dates = cast("DatesDraft", children[1])
    if not dates.dates:
        return None
    if dates.ranges and token.type == "APPLIED" and token.match["term"]:
        return dates  # how long something is applied
    return EffectiveDraft(token.match.start("from") if token.match["from"] else None, dates)


def expiry_draft(children: list[Island | DatesDraft]) -> EffectiveDraft | DatesDraft | None:
    """The end of what was in force; only dates where other words stand between."""
    token, dates = cast("Island", children[0]), cast("DatesDraft", children[1])
    if not dates.dates:
        return None
    first = dates.dates[0].start if dates.clock_start is None else dates.clock_start
    if token.end_pos != first:
        return dates
    start = next((token.match.start(name) for name in ("from", "until") if token.match[name]), None)
    return EffectiveDraft(start, dates, ends=True)


# ---- drafts -> dates ------------------------------------------------------------------------


def effect_of(draft: EffectiveDraft, setting: Setting, signed: DateExpression | None) -> Found:
    """The dates of a draft, and the date of effect that the first of them is, or the day of issue ``signed``."""
    lengths = (duration_of(draft.after, setting),) if draft.after else ()
    if draft.signed_end is not None:
        if signed is None or draft.start is None or signed.problem:
            return Found(lengths)
        effect = _effect(draft, signed, draft.signed_end, setting)
        return Found((*lengths, effect) if effect else lengths)
    dates, mentions, diagnostics = dates_in(draft.dates, setting, certain=True)
    mentions = (*lengths, *mentions)
    if not dates or dates[0].problem:
        return Found(mentions, diagnostics) if dates else NOTHING
    first = dates[0]
    if draft.after:
        effect = _effect(draft, first, draft.dates.dates[0].end, setting)
        return Found((*mentions, effect) if effect else mentions, diagnostics)
    start = draft.dates.dates[0].start if draft.start is None else draft.start
    # từ ngày 01/3 đến hết ngày 31/12: to the end of the range that begins with it
    ends = [one.span.end for one in mentions if isinstance(one, DateRange) and one.first is first]
    span = setting.span(start, draft.dates.dates[0].end)
    span = Span(span.start, max(span.end, *ends, 0))
    kind = ExpiryDate if draft.ends else EffectiveDate
    return Found((*mentions, kind(span, setting.text(span), first)), diagnostics)


def _effect(draft: EffectiveDraft, start: DateExpression, end: int, setting: Setting) -> EffectiveDate | None:
    """The date of effect that is a day, or so long after it; None where that cannot be counted."""
    span = setting.span(draft.start or 0, end)
    text = setting.text(span)
    if draft.after is None:
        return EffectiveDate(span, text, start)
    day = count_from(start, draft.after, setting).due
    if day is None:
        return None
    counted = DateExpression(span, text, day, day, Precision.DAY, day.isoformat(), inferred=True)
    return EffectiveDate(span, text, counted)
