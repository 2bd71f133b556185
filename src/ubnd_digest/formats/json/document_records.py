"""The records of a single document in JSON: what stands there beside the digest of its text."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ubnd_digest.formats.json.records import BlockRecord
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.legal_documents import Capacity, Secrecy, Urgency
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.spans import Span

KIND: Final = "document"
DOCUMENT_VERSION: Final = "1.0"


@frozen
class PassageRecord(BlockRecord):
    """A stretch of a document.

    Attributes:
        span: where it stands.
        text: the text of the span.
        words: what it says, with single spaces, without what another column of the page puts between.
    """

    words: str


@frozen
class DocumentPartRecord:
    """A numbered part of a document: a chapter, an article, a clause, a point.

    Attributes:
        level: which unit it is.
        label: its number as written.
        span: where it stands, the parts inside it included.
        inside: the place of the part that it stands in, in the list of all, from 0; or None.
        heading: its heading, or None.
    """

    level: ProvisionLevel
    label: str
    span: Span
    inside: int | None
    heading: PassageRecord | None


@frozen
class SignatureRecord(BlockRecord):
    """Who signed.

    Attributes:
        span: where it stands.
        text: the text of the span.
        person: the name, or None.
        office: the office, or None.
        signed_for: the lines that say for whom.
        capacities: what these lines mean.
    """

    person: str | None
    office: str | None
    signed_for: tuple[str, ...]
    capacities: tuple[Capacity, ...]


@frozen
class DocumentRecord:
    """A single document: a decision, a letter, a telegram, a plan, a law.

    Attributes:
        kind: always ``document``; a digest has no such key.
        schema_version: the version of this schema; a later minor version only adds keys.
        number: its number, or None.
        type: its type, or None.
        date: the day on which it was signed, or None.
        place: where it was signed, or None.
        issuers: who issued it.
        governing: the body above the issuer, or None.
        subject: what it is about, or None.
        authority: the line that says who decides, or None.
        urgency: how urgent it is marked, or None.
        secrecy: how secret it is marked, or None.
        recipients: to whom it is addressed.
        bases: the legal bases.
        parts: its numbered parts in text order, each before those inside it.
        distribution: who gets it.
        signatures: who signed it.
    """

    kind: str
    schema_version: str
    number: DocumentNumber | None
    type: DocumentType | None
    date: DateExpression | None
    place: str | None
    issuers: tuple[Agency, ...]
    governing: Agency | None
    subject: PassageRecord | None
    authority: PassageRecord | None
    urgency: Urgency | None
    secrecy: Secrecy | None
    recipients: tuple[PassageRecord, ...]
    bases: tuple[PassageRecord, ...]
    parts: tuple[DocumentPartRecord, ...]
    distribution: tuple[PassageRecord, ...]
    signatures: tuple[SignatureRecord, ...]
