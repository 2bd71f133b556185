"""The lead, its entries, and the lines that repeat them.

The lead is a summary of the items: its entries are the headings, in the same words or nearly so,
with one character between two of them, or by a slip of the pen another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import Area
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.entries import OUTER, Entry, aligned, entry_of
from ubnd_digest.reading.structure.line_forms import Places, TextLine
from ubnd_digest.reading.structure.listed import FEWEST_LISTED, Lead, list_of, listed
from ubnd_digest.reading.structure.openers import FirstParagraphs

_DEEPEST = 20  # in how many lines a lead is looked for that no title stands above
# How long the words after the last entry may be, in characters.
_LONGEST_TAIL = 400
_SEMICOLON = lazily(";")
_FULL_STOP = lazily(r"\.(?= |\.|$)")
LEAD_END = (".", ";", "…")  # what a line of the lead ends with, and the line above an item


class LeadReader:
    """Reads leads by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._first_paragraph = FirstParagraphs(grammar)

    def read(self, lines: Sequence[TextLine], numbers: Places, *, titled: bool) -> Lead:
        """The lead at the beginning of the lines below a title; one without lines where there is none.

        Where no title stands, a lead is one that says of itself what it is.
        """
        if titled and (length := listed(lines, numbers, self._patterns["TASK"])):
            return list_of(lines[:length])
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
            if because and not line.text.endswith(";") and line.after_number().rstrip(OUTER) in texts:
                break  # a heading with a full stop: the lead has it already
            told = self._tells(line, titled=titled)
            if not told and self._first_paragraph.is_one(line, numbers):
                break
            found = list(self._entries(len(because), line))
            alone = line.number is not None and len(found) < FEWEST_LISTED and not (because or told)
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
