"""Why a text was read as it was: the decisions that the steps returned, at one place, in offsets of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ubnd_digest.model import explanation as model
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.durations import Duration
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.reading import Reading
from ubnd_digest.reading.setting import Setting


def explained(reading: Reading, offset: int) -> model.Explanation:
    """What stands at a place of a text, and what was decided there; a ``ValueError`` where it has no such offset."""
    text = reading.digest.source
    if not 0 <= offset <= len(text):
        raise ValueError(f"an offset of this text is 0 to {len(text)}, not {offset}")
    at = reading.setting.view.place(offset)
    mentions = tuple(found for found in reading.digest.mentions if found.span.start <= offset < found.span.end)
    decisions = [_told(decision, reading.setting) for decision in _there(reading.decisions, at)]
    if not any(decision.question == "deadline" for decision in decisions):
        decisions += (_no_limit(one) for one in mentions if isinstance(one, DateExpression | Duration))
    return model.Explanation(offset, mentions, tuple(decisions))


def _there(decisions: Iterable[Decision], at: int) -> Iterator[Decision]:
    """The decisions over a stretch that holds a place; who is responsible goes with the limit it was asked for."""
    limit: Decision | None = None
    for decision in decisions:
        here = decision.start <= at < decision.end or decision.start == at
        if decision.question == "responsible":
            if limit or here:
                yield decision
            limit = None
            continue
        limit = decision if here and decision.question == "deadline" else None
        if here:
            yield decision


def told_all(reading: Reading) -> list[tuple[Span, model.Decision]]:
    """All decisions of a reading, each with the place that it is about.

    Who is responsible is asked for a limit, and told of its place.
    """
    found: list[tuple[Span, model.Decision]] = []
    for decision in reading.decisions:
        told = _told(decision, reading.setting)
        of_limit = decision.question == "responsible" and found and found[-1][1].question == "deadline"
        found.append((found[-1][0] if of_limit else told.span, told))
    return found


def _told(decision: Decision, setting: Setting) -> model.Decision:
    span = setting.span(max(decision.start, 0), max(decision.end, 0))
    because = []
    for reason in decision.because:
        where = setting.span(reason.start, reason.end) if reason.start >= 0 else None
        because.append(model.Reason(reason.name, reason.weight, where, setting.text(where) if where else ""))
    return model.Decision(decision.question, decision.answer, span, setting.text(span), tuple(because), decision.needed)


def _no_limit(found: DateExpression | Duration) -> model.Decision:
    if isinstance(found, Duration):
        reason = model.Reason("no day from which it counts", 0, None, "")
    else:
        reason = model.Reason("no word of limit before it", 0, None, "")
    return model.Decision("deadline", "none", found.span, found.text, (reason,), None)
