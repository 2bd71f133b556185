"""What a part of a regular expression wants, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# How much of a long expectation is said: alternatives, and letters.
_MOST_CHOICES = 6
_LONGEST = 100
_DIGITS = (ord("0"), ord("9"))
_LETTERS = {(ord("A"), ord("Z")): "a capital letter", (ord("a"), ord("z")): "a small letter"}
_CATEGORIES = {
    "CATEGORY_DIGIT": "a digit",
    "CATEGORY_NOT_DIGIT": "no digit",
    "CATEGORY_SPACE": "a space",
    "CATEGORY_NOT_SPACE": "no space",
    "CATEGORY_WORD": "a letter or digit",
    "CATEGORY_NOT_WORD": "a sign",
}
_PLACES = {"AT_END": "the end of the text", "AT_BEGINNING": "the beginning of the text"}


def quoted(text: str) -> str:
    r"""A piece of text in quotes, on one line.

    >>> print(quoted("30/5"), quoted("'\n"))
    '30/5' "' "
    """
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return f'"{plain}"' if "'" in plain else f"'{plain}'"


def choice(words: Iterable[str], most: int = _MOST_CHOICES) -> str:
    """Alternatives in words, each once; of very many the first.

    >>> choice(["a digit", "'.'", "a digit", "'-'"])
    "a digit, '.' or '-'"
    >>> choice(["one", "two", "three", "four"], most=2)
    'one, two or 2 others'
    """
    known = list(dict.fromkeys(words))
    if len(known) > most + 1:
        known = [*known[:most], f"{len(known) - most} others"]
    return " or ".join(filter(None, (", ".join(known[:-1]), known[-1] if known else "")))


def wanted(nodes: Sequence[Any], index: int = 0) -> str:
    r"""What the part of an expression that begins at a node wants first.

    >>> from lark.utils import sre_parse
    >>> [wanted(sre_parse.parse(pattern)) for pattern in ("abc[0-9]", "[.-]", "[^;]", r"[^\W\d_]+")]
    ["'abc'", "'.' or '-'", "anything but ';'", 'a letter']
    """
    kind, value = str(nodes[index][0]), nodes[index][1]
    if kind == "LITERAL":
        end = index
        while end < len(nodes) and str(nodes[end][0]) == "LITERAL":
            end += 1
        return quoted("".join(chr(sign) for _, sign in nodes[index:end]))
    if kind == "NOT_LITERAL":
        return f"anything but {quoted(chr(value))}"
    if kind == "IN":
        return _of_class(value)
    if kind == "AT":
        return _PLACES.get(str(value), "another place")
    if kind == "SUBPATTERN":
        return wanted(value[3]) if len(value[3]) else ""
    if kind == "BRANCH":
        return choice(wanted(branch) for branch in value[1] if len(branch))
    return wanted(value[2]) if kind.endswith("REPEAT") else "anything"


def phrase(nodes: Sequence[Any], names: Mapping[str, str]) -> str:
    """What a whole expression wants, one thing after another; what may be left out is not said.

    Args:
        nodes: the parsed expression.
        names: the names of terminals by what they consist of: a long expectation is said by its name.

    >>> from lark.utils import sre_parse
    >>> phrase(sre_parse.parse("(?:de|bc) ?[0-9]"), {})
    "('de' or 'bc') then a digit"
    """
    said = " then ".join(filter(None, _steps(nodes, names)))
    name = names.get(repr(nodes))
    if name and len(said) > _LONGEST // 4:
        return name
    if len(said) <= _LONGEST:
        return said
    cut = max(said.rfind(" then ", 0, _LONGEST), said.rfind(", ", 0, _LONGEST), 0)
    return f"{said[:cut]} …"


def _steps(nodes: Sequence[Any], names: Mapping[str, str]) -> Iterable[str]:
    literal = False
    for index, (name, value) in enumerate(nodes):
        kind = str(name)
        if kind == "LITERAL" and literal:
            continue  # said with the letter before it
        literal = kind == "LITERAL"
        if kind == "BRANCH":
            choices = choice(filter(None, (phrase(branch, names) for branch in value[1])))
            yield f"({choices})" if len(nodes) > 1 else choices
        elif kind == "SUBPATTERN":
            yield phrase(value[3], names)
        elif kind.endswith("REPEAT"):
            yield phrase(value[2], names) if value[0] else ""
        elif not kind.startswith("ASSERT"):
            yield wanted(nodes, index)


def _of_class(members: Sequence[Any]) -> str:
    kinds = [(str(name), value) for name, value in members]
    if kinds[0][0] != "NEGATE":
        # the letters that stand beside a range are those of Vietnamese, and say nothing more
        ranges = [value for kind, value in kinds if kind == "RANGE" and value in _LETTERS]
        return choice(
            _member(kind, value)
            for kind, value in kinds
            if kind != "LITERAL"
            or not any(chr(value).isupper() == chr(known[0]).isupper() and chr(value).isalpha() for known in ranges)
        )
    categories = {str(value) for kind, value in kinds if kind == "CATEGORY"}
    if "CATEGORY_NOT_WORD" in categories:  # [^\W…]: a word character, but for those that are named
        digits = "CATEGORY_DIGIT" in categories or ("RANGE", _DIGITS) in kinds
        return "a letter" if digits else "a letter or digit"
    return f"anything but {choice(_member(kind, value) for kind, value in kinds[1:])}"


def _member(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return quoted(chr(value))
    if kind == "CATEGORY":
        return _CATEGORIES.get(str(value), "something else")
    if value == _DIGITS:
        return "a digit"
    if value in _LETTERS:
        return _LETTERS[value]
    return f"{quoted(chr(value[0]))} to {quoted(chr(value[1]))}"
