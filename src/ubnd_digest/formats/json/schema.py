"""The JSON Schema of a digest, derived from the records and the classes of the model."""

from __future__ import annotations

import copy
import datetime as dt
import enum
import inspect
import re
from types import NoneType
from typing import Any, Final, Literal, TypeAlias, get_args, get_type_hints

import attrs

from ubnd_digest.formats.json.records import SCHEMA_MAJOR, SCHEMA_VERSION, record_classes
from ubnd_digest.model.spans import Span
from ubnd_digest.model.words import toml

_Schema: TypeAlias = "dict[str, Any]"

# What is no object in the JSON, by its type in Python: the name of its definition, which stands in scalars.toml.
_SCALARS: Final[dict[type, str]] = {Span: "Span", dt.date: "Day", dt.time: "Time"}
_PLAIN: Final[dict[type, str]] = {str: "string", int: "integer", bool: "boolean"}


def json_schema(kind: Literal["digest", "document"] = "digest") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what :func:`ubnd_digest.to_json` writes.

    It is derived from the classes, and open: keys that it does not name are allowed.

    Args:
        kind: of digests, or of single documents.

    Returns:
        The schema; a new one each time, which the caller may change.

    Raises:
        ValueError: for another kind.

    >>> schema = json_schema()
    >>> schema["properties"]["period"]["anyOf"]
    [{'$ref': '#/$defs/Period'}, {'type': 'null'}]
    >>> schema["$defs"]["Role"]["enum"]
    ['issued', 'cited']
    """
    if kind == "document":
        return _document_schema()
    if kind != "digest":
        raise ValueError(f"json_schema is of 'digest' or 'document', not {kind!r}")
    definitions: dict[str, _Schema] = {}
    digest = _object(record_classes().digest, definitions)
    properties = digest["properties"]
    properties["schema_version"]["pattern"] = rf"^{SCHEMA_MAJOR}\.(0|[1-9][0-9]*)$"
    properties["file"] = {"description": "The file that was read; only the command writes it.", "type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ubnd-digest:schema:{SCHEMA_VERSION}",
        "title": "Digest",
        **digest,
        "$defs": dict(sorted(definitions.items())),
    }


def _document_schema() -> dict[str, Any]:
    from ubnd_digest.formats.json.document_records import DOCUMENT_VERSION, KIND, DocumentRecord

    of_digest = json_schema()
    definitions: dict[str, _Schema] = of_digest.pop("$defs")
    document = _object(DocumentRecord, definitions)
    document["properties"]["kind"]["const"] = KIND
    document["properties"]["schema_version"]["pattern"] = r"^1\.(0|[1-9][0-9]*)$"
    about = "The text, and all that is mentioned in it."
    document["properties"]["digest"] = {"description": about, "$ref": "#/$defs/Digest"}
    document["properties"]["file"] = of_digest["properties"].pop("file")
    document["required"].append("digest")
    definitions["Digest"] = {key: of_digest[key] for key in ("description", "type", "properties", "required")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ubnd-digest:schema:document:{DOCUMENT_VERSION}",
        "title": "LegalDocument",
        **document,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(kind: Any, definitions: dict[str, _Schema]) -> _Schema:
    """The schema of a type; definitions that it refers to are added to ``definitions``."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if arguments := get_args(kind):
        schemas = [_schema_of(part, definitions) for part in arguments if part not in (Ellipsis, NoneType)]
        if Ellipsis in arguments:
            return {"type": "array", "items": schemas[0]}
        return {"anyOf": [*schemas, {"type": "null"}]}
    name = _SCALARS[kind] if kind in _SCALARS else kind.__name__.removesuffix("Record")
    if name not in definitions:
        if kind in _SCALARS:
            definitions[name] = copy.deepcopy(toml("scalars.toml", "ubnd_digest.formats.json")[name])
        elif issubclass(kind, enum.Enum):
            definitions[name] = {**_described(_summary(kind)), "enum": [member.value for member in kind]}
        else:
            definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: type[attrs.AttrsInstance], definitions: dict[str, _Schema]) -> _Schema:
    fields = attrs.fields(kind)
    types = {**get_type_hints(kind), **{field.name: field.type for field in fields if not isinstance(field.type, str)}}
    names = [field.name for field in fields]
    told = {**_attributes(kind), **{field.name: field.metadata["told"] for field in fields if "told" in field.metadata}}
    return {
        **_described(_summary(kind)),
        "type": "object",
        "properties": {
            name: {**_described(told.get(name, "")), **_schema_of(types[name], definitions)} for name in names
        },
        "required": names,
    }


# ---- descriptions ---------------------------------------------------------------------------


def _described(text: str) -> _Schema:
    """What a docstring says, in the words of JSON; nothing where it says nothing (``python -OO``)."""
    text = re.sub(r"\bNone\b", "null", text.replace("``", "`"))
    return {"description": text} if text else {}


def _summary(kind: type) -> str:
    return (inspect.getdoc(kind) or "").partition("\n")[0]


def _attributes(kind: type) -> dict[str, str]:
    """What the docstrings of a class and its bases say about its attributes."""
    told: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        section = inspect.cleandoc(base.__doc__ or "").partition("Attributes:\n")[2].partition("\n\n")[0]
        for entry in re.split(r"\n?^ {4}(?=\w+: )", section, flags=re.MULTILINE)[1:]:
            name, _, text = entry.partition(": ")
            told[name] = " ".join(text.split())
    return told
