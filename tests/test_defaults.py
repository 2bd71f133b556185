"""What may be left out: its default is of the type that is written beside it, and "nothing" is None, never an empty text."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal, TypeVar

import attrs
import pytest

import ubnd_digest

MODULES = [
    found.name
    for found in pkgutil.walk_packages(ubnd_digest.__path__, "ubnd_digest.")
    if not found.name.endswith("__main__")
]
UNIONS = (types.UnionType, typing.Union)


def defined_in(module: types.ModuleType) -> Iterator[Any]:
    """The functions and classes of a module, and the methods of these."""
    for found in vars(module).values():
        if inspect.isfunction(found) or inspect.isclass(found):
            if found.__module__ != module.__name__:
                continue
            yield found
            if inspect.isclass(found):
                inner = [
                    value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
                    for value in vars(found).values()
                ]
                yield from (
                    value for value in inner if inspect.isfunction(value) and value.__module__ == module.__name__
                )


def fits(value: object, hint: Any) -> bool:
    if isinstance(hint, (TypeVar, str)) or hint is Any:
        return True
    if isinstance(hint, typing.NewType):
        return fits(value, hint.__supertype__)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in UNIONS:
        return any(fits(value, one) for one in inner) and not (type(None) in inner and value == "")
    if origin is Literal:
        return value in inner
    if origin in (Final, typing.ClassVar, typing.Annotated):
        return fits(value, inner[0])
    if origin is Callable or hint is None:
        return callable(value) if hint else value is None
    kind = origin or hint
    if kind is float:
        return isinstance(value, (float, int))
    return isinstance(value, kind) and not (isinstance(value, bool) and kind is int)


def defaults(found: Any) -> Iterator[tuple[str, object]]:
    if inspect.isclass(found) and attrs.has(found):
        yield from ((one.name, one.default) for one in attrs.fields(found) if one.default is not attrs.NOTHING)
    elif inspect.isclass(found):
        yield from getattr(found, "_field_defaults", {}).items()  # of a named tuple
    else:
        parameters = inspect.signature(found).parameters.values()
        yield from ((one.name, one.default) for one in parameters if one.default is not one.empty)


@pytest.mark.parametrize("name", MODULES)
def test_a_default_is_of_the_type_beside_it(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        pytest.skip(str(error))
    wrong: list[str] = []
    for found in defined_in(module):
        given = [
            (one, value)
            for one, value in defaults(found)
            if not isinstance(value, (attrs.Factory, type(attrs.NOTHING)))
        ]  # type: ignore[arg-type]
        if not given:
            continue
        try:
            hints = typing.get_type_hints(found)
        except (NameError, TypeError):  # named for the type checker alone
            continue
        wrong += [
            f"{found.__qualname__}.{one} = {value!r}"
            for one, value in given
            if one in hints and not fits(value, hints[one])
        ]
    assert wrong == []


def test_what_does_not_fit_is_seen() -> None:
    assert (
        fits(None, str | None)
        and fits("a", str | None)
        and fits((), tuple[int, ...])
        and fits(len, Callable[[str], int])
    )
    assert not fits("", str | None) and not fits(None, str) and not fits(True, int) and not fits("", tuple[int, ...])
