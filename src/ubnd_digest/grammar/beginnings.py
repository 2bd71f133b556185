"""How a regular expression can begin: a cheap look-ahead in front of expensive ones, and a choice among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from ubnd_digest.grammar.expressions import without_looks
from ubnd_digest.grammar.sre_internals import expression_tree

_DEPTH = 6
_MOST = 200
_WIDEST_RANGE = 32
# What is repeated is followed so many times, and while it has so few ways.
_REPEATED, _FEW = 4, 64
# All digits count as one, "0".
_DIGITS = frozenset("0123456789")
_DIGIT = re.compile("[1-9]")
_ANY_DIGIT = "[0-9]"
# How many beginnings a choice remembers: those of real texts are some hundreds.
_MOST_KNOWN = 4096


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
    return _of_nodes(expression_tree(without_looks(pattern)))


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


def look_ahead(patterns: Iterable[Iterable[Beginning]]) -> str:
    """A look-ahead that holds wherever one of the patterns can match; its group is the longest beginning known there.

    It may hold elsewhere too; it is there to refuse most places at little cost.

    >>> look_ahead([beginnings("ngày[0-9]"), beginnings("năm"), beginnings("nă")])
    '(?=(n(?:g(?:à(?:y(?:[0-9])))|ă(?:m|))))'
    """
    trie: dict[str, Any] = {}
    for ways in patterns:
        for text, _closed in ways:
            node = trie
            for character in text:
                node = node.setdefault(character, {})
            node[""] = {}
    return f"(?=({_write(trie)}))" if trie else "(?!)"


def _write(trie: dict[str, Any]) -> str:
    written = [(_sign(character), _write(rest)) for character, rest in sorted(trie.items()) if character]
    parts = [f"{sign}(?:{rest})" for sign, rest in written if rest]
    leaves = [sign for sign, rest in written if not rest]
    if leaves:
        parts.append(leaves[0] if len(leaves) == 1 else f"[{''.join(leaves).replace(_ANY_DIGIT, '0-9')}]")
    if parts and "" in trie:
        parts.append("")
    return "|".join(parts)


def _sign(character: str) -> str:
    return _ANY_DIGIT if character == "0" else re.escape(character)


_Named = TypeVar("_Named")


class Choice(dict[str, tuple[_Named, ...]]):
    """Things that stand where a text begins in certain ways, in an order: which of them can stand at a place.

    Each has the texts of its ways, every text once. The keys are what the group of their look-ahead finds; each is
    worked out when it is first asked for.

    >>> ways = [("day", beginnings("ngày [0-9]")), ("name", beginnings("ngày Vu"))]
    >>> choice = Choice((thing, [way.text for way in begins]) for thing, begins in ways)
    >>> choice["ngày 3"], choice["ngày V"]
    (('day',), ('name',))
    """

    def __init__(self, things: Iterable[tuple[_Named, Iterable[str]]]) -> None:
        super().__init__()
        self._by_text: dict[str, list[tuple[int, _Named]]] = {}
        for order, (thing, texts) in enumerate(things):
            for text in texts:
                self._by_text.setdefault(text, []).append((order, thing))

    def __missing__(self, found: str) -> tuple[_Named, ...]:
        text = _DIGIT.sub("0", found)
        begins = (text[:end] for end in range(len(text) + 1))
        things = {order: thing for begin in begins for order, thing in self._by_text.get(begin, ())}
        chosen = tuple(things[order] for order in sorted(things))
        if len(self) < _MOST_KNOWN:
            self[found] = chosen
        return chosen


_EMPTY = frozenset({Beginning("", closed=False)})
_ANYTHING = frozenset({Beginning("", closed=True)})


def _of_nodes(nodes: Iterable[Any]) -> frozenset[Beginning]:
    found = _EMPTY
    for node in nodes:
        if all(beginning.closed for beginning in found):
            break
        firsts = _of_node(node)
        longer = {known if known.closed else _join(known, first) for known in found for first in firsts}
        if len(longer) > _MOST:
            return _shortened(longer)
        found = frozenset(longer)
    return found


def _shortened(ways: Iterable[Beginning]) -> frozenset[Beginning]:
    """Very many ways to begin, by so many of their first characters that they are few enough."""
    for depth in range(_DEPTH - 1, 0, -1):
        short = frozenset(Beginning(way.text[:depth], closed=True) for way in ways)
        if len(short) <= _MOST:
            return short
    return _ANYTHING


def _closed(ways: Iterable[Beginning]) -> frozenset[Beginning]:
    return frozenset(Beginning(way.text, closed=True) for way in ways)


def _join(known: Beginning, first: Beginning) -> Beginning:
    text = (known.text + first.text)[:_DEPTH]
    return Beginning(text, first.closed or len(text) == _DEPTH)


def _of_node(node: Any) -> frozenset[Beginning]:
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return frozenset({_of_character(value)})
    if kind == "IN":
        return _of_class(value)
    if kind == "SUBPATTERN":
        return _of_nodes(value[3])
    if kind == "BRANCH":
        return frozenset().union(*(_of_nodes(branch) for branch in value[1]))
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = value
        return _repeated(_of_nodes(inner), least, most)
    if kind == "FAILURE" or (kind == "ASSERT_NOT" and not len(value[1])):
        return frozenset()  # (?!) never matches; how it is parsed depends on the version of Python
    if kind in ("ASSERT", "ASSERT_NOT", "AT"):
        return _EMPTY
    return _ANYTHING


def _repeated(once: frozenset[Beginning], least: int, most: int) -> frozenset[Beginning]:
    found = frozenset() if least else _EMPTY
    several = _EMPTY
    for count in range(1, min(most, _REPEATED) + 1):
        several = frozenset(known if known.closed else _join(known, next_) for known in several for next_ in once)
        if len(several) > _FEW and most > 1:
            return found | _closed(several)
        if count >= least:
            found |= several
    return found | _closed(several) if most > _REPEATED else found


def _of_character(code: int) -> Beginning:
    character = chr(code)
    return Beginning("0" if character in _DIGITS else character, closed=False)


def _of_class(members: Iterable[Any]) -> frozenset[Beginning]:
    found: set[Beginning] = set()
    for name, value in members:
        first, last = value if str(name) == "RANGE" else (value, value)
        if str(name) not in ("LITERAL", "RANGE") or last - first >= _WIDEST_RANGE:
            return _ANYTHING
        found.update(map(_of_character, range(first, last + 1)))
    return frozenset(found)
