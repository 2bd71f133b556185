"""What all values of the model share: they check what they are made of, and show themselves in detail on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

_LONGEST_TEXT_SHOWN = 60


class Value:
    """A frozen value whose fields hold what their annotations say.

    Raises:
        TypeError: naming the field that holds something else.

    >>> from ubnd_digest import Heading
    >>> Heading((0, 3), "Một")
    Traceback (most recent call last):
    TypeError: span of a Heading takes Span, not tuple
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        kind = type(self)
        check = _CHECKS.get(kind)
        if check is None:
            check = _CHECKS[kind] = _Check(kind)
        check(self)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Every field that is no text of its own, for ``rich.print``: the short form is :func:`repr`."""
        for field in attrs.fields(type(self)):  # type: ignore[arg-type]
            if field.repr:
                yield field.name, getattr(self, field.name)


class _Check:
    """The check of one class. What was let pass once is known by its types, so that it is checked at little cost."""

    def __init__(self, kind: type[Value]) -> None:
        hints = get_type_hints(kind)
        self._allowed = {field.name: _classes(hints[field.name]) for field in attrs.fields(kind)}  # type: ignore[arg-type]
        self._values = attrgetter(*self._allowed)
        self._known: set[tuple[type, ...]] = set()
        self._lists = [
            _List(name, attrgetter(name), get_args(hints[name])[:1])
            for name, allowed in self._allowed.items()
            if allowed == (tuple,)
        ]

    def __call__(self, value: Value) -> None:
        types = tuple(map(type, self._values(value)))
        if types not in self._known:
            for (name, allowed), found in zip(self._allowed.items(), types, strict=True):
                _demand(value, name, found, allowed)
            self._known.add(types)
        for listed in self._lists:
            parts = frozenset(map(type, listed.of(value)))
            if parts not in listed.known:
                for found in parts:
                    _demand(value, listed.name, found, listed.allowed)
                listed.known.add(parts)


class _List:
    def __init__(self, name: str, of: Callable[[Any], tuple[object, ...]], allowed: tuple[type, ...]) -> None:
        self.name, self.of, self.allowed = name, of, allowed
        self.known: set[frozenset[type]] = set()


def _demand(value: Value, name: str, found: type, allowed: tuple[type, ...]) -> None:
    if not issubclass(found, allowed):
        wanted = " or ".join("None" if kind is NoneType else kind.__name__ for kind in allowed)
        raise TypeError(f"{name} of a {type(value).__name__} takes {wanted}, not {found.__name__}")


def _classes(hint: Any) -> tuple[type, ...]:
    origin = get_origin(hint)
    if isinstance(origin, type) and issubclass(origin, tuple):
        return (tuple,)
    return tuple(part for inner in get_args(hint) for part in _classes(inner)) or (hint,)


_CHECKS: dict[type[Value], _Check] = {}


def shortened(text: str) -> str:
    """A text as it stands in a short form: quoted, and cut where it is long.

    >>> shortened("một " * 20)
    "'một một một một một một một một một một một một một một một …'"
    """
    return repr(text if len(text) <= _LONGEST_TEXT_SHOWN else f"{text[:_LONGEST_TEXT_SHOWN]}…")
