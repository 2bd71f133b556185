"""The keys of a JSON Schema as records: which object has which key, of what type, for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ubnd_digest.cli.tables import Grid
from ubnd_digest.formats.one_line import shown
from ubnd_digest.formats.rows import Record

COLUMNS = ("object", "key", "type", "description")
_REFERENCE = "#/$defs/"


def schema_keys(schema: dict[str, Any]) -> Iterator[Record]:
    """The keys of the objects that a schema describes, those of the whole first.

    >>> next(schema_keys({"properties": {"lead": {"type": "array", "items": {"$ref": "#/$defs/Block"}}}}))
    {'object': 'Digest', 'key': 'lead', 'type': 'array of Block', 'description': None}
    """
    for name, described in {"Digest": schema, **schema.get("$defs", {})}.items():
        for key, value in described.get("properties", {}).items():
            yield {"object": name, "key": key, "type": _type(value), "description": value.get("description")}


def _type(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(map(_type, value["anyOf"]))
    if "$ref" in value:
        return str(value["$ref"]).removeprefix(_REFERENCE)
    kind = str(value.get("type", "any"))
    return f"{kind} of {_type(value['items'])}" if "items" in value else kind


def keys_grid(schema: dict[str, Any]) -> Grid:
    """The same as a table."""
    rows = [tuple(shown(str(record[column] or "")) for column in COLUMNS) for record in schema_keys(schema)]
    return Grid(tuple(column.upper() for column in COLUMNS), rows)
