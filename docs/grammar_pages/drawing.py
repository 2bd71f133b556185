"""Trees -> railroad diagrams, in SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import railroad  # type: ignore[import-untyped]

from grammar_pages.nodes import NOTHING, Choice, Look, Named, Node, Place, Ref, Repeat, Seq, Sign, Text
from grammar_pages.notation import is_plain, looks, notation, often, several, visible

# What a page of documentation has room for, without the margins of a diagram.
WIDTH = 800
_LEAST_WIDTH = 200
_GAP = 20
# Alternatives in a line are as long as this at most, and as many go into one box.
_LONGEST_WORD = 44
_FEWEST_WORDS = 4
_MOST_WORDS = 20
_FEWEST_NAMES = 6
_LINE = 60
_BETWEEN = " | "
_LONGEST_REMARK = 40
_LINE_HEIGHT = 18

# Lines that begin at one edge are read like a text.
railroad.INTERNAL_ALIGNMENT = "left"

# The ground is light in dark themes too: a picture is not told which theme the page has.
_STYLE = """
svg.railroad-diagram path { stroke-width: 2; stroke: #475569; fill: none; }
svg.railroad-diagram rect { stroke-width: 1.5; stroke: #475569; fill: #ffffff; }
svg.railroad-diagram rect.ground { stroke: #cbd5e1; stroke-width: 1; fill: #f8fafc; }
svg.railroad-diagram text { font: 14px "Noto Sans Mono", Menlo, Consolas, "Liberation Mono", "Courier New", monospace; }
svg.railroad-diagram text { text-anchor: middle; fill: #0f172a; }
svg.railroad-diagram text.comment { font-size: 11.5px; font-style: italic; fill: #334155; }
svg.railroad-diagram g.text rect { fill: #dcfce7; stroke: #15803d; }
svg.railroad-diagram g.sign rect { fill: #fef9c3; stroke: #a16207; }
svg.railroad-diagram g.sign text { font-style: italic; }
svg.railroad-diagram g.ref rect { fill: #dbeafe; stroke: #1d4ed8; }
svg.railroad-diagram a text { fill: #1e40af; text-decoration: underline; }
svg.railroad-diagram rect.group-box { fill: none; stroke-dasharray: 6 4; }
svg.railroad-diagram g.named > rect.group-box { stroke: #7e22ce; }
svg.railroad-diagram g.look > rect.group-box { stroke: #64748b; stroke-dasharray: 2 3; }
svg.railroad-diagram g.unlike > rect.group-box { stroke: #b91c1c; stroke-dasharray: 2 3; }
svg.railroad-diagram g.named > g > text.comment { fill: #6b21a8; font-weight: bold; }
svg.railroad-diagram g.unlike > g > text.comment, svg.railroad-diagram g.unlike > text.comment { fill: #991b1b; }
"""


class Drawing(NamedTuple):
    """A diagram, and the lists of words that stand under it."""

    svg: str
    lists: tuple[tuple[str, ...], ...]


def draw(node: Node, title: str, address_of: Callable[[str], str | None], first_list: int = 1) -> Drawing:
    """The diagram of a tree.

    Args:
        node: the tree.
        title: what a reader who does not see the diagram is told.
        address_of: where the definition of a name is described, relative to the picture.
        first_list: the number of the first list of words under the diagram.
    """
    drawer = _Drawer(address_of, first_list)
    diagram = railroad.Diagram(drawer.draw(node, WIDTH)).format(12)
    diagram.attrs |= {"role": "img"}
    ground = {"class": "ground", "rx": 6, "ry": 6, "x": 0.5, "y": 0.5}
    ground |= {side: float(diagram.attrs[side]) - 1 for side in ("width", "height")}
    diagram.children[:0] = [railroad.DiagramItem("title", text=title), railroad.DiagramItem("rect", ground)]
    written: list[str] = []
    diagram.writeStandalone(written.append, _STYLE)
    return Drawing("".join(written) + "\n", tuple(drawer.lists))


class _Words(railroad.DiagramItem):  # type: ignore[misc]
    """A box of several words of which one stands there, each with its address where it has one."""

    def __init__(self, words: Iterable[str], address_of: Callable[[str], str | None], cls: str, width: float) -> None:
        super().__init__("g", {"class": f"{cls} words"})
        self.lines = list(_lines(words, min(_LINE, int(width / railroad.CHAR_WIDTH))))
        self.address_of = address_of
        ends = len(_BETWEEN) if len(self.lines) > 1 else 0
        self.width = (max(len(_BETWEEN.join(line)) for line in self.lines) + ends) * railroad.CHAR_WIDTH + _GAP
        self.up = 11
        self.down = 11 + _LINE_HEIGHT * (len(self.lines) - 1)
        self.needsSpace = True

    def format(self, x: float, y: float, width: float) -> _Words:
        left, right = railroad.determineGaps(width, self.width)
        railroad.Path(x, y).h(left).addTo(self)
        railroad.Path(x + left + self.width, y).h(right).addTo(self)
        box = {"x": x + left, "y": y - self.up, "width": self.width, "height": self.up + self.down}
        railroad.DiagramItem("rect", box if "ref" in self.attrs["class"] else box | {"rx": 10, "ry": 10}).addTo(self)
        for number, line in enumerate(self.lines):
            self.write(line, x + left + _GAP / 2, y + 4 + number * _LINE_HEIGHT, goes_on=line is not self.lines[-1])
        return self

    def write(self, words: list[str], x: float, y: float, *, goes_on: bool) -> None:
        """Each word at its own place: renderers differ about links inside a line of text."""
        for number, word in enumerate(words):
            address = self.address_of(word)
            parent = railroad.DiagramItem("a", {"xlink:href": address}).addTo(self) if address else self
            for text, under in ((word, parent), (_BETWEEN, self)):
                if text is _BETWEEN and number == len(words) - 1 and not goes_on:
                    continue
                middle = x + len(text) * railroad.CHAR_WIDTH / 2
                railroad.DiagramItem("text", {"x": middle, "y": y}, text.strip()).addTo(under)
                x += len(text) * railroad.CHAR_WIDTH


class _Choice(railroad.Choice):  # type: ignore[misc]
    """A choice that knows how far down it reaches: the package forgets the height of the last row."""

    def __init__(self, default: int, *items: railroad.DiagramItem) -> None:
        super().__init__(default, *items)
        self.down += items[default].height if items[-1] is items[default] else items[-1].height


def _optional(item: railroad.DiagramItem) -> railroad.DiagramItem:
    return _Choice(1, railroad.Skip(), item)


class _Drawer:
    def __init__(self, address_of: Callable[[str], str | None], first_list: int) -> None:
        self.address_of = address_of
        self.first_list = first_list
        self.lists: list[tuple[str, ...]] = []

    def draw(self, node: Node, width: float) -> railroad.DiagramItem:
        """The diagram of a node, no wider than ``width`` where that can be."""
        width = max(width, _LEAST_WIDTH)
        if isinstance(node, Text):
            return railroad.Terminal(visible(node.text), cls="text")
        if isinstance(node, Sign):
            return railroad.Terminal(node.one, cls="sign")
        if isinstance(node, Ref):
            return railroad.NonTerminal(node.name, href=self.address_of(node.name), cls="ref")
        if isinstance(node, Seq):
            return self.sequence(node, width)
        if isinstance(node, Choice):
            return self.choice(node, width)
        if isinstance(node, Repeat):
            return self.repeat(node, width)
        if isinstance(node, Look):
            return self.look(node, width)
        if isinstance(node, Named):
            item = railroad.Comment("here") if node.item == NOTHING else self.draw(node.item, width - _GAP)
            return _framed("named", node.name, item)
        return railroad.Comment(node.words if isinstance(node, Place) else node.text)

    def sequence(self, node: Seq, width: float) -> railroad.DiagramItem:
        if not node.items:
            return railroad.Skip()
        # the ends of a line that goes on below
        room = width - 2 * _GAP
        lines: list[list[railroad.DiagramItem]] = [[]]
        used = 0.0
        for item in (self.draw(item, room) for item in node.items):
            needed = item.width + (_GAP if item.needsSpace else 0)
            if lines[-1] and used + needed > room:
                lines.append([])
                used = 0.0
            lines[-1].append(item)
            used += needed
        drawn = [railroad.Sequence(*line) for line in lines]
        return drawn[0] if len(drawn) == 1 else railroad.Stack(*drawn)

    def choice(self, node: Choice, width: float) -> railroad.DiagramItem:
        width -= 2 * _GAP
        words = [item for item in node.items if is_plain(item) and len(notation(item)) <= _LONGEST_WORD]
        names = [item for item in node.items if isinstance(item, Ref)]
        boxes: list[railroad.DiagramItem] = []
        if len(names) >= _FEWEST_NAMES:
            boxes.append(_Words((name.name for name in names), self.address_of, "ref", width))
        else:
            names = []
        if len(words) >= _FEWEST_WORDS:
            boxes.append(self.words([notation(word) for word in words], width))
        else:
            words = []
        rows = boxes + [self.draw(item, width) for item in node.items if item not in words and item not in names]
        return rows[0] if len(rows) == 1 else _Choice(0, *rows)

    def words(self, words: list[str], width: float) -> railroad.DiagramItem:
        if len(words) <= _MOST_WORDS:
            return _Words(words, lambda _word: None, "text", width)
        self.lists.append(tuple(words))
        number = self.first_list + len(self.lists) - 1
        return railroad.Terminal(f"one of the {len(words)} in list {number}", cls="sign")

    def repeat(self, node: Repeat, width: float) -> railroad.DiagramItem:
        if (node.least, node.most) == (0, 1):
            return _optional(self.draw(node.item, width - 2 * _GAP))
        few = ["as few as possible"] if node.lazy else []
        if isinstance(node.item, Sign):
            return railroad.Terminal(", ".join([several(node.item, node.least, node.most), *few]), cls="sign")
        # a loop says by itself that there may be any number
        bounds = [often(node.least, node.most)] if node.most is not None or node.least > 1 else []
        remark = railroad.Comment(", ".join(bounds + few)) if bounds + few else None
        item = self.draw(node.item, width - (3 if node.least == 0 else 1) * _GAP)
        loop = railroad.OneOrMore(item, remark)
        return loop if node.least else _optional(loop)

    def look(self, node: Look, width: float) -> railroad.DiagramItem:
        kind = "unlike" if node.negated else "look"
        if is_plain(node.item) and len(notation(node.item)) <= _LONGEST_REMARK:
            return railroad.Comment(f"{looks(node)} {_one(node.item)}", cls=kind)
        return _framed(kind, f"{looks(node)}:", self.draw(node.item, width - _GAP))


def _one(item: Node) -> str:
    if not isinstance(item, Sign):
        return notation(item)
    return item.one if item.one.startswith(("any ", "one ")) else f"a {item.one}"


def _framed(kind: str, label: str, item: railroad.DiagramItem) -> railroad.DiagramItem:
    frame = railroad.Group(railroad.Sequence(railroad.Skip(), item), label)
    frame.attrs["class"] = kind
    return frame


def _lines(words: Iterable[str], most: int) -> Iterator[list[str]]:
    """Words in lines of at most so many characters, where the words are not longer than that."""
    line: list[str] = []
    for word in words:
        if line and len(_BETWEEN.join([*line, word])) > most:
            yield line
            line = []
        line.append(word)
    yield line
