"""Whether the time of reading grows no faster than a text, judged so that another process does no harm."""

from __future__ import annotations

import time
from collections.abc import Callable

_SHORT, _LONG = 4_000, 32_000


def is_in_proportion(read: Callable[[str], object], text_of: Callable[[int], str]) -> bool:
    """Whether a text of a length that is given takes little time, or at most 20 times that of one of an eighth of it."""
    texts = {length: text_of(length) for length in (_SHORT, _LONG)}

    def taken(length: int) -> float:
        begun = time.process_time()
        read(texts[length])
        return time.process_time() - begun

    return taken(_LONG) < 0.3 or min(taken(_LONG), taken(_LONG)) <= 20 * min(taken(_SHORT), taken(_SHORT))
