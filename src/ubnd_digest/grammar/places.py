"""Where the islands of several scanners may begin in a text: found in one pass over it, which is most of their work."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ubnd_digest.grammar.beginnings import DIGIT, Beginning, look_ahead
from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.scanner import SEPARATOR, Places, Scanner, Terminal
from ubnd_digest.grammar.tables import kept_value, read_text

# Behind a digit and one of these signs nothing begins but for scanners that look there, too.
_BEHIND_NUMBER = r"(?=\w)(?:(?<![0-9][.,/+:-])|(?P<behind>))"
# All that a space of the folded view may be in the view of names.
_BLANK = r"[ \n\^]"
_BLANKS = str.maketrans("^\n", "  ")
# How many beginnings are remembered.
_MOST_KNOWN = 8192


class PlaceFinder(dict[str, tuple[tuple[int, tuple[Terminal, ...]], ...]]):
    """What looks in the view of names where the terminals of several scanners can stand behind a separator.

    As a mapping, it has for each text that its expression finds the terminals that can begin so, by the number of
    their scanner; each is worked out when it is first asked for.

    Args:
        scanners: the scanners.
        folded: how many of them, from the first on, read the folded view: it has no signs for capitals.
        anywhere: the numbers of those that look behind a digit and a sign, too: "3.Sở Y tế".
    """

    def __init__(self, scanners: Sequence[Scanner], folded: int, anywhere: AbstractSet[int]) -> None:
        super().__init__()
        self._count, self._anywhere = len(scanners), anywhere
        self._by_text: dict[str, list[tuple[int, int, Terminal]]] = {}
        for number, scanner in enumerate(scanners):
            for order, (terminal, texts) in enumerate(scanner.words):
                for text in {_folded(text) for text in texts} if number < folded else texts:
                    key = text if number >= folded else f"\0{text}"
                    self._by_text.setdefault(key, []).append((number, order, terminal))
        source = "\0".join(sorted(self._by_text))
        ahead = kept_value("places", source, read_text, self._look_ahead)
        self._places = compiled(SEPARATOR + ahead + _BEHIND_NUMBER).finditer

    def _look_ahead(self) -> str:
        return look_ahead([[Beginning(_folded(text.lstrip("\0")), closed=True) for text in self._by_text]], _BLANK)

    def __missing__(self, found: str) -> tuple[tuple[int, tuple[Terminal, ...]], ...]:
        text = DIGIT.sub("0", found)
        folded = _folded(text)
        ends = range(len(text) + 1)
        things = {
            (number, order): terminal
            for key in (*(text[:end] for end in ends), *(f"\0{folded[:end]}" for end in ends))
            for number, order, terminal in self._by_text.get(key, ())
        }
        by_scanner: dict[int, list[Terminal]] = {}
        for number, order in sorted(things):
            by_scanner.setdefault(number, []).append(things[number, order])
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


def _folded(text: str) -> str:
    """The beginning of a terminal of the folded view as it stands in the view of names, all blanks written alike."""
    return text.translate(_BLANKS).lower()
