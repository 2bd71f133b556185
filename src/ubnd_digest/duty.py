"""Who must act, and whether anybody must: reads the sentences around a limit.

The terminals of ``clauses.lark`` find the words that matter; here it is weighed how they stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from attrs import define

from ubnd_digest.model import Precision

if TYPE_CHECKING:
    from ubnd_digest.drafts import DeadlineDraft
    from ubnd_digest.grammar import Grammar

_LONGEST_PARTY = 160
_ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "ADDRESSED", "SUBJECT"})
_COMPLETIONS = frozenset({"COMPLETION", "DELIVERED", "TERM_WORD"})
_DUTIES = _COMPLETIONS | {"DUTY"}


class Cue(NamedTuple):
    """A word or phrase that matters, and the words of the party in it."""

    kind: str
    start: int
    end: int
    party_start: int
    party_end: int


@define
class Paragraph:
    """The cues of a paragraph, and where its sentences and tasks end; all sorted."""

    start: int
    end: int
    cues: list[Cue]
    starts: list[int]
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

    def names(self, task: int, at: int) -> bool:
        """Whether the sentence has named an addressee before ``at``, in an earlier task or in this one."""
        start = self.sentence_start(task)
        return any(cue.kind in _ADDRESSES for cue in self.between(start, at))

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in a stretch."""
        return self.cues[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class DutyReader:
    """Reads paragraphs by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._scanner = grammar.clauses
        self._sentence_end = grammar.pattern("SENTENCE_END")
        self._task_end = grammar.pattern("TASK_END")

    def read(self, folded: str, start: int, end: int) -> Paragraph:
        """The cues of one paragraph of a folded view."""
        text = folded[start:end]
        cues = []
        for island in self._scanner.islands(text):
            begin, stop = island.match.span()
            if "mention" in island.match.re.groupindex:
                party = island.match.span("mention")
            else:
                party = (begin, stop)
            cues.append(Cue(island.type, start + begin, start + stop, start + party[0], start + party[1]))
        return Paragraph(
            start,
            end,
            cues,
            [cue.start for cue in cues],
            [start + match.end() for match in self._sentence_end.finditer(text)],
            [start + match.end() for match in self._task_end.finditer(text)],
        )


def is_deadline(limit: DeadlineDraft, paragraph: Paragraph) -> bool:
    """Whether something must be done by the date behind a limit, rather than happen or have happened."""
    if limit.kind in ("LATEST", "TERM"):
        return True
    task = paragraph.task_start(limit.start)
    kinds = [cue.kind for cue in paragraph.between(task, limit.start)]
    addressed = any(
        cue.kind in _ADDRESSES for cue in paragraph.between(paragraph.sentence_start(limit.start), limit.start)
    )
    end = limit.dates.dates[-1].end
    behind = {cue.kind for cue in paragraph.between(end, paragraph.task_end(end))}
    duty = _last(kinds, _DUTIES)
    exact = limit.dates.dates[0].precision is Precision.DAY
    if limit.kind == "BEFORE":
        if _last(kinds, {"PAST"}) > duty:
            return False
        return exact or duty >= 0 or addressed or bool(behind & (_DUTIES | _ADDRESSES))
    strong = _last(kinds, _COMPLETIONS)
    if "TARGET" in kinds or _last(kinds, {"PAST", "TOPIC", "RUNNING"}) > max(strong, 0):
        return False
    if limit.kind == "WITHIN" and limit.dates.dates[0].precision in (Precision.DAY, Precision.MONTH, Precision.QUARTER):
        return strong >= 0 or (addressed and not _opens(limit, paragraph)) or bool(behind & _COMPLETIONS and behind & _ADDRESSES)
    return strong >= 0


def _last(kinds: list[str], wanted: Set[str]) -> int:
    return max((place for place, kind in enumerate(kinds) if kind in wanted), default=-1)


def _opens(limit: DeadlineDraft, paragraph: Paragraph) -> bool:
    """Whether the limit opens its sentence, before it is said who does what."""
    return limit.start - paragraph.sentence_start(limit.start) <= 1


def responsible(at: int, paragraph: Paragraph, cased: str) -> tuple[int, int] | None:
    """The words that name who must act: the party addressed last before ``at``.

    The task that holds ``at`` is read first, then the tasks and sentences before it. Within one,
    an assignment or a new subject replaces what came before. A request in the middle of a
    sentence is one that the addressee is to pass on, and a noun in small letters there is no new
    subject, once the sentence has named somebody.

    Args:
        at: where the limit begins.
        paragraph: the paragraph that holds it.
        cased: the folded view in its own case.
    """
    stop = at
    while stop > paragraph.start:
        start = paragraph.task_start(stop - 1)
        found: Cue | None = None
        before: Cue | None = None
        for cue in paragraph.between(start, stop):
            if cue.kind in _ADDRESSES and (cue.kind == "ASSIGNED" or _is_new(cue, before, start, cased)):
                found = cue
            elif cue.kind in _ADDRESSES and found is None and not paragraph.names(start, cue.start):
                found = cue
            before = cue
        if found is not None:
            return found.party_start, min(found.party_end, found.party_start + _LONGEST_PARTY)
        stop = start
    return None


def _is_new(cue: Cue, before: Cue | None, start: int, cased: str) -> bool:
    """Whether an addressee stands where a new one can: first in its task, behind a leader, with a capital."""
    first = cue.start - start <= 1
    led = before is not None and before.kind == "LEADER" and cue.start - before.end <= 1
    return first or led or (cue.kind == "SUBJECT" and cased[cue.start].isupper())
