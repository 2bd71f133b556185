"""How the paragraphs of a broken text begin, by which a sentence at the beginning of a line is told from a paragraph.

Where a full line ends with the end of a sentence, nothing in it says whether the paragraph ends there. The text does:
paragraphs that surely begin (below a line with room left), and sentences that surely begin none (in mid-line), are
counted by the words that they begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.structure.line_widths import Entries, Line, Width

# The terminals of beginnings, the first that fits, with how many paragraphs and sentences begin so in a usual text.
_USUAL = {
    "PARAGRAPH_START": (1.4, 0.6),
    "CONTINUING": (1.0, 1.0),
    "TASK": (0.8, 1.2),
    "DATED_OPENING": (2.0, 0.0),
    "OPENING": (0.9, 1.1),
    "": (0.5, 1.5),
}
_NEXT_SENTENCE = re.compile(r"[.!?] ")


class ParagraphStarts(NamedTuple):
    """How often a paragraph begins with words of a kind, and how often a sentence inside one does."""

    patterns: Mapping[str, re.Pattern[str]]
    paragraphs: Counter[str]
    sentences: Counter[str]

    @classmethod
    def of(
        cls, lines: Sequence[Line], width: Width, entries: Entries, patterns: Mapping[str, re.Pattern[str]]
    ) -> ParagraphStarts:
        """Those of a text that is broken at a width; a line that begins with an entry of the lead is a heading."""
        starts = cls(patterns, Counter(), Counter())
        for line, below in pairwise(lines):
            adjacent = below.number == line.number + 1 and not below.small
            if adjacent and line.closed and not width.is_full(line, below) and not entries.begins(below):
                starts.paragraphs[starts._kind(below.text)] += 1
        for line in lines:
            for found in _NEXT_SENTENCE.finditer(line.text):
                if line.cased[found.end()].isupper():
                    starts.sentences[starts._kind(line.text, found.end())] += 1
        return starts

    def begins(self, line: Line) -> bool:
        """Whether a line that begins like a sentence begins a paragraph, rather than going on with one."""
        kind = self._kind(line.text)
        paragraphs, sentences = _USUAL[kind]
        return self.paragraphs[kind] + paragraphs > self.sentences[kind] + sentences

    def _kind(self, text: str, at: int = 0) -> str:
        return next((name for name, pattern in self.patterns.items() if pattern.match(text, at)), "")


def patterns_of(grammar: Grammar) -> dict[str, re.Pattern[str]]:
    """The terminals of beginnings in a grammar."""
    return {name: grammar.pattern(name) for name in _USUAL if name}
