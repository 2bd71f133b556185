"""How a regular expression can begin: a cheap look-ahead in front of an expensive one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from ubnd_digest.grammar.expressions import without_looks
from ubnd_digest.grammar.lark_internals import expression_tree

_DEPTH = 6
_MOST = 512
_WIDEST_RANGE = 32


class Beginning(NamedTuple):
    """A way to begin; ``closed`` when nothing is known of what follows it."""

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


def only_punctuation(ways: Iterable[Beginning]) -> bool:
    """Whether a match begins at a space or another character that is part of no word.

    >>> only_punctuation(beginnings(", ?và")), only_punctuation(beginnings(" ?và"))
    (True, False)
    """
    return all(text and not re.match(r"\w", text) for text, _closed in ways)


def look_ahead(patterns: Iterable[Iterable[Beginning]]) -> str:
    """A look-ahead that holds wherever one of the patterns can match.

    It may hold elsewhere too; it is there to refuse most places at little cost.

    >>> look_ahead([beginnings("ngày"), beginnings("năm")])
    '(?=n(?:g(?:à(?:[y]))|ă(?:[m])))'
    """
    trie: dict[str, Any] = {}
    for ways in patterns:
        for text, _closed in ways:
            node = trie
            for character in text:
                node = node.setdefault(character, {})
            node[""] = {}
    return f"(?={_write(trie)})"


def _write(trie: dict[str, Any]) -> str:
    if "" in trie:
        return ""
    written = [(re.escape(character), _write(rest)) for character, rest in sorted(trie.items())]
    parts = [f"{character}(?:{rest})" for character, rest in written if rest]
    leaves = "".join(character for character, rest in written if not rest)
    return "|".join([*parts, f"[{leaves}]"] if leaves else parts)


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
        return frozenset({Beginning(chr(value), closed=False)})
    if kind == "IN":
        return _of_class(value)
    if kind == "SUBPATTERN":
        return _of_nodes(value[3])
    if kind == "BRANCH":
        return frozenset().union(*(_of_nodes(branch) for branch in value[1]))
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = value
        once = _of_nodes(inner) if most == 1 else _closed(_of_nodes(inner))
        return once if least else once | _EMPTY
    if kind == "FAILURE" or (kind == "ASSERT_NOT" and not len(value[1])):
        return frozenset()  # (?!) never matches; how it is parsed depends on the version of Python
    if kind in ("ASSERT", "ASSERT_NOT", "AT"):
        return _EMPTY
    return _ANYTHING


def _of_class(members: Iterable[Any]) -> frozenset[Beginning]:
    found: set[Beginning] = set()
    for name, value in members:
        first, last = value if str(name) == "RANGE" else (value, value)
        if str(name) not in ("LITERAL", "RANGE") or last - first >= _WIDEST_RANGE:
            return _ANYTHING
        found.update(Beginning(chr(code), closed=False) for code in range(first, last + 1))
    return frozenset(found)
