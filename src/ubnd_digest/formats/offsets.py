"""Offsets in other units than code points: those of UTF-16, and bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Final, Literal, TypeAlias, get_args

OffsetUnit: TypeAlias = Literal["code-points", "utf-16", "bytes"]
UNITS: Final = get_args(OffsetUnit)


def counted_in(unit: OffsetUnit, text: str) -> Callable[[int], int]:
    """What gives an offset in a unit for one in code points; a ``ValueError`` where there is no such unit.

    >>> [counted_in(unit, "\U0001f600 Đ.")(3) for unit in ("code-points", "utf-16", "bytes")]
    [3, 4, 7]
    """
    if unit not in UNITS:
        raise ValueError(f"offsets are counted in {', '.join(UNITS)}, not in {unit!r}")
    if unit == "code-points" or text.isascii():
        return int
    if unit == "utf-16":
        if max(text) <= "\uffff":
            return int
        lengths = (1 + (sign > "\uffff") for sign in text)
    else:
        lengths = (len(sign.encode("utf-8", "surrogatepass")) for sign in text)
    return list(accumulate(lengths, initial=0)).__getitem__
