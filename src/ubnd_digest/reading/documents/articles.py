"""The parts of a document by their numbers: which line begins one, which stands in which, and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.lines import Line

# The terminals of lines that begin a part, the level of each, and its rank: one with a higher rank stands inside.
_KINDS = (
    ("PART_LINE", ProvisionLevel.PART, 0),
    ("CHAPTER_LINE", ProvisionLevel.CHAPTER, 1),
    ("SUBSECTION_LINE", ProvisionLevel.SUBSECTION, 3),
    ("SECTION_LINE", ProvisionLevel.SECTION, 2),
    ("ARTICLE_OF_DOCUMENT", ProvisionLevel.ARTICLE, 4),
    ("LETTER_LINE", ProvisionLevel.PART, 5),
    ("ROMAN_LINE", ProvisionLevel.SECTION, 6),
    ("DECIMAL_LINE", ProvisionLevel.CLAUSE, 8),
    ("NUMBER_LINE", ProvisionLevel.CLAUSE, 7),
    ("POINT_LINE", ProvisionLevel.POINT, 12),
)
_RANKS = {name: rank for name, _, rank in _KINDS}
_IN_CAPITALS = frozenset({"LETTER_LINE", "ROMAN_LINE"})
# Their numbers count up by one, so that a number at the beginning of a line of prose is none.
_COUNTED = frozenset({"LETTER_LINE", "ROMAN_LINE", "NUMBER_LINE", "POINT_LINE"})
_OF_LISTS = frozenset({"NUMBER_LINE", "DECIMAL_LINE", "POINT_LINE"})  # what is no heading without something below it
_HEADED = frozenset({"PART_LINE", "CHAPTER_LINE", "SECTION_LINE", "SUBSECTION_LINE"})
_SENTENCE_ENDS = (".", ";", ":", ",", "”", '"')
_LONGEST_HEADING, _MOST_OF_HEADING = 400, 6
_FURTHEST_STEP = 2
_DIGITS = re.compile("[0-9]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LETTERS = "abcd\u0111eghiklmnopqrstuvxy"


class PartDraft(NamedTuple):
    """A part, by offsets of the view; ``heading`` is where its heading stands, or None."""

    level: ProvisionLevel
    label: str
    start: int
    end: int
    heading: Area | None
    parts: tuple[PartDraft, ...]


class _Begin(NamedTuple):
    """A line that begins a part; ``length`` is that of its number."""

    kind: str
    level: ProvisionLevel
    rank: int
    label: str
    place: int
    length: int


class ArticleReader:
    """Finds the parts of documents by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._kinds = [(name, level, rank, grammar.pattern(name)) for name, level, rank in _KINDS]

    def read(self, lines: Sequence[Line]) -> tuple[PartDraft, ...]:
        """The outer parts in the lines of a text."""
        quoted = _quoted(lines)
        begins = list(self._begins(line for line in enumerate(lines) if line[0] not in quoted))
        ends = [*(begin.place for begin in begins), len(lines)][1:]
        inner = [after.rank > begin.rank for begin, after in pairwise(begins)]
        headings = [
            self._heading(begin, lines, end, parted=parted)
            for begin, end, parted in zip(begins, ends, [*inner, False][: len(begins)], strict=True)
        ]
        return _nested(begins, headings, lines)

    def is_part(self, line: Line) -> bool:
        """Whether a line may begin a part."""
        return any(pattern.match(line.text) for _, _, _, pattern in self._kinds)

    def _begins(self, lines: Iterator[tuple[int, Line]]) -> Iterator[_Begin]:
        """The lines that begin a part, those that count up and do not follow on left out."""
        last: dict[str, int] = {}  # the number of the last one of each kind, in the part that is open
        for place, line in lines:
            for name, level, rank, pattern in self._kinds:
                match = pattern.match(line.text)
                if match is None:
                    continue
                label = line.cased[slice(*match.span("number"))]
                if name == "NUMBER_LINE" and not label[0].isdigit():
                    if label[0].isupper() or last.get("POINT_LINE") == _LETTERS.index("k") + 1:
                        continue
                    label = with_figures(f" {label}").strip()
                if name in _IN_CAPITALS and not label.isupper():
                    continue
                if name not in _COUNTED and name != "DECIMAL_LINE" and not line.capital:
                    continue
                value = _value(name, label.lower())
                if name in _COUNTED and not _follows(value, last.get(name, 0)):
                    continue
                depth = rank + label.count(".")
                last = {kind: number for kind, number in last.items() if _RANKS[kind] <= rank} | {name: value}
                yield _Begin(name, level, depth, label, place, match.end())
                break

    def _heading(self, begin: _Begin, lines: Sequence[Line], end: int, *, parted: bool) -> Area | None:
        """Where the heading of a part, ``parted`` further or not, stands: behind its number, or below it."""
        first = lines[begin.place].after(begin.length)
        below = list(lines[begin.place + 1 : end])
        found = [first] if first.text else []
        if begin.kind in _HEADED or not found:
            capitals = begin.kind in _HEADED and (first.capitals if found else bool(below) and below[0].capitals)
            while below and len(found) < _MOST_OF_HEADING:
                goes_on = capitals and below[0].capitals
                if found and not goes_on:
                    break
                found.append(below.pop(0))
        if not found or found[-1].text.endswith(_SENTENCE_ENDS) or len(found[0].text) > _LONGEST_HEADING:
            return None
        if begin.kind in _HEADED:
            return Area(found[0].start, found[-1].end)
        # what has nothing below it is text; so is what goes on there in mid-sentence
        if end == len(lines) and not below:
            return None
        if below and not below[0].capital and below[0].text[0].isalpha():
            return None
        if not below and not parted and begin.kind in _OF_LISTS:
            return None
        return Area(found[0].start, found[-1].end)


def has_articles(part: PartDraft) -> bool:
    """Whether a part is an article or holds some."""
    return part.level is ProvisionLevel.ARTICLE or any(map(has_articles, part.parts))


def _follows(value: int, last: int) -> bool:
    return value == 1 or last <= value <= last + _FURTHEST_STEP if last else value == 1


def _value(kind: str, number: str) -> int:
    """What a number counts: 4 for 4, IV and d."""
    digits = _DIGITS.match(number)
    if digits:
        return int(digits.group())
    if kind == "ROMAN_LINE":
        values = [_ROMAN.get(sign, 0) for sign in number]
        return sum(-one if one < after else one for one, after in zip(values, (*values[1:], 0), strict=True))
    return _LETTERS.find(number[0]) + 1 if number[:1] and number[0] in _LETTERS else 0


def _quoted(lines: Sequence[Line]) -> set[int]:
    """The places of lines inside quotation marks that hold several lines: words of another document."""
    found: set[int] = set()
    opened: int | None = None
    for place, line in enumerate(lines):
        opens, closes = line.text.count("\u201c"), line.text.count("\u201d")
        if opened is None and opens > closes:
            opened = place
        elif opened is not None and closes > opens:
            first = opened if lines[opened].text.startswith("\u201c") else opened + 1
            found.update(range(first, place + 1))
            opened = None
    return found


def _nested(begins: Sequence[_Begin], headings: Sequence[Area | None], lines: Sequence[Line]) -> tuple[PartDraft, ...]:
    """The parts, each inside the last one before it that has a lower rank."""
    outer: list[PartDraft] = []
    opened: list[tuple[_Begin, Area | None, list[PartDraft]]] = []

    def close(last: int, rank: int) -> None:
        while opened and opened[-1][0].rank >= rank:
            begin, heading, parts = opened.pop()
            draft = PartDraft(
                begin.level, begin.label, lines[begin.place].start, lines[last].end, heading, tuple(parts)
            )
            (opened[-1][2] if opened else outer).append(draft)

    for begin, heading in zip(begins, headings, strict=True):
        close(begin.place - 1, begin.rank)
        opened.append((begin, heading, []))
    close(len(lines) - 1, -1)
    return tuple(outer)
