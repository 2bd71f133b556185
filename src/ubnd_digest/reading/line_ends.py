"""Which line ends stand in mid-sentence, as those of PDF files and mail do, and which end a paragraph.

Decided from the text as a whole. A text is broken at a width where lines that surely go on (no mark at their end, a small
letter below) are all so long that the next word would not have fitted, or nearly so. Then each line that is full goes
on below it, unless what stands there shows that something new begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.reading.line_forms import words_of

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

# What ends a sentence, or the part of it that stands on a line of its own; behind it may stand what closes it.
_ENDS = ".;:!?…"
_CLOSING = " )]”\"'»"
# Between these widths lines are broken; longer ones are paragraphs.
_NARROWEST, _WIDEST = 36, 180
# How many lines that surely go on show a width, and what part of them must agree with it.
_FEWEST, _AGREE = 3, 0.8
# What part of all lines may be longer than the width.
_MOST_LONGER = 0.2
# What part of all ends of paragraphs stand above a blank line, where blank lines part paragraphs.
_PARTED = 0.9
# How full a line is, as a part of the width, that may go on, where widths are not exact.
_NEARLY = 0.75
# How long a line that goes on is at least where no width is known.
_SHORTEST = 20
# How much of the beginning of a text is looked at for its lead, and how long a heading may be, in characters.
_HEAD, _LONGEST_HEADING = 20_000, 300
_SHARE, _FEWEST_WORDS = 0.6, 3
_SEPARATOR = re.compile("[;.…]")
# On how many lines an entry may stand, and how many that begin alike are kept.
_MOST_LINES = 6
_MOST_ALIKE = 20


class _Line(NamedTuple):
    """A line: its number among all, its text in the folded view and in its own case, without outer spaces."""

    number: int
    text: str
    cased: str

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def ended(self) -> bool:
        """Whether a mark stands at its end."""
        bare = self.text.rstrip(_CLOSING)
        return bool(bare) and bare[-1] in _ENDS

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.cased[0].islower()


class _Width(NamedTuple):
    """How long lines may be; ``exact`` where the next word never fits."""

    most: int
    exact: bool
    parted: bool = False  # whether blank lines stand between paragraphs, so that hardly one ends above another line

    def is_full(self, line: _Line, below: _Line) -> bool:
        """Whether a line goes on below because there was no room."""
        if line.length > self.most:
            return False
        word = len(below.text.partition(" ")[0])
        return line.length + 1 + word > self.most if self.exact else line.length >= _NEARLY * self.most


class _Entries(NamedTuple):
    """The parts of the first lines between semicolons and full stops, by their first words: the lead is among them."""

    parts: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Entries:
        parts: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
        begun: list[tuple[int, list[str]]] = []  # parts that go on: from a separator, and from the beginning of each line
        length = 0
        for line in lines:
            if length > _HEAD:
                break
            length += line.length
            begun = [one for one in begun if any(map(str.strip, one[1]))][-_MOST_LINES:] + [(line.number, [])]
            for place, piece in enumerate(_SEPARATOR.split(line.text)):
                if place:
                    for number, pieces in begun:
                        known = parts.setdefault((words := words_of(" ".join(pieces)))[:_FEWEST_WORDS], [])
                        if len(words) >= _FEWEST_WORDS and len(known) < _MOST_ALIKE:
                            known.append((number, words))
                    begun = [(line.number, [])]
                for _, pieces in begun:
                    pieces.append(piece)
        return cls(parts)

    def _like(self, words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
        yield from self.parts.get(words[:_FEWEST_WORDS], ())

    def has(self, words: tuple[str, ...]) -> bool:
        """Whether an entry is these words."""
        return any(part == words for _, part in self._like(words))

    def begins(self, line: _Line) -> bool:
        """Whether a line begins with an entry that stands above it, or holds the beginning of one."""
        words = words_of(line.text)
        return any(
            number < line.number and part[: len(words)] == words[: len(part)] for number, part in self._like(words)
        )

    def goes_on(self, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Whether an entry goes on behind these words with the first ones of others."""
        size = len(words)
        return any(
            part[:size] == words and part[size : size + len(others)] == others[: len(part) - size] != ()
            for _, part in self._like(words)
        )


class LineEnds:
    """Tells line ends by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._number = grammar.pattern("LINE_NUMBER")
        self._bullet = grammar.pattern("LINE_BULLET")
        self._dangling = grammar.pattern("GOES_ON_BELOW")
        self._title = grammar.pattern("TITLE")
        self._openings = [grammar.pattern(name) for name in ("OPENING", "DATED_OPENING")]
        self._task = grammar.pattern("TASK")
        self._starts = [*self._openings, self._task, grammar.pattern("PARAGRAPH_START")]
        self._issued = grammar.pattern("END_OF_ISSUE")
        self._page = [grammar.pattern(name) for name in ("CHROME", "PAGE_FOOT", "IMAGE", "CAPTION")]

    def decide(self, folded: str, cased: str) -> dict[int, str]:
        """The numbers of the line ends that stand in mid-sentence, each with what stands for it: a space, or nothing."""
        if "\n" not in folded.strip():
            return {}
        lines = list(_lines(folded, cased))
        pairs = [(line, below) for line, below in zip(lines, lines[1:], strict=False) if below.number == line.number + 1]
        going = [(line, below) for line, below in pairs if self._surely(line, below)]
        width = _width(going, lines)
        bullets = self._has_bullets(lines)
        entries = _Entries.of(lines) if width else _Entries({})
        found: dict[int, str] = {}
        unit: list[_Line] = []  # the paragraph so far: its first lines, and the last one
        for place, line in enumerate(lines):
            unit = [*unit[:_MOST_LINES], line] if line.number - 1 in found else [line]
            below = lines[place + 1] if place + 1 < len(lines) else None
            if below is None or below.number != line.number + 1:
                continue
            after = lines[place + 2 : place + 4]
            if self._goes_on(unit, below, after, width, entries, bullets=bullets):
                found[line.number] = "" if _is_cut(line.cased, below.cased) else " "
        return found

    def _surely(self, line: _Line, below: _Line) -> bool:
        """Whether a line goes on, whatever the width: no mark, a small letter below, and neither in a list."""
        return (
            _NARROWEST <= line.length <= _WIDEST and not line.ended and below.small and not self._number.match(below.text)
        )

    def _has_bullets(self, lines: Sequence[_Line]) -> bool:
        """Whether bullets stand before paragraphs: below the end of a sentence, and in no mid-sentence."""
        return any(below.text[0] in "-+" and line.ended for line, below in zip(lines, lines[1:], strict=False))

    def _goes_on(
        self,
        unit: Sequence[_Line],
        below: _Line,
        after: Sequence[_Line],
        width: _Width | None,
        entries: _Entries,
        *,
        bullets: bool,
    ) -> bool:
        line = unit[-1]
        if not line.ended and self._dangles(line) and not self._bullet.match(below.text):
            return _SHORTEST <= line.length <= _WIDEST or (width is not None and width.is_full(line, below))
        full = width is not None and width.is_full(line, below)
        if full and below.text[0] in _ENDS:  # a mark that found no room
            return True
        if any(pattern.fullmatch(part.text) for part in (line, below) for pattern in self._page if part.length <= 200):
            return False
        if self._number.match(below.text):
            return False
        if below.text[0] in "-+":
            return full and not line.ended and self._is_dash(line, below, bullets=bullets)
        if self._bullet.match(below.text):
            return False
        if width is None or not width.exact:
            if not line.ended and (below.small or (below.text[0] in "0123456789(" and full)):
                return self._alone(unit, below) if width is None else full
        if not line.ended and below.small and width is not None and _NEARLY * width.most <= line.length <= width.most:
            return True
        if not full or (not below.small and self._is_entry(line, below, entries)):
            return False
        if line.ended:
            return width is not None and width.exact and self._in_paragraph(unit, below, width)
        return below.small or not self._is_heading(unit, below, after, width, entries)

    def _dangles(self, line: _Line) -> bool:
        """Whether the last word of a line asks for another one."""
        return self._dangling.search(line.text, max(0, line.length - 24)) is not None

    def _is_dash(self, line: _Line, below: _Line, *, bullets: bool) -> bool:
        """Whether a dash at the beginning of a line joins two words, and is no bullet."""
        rest = below.cased[1:].lstrip(" ")
        if not rest or self._task.match(below.text[len(below.text) - len(rest) :]):
            return False
        if rest[0].isdigit():
            return line.text[-1].isdigit()
        return rest[0].islower() or not bullets

    def _alone(self, unit: Sequence[_Line], below: _Line) -> bool:
        """Whether a line goes on where no width is known: the sentence began with a capital, and the line is no shorter."""
        line = unit[-1]
        return (
            below.small
            and not unit[0].small
            and _SHORTEST <= line.length <= _WIDEST
            and 2 * line.length >= below.length
            and line.text[-1] not in _CLOSING
        )

    def _is_entry(self, line: _Line, below: _Line, entries: _Entries) -> bool:
        """Whether a line begins with an entry of the lead, and the one above it may have ended before."""
        return (line.ended or line.text[-1].isdigit()) and entries.begins(below)

    def _in_paragraph(self, unit: Sequence[_Line], below: _Line, width: _Width) -> bool:
        """Whether a paragraph goes on behind the end of a sentence that a full line happens to end with."""
        sign = unit[-1].text.rstrip(_CLOSING)[-1]
        if below.small or sign == ";":
            return True
        if width.parted:  # blank lines stand between the paragraphs
            return True
        return not self._issued.search(unit[-1].text) and not any(p.match(below.text) for p in self._starts)

    def _is_heading(
        self,
        unit: Sequence[_Line],
        below: _Line,
        after: Sequence[_Line],
        width: _Width | None,
        entries: _Entries,
    ) -> bool:
        """Whether the lines so far are a title or a heading, which a capital follows as it would follow a word."""
        text = " ".join(line.text for line in unit)
        if len(unit) > _MOST_LINES or len(text) > _LONGEST_HEADING or unit[0].small:
            return False
        if self._title.match(text) and (text.endswith(")") or text[-1].isdigit()):
            return True
        if any(sign in text for sign in ("; ", ". ", ": ")):
            return False
        words = words_of(text)
        if below.text[0] in "0123456789(“\"":
            return entries.has(words)
        if entries.has(words):
            return True
        if entries.goes_on(words, words_of(below.text)):
            return False
        if unit[-1].text.endswith(","):
            return False
        if not below.ended and after and not (width and width.is_full(below, after[0])):
            return False  # a short line without a mark is the end of a heading itself
        there = set(words_of(" ".join(line.text for line in (below, *after))))
        taken_up = len(words) >= _FEWEST_WORDS and sum(word in there for word in words) >= _SHARE * len(words)
        return taken_up


def _lines(folded: str, cased: str) -> Iterator[_Line]:
    """The lines with text."""
    at = 0
    for number, raw in enumerate(folded.split("\n")):
        text = raw.strip(" ")
        if text:
            start = at + raw.index(text)
            yield _Line(number, text, cased[start : start + len(text)])
        at += len(raw) + 1


def _width(going: Sequence[tuple[_Line, _Line]], lines: Sequence[_Line]) -> _Width | None:
    """The width at which a text is broken, by the lines that surely go on; None where they show none."""
    if len(going) < _FEWEST:
        return None
    begun: Counter[int] = Counter()
    for line, below in going:  # the widths at which this line would be broken here
        begun[line.length] += 1
        begun[line.length + 1 + len(below.text.partition(" ")[0])] -= 1
    best = most = count = 0
    for length in sorted(begun):
        count += begun[length]
        if count >= best:
            best, most = count, length
    lengths = sorted(line.length for line, _ in going)
    width = _Width(most, exact=True)
    if best < _AGREE * len(going):
        width = _Width(lengths[-1 - len(lengths) // 20], exact=False)
        if sum(length >= _NEARLY * width.most for length in lengths) < _AGREE * len(going):
            return None
    ends = [
        below.number > line.number + 1
        for line, below in zip(lines, lines[1:], strict=False)
        if below.number > line.number + 1 or (line.ended and not width.is_full(line, below))
    ]
    width = width._replace(parted=sum(ends) >= _PARTED * len(ends) > 0)
    longer = sum(line.length > width.most for line in lines)
    return width if longer <= max(1, _MOST_LONGER * len(lines)) else None


def _is_cut(line: str, below: str) -> bool:
    """Whether a line end stands inside a number, a symbol or a word with a dash: 12/QĐ- UBND."""
    return line[-1] in "-/" and len(line) > 1 and line[-2].isalnum() and below[0].isalnum()
