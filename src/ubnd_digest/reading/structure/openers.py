"""Items without headings: which paragraphs are the first of one, and which lines stand over several of them.

A digest without headings has items all the same: each paragraph of a list, and each that begins with a day, is one
where it says what was issued. A line of nothing but a day, or of who acted, stands over them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.line_forms import LONGEST_CHROME, Places, TextLine

_AT_ONCE = 2  # how far after the number or bullet of a paragraph a document may begin for the paragraph to be about it
_FEWEST_TOPICS = 3  # how many paragraphs begin with their topic where items do


class FirstParagraphs:
    """Tells the first paragraphs of items without headings by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._against = (grammar.pattern("CONTINUING"), grammar.pattern("TASK"))

    def parted(self, line: TextLine) -> tuple[str, int]:
        """What stands before a paragraph (a bullet, or the kind of its number), and how long it is."""
        if line.number:
            return line.number.kind, line.number.length
        bullet = self._patterns["LINE_BULLET"].match(line.text)
        return (bullet.group().strip(), bullet.end()) if bullet else ("", 0)

    def is_dated(self, line: TextLine) -> bool:
        """Whether a paragraph begins with a day, after its bullet or number."""
        return self._patterns["DATED_OPENING"].match(line.text, self.parted(line)[1]) is not None

    def is_one(self, line: TextLine, numbers: Places) -> bool:
        """Whether a paragraph says that a document was issued, by the body that it begins with or on that day."""
        number = numbers.first_in(line)
        marker, length = self.parted(line)
        if number is None:
            return False
        label = self._patterns["TOPIC_LABEL"].match(line.text, length) if marker else None
        says = (self._patterns["DATED_OPENING"], self._patterns["OPENING"], self._patterns["SAYS_ISSUED"])
        if (
            label
            and not self._patterns["FIELD_LINE"].match(line.text, length)
            and any(p.match(line.text, label.end()) for p in says)
        ):
            return True
        if any(pattern.match(line.text, length) for pattern in self._against):
            return False
        run_in = self._patterns["RUN_IN_HEADING"].match(line.text, length)
        if self._patterns["DATED_OPENING"].match(line.text, length) or (
            run_in and number.start < line.start + run_in.end()
        ):
            return True
        if marker and number.start - line.start - length <= _AT_ONCE:
            return True
        return bool(marker) and any(
            p.match(line.text, length) for p in (self._patterns["OPENING"], self._patterns["SAYS_ISSUED"])
        )

    def has_topic(self, line: TextLine) -> bool:
        """Whether a paragraph begins with what it is about, and a colon: ``An toàn giao thông: UBND tỉnh …``."""
        length = self.parted(line)[1]
        return self._patterns["TOPIC_LABEL"].match(line.text, length) is not None and not any(
            pattern.match(line.text, length) for pattern in (self._patterns["FIELD_LINE"], *self._against)
        )

    def opens(self, line: TextLine) -> bool:
        """Whether a paragraph begins as the first one of an item does, after its bullet or number."""
        length = self.parted(line)[1]
        return self._patterns["OPENING"].match(line.text, length) is not None and not self._against[1].match(
            line.text, length
        )


class OpenerReader:
    """Finds items without headings by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._first = FirstParagraphs(grammar)
        self._patterns = grammar.patterns()

    def decide(self, lines: Sequence[TextLine], decided: Sequence[Decision], numbers: Places) -> list[Decision]:
        """What each line is, where ``decided`` has no heading among them: opener, paragraph, over_items or stray.

        The first paragraph that says what was issued shows how the others are marked; a paragraph with the same mark
        that begins like the first of an item is one, too.
        """
        topics = [self._first.has_topic(line) and numbers.first_in(line) is not None for line in lines]
        by_topic = sum(topics) >= _FEWEST_TOPICS
        certain = [
            (by_topic and topic) or self._first.is_one(line, numbers) or self._issues(line, numbers)
            for line, topic in zip(lines, topics, strict=True)
        ]
        if not any(certain):
            return list(decided)
        main = self._first.parted(lines[certain.index(True)])[0]
        found: list[Decision] = []
        inside = False
        for place, line in enumerate(lines):
            if reason := self._opener(line, main, certain=certain[place]):
                inside = True
                found.append(Decision("heading", "opener", line.start, line.end, (reason,)))
            elif self._is_over(line, certain[place + 1 : place + 2]):
                inside = False
                found.append(Decision("heading", "over_items", line.start, line.end, (Reason("stands over items"),)))
            elif inside:
                found.append(decided[place]._replace(answer="paragraph", because=()))
            else:
                found.append(decided[place])
        return found

    def _issues(self, line: TextLine, numbers: Places) -> bool:
        """Whether a paragraph without a mark says that a document was issued."""
        return numbers.first_in(line) is not None and self._first.opens(line)

    def _opener(self, line: TextLine, main: str, *, certain: bool) -> Reason | None:
        marker, length = self._first.parted(line)
        dated = self._first.is_dated(line)
        if certain and (marker == main or dated):
            return Reason("says what was issued", 0, line.start, line.end)
        if marker == main and (dated or (main and self._first.opens(line))):
            return Reason("marked like those that do", 0, line.start, line.start + length)
        return None

    def _is_over(self, line: TextLine, below: Sequence[bool]) -> bool:
        """Whether a line stands over items: nothing but a day, or who acted, with a colon or nothing at its end."""
        if line.end - line.start > LONGEST_CHROME:
            return False
        length = self._first.parted(line)[1]
        if self._patterns["DAY_LINE"].fullmatch(line.text, length):
            return True
        return (
            any(below)
            and line.text[-1] not in ".;,!?…"
            and self._patterns["OPENING_SUBJECT"].match(line.text, length) is not None
        )
