"""Which element each stretch of text stands in.

Where elements end in a page with missing, stray and crossed tags is a long chapter of the HTML
standard, and selectolax (Lexbor) follows it. What it does not tell is where in the page a text
stood. So it is not given the page but a probe of it: the same tags in the same order, each start
tag with its number for its only attribute, and for each stretch of text its number. The tree that
comes back says who stands in whom, and the numbers say where.

The probe also keeps hostile pages cheap, since it leaves out what makes parsers slow: attributes
(compared pairwise), formatting elements (opened anew in every paragraph; here they are ``span``),
and depth (the open elements are searched at every tag).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from ubnd_digest.formats.html.elements import BLOCKS, CELLS, Kind, kind_of
from ubnd_digest.formats.html.scan import WHITE, Tag, Text, names
from ubnd_digest.model.errors import MissingExtraError
from ubnd_digest.model.tuples import NamedTuple

_T = TypeVar("_T")

# Elements that the probe has under their own names; others are "span".
_OWN_NAMES = (BLOCKS | CELLS) - {"html", "body", "hr", "button"}
# They hold nothing, or there is one of them whatever the page says.
_LEFT_OUT = names(
    "area base basefont bgsound body br col colgroup embed frame frameset head hr html image img input keygen link "
    "meta param plaintext source title track wbr"
)
# Their end tags may be missing, so that they would seem to nest.
_ENDED_BY_OTHERS = names("dd dt li p tbody td tfoot th thead tr")
# Of these a list and a list of definitions stand in each other, where neither ends: <dd><li><dd><li>
_IN_EACH_OTHER = {"li": "li", "dd": "dd", "dt": "dd"}
# Browsers stop at 512, and pages as they are served at about 60.
_DEEPEST = 400
NOWHERE = -1
# A block is a list of links when links hold this part of its characters, and there are several.
_LINKED = 0.7
_SEVERAL = 3
# A document number: what is a list of documents is no list of other news.
_NUMBER = re.compile(r"[0-9] ?/(?:[0-9]{4}/)?[^\W\d_]{2}")


class Tree(NamedTuple):
    """The elements of a page, and the stretches of text that are more than white space.

    ``NOWHERE`` is -1: what is listed for each element has one more entry at its end, for the page around them all.
    """

    elements: list[Tag]  # their start tags, in order
    parents: list[int]  # for each element the number of the one around it, which is smaller, or NOWHERE
    runs: list[Text]  # in order
    owners: list[int]  # for each run the number of the element that it stands in, or NOWHERE

    def numbers_of_runs(self, tokens: Iterable[Tag | Text]) -> list[int | None]:
        """For each token of the page the number of the run that it is, or None."""
        numbers = {run.start: number for number, run in enumerate(self.runs)}
        return [numbers.get(token.start) for token in tokens]

    def inherited(self, of_elements: Iterable[bool]) -> list[bool]:
        """For each element, and at the end for the page, whether something holds for it or for one around it."""
        return [number != NOWHERE for number in self.nearest(of_elements)]

    def nearest(self, of_elements: Iterable[bool]) -> list[int]:
        """For each element, and at the end for the page, itself or the nearest around it of these, or ``NOWHERE``."""
        found = [NOWHERE] * (len(self.parents) + 1)
        for number, (parent, own) in enumerate(zip(self.parents, of_elements, strict=True)):
            found[number] = number if own else found[parent]
        return found

    def nearest_named(self, names: frozenset[str]) -> list[int]:
        """The same for elements of some names."""
        return self.nearest(tag.name in names for tag in self.elements)


def grow(page: str, tokens: list[Tag | Text]) -> Tree:
    """The tree of a page; without selectolax a ``MissingExtraError``.

    >>> from ubnd_digest.formats.html.scan import scan
    >>> page = "<ul><li>a<li>b</ul>c"
    >>> tree = grow(page, scan(page))
    >>> tree.parents, tree.owners  # the second li stands in the list, not in the first
    ([-1, 0, 0], [1, 2, -1])
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise MissingExtraError("html", "to read web pages") from error

    elements: list[Tag] = []
    runs: list[Text] = []
    probe = "".join(_probe(page, tokens, elements, runs))
    parents = [NOWHERE] * len(elements)
    owners = [NOWHERE] * len(runs)
    root = LexborHTMLParser(f"<!DOCTYPE html><body>{probe}").root
    numbers: dict[int, int] = {}
    for node in root.traverse(include_text=True) if root else ():
        parent = node.parent
        around = numbers.get(parent.mem_id, NOWHERE) if parent else NOWHERE
        if node.tag == "-text":
            for run in (node.text_content or "").split(";")[:-1]:
                owners[int(run)] = around
            continue
        # elements that the standard adds, such as tbody, have no number
        number = int(str(node.attributes.get("n") or NOWHERE))
        if number > around:
            parents[number] = around
        numbers[node.mem_id] = max(number, around)
    return Tree(elements, parents, runs, owners)


def _probe(page: str, tokens: list[Tag | Text], elements: list[Tag], runs: list[Text]) -> Iterator[str]:
    """The probe; ``elements`` and ``runs`` are filled with what it has numbers for."""
    depth = _Depth()
    for token in tokens:
        if isinstance(token, Text):
            if not token.title and page[token.start : token.end].strip(WHITE):
                yield f"{len(runs)};"
                runs.append(token)
            continue
        if token.name in _LEFT_OUT:
            continue
        name = token.name if token.name in _OWN_NAMES else "span"
        if token.closing:
            if depth.closed(name):
                yield f"</{name}>"
        elif depth.opened(name):
            yield f"<{name} n={len(elements)}>"
            elements.append(token)


class _Depth:
    """How deep the open elements stand in each other, at least; those that others end count where they cannot."""

    def __init__(self) -> None:
        self._open: list[list[str]] = [[]]  # for each open element the items that stand in each other in it
        self._items = 0

    @property
    def _depth(self) -> int:
        return len(self._open) - 1 + self._items

    def opened(self, name: str) -> bool:
        """Take note of a start tag; whether the tree has it."""
        if name not in _ENDED_BY_OTHERS:
            self._open.append([])
            return self._depth <= _DEEPEST
        kind = _IN_EACH_OTHER.get(name)
        if kind and self._open[-1][-1:] != [kind]:
            if self._depth >= _DEEPEST:
                return False
            self._open[-1].append(kind)
            self._items += 1
        return True

    def closed(self, name: str) -> bool:
        """Take note of an end tag; whether the tree has it."""
        if name not in _ENDED_BY_OTHERS:
            has = self._depth <= _DEEPEST
            if len(self._open) > 1:
                self._items -= len(self._open.pop())
            return has
        kind, items = _IN_EACH_OTHER.get(name), self._open[-1]
        if kind in items:
            while items.pop() != kind:
                self._items -= 1
            self._items -= 1
        return True


# ---- what is known of it, for whoever looks for the main text and for its title -----------------


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
