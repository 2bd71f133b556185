"""The distinct documents of digests, and how they are related."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping

from attrs import field, frozen

from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Role
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.values import Value


class RelationKind(enum.Enum):
    """What a document does to another one.

    >>> RelationKind("based-on").name
    'BASED_ON'
    """

    CARRIES_OUT = "carries-out"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    ANSWERS = "answers"
    BASED_ON = "based-on"


@frozen
class DocumentRelation(Value):
    """What a text says that a document does to another one, and the words that say so.

    Attributes:
        kind: what it does.
        source: the key of the document that does it.
        target: the key of the other one.
        text: the words, as written.
        span: where they stand.
        digest: in which digest, from 0.

    >>> from ubnd_digest import parse, resolve
    >>> documents = resolve(parse("Nghị định số 7/2030/NĐ-CP thay thế Nghị định số 5/2020/NĐ-CP.")).documents
    >>> [(relation.kind.value, relation.text, relation.target) for relation in documents[0].relations]
    [('replaces', 'thay thế', 'vn:2020:5/2020/nđ-cp')]
    """

    kind: RelationKind
    source: str
    target: str
    text: str
    span: Span
    digest: int = 0


@frozen
class Occurrence(Value):
    """A mention of a document.

    Attributes:
        digest: in which digest, from 0.
        item: in which of its items, from 0; None outside all items.
        mention: a reference, a law by its name, or words that mean a document already spoken of.

    >>> from ubnd_digest import parse, resolve
    >>> [found.mention.text for found in resolve(parse("Theo Nghị định số 7/2030/NĐ-CP.")).documents[0].mentions]
    ['Nghị định số 7/2030/NĐ-CP']
    """

    digest: int
    item: int | None
    mention: Mention


@frozen
class DocumentDiagnostic(Diagnostic):
    """What the mentions of documents contradict each other in.

    Attributes:
        code: a stable code, such as ``"document-dates-differ"``.
        digest: in which digest, from 0.

    >>> from ubnd_digest import parse, resolve
    >>> text = "Nghị định số 7/2030/NĐ-CP ngày 02/3/2030 và Nghị định số 7/2030/NĐ-CP ngày 03/3/2030"
    >>> [doubt.code for doubt in resolve(parse(text)).diagnostics]
    ['document-dates-differ']
    """

    digest: int = 0


@frozen(repr=False)
class Document(Value):
    """One document, with all that its mentions say of it.

    Attributes:
        key: what tells it from all others: the same in every run, and in every digest that says enough of it.
        iri: its Akoma Ntoso work IRI; None where they do not say enough, or its province has no known code.
        number: its number; None for one that is only called by its name.
        name: the name of a law, or of a document that is called by its name; else None.
        type: its type, or None.
        date: its day, the one that is said most often; None where no mention says one, or as many say another.
        issuer: who issued it, or None.
        law: whether it is a law, a code, an ordinance or a constitution.
        provisions: the places in it that are named, each once, in the order in which they stand.
        roles: whether items are about it, or cite it.
        relations: what it does to others.
        mentions: all its mentions, in the order of the digests and their texts.

    >>> from ubnd_digest import parse, resolve
    >>> text = "Quyết định số 5/2024/QĐ-TTg ngày 20/3/2024. Theo khoản 2 Điều 3 Quyết định số 05/2024/QĐ-TTg."
    >>> (document,) = resolve(parse(text)).documents
    >>> document
    <Document '5/2024/QĐ-TTg' mentions=2>
    >>> document.key, document.iri
    ('vn:2024:5/2024/qđ-ttg', '/akn/vn/act/decision/ttg/2024/5-2024-qđ-ttg')
    """

    key: str
    iri: str | None
    number: DocumentNumber | None
    name: str | None
    type: DocumentType | None
    date: dt.date | None
    issuer: str | None
    law: bool
    provisions: tuple[Provision, ...] = ()
    roles: tuple[Role, ...] = ()
    relations: tuple[DocumentRelation, ...] = ()
    mentions: tuple[Occurrence, ...] = ()

    def __str__(self) -> str:
        """The number, else the name."""
        return str(self.number) if self.number else self.name or self.key

    def __repr__(self) -> str:
        return f"<Document {str(self)!r} mentions={len(self.mentions)}>"


@frozen(repr=False)
class Resolution:
    """The distinct documents of one digest, or of many.

    Attributes:
        documents: the documents, in the order of their first mentions.
        diagnostics: in what the mentions of one document contradict each other.

    >>> from ubnd_digest import parse, resolve
    >>> resolve(parse("Nghị định số 7/2030/NĐ-CP, Luật Đất đai năm 2024"))
    <Resolution documents=2 diagnostics=0>
    """

    documents: tuple[Document, ...] = ()
    diagnostics: tuple[DocumentDiagnostic, ...] = ()
    _places: Mapping[tuple[int, type, int, int], int] = field(factory=dict, eq=False)

    def document_of(self, mention: Mention, digest: int = 0) -> Document | None:
        """The document that a mention means; of a place inside a document, that document.

        Args:
            mention: a mention of one of the digests.
            digest: of which one, from 0.

        Returns:
            None for a mention that leaves it open, and for one of another kind.

        >>> from ubnd_digest import parse, resolve
        >>> digest = parse("Theo khoản 2 Điều 87 Luật Đất đai năm 2024.")
        >>> str(resolve(digest).document_of(digest.provisions[0]).number)
        '31/2024/QH15'
        """
        found = self._places.get((digest, type(mention), mention.span.start, mention.span.end))
        return None if found is None else self.documents[found]

    def __repr__(self) -> str:
        return f"<Resolution documents={len(self.documents)} diagnostics={len(self.diagnostics)}>"
