"""What speaks for a line as the title, and what it lacks."""

# ruff: noqa: SLF001 - what is explained are the outliner's own steps

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.authoring.explain_words import quoted
from ubnd_digest.reading.drafts import phrase_of
from ubnd_digest.reading.lead import LONGEST_HEADING, SENTENCE_END, TextLine, is_short
from ubnd_digest.reading.parser import _title_dates
from ubnd_digest.reading.structure import _PREFACE

_SHOWN = 60


def title_reasons(reading: Reading, index: int) -> Iterator[str]:
    """What speaks for a title and against it, where that is a question.

    Args:
        reading: the text.
        index: the number of the line among those with text.

    >>> from ubnd_digest import Parser
    >>> list(title_reasons(Reading("12/3/2026", Parser()), 0))
    ["no title: it is not in the form of TITLE, it holds the day '12/3/2026', it has no PERIOD_WORDS, which it needs"]
    """
    outline, line = reading.outline, reading.outline.lines[index]
    in_form = reading.parser._outliner._patterns.title.match(line.text) is not None
    above = outline.title is None or line.start < outline.title.start
    if index >= _PREFACE:
        if in_form:
            yield f"no title: more than {_PREFACE} lines stand above it"
        return
    if not (in_form or above or line.kind == "TITLE"):
        return
    if line.kind != "TITLE" and not is_short(line):
        yield f"no title: it is longer than {LONGEST_HEADING} characters"
        return
    period = reading.parser._outliner._patterns.period.search(line.text)
    day, month = _dates(reading, line)
    words = f"it has PERIOD_WORDS {quoted(period.group())}" if period else "it has no PERIOD_WORDS"
    said = ", ".join((_form(reading, line, in_form=in_form), _date(day, month), words))
    if line.kind == "TITLE":
        yield said
        return
    lacks = "".join(_lacks(line, in_form=in_form, dated=bool(day), month=bool(month), period=period is not None))
    if outline.title is not None and not lacks:
        number = bisect_right(outline.lines, outline.title.start, key=lambda line: line.start) - 1
        yield f"as a title: {said}; {quoted(outline.lines[number].text[:_SHOWN])} was chosen"
    else:
        yield f"no title: {said}{lacks}"


def _form(reading: Reading, line: TextLine, *, in_form: bool) -> str:
    if not in_form:
        return "it is not in the form of TITLE"
    own = reading.grammar.pattern("OWN_TITLE").match(line.text)
    defined = reading.defined("OWN_TITLE")
    by = f", by OWN_TITLE of {quoted(defined[-1].file)}" if own and defined else ""
    return f"it is in the form of TITLE{by}"


def _date(day: str, month: str) -> str:
    if day:
        return f"it holds the day {quoted(day)}"
    return f"it holds no day, but the month {quoted(month)}" if month else "it holds no day"


def _lacks(line: TextLine, *, in_form: bool, dated: bool, month: bool, period: bool) -> Iterator[str]:
    """What is missing for a title, as the end of a sentence; nothing where nothing is."""
    if in_form:
        if not (dated or month or period):
            yield ": it needs a day, a month with its year, or PERIOD_WORDS"
    elif not (dated or period):
        yield ": it needs the form of TITLE, or both a day and PERIOD_WORDS"
    elif not dated:
        # a month stands in many headings, and makes a title only of a line in the form of one
        yield ": it needs the form of TITLE, or a day"
    elif not period:
        yield ", which it needs"
    if not in_form and dated and line.text.endswith(SENTENCE_END):
        yield f"; it ends like a sentence, with {quoted(line.text[-1])}"


def _dates(reading: Reading, line: TextLine) -> tuple[str, str]:
    """The first date of a line with a day, and the first one with a month or a quarter and its year."""
    dates = _title_dates(reading.drafts)
    return _first(reading, dates.days, line), _first(reading, dates.months, line)


def _first(reading: Reading, starts: list[int], line: TextLine) -> str:
    place = bisect_left(starts, line.start)
    if place == len(starts) or starts[place] >= line.end:
        return ""
    start = starts[place]
    phrases = (phrase for phrase in map(phrase_of, reading.drafts) if phrase)
    first = next(phrase.dates[0] for phrase in phrases if phrase.dates[0].start == start)
    return reading.shown(reading.span(first.start, first.end))
