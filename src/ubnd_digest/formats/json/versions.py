"""Older versions of the schema: what they lack is filled in, so that one reader serves all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ubnd_digest.formats.json.converters import shown
from ubnd_digest.formats.json.records import SCHEMA_MAJOR, SCHEMA_VERSION
from ubnd_digest.model.errors import SerializationError
from ubnd_digest.model.kinds import Kind, kinds

_VERSION: Final = re.compile(r"(0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)")
_OLDER: Final = ("1",)
# Lists that a digest of version 2.0 may lack, since it was written before they came.
_LATER: Final = ("agencies", "officials", "duties", "laws", "anaphora")
# Keys that the members of such a list may lack, likewise.
_LATER_KEYS: Final = {"references": ("issuer", "issuer_from")}
_SUPPORTED: Final = " or ".join(f"{major}.x" for major in (*_OLDER, SCHEMA_MAJOR))


def as_today(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was read, as today's schema has it; what was given stays as it is.

    Raises:
        SerializationError: where it has no version, or one that is newer than this library.
    """
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


def _filled(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
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


def _with_lists(holder: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    found = dict(holder)
    for kind in kinds():
        defaults = dict(_defaults(kind))
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


def _defaults(kind: Kind[Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a kind that have a default, as JSON has it."""
    for field in attrs.fields(kind.of):
        if field.default is not attrs.NOTHING:
            yield field.name, getattr(field.default, "value", field.default)
