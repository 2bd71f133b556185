"""A single document at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from ubnd_digest.cli.report import doubts, grid, named_lines
from ubnd_digest.cli.speech import heads, say, value_in
from ubnd_digest.cli.tables import NOTHING, Grid, Part
from ubnd_digest.formats.rows import mentions
from ubnd_digest.model.legal_documents import DocumentPart, LegalDocument
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.text import shown

_LONGEST = 80  # characters of the text of a part that has no heading


def document_overview(document: LegalDocument, lang: str = ENGLISH, *, file: str | None = None) -> Iterator[Part]:
    """A document at a glance: what its letterhead says, its bases, its outer parts, its deadlines."""
    issuers = "; ".join(map(str, document.issuers))
    under = f" ({document.governing})" if document.governing else ""
    day = value_in("date", document.date.edtf, lang) if document.date else ""
    fields = (
        ("type", document.type.title if document.type else ""),
        ("number", str(document.number or "")),
        ("date", ", ".join(filter(None, (day, document.place)))),
        ("issuer", f"{issuers}{under}"),
        ("subject", str(document.subject or "")),
        ("to", "; ".join(map(str, document.recipients))),
        ("signed", "; ".join(map(str, document.signatures))),
    )
    told = [(name, shown(value) or (None if name in ("to", "signed") else NOTHING)) for name, value in fields]
    yield from named_lines([("file", file), *told], lang)
    if document.bases:
        yield ""
        yield Grid(("BASIS",), [(shown(str(basis)),) for basis in document.bases], (say("basis", lang).upper(),))
    parts = list(_part_rows(document))
    if parts:
        yield ""
        yield Grid(("PART", "HEADING"), parts, heads(("part", "heading"), lang))
    limits = mentions("", document.digest, "deadlines")
    for deadlines in grid(("due", "time", "relation", "responsible"), limits, lang, several=False):
        yield ""
        yield deadlines
    yield from doubts(document.diagnostics, lang)


def _beginning(part: DocumentPart) -> str:
    """The first words of a part without a heading."""
    words = shown(part.text[: 2 * _LONGEST])
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}\u2026"


def _part_rows(document: LegalDocument) -> Iterator[tuple[str, ...]]:
    """The outer parts, and the articles inside them."""
    articles = {id(article) for article in document.articles}
    waiting: list[DocumentPart] = list(reversed(document.parts))
    outer = {id(part) for part in document.parts}
    while waiting:
        part = waiting.pop()
        if id(part) in outer or id(part) in articles:
            yield str(part), shown(str(part.heading)) if part.heading else _beginning(part)
        if id(part) not in articles:
            waiting += reversed(part.parts)
