"""What the command shows to readers: a digest at a glance, its mentions and its diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ubnd_digest.cli.tables import NOTHING, Grid, Part
from ubnd_digest.formats.one_line import shown
from ubnd_digest.formats.places import ItemNumbers
from ubnd_digest.formats.rows import Record, clock, diagnostics, iso

if TYPE_CHECKING:
    from ubnd_digest.model.diagnostics import Diagnostic
    from ubnd_digest.model.digest import Digest
    from ubnd_digest.model.documents import DocumentNumber
    from ubnd_digest.model.references import Reference

# What a table shows of each record: all the rest is for programs.
REFERENCES = ("item", "line", "role", "date", "type", "number")
DATES = ("item", "line", "from", "to", "precision", "edtf", "text")
DEADLINES = ("due", "time", "relation", "line", "responsible", "heading")
ANNOTATIONS = ("start", "end", "label", "text")


def cell(value: Any) -> str:
    """A value as a cell of a table.

    >>> cell(None), cell(3)
    ('-', '3')
    """
    return NOTHING if value is None else shown(str(value)) or NOTHING


def grid(keys: tuple[str, ...], records: Iterable[Record], *, several: bool) -> Iterator[Grid]:
    """A table of some records, with the name of the file where there are several; none where there are no records.

    Args:
        keys: what it shows of each record.
        records: all of one file.
        several: whether there are other files.

    >>> list(grid(("due",), [{"file": "a.txt", "due": None}], several=True))
    [Grid(columns=('FILE', 'DUE'), rows=[('a.txt', '-')])]
    """
    keys = ("file", *keys) if several else keys
    rows = [tuple(cell(record[key]) for key in keys) for record in records]
    if rows:
        yield Grid(tuple(map(str.upper, keys)), rows)


def diagnostic_lines(name: str, digest: Digest) -> Iterator[str]:
    """The diagnostics of a digest as ``file:line:column: severity code message``."""
    for found in diagnostics(name, digest):
        yield "{file}:{line}:{column}: {severity} {code} {message}".format(**found)


def overview(digest: Digest, *, file: str | None = None) -> Iterator[Part]:
    """A digest at a glance: its file, title, period, items and deadlines, counts of its diagnostics."""
    period = digest.period
    if file is not None:
        yield f"file    {file}"
    yield f"title   {shown(digest.title.text) if digest.title else NOTHING}"
    yield f"period  {f'{iso(period.start)} to {iso(period.end)}' if period else NOTHING}"
    yield ""
    yield Grid(("ITEM", "ISSUED", "HEADING"), list(_item_rows(digest)))
    deadlines = list(_deadline_rows(digest))
    if deadlines:
        yield ""
        yield Grid(("DUE", "TIME", "RELATION", "ITEM", "RESPONSIBLE"), deadlines)
    if digest.diagnostics:
        yield ""
        yield f"diagnostics  {_counts(digest.diagnostics)}"


def _item_rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(digest.items):
        issued = [shown(_issued(reference)) for reference in _once(item.issued)] or [NOTHING]
        yield str(number), issued[0], shown(item.heading.text)
        for other in issued[1:]:
            yield "", other, ""


def _once(references: tuple[Reference, ...]) -> Iterable[Reference]:
    """The first reference to each document: it may be named again without its date."""
    found: dict[DocumentNumber, Reference] = {}
    for reference in references:
        found.setdefault(reference.number, reference)
    return found.values()


def _issued(reference: Reference) -> str:
    day = f" ({iso(reference.date.start)})" if reference.date else ""
    kind = reference.type.title if reference.type else reference.type_text
    return f"{kind} {reference.number}{day}"


def _deadline_rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    numbers = ItemNumbers(digest)
    for deadline in digest.deadlines:
        yield (
            cell(deadline.due),
            cell(clock(deadline)),
            deadline.relation.value,
            cell(numbers.of(deadline.span)),
            cell(deadline.responsible),
        )


def _counts(found: tuple[Diagnostic, ...]) -> str:
    counts = Counter(diagnostic.severity.value for diagnostic in found)
    return ", ".join(f"{counts[severity]} {severity}" for severity in sorted(counts))
