"""What differs between two digests: lines to read, one object, flat records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ubnd_digest.formats.one_line import shown
from ubnd_digest.formats.rows import Record, clock, iso

if TYPE_CHECKING:
    from ubnd_digest.linking.diff import DeadlineMove, DigestDiff
    from ubnd_digest.model.deadlines import Deadline
    from ubnd_digest.model.digest import Digest, Item

COLUMNS = ("change", "old", "new", "heading", "fields", "text", "before", "after", "time", "days", "responsible")


def diff_lines(old: Digest, new: Digest, found: DigestDiff) -> Iterator[str]:
    """What differs between two digests: ``-`` and ``+`` before an item's number, ``~`` before that of a changed one.

    Numbers are those of the new digest, but for items that only the old one has.
    """
    numbers = {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}
    moves: dict[int, list[DeadlineMove]] = {}
    for move in found.moved:
        moves.setdefault(id(move.item), []).append(move)
    for sign, items in (("-", found.removed), ("+", found.added)):
        for item in items:
            yield f"{sign} {numbers[id(item)]}  {shown(item.heading.text)}"
    for change in found.changed:
        yield f"~ {numbers[id(change.new)]}  {shown(change.new.heading.text)}  ({', '.join(change.fields)})"
        for move in moves.get(id(change.new), ()):
            by = f" ({move.days:+} days)" if move.days is not None else ""
            yield f"    deadline {_limit(move.old)} -> {_limit(move.new)}{by}{_whose(move.new)}"
        for sign, deadlines in (("-", change.deadlines_removed), ("+", change.deadlines_added)):
            for deadline in deadlines:
                yield f"    deadline {sign} {_limit(deadline)}{_whose(deadline)}"


def _limit(deadline: Deadline) -> str:
    day = iso(deadline.due) or shown(deadline.text)
    return f"{day} {clock(deadline)}" if deadline.time else day


def _whose(deadline: Deadline) -> str:
    return f"  {shown(deadline.responsible)}" if deadline.responsible else ""


def diff_object(old: Digest, new: Digest, found: DigestDiff) -> dict[str, Any]:
    """The same as JSON-ready values; ``old`` and ``new`` are the numbers of items, from 0."""
    numbers = {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}
    return {
        "removed": [{"old": numbers[id(item)], "heading": item.heading.text} for item in found.removed],
        "added": [{"new": numbers[id(item)], "heading": item.heading.text} for item in found.added],
        "changed": [
            {
                "old": numbers[id(change.old)],
                "new": numbers[id(change.new)],
                "heading": change.new.heading.text,
                "fields": list(change.fields),
                "deadlines_removed": [_deadline(deadline) for deadline in change.deadlines_removed],
                "deadlines_added": [_deadline(deadline) for deadline in change.deadlines_added],
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
    return {
        "text": deadline.text,
        "span": [deadline.span.start, deadline.span.end],
        "relation": deadline.relation.value,
        "due": iso(deadline.due),
        "time": clock(deadline),
        "responsible": deadline.responsible,
    }


def diff_records(old: Digest, new: Digest, found: DigestDiff) -> Iterator[Record]:
    """The same as flat records: one an item that was removed, added or changed, one a deadline that did likewise."""
    numbers = {id(item): number for digest in (old, new) for number, item in enumerate(digest.items)}

    def record(change: str, before: Item | None, after: Item | None, /, **values: Any) -> Record:
        item = after or before
        return {
            **dict.fromkeys(COLUMNS),
            "change": change,
            "old": numbers[id(before)] if before else None,
            "new": numbers[id(after)] if after else None,
            "heading": str(item.heading) if item else None,
            **values,
        }

    def limit(deadline: Deadline, **values: Any) -> Record:
        return {"text": deadline.text, "time": clock(deadline), "responsible": deadline.responsible, **values}

    partners = {id(change.new): change.old for change in found.changed}
    for item in found.removed:
        yield record("removed", item, None)
    for item in found.added:
        yield record("added", None, item)
    for change in found.changed:
        yield record("changed", change.old, change.new, fields="; ".join(change.fields))
        for deadline in change.deadlines_removed:
            values = limit(deadline, before=iso(deadline.due))
            yield record("deadline removed", change.old, change.new, **values)
        for deadline in change.deadlines_added:
            yield record("deadline added", change.old, change.new, **limit(deadline, after=iso(deadline.due)))
    for move in found.moved:
        values = limit(move.new, before=iso(move.old.due), after=iso(move.new.due), days=move.days)
        yield record("deadline moved", partners.get(id(move.item)), move.item, **values)
