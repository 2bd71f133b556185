"""What a grammar file defines: each rule and terminal with its place and the comment above it.

Lark's own tree of a grammar has neither comments nor the layout that a reader knows the file by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ubnd_digest.grammar.files import GrammarFile

_SECTION = re.compile(r"// -{2,} (?P<section>.*?) -{2,}$")
_HEAD = re.compile(
    r"(?:%(?P<directive>extend|override|without) +)?(?:(?:(?<= )|%)(?P<notation>words|beginnings|symbols) +(?=[A-Z]))?"
    r" *(?P<flags>[?!]{0,2})(?P<name>_?[A-Za-z][A-Za-z0-9_]*)"
    r"(?:\{[^}]*\})?(?:\.(?P<priority>-?[0-9]+))? *:"
)
_DECLARED = re.compile(r"%declare (?P<names>.*)")


class Definition(NamedTuple):
    """A rule or terminal where a file defines, extends or overrides it.

    ``directive`` is ``"extend"``, ``"override"``, ``"without"``, ``"declare"`` or empty; ``line`` and ``column``
    count from 1 and are those of the name, ``last_line`` is where it ends; ``body`` is what stands behind the
    colon, line ends kept; ``notation`` is the kind of a list of words (``"words"``, ``"beginnings"``,
    ``"symbols"``), or empty for what is written as Lark has it.
    """

    name: str
    directive: str
    priority: int | None
    body: str
    comment: tuple[str, ...]
    section: str
    file: str
    line: int
    column: int
    notation: str = ""
    last_line: int = 0

    @property
    def is_terminal(self) -> bool:
        """Whether the name is that of a terminal: capitals only."""
        return self.name.isupper()

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples of the comment: what stands between ``·``, without an explanation behind a colon."""
        return tuple(example for line in self.comment for example in _examples_of(line))


def _examples_of(comment: str) -> Iterator[str]:
    for piece in comment.split("·"):
        example = piece.partition(": ")[0] if ": " in piece else piece
        if example.strip():
            yield example.strip()


def definitions(file: GrammarFile) -> Iterator[Definition]:
    """The definitions of a grammar file, in its order.

    >>> from ubnd_digest.grammar.files import common_files
    >>> found = {definition.name: definition for definition in definitions(common_files()[0])}
    >>> found["DAY_PART"].examples
    ('sáng ngày', 'chiều 30/5')
    """
    section = ""
    comment: list[str] = []
    head: re.Match[str] | None = None
    start = 0
    body: list[str] = []

    def made() -> Iterator[Definition]:
        if head:
            priority = head["priority"]
            yield Definition(
                head["name"],
                head["directive"] or "",
                int(priority) if priority else None,
                "\n".join(body).strip(),
                tuple(above),
                section,
                file.name,
                start,
                head.start("name") + 1,
                head["notation"] or "",
                start + len(body) - 1,
            )

    above: list[str] = []
    # as Lark counts them: characters that end a line elsewhere are part of a comment here
    for number, line in enumerate((line.removesuffix("\r") for line in file.text.split("\n")), 1):
        if line[:1].isspace() or line.startswith(("|", ")", "·")):
            body.append(line)
            continue
        new_head = _HEAD.match(line)
        declared = _DECLARED.match(line)
        if new_head is None and line.strip() and not line.startswith("//") and declared is None:
            body.append(line)
            continue
        yield from made()
        head, body = None, []
        named = _SECTION.match(line)
        if named:
            section, comment = named["section"], []
        elif line.startswith("//"):
            comment.append(line[2:].strip())
        elif new_head:
            head, start, above, comment = new_head, number, comment, []
            body = [line[new_head.end() :]]
        elif declared:
            for name in re.finditer(r"[A-Za-z_]\w*", declared["names"]):
                at = declared.start("names") + name.start() + 1
                yield Definition(name.group(), "declare", None, "", tuple(comment), section, file.name, number, at)
            comment = []
        else:
            comment = []
    yield from made()
