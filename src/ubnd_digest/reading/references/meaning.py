"""What a text says of documents beyond their numbers: laws by name, who issued what, and words that mean a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import in_order, text_order
from ubnd_digest.model.laws import Law
from ubnd_digest.model.provisions import NamedDocument, Provision, ProvisionLevel
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import Area, folded_words
from ubnd_digest.model.values import altered
from ubnd_digest.reading.dates.dates import date_of
from ubnd_digest.reading.drafts import DateDraft, Place
from ubnd_digest.reading.mentions import Mentions
from ubnd_digest.reading.references.antecedents import antecedents_of
from ubnd_digest.reading.references.issuers import issuers_of
from ubnd_digest.reading.references.laws import laws_of
from ubnd_digest.reading.references.provision_documents import with_others
from ubnd_digest.reading.setting import Setting

_LONGEST_OF: Final = 60  # how many characters may stand between a place and its document
_LONGEST_BEFORE: Final = 100  # and between a document and a place after it
_NAMED_BEHIND: Final = 8  # how many names after a place are looked at
_MOST_SPOKEN_OF: Final = 4  # how many documents before an appendix are looked at
_LONGEST_ITEM: Final = 1000  # how far before a place the words may stand that say that a document has articles
_OPENING: Final = 12  # how far before a place its sentence may begin
_LONGEST_SENTENCE: Final = 300  # how far before an appendix its document may stand, in characters


def with_meaning(
    found: Mentions,
    setting: Setting,
    grammar: Grammar,
    issued: frozenset[int] = frozenset(),
    areas: Sequence[Area] = (),
    title: Area | None = None,
    unnumbered: DocumentType | None = None,
) -> Mentions:
    """The mentions of a text, with those that only the rest of the text explains.

    Of the references, whose roles are decided, ``issued`` name what their item is about. The items, and what stands
    above them, are ``areas``; a text without them is one.
    ``unnumbered`` is the type of a single document that has no number.
    """
    areas = areas or [Area(0, len(setting.view.folded))]
    others = [mention.span for mention in found.mentions if not isinstance(mention, Agency | Duty)]
    place_of = setting.view.place
    persons = [one.span for one in found.mentions if isinstance(one, Official)]
    bodies = [(name.start, name.end) for name, agencies in found.named if agencies]
    bodies += [(place_of(span.start), place_of(span.end)) for span in persons]
    bodies.sort()
    references = [(place.start, place.end) for place in found.placed]
    laws, doubts, places = laws_of(grammar, setting, references, others, bodies)
    issuers, contradictions, tellings = issuers_of(grammar, setting, found, issued, areas, title)
    names = sorted((*places, *bodies))
    anaphora, decisions = antecedents_of(grammar, setting, found.placed, issued, areas, names, unnumbered)
    meant: list[Law | Anaphora] = [*laws, *anaphora]
    named = in_order(meant)
    is_law = grammar.pattern("LAW_HEAD").match  # Luật Tổ chức Chính phủ số 63/2025/QH15
    numbered = (place for place in references if is_law(setting.view.folded, place[0]))
    issued_by = _issued_by(_outside(found, sorted((*places, *numbered))), issuers)
    mentions = _merged(_in_documents(issued_by, named, setting, grammar), named)
    mentions = _merged(mentions, in_order(_bare_years(laws, places, found.mentions, setting)))
    return found._replace(
        mentions=tuple(mentions),
        diagnostics=(*found.diagnostics, *doubts, *contradictions),
        decisions=(*found.decisions, *tellings, *decisions),
    )


def _bare_years(
    laws: Sequence[Law], places: Sequence[Place], mentions: Iterable[Mention], setting: Setting
) -> Iterator[DateExpression]:
    """The years of laws that stand there without the word for it, which only the name of the law tells to be years."""
    ends = {mention.span.end for mention in mentions if isinstance(mention, DateExpression)}
    for law, place in zip(laws, places, strict=True):
        at = setting.view.folded.rfind(str(law.year), *place) if law.year else -1
        if at >= 0 and setting.span(at, at + 4).end not in ends:
            yield date_of(DateDraft(at, at + 4, Precision.YEAR, year=law.year), setting)[0]


def _outside(found: Mentions, places: Sequence[Place]) -> Iterable[Mention]:
    """The mentions without the organisations that begin inside the name of a law: they are no mention of them."""
    starts = [start for start, _ in places]
    inside: set[int] = set()
    for name, agencies in found.named:
        place = bisect_right(starts, name.start) - 1
        if place >= 0 and name.start < places[place][1]:
            inside.update(map(id, agencies))
    return (mention for mention in found.mentions if id(mention) not in inside) if inside else found.mentions


def _in_documents(
    mentions: Iterable[Mention], named: Sequence[Law | Anaphora], setting: Setting, grammar: Grammar
) -> list[Mention]:
    """The mentions, the places inside documents with the law, or the antecedent, that they are in.

    Nothing stands between the two but a word like "of", or "in" where the law comes first; an appendix is in the one
    document that its sentence spoke of.
    """
    spoken: deque[Reference] = deque(maxlen=_MOST_SPOKEN_OF)
    last: Provision | None = None  # the place before, if it is in the document before it
    starts = [one.span.start for one in named]
    found: list[Mention] = []
    free: list[int] = []  # places without a document, and without a name beside them
    for mention in mentions:
        if not isinstance(mention, Provision):
            if isinstance(mention, Reference):
                spoken.append(mention)
            found.append(mention)
            continue
        place = bisect_right(starts, mention.span.end)
        after = _directly_after(mention, named[place : place + 1], setting, grammar)
        document = _document_of(mention, after) if after else mention.document
        if isinstance(document, NamedDocument):
            document = _law_called(document, named[place : place + _NAMED_BEHIND]) or document
        is_free = document is None and after is None
        if is_free:
            document = _directly_before(mention, named[max(place - 1, 0) : place], last, setting, grammar)
        last = altered(mention, document=document) if is_free and document else None
        if document is None:
            told = _spoken_of if mention.units[-1].level is ProvisionLevel.APPENDIX else _in_articles
            document = told(mention, [*spoken, *named[max(place - _MOST_SPOKEN_OF, 0) : place]], setting, grammar)
        if is_free and document is None:
            free.append(len(found))
        found.append(mention if document is mention.document else altered(mention, document=document))
    return with_others(found, free, setting, grammar) if free else found


def _directly_after(
    place: Provision, named: Sequence[Law | Anaphora], setting: Setting, grammar: Grammar
) -> Law | Anaphora | None:
    """The name after a place, if nothing stands between them but a word like "of"."""
    view, between = setting.view, grammar.pattern("BEFORE_NAMED_DOCUMENT")
    near = (one for one in named if one.span.start - place.span.end <= _LONGEST_OF)
    end = view.place(place.span.end)
    return next((one for one in near if between.fullmatch(view.folded, end, view.place(one.span.start))), None)


def _directly_before(
    place: Provision, named: Sequence[Law | Anaphora], last: Provision | None, setting: Setting, grammar: Grammar
) -> DocumentNumber | Law | NamedDocument | None:
    """The document of a place that stands after its name, or after such a place: Luật Nhà ở (Điều 7, Điều 9)."""
    view = setting.view
    start = view.place(place.span.start)
    before = [(one, "DOCUMENT_BEFORE") for one in named] + [(one, "PLACE_JOINT") for one in [last] if one]
    for one, words in before:
        is_near = place.span.start - one.span.end <= _LONGEST_BEFORE
        if is_near and grammar.pattern(words).fullmatch(view.folded, view.place(one.span.end), start):
            return one if isinstance(one, Law) else one.document
    return None


def _spoken_of(
    place: Provision, before: Iterable[Mention], setting: Setting, grammar: Grammar
) -> DocumentNumber | None:
    """The one document of which the sentence of an appendix spoke before: Quyết định áp dụng cho … tại Phụ lục I."""
    folded, place_of = setting.view.folded, setting.view.place
    start = place_of(place.span.start)
    if grammar.pattern("BEHIND_OWN_APPENDIX").match(folded, place_of(place.span.end)):
        return None
    sentence_end, found = grammar.pattern("SENTENCE_END"), set[DocumentNumber | None]()
    for one in before:
        at = place_of(one.span.end)
        if not isinstance(one, Reference | Anaphora) or start - at > _LONGEST_SENTENCE:
            continue
        if not sentence_end.search(folded, at, start):
            found.add(one.number if isinstance(one, Reference) else one.document)
    return found.pop() if len(found) == 1 else None


def _in_articles(
    place: Provision, before: Iterable[Mention], setting: Setting, grammar: Grammar
) -> DocumentNumber | None:
    """The document of which it was said that it has articles, where a place opens its sentence: Tại Điều 7."""
    folded, place_of = setting.view.folded, setting.view.place
    start = place_of(place.span.start)
    if not grammar.pattern("OPENS_IN_PLACE").search(folded, max(start - _OPENING, 0), start):
        return None
    divided = grammar.pattern("IN_ARTICLES").match
    spoken = [one for one in before if isinstance(one, Reference | Anaphora)]
    near = (one for one in spoken if start - place_of(one.span.end) <= _LONGEST_ITEM)
    found = max((one for one in near if divided(folded, place_of(one.span.end))), key=text_order, default=None)
    if found is None:
        return None
    return found.number if isinstance(found, Reference) else found.document


def _merged(mentions: Sequence[Mention], named: Sequence[Mention]) -> list[Mention]:
    """Mentions in text order with a few others, which are in text order as well."""
    found: list[Mention] = []
    done = 0
    for one in named:
        place = bisect_right(mentions, text_order(one), done, key=text_order)
        found += mentions[done:place]
        found.append(one)
        done = place
    return [*found, *mentions[done:]]


def _law_called(document: NamedDocument, after: Sequence[Law | Anaphora]) -> Law | None:
    """The law whose name a place has: after a list of places it stands further off."""
    name = folded_words(document.name)
    laws = (one for one in after if isinstance(one, Law))
    return next((law for law in laws if folded_words(law.text).startswith(name)), None)


def _document_of(place: Provision, after: Law | Anaphora) -> DocumentNumber | Law | NamedDocument | None:
    """The document of a place by what stands after it, with nothing but a word like "of" between them."""
    if isinstance(after, Anaphora):
        return place.document or after.document
    if isinstance(place.document, NamedDocument) and _law_called(place.document, [after]):
        return after
    return place.document or after


def _issued_by(mentions: Iterable[Mention], issuers: Sequence[Mention]) -> Iterable[Mention]:
    """The mentions, the references as those who know their issuers have them."""
    known = iter(issuers)
    return (next(known) if isinstance(mention, Reference) else mention for mention in mentions)
