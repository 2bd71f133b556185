"""Bodies of several places that are named one by one: UBND các huyện: A, B."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.reading.names.written_out import written_out

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.names.name_drafts import NameDraft


class PlaceBody(NamedTuple):
    """The body of one of the places: where the place stands, the name of the body, and its territory in words."""

    start: int
    end: int
    name: str
    territory: str


class PlaceLists:
    """Finds them by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        patterns = map(grammar.pattern, ("SHARED_PLACES", "SHARED_PLACE_JOINT", "LEVEL"))
        self._head, self._joint, self._level = patterns

    def bodies(self, draft: NameDraft, cased: str, folded: str) -> Iterator[PlaceBody]:
        """The body of each place, for a name with its places behind a colon; nothing for any other name."""
        head = self._head.match(folded, *draft.territory) if draft.territory else None
        if head is None:
            return
        start, end = head.end(), draft.end
        while start < end:
            joint = self._joint.search(folded, start, end)
            stop = joint.start() if joint else end
            level = "" if self._level.match(folded, start, stop) else f"{head['level']} "
            territory = f"{level}{cased[start:stop].strip()}"
            yield PlaceBody(start, stop, written_out(f"{cased[draft.start : draft.own_end]} {territory}"), territory)
            start = joint.end() if joint else end
