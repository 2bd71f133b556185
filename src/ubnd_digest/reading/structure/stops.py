"""Headings with a number that end like a sentence: 1. Sửa cầu Bến Đò.

Their numbers run on from the first one, most of them end so, and below most of them an item opens: in a list of who is
told (``1. Trung tâm Y tế:``) tasks stand there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.structure.line_forms import LONGEST_HEADING, Places, TextLine, words_of

_FEWEST = 3  # how many such lines show that headings end so
_MOST = 2 / 3  # and what part of the lines whose numbers run on, and of what stands below them
_STOPS = ".:"
_ABOVE = (":", ";")  # how a line ends that may stand above the first of them


class StopReader:
    """Finds such headings by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._tells = [
            grammar.pattern(name) for name in ("TASK", "OPENING", "CONTINUING", "FIELD_LINE", "DATED_OPENING")
        ]
        self._opening = grammar.pattern("OPENING")

    def without(self, lines: Sequence[TextLine], numbers: Places) -> list[TextLine]:
        """The lines, those headings in the form of others; references stand in ``numbers``."""
        found = list(lines)
        if sum(line.number is not None for line in lines) < _FEWEST:
            return found
        for kind in ("1", "I"):
            run = _run(lines, kind)
            stopped = [place for place in run if _is_stopped(lines[place])]
            sure = [place for place in stopped if self._is_heading(lines[place], numbers)]
            opened = sum(self._opens(lines[at + 1 : to], numbers) for at, to in pairwise([*run, len(lines)]))
            if min(len(sure), opened) < max(_FEWEST, _MOST * len(run)) or not _begins_items(lines[: run[0]]):
                continue
            for place in stopped:
                line = lines[place]
                found[place] = line._replace(unlike_heading=(), words=words_of(line.after_number()))
        return found

    def _is_heading(self, line: TextLine, numbers: Places) -> bool:
        """Whether a line gives no task and tells of no document."""
        words = line.after_number()
        return not numbers.first_in(line) and not any(one.match(words) for one in self._tells)

    def _opens(self, below: Sequence[TextLine], numbers: Places) -> bool:
        """Whether what stands below a line is an item: it names a document, or begins with who ordered something."""
        return any(map(numbers.first_in, below)) or self._opening.match(below[0].text) is not None


def _run(lines: Sequence[TextLine], kind: str) -> list[int]:
    """The places of lines whose numbers of a kind run on from 1, each with a line without such a number below it."""
    found: list[int] = []
    for place, line in enumerate(lines[:-1]):
        below = lines[place + 1].number
        runs_on = line.number and line.number.kind == kind and line.number.value == len(found) + 1
        if runs_on and not (below and below.kind == kind):
            found.append(place)
    return found


def _is_stopped(line: TextLine) -> bool:
    """Whether only its end speaks against a heading, and it is one sentence."""
    stopped = line.only_stopped and line.text[-1] in _STOPS
    return stopped and line.end - line.start <= LONGEST_HEADING and ". " not in line.after_number()


def _begins_items(above: Sequence[TextLine]) -> bool:
    """Whether nothing but the lead stands above a line: entries, or words that lead to what follows."""
    return all(
        not line.unlike_but_bullet or line.text.endswith(_ABOVE) or place == 0 for place, line in enumerate(above)
    )
