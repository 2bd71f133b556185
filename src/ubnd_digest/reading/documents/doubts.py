"""What a single document leaves open: diagnostics about its number, day, issuer and subject."""

from __future__ import annotations

from collections.abc import Iterator

from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View
from ubnd_digest.reading.documents.document_parts import DocumentOutline


def diagnose_document(
    outline: DocumentOutline, date: DateExpression | None, issuers: tuple[Agency, ...], view: View
) -> Iterator[Diagnostic]:
    """The diagnostics of a document whose parts are known."""
    head = outline.letterhead
    if not outline.is_document:
        yield _warning("not-a-document", "too little of a letterhead was found: it may be no single document")
    if head.blank:
        where = Span(*view.span(*outline.head.area(*head.blank)))
        yield Diagnostic("number-left-blank", Severity.INFO, "the number is not filled in", where)
    elif head.number is None:
        yield _warning("no-number", "no number of the document was found")
    if date is None:
        yield _warning("no-date", "no day of the document was found")
    elif date.precision is not Precision.DAY:
        yield Diagnostic("day-left-blank", Severity.INFO, "the day is not filled in", date.span)
    if not issuers:
        yield _warning("no-issuer", "the letterhead names nobody who issued the document")
    if not outline.subject.lines:
        yield _warning("no-subject", "nothing says what the document is about")


def _warning(code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, Span(0, 0))
