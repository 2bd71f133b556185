"""Who must act: how the parties of a paragraph stand in their sentences, and which of them is in force where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.clauses import Bounds, Cue, bounds_of, cues_of
from ubnd_digest.reading.drafts import CountedDraft, DeadlineDraft
from ubnd_digest.reading.evidence import Decision, Reason

# A name without a verb that is known after it: at most this many words.
_NAME = re.compile(r"\w+(?: \w+){0,7}")
# How many cues before or after a limit are weighed.
_REACH = 40
# What a word makes of the party directly after it.
_CALLS = {"ASSIGN": "ASSIGNED", "REQUEST": "REQUESTED", "ADDRESS": "ADDRESSED"}
ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "ADDRESSED", "SUBJECT"})
# Nothing but a space stands between two things that are this near.
_NEXT = 1


class Paragraph(NamedTuple):
    """The cues of a paragraph, sorted; ``addressees`` holds, for each cue, the addressee in force after it."""

    bounds: Bounds
    cues: Sequence[Cue]
    starts: Sequence[int]
    addressees: Sequence[Cue | None]

    def before(self, start: int, at: int) -> Sequence[Cue]:
        """The cues that begin between ``start`` and ``at``; the nearest ones, where there are very many."""
        stop = bisect_left(self.starts, at)
        return self.cues[max(bisect_left(self.starts, start), stop - _REACH) : stop]

    def after(self, at: int, end: int) -> Sequence[Cue]:
        """The cues that begin between ``at`` and ``end``; the nearest ones, where there are very many."""
        start = bisect_left(self.starts, at)
        return self.cues[start : min(bisect_left(self.starts, end), start + _REACH)]


def paragraph_of(grammar: Grammar, folded: str, cased: str, start: int, end: int) -> Paragraph:
    """The cues of one paragraph of a folded view; ``cased`` is the same view in its own case."""
    bounds = bounds_of(grammar, folded, start, end)
    cues = tuple(_standing(cues_of(grammar, folded, start, end), bounds, cased))
    return Paragraph(bounds, cues, [cue.start for cue in cues], tuple(_in_force(cues, bounds, cased)))


def _standing(cues: Iterable[Cue], bounds: Bounds, cased: str) -> Iterator[Cue]:
    """The cues, each party as it stands in its sentence."""
    before: Cue | None = None
    for cue in cues:
        before = _stands(cue, before, bounds, cased) if cue.kind == "PARTY" else cue
        yield before


def _stands(party: Cue, before: Cue | None, bounds: Bounds, cased: str) -> Cue:
    """A party as it stands in its sentence: called upon, acting, or only named.

    What it does may be said by a verb that the grammar does not know: a name with a capital that
    opens a sentence or a task is taken to act, and to be no longer than a name is.
    """
    if before and party.start - before.end <= _NEXT:
        if before.kind in _CALLS:
            return party._replace(kind=_CALLS[before.kind])
        if before.kind not in ("ADVERB", "LEADER"):
            return party._replace(kind="OBJECT")
    elif party.start - bounds.start > _NEXT and cased[party.start - 2].isalpha():
        return party._replace(kind="OBJECT")
    if party.acts:
        return party._replace(kind="SUBJECT")
    if party.start - bounds.task_start(party.start) <= _NEXT and cased[party.start].isupper():
        name = _NAME.match(cased, party.start, party.end)
        return party._replace(kind="SUBJECT", end=name.end() if name else party.end)
    return party._replace(kind="OBJECT")


def _in_force(cues: Iterable[Cue], bounds: Bounds, cased: str) -> Iterator[Cue | None]:
    """For each cue, the addressee in force after it.

    An assignment or a new subject replaces what came before; in a task that names nobody, the
    addressee of the task or sentence before it stays. A request in the middle of a sentence is
    one that the addressee is to pass on, and a noun in small letters there is no new subject,
    once the sentence has named somebody.
    """
    in_force: Cue | None = None
    sentence = -1
    named = False
    leader = call = -2  # where the last leader ended, and the last word that calls on somebody began
    for cue in cues:
        if cue.kind == "LEADER":
            leader = cue.end
        elif cue.kind in _CALLS:
            call = cue.start
        if cue.kind in ADDRESSES:
            start = bounds.sentence_start(cue.start)
            if start != sentence:
                sentence, named = start, False
            begin = cue.start if cue.kind == "SUBJECT" else call
            first = begin - bounds.task_start(begin) <= _NEXT
            led = begin - leader <= _NEXT
            capital = cue.kind == "SUBJECT" and cased[cue.start].isupper()
            if not named or cue.kind == "ASSIGNED" or first or led or capital:
                in_force = cue
            named = True
        yield in_force


def opens(limit: DeadlineDraft | CountedDraft, bounds: Bounds) -> bool:
    """Whether a limit opens its sentence, before it is said who does what."""
    return limit.start - bounds.sentence_start(limit.start) <= _NEXT


def responsible(limit: DeadlineDraft | CountedDraft, paragraph: Paragraph) -> Decision:
    """The words that name who must act: the addressee in force where the limit begins.

    A limit that opens its sentence, or before which nobody is named, may have its subject after it.

    Returns:
        A decision over the words, by the way in which the party stands; one without a place where nobody is named.
    """
    place = bisect_left(paragraph.starts, limit.start)
    cue = paragraph.addressees[place - 1] if place else None
    opening = opens(limit, paragraph.bounds)
    why = "in force where the limit begins"
    if cue is None or opening:
        after = paragraph.after(limit.end, paragraph.bounds.task_end(limit.end))
        subject = next((other for other in after if other.kind in ADDRESSES), None)
        if subject:
            cue, why = subject, "the limit opens its sentence" if opening else "nobody is named before the limit"
    if cue is None:
        return Decision("responsible", "nobody", -1, -1, (Reason("nobody is told to act"),))
    reasons = (Reason(cue.kind, 0, cue.start, cue.end), Reason(why, 0, limit.start, limit.end))
    return Decision("responsible", "party", cue.start, cue.end, reasons)
