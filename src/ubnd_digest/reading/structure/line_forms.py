"""Lines as values, and what a line looks like by itself.

The terminals of ``structure.lark`` say which lines belong to the page and not to the digest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason

# How long a title, a heading, and a line that the page says of itself may be, in characters.
LONGEST_HEADING = 600
LONGEST_CHROME = 200
LONGEST_NUMBERED = 200  # how long a heading may be that only its number or its form shows
# How many words the names of two authors have.
_MOST_OF_NAMES = 9
_LONGEST_MARK = 8  # how long the number before a heading is at most
SENTENCE_END = (".", ";", ":", ",", "!", "?", "…")
BULLETS = "-+*•–❖➢►♦"
_OPENING = "(“‘\"'«["  # what may stand before the first word of a sentence
_FEWEST_MARKS = 2  # how many lines with a bullet, or with a number and a full stop, may be headings
_WORD = lazily(r"\w+")
# The letters of Roman numbers of lines; C, L and the like are letters of a list far more often.
_ROMAN, _NO_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}, frozenset("L")


class TextLine(NamedTuple):
    """One line with text in the folded view, without its outer spaces."""

    start: int  # where it begins
    end: int  # where it ends, exclusive
    text: str  # what stands there
    blank_before: bool  # whether a blank line stands above it
    unlike_heading: tuple[Reason, ...]  # why it has not the form of a heading; empty where it has
    words: tuple[str, ...]  # its words, where it has the form of a heading, without its number
    number: LineNumber | None = None  # the number of the line with its kind, or None
    named: bool = False  # whether every word of it begins with a capital, as those of a name do
    capitals: bool = False  # whether all its letters are capitals
    cased: str = ""  # the text in its own case, of a line that is not too long for a name

    def after_number(self) -> str:
        """What stands after the number of the line."""
        return self.text[self.number.length :] if self.number else self.text

    @property
    def only_stopped(self) -> bool:
        """Whether only the sign at its end speaks against the form of a heading."""
        return len(self.unlike_heading) == 1 and self.unlike_heading[0].name == "ends like a sentence"

    @property
    def mark(self) -> str:
        """What stands before the line: the kind of its number, or a bullet; or nothing."""
        first = self.text[0]
        return self.number.kind if self.number else "" if first.isalnum() or first in _OPENING else first

    @property
    def unlike_but_bullet(self) -> bool:
        """Whether it has not the form of a heading, even without its bullet."""
        return any(reason.name != "bullet" for reason in self.unlike_heading)


class LineNumber(NamedTuple):
    """The number before a line: as written, its kind (``"I"``, ``"A"``, ``"1"``, ``"1.1"``, ``"a"``), its length."""

    text: str
    kind: str
    length: int

    @property
    def value(self) -> int:
        """What it counts to, as a figure or a Roman number; 0 where it is neither."""
        if self.text.isdigit():
            return int(self.text)
        return _roman_value(self.text) if self.kind == "I" else 0


def text_lines(folded: str, cased: str, numbers: re.Pattern[str] | None = None) -> Iterator[TextLine]:
    r"""The lines with text of a folded view; ``cased`` is the same in its own case, of the same length.

    ``numbers`` is the terminal of numbers before lines.

    >>> [(line.text, line.blank_before) for line in text_lines("a b \n \nc", "A b \n \nc")]
    [('a b', False), ('c', True)]
    """
    at = 0
    blank = False
    for raw in folded.split("\n"):
        text = raw.strip(" ")
        if text:
            start = at + raw.index(text)
            end = start + len(text)
            number = _number(text, cased[start:end], numbers) if numbers else None
            behind = start + (number.length if number else 0)
            capital = cased[behind].isupper() or not cased[behind].isalpha()
            unlike = _unlike_heading(text, start, capital=capital, numbered=number is not None)
            words = () if unlike else words_of(text[behind - start :])
            short = cased[start:end] if end - start <= LONGEST_CHROME else ""
            named = bool(short) and all(word[0][0].isupper() for word in _WORD.finditer(short))
            yield TextLine(start, end, text, blank, unlike, words, number, named, short.isupper(), short)
        blank = not text
        at += len(raw) + 1


def _roman_value(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < behind else one for one, behind in zip(values, [*values[1:], 0], strict=True))


def _number(text: str, cased: str, numbers: re.Pattern[str]) -> LineNumber | None:
    """The number before a line; a Roman one, or that of a part, is in capitals."""
    found = numbers.match(text)
    if not found:
        return None
    written = cased[slice(*found.span("number"))]
    if written[0].isdigit():
        return LineNumber(written, "1" + ".1" * written.count("."), found.end())
    if not written.isupper():
        return LineNumber(written, "a", found.end()) if len(written) == 1 else None
    roman = _ROMAN.keys() >= set(written) and written not in _NO_ROMAN
    return LineNumber(written, "I" if roman else "A", found.end()) if roman or len(written) == 1 else None


def _unlike_heading(text: str, start: int, *, capital: bool, numbered: bool) -> tuple[Reason, ...]:
    """Why a line has not the form of a heading: short, several words, a capital, not the end of a sentence."""
    end = start + len(text)
    found = []
    if len(text) > LONGEST_HEADING:
        found.append(Reason("too long"))
    if not capital:
        found.append(Reason("small letter", 0, start, start + 1))
    asks = numbered and text[-1] == "?" and ". " not in text[_LONGEST_MARK:]  # VI. Nhà cho công nhân: 812 căn, giá nào?
    if text[-1] in SENTENCE_END and not asks:
        found.append(Reason("ends like a sentence", 0, end - 1, end))
    if " " not in text:
        found.append(Reason("one word", 0, start, end))
    if text[0] in BULLETS:
        found.append(Reason("bullet", 0, start, start + 1))
    return tuple(found)


def with_marks(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines, some as headings: with bullets for numbers, or numbers and full stops or colons, as most have.

    Paragraphs stand between them, which parts them from the lines of a list.
    """
    # a list inside an item may have heads with colons, too: the first line tells that those of headings have
    stops = ".:" if lines and lines[0].number and lines[0].text.endswith(":") else "."
    places = [place for place, line in enumerate(lines) if _is_bulleted(line) or _is_stopped(line, stops)]
    if len(places) < _FEWEST_MARKS:
        return lines
    marks = [_mark(line) for line in lines]
    all_of = Counter(marks)
    below = [(marks[at], marks[at + 1]) for at in places if at + 1 < len(lines)]
    # what has a bullet is a list, unless the first bullet of all is that of headings: * Giá đất, - UBND tỉnh …
    first = next((mark for mark in marks if mark in BULLETS), "")
    apart = Counter(mark for mark, other in below if other != mark and (other not in BULLETS or mark == first))
    found = list(lines)
    for place in places:
        line, mark = lines[place], marks[place]
        if apart[mark] >= max(_FEWEST_MARKS, all_of[mark] / 2):
            length = line.number.length if line.number else len(line.text) - len(line.text[1:].lstrip())
            number = line.number or LineNumber(mark, mark, length)
            found[place] = line._replace(unlike_heading=(), words=words_of(line.text[length:]), number=number)
    return found


def _mark(line: TextLine) -> str:
    """What stands before a line: the kind of its number, or a bullet; nothing."""
    return line.number.kind if line.number else line.text[0] if line.text[0] in BULLETS else " "


def _is_bulleted(line: TextLine) -> bool:
    """Whether only its bullet speaks against a heading."""
    return line.text[0] in BULLETS and len(line.unlike_heading) == 1


def _is_stopped(line: TextLine, stops: str) -> bool:
    """Whether a line with a number would be a short heading but for one of the ``stops`` at its end."""
    words = line.after_number()
    one = len(line.unlike_heading) == 1 and words[-1:] in stops and len(words) <= LONGEST_CHROME
    return one and line.number is not None and not any(sign in words for sign in (". ", "; ", ": "))


def joined(line: TextLine, other: TextLine) -> TextLine:
    """Two lines as one, the line end between them inside."""
    return line._replace(
        end=other.end,
        text=f"{line.text} {other.text}",
        unlike_heading=(*line.unlike_heading, *other.unlike_heading),
        words=(*line.words, *other.words),
        named=line.named and other.named,
        capitals=line.capitals and other.capitals,
        cased="",
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without the characters between them."""
    return tuple(_WORD.findall(text))


def is_short(line: TextLine) -> bool:
    """Whether a line is not longer than a heading can be."""
    return line.end - line.start <= LONGEST_HEADING


class Places(NamedTuple):
    """Where some things stand that do not overlap, in text order."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def first_in(self, line: TextLine) -> Area | None:
        """The first of them that begins in a line."""
        at = bisect_left(self.starts, line.start)
        found = at < len(self.starts) and self.starts[at] < line.end
        return Area(self.starts[at], self.ends[at]) if found else None

    def last_in(self, line: TextLine) -> Area | None:
        """The last of them that begins in a line."""
        at = bisect_left(self.starts, line.end) - 1
        return Area(self.starts[at], self.ends[at]) if at >= 0 and self.starts[at] >= line.start else None


class PageLines:
    """Tells the lines that belong to the page and not to the digest, by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        names = ("IMAGE", "CAPTION", "PAGE_FOOT", "CHROME")
        self._anywhere = [(name, grammar.pattern(name)) for name in names]
        self._patterns = grammar.patterns()

    def decide(
        self, lines: Sequence[TextLine], title: int | None, others: Container[int] = ()
    ) -> list[Decision | None]:
        """What each line is that belongs to the page, with the title itself; None for each line of the digest.

        The ``title`` is told by its place among the lines, as are ``others``, those of further digests.
        """
        found: list[Decision | None] = []
        body = told = False  # whether the text of the digest has begun, and whether it has had a sentence
        foot: Reason | None = None
        for place, line in enumerate(lines):
            if title is not None and place <= title:
                kind, because = ("TITLE", "chosen as title") if place == title else ("CHROME", "above the title")
            elif place in others:
                kind, because, foot = "STRAY", "title of another digest", None
            else:
                kind = because = self._kind(line, head=not body, titled=title is not None)
            if not kind and not foot:
                body = True
                told = told or line.text.endswith(SENTENCE_END)
                found.append(None)
            elif foot or (kind == "PAGE_FOOT" and told):  # the page goes on below it, to the next digest
                foot = foot or Reason(kind, 0, line.start, line.end)
                found.append(_decided("PAGE_FOOT", line, foot))
            else:
                found.append(_decided(kind, line, Reason(because, 0, line.start, line.end)))
        return found

    def _kind(self, line: TextLine, *, head: bool, titled: bool) -> str:
        """The terminal of a line that belongs to the page, or nothing; ``head``: the digest has not begun above it."""
        if line.end - line.start <= LONGEST_CHROME:
            for name, pattern in self._anywhere:
                if pattern.fullmatch(line.text):
                    return name
            if (
                head
                and not line.text.endswith(":")
                and not (line.capitals and line.number and line.number.kind == "I")  # no author's initial
                and (self._patterns["PAGE_HEAD"].fullmatch(line.text) or (titled and _is_name(line)))
            ):
                return "PAGE_HEAD"
        return "BANNER" if head and not titled and self._patterns["BANNER"].fullmatch(line.text) else ""


def _is_name(line: TextLine) -> bool:
    """Whether a line is nothing but names, as that of its author is: a few words, all with capitals, no number."""
    words = words_of(line.text)
    few = 2 <= len(words) <= _MOST_OF_NAMES and not any(word[0].isdigit() for word in words)
    return few and line.named and not line.capitals and not line.text.endswith(SENTENCE_END)


def _decided(kind: str, line: TextLine, because: Reason) -> Decision:
    return Decision("line", kind.lower(), line.start, line.end, (because,))
