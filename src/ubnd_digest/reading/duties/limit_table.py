"""Whether a limit is a deadline: the table ``grammars/names/limits.csv``, which a lawyer can read.

The first row that fits decides. A cell holds one value, several with a bar between them, or ``*`` for any.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table

# What a cell of each column can hold: what the reading of a sentence gives.
VALUES: Final = {
    "limit": ("certain", "before", "until", "now", "to", "within", "at", "bare", "bracket", "counted"),
    "unit": ("day", "month", "long"),
    "act": ("completion", "duty", "none"),
    "against": ("target", "forbidden", "attribute", "past", "running", "topic", "event", "none"),
    "addressed": ("task", "sentence", "before", "no"),
    "follows": ("right", "done", "told", "party", "doing", "said", "none"),
}


class Circumstances(NamedTuple):
    """What stands around a limit, a value of each column."""

    limit: str  # the kind of its words
    unit: str  # the unit that it names: a day; a month or a quarter; what is longer
    act: str  # the last word of doing before it in its task
    against: str  # the word that speaks against it and stands after that one; a target, wherever it stands in the task
    # where somebody is told to act before it: in its task, or in an earlier task of its sentence; or, for a limit
    # that opens its sentence, in a sentence before it
    addressed: str
    # what stands after it in its task: directly a right that depends on it, or a word of completion; a word of
    # completion and somebody who is told; one of them; directly a word of doing; one further on
    follows: str


class Row(NamedTuple):
    """A row of the table: its number from 1, a set of values a column, whether it is a deadline, an example."""

    number: int
    cells: tuple[frozenset[str], ...]
    deadline: bool
    example: str

    def fits(self, found: Circumstances) -> bool:
        """Whether it speaks of such circumstances."""
        return all(value in cell for value, cell in zip(found, self.cells, strict=True))


@cache
def rows() -> tuple[Row, ...]:
    """The rows of the table, in its order.

    >>> rows()[0].example
    'Hồ sơ phải nộp chậm nhất ngày 05/3/2026.'
    """
    return tuple(
        Row(number, tuple(_cell(row[name], name) for name in VALUES), row["deadline"] == "yes", row["example"])
        for number, row in enumerate(table("limits"), 1)
    )


def _cell(written: str, column: str) -> frozenset[str]:
    found = frozenset(VALUES[column] if written == "*" else written.split("|"))
    if not found <= set(VALUES[column]):
        raise ValueError(f"limits.csv: the column {column} has no value {written!r}")
    return found


@cache
def row_for(found: Circumstances) -> Row:
    """The first row that fits."""
    return next(row for row in rows() if row.fits(found))
