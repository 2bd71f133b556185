"""A program as a user would write it: type checkers know all that it uses, and it runs.

``reveal_type`` of nothing, and no ``Any`` but in rows of tables: a name that loses its type fails in strict mode.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import ubnd_digest as ud


def owed(digest: ud.Digest, agency: str) -> list[tuple[dt.date, str]]:
    """What an agency owes, the next first."""
    found: list[tuple[dt.date, str]] = []
    for item in digest.items:
        for duty in item.duties:
            names: list[str] = [party.name for party in duty.parties]
            if agency in names and duty.due is not None:
                found.append((duty.due, duty.task))
    return sorted(found)


def issued(digest: ud.Digest) -> Iterator[tuple[str, str, dt.date | None]]:
    """What was issued: type, number, day."""
    for item in digest.items:
        for reference in item.issued:
            kind: ud.DocumentType | None = reference.type
            number: ud.DocumentNumber = reference.number
            day: dt.date | None = reference.date.start if reference.date else None
            yield kind.title if kind else reference.type_text, str(number), day


def links(digest: ud.Digest) -> str:
    """The text with a link on each reference."""
    resolution: ud.Resolution = ud.resolve(digest)

    def link(reference: ud.Reference, inner: str) -> str:
        document: ud.Document | None = resolution.document_of(reference)
        return f"[{inner}]({document.iri})" if document and document.iri else inner

    return ud.annotate(digest.source, digest.references, link)


def tables(digests: dict[str, ud.Digest], folder: Path) -> dict[str, int]:
    """How many rows the tables have, and a database of them."""
    counts: dict[str, int] = {}
    for name, table in ud.tables().items():
        columns: tuple[ud.Column, ...] = table.columns
        rows = ud.rows(digests, name)
        assert all(len(row) == len(columns) for row in rows)
        counts[name] = len(rows)
    duties = ud.rows(digests, "duties", today=dt.date(2025, 3, 1))
    assert len(duties) == counts["duties"]
    ud.write_tables(digests, folder / "week.sqlite", tables=["digests", "duties"])
    return counts


def for_other_tools(digest: ud.Digest) -> list[str]:
    """The same digest in the forms of other tools, and to look at."""
    return [
        ud.to_akoma_ntoso(digest),
        ud.to_timeml(digest, name="week"),
        ud.to_brat(digest),
        json.dumps(ud.to_doccano(digest, name="week.txt")),
        json.dumps(ud.to_web_annotations(digest, source="https://example.org/week")),
        json.dumps(ud.to_annotations(digest, offsets="utf-16")),
        ud.to_json(digest),
        digest.to_html(lang="vi"),
        ud.annotate(digest.source, digest.mentions, style="html"),
    ]


def moved(old: ud.Digest, new: ud.Digest) -> list[tuple[str | None, int | None]]:
    """The deadlines that moved, and by how many days."""
    found: ud.DigestDiff = ud.diff(old, new)
    return [(move.new.responsible, move.days) for move in found.moved]


def doubts(digest: ud.Digest) -> list[str]:
    """What the parser doubts that matters."""
    grave = (ud.Severity.ERROR, ud.Severity.WARNING)
    return [f"{doubt.code} at {doubt.span.start}" for doubt in digest.diagnostics if doubt.severity in grave]


def main(path: Path, folder: Path) -> dict[str, int]:
    """All of it, of one file."""
    try:
        digest = ud.parse_file(path, publisher="auto")
    except ud.UnreadableFileError as error:
        raise SystemExit(f"{error.file}: {error.reason}") from error
    assert ud.from_json(ud.to_json(digest)) == digest
    print(digest.period, owed(digest, "Sở Xây dựng"), list(issued(digest)), doubts(digest))
    print(len(links(digest)), moved(digest, digest), *map(len, for_other_tools(digest)))
    return tables({path.name: digest}, folder)
