"""The lead, its entries, and the lines that repeat them.

The lead is a summary of the items: its entries are the headings, in the same words or nearly so,
with one character between two of them, or by a slip of the pen another.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.line_forms import LONGEST_HEADING, SENTENCE_END, Places, TextLine, is_short, words_of
from ubnd_digest.reading.structure.openers import FirstParagraphs

_SAME = 0.75  # two texts are the same in other words when they share this part of their words
_FEWEST, _PART = 4, 1 / 3  # so many words, and such a part of the other one, where one is told with words left out
_FEWEST_LISTED = 2  # how many entries a list has
_REACH = 6  # how many entries of the lead are compared with a line before and after the one that is due
_MOST_PARTS = 3  # how many parts of the lead may belong to one entry
_DEEPEST = 20  # in how many lines a lead is looked for that no title stands above
# How long the words after the last entry may be, in characters.
_LONGEST_TAIL = 400
_SLIP = re.compile(r"[,.] ?| [-/] ")
_SEMICOLON = re.compile(";")
_FULL_STOP = re.compile(r"\.(?= |\.|$)")
_OUTER = " .;,…/"
_BEFORE = _OUTER + "-+*•"
LEAD_END = (".", ";", "…")  # what a line of the lead ends with, and the line above an item


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


class Lead(NamedTuple):
    """The lead among the lines below a title, or among all lines where there is none."""

    length: int = 0  # how many lines it has
    entries: tuple[Entry, ...] = ()  # its entries
    tail: Area | None = None  # the words after the last entry
    decisions: tuple[Decision, ...] = ()  # why its lines are of the lead
    first: int = 0  # how many lines stand above it
    told: bool = False  # whether it says of itself that it is one


class Repeat(NamedTuple):
    """Which entry of the lead a line repeats, and whether in the same words."""

    entry: int
    same: bool

    def reason(self, start: int, end: int) -> Reason:
        """The repetition as evidence; the arguments say where the other half of it stands."""
        return Reason("the same words" if self.same else "nearly the same words", 0, start, end)


class LeadReader:
    """Reads leads by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._first_paragraph = FirstParagraphs(grammar)

    def read(self, lines: Sequence[TextLine], numbers: Places, *, titled: bool) -> Lead:
        """The lead at the beginning of the lines below a title; one without lines where there is none.

        Where no title stands, a lead is one that says of itself what it is.
        """
        if titled and (listed := _listed(lines)):
            return _list_of(lines[:listed])
        first = 0 if titled else self._first_told(lines)
        if first is None:
            return Lead()
        because: list[Reason] = []
        parts: list[Entry] = []
        texts: set[str] = set()
        told = False
        for line in lines[first:]:
            ends = line.text.endswith(LEAD_END)
            if told or (not ends and (because or ";" not in line.text)):
                break
            if because and not line.text.endswith(";") and line.after_number().rstrip(_OUTER) in texts:
                break  # a heading with a full stop: the lead has it already
            told = self._tells(line, titled=titled)
            if not told and self._first_paragraph.is_one(line, numbers):
                break
            found = list(self._entries(len(because), line))
            alone = line.number is not None and len(found) < _FEWEST_LISTED and not (because or told)
            if alone and all(other.number is None for other in lines[first + 1 : first + 2]):
                break  # 1. Sửa cầu Bến Đò.: a heading with a full stop, and no list
            parts += found
            texts.update(entry.text for entry in found)
            at = line.end - 1 if ends else line.start + line.text.index(";")
            because.append(Reason("ends like a sentence" if ends else "semicolon", 0, at, at + 1))
        length = len(because)
        if not length or (first + length == len(lines) and not told):
            return Lead()
        keys = {line.words for line in lines[first + length :] if not line.unlike_heading}
        entries = tuple(aligned(parts, keys))
        above = "below the title" if titled else "says that it is a lead"
        return Lead(
            length,
            entries,
            Area(entries[-1].end if entries else lines[first].start, lines[first + length - 1].end),
            tuple(
                Decision("line", "lead", line.start, line.end, (Reason(above), reason))
                for line, reason in zip(lines[first:], because, strict=False)
            ),
            first,
            told,
        )

    def _first_told(self, lines: Sequence[TextLine]) -> int | None:
        """Where a lead begins that says of itself that it is one: with the lines above it that end in a semicolon."""
        for place, line in enumerate(lines[:_DEEPEST]):
            if self._tells(line, titled=False):
                first = place
                while first and lines[first - 1].text.endswith(";"):
                    first -= 1
                return first
        return None

    def _tells(self, line: TextLine, *, titled: bool) -> bool:
        """Whether the words at the end of a line say that it is a lead, of a digest where no title says so."""
        tail = self._patterns["LEAD_TAIL"].search(line.text, max(0, len(line.text) - _LONGEST_TAIL))
        return bool(tail and tail.start() and (titled or self._patterns["LEAD_OF_DIGEST"].search(tail.group())))

    def _entries(self, place: int, line: TextLine) -> Iterator[Entry]:
        """Split a line of the lead at its separators."""
        text = line.text
        start, end = line.number.length if line.number else 0, len(text)
        head = self._patterns["LEAD_HEAD"].match(text, start)
        if head:
            start = head.end()
        tail = self._patterns["LEAD_TAIL"].search(text, max(start, end - _LONGEST_TAIL))
        if tail:
            end = tail.start()
        separator = _SEMICOLON if text.find(";", start, end) >= 0 else _FULL_STOP
        at = start
        for found in (*separator.finditer(text, start, end), None):
            number = self._patterns["LINE_NUMBER"].match(text, at + (text[at : at + 1] == " "))
            at = number.end() if number else at
            entry = entry_of(place, line.start, text, at, found.start() if found else end)
            if entry:
                yield entry
            at = found.end() if found else end


def _listed(lines: Sequence[TextLine]) -> int:
    """How many of the first lines are a lead as a list, with bullets or without: they stand below it again."""
    bullets = sum(1 for _ in takewhile(lambda line: line.text[0] in _BEFORE, lines))
    below = Counter(line.words for line in lines[bullets:])
    if bullets:
        again = sum(words_of(line.text) in below for line in lines[:bullets])
        return bullets if again >= max(_FEWEST_LISTED, bullets / 2) else 0
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        if not line.words or below[line.words] < 2 or line.words in seen:
            break
        seen.add(line.words)
    return len(seen) if len(seen) >= _FEWEST_LISTED else 0


def _list_of(lines: Sequence[TextLine]) -> Lead:
    """A lead that has a line for each entry."""
    parts = (
        entry_of(place, line.start, line.text, line.number.length if line.number else 0, len(line.text))
        for place, line in enumerate(lines)
    )
    because = (Reason("below the title"), Reason("listed"))
    return Lead(
        len(lines),
        entries := tuple(part for part in parts if part),
        Area(entries[-1].end, lines[-1].end),
        tuple(Decision("line", "lead", line.start, line.end, because) for line in lines),
    )


def entry_of(line: int, offset: int, text: str, start: int, end: int) -> Entry | None:
    """A part of the lead without its outer white space, full stops and dots; None where at most a number is left."""
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _OUTER:
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
