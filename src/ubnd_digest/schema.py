"""The shape of a digest in JSON: its records, and the JSON Schema that is derived from them.

A record is what stands in the JSON where the model has more or less: a text beside every span,
mentions in lists by kind, under the item that they stand in. Mentions are written as they are.
"""

from __future__ import annotations

import copy
import datetime as dt
import enum
import inspect
import re
from typing import Any, Final, TypeAlias, get_args, get_type_hints

import attrs
from attrs import frozen

from ubnd_digest.mentions import (
    DateExpression,
    DateRange,
    Deadline,
    EffectiveDate,
    Mention,
    Provision,
    Reference,
    Span,
)
from ubnd_digest.model import GrammarIdentity, Severity

SCHEMA_MAJOR: Final = "1"
SCHEMA_VERSION: Final = f"{SCHEMA_MAJOR}.0"

# each kind of mention -> the list that holds it
LISTS: Final[dict[type[Mention], str]] = {
    Reference: "references",
    DateExpression: "dates",
    DateRange: "ranges",
    Deadline: "deadlines",
    EffectiveDate: "effective_dates",
    Provision: "provisions",
}


# ---- records --------------------------------------------------------------------------------


@frozen
class BlockRecord:
    """A stretch of the digest's structure.

    Attributes:
        span: where it stands.
        text: the text of the span.
    """

    span: Span
    text: str


@frozen
class PeriodRecord:
    """The days that a digest covers.

    Attributes:
        span: where the title names them.
        text: the text of the span.
        start: the first day.
        end: the last day, inclusive.
    """

    span: Span
    text: str
    start: dt.date
    end: dt.date


@frozen
class MentionsRecord:
    """The mentions that stand in no heading and no paragraph of an item: those of the title, for example.

    Attributes:
        references: the references to documents, in text order.
        dates: the dates, those inside other mentions included, in text order.
        ranges: the ranges of dates, in text order.
        deadlines: the deadlines, in text order.
        effective_dates: the dates of effect, in text order.
        provisions: the places inside documents, in text order.
    """

    references: tuple[Reference, ...]
    dates: tuple[DateExpression, ...]
    ranges: tuple[DateRange, ...]
    deadlines: tuple[Deadline, ...]
    effective_dates: tuple[EffectiveDate, ...]
    provisions: tuple[Provision, ...]


@frozen
class ItemRecord:
    """One item, and the mentions that begin in its heading or in one of its paragraphs.

    Attributes:
        heading: the heading.
        paragraphs: the paragraphs under it.
        references: the references to documents, in text order.
        dates: the dates, those inside other mentions included, in text order.
        ranges: the ranges of dates, in text order.
        deadlines: the deadlines, in text order.
        effective_dates: the dates of effect, in text order.
        provisions: the places inside documents, in text order.
    """

    heading: BlockRecord
    paragraphs: tuple[BlockRecord, ...]
    references: tuple[Reference, ...]
    dates: tuple[DateExpression, ...]
    ranges: tuple[DateRange, ...]
    deadlines: tuple[Deadline, ...]
    effective_dates: tuple[EffectiveDate, ...]
    provisions: tuple[Provision, ...]


@frozen
class DiagnosticRecord:
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``impossible-date``.
        severity: how grave it is.
        message: what is wrong, in English.
        span: where.
        text: the text of the span.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    text: str


@frozen
class DigestRecord:
    """A digest of a Vietnamese People's Committee: its text, its structure, and what was found in it.

    Attributes:
        schema_version: the version of this schema; a later minor version only adds keys.
        grammar: which grammar read the text, or None where it was put together by hand.
        anchor: the day that was given for a title without a year, or None.
        source: the text as it was given; spans count its code points.
        title: the title, or None.
        period: the days that it covers, or None.
        lead: the entries of the summary under the title.
        items: the items.
        outside_items: the mentions that stand in no item.
        diagnostics: what the parser doubts, in text order.
    """

    schema_version: str
    grammar: GrammarIdentity | None
    anchor: dt.date | None
    source: str
    title: BlockRecord | None
    period: PeriodRecord | None
    lead: tuple[BlockRecord, ...]
    items: tuple[ItemRecord, ...]
    outside_items: MentionsRecord
    diagnostics: tuple[DiagnosticRecord, ...]


# ---- the schema -----------------------------------------------------------------------------

_Schema: TypeAlias = "dict[str, Any]"

# What is no object in the JSON, by its type in Python: the name of its definition, and that definition.
_SCALARS: Final[dict[type, tuple[str, _Schema]]] = {
    Span: (
        "Span",
        {
            "description": "Where something stands in the source: [start, end] in code points, end exclusive.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        },
    ),
    dt.date: (
        "Day",
        {
            "description": "An ISO day, such as 2024-05-30.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
    ),
    dt.time: (
        "Time",
        {
            "description": "A clock time, such as 16:00:00.",
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
        },
    ),
}
_PLAIN: Final[dict[type, str]] = {str: "string", int: "integer", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what :func:`ubnd_digest.to_json` writes.

    It is derived from the classes, and open: keys that it does not name are allowed.

    Returns:
        The schema; a new one each time, which the caller may change.

    >>> schema = json_schema()
    >>> schema["properties"]["period"]["anyOf"]
    [{'$ref': '#/$defs/Period'}, {'type': 'null'}]
    >>> schema["$defs"]["Role"]["enum"]
    ['issued', 'cited']
    """
    definitions: dict[str, _Schema] = {}
    digest = _object(DigestRecord, definitions)
    properties = digest["properties"]
    properties["schema_version"]["pattern"] = rf"^{SCHEMA_MAJOR}\.(0|[1-9][0-9]*)$"
    properties["file"] = {"description": "The file that was read; only the command writes it.", "type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://ubnd-digest.readthedocs.io/schema/{SCHEMA_VERSION}/digest.schema.json",
        "title": "Digest",
        **digest,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(kind: Any, definitions: dict[str, _Schema]) -> _Schema:
    """The schema of a type; definitions that it refers to are added to ``definitions``."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if arguments := get_args(kind):
        schema = _schema_of(arguments[0], definitions)
        if arguments[1] is Ellipsis:
            return {"type": "array", "items": schema}
        return {"anyOf": [schema, {"type": "null"}]}
    name = _SCALARS[kind][0] if kind in _SCALARS else kind.__name__.removesuffix("Record")
    if name not in definitions:
        if kind in _SCALARS:
            definitions[name] = copy.deepcopy(_SCALARS[kind][1])
        elif issubclass(kind, enum.Enum):
            definitions[name] = {**_described(_summary(kind)), "enum": [member.value for member in kind]}
        else:
            definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: type[attrs.AttrsInstance], definitions: dict[str, _Schema]) -> _Schema:
    types = get_type_hints(kind)
    names = [field.name for field in attrs.fields(kind)]
    told = _attributes(kind)
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
