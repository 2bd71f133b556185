"""Which mentions of one digest mean one document, by what each says of it: its number, day, issuer."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from attrs import define

from ubnd_digest.linking.keys import LAWS, folded_number, is_of_assembly, key_of, laws_by_number
from ubnd_digest.linking.places import COUNTRY, Home, When, home_of, place_of
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.laws import Law
from ubnd_digest.model.provisions import NamedDocument, Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.tuples import NamedTuple

_MOST_PLACES = 8  # of how many places with one number of one year a mention without a place is compared


class Joined(NamedTuple):
    """A mention with the key of its document; ``local`` where the key holds in this digest only."""

    mention: Mention
    key: str
    local: bool
    number: DocumentNumber | None
    name: str | None
    open_year: bool = False


@define(eq=False)
class _Fact:
    """What one mention says of its document; steps fill in what others of the digest say."""

    mention: Mention
    number: DocumentNumber
    day: dt.date | None
    year: int | None
    kind: DocumentType | None
    issuer: str | None
    place: str | None = None
    told: bool = False
    key: str = ""
    local: bool = False
    open_year: bool = False

    @property
    def when(self) -> When:
        return When(self.day, self.year)


def joined(digest: Digest) -> Iterator[Joined]:
    """The mentions of documents of a digest, in text order, each with the key of its document."""
    facts = [fact for mention in digest.mentions if (fact := _fact(mention))]
    groups: dict[str, list[_Fact]] = {}
    for fact in facts:
        groups.setdefault(folded_number(fact.number), []).append(fact)
    for mention in digest.mentions:  # a number that no reference has: the digest was put together by hand
        number = _number(mention)
        if number and folded_number(number) not in groups:
            groups[folded_number(number)] = [_Fact(mention, number, None, number.year, None, None)]
    home, own = home_of(digest), _Own(digest)
    for folded, group in groups.items():
        _fill_in(group, home)
        for fact in group:
            _give_key(fact, folded, own)
    of_mention = {id(fact.mention): fact for fact in facts}
    for mention in digest.mentions:
        fact = of_mention.get(id(mention)) or _meant(mention, groups)
        if fact:
            name = mention.name if isinstance(mention, Law) else None
            yield Joined(mention, fact.key, fact.local, fact.number, name, fact.open_year and fact.mention is mention)
        elif named := _by_name(mention, own):
            yield named


class _Own:
    """What tells a digest from others, made when it is needed."""

    def __init__(self, digest: Digest) -> None:
        self._source, self._told = digest.source, ""

    def __str__(self) -> str:
        if not self._told:
            data = self._source.encode("utf-8", "surrogatepass")
            self._told = f"digest-{hashlib.blake2b(data, digest_size=6).hexdigest()}"
        return self._told


def _fact(mention: Mention) -> _Fact | None:
    if isinstance(mention, Reference):
        number, date = mention.number, mention.date
        day = date.start if date and date.precision is Precision.DAY else None
        year = number.year or (date.start.year if date and date.start else None)
        kind = mention.type if is_of_assembly(number) else None
        kind = DocumentType.LAW if kind in LAWS else kind if kind is DocumentType.RESOLUTION else None
        return _Fact(mention, number, day, year, kind, mention.issuer)
    if isinstance(mention, Law) and mention.number:
        return _Fact(mention, mention.number, None, mention.number.year, DocumentType.LAW, None)
    return None


def _number(mention: Mention) -> DocumentNumber | None:
    """The number by which a mention that is no reference means a document."""
    document = mention.document if isinstance(mention, (Anaphora, Provision)) else None
    if isinstance(document, Law):
        return document.number
    return document if isinstance(document, DocumentNumber) else None


# ---- what others of the digest say -----------------------------------------------------------


def _fill_in(group: Sequence[_Fact], home: Home) -> None:
    """Give mentions of one number the year, the kind and the place that others say, where these agree."""
    years = {fact.year for fact in group if fact.year is not None}
    kinds = {fact.kind for fact in group if fact.kind is not None}
    of_assembly = is_of_assembly(group[0].number)
    known = DocumentType.LAW if of_assembly and folded_number(group[0].number) in laws_by_number() else None
    for fact in group:
        if fact.year is None:
            fact.year, fact.open_year = (next(iter(years)), False) if len(years) == 1 else (None, len(years) > 1)
        if fact.kind is None and of_assembly:
            fact.kind = next(iter(kinds)) if len(kinds) == 1 else known
        fact.place, fact.told = place_of(fact.number, fact.issuer, fact.when, home)
    told: dict[int | None, dict[str, set[dt.date | None]]] = {}
    for fact in group:
        if fact.told and fact.place:
            told.setdefault(fact.year, {}).setdefault(fact.place, set()).add(fact.day)
    for fact in group:
        places = told.get(fact.year, {})
        if not fact.told and 0 < len(places) <= _MOST_PLACES:
            fitting = [place for place, days in places.items() if fact.day is None or None in days or fact.day in days]
            if len(fitting) == 1:
                (fact.place,) = fitting
    days = {fact.day for fact in group if fact.place is None and fact.day}
    if len(days) == 1:
        for fact in group:
            fact.day = fact.day or (next(iter(days)) if fact.place is None else None)


def _give_key(fact: _Fact, number: str, own: _Own) -> None:
    known = fact.place and fact.year is not None and not (is_of_assembly(fact.number) and fact.kind is None)
    if known:
        fact.key = key_of(fact.place or "", fact.year or 0, number, fact.kind)
    else:
        told = (str(own), str(fact.day or fact.year or ""), fact.place or "", number)
        fact.key, fact.local = ":".join(told), True


# ---- mentions that are no references ---------------------------------------------------------


def _meant(mention: Mention, groups: Mapping[str, Sequence[_Fact]]) -> _Fact | None:
    """What a place, or words that mean a document, are about: of several of one number the nearest."""
    number = _number(mention)
    if number is None:
        return None
    group = groups[folded_number(number)]
    after = bisect_left(group, mention.span.start, key=lambda fact: fact.mention.span.start)
    near = group[max(after - 1, 0) : after + (1 if isinstance(mention, Provision) or not after else 0)]
    return min(near, key=lambda fact: abs(fact.mention.span.start - mention.span.end))


def _by_name(mention: Mention, own: _Own) -> Joined | None:
    """A document without a number, by its name: a law of a year is one everywhere."""
    document = mention.document if isinstance(mention, Provision) else mention
    if not isinstance(document, (Law, NamedDocument)):
        return None
    name = "-".join(folded_words(document.name).replace(":", " ").replace("/", " ").split())
    if isinstance(document, Law) and document.year is not None:
        key = key_of(COUNTRY, document.year, name, DocumentType.LAW)
        return Joined(mention, key, False, None, document.name)  # noqa: FBT003
    return Joined(mention, f"{own}:::{name}", True, None, document.name)  # noqa: FBT003
