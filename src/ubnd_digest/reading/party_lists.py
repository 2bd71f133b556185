"""Lists of parties: names, offices and others that are told to act together, as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.reading.agencies import NO_NAMES
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
    """

    start: int
    end: int
    names: tuple[int, int]
    acts: bool


def parties_in(grammar: Grammar, folded: str, drafts: Sequence[NameDraft]) -> Iterator[Party]:
    """The parties of a text, in text order."""
    member_gap = pattern_of_names(grammar, "MEMBER_GAP")
    office_gap = pattern_of_names(grammar, "OFFICE_GAP")
    acting = grammar.pattern("END_OF_NAME")
    first = 0
    while first < len(drafts):
        last = first
        while last + 1 < len(drafts):
            gap = office_gap if drafts[last].kind == _OFFICE else member_gap
            if not gap.fullmatch(folded, drafts[last].end, drafts[last + 1].start):
                break
            last += 1
        end = drafts[last].end
        yield Party(drafts[first].start, end, (first, last + 1), acting.match(folded, end) is not None)
        first = last + 1


def is_named(party: Party, drafts: Sequence[NameDraft]) -> bool:
    """Whether an organisation is named in it."""
    return any(draft.kind not in NO_NAMES for draft in drafts[slice(*party.names)])
