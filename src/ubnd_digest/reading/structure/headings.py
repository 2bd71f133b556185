"""Which lines are headings, and why.

Lines are judged from the last to the first, since a heading shows itself by what stands below it:

* it repeats an entry of the lead, in the same words or nearly so, or is in a form of the publisher: decisive;
* it does not end like a sentence, and the line below opens an item (it names who ordered something, or a
  document with its number) or takes up the words of the heading;
* the page that the text comes from marks it up as a heading;
* blank lines set it apart, where the text has blank lines in some places and not in others; where they do so with all
  other headings, of which there are two or more, that alone is enough;
* a task in the line below (``Giao Sở Y tế``) opens an item where the line stands alone between
  sentences, and speaks against a heading where it does not;
* it has a number of a kind that headings of this text have;
* against it: it says by when something is to be sent, the line below goes on with something (``Theo đó``), or is a
  heading itself: only a section stands directly above a heading, by its Roman number, by a number of another kind,
  or in capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.capitals import name_view
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.names.name_view import pattern_of_names
from ubnd_digest.reading.structure.alike import with_those_alike
from ubnd_digest.reading.structure.entries import Entry, Repeat
from ubnd_digest.reading.structure.lead import LEAD_END
from ubnd_digest.reading.structure.line_forms import (
    LONGEST_CHROME,
    LONGEST_HEADING,
    LONGEST_NUMBERED,
    Places,
    TextLine,
    is_short,
    with_marks,
    words_of,
)
from ubnd_digest.reading.structure.openers import FirstParagraphs

# What the line below weighs that opens an item, holds a number, takes up the words of the line, goes on, or gives a
# task: below a line that stands alone, and below another.
_OPENING, _NUMBER, _TAKEN_UP, _CONTINUING = 2, 1, 2, -2
_TASK_ALONE, _TASK = 2, -2
# What it weighs that blank lines set a line apart.
_APART = 1
_MARKED, _MARKED_ONLY = 2, 1  # what it weighs that a line is marked up; and where those are not that repeat the lead
# What it weighs that a line has a number of a kind that headings have, and how many such lines there are then.
_NUMBERED, _FEWEST_NUMBERED = 2, 2
_ENOUGH = 2
# The part of its words that the line below must take up, of at least so many.
_SHARE = 0.6
_FEWEST_WORDS = 3


class Surroundings(NamedTuple):
    """What the lines of a digest below its lead have in common, for the decision of each of them."""

    repeated: Mapping[int, Repeat]
    numbers: Places
    marked: Places
    mixed: bool  # whether blank lines stand in some places and not in others
    marked_weight: int
    kinds: frozenset[str]  # of numbers that headings have


class HeadingReader:
    """Tells headings from paragraphs by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._of_publisher = [(name, grammar.pattern(name)) for name in ("OWN_HEADING", "OWN_SECTION")]
        self._patterns = grammar.patterns()
        self._person_line = pattern_of_names(grammar, "PERSON_LINE")
        self._first = FirstParagraphs(grammar)

    def decide(
        self,
        lines: Sequence[TextLine],
        entries: Sequence[Entry],
        repeated: Mapping[int, Repeat],
        numbers: Places,
        marked: Places,
        *,
        digest: bool = True,
    ) -> list[Decision]:
        """What each line below the lead is: heading, paragraph, or stray where no heading stands above it.

        Where a title or a lead shows a ``digest``, its headings have one form.
        Of the ``entries`` of the lead, some are ``repeated`` in lines; references stand in ``numbers``; at ``marked``
        lines begin that are marked up as headings.
        """
        lines = with_marks(lines)
        blanks = sum(line.blank_before for line in lines[1:])
        # Where the lead shows which lines are headings, and these are not marked up as such, markup says less.
        less = marked.starts and repeated and not any(marked.first_in(lines[place]) for place in repeated)
        weight = _MARKED_ONLY if less else _MARKED
        kinds = self._kinds(lines, repeated)
        around = Surroundings(repeated, numbers, marked, 0 < blanks < len(lines) - 1, weight, kinds)
        found: list[Decision] = []
        below: Decision | None = None
        for place in range(len(lines) - 1, -1, -1):
            below = self._decided(lines, place, entries, around, below)
            found.append(below)
        found.reverse()
        if digest:
            found = with_those_alike(found, lines, entries, repeated, mixed=around.mixed, goes_on=self._is_of_item)
        for place, decision in enumerate(found):
            if decision.answer == "heading":
                break
            if decision.answer == "over_items":
                continue
            found[place] = decision._replace(answer="stray", because=(*decision.because, Reason("no heading above")))
        return found

    def _decided(
        self,
        lines: Sequence[TextLine],
        place: int,
        entries: Sequence[Entry],
        around: Surroundings,
        below: Decision | None,
    ) -> Decision:
        line = lines[place]
        repeat = around.repeated.get(place)
        heading = True
        needed = None
        if repeat:
            entry = entries[repeat.entry]
            because: tuple[Reason, ...] = (repeat.reason(entry.start, entry.end),)
        elif own := self._own(line):
            because = (Reason(own, 0, line.start, line.end),)
        elif below and (over := self._over_items(line, lines[place + 1])):
            return Decision("heading", "over_items", line.start, line.end, (Reason(over),))
        elif below and (section := self._section(line, lines[place + 1], below, around)):
            because = (section,)
        else:
            above = lines[place - 1] if place else None
            because = _forbidding(line, above if place - 1 in around.repeated else None, below)
            heading = not because
            if heading:
                because = tuple(self._weighed(line, above, lines[place + 1], around))
                heading = sum([reason.weight for reason in because]) >= _ENOUGH
                needed = _ENOUGH
        return Decision("heading", "heading" if heading else "paragraph", line.start, line.end, because, needed)

    def _own(self, line: TextLine) -> str:
        """The terminal of the publisher by which a line is a heading, whatever stands below it; or none."""
        if is_short(line):
            for name, pattern in self._of_publisher:
                if pattern.fullmatch(line.text):
                    return name
        return ""

    def _over_items(self, line: TextLine, after: TextLine) -> str:
        """The terminal by which a line stands over items and is no heading: a day, or a person over a list; or none."""
        if line.end - line.start > LONGEST_CHROME:
            return ""
        if self._patterns["DAY_LINE"].fullmatch(line.text):
            return "DAY_LINE"
        if not (self._first.parted(after)[0] or self._first.is_dated(after)):
            return ""
        # all in capitals they say nothing of names
        person = self._person_line.fullmatch(name_view(line.cased.title() if line.capitals else line.cased))
        return "PERSON_LINE" if person else ""

    def _kinds(self, lines: Sequence[TextLine], repeated: Mapping[int, Repeat]) -> frozenset[str]:
        """The kinds of numbers of lines that look like headings; none where the lead tells the headings."""
        if repeated:
            return frozenset()
        like: Counter[str] = Counter()
        unlike: Counter[str] = Counter()
        for line in lines:
            if line.number:
                (like if self._numbered(line) else unlike)[line.number.kind] += 1
        return frozenset(kind for kind, found in like.items() if found >= max(_FEWEST_NUMBERED, 2 * unlike[kind]))

    def _numbered(self, line: TextLine) -> bool:
        """Whether a line with a number looks like a heading by itself: no task, and nothing that goes on."""
        task = self._patterns["TASK"].match(line.after_number())
        return (
            not line.unlike_heading
            and line.end - line.start <= LONGEST_NUMBERED
            and not task
            and not self._goes_on(line)
        )

    def _goes_on(self, line: TextLine) -> bool:
        """Whether the words of a line say more about what stands above it."""
        text = line.after_number()
        if any(self._patterns[name].match(text) for name in ("FIELD_LINE", "SENT_BY_A_DAY")):
            return True
        topic = not line.unlike_heading and self._patterns["ABOUT_TOPIC"].match(text)
        return not topic and self._patterns["CONTINUING"].match(text) is not None

    def _is_of_item(self, line: TextLine) -> bool:
        """Whether a line in the form of a heading is a sentence, or the head of a part of an item."""
        text = line.after_number()
        task = not line.blank_before and not line.number and self._patterns["TASK"].match(text)
        part = self._patterns["PARAGRAPH_START"].match(f"{text} ")
        return (
            bool(task or part) or self._patterns["TOLD_SENTENCE"].search(line.text) is not None or self._goes_on(line)
        )

    def _section(self, line: TextLine, after: TextLine, below: Decision, around: Surroundings) -> Reason | None:
        """Why a line stands over what follows, a heading or not."""
        if any(reason.name != "ends like a sentence" for reason in line.unlike_heading):
            return None
        if line.end - line.start > LONGEST_NUMBERED or (line.unlike_heading and not line.text.endswith(":")):
            return None
        kind = line.number.kind if line.number else ""
        above_heading = below.answer == "heading"
        other = after.number.kind if after.number else ""
        if kind == "I" and (kind in around.kinds or above_heading):
            return Reason("Roman number", 0, line.start, line.start + line.number.length if line.number else 0)
        if not above_heading or line.unlike_heading:
            return None
        if kind and other != kind and (other or kind in around.kinds):
            return Reason("number of another kind", 0, line.start, line.end)
        if line.capitals and not after.capitals and not around.repeated:
            return Reason("capitals", 0, line.start, line.end)
        return None

    def _weighed(self, line: TextLine, above: TextLine | None, after: TextLine, around: Surroundings) -> list[Reason]:
        """What speaks for a heading and against it, in a line that may be one and has no heading below."""
        found = []
        opening = self._patterns["OPENING"].match(after.text)
        if opening:
            found.append(_matched("OPENING", _OPENING, after, opening))
        number = around.numbers.first_in(after)
        if number:
            found.append(Reason("document number", _NUMBER, *number))
            # "Quyết định số … kiện toàn …", "Ủy ban bầu cử ban hành Thông báo số …": the first paragraph of an item
            before, written = after.text[: number.start - after.start], after.text[: number.end - after.start]
            with_day = not before and written[-1:].isdigit()  # a symbol ends in letters, a day in its year
            said = before.strip(" (") and self._patterns["ISSUED_BEFORE"].search(before)
            if not opening and (with_day or said):
                found.append(Reason("issued", _OPENING, *number))
        if sent := self._patterns["SENT_BY_A_DAY"].match(line.text):
            found.append(_matched("SENT_BY_A_DAY", _TASK, line, sent))
        words = line.words
        if len(words) >= _FEWEST_WORDS and _share(words, words_of(after.text[:LONGEST_HEADING])) >= _SHARE:
            found.append(Reason("words taken up", _TAKEN_UP, after.start, after.end))
        if around.mixed and line.blank_before and not after.blank_before:
            found.append(Reason("set apart", _APART))
        numbered = line.number is not None and line.number.kind in around.kinds and self._numbered(line)
        if line.number and numbered:
            found.append(Reason("number of headings", _NUMBERED, line.start, line.start + line.number.length))
        marked = around.marked.first_in(line) is not None
        if marked:
            found.append(Reason("marked up", around.marked_weight))
        continuing = self._patterns["CONTINUING"].match(after.text)
        if continuing:
            found.append(_matched("CONTINUING", _CONTINUING, after, continuing))
            return found
        task = self._patterns["TASK"].match(after.text)
        if task and not numbered:
            alone = marked or _stands_alone(line, above)
            found.append(_matched("TASK", _TASK_ALONE if alone else _TASK, after, task))
        return found


def _forbidding(line: TextLine, heading_above: TextLine | None, below: Decision | None) -> tuple[Reason, ...]:
    """What forbids a heading that repeats no entry of the lead, whatever speaks for it."""
    if line.unlike_heading:
        return line.unlike_heading
    if below is None:
        return (Reason("nothing below"),)
    if line.text[0] == "(" and line.text[-1] == ")":
        return (Reason("in brackets", 0, line.start, line.end),)
    if below.answer == "heading":
        return (Reason("heading below", 0, below.start, below.end),)
    return (Reason("heading of the lead above", 0, heading_above.start, heading_above.end),) if heading_above else ()


def _stands_alone(line: TextLine, above: TextLine | None) -> bool:
    """Whether a blank line parts a line from the sentence above it, or nothing stands above."""
    return line.blank_before and (above is None or above.text.endswith(LEAD_END))


def _matched(terminal: str, weight: int, line: TextLine, match: re.Match[str]) -> Reason:
    return Reason(terminal, weight, line.start + match.start(), line.start + match.end())


def _share(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    there = set(others)
    return sum(word in there for word in words) / len(words)
