"""What all values of the model share: they check what they are made of, and show themselves in detail on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import NoneType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

import attrs

_P = ParamSpec("_P")
_V = TypeVar("_V")

_LONGEST_TEXT_SHOWN = 60


class Value:
    """A frozen value whose fields hold what their annotations say.

    Raises:
        TypeError: naming the field that holds something else.

    >>> from ubnd_digest import Heading
    >>> Heading((0, 3), "Một")
    Traceback (most recent call last):
    TypeError: Heading.span takes Span, not tuple
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        kind = type(self)
        check = _CHECKS.get(kind) or _CHECKS.setdefault(kind, _Check(kind))
        # What was let pass once is known by its types, so that it is checked at little cost.
        if tuple(map(type, check.fields(self))) not in check.known:
            check.fields_of(self)
        for of, known in check.lists:
            if not known.issuperset(map(type, of(self))):
                check.parts_of(self)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Every field that is no text of its own, for ``rich.print``: the short form is :func:`repr`."""
        for field in attrs.fields(type(self)):  # type: ignore[arg-type]
            if field.repr:
                yield field.name, getattr(self, field.name)


class _Check:
    """What the values of a class may hold, and what has been found to be right."""

    def __init__(self, kind: type[Value]) -> None:
        hints = get_type_hints(kind)
        self._allowed = {field.name: _classes(hints[field.name]) for field in attrs.fields(kind)}  # type: ignore[arg-type]
        lists = [name for name, allowed in self._allowed.items() if allowed == (tuple,)]
        self._parts = {name: get_args(hints[name])[:1] for name in lists}
        self.fields = attrgetter(*self._allowed)
        self.known: set[tuple[type, ...]] = set()
        self.lists: list[tuple[Callable[[Any], tuple[object, ...]], set[type]]]
        self.lists = [(attrgetter(name), set()) for name in lists]

    def fields_of(self, value: Value) -> None:
        """Demand that the fields of a value have their types."""
        types = tuple(map(type, self.fields(value)))
        for (name, allowed), found in zip(self._allowed.items(), types, strict=True):
            _demand(value, name, found, allowed)
        self.known.add(types)

    def parts_of(self, value: Value) -> None:
        """Demand that what stands in the lists of a value has its type."""
        for (name, allowed), (of, known) in zip(self._parts.items(), self.lists, strict=True):
            for found in set(map(type, of(value))) - known:
                _demand(value, name, found, allowed)
                known.add(found)


def _demand(value: Value, name: str, found: type, allowed: tuple[type, ...]) -> None:
    if not issubclass(found, allowed):
        wanted = " or ".join("None" if kind is NoneType else kind.__name__ for kind in allowed)
        raise TypeError(f"{type(value).__name__}.{name} takes {wanted}, not {found.__name__}")


def _classes(hint: Any) -> tuple[type, ...]:
    origin = get_origin(hint)
    if isinstance(origin, type) and issubclass(origin, tuple):
        return (tuple,)
    return tuple(part for inner in get_args(hint) for part in _classes(inner)) or (hint,)


_CHECKS: dict[type[Value], _Check] = {}


def unchecked(kind: Callable[_P, _V]) -> Callable[_P, _V]:
    """A class of values as a function that makes them without a look at their types, for who has seen to them.

    >>> from ubnd_digest import Heading, Span
    >>> unchecked(Heading)(Span(0, 3), "Một")
    <Heading 'Một' at 0-3>
    """
    made: Any = kind
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(made)
    defaults = {f"default_{field.name}": field.default for field in fields if field.default is not attrs.NOTHING}
    taken = [f"{f.name}=default_{f.name}" if f"default_{f.name}" in defaults else f.name for f in fields]
    names: dict[str, Any] = {"_class": made, "_new": object.__new__, **defaults}
    names |= {f"set_{field.name}": getattr(made, field.name).__set__ for field in fields}
    lines = [f" set_{field.name}(_value, {field.name})" for field in fields]
    code = "\n".join([f"def make({', '.join(taken)}):", " _value = _new(_class)", *lines, " return _value"])
    exec(code, names)  # noqa: S102 - names of fields only: the fastest way, and how attrs makes its methods
    make: Callable[_P, _V] = names["make"]
    return make


def shortened(text: str) -> str:
    """A text as it stands in a short form: quoted, and cut where it is long.

    >>> shortened("một " * 20)
    "'một một một một một một một một một một một một một một một …'"
    """
    return repr(text if len(text) <= _LONGEST_TEXT_SHOWN else f"{text[:_LONGEST_TEXT_SHOWN]}…")
