"""How the time of an expression grows with a text that repeats its own words: measured, not read off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log
from time import thread_time

# Small steps first: of an expression that takes exponential time the next one must not take for ever.
_SIZES = (*range(8, 40, 3), 50, 70, 100, 250, 1_000, 4_000, 16_000)
# Below this nothing can be told from the noise of a machine that has other things to do.
_NOTICEABLE = 0.02
# Time that grows as the text does has the exponent 1, each place tried against the whole rest 2.
_STEEP = 1.6
_WORD_BEGINS = re.compile(r"\b(?=\w)|(?<=\w)(?=\W)")
_MOST_TEXTS = 24


def is_steep(measured: Sequence[tuple[int, float]]) -> bool:
    """Whether times grow faster than sizes, judged by the two last of some measurements.

    Args:
        measured: sizes, growing, and the seconds that each took.

    >>> is_steep([(1000, 0.01), (4000, 0.04)]), is_steep([(1000, 0.01), (4000, 0.16)])
    (False, True)
    """
    if len(measured) < 2 or measured[-1][1] < _NOTICEABLE:
        return False
    (small, short), (large, long) = measured[-2:]
    return log(long / max(short, 1e-7)) > _STEEP * log(large / small)


def slow_text(pattern: str, how: str, words: Sequence[str]) -> str:
    """What a text repeats that makes an expression slow, or nothing."""
    expression = re.compile(pattern)
    seen: dict[str, None] = {}
    for before, pumped, behind in _pumped(words):
        key = f"{before}{pumped}"
        if len(seen) == _MOST_TEXTS:
            break
        seen.setdefault(key)
        # three times: a machine may have had other things to do
        if all(is_steep(_measured(expression, how, before, pumped, behind)) for _ in range(3)):
            return pumped
    return ""


def _pumped(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What stands before the part that is repeated, that part (words, last letters), and what stands behind it."""
    for text in dict.fromkeys(words):
        yield "", f"{text} ", ""
        for word in re.finditer(r"\w+", text):
            for pumped in (f"{word.group()} ", word.group()[-1]):
                yield text[: word.end()], pumped, ""
                yield text[: word.end()], pumped, "~"
                yield text[: word.start()], pumped, "~"


def _measured(expression: re.Pattern[str], how: str, before: str, pumped: str, behind: str) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for size in _SIZES:
        text = before + pumped * (size // len(pumped)) + behind
        places = [match.start() for match in _WORD_BEGINS.finditer(text)]
        started = thread_time()
        if how:
            getattr(expression, how)(text)
        else:
            for place in places:
                expression.match(text, place)
        found.append((len(text), thread_time() - started))
        if found[-1][1] > _NOTICEABLE:
            break
    return found
