"""What a grammar file defines: each rule and terminal with its place, its words and the comment above it.

Lark's own tree of a grammar has neither comments nor the layout that a reader knows the file by, forgets where
a name stood, and reads nothing of a file with a slip in it. This reader goes on after a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ubnd_digest.grammar.files import GrammarFile

_SECTION = re.compile(r"// -{2,} (?P<section>.*?) -{2,}$")
_HEAD = re.compile(
    r" *(?:%(?P<directive>extend|override|without) +)?"
    r"(?:(?:(?<= )|%)(?P<notation>words|beginnings|symbols) +(?=[A-Z]))?"
    r" *(?P<flags>[?!]{0,2})(?P<name>_?[^\W\d]\w*)"
    r" *(?:\{(?P<parameters>[^}]*)\})?(?P<priority> *\. *-?[0-9]+)? *:"
)
_DECLARED = re.compile(r"%declare (?P<names>.*)")
NAME = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|\\[ ]*\n)
    |(?P<regexp>/(?:\\.|[^/\\\n])*/[imslux]*)
    |(?P<string>"(?:\\.|[^"\\\n])*"i?)
    |(?P<unclosed>["/][^\n]*)
    |(?P<arrow>->)
    |(?P<priority>\.[ \t]*-?[0-9]+)
    |(?P<repeat>~[ ]*[0-9]+(?:\.\.[0-9]+)?|\.\.|[+*?])
    |(?P<name>\w+)
    |(?P<sign>.)""",
    re.VERBOSE,
)

_EXPLAINED = re.compile(r"(?<!\\): ")  # what parts an example from its explanation


def plain_comment(line: str) -> str:
    r"""A line of a comment as it is read: with the colons of examples, which are written apart from others.

    >>> plain_comment(r"Việc 3\: Chợ đêm: a number and a colon")
    'Việc 3: Chợ đêm: a number and a colon'
    """
    return line.replace("\\:", ":")


class Token(NamedTuple):
    """A word in the body of a definition."""

    # "name", "string", "regexp", "priority", "repeat", "arrow", "unclosed" or "sign"; "words" for a whole list of them
    kind: str
    text: str
    line: int  # from 1
    column: int  # from 1
    start: int  # from 0 in the body

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


class Definition(NamedTuple):
    """A rule or terminal where a file defines, extends or overrides it."""

    name: str
    directive: str  # "extend", "override", "without", "declare", or empty
    priority: int | None
    body: str  # what follows the colon, line ends kept
    comment: tuple[str, ...]
    section: str
    file: str
    line: int  # of the name, from 1
    column: int  # likewise
    notation: str = ""  # the kind of a list of words ("words", "beginnings", "symbols"), or empty
    last_line: int = 0  # where it ends
    flags: str = ""
    parameters: tuple[str, ...] = ()
    body_place: tuple[int, int] = (1, 1)  # the line and the column where the body begins

    @property
    def is_terminal(self) -> bool:
        """Whether the name is that of a terminal: capitals only."""
        return self.name.isupper()

    @property
    def place(self) -> Token:
        """The name as a word."""
        return Token("name", self.name, self.line, self.column, 0)

    @property
    def examples(self) -> tuple[str, ...]:
        r"""The examples of the comment: what stands between ``·``, without an explanation behind a colon and a blank.

        A colon of the example itself is written ``\:`` there.

        >>> from ubnd_digest.grammar.files import GrammarFile
        >>> text = "// Việc 3\\: Chợ đêm: a number and a colon · lúc 8:30\nFAIR: /x/"
        >>> definitions(GrammarFile("vn-99.lark", text))[0].examples
        ('Việc 3: Chợ đêm', 'lúc 8:30')
        """
        pieces = (_EXPLAINED.split(piece)[0].strip() for line in self.comment for piece in line.split("·"))
        return tuple(plain_comment(piece) for piece in pieces if piece)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the body; a list of words is one token, of the kind ``"words"``.

        >>> from ubnd_digest.grammar.files import GrammarFile
        >>> (fair,) = definitions(GrammarFile("vn-99.lark", "FAIR.9: /phiên chợ / D  // 5/3"))
        >>> [(token.text, token.column) for token in fair.tokens]
        [('/phiên chợ /', 9), ('D', 22)]
        """
        line, column = self.body_place
        if self.notation or self.directive == "without":
            return (Token("words", self.body, line, column, 0),)
        line_start = 1 - column
        found = []
        for match in _TOKEN.finditer(self.body):
            kind, start = match.lastgroup or "", match.start()
            if kind != "space":
                found.append(Token(kind, match.group(), line, start - line_start + 1, start))
            if "\n" in match.group():
                line += match.group().count("\n")
                line_start = match.start() + match.group().rindex("\n") + 1
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the body uses; of a list of words, all that could be one."""
        return _names_of(self)

    @property
    def alternatives(self) -> tuple[tuple[Token, ...], ...]:
        """The forms between ``|``; those inside the brackets, where brackets hold the whole body."""
        body = self.tokens
        while len(body) > 1 and body[0].text == "(" and _depths(body).index(0) == len(body) - 1:
            body = body[1:-1]
        depths = _depths(body)
        bars = [at for at, token in enumerate(body) if token.text == "|" and not depths[at]]
        parts = (body[start + 1 : end] for start, end in zip([-1, *bars], [*bars, len(body)], strict=True))
        return tuple(part for part in parts if part)


@lru_cache(maxsize=4096)  # who checks a file asks again and again for those of the files before it
def _names_of(definition: Definition) -> tuple[str, ...]:
    tokens = definition.tokens
    words = tokens[0].text if tokens and tokens[0].kind == "words" else ""
    return tuple(NAME.findall(words)) or names_in(tokens)


def names_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The names among some words; an alias behind ``->`` is none."""
    kinds = ["", *(token.kind for token in tokens)]
    return tuple(t.text for t, before in zip(tokens, kinds, strict=False) if t.kind == "name" and before != "arrow")


def _depths(tokens: Sequence[Token]) -> list[int]:
    """How many brackets are open behind each word."""
    depth, found = 0, []
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in "([{") - (token.text in ")]}")
        found.append(depth)
    return [*found, 0]


@lru_cache(maxsize=128)
def definitions(file: GrammarFile) -> tuple[Definition, ...]:
    """The definitions of a grammar file, in its order.

    A line that is indented, or begins with ``|`` or a closing bracket, goes on with the definition above it.

    >>> from ubnd_digest.grammar.files import common_files
    >>> found = {definition.name: definition for file in common_files() for definition in definitions(file)}
    >>> found["DOTTED_DAY"].examples
    ('ngày 30-5-2022', 'ngày 30.5.2022', 'ngày 30.5.22')
    """
    return tuple(_definitions(file))


def _definitions(file: GrammarFile) -> Iterator[Definition]:
    section = ""
    comment: list[str] = []
    made: Definition | None = None
    # as Lark counts them: characters that end a line elsewhere are part of a comment here
    for number, line in enumerate((line.removesuffix("\r") for line in file.text.split("\n")), 1):
        head = _HEAD.match(line)
        if head is None and (line[:1].isspace() or line.startswith(("|", ")", "]", "·"))):
            if made:
                made = made._replace(body=f"{made.body}\n{line}", last_line=number)
            elif line.strip().startswith("//"):
                comment.append(line.strip()[2:].strip())
            continue
        if made:
            yield made._replace(body=made.body.rstrip())
            made = None
        named, declared = _SECTION.match(line), _DECLARED.match(line)
        if named:
            section, comment = named["section"], []
        elif line.startswith("//"):
            comment.append(line[2:].strip())
            continue
        elif head:
            priority = head["priority"]
            body = line[head.end() :].lstrip()
            made = Definition(
                head["name"],
                head["directive"] or "",
                int(priority.strip(" .")) if priority else None,
                body,
                tuple(comment),
                section,
                file.name,
                number,
                head.start("name") + 1,
                head["notation"] or "",
                number,
                head["flags"],
                tuple(re.findall(r"\w+", head["parameters"] or "")),
                (number, len(line) - len(body) + 1),
            )
        elif declared:
            for name in re.finditer(r"[A-Za-z_]\w*", declared["names"]):
                at = declared.start("names") + name.start() + 1
                yield Definition(name.group(), "declare", None, "", tuple(comment), section, file.name, number, at)
        comment = []
    if made:
        yield made._replace(body=made.body.rstrip())
