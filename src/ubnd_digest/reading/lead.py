"""The lead and the lines that repeat it.

The lead is a summary of the items: its entries are the headings, in the same words or nearly so,
with one sign between two of them, or by a slip of the pen another.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from attrs import define

LONGEST_HEADING = 600
# Two texts are the same in other words when they share this part of their words.
_SAME = 0.75
# How many entries of the lead are compared with a line before and behind the one that is due.
_REACH = 6
# How many parts of the lead may belong to one entry.
_MOST_PARTS = 3
_WORD = re.compile(r"\w+")
_SLIP = re.compile(r"[,.] ?")
OUTER = " .;,…/"
SENTENCE_END = (".", ";", ":", ",", "!", "?", "…")
_BULLETS = ("-", "+", "*", "•", "–")


class Entry(NamedTuple):
    """A part of the lead: where it stands, its line, its text, its words."""

    start: int
    end: int
    line: int
    text: str
    words: tuple[str, ...]


@define
class TextLine:
    """One line with text in the folded view, without its outer spaces."""

    start: int
    end: int
    text: str
    blank_before: bool
    capital: bool
    kind: str = "STRAY"
    in_lead: bool = False
    _words: tuple[str, ...] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the line; only those of a line that is short are asked for."""
        if self._words is None:
            self._words = words_of(self.text)
        return self._words


def entry_of(line: int, offset: int, text: str, start: int, end: int) -> Entry | None:
    """A part of the lead without its outer white space, full stops and dots; None where nothing is left."""
    while start < end and text[start] in OUTER:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    part = text[start:end]
    return Entry(offset + start, offset + end, line, part, words_of(part)) if part else None


def is_short(line: TextLine) -> bool:
    """Whether a line is not longer than a heading can be."""
    return line.end - line.start <= LONGEST_HEADING


def may_be_heading(line: TextLine) -> bool:
    """Whether a line has the form of a heading: short, with a capital, not ending like a sentence."""
    return (
        is_short(line)
        and line.capital
        and not line.text.endswith(SENTENCE_END)
        and not line.text.startswith(_BULLETS)
        and " " in line.text
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without the signs between them."""
    return tuple(_WORD.findall(text))


def matches(entries: list[Entry], lines: list[TextLine]) -> dict[int, int]:
    """Which line repeats which entry: in order, the same words first, then nearly the same."""
    places: dict[tuple[str, ...], deque[int]] = {}
    for number, entry in enumerate(entries):
        places.setdefault(entry.words, deque()).append(number)
    sets = [frozenset(entry.words) for entry in entries]
    longest = max((len(entry.text) for entry in entries), default=0)
    openings = {entry.text.partition(" ")[0] for entry in entries}
    found: dict[int, int] = {}
    due = 0
    for place, line in enumerate(lines):
        if not is_short(line) or len(line.text) * _SAME > longest:
            continue
        if line.text.endswith(SENTENCE_END) and line.text.partition(" ")[0] not in openings:
            continue
        key = line.words
        same = places.get(key)
        if same:
            number = same.popleft() if len(same) > 1 else same[0]
        elif may_be_heading(line) or (line.text.endswith(".") and place - 1 not in found):
            words = frozenset(key)
            # a sentence may only repeat what is still to come: the first paragraph repeats its heading
            first = due - _REACH if may_be_heading(line) else due
            near = range(max(0, first), min(len(entries), due + _REACH))
            number = next((n for n in near if _alike(sets[n], words)), -1)
        else:
            number = -1
        if number >= 0:
            found[place] = number
            due = number + 1
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    longer = max(len(one), len(other))
    return min(len(one), len(other)) >= _SAME * longer > 0 and len(one & other) >= _SAME * longer


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
    for sign in _SLIP.finditer(part.text):
        before = entry_of(part.line, part.start, part.text, at, sign.start())
        behind = entry_of(part.line, part.start, part.text, sign.end(), len(part.text))
        if before and behind and (before.words in keys or behind.words in keys):
            yield before
            at = sign.end()
    rest = entry_of(part.line, part.start, part.text, at, len(part.text))
    if rest:
        yield rest
