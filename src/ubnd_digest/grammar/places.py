"""Where the islands of several scanners may begin in a text: found in one pass over it, which is most of their work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeAlias

from ubnd_digest.grammar.beginnings import Beginning, look_ahead, numbers_at
from ubnd_digest.grammar.expressions import Expression
from ubnd_digest.grammar.records import apart, in_one
from ubnd_digest.grammar.scanner import SEPARATOR, Places, Scanner, Terminal
from ubnd_digest.grammar.tables import kept_texts, kept_value

# Behind a digit and one of these signs nothing begins but for scanners that look there, too; but a word does behind a
# comma or the full stop after a year, where the space was left out.
_BEHIND_NUMBER = r"(?=\w)(?:(?<![0-9][.,/+:-])|(?:(?<=[0-9],)|(?<=[0-9]{4}\.))(?=[^\W\d_]{2})|(?P<behind>))"
# All that a space of the folded view may be in the view of names.
_BLANK = r"[ \n\^]"
_BLANKS = str.maketrans("^\n", "  ")
_MOST_KNOWN = 8192  # how many beginnings are remembered


# The look-ahead for all beginnings, and which terminals of all scanners can begin with a text: of those that read the
# folded view, and of those that read the view of names.
_Made: TypeAlias = "tuple[dict[str, str], dict[str, str]]"


class PlaceFinder(dict[str, tuple[tuple[int, tuple[Terminal, ...]], ...]]):
    """What looks in the view of names where the terminals of several scanners can stand behind a separator.

    As a mapping, it has for each text that its expression finds the terminals that can begin so, by the number of
    their scanner; each is worked out when it is first asked for. The first scanners read the ``folded`` view, which has
    no signs for capitals; those whose numbers are in ``anywhere`` look behind a digit and a sign, too: "3.Sở Y tế".
    """

    def __init__(self, scanners: Sequence[Scanner], folded: int, anywhere: AbstractSet[int]) -> None:
        super().__init__()
        self._count, self._anywhere = len(scanners), anywhere
        self._terminals = [(number, one) for number, scanner in enumerate(scanners) for one in scanner.terminals]
        source = "\0".join([str(folded), *(scanner.source for scanner in scanners)])
        self._folded, self._names = kept_value("places", source, _read, lambda: _made(scanners, folded))
        written = kept_texts("place", source, lambda: {"any": _ahead(self._folded, self._names)})
        self._places = Expression(written.key("any"), lambda: written["any"]).finditer

    def __missing__(self, found: str) -> tuple[tuple[int, tuple[Terminal, ...]], ...]:
        numbers = {*numbers_at(_folded(found), self._folded), *numbers_at(found, self._names)}
        by_scanner: dict[int, list[Terminal]] = {}
        for scanner, terminal in (self._terminals[number] for number in sorted(numbers)):
            by_scanner.setdefault(scanner, []).append(terminal)
        chosen = tuple((number, tuple(terminals)) for number, terminals in by_scanner.items())
        if len(self) < _MOST_KNOWN:
            self[found] = chosen
        return chosen

    def places(self, names: str) -> tuple[Places, ...]:
        """For each scanner, where its terminals can stand in a text, and which, in text order, to be read once.

        No pairs are held: they would be many, and the garbage collector would look at all of them.
        """
        found: list[tuple[list[int], list[tuple[Terminal, ...]]]] = [([], []) for _ in range(self._count)]
        anywhere = self._anywhere
        for place in self._places(names):
            chosen, at = self[place[1]], place.end()
            if place.lastindex == 2:
                chosen = tuple(one for one in chosen if one[0] in anywhere)
            for number, terminals in chosen:
                ats, which = found[number]
                ats.append(at)
                which.append(terminals)
        return tuple(zip(*one, strict=True) for one in found)


def within(places: Places, areas: Iterable[tuple[int, int]]) -> Places:
    """Those of some places that lie in areas, both in text order."""
    ahead = iter(areas)
    start = end = 0
    for place in places:
        while end <= place[0]:
            start, end = next(ahead, (sys.maxsize, sys.maxsize))
        if start <= place[0]:
            yield place


def _made(scanners: Sequence[Scanner], folded: int) -> tuple[str, str]:
    of_folded: dict[str, str] = {}
    of_names: dict[str, str] = {}
    first = 0
    for scanner in scanners:
        texts = of_folded if folded > 0 else of_names
        folded -= 1
        for text, numbers in scanner.texts.items():
            words = "".join(chr(first + ord(number)) for number in numbers if number in scanner.words)
            key = _folded(text) if texts is of_folded else text
            if words:
                texts[key] = texts.get(key, "") + words
        first += len(scanner.terminals)
    return in_one(of_folded), in_one(of_names)


def _ahead(of_folded: dict[str, str], of_names: dict[str, str]) -> str:
    begins = [Beginning(_folded(text), closed=True) for text in (*of_folded, *of_names)]
    return SEPARATOR + look_ahead([begins], _BLANK) + _BEHIND_NUMBER


def _read(record: Any) -> _Made:
    of_folded, of_names = record
    return apart(of_folded), apart(of_names)


def _folded(text: str) -> str:
    """The beginning of a terminal of the folded view as it stands in the view of names, all blanks written alike."""
    return text.translate(_BLANKS).lower()
