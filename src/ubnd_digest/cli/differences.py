"""What differs between two digests: lines to read, one object, flat records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ubnd_digest.cli.speech import say, value_in
from ubnd_digest.formats.rows import Record, iso
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.linking.diff import DeadlineMove, DigestDiff
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.fields import paths
from ubnd_digest.model.kinds import plain_values
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.text import shown

COLUMNS = ("change", "old", "new", "heading", "fields", "text", "before", "after", "time", "days", "responsible")
_SAID = paths("relation due time responsible")  # of a deadline, in the object
_TOLD = paths("text time responsible")  # and in a flat record


def _numbers(old: Digest, new: Digest) -> dict[int, int]:
    """The number of each item in its digest, by its identity: two digests may have equal ones."""
    return {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}


def diff_lines(old: Digest, new: Digest, found: DigestDiff, lang: str = ENGLISH) -> Iterator[str]:
    """What differs between two digests: ``-`` and ``+`` before an item's number, ``~`` before that of a changed one.

    Numbers are those of the new digest, but for items that only the old one has.
    """
    numbers = {key: value_in("item", str(number), lang) for key, number in _numbers(old, new).items()}
    labels = None if lang == ENGLISH else Labels(lang)
    deadline_word = say("deadline", lang)
    for mark, items in (("-", found.removed), ("+", found.added)):
        for item in items:
            yield f"{mark} {numbers[id(item)]}  {shown(item.blocks[0].text)}"
    moves: dict[int, list[DeadlineMove]] = {}
    for move in found.moved:
        moves.setdefault(id(move.item), []).append(move)
    for change in found.changed:
        fields = labels.changed(change.fields) if labels else ", ".join(change.fields)
        yield f"~ {numbers[id(change.new)]}  {shown(change.new.blocks[0].text)}  ({fields})"
        for move in moves.get(id(change.new), ()):
            by = say(" ({days} days)", lang, days=f"{move.days:+}") if move.days is not None else ""
            yield f"    {deadline_word} {_limit(move.old, lang)} -> {_limit(move.new, lang)}{by}{_whose(move.new)}"
        for mark, deadlines in (("-", change.deadlines_removed), ("+", change.deadlines_added)):
            for deadline in deadlines:
                yield f"    {deadline_word} {mark} {_limit(deadline, lang)}{_whose(deadline)}"


def _limit(deadline: Deadline, lang: str) -> str:
    day = value_in("due", iso(deadline.due), lang) or shown(deadline.text)
    return f"{day} {deadline.time:%H:%M}" if deadline.time else day


def _whose(deadline: Deadline) -> str:
    return f"  {shown(deadline.responsible)}" if deadline.responsible else ""


def diff_object(old: Digest, new: Digest, found: DigestDiff) -> dict[str, Any]:
    """The same as JSON-ready values; ``old`` and ``new`` are the numbers of items, from 0."""
    numbers = _numbers(old, new)
    return {
        "removed": [
            {"old": numbers[id(item)], "heading": item.heading and item.heading.text} for item in found.removed
        ],
        "added": [{"new": numbers[id(item)], "heading": item.heading and item.heading.text} for item in found.added],
        "changed": [
            {
                "old": numbers[id(change.old)],
                "new": numbers[id(change.new)],
                "heading": change.new.heading and change.new.heading.text,
                "fields": list(change.fields),
                "deadlines_removed": [*map(_deadline, change.deadlines_removed)],
                "deadlines_added": [*map(_deadline, change.deadlines_added)],
            }
            for change in found.changed
        ],
        "moved": [
            {
                "new": numbers[id(move.item)],
                "before": _deadline(move.old),
                "after": _deadline(move.new),
                "days": move.days,
            }
            for move in found.moved
        ],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    span = [deadline.span.start, deadline.span.end]
    return {"text": deadline.text, "span": span, **plain_values(deadline, _SAID)}


def diff_records(old: Digest, new: Digest, found: DigestDiff) -> Iterator[Record]:
    """The same as flat records: one an item that was removed, added or changed, one a deadline that did likewise."""
    numbers = _numbers(old, new)

    def record(change: str, before: Item | None, after: Item | None, /, **values: Any) -> Record:
        item = after or before
        heading = item and item.heading
        places = {"old": numbers.get(id(before)), "new": numbers.get(id(after)), "heading": heading and str(heading)}
        return {**dict.fromkeys(COLUMNS), "change": change, **places, **values}

    def of_deadline(change: str, before: Item | None, after: Item, deadline: Deadline, /, **values: Any) -> Record:
        return record(f"deadline {change}", before, after, **plain_values(deadline, _TOLD), **values)

    partners = {id(change.new): change.old for change in found.changed}
    yield from (record("removed", item, None) for item in found.removed)
    yield from (record("added", None, item) for item in found.added)
    for change in found.changed:
        items = change.old, change.new
        yield record("changed", *items, fields="; ".join(change.fields))
        for gone in change.deadlines_removed:
            yield of_deadline("removed", *items, gone, before=iso(gone.due))
        for come in change.deadlines_added:
            yield of_deadline("added", *items, come, after=iso(come.due))
    for move in found.moved:
        days = {"before": iso(move.old.due), "after": iso(move.new.due), "days": move.days}
        yield of_deadline("moved", partners.get(id(move.item)), move.item, move.new, **days)
