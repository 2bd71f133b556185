"""Which line ends stand in mid-sentence, as those of PDF files and mail do, and which end a paragraph.

Decided from the text as a whole. A text is broken at a width where lines that surely go on (no mark at their end, a
small letter below) are all so long that the next word would not have fitted, or nearly so. Then each line that is full
goes on below it, unless what stands there shows that something new begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.structure.line_forms import words_of
from ubnd_digest.reading.structure.line_widths import (
    CLOSING,
    ENDS,
    FEWEST_WORDS,
    MOST_LINES,
    NEARLY,
    Entries,
    Line,
    Width,
    lines_in,
    width_of,
)

_NARROWEST, _WIDEST = 36, 180  # between these widths lines are broken; longer ones are paragraphs
_SHORTEST, _SHORTEST_DANGLING = 20, 10  # how long a line that goes on is at least where no width is known
_LONGEST_HEADING, _LONGEST_OF_PAGE = 300, 200  # how long a heading may be, and a line of the page, in characters
_LONGEST_TYPE = 40  # how long the type of a document is, in characters
_SHARE = 0.6  # what part of its words the lines below take up


class _Whole(NamedTuple):
    """What a text shows as a whole: its width, the entries of its lead, how paragraphs and lists begin."""

    width: Width | None
    entries: Entries
    starts: ParagraphStarts | None
    bullets: bool
    numbered: bool  # whether most lines with a number are headings
    repeated: set[tuple[str, ...]]  # entries that stand over their items already


class LineEnds:
    """Tells line ends by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._beginnings = patterns_of(grammar)
        self._page = [grammar.pattern(name) for name in ("CHROME", "PAGE_FOOT", "IMAGE", "CAPTION")]

    def decide(self, view: View) -> dict[int, str]:
        """The numbers of the line ends in mid-sentence, each with what stands for it: a space, or nothing."""
        if "\n" not in view.folded.strip():
            return {}
        lines = list(lines_in(view))
        pairs = [(line, below) for line, below in pairwise(lines) if below.number == line.number + 1]
        width = width_of([(line, below) for line, below in pairs if self._surely(line, below)], lines)
        entries = Entries.of(lines) if width else Entries({})
        starts = ParagraphStarts.of(lines, width, entries, self._beginnings) if width and width.exact else None
        whole = _Whole(width, entries, starts, self._has_bullets(lines), self._are_headings(width, lines), set())
        found: dict[int, str] = {}
        unit: list[Line] = []  # the paragraph so far: its first lines, and the last one
        for place, line in enumerate(lines):
            unit = [*unit[:MOST_LINES], line] if line.number - 1 in found else [line]
            below = lines[place + 1] if place + 1 < len(lines) else None
            if below is None or below.number != line.number + 1:
                continue
            if self._goes_on(unit, below, lines[place + 2 : place + 4], whole):
                found[line.number] = "" if _is_cut(line.cased, below.cased) else " "
        return found

    def _surely(self, line: Line, below: Line) -> bool:
        """Whether a line goes on, whatever the width: no mark, a small letter below, and neither in a list."""
        return (
            _NARROWEST <= line.length <= _WIDEST
            and not line.ended
            and below.small
            and not self._patterns["LINE_NUMBER"].match(below.text)
        )

    def _has_bullets(self, lines: Sequence[Line]) -> bool:
        """Whether bullets stand before paragraphs: below the end of a sentence, and in no mid-sentence."""
        return any(below.text[0] in "-+" and line.ended for line, below in pairwise(lines))

    def _are_headings(self, width: Width | None, lines: Sequence[Line]) -> bool:
        """Whether most lines with a number that have room for what stands below them have no mark at their end."""
        answers = [
            not line.ended
            for line, below in pairwise(lines)
            if self._patterns["LINE_NUMBER"].match(line.text) and not (width and width.is_full(line, below))
        ]
        return 2 * sum(answers) > len(answers)

    def _goes_on(self, unit: Sequence[Line], below: Line, after: Sequence[Line], whole: _Whole) -> bool:
        width = whole.width
        line = unit[-1]
        if not line.ended and self._dangles(line) and not self._patterns["LINE_BULLET"].match(below.text):
            near = width is not None and (width.is_full(line, below) or line.length >= NEARLY * width.most)
            if near and (below.small or not whole.entries.has(words_of(_text_of(unit)))):
                return True
            # a capital may begin a paragraph below a heading: "… hòa giải ở cơ sở"
            certain = below.small or self._is_rest(below) or line.text[-1] in "-/"
            in_day = line.text[-1] == "/" and below.text[0].isdigit()  # (ngày 31/), and below it 5/2022
            return certain and (in_day or line.length >= _SHORTEST_DANGLING) and line.length <= _WIDEST
        full = width is not None and width.is_full(line, below)
        # a mark that found no room; the number of a document
        if (full and below.text[0] in ENDS) or self._is_number_below(line, below):
            return True
        if self._is_of_page(line) or self._is_of_page(below) or self._patterns["ARTICLE_LINE"].match(below.text):
            return False
        if number := self._patterns["LINE_NUMBER"].match(below.text):
            return full and not line.ended and ")" in number.group() and _is_open(unit)
        if below.text[0] in "-+":
            return full and not line.ended and self._is_dash(line, below, bullets=whole.bullets)
        if self._patterns["LINE_BULLET"].match(below.text):
            return False
        inexact = width is None or not width.exact
        if inexact and not line.ended and (below.small or (below.text[0] in "0123456789(" and full)):
            return self._alone(unit, below) if width is None else full
        if not line.ended and below.small and width is not None and NEARLY * width.most <= line.length <= width.most:
            return True
        if not full or (not below.small and self._is_entry(line, below, whole.entries)):
            return False
        if line.ended:
            return self._in_paragraph(unit, below, whole)
        return below.small or not self._is_heading(unit, below, after, whole)

    def _is_of_page(self, line: Line) -> bool:
        """Whether a line belongs to the page and not to its text."""
        return line.length <= _LONGEST_OF_PAGE and any(pattern.fullmatch(line.text) for pattern in self._page)

    def _dangles(self, line: Line) -> bool:
        """Whether the last word of a line asks for another one."""
        return self._patterns["GOES_ON_BELOW"].search(line.text, max(0, len(line.text) - 24)) is not None

    def _is_number_below(self, line: Line, below: Line) -> bool:
        """Whether a line ends with the type of a document, and the one below it begins with the number."""
        number = self._patterns["NUMBER_BELOW"].match(below.text)
        start = max(0, len(line.text) - _LONGEST_TYPE)
        return number is not None and self._patterns["TYPE_ABOVE"].search(line.text, start) is not None

    def _is_rest(self, below: Line) -> bool:
        """Whether a line begins with a number that a word above it asks for: 12/QĐ-UBND, and not "1. Sửa cầu"."""
        number = self._patterns["LINE_NUMBER"].match(below.text)
        rest = self._patterns["REST_OF_LINE_ABOVE"].match(below.text)
        return rest is not None and (number is None or number.group().rstrip().endswith("/"))

    def _is_dash(self, line: Line, below: Line, *, bullets: bool) -> bool:
        """Whether a dash at the beginning of a line joins two words, and is no bullet."""
        rest = below.cased[1:].lstrip(" ")
        if not rest or self._patterns["TASK"].match(below.text[len(below.text) - len(rest) :]):
            return False
        if rest[0].isdigit():
            return line.text[-1].isdigit()
        return rest[0].islower() or not bullets

    def _alone(self, unit: Sequence[Line], below: Line) -> bool:
        """Whether a line goes on where no width is known: the sentence began with a capital, the line is no shorter."""
        line = unit[-1]
        return (
            not unit[0].small
            and _SHORTEST <= line.length <= _WIDEST
            and 2 * line.length >= below.length
            and line.text[-1] not in CLOSING
        )

    def _is_entry(self, line: Line, below: Line, entries: Entries) -> bool:
        """Whether a line begins with an entry of the lead, and the one above it may have ended before."""
        if not (line.ended or line.text[-1].isdigit()):
            return False
        told = None if below.ended else entries.part_of(words_of(below.text), below.number)
        return told is not None or entries.begins(below)

    def _in_paragraph(self, unit: Sequence[Line], below: Line, whole: _Whole) -> bool:
        """Whether a paragraph goes on after the end of a sentence that a full line happens to end with."""
        if whole.width is None or whole.starts is None:
            return False
        sign = unit[-1].text.rstrip(CLOSING)[-1]
        if below.small or sign == ";":
            return True
        if whole.width.parted:  # blank lines stand between the paragraphs
            return True
        return not self._patterns["END_OF_ISSUE"].search(unit[-1].text) and not whole.starts.begins(below)

    def _is_heading(self, unit: Sequence[Line], below: Line, after: Sequence[Line], whole: _Whole) -> bool:
        """Whether the lines so far are a title or a heading, which a capital follows as it would follow a word."""
        text = _text_of(unit)
        if len(unit) > MOST_LINES or len(text) > _LONGEST_HEADING or unit[0].small:
            return False
        if self._patterns["TITLE"].match(text) and (text.endswith(")") or text[-1].isdigit()):
            return True
        number = self._patterns["LINE_NUMBER"].match(text)
        text = text[number.end() :] if number else text  # (1. Mở rộng chợ): no sentence ends at the number
        if any(sign in text for sign in ("; ", ". ", ": ")):
            return False
        if self._patterns["SENTENCE_START"].match(below.text):
            return True
        words = words_of(text)
        if whole.entries.has(words) and words not in whole.repeated:  # the paragraph below it may begin like it
            whole.repeated.add(words)
            return True
        if below.text[0] in '0123456789(“"' or whole.entries.goes_on(words, words_of(below.text), unit[0].number):
            return False
        if unit[-1].text.endswith(","):
            return False
        if not below.ended and after and not (whole.width and whole.width.is_full(below, after[0])):
            return False  # a short line without a mark is the end of a heading itself
        part = whole.entries.part_of(words, unit[0].number)
        if (number and whole.numbered) or (part and part not in whole.repeated):
            return True
        there = set(words_of(" ".join(line.text for line in (below, *after))))
        return len(words) >= FEWEST_WORDS and sum(word in there for word in words) >= _SHARE * len(words)


def ends_inside(view: View, spans: Iterable[Span]) -> dict[int, str]:
    """The numbers of the line ends inside some spans, each with a space for it."""
    found: dict[int, str] = {}
    number = last = 0
    for start, end in sorted((view.place(span.start), view.place(span.end)) for span in spans):
        number, last = number + view.folded.count("\n", last, start), start
        found |= {number + more: " " for more in range(view.folded.count("\n", start, end))}
    return found


def _text_of(unit: Sequence[Line]) -> str:
    """The text of some lines, on one."""
    return " ".join(line.text for line in unit)


def _is_open(unit: Sequence[Line]) -> bool:
    """Whether a bracket is open at the end of the lines so far, so that a number with a bracket closes it."""
    text = unit[-1].text
    return text.rfind("(") > text.rfind(")")


def _is_cut(line: str, below: str) -> bool:
    """Whether a line end stands inside a number, a symbol or a word with a dash: 12/QĐ- UBND."""
    return line[-1] in "-/" and len(line) > 1 and line[-2].isalnum() and below[0].isalnum()


# ---- how paragraphs begin -------------------------------------------------------------------

# The terminals of beginnings, the first that fits, with how many paragraphs and sentences begin so in a usual text.
_USUAL = {
    "PARAGRAPH_START": (1.4, 0.6),
    "CONTINUING": (1.0, 1.0),
    "TASK": (0.8, 1.2),
    "DATED_OPENING": (2.0, 0.0),
    "OPENING": (0.9, 1.1),
    "": (0.5, 1.5),
}
_NEXT_SENTENCE = lazily(r"[.!?] ")


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
