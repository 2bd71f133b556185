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

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ubnd_digest.formats.html.elements import BLOCKS, CELLS
from ubnd_digest.formats.html.scan import WHITE, Tag, Text, names
from ubnd_digest.model.errors import MissingExtraError

# Elements that the probe has under their own names; others are "span".
_OWN_NAMES = (BLOCKS | CELLS) - {"html", "body", "hr", "button"}
# They hold nothing, or there is one of them whatever the page says.
_LEFT_OUT = names(
    "area base basefont bgsound body br col colgroup embed frame frameset head hr html image img input keygen link "
    "meta param plaintext source title track wbr"
)
# Their end tags may be missing, so that they would seem to nest.
_ENDED_BY_OTHERS = names("dd dt li p tbody td tfoot th thead tr")
# Browsers stop at 512, and pages as they are served at about 60.
_DEEPEST = 400
NOWHERE = -1


class Tree(NamedTuple):
    """The elements of a page, and the stretches of text that are more than white space.

    ``NOWHERE`` is -1: what is listed for each element has one more entry at its end, for the page around them all.
    """

    elements: list[Tag]  # their start tags, in order
    parents: list[int]  # for each element the number of the one around it, which is smaller, or NOWHERE
    runs: list[Text]  # in order
    owners: list[int]  # for each run the number of the element that it stands in, or NOWHERE

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
    depth = 0
    for token in tokens:
        if isinstance(token, Text):
            if not token.title and page[token.start : token.end].strip(WHITE):
                yield f"{len(runs)};"
                runs.append(token)
            continue
        if token.name in _LEFT_OUT:
            continue
        name = token.name if token.name in _OWN_NAMES else "span"
        counts = name not in _ENDED_BY_OTHERS
        if token.closing:
            if depth <= _DEEPEST or not counts:
                yield f"</{name}>"
            depth = max(depth - counts, 0)
        else:
            depth += counts
            if depth <= _DEEPEST or not counts:
                yield f"<{name} n={len(elements)}>"
                elements.append(token)
