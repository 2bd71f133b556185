"""Walks a parsed regular expression over a text by hand, and keeps what the engine does not say: why it failed.

What the expressions of the grammars are made of is known here; the rest (references to groups,
conditions) is taken to fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# How many nodes are tried: an expression that goes round in circles is not followed for ever.
_MOST_STEPS = 10_000
# How often a group is repeated: more than any grammar asks for, and less than Python's stack holds.
_MOST_ROUNDS = 60
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY")


class Failure(NamedTuple):
    """A node that did not fit; ``seen`` is what stands where it must not.

    ``optional`` when it begins something that may be left out.
    """

    nodes: Sequence[Any]
    place: int
    optional: bool
    seen: str


class _Spent(Exception):  # noqa: N818 - no error: the search is over
    """No more steps are left."""


class Walk:
    """One walk over an expression, by backtracking.

    A ``loose`` walk goes on where an assertion (what must stand around a match, or must not) does not hold,
    and notes it: whether the rest would fit is then known.

    >>> from lark.utils import sre_parse
    >>> walk = Walk("aab")
    >>> walk.whole(sre_parse.parse("a+c"), 0), walk.furthest, len(walk.failures)
    (None, 2, 2)
    >>> walk = Walk("aab", loose=True)
    >>> walk.whole(sre_parse.parse("a+(?!b)"), 0), [failure.seen for failure in walk.violated]
    (2, ['b'])
    """

    def __init__(self, text: str, *, loose: bool = False) -> None:
        self._text = text
        self._loose = loose
        self._left = _MOST_STEPS
        self._silent = 0  # in an assertion: what is wanted there is said as a whole
        self._failures: dict[tuple[int, int], Failure] = {}
        self.furthest = -1
        self.violated: list[Failure] = []  # on the way that is being followed

    @property
    def failures(self) -> list[Failure]:
        """What did not fit at the place that was reached furthest."""
        return list(self._failures.values())

    def whole(self, nodes: Sequence[Any], start: int) -> int | None:
        """Where the first match ends, or None where there is none, or none was found within the bounds."""
        ways = self._sequence(nodes, 0, start, -1)
        try:
            end = next(ways, None)
        except (_Spent, RecursionError):
            return None
        self.violated = list(self.violated)  # closing the ways takes back what was noted on them
        return end

    def _sequence(self, nodes: Sequence[Any], index: int, at: int, begun: int) -> Iterator[int]:
        """The ends of matches; ``begun`` is where something began that may be left out."""
        mark = len(self.violated)
        for place in range(index, len(nodes)):
            node = nodes[place]
            self._step()
            kind = str(node[0])
            if kind in _SINGLE:
                if not self._fits(node, at):
                    self._fail(nodes, place, at, begun)
                    break
                at += 1
            elif kind == "AT" or kind.startswith("ASSERT"):
                if not self._holds(nodes, place, at, begun):
                    break
            else:
                for end in self._ways(node, at, begun):
                    yield from self._sequence(nodes, place + 1, end, begun)
                break
        else:
            yield at
        del self.violated[mark:]

    def _ways(self, node: Any, at: int, begun: int) -> Iterator[int]:
        kind, value = str(node[0]), node[1]
        if kind == "SUBPATTERN":
            yield from self._sequence(value[3], 0, at, begun)
        elif kind == "BRANCH":
            if self._loose and all(len(branch) == 1 and _is_assertion(branch[0]) for branch in value[1]):
                yield from self._one_of(value[1], at, begun)
                return
            for branch in value[1]:
                yield from self._sequence(branch, 0, at, begun)
        elif kind in _REPEATS:
            least, most, inner = value
            lazy = kind == "MIN_REPEAT"
            if len(inner) == 1 and str(inner[0][0]) in _SINGLE:
                yield from self._row(inner, least, most, at, begun, lazy=lazy)
            else:
                yield from self._rounds(inner, least, min(most, _MOST_ROUNDS), at, begun, lazy=lazy)
        elif kind == "ATOMIC_GROUP":
            yield from (end for end in [next(self._sequence(value, 0, at, begun), None)] if end is not None)
        elif kind != "FAILURE":
            yield at  # a reference to a group, which no grammar has: anything may stand there

    def _one_of(self, assertions: Sequence[Any], at: int, begun: int) -> Iterator[int]:
        """A choice between assertions: where none holds, all of them are noted."""
        mark = len(self.violated)
        for assertion in assertions:
            before = len(self.violated)
            if self._holds(assertion, 0, at, begun) and len(self.violated) == before:
                del self.violated[mark:]
                break
        yield at
        del self.violated[mark:]

    def _row(self, inner: Sequence[Any], least: int, most: int, at: int, begun: int, *, lazy: bool) -> Iterator[int]:
        """A repeated sign: without recursion, since it may be a whole line."""
        end = at
        while end - at < most and self._fits(inner[0], end):
            self._step()
            end += 1
        if end - at < most:
            self._fail(inner, 0, end, end if end - at >= least else begun)
        ends = range(at + least, end + 1)
        yield from ends if lazy else reversed(ends)

    def _rounds(self, inner: Sequence[Any], least: int, most: int, at: int, begun: int, *, lazy: bool) -> Iterator[int]:
        self._step()
        if lazy and least <= 0:
            yield at
        if most > 0:
            for end in self._sequence(inner, 0, at, at if least <= 0 else begun):
                if end > at or least > 0:
                    yield from self._rounds(inner, least - 1, most - 1, end, begun, lazy=lazy)
        if not lazy and least <= 0:
            yield at

    def _holds(self, nodes: Sequence[Any], index: int, at: int, begun: int) -> bool:
        """Whether the walk goes on behind an assertion or a place; what does not hold is noted."""
        kind, value = str(nodes[index][0]), nodes[index][1]
        if kind == "AT":
            holds = self._text[at : at + 2] in ("", "\n") if str(value) == "AT_END" else at == 0
            if not holds:
                self._fail(nodes, index, at, begun)
            return holds
        direction, inner = value
        if kind == "ASSERT_NOT" and not len(inner):
            return False  # (?!) never matches, and there is nothing to say of it
        start = at - inner.getwidth()[0] if direction < 0 else at
        self._silent += 1
        ends = self._sequence(inner, 0, start, -1) if start >= 0 else iter(())
        end = next((end for end in ends if direction > 0 or end == at), None)
        self._silent -= 1
        if (end is not None) == (kind == "ASSERT"):
            return True
        seen = "" if end is None else self._text[start:end]
        if self._loose and not self._silent:
            self.violated.append(Failure(nodes, index, optional=False, seen=seen))
            return True
        self._fail(nodes, index, at, begun, seen)
        return False

    def _fits(self, node: Any, at: int) -> bool:
        if at >= len(self._text):
            return False
        kind, value, sign = str(node[0]), node[1], self._text[at]
        if kind == "LITERAL":
            return ord(sign) == value  # type: ignore[no-any-return]
        if kind == "NOT_LITERAL":
            return ord(sign) != value  # type: ignore[no-any-return]
        return _is_member(value, sign) if kind == "IN" else sign != "\n"

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _Spent

    def _fail(self, nodes: Sequence[Any], index: int, at: int, begun: int, seen: str = "") -> None:
        if self._silent or at < self.furthest:
            return
        if at > self.furthest:
            self.furthest = at
            self._failures.clear()
        key = id(nodes), index
        known = self._failures.get(key)
        if known is None or known.optional:
            self._failures[key] = Failure(nodes, index, at == begun, seen)


def _is_assertion(node: Any) -> bool:
    return str(node[0]).startswith("ASSERT")


def _is_member(members: Sequence[Any], sign: str) -> bool:
    negated = False
    found = False
    for name, value in members:
        kind = str(name)
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            found = found or ord(sign) == value
        elif kind == "RANGE":
            found = found or value[0] <= ord(sign) <= value[1]
        else:
            found = found or _is_of_category(str(value), sign)
    return found != negated


def _is_of_category(category: str, sign: str) -> bool:
    if category.endswith("DIGIT"):
        found = sign.isdecimal()
    elif category.endswith("SPACE"):
        found = sign.isspace()
    else:
        found = sign.isalnum() or sign == "_"
    return found != ("_NOT_" in category)
