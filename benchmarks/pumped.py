"""How the time of a parse grows with texts made of each terminal's own words: generated, not thought out.

    python -m benchmarks.pumped [NAME…]

For each terminal of the grammars texts are drawn that it matches, and repeated behind one another: with a blank, a comma,
a line end, a dash between; and each piece of one, behind its beginning. Each is parsed at two lengths, and at two longer
ones where the first two differ by more than they should. What is printed is steep.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from time import thread_time
from typing import Any

from ubnd_digest import Parser
from ubnd_digest.grammar.sre_internals import expression_tree
from ubnd_digest.publishers.registry import grammar_of

# What may stand between the repeated pieces.
_BETWEEN = (" ", ", ", "\n", "; ", " - ", ".\n", "/", "")
_DRAWN = 2
_SMALL, _LARGE, _STEPS = 1_500, 12_000, 4
# Four times the text may take so many times the time; twice that at least, where it is quadratic.
STEEP = 7.0
_NOTICEABLE = 0.004


def sample(pattern: str, draw: random.Random) -> str:
    """A text that an expression matches, but for what it wants around it."""
    return "".join(_drawn(expression_tree(pattern), draw, {}))


def _drawn(nodes: Any, draw: random.Random, groups: dict[int, str]) -> Iterator[str]:
    for kind, value in ((str(node[0]), node[1]) for node in nodes):
        if kind == "LITERAL":
            yield chr(value)
        elif kind in ("IN", "NOT_LITERAL", "ANY"):
            yield _one_of(value if kind == "IN" else [], draw)
        elif kind == "BRANCH":
            yield from _drawn(draw.choice(value[1]), draw, groups)
        elif kind == "SUBPATTERN":
            text = "".join(_drawn(value[3], draw, groups))
            groups[value[0]] = text
            yield text
        elif kind == "ATOMIC_GROUP":
            yield from _drawn(value, draw, groups)
        elif kind.endswith("REPEAT"):
            for _ in range(draw.randint(value[0], min(value[1], value[0] + 2))):
                yield from _drawn(value[2], draw, groups)
        elif kind == "GROUPREF":
            yield groups.get(value, "")


def _one_of(choices: Any, draw: random.Random) -> str:
    found = [
        chr(code)
        for name, value in choices
        if str(name) in ("LITERAL", "RANGE")
        for code in ((value,) if str(name) == "LITERAL" else range(value[0], min(value[1], value[0] + 40) + 1))
    ]
    return draw.choice(found) if found and str(choices[0][0]) != "NEGATE" else draw.choice("ab1")


def pumps(pattern: str, seed: str) -> Iterator[Callable[[int], str]]:
    """Functions from a length to a text that repeats what an expression matches, or a piece of it."""
    draw = random.Random(seed)
    for _ in range(_DRAWN):
        text = sample(pattern, draw).replace("^", "").strip()
        if not text:
            continue
        for joint in _BETWEEN:
            yield partial(_behind, "", text + joint)
        cut = draw.randrange(len(text)) + 1
        for piece in {text[cut - 1 :], text[:cut], text.split(" ")[0] + " "}:
            yield partial(_behind, text[:cut], piece)


def _behind(head: str, piece: str, length: int) -> str:
    return head + (piece * (length // len(piece) + 1))[:length]


def terminals() -> dict[str, str]:
    """The expressions of all terminals of the common grammar, by name."""
    return dict(sorted(grammar_of(None).terminals.items()))


def _seconds(parse: Callable[[str], object], text: str) -> float:
    started = thread_time()
    parse(text)
    return thread_time() - started


def is_steep(parse: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether the time for a text grows faster than the text does, judged several times where it seems to."""
    for small, tries in ((_SMALL, 1), (_SMALL, 2), (_LARGE, 3)):
        short, long = (min(_seconds(parse, make(size)) for _ in range(tries)) for size in (small, small * _STEPS))
        if long < STEEP * max(short, _NOTICEABLE / _STEPS):
            return False
    return True


def steep(names: list[str], most: int = 100) -> Iterator[tuple[str, str]]:
    """The terminals, each with a text, that make the parse slow."""
    parse = Parser().parse
    gc.disable()  # whose rounds would be taken for growth
    for name, pattern in terminals().items():
        if names and name not in names:
            continue
        gc.collect(1)
        for make in islice(pumps(pattern, name), most):
            if is_steep(parse, make):
                yield name, make(60)
    gc.enable()


if __name__ == "__main__":
    for name, text in steep(sys.argv[1:]):
        print(f"{name}: {text!r}", flush=True)
