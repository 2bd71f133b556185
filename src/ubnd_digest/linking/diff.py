"""What has changed from one digest to another: items, and in them deadlines.

Items and deadlines are paired in rounds of falling evidence, each at most once. Every round
treats both sides alike, so that the way back shows the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from attrs import frozen

from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, Item, checked_digest
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.text import folded_words

_T = TypeVar("_T")
_Key = tuple[DocumentNumber | None, str | None]


@frozen
class DeadlineMove:
    r"""A deadline that is another one now, for the same party in the same item.

    Attributes:
        item: the item, as it is in the new digest.
        old: the deadline as it was.
        new: the deadline as it is.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "Thực hiện Kế hoạch số 7/KH-UBND, Sở Y tế báo cáo trước ngày 15/3/2020."
    ... )
    >>> (move,) = diff(parse(text), parse(text.replace("15/3", "20/3"))).moved
    >>> move.days, move.new.responsible, move.item.heading.text
    (5, 'Sở Y tế', 'Kế hoạch trồng cây')
    """

    item: Item
    old: Deadline
    new: Deadline

    @property
    def days(self) -> int | None:
        """By how many days it is later, or, where negative, earlier; None where either has no due day."""
        if self.old.due is None or self.new.due is None:
            return None
        return (self.new.due - self.old.due).days


@frozen
class ItemChange:
    r"""An item that both digests have, and in which something differs.

    Attributes:
        old: the item as it was.
        new: the item as it is.
        fields: which fields of it differ, in the order ``heading``, ``paragraphs``, ``issued``, ``references``,
            and the kinds of mention as ``kinds()`` lists them: ``dates``, ``ranges``, ``deadlines`` and so on.
        deadlines_added: the deadlines that only the new item has, without those that have moved.
        deadlines_removed: the deadlines that only the old item has, likewise.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "Thực hiện Kế hoạch số 7/KH-UBND, Sở Y tế báo cáo."
    ... )
    >>> (change,) = diff(parse(text), parse(text.replace("cáo.", "cáo trước ngày 15/3/2020."))).changed
    >>> change.fields, [deadline.due.isoformat() for deadline in change.deadlines_added]
    (('paragraphs', 'dates', 'deadlines', 'duties'), ['2020-03-14'])
    """

    old: Item
    new: Item
    fields: tuple[str, ...]
    deadlines_added: tuple[Deadline, ...]
    deadlines_removed: tuple[Deadline, ...]


@frozen
class DigestDiff:
    """What differs between the items of two digests; false where nothing does.

    Attributes:
        added: the items that only the new digest has, in its order.
        removed: the items that only the old digest has, in its order.
        changed: the items that both have and that differ, in the order of the new digest.
        moved: the deadlines that have moved, in the order of the new digest.

    >>> bool(DigestDiff(added=(), removed=(), changed=(), moved=()))
    False
    """

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[ItemChange, ...]
    moved: tuple[DeadlineMove, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.moved)


def diff(old: Digest, new: Digest) -> DigestDiff:
    r"""Compare the items of two digests.

    Items are the same that have an issued document in common, those with the same heading first;
    of the others, those with the same heading (or first paragraph, where there is none). Spacing, case,
    the spelling of tone marks and the
    Unicode form make no difference, to headings or to paragraphs. Of the deadlines of an item
    that are not in both, those of the same party are paired, in order: they have moved, unless
    they say the same due day and time in other words (``before`` the 30th, ``by`` the 29th).

    Args:
        old: a digest.
        new: a later one, or a later version of the same.

    Returns:
        What was added, removed, changed and moved.

    Raises:
        TypeError: when either is no digest.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 03/3/2020."
    ... )
    >>> found = diff(parse(text), parse(text.replace("Kế hoạch trồng", "Chương trình trồng")))
    >>> [change.fields for change in found.changed]
    [('heading',)]
    >>> [str(item.heading) for item in diff(parse(""), parse(text)).added]
    ['Kế hoạch trồng cây']
    """
    old, new = checked_digest("diff", old), checked_digest("diff", new)
    compared = _compared()
    pairs = _pairs(old.items, new.items, _OF_ITEMS, order=_by_number)
    changed: list[ItemChange] = []
    moved: list[DeadlineMove] = []
    for place, item in enumerate(new.items):
        if place in pairs:
            before = old.items[pairs[place]]
            fields = tuple(name for name, value in compared.items() if value(before) != value(item))
            if fields:
                changed.append(_change(before, item, fields, moved))
    return DigestDiff(
        added=_left(new.items, pairs),
        removed=_left(old.items, set(pairs.values())),
        changed=tuple(changed),
        moved=tuple(moved),
    )


def _change(old: Item, new: Item, fields: tuple[str, ...], moved: list[DeadlineMove]) -> ItemChange:
    """The change of an item; the deadlines in it that have moved are put behind ``moved``."""
    before, after = old.deadlines, new.deadlines
    pairs = _pairs(before, after, _OF_DEADLINES)
    for place, deadline in enumerate(after):
        if place in pairs and _limit(before[pairs[place]]) != _limit(deadline):
            moved.append(DeadlineMove(new, before[pairs[place]], deadline))
    return ItemChange(old, new, fields, _left(after, pairs), _left(before, set(pairs.values())))


def _left(values: Sequence[_T], paired: Collection[int]) -> tuple[_T, ...]:
    return tuple(value for place, value in enumerate(values) if place not in paired)


# ---- which belong together ------------------------------------------------------------------


def _pairs(
    old: Sequence[_T],
    new: Sequence[_T],
    rounds: Iterable[Callable[[_T], Iterable[Hashable]]],
    order: Callable[[Any], Any] | None = None,
) -> dict[int, int]:
    """For places in ``new``, the place in ``old`` of what has a key in common with it.

    Each round gives the keys of a value; what has found no partner in one goes on to the next.
    Under one key, values are paired in order. Where values have several keys in a round, it
    matters which is served first: ``order`` decides it without regard to the sides.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for keys in rounds:
        before, after = _holders(old, keys), _holders(new, keys)
        for key in sorted(before, key=order) if order else before:
            waiting = [place for place in before[key] if place not in taken]
            free = [place for place in after.get(key, ()) if place not in found]
            for one, other in zip(waiting, free, strict=False):
                found[other] = one
                taken.add(one)
    return found


def _holders(values: Sequence[_T], keys: Callable[[_T], Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    """For each key, the places of the values that have it."""
    holders: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        for key in keys(value):
            holders[key].append(place)
    return holders


def _by_number(key: _Key) -> tuple[int | str, ...]:
    """Equal for equal numbers, however they are written; smaller serials first."""
    number = key[0]
    if number is None:
        return ()
    serial = number.serial.lstrip("0").casefold()
    return len(serial), serial, -1 if number.year is None else number.year, number.symbol.casefold()


def _limit(deadline: Deadline) -> Hashable:
    # Where there is no due day, only the date that is named, and how, tells one limit from another.
    due = deadline.due or (deadline.relation, deadline.named)
    return _party(deadline), due, deadline.time


def _party(deadline: Deadline) -> str | None:
    return deadline.responsible and folded_words(deadline.responsible)


def _heading(item: Item) -> str:
    return folded_words(item.heading.text) if item.heading else ""


# The keys of a value, round by round.
_OF_ITEMS: tuple[Callable[[Item], list[_Key]], ...] = (
    lambda item: [(reference.number, _heading(item)) for reference in item.issued],
    lambda item: [(reference.number, None) for reference in item.issued],
    lambda item: [(None, folded_words(item.blocks[0].text))],
)
_OF_DEADLINES: tuple[Callable[[Deadline], list[Hashable]], ...] = (
    lambda deadline: [deadline],
    lambda deadline: [_limit(deadline)],
    lambda deadline: [_party(deadline)],
)


def _compared() -> dict[str, Callable[[Item], object]]:
    """What of an item is compared, by the name of the field."""
    return {
        "heading": _heading,
        "paragraphs": lambda item: [folded_words(paragraph.text) for paragraph in item.paragraphs],
        **{name: attrgetter(name) for name in ("issued", *(kind.name for kind in kinds()))},
    }
