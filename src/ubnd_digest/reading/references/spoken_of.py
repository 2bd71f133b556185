"""The documents that an item names, of one type or of all: which of them words further down mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.names.name_tables import folded_name
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.references.roles import citing_word

_START = attrgetter("start")
_BEFORE = 24  # how far before a document the words may stand that tell what it is there for
_CITED = 70  # how far before a reference a word may reach that says that it is only cited


def word_of(place: Placed) -> str:
    """The word for the type of a reference, folded."""
    reference = place.reference
    return folded_name(reference.type.title if reference.type else reference.type_text)


def _is_of(place: Placed, word: str) -> bool:
    """Whether a word may mean a reference: "thông tư" the one that several bodies issued, too."""
    return f"{word_of(place)} ".startswith(f"{word} ")


class DocumentsOfType:
    """The references of one item of one type, in text order, and those among them that it is about."""

    def __init__(self, placed: Sequence[Placed], issued: Sequence[Placed], folded: str, grammar: Grammar) -> None:
        self._placed, self._starts = placed, [place.start for place in placed]
        self._folded, self._patterns = folded, grammar.patterns()
        self.issued = issued[0] if issued and _same(issued) == len(issued) else None
        self._same = _same(placed)

    def nearest(self, at: int) -> Placed | None:
        """The last one before a place."""
        return last_before(self._placed, at)

    def nearest_speaking(self, at: int) -> Placed | None:
        """The last one before words that no other document only cites; the last of all where both tell a place."""
        last = self.nearest(at)
        if last and self._stands_before("PLACE_BEFORE", at) and self._stands_before("PLACE_BEFORE", last.start):
            return last
        return last_before(self._speaking, at) or last

    @cached_property
    def _speaking(self) -> Sequence[Placed]:
        """Those that another document does not only cite; looked for when they are asked for, which is seldom.

        Words before a reference, or before its list, say that another document amends it, or rests on it.
        """
        found, cited, end = [], False, 0
        for place in self._placed:
            listed = cited and self._patterns["LIST_GAP"].fullmatch(self._folded, end, place.start)
            by = self._stands_before("CITED_LATER", place.start)  # (thành lập) theo Quyết định số …
            cited = bool(listed or by or citing_word(self._patterns, self._folded, place.start - _CITED, place.start))
            end = place.end
            if not cited:
                found.append(place)
        return found

    def _stands_before(self, name: str, start: int) -> re.Match[str] | None:
        return self._patterns[name].search(self._folded, max(start - _BEFORE, 0), start)

    def only_before(self, at: int) -> Placed | None:
        """The only document before a place, where all references there mean one."""
        count = bisect_left(self._starts, at)
        return self._placed[0] if 0 < count <= self._same else None

    def only(self) -> Placed | None:
        """The only document of all, likewise."""
        return self._placed[0] if self._placed and self._same == len(self._placed) else None


def last_before(placed: Sequence[Placed], at: int) -> Placed | None:
    """The last one of some references that begins before a place."""
    count = bisect_left(placed, at, key=_START)
    return placed[count - 1] if count else None


def _same(placed: Sequence[Placed]) -> int:
    """How many references, from the first one on, mean the same document."""
    for count, place in enumerate(placed):
        if place.reference.number != placed[0].reference.number:
            return count
    return len(placed)


class DocumentsOfItem:
    """The references of one item, by the words for their types, in one view by one grammar."""

    def __init__(self, placed: Sequence[Placed], issued: Sequence[Placed], folded: str, grammar: Grammar) -> None:
        self._lists = placed, issued
        self._folded, self._grammar = folded, grammar
        self._of: dict[str | None, DocumentsOfType] = {}

    def of(self, word: str | None) -> DocumentsOfType:
        """Those of one type; of all, for None."""
        if word not in self._of:
            placed, issued = ([one for one in some if word is None or _is_of(one, word)] for some in self._lists)
            self._of[word] = DocumentsOfType(placed, issued, self._folded, self._grammar)
        return self._of[word]
