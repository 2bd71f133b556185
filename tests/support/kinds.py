"""The table of kinds with a row more, for trying a kind out."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from ubnd_digest.model import kinds
from ubnd_digest.model.kinds import ByKind, Kind


@contextmanager
def added(name: str, kind: Kind[Any]) -> Generator[None, None, None]:
    """The table with one more row, of this name, while the context lasts, in all threads."""
    kind.__set_name__(ByKind, name)
    setattr(ByKind, name, kind)
    kinds._TABLE[kind.of] = kind
    try:
        yield
    finally:
        del kinds._TABLE[kind.of]
        delattr(ByKind, name)
