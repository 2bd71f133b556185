"""The distinct documents of digests: what their mentions know is merged, and contradictions are told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from ubnd_digest.linking.joining import Joined, joined
from ubnd_digest.linking.keys import LAWS, folded_number, iri_of, is_of_assembly, laws_by_number, type_of_name
from ubnd_digest.linking.relations import relations_of
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.diagnostics import Severity
from ubnd_digest.model.digest import Digest, checked_digest, item_numbers
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import IssuerSource, Reference, Role
from ubnd_digest.model.resolution import Document, DocumentDiagnostic, DocumentRelation, Occurrence, Resolution
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.values import unchecked

_DIGITS = "0123456789"
_document, _occurrence = unchecked(Document), unchecked(Occurrence)


def resolve(digests: Digest | Iterable[Digest]) -> Resolution:
    r"""The distinct documents of a digest, or of many.

    Mentions mean one document where number, year and issuing body are the same; a mention that leaves out the year or
    the body takes it from the others of its digest that have the number, or from whose digest it is. What nothing
    tells joins within its digest only. The time grows with the number of mentions; digests are read one by one, and
    not kept.

    Args:
        digests: a digest, or any number of them.

    Raises:
        TypeError: when it is no digest, and no iterable of digests.

    >>> from ubnd_digest import parse
    >>> digest = parse("Công văn số 5/UBND-KT ngày 02/3/2020. Quyết định số 9/QĐ-TTg. Quyết định này hết hiệu lực.")
    >>> [(str(document), len(document.mentions)) for document in resolve(digest).documents]
    [('5/UBND-KT', 1), ('9/QĐ-TTg', 2)]
    """
    if isinstance(digests, Digest):
        digests = (digests,)
    elif not isinstance(digests, Iterable):
        raise TypeError(f"resolve takes a Digest, or several, not {type(digests).__name__}")
    gathered: dict[str, _Gathered] = {}
    places: dict[tuple[int, type, int, int], int] = {}
    doubts: list[DocumentDiagnostic] = []
    for number, digest in enumerate(digests):
        found = list(joined(checked_digest("resolve", digest)))
        item_of = item_numbers(digest)
        for one in found:
            document = gathered.get(one.key)
            if document is None:
                document = gathered[one.key] = _Gathered(len(gathered), one)
            document.add(one, number, item_of(one.mention.span))
            span = one.mention.span
            places[number, type(one.mention), span.start, span.end] = document.place
            if one.open_year:
                message = f"several documents have the number {one.number}: which one is meant is not said"
                doubts.append(DocumentDiagnostic("ambiguous-document", Severity.INFO, message, span, number))
        for relation in relations_of(digest, found, number):
            gathered[relation.source].relations.append(relation)
    for document in gathered.values():
        doubts += document.doubts()
    doubts.sort(key=lambda doubt: (doubt.digest, doubt.span, doubt.code))
    return Resolution(tuple(document.made() for document in gathered.values()), tuple(doubts), places)


class _Gathered:
    """What the mentions of one document say, while they are gathered."""

    def __init__(self, place: int, first: Joined) -> None:
        self.place = place
        self._first, self._name = first, first.name
        self._days: Counter[dt.date] = Counter()
        self._issuers: Counter[tuple[bool, str]] = Counter()
        self._types: Counter[DocumentType] = Counter()
        self._where: dict[dt.date | str, tuple[int, Span]] = {}
        self._provisions: dict[Provision, None] = {}
        self._roles: dict[Role, None] = {}
        self._mentions: list[Occurrence] = []
        self.relations: list[DocumentRelation] = []

    def add(self, found: Joined, digest: int, item: int | None) -> None:
        """A further mention."""
        mention = found.mention
        self._name = self._name or found.name
        if isinstance(mention, Provision):
            self._provisions.setdefault(mention)
            return
        self._mentions.append(_occurrence(digest, item, mention))
        if not isinstance(mention, Reference):
            return
        self._roles.setdefault(mention.role)
        if mention.type and mention.type is not DocumentType.DOCUMENT:
            self._types[mention.type] += 1
        if mention.date and mention.date.start and mention.date.precision is Precision.DAY:
            self._days[mention.date.start] += 1
            self._where.setdefault(mention.date.start, (digest, mention.span))
        if mention.issuer:
            by_text = mention.issuer_from is IssuerSource.TEXT
            self._issuers[by_text, mention.issuer] += 1
            if by_text:
                self._where.setdefault(mention.issuer, (digest, mention.span))

    def made(self) -> Document:
        """The document."""
        number = self._first.number
        shelf = self._shelf()
        is_law = shelf in LAWS
        name = self._name
        if is_law and number:
            name = laws_by_number().get(folded_number(number), name)
        author = "qh" if number is None or is_of_assembly(number) else number.issuer_code or ""
        iri = iri_of(self._first.key, shelf, author.rstrip(_DIGITS), local=self._first.local)
        kind = shelf if (number and number.type) or is_law else self._most_common_type() or shelf
        return _document(
            self._first.key,
            iri,
            number,
            name,
            kind,
            self._day(),
            self._issuer(),
            is_law,
            tuple(self._provisions),
            tuple(self._roles),
            tuple(self.relations),
            tuple(self._mentions),
        )

    def _shelf(self) -> DocumentType | None:
        """The type that the number, or the name, holds: it is the same in every digest."""
        number = self._first.number
        if number is None:
            return type_of_name(self._name) if self._name else None
        if is_of_assembly(number):
            return DocumentType.LAW if ":law:" in self._first.key else self._most_common_type()
        # of all documents only official letters have no code of their type
        return number.type or (DocumentType.OFFICIAL_LETTER if "-" in number.symbol else None)

    def _most_common_type(self) -> DocumentType | None:
        return min(self._types, key=lambda kind: (-self._types[kind], kind.value), default=None)

    def _day(self) -> dt.date | None:
        first, second = [*self._days.most_common(2), (None, 0), (None, 0)][:2]
        return first[0] if first[1] > second[1] else None

    def _issuer(self) -> str | None:
        def rank(told: tuple[bool, str]) -> tuple[bool, int, int, str]:
            by_text, name = told
            return not by_text, -self._issuers[told], -len(name), name

        return min(self._issuers, key=rank)[1] if self._issuers else None

    def doubts(self) -> Iterator[DocumentDiagnostic]:
        """In what the mentions contradict each other, at the first mention that says something else."""
        days = list(self._days)
        for day in days[1:]:
            message = f"{self._first.number} is of {days[0]} elsewhere, here of {day}"
            yield self._doubt("document-dates-differ", message, day)
        told = [name for by_text, name in self._issuers if by_text]
        for name in told[1:]:
            one, other = folded_words(told[0]), folded_words(name)
            if one not in other and other not in one:
                message = f"{self._first.number} is issued by {told[0]} elsewhere, here by {name}"
                yield self._doubt("document-issuers-differ", message, name)

    def _doubt(self, code: str, message: str, told: dt.date | str) -> DocumentDiagnostic:
        digest, span = self._where[told]
        return DocumentDiagnostic(code, Severity.WARNING, message, span, digest)
