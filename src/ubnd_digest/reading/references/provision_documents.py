"""Which document a place without one beside it is in: the one before it, the next one, or that of another place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.provisions import Provision, ProvisionLevel
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import altered
from ubnd_digest.reading.drafts import Draft, ProvisionDraft, ReferenceDraft
from ubnd_digest.reading.setting import Setting

_FARTHEST = 12  # how many mentions after a place the next one is looked for


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


def with_others(mentions: Sequence[Mention], free: Sequence[int], setting: Setting, grammar: Grammar) -> list[Mention]:
    """The mentions, those places of them that nothing beside them tells in the document of another place.

    ``free`` are the indices of those. The other one is the next of the sentence (``theo Điều 2, Điều 6 của Nghị định
    này``), or one before in the paragraph with the same article (``Điều 14 Nghị định số …; ngoài khoản 2 Điều 14``).
    """
    found = list(mentions)
    folded, place_of = setting.view.folded, setting.view.place
    sentence_end, amended = grammar.pattern("SENTENCE_END"), grammar.pattern("AMENDED")
    for at in reversed(free):
        after = next((one for one in found[at + 1 : at + _FARTHEST] if isinstance(one, Provision | Reference)), None)
        if isinstance(after, Provision) and after.document:
            start, end = place_of(found[at].span.end), place_of(after.span.start)
            if not sentence_end.search(folded, start, end) and not amended.search(folded, start, end):
                found[at] = altered(found[at], document=after.document)
    known: dict[tuple[str, ...], Provision] = {}
    open_places = {*free}
    for place, one in enumerate(found):
        units = one.units if isinstance(one, Provision) else ()
        article = next((unit.labels for unit in units if unit.level is ProvisionLevel.ARTICLE), None)
        if article is None or not isinstance(one, Provision):
            continue
        before = known.pop(article, None)
        if before and folded.find("\n", place_of(before.span.end), place_of(one.span.start)) >= 0:
            before = None  # another paragraph
        told = one.document is None and before is not None and place in open_places
        here = altered(one, document=before.document) if told and before else one
        found[place] = here
        last = here if here.document else before
        if last:
            known[article] = last
    return found
