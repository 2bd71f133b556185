"""Lines as values, and what a line looks like by itself.

The terminals of ``structure.lark`` say which lines belong to the page and not to the digest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.model.text import Area
from ubnd_digest.reading.evidence import Decision, Reason

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

# How long a title, a heading, and a line that the page says of itself may be, in characters.
LONGEST_HEADING = 600
LONGEST_CHROME = 200
SENTENCE_END = (".", ";", ":", ",", "!", "?", "…")
_BULLETS = "-+*•–"
_WORD = re.compile(r"\w+")


class TextLine(NamedTuple):
    """One line with text in the folded view, without its outer spaces.

    Attributes:
        start: where it begins.
        end: where it ends, exclusive.
        text: what stands there.
        blank_before: whether a blank line stands above it.
        unlike_heading: why it has not the form of a heading; empty where it has.
        words: its words, where it has the form of a heading.
    """

    start: int
    end: int
    text: str
    blank_before: bool
    unlike_heading: tuple[Reason, ...]
    words: tuple[str, ...]


def text_lines(folded: str, cased: str) -> Iterator[TextLine]:
    r"""The lines with text of a folded view; ``cased`` is the same in its own case, of the same length.

    >>> [(line.text, line.blank_before) for line in text_lines("a b \n \nc", "A b \n \nc")]
    [('a b', False), ('c', True)]
    """
    at = 0
    blank = False
    for raw in folded.split("\n"):
        text = raw.strip(" ")
        if text:
            start = at + raw.index(text)
            unlike = _unlike_heading(text, start, capital=cased[start].isupper() or not cased[start].isalpha())
            yield TextLine(start, start + len(text), text, blank, unlike, () if unlike else words_of(text))
        blank = not text
        at += len(raw) + 1


def _unlike_heading(text: str, start: int, *, capital: bool) -> tuple[Reason, ...]:
    """Why a line has not the form of a heading: short, several words, a capital, not the end of a sentence."""
    end = start + len(text)
    found = []
    if len(text) > LONGEST_HEADING:
        found.append(Reason("too long"))
    if not capital:
        found.append(Reason("small letter", 0, start, start + 1))
    if text[-1] in SENTENCE_END:
        found.append(Reason("ends like a sentence", 0, end - 1, end))
    if " " not in text:
        found.append(Reason("one word", 0, start, end))
    if text[0] in _BULLETS:
        found.append(Reason("bullet", 0, start, start + 1))
    return tuple(found)


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


class PageLines:
    """Tells the lines that belong to the page and not to the digest, by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        names = ("IMAGE", "CAPTION", "PAGE_FOOT", "CHROME", "OWN_SECTION")
        self._anywhere = [(name, grammar.pattern(name)) for name in names]
        self._page_head = grammar.pattern("PAGE_HEAD")
        self._banner = grammar.pattern("BANNER")

    def decide(self, lines: Sequence[TextLine], title: int | None) -> list[Decision | None]:
        """What each line is that belongs to the page, with the title itself; None for each line of the digest.

        Args:
            lines: all lines.
            title: the place of the title among them, or None.
        """
        found: list[Decision | None] = []
        body = False  # whether the text of the digest has begun
        for place, line in enumerate(lines):
            if title is not None and place <= title:
                kind, because = ("TITLE", "chosen as title") if place == title else ("CHROME", "above the title")
            else:
                kind = because = self._kind(line, head=not body, titled=title is not None)
            if not kind:
                body = True
                found.append(None)
            elif kind == "PAGE_FOOT" and body:  # the page goes on below it
                reason = Reason(kind, 0, line.start, line.end)
                return found + [_decided(kind, other, reason) for other in lines[place:]]
            else:
                found.append(_decided(kind, line, Reason(because, 0, line.start, line.end)))
        return found

    def _kind(self, line: TextLine, *, head: bool, titled: bool) -> str:
        """The terminal of a line that belongs to the page, or nothing; ``head``: the digest has not begun above it."""
        if line.end - line.start <= LONGEST_CHROME:
            for name, pattern in self._anywhere:
                if pattern.fullmatch(line.text):
                    return name
            if head and self._page_head.fullmatch(line.text):
                return "PAGE_HEAD"
        return "BANNER" if head and not titled and self._banner.fullmatch(line.text) else ""


def _decided(kind: str, line: TextLine, because: Reason) -> Decision:
    return Decision("line", kind.lower(), line.start, line.end, (because,))
