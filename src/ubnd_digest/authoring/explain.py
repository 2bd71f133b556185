"""Which rule of the grammar matched at a place of a text, and why its neighbours did not.

For those who write grammars: they know the documents, and need not know Python.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import frozen

from ubnd_digest.authoring.explain_clauses import ClauseFacts, clause_facts
from ubnd_digest.authoring.explain_duty import DutyFacts, duty_facts
from ubnd_digest.authoring.explain_issued import RoleFacts, role_facts
from ubnd_digest.authoring.explain_lines import explanation_lines
from ubnd_digest.authoring.explain_neighbours import Neighbour, neighbours
from ubnd_digest.authoring.explain_reading import Leaf, Reading
from ubnd_digest.authoring.explain_structure import LineFacts, line_facts
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import line_and_column
from ubnd_digest.reading.drafts import DatesDraft

if TYPE_CHECKING:
    from ubnd_digest.reading.parser import Parser

__all__ = ["Explanation", "FoundIsland", "Place", "explain", "explanation_lines", "offset_of"]


@frozen
class Place:
    """A place of a text: its offset, its line and column (from 1, in code points), and its line without its end."""

    offset: int
    line: int
    column: int
    text: str


@frozen
class FoundIsland:
    """An island: a stretch of the text that a terminal of the inline grammar matched.

    Attributes:
        terminal: the name of the terminal.
        defined: where it is defined, then what extends it.
        span: where it stands in the text as given.
        text: the same, as written.
        rules: the rules it was put into, the outermost first; none when it was left over.
    """

    terminal: str
    defined: tuple[Definition, ...]
    span: Span
    text: str
    rules: tuple[str, ...]


@frozen
class Explanation:
    """What is known of a place of a text.

    Attributes:
        place: the place.
        line: what its line is, and why.
        island: the island that covers it; None in the water between islands.
        before: the nearest island in front of it, in the water; else None.
        behind: the nearest one behind it.
        mentions: the mentions of the result that cover it, an outer one before those inside it.
        doubtful: whether the island is a date that may be something else (a ratio), and was not taken for one.
        neighbours: the other terminals that fit there, whole or in part, and why they were not taken.
        duty: why a date or limit there is no deadline; None where one is there, or neither date nor limit.
        role: what was weighed for the role of a reference there; None where that is no question.
        clause: what the grammar of clauses found there: a party, a leader, a word of duty; else None.
    """

    place: Place
    line: LineFacts
    island: FoundIsland | None
    before: FoundIsland | None
    behind: FoundIsland | None
    mentions: tuple[Mention, ...]
    doubtful: bool
    neighbours: tuple[Neighbour, ...]
    duty: DutyFacts | None
    role: RoleFacts | None
    clause: ClauseFacts | None


def explain(text: str, offset: int, parser: Parser, *, anchor: dt.date | None = None) -> Explanation:
    """What the parser makes of a place of a text, and why.

    Args:
        text: the text.
        offset: the place, in code points; the end of the text is one, too.
        parser: the parser of the publisher.
        anchor: a day near which the text was written, as for :func:`ubnd_digest.parse`.

    Raises:
        ValueError: when the text has no such offset.

    >>> from ubnd_digest import Parser
    >>> found = explain("12/3/2026", 3, Parser())
    >>> found.island.terminal, found.island.defined[0].file, found.island.rules, [str(m) for m in found.mentions]
    ('PLAIN_DAY', 'dates.lark', ('date',), ['ngày 12/3/2026'])
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"an offset of this text is 0 to {len(text)}, not {offset}")
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        offset -= 1  # one line end, of two signs
    reading = Reading(text, parser, anchor)
    at = reading.at(offset)
    number = bisect_right(reading.starts, at) - 1
    leaf = reading.leaves[number] if number >= 0 else None
    taken = leaf if leaf and at < leaf.end else None
    after = number + 1
    line = line_facts(reading, at)
    duty = duty_facts(reading, at, offset)
    mentions = tuple(found for found in reading.digest.mentions if found.span.start <= offset < found.span.end)
    return Explanation(
        place=_place(text, offset),
        line=line,
        island=_island(reading, taken),
        before=None if taken else _island(reading, leaf),
        behind=None if taken or after >= len(reading.leaves) else _island(reading, reading.leaves[after]),
        mentions=mentions,
        doubtful=not mentions and _is_doubtful(reading, at),
        neighbours=neighbours(reading, at, taken),
        # nobody asks why the period of a title is no deadline
        duty=duty if duty and (duty.limit or line.kind != "TITLE") else None,
        role=role_facts(reading, offset),
        clause=clause_facts(reading, at),
    )


def _place(text: str, offset: int) -> Place:
    line, column = line_and_column(text, offset)
    start = offset - column + 1
    rows = text[start:].splitlines()
    return Place(offset, line, column, rows[0] if rows else "")


def _island(reading: Reading, leaf: Leaf | None) -> FoundIsland | None:
    if leaf is None:
        return None
    span = reading.span(leaf.start, leaf.end)
    return FoundIsland(leaf.terminal, reading.defined(leaf.terminal), span, reading.shown(span), leaf.rules)


def _is_doubtful(reading: Reading, at: int) -> bool:
    return any(
        isinstance(draft, DatesDraft)
        and draft.dates[0].start <= at < draft.dates[-1].end
        and all(date.weak for date in draft.dates)
        for draft in reading.drafts
    )


def offset_of(text: str, line: int, column: int) -> int:
    r"""The offset of a line and a column (both from 1, in code points): the way back from ``line_and_column``.

    The column behind the last character of a line is one, too: there its end stands, or the end of the text.

    Raises:
        ValueError: when the text has no such place.

    >>> offset_of("ab\r\ncd", 2, 1)
    4
    >>> offset_of("ab\r\ncd", 1, 9)
    Traceback (most recent call last):
    ValueError: there is no column 9: line 1 has 2 characters
    """
    rows = text.splitlines(keepends=True)
    if not rows or rows[-1].splitlines() != [rows[-1]]:
        rows.append("")  # behind the last line end
    if not 1 <= line <= len(rows):
        raise ValueError(f"there is no line {line}: the text has {len(rows)}")
    row = rows[line - 1]
    length = len(row.splitlines()[0]) if row else 0
    if not 1 <= column <= length + 1:
        raise ValueError(f"there is no column {column}: line {line} has {length} characters")
    return sum(map(len, rows[: line - 1])) + column - 1
