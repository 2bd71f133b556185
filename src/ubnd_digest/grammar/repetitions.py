"""Repetitions by which a hostile text makes an expression slow: no grammar that a package brings may have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, combinations
from typing import Any, NamedTuple

from ubnd_digest.grammar.sre_internals import expression_tree

_ENDLESS = 1000  # so many times are as good as without end
# A part that can be read in two ways is tried in 2 to the power of the times; what looks ahead may yet choose one.
_MANY = 31
# What is written out to compare the ways of a part: copies of what is counted, places, pairs of places.
_COPIES, _MOST_PLACES, _MOST_PAIRS = 8, 2000, 20_000
# The signs of texts: Latin letters, those of Vietnamese, punctuation.
_SIGNS = "\n" + "".join(
    map(chr, chain(range(0x20, 0x7F), range(0xA0, 0x1B1), range(0x1EA0, 0x1EFA), range(0x2010, 0x2027)))
)
_IN_WORDS = re.compile(r"\w")
# What is repeated so often that it can be a fault, or looks like that: most word lists have none, and need not be read.
_OFTEN = re.compile(r"[*+]|\{[0-9]*,(?:[0-9]{2,})?\}|\{[0-9]{2,}\}")
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def faults(pattern: str) -> frozenset[str]:
    """The repetitions by which a hostile text makes an expression slow.

    ``nested-repetition``: one without end inside another; ``endless-reach``: one without end that runs over words and
    what stands between them, with something behind it that need not be there; ``ambiguous-repetition``: one whose part
    reads some text in two ways.

    >>> [sorted(faults(pattern)) for pattern in ("(?:[a-z]+ ?)+", ".*b", "(?: [a-z]+){0,9}", "(?:tin .*)?|x")]
    [['nested-repetition'], ['endless-reach'], [], []]
    >>> sorted(faults("(?:[0-9]{1,3}[.]?){0,40};"))
    ['ambiguous-repetition']
    """
    return frozenset(_faults(expression_tree(pattern).data, goes_on=False)) if _OFTEN.search(pattern) else frozenset()


def _faults(nodes: Any, *, goes_on: bool) -> Iterator[str]:
    """Those of a sequence, behind which something must be found where it ``goes_on``."""
    for at, node in enumerate(nodes):
        kind, value = str(node[0]), node[1]
        if kind in ("LITERAL", "IN"):  # most nodes, of which there is nothing to say
            continue
        behind = goes_on or any(map(_can_fail, nodes[at + 1 :]))
        if kind.endswith("REPEAT"):
            least, most, inner = value
            gives_back = kind != "POSSESSIVE_REPEAT"
            if most >= _ENDLESS:
                if gives_back and any(map(_is_endless, _inside(inner))):
                    yield "nested-repetition"
                if behind and _runs_on(inner):
                    yield "endless-reach"
            if behind and gives_back and (_is_ambiguous(inner, most) or (most >= _ENDLESS and _meets(node, nodes, at))):
                yield "ambiguous-repetition"
            behind = behind or least > 1
        for part in _parts(node):
            yield from _faults(part, goes_on=behind or kind.startswith("ASSERT"))


def _parts(node: Any) -> Iterable[Any]:
    """The sequences inside a node."""
    kind, value = str(node[0]), node[1]
    if kind == "BRANCH":
        return [branch.data for branch in value[1]]
    if kind == "GROUPREF_EXISTS":
        return [part.data for part in value[1:] if part]
    inner = {"SUBPATTERN": 3, "ASSERT": 1, "ASSERT_NOT": 1}.get(kind, 2 if kind.endswith("REPEAT") else None)
    return [value.data] if kind == "ATOMIC_GROUP" else [] if inner is None else [value[inner].data]


def _can_fail(node: Any) -> bool:
    """Whether a node does not match everywhere."""
    kind, value = str(node[0]), node[1]
    if kind.endswith("REPEAT"):
        return bool(value[0]) and any(map(_can_fail, value[2]))
    if kind == "BRANCH":
        return all(any(map(_can_fail, branch)) for branch in value[1])
    return kind not in ("SUBPATTERN", "ATOMIC_GROUP") or any(any(map(_can_fail, part)) for part in _parts(node))


def _is_endless(node: Any) -> bool:
    return str(node[0]) in ("MAX_REPEAT", "MIN_REPEAT") and bool(node[1][1] >= _ENDLESS)


def _runs_on(nodes: Any) -> bool:
    """Whether a part that is repeated matches any letters or digits, and the spaces between words."""
    inside = list(_inside(nodes))
    words = any(any(map(_IN_WORDS.match, _signs(node))) for node in inside if str(node[0]) != "LITERAL")
    return words and any(" " in _signs(node) for node in inside)


def _inside(nodes: Any) -> Iterator[Any]:
    """All nodes in a sequence, those left out that only look ahead."""
    for node in nodes:
        yield node
        if not str(node[0]).startswith("ASSERT"):
            for part in _parts(node):
                yield from _inside(part)


def _signs(node: Any) -> Iterable[str]:
    """The signs that a node of one sign matches, among those that texts have, and those it names."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return chr(value)
    if kind == "NOT_LITERAL":
        return _SIGNS.replace(chr(value), "")
    if kind == "ANY":
        return _SIGNS
    return _signs_of_class(tuple(value)) if kind == "IN" else ()


@lru_cache(maxsize=1024)
def _signs_of_class(parts: tuple[tuple[Any, Any], ...]) -> frozenset[str]:
    found: set[str] = set()
    for name, members in ((str(name), members) for name, members in parts):
        if name == "CATEGORY":
            known = str(members).removeprefix("CATEGORY_").removeprefix("UNI_")
            sign = re.compile(_CATEGORIES.get(known.removeprefix("NOT_"), "."))
            found.update(one for one in _SIGNS if bool(sign.match(one)) != known.startswith("NOT_"))
        elif name != "NEGATE":
            first, last = members if name == "RANGE" else (members, members)
            found.update(chr(code) for code in range(first, min(last, first + 64) + 1))
            found.update(one for one in _SIGNS if first <= ord(one) <= last)
    return frozenset(_SIGNS) - found if parts and str(parts[0][0]) == "NEGATE" else frozenset(found)


# ---- whether a part reads some text in two ways ----------------------------------------------


class _Ways(NamedTuple):
    """How a part can be read: in how many ways as nothing, and the places of signs with which it begins and ends."""

    empty: int
    first: Counter[int]
    last: Counter[int]


class _TooLargeError(Exception):
    """A part with more places than are compared."""


class _Places:
    """The places of signs in a part, and in how many ways one follows another."""

    def __init__(self) -> None:
        self.signs: list[frozenset[str]] = []
        self.follow: list[Counter[int]] = []

    def sequence(self, nodes: Any) -> _Ways:
        found = _Ways(1, Counter(), Counter())
        for node in nodes:
            found = self._joined(found, self._ways(node))
        return found

    def _ways(self, node: Any) -> _Ways:
        kind, value = str(node[0]), node[1]
        if kind in ("ASSERT", "ASSERT_NOT", "AT"):
            return _Ways(1, Counter(), Counter())
        if kind.endswith("REPEAT"):
            return self._repeated(*value)
        if kind in ("BRANCH", "SUBPATTERN", "ATOMIC_GROUP", "GROUPREF_EXISTS"):
            ways = [self.sequence(part) for part in _parts(node)]
            first = sum((one.first for one in ways), Counter[int]())
            return _Ways(sum(one.empty for one in ways), first, sum((one.last for one in ways), Counter[int]()))
        if len(self.signs) >= _MOST_PLACES:
            raise _TooLargeError
        self.signs.append(frozenset(_signs(node)))
        self.follow.append(Counter())
        return _Ways(0, Counter([len(self.signs) - 1]), Counter([len(self.signs) - 1]))

    def _repeated(self, least: int, most: int, inner: Any) -> _Ways:
        found = _Ways(1, Counter(), Counter())
        for _copy in range(min(least, _COPIES)):
            found = self._joined(found, self.sequence(inner))
        if most > max(least, _COPIES):
            again = self.sequence(inner)
            self.loop(again)
            return self._joined(found, again._replace(empty=1))
        rest = _Ways(1, Counter(), Counter())
        for _copy in range(min(most, _COPIES) - least):
            rest = self._joined(self.sequence(inner), rest)
            rest = rest._replace(empty=1)
        return self._joined(found, rest)

    def _joined(self, one: _Ways, other: _Ways) -> _Ways:
        self._follows(one.last, other.first)
        first = one.first + Counter({place: one.empty * ways for place, ways in other.first.items()})
        last = other.last + Counter({place: other.empty * ways for place, ways in one.last.items()})
        return _Ways(one.empty * other.empty, first, last)

    def loop(self, part: _Ways) -> None:
        self._follows(part.last, part.first)

    def _follows(self, last: Counter[int], first: Counter[int]) -> None:
        for place, ways in last.items():
            for then, more in first.items():
                self.follow[place][then] += ways * more


def _meets(node: Any, nodes: Any, at: int) -> bool:
    """Whether a repetition without end in a sequence is followed by another one that can take of its signs."""
    for other in nodes[at + 1 :]:
        if _is_endless(other) and not _reads(node).isdisjoint(_reads(other)):
            return True
        if _can_fail(other):
            break
    return False


def _reads(node: Any) -> set[str]:
    return set().union(*map(_signs, _inside([node])))


def _is_ambiguous(nodes: Any, most: int) -> bool:
    """Whether a part that is repeated reads some text in two ways; what is looked ahead for is not considered."""
    many = most >= _MANY
    if most < 2 or not (many or any(map(_is_endless, _inside(nodes)))):
        return False
    places = _Places()
    try:
        places.loop(places.sequence(nodes))
    except _TooLargeError:
        return False
    follow, signs = places.follow, places.signs
    if not many:  # a run without end that goes on in the next round
        return any(after[place] > 1 for place, after in enumerate(follow))
    if any(ways > 1 and signs[then] for after in follow for then, ways in after.items()):
        return True
    waiting = {pair for after in follow for pair in combinations(sorted(after), 2) if signs[pair[0]] & signs[pair[1]]}
    seen = set(waiting)
    while waiting and len(seen) < _MOST_PAIRS:
        one, other = waiting.pop()
        for then in follow[one]:
            for too in follow[other]:
                pair = min(then, too), max(then, too)
                if pair not in seen and signs[then] & signs[too]:
                    if then == too:
                        return True
                    seen.add(pair)
                    waiting.add(pair)
    return False
