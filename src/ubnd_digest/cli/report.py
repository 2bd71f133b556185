"""What the command shows to readers: a digest at a glance, its mentions and its diagnostics, the keys of its JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ubnd_digest.cli.speech import heads, say, value_in
from ubnd_digest.cli.tables import NOTHING, Grid, Part
from ubnd_digest.formats.documents import document_records, shown_record
from ubnd_digest.formats.rows import Record, diagnostics, iso, mentions
from ubnd_digest.model.deadlines import Reckoning
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.legal_documents import DocumentPart, LegalDocument
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.references import Reference
from ubnd_digest.model.text import shown

_WITHOUT_DAY = (Reckoning.RECURRING.value, Reckoning.VAGUE.value)


def cell(value: Any) -> str:
    """A value as a cell of a table."""
    return NOTHING if value is None else shown(str(value)) or NOTHING


def told(record: Record) -> Record:
    """A record as a table tells it: the next day, the clock time, why there is no day, the heading for want of a task.

    >>> told({"due": None, "next": "2026-07-24", "time": "16:00", "heading": "Cây xanh", "task": None})["due"]
    '2026-07-24 16:00'
    """
    said = dict(record)
    if record.get("limit", "") is None:
        said["limit"] = _why_no_day(record)
    if "next" in record:
        day = record["next"] or record["due"]
        said["due"] = f"{day} {record['time']}" if day and record.get("time") else day
    if record.get("task", "") is None and record["heading"]:
        said["task"] = f"({record['heading']})"
    return said


def _why_no_day(record: Record) -> str | None:
    """Why a deadline has no day of its own: it recurs, or is vague."""
    return record["reckoning"] if record["reckoning"] in _WITHOUT_DAY else None


def _limits(digest: Digest) -> Iterator[Record]:
    """The deadlines for an overview, which says of those without a day why."""
    return ({**found, "due": found["due"] or _why_no_day(found)} for found in mentions("", digest, "deadlines"))


def grid(keys: tuple[str, ...], records: Iterable[Record], lang: str = ENGLISH, *, several: bool) -> Iterator[Grid]:
    """A table of the records of a file, with its name where there are several; none where there are no records."""
    keys = ("file", *keys) if several else keys
    rows = [tuple(cell(value_in(key, record[key], lang)) for key in keys) for record in records]
    if rows:
        yield Grid(tuple(map(str.upper, keys)), rows, heads(keys, lang))


def diagnostic_lines(name: str, digest: Digest, lang: str = ENGLISH) -> Iterator[str]:
    """The diagnostics of a digest as ``file:line:column: severity code message``."""
    for found, doubt in zip(diagnostics(name, digest), digest.diagnostics, strict=True):
        grave, message = value_in("severity", found["severity"], lang), doubt.in_language(lang)
        yield f"{found['file']}:{found['line']}:{found['column']}: {grave} {found['code']} {message}"


def overview(digest: Digest, lang: str = ENGLISH, *, file: str | None = None) -> Iterator[Part]:
    """A digest at a glance: its file, title, period, items and deadlines, counts of its diagnostics."""
    yield from _head(digest, file, lang)
    yield ""
    keys = ("item", "issued", "heading")
    yield Grid(tuple(map(str.upper, keys)), list(_item_rows(digest, lang)), heads(keys, lang))
    limits = _limits(digest)
    for deadlines in grid(("due", "time", "relation", "item", "responsible"), limits, lang, several=False):
        yield ""
        yield deadlines
    yield from doubts(digest.diagnostics, lang)


def first_sight(digest: Digest, lang: str = ENGLISH, *, file: str | None = None) -> Iterator[Part]:
    """What a reader looks for first: its file, title, period, what is owed by which day, the documents."""
    yield from _head(digest, file, lang)
    yield from _first(digest, lang)


def document_sight(document: LegalDocument, lang: str = ENGLISH, *, file: str | None = None) -> Iterator[Part]:
    """The same of a single document: what its letterhead says, what is owed by which day, the documents."""
    yield from _letterhead(document, file, lang)
    yield from _first(document.digest, lang)


def _first(digest: Digest, lang: str) -> Iterator[Part]:
    owed = list(mentions("", digest, "duties"))
    dated = sorted((record for record in owed if record["due"]), key=lambda record: str(record["due"]))
    for duties in grid(("due", "responsible", "document", "task"), dated, lang, several=False):
        yield ""
        yield duties
    if len(dated) < len(owed):
        yield ""
        form = "without a day  {some} of {all} duties: ubnd-digest duties shows them"
        yield say(form, lang, some=len(owed) - len(dated), all=len(owed))
    from ubnd_digest.linking.documents import resolve

    documents = map(shown_record, document_records(resolve(digest), [""]))
    for found in grid(("date", "type", "document", "issuer", "relations"), documents, lang, several=False):
        yield ""
        yield found
    yield from doubts(digest.diagnostics, lang)


def doubts(found: Iterable[Diagnostic], lang: str) -> Iterator[Part]:
    """How many diagnostics there are, by how grave they are."""
    counts = Counter(diagnostic.severity.value for diagnostic in found)
    if counts:
        told = (f"{counts[grave]} {value_in('severity', grave, lang)}" for grave in sorted(counts))
        yield ""
        yield f"{say('diagnostics', lang)}  {', '.join(told)}"


def named_lines(fields: Sequence[tuple[str, str | None]], lang: str) -> Iterator[str]:
    """Values behind their names, as wide as the widest; a name stands in English, None leaves a line out."""
    names = [say(name, lang) for name, _ in fields]
    width = max(map(len, names))
    yield from (
        f"{name:<{width}}  {value}" for name, (_, value) in zip(names, fields, strict=True) if value is not None
    )


def _head(digest: Digest, file: str | None, lang: str) -> Iterator[Part]:
    title, period = shown(digest.title.text) if digest.title else NOTHING, NOTHING
    if digest.period:
        start, end = (value_in("date", iso(day), lang) for day in (digest.period.start, digest.period.end))
        period = say("{start} to {end}", lang, start=start, end=end)
    yield from named_lines((("file", file), ("title", title), ("period", period)), lang)


def _item_rows(digest: Digest, lang: str) -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(digest.items):
        issued = [shown(_issued(reference, lang)) for reference in item.issued] or [NOTHING]
        yield value_in("item", str(number), lang), issued[0], shown(item.heading.text) if item.heading else NOTHING
        yield from (("", other, "") for other in issued[1:])


def _issued(reference: Reference, lang: str) -> str:
    day = f" ({value_in('date', iso(reference.date.start), lang)})" if reference.date else ""
    kind = reference.type.title if reference.type else reference.type_text
    return f"{kind} {reference.number}{day}"


# ---- the keys of a JSON Schema --------------------------------------------------------------

KEYS = ("object", "key", "type", "description")


def schema_keys(schema: dict[str, Any]) -> Iterator[Record]:
    """The keys of the objects that a schema describes, those of the whole first.

    >>> next(schema_keys({"properties": {"lead": {"type": "array", "items": {"$ref": "#/$defs/Block"}}}}))
    {'object': 'Digest', 'key': 'lead', 'type': 'array of Block', 'description': None}
    """
    for name, described in {schema.get("title", "Digest"): schema, **schema.get("$defs", {})}.items():
        for key, value in described.get("properties", {}).items():
            yield {"object": name, "key": key, "type": _type(value), "description": value.get("description")}


def _type(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(map(_type, value["anyOf"]))
    if "$ref" in value:
        return str(value["$ref"]).removeprefix("#/$defs/")
    kind = str(value.get("type", "any"))
    return f"{kind} of {_type(value['items'])}" if "items" in value else kind


def keys_grid(schema: dict[str, Any]) -> Grid:
    """The same as a table."""
    rows = [tuple(shown(str(record[key] or "")) for key in KEYS) for record in schema_keys(schema)]
    return Grid(tuple(map(str.upper, KEYS)), rows)


# ---- a single document ----------------------------------------------------------------------

_LONGEST = 80  # characters of the text of a part that has no heading


def _letterhead(document: LegalDocument, file: str | None, lang: str) -> Iterator[Part]:
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


def document_overview(document: LegalDocument, lang: str = ENGLISH, *, file: str | None = None) -> Iterator[Part]:
    """A document at a glance: what its letterhead says, its bases, its outer parts, its deadlines."""
    yield from _letterhead(document, file, lang)
    if document.bases:
        yield ""
        yield Grid(("BASIS",), [(shown(str(basis)),) for basis in document.bases], (say("basis", lang).upper(),))
    parts = list(_part_rows(document))
    if parts:
        yield ""
        yield Grid(("PART", "HEADING"), parts, heads(("part", "heading"), lang))
    limits = _limits(document.digest)
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
