"""The title of a page, which often stands before the element that holds the main text."""

from __future__ import annotations

from collections.abc import Iterable

from ubnd_digest.formats.html.elements import Kind
from ubnd_digest.formats.html.page_lines import PageLine, Says
from ubnd_digest.formats.html.scan import Tag, Text, unescaped
from ubnd_digest.formats.html.tree import NOWHERE, Survey
from ubnd_digest.model.text import View, single_spaced
from ubnd_digest.model.tuples import NamedTuple

_SHORTEST = 15
_LONGEST = 400
# How far a title may stand before the text, and from another title, in characters.
_FARTHEST = 4000
_NEAR = 300
_FIRST_LINES = 3  # how many of the first lines of the text are looked at for a title
_AROUND = 3  # how many elements around a line may say that it is a title


class Body(NamedTuple):
    """The main text without its title: its first and its last run, and for each run whether it belongs to it."""

    first: int
    last: int
    kept: list[bool]


class _Line(NamedTuple):
    """A line of the page that may be its title."""

    first: int
    last: int
    words: str
    named: bool  # the page has it in its name
    title: bool  # an element says that it is a title
    digest: bool  # it begins like the title of a digest, and holds a period


def before_text(
    survey: Survey, tokens: list[Tag | Text], lines: list[PageLine], body: Body, hidden: list[bool], dropped: list[bool]
) -> Iterable[int]:
    """The runs before the text that belong to it: its title, and what follows that.

    What stands before the title does not: it is taken from the text. Where no title is found, neither in the text nor
    before it, all that stands before it belongs to it.
    """
    found = _lines(survey, lines, _names_of_page(survey.page, tokens), body.last)
    text = [line for line in found if line.first >= body.first and body.kept[line.first]][:_FIRST_LINES]
    before = [line for line in found if line.last < body.first and not hidden[line.first]]
    named = [line for line in before if line.named or line.digest]
    # the name of the site, or of a category, may stand in the page's name as well: the longest line is its title
    longest = max((len(line.words) for line in named), default=0)
    sure = any(line.digest for line in (*before, *text))
    for line in text:
        is_title = line.digest if sure else line.named and len(line.words) >= longest
        if is_title or _is_main_heading(survey, line):
            _leave_out(survey, body.kept, line.first)
            return ()
    if named:
        # a menu may name the page, too
        title = max(named, key=lambda line: _likelihood(line, dropped))
        _leave_out(survey, body.kept, title.first)
        between = _between(survey, title.last + 1, body.first, dropped)
        return (*range(title.first, title.last + 1), *between)
    titles = [line for line in before if line.title and not dropped[line.first]]
    start = titles[-1].first if titles else 0
    for line in reversed(titles):
        if sum(survey.lengths[line.last + 1 : start]) > _NEAR:
            break
        start = line.first  # under a title there may be a line that is called one, too
    return _between(survey, start, body.first, dropped)


def _likelihood(line: _Line, dropped: list[bool]) -> tuple[int, ...]:
    return line.digest, line.named, line.title, not dropped[line.first], len(line.words), line.first


def _leave_out(survey: Survey, kept: list[bool], title: int) -> None:
    """Take from the text what stands before its title, save beside it: a title may stand among the paragraphs."""
    block = survey.blocks[title]
    around = NOWHERE if block == NOWHERE else survey.tree.parents[block]
    for run in range(title):
        own = survey.blocks[run]
        is_flow = survey.tree.elements[own].name == "p" and survey.tree.parents[own] == around
        kept[run] &= own not in (block, NOWHERE) and is_flow


def _between(survey: Survey, start: int, end: int, dropped: list[bool]) -> list[int]:
    """The runs between two, without what belongs to the site; none where there are too many."""
    runs = [run for run in range(start, end) if not (dropped[run] or survey.in_link_list[run])]
    return runs if sum(survey.lengths[run] for run in runs) <= _FARTHEST else []


def _is_main_heading(survey: Survey, line: _Line) -> bool:
    block = survey.blocks[line.first]
    return block != NOWHERE and survey.tree.elements[block].name == "h1"


def _lines(survey: Survey, lines: list[PageLine], names: list[str], last: int) -> list[_Line]:
    """The lines of the page up to a run."""
    found: list[_Line] = []
    for line in lines:
        if line.first > last:
            break
        words = "".join(line.words[: 2 * _LONGEST].split())
        fits = _SHORTEST <= len(words) <= _LONGEST
        named = fits and any(words in name for name in names)
        digest = fits and Says.TITLE in line.says and Says.LINK not in line.says
        found.append(_Line(line.first, line.last, words, named, fits and _is_title(survey, line.first), digest))
    return found


def _is_title(survey: Survey, run: int) -> bool:
    """Whether the element of a run, or one of the two around it, says that it is a title."""
    number = survey.tree.owners[run]
    for _ in range(_AROUND):
        if number == NOWHERE:
            break
        if Kind.TITLE in survey.kinds[number]:
            return True
        number = survey.tree.parents[number]
    return False


def _names_of_page(page: str, tokens: list[Tag | Text]) -> list[str]:
    """What the page calls itself: the content of ``title``, and that of ``og:title``."""
    found: list[str] = []
    for token in tokens:
        if isinstance(token, Text):
            if token.title:
                found.append(_beginning(page, token))
        elif token.name == "meta" and token.attributes.get("property", "").lower() in ("og:title", "twitter:title"):
            found.append(token.attributes.get("content", "")[: 2 * _LONGEST])
    return [_folded(name) for name in found[:3]]


def title(page: str, tokens: list[Tag | Text]) -> str | None:
    """What a page calls itself in its element ``title``."""
    titles = (page[token.start : token.end] for token in tokens if isinstance(token, Text) and token.title)
    return single_spaced(unescaped(next(titles, ""))) or None


def _beginning(page: str, text: Text) -> str:
    return page[text.start : text.end][: 2 * _LONGEST]


def _folded(text: str) -> str:
    """A text without regard to case and spaces: tags may stand between two words, and within one."""
    return "".join(View(unescaped(text)).folded.split())
