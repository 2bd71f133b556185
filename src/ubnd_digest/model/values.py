"""What all values of the model share: they check what they are made of, and show themselves in detail on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
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
        types = tuple(map(type, check.fields(self)))
        if types not in check.known:
            for (name, allowed), found in zip(check.allowed.items(), types, strict=True):
                _demand(self, name, found, allowed)
            check.known.add(types)
        for name, of, part, known in check.lists:
            if not known.issuperset(map(type, of(self))):
                for found in map(type, of(self)):
                    _demand(self, name, found, part)
                known.update(map(type, of(self)))

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Every field that is no text of its own, for ``rich.print``: the short form is :func:`repr`."""
        for field in attrs.fields(type(self)):  # type: ignore[arg-type]
            if field.repr:
                yield field.name, getattr(self, field.name)


class _Check:
    """What the values of a class may hold, and what has been found to be right."""

    def __init__(self, kind: type[Value]) -> None:
        hints = get_type_hints(kind)
        self.allowed = {field.name: _classes(hints[field.name]) for field in attrs.fields(kind)}  # type: ignore[arg-type]
        self.fields = _fields_of(tuple(self.allowed))
        self.known: set[tuple[type, ...]] = set()
        lists = [name for name, allowed in self.allowed.items() if allowed == (tuple,)]
        self.lists: list[tuple[str, attrgetter[Any], tuple[type, ...], set[type]]]
        self.lists = [(name, attrgetter(name), get_args(hints[name])[:1], set()) for name in lists]


def _fields_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of a value: a getter of one attribute gives no tuple."""
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)


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


@cache
def _members(kind: type) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any, Any], None]], ...]:
    """The fields of a class of values: their names, and what gets and sets each."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    members = ((field.name, getattr(kind, field.name)) for field in fields)
    return tuple((name, member.__get__, member.__set__) for name, member in members)


def altered(value: _V, **changes: object) -> _V:
    """A value with other fields, made without a look at their types, for who has seen to them.

    >>> from ubnd_digest import Heading, Span
    >>> altered(Heading(Span(0, 3), "Một"), span=Span(2, 5))
    <Heading 'Một' at 2-5>
    """
    kind: Any = type(value)
    made: _V = object.__new__(kind)
    for name, get, put in _members(kind):
        put(made, changes[name] if name in changes else get(value))
    return made


def shortened(text: str) -> str:
    """A text as it stands in a short form: quoted, and cut where it is long.

    >>> shortened("một " * 20)
    "'một một một một một một một một một một một một một một một …'"
    """
    return repr(text if len(text) <= _LONGEST_TEXT_SHOWN else f"{text[:_LONGEST_TEXT_SHOWN]}…")
