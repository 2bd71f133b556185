"""Leads that are lists, a line an entry: lines that stand below again, or have marks before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.entries import Entry, entry_of, repeats
from ubnd_digest.reading.structure.line_forms import Places, TextLine

FEWEST_LISTED = 2  # how many entries a list has


class Lead(NamedTuple):
    """The lead among the lines below a title, or among all lines where there is none."""

    length: int = 0  # how many lines it has
    entries: tuple[Entry, ...] = ()  # its entries
    tail: Area | None = None  # the words after the last entry
    decisions: tuple[Decision, ...] = ()  # why its lines are of the lead
    first: int = 0  # how many lines stand above it
    told: bool = False  # whether it says of itself that it is one


def listed(lines: Sequence[TextLine], numbers: Places, task: re.Pattern[str]) -> int:
    """How many of the first lines are a lead as a list, in one form: they stand below it again, mostly.

    Lines in the form of headings with bullets or numbers before them, which hold no document and no ``task``, are one
    by that, where a heading stands below.
    """
    mark = lines[0].mark if lines else ""
    if not mark:
        length = _repeated_lines(lines) or _unbroken(lines)
    elif lines[0].number:  # 1. … 2. … 3. … 1. …: those below begin anew
        length = sum(1 for _ in takewhile(lambda one: _counts(one[1], one[0]), enumerate(lines, 1)))
    else:
        length = sum(1 for _ in takewhile(lambda line: line.mark == mark, lines))
    if not FEWEST_LISTED <= length < len(lines) - 1:
        return 0
    lead = list_of(lines[:length])
    headings = all(not line.unlike_but_bullet and not numbers.first_in(line) for line in lines[: length + 1])
    tasks = any(task.match(entry.text) for entry in lead.entries)
    if mark and headings and not tasks and (lines[0].number or lines[length].mark != mark):
        return length
    again = {repeat.entry for repeat in repeats(lead.entries, lines[length:]).values()}
    return length if len(again) >= max(FEWEST_LISTED, length / 2) else 0


def _counts(line: TextLine, number: int) -> bool:
    return line.number is not None and line.number.value == number


def _repeated_lines(lines: Sequence[TextLine]) -> int:
    """How many of the first lines stand below again in the same words."""
    below = Counter(line.words for line in lines)
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        if not line.words or below[line.words] < 2 or line.words in seen:
            break
        seen.add(line.words)
    return len(seen)


def _unbroken(lines: Sequence[TextLine]) -> int:
    """How many lines in the form of headings stand before a blank line, or the last of them, which is the first one."""
    length = 0
    for place, line in enumerate(lines):
        if line.unlike_heading or line.number:
            return place - 1
        length = place
        if place and line.blank_before:
            break
    return length


def list_of(lines: Sequence[TextLine]) -> Lead:
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
