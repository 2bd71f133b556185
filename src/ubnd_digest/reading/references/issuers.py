"""Who issued a document: by the words beside its number, by the subject of the sentence, by the symbol, by the item."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, AgencyKind, Level
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.references import IssuerSource, Reference
from ubnd_digest.model.text import Area, folded_words, single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import altered
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.mentions import Mentions
from ubnd_digest.reading.references.issuer_table import Issuer, issuer_by_symbol
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.setting import Setting

_new = tuple.__new__  # of what is made very often, as in clauses.py
_BEHIND, _BEFORE = 80, 60  # how far after a number its issuer may begin, and how far before it may end, in characters
_OF = 5  # how long the word is that leads from a type to an issuer
_LONGEST_MEMBER = 300  # how far after a number the next one of its list may begin
_FARTHEST = 1000  # how far before it the subject of its sentence may end
_MOST_BEFORE = 12  # how many names before a number in its sentence are looked at
_MOST_IN_ITEM = 60  # how many names of an item are looked at, on either side


class Body(NamedTuple):
    """A body that a text names, by offsets of the view; ``start`` is where the office before it begins."""

    start: int
    own: int
    end: int
    name: str
    agency: Agency
    office: str


class Told(NamedTuple):
    """Who issued a document, and what says so; ``body`` is the name in the text from which it is taken."""

    name: str
    source: IssuerSource
    body: Body | None = None


class IssuerReader:
    """Finds the issuers of the references of one text."""

    def __init__(self, grammar: Grammar, setting: Setting, found: Mentions, title: Area | None) -> None:
        self._patterns = grammar.patterns()
        self._folded, self._cased = setting.view.folded, setting.view.cased
        self._bodies = list(_bodies(found, self._cased))
        self._starts = [body.start for body in self._bodies]
        self._level, self._rank = self._own_level(title)

    def _own_level(self, title: Area | None) -> tuple[str, Level | None]:
        """The level of the committee whose digest it is, in the words of its title; empty where it says none."""
        if title is None:
            return "", None
        first, last = bisect_left(self._starts, title.start), bisect_left(self._starts, title.end)
        for body in self._bodies[first:last]:
            if body.agency.kind is AgencyKind.AUTHORITY and body.agency.territory and not body.agency.collective:
                level = self._patterns["LEVEL"].match(body.agency.territory.lower())
                return level.group() if level else "", body.agency.level
        return "", None

    def told(self, place: Placed, item: Area | None, *, issued: bool) -> tuple[Told | None, bool]:
        """Who issued a document, and whether what is told contradicts itself."""
        by_symbol = issuer_by_symbol(place.reference.number)
        if by_symbol and by_symbol.members:
            return self._together(place, by_symbol.members, item), False
        beside = self._inside(place) or self._behind(place, by_symbol)
        if beside:
            contradicts = bool(by_symbol and not by_symbol.scope and not by_symbol.fits(beside.agency.name))
            name = by_symbol.whole(beside.name) if by_symbol else beside.name
            return Told(name, IssuerSource.TEXT, beside), contradicts
        before = self._before(place, by_symbol, issued=issued)
        if by_symbol is None:
            return (Told(before.name, IssuerSource.TEXT, before) if before else None), False
        if not by_symbol.scope:
            source = IssuerSource.TEXT if before and not before.office else IssuerSource.SYMBOL
            return Told(by_symbol.name, source, before if source is IssuerSource.TEXT else None), False
        if before:
            source = IssuerSource.SYMBOL if before.office else IssuerSource.TEXT
            return Told(self._of_place(by_symbol, before), source, before), False
        return self._by_item(place, by_symbol, item), False

    def _together(self, place: Placed, members: Sequence[Issuer], item: Area | None) -> Told:
        """The issuers of a document of several bodies: those whom its sentence names, else what the symbol tells."""
        named = [self._in_sentence(place, member) for member in members]
        pairs = zip(named, members, strict=True)
        names = [self._of_place(one, body) if body else self._by_item(place, one, item).name for body, one in pairs]
        return Told(", ".join(names), IssuerSource.TEXT if all(named) else IssuerSource.SYMBOL, named[0])

    def _in_sentence(self, place: Placed, issuer: Issuer) -> Body | None:
        """The body of an issuer that is named in the sentence of a number, before it or behind."""
        at = bisect_left(self._starts, place.start)
        for body in (*reversed(self._bodies[max(at - _MOST_BEFORE, 0) : at]), *self._bodies[at : at + _MOST_BEFORE]):
            gap = (body.end, place.start) if body.end <= place.start else (place.end, body.start)
            if gap[1] - gap[0] > _FARTHEST or self._patterns["SENTENCE_END"].search(self._folded, *gap):
                continue
            if not body.agency.collective and issuer.fits(body.agency.name):
                return body
        return None

    def _of_place(self, issuer: Issuer, body: Body) -> str:
        """The issuer of a symbol, at the place of a body that the text names: the office, where it is one of it."""
        name = body.agency.name
        if issuer.scope == "place" and not issuer.is_head_of(name):
            level = body.agency.level if body.agency.territory else self._rank
            return f"{issuer.name_at(level)} {body.agency.territory or self._level}".rstrip()
        return name

    def _by_item(self, place: Placed, issuer: Issuer, item: Area | None) -> Told:
        """What the symbol holds, completed by the item or the title where it leaves something open."""
        if issuer.scope == "place" and self._level:
            return Told(f"{issuer.name_at(self._rank)} {self._level}", IssuerSource.SYMBOL)
        if issuer.scope == "party" and self._level:
            same = (name for name in (issuer.name, *issuer.also) if name.lower().startswith(self._level.split()[0]))
            return Told(next(same, issuer.name), IssuerSource.SYMBOL)
        if issuer.scope == "item" and item is not None:
            at = bisect_left(self._starts, place.start)
            first = max(bisect_left(self._starts, item.start), at - _MOST_IN_ITEM)
            last = min(bisect_left(self._starts, item.end), at + _MOST_IN_ITEM)
            nearest = (*reversed(self._bodies[first:at]), *self._bodies[at:last])
            found = next((body for body in nearest if self._bears(issuer, body)), None)
            if found:
                return Told(found.agency.name, IssuerSource.ITEM, found)
        return Told(issuer.name, IssuerSource.SYMBOL)

    @staticmethod
    def _bears(issuer: Issuer, body: Body) -> bool:
        return body.agency.name.casefold().startswith(issuer.name.casefold())

    def with_shared(self, issuers: Sequence[Told | None], placed: Sequence[Placed]) -> list[Told | None]:
        """The issuers, where a list says it once: các Thông tư của Bộ Y tế: số 1/TT-YT; số 2/TT-YT."""
        found = list(issuers)
        lists = [place for place, (one, other) in enumerate(pairwise(placed)) if self._goes_on(one, other)]
        for place in lists:
            if _tells(found[place], found[place + 1]):
                found[place + 1] = found[place]
        joint = self._patterns["REFERENCE_JOINT"]
        for place in reversed(lists):
            next_to_it = joint.fullmatch(self._folded, placed[place].end, placed[place + 1].start)
            if next_to_it and _tells(found[place + 1], found[place]):
                found[place] = found[place + 1]
        return found

    def _goes_on(self, one: Placed, other: Placed) -> bool:
        """Whether a number without a type of its own goes on with the list of one before it that has its symbol."""
        if one.reference.number.symbol != other.reference.number.symbol:
            return False
        words = folded_words(other.reference.type_text)
        if words != folded_words(one.reference.type_text) or self._folded.startswith(words, other.start):
            return False
        near = other.start - one.end <= _LONGEST_MEMBER
        return near and not self._patterns["SENTENCE_END"].search(self._folded, one.end, other.start)

    def _inside(self, place: Placed) -> Body | None:
        """The issuer between the type and the number: Công văn của Bộ Y tế số 5/BYT-DP."""
        first, last = bisect_left(self._starts, place.start), bisect_left(self._starts, place.end)
        for body in self._bodies[first : min(first + _MOST_BEFORE, last)]:
            begin = max(body.start - _OF, place.start)
            if self._patterns["OF_BEFORE"].search(self._folded, begin, body.start) and not body.agency.collective:
                return body
        return None

    def _behind(self, place: Placed, by_symbol: Issuer | None) -> Body | None:
        """The issuer after the number: của Chính phủ; without such a word only one that fits the symbol."""
        at = bisect_left(self._starts, place.end)
        if at >= len(self._bodies) or self._bodies[at].start - place.end > _BEHIND:
            return None
        body = self._bodies[at]
        gap = place.end, body.start
        if self._patterns["ISSUER_BEHIND"].fullmatch(self._folded, *gap):
            other = by_symbol is not None and not by_symbol.scope and not by_symbol.fits(body.name)
            if other and not self._patterns["OF_BEFORE"].search(self._folded, *gap):
                return None  # theo Luật số 20/2017/QH14 do Sở Tài chính thực hiện: by whom something else is done
            return None if body.agency.collective else body
        if by_symbol and by_symbol.fits(body.name) and self._patterns["ISSUER_NEXT"].fullmatch(self._folded, *gap):
            return None if body.agency.collective or by_symbol.scope == "place" else body
        return None

    def _before(self, place: Placed, by_symbol: Issuer | None, *, issued: bool) -> Body | None:
        """The issuer before the number: UBND tỉnh tại; or as the subject, of what was issued or stands in brackets."""
        last = bisect_right(self._starts, place.start)
        subject: Body | None = None
        bracketed = self._folded[place.start - 1 : place.start] == "("  # UBND tỉnh chấp thuận dự án (Quyết định số …)
        for body in reversed(self._bodies[max(last - _MOST_BEFORE, 0) : last]):
            if body.end > place.start:
                continue
            if place.start - body.end > _FARTHEST:
                break
            if self._patterns["SENTENCE_END"].search(self._folded, body.end, place.start):
                break
            if body.agency.collective or (by_symbol and not by_symbol.fits(body.agency.name)):
                continue
            near = place.start - body.end <= _BEFORE
            if near and self._patterns["SAID_AT"].fullmatch(self._folded, body.end, place.start):
                return body
            if (issued or bracketed) and self._patterns["ISSUES"].match(self._folded, body.end):
                subject = body
        return subject


def _tells(one: Told | None, other: Told | None) -> bool:
    """Whether words tell the issuer of one number of a list, and none that of another one."""
    return (
        one is not None and one.source is IssuerSource.TEXT and (other is None or other.source is IssuerSource.SYMBOL)
    )


def _bodies(found: Mentions, cased: str) -> list[Body]:
    bodies: list[Body] = []
    office = None
    for name, agencies in found.named:
        if name.kind == "OFFICE_OF":
            office = name
            continue
        words = ""
        start = name.start
        if office and name.start - office.end <= 1:
            words, start = single_spaced(cased[office.start : office.end]), office.start
        office = None
        for agency in agencies:
            title = f"{words} {agency.name}" if words else agency.name
            bodies.append(_new(Body, (start, name.start, name.end, title, agency, words)))
    return bodies


def issuers_of(
    grammar: Grammar,
    setting: Setting,
    found: Mentions,
    issued: frozenset[int],
    items: Sequence[Area],
    title: Area | None,
) -> tuple[list[Reference], list[Diagnostic], list[Decision]]:
    """The references of a text with their issuers, in text order, where words and symbol differ, and what decided."""
    reader = IssuerReader(grammar, setting, found, title)
    begins = [item.start for item in items]
    references = (mention for mention in found.mentions if isinstance(mention, Reference))
    told: list[Reference] = []
    doubts: list[Diagnostic] = []
    decisions: list[Decision] = []
    tellings: list[tuple[Told | None, bool]] = []
    for number, place in enumerate(found.placed):
        at = bisect_right(begins, place.start) - 1
        item = items[at] if at >= 0 and place.start < items[at].end else None
        tellings.append(reader.told(place, item, issued=number in issued))
    issuers = reader.with_shared([who for who, _ in tellings], found.placed)
    for place, reference, who, (_, contradicts) in zip(found.placed, references, issuers, tellings, strict=True):
        if who is None:
            told.append(reference)
            continue
        told.append(altered(reference, issuer=who.name, issuer_from=who.source))
        decisions.append(_decision(place, who))
        if contradicts:
            message = f"the words say {who.name}, the symbol says another: {reference.number}"
            doubts.append(Diagnostic("issuer-symbol-mismatch", Severity.INFO, message, reference.span))
    return told, doubts, decisions


def _decision(place: Placed, who: Told) -> Decision:
    """What says who issued a document: the symbol of the number, words, or both."""
    because = [] if who.source is IssuerSource.TEXT else [Reason(f"the symbol {place.reference.number.symbol}")]
    if who.body:
        words = "words of the item" if who.source is IssuerSource.ITEM else "words of the sentence"
        because.append(Reason(words, 0, who.body.start, who.body.end))
    return Decision("issuer", who.name, place.start, place.end, tuple(because))
