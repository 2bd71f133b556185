"""Single documents as JSON, and back: the letterhead, the bases, the parts, beside the digest of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from ubnd_digest.formats.json.conversion import begun_in
from ubnd_digest.formats.json.converters import read_record, shown, written
from ubnd_digest.formats.json.digests import digest_of_dict, digest_to_dict
from ubnd_digest.formats.json.document_records import (
    DOCUMENT_VERSION,
    KIND,
    DocumentPartRecord,
    DocumentRecord,
    PassageRecord,
    SignatureRecord,
)
from ubnd_digest.formats.json.truths import is_in, stands_in
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.legal_documents import DocumentPart, LegalDocument, Passage, Signature, all_parts
from ubnd_digest.model.spans import Span

_JOINTS: Final = re.compile("[-/]")
_VERSION: Final = re.compile(r"1\.(?:0|[1-9][0-9]*)")
# What the record has as the document has it, the passages of both, and their lists of passages.
_SAME: Final = ("number", "type", "date", "place", "issuers", "governing", "urgency", "secrecy")
_SINGLE: Final = ("subject", "authority")
_LISTS: Final = ("recipients", "bases", "distribution")


# ---- writing --------------------------------------------------------------------------------


def document_to_dict(document: LegalDocument) -> dict[str, Any]:
    """What :func:`ubnd_digest.to_dict` gives for a document."""
    parts = all_parts(document.parts)
    places = {id(part): place for place, part in enumerate(parts)}
    outer = {id(inner): places[id(part)] for part in parts for inner in part.parts}
    record = DocumentRecord(
        kind=KIND,
        schema_version=DOCUMENT_VERSION,
        **_shared(document, _passage),
        parts=tuple(
            DocumentPartRecord(part.level, part.label, part.span, outer.get(id(part)), _passage(part.heading))
            for part in parts
        ),
        signatures=tuple(SignatureRecord(one.span, one.text, **_of_signature(one)) for one in document.signatures),
    )
    _check(record, document.source)
    return {**written(record), "digest": digest_to_dict(document.digest)}


def _passage(passage: Passage | None) -> PassageRecord | None:
    return PassageRecord(passage.span, passage.text, passage.words) if passage else None


def _shared(holder: DocumentRecord | LegalDocument, passage: Callable[[Any], object]) -> dict[str, Any]:
    """The fields that a document and its record have in common, with what is made of each passage."""
    found: dict[str, Any] = {name: getattr(holder, name) for name in _SAME}
    found |= {name: passage(getattr(holder, name)) for name in _SINGLE}
    return found | {name: tuple(map(passage, getattr(holder, name))) for name in _LISTS}


def _of_signature(one: Signature | SignatureRecord) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("person", "office", "signed_for", "capacities")}


# ---- reading --------------------------------------------------------------------------------


def document_of_dict(data: Mapping[str, Any]) -> LegalDocument:
    """The document of a dictionary."""
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
        digest = digest_of_dict(data["digest"])
    except SerializationError as error:
        path = f"digest.{error.path}" if error.path else "digest"
        raise SerializationError(path, error.expected, error.found) from None
    _check(record, digest.source)
    _check_truths(record, digest)
    return _document_of(record, digest)


def _document_of(record: DocumentRecord, digest: Digest) -> LegalDocument:
    inside = begun_in(digest.mentions)

    def passage(found: PassageRecord | None) -> Passage | None:
        return Passage(found.span, found.text, inside(found.span), words=found.words) if found else None

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
        **_shared(record, passage),
        parts=tuple(reversed(children.get(None, []))),
        signatures=tuple(
            Signature(one.span, one.text, inside(one.span), **_of_signature(one)) for one in record.signatures
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


def _is_written(number: DocumentNumber, digest: Digest) -> bool:
    """Whether a number is that of a reference, or its pieces stand in the text: on dots, or over lines, it is none."""
    if any(found.number == number for found in digest.references):
        return True
    texts = (digest.source, with_figures(digest.source), digest.source.replace("\n", ""))
    return all(
        any(stands_in(piece, text) for text in texts) for piece in (number.serial, *_JOINTS.split(number.symbol))
    )


def _is_dated(date: DateExpression, digest: Digest) -> bool:
    """Whether a date is one of the digest, or stands where it has none: in a head that was scanned it may be missed."""
    if date in digest.dates:
        return True
    start, end = date.span.start, date.span.end
    beside = all(found.span.end <= start or end <= found.span.start for found in digest.dates)
    return beside and digest.source[start:end] == date.text


def _check_truths(record: DocumentRecord, digest: Digest) -> None:
    """Check that a document says of its text nothing that ``parse_document`` never does."""
    if record.number and not _is_written(record.number, digest):
        raise SerializationError("number", "a number of the source", shown(str(record.number)))
    if record.date and not _is_dated(record.date, digest):
        raise SerializationError("date", "a date of the digest", shown(record.date.edtf))
    if record.place and not stands_in(record.place, digest.source):
        raise SerializationError("place", "words of the source", shown(record.place))
    for path, words, text in _words_of(record):
        if not is_in(words, text):  # some may stand between: those of another column of the page
            raise SerializationError(path, f"words of {shown(text)}", shown(words))
    for name in _LISTS:
        for place, (one, other) in enumerate(pairwise(getattr(record, name)), 1):
            if other.span.start < one.span.start:
                raise SerializationError(f"{name}[{place}].span", "spans in text order", shown(other.span.start))
    _check_parts(record, digest.source)


def _check_parts(record: DocumentRecord, source: str) -> None:
    ends: dict[int | None, int] = {}
    for place, part in enumerate(record.parts):
        words = source[part.span.start : part.span.end]
        if not (stands_in(part.label, words) or stands_in(part.label, with_figures(f" {words}"))):
            raise SerializationError(f"parts[{place}].label", "a label in the text of its part", shown(part.label))
        if part.span.start < ends.get(part.inside, 0):
            raise SerializationError(f"parts[{place}].span", "a span behind the part before", shown(part.span.start))
        if part.heading and not part.span.contains(part.heading.span):
            raise SerializationError(f"parts[{place}].heading.span", "a span inside that of its part", "another")
        ends[part.inside] = part.span.end


def _words_of(record: DocumentRecord) -> Iterator[tuple[str, str, str]]:
    """What is said to be words of a text, with its path and that text."""
    for name in _SINGLE:
        if passage := getattr(record, name):
            yield f"{name}.words", passage.words, passage.text
    for name in _LISTS:
        for place, one in enumerate(getattr(record, name)):
            yield f"{name}[{place}].words", one.words, one.text
    for place, part in enumerate(record.parts):
        if part.heading:
            yield f"parts[{place}].heading.words", part.heading.words, part.heading.text
    for place, signed in enumerate(record.signatures):
        for name in ("person", "office"):
            yield f"signatures[{place}].{name}", getattr(signed, name) or "", signed.text
        for line, words in enumerate(signed.signed_for):
            yield f"signatures[{place}].signed_for[{line}]", words, signed.text


def _placed(record: DocumentRecord) -> Iterator[tuple[str, Span, str | None]]:
    """Everything that has a span, with its path and its text."""
    for name in ("date", "governing", *_SINGLE):
        if one := getattr(record, name):
            yield name, one.span, one.text
    for name in ("issuers", *_LISTS, "signatures"):
        for place, one in enumerate(getattr(record, name)):
            yield f"{name}[{place}]", one.span, one.text
    for place, part in enumerate(record.parts):
        yield f"parts[{place}]", part.span, None
        if part.heading:
            yield f"parts[{place}].heading", part.heading.span, part.heading.text
