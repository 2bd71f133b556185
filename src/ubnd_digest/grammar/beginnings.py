"""How a regular expression can begin: a cheap look-ahead in front of expensive ones, and a choice among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from ubnd_digest.grammar.expressions import without_looks
from ubnd_digest.grammar.records import number_of
from ubnd_digest.grammar.sre_internals import expression_tree

# How many characters of a way to begin are known at most, how many of one with a digit, which can go on in very many
# ways, and how many ways of an expression.
_DEPTH, _DEPTH_OF_NUMBERS, _MOST = 7, 6, 600
_WIDEST_RANGE = 32
# How many places of an expression are followed to find out how it goes on after one of its beginnings.
_MOST_PLACES = 2048
# All digits count as one, "0".
_DIGITS = frozenset("0123456789")
DIGIT = re.compile("[1-9]")
_ANY_DIGIT = "[0-9]"
_MOST_KNOWN = 4096  # how many beginnings a choice remembers: those of real texts are some hundreds


class Beginning(NamedTuple):
    """A way to begin, any digit written as 0; ``closed`` when nothing is known of what follows it."""

    text: str
    closed: bool


@lru_cache(maxsize=1024)
def beginnings(pattern: str) -> frozenset[Beginning]:
    """The ways in which a match of a pattern can begin.

    >>> sorted(way.text for way in beginnings("ngày|nă[mn]"))
    ['ngày', 'năm', 'năn']
    >>> beginnings("(?!)")
    frozenset()
    """
    found: set[Beginning] = set()
    level: dict[str, list[_Place | None]] = {"": [_inside(expression_tree(without_looks(pattern)), None)]}
    for depth in range(_DEPTH):
        if depth >= _DEPTH_OF_NUMBERS:
            found |= {Beginning(text, closed=True) for text in level if "0" in text}
            level = {text: places for text, places in level.items() if "0" not in text}
        further = [(text, _next_characters(places)) for text, places in level.items()]
        level = {}
        left = _MOST - len(found) - len(further)
        # which go on deeper is the same in every process: what is kept of a gate and of its texts may be of two of them
        for text, (ends, nexts) in sorted(further, key=lambda way: (len(way[1][1] or ()), way[0])):
            more = len(nexts or ()) - 1 + ends
            if ends:
                found.add(Beginning(text, closed=False))
            if nexts is None or more > left:
                found.add(Beginning(text, closed=True))
                continue
            left -= more
            level |= {text + character: places for character, places in nexts.items()}
    return frozenset(found | {Beginning(text, closed=True) for text in level})


def can_be_empty(ways: Iterable[Beginning]) -> bool:
    """Whether what begins in some ways can match the empty string: a reader would never get past it.

    >>> [can_be_empty(beginnings(pattern)) for pattern in ("a?", "(?=a)", "(?:|b)", "a", "(?!)")]
    [True, True, True, False, False]
    """
    return any(not way.text and not way.closed for way in ways)


def only_punctuation(ways: Iterable[Beginning]) -> bool:
    """Whether a match begins at a space or another character that is part of no word.

    >>> only_punctuation(beginnings(", ?và")), only_punctuation(beginnings(" ?và"))
    (True, False)
    """
    return all(text and not re.match(r"\w", text) for text, _closed in ways)


def look_ahead(patterns: Iterable[Iterable[Beginning]], blank: str = r"\ ") -> str:
    """A look-ahead that holds wherever one of the patterns can match; its group is the longest beginning known there.

    It may hold elsewhere too; it is there to refuse most places at little cost. A space stands for the class ``blank``.

    >>> look_ahead([beginnings("ngày[0-9]"), beginnings("năm"), beginnings("nă")])
    '(?=(n(?:gày[0-9]|ă(?:m|))))'
    """
    trie: dict[str, Any] = {}
    for ways in patterns:
        for text, _closed in ways:
            node = trie
            for character in text:
                node = node.setdefault(character, {})
            node[""] = {}
    return f"(?=({_write(trie, blank)}))" if trie else "(?!)"


def _write(trie: dict[str, Any], blank: str) -> str:
    classes = {"0": _ANY_DIGIT, " ": blank}
    signs = ((character, classes.get(character) or re.escape(character)) for character in sorted(trie) if character)
    written = [(sign, _write(trie[character], blank)) for character, sign in signs]
    parts = [sign + (f"(?:{rest})" if "|" in rest else rest) for sign, rest in written if rest]
    leaves = [sign for sign, rest in written if not rest]
    if leaves:
        inside = (sign[1:-1] if sign[:1] == "[" else sign for sign in leaves)
        parts.append(leaves[0] if len(leaves) == 1 else f"[{''.join(inside)}]")
    if parts and "" in trie:
        parts.append("")
    return "|".join(parts)


_Named = TypeVar("_Named")


class Choice(dict[str, tuple[_Named, ...]]):
    """Things that stand where a text begins in certain ways, in an order: which of them can stand at a place.

    ``texts`` has for each way to begin the numbers of the things that can begin so. The keys are what the group of
    their look-ahead finds; each is worked out when it is first asked for.

    >>> from ubnd_digest.grammar.records import numbered
    >>> choice = Choice(["day", "name"], {"ngày 0": numbered(0), "ngày": numbered(0), "ngày vu": numbered(1)})
    >>> choice["ngày 3"], choice["ngày vu"]
    (('day',), ('day', 'name'))
    """

    def __init__(self, things: Sequence[_Named], texts: Mapping[str, str]) -> None:
        super().__init__()
        self._things, self._texts = things, texts

    def __missing__(self, found: str) -> tuple[_Named, ...]:
        chosen = tuple(self._things[number] for number in numbers_at(found, self._texts))
        if len(self) < _MOST_KNOWN:
            self[found] = chosen
        return chosen


def numbers_at(found: str, texts: Mapping[str, str]) -> list[int]:
    """The numbers of what can begin with one of the beginnings of a text, in order."""
    text = DIGIT.sub("0", found)
    begins = (texts.get(text[:end], "") for end in range(len(text) + 1))
    return [number_of(one) for one in sorted({*"".join(begins)})]


# A place in an expression: parts of it, the number of the one that comes next, and the place behind the last of them,
# or None at the end of the expression.
_Place: TypeAlias = "tuple[list[Any], int, _Place | None]"


def _next_characters(places: Iterable[_Place | None]) -> tuple[bool, dict[str, list[Any]] | None]:
    """Whether a match can end at one of some places, and where each character leads; None where any may stand."""
    ends = anything = False
    found: dict[str, list[Any]] = {}
    waiting = list(places)
    for _step in range(_MOST_PLACES):
        if not waiting:
            return ends, None if anything else found
        place = waiting.pop()
        if place is None:
            ends = True
            continue
        nodes, at, behind = place
        after = (nodes, at + 1, behind) if at + 1 < len(nodes) else behind
        kind, value = str(nodes[at][0]), nodes[at][1]
        if kind in ("LITERAL", "IN"):
            characters = (_character(value),) if kind == "LITERAL" else _characters(value)
            anything = anything or characters is None
            for character in characters or ():
                found.setdefault(character, []).append(after)
            continue
        inner = _inner(nodes[at], after)
        anything = anything or inner is None
        waiting += inner or ()
    return ends, None


def _inner(node: Any, after: _Place | None) -> list[_Place | None] | None:
    """Where a part of an expression that is no character leads without one; None where anything may stand."""
    kind, value = str(node[0]), node[1]
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return [_inside(value[3] if kind == "SUBPATTERN" else value, after)]
    if kind == "BRANCH":
        return [_inside(branch, after) for branch in value[1]]
    if kind.endswith("_REPEAT"):
        least, most, inner = value
        again = (node[0], (max(least - 1, 0), most - 1, inner))
        begun = [_inside(inner, ([again], 0, after))] if most else []
        return begun if least else [*begun, after]
    if kind == "FAILURE" or (kind == "ASSERT_NOT" and not len(value[1])):
        return []  # (?!) never matches; how it is parsed depends on the version of Python
    return [after] if kind in ("ASSERT", "ASSERT_NOT", "AT") else None


@lru_cache(maxsize=1024)
def _character(code: int) -> str:
    character = chr(code)
    return "0" if character in _DIGITS else character


def _characters(members: Iterable[Any]) -> Iterable[str] | None:
    """The characters of a class, or None for very many."""
    found: set[str] = set()
    for name, value in members:
        first, last = value if str(name) == "RANGE" else (value, value)
        if str(name) not in ("LITERAL", "RANGE") or last - first >= _WIDEST_RANGE:
            return None
        found.update(map(_character, range(first, last + 1)))
    return found


def _inside(nodes: Any, behind: _Place | None) -> _Place | None:
    """The first place of a part of an expression."""
    return (nodes.data, 0, behind) if nodes.data else behind
