"""The words of a grammar file with their places, and the statements they make.

Lark forgets where a name stood once it has read a file, and reads nothing of a file with a slip in
it. This reader goes on behind a slip, so that a check can speak of all that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+|\\[ ]*\n)
    |(?P<comment>//[^\n]*|\#[^\n]*)
    |(?P<newline>\r?\n)
    |(?P<directive>%\w*)
    |(?P<regexp>/(?!/)(?:\\.|[^/\\\n])*/[imslux]*)
    |(?P<string>"(?:\\.|[^"\\\n])*"i?)
    |(?P<unclosed>["/][^\n]*)
    |(?P<arrow>->)
    |(?P<priority>\.[ \t]*-?[0-9]+)
    |(?P<repeat>~[ ]*[0-9]+(?:\.\.[0-9]+)?|\.\.|[+*?])
    |(?P<name>\w+)
    |(?P<sign>.)""",
    re.VERBOSE,
)

# What stands only behind the colon of a definition.
_BODY = ("string", "regexp", "unclosed")

_HEAD = re.compile(r"%\w+|[?!]{0,2}\w+ *(?:\{[^}\n]*\})? *(?:\. *-?[0-9]+)? *:")


class Token(NamedTuple):
    """A word of a grammar file.

    ``kind`` is ``"name"``, ``"string"``, ``"regexp"``, ``"directive"``, ``"priority"``, ``"repeat"``,
    ``"arrow"``, ``"unclosed"`` or ``"sign"``; ``line`` and ``column`` count from 1, ``start`` from 0.
    """

    kind: str
    text: str
    line: int
    column: int
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


class Alternative(NamedTuple):
    """One of the forms that a definition gives its name."""

    tokens: tuple[Token, ...]

    @property
    def source(self) -> str:
        """It as it could stand in a file, on one line."""
        return " ".join(token.text for token in self.tokens)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of rules and terminals in it."""
        return names_in(self.tokens)


class Statement:
    """A definition or a directive: ``%extend NAME.5: body``."""

    def __init__(self, tokens: list[Token], file: str) -> None:
        self.tokens, self.file = tokens, file
        first = tokens[0]
        self.directive = first.text[1:] if first.kind == "directive" else ""
        # a colon behind what stands only in a body is none behind the name
        opened = next((at for at, t in enumerate(tokens) if t.kind in _BODY or t.text in ("(", "[")), len(tokens))
        colon = next((at for at, token in enumerate(tokens[:opened]) if token.text == ":"), None)
        head = tokens[bool(self.directive) : colon]
        self.name = next((token for token in head if token.kind == "name"), None)
        self.priority = next((token for token in head if token.kind == "priority"), None)
        self.has_body = colon is not None
        self.body = tokens[colon + 1 :] if colon is not None else []
        braces = [token for token in head if token.text in "{}"]
        self.parameters = names_in(head[1:]) if braces else ()

    @property
    def is_definition(self) -> bool:
        """Whether it gives a name a meaning, or another one."""
        return self.has_body and self.name is not None and self.directive in ("", "extend", "override")

    @property
    def is_terminal(self) -> bool:
        """Whether the name is that of a terminal: capitals only."""
        return self.name is not None and self.name.text.isupper()

    @property
    def place(self) -> Token:
        """The word to point at: the name, or the directive."""
        return self.name or self.tokens[0]

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The forms between ``|``; those inside the brackets, where brackets hold the whole body."""
        body = self.body
        while len(body) > 1 and body[0].text == "(" and _closing(body) == len(body) - 1:
            body = body[1:-1]
        return tuple(Alternative(tuple(part)) for part in _split(body) if part)


def names_in(tokens: list[Token] | tuple[Token, ...]) -> tuple[str, ...]:
    """The names among some words; an alias behind ``->`` is none."""
    return tuple(
        token.text
        for at, token in enumerate(tokens)
        if token.kind == "name" and not (at and tokens[at - 1].kind == "arrow")
    )


def _closing(tokens: list[Token]) -> int:
    """The index of the bracket that closes the first one, or -1."""
    depth = 0
    for at, token in enumerate(tokens):
        if token.kind == "sign":
            depth += (token.text in "([{") - (token.text in ")]}")
            if not depth:
                return at
    return -1


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    depth = 0
    part: list[Token] = []
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in "([{") - (token.text in ")]}")
            if token.text == "|" and not depth:
                yield part
                part = []
                continue
        part.append(token)
    yield part


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a grammar file; white space and comments are none, ends of lines are.

    >>> [token.text for token in tokens_of("MARKET.9: /phiên chợ / D  // 5/3")]
    ['MARKET', '.9', ':', '/phiên chợ /', 'D']
    """
    line, line_start = 1, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), line, match.start() - line_start + 1, match.start())
        if "\n" in match.group():
            line += 1
            line_start = match.end()


def statements(text: str, file: str = "") -> list[Statement]:
    r"""The statements of a grammar file, in its order.

    A line that is indented, or begins with ``|``, goes on with the statement before it, unless it has
    a head of its own.

    >>> [(s.directive, s.name.text, len(s.alternatives)) for s in statements("%extend DAY: /a/\n    | /b/\nx: DAY")]
    [('extend', 'DAY', 2), ('', 'x', 1)]
    """
    found: list[list[Token]] = []
    fresh = True
    for token in tokens_of(text):
        if token.kind == "newline":
            fresh = True
            continue
        begins = (token.column == 1 and token.text not in ("|", ")", "]")) or _HEAD.match(text, token.start)
        if not found or (fresh and begins):
            found.append([])
        found[-1].append(token)
        fresh = False
    return [Statement(tokens, file) for tokens in found]
