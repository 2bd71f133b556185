"""What is known of the elements of a page and of its runs, for whoever looks for the main text and for its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from ubnd_digest.formats.html.elements import Kind, kind_of
from ubnd_digest.formats.html.tree import Tree

_T = TypeVar("_T")

# A block is a list of links when links hold this part of its characters, and there are several.
_LINKED = 0.7
_SEVERAL = 3
# A document number: what is a list of documents is no list of other news.
_NUMBER = re.compile(r"[0-9] ?/(?:[0-9]{4}/)?[^\W\d_]{2}")


class Survey:
    """The elements and the runs of one page: ``kinds`` has an entry an element, all other lists one a run."""

    def __init__(self, page: str, tree: Tree) -> None:
        self.page, self.tree = page, tree
        self.kinds = kinds = [kind_of(tag) for tag in tree.elements]
        for number, in_article in enumerate(self._inherited(Kind.ARTICLE)[:-1]):
            if Kind.HEADER in kinds[number] and not in_article:
                kinds[number] |= Kind.SITE
        self.lengths = [len(page[run.start : run.end].strip()) for run in tree.runs]
        # the block that it stands in, or NOWHERE; whether it stands in a link
        self.blocks = self.of_runs(tree.nearest(bool(kind & (Kind.BLOCK | Kind.CELL)) for kind in kinds))
        self.linked = self.of_runs(self._inherited(Kind.LINK))

    def _inherited(self, kind: Kind) -> list[bool]:
        return self.tree.inherited(kind in own for own in self.kinds)

    def of_runs(self, of_elements: list[_T]) -> list[_T]:
        """For each run what holds for the element that it stands in."""
        return [of_elements[owner] for owner in self.tree.owners]

    def sums(self, amounts: Iterable[tuple[int, int]]) -> list[int]:
        """For each element, and at the end for the page, the sum over all that stands in it."""
        parents = self.tree.parents
        sums = [0] * (len(parents) + 1)
        for number, amount in amounts:
            sums[number] += amount
        for number in range(len(parents) - 1, -1, -1):
            sums[parents[number]] += sums[number]
        return sums

    @cached_property
    def in_link_list(self) -> list[bool]:
        """For each run whether it stands in a block that is a list of links, and none of documents."""
        owners, elements = self.tree.owners, self.tree.elements
        lengths = self.sums(zip(owners, self.lengths, strict=True))
        linked = self.sums((owners[run], self.lengths[run]) for run, is_linked in enumerate(self.linked) if is_linked)
        links = self.sums((number, 1) for number, kind in enumerate(self.kinds) if Kind.LINK in kind)
        titles = self.sums((number, 1) for number, element in enumerate(elements) if element.name == "h1")
        numbers = self.sums(
            (owner, 1)
            for owner, run in zip(owners, self.tree.runs, strict=True)
            if _NUMBER.search(self.page, run.start, run.end)
        )
        lists = self.tree.inherited(
            Kind.BLOCK in kind
            and elements[number].name not in ("body", "form")
            and links[number] >= _SEVERAL
            and not (numbers[number] or titles[number])
            and linked[number] >= _LINKED * lengths[number]
            for number, kind in enumerate(self.kinds)
        )
        return self.of_runs(lists)
