"""Regular expressions: compiled once a process for all the grammars that have them, and without what they look at."""

from __future__ import annotations

import re
from functools import lru_cache

from ubnd_digest.grammar.kept import kept
from ubnd_digest.grammar.sre_internals import KNOWN, compiled_and_kept, compiled_of

# Those of some publishers; a long one takes a tenth of a second to compile, and a megabyte.
_KEPT = 1024
# The kind of what is kept of one for other processes.
_EXPRESSION = "expression"
_SIGN = re.compile(
    r"""\\.|\[\^?\]?(?:\\.|[^\]\\])*\]  # a sign that stands for itself; a class
    |(?P<looks>\(\?<?[=!](?!\)))|(?P<opens>\()|(?P<closes>\))""",
    re.DOTALL | re.VERBOSE,
)


@lru_cache(maxsize=_KEPT)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled expression; the cache of the module ``re`` forgets too soon, and serves others, too."""
    if not KNOWN:
        return re.compile(pattern)
    data = kept().get(_EXPRESSION, pattern)
    found = compiled_of(pattern, data) if data else None
    if found is None:
        found, data = compiled_and_kept(pattern)
        if data:
            kept().put(_EXPRESSION, pattern, data)
    return found


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
