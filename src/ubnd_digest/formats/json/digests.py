"""The dictionary of a digest, and the digest of a dictionary, of this version of the schema or an older one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Final

import attrs

from ubnd_digest.formats.json import conversion
from ubnd_digest.formats.json.converters import read_record, shown, written
from ubnd_digest.formats.json.records import SCHEMA_MAJOR, SCHEMA_VERSION
from ubnd_digest.formats.json.truths import check_truths
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import DocumentNumberError, SerializationError
from ubnd_digest.model.kinds import kinds
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


def digest_to_dict(digest: Digest) -> dict[str, Any]:
    """The dictionary of a digest, whose parts are checked: they must agree."""
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


# ---- reading --------------------------------------------------------------------------------


def digest_of_dict(data: Mapping[str, Any]) -> Digest:
    """The digest of a dictionary, of any version that is read."""
    if "kind" in data and "digest" in data:
        raise SerializationError("kind", "a digest", f"{shown(data['kind'])}: document_from_json reads it")
    content = {key: value for key, value in _as_today(data).items() if key != "file"}  # the command writes it
    record = read_record(content)
    conversion.check_spans(record)
    conversion.check_items(record)
    check_truths(record)
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
