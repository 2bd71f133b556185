"""What a document is called once it was named: this decision, the plan; and which of the documents is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Places
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.drafts import Place, is_within
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.names.name_tables import folded_name
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.references.spoken_of import DocumentsOfItem, DocumentsOfType, last_before, word_of
from ubnd_digest.reading.setting import Setting

_anaphora = unchecked(Anaphora)
_BEFORE = 24  # how far before a word another one may stand that says what it means
_LONGEST_ARTICLE = 1000  # how far before such a word its article may begin


class AnaphoraDraft(NamedTuple):
    """Words that mean a document, by offsets of the view."""

    start: int
    end: int
    word: str  # the word for the type
    this: str  # what says which one; empty for a bare word
    several: bool  # whether they mean several documents
    sentence_end: int = -1  # of the sentence that a bare word opens


class AnaphoraReader:
    """Finds such words in one view by one grammar."""

    def __init__(self, grammar: Grammar, folded: str, cased: str) -> None:
        self._patterns = grammar.patterns()
        self._folded, self._cased = folded, cased

    def words(self, places: Places) -> Iterator[re.Match[str]]:
        """The words for documents, in text order; ``places`` are where they may begin behind a separator."""
        word, end = self._patterns["ANTECEDENT"].match, 0
        for at in chain((0,), (at for at, _ in places)):
            if at >= end and (match := word(self._folded, at)):
                end = match.end()
                yield match

    def is_any(self, word: str) -> bool:
        """Whether a word may mean a document of any type."""
        return bool(self._patterns["ANY_DOCUMENT"].fullmatch(word))

    def is_law(self, word: str) -> bool:
        """Whether a word stands for what is called by a name, so that alone it means nothing."""
        return bool(self._patterns["NAMED_LAW"].fullmatch(word))

    def speaks(self, this: str) -> bool:
        """Whether words mean the document in which they stand."""
        return bool(self._patterns["SPEAKING"].search(this))

    def in_article(self, draft: AnaphoraDraft) -> bool:
        """Whether words stand in an article, whose decision they mean: Điều 2. Quyết định này có hiệu lực."""
        line = self._folded.rfind("\n", max(draft.start - _LONGEST_ARTICLE, 0), draft.start) + 1
        return self._patterns["ARTICLE_LINE"].match(self._folded, line) is not None

    def is_own(self, place: Placed) -> bool:
        """Whether a reference is the number that a document bears: a label and no type at the beginning of a line."""
        begins = place.start == 0 or self._folded[place.start - 1] == "\n"
        return begins and self._patterns["LABEL_OF_NUMBER"].match(self._folded, place.start) is not None

    def draft(
        self, word: re.Match[str], known: frozenset[str] | set[str], item: DocumentsOfItem
    ) -> AnaphoraDraft | None:
        """What a word for a document means, where an item names documents of some types; None where nothing."""
        start, end = word.span()
        small = self._cased[start].islower()
        this = self._patterns["WHICH_DOCUMENT"].match(self._folded, end)
        if (small and not this) or self._stands_before("DRAFT_BEFORE", start):
            return None
        if this:
            said = small and self._patterns["NO_DOCUMENT_WHEN_SMALL"].fullmatch(word.group())
            above = said and self._patterns["NAMED_ABOVE_ENDS"].search(this.group())
            several = self._stands_before("SEVERAL_BEFORE", start)
            # công khai kết luận nêu trên
            numbered = above and not several and item.of(word.group()).nearest(start)
            if said and not numbered and not self._stands_before("IN_A_PAPER", end):
                return None
            begin = several.start() if several else start
            return AnaphoraDraft(begin, this.end(), word.group(), this.group(), several is not None)
        any_type = self.is_any(word.group())
        if self._cased[start + 1].isupper() or not (known if any_type else word.group() in known):
            return None
        if any_type and not self._patterns["AFTER_BARE"].match(self._folded, end + 1):
            return None
        if not self._is_name(word):
            return None
        opens = self._stands_before("SENTENCE_BEFORE", start)
        sentence = self._patterns["SENTENCE_END"].search(self._folded, end) if opens else None
        return AnaphoraDraft(start, end, word.group(), "", False, sentence.start() if sentence else -1)  # noqa: FBT003

    def _is_name(self, word: re.Match[str]) -> bool:
        """Whether a bare word with a capital stands for one document, and neither describes it nor means the kind."""
        start, end = word.span()
        if self._patterns["UNCERTAIN_DOCUMENT"].fullmatch(word.group()) or self._stands_before("KIND_BEFORE", start):
            return False
        described = self._cased.startswith(" ", end) and self._cased[end + 1 : end + 2].isupper()
        if described or self._patterns["REPORT_TO_SEND"].match(self._folded, start):
            return False  # Nghị quyết Quy định về …
        bracketed = self._folded[max(start - 1, 0) : start] == "(" and self._folded.startswith(")", end)
        if bracketed and self._patterns["NOTE_IN_BRACKETS"].fullmatch(word.group()):
            return False
        if self._stands_before("SENTENCE_BEFORE", start):
            return any(self._patterns[name].match(self._folded, end + 1) for name in ("AFTER_BARE", "DOCUMENT_ACT"))
        return bool(self._patterns["BARE_END"].match(self._folded, end))

    def _stands_before(self, name: str, start: int) -> re.Match[str] | None:
        return self._patterns[name].search(self._folded, max(start - _BEFORE, 0), start)


def antecedents_of(
    grammar: Grammar,
    setting: Setting,
    placed: Sequence[Placed],
    issued: frozenset[int],
    items: Iterable[Area],
    taken: Sequence[Place],
    unnumbered: DocumentType | None = None,
) -> tuple[tuple[Anaphora, ...], tuple[Decision, ...]]:
    """The words of a text that mean a document already spoken of, and why they mean it.

    Of the references, ``issued`` name what their item is about. What stands outside the items means nothing in them;
    inside what is ``taken``, laws and names of bodies, no document is meant. A text that is itself an ``unnumbered``
    document of some type means itself by "this", and no other one of its type.
    """
    view = setting.view
    reader = AnaphoraReader(grammar, view.folded, view.cased)
    assert setting.scan is not None
    words = list(reader.words(setting.scan.documents))
    starts = [word.start() for word in words]
    places = [place.start for place in placed]
    others = [start for start, _ in taken]
    own: dict[str, list[Placed]] = {}
    for place in filter(reader.is_own, placed):
        own.setdefault(word_of(place), []).append(place)
    found: list[Anaphora] = []
    decisions: list[Decision] = []
    for item in items:
        first, last = bisect_left(places, item.start), bisect_left(places, item.end)
        here = DocumentsOfItem(
            placed[first:last], [placed[at] for at in range(first, last) if at in issued], view.folded, grammar
        )
        known = {word_of(place) for place in placed[first:last]}
        for word in words[bisect_left(starts, item.start) : bisect_left(starts, item.end)]:
            if _inside(placed, places, word.start()):
                continue
            if is_within(word.start(), taken, others):
                known.update({word.group()} if reader.is_law(word.group()) else ())
                continue
            draft = reader.draft(word, known, here)
            if draft is None:
                known.update(() if reader.is_law(word.group()) else {word.group()})
                continue
            kind = _types().get(draft.word)
            documents = here.of(None if reader.is_any(draft.word) else draft.word)
            speaks = reader.speaks(draft.this)
            itself = speaks and kind is not None and kind is unnumbered
            numbers = own.get(draft.word, ()) if speaks else ()
            mine = last_before(numbers, draft.start) or next(iter(numbers), None)
            if itself or (speaks and not documents.issued and (mine or reader.in_article(draft))):
                meant, why = mine, "the own number"
            else:
                meant, why = _meant(draft, documents, speaks=speaks)
            # (Văn phòng số hai) Quyết định này: not from inside the name before it
            begin = word.start() if is_within(draft.start, taken, others) else draft.start
            span = setting.span(begin, draft.end)
            found.append(_anaphora(span, setting.text(span), kind, meant.reference.number if meant else None))
            decisions.append(_decision(draft, meant, why))
    return tuple(found), tuple(decisions)


@cache
def _types() -> Mapping[str, DocumentType]:
    return {folded_name(kind.title): kind for kind in DocumentType}


def _inside(placed: Sequence[Placed], starts: Sequence[int], at: int) -> bool:
    place = bisect_right(starts, at) - 1
    return place >= 0 and at < placed[place].end


def _meant(draft: AnaphoraDraft, documents: DocumentsOfType, *, speaks: bool) -> tuple[Placed | None, str]:
    """The document that words mean, and why; None where they leave it open."""
    if draft.several:
        return documents.only_before(draft.start), "the only one"
    if (speaks or not draft.this) and documents.issued:
        return documents.issued, "issued"
    nearest = documents.nearest_speaking(draft.start)
    if nearest:
        return nearest, "the nearest"
    only = None if draft.this else documents.only()
    # Văn bản nêu rõ: Thực hiện Văn bản số …: what the sentence of a document cites is another one
    return (None, "") if only and only.start < draft.sentence_end else (only, "the only one")


def _decision(draft: AnaphoraDraft, meant: Placed | None, why: str) -> Decision:
    name = "WHICH_DOCUMENT" if draft.this else "bare word"
    because = [Reason(name, 0, draft.end - len(draft.this), draft.end) if draft.this else Reason(name)]
    if meant:
        because.append(Reason(why, 0, meant.start, meant.end))
    answer = str(meant.reference.number) if meant else "open"
    return Decision("antecedent", answer, draft.start, draft.end, tuple(because))
