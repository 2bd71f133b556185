"""Single documents as JSON, and back: the letterhead, the bases, the parts, beside the digest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ubnd_digest.formats.json.conversion import begun_in
from ubnd_digest.formats.json.converters import read_record, shown, written
from ubnd_digest.formats.json.records import BlockRecord
from ubnd_digest.formats.json.text import from_text
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.legal_documents import (
    Capacity,
    DocumentPart,
    LegalDocument,
    Passage,
    Secrecy,
    Signature,
    Urgency,
    all_parts,
)
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.spans import Span

KIND: Final = "document"
DOCUMENT_VERSION: Final = "1.0"
_VERSION: Final = re.compile(r"1\.(?:0|[1-9][0-9]*)")


@frozen
class PassageRecord(BlockRecord):
    """A stretch of a document.

    Attributes:
        span: where it stands.
        text: the text of the span.
        words: what it says, with single spaces, without what another column of the page puts between.
    """

    words: str


@frozen
class PartRecord:
    """A numbered part of a document: a chapter, an article, a clause, a point.

    Attributes:
        level: which unit it is.
        label: its number as written.
        span: where it stands, the parts inside it included.
        inside: the place of the part that it stands in, in the list of all, from 0; or None.
        heading: its heading, or None.
    """

    level: ProvisionLevel
    label: str
    span: Span
    inside: int | None
    heading: PassageRecord | None


@frozen
class SignatureRecord(BlockRecord):
    """Who signed.

    Attributes:
        span: where it stands.
        text: the text of the span.
        person: the name, or None.
        office: the office, or None.
        signed_for: the lines that say for whom.
        capacities: what these lines mean.
    """

    person: str | None
    office: str | None
    signed_for: tuple[str, ...]
    capacities: tuple[Capacity, ...]


@frozen
class DocumentRecord:
    """A single document: a decision, a letter, a telegram, a plan, a law.

    Attributes:
        kind: always ``document``; a digest has no such key.
        schema_version: the version of this schema; a later minor version only adds keys.
        number: its number, or None.
        type: its type, or None.
        date: the day on which it was signed, or None.
        place: where it was signed, or None.
        issuers: who issued it.
        governing: the body above the issuer, or None.
        subject: what it is about, or None.
        authority: the line that says who decides, or None.
        urgency: how urgent it is marked, or None.
        secrecy: how secret it is marked, or None.
        recipients: to whom it is addressed.
        bases: the legal bases.
        parts: its numbered parts in text order, each before those inside it.
        distribution: who gets it.
        signatures: who signed it.
    """

    kind: str
    schema_version: str
    number: DocumentNumber | None
    type: DocumentType | None
    date: DateExpression | None
    place: str | None
    issuers: tuple[Agency, ...]
    governing: Agency | None
    subject: PassageRecord | None
    authority: PassageRecord | None
    urgency: Urgency | None
    secrecy: Secrecy | None
    recipients: tuple[PassageRecord, ...]
    bases: tuple[PassageRecord, ...]
    parts: tuple[PartRecord, ...]
    distribution: tuple[PassageRecord, ...]
    signatures: tuple[SignatureRecord, ...]


# ---- writing --------------------------------------------------------------------------------


def document_to_dict(document: LegalDocument) -> dict[str, Any]:
    """What :func:`ubnd_digest.to_dict` gives for a document."""
    from ubnd_digest.formats.json.serialize import to_dict

    parts = all_parts(document.parts)
    places = {id(part): place for place, part in enumerate(parts)}
    outer = {id(inner): places[id(part)] for part in parts for inner in part.parts}
    record = DocumentRecord(
        KIND,
        DOCUMENT_VERSION,
        document.number,
        document.type,
        document.date,
        document.place,
        document.issuers,
        document.governing,
        _passage(document.subject),
        _passage(document.authority),
        document.urgency,
        document.secrecy,
        _passages(document.recipients),
        _passages(document.bases),
        tuple(
            PartRecord(part.level, part.label, part.span, outer.get(id(part)), _passage(part.heading)) for part in parts
        ),
        _passages(document.distribution),
        tuple(
            SignatureRecord(one.span, one.text, one.person, one.office, one.signed_for, one.capacities)
            for one in document.signatures
        ),
    )
    _check(record, document.source)
    return {**written(record), "digest": to_dict(document.digest)}


def _passage(passage: Passage | None) -> PassageRecord | None:
    return PassageRecord(passage.span, passage.text, passage.words) if passage else None


def _passages(passages: Sequence[Passage]) -> tuple[PassageRecord, ...]:
    return tuple(PassageRecord(passage.span, passage.text, passage.words) for passage in passages)


# ---- reading --------------------------------------------------------------------------------


def document_from_json(data: str | bytes) -> LegalDocument:
    r"""Read a document that :func:`ubnd_digest.to_json` wrote.

    Args:
        data: the JSON; bytes are UTF-8. A byte order mark may stand before it.

    Returns:
        A document equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit the schema, or of a span that does not hold its text.
        TypeError: when ``data`` is neither text nor bytes.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know.

    >>> from ubnd_digest import parse_document, to_json
    >>> document = parse_document("UBND TỈNH SÔNG TRÀ\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc giao đất\nĐiều 1. Giao đất.")
    >>> document_from_json(to_json(document)) == document
    True
    """
    return _read(from_text(data, "document_from_json"))


def document_from_dict(data: Mapping[str, Any]) -> LegalDocument:
    """The same as :func:`ubnd_digest.document_from_json`, from what :func:`ubnd_digest.to_dict` gave.

    Args:
        data: dictionaries, lists, strings and numbers.

    Raises:
        SerializationError: naming the path of what does not fit.
        TypeError: when ``data`` is no mapping.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know.

    >>> from ubnd_digest import parse_document, to_dict
    >>> str(document_from_dict(to_dict(parse_document("Số: 12/QĐ-UBND"))).number)
    '12/QĐ-UBND'
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"document_from_dict takes a mapping, such as to_dict gives, not {type(data).__name__}")
    return _read(data)


def _read(data: Mapping[str, Any]) -> LegalDocument:
    from ubnd_digest.formats.json.serialize import from_dict

    if data.get("kind") != KIND:
        raise SerializationError("kind", repr(KIND), shown(data["kind"]) if "kind" in data else "none")
    version = data.get("schema_version")
    if not (isinstance(version, str) and _VERSION.fullmatch(version)):
        raise SerializationError("schema_version", "a version 1.x", shown(version))
    own = {key: value for key, value in data.items() if key not in ("digest", "file")}
    record: DocumentRecord = read_record({**own, "schema_version": DOCUMENT_VERSION}, DocumentRecord)
    if not isinstance(data.get("digest"), Mapping):
        raise SerializationError("digest", "an object", shown(data.get("digest")))
    try:
        digest = from_dict(data["digest"])
    except SerializationError as error:
        path = f"digest.{error.path}" if error.path else "digest"
        raise SerializationError(path, error.expected, error.found) from None
    _check(record, digest.source)
    return _document_of(record, digest)


def _document_of(record: DocumentRecord, digest: Digest) -> LegalDocument:
    inside = begun_in(digest.mentions)

    def passage(found: PassageRecord | None) -> Passage | None:
        return Passage(found.span, found.text, inside(found.span), words=found.words) if found else None

    def passages(found: Sequence[PassageRecord]) -> tuple[Passage, ...]:
        return tuple(Passage(one.span, one.text, inside(one.span), words=one.words) for one in found)

    children: dict[int | None, list[DocumentPart]] = {}
    for place in range(len(record.parts) - 1, -1, -1):  # those inside it stand behind it
        one = record.parts[place]
        text = digest.source[one.span.start : one.span.end]
        part = DocumentPart(
            one.span,
            text,
            inside(one.span),
            level=one.level,
            label=one.label,
            heading=passage(one.heading),
            parts=tuple(reversed(children.pop(place, []))),
        )
        children.setdefault(one.inside, []).append(part)
    return LegalDocument(
        digest,
        record.number,
        record.type,
        record.date,
        record.place,
        record.issuers,
        record.governing,
        passage(record.subject),
        passage(record.authority),
        record.urgency,
        record.secrecy,
        passages(record.recipients),
        passages(record.bases),
        tuple(reversed(children.get(None, []))),
        passages(record.distribution),
        tuple(
            Signature(
                one.span,
                one.text,
                inside(one.span),
                person=one.person,
                office=one.office,
                signed_for=one.signed_for,
                capacities=one.capacities,
            )
            for one in record.signatures
        ),
    )


def _check(record: DocumentRecord, source: str) -> None:
    """Check that spans hold their texts, and that parts stand inside those that they say."""
    for path, span, text in _placed(record):
        if span.end > len(source):
            raise SerializationError(f"{path}.span", f"a span within the {len(source)} code points", shown(span.end))
        if text is not None and source[span.start : span.end] != text:
            found = shown(source[span.start : span.end])
            raise SerializationError(f"{path}.span", f"the text {shown(text)}", found)
    for place, part in enumerate(record.parts):
        if part.inside is None:
            continue
        if not 0 <= part.inside < place:
            raise SerializationError(f"parts[{place}].inside", "the place of a part before it", shown(part.inside))
        if not record.parts[part.inside].span.contains(part.span):
            raise SerializationError(f"parts[{place}].span", f"a span inside that of parts[{part.inside}]", "another")


def _placed(record: DocumentRecord) -> Iterator[tuple[str, Span, str | None]]:
    """Everything that has a span, with its path and its text."""
    single = ("date", "governing", "subject", "authority")
    for name in single:
        if one := getattr(record, name):
            yield name, one.span, one.text
    for name in ("issuers", "recipients", "bases", "distribution", "signatures"):
        for place, one in enumerate(getattr(record, name)):
            yield f"{name}[{place}]", one.span, one.text
    for place, part in enumerate(record.parts):
        yield f"parts[{place}]", part.span, None
        if part.heading:
            yield f"parts[{place}].heading", part.heading.span, part.heading.text
