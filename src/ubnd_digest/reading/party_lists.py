"""Lists of parties: names, offices and others that are told to act together, as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.reading.name_view import pattern_of_names

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.name_drafts import NameDraft

_OFFICE, _ROLE = "OFFICE_OF", "ROLE"


class Party(NamedTuple):
    """One party, or one list of parties, by offsets of the view.

    Attributes:
        start: where the first word stands that names it.
        end: where the last one ends.
        names: which of the names of the text stand in it, from the first to before the last.
        acts: whether a verb that is known follows.
        named: whether an organisation or an office is named in it, and not only people by their part in the matter.
        issues: whether it is the body whose doings the text reports, or its head: the committee, the Government.
    """

    start: int
    end: int
    names: tuple[int, int]
    acts: bool
    named: bool
    issues: bool


def parties_in(grammar: Grammar, folded: str, drafts: Sequence[NameDraft]) -> Iterator[Party]:
    """The parties of a text, in text order."""
    member_gap = pattern_of_names(grammar, "MEMBER_GAP")
    office_gap = pattern_of_names(grammar, "OFFICE_GAP")
    acting = grammar.pattern("END_OF_NAME")
    issuing = pattern_of_names(grammar, "ISSUING_WORD")
    seat = seat_of(grammar, folded, drafts)
    first = 0
    while first < len(drafts):
        last = first
        while last + 1 < len(drafts):
            gap = office_gap if drafts[last].kind == _OFFICE else member_gap
            if not gap.fullmatch(folded, drafts[last].end, drafts[last + 1].start):
                break
            last += 1
        end = drafts[last].end
        members = drafts[first : last + 1]
        body = next((draft for draft in members if draft.kind != _OFFICE), None)
        issues = body is not None and issuing.match(folded, body.start, body.own_end) is not None
        if issues and body and body.territory:
            issues = seat is not None and folded[slice(*body.territory)].split()[:1] == [seat.split()[0]]
        named = any(draft.kind != _ROLE for draft in members)
        yield Party(drafts[first].start, end, (first, last + 1), acting.match(folded, end) is not None, named, issues)
        first = last + 1


def seat_of(grammar: Grammar, folded: str, drafts: Sequence[NameDraft]) -> str | None:
    """The level of the first authority of one place, which is that of the digest's own committee."""
    several = pattern_of_names(grammar, "SEVERAL_AHEAD_OF_LEVEL")
    level = pattern_of_names(grammar, "LEVEL")
    for draft in drafts:
        if draft.kind == "AUTHORITY" and draft.territory and not several.match(folded, *draft.territory):
            found = level.search(folded, *draft.territory)
            if found:
                return found.group()
    return None
