"""Regular expressions -> trees, through the parser of the standard library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from grammar_pages.nodes import (
    NOTHING,
    Look,
    Named,
    Node,
    Place,
    Ref,
    Sign,
    Text,
    choice,
    repeat,
    sequence,
)
from grammar_pages.notation import visible
from ubnd_digest.grammar.lark_internals import sre_parse

# Names stand in an expression as characters of the first private plane, marks as those of the second one.
FIRST_NAME = 0xF0000
_FIRST_MARK = 0x100000
_MARKS = 0xFFFD

# Escapes, classes, and groups that hold nothing to mark; then what an alternative begins behind.
_WHOLE = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P=\w+|\#[^)]*|[aiLmsux]+)\)"
_OPENING = r"\(\?(?:P<\w+>|\([^)]*\)|<?[=!]|[:>]|[aiLmsux-]+:)|[(|]"
_PIECE = re.compile(rf"{_WHOLE}|(?P<opening>{_OPENING})", re.DOTALL)


class UnreadableError(ValueError):
    """An expression that is none, or that has something no diagram is known for."""


def read_expression(pattern: str, names: Mapping[str, str] | None = None) -> Node:
    """The tree of a regular expression.

    Args:
        pattern: the expression, with a character of the private plane for each name in it.
        names: what these characters stand for.

    Raises:
        UnreadableError: when it is no expression.
    """
    try:
        parsed = sre_parse.parse(_marked(pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    groups = {number: name for name, number in parsed.state.groupdict.items()}
    return _Reader(groups, names or {}).sequence(parsed)


def _marked(pattern: str) -> str:
    """The expression with another mark in front of each alternative.

    The parser takes a common beginning out of alternatives, and makes a class of single letters:
    ``ngày|năm`` would become ``n(?:gày|ăm)``. No two alternatives that are marked begin alike.
    """
    count = 0

    def mark() -> str:
        nonlocal count
        count += 1
        return chr(_FIRST_MARK + count % _MARKS)

    return mark() + _PIECE.sub(lambda found: found.group() + (mark() if found["opening"] else ""), pattern)


NEVER = Place("never found, until a publisher's grammar overrides it")
_PLACES = {
    "AT_BEGINNING": "at the beginning",
    "AT_BEGINNING_STRING": "at the beginning",
    "AT_END": "at the end",
    "AT_END_STRING": "at the end",
    "AT_BOUNDARY": "at the edge of a word",
    "AT_NON_BOUNDARY": "not at the edge of a word",
}


class _Reader:
    """Reads the nodes of the standard library's tree."""

    def __init__(self, groups: Mapping[int, str], names: Mapping[str, str]) -> None:
        self.groups = groups
        self.names = names
        self.readers: dict[str, Callable[[Any], Node]] = {
            "LITERAL": self.literal,
            "NOT_LITERAL": lambda value: _signs_of([("NEGATE", None), ("LITERAL", value)]),
            "ANY": lambda _value: Sign("any character", "characters"),
            "IN": _signs_of,
            "AT": lambda value: Place(_PLACES[str(value)]),
            "BRANCH": lambda value: choice(self.sequence(branch) for branch in value[1]),
            "SUBPATTERN": lambda value: self.group(value[0], value[3]),
            "ATOMIC_GROUP": self.sequence,
            "MAX_REPEAT": self.repeat,
            "POSSESSIVE_REPEAT": self.repeat,
            "MIN_REPEAT": lambda value: self.repeat(value, lazy=True),
            "ASSERT": lambda value: Look(self.sequence(value[1]), value[0] < 0),
            "ASSERT_NOT": self.refuse,
            "FAILURE": lambda _value: NEVER,
            "GROUPREF": lambda value: Place(f"the same as {self.groups.get(value, value)} once more"),
        }

    def sequence(self, nodes: Iterable[Any]) -> Node:
        return sequence(self.node(node) for node in nodes)

    def node(self, node: Any) -> Node:
        kind = str(node[0])
        if kind not in self.readers:
            raise UnreadableError(f"no diagram is known for {kind}")
        return self.readers[kind](node[1])

    def literal(self, value: int) -> Node:
        sign = chr(value)
        if sign in self.names:
            return Ref(self.names[sign])
        return NOTHING if value > _FIRST_MARK else Text(sign)

    def group(self, number: int | None, nodes: Iterable[Any]) -> Node:
        inner = self.sequence(nodes)
        name = None if number is None else self.groups.get(number)
        return Named(name, inner) if name else inner

    def refuse(self, value: Any) -> Node:
        refused = self.sequence(value[1])
        # (?!) holds nowhere: it keeps a place for those who override it
        return NEVER if refused == NOTHING else Look(refused, value[0] < 0, negated=True)

    def repeat(self, value: Any, *, lazy: bool = False) -> Node:
        least, most, inner = value
        bound = None if most is sre_parse.MAXREPEAT else int(most)
        return repeat(self.sequence(inner), int(least), bound, lazy=lazy)


_DIGITS = ("RANGE", (ord("0"), ord("9")))
# What a class holds that is more than a sign: one of it, several of it.
_DIGIT = Sign("digit", "digits")
_WORD = Sign("letter, digit or _", "letters, digits or _")
_NO_WORD = Sign("sign or space", "signs or spaces")
_CATEGORIES = {
    "CATEGORY_DIGIT": _DIGIT,
    "CATEGORY_NOT_DIGIT": Sign("any character but a digit", "characters but digits"),
    "CATEGORY_SPACE": Sign("space or line end", "spaces or line ends"),
    "CATEGORY_NOT_SPACE": Sign("any character but spaces", "characters but spaces"),
    "CATEGORY_WORD": _WORD,
    "CATEGORY_NOT_WORD": _NO_WORD,
}
_SPECIAL = {
    "\n": Sign("line end", "line ends"),
    "\t": Sign("tab", "tabs"),
    "\xa0": Sign("unbreakable space", "unbreakable spaces"),
}
_UNDERSCORE = "_"
# What is none of these has a name of its own.
_ALL_BUT = {
    frozenset({_NO_WORD, _DIGIT, _UNDERSCORE}): Sign("letter", "letters"),
    frozenset({_NO_WORD, _UNDERSCORE}): Sign("letter or digit", "letters or digits"),
    frozenset({_NO_WORD, _DIGIT}): Sign("letter or _", "letters or _"),
    frozenset({_NO_WORD}): _WORD,
    frozenset({_WORD}): _NO_WORD,
}


def _signs_of(members: Iterable[Any]) -> Node:
    """The kind of character that a class stands for."""
    negated = False
    signs: list[str] = []
    kinds: list[Sign] = []
    for name, value in members:
        kind = str(name)
        if kind == "NEGATE":
            negated = True
        elif kind == "CATEGORY":
            kinds.append(_CATEGORIES[str(value)])
        elif (kind, value) == _DIGITS:
            kinds.append(_DIGIT)
        elif kind == "RANGE":
            signs.append(f"{chr(value[0])}–{chr(value[1])}")
        elif chr(value) in _SPECIAL:
            kinds.append(_SPECIAL[chr(value)])
        else:
            signs.append(visible(chr(value)))
    if negated:
        return _ALL_BUT.get(frozenset([*signs, *kinds])) or _but(signs, kinds)
    if not signs and len(kinds) == 1:
        return kinds[0]
    listed = " ".join(signs)
    one = [kind.one for kind in kinds] + ([listed if len(listed) == 1 else f"one of {listed}"] if signs else [])
    many = ([listed] if signs else []) + [kind.many for kind in kinds]
    return Sign(" or ".join(one), f"of {' and '.join(many)}")


def _but(signs: list[str], kinds: list[Sign]) -> Sign:
    words = " and ".join([*([" ".join(signs)] if signs else []), *(kind.many for kind in kinds)])
    return Sign(f"any character but {words}", f"characters but {words}")
