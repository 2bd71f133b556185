"""Lists of parties: names, offices and others that are told to act together, as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.model.words import form
from ubnd_digest.reading.name_drafts import INTRODUCED
from ubnd_digest.reading.name_view import pattern_of_names

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.reading.name_drafts import NameDraft

_OFFICE, _ROLE = "OFFICE_OF", "ROLE"
_LONGEST_JOINT = 8
_LONGEST_CALL = 12


class Party(NamedTuple):
    """One party, or one list of parties, by offsets of the view.

    Attributes:
        start: where the first word stands that names it.
        end: where the last one ends.
        names: which of the names of the text stand in it, from the first to before the last.
        acts: whether a verb that is known follows.
        named: whether an organisation or an office is named in it, and not only people by their part in the matter.
        issues: whether it is the body whose doings the text reports, or its head: the committee, the Government.
        foreign: whether it is such a body of another place.
        second: whether it is another party of a sentence, with a limit of its own.
    """

    start: int
    end: int
    names: tuple[int, int]
    acts: bool
    named: bool
    issues: bool
    foreign: bool
    second: bool


def parties_in(
    grammar: Grammar, folded: str, cased: str, drafts: Sequence[NameDraft], body_start: int = 0
) -> Iterator[Party]:
    """The parties of a text, in text order; before ``body_start`` it says whose text it is."""
    member_gap = pattern_of_names(grammar, "MEMBER_GAP")
    office_gap = pattern_of_names(grammar, "OFFICE_GAP")
    acting = grammar.pattern("END_OF_NAME")
    issuing = pattern_of_names(grammar, "ISSUING_WORD")
    joined, limit = pattern_of_names(grammar, "SECOND_PARTY"), pattern_of_names(grammar, "LIMIT_NEXT")
    subject = pattern_of_names(grammar, "LIST_MAY_START")
    status = pattern_of_names(grammar, "STATUS")
    seats = seats_of(grammar, folded, drafts, body_start)
    first = 0
    while first < len(drafts):
        last = first
        told = subject.search(folded, max(drafts[first].start - _LONGEST_CALL, 0), drafts[first].start)
        while last + 1 < len(drafts):
            between = drafts[last].end, drafts[last + 1].start
            to_body = drafts[last].kind == _OFFICE and office_gap.fullmatch(folded, *between)
            if not (to_body or member_gap.fullmatch(folded, *between)):
                break
            if folded.startswith(";", between[0]) and not told:  # another task, and another party
                break
            last += 1
        became = status.match(folded, drafts[last].end)
        called = INTRODUCED.match(cased, drafts[last].end)
        bracket = became or called
        end = bracket.end() if bracket else drafts[last].end
        while last + 1 < len(drafts) and drafts[last + 1].start < end:  # a name inside the bracket
            last += 1
        members = drafts[first : last + 1]
        bodies = [body for body in members if issuing.fullmatch(folded, body.start, body.own_end)]
        issues = any(body.territory is None or folded[slice(*body.territory)].strip() in seats for body in bodies)
        foreign = bool(bodies) and not issues
        named = any(draft.kind != _ROLE for draft in members)
        start = drafts[first].start
        second = bool(limit.match(folded, end) and joined.search(folded, max(start - _LONGEST_JOINT, 0), start))
        yield Party(
            start, end, (first, last + 1), acting.match(folded, end) is not None, named, issues, foreign, second
        )
        first = last + 1


def seats_of(grammar: Grammar, folded: str, drafts: Sequence[NameDraft], body_start: int) -> frozenset[str]:
    """What the place of the text's own committee is called: by its level, and by level and name."""
    several = pattern_of_names(grammar, "SEVERAL_AHEAD_OF_LEVEL")
    level = pattern_of_names(grammar, "LEVEL")
    for draft in drafts:
        if draft.start >= body_start:
            break
        if draft.kind == "AUTHORITY" and draft.territory and not several.match(folded, *draft.territory):
            found = level.search(folded, *draft.territory)
            if found:
                return frozenset((found.group(), folded[slice(*draft.territory)].strip()))
    return frozenset((form("names", "province"),))
