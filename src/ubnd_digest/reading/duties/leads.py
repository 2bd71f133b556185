"""What stands before a party and leads to it: what people are called by, "all of", and how many bodies are named.

And the bracket behind its name.
"""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.names.short_names import short_after

_LONGEST_HONORIFIC = 40
_LONGEST_CALL = 20
_LONGEST_TASK = 200  # how far before a name a sentence may begin that is about what it carries out


class Before:
    """What stands before the names of a view, in its own case and folded."""

    def __init__(self, patterns: Patterns, folded: str, cased: str) -> None:
        self._patterns, self._folded, self._cased = patterns, folded, cased

    def told(self, start: int, pattern: str = "LIST_MAY_START", longest: int = _LONGEST_CALL) -> bool:
        """Whether words before a name are those of a terminal: by default, that a list of parties may begin with it."""
        return self._patterns[pattern].search(self._folded, max(start - longest, 0), start) is not None

    def is_thing(self, start: int) -> bool:
        """Whether a name in small letters is that of what something is done to, and no party."""
        return self._cased[start].islower() and not (self.told(start) or self.told(start, "GOVERNED_BEFORE"))

    def is_carried_out(self, start: int) -> bool:
        """Whether a sentence begins with what is carried out, of who is named first: Theo chỉ đạo của (Bộ Y tế)."""
        if not self.told(start, "OF_WHOM"):
            return False
        return self._patterns["CARRIED_OUT"].search(self._folded[max(start - _LONGEST_TASK, 0) : start]) is not None


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


def bracket_end(patterns: Patterns, cased: str, folded: str, place: Place) -> int:
    """Where a name ends, with the bracket that says what became of it, or what it is called further on."""
    start, end = place
    if "(" not in folded[end : end + 2]:
        return end
    if status := patterns["STATUS"].match(folded, end):
        return status.end()
    short = short_after(patterns, cased, folded, start, end)
    return short.end if short else end
