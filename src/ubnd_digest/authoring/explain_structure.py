"""What a line of a digest is, and why: the terminal that matched it, or the evidence for a heading and against it."""

# ruff: noqa: SLF001 - what is explained are the outliner's own steps

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve, frozen

from ubnd_digest.authoring.explain_near import NearMiss, near_misses
from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.authoring.explain_title import title_reasons
from ubnd_digest.authoring.explain_words import quoted
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.lead import _BULLETS, LONGEST_HEADING, SENTENCE_END, TextLine, is_short, matches
from ubnd_digest.reading.structure import _ENOUGH, stands_alone

_BODY = ("HEADING", "PARAGRAPH", "STRAY")
# The evidence of the outliner, in words; those in capitals are terminals.
_SAID = {
    "OPENING": "the line below opens an item",
    "number": "the line below holds a document number",
    "words": "the line below takes up the words of this one",
    "apart": "a blank line sets it apart from what stands above it, and none from the line below",
    "CONTINUING": "the line below goes on with something",
    "TASK": "the line below gives somebody a task",
}


class Evidence(NamedTuple):
    """Something that speaks for a heading, or with a negative weight against it."""

    words: str
    weight: int
    defined: tuple[Definition, ...]


@frozen
class LineFacts:
    """What a line is.

    Attributes:
        kind: ``TITLE``, ``LEAD``, ``HEADING``, ``PARAGRAPH``, ``STRAY``, the name of the terminal that matched it
            (``CHROME`` …), or ``BLANK``.
        path: where it stands in the digest, such as ``items[3].paragraphs[0]``; empty where it is no part of it.
        span: the line without its outer spaces, in the text as given.
        defined: where the terminal that matched it is defined, then what extends it; empty where none did.
        reasons: why it is what it is, and no title, in words.
        evidence: what the line below says for a heading and against it.
        needed: how much evidence makes a heading; None where evidence decides nothing.
        near: the terminals of lines that it was nearly taken for.
    """

    kind: str
    path: str
    span: Span
    defined: tuple[Definition, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    needed: int | None = None
    near: tuple[NearMiss, ...] = ()


def line_facts(reading: Reading, at: int) -> LineFacts:
    """What the line of a place in the folded view is.

    >>> from ubnd_digest import Parser
    >>> line_facts(Reading("12345 views", Parser()), 0).kind
    'CHROME'
    """
    lines = reading.outline.lines
    start, end = reading.line(at)
    index = bisect_right(lines, end, key=lambda line: line.start) - 1
    if index < 0 or lines[index].start < start:
        return LineFacts("BLANK", "", reading.span(start, end), reasons=("no text stands in this line",))
    line = lines[index]
    span = reading.span(line.start, line.end)
    titles = tuple(title_reasons(reading, index))
    if line.kind == "TITLE":
        return LineFacts("TITLE", "title", span, reading.defined("TITLE"), titles)
    if line.kind == "LEAD":
        return LineFacts("LEAD", _lead_path(reading, at), span, (), _of_lead(reading, at) + titles)
    if line.kind not in _BODY:
        terminal, *reasons = _of_page(reading, index)
        return LineFacts(line.kind, "", span, reading.defined(terminal), (*reasons, *titles))
    return evolve(_of_body(reading, index, span, titles), near=tuple(near_misses(reading, line)))


# ---- lead, page ----------------------------------------------------------------------


def _lead_path(reading: Reading, at: int) -> str:
    return next((f"lead[{n}]" for n, entry in enumerate(reading.outline.lead) if entry.start <= at < entry.end), "lead")


def _of_lead(reading: Reading, at: int) -> tuple[str, ...]:
    path = _lead_path(reading, at)
    if path == "lead":
        return ("it belongs to the lead; at this place none of its entries stands",)
    entry = next(entry for entry in reading.outline.lead if entry.start <= at < entry.end)
    missing = any(other is entry for other in reading.outline.missing)
    return (f"an entry of the lead, {'which no heading repeats' if missing else 'which a heading repeats'}",)


def _of_page(reading: Reading, index: int) -> Iterator[str]:
    """The terminal that matched a line which is no part of the digest, and what there is to say."""
    outline, line = reading.outline, reading.outline.lines[index]
    if reading.grammar.pattern(line.kind).fullmatch(line.text):
        yield line.kind
        yield f"the whole line is in the form of {line.kind}"
        return
    yield ""
    if line.kind == "PAGE_FOOT":
        first = next(other for other in outline.lines if other.kind == "PAGE_FOOT")
        yield f"it stands behind {quoted(first.text[:60])}, which is in the form of PAGE_FOOT"
    else:
        yield "it stands above the title: what the page says of itself"


# ---- headings and paragraphs ----------------------------------------------------------------


def _of_body(reading: Reading, index: int, span: Span, titles: tuple[str, ...]) -> LineFacts:
    lines = reading.outline.lines
    line = lines[index]
    body = [other for other in lines if other.kind in _BODY]
    place = bisect_right(body, line.start, key=lambda other: other.start) - 1
    path = _item_path(reading, span)
    outliner = reading.parser._outliner
    of_lead = matches(reading.outline.lead, body)
    if place in of_lead:
        entry = reading.outline.lead[of_lead[place]]
        how = "in the same words" if entry.words == line.words else "in nearly the same words"
        why = f"it repeats lead[{of_lead[place]}] {how}, which decides"
        return LineFacts(line.kind, path, span, (), (why, *titles))
    if line.kind == "HEADING" and outliner._patterns.own_heading.fullmatch(line.text):
        why = "the whole line is in the form of OWN_HEADING, which decides"
        return LineFacts(line.kind, path, span, reading.defined("OWN_HEADING"), (why, *titles))
    behind = body[place + 1] if place + 1 < len(body) else None
    reasons = [f"no heading: {reason}" for reason in _against(line, behind, above=place - 1 in of_lead)]
    evidence: tuple[Evidence, ...] = ()
    needed = None
    if behind and behind.kind != "HEADING":
        blanks = [other.blank_before for other in body]
        mixed = 0 < sum(blanks[1:]) < len(blanks) - 1
        needed = _ENOUGH
        apart = mixed and line.blank_before and not behind.blank_before
        alone = stands_alone(line, body[place - 1] if place else None)
        found = outliner._evidence(line, behind, reading.numbers, apart=apart, alone=alone)
        evidence = tuple(Evidence(_SAID[name], weight, reading.defined(name)) for name, weight in found.items())
    if line.kind == "STRAY":
        reasons.append("it belongs to no item: no heading stands above it")
    return LineFacts(line.kind, path, span, (), (*reasons, *titles), evidence, needed)


def _against(line: TextLine, behind: TextLine | None, *, above: bool) -> Iterator[str]:
    """What forbids a heading that repeats no entry of the lead, whatever the evidence."""
    if not is_short(line):
        yield f"it is longer than {LONGEST_HEADING} characters"
    if not line.capital:
        yield "it begins with a small letter"
    if line.text.endswith(SENTENCE_END):
        yield f"it ends like a sentence, with {quoted(line.text[-1])}"
    if " " not in line.text:
        yield "it is one word"
    if line.text.startswith(_BULLETS):
        yield f"it begins with a bullet, {quoted(line.text[0])}"
    if behind is None:
        yield "no line stands below it"
    elif behind.kind == "HEADING":
        yield "the line below is a heading itself"
    if above:
        yield "the line above is a heading that repeats an entry of the lead"


def _item_path(reading: Reading, span: Span) -> str:
    for number, item in enumerate(reading.digest.items):
        if item.heading.span == span:
            return f"items[{number}].heading"
        for row, paragraph in enumerate(item.paragraphs):
            if paragraph.span == span:
                return f"items[{number}].paragraphs[{row}]"
    return ""
