"""Which stretches of text are the main text of a page, and not menus, side bars and footers.

The measure is prose: characters outside links, in blocks that hold more than a few of them. What is
dropped, and how far the search narrows down, is bounded by the part of the prose that it would cost:
a menu may have any name, and the body of a page may have the name of a menu. When in doubt text is
kept, since the grammar of lines passes over what belongs to a site.
"""

from __future__ import annotations

from itertools import chain, compress, takewhile
from typing import NamedTuple

from ubnd_digest.formats.html.elements import Kind
from ubnd_digest.formats.html.scan import Tag, Text, names
from ubnd_digest.formats.html.titles import Body, before_text
from ubnd_digest.formats.html.tree import NOWHERE, Survey, Tree

# A block with fewer characters outside links is no prose.
_PROSE = 40
# How much of the prose may be lost with what is hidden; with what has the name of a menu.
_HIDDEN_SHARE = 2 / 3
_SITE_SHARE = 1 / 3
# How much of the prose an element must hold to be all that is kept; one that says it is the main text.
_ENOUGH = 0.9
_ENOUGH_OF_MAIN = 2 / 3
# Elements that hold paragraphs; a paragraph with all the text in it may have its title in the one before.
_BOXES = names("article blockquote body center dd div fieldset form li main section table tbody td th tr")


class Selection(NamedTuple):
    """What is known of the elements, and which runs of the tree are the main text."""

    kinds: list[Kind]
    kept: list[bool]


def select(page: str, tokens: list[Tag | Text], tree: Tree, *, whole: bool = False) -> Selection:
    """Find the main text; with ``whole`` all that is not hidden is taken for it, menus included.

    >>> from ubnd_digest.formats.html.scan import scan
    >>> from ubnd_digest.formats.html.tree import grow
    >>> page = "<nav>Menu</nav><p>A text of some length in which several words follow each other.</p>"
    >>> select(page, scan(page), grow(page, scan(page))).kept
    [False, True]
    """
    survey = Survey(page, tree)
    hidden = _dropped(survey, [False] * len(tree.runs), Kind.HIDDEN, _HIDDEN_SHARE)
    dropped = hidden
    if not whole:
        dropped = _dropped(survey, hidden, Kind.SITE, _SITE_SHARE)
        body = _body(survey, dropped)
        for run in before_text(survey, tokens, body, hidden, dropped):
            body.kept[run] = True
        if any(body.kept):
            return Selection(survey.kinds, body.kept)
    return Selection(survey.kinds, [not drop for drop in dropped])


def _prose_of_blocks(survey: Survey, dropped: list[bool]) -> dict[int, int]:
    """The prose that stands in each block itself."""
    found: dict[int, int] = {}
    for run, (block, length) in enumerate(zip(survey.blocks, survey.lengths, strict=True)):
        if not (dropped[run] or survey.linked[run]):
            found[block] = found.get(block, 0) + length
    return {block: length for block, length in found.items() if length >= _PROSE}


def _dropped(survey: Survey, before: list[bool], kind: Kind, share: float) -> list[bool]:
    """For each run whether it is dropped now that elements of a kind are, but for those with too much of the prose."""
    prose = survey.sums(_prose_of_blocks(survey, before).items())
    most = share * prose[NOWHERE]
    chosen = survey.tree.inherited(kind in own and prose[number] <= most for number, own in enumerate(survey.kinds))
    return [drop or now for drop, now in zip(before, survey.of_runs(chosen), strict=True)]


def _body(survey: Survey, dropped: list[bool]) -> Body:
    """The element that holds the text, without lists of links at its ends, and what belongs to it below."""
    prose = _prose_of_blocks(survey, dropped)
    container = _container(survey, prose)
    runs = range(len(dropped))
    inside = runs if container == NOWHERE else [*compress(runs, _inside(survey, container))]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    kept = [first <= run <= last and not drop for run, drop in enumerate(dropped)]
    has_prose = [block in prose for block in survey.blocks]
    with_prose = [run for run in range(first, last + 1) if kept[run] and has_prose[run]]
    if with_prose:  # lists of links within belong to it
        for run in chain(range(first, with_prose[0]), range(with_prose[-1] + 1, last + 1)):
            kept[run] &= not survey.in_link_list[run]
    around = NOWHERE if container == NOWHERE else survey.tree.parents[container]
    if around != NOWHERE and not survey.kinds[container] & (Kind.ARTICLE | Kind.CELL):
        # the last item may have an element of its own
        for run in takewhile(_inside(survey, around).__getitem__, range(last + 1, len(kept))):
            kept[run] = has_prose[run] and not (dropped[run] or survey.in_link_list[run])
    return Body(first, last, kept)


def _container(survey: Survey, prose_of_blocks: dict[int, int]) -> int:
    """The smallest element that holds enough of the prose, or ``NOWHERE`` for the whole page."""
    prose = survey.sums(prose_of_blocks.items())
    whole = prose[NOWHERE]
    best = NOWHERE
    # Two elements that hold most of the prose stand one in the other, the inner one later.
    for number, element in enumerate(survey.tree.elements):
        share = _ENOUGH_OF_MAIN if Kind.MAIN in survey.kinds[number] else _ENOUGH
        if whole and element.name in _BOXES and prose[number] >= share * whole:
            best = number
    return best


def _inside(survey: Survey, container: int) -> list[bool]:
    """For each run whether it stands in an element."""
    tree = survey.tree
    return survey.of_runs(tree.inherited(number == container for number in range(len(tree.elements))))
