"""The title of a page, which often stands before the element that holds the main text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.formats.html.elements import Kind
from ubnd_digest.formats.html.entities import unescaped
from ubnd_digest.formats.html.scan import Text
from ubnd_digest.formats.html.tree import NOWHERE

if TYPE_CHECKING:
    from ubnd_digest.formats.html.main_text import Selector

_SHORTEST = 15
_LONGEST = 400
# How far a title may stand before the text, and from another title, in characters.
_FARTHEST = 4000
_NEAR = 300
# How many of the first lines of the text are looked at for a title.
_FIRST_LINES = 3
# How many elements around a line may say that it is a title.
_AROUND = 3


class _Line(NamedTuple):
    """Neighbouring runs of one block."""

    first: int
    last: int
    words: str
    named: bool  # the page has it in its name
    title: bool  # an element says that it is a title


def before_text(selector: Selector, first: int, last: int, kept: list[bool], hidden: list[bool]) -> Iterable[int]:
    """The runs before the text, which begins at ``first``, that belong to it: its title, and what follows that.

    Where no title is found, neither in the text nor before it, all that stands before it does.
    """
    lines = _lines(selector, last)
    text = [line for line in lines if line.first >= first and kept[line.first]][:_FIRST_LINES]
    before = [line for line in lines if line.last < first and not _is_in(hidden, selector.tree.owners[line.first])]
    named = [line for line in before if line.named]
    # the name of the site, or of a category, may stand in the page's name as well: the longest line is its title
    longest = max((len(line.words) for line in named), default=0)
    if any((line.named and len(line.words) >= longest) or _is_main_heading(selector, line) for line in text):
        return ()
    if named:
        # a menu may name the page, too
        title = max(
            named, key=lambda line: (line.title, not selector.is_dropped(line.first), len(line.words), line.first)
        )
        return (*range(title.first, title.last + 1), *_between(selector, title.last + 1, first))
    titles = [line for line in before if line.title and not selector.is_dropped(line.first)]
    start = titles[-1].first if titles else 0
    for line in reversed(titles):
        # under a title there may be a line that is called one, too
        if sum(selector.lengths[line.last + 1 : start]) <= _NEAR:
            start = line.first
    return _between(selector, start, first)


def _between(selector: Selector, start: int, end: int) -> list[int]:
    """The runs between two, without what belongs to the site; none where there are too many."""
    lists = selector.link_lists()
    owners = selector.tree.owners
    runs = [run for run in range(start, end) if not (selector.is_dropped(run) or _is_in(lists, owners[run]))]
    return runs if sum(selector.lengths[run] for run in runs) <= _FARTHEST else []


def _is_in(which: list[bool], owner: int) -> bool:
    return owner != NOWHERE and which[owner]


def _is_main_heading(selector: Selector, line: _Line) -> bool:
    block = selector.block(line.first)
    return block != NOWHERE and selector.tree.elements[block].name == "h1"


def _lines(selector: Selector, last: int) -> list[_Line]:
    """The lines of the page up to a run."""
    names = _names_of_page(selector)
    lines: list[_Line] = []
    start = 0
    for run in range(1, last + 2):
        if run > last or selector.block(run) != selector.block(start):
            words = _folded("".join(_text(selector, one) for one in range(start, run)))
            fits = _SHORTEST <= len(words) <= _LONGEST
            named = fits and any(words in name for name in names)
            lines.append(_Line(start, run - 1, words, named, fits and _is_title(selector, selector.tree.owners[start])))
            start = run
    return lines


def _text(selector: Selector, run: int) -> str:
    found = selector.tree.runs[run]
    return selector.page[found.start : min(found.end, found.start + 2 * _LONGEST)]


def _is_title(selector: Selector, number: int) -> bool:
    """Whether an element, or one of the two around it, says that it is a title."""
    for _ in range(_AROUND):
        if number == NOWHERE:
            break
        if Kind.TITLE in selector.kinds[number]:
            return True
        number = selector.tree.parents[number]
    return False


def _names_of_page(selector: Selector) -> list[str]:
    """What the page calls itself: the content of ``title``, and that of ``og:title``."""
    found: list[str] = []
    for token in selector.tokens:
        if isinstance(token, Text):
            if token.title:
                found.append(selector.page[token.start : min(token.end, token.start + 2 * _LONGEST)])
        elif token.name == "meta" and token.attributes.get("property", "").lower() in ("og:title", "twitter:title"):
            found.append(token.attributes.get("content", "")[: 2 * _LONGEST])
    return [_folded(name) for name in found[:3]]


def _folded(text: str) -> str:
    """A text without regard to case and spaces: tags may stand between two words, and within one."""
    return "".join(unescaped(text).split()).casefold()
