"""What stands before a party and leads to it: what people are called by, "all of", and how many bodies are named."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Patterns

_LONGEST_HONORIFIC = 40
_LONGEST_CALL = 20


def beginning_of(patterns: Patterns, folded: str, start: int, kind: str) -> tuple[int, int]:
    """Where a party begins whose first name, of a kind, begins at a place, and where the words that lead to it do.

    A number of bodies that is called on is one of its words: giao (2 sở Y tế, Nội vụ rà soát).
    """
    near = max(start - _LONGEST_CALL, 0)
    if kind == "JOINT_OFFICES" and (counted := patterns["COUNT_CALLED_ON"].search(folded, near, start)):
        start = counted.start("count")
        return start, start
    if kind == "OFFICE_OF":
        before = max(start - _LONGEST_HONORIFIC, 0)
        leads = patterns["HONORIFIC"].search(folded[before:start])
    else:
        before, leads = 0, patterns["ALL_OF"].search(folded, near, start)
    return start, before + leads.start("words") if leads else start
