"""Lines -> title, lead, items.

What a line looks like is said by the terminals of ``structure.lark``. Which lines are headings
is decided by evidence, from the last line to the first:

* it repeats an entry of the lead, in the same words or nearly so: decisive;
* it does not end like a sentence, and the line behind it opens an item (it names who ordered
  something, or a document with its number) or takes up the words of the heading;
* the page that the text comes from marks it up as a heading;
* blank lines set it apart, where the text has blank lines in some places and not in others;
* a task in the line behind it (``Giao Sở Y tế``) opens an item where the line stands alone between
  sentences, and speaks against a heading where it does not;
* against it: the line behind it goes on with something (``Theo đó``), or is a heading itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from attrs import define, field
from lark import Transformer
from lark.lexer import Lexer, Token

from ubnd_digest.model.text import Area
from ubnd_digest.reading.lead import (
    LONGEST_HEADING,
    OUTER,
    SENTENCE_END,
    Entry,
    TextLine,
    aligned,
    entry_of,
    is_short,
    matches,
    may_be_heading,
    words_of,
)

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState

    from ubnd_digest.grammar.grammar import Grammar

# How far a title may stand from the top, in lines with text.
_PREFACE = 80
_LONGEST_CHROME = 200
_LONGEST_TAIL = 400
_TAKEN_UP = 0.6
_ENOUGH = 2
# What it weighs that a line is marked up as a heading; where those that the lead names are not.
_MARKED, _MARKED_ONLY = 2, 1
# What a day and a word for a week weigh together.
_WEEK = 3
_SEMICOLON = re.compile(";")
_FULL_STOP = re.compile(r"\.(?= |\.|$)")
_LEAD_END = (".", ";", "…")


@define
class ItemOutline:
    """Where the heading and the paragraphs of an item stand; ``in_lead`` when the lead has it."""

    heading: Area
    paragraphs: list[Area]
    in_lead: bool


@define
class Outline:
    """Where the parts of a digest stand."""

    title: Area | None = None
    lead: list[Entry] = field(factory=list)
    tail: Area | None = None  # behind the last entry of the lead
    items: list[ItemOutline] = field(factory=list)
    missing: list[Entry] = field(factory=list)  # entries of the lead without an item
    lines: list[TextLine] = field(factory=list)


class TitleDates(NamedTuple):
    """Offsets at which dates with a day begin, and months or quarters with a year; both sorted.

    A month makes a title only of a line that is in the form of one: it stands in many headings, too.
    """

    days: list[int]
    months: list[int]


class LineLexer(Lexer):
    """Gives the lines that were classified before to the structure grammar."""

    __future_interface__ = 1

    def __init__(self, conf: LexerConf) -> None:
        pass

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:  # noqa: ARG002 - Lark's interface
        """Yield a token a line; one for paragraphs that follow one another."""
        lines: list[TextLine] = lexer_state.text  # type: ignore[assignment]
        start = 0
        for index, line in enumerate(lines, 1):
            # paragraphs that follow one another are one token
            if index == len(lines) or line.kind != "PARAGRAPH" or lines[index].kind != "PARAGRAPH":
                yield Token(line.kind, "", start, end_pos=index)
                start = index


class Structure(Transformer[Token, list[list[int]]]):
    """The callbacks of the structure grammar: each item as the indices of its lines."""

    def structure(self, children: list[Token | list[int]]) -> list[list[int]]:
        """The items."""
        return [child for child in children if isinstance(child, list)]

    def item(self, children: list[Token]) -> list[int]:
        """The heading, then the paragraphs."""
        kept = [child for child in children if child.type in ("HEADING", "PARAGRAPH")]
        return [index for child in kept for index in range(child.start_pos or 0, child.end_pos or 0)]


class _Patterns:
    """The terminals of the structure grammar, ready to match."""

    def __init__(self, grammar: Grammar) -> None:
        self.title = grammar.pattern("TITLE")
        self.period = grammar.pattern("PERIOD_WORDS")
        names = ("IMAGE", "CAPTION", "PAGE_FOOT", "CHROME", "OWN_SECTION")
        self.anywhere = [(name, grammar.pattern(name)) for name in names]
        self.own_heading = grammar.pattern("OWN_HEADING")
        self.page_head = grammar.pattern("PAGE_HEAD")
        self.banner = grammar.pattern("BANNER")
        self.lead_tail = grammar.pattern("LEAD_TAIL")
        self.lead_head = grammar.pattern("LEAD_HEAD")
        self.opening = grammar.pattern("OPENING")
        self.continuing = grammar.pattern("CONTINUING")
        self.task = grammar.pattern("TASK")


class Outliner:
    """Finds the outline of texts by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = _Patterns(grammar)
        self._parser = grammar.compiled("structure", Structure(), LineLexer)

    def outline(
        self, folded: str, cased: str, dates: TitleDates, numbers: list[int], marked: Sequence[int] = ()
    ) -> Outline:
        """The outline of a folded view.

        Args:
            folded: the folded view.
            cased: the same in its own case, of the same length; a heading begins with a capital.
            dates: where dates begin that a title may hold.
            numbers: offsets at which references begin, sorted.
            marked: offsets at which lines begin that are marked up as headings, sorted.
        """
        lines = list(_lines(folded, cased))
        outline = Outline(lines=lines)
        body = self._preface(lines, outline, dates)
        body = self._lead(lines, body, outline)
        self._headings(lines, body, outline, numbers, marked)
        for item in cast("list[list[int]]", self._parser.parse(lines)):
            heading, *paragraphs = (lines[index] for index in item)
            outline.items.append(
                ItemOutline(
                    Area(heading.start, heading.end), [Area(p.start, p.end) for p in paragraphs], heading.in_lead
                )
            )
        return outline

    def _preface(self, lines: list[TextLine], outline: Outline, dates: TitleDates) -> list[int]:
        """Find the title and what surrounds it; return the indices of the lines behind it."""
        title = self._title(lines[:_PREFACE], dates)
        start = 0
        if title is not None:
            lines[title].kind = "TITLE"
            outline.title = Area(lines[title].start, lines[title].end)
            start = title + 1
            for line in lines[:title]:
                line.kind = "CHROME"
        body = []
        seen_text = False
        for index in range(start, len(lines)):
            line = lines[index]
            kind = self._fixed_kind(line, before=not seen_text)
            if kind is None and not seen_text and title is None and self._patterns.banner.fullmatch(line.text):
                kind = "BANNER"
            if kind == "PAGE_FOOT" and seen_text:
                for behind in lines[index:]:
                    behind.kind = kind
                break
            if kind is None:
                body.append(index)
                seen_text = True
            else:
                line.kind = kind
        return body

    def _fixed_kind(self, line: TextLine, *, before: bool) -> str | None:
        """What a line is that belongs to the page and not to the digest; ``before`` its text begins."""
        if line.end - line.start > _LONGEST_CHROME:
            return None
        for name, pattern in self._patterns.anywhere:
            if pattern.fullmatch(line.text):
                return name
        return "PAGE_HEAD" if before and self._patterns.page_head.fullmatch(line.text) else None

    def _title(self, lines: list[TextLine], dates: TitleDates) -> int | None:
        best: tuple[int, int] | None = None
        for index, line in enumerate(lines):
            if line.end - line.start > LONGEST_HEADING:
                continue
            in_form = self._patterns.title.match(line.text) is not None
            dated = _holds(dates.days, line) or (in_form and _holds(dates.months, line))
            if not (in_form or (dated and not line.text.endswith(SENTENCE_END))):
                continue
            evidence = 2 * dated + (self._patterns.period.search(line.text) is not None)
            if in_form:
                evidence += bool(evidence)
            elif evidence < _WEEK:
                continue  # other words make a title only with the days of a week in them
            if evidence and (best is None or evidence > best[0] or line.text == lines[best[1]].text):
                best = evidence, index
        return best[1] if best else None

    def _lead(self, lines: list[TextLine], body: list[int], outline: Outline) -> list[int]:
        """Take the lead from the lines behind the title; return the indices of the rest."""
        if outline.title is None or not body:
            return body
        length = 0
        entries: set[str] = set()
        for index in body:
            text = lines[index].text
            if not text.endswith(_LEAD_END) and (length or ";" not in text):
                break
            if length and not text.endswith(";") and text.rstrip(OUTER) in entries:
                break  # a heading with a full stop: the lead has it already
            length += 1
            entries.update(entry.text for entry in self._entries(index, lines[index]))
        if not length or length == len(body):
            return body
        parts = [part for index in body[:length] for part in self._entries(index, lines[index])]
        keys = {lines[index].words for index in body[length:] if may_be_heading(lines[index])}
        for index in body[:length]:
            lines[index].kind = "LEAD"
        outline.lead = list(aligned(parts, keys))
        outline.tail = Area(outline.lead[-1].end if outline.lead else lines[body[0]].start, lines[body[length - 1]].end)
        return body[length:]

    def _entries(self, number: int, line: TextLine) -> Iterator[Entry]:
        """Split a line of the lead at its separators."""
        text = line.text
        start, end = 0, len(text)
        head = self._patterns.lead_head.match(text)
        if head:
            start = head.end()
        tail = self._patterns.lead_tail.search(text, max(start, end - _LONGEST_TAIL))
        if tail:
            end = tail.start()
        separator = _SEMICOLON if text.find(";", start, end) >= 0 else _FULL_STOP
        at = start
        for sign in (*separator.finditer(text, start, end), None):
            entry = entry_of(number, line.start, text, at, sign.start() if sign else end)
            if entry:
                yield entry
            at = sign.end() if sign else end

    def _headings(
        self, lines: list[TextLine], body: list[int], outline: Outline, numbers: list[int], marked: Sequence[int]
    ) -> None:
        """Decide which lines are headings; the others are paragraphs."""
        of_lead = matches(outline.lead, [lines[index] for index in body])
        blanks = [lines[index].blank_before for index in body]
        mixed = 0 < sum(blanks[1:]) < len(blanks) - 1
        # Where the lead shows which lines are headings, and these are not marked up as such, markup says less.
        weight = _MARKED
        if marked and of_lead and not any(_holds(marked, lines[body[place]]) for place in of_lead):
            weight = _MARKED_ONLY
        matched = set()
        behind: TextLine | None = None  # the line behind, unless it is a heading
        for place in range(len(body) - 1, -1, -1):
            line = lines[body[place]]
            entry = of_lead.get(place)
            if entry is not None or (is_short(line) and self._patterns.own_heading.fullmatch(line.text)):
                heading = True
            elif not may_be_heading(line) or behind is None or place - 1 in of_lead:
                heading = False
            else:
                apart = mixed and line.blank_before and not behind.blank_before
                is_marked = _holds(marked, line)
                alone = is_marked or stands_alone(line, lines[body[place - 1]] if place else None)
                evidence = self._evidence(line, behind, numbers, apart=apart, alone=alone)
                heading = sum(evidence.values()) + weight * is_marked >= _ENOUGH
            line.kind = "HEADING" if heading else "PARAGRAPH"
            if heading and entry is not None:
                line.in_lead = True
                matched.add(entry)
            behind = None if heading else line
        first = next((i for i in body if lines[i].kind == "HEADING"), None)
        for index in body:
            if first is None or index < first:
                lines[index].kind = "STRAY"
        outline.missing = [entry for number, entry in enumerate(outline.lead) if number not in matched]

    def _evidence(
        self, line: TextLine, behind: TextLine, numbers: list[int], *, apart: bool, alone: bool
    ) -> dict[str, int]:
        """What the line behind says for and against a heading, each with its weight.

        Args:
            line: the line that may be a heading.
            behind: the line below it.
            numbers: offsets at which references begin.
            apart: whether blank lines set it apart, where others do not.
            alone: whether it stands by itself between sentences, or is marked up: then a task may open an item.
        """
        evidence = {}
        if self._patterns.opening.match(behind.text):
            evidence["OPENING"] = 2
        if _holds(numbers, behind):
            evidence["number"] = 1
        words = line.words
        if len(words) > 2 and _share(words, words_of(behind.text[:LONGEST_HEADING])) >= _TAKEN_UP:
            evidence["words"] = 2
        if apart:
            evidence["apart"] = 1
        if self._patterns.continuing.match(behind.text):
            evidence["CONTINUING"] = -2
        elif self._patterns.task.match(behind.text):
            evidence["TASK"] = 2 if alone else -2
        return evidence


def stands_alone(line: TextLine, above: TextLine | None) -> bool:
    """Whether a blank line parts a line from the sentence above it, or nothing stands above."""
    return line.blank_before and (above is None or above.text.endswith(_LEAD_END))


def _lines(folded: str, cased: str) -> Iterator[TextLine]:
    at = 0
    blank = False
    for raw in folded.split("\n"):
        text = raw.strip(" ")
        if text:
            start = at + raw.index(text)
            capital = cased[start].isupper() or not cased[start].isalpha()
            yield TextLine(start, start + len(text), text, blank, capital)
            blank = False
        else:
            blank = True
        at += len(raw) + 1


def _share(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    there = set(others)
    return sum(word in there for word in words) / len(words)


def _holds(offsets: Sequence[int], line: TextLine) -> bool:
    at = bisect_left(offsets, line.start)
    return at < len(offsets) and offsets[at] < line.end
