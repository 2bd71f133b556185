"""The one pass over a text that serves all who look for words in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ubnd_digest.grammar.grammar import Change, Grammar
from ubnd_digest.grammar.places import PlaceFinder, within
from ubnd_digest.grammar.scanner import Places, Scanner
from ubnd_digest.model.text import Area, View, only
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.names.name_ends import of_ends
from ubnd_digest.reading.names.name_view import of_names, pattern_of_names, with_shouted

# Words for documents, for offices and those that call on somebody begin behind "3.", too.
_BEHIND_NUMBERS = frozenset({2, 4, 5})


class Scan(NamedTuple):
    """The view of a text in which names are matched, and where in both views the words of each reader may begin.

    Each reader goes through its places once.
    """

    names: str
    inline: Places
    clauses: Places
    documents: Places
    parties: Places
    offices: Places
    calls: Places

    def only(self, areas: Sequence[Area]) -> Scan:
        """The same for a view in which nothing is written outside some areas, each place once for both."""
        return Scan(only(self.names, areas), *(within(places, areas) for places in self[1:]))


class TextScanner:
    """What looks through texts by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._verbs = pattern_of_names(grammar, "PREDICATE")
        folded = grammar.scanner("inline"), grammar.scanner("clauses"), _of_one(grammar, "ANTECEDENT")
        alone = (_of_one(grammar, name, of_names) for name in ("OFFICE_TITLE", "CALL_OF_UNKNOWN"))
        named = grammar.scanner("parties", of_names, of_ends(grammar)), *alone
        self._finder = PlaceFinder((*folded, *named), len(folded), _BEHIND_NUMBERS)

    def scan(self, view: View) -> Scan:
        """What stands where in a view."""
        names = with_shouted(view.names, view.cased, self._verbs)
        return Scan(names, *self._finder.places(names))


@lru_cache(maxsize=16)  # parsers of one grammar share what it has found
def text_scanner(grammar: Grammar) -> TextScanner:
    """The scanner of a grammar."""
    return TextScanner(grammar)


def _of_one(grammar: Grammar, terminal: str, change: Change | None = None) -> Scanner:
    return Scanner([(terminal, grammar.expression(terminal, change))])
