"""Who gives the orders, and who is only told to pass them on: parties that call on other parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.duties.clauses import Cue

# What a word makes of the party directly after it.
CALLS = {"ASSIGN": "ASSIGNED", "REQUEST": "REQUESTED", "PASS_ON": "PASSED_ON", "ADDRESS": "ADDRESSED"} | {
    "ASIDE": "ADDRESSED"
}
# What a word makes of the party after it where more is needed: who is written to, by whom something is done.
OTHER_CALLS = {"SENT_TO": "SENT", "BY": "AGENT"}
ADDRESSES = frozenset({"ASSIGNED", "REQUESTED", "PASSED_ON", "ADDRESSED", "SUBJECT"})
_MAY_CALL = ADDRESSES | {"ISSUER", "SENT"}  # of whom it matters whom they call on
_NEXT = 1  # nothing but a space stands between two things that are this near


def who_order(cues: Sequence[Cue], cased: str, folded: str, patterns: Patterns) -> Iterator[Cue]:
    """The cues; who itself calls directly on another party, by its name, gives the orders.

    ``cased`` and ``folded`` are the view.
    """
    told = None  # by one who is told to act himself: UBND xã phân công cán bộ trực
    for place, cue in enumerate(cues):
        if cue is told:
            yield cue.as_kind("OBJECT")
            continue
        if cue.kind not in _MAY_CALL:
            yield cue
            continue
        after = cues[place + 1] if cue.kind == "ADDRESSED" and place + 1 < len(cues) else None
        if after and after.kind == "SUBJECT" and after.lead - cue.end == len(", ") and after.acts:
            yield cue.as_kind("OBJECT")  # as to people, a body acts
            continue
        call, called = cues[place + 1 : place + 3] if place + 2 < len(cues) else (cue, cue)
        calls = 0 <= called.start - call.end <= _NEXT
        near = calls and call.start - cue.end <= _NEXT
        other = call.kind == "REQUEST" and cased[cue.lead - 2 : cue.lead - 1] == ";"
        other = other or (near and patterns["CONTRACTOR"].match(folded, called.start) is not None)
        if near and _passes_on(cue, call, called, other):
            told = called
            yield cue
            continue
        if cue.kind in ("SUBJECT", "ISSUER"):
            if near and called.kind == "SENT" and _is_asked(cues[place + 2 : place + 5]):
                yield cue.as_kind("LEADER")
                continue
            named = call.kind == "REQUEST" or (call.kind == "ASSIGN" and cased[called.start].isupper())
            leads = near or (calls and patterns["BEFORE_ORDER"].fullmatch(folded, cue.end, call.start))
            if leads and named and called.kind in ADDRESSES:
                yield cue.as_kind("LEADER")
                continue
        if cue.kind == "SENT":
            yield cue.as_kind("REQUESTED" if _is_asked(cues[place : place + 3]) else "OBJECT")
            continue
        yield cue


def _passes_on(party: Cue, call: Cue, called: Cue, other: bool) -> bool:
    """Whether a party that calls on another is told to do so: that of several places, or who is called on itself.

    Who calls on people is, too; in a request, where the party stands behind another one, or they are its contractors.
    """
    if party.kind == "SUBJECT" and not called.named:
        return call.kind == "ASSIGN" or other or (party.several and call.kind == "REQUEST")
    if party.kind == "SUBJECT":
        return party.several and call.kind in ("ASSIGN", "REQUEST") and called.kind in ADDRESSES
    return party.kind in ADDRESSES and call.kind == "ASSIGN" and not party.issues


def _is_asked(cues: Sequence[Cue]) -> bool:
    """Whether the one who is written to is asked to act: a request follows directly, of nobody else."""
    if len(cues) < 2 or cues[1].kind != "REQUEST" or cues[1].start - cues[0].end > len(", "):
        return False
    return len(cues) < 3 or cues[2].kind not in ADDRESSES or cues[2].start - cues[1].end > _NEXT
