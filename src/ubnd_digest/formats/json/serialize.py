"""Digests as JSON, and back: what is written reads back equal, and what is read is checked."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Final

import attrs

from ubnd_digest.formats.json import conversion
from ubnd_digest.formats.json.converters import read_record, shown, written
from ubnd_digest.formats.json.records import SCHEMA_MAJOR, SCHEMA_VERSION
from ubnd_digest.formats.json.text import as_json, from_text
from ubnd_digest.model.digest import Digest, checked_digest
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import DocumentNumberError, SerializationError
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.model.provisions import NamedDocument

_VERSION: Final = re.compile(r"(0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)")
_OLDER: Final = ("1",)
# A number without a symbol: its serial, perhaps its year.
_BARE: Final = re.compile(r"([0-9]+[^\W_A-Z]*(?:\.[^\W_A-Z]+)*)(?:/([0-9]{4}))?")
# Lists that a digest of version 2.0 may lack, since it was written before they came.
_LATER: Final = ("agencies", "officials", "duties", "laws", "anaphora", "lunar_dates")
# Keys that the members of such a list may lack, likewise.
_LATER_KEYS: Final = {"references": ("issuer", "issuer_from")}
_SUPPORTED: Final = " or ".join(f"{major}.x" for major in (*_OLDER, SCHEMA_MAJOR))


# ---- writing --------------------------------------------------------------------------------


def to_json(digest: Digest | LegalDocument, *, indent: int | None = None) -> str:
    """Write a digest as JSON, so that :func:`ubnd_digest.from_json` gives an equal one; or a document.

    Args:
        digest: a digest; or a document, which :func:`ubnd_digest.document_from_json` reads.
        indent: how far a level is indented; None for all on one line.

    Returns:
        The JSON. Only where a text has a lone surrogate directly before another does it hold one
        itself, and cannot be encoded.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> to_json(parse("")).startswith('{"schema_version": "2.0", "grammar": {"id": "common", "version": ')
    True
    """
    return as_json(to_dict(_checked("to_json", digest)), indent)


def to_dict(digest: Digest | LegalDocument) -> dict[str, Any]:
    """The same as :func:`ubnd_digest.to_json`, as dictionaries, lists, strings and numbers.

    Args:
        digest: a digest, or a document.

    Returns:
        A new dictionary, with the keys of :func:`ubnd_digest.json_schema` in their order.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> [reference["span"] for reference in content["outside_items"]["references"]]
    [[0, 24]]
    """
    digest = _checked("to_dict", digest)
    if isinstance(digest, LegalDocument):
        from ubnd_digest.formats.json.documents import document_to_dict

        return document_to_dict(digest)
    record = conversion.record_of(digest)
    try:
        content = written(record)
    except SerializationError as error:
        for path, placed in conversion.placed_in(record):
            try:
                written(placed)
            except SerializationError:
                raise SerializationError(path, error.expected, error.found) from None
        raise SerializationError("anchor", error.expected, error.found) from None
    conversion.check_spans(record)
    conversion.check_mentions(digest, record)
    return content


def _checked(function: str, given: object) -> Digest | LegalDocument:
    return given if isinstance(given, LegalDocument) else checked_digest(function, given)


# ---- reading --------------------------------------------------------------------------------


def from_json(data: str | bytes) -> Digest:
    """Read a digest that :func:`ubnd_digest.to_json` wrote.

    Args:
        data: the JSON; bytes are UTF-8. A byte order mark may stand before it.

    Returns:
        A digest equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit the schema, or of a span that
            does not hold its text.
        TypeError: when ``data`` is neither text nor bytes.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know, such as those of a
            later version.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định số 12/QĐ-UBND")
    >>> from_json(to_json(digest)) == digest
    True
    >>> from_json('{"schema_version": "3.0"}')
    Traceback (most recent call last):
    ubnd_digest.model.errors.SerializationError: schema_version: expected a version 1.x or 2.x, found '3.0'
    """
    return _read(from_text(data, "from_json"))


def from_dict(data: Mapping[str, Any]) -> Digest:
    """The same as :func:`ubnd_digest.from_json`, from what :func:`ubnd_digest.to_dict` gave.

    Args:
        data: dictionaries, lists, strings and numbers.

    Raises:
        SerializationError: naming the path of what does not fit.
        TypeError: when ``data`` is no mapping.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> content["outside_items"]["references"][0]["span"] = [1, 24]
    >>> from_dict(content)
    Traceback (most recent call last):
    ubnd_digest.model.errors.SerializationError: outside_items.references[0].span: expected the text \
'Quyết định số 12/QĐ-UBND', found 'uyết định số 12/QĐ-UBND'
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"from_dict takes a mapping, such as to_dict gives, not {type(data).__name__}")
    return _read(data)


def _read(data: Mapping[str, Any]) -> Digest:
    if "kind" in data and "digest" in data:
        raise SerializationError("kind", "a digest", f"{shown(data['kind'])}: document_from_json reads it")
    content = {key: value for key, value in _as_today(data).items() if key != "file"}  # the command writes it
    record = read_record(content)
    conversion.check_spans(record)
    conversion.check_items(record)
    return conversion.digest_of(record)


# ---- older versions: what they lack is filled in, so that one reader serves all ----------------


def _as_today(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was read, as today's schema has it; what was given stays as it is."""
    version = data.get("schema_version")
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if not found:
        there = shown(version) if "schema_version" in data else "none"
        raise SerializationError("schema_version", f"a version such as {SCHEMA_VERSION!r}", there)
    if found[1] in _OLDER:
        return _filled(data, [kind.name for kind in kinds()])
    if found[1] != SCHEMA_MAJOR:
        raise SerializationError("schema_version", f"a version {_SUPPORTED}", shown(version))
    return _filled(data, _LATER)


def _filled(data: Mapping[str, Any], names: Container[str]) -> dict[str, Any]:
    """A digest with the lists of these names, and the keys in them, that were added after it was written."""
    found = {**data, "schema_version": SCHEMA_VERSION}
    if isinstance(found.get("outside_items"), Mapping):
        found["outside_items"] = _with_lists(found["outside_items"], names)
    if isinstance(found.get("items"), list):
        found["items"] = [
            {"number": None, "section": None, **_with_lists(item, names)} if isinstance(item, Mapping) else item
            for item in found["items"]
        ]
    return found


def _with_lists(holder: Mapping[str, Any], names: Container[str]) -> dict[str, Any]:
    found = dict(holder)
    if isinstance(found.get("provisions"), list):
        found["provisions"] = [_with_document(one) if isinstance(one, Mapping) else one for one in found["provisions"]]
    for kind in kinds():
        fields = (field for field in attrs.fields(kind.of) if field.default is not attrs.NOTHING)
        defaults = {field.name: getattr(field.default, "value", field.default) for field in fields}  # as JSON has them
        if kind.name in names:
            listed = found.setdefault(kind.name, [])
        elif kind.name in _LATER_KEYS:
            listed = found.get(kind.name)
            defaults = {key: defaults[key] for key in _LATER_KEYS[kind.name]}
        else:
            continue
        if isinstance(listed, list):
            found[kind.name] = [{**defaults, **one} if isinstance(one, Mapping) else one for one in listed]
    return found


def _with_document(provision: Mapping[str, Any]) -> Mapping[str, Any]:
    """A place inside a document, which once had the number or the name of the document as one text."""
    document = provision.get("document")
    if not isinstance(document, str):
        return provision
    try:
        known: DocumentNumber | NamedDocument = DocumentNumber.parse(document)
    except DocumentNumberError:  # a name, or the symbol was left out
        bare = _BARE.fullmatch(document)
        year = int(bare[2]) if bare and bare[2] else None
        known = DocumentNumber(bare[1], year) if bare else NamedDocument(document)
    return {**provision, "document": written(known)}
