"""The sentences around a limit: the words of ``clauses.lark`` in them, and where sentences and tasks end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ubnd_digest.grammar.grammar import Grammar


class Cue(NamedTuple):
    """A word or phrase that matters.

    ``kind`` is the name of its terminal, or for a party how it stands; ``acts`` whether a verb that is known follows
    the name of a party.
    """

    kind: str
    start: int
    end: int
    acts: bool = False


class Bounds(NamedTuple):
    """Where a paragraph stands, and where its sentences and tasks end; all sorted."""

    start: int
    end: int
    sentence_ends: list[int]
    task_ends: list[int]

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins that holds ``at``."""
        place = bisect_right(self.sentence_ends, at)
        return self.sentence_ends[place - 1] if place else self.start

    def task_start(self, at: int) -> int:
        """Where the task (a part of a sentence between semicolons) begins that holds ``at``."""
        place = bisect_right(self.task_ends, at)
        return max(self.task_ends[place - 1] if place else self.start, self.sentence_start(at))

    def task_end(self, at: int) -> int:
        """Where the task ends that holds ``at``."""
        found = self.end
        for ends in (self.task_ends, self.sentence_ends):
            place = bisect_left(ends, at)
            if place < len(ends):
                found = min(found, ends[place])
        return found


def bounds_of(grammar: Grammar, folded: str, start: int, end: int) -> Bounds:
    """Where the sentences and tasks of a stretch of the view end."""
    text = folded[start:end]
    sentences = grammar.pattern("SENTENCE_END").finditer(text)
    tasks = grammar.pattern("TASK_END").finditer(text)
    return Bounds(start, end, [start + match.end() for match in sentences], [start + match.end() for match in tasks])


def cues_of(grammar: Grammar, folded: str, start: int, end: int) -> Iterator[Cue]:
    """The words that matter in a stretch of the view, in text order."""
    for island in grammar.scanner("clauses").islands(folded[start:end]):
        acts = island.type == "PARTY" and island.match["acts"] is not None
        yield Cue(island.type, start + (island.start_pos or 0), start + (island.end_pos or 0), acts)
