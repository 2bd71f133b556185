"""What several bodies of a list, or of a kind, have together: Thường trực: Tỉnh ủy, HĐND tỉnh · các Sở TN&MT."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.written_out import written_out

_WITH_OFFICES = ("AUTHORITY", "STATE_BODY")  # the kinds of names of bodies that have an office
_MOST_BEFORE = 6  # how many of them may stand before one
_LONGEST_OFFICE = 20  # how long the words of an office are at most, in characters, with what stands around them


def with_office_of_each(
    patterns: Mapping[str, re.Pattern[str]],
    cased: str,
    folded: str,
    drafts: Sequence[NameDraft],
    place: int,
    name: str,
) -> str:
    """The name of a body, with the office that stands before its list for each of it.

    Args:
        patterns: the terminals for names.
        cased: the view in its own case.
        folded: the view.
        drafts: the names that were found, in text order.
        place: which of them it is.
        name: its own name, written out.
    """
    for at in range(place, max(place - _MOST_BEFORE, -1), -1):
        draft = drafts[at]
        if draft.kind not in _WITH_OFFICES or not patterns["WITHOUT_OFFICE"].match(folded, draft.start, draft.end):
            break
        office = patterns["OFFICE_OF_EACH"].search(folded, max(draft.start - _LONGEST_OFFICE, 0), draft.start)
        if office:
            return written_out(f"{cased[slice(*office.span('office'))]} {name}")
        if at and not patterns["SHARED_PLACE_GAP"].fullmatch(folded, drafts[at - 1].end, draft.start):
            break
    return name


def several_written_out(patterns: Mapping[str, re.Pattern[str]], cased: str, folded: str, start: int, end: int) -> str:
    """The name of several bodies; the field that they share as it is written officially: các Sở TN&MT."""
    second = folded.find(" ", start, end) + 1
    own = second if patterns["OFFICES_OF_FIELD"].match(folded, second, end) else start
    return cased[start:own] + written_out(cased[own:end])
