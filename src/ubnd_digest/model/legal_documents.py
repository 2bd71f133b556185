"""A single document: what its letterhead, its bases, its parts, its signatures say, beside the mentions of its text."""

from __future__ import annotations

import enum

from attrs import field, frozen

from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.blocks import Block
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.kinds import ByKind
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Mention, words_or_none
from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.values import Value, shortened


class Urgency(enum.Enum):
    """How urgent a document is: khẩn, thượng khẩn, hỏa tốc (Decree 30/2020/NĐ-CP, Appendix I, part II).

    >>> Urgency("express").name
    'EXPRESS'
    """

    URGENT = "urgent"
    IMMEDIATE = "immediate"
    EXPRESS = "express"


class Secrecy(enum.Enum):
    """How secret a document is: mật, tối mật, tuyệt mật.

    Law 29/2018/QH14 on the Protection of State Secrets, Article 8.

    >>> Secrecy("confidential").name
    'CONFIDENTIAL'
    """

    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - no password
    TOP_SECRET = "top-secret"  # noqa: S105 - likewise


class Capacity(enum.Enum):
    """For whom somebody signs: TM. (on behalf), KT. (as deputy), TL. (by order), TUQ. (authorised), Q. (acting).

    Decree 30/2020/NĐ-CP, Appendix I, part II, on the office, name and signature of who is entitled to sign.

    >>> Capacity("deputy").name
    'DEPUTY'
    """

    ON_BEHALF = "on-behalf"
    DEPUTY = "deputy"
    BY_ORDER = "by-order"
    AUTHORISED = "authorised"
    ACTING = "acting"


@frozen(repr=False)
class Passage(ByKind, Block):
    r"""A stretch of a document, and what is mentioned in it, kind by kind.

    Attributes:
        words: what it says, with single spaces; without what another column of the page puts between.

    >>> from ubnd_digest import parse_document
    >>> basis = parse_document("QUYẾT ĐỊNH\nCăn cứ Luật Đất đai năm 2024;\nQUYẾT ĐỊNH:\nĐiều 1. Giao đất.").bases[0]
    >>> str(basis), [str(law) for law in basis.laws]
    ('Căn cứ Luật Đất đai năm 2024', ['Luật Đất đai năm 2024'])
    """

    words: str = field(default="", eq=folded_words)

    def __str__(self) -> str:
        return plain_words(self.words or self.text)


@frozen(repr=False)
class DocumentPart(ByKind, Block):
    r"""A numbered part of a document: a chapter, an article, a clause, a point, with those inside it.

    Attributes:
        level: which unit it is. In documents without articles I is a section, 1 a clause, a a point, as Decree
            30/2020/NĐ-CP has them; so is 1.1, inside its clause. What is attached is an
            appendix, whatever it is called.
        label: its number as written, such as ``"1"``, ``"IV"``, ``"đ"``, ``"thứ nhất"``; empty where it has none.
        heading: its heading, or None where what stands behind the number is its text.
        parts: the parts inside it.

    >>> from ubnd_digest import parse_document
    >>> (article,) = parse_document("LUẬT\nĐiều 1. Phạm vi\n1. Luật này quy định về bến thủy.\n2. Bến gồm bờ.").parts
    >>> str(article), str(article.heading), [str(part) for part in article.parts]
    ('Điều 1', 'Phạm vi', ['khoản 1', 'khoản 2'])
    """

    level: ProvisionLevel = field(kw_only=True)
    label: str = field(kw_only=True, eq=folded_words)
    heading: Passage | None = field(default=None, kw_only=True)
    parts: tuple[DocumentPart, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        """The unit and its label: ``Điều 1``."""
        from ubnd_digest.model.words import form

        return f"{form('provision', self.level.value)} {plain_words(self.label)}".rstrip()


@frozen(repr=False)
class Signature(Block):
    r"""Who signed.

    Attributes:
        person: the name; None where it is left blank.
        office: the office of the person, as written: ``"PHÓ CHỦ TỊCH"``; None where none stands there.
        signed_for: the lines above the office that say for whom: ``("KT. CHỦ TỊCH",)``.
        capacities: what these lines mean.

    >>> from ubnd_digest import parse_document
    >>> signer = parse_document("Báo cáo gửi trước ngày 30/4./.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Hoài An").signer
    >>> signer.person, signer.office, signer.signed_for, signer.capacities[0].value
    ('Lê Hoài An', 'PHÓ GIÁM ĐỐC', ('KT. GIÁM ĐỐC',), 'deputy')
    """

    person: str | None = field(default=None, eq=words_or_none)
    office: str | None = field(default=None, eq=words_or_none)
    signed_for: tuple[str, ...] = field(default=(), eq=lambda lines: tuple(map(folded_words, lines)))
    capacities: tuple[Capacity, ...] = ()

    def __str__(self) -> str:
        """The name, then the office."""
        return ", ".join(map(plain_words, filter(None, (self.person, self.office))))


@frozen(repr=False)
class LegalDocument(ByKind, Value):
    r"""A single document: a decision, a letter, a telegram, a plan, a law.

    What its text mentions it has as a :class:`Digest` has it: ``references``, ``dates``, ``deadlines``, ``duties``, …

    Attributes:
        digest: its text with all that is mentioned in it and what is doubted; a digest without title and items, for
            the functions that take one, such as :func:`ubnd_digest.resolve`. The reference to the number of the
            document itself has the role ``issued``.
        number: its number; None where none was found.
        type: its type, by the line that names it, else by the number; None where nothing tells.
        date: the day on which it was signed; a month or a year where the day was left blank; or None.
        place: where it was signed, or None.
        issuers: who issued it: one body, several of a joint document.
        governing: the body above the issuer in the letterhead, or None.
        subject: what it is about (trích yếu), without ``V/v``; or None.
        authority: the line that says who decides, over the bases, or None.
        urgency: how urgent it is marked, or None.
        secrecy: how secret it is marked, or None.
        recipients: to whom it is addressed (Kính gửi), entry by entry.
        bases: the legal bases (Căn cứ …), clause by clause.
        parts: its outer parts, by their numbers; then what is attached (a regulation, an appendix), each a part of the
            level appendix with its own parts.
        distribution: who gets it (Nơi nhận), entry by entry.
        signatures: who signed it.

    >>> from ubnd_digest import parse_document
    >>> document = parse_document(
    ...     "UBND TỈNH SÔNG TRÀ\nSỞ Y TẾ\nSố: 12/SYT-NV\nSông Trà, ngày 05 tháng 3 năm 2025\n"
    ...     "V/v tiêm vắc xin\nKính gửi: Trung tâm Y tế.\nĐề nghị báo cáo trước ngày 20/3."
    ... )
    >>> print(document, document.date)
    Công văn 12/SYT-NV: tiêm vắc xin ngày 05/3/2025
    >>> str(document.issuer), str(document.governing), document.place, document.deadlines[0].due.isoformat()
    ('Sở Y tế', 'UBND tỉnh Sông Trà', 'Sông Trà', '2025-03-19')
    """

    digest: Digest
    number: DocumentNumber | None = None
    type: DocumentType | None = None
    date: DateExpression | None = None
    place: str | None = field(default=None, eq=words_or_none)
    issuers: tuple[Agency, ...] = ()
    governing: Agency | None = None
    subject: Passage | None = None
    authority: Passage | None = None
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    recipients: tuple[Passage, ...] = ()
    bases: tuple[Passage, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    distribution: tuple[Passage, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def source(self) -> str:
        """The text as it was given."""
        return self.digest.source

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the whole text, in text order, an outer one before those inside it."""
        return self.digest.mentions

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the parser doubts, in text order."""
        return self.digest.diagnostics

    @property
    def issuer(self) -> Agency | None:
        """Who issued it; of a joint document the first; None where nobody was found."""
        return self.issuers[0] if self.issuers else None

    @property
    def signer(self) -> Signature | None:
        """Who signed it; the first of several; None where nobody was found."""
        return self.signatures[0] if self.signatures else None

    @property
    def reference(self) -> Reference | None:
        """The mention of its own number in its letterhead, or None."""
        own = (one for one in self.references if one.role is Role.ISSUED and one.number == self.number)
        return next(own, None)

    @property
    def articles(self) -> tuple[DocumentPart, ...]:
        """All its own articles (Điều), in or outside chapters, in text order; without those of what is attached."""
        own = tuple(part for part in self.parts if part.level is not ProvisionLevel.APPENDIX)
        return tuple(part for part in all_parts(own) if part.level is ProvisionLevel.ARTICLE)

    def __str__(self) -> str:
        """Type and number, then the subject."""
        name = f"{self.type.title if self.type else ''} {self.number or ''}".strip()
        return ": ".join(filter(None, (name, str(self.subject or ""))))

    def __repr__(self) -> str:
        from ubnd_digest.model.digest import counts

        name = str(self.number) if self.number else self.type.value if self.type else "without a number"
        issuer = f" of {self.issuer}" if self.issuer else ""
        day = f", {self.date.edtf}" if self.date else ""
        subject = f", {shortened(str(self.subject))}" if self.subject else ""
        doubts = f" diagnostics={len(self.diagnostics)}" if self.diagnostics else ""
        return f"<LegalDocument {name}{issuer}{day}{subject}{counts(self.mentions)}{doubts}>"


def all_parts(parts: tuple[DocumentPart, ...]) -> tuple[DocumentPart, ...]:
    """Parts with all those inside them, in text order."""
    found: list[DocumentPart] = []
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting += reversed(part.parts)
    return tuple(found)
