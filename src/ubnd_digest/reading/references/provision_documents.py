"""Which document a provision without one beside it is in: the one before it, the next one, or one further off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.drafts import Draft, ProvisionDraft, ReferenceDraft


class _Words(NamedTuple):
    """The words beside a provision that tell."""

    sentence_end: re.Pattern[str]
    spoken_of: re.Pattern[str]
    before: re.Pattern[str]
    joint: re.Pattern[str]
    behind: re.Pattern[str]
    amended: re.Pattern[str]

    @classmethod
    def of(cls, grammar: Grammar) -> _Words:
        names = ("SENTENCE_END", "DOCUMENT_SPOKEN_OF", "DOCUMENT_BEFORE", "PLACE_JOINT", "DOCUMENT_BEHIND", "AMENDED")
        return cls(*map(grammar.pattern, names))


def with_documents(drafts: Sequence[Draft], folded: str, grammar: Grammar) -> list[Draft]:
    """The drafts, a provision without a document with the one that the words around it name."""
    words = _Words.of(grammar)
    return _from_before(_from_behind(list(drafts), folded, words), drafts, folded, words)


def _has_document(draft: ProvisionDraft) -> bool:
    return bool(draft.reference or draft.name_place)


def _of(draft: ProvisionDraft, other: ProvisionDraft) -> ProvisionDraft:
    """A provision in the document of another one."""
    return draft._replace(
        reference=other.reference, name_place=other.name_place, year=other.year, capital=other.capital, beside=False
    )


def _from_behind(found: list[Draft], folded: str, words: _Words) -> list[Draft]:
    """Those without a document in that of the next one of their sentence, or in one that stands further off."""
    after: ProvisionDraft | ReferenceDraft | None = None
    for place in range(len(found) - 1, -1, -1):
        draft = found[place]
        if isinstance(draft, ReferenceDraft):
            after = draft
        if not isinstance(draft, ProvisionDraft):
            continue
        if _has_document(draft) or words.spoken_of.match(folded, draft.end):
            after = draft
        elif after is None or words.sentence_end.search(folded, draft.end, after.start):
            after = None
        elif words.amended.search(folded, draft.end, after.start):
            after = draft
        elif isinstance(after, ProvisionDraft):
            found[place] = after = _of(draft, after)
        elif words.behind.fullmatch(folded, draft.end, after.start):
            found[place] = after = draft._replace(reference=after)
        else:
            after = draft
    return found


def _from_before(found: list[Draft], drafts: Sequence[Draft], folded: str, words: _Words) -> list[Draft]:
    """Those that stand directly after a document in it: ``Nghị định số 12/2024/NĐ-CP, Chương II, Điều 3``.

    Of a list of places before their document the first one, which stands after another, is in that of the list.
    """
    last: ReferenceDraft | None = None
    before: ProvisionDraft | None = None  # the place before, in the document before it
    for place, draft in enumerate(found):
        if isinstance(draft, ReferenceDraft):
            last, before = draft, None
        elif isinstance(draft, ProvisionDraft):
            own, taken = cast("ProvisionDraft", drafts[place]), None
            if _has_document(own) or words.spoken_of.match(folded, own.end):
                pass
            elif last and words.before.fullmatch(folded, last.end, draft.start):
                if not (_has_document(draft) and _is_joined(found, place, folded, words)):
                    taken = draft._replace(reference=last, name_place=None, year=None, capital=False)
            elif before and not _has_document(draft) and words.joint.fullmatch(folded, before.end, draft.start):
                taken = _of(draft, before)
            found[place] = taken or draft
            last, before = None, taken
    return found


def _is_joined(found: Sequence[Draft], place: int, folded: str, words: _Words) -> bool:
    """Whether the next place is joined to one."""
    after = found[place + 1] if place + 1 < len(found) else None
    if not isinstance(after, ProvisionDraft):
        return False
    return words.joint.fullmatch(folded, found[place].end, after.start) is not None  # type: ignore[union-attr]
