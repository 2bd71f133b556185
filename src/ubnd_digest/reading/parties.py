"""Who must act: how the parties of a paragraph stand in their sentences, and which of them is in force where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.clauses import Bounds, Cue, bounds_of, cues_of
from ubnd_digest.reading.drafts import CountedDraft, DeadlineDraft
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.party_lists import Party

# How many cues before or after a limit are weighed.
_REACH = 40
# What a word makes of the party directly after it.
CALLS = {"ASSIGN": "ASSIGNED", "REQUEST": "REQUESTED", "PASS_ON": "PASSED_ON", "ADDRESS": "ADDRESSED"}
ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "PASSED_ON", "ADDRESSED", "SUBJECT"})
# Nothing but a space stands between two things that are this near.
_NEXT = 1


class Sentences(NamedTuple):
    """The cues of a text, sorted; ``addressees`` holds, for each cue, the addressee in force after it.

    After each of the offsets ``resets`` nobody is in force who was named before it.
    """

    bounds: Bounds
    cues: Sequence[Cue]
    starts: Sequence[int]
    addressees: Sequence[Cue | None]
    resets: Sequence[int] = ()

    def addressee(self, at: int) -> Cue | None:
        """The addressee in force at a place, by what stands before it."""
        place = bisect_left(self.starts, at)
        if not place:
            return None
        passed = bisect_right(self.resets, at)
        ended = passed > 0 and self.resets[passed - 1] > self.starts[place - 1]
        return None if ended else self.addressees[place - 1]

    def before(self, start: int, at: int) -> Sequence[Cue]:
        """The cues that begin between ``start`` and ``at``; the nearest ones, where there are very many."""
        stop = bisect_left(self.starts, at)
        return self.cues[max(bisect_left(self.starts, start), stop - _REACH) : stop]

    def after(self, at: int, end: int) -> Sequence[Cue]:
        """The cues that begin between ``at`` and ``end``; the nearest ones, where there are very many."""
        start = bisect_left(self.starts, at)
        return self.cues[start : min(bisect_left(self.starts, end), start + _REACH)]


def sentences_of(
    grammar: Grammar, folded: str, cased: str, parties: Iterable[Party], resets: Sequence[int] = ()
) -> Sentences:
    """The cues of a folded view.

    Args:
        grammar: the grammar.
        folded: the folded view.
        cased: the same view in its own case.
        parties: the parties of the text.
        resets: offsets, sorted, after which nobody who was named before is in force: of headings.
    """
    bounds = bounds_of(grammar, folded)
    cues = tuple(_who_order(tuple(_standing(cues_of(grammar, folded, parties), bounds, cased))))
    return Sentences(bounds, cues, [cue.start for cue in cues], tuple(_in_force(cues, bounds, cased, resets)), resets)


def _standing(cues: Iterable[Cue], bounds: Bounds, cased: str) -> Iterator[Cue]:
    """The cues, each party as it stands in its sentence."""
    before: Cue | None = None
    for cue in cues:
        before = _stands(cue, before, bounds, cased) if cue.kind == "PARTY" else cue
        yield before


def _stands(party: Cue, before: Cue | None, bounds: Bounds, cased: str) -> Cue:
    """A party as it stands in its sentence: called upon, acting, or only named.

    What it does may be said by a verb that the grammar does not know: a name with a capital that
    opens a sentence or a task is taken to act. The body whose doings the text reports owes nothing.
    """
    start, lead = bounds.sentence_start(party.start), party.lead
    if before and lead - before.end <= _NEXT:
        if before.kind == "ADDRESS" and not _is_addressed(party, before, bounds, cased):
            return party._replace(kind="OBJECT")
        if before.kind in CALLS:
            return party._replace(kind=CALLS[before.kind])
        if before.kind not in ("ADVERB", "LEADER"):
            return party._replace(kind="OBJECT")
    elif lead - start > _NEXT and (cased[lead - 2].isalpha() or cased[lead - 1] == "("):
        return party._replace(kind="SUBJECT" if party.second else "OBJECT")
    if party.issues:
        return party._replace(kind="ISSUER")
    # "…; cấp huyện: …" names a party of a list, as does the beginning of a sentence, or what stands after ":"
    announced = cased[lead - 2 : lead - 1] == ":"
    opens_task = announced or lead - bounds.task_start(lead) <= _NEXT
    opening = lead - start <= _NEXT or (opens_task and cased.startswith(":", party.end))
    after_pause = party.acts and cased[lead - 2 : lead - 1] in (",", ";", ":")
    joined = after_pause or (before is not None and before.kind == "ADVERB")
    if not party.named and not opening and cased[party.start].islower() and not joined:
        return party._replace(kind="OBJECT")
    # what it does may be said by a verb that no list has
    does = cased[party.end : party.end + 1] == " " and cased[party.end + 1 : party.end + 2].islower()
    if party.acts or (opens_task and (cased[party.start].isupper() or (party.named and does))):
        return party._replace(kind="SUBJECT")
    return party._replace(kind="OBJECT")


def _who_order(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues; who itself calls directly on another party gives the orders."""
    for place, cue in enumerate(cues):
        if cue.kind in ("SUBJECT", "ISSUER") and place + 2 < len(cues):
            call, called = cues[place + 1 : place + 3]
            near = call.start - cue.end <= _NEXT and called.start - call.end <= _NEXT
            if near and call.kind in ("ASSIGN", "REQUEST") and called.kind in ADDRESSES:
                yield cue._replace(kind="LEADER")
                continue
        yield cue


def _is_addressed(party: Cue, word: Cue, bounds: Bounds, cased: str) -> bool:
    """Whether "as to" speaks to those after it: at the beginning of a task, and to an organisation, or before ":"."""
    opens_task = word.start - bounds.task_start(word.start) <= _NEXT
    return opens_task and (party.named or cased.startswith(":", party.end))


def _in_force(cues: Iterable[Cue], bounds: Bounds, cased: str, resets: Sequence[int]) -> Iterator[Cue | None]:
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
    reset = iter((*resets, bounds.end + 1))
    next_reset = next(reset)
    for cue in cues:
        while cue.start >= next_reset:
            in_force, next_reset = None, next(reset)
        if cue.kind == "LEADER":
            leader = cue.end
        elif cue.kind == "ISSUER":
            in_force = None
        elif cue.kind in CALLS:
            call = cue.start
        if cue.kind in ADDRESSES:
            start = bounds.sentence_start(cue.start)
            if start != sentence:
                sentence, named = start, False
            begin = cue.start if cue.kind == "SUBJECT" else call
            first = begin - bounds.task_start(begin) <= _NEXT
            led = begin - leader <= _NEXT
            capital = cue.kind == "SUBJECT" and cased[cue.start].isupper()
            passed = cue.kind == "PASSED_ON" and in_force is not None and not led
            if not passed and (not named or cue.kind == "ASSIGNED" or first or led or capital):
                in_force = cue
            named = True
        yield in_force


def opens(limit: DeadlineDraft | CountedDraft, bounds: Bounds) -> bool:
    """Whether a limit opens its sentence, before it is said who does what."""
    return limit.start - bounds.sentence_start(limit.start) <= _NEXT


def responsible(limit: DeadlineDraft | CountedDraft, paragraph: Sentences) -> Decision:
    """The words that name who must act: the addressee in force where the limit begins.

    A limit that opens its sentence, or before which nobody is named, may have its subject after it.

    Returns:
        A decision over the words, by the way in which the party stands; one without a place where nobody is named.
    """
    cue = paragraph.addressee(limit.start)
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
