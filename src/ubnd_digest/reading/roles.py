"""Which documents an item is about.

An item is about the document that its first paragraph says was issued for it; what this one
carries out, amends or answers is cited. Weighed for each reference of the first paragraph: the
word before it, brackets around it, whether its day of issue falls into the period of the digest,
who issued it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ubnd_digest.model.references import Reference
from ubnd_digest.reading.references import Placed

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.calendar import Anchor

_BEFORE = 70  # how far back a word may reach, in characters
_BEHIND = 40
_EARLY = dt.timedelta(days=10)
_LATE = dt.timedelta(days=3)
_ENOUGH = 3


class IssuedReader:
    """Reads first paragraphs by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._issued_before = grammar.pattern("ISSUED_BEFORE")
        self._cited_before = grammar.pattern("CITED_BEFORE")
        self._foreign_behind = grammar.pattern("FOREIGN_BEHIND")
        self._foreign_symbol = grammar.pattern("FOREIGN_SYMBOL")
        self._list_gap = grammar.pattern("LIST_GAP")

    def issued(self, placed: list[Placed], folded: str, start: int, anchor: Anchor | None) -> list[Reference]:
        """The references that name what was issued; those of one list share their role.

        Args:
            placed: the references of the first paragraph, in text order.
            folded: the folded view.
            start: where the paragraph begins in it.
            anchor: the period of the digest, or None.
        """
        lists: list[list[Placed]] = []
        for place in placed:
            if lists and self._list_gap.fullmatch(folded, lists[-1][-1].end, place.start):
                lists[-1].append(place)
            else:
                lists.append([place])
        return [
            place.reference
            for members in lists
            if self._evidence(members, folded, start, anchor) >= _ENOUGH
            for place in members
        ]

    def _evidence(self, members: list[Placed], folded: str, start: int, anchor: Anchor | None) -> int:
        first, last = members[0], members[-1]
        before = folded[max(start, first.start - _BEFORE) : first.start]
        behind = folded[last.end : last.end + _BEHIND]
        evidence = 0
        if before.endswith("("):
            evidence += 2 if behind.lstrip(" .").startswith(")") else 1
        if self._cited_before.search(before):
            evidence -= 3
        elif self._issued_before.search(before):
            evidence += 2
        if self._foreign_behind.match(behind):
            evidence -= 3
        evidence += -2 if self._foreign_symbol.search(first.reference.number.symbol) else 1
        dates = [place.reference.date.start for place in members if place.reference.date]
        day = next((date for date in dates if date), None)
        if day and anchor:
            evidence += 2 if anchor.start - _EARLY <= day <= anchor.end + _LATE else -3
        return evidence
