"""What the structure of a digest makes doubtful: diagnostics about title, period, lead, headings, brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ubnd_digest.model.blocks import Block
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import DigestSyntaxError
from ubnd_digest.model.positions import line_and_column
from ubnd_digest.model.spans import Span
from ubnd_digest.reading.structure.outline import Outline


def diagnose(digest: Digest, outline: Outline, span: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """The diagnostics of a digest whose parts are known; ``span`` leads from the folded view to the text."""
    yield from _others(outline, span)
    if digest.title is None:
        yield Diagnostic("no-title", Severity.ERROR, "no title was found", Span(0, 0))
    if digest.period is None:
        where = digest.title.span if digest.title else Span(0, 0)
        without_year = digest.title and any(
            isinstance(mention, DateExpression) and mention.problem == "undetermined"
            for mention in digest.title.mentions
        )
        message = "the title gives no year: an anchor would" if without_year else "no period was found in the title"
        yield Diagnostic("no-period", Severity.ERROR, message, where)
    for entry in outline.missing:
        where = span(*entry)
        yield Diagnostic("lead-entry-without-item", Severity.WARNING, "no item repeats this entry of the lead", where)
    seen: dict[str, int] = {}
    for number, (item, found) in enumerate(zip(digest.items, outline.items, strict=True)):
        if item.heading is None:
            continue
        if digest.lead and not found.in_lead and not found.over:
            yield Diagnostic("heading-not-in-lead", Severity.INFO, "the lead has no such entry", item.heading.span)
        folded = " ".join(item.heading.text.casefold().split())
        if folded in seen:
            yield Diagnostic(
                "duplicate-item", Severity.INFO, f"item {seen[folded]} has the same heading", item.heading.span
            )
        seen.setdefault(folded, number)
    for block in _blocks(digest):
        if block.text.count("(") > block.text.count(")"):
            at = _unclosed(block.text)
            yield Diagnostic(
                "unclosed-bracket",
                Severity.WARNING,
                "a bracket is opened and never closed",
                Span(block.span.start + at, block.span.start + at + 1),
            )


def _others(outline: Outline, span: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """The titles of further digests that stand between items."""
    message = "the title of another digest: the days of the first one are taken for all"
    for other in outline.others:
        if outline.items and other.start < outline.items[-1].last.start:
            yield Diagnostic("several-digests", Severity.WARNING, message, span(*other))


def _blocks(digest: Digest) -> Iterator[Block]:
    if digest.title:
        yield digest.title
    for item in digest.items:
        yield from item.blocks


def _unclosed(text: str) -> int:
    """The offset of the last bracket that nothing closes."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            if depth == 0:
                return at
            depth -= 1
    return 0


def raise_first_error(digest: Digest) -> None:
    """Raise a ``DigestSyntaxError`` where a digest has an error."""
    for doubt in digest.diagnostics:
        if doubt.severity is Severity.ERROR:
            line, column = line_and_column(digest.source, doubt.span.start)
            raise DigestSyntaxError(doubt.code, doubt.message, line=line, column=column, offset=doubt.span.start)
