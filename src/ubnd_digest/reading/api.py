"""The functions that most users need; each uses a parser that is compiled once a process."""

from __future__ import annotations

import datetime as dt

from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression, DateRange
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.explanation import Explanation
from ubnd_digest.model.laws import Law
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.choice import parser_for, parser_of


def parse(
    text: str, *, publisher: str | Publisher | None = None, anchor: dt.date | None = None, strict: bool = False
) -> Digest:
    """Parse a digest; any string gives one.

    Args:
        text: the digest. What is missing or doubtful in it is told by ``diagnostics``.
        publisher: the publisher whose own grammar is to be used, by its identifier or its record; None for the
            common grammar, whatever else is installed; ``"auto"`` for the publisher that the text speaks for
            (see :func:`ubnd_digest.detect_publisher`), or the common grammar where it speaks for none.
        anchor: a day near the digest's period, for a title that gives no year.
        strict: raise on the first error instead of noting it.

    Returns:
        The digest; its spans are offsets in ``text``, in code points.

    Raises:
        TypeError: when ``text`` is no ``str``.
        DigestSyntaxError: with ``strict``, at the error diagnostic with the smallest offset.
        UnknownPublisherError: when nobody registered the publisher.
        PublisherError: when the package that brings the publisher cannot be used.

    >>> digest = parse("Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)")
    >>> digest.period.start, digest.period.end
    (datetime.date(2020, 3, 2), datetime.date(2020, 3, 8))
    """
    return parser_for(text, publisher).parse(text, anchor=anchor, strict=strict)


def parse_document(
    text: str, *, publisher: str | Publisher | None = None, anchor: dt.date | None = None
) -> LegalDocument:
    r"""Parse a single document: a decision, a letter, a telegram, a plan, a law, as its text or a file has it.

    Args:
        text: the document.
        publisher: as for :func:`parse`.
        anchor: a day near it, to which dates without a year are taken to be near where its letterhead tells no day.

    Returns:
        The document; what could not be found in it is None or empty, and stands in its ``diagnostics``.

    Raises:
        TypeError: when ``text`` is no ``str``.
        UnknownPublisherError, PublisherError: as :func:`parse` does.

    >>> document = parse_document(
    ...     "UBND TỈNH SÔNG TRÀ\nSố: 12/QĐ-UBND\nSông Trà, ngày 05 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc giao đất\n"
    ...     "Căn cứ Luật Đất đai năm 2024;\nQUYẾT ĐỊNH:\nĐiều 1. Giao đất. Sở Tài chính báo cáo trước ngày 30/4."
    ... )
    >>> print(document)
    Quyết định 12/QĐ-UBND: Về việc giao đất
    >>> document.date.start.isoformat(), str(document.issuer), document.deadlines[0].due.isoformat()
    ('2025-03-05', 'UBND tỉnh Sông Trà', '2025-04-29')
    """
    return parser_for(text, publisher).parse_document(text, anchor=anchor)


def is_document(text: str) -> bool:
    r"""Say whether a text is a single document, and no digest, by its letterhead, its form and its end.

    Raises:
        TypeError: when ``text`` is no ``str``.

    >>> is_document("UBND TỈNH SÔNG TRÀ\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc giao đất\nĐiều 1. Giao đất.")
    True
    >>> is_document("Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)")
    False
    """
    return parser_of(None).is_document(text)


def find_references(text: str) -> tuple[Reference, ...]:
    """Find the references to documents in any Vietnamese text, in text order; a ``TypeError`` for what is no ``str``.

    >>> [str(r.number) for r in find_references("các Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND và số 3/QĐ-UBND")]
    ['1/QĐ-UBND', '2/QĐ-UBND', '3/QĐ-UBND']
    """
    return parser_of(None).find_references(text)


def find_dates(text: str, *, anchor: dt.date | None = None) -> tuple[DateExpression, ...]:
    """Find the dates in any Vietnamese text, those inside references and ranges included.

    A date without a year is taken to be near the ``anchor``; a text that is no ``str`` raises a ``TypeError``.

    >>> [(d.text, d.edtf) for d in find_dates("từ ngày 30/12 đến ngày 05/01/2025")]
    [('ngày 30/12', '2024-12-30'), ('ngày 05/01/2025', '2025-01-05')]
    """
    return parser_of(None).find_dates(text, anchor=anchor)


def find_ranges(text: str, *, anchor: dt.date | None = None) -> tuple[DateRange, ...]:
    """Find the ranges of dates in any Vietnamese text.

    A date without a year is taken to be near the ``anchor``; a text that is no ``str`` raises a ``TypeError``.

    >>> [r.text for r in find_ranges("giai đoạn 2021 - 2030, tầm nhìn đến năm 2050")]
    ['2021 - 2030']
    """
    return parser_of(None).find_ranges(text, anchor=anchor)


def find_deadlines(text: str, *, anchor: dt.date | None = None) -> tuple[Deadline, ...]:
    """Find the deadlines in any Vietnamese text.

    A deadline without a year falls on the ``anchor`` or later; a text that is no ``str`` raises a ``TypeError``.

    >>> found = find_deadlines("Giao Sở Y tế báo cáo trước 16 giờ ngày 20/4/2022.")[0]
    >>> found.responsible, found.relation.value, found.due.isoformat(), found.time.isoformat("minutes")
    ('Sở Y tế', 'by', '2022-04-20', '16:00')
    """
    return parser_of(None).find_deadlines(text, anchor=anchor)


def find_provisions(text: str) -> tuple[Provision, ...]:
    """Find the places inside documents that any Vietnamese text names; a ``TypeError`` for what is no ``str``.

    >>> [(p.text, str(p.document)) for p in find_provisions("Điều 13 của Nghị định số 21/2027/NĐ-CP")]
    [('Điều 13', '21/2027/NĐ-CP')]
    """
    return parser_of(None).find_provisions(text)


def find_agencies(text: str) -> tuple[Agency, ...]:
    """Find the organisations that any Vietnamese text names, those inside duties and offices included.

    Raises:
        TypeError: when ``text`` is no ``str``.

    >>> [agency.name for agency in find_agencies("Giao các Sở: Y tế, TN&MT báo cáo UBND tỉnh.")]
    ['Sở Y tế', 'Sở Tài nguyên và Môi trường', 'UBND tỉnh']
    """
    return parser_of(None).find_agencies(text)


def find_officials(text: str) -> tuple[Official, ...]:
    """Find the persons that any Vietnamese text names with an office; a ``TypeError`` for what is no ``str``.

    >>> (found,) = find_officials("Đồng chí Trần An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì cuộc họp.")
    >>> found.person, found.offices
    ('Trần An', ('Phó Bí thư Tỉnh ủy', 'Chủ tịch UBND tỉnh'))
    """
    return parser_of(None).find_officials(text)


def find_duties(text: str, *, anchor: dt.date | None = None) -> tuple[Duty, ...]:
    """Find who is told to do what in any Vietnamese text, with and without a day; each line counts as a paragraph.

    A deadline without a year falls on the ``anchor`` or later; a text that is no ``str`` raises a ``TypeError``.

    >>> found = find_duties("Giao Sở Y tế lập dự toán; Sở Tài chính thẩm định trước ngày 30/6/2026.")
    >>> [(duty.responsible, duty.task) for duty in found]
    [('Sở Y tế', 'lập dự toán'), ('Sở Tài chính', 'thẩm định trước ngày 30/6/2026')]
    """
    return parser_of(None).find_duties(text, anchor=anchor)


def find_laws(text: str, *, anchor: dt.date | None = None) -> tuple[Law, ...]:
    """Find the laws that any Vietnamese text calls by their names, without a number.

    A law without a year was in force on the ``anchor``; a text that is no ``str`` raises a ``TypeError``.

    >>> [(law.name, law.year) for law in find_laws("Căn cứ Luật NSNN, Luật Nhà ở năm 2023 và BLTTHS.")]
    [('Luật Ngân sách nhà nước', None), ('Luật Nhà ở', 2023), ('Bộ luật Tố tụng hình sự', None)]
    """
    return parser_of(None).find_laws(text, anchor=anchor)


def find_anaphora(text: str) -> tuple[Anaphora, ...]:
    """Find the words of any Vietnamese text that mean a document spoken of in it, without its number.

    Raises:
        TypeError: when ``text`` is no ``str``.

    >>> text = "UBND tỉnh ban hành Kế hoạch số 7/KH-UBND. Theo Kế hoạch, các xã trồng cây; Kế hoạch này …"
    >>> [(found.text, str(found.document)) for found in find_anaphora(text)]
    [('Kế hoạch', '7/KH-UBND'), ('Kế hoạch này', '7/KH-UBND')]
    """
    return parser_of(None).find_anaphora(text)


def explain(
    text: str,
    offset: int,
    *,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    document: bool = False,
) -> Explanation:
    """Say why a place of a digest is read as it is: the decisions that :func:`parse` made there, and their reasons.

    Args:
        text: the digest, or the single document.
        offset: the place, in code points; the end of the text is one, too.
        publisher: as for :func:`parse`.
        anchor: as for :func:`parse`.
        document: whether the decisions of :func:`parse_document` are asked for.

    Returns:
        The mentions that stand there, and what was decided of the line, of a reference, of a limit.

    Raises:
        TypeError: when ``text`` is no ``str``.
        ValueError: when the text has no such offset.
        UnknownPublisherError, PublisherError: as :func:`parse` does.

    >>> found = explain("Phấn đấu hoàn thành cầu Lam Điền trước ngày 30/6/2026.", 40)
    >>> decision = found.decisions[-1]
    >>> decision.question, decision.answer, [reason.name.partition(":")[0] for reason in decision.because]
    ('deadline', 'none', ['before', 'limits.csv, row 6', 'TARGET'])
    """
    return parser_for(text, publisher).explain(text, offset, anchor=anchor, document=document)
