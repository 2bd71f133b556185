"""What is found in a text: frozen values that know where they stand in it.

Offsets count code points of the text as it was given, ``end`` is exclusive. Days are
inclusive. Equality is by value: two mentions are equal when they say the same, wherever and
in whatever spelling they stand; ``span``, ``text``, ``role`` and ``inferred`` take no part.
"""

from __future__ import annotations

import datetime as dt
import enum

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from ubnd_digest import vocabulary
from ubnd_digest.documents import DocumentNumber, DocumentType
from ubnd_digest.errors import DocumentNumberError
from ubnd_digest.source import folded_words, plain_words


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


def _may_be_words(text: str | None) -> str | None:
    return None if text is None else folded_words(text)


def _labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(folded_words, labels))


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


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

    def __str__(self) -> str:
        return plain_words(self.text)


def text_order(mention: Mention) -> tuple[int, int, int]:
    """Where a mention stands among others: in text order, an outer one before those inside it.

    >>> from ubnd_digest import find_ranges
    >>> found = find_ranges("năm 2021 đến năm 2030")[0]
    >>> [str(mention) for mention in sorted((found.last, found, found.first), key=text_order)]
    ['từ năm 2021 đến năm 2030', 'năm 2021', 'năm 2030']
    """
    return mention.span.start, -mention.span.end, isinstance(mention, DateExpression)


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

    def __str__(self) -> str:
        """The canonical form, with its year: ``ngày 30/5/2022``; the words as they are where there is a problem."""
        start, end = self.start, self.end
        if start is None or end is None:
            return plain_words(self.text)
        form = self.precision.value
        if self.precision is Precision.MONTHS:
            form = "first months" if start.month == 1 else "last months"
        unit = vocabulary.DATE_FORMS[form].format(
            day=start.day,
            month=f"{start.month:02}" if start.month < 3 else start.month,
            quarter=vocabulary.QUARTERS[(start.month - 1) // 3],
            count=end.month - start.month + 1,
            year=start.year,
        )
        return vocabulary.UNIT_PARTS[self.part.value].format(unit=unit) if self.part else unit


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

    def __str__(self) -> str:
        """The canonical form: ``từ ngày 30/5/2022 đến ngày 05/6/2022``."""
        return vocabulary.RANGE_FORM.format(first=self.first, last=self.last)


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
    type_text: str = field(eq=folded_words, validator=_is_str)
    number: DocumentNumber = field(validator=instance_of(DocumentNumber))
    date: DateExpression | None = field(default=None, validator=optional(instance_of(DateExpression)))
    role: Role = field(default=Role.CITED, eq=False, validator=instance_of(Role))

    def __str__(self) -> str:
        """The canonical form: ``Quyết định số 921/QĐ-UBND ngày 30/5/2022``."""
        form = vocabulary.REFERENCE_FORM if self.type_text else vocabulary.BARE_REFERENCE_FORM
        named = form.format(type=_capital(plain_words(self.type_text)), number=self.number)
        return f"{named} {self.date}" if self.date else named


@frozen
class ProvisionUnit:
    """One level of a provision, with its labels as written: ``khoản 1, 2 - 4`` has ``("1", "2-4")``.

    >>> ProvisionUnit(ProvisionLevel.CLAUSE, ("1", "2")).labels
    ('1', '2')
    """

    level: ProvisionLevel = field(validator=instance_of(ProvisionLevel))
    labels: tuple[str, ...] = field(eq=_labels, validator=deep_iterable(_is_str, _is_tuple))

    def __str__(self) -> str:
        """The canonical form: ``khoản 1, 2 và 4``."""
        *others, last = map(plain_words, self.labels or ("",))
        labels = f"{', '.join(others)}{vocabulary.LABEL_JOINT}{last}" if others else last
        return f"{vocabulary.PROVISION_LEVELS[self.level.value]} {labels}".rstrip()


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
    document: str | None = field(default=None, eq=_may_be_words, validator=_may_be_str)

    def __str__(self) -> str:
        """The canonical form: ``Khoản 2 Điều 87 của Luật Đất đai năm 2024``."""
        place = _capital(" ".join(map(str, self.units)))
        if self.document is None:
            bare = self.units and not self.units[-1].labels
            return vocabulary.APPENDED_FORM.format(place=place) if bare else place
        document = plain_words(self.document)
        if document[:1].isdecimal():
            try:
                kind = DocumentNumber.parse(document).type
            except DocumentNumberError:  # its symbol was left out
                kind = None
            document = vocabulary.REFERENCE_FORM.format(type=(kind or DocumentType.DOCUMENT).title, number=document)
        return vocabulary.OF_DOCUMENT_FORM.format(place=place, document=document)


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
    responsible: str | None = field(default=None, eq=_may_be_words, validator=_may_be_str)

    @property
    def limit(self) -> dt.date | None:
        """The day that sets the limit, the first one named for ``before``, else the last."""
        return self.named.start if self.relation is Relation.BEFORE else self.named.end

    def __str__(self) -> str:
        """The canonical form: ``Giao Sở Y tế hoàn thành trước ngày 30/6/2022``."""
        date = str(self.named)
        if self.time:
            form = vocabulary.MINUTE_FORM if self.time.minute else vocabulary.HOUR_FORM
            date = form.format(hour=self.time.hour, minute=self.time.minute, date=date)
        task = vocabulary.LIMIT_FORMS[self.relation.value].format(date=date)
        if self.responsible:
            task = vocabulary.ASSIGNED_FORM.format(responsible=plain_words(self.responsible), task=task)
        return _capital(task)


@frozen
class EffectiveDate(Mention):
    """When a document takes effect: ``có hiệu lực kể từ ngày 05 tháng 3 năm 2026``.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định này có hiệu lực từ ngày 05/3/2026.")
    >>> digest.effective_dates[0].date.start.isoformat()
    '2026-03-05'
    """

    date: DateExpression = field(validator=instance_of(DateExpression))

    def __str__(self) -> str:
        """The canonical form: ``có hiệu lực từ ngày 05/3/2026``."""
        return vocabulary.EFFECT_FORM.format(date=self.date)
