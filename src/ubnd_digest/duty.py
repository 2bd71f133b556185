"""Who must act, and whether anybody must: reads the sentences around a limit.

The terminals of ``clauses.lark`` find the words that matter; here it is weighed how they stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from attrs import define

if TYPE_CHECKING:
    from ubnd_digest.drafts import DeadlineDraft
    from ubnd_digest.grammar import Grammar

_LONGEST_PARTY = 160


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


def is_deadline(limit: DeadlineDraft, end: int, paragraph: Paragraph) -> bool:
    """Whether something must be done by the date behind a limit, rather than happen or have happened."""
    if limit.kind == "LATEST":
        return True
    before = paragraph.between(paragraph.task_start(limit.start), limit.start)
    behind = paragraph.between(end, paragraph.task_end(end))
    kinds = [cue.kind for cue in before]
    duties = [place for place, kind in enumerate(kinds) if kind in ("DUTY", "COMPLETION", "TERM_WORD")]
    if limit.kind == "TERM":
        return True
    if limit.kind == "BEFORE":
        past = max((place for place, kind in enumerate(kinds) if kind == "PAST"), default=-1)
        if past >= 0 and past > max(duties, default=-1):
            return False
        if duties or any(kind in ("ASSIGNED", "REQUESTED", "SUBJECT") for kind in kinds):
            return True
        return any(cue.kind in ("DUTY", "COMPLETION", "SUBJECT", "REQUESTED") for cue in behind)
    strong = [place for place, kind in enumerate(kinds) if kind in ("COMPLETION", "TERM_WORD")]
    targets = [place for place, kind in enumerate(kinds) if kind in ("TARGET", "PAST")]
    if strong:
        return not targets or max(targets) < max(strong) and "TARGET" not in kinds
    return False


def responsible(at: int, paragraph: Paragraph) -> tuple[int, int] | None:
    """The words that name who must act: the party addressed last before ``at``.

    The task that holds ``at`` is read first, then the tasks and sentences before it. Within one,
    an assignment or a new subject replaces what came before; a request that the addressee is to
    pass on does not.
    """
    stop = at
    while stop > paragraph.start:
        start = paragraph.task_start(stop - 1)
        found: Cue | None = None
        for cue in paragraph.between(start, stop):
            if cue.kind in ("ASSIGNED", "ADDRESSED", "SUBJECT") or (cue.kind == "REQUESTED" and found is None):
                found = cue
        if found is not None:
            return found.party_start, min(found.party_end, found.party_start + _LONGEST_PARTY)
        stop = start
    return None
