"""What a regular expression can match and what it can cost, read off its syntax tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

# Where the parser of the standard library's regular expressions is: see prefixes.py.
from lark.utils import sre_parse  # type: ignore[attr-defined]

from ubnd_digest.authoring.check_rounds import is_ambiguous

# Repetitions beyond this count as without end.
_MANY = 8
# The length of what matches nothing.
_NEVER = 1_000_000
# The signs that stand for all: those of ASCII, and the letters of Vietnamese.
_LETTERS = (*range(0xC0, 0x100), 0x103, 0x111, 0x129, 0x169, 0x1A1, 0x1B0, *range(0x1EA0, 0x1EFA))
_SIGNS = frozenset("\n" + "".join(map(chr, (*range(0x20, 0x7F), *_LETTERS))))
_LIKED = "a0 ,-/."
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}

_PIECE = re.compile(
    r"(?P<escape>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.))|(?P<named>\(\?P<(?P<name>\w+)>)|(?P<back>\(\?P=\w+\))"
    r"|(?P<flags>\(\?[aiLmsux]+\))|(?P<head>\(\?(?:<?[=!]|[a-zA-Z-]*:|>))|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<sign>.)",
    re.DOTALL,
)


class Piece(NamedTuple):
    """A part of the text of a regular expression; ``start`` is its offset there.

    ``kind`` is ``"escape"``, ``"named"`` (the head of a group with a name), ``"back"`` (a reference to
    a group), ``"flags"``, ``"head"`` (of another group), ``"set"`` or ``"sign"``.
    """

    kind: str
    text: str
    start: int


def pieces(pattern: str) -> Iterator[Piece]:
    """The parts of the text of a regular expression, which need not be complete.

    >>> [piece.text for piece in pieces("(?P<day>[0-9]/a")]
    ['(?P<day>', '[0-9]', '/', 'a']
    """
    for match in _PIECE.finditer(pattern):
        kinds = ("escape", "named", "back", "flags", "head", "set", "sign")
        yield Piece(next(kind for kind in kinds if match[kind] is not None), match.group(), match.start())


def tree_of(pattern: str) -> list[Any]:
    """The syntax tree of a regular expression.

    Raises:
        re.error: when it is none.
    """
    return list(cast("Iterable[Any]", sre_parse.parse(pattern)))


def can_be_empty(pattern: str) -> bool:
    """Whether a regular expression can match the empty string, wherever it may do so.

    >>> can_be_empty("a?"), can_be_empty("(?=a)"), can_be_empty("(?!)")
    (True, True, False)
    """
    return not _least(tree_of(pattern))


def _never(node: Any) -> bool:
    """Whether a node is ``(?!)``, which versions of Python read differently."""
    return str(node[0]) == "FAILURE" or (str(node[0]) == "ASSERT_NOT" and not len(node[1][1]))


# ---- how wide, and of what signs -----------------------------------------------------------


def _inner(node: Any) -> list[list[Any]]:
    """The sequences inside a node."""
    kind, value = str(node[0]), node[1]
    if kind == "SUBPATTERN":
        return [list(value[3])]
    if kind == "BRANCH":
        return [list(branch) for branch in value[1]]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [list(value[2])]
    if kind == "ATOMIC_GROUP":
        return [list(value)]
    return []


def _least(nodes: Iterable[Any]) -> int:
    """How many signs a sequence matches at least."""
    total = 0
    for node in nodes:
        kind = str(node[0])
        if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            total += 1
        elif _never(node):
            total += _NEVER
        elif kind.endswith("REPEAT"):
            total += node[1][0] * _least(node[1][2])
        elif kind == "BRANCH":
            total += min(map(_least, _inner(node)))
        else:
            total += sum(map(_least, _inner(node)))
    return total


def _signs_of(node: Any) -> frozenset[str]:
    """The signs that can stand in a match of a node."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return frozenset(chr(value))
    if kind == "NOT_LITERAL":
        return _SIGNS - {chr(value)}
    if kind == "ANY":
        return _SIGNS - {"\n"}
    if kind == "IN":
        return _signs_of_set(value)
    return frozenset().union(*(_signs_of(inner) for sequence in _inner(node) for inner in sequence))


def _signs_of_set(members: Iterable[Any]) -> frozenset[str]:
    found: set[str] = set()
    negated = False
    for name, value in members:
        kind = str(name)
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            found.add(chr(value))
        elif kind == "RANGE":
            first, last = chr(value[0]), chr(value[1])
            found |= {first, last} | {sign for sign in _SIGNS if first <= sign <= last}
        else:  # CATEGORY_WORD, CATEGORY_NOT_WORD
            name_of = str(value).removeprefix("CATEGORY_").removeprefix("UNI_")
            belongs = re.compile(_CATEGORIES[name_of.removeprefix("NOT_")])
            found |= {sign for sign in _SIGNS if bool(belongs.match(sign)) != name_of.startswith("NOT_")}
    return _SIGNS - found if negated else frozenset(found)


# ---- what it costs -------------------------------------------------------------------------


def _repeats(node: Any) -> bool:
    return str(node[0]) in ("MAX_REPEAT", "MIN_REPEAT") and node[1][1] > _MANY


def _endless(node: Any) -> bool:
    return str(node[0]) in ("MAX_REPEAT", "MIN_REPEAT") and node[1][1] is sre_parse.MAXREPEAT


def _flat(nodes: Iterable[Any]) -> Iterator[Any]:
    """A sequence without the groups around parts of it."""
    for node in nodes:
        if str(node[0]) == "SUBPATTERN":
            yield from _flat(node[1][3])
        else:
            yield node


def costs(pattern: str) -> frozenset[str]:
    """How a hostile text can make a regular expression slow.

    Returns:
        ``"nested"``: a repetition inside a repetition, with nothing that keeps the rounds apart: exponential;
        ``"ambiguous"``: a repetition whose rounds a text can be divided into in more than one way: exponential, too;
        ``"adjacent"``: two endless repetitions of the same signs, one behind the other;
        ``"reaching"``: an endless repetition that runs over words and must find something behind them.

    >>> [sorted(costs(pattern)) for pattern in ("([a-z]+ ?)+", "[a-z]*[a-z0-9]*", "a.*b", "([a-z]+ )+")]
    [['nested'], ['adjacent'], ['reaching'], []]
    """
    return frozenset(_costs(tree_of(pattern), outer=True))


def _costs(nodes: list[Any], *, outer: bool) -> Iterator[str]:
    flat = list(_flat(nodes))
    for at, node in enumerate(flat):
        if _repeats(node) and any(_runs_into_itself(list(_flat(sequence))) for sequence in _rounds(node)):
            yield "nested"
        elif _repeats(node) and is_ambiguous(node[1][2], _signs_of):
            yield "ambiguous"
        if _endless(node):
            signs = _signs_of(node)
            behind = flat[at + 1 :]
            if outer and {" ", "a"} <= signs and _least(behind):
                yield "reaching"
            for other in behind:
                if _endless(other) and signs & _signs_of(other):
                    yield "adjacent"
                if _least([other]):
                    break
        for sequence in _inner(node):
            yield from _costs(sequence, outer=outer and not str(node[0]).endswith("REPEAT"))


def _rounds(node: Any) -> Iterator[list[Any]]:
    """What one round of a repetition can be."""
    for sequence in _inner(node):
        flat = list(_flat(sequence))
        if len(flat) == 1 and str(flat[0][0]) == "BRANCH":
            yield from _inner(flat[0])
        else:
            yield flat


def _runs_into_itself(sequence: list[Any]) -> bool:
    """Whether a repetition in a round can go on in the next round as if it were the same one."""
    for at, node in enumerate(sequence):
        if _repeats(node):
            signs = _signs_of(node)
            others = [other for other in sequence[:at] + sequence[at + 1 :] if _least([other])]
            if all(signs & _signs_of(other) for other in others):
                return True
    return False


# ---- an example ----------------------------------------------------------------------------


def example_with(pattern: str, sign: str) -> str:
    """A string that a regular expression matches, made so that a sign of the expression stands in it.

    What an expression only looks at before or behind the match is left out, unless the sign is there.

    >>> example_with("số [0-9]{2}(?:a|bX)?", "X")
    'số 00bX'
    """
    return "".join(_example(tree_of(pattern), ord(sign)))


def _holds(nodes: Iterable[Any], sign: int) -> bool:
    return any(
        (str(node[0]) == "LITERAL" and node[1] == sign)
        or (str(node[0]) == "IN" and any(member[1] == sign for member in node[1]))
        or any(_holds(sequence, sign) for sequence in _seen(node))
        for node in nodes
    )


def _seen(node: Any) -> list[list[Any]]:
    """The sequences inside a node, those that are only looked at included."""
    return [list(node[1][1])] if str(node[0]) in ("ASSERT", "ASSERT_NOT") else _inner(node)


def _example(nodes: Iterable[Any], sign: int) -> Iterator[str]:
    for node in nodes:
        kind = str(node[0])
        here = _holds([node], sign)
        if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            signs = _signs_of(node)
            yield chr(sign) if here else next((liked for liked in _LIKED if liked in signs), min(signs, default=""))
        elif kind == "BRANCH":
            branches = _inner(node)
            yield from _example(next((branch for branch in branches if _holds(branch, sign)), branches[0]), sign)
        elif kind.endswith("REPEAT"):
            for _ in range(max(node[1][0], 1 if here else 0)):
                yield from _example(node[1][2], sign)
        elif here or kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            for sequence in _seen(node):
                yield from _example(sequence, sign)
