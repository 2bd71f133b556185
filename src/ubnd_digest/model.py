"""The object model of a digest: frozen values that know where they stand in the text.

Offsets count code points of the text as it was given, ``end`` is exclusive. Days are
inclusive. Equality is by value: two mentions are equal when they say the same, wherever and
in whatever spelling they stand; ``span``, ``text``, ``role`` and ``inferred`` take no part.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from ubnd_digest.vocabulary import DOCUMENT_TYPES, TYPE_CODES

_M = TypeVar("_M", bound="Mention")


@frozen(order=True)
class Span:
    """A stretch of the text, in code points, ``end`` exclusive.

    Raises:
        ValueError: when ``0 <= start <= end`` does not hold.

    >>> Span(3, 7).length
    4
    >>> Span(3, 2)
    Traceback (most recent call last):
    ValueError: a span needs 0 <= start <= end, not 3 and 2
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start} and {self.end}")

    @property
    def length(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span.

        >>> Span(0, 5).contains(Span(1, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end


_is_str = instance_of(str)
_is_tuple = instance_of(tuple)
_is_span = instance_of(Span)
_may_be_str = optional(_is_str)


class Precision(enum.Enum):
    """How exact a date is: the unit that it names.

    >>> Precision("quarter")
    <Precision.QUARTER: 'quarter'>
    """

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    MONTHS = "months"
    YEAR = "year"


class Part(enum.Enum):
    """The part of a unit: the beginning, the middle or the end of a month, a quarter, a year.

    >>> Part("late").name
    'LATE'
    """

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Relation(enum.Enum):
    """How a deadline relates to the date that it names.

    ``before``: the first day named is already too late. ``by``: the last day named still
    counts. ``within``: any time in the unit named.

    >>> [relation.value for relation in Relation]
    ['before', 'by', 'within']
    """

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"


class Role(enum.Enum):
    """Whether an item is about a document or only cites it.

    >>> Role("issued")
    <Role.ISSUED: 'issued'>
    """

    ISSUED = "issued"
    CITED = "cited"


class Severity(enum.Enum):
    """How grave a diagnostic is.

    >>> Severity("error").value
    'error'
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ProvisionLevel(enum.Enum):
    """The units of a document, from the smallest.

    điểm, khoản, Điều, Mục, Chương, Phần, Phụ lục (Decree 30/2020/NĐ-CP, Appendix I; Law on the
    Promulgation of Legal Normative Documents).

    >>> ProvisionLevel("article").name
    'ARTICLE'
    """

    POINT = "point"
    CLAUSE = "clause"
    ARTICLE = "article"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    APPENDIX = "appendix"


class DocumentType(enum.Enum):
    """The type of a document.

    Administrative documents: Decree 30/2020/NĐ-CP, Appendix III. Normative documents: Law on the
    Promulgation of Legal Normative Documents. Party documents: Guidance 36-HD/VPTW.

    >>> DocumentType("decision").title
    'Quyết định'
    """

    CONSTITUTION = "constitution"
    CODE = "code"
    LAW = "law"
    ORDINANCE = "ordinance"
    ORDER = "order"
    DECREE = "decree"
    DECREE_LAW = "decree-law"
    RESOLUTION = "resolution"
    JOINT_RESOLUTION = "joint-resolution"
    DECISION = "decision"
    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    JOINT_CIRCULAR = "joint-circular"
    CONSOLIDATED_TEXT = "consolidated-text"
    OFFICIAL_LETTER = "official-letter"
    TELEGRAM = "telegram"
    PLAN = "plan"
    NOTICE = "notice"
    COMMUNIQUE = "communique"
    CONCLUSION = "conclusion"
    SUBMISSION = "submission"
    REPORT = "report"
    GUIDANCE = "guidance"
    REGULATION = "regulation"
    RULE = "rule"
    PROGRAMME = "programme"
    SCHEME = "scheme"
    PROJECT = "project"
    OPTION = "option"
    MINUTES = "minutes"
    CONTRACT = "contract"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    INVITATION = "invitation"
    INTRODUCTION = "introduction"
    LEAVE = "leave"
    PERMIT = "permit"
    CERTIFICATE = "certificate"
    DISPATCH_SLIP = "dispatch-slip"
    TRANSFER_SLIP = "transfer-slip"
    NOTIFICATION_SLIP = "notification-slip"
    CHARTER = "charter"
    PARTY_CIRCULAR = "party-circular"
    DOCUMENT = "document"

    @property
    def title(self) -> str:
        """The name in Vietnamese, with a capital first letter."""
        return DOCUMENT_TYPES[self.value][0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that stand for this type in document numbers; empty where there is none."""
        return DOCUMENT_TYPES[self.value][1]


def _folded_serial(serial: str) -> str:
    return serial.lstrip("0").casefold() or "0"


@frozen
class DocumentNumber:
    """The number of a document: a serial, a year in some kinds of documents, a symbol.

    ``45/2024/QĐ-UBND`` has the serial ``45``, the year 2024 and the symbol ``QĐ-UBND``; the
    symbol names the type of the document (``QĐ``) and who issued it (``UBND``). Party documents
    write a dash behind the serial: ``94-KL/TW``. Equality does not regard leading zeros, case,
    or which sign stands behind the serial.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part II, and Appendix III; for Party documents
    Guidance 36-HD/VPTW.

    >>> number = DocumentNumber.parse("45/2024/QĐ-UBND")
    >>> number.serial, number.year, number.symbol
    ('45', 2024, 'QĐ-UBND')
    >>> number.type_code, number.issuer_code, number.unit_code
    ('QĐ', 'UBND', None)
    >>> number == DocumentNumber.parse("045/2024/qđ-ubnd")
    True
    """

    serial: str = field(eq=_folded_serial, validator=instance_of(str))
    year: int | None = field(default=None, validator=optional(instance_of(int)))
    symbol: str = field(default="", eq=str.casefold, validator=instance_of(str))
    separator: str = field(default="/", eq=False, validator=_is_str)

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number that stands alone; white space in it does not matter.

        Args:
            text: such as ``"61 /QĐ-UBND"`` or ``"94-KL/TW"``.

        Raises:
            DocumentNumberError: when ``text`` is no document number.

        >>> str(DocumentNumber.parse(" 61 /QĐ-UBND"))
        '61/QĐ-UBND'
        >>> DocumentNumber.parse("160/Quốc")
        Traceback (most recent call last):
        ubnd_digest.errors.DocumentNumberError: no document number: '160/Quốc'
        """
        from ubnd_digest.inline import parse_number

        return parse_number(text)

    @property
    def type_code(self) -> str | None:
        """The code of the document's type, or None where the symbol has none (official letters)."""
        first = self._segments[0]
        return first if first.casefold() in TYPE_CODES else None

    @property
    def issuer_code(self) -> str | None:
        """The code of who issued the document, or None where the number has no symbol."""
        segments = self._segments[1:] if self.type_code else self._segments
        return segments[0] if segments and segments[0] else None

    @property
    def unit_code(self) -> str | None:
        """The code of the unit that wrote the document, or None: ``KT`` in ``318/UBND-KT``."""
        segments = self._segments[2:] if self.type_code else self._segments[1:]
        return "-".join(segments) or None

    @property
    def type(self) -> DocumentType | None:
        """The type that the symbol names, or None."""
        code = self.type_code
        return DocumentType(TYPE_CODES[code.casefold()]) if code else None

    @property
    def _segments(self) -> list[str]:
        return self.symbol.replace("/", "-").split("-")

    def __str__(self) -> str:
        year = f"/{self.year}" if self.year is not None else ""
        return f"{self.serial}{year}{self.separator}{self.symbol}" if self.symbol else f"{self.serial}{year}"


@frozen
class Mention:
    """Something that the text says, and where: the base of all that is found in a text.

    Attributes:
        span: where it stands.
        text: the text of the span, as written.

    >>> from ubnd_digest import find_dates
    >>> found = find_dates("hoàn thành trước ngày 30/6/2022")[0]
    >>> found.span.start, found.span.end, found.text
    (17, 31, 'ngày 30/6/2022')
    """

    span: Span = field(eq=False, repr=False, validator=_is_span)
    text: str = field(eq=False, validator=_is_str)


_are_mentions = deep_iterable(instance_of(Mention), _is_tuple)
_DAY = (dt.date, type(None))
_STR = (str, type(None))
_PART = (Part, type(None))


@frozen
class DateExpression(Mention):
    """A calendar unit: a day, a month, a quarter, some months, a year.

    Attributes:
        start: the first day, or None where ``problem`` says why there is none.
        end: the last day, inclusive, or None.
        precision: the unit that is named.
        edtf: the same in the Extended Date/Time Format (ISO 8601-2): ``2022-34`` for the second
            quarter of 2022, ``2024-11/2024-12`` for months, ``XXXX-05-30`` where the year is not known.
        inferred: whether something that the words leave out was taken from elsewhere.
        problem: None, ``"impossible"`` (31/02) or ``"undetermined"`` (no year, and nothing to take it from).
        part: the part of the unit that is meant, or None.

    >>> from ubnd_digest import find_dates
    >>> find_dates("hoàn thành trong quý II năm 2022")[0].edtf
    '2022-34'
    """

    start: dt.date | None
    end: dt.date | None
    precision: Precision
    edtf: str
    inferred: bool = field(default=False, eq=False)
    problem: str | None = None
    part: Part | None = None

    def __attrs_post_init__(self) -> None:
        # One check for all fields: half of all objects are dates, and a validator a field costs as much as the rest.
        if not (
            isinstance(self.start, _DAY)
            and isinstance(self.end, _DAY)
            and isinstance(self.precision, Precision)
            and isinstance(self.edtf, str)
            and isinstance(self.inferred, bool)
            and isinstance(self.problem, _STR)
            and isinstance(self.part, _PART)
        ):
            raise TypeError(f"a field of a date has the wrong type: {self!r}")


@frozen
class DateRange(Mention):
    """From one date to another: ``từ ngày 30/5 đến ngày 05/6/2022``, ``2021 - 2030``.

    >>> from ubnd_digest import find_ranges
    >>> found = find_ranges("giai đoạn 2021 - 2030")[0]
    >>> found.start.isoformat(), found.end.isoformat()
    ('2021-01-01', '2030-12-31')
    """

    first: DateExpression = field(validator=instance_of(DateExpression))
    last: DateExpression = field(validator=instance_of(DateExpression))

    @property
    def start(self) -> dt.date | None:
        """The first day."""
        return self.first.start

    @property
    def end(self) -> dt.date | None:
        """The last day, inclusive."""
        return self.last.end


@frozen
class Reference(Mention):
    """A reference to a document by its type and number.

    Attributes:
        type: the type, or None where the word for it is not one of the known types.
        type_text: the word for the type as written; for a later member of a list, that of the first.
        number: the number.
        date: the day of issue, or None where it is not said.
        role: whether the item is about this document or cites it.

    >>> from ubnd_digest import find_references
    >>> found = find_references("Công văn số 318/UBND-KT, ngày 14/5/2023")[0]
    >>> found.type_text, str(found.number), found.date.start.isoformat()
    ('Công văn', '318/UBND-KT', '2023-05-14')
    """

    type: DocumentType | None = field(validator=optional(instance_of(DocumentType)))
    type_text: str = field(eq=str.casefold, validator=_is_str)
    number: DocumentNumber = field(validator=instance_of(DocumentNumber))
    date: DateExpression | None = field(default=None, validator=optional(instance_of(DateExpression)))
    role: Role = field(default=Role.CITED, eq=False, validator=instance_of(Role))


@frozen
class ProvisionUnit:
    """One level of a provision, with its labels as written: ``khoản 1, 2`` has ``("1", "2")``.

    >>> ProvisionUnit(ProvisionLevel.CLAUSE, ("1", "2")).labels
    ('1', '2')
    """

    level: ProvisionLevel = field(validator=instance_of(ProvisionLevel))
    labels: tuple[str, ...] = field(validator=deep_iterable(_is_str, _is_tuple))


@frozen
class Provision(Mention):
    """A place inside a document: ``khoản 2 Điều 87``.

    Attributes:
        units: the levels, in the order of the text.
        document: the number of the document, or its name (with the year, where it has one) where
            no number is given; None where the text does not say it beside the provision.

    >>> from ubnd_digest import find_provisions
    >>> found = find_provisions("theo khoản 2 Điều 87 Luật Đất đai năm 2024")[0]
    >>> found.text, found.document
    ('khoản 2 Điều 87', 'Luật Đất đai năm 2024')
    """

    units: tuple[ProvisionUnit, ...] = field(validator=deep_iterable(instance_of(ProvisionUnit), _is_tuple))
    document: str | None = field(default=None, validator=_may_be_str)


@frozen
class Deadline(Mention):
    """A day by which somebody must have done something.

    Attributes:
        relation: how the deadline relates to the date named.
        named: the date that the text names.
        due: the last day on which it can be done, or None where the words say no day (``trước cuối tháng 5``).
        time: the clock time on that day, or None.
        responsible: the words that name who must act, or None where the text does not say.

    >>> from ubnd_digest import find_deadlines
    >>> found = find_deadlines("Sở Y tế báo cáo trước ngày 30/6/2022.")[0]
    >>> found.due.isoformat(), found.limit.isoformat(), found.responsible
    ('2022-06-29', '2022-06-30', 'Sở Y tế')
    """

    relation: Relation = field(validator=instance_of(Relation))
    named: DateExpression = field(validator=instance_of(DateExpression))
    due: dt.date | None = field(validator=optional(instance_of(dt.date)))
    time: dt.time | None = field(default=None, validator=optional(instance_of(dt.time)))
    responsible: str | None = field(default=None, validator=_may_be_str)

    @property
    def limit(self) -> dt.date | None:
        """The day that sets the limit: the first one named for ``before``, else the last."""
        return self.named.start if self.relation is Relation.BEFORE else self.named.end


@frozen
class EffectiveDate(Mention):
    """When a document takes effect: ``có hiệu lực kể từ ngày 05 tháng 3 năm 2026``.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định này có hiệu lực từ ngày 05/3/2026.")
    >>> digest.effective_dates[0].date.start.isoformat()
    '2026-03-05'
    """

    date: DateExpression = field(validator=instance_of(DateExpression))


@frozen
class Diagnostic:
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``"impossible-date"``.
        severity: how grave it is.
        message: what is wrong, in English.
        span: where.

    >>> from ubnd_digest import parse
    >>> [d.code for d in parse("").diagnostics]
    ['no-title', 'no-period']
    """

    code: str = field(validator=_is_str)
    severity: Severity = field(validator=instance_of(Severity))
    message: str = field(validator=_is_str)
    span: Span = field(eq=False, validator=_is_span)


def _folded_space(text: str) -> str:
    return " ".join(text.split())


@frozen
class Block:
    """A stretch of the digest's structure: its text, and the mentions in it in text order.

    Attributes:
        span: where it stands.
        text: the text of the span, as written.
        mentions: what was found in it, an outer mention before those inside it.

    >>> from ubnd_digest import parse
    >>> title = parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)").title
    >>> [mention.text for mention in title.mentions]
    ['ngày 02/3 - 08/3/2020', 'ngày 02/3', '08/3/2020']
    """

    span: Span = field(eq=False, repr=False, validator=_is_span)
    text: str = field(eq=_folded_space, validator=_is_str)
    mentions: tuple[Mention, ...] = field(default=(), validator=_are_mentions)


@frozen
class Title(Block):
    """The title line.

    >>> from ubnd_digest import parse
    >>> parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)").title.text
    'Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)'
    """


@frozen
class LeadEntry(Block):
    """One entry of the lead, the summary under the title.

    >>> LeadEntry(Span(0, 3), "Một").text
    'Một'
    """


@frozen
class Heading(Block):
    """The heading of an item.

    >>> Heading(Span(0, 3), "Một") == Heading(Span(7, 11), "Một ")
    True
    """


@frozen
class Paragraph(Block):
    """A paragraph of an item: one line with text.

    >>> Paragraph(Span(0, 3), "Một").mentions
    ()
    """


@frozen
class Period:
    """The days that a digest covers, both inclusive.

    >>> Period(Span(0, 1), dt.date(2022, 5, 30), dt.date(2022, 6, 5)).days
    7
    """

    span: Span = field(eq=False, repr=False, validator=_is_span)
    start: dt.date = field(validator=instance_of(dt.date))
    end: dt.date = field(validator=instance_of(dt.date))

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period needs start <= end, not {self.start} and {self.end}")

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1


def _of(kind: type[_M], mentions: Iterator[Mention] | tuple[Mention, ...]) -> tuple[_M, ...]:
    return tuple(mention for mention in mentions if isinstance(mention, kind))


@frozen
class Item:
    r"""One item: a heading and the paragraphs under it.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020)."
    ... )
    >>> item = parse(text).items[0]
    >>> item.heading.text, [str(reference.number) for reference in item.issued]
    ('Kế hoạch trồng cây', ['7/KH-UBND'])
    """

    heading: Heading = field(validator=instance_of(Heading))
    paragraphs: tuple[Paragraph, ...] = field(validator=deep_iterable(instance_of(Paragraph), _is_tuple))

    @property
    def span(self) -> Span:
        """From the heading to the end of the last paragraph."""
        last = self.paragraphs[-1] if self.paragraphs else self.heading
        return Span(self.heading.span.start, last.span.end)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the heading and the paragraphs, in text order."""
        return tuple(mention for block in (self.heading, *self.paragraphs) for mention in block.mentions)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references, in text order."""
        return _of(Reference, self.mentions)

    @property
    def issued(self) -> tuple[Reference, ...]:
        """The documents that the item is about, each once, with its date where one is given."""
        found: dict[DocumentNumber, Reference] = {}
        for reference in self.references:
            if reference.role is Role.ISSUED:
                known = found.setdefault(reference.number, reference)
                if known.date is None and reference.date is not None:
                    found[reference.number] = reference
        return tuple(found.values())

    @property
    def dates(self) -> tuple[DateExpression, ...]:
        """The dates, those inside references, ranges and deadlines included."""
        return _of(DateExpression, self.mentions)

    @property
    def ranges(self) -> tuple[DateRange, ...]:
        """The ranges."""
        return _of(DateRange, self.mentions)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines."""
        return _of(Deadline, self.mentions)

    @property
    def effective_dates(self) -> tuple[EffectiveDate, ...]:
        """The dates of effect."""
        return _of(EffectiveDate, self.mentions)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions."""
        return _of(Provision, self.mentions)


@frozen
class Digest:
    """A digest: its text, its structure, and everything that was found in it.

    Attributes:
        source: the text as it was given.
        title: the title, or None.
        period: the days that it covers, or None.
        lead: the entries of the summary under the title.
        items: the items.
        mentions: all mentions of the whole text, in text order, an outer one before those inside it.
        diagnostics: what the parser doubts, in text order.

    >>> from ubnd_digest import parse
    >>> digest = parse("Chỉ đạo, điều hành trong tuần (từ ngày 30/12 - 05/01/2025)")
    >>> digest.period.start.isoformat(), len(digest.dates), digest.items
    ('2024-12-30', 2, ())
    """

    source: str = field(validator=instance_of(str), repr=False, eq=False)
    title: Title | None = field(default=None, validator=optional(instance_of(Title)))
    period: Period | None = field(default=None, validator=optional(instance_of(Period)))
    lead: tuple[LeadEntry, ...] = field(default=(), validator=deep_iterable(instance_of(LeadEntry), _is_tuple))
    items: tuple[Item, ...] = field(default=(), validator=deep_iterable(instance_of(Item), _is_tuple))
    mentions: tuple[Mention, ...] = field(default=(), repr=False, validator=_is_tuple)  # each block has checked its own
    diagnostics: tuple[Diagnostic, ...] = field(default=(), validator=deep_iterable(instance_of(Diagnostic), _is_tuple))

    @property
    def references(self) -> tuple[Reference, ...]:
        """All references, in text order."""
        return _of(Reference, self.mentions)

    @property
    def dates(self) -> tuple[DateExpression, ...]:
        """All dates, those inside references, ranges and deadlines included."""
        return _of(DateExpression, self.mentions)

    @property
    def ranges(self) -> tuple[DateRange, ...]:
        """All ranges."""
        return _of(DateRange, self.mentions)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All deadlines."""
        return _of(Deadline, self.mentions)

    @property
    def effective_dates(self) -> tuple[EffectiveDate, ...]:
        """All dates of effect."""
        return _of(EffectiveDate, self.mentions)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions."""
        return _of(Provision, self.mentions)
