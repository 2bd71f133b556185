"""The lines of a document that say who decides, over its bases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.documents.lines import Line

MOST_OF_AUTHORITY = 4  # how many lines the one has that says who decides, and how far above the bases it may stand


class AuthorityReader:
    """Finds by one grammar who decides."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def begins(self, lines: Sequence[Line], bodies: Sequence[str]) -> int | None:
        """Where the lines begin, of those between a type and the bases, that say who decides: the last of these.

        They are in capitals; one that is not names one of the ``bodies`` of the letterhead, since a subject may end
        with any other.
        """
        if len(lines) > 1 and self._names(lines[-1], bodies) and not self._goes_on(lines[-2]):
            return len(lines) - 1
        for place in range(len(lines) - 1, max(len(lines) - 1 - MOST_OF_AUTHORITY, -1), -1):
            line = lines[place]
            if not line.capitals:
                return None
            if self._patterns["AUTHORITY_LINE"].match(line.text):
                above = lines[place - 1] if place else None
                if above and above.capitals and self._goes_on(above):
                    continue
                return place
        return None

    def acts(self, line: Line, bodies: Sequence[str]) -> bool:
        """Whether a line is a sentence about what one of the ``bodies`` does: the first one of the text."""
        ends = line.capital and line.text.endswith((".", ":"))
        return ends and any(self._patterns["ACTS_BY_BASIS"].match(line.text, _behind(body, line)) for body in bodies)

    def _names(self, line: Line, bodies: Sequence[str]) -> bool:
        """Whether a line that is not in capitals is one of some bodies, or the office of its head, and no more."""
        office = self._patterns["OFFICE_OF_AUTHORITY"].match(line.text)
        if line.capitals or not line.capital or not office:
            return False
        name = line.text[office.end() :]
        return any(f"{body} ".startswith(f"{name} ") for body in bodies)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line ends in a word that asks for another."""
        return self._patterns["GOES_ON_IN_CAPITALS"].search(line.text) is not None


def _behind(body: str, line: Line) -> int:
    """Where a line goes on behind the name of a body, which may be shorter there; its end where it has none of it."""
    words = zip(body.split(" "), line.text.split(" "), strict=False)
    name = [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], words)]
    return len(" ".join(name)) + 1 if len(name) > 1 else len(line.text)
