"""From the element in which the text of a page is sure to be, to all that belongs to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from ubnd_digest.formats.html.page_lines import ANY_BOX, TOLD, PageLine, Says
from ubnd_digest.formats.html.scan import Tag, names
from ubnd_digest.formats.html.tree import NOWHERE, Survey

# Elements that a page is laid out with; others stand in the flow of a text.
_LAYOUT = names("article aside body center div fieldset form main section table tbody td th tr")

_FEW_WORDS = 40  # characters of a line


class Region:
    """What of a page may be its text, and where its elements stand."""

    def __init__(self, survey: Survey, lines: list[PageLine], free: list[bool]) -> None:
        self.survey, self.free = survey, free
        self.lines = [line for line in lines if any(free[line.first : line.last + 1])]
        self._sites = [line.first for line in lines if Says.SITE in line.says]
        self._starts = [line.first for line in self.lines]

    @cached_property
    def _areas(self) -> list[tuple[int, int]]:
        """For each element, and at the end for the page, its first and its last run."""
        tree = self.survey.tree
        most = len(tree.runs)
        firsts, lasts = [most] * (len(tree.parents) + 1), [-1] * (len(tree.parents) + 1)
        for run, owner in enumerate(tree.owners):
            firsts[owner], lasts[owner] = min(firsts[owner], run), run
        for number in range(len(tree.parents) - 1, -1, -1):
            parent = tree.parents[number]
            firsts[parent], lasts[parent] = min(firsts[parent], firsts[number]), max(lasts[parent], lasts[number])
        firsts[NOWHERE], lasts[NOWHERE] = 0, most - 1
        return [*zip(firsts, lasts, strict=True)]

    def area(self, element: int) -> tuple[int, int]:
        """The first and the last run of an element."""
        return self._areas[element]

    def is_beside_site(self, element: int, lines: list[PageLine]) -> bool:
        """Whether an element holds a few words beside lines of the site."""
        first, last = self.area(element)
        has_site = bisect_left(self._sites, first) < bisect_left(self._sites, last + 1)
        return has_site and all(len(line.words) < _FEW_WORDS for line in lines)

    def number(self, run: int) -> int:
        """How many of the lines begin before a run."""
        return bisect_left(self._starts, run)

    def lines_of(self, first: int, last: int) -> list[PageLine]:
        """The lines that begin in an area of runs and may be text."""
        return self.lines[self.number(first) : self.number(last + 1)]

    def parts(self, parent: int, without: int) -> Iterator[tuple[int, list[PageLine]]]:
        """The children of an element but for one, each with its lines; ``parent`` itself for text of its own."""
        parents, owners = self.survey.tree.parents, self.survey.tree.owners
        first, last = self.area(parent)
        start, end = self.area(without)
        for begin, stop in ((first, start - 1), (end + 1, last)):
            number = self.number(begin)
            while number < len(self.lines) and (run := self.lines[number].first) <= stop:
                child = owners[run]
                while child not in (parent, NOWHERE) and parents[child] != parent:
                    child = parents[child]
                own = child in (parent, NOWHERE)
                lines = [self.lines[number]] if own else self.lines_of(run, max(run, min(stop, self.area(child)[1])))
                yield parent if own else child, lines
                number += len(lines)


def grown(region: Region, core: int) -> list[bool]:
    """For each run whether it belongs to the text: the core, and what stands beside it at every level.

    Beside it everything belongs to it that stands in the flow of a text, in an element like it, or tells what a digest
    tells; at the first level that has anything, all does. What stands between two such things belongs to it as well.
    """
    kept = [False] * len(region.free)

    def keep(first: int, last: int) -> None:
        kept[first : last + 1] = region.free[first : last + 1]

    keep(*region.area(core))
    alone = True  # no other element has been met that could be text
    parents = region.survey.tree.parents
    while core != NOWHERE:
        parent = parents[core]
        met = False
        for child, lines in region.parts(parent, core):
            layout = child != parent and region.survey.tree.elements[child].name in _LAYOUT
            belongs = not layout or _is_like(region.survey, child, core) or _tells(lines)
            if not belongs and (lines[0].says & ANY_BOX or region.is_beside_site(child, lines)):
                continue
            met |= layout
            if belongs or alone:
                for line in lines:
                    keep(line.first, line.last)
        alone &= not met
        core = parent
    told = [line for line in region.lines if kept[line.first] and line.says & TOLD]
    if told:
        keep(told[0].first, told[-1].last)
    return kept


def _tells(lines: list[PageLine]) -> bool:
    return any(bool(line.says & TOLD) and Says.LINK not in line.says for line in lines)


def _is_like(survey: Survey, one: int, other: int) -> bool:
    """Whether two elements are of one kind: the same name, and a class in common but for its number, or none."""
    first, second = survey.tree.elements[one], survey.tree.elements[other]
    classes, others = _classes(first), _classes(second)
    return first.name == second.name and (bool(classes & others) or not classes | others)


def _classes(tag: Tag) -> set[str]:
    return {name.rstrip("0123456789") for name in tag.attributes.get("class", "").split()}
