"""The day of signing from which something counts: that of the document of which the words speak."""

from __future__ import annotations

from collections.abc import Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.text import folded_words
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.references.roles import citing_word
from ubnd_digest.reading.view_lines import Lines

_BEFORE_SIGNING = 300  # how far before a word of signing the type of the document may be named again, in characters
_LINES_ABOVE = 3  # how many lines with text below a document its day of signing may still be spoken of
_CITED = 70  # how far before a reference a word may reach that says that it is only cited
_WEAKLY = 24  # the same for a word that may say so


class SigningDays:
    """Of the documents that a text has named so far, ``placed``, the last of each type that has a day.

    None of those that another one amends or cites.
    """

    def __init__(self, grammar: Grammar, folded: str, lines: Lines, placed: Sequence[Placed]) -> None:
        self._placed, self._done = placed, 0  # how many of them were looked at: only where a day is asked for
        self._patterns = grammar.patterns()
        self._folded, self._lines = folded, lines
        self._last: dict[str, Placed] = {}  # by type, the last of all at the end
        self._cited, self._end = False, 0

    def _add(self, place: Placed) -> None:
        folded, patterns = self._folded, self._patterns
        listed = self._cited and patterns["LIST_GAP"].fullmatch(folded, self._end, place.start)
        self._cited = bool(listed or citing_word(patterns, folded, place.start - _CITED, place.start))
        self._end = place.end
        if self._cited or not place.reference.date:
            return
        kind = folded_words(place.reference.type_text)
        before = self._last.get(kind)
        # ban hành Quyết định số … theo Quyết định số …: the first of the two
        if (
            before
            and before.start >= self._lines.at(place.start)[0]
            and patterns["CITED_LATER"].search(folded, max(place.start - _WEAKLY, 0), place.start)
        ):
            return
        self._last.pop(kind, None)
        self._last[kind] = place

    def of(self, at: int) -> DateExpression | None:
        """The day of the document that is named last before a place.

        It stands in the same line, or a little above, where its type is named again.
        """
        for place in self._placed[self._done :]:
            self._add(place)
        self._done = len(self._placed)
        start = self._lines.at(at)[0]
        words = self._folded[max(start, at - _BEFORE_SIGNING) : at]
        kind = max((kind for kind in self._last if kind), key=words.rfind, default="")
        named = bool(kind) and kind in words
        meant = self._last[kind] if named else next(reversed(self._last.values()), None)
        if meant is None or meant.start >= start:
            return meant.reference.date if meant else None
        near = named and self._lines.between(meant.end, start) <= _LINES_ABOVE
        return meant.reference.date if near else None
