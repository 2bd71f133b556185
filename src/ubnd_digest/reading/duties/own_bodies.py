"""Whose text it is: the committee, the Government or the ministry that issues what the text reports."""

from __future__ import annotations

from collections.abc import Sequence

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.model.words import form
from ubnd_digest.reading.names.name_drafts import NameDraft


def is_several(patterns: Patterns, folded: str, draft: NameDraft) -> bool:
    """Whether a name is that of the bodies of several places."""
    return bool(draft.territory and patterns["SEVERAL_AHEAD_OF_LEVEL"].match(folded, *draft.territory))


class OwnBodies:
    """Knows the bodies whose text it is among its names; what is named before ``body_start`` says whose."""

    def __init__(self, patterns: Patterns, folded: str, drafts: Sequence[NameDraft], body_start: int) -> None:
        self._patterns, self._folded = patterns, folded
        self._seats, ministry = self._whose(drafts, body_start)
        self._own = (ministry, form("names", "ministry").strip()) if ministry else ()

    def issue(self, members: Sequence[NameDraft], kinds: set[str]) -> tuple[bool, bool]:
        """Whether a list names the body whose text it is, and whether it names such a body of another place."""
        issuing, folded = self._patterns["ISSUING_WORD"], self._folded
        if kinds == {"OFFICE_OF"}:
            office = self._patterns["ISSUING_OFFICE"]
            return any(office.fullmatch(folded, one.start, one.own_end) for one in members), False
        if self._own and any(folded[body.start : body.own_end] in self._own for body in members):
            return True, False
        bodies = [body for body in members if issuing.fullmatch(folded, body.start, body.own_end)]
        if not bodies:
            return False, False
        place, places = None, []  # one without a place has that of the next: HĐND, UBND huyện Sông Trà
        for body in reversed(bodies):
            place = folded[slice(*body.territory)].strip() if body.territory else place
            places.append(place)
        own = self._seats or (form("names", "province"),)
        issues = any(place is None or place in own for place in places)
        return issues, not issues

    def reports(self, end: int, *, one: bool) -> bool:
        """Whether words behind a party say what it issued or said, and so what it orders, where it is ``one``."""
        names = ("REPORTS_ISSUE", "SPEAKS_OUT") if one else ("REPORTS_ISSUE",)
        return any(self._patterns[name].match(self._folded, end) for name in names)

    def _whose(self, drafts: Sequence[NameDraft], body_start: int) -> tuple[frozenset[str], str]:
        """What the place of the text's own committee is called, by its level and by level and name; its ministry.

        Where nothing is said of a place it is the province.
        """
        folded = self._folded
        for draft in drafts:
            if draft.start >= body_start:
                break
            words = folded[draft.start : draft.own_end]
            if draft.kind in ("ONE_OFFICE", "CENTRAL") and words.startswith(form("names", "ministry")):
                return frozenset(), words
            if draft.kind == "CENTRAL" and self._patterns["ISSUING_WORD"].fullmatch(words):
                break  # a text of the Government: a ministry below it is one of many
            if draft.kind != "AUTHORITY" or not draft.territory:
                continue
            if is_several(self._patterns, folded, draft):
                continue
            found = self._patterns["LEVEL"].search(folded, *draft.territory)
            if found:
                return frozenset((found.group(), folded[slice(*draft.territory)].strip())), ""
        return frozenset(), ""
