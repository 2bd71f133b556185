"""The tree between a grammar file and its diagrams, and how its nodes are put together.

Dataclasses and no tuples: a text and a reference of the same name must not be equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Text:
    """Letters and signs as they stand in a document."""

    text: str


@dataclass(frozen=True)
class Sign:
    """One character of a kind, in words; ``many`` says what several of them are."""

    one: str
    many: str


@dataclass(frozen=True)
class Ref:
    """What another definition finds."""

    name: str


@dataclass(frozen=True)
class Seq:
    """One after the other; nothing at all when empty."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One of several."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """The same several times, or left out; ``lazy`` when as few as possible are taken."""

    item: Node
    least: int
    most: int | None
    lazy: bool = False


@dataclass(frozen=True)
class Look:
    """What must, or must not, stand ahead of a place or behind it, and is no part of what is found."""

    item: Node
    behind: bool = False
    negated: bool = False


@dataclass(frozen=True)
class Named:
    """A part that carries a value under a name."""

    name: str
    item: Node


@dataclass(frozen=True)
class Place:
    """A place between two characters, in words."""

    words: str


@dataclass(frozen=True)
class Raw:
    """A body that could not be read, as it is written."""

    text: str


Node: TypeAlias = Text | Sign | Ref | Seq | Choice | Repeat | Look | Named | Place | Raw

NOTHING = Seq()


def sequence(items: Iterable[Node]) -> Node:
    """One after the other, with neighbours joined that say one thing.

    Two things that must not follow are one choice that must not follow.
    """
    joined: list[Node] = []
    for item in _flat_sequence(items):
        last = joined[-1] if joined else None
        if isinstance(item, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + item.text)
        elif (
            isinstance(item, Look)
            and isinstance(last, Look)
            and item.negated
            and last.negated
            and item.behind == last.behind
        ):
            joined[-1] = Look(choice([last.item, item.item]), item.behind, negated=True)
        else:
            joined.append(item)
    return joined[0] if len(joined) == 1 else Seq(tuple(joined))


def _flat_sequence(items: Iterable[Node]) -> Iterator[Node]:
    for item in items:
        if isinstance(item, Seq):
            yield from item.items
        else:
            yield item


def choice(items: Iterable[Node]) -> Node:
    """One of several, each only once; what may also be nothing is optional."""
    several = list(dict.fromkeys(_flat_choice(items)))
    filled = [item for item in several if item != NOTHING]
    if not filled:
        return NOTHING
    first = filled[0]
    made: Node
    if len(filled) == 1:
        made = first
    elif isinstance(first, Look) and all(
        isinstance(item, Look) and not item.negated and item.behind == first.behind for item in filled
    ):
        made = Look(choice(item.item for item in filled if isinstance(item, Look)), first.behind)
    else:
        made = Choice(tuple(filled))
    return made if len(filled) == len(several) else Repeat(made, 0, 1)


def _flat_choice(items: Iterable[Node]) -> Iterator[Node]:
    for item in items:
        if isinstance(item, Choice):
            yield from item.items
        else:
            yield item


def repeat(item: Node, least: int, most: int | None, *, lazy: bool = False) -> Node:
    """The same several times; once is the thing itself."""
    return item if (least, most) == (1, 1) else Repeat(item, least, most, lazy)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node."""
    if isinstance(node, (Seq, Choice)):
        return node.items
    if isinstance(node, (Repeat, Look, Named)):
        return (node.item,)
    return ()


def references(node: Node) -> tuple[str, ...]:
    """The names that a tree refers to, each once, in its order."""
    found: dict[str, None] = {}

    def visit(at: Node) -> None:
        if isinstance(at, Ref):
            found[at.name] = None
        for child in children(at):
            visit(child)

    visit(node)
    return tuple(found)
