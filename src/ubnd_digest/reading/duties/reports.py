"""What somebody did or is blamed for, by the words around the party: a report, and no order."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.duties.clauses import Cue

_NEAR = 40  # how far before a party the words may begin that say so
_LONGEST_REPORT = 240  # how far before it a sentence may begin that tells how far things are


def is_reported(patterns: Patterns, folded: str, party: Cue, after: int) -> bool:
    """Whether a party is blamed, wrote some day, or did so many of something; ``after`` is where its doings begin."""
    near = max(party.lead - _NEAR, 0)
    if patterns["LEFT_UNDONE"].match(folded, after) and patterns["BLAMED_BEFORE"].search(folded, near, party.lead):
        return True
    if patterns["WROTE_THEN"].match(folded, after) and patterns["DAY_BEFORE"].search(folded, near, party.lead):
        return True
    if party.kind != "SUBJECT" or not patterns["DOES_SO_MANY"].match(folded, after):
        return False
    return patterns["SO_FAR_BEFORE"].search(folded, max(party.lead - _LONGEST_REPORT, 0), party.lead) is not None
