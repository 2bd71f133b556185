"""Why a date is no deadline: what the reader of duties saw in its sentence."""

# ruff: noqa: SLF001 - what is explained are the reader's own steps

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from attrs import frozen

from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, DeadlineDraft
from ubnd_digest.reading.duty import _COMPLETIONS, _DUTIES, Cue, Paragraph, is_deadline
from ubnd_digest.reading.inline import _LIMITS
from ubnd_digest.reading.resolve import _BEHIND

STANDING = ("ASSIGNED", "REQUESTED", "ADDRESSED", "SUBJECT", "OBJECT")
_AGAINST = frozenset({"PAST", "TOPIC", "RUNNING"})
_ACTING = "PARTY that is told to act, or acts"
_SHORT_UNITS = (Precision.DAY, Precision.MONTH, Precision.QUARTER)


@frozen
class SeenCue:
    """A word of the sentence that matters for duty.

    Attributes:
        terminal: the terminal that found it.
        standing: for a party, how it stands: ``ASSIGNED``, ``REQUESTED``, ``ADDRESSED``, ``SUBJECT`` or ``OBJECT``
            (only named); else empty.
        defined: where the terminal is defined, then what extends it.
        span: where it stands in the text as given.
        text: the same, as written.
        before: whether it stands before the limit; else behind the date.
    """

    terminal: str
    standing: str
    defined: tuple[Definition, ...]
    span: Span
    text: str
    before: bool


@frozen
class DutyFacts:
    """Why a date is in no deadline.

    Attributes:
        limit: the terminal of the limit before the date; empty where there is none.
        reasons: why there is no deadline, in words.
        cues: what the reader of duties saw in the sentence, in text order.
    """

    limit: str
    reasons: tuple[str, ...]
    cues: tuple[SeenCue, ...]


def duty_facts(reading: Reading, at: int, offset: int) -> DutyFacts | None:
    """Why no deadline stands at a place; None where one does, or no date or limit.

    Args:
        reading: the text.
        at: the place in the folded view.
        offset: the same in the text.

    >>> from ubnd_digest import Parser
    >>> facts = duty_facts(Reading("12/3/2026", Parser()), 0, 0)
    >>> facts.reasons
    ('no limit stands before it: none of BEFORE, LATEST, UNTIL, TERM, WITHIN',)
    """
    if any(isinstance(found, Deadline) and _holds(found.span, offset) for found in reading.digest.mentions):
        return None
    for draft in reading.drafts:
        if isinstance(draft, DeadlineDraft) and draft.start <= at < draft.dates.dates[-1].end:
            dates = draft.dates.dates
            cues = _paragraph(reading, draft.start, dates[-1].end)
            reasons = tuple(_objections(draft, cues) or _no_day(reading, dates[-1]))
            return DutyFacts(draft.kind, reasons, _seen(reading, cues, draft.start, dates[-1].end))
        if isinstance(draft, DatesDraft) and draft.dates[0].start <= at < draft.dates[-1].end:
            start, end = draft.dates[0].start, draft.dates[-1].end
            seen = _seen(reading, _paragraph(reading, start, end), start, end)
            return DutyFacts("", (f"no limit stands before it: none of {', '.join(_LIMITS)}",), seen)
    return None


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _paragraph(reading: Reading, start: int, end: int) -> Paragraph:
    first, last = reading.line(start)
    return reading.parser._duty.read(reading.folded, reading.view.cased, first, min(last, end + _BEHIND))


def _seen(reading: Reading, paragraph: Paragraph, start: int, end: int) -> tuple[SeenCue, ...]:
    before = paragraph.before(paragraph.sentence_start(start), start)
    behind = paragraph.behind(end, paragraph.task_end(end))
    return tuple(_seen_cue(reading, cue, before=place < len(before)) for place, cue in enumerate((*before, *behind)))


def _seen_cue(reading: Reading, cue: Cue, *, before: bool) -> SeenCue:
    party = cue.kind in STANDING
    terminal = "PARTY" if party else cue.kind
    span = reading.span(cue.start, cue.end)
    standing = cue.kind if party else ""
    return SeenCue(terminal, standing, reading.defined(terminal), span, reading.shown(span), before)


def _objections(limit: DeadlineDraft, paragraph: Paragraph) -> list[str]:
    """What spoke against a deadline, in the words of the grammar; nothing where nothing did."""
    return [] if is_deadline(limit, paragraph) else list(_against(limit, paragraph))


def _against(limit: DeadlineDraft, paragraph: Paragraph) -> Iterator[str]:
    task = [cue.kind for cue in paragraph.before(paragraph.task_start(limit.start), limit.start)]
    duties = _DUTIES if limit.kind == "BEFORE" else _COMPLETIONS
    contrary = frozenset({"PAST"}) if limit.kind == "BEFORE" else _AGAINST
    nearest = max((place for place, kind in enumerate(task) if kind in contrary), default=-1)
    duty = max((place for place, kind in enumerate(task) if kind in duties), default=-1)
    if limit.kind != "BEFORE" and "TARGET" in task:
        yield "TARGET stands before it: a target is no duty"
        return
    # as is_deadline weighs it: the first word of a task speaks against nothing but a limit of BEFORE
    if nearest > (duty if limit.kind == "BEFORE" else max(duty, 0)):
        how = "nearer before it than any" if duty >= 0 else "before it and none"
        yield f"{task[nearest]} stands {how} of {_named(duties)}"
        return
    unit = limit.dates.dates[0].precision
    none = f"none of {_named(duties)} stands before it"
    if limit.kind == "BEFORE":
        yield f"it names a {unit.value} and no day, {none}, and no {_ACTING}"
    elif limit.kind == "WITHIN" and unit in _SHORT_UNITS:
        yield f"{none}, and no {_ACTING}"
    elif limit.kind == "UNTIL":
        yield f"{none}, and no COMPLETION directly behind the date"
    else:
        yield none


def _named(kinds: AbstractSet[str]) -> str:
    return ", ".join(sorted(kinds))


def _no_day(reading: Reading, last: DateDraft) -> Iterator[str]:
    """Why a limit with a duty made no deadline: its date."""
    span = reading.span(last.start, last.end)
    date = next(
        (found for found in reading.digest.mentions if isinstance(found, DateExpression) and found.span == span), None
    )
    period = reading.digest.period
    if date is None:
        yield "its date was not taken for one"
    elif date.problem:
        yield f"its date has no days: {date.problem}"
    elif period and date.end and date.end < period.start:
        yield f"its date lies before the period of the digest, which begins on {period.start.isoformat()}"
    else:
        yield "only the last of several dates sets the limit"
