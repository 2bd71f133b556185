"""Bodies of several places that are named one by one: UBND các huyện: A, B · UBND huyện A, thành phố B và C."""

from __future__ import annotations

from collections.abc import Iterator

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.capitals import name_view
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_ends import of_ends, with_ends
from ubnd_digest.reading.names.written_out import written_out


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
        marked = grammar.patterns(of_ends(grammar))
        self._grammar, self._first, self._next = grammar, marked["FIRST_OF_PLACES"], marked["NEXT_OF_PLACES"]

    def bodies(self, draft: NameDraft, cased: str, folded: str) -> Iterator[PlaceBody]:
        """The body of each place, for a name with several of them; nothing for any other name."""
        if draft.territory is None:
            return
        head = self._head.match(folded, *draft.territory)
        if head is None:
            if self._joint.search(folded, *draft.territory):
                yield from self._beside(draft, draft.territory, cased)
            return
        start, end = head.end(), draft.end
        while start < end:
            joint = self._joint.search(folded, start, end)
            stop = joint.start() if joint else end
            level = "" if self._level.match(folded, start, stop) else f"{head['level']} "
            territory = f"{level}{cased[start:stop].strip()}"
            yield PlaceBody(start, stop, written_out(f"{cased[draft.start : draft.own_end]} {territory}"), territory)
            start = joint.end() if joint else end

    def _beside(self, draft: NameDraft, territory: tuple[int, int], cased: str) -> Iterator[PlaceBody]:
        """The same for places that stand beside each other; one without its level has that of the place before it."""
        begin, end = territory
        view = with_ends(self._grammar, name_view(cased[begin:end]))
        found = self._first.match(view)
        first = found and self._next.match(view, found.end())
        if not first:
            return
        start, level, own = draft.start, "", cased[draft.start : draft.own_end]
        while found:
            place = cased[begin + found.start("place") : begin + found.end()]
            named = self._level.match(place.lower())
            own_level = place[: named.end()] if named else level
            level = own_level if own_level.isupper() else own_level.lower()  # TP
            place = place if named else f"{level} {place}"
            yield PlaceBody(start, begin + found.end(), written_out(f"{own} {place}"), place)
            found = self._next.match(view, found.end())
            start = begin + found.start("place") if found else end
