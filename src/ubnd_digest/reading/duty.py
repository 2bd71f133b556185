"""Who must act, and whether anybody must: reads the sentences around a limit.

The terminals of ``clauses.lark`` find the words that matter; here it is weighed how they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from ubnd_digest.model.dates import Precision

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.drafts import DeadlineDraft

_LONGEST_PARTY = 160
# How near a verb stands that belongs to the date before it, in characters.
_ADJACENT = 10
# A name without a verb that is known behind it: at most this many words.
_NAME = re.compile(r"\w+(?: \w+){0,7}")
# How many cues before or behind a limit are weighed.
_REACH = 40
# What a word makes of the party directly behind it.
_CALLS = {"ASSIGN": "ASSIGNED", "REQUEST": "REQUESTED", "ADDRESS": "ADDRESSED"}
_ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "ADDRESSED", "SUBJECT"})
_COMPLETIONS = frozenset({"COMPLETION", "TERM_WORD"})
_DUTIES = _COMPLETIONS | {"DUTY"}


class Cue(NamedTuple):
    """A word or phrase that matters; ``kind`` is the name of its terminal, or how a party stands."""

    kind: str
    start: int
    end: int


@define
class Paragraph:
    """The cues of a paragraph, and where its sentences and tasks end; all sorted.

    ``addressees`` holds, for each cue, the addressee in force behind it.
    """

    start: int
    end: int
    sentence_ends: list[int]
    task_ends: list[int]
    cues: list[Cue] = field(factory=list)
    starts: list[int] = field(factory=list)
    addressees: list[Cue | None] = field(factory=list)

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

    def before(self, start: int, at: int) -> list[Cue]:
        """The cues that begin between ``start`` and ``at``; the nearest ones, where there are very many."""
        stop = bisect_left(self.starts, at)
        return self.cues[max(bisect_left(self.starts, start), stop - _REACH) : stop]

    def behind(self, at: int, end: int) -> list[Cue]:
        """The cues that begin between ``at`` and ``end``; the nearest ones, where there are very many."""
        start = bisect_left(self.starts, at)
        return self.cues[start : min(bisect_left(self.starts, end), start + _REACH)]


class DutyReader:
    """Reads paragraphs by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._sentence_end = grammar.pattern("SENTENCE_END")
        self._task_end = grammar.pattern("TASK_END")

    def read(self, folded: str, cased: str, start: int, end: int) -> Paragraph:
        """The cues of one paragraph of a folded view; ``cased`` is the same view in its own case."""
        text = folded[start:end]
        paragraph = Paragraph(
            start,
            end,
            [start + match.end() for match in self._sentence_end.finditer(text)],
            [start + match.end() for match in self._task_end.finditer(text)],
        )
        for island in self._grammar.scanner("clauses").islands(text):
            cue = Cue(island.type, start + (island.start_pos or 0), start + (island.end_pos or 0))
            if cue.kind == "PARTY":
                cue = _standing(cue, paragraph, cased, acts=island.match["acts"] is not None)
            paragraph.cues.append(cue)
            paragraph.starts.append(cue.start)
        paragraph.addressees.extend(_addressees(paragraph, cased))
        return paragraph


def _standing(party: Cue, paragraph: Paragraph, cased: str, *, acts: bool) -> Cue:
    """A party as it stands in its sentence: called upon, acting, or only named.

    What it does may be said by a verb that the grammar does not know: a name with a capital that
    opens a sentence or a task is taken to act, and to be no longer than a name is.
    """
    before = paragraph.cues[-1] if paragraph.cues else None
    if before and party.start - before.end <= 1:
        if before.kind in _CALLS:
            return party._replace(kind=_CALLS[before.kind])
        if before.kind not in ("ADVERB", "LEADER"):
            return party._replace(kind="OBJECT")
    elif party.start - paragraph.start > 1 and cased[party.start - 2].isalpha():
        return party._replace(kind="OBJECT")
    if acts:
        return party._replace(kind="SUBJECT")
    if party.start - paragraph.task_start(party.start) <= 1 and cased[party.start].isupper():
        name = _NAME.match(cased, party.start, party.end)
        return Cue("SUBJECT", party.start, name.end() if name else party.end)
    return party._replace(kind="OBJECT")


def is_deadline(limit: DeadlineDraft, paragraph: Paragraph) -> bool:
    """Whether something must be done by the date behind a limit, rather than happen or have happened."""
    if limit.kind in ("LATEST", "TERM"):
        return True
    task = paragraph.task_start(limit.start)
    kinds = [cue.kind for cue in paragraph.before(task, limit.start)]
    sentence = paragraph.before(paragraph.sentence_start(limit.start), limit.start)
    addressed = any(cue.kind in _ADDRESSES for cue in sentence)
    end = limit.dates.dates[-1].end
    behind = {cue.kind for cue in paragraph.behind(end, paragraph.task_end(end))}
    duty = _last(kinds, _DUTIES)
    exact = limit.dates.dates[0].precision is Precision.DAY
    if limit.kind == "BEFORE":
        if _last(kinds, {"PAST"}) > duty:
            return False
        if "TARGET" in kinds and not _ADDRESSES.intersection(kinds):
            return False  # who is told to strive for something by then owes it; who only hopes for it does not
        return exact or duty >= 0 or addressed or bool(behind & (_DUTIES | _ADDRESSES))
    strong = _last(kinds, _COMPLETIONS)
    if "TARGET" in kinds or _last(kinds, {"PAST", "TOPIC", "RUNNING"}) > max(strong, 0):
        return False
    if limit.kind == "UNTIL" and strong < 0:
        nearest = paragraph.behind(end, end + _ADJACENT)
        return bool(nearest) and nearest[0].kind == "COMPLETION"
    if limit.kind == "WITHIN" and limit.dates.dates[0].precision in (Precision.DAY, Precision.MONTH, Precision.QUARTER):
        return (
            strong >= 0
            or (addressed and not _opens(limit, paragraph))
            or bool(behind & _COMPLETIONS and behind & _ADDRESSES)
        )
    return strong >= 0


def _last(kinds: list[str], wanted: AbstractSet[str]) -> int:
    return max((place for place, kind in enumerate(kinds) if kind in wanted), default=-1)


def _opens(limit: DeadlineDraft, paragraph: Paragraph) -> bool:
    """Whether the limit opens its sentence, before it is said who does what."""
    return limit.start - paragraph.sentence_start(limit.start) <= 1


def responsible(limit: DeadlineDraft, paragraph: Paragraph) -> tuple[int, int] | None:
    """The words that name who must act: the addressee in force where the limit begins.

    A limit that opens its sentence, or before which nobody is named, may have its subject behind it.
    """
    place = bisect_left(paragraph.starts, limit.start)
    cue = paragraph.addressees[place - 1] if place else None
    if cue is None or _opens(limit, paragraph):
        end = limit.dates.dates[-1].end
        behind = paragraph.behind(end, paragraph.task_end(end))
        cue = next((other for other in behind if other.kind in _ADDRESSES), cue)
    return (cue.start, min(cue.end, cue.start + _LONGEST_PARTY)) if cue else None


def _addressees(paragraph: Paragraph, cased: str) -> Iterator[Cue | None]:
    """For each cue, the addressee in force behind it.

    An assignment or a new subject replaces what came before; in a task that names nobody, the
    addressee of the task or sentence before it stays. A request in the middle of a sentence is
    one that the addressee is to pass on, and a noun in small letters there is no new subject,
    once the sentence has named somebody.
    """
    in_force: Cue | None = None
    sentence = -1
    named = False
    leader = call = -2  # where the last leader ended, and the last word that calls on somebody began
    for cue in paragraph.cues:
        if cue.kind == "LEADER":
            leader = cue.end
        elif cue.kind in _CALLS:
            call = cue.start
        if cue.kind in _ADDRESSES:
            start = paragraph.sentence_start(cue.start)
            if start != sentence:
                sentence, named = start, False
            begin = cue.start if cue.kind == "SUBJECT" else call
            first = begin - paragraph.task_start(begin) <= 1
            led = begin - leader <= 1
            capital = cue.kind == "SUBJECT" and cased[cue.start].isupper()
            if not named or cue.kind == "ASSIGNED" or first or led or capital:
                in_force = cue
            named = True
        yield in_force
