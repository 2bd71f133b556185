"""The bodies of a letterhead: lines in capitals -> organisations by their names written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from ubnd_digest.model.agencies import Agency, AgencyKind
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View, folded_words
from ubnd_digest.reading.agencies import Namer
from ubnd_digest.reading.name_drafts import names_in
from ubnd_digest.reading.name_view import name_view
from ubnd_digest.reading.names import folded_name, known_agencies
from ubnd_digest.reading.setting import Setting
from ubnd_digest.reading.written_out import written_out

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar


class BodyReader:
    """Names the bodies of letterheads by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._class = grammar.pattern("CLASS_OF_BODY")
        self._place = grammar.pattern("CLASS_OF_PLACE")
        self._small = grammar.pattern("SMALL_IN_PLACE")
        self._bare = grammar.pattern("BARE_BODY")
        self._joins = grammar.pattern("JOINS_BODIES")
        self._begins = grammar.pattern("BODY_OF_LETTERHEAD")

    def parted(self, words: str) -> Iterator[tuple[int, int]]:
        """Where the bodies stand that a dash joins: BỘ TÀI CHÍNH - BỘ Y TẾ."""
        folded = View(words).folded
        start = 0
        for joint in self._joins.finditer(folded):
            if self._begins.match(folded, joint.end()) and " " in joint.group():
                yield start, joint.start()
                start = joint.end()
        yield start, len(words)

    def named(self, words: str, span: Span, text: str, above: Agency | None) -> Agency:
        """The organisation of a line.

        Args:
            words: the line, in its own case.
            span: where it stands.
            text: what stands there.
            above: the body above it, which says whose it is where it is called by its kind alone.
        """
        name = self._cased(words) if words.isupper() else words
        if above and self._bare.fullmatch(folded_words(name)):
            name = f"{name} {above.name}"
        view = View(name)
        found = Namer(Setting.of(view, None), self._grammar)
        drafts = names_in(self._grammar, name_view(view.cased))
        agencies = [one for of_name in found.agencies_of(drafts, ()) for one in of_name]
        whole = agencies[0] if agencies else None
        if whole is None or whole.span.start > 0:
            return Agency(span, text, written_out(name), AgencyKind.BODY)
        rest = name[whole.span.end :].strip(" ,")
        full = f"{whole.name} {rest}" if rest else whole.name
        return evolve(whole, span=span, text=text, name=full)

    def _cased(self, words: str) -> str:
        """A name that is written in capitals, as it stands in a sentence."""
        known = known_agencies().get(folded_name(words))
        if known:
            return known.name
        lower = words.lower()
        folded = View(lower).folded
        parts = lower.split(" ")
        capitals = {0, *self._capitals(folded)}
        at, shown = 0, []
        for part in parts:
            shown.append(part[:1].upper() + part[1:] if at in capitals else part)
            at += len(part) + 1
        return " ".join(shown).replace("Ubnd", "UBND").replace("Hđnd", "HĐND")

    def _capitals(self, folded: str) -> Iterator[int]:
        """Where words begin that have a capital: behind the class of a body, and all behind that of a place."""
        match = self._class.match(folded)
        if match and match.end() + 1 < len(folded):
            yield match.end() + 1
        for at in _word_starts(folded):
            place = self._place.match(folded, at)
            if place:
                yield from (start for start in _word_starts(folded) if start > place.end() and not self._is_small(folded, start))
                return

    def _is_small(self, folded: str, start: int) -> bool:
        return self._small.match(folded, start) is not None


def _word_starts(text: str) -> Sequence[int]:
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == " ")]
