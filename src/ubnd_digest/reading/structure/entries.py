"""The entries of a lead, and the lines that repeat them: in the same words or nearly so."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Reason
from ubnd_digest.reading.structure.line_forms import (
    BULLETS,
    LONGEST_HEADING,
    SENTENCE_END,
    TextLine,
    is_short,
    words_of,
)

_SAME = 0.75  # two texts are the same in other words when they share this part of their words
_FEWEST, _PART = 4, 1 / 3  # so many words, and such a part of the other one, where one is told with words left out
_REACH = 6  # how many entries of the lead are compared with a line before and after the one that is due
_MOST_PARTS = 3  # how many parts of the lead may belong to one entry
_SLIP = lazily(r"[,.] ?| [-/] ")
OUTER = " .;,…/"  # around an entry
_BEFORE = OUTER + BULLETS


class Entry(NamedTuple):
    """A part of the lead: where it stands, its line, its text, its words."""

    start: int
    end: int
    line: int
    text: str
    words: tuple[str, ...]

    @property
    def area(self) -> Area:
        """Where it stands."""
        return Area(self.start, self.end)


class Repeat(NamedTuple):
    """Which entry of the lead a line repeats, and whether in the same words."""

    entry: int
    same: bool

    def reason(self, start: int, end: int) -> Reason:
        """The repetition as evidence; the arguments say where the other half of it stands."""
        return Reason("the same words" if self.same else "nearly the same words", 0, start, end)


def entry_of(line: int, offset: int, text: str, start: int, end: int) -> Entry | None:
    """A part of the lead without its outer white space, full stops and dots; None where at most a number is left."""
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    part = text[start:end]
    if not part or part.isdigit():  # its number alone
        return None
    return Entry(offset + start, offset + end, line, part, words_of(part))


def repeats(entries: Sequence[Entry], lines: Sequence[TextLine]) -> dict[int, Repeat]:
    """Which line repeats which entry: in order, the same words first, then nearly the same."""
    places: dict[tuple[str, ...], deque[int]] = {}
    for number, entry in enumerate(entries):
        places.setdefault(entry.words, deque()).append(number)
    sets: dict[int, frozenset[str]] = {}
    longest = max((len(entry.text) for entry in entries), default=0)
    openings = {entry.text.partition(" ")[0] for entry in entries}
    found: dict[int, Repeat] = {}
    due = 0
    for place, line in enumerate(lines):
        if not is_short(line) or len(line.text) * _PART > longest:
            continue
        if line.text.endswith(SENTENCE_END) and line.text.partition(" ")[0] not in openings:
            continue
        like = not line.unlike_heading
        key = line.words if like else words_of(line.text)
        same = places.get(key)
        if same:
            number = same.popleft() if len(same) > 1 else same[0]
        elif like or (line.text.endswith(".") and place - 1 not in found):
            words = frozenset(key)
            # a sentence may only repeat what is still to come: the first paragraph repeats its heading
            first = due - _REACH if like else due
            near = range(max(0, first), min(len(entries), due + _REACH))
            sets.update((n, frozenset(entries[n].words)) for n in near if n not in sets)
            number = next((n for n in near if _alike(sets[n], words)), -1)
            if number < 0 and like:
                coming = ((n, entries[n].words) for n in near if n >= due)
                number = next((n for n, told in coming if _is_part(told, key) or _is_part(key, told)), -1)
        else:
            number = -1
        if number >= 0:
            found[place] = Repeat(number, same is not None)
            due = number + 1
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    longer = max(len(one), len(other))
    return min(len(one), len(other)) >= _SAME * longer > 0 and len(one & other) >= _SAME * longer


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of one stand in the other in their order, and are no small part of it."""
    if len(one) < _FEWEST or len(one) < _PART * len(other):
        return False
    rest = iter(other)
    return all(word in rest for word in one)


def aligned(parts: list[Entry], keys: set[tuple[str, ...]]) -> Iterator[Entry]:
    """Join parts that only together repeat a heading, and split one that holds two headings."""
    i = 0
    while i < len(parts):
        part = parts[i]
        i += 1
        if part.words in keys:
            yield part
            continue
        joined, words = part, part.words
        for j in range(i, min(i + _MOST_PARTS, len(parts))):
            if parts[j].line != part.line or len(words) > LONGEST_HEADING:
                break
            words += parts[j].words
            if words in keys:
                joined = Entry(part.start, parts[j].end, part.line, f"{part.text} {parts[j].text}", words)
                i = j + 1
                break
        if joined is part:
            yield from _split(part, keys)
        else:
            yield joined


def _split(part: Entry, keys: set[tuple[str, ...]]) -> Iterator[Entry]:
    """Split at a comma or full stop that was written for the separator, where a half is a heading."""
    if len(part.text) > 2 * LONGEST_HEADING:
        yield part
        return
    at = 0
    for slip in _SLIP.finditer(part.text):
        before = entry_of(part.line, part.start, part.text, at, slip.start())
        after = entry_of(part.line, part.start, part.text, slip.end(), len(part.text))
        if before and after and (before.words in keys or after.words in keys):
            yield before
            at = slip.end()
    rest = entry_of(part.line, part.start, part.text, at, len(part.text))
    if rest:
        yield rest
