"""Standoff annotations in the forms of brat, doccano, and W3C Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ubnd_digest.formats.standoff import to_annotations
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.digest import Digest, checked_digest

_PLACE = ("label", "start", "end", "text")
_AROUND = 32  # code points of context on either side, by which a mention is found again in a changed text
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def to_brat(digest: Digest) -> str:
    r"""Write the annotations of a digest as a file ``.ann`` of brat, to stand beside its text as ``.txt``.

    Args:
        digest: a digest; write its ``source`` into the ``.txt`` as it is.

    Returns:
        A line ``T`` an annotation, of several fragments where a line of the text ends in it, and a note ``#`` with what
        else is said, as JSON. Offsets are code points.

    Raises:
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> [line.split("\t") for line in to_brat(parse("Họp ngày 30/5/2022.")).splitlines()][0]
    ['T1', 'DATE 4 18', 'ngày 30/5/2022']
    """
    import json  # of the command --help needs none

    lines: list[str] = []
    for number, record in enumerate(to_annotations(digest), 1):
        pieces = list(_pieces(record["text"], record["start"]))
        places = ";".join(f"{start} {start + len(text)}" for start, text in pieces)
        lines.append(f"T{number}\t{record['label']} {places}\t{' '.join(text for _start, text in pieces)}\n")
        if told := {key: value for key, value in record.items() if key not in _PLACE and value not in (None, [])}:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{json.dumps(told, ensure_ascii=False)}\n")
    return "".join(lines)


def _pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The parts of a text on its lines, each with its offset: brat has no line end in an annotation."""
    for line in text.splitlines(keepends=True):
        words = line.splitlines()[0] if line.splitlines() else ""
        if words.strip():
            yield start, words
        start += len(line)


def to_doccano(digest: Digest, *, name: str | None = None) -> dict[str, Any]:
    """A digest as a record of doccano's JSONL for sequence labelling; write one a line.

    Args:
        digest: a digest.
        name: of the file, which stands in ``file``; None leaves it out.

    Returns:
        ``text``, and ``label``, a list of start, end and label of each annotation. Offsets are code points. Annotations
        nest: the project has to allow that spans overlap.

    Raises:
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> to_doccano(parse("Họp ngày 30/5/2022."))
    {'text': 'Họp ngày 30/5/2022.', 'label': [[4, 18, 'DATE']]}
    """
    found = [[record["start"], record["end"], record["label"]] for record in to_annotations(digest)]
    return {"text": digest.source, "label": found, **({} if name is None else {"file": name})}


def to_web_annotations(digest: Digest, *, source: str) -> dict[str, Any]:
    """The annotations of a digest after the Web Annotation Data Model of W3C, as JSON-LD.

    Args:
        digest: a digest.
        source: the IRI of its text, or of the page that it is the text of.

    Returns:
        An ``AnnotationPage``, ready for ``json.dumps``. The label of an annotation is a tag, what else is said a
        description as JSON; a mention of a document that has an IRI is linked to it. Each stands at a position in code
        points and at a quotation with what stands around it.

    Raises:
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> page = to_web_annotations(parse("Họp ngày 30/5/2022."), source="https://example.org/week.txt")
    >>> page["items"][0]["target"]["selector"][0]
    {'type': 'TextPositionSelector', 'start': 4, 'end': 18}
    """
    digest = checked_digest("to_web_annotations", digest)
    resolution, text = resolve(digest), digest.source
    iris = {
        (found.mention.span.start, found.mention.span.end): document.iri
        for document in resolution.documents
        for found in document.mentions
    }
    items = [
        _annotation(record, text, source, iris.get((record["start"], record["end"])))
        for record in to_annotations(digest)
    ]
    return {"@context": _CONTEXT, "id": _urn(source, "page"), "type": "AnnotationPage", "items": items}


def iri_of_file(name: str) -> str:
    """The IRI by which a file is told: relative, as the name is.

    >>> iri_of_file("weeks/tuần 1.txt")
    'weeks/tu%E1%BA%A7n%201.txt'
    """
    from urllib.parse import quote

    return quote(name.encode("utf-8", "surrogateescape"), safe="/.-_~")


_LINKED = ("REFERENCE", "LAW", "ANAPHORA")


def _annotation(record: dict[str, Any], text: str, source: str, iri: str | None) -> dict[str, Any]:
    import json

    start, end, label = record["start"], record["end"], record["label"]
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": label}]
    if told := {key: value for key, value in record.items() if key not in _PLACE and value not in (None, [])}:
        words = json.dumps(told, ensure_ascii=False)
        described = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": words}
        bodies.append(described)
    if iri and label in _LINKED:
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": iri})
    quoted = {"type": "TextQuoteSelector", "exact": record["text"]}
    quoted |= {"prefix": text[max(start - _AROUND, 0) : start], "suffix": text[end : end + _AROUND]}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "id": _urn(source, f"{label} {start} {end}"),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {"source": source, "selector": [place, quoted]},
    }


def _urn(source: str, words: str) -> str:
    """The same identifier for the same annotation, each time."""
    import uuid

    return uuid.uuid5(uuid.NAMESPACE_URL, f"ubnd-digest/annotations\n{source}\n{words}").urn
