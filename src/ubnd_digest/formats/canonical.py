"""Digests from parts, and digests written out canonically.

The canonical form: one line a part, single spaces; the title, the lead with ``;`` between its
entries and a full stop after the last, each heading after a blank line, its paragraphs below it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, repeat
from typing import TypeVar

from ubnd_digest.model.blocks import Block
from ubnd_digest.model.digest import Digest, blocks_of
from ubnd_digest.model.errors import ComposeError
from ubnd_digest.model.text import folded_words, lines_of, single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.choice import parser_for, parser_of
from ubnd_digest.reading.structure.line_forms import LONGEST_HEADING, SENTENCE_END

_T = TypeVar("_T")
_BLANK_LINES = re.compile("\n{3,}")
_APART = ("title", "lead", "heading")  # behind the first two a blank line stands as well


class _Part(NamedTuple):
    """A part of a digest: what it is called in messages, its text with white space folded."""

    path: str
    text: str

    @property
    def kind(self) -> str:
        """What it is: ``items[0].paragraphs[1]`` is a paragraph."""
        return self.path.rpartition(".")[2].partition("[")[0].removesuffix("s")


def compose(
    *,
    title: str,
    items: Iterable[tuple[str, Iterable[str]]],
    lead: Iterable[str] | None = None,
    publisher: str | None = None,
    anchor: dt.date | None = None,
) -> Digest:
    """Write a digest from its parts in canonical form, and parse it.

    Args:
        title: the title line, with the days of the period.
        items: for each item its heading and its paragraphs.
        lead: the entries of the summary under the title, or None for a digest without one. A lead
            that repeats the headings is what makes them certain.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse`.

    Returns:
        The digest; its ``source`` is the text.

    Raises:
        ComposeError: naming the part that would not be read back as what it is.
        TypeError: naming the part that is no ``str``, or no list of them.

    >>> digest = compose(
    ...     title="Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 10/3 - 16/3/2025)",
    ...     items=[("Kế hoạch trồng cây", ["UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 14/3/2025."])],
    ... )
    >>> print(digest.source)
    Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 10/3 - 16/3/2025)
    <BLANKLINE>
    Kế hoạch trồng cây
    UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 14/3/2025.
    <BLANKLINE>
    """
    wanted = [_part("title", title)]
    wanted += (_part(f"lead[{n}]", entry) for n, entry in enumerate(_several("lead", () if lead is None else lead)))
    for n, item in enumerate(_several("items", items)):
        if not isinstance(item, (tuple, list)) or len(item) != 2:
            raise TypeError(f"items[{n}]: a heading and its paragraphs are needed, not {item!r}")
        heading, paragraphs = item
        wanted.append(_part(f"items[{n}].heading", heading))
        path = f"items[{n}].paragraphs"
        wanted += (_part(f"{path}[{m}]", text) for m, text in enumerate(_several(path, paragraphs)))
    text = _written(wanted)
    digest = parser_for(text, publisher).parse(text, anchor=anchor)
    _compare(wanted, digest)
    return digest


def _several(path: str, parts: Iterable[_T]) -> Iterable[_T]:
    if isinstance(parts, str) or not isinstance(parts, Iterable):
        found = "one text" if isinstance(parts, str) else type(parts).__name__
        raise TypeError(f"{path}: a list is needed, not {found}")
    return parts


def _part(path: str, text: str) -> _Part:
    if not isinstance(text, str):
        raise TypeError(f"{path}: a text is needed, not {type(text).__name__}")
    if not folded_words(text):
        raise ComposeError(path, "is empty")
    if len(lines_of(text.strip())) > 1:
        raise ComposeError(path, "has a line break: each part is one line")
    return _Part(path, single_spaced(text))


def _written(parts: Iterable[_Part]) -> str:
    """The canonical text of parts in their order."""
    lines: list[str] = []
    before = ""
    for kind, group in groupby(parts, lambda part: part.kind):
        texts = [part.text for part in group]
        if kind == "lead":
            texts = [f"{'; '.join(texts)}."]
        for text in texts:
            if before and (kind in _APART or before in _APART[:2]):
                lines.append("")
            lines.append(text)
            before = kind
    return "".join(f"{line}\n" for line in lines)


def _parts(digest: Digest) -> Iterator[tuple[_Part, Block]]:
    """The parts of a digest, and where each stands."""
    return ((_Part(path, str(block)), block) for path, block in blocks_of(digest))


def _compare(wanted: list[_Part], digest: Digest) -> None:
    """Name the first part that is read as something else, and why, where that can be told."""
    read = (part for part, _ in _parts(digest))
    for part, found in zip(wanted, chain(read, repeat(None)), strict=False):
        if part == found:
            continue
        titles = {other.text for other in wanted if other.kind == "title"}
        for other in wanted:
            if other.kind != "title" and other.text in titles:
                raise ComposeError(other.path, "repeats the title")
        raise ComposeError(part.path, _reason(part, found, with_items=any(p.kind == "heading" for p in wanted)))


def _reason(part: _Part, found: _Part | None, *, with_items: bool) -> str:
    if part.kind in ("heading", "lead"):
        if part.text.endswith(SENTENCE_END):
            return "ends like a sentence"
        if len(part.text) > LONGEST_HEADING:
            return f"is longer than {LONGEST_HEADING} characters"
    read_as = "would not be read as a " + part.kind
    if found and found.text == part.text:
        read_as = "would be read as a " + found.kind
    if part.kind == "title":
        return f"{read_as}: it needs the words of a title, and of a period, such as its days"
    if part.kind == "heading":
        return f"{read_as}: a lead that repeats it would make it certain, unless it has the form of a line of the page"
    if part.kind == "paragraph":
        if found and found.kind == "heading":
            return f"{read_as}: a full stop at its end would make it certain"
        return f"{read_as}: it has the form of a heading or of a line of the page, such as a caption"
    if not with_items:
        return f"{read_as}: a lead needs items"
    return f"{read_as}: an entry is one heading, without semicolons and full stops"


def render(digest: Digest) -> str:
    r"""Write a digest in canonical form: what is read from it is the same digest.

    Lines that belong to no part of the digest (menus, captions) are left out unless something was
    found in them. Where the canonical form would be read otherwise than the digest's own source
    was, the lines stay as they are in it, with white space folded; where even that would be, the
    source itself is given back.

    Args:
        digest: a digest from :func:`ubnd_digest.parse`, :func:`compose` or :func:`ubnd_digest.from_json`.

    Returns:
        A text ``t`` with ``parse(t) == digest``, by the digest's own publisher and anchor. For a
        digest that its source does not give (an older grammar read it, or its parts were changed),
        a text that gives its title, lead, headings and paragraphs.

    Raises:
        TypeError: when ``digest`` is no digest.
        ComposeError: naming the part that would not be read back, for a digest that its source does not give.
        UnknownPublisherError: when its publisher is not registered here.

    >>> from ubnd_digest import parse
    >>> text = "Chỉ đạo, điều hành  trong tuần (từ ngày 02/3 - 08/3/2020)\r\n\r\n\r\n"
    >>> render(parse(text))
    'Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n'
    """
    if not isinstance(digest, Digest):
        raise TypeError(f"render takes a Digest, not {type(digest).__name__}; parse gives one")
    parser = parser_of(digest.grammar.publisher if digest.grammar else None)
    canonical = _written(_with_other_lines(digest))
    for text in (canonical, _folded_lines(digest.source), digest.source):
        if parser.parse(text, anchor=digest.anchor) == digest:
            return text
    parts = [part for part, _ in _parts(digest)]
    canonical = _written(parts)
    _compare(parts, parser.parse(canonical, anchor=digest.anchor))
    return canonical


def _folded_lines(source: str) -> str:
    """Every line of a text with white space folded, one blank line where there are several."""
    text = "\n".join(single_spaced(source[line.start : line.end]) for line in lines_of(source))
    return _BLANK_LINES.sub("\n\n", text)


def _with_other_lines(digest: Digest) -> list[_Part]:
    """The parts of a digest, and between them the lines of its source in which something else was found."""
    placed = sorted(((block.span, part) for part, block in _parts(digest)), key=lambda one: one[0])
    parts = {span.start: part for span, part in placed}
    starts = [span.start for span, _ in placed]
    lines = lines_of(digest.source)
    line_starts = [line.start for line in lines]
    for mention in digest.mentions:
        at = mention.span.start
        place = bisect_right(starts, at) - 1
        if place < 0 or placed[place][0].end <= at:
            line = lines[bisect_right(line_starts, at) - 1]
            if line.start not in parts:  # folded once, however much was found in it
                parts[line.start] = _Part("other", single_spaced(digest.source[line.start : line.end]))
    return [parts[start] for start in sorted(parts)]
