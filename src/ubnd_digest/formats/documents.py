"""The documents of digests as flat records, and what rests on what as a graph: DOT of Graphviz, Mermaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.formats.rows import Record, iso
from ubnd_digest.model.resolution import Document, Resolution

COLUMNS = ("number", "name", "type", "date", "issuer", "roles", "items", "mentions", "relations", "key", "iri")
SHOWN = ("date", "type", "document", "issuer", "items", "relations")


def document_records(resolution: Resolution, files: Sequence[str]) -> Iterator[Record]:
    """The documents, each as one record; ``files`` are the names of the digests."""
    names = _names(resolution)
    for document in resolution.documents:
        places = dict.fromkeys(_place(files, one.digest, one.item) for one in document.mentions if one.item is not None)
        told = dict.fromkeys(f"{relation.kind.value} {names[relation.target]}" for relation in document.relations)
        yield {
            "number": str(document.number) if document.number else None,
            "name": document.name,
            "type": document.type.title if document.type else None,
            "date": iso(document.date),
            "issuer": document.issuer,
            "roles": [role.value for role in document.roles],
            "items": list(places),
            "mentions": len(document.mentions),
            "relations": list(told),
            "key": document.key,
            "iri": document.iri,
        }


def shown_record(record: Record) -> Record:
    """A record as a table tells it: the number, or the name; lists as one text."""
    lists = {key: "; ".join(map(str, value)) or None for key, value in record.items() if isinstance(value, list)}
    return {**record, **lists, "document": record["number"] or record["name"]}


def _place(files: Sequence[str], digest: int, item: int | None) -> str:
    return str(item) if len(files) < 2 else f"{files[digest]}:{item}"


def _names(resolution: Resolution) -> dict[str, str]:
    return {document.key: str(document) for document in resolution.documents}


# ---- graphs ----------------------------------------------------------------------------------


def _edges(resolution: Resolution) -> Iterator[tuple[int, int, str]]:
    """The relations, each once, by the numbers of their documents."""
    places = {document.key: number for number, document in enumerate(resolution.documents)}
    found = (
        (places[relation.source], places[relation.target], relation.kind.value)
        for document in resolution.documents
        for relation in document.relations
    )
    yield from dict.fromkeys(found)


def _nodes(resolution: Resolution) -> Iterator[tuple[int, str]]:
    """The documents that are related to another one."""
    related = {number for source, target, _ in _edges(resolution) for number in (source, target)}
    yield from ((number, _label(resolution.documents[number])) for number in sorted(related))


def _label(document: Document) -> str:
    kind = document.type.title if document.type else ""
    named = str(document.number) if document.number else document.name or document.key
    label = f"{kind} {named}".strip() if document.number else named
    return " ".join(label.replace("\\", "/").replace('"', "'").split())


def dot_lines(resolution: Resolution) -> Iterator[str]:
    """What rests on what, in DOT."""
    yield "digraph documents {"
    yield "  rankdir=LR; node [shape=box];"
    yield from (f'  d{number} [label="{label}"];' for number, label in _nodes(resolution))
    yield from (f'  d{source} -> d{target} [label="{kind}"];' for source, target, kind in _edges(resolution))
    yield "}"


def mermaid_lines(resolution: Resolution) -> Iterator[str]:
    """The same for Mermaid."""
    yield "flowchart LR"
    yield from (f'  d{number}["{label}"]' for number, label in _nodes(resolution))
    yield from (f"  d{source} -->|{kind}| d{target}" for source, target, kind in _edges(resolution))
