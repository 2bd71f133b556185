"""Which stretches of text are the main text of a page, and not menus, side bars and footers.

The measure is prose: characters outside links, in blocks that hold more than a few of them. What is
dropped, and how far the search narrows down, is bounded by the part of the prose that it would cost:
a menu may have any name, and the body of a page may have the name of a menu. When in doubt text is
kept, since the grammar of lines passes over what belongs to a site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ubnd_digest.formats.html.elements import Kind, kind_of
from ubnd_digest.formats.html.scan import Tag, Text, names
from ubnd_digest.formats.html.titles import before_text
from ubnd_digest.formats.html.tree import NOWHERE, Tree

# A block with fewer characters outside links is no prose.
_PROSE = 40
# How much of the prose may be lost with what is hidden; with what has the name of a menu.
_HIDDEN_SHARE = 2 / 3
_SITE_SHARE = 1 / 3
# How much of the prose an element must hold to be all that is kept; one that says it is the main text.
_ENOUGH = 0.9
_ENOUGH_OF_MAIN = 2 / 3
# A block is a list of links when links hold this part of its characters, and there are several.
_LINKED = 0.7
_SEVERAL = 3
# A document number: what is a list of documents is no list of other news.
_NUMBER = re.compile(r"[0-9] ?/(?:[0-9]{4}/)?[^\W\d_]{2}")


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
    return Selector(page, tokens, tree).selection(whole=whole)


class Selector:
    """The search for the main text of one page."""

    def __init__(self, page: str, tokens: list[Tag | Text], tree: Tree) -> None:
        self.page, self.tokens, self.tree = page, tokens, tree
        self.kinds = [kind_of(tag) for tag in tree.elements]
        in_article = self.inherited(lambda number: Kind.ARTICLE in self.kinds[number])
        for number, kind in enumerate(self.kinds):
            if Kind.HEADER in kind and not in_article[number]:
                self.kinds[number] |= Kind.SITE
        self._linked = self.inherited(lambda number: Kind.LINK in self.kinds[number])
        self._blocks = self._nearest(Kind.BLOCK | Kind.CELL)
        self.lengths = [len(page[run.start : run.end].strip()) for run in tree.runs]
        self._dropped = [False] * len(tree.elements)

    def selection(self, *, whole: bool) -> Selection:
        """The selection."""
        kinds = self.kinds
        self._drop((number for number, kind in enumerate(kinds) if Kind.HIDDEN in kind), _HIDDEN_SHARE)
        hidden = list(self._dropped)
        if not whole:
            self._drop((number for number, kind in enumerate(kinds) if Kind.SITE in kind), _SITE_SHARE)
            container = self._container()
            first, last = self._bounds(container)
            kept = [first <= run <= last and not self.is_dropped(run) for run in range(len(self.lengths))]
            self._drop_link_lists(first, last, kept)
            self._add_siblings(container, last, kept)
            for run in before_text(self, first, last, kept, hidden):
                kept[run] = True
            if any(kept):
                return Selection(kinds, kept)
        return Selection(kinds, [not self.is_dropped(run) for run in range(len(self.lengths))])

    # ---- what holds for all that stands in an element ---------------------------------------------

    def inherited(self, has: Callable[[int], bool]) -> list[bool]:
        """For each element whether it, or one around it, has something."""
        found: list[bool] = []
        for number, parent in enumerate(self.tree.parents):
            found.append((parent != NOWHERE and found[parent]) or has(number))
        return found

    def _nearest(self, kind: Kind) -> list[int]:
        """For each element the nearest one of a kind: itself, or one around it."""
        found: list[int] = []
        for number, parent in enumerate(self.tree.parents):
            found.append(number if self.kinds[number] & kind else NOWHERE if parent == NOWHERE else found[parent])
        return found

    def _sums(self, of_runs: Iterable[tuple[int, int]]) -> list[int]:
        """For each element, and at the end for the page, the sum over all that stands in it."""
        sums = [0] * (len(self.tree.elements) + 1)
        for owner, amount in of_runs:
            sums[owner] += amount  # NOWHERE is the page
        for number in range(len(sums) - 2, -1, -1):
            sums[self.tree.parents[number]] += sums[number]
        return sums

    def is_dropped(self, run: int) -> bool:
        """Whether a run is hidden, or part of the site."""
        owner = self.tree.owners[run]
        return owner != NOWHERE and self._dropped[owner]

    def _is_linked(self, run: int) -> bool:
        owner = self.tree.owners[run]
        return owner != NOWHERE and self._linked[owner]

    def block(self, run: int) -> int:
        """The number of the block that a run stands in, or ``NOWHERE``."""
        owner = self.tree.owners[run]
        return NOWHERE if owner == NOWHERE else self._blocks[owner]

    def _prose_of_blocks(self) -> dict[int, int]:
        """The prose that stands in each block itself."""
        found: dict[int, int] = {}
        for run, length in enumerate(self.lengths):
            if not (self.is_dropped(run) or self._is_linked(run)):
                block = self.block(run)
                found[block] = found.get(block, 0) + length
        return {block: length for block, length in found.items() if length >= _PROSE}

    def _drop(self, numbers: Iterable[int], share: float) -> None:
        """Drop elements, unless one holds more than this share of the prose."""
        prose = self._sums(self._prose_of_blocks().items())
        most = share * prose[NOWHERE]
        chosen = {number for number in numbers if prose[number] <= most}
        if chosen:
            before = self._dropped
            self._dropped = self.inherited(lambda number: before[number] or number in chosen)

    # ---- the element that holds the text ----------------------------------------------------------

    def _container(self) -> int:
        """The smallest element that holds enough of the prose, or ``NOWHERE`` for the whole page."""
        prose = self._sums(self._prose_of_blocks().items())
        whole = prose[NOWHERE]
        best = NOWHERE
        # Two elements that hold most of the prose stand one in the other, the inner one later.
        for number, amount in enumerate(prose[:-1]):
            share = _ENOUGH_OF_MAIN if Kind.MAIN in self.kinds[number] else _ENOUGH
            if whole and self.tree.elements[number].name in _BOXES and amount >= share * whole:
                best = number
        return best

    def _bounds(self, container: int) -> tuple[int, int]:
        """The first and the last run that stand in an element."""
        owners = self.tree.owners
        if container == NOWHERE:
            return 0, len(owners) - 1
        inside = self.inherited(lambda number: number == container)
        runs = [run for run, owner in enumerate(owners) if owner != NOWHERE and inside[owner]]
        return runs[0], runs[-1]

    def _add_siblings(self, container: int, last: int, kept: list[bool]) -> None:
        """Keep the prose that follows in the element around: the last item may have an element of its own."""
        around = NOWHERE if container == NOWHERE else self.tree.parents[container]
        if around == NOWHERE or self.kinds[container] & (Kind.ARTICLE | Kind.CELL):
            return
        inside = self.inherited(lambda number: number == around)
        prose = self._prose_of_blocks()
        lists = self.link_lists()
        for run in range(last + 1, len(kept)):
            owner = self.tree.owners[run]
            if owner == NOWHERE or not inside[owner]:
                break
            kept[run] = self.block(run) in prose and not (self.is_dropped(run) or lists[owner])

    # ---- lists of links at the ends of the text -----------------------------------------------------

    def _drop_link_lists(self, first: int, last: int, kept: list[bool]) -> None:
        """Drop lists of links before the prose and behind it; those within belong to it."""
        long_enough = self._prose_of_blocks()
        prose = [run for run in range(first, last + 1) if kept[run] and self.block(run) in long_enough]
        if not prose:
            return
        lists = self.link_lists()
        for run in (*range(first, prose[0]), *range(prose[-1] + 1, last + 1)):
            owner = self.tree.owners[run]
            if owner != NOWHERE and lists[owner]:
                kept[run] = False

    def link_lists(self) -> list[bool]:
        """For each element whether it stands in a block that is a list of links, and none of documents."""
        owners, elements = self.tree.owners, self.tree.elements
        lengths = self._sums((owners[run], length) for run, length in enumerate(self.lengths))
        linked = self._sums((owners[run], length * self._is_linked(run)) for run, length in enumerate(self.lengths))
        links = self._sums((number, 1) for number, kind in enumerate(self.kinds) if Kind.LINK in kind)
        titles = self._sums((number, 1) for number, element in enumerate(elements) if element.name == "h1")
        numbers = self._sums(
            (owners[run], 1)
            for run, text in enumerate(self.tree.runs)
            if _NUMBER.search(self.page, text.start, text.end)
        )
        return self.inherited(
            lambda number: (
                Kind.BLOCK in self.kinds[number]
                and elements[number].name not in ("body", "form")
                and links[number] >= _SEVERAL
                and not (numbers[number] or titles[number])
                and linked[number] >= _LINKED * lengths[number]
            )
        )
