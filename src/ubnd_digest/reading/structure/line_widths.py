"""The lines of a text that may be broken at a width: how wide they are, and the entries of a lead among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.text import View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.structure.line_forms import words_of

# What ends a sentence, or the part of it that stands on a line of its own; after it may stand what closes it.
ENDS = ".;:!?…"
CLOSING = " )]”\"'»"
_FEWEST, _AGREE = 3, 0.8  # how many lines that surely go on show a width, and what part of them must agree with it
_MOST_LONGER = 0.2  # what part of all lines may be longer than the width
_PARTED = 0.9  # what part of all ends of paragraphs stand above a blank line, where blank lines part paragraphs
NEARLY = 0.75  # how full a line is, as a part of the width, that may go on, where widths are not exact
_HEAD = 20_000  # how much of the beginning of a text is looked at for its lead, in characters
# By how many words entries are looked up, on how many lines one may stand, and how many that begin alike are kept.
FEWEST_WORDS, MOST_LINES, _MOST_ALIKE = 3, 6, 20
_FEWEST_IN_HEADING = 5  # how many words an entry has that a heading holds with others
_SEPARATOR = lazily("[;.…]")


class Line(NamedTuple):
    """A line: its number among all, its text in the folded view and in its own case, without outer spaces."""

    number: int
    text: str
    cased: str
    length: int  # how many characters it has, without the blanks that the view adds

    @property
    def ended(self) -> bool:
        """Whether a mark stands at its end."""
        bare = self.text.rstrip(CLOSING)
        return bool(bare) and bare[-1] in ENDS

    @property
    def closed(self) -> bool:
        """Whether a sentence ends at its end."""
        return self.ended and self.text.rstrip(CLOSING)[-1] not in ";:"

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.cased[0].islower()


class Width(NamedTuple):
    """How long lines may be; ``exact`` where the next word never fits."""

    most: int
    exact: bool
    parted: bool = False  # whether blank lines stand between paragraphs, so that hardly one ends above another line

    def is_full(self, line: Line, below: Line) -> bool:
        """Whether a line goes on below because there was no room."""
        if line.length > self.most:
            return False
        word = len(below.text.partition(" ")[0])
        return line.length + 1 + word > self.most if self.exact else line.length >= NEARLY * self.most


class Entries(NamedTuple):
    """The parts of the first lines between semicolons and full stops, by their first words: the lead is among them."""

    parts: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Entries:
        """The parts of the first lines: from a separator on, and from the beginning of each line."""
        parts: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
        begun: list[
            tuple[int, list[str]]
        ] = []  # parts that go on: from a separator, and from the beginning of each line
        length = 0
        for line in lines:
            if length > _HEAD:
                break
            length += line.length
            begun = [one for one in begun if any(map(str.strip, one[1]))][-MOST_LINES:]
            begun.append((line.number, []))
            for place, piece in enumerate(_SEPARATOR.split(line.text)):
                if place:
                    for number, pieces in begun:
                        known = parts.setdefault((words := words_of(" ".join(pieces)))[:FEWEST_WORDS], [])
                        if len(words) >= FEWEST_WORDS and len(known) < _MOST_ALIKE:
                            known.append((number, words))
                    begun = [(line.number, [])]
                for _, pieces in begun:
                    pieces.append(piece)
        return cls(parts)

    def _like(self, words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
        yield from self.parts.get(words[:FEWEST_WORDS], ())

    def has(self, words: tuple[str, ...]) -> bool:
        """Whether an entry is these words."""
        return any(part == words for _, part in self._like(words))

    def part_of(self, words: tuple[str, ...], line: int) -> tuple[str, ...] | None:
        """The first entry above a line that begins like these words, and is made of some of them."""
        told = frozenset(words)
        like = (part for number, part in self._like(words) if number < line and len(part) >= _FEWEST_IN_HEADING)
        return next((part for part in like if told.issuperset(part)), None)

    def begins(self, line: Line) -> bool:
        """Whether a line begins with an entry that stands above it, or holds the beginning of one."""
        words = words_of(line.text)
        return any(
            number < line.number and part[: len(words)] == words[: len(part)] for number, part in self._like(words)
        )

    def goes_on(self, words: tuple[str, ...], others: tuple[str, ...], line: int) -> bool:
        """Whether an entry above a line goes on after these words with the first ones of others."""
        size, reach = len(words), len(words) + len(others)
        above = (part for number, part in self._like(words) if number < line)
        return any(part[:size] == words and part[size:reach] == others[: len(part) - size] != () for part in above)


def lines_in(view: View) -> Iterator[Line]:
    """The lines with text."""
    at = 0
    added = view.added()
    for number, raw in enumerate(view.folded.split("\n")):
        text = raw.strip(" ")
        if text:
            start = at + raw.index(text)
            end = start + len(text)
            blanks = bisect_left(added, end) - bisect_left(added, start) if added else 0
            yield Line(number, text, view.cased[start:end], len(text) - blanks)
        at += len(raw) + 1


def width_of(going: Sequence[tuple[Line, Line]], lines: Sequence[Line]) -> Width | None:
    """The width at which a text is broken, by the lines that surely go on; None where they show none."""
    if len(going) < _FEWEST:
        return None
    begun: Counter[int] = Counter()
    for line, below in going:  # the widths at which this line would be broken here
        begun[line.length] += 1
        begun[line.length + 1 + len(below.text.partition(" ")[0])] -= 1
    best = least = beyond = count = 0
    for length, longer in pairwise((*sorted(begun), 0)):
        count += begun[length]
        if count >= best:
            best, least, beyond = count, length, longer
    most = max((line.length for line in lines if least <= line.length < beyond), default=least)
    lengths = sorted(line.length for line, _ in going)
    width = Width(most, exact=True)
    if best < _AGREE * len(going):
        width = Width(lengths[-1 - len(lengths) // 20], exact=False)
        if sum(length >= NEARLY * width.most for length in lengths) < _AGREE * len(going):
            return None
    ends = [
        below.number > line.number + 1
        for line, below in pairwise(lines)
        if below.number > line.number + 1 or (line.ended and not width.is_full(line, below))
    ]
    width = width._replace(parted=sum(ends) >= _PARTED * len(ends) > 0)
    longer = sum(line.length > width.most for line in lines)
    return width if longer <= max(1, _MOST_LONGER * len(lines)) else None
