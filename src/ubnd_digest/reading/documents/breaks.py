"""The line ends of single documents: which stand inside a word of their form, and where they are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import View
from ubnd_digest.reading.documents.lines import Line, lines_of_view

_LONGEST_HALF, _BELOW = 24, 60  # how long the first half of such words is, and how much of the line below is looked at
_LONG = 130  # how long a line is that holds several of the lines of a document
_FARTHEST = 60  # how far down such a line is looked for
# How many words the name of a place has.
_MOST_OF_PLACE = 4
_CLOSED = (".", ":", ";", ",", "/", "”", '"')

_OPENERS = (
    "BASIS",
    "FURTHER_BASIS",
    "ADDRESSED",
    "DISTRIBUTION",
    "ARTICLE_OF_DOCUMENT",
    "CHAPTER_LINE",
    "TYPE_LINE",
    "AUTHORITY_LINE",
)


def breaks_inside(view: View, grammar: Grammar) -> dict[int, str]:
    """The numbers of the line ends inside the words with which a part begins, each with what stands for it."""
    return dict.fromkeys(_inside(view, [grammar.pattern(name) for name in _OPENERS]), " ")


def _inside(view: View, openers: Sequence[re.Pattern[str]]) -> Iterator[int]:
    cased = view.cased.split("\n")
    for number, (line, below) in enumerate(pairwise(view.folded.split("\n"))):
        first, rest = line.strip(" "), below[:_BELOW].strip(" ")
        written = cased[number].strip(" ")[:1].isupper()
        if first and rest and written and len(first) <= _LONGEST_HALF and not any(one.match(first) for one in openers):
            together = f"{first} {rest}"
            found = (one.match(together) for one in openers)
            if any(match and match.end() > len(first) for match in found):
                yield number


def _glued_place(cased: str, day: int) -> int:
    """Where the name of the place before a day begins in the midst of a word: SYTSông Trà, ngày …; 0 if not."""
    from ubnd_digest.reading.names.bodies import is_short  # which loads all that reads names

    at = day
    for _ in range(_MOST_OF_PLACE):
        end = len(cased[:at].rstrip(" ,"))
        at = cased.rfind(" ", 0, end) + 1
        word = cased[at:end]
        capital = max((place for place, sign in enumerate(word) if sign.isupper()), default=0)
        if not word[:1].isupper() and not word[:1].isdigit():
            return 0
        if capital and word[capital - 1].isupper() and word[capital + 1 :].islower() and not is_short(word[capital:]):
            return at + capital
    return 0


class BreakReader:
    """Finds the lines of documents by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def lines(self, view: View) -> list[Line]:
        """The lines with text of a view; where a document lost its line ends, they are parted at what begins a part."""
        lines = [line for line in lines_of_view(view) if not self._is_of_gazette(line)]
        lines = [piece for line in lines[:_FARTHEST] for piece in self._unglued(line)] + lines[_FARTHEST:]
        if not any(map(self._holds_letterhead, lines[:_FARTHEST])):
            return lines
        return [piece for line in lines for piece in (self._parted(line) if len(line.text) > _LONG else (line,))]

    def _is_of_gazette(self, line: Line) -> bool:
        """Whether a line is the head of a page of the official gazette, or of a part of it."""
        return self._patterns["GAZETTE_LINE"].fullmatch(line.text) is not None

    def _unglued(self, line: Line) -> Iterator[Line]:
        """The pieces of a line of a letterhead whose columns stand side by side without a blank between them."""
        ends: set[int] = set()
        for found in self._patterns["MOTTO"].finditer(line.text):
            start, end = found.span()
            if line.cased[start].isupper() and (found["whole"] or not (found["state"] or found["youth"])):
                ends.update((start, end))
        for found in self._patterns["SIGNED_ON"].finditer(line.text):
            ends.update((_glued_place(line.cased, found.start()), found.end()))
        first = 0
        for end in sorted(end for end in ends if 0 < end < len(line.text)):
            if line.text[end - 1].isalnum() and line.cased[end].isupper():
                yield line.part(first, end)
                first = end
        yield line.part(first, len(line.text)) if first else line

    def _holds_letterhead(self, line: Line) -> bool:
        """Whether the name of the state stands among much else in a line."""
        if len(line.text) <= _LONG:
            return False
        return any(line.cased[slice(*found.span())].isupper() for found in self._patterns["MOTTO"].finditer(line.text))

    def _parted(self, line: Line) -> Iterator[Line]:
        """The lines that one holds."""
        numbered = self._patterns["NUMBERED_BODY"].match(line.text)
        if numbered and line.cased[numbered.end() :].split(" ", 1)[0].isupper():
            line = line.after(numbered.end())
        start = 0
        for found in self._patterns["FLOW_START"].finditer(line.text):
            if self._starts(line, found):
                yield from self._offices(line.part(start, found.start()))
                start = found.start() + 1
        yield from self._offices(line.part(start, len(line.text)))

    def _starts(self, line: Line, found: re.Match[str]) -> bool:
        """Whether something begins in a line where words of its beginning stand."""
        written = line.cased[found.start() + 1 : found.end()]
        before = line.cased[max(found.start() - _LONGEST_HALF, 0) : found.start()]
        word = before[before.rfind(" ") + 1 :]
        if found["shouted"]:
            behind = line.cased[found.end() : found.end() + _LONGEST_HALF].lstrip(" :").split(" ", 1)[0]
            alone = " " not in written and behind and not behind.isupper()
            return written.isupper() and not alone and not (word.isupper() and word.isalpha() and len(word) > 1)
        if found["signed"]:
            return written.isupper()
        if found["begun"]:
            return written[0].isupper()
        small = written[0].islower() and not written.endswith(") ")
        return not small and word[-1:] in _CLOSED

    def _offices(self, line: Line) -> Iterator[Line]:
        """A line; where it begins with an office in capitals, the name behind it stands apart."""
        if self._patterns["OFFICE_LINE"].match(line.text) or self._patterns["SIGNED_FOR"].match(line.text):
            words = line.cased.split(" ")
            capitals = next((place for place, word in enumerate(words) if word != word.upper()), len(words))
            if 0 < capitals < len(words):
                length = len(" ".join(words[:capitals])) + 1
                yield line.part(0, length)
                line = line.part(length, len(line.text))
        elif line.capitals and self._patterns["TYPE_LINE"].match(line.text):
            decides = self._decides(line.text)
            if decides:
                yield line.part(0, decides)
                line = line.part(decides, len(line.text))
        if line.text:
            yield line

    def _decides(self, text: str) -> int:
        """Where those stand who decide, at the end of a type and a subject in capitals; 0 where they do not."""
        found = 0
        office = -1
        for match in self._patterns["AUTHORITY_START"].finditer(text):
            before = text[max(match.start() - _LONGEST_HALF, 0) : match.start()]
            if match.start() != office and not self._patterns["GOES_ON_IN_CAPITALS"].search(before):
                found = match.start()
            office = match.end()
        return found
