"""``NamedTuple`` in a quarter of the time: a start makes a hundred, and that of ``typing`` compiles every annotation.

To type checkers it is that of ``typing``, and it is written in the same way.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Made(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            """A tuple with the annotations of a class body for names, and what else stands in it."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))  # noqa: PYI024 - typed above
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Made):
        """The base of a tuple whose members have names."""


__all__ = ["NamedTuple"]
