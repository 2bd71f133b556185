"""Places inside documents."""

from __future__ import annotations

import enum

from attrs import field, frozen

from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.laws import Law
from ubnd_digest.model.spans import Mention, capital
from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.values import Value
from ubnd_digest.model.words import form


class ProvisionLevel(enum.Enum):
    """The units of a document, from the smallest.

    đoạn or câu, tiết, điểm, khoản, Điều, tiểu mục, Mục, Chương, Phần, Mẫu, Phụ lục: Resolution 351/2017/UBTVQH14,
    Article 10, Decree 78/2025/NĐ-CP, and for documents that are no laws Decree 30/2020/NĐ-CP, Appendix I. Tiết
    stands in other documents only.

    >>> ProvisionLevel("article").name
    'ARTICLE'
    """

    PASSAGE = "passage"
    SUBPOINT = "subpoint"
    POINT = "point"
    CLAUSE = "clause"
    ARTICLE = "article"
    SUBSECTION = "subsection"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    FORM = "form"
    APPENDIX = "appendix"


@frozen
class ProvisionUnit(Value):
    """One level of a provision, with its labels as written: ``khoản 1, 2 - 4`` has ``("1", "2-4")``.

    >>> ProvisionUnit(ProvisionLevel.CLAUSE, ("1", "2")).labels
    ('1', '2')
    """

    level: ProvisionLevel
    labels: tuple[str, ...] = field(eq=lambda labels: tuple(map(folded_words, labels)))

    def __str__(self) -> str:
        """The canonical form: ``khoản 1, 2 và 4``."""
        *others, last = map(plain_words, self.labels or ("",))
        labels = f"{', '.join(others)}{form('provision', 'and')}{last}" if others else last
        return f"{form('provision', self.level.value)} {labels}".rstrip()


@frozen
class NamedDocument(Value):
    """A document that is called by its name, without a number, and is no law.

    Attributes:
        name: its name as written, with the year, where it has one.

    >>> from ubnd_digest import find_provisions
    >>> find_provisions("theo Điều 5 Quy chế làm việc của UBND tỉnh")[0].document
    NamedDocument(name='Quy chế làm việc')
    """

    name: str = field(eq=folded_words)

    def __str__(self) -> str:
        return plain_words(self.name)


@frozen(repr=False)
class Provision(Mention):
    """A place inside a document: ``khoản 2 Điều 87``.

    Attributes:
        units: the levels, in the order of the text.
        document: the document: its number, where the words beside the place, or those that an antecedent means, have
            one; else a law, or another document, by its name; None where the text does not say it.

    >>> from ubnd_digest import find_provisions
    >>> found = find_provisions("theo khoản 2 Điều 87 Luật Đất đai năm 2024, Điều 5 Nghị định số 12/2024/NĐ-CP")
    >>> found[0].text, found[0].document, str(found[0].document.number), str(found[1].document)
    ('khoản 2 Điều 87', <Law 'Luật Đất đai năm 2024' at 21-42>, '31/2024/QH15', '12/2024/NĐ-CP')
    """

    units: tuple[ProvisionUnit, ...]
    document: DocumentNumber | Law | NamedDocument | None = None

    def __str__(self) -> str:
        """The canonical form: ``Khoản 2 Điều 87 của Luật Đất đai năm 2024``."""
        place = capital(" ".join(map(str, self.units)))
        if self.document is None:
            bare = self.units and not self.units[-1].labels
            return form("provision", "appended").format(place=place) if bare else place
        document = str(self.document)
        if isinstance(self.document, DocumentNumber):
            title = (self.document.type or DocumentType.DOCUMENT).title
            document = form("reference", "full").format(type=title, number=document)
        return form("provision", "of-document").format(place=place, document=document)
