"""How far a regular expression fits a text where it does not match, and what it wanted there.

The engine of the standard library only says that there is no match. Here the parsed expression is
walked by hand; what it wanted at the place that was reached furthest is what the text lacks. Where
everything would fit but for what stands around it, that is said instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

# The parser of the standard library's regular expressions, where Lark finds it too.
from lark.utils import sre_parse  # type: ignore[attr-defined]

from ubnd_digest.authoring.explain_walk import Failure, Walk
from ubnd_digest.authoring.explain_words import choice, phrase, quoted, wanted

# How much of what stands in the way is shown.
_LONGEST_WORD = 20


class Wish(NamedTuple):
    """Something that an expression wanted: ``how`` is how it must stand to what did fit.

    ``how`` is ``here`` (directly behind), ``ahead`` and ``not ahead`` (seen behind it, no part of it),
    ``before`` and ``not before`` (in front of it).
    """

    how: str
    words: str


class Partial(NamedTuple):
    """Where what fits of an expression ends, and what was wanted there."""

    end: int
    wishes: tuple[Wish, ...]


@lru_cache(maxsize=512)
def parsed(pattern: str) -> Sequence[Any]:
    """A regular expression as the standard library's parser sees it: a sequence of nodes.

    >>> len(parsed("ab?"))
    2
    """
    return sre_parse.parse(pattern)  # type: ignore[no-any-return]


def partial_match(pattern: str, text: str, start: int, names: Mapping[str, str]) -> Partial:
    """How far an expression that does not match at a place fits there.

    Its work is bounded, whatever the expression and the text.

    Args:
        pattern: a regular expression, as Python's.
        text: a text.
        start: where the match was to begin.
        names: what to call the expressions that are known by a name; see :func:`names_of`.

    >>> partial_match("ab ?[0-9]{1,2}[.-]", "ab 30/5", 0, {})
    Partial(end=5, wishes=(Wish(how='here', words="'.' or '-'"),))
    >>> partial_match("(?<=x )ab", "y ab", 2, {})
    Partial(end=4, wishes=(Wish(how='before', words="'x '"),))
    """
    nodes = parsed(pattern)
    strict = Walk(text)
    strict.whole(nodes, start)
    reached = max(strict.furthest, start)
    loose = Walk(text, loose=True)
    end = loose.whole(nodes, start)
    # a sign or two that the strict walk found behind it does not say more than what stands in the way
    if end is not None and loose.violated and not any(map(str.isalnum, text[end:reached])):
        return Partial(end, _wishes(loose.violated, names))
    needed = [failure for failure in strict.failures if not failure.optional] or strict.failures
    return Partial(reached, _wishes(needed, names))


def names_of(patterns: Mapping[str, str]) -> dict[str, str]:
    """What to call parts of expressions: the names of terminals by what their patterns, or their look-aheads, hold.

    Args:
        patterns: the patterns of terminals by their names.

    >>> names_of({"AHEAD": "(?=ab)"})
    {'[(LITERAL, 97), (LITERAL, 98)]': 'AHEAD'}
    """
    names: dict[str, str] = {}
    for name, pattern in patterns.items():
        nodes = parsed(pattern)
        if len(nodes) == 1 and str(nodes[0][0]) == "ASSERT":
            nodes = nodes[0][1][1]
        names.setdefault(repr(nodes), name)
    return names


def missing(partial: Partial, text: str) -> str:
    """What was wanted and was not there, as the second half of a sentence.

    >>> missing(partial_match("ab[.-]", "ab/", 0, {}), "ab/")
    "then '.' or '-' was expected, found '/'"
    >>> missing(partial_match("(?<!x )ab(?!c)", "x abc", 2, {}), "x abc")
    "but 'x ' must not stand before it, nor 'c' behind it"
    """
    of: dict[str, list[str]] = {}
    for wish in partial.wishes:
        of.setdefault(wish.how, []).append(wish.words)
    said = []
    expected = [*of.get("here", ()), *of.get("ahead", ())]
    if expected:
        said.append(f"then {choice(expected)} was expected, found {found(text, partial.end)}")
    if "before" in of:
        said.append(f"but {choice(of['before'])} must stand before it")
    if "not before" in of:
        said.append(f"but {choice(of['not before'])} must not stand before it")
    if "not ahead" in of:
        words = choice(of["not ahead"])
        said.append(f"nor {words} behind it" if "not before" in of else f"but {words} must not stand behind it")
    return ", ".join(said)


def found(text: str, at: int) -> str:
    """What stands at a place, in words: a word, a sign, the end of the line or of the text.

    >>> found("ab cd", 3), found("ab", 2)
    ("'cd'", 'the end of the text')
    """
    if at >= len(text):
        return "the end of the text"
    if text[at] == "\n":
        return "the end of the line"
    end = at
    while end < len(text) and end - at < _LONGEST_WORD and text[end].isalnum():
        end += 1
    if text[at] == " ":  # a space says little: the word behind it too
        behind = found(text, at + 1)
        return f"' {behind[1:]}" if behind.startswith("'") else quoted(" ")
    return quoted(text[at : max(end, at + 1)])


def _wishes(failures: Iterable[Failure], names: Mapping[str, str]) -> tuple[Wish, ...]:
    return tuple(dict.fromkeys(_wish(failure, names) for failure in failures))


def _wish(failure: Failure, names: Mapping[str, str]) -> Wish:
    kind, value = str(failure.nodes[failure.place][0]), failure.nodes[failure.place][1]
    if not kind.startswith("ASSERT"):
        return Wish("here", wanted(failure.nodes, failure.place))
    where = "before" if value[0] < 0 else "ahead"
    if kind == "ASSERT":
        return Wish(where, phrase(value[1], names))
    return Wish(f"not {where}", quoted(failure.seen) if failure.seen else phrase(value[1], names))
