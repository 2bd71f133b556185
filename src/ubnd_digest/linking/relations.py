"""What a text says that documents do to each other, by the words of ``grammars/names/relations.csv`` before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ubnd_digest.linking.joining import Joined
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.resolution import DocumentRelation, RelationKind
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View, folded_words
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table

_BEFORE, _LIST = 160, 200  # how far before a document the words may stand, and the document that does something
# What does nothing of its own is said of whoever must do it, where it stands in a duty.
_OF_DUTIES = (RelationKind.CARRIES_OUT, RelationKind.BASED_ON)
# What is said of a regulation that came with a decision is said of the decision.
_OF_WHAT_COMES_WITH = (RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.REPEALS)
_PHRASE_END = re.compile(r"[.;:!?\n]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")
_MASK = "\ufffc"  # what was said of another kind is masked with this


class _Words(NamedTuple):
    acts: re.Pattern[str]
    kinds: dict[str, tuple[RelationKind | None, bool]]
    between: re.Pattern[str]
    joint: re.Pattern[str]
    with_it: list[list[str]]


@cache
def _words() -> _Words:
    kinds: dict[str, tuple[RelationKind | None, bool]] = {}
    others: dict[str, list[str]] = {"between": [], "joint": [], "with": []}
    for row in table("relations"):
        words = [folded_words(words) for words in row["RELATION_WORDS"].split("|")]
        if row["kind"] in others:
            others[row["kind"]] += words
        if row["kind"] in ("between", "joint"):
            continue
        kind = None if row["kind"] in ("none", "with") else RelationKind(row["kind"])
        kinds |= dict.fromkeys(words, (kind, bool(row["passive"])))
    # possessive, so that nothing is tried twice
    filler = rf"(?:[\s,{_MASK}]++|(?>{_any(others['between'])})(?!\w))*+"
    joint = rf"(?:[,;]|(?<!\w)(?:{_any(others['joint'])}))\s*+\Z"
    acts = rf"(?<!\w)(?:{_any(kinds)})(?!\w)"
    return _Words(
        re.compile(acts), kinds, re.compile(filler), re.compile(joint), [one.split() for one in others["with"]]
    )


def _any(words: Sequence[str] | dict[str, tuple[RelationKind | None, bool]]) -> str:
    longest = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest)


class _Said(NamedTuple):
    """Words that say something of the document after them."""

    kind: RelationKind
    passive: bool
    span: Span
    by: DocumentType | None  # the type of the document that does it, where it is named before them


def relations_of(digest: Digest, found: Sequence[Joined], number: int) -> Iterator[DocumentRelation]:
    """The relations that a digest states, in text order; ``number`` says which digest it is."""
    documents = [one for one in found if not isinstance(one.mention, Provision)]
    masks = [one.span for one in digest.mentions if isinstance(one, (Agency, Provision))]
    starts = [span.start for span in masks]
    duties = [duty.span for duty in digest.duties]
    duty_starts = [span.start for span in duties]
    items = [item.span.start for item in digest.items]
    issued = _issued(documents, items)
    types = {one.key: one.number.type for one in documents if one.number and one.number.type}
    subject: str | None = None
    chained: tuple[_Said, str | None] | None = None
    end = 0
    for one in documents:
        span = one.mention.span
        if span.start < end:  # a mention inside another one
            continue
        first = max(end, span.start - _LIST)
        gap = _masked(digest.source, first, span.start, masks, starts)
        if end < first or _SENTENCE_END.search(gap) or bisect_right(items, end) != bisect_right(items, span.start):
            subject, chained = (subject if end >= first and not _SENTENCE_END.search(gap) else None), None
        said = _said(gap, first)
        at = bisect_right(duty_starts, span.start) - 1
        in_duty = at >= 0 and span.end <= duties[at].end
        doer = subject
        if said is None and chained and _continues(gap):
            said, doer = chained
        own = issued[bisect_right(items, span.start)]
        if said is None or (said.kind in _OF_DUTIES and in_duty):
            subject, chained = one.key, None
        elif said.passive:
            if subject and subject != one.key:
                yield _relation(digest, said, one.key, subject, number)
            subject, chained = one.key, None
        else:
            doer = doer or own
            # a decree without a number that does it is no document of these
            if (
                doer
                and doer != one.key
                and (said.by is None or said.by is types.get(doer, DocumentType.OFFICIAL_LETTER))
            ):
                yield _relation(digest, said, doer, one.key, number)
            chained = said, doer
        end = max(end, span.end)


def _relation(digest: Digest, said: _Said, source: str, target: str, number: int) -> DocumentRelation:
    text = digest.source[said.span.start : said.span.end]
    return DocumentRelation(said.kind, source, target, text, said.span, number)


def _issued(documents: Sequence[Joined], items: Sequence[int]) -> list[str | None]:
    """The document that each item is about, where it is one; the first entry is of what stands before all items."""
    keys: list[set[str]] = [set() for _ in range(len(items) + 1)]
    for one in documents:
        if isinstance(one.mention, Reference) and one.mention.role is Role.ISSUED:
            keys[bisect_right(items, one.mention.span.start)].add(one.key)
    return [next(iter(some)) if len(some) == 1 else None for some in keys]


def _masked(source: str, first: int, last: int, masks: Sequence[Span], starts: Sequence[int]) -> str:
    """A stretch of the text, what stands in it of other kinds masked."""
    gap = source[first:last]
    at = bisect_right(starts, first)
    while at < len(masks) and masks[at].start < last:
        begin, end = masks[at].start - first, min(masks[at].end, last) - first
        gap = gap[:begin] + _MASK * (end - begin) + gap[end:]
        at += 1
    return gap


def _said(gap: str, first: int) -> _Said | None:
    """The last words of a relation before a document, with nothing but words that belong to it between."""
    words, near = _words(), max(len(gap) - _BEFORE, 0)
    view = View(gap[near:])
    acts = _acts(view)
    if not acts:
        return None
    last = acts.pop()
    if last.group().split() in words.with_it:  # what comes with a document, such as its regulation, is changed
        if not acts or _PHRASE_END.search(view.folded, acts[-1].end(), last.start()):
            return None
        last = acts.pop()
        if words.kinds[" ".join(last.group().split())][0] not in _OF_WHAT_COMES_WITH:
            return None
    kind, passive = words.kinds[" ".join(last.group().split())]
    if kind is None:
        return None
    start, end = view.span(*last.span())
    before = view.folded[: last.start()].split()
    by = next((title for many in (2, 3) if (title := _titles().get(" ".join(before[-many:])))), None)
    return _Said(kind, passive, Span(first + near + start, first + near + end), by)


def _acts(view: View) -> list[re.Match[str]]:
    """All words of relations in a text, where the last ones are said of what comes after it."""
    acts = list(_words().acts.finditer(view.folded))
    return acts if acts and _words().between.fullmatch(view.folded, acts[-1].end()) else []


def order_before(gap: str) -> int | None:
    """Where the words begin by which the document after a text is an order; None where other words are said of it.

    The end of the text, where none are.

    >>> order_before("báo cáo theo "), order_before("Tại "), order_before("báo cáo kết quả thực hiện ")
    (8, 4, None)
    """
    near = max(len(gap) - _BEFORE, 0)
    if not _acts(View(gap[near:])):
        return len(gap)
    said = _said(gap, 0)
    return said.span.start if said and said.kind is RelationKind.BASED_ON and not said.passive else None


@cache
def _titles() -> dict[str, DocumentType]:
    return {folded_words(kind.title): kind for kind in DocumentType}


def _continues(gap: str) -> bool:
    """Whether a document stands in one list with the one before it."""
    folded = View(gap).folded
    return not _words().acts.search(folded) and _words().joint.search(folded) is not None
