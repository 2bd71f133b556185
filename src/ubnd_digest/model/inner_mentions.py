"""Mentions inside mentions: a range holds two dates, a duty its deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs

from ubnd_digest.model.spans import Mention


def inner_mentions(value: Any, path: str = "") -> Iterator[tuple[str, Mention]]:
    """The mentions that a value holds, at any depth, each with its path: they have places of their own.

    >>> from ubnd_digest import find_ranges
    >>> [(path, str(date)) for path, date in inner_mentions(find_ranges("2021 - 2030")[0], "ranges[0]")]
    [('ranges[0].first', 'năm 2021'), ('ranges[0].last', 'năm 2030')]
    """
    kind: Any = type(value)
    for name in _holding(kind):
        held = getattr(value, name)
        parts = enumerate(held) if isinstance(held, tuple) else ((None, held),)
        for number, part in parts:
            place = f"{path}.{name}" if number is None else f"{path}.{name}[{number}]"
            if isinstance(part, Mention):
                yield place, part
            if part is not None:
                yield from inner_mentions(part, place)


@cache
def _holding(kind: Any) -> tuple[str, ...]:
    """The fields of a class that can hold mentions, themselves or in what they hold."""
    return tuple(name for name, hint in _hints(kind).items() if _can_hold(hint, frozenset((kind,))))


def _can_hold(hint: Any, seen: frozenset[Any]) -> bool:
    if isinstance(hint, type) and issubclass(hint, Mention):
        return True
    inner = (*get_args(hint), *_hints(hint).values())
    return hint not in seen and any(_can_hold(part, seen | {hint}) for part in inner)


def _hints(kind: Any) -> dict[str, Any]:
    if not (isinstance(kind, type) and attrs.has(kind)):
        return {}
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in attrs.fields(kind)}
