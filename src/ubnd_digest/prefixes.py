"""How a regular expression can begin: a cheap look-ahead in front of an expensive one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

# The parser of the standard library's regular expressions, where Lark finds it too.
from lark.utils import sre_constants, sre_parse

_DEPTH = 4
_MOST = 512
_WIDEST_RANGE = 32


def look_ahead(patterns: Iterable[str]) -> str:
    """A look-ahead that holds wherever one of the patterns can match at a word character.

    It may hold elsewhere too; it is there to refuse most places at little cost.

    >>> look_ahead(["ngày [0-9]", "năm", " và "])
    '(?=n(?:ă(?:m)|g(?:à)))'
    """
    trie: dict[str, Any] = {}
    for pattern in patterns:
        for prefix, _closed in _beginnings(sre_parse.parse(pattern)):
            if prefix and not (prefix[0].isalnum() or prefix[0] == "_"):
                continue
            node = trie
            for sign in prefix:
                node = node.setdefault(sign, {})
            node[""] = {}
    return f"(?={_write(trie)})"


def _write(trie: dict[str, Any]) -> str:
    if "" in trie:
        return ""
    leaves = sorted(sign for sign, rest in trie.items() if not _write(rest))
    parts = [re.escape(sign) + f"(?:{_write(rest)})" for sign, rest in sorted(trie.items()) if sign not in leaves]
    if len(leaves) == 1:
        parts.append(re.escape(leaves[0]))
    elif leaves:
        parts.append("[" + "".join(map(re.escape, leaves)) + "]")
    return "|".join(parts)


class _Beginning(NamedTuple):
    """A way to begin; ``closed`` when nothing is known of what follows it."""

    text: str
    closed: bool


_EMPTY = frozenset({_Beginning("", closed=False)})
_ANYTHING = frozenset({_Beginning("", closed=True)})


def _beginnings(nodes: Iterable[Any]) -> frozenset[_Beginning]:
    found = _EMPTY
    for node in nodes:
        if all(beginning.closed for beginning in found):
            break
        longer = {
            known if known.closed else _join(known, first) for known in found for first in _of_node(node)
        }
        if len(longer) > _MOST:
            return frozenset(_Beginning(known.text, closed=True) for known in found)
        found = frozenset(longer)
    return found


def _join(known: _Beginning, first: _Beginning) -> _Beginning:
    text = (known.text + first.text)[:_DEPTH]
    return _Beginning(text, first.closed or len(text) == _DEPTH)


def _of_node(node: Any) -> frozenset[_Beginning]:
    kind, value = node
    if kind is sre_constants.LITERAL:
        return frozenset({_Beginning(chr(value), closed=False)})
    if kind is sre_constants.IN:
        return _of_class(value)
    if kind is sre_constants.SUBPATTERN:
        return _beginnings(value[3])
    if kind is sre_constants.BRANCH:
        return frozenset().union(*(_beginnings(branch) for branch in value[1]))
    if kind in (sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT):
        least, most, inner = value
        once = _beginnings(inner)
        if most != 1:
            once = frozenset(_Beginning(beginning.text, closed=True) for beginning in once)
        return once if least else once | _EMPTY
    if kind in (sre_constants.ASSERT, sre_constants.ASSERT_NOT, sre_constants.AT):
        return _EMPTY
    return _ANYTHING


def _of_class(members: Iterable[Any]) -> frozenset[_Beginning]:
    found: set[_Beginning] = set()
    for kind, value in members:
        if kind is sre_constants.LITERAL:
            found.add(_Beginning(chr(value), closed=False))
        elif kind is sre_constants.RANGE and value[1] - value[0] < _WIDEST_RANGE:
            found.update(_Beginning(chr(sign), closed=False) for sign in range(value[0], value[1] + 1))
        else:
            return _ANYTHING
    return frozenset(found)
