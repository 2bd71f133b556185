"""Regular expressions: compiled once a process for all the grammars that have them, and without what they look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from ubnd_digest.grammar.kept import kept
from ubnd_digest.grammar.records import key_of
from ubnd_digest.grammar.sre_internals import KNOWN, compiled_and_kept, compiled_of

_KEPT = 1024  # those of some publishers; a long one takes a tenth of a second to compile, and a megabyte
# The kind of what is kept of one for other processes.
_EXPRESSION = "expression"
_known: dict[str, re.Pattern[str]] = {}


class _Compiled:
    """What a compiled expression has, under the same name, from when it is first asked for."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, expression: Expression, _owner: type) -> Any:
        found = getattr(_compiled(expression.key, expression.written), self._name)
        expression.__dict__[self._name] = found
        return found


class Expression:
    """A regular expression that is compiled when it is first used: to most texts most of them are not put.

    It has what a compiled one has. ``key`` stands for all that it is made of, ``written`` writes it.

    >>> Expression("a day", lambda: "[0-9]+").match("12 days").group()
    '12'
    """

    def __init__(self, key: str, written: Callable[[], str]) -> None:
        self.key, self.written = key, written

    match, search, fullmatch, finditer = _Compiled(), _Compiled(), _Compiled(), _Compiled()
    findall, sub, split, pattern, groupindex = _Compiled(), _Compiled(), _Compiled(), _Compiled(), _Compiled()


def lazily(pattern: str) -> re.Pattern[str]:
    """The expression that is written so, for who does not care when it is compiled.

    >>> lazily("[0-9]+").match("12 days").group()
    '12'
    """
    return cast("re.Pattern[str]", Expression(key_of(pattern), lambda: pattern))


@lru_cache(maxsize=_KEPT)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled expression; the cache of the module ``re`` forgets too soon, and serves others, too."""
    return _compiled(key_of(pattern), lambda: pattern)


def _compiled(key: str, written: Callable[[], str]) -> re.Pattern[str]:
    found = _known.get(key)
    if found is None:
        found = _made(key, written)
        if len(_known) >= _KEPT:
            _known.clear()
        _known[key] = found
    return found


def _made(key: str, written: Callable[[], str]) -> re.Pattern[str]:
    if not KNOWN:
        return re.compile(written())
    data = kept().get(_EXPRESSION, key)
    found = compiled_of(data) if data else None
    if found is None:
        found, data = compiled_and_kept(written())
        if data:
            kept().put(_EXPRESSION, key, data)
    return found


_SIGN = lazily(
    r"""(?sx)\\.|\[\^?\]?(?:\\.|[^\]\\])*\]  # a sign that stands for itself; a class
    |(?P<looks>\(\?<?[=!](?!\)))|(?P<opens>\()|(?P<closes>\))""",
)


def without_looks(pattern: str) -> str:
    r"""An expression without what it only looks at, mostly the longer part of it: it begins alike, and is as wide.

    ``(?!)``, which holds nowhere, stays.

    >>> without_looks(r"(?<!a)b(?=[)]|\))(?:c|(?!(?:d|e))f)(?!)")
    'b(?:c|f)(?!)'
    """
    kept: list[str] = []
    start = depth = hidden = 0
    for sign in _SIGN.finditer(pattern):
        kind = sign.lastgroup
        if kind == "closes":
            depth -= 1
            if hidden and depth < hidden:
                start, hidden = sign.end(), 0
                if pattern[start : start + 1] in ("*", "+", "?", "{"):
                    kept.append("(?:)")  # which is then repeated
        elif kind:
            depth += 1
            if kind == "looks" and not hidden:
                kept.append(pattern[start : sign.start()])
                start, hidden = len(pattern), depth
    return "".join([*kept, pattern[start:]])
