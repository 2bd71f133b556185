"""References to documents by type and number."""

from __future__ import annotations

import enum

from attrs import field, frozen

from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.spans import Mention, capital
from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.words import form


class Role(enum.Enum):
    """Whether an item is about a document or only cites it.

    >>> Role("issued")
    <Role.ISSUED: 'issued'>
    """

    ISSUED = "issued"
    CITED = "cited"


class IssuerSource(enum.Enum):
    """What says who issued a document: words beside it, the symbol of its number alone, or the item around it.

    >>> IssuerSource("symbol").name
    'SYMBOL'
    """

    TEXT = "text"
    SYMBOL = "symbol"
    ITEM = "item"


@frozen(repr=False)
class Reference(Mention):
    """A reference to a document by its type and number.

    Attributes:
        type: the type, or None where the word for it is not one of the known types.
        type_text: the word for the type as written; for a later member of a list, that of the first.
        number: the number.
        date: the day of issue, or None where it is not said.
        role: whether the item is about this document or cites it.
        issuer: who issued it, the name written out: a body, or the office of one; None where nothing tells.
        issuer_from: what says so, or None.

    >>> from ubnd_digest import find_references
    >>> found = find_references("Công văn số 318/UBND-KT, ngày 14/5/2023")[0]
    >>> found.type_text, str(found.number), found.date.start.isoformat()
    ('Công văn', '318/UBND-KT', '2023-05-14')
    >>> found.issuer, found.issuer_from
    ('UBND', <IssuerSource.SYMBOL: 'symbol'>)
    """

    type: DocumentType | None
    type_text: str = field(eq=folded_words)
    number: DocumentNumber
    date: DateExpression | None = None
    role: Role = field(default=Role.CITED, eq=False)
    issuer: str | None = field(default=None, eq=False)
    issuer_from: IssuerSource | None = field(default=None, eq=False)

    def __str__(self) -> str:
        """The canonical form: ``Quyết định số 921/QĐ-UBND ngày 30/5/2022``."""
        shape = form("reference", "full" if self.type_text else "without-type")
        named = shape.format(type=capital(plain_words(self.type_text)), number=self.number)
        return f"{named} {self.date}" if self.date else named
