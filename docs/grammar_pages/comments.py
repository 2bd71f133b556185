"""Comments of the grammar files -> Markdown: examples as code, explanations as prose.

The files tell them apart by their languages only, as a reader does: examples are Vietnamese between
middle dots, explanations are English behind ``:`` or before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words of English sentences that are no Vietnamese words.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|it|its|that|there|when|what|which|where|who|whose|whatever|whether|with|without|behind|before|"
    r"after|beside|be|by|for|from|not|nothing|none|only|other|another|one|ends?|here|follows?|followed|found|begins?|goes|"
    r"two|their|them|these|those|they|this|all|any|on|as|or|above|around|directly|words?|names?|days?|months?|year|does|"
    r"number|letters?|line|digits?|paragraph|lead|items?|publishers?|document|list|headings?|doubt|in$)\b",
    re.IGNORECASE,
)
# Between such signs all is of one language; an example may hold a colon itself.
_BORDER = re.compile(
    r"(: | {2,}|, (?=(?:when|where|and no|if|all|behind|beyond|named|with|who|a|no)\b)|; (?=(?:a|what|whether)\b))"
)
_MARKED = re.compile(r"([\\`*_\[\]<>&#|~{}$])")
_LIST_MARK = re.compile(r"^([-+]|\d+[.)])(?=\s)")
_SPACES = re.compile(r"\s+")


def code(text: str) -> str:
    """A text as code, whatever it holds."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    # spaces at both ends are taken off once, and keep a backtick from the fence
    inner = f" {text} " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else text
    return f"{fence}{inner}{fence}"


def prose(text: str) -> str:
    r"""A text as prose, with nothing in it that Markdown would take for its own.

    >>> print(prose("(?P<acts>) is 1 * 2"))
    (?P\<acts\>) is 1 \* 2
    """
    # the bracket too: searches for links see no escapes
    escaped = _MARKED.sub(r"\\\1", text).replace("](", r"]\(")
    return _LIST_MARK.sub(lambda mark: f"{mark[1][:-1]}\\{mark[1][-1]}", escaped)


def comment_lines(lines: Iterable[str]) -> str:
    """A comment as one paragraph; a line that goes on in the next one is not broken.

    >>> print(comment_lines(["sáng ngày · chiều 30/5: the first", "part of a day"]))
    `sáng ngày` · `chiều 30/5`: the first
    part of a day
    """
    paragraph = ""
    for line in lines:
        goes_on = not paragraph or (line[:1].islower() and not paragraph.endswith((".", "`")))
        paragraph += ("" if not paragraph else "\n" if goes_on else "\\\n") + comment_line(line)
    return paragraph


def comment_line(line: str) -> str:
    """A line of a comment, its examples as code.

    >>> print(comment_line("ngày 8, when other days follow: ngày 8 và sáng ngày 11/4 · ngày 12 - 18/4"))
    `ngày 8`, when other days follow: `ngày 8 và sáng ngày 11/4` · `ngày 12 - 18/4`
    >>> print(comment_line("No letter follows: the word ends here."))
    No letter follows: the word ends here.
    """
    return " · ".join(_member(member) for member in line.split(" · ")).strip()


def _member(member: str) -> str:
    """What stands between two middle dots."""
    pieces = _BORDER.split(member)
    written: list[str] = []
    example: list[str] = []  # its pieces, and the borders between them
    for number, piece in enumerate(pieces):
        if number % 2 and example:
            example.append(piece)
        elif number % 2:
            written.append(_SPACES.sub(" ", piece))
        elif _is_prose(piece):
            written += _closed(example)
            written.append(prose(piece))
            example = []
        else:
            example.append(piece)
    return "".join([*written, *_closed(example)])


def _closed(example: list[str]) -> list[str]:
    """An example as code, and the border behind it."""
    border = [_SPACES.sub(" ", example.pop())] if example and not len(example) % 2 else []
    text = "".join(example).strip()
    return ([code(text)] if text else []) + border


def _is_prose(piece: str) -> bool:
    return bool(_ENGLISH.search(piece)) and not _is_quoted(piece)


def _is_quoted(piece: str) -> bool:
    """Whether the English is inside quotation marks alone, and so belongs to an example."""
    return '"' in piece and not _ENGLISH.search(re.sub(r'"[^"]*"', "", piece))


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of a head comment as paragraphs; those that are set in begin on a line of their own, unless further in."""
    written = ""
    depth = 0
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            written = f"{written.rstrip()}\n\n"
            continue
        if not written.endswith("\n"):
            written += "\\\n" if 0 < indent <= (depth or indent) else "\n"
        depth = depth or indent
        written += prose(line.strip())
    return written.strip()
