"""The records of the schema as dictionaries, and back: strictly, with the path of what does not fit.

Reading takes a fast converter first, which says that something does not fit; only then a slow
one says where.
"""

from __future__ import annotations

import datetime as dt
import enum
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, TypeVar, Union, get_args, get_origin, overload

import attrs

from ubnd_digest.formats.json.records import SCHEMA_VERSION, DigestRecord, record_classes
from ubnd_digest.model.errors import SerializationError, UnknownKeyWarning
from ubnd_digest.model.spans import Span
from ubnd_digest.model.values import shortened

if TYPE_CHECKING:
    from cattrs import Converter

_Hook = Callable[[Any, Any], Any]
_R = TypeVar("_R", bound=attrs.AttrsInstance)

_MOST_KEYS_NAMED: Final = 10
_LONGEST_ISO: Final = len("2024-05-30")


# ---- writing --------------------------------------------------------------------------------


def written(value: attrs.AttrsInstance) -> dict[str, Any]:
    """A record or a mention as a dictionary; errors have no path."""
    found: dict[str, Any] = _writer().unstructure(value)
    return found


@cache
def _writer() -> Converter:
    from cattrs import Converter

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_unstructure_hook(dt.date, _written_day)
    converter.register_unstructure_hook(dt.time, _written_time)
    return converter


def _written_day(day: dt.date) -> str:
    if isinstance(day, dt.datetime):
        raise SerializationError("", "a day without a time", str(day))
    return day.isoformat()


def _written_time(time: dt.time) -> str:
    if time.tzinfo or time.microsecond:
        raise SerializationError("", "a time in whole seconds without a time zone", str(time))
    return time.isoformat()


# ---- reading --------------------------------------------------------------------------------


@overload
def read_record(content: Mapping[str, Any]) -> DigestRecord: ...
@overload
def read_record(content: Mapping[str, Any], kind: type[_R]) -> _R: ...
def read_record(content: Mapping[str, Any], kind: Any = None) -> Any:
    """The record that a dictionary is, of a digest or of another kind; what it means together is not checked."""
    from cattrs.errors import ForbiddenExtraKeysError

    kind = kind or record_classes().digest
    try:
        return _reader().structure(content, kind)
    except (SerializationError, ForbiddenExtraKeysError):
        unknown = _unknown_keys(content, kind)
    more = f" and {len(unknown) - _MOST_KEYS_NAMED} more" if len(unknown) > _MOST_KEYS_NAMED else ""
    named = ", ".join(unknown[:_MOST_KEYS_NAMED])
    # named after the caller of the public function, two calls further out
    warnings.warn(f"ignored keys that schema {SCHEMA_VERSION} does not know: {named}{more}", UnknownKeyWarning, 4)
    return _reader(open_=True).structure(content, kind)


def _unknown_keys(content: Mapping[str, Any], kind: Any) -> list[str]:
    """The paths of all unknown keys; raises where something else does not fit."""
    from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

    unknown: list[str] = []
    try:
        _reader(detailed=True).structure(content, kind)
    except (SerializationError, BaseValidationError) as found:
        for path, error in _leaves(found):
            if isinstance(error, ForbiddenExtraKeysError):
                unknown += (_joined(path, key) for key in sorted(error.extra_fields))
            else:
                assert isinstance(error, SerializationError)
                raise SerializationError(_joined(path, error.path), error.expected, error.found) from None
    return unknown


def _leaves(error: Exception, path: str = "", *, nullable: bool = False) -> Iterator[tuple[str, Exception]]:
    """The single errors of a group, each with its path."""
    from cattrs.errors import ClassValidationError, IterableValidationError, IterableValidationNote

    if isinstance(error, (ClassValidationError, IterableValidationError)):
        placed, others = error.group_exceptions()
        for inner, note in placed:
            place = f"{path}[{note.index}]" if isinstance(note, IterableValidationNote) else _joined(path, note.name)
            yield from _leaves(inner, place, nullable=type(None) in get_args(note.type))
        for inner in others:
            yield path, inner
    elif nullable and isinstance(error, SerializationError) and not error.path:
        yield path, SerializationError("", f"{error.expected} or null", error.found)
    else:
        yield path, error


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key


@cache
def _reader(*, detailed: bool = False, open_: bool = False) -> Converter:
    """A converter that collects every error (detailed), or ignores keys that it does not know (open)."""
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    converter = Converter(detailed_validation=detailed)

    def class_hook(kind: type[attrs.AttrsInstance]) -> _Hook:
        structure = make_dict_structure_fn(
            kind, converter, _cattrs_detailed_validation=detailed, _cattrs_forbid_extra_keys=not open_
        )
        keys = {field.name: None for field in attrs.fields(kind)}.keys()

        def read(value: Any, _: Any) -> Any:
            if not isinstance(value, (dict, Mapping)):  # a dict is told faster
                raise SerializationError("", "an object", shown(value))
            if value.keys() != keys:
                _check_keys(value, keys)
            return structure(value, kind)

        return read

    def list_hook(kind: Any) -> _Hook:
        parts: Any = GenericAlias(list, get_args(kind)[0])

        def read(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise SerializationError("", "a list", shown(value))
            return tuple(converter.structure(value, parts))

        return read

    def union_hook(kind: Any) -> _Hook:
        classes = [part for part in get_args(kind) if part is not NoneType]

        def read(value: Any, _: Any) -> Any:
            if value is None:
                return None
            keys = value.keys() if isinstance(value, Mapping) else {}.keys()
            # of several classes the one whose keys are most like these
            nearest = min(classes, key=lambda one: len(keys ^ {field.name for field in attrs.fields(one)}))
            return converter.structure(value, nearest)

        return read

    converter.register_structure_hook_factory(attrs.has, class_hook)
    converter.register_structure_hook_factory(_is_union, union_hook)
    converter.register_structure_hook_factory(_is_list, list_hook)
    converter.register_structure_hook(enum.Enum, _member)
    converter.register_structure_hook(Span, _span)
    converter.register_structure_hook(dt.date, _iso_hook(dt.date, "an ISO day such as 2024-05-30"))
    converter.register_structure_hook(dt.time, _iso_hook(dt.time, "a time such as 16:00:00"))
    for kind, words in ((str, "a text"), (int, "a whole number"), (bool, "true or false")):
        converter.register_structure_hook(kind, _plain_hook(kind, words))
    return converter


def _check_keys(value: Mapping[Any, Any], keys: Iterable[str]) -> None:
    """Raise where a key is absent, be it that of a field with a default; what is unknown cattrs finds."""
    for key in keys:
        if key not in value:
            raise SerializationError(key, "a value", "none")
    for key in value:
        if not isinstance(key, str):
            raise SerializationError("", "keys that are texts", shown(key))


def _plain_hook(kind: type, words: str) -> _Hook:
    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise SerializationError("", words, shown(value))
        return value

    return read


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_union(kind: Any) -> bool:
    """Whether a type is one of several classes, or None."""
    return get_origin(kind) in (Union, UnionType) and len(set(get_args(kind)) - {NoneType}) > 1


def _member(value: Any, kind: type[enum.Enum]) -> enum.Enum:
    try:
        return kind(value if isinstance(value, str) else None)
    except ValueError:
        members = ", ".join(repr(member.value) for member in kind)
        raise SerializationError("", f"one of {members}", shown(value)) from None


def _span(value: Any, _: Any) -> Span:
    if not (isinstance(value, list) and len(value) == 2 and type(value[0]) is type(value[1]) is int):
        raise SerializationError("", "[start, end] in whole numbers", shown(value))
    start, end = value
    if not 0 <= start <= end:
        raise SerializationError("", "[start, end] with 0 <= start <= end", f"[{shown(start)}, {shown(end)}]")
    return Span(start, end)


def _iso_hook(kind: type[dt.date | dt.time], words: str) -> _Hook:
    def read(value: Any, _: Any) -> dt.date | dt.time:
        try:
            found = kind.fromisoformat(value)
        except (TypeError, ValueError):
            found = None
        # Python reads 20240530 and 16:00, too, and times with fractions or a zone, which are longer
        if found is None or str(found) != value or len(value) > _LONGEST_ISO:
            raise SerializationError("", words, shown(value))
        return found

    return read


# ---- in messages ----------------------------------------------------------------------------


def shown(value: object) -> str:
    """A value of JSON in a message: short, whatever it is.

    >>> shown("abc"), shown(None), shown(True), shown({}), shown(10**30)
    ("'abc'", 'null', 'true', 'an object', 'a huge number')
    """
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, str):
        return shortened(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 64 else "a huge number"
    if isinstance(value, float):
        return str(value)
    if isinstance(value, Mapping):
        return "an object"
    return f"a {type(value).__name__}"
