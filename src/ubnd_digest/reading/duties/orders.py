"""Whether what stands behind a party is an order to it, and no report, right or reproach."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.duties.clauses import Cue
from ubnd_digest.reading.duties.party import BRACKET
from ubnd_digest.reading.duties.reports import is_reported

_LONGEST_LEAD = 40  # how far before a party the words may begin that say how it is spoken of
_LONGEST_TITLE = 200  # how far before a party the name of a document may begin in which it stands


def is_order(party: Cue, folded: str, patterns: Patterns, *, listed: bool) -> bool:
    """Whether what follows a party is an order, and no report; people may have a right instead.

    What is to be held is an order where it is ``listed`` behind another task of its sentence, or a document has it.
    """
    after, near = behind_bracket(folded, party.end), max(party.lead - _LONGEST_LEAD, 0)
    if is_reported(patterns, folded, party, after):
        return False
    told = party.kind == "SUBJECT"
    if told and patterns["ASKS_FOR"].match(folded, after) and patterns["PRIVATE_BODY"].match(folded, party.start):
        return False
    if told and patterns["DONE_BEFORE"].search(folded, near, party.lead):
        return patterns["MUST"].match(folded, party.end) is not None
    if party.kind == "REQUESTED":
        told = patterns["SAID_BEFORE"].search(folded, near, party.lead) is not None
    if told and patterns["NO_ORDER"].match(folded, after):
        charged = party.second and patterns["CHARGE_IS"].match(folded, party.end)
        return bool(charged or (listed and patterns["TASK_IN_LIST"].match(folded, after)))
    speaks = party.kind == "SUBJECT" and patterns["SPEAKER"].match(folded, party.start)
    if speaks and patterns["TOLD_THERE"].match(folded, after):
        return False
    if party.kind == "ASSIGNED":
        title = max(party.lead - _LONGEST_TITLE, 0), party.lead
        if patterns["HANDED_OVER"].match(folded, after) or patterns["NAMED_IN_TITLE"].search(folded, *title):
            return False
    return not patterns["RIGHT_OF_BODY" if party.named else "RIGHT"].match(folded, after)


def behind_bracket(folded: str, at: int) -> int:
    """Where the words go on behind a party, over a bracket and signs."""
    bracket = BRACKET.match(folded, at)
    at = bracket.end() if bracket else at
    while at < len(folded) and folded[at] in " :,.…":
        at += 1
    return at
