"""Mentions of all kinds, each as it stands in its own canonical form."""

from __future__ import annotations

import datetime as dt
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from ubnd_digest.model.dates import DateExpression, DateRange, Part, Precision
from ubnd_digest.model.deadlines import Deadline, Reckoning, Relation
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.laws import Law
from ubnd_digest.model.provisions import Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.words import document_types, words
from ubnd_digest.reading.choice import parser_of
from ubnd_digest.reading.dates.calendar import expression, last_day
from ubnd_digest.reading.drafts import DateDraft

_M = TypeVar("_M", bound=Mention)

# The years that a grammar takes for years.
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
NOWHERE = Span(0, 0)


def _standing(mention: _M) -> _M:
    """The mention as it stands in its own canonical form."""
    text = str(mention)
    return evolve(mention, span=Span(0, len(text)), text=text)


# ---- documents ------------------------------------------------------------------------------


@cache
def _serials() -> st.SearchStrategy[str]:
    plain = st.integers(1, 99999).map(str) | st.integers(1, 9).map("{:02}".format)
    lettered = st.builds("{}{}".format, st.integers(1, 999), st.sampled_from("abc"))
    return plain | lettered | st.builds("{}.{}".format, st.integers(1, 999), st.integers(1, 99))


@cache
def document_numbers() -> st.SearchStrategy[DocumentNumber]:
    """Numbers of documents of all shapes: with and without a year, of the State and of the Party.

    >>> from hypothesis import find
    >>> str(find(document_numbers(), lambda number: number.year is not None))
    '1/1945/QH14'
    """
    codes = st.sampled_from(sorted({code for kind in document_types().values() for code in kind.codes}))
    issuers = st.sampled_from(words("samples", "issuers"))
    units = st.sampled_from(words("samples", "units"))
    of_office = st.tuples(issuers, units) | st.tuples(codes, issuers) | st.tuples(codes, issuers, units)
    symbols = st.sampled_from(words("samples", "national-issuers")) | of_office.map("-".join)
    # "L" is only the State's: 5/2024/L-CTN
    long_codes = codes.filter(lambda code: len(code) > 1)
    of_party = st.tuples(long_codes, st.sampled_from(words("samples", "party-issuers"))).map("/".join)
    years = st.none() | st.integers(1945, _LAST_YEAR)
    return st.builds(DocumentNumber, _serials(), years, symbols) | st.builds(
        DocumentNumber, _serials(), st.none(), of_party, st.just("-")
    )


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """References to documents, with and without a day of issue.

    >>> from hypothesis import given
    >>> @given(references())
    ... def test_a_reference_has_its_number_in_it(reference):
    ...     assert str(reference.number) in str(reference)
    >>> test_a_reference_has_its_number_in_it()
    """
    number = draw(document_numbers())
    date = draw(st.none() | date_expressions(precisions=(Precision.DAY,)))
    may_stand_alone = number.type is None and (number.year is not None or "-" in number.symbol)
    if may_stand_alone and draw(st.booleans()):
        return _standing(Reference(NOWHERE, "", None, "", number, date))
    kind = draw(st.sampled_from(DocumentType))
    return _standing(Reference(NOWHERE, "", kind, kind.title, number, date))


@st.composite
def provisions(draw: st.DrawFn) -> Provision:
    """Places inside documents: an article or an appendix, alone or with a clause and a point of it.

    >>> from hypothesis import find
    >>> str(find(provisions(), lambda provision: provision.document is None))
    'Điều 1'
    """
    numbers = st.lists(st.integers(1, 99).map(str), min_size=1, max_size=3, unique=True).map(tuple)
    letters = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True).map(tuple)
    units = [ProvisionUnit(ProvisionLevel.ARTICLE, draw(numbers))]
    if draw(st.booleans()):
        units.insert(0, ProvisionUnit(ProvisionLevel.CLAUSE, draw(numbers)))
        if draw(st.booleans()):
            units.insert(0, ProvisionUnit(ProvisionLevel.POINT, draw(letters)))
    laws = st.sampled_from(words("samples", "laws")).map(_law)
    return _standing(Provision(NOWHERE, "", tuple(units), draw(st.none() | laws | document_numbers())))


def _law(named: str) -> Law:
    """The law of a name with its year."""
    (law,) = parser_of(None).find_laws(named)
    return law


# ---- dates ----------------------------------------------------------------------------------


@st.composite
def date_expressions(
    draw: st.DrawFn,
    *,
    precisions: tuple[Precision, ...] = tuple(Precision),
    min_year: int = _FIRST_YEAR,
    max_year: int = _LAST_YEAR,
) -> DateExpression:
    """Calendar units with a year, of one of the precisions, some with a part of the unit.

    Args:
        draw: what Hypothesis hands over; not an argument of the caller's.
        precisions: the units that are wanted.
        min_year: the first year that is wanted, not before 1800.
        max_year: the last year that is wanted, not after 2199.

    >>> from hypothesis import find
    >>> str(find(date_expressions(precisions=(Precision.QUARTER,), min_year=2022), lambda date: True))
    'quý I năm 2022'
    """
    if not _FIRST_YEAR <= min_year <= max_year <= _LAST_YEAR:
        raise ValueError(f"years are from {_FIRST_YEAR} to {_LAST_YEAR}, in order, not from {min_year} to {max_year}")
    precision = draw(st.sampled_from(precisions))
    day = draw(st.dates(dt.date(min_year, 1, 1), dt.date(max_year, 12, 31)))
    units: dict[str, Any] = {
        Precision.DAY: {"month": day.month, "day": day.day},
        Precision.MONTH: {"month": day.month},
        Precision.QUARTER: {"quarter": (day.month + 2) // 3},
        Precision.MONTHS: {"months": day.month},
    }.get(precision, {})
    if precision is Precision.MONTHS:
        units["late"] = draw(st.booleans())
    if precision in (Precision.MONTH, Precision.QUARTER, Precision.YEAR):
        units["part"] = draw(st.none() | st.sampled_from(Part))
    date = expression(DateDraft(0, 0, precision, day.year, **units), NOWHERE, "", None, deadline=False)
    text = str(date)
    # the part of a unit stands before it, outside the span
    start = len(text) - len(str(evolve(date, part=None)))
    return evolve(date, span=Span(start, len(text)), text=text[start:])


@cache
def date_ranges() -> st.SearchStrategy[DateRange]:
    """Ranges from one date to a later one, of any precisions.

    >>> from hypothesis import find
    >>> found = find(date_ranges(), lambda found: True)
    >>> found.start <= found.end
    True
    """
    in_order = st.tuples(date_expressions(), date_expressions()).map(lambda ends: sorted(ends, key=attrgetter("start")))
    return in_order.map(lambda ends: _standing(DateRange(NOWHERE, "", *ends)))


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Deadlines of all relations, some with a clock time, some with a party that must act.

    >>> from hypothesis import find
    >>> str(find(deadlines(), lambda deadline: deadline.time is not None and deadline.responsible is None))
    'Hoàn thành chậm nhất 0 giờ 01 phút ngày 01/01/2000'
    """
    relation = draw(st.sampled_from(Relation))
    named = draw(date_expressions())
    time = None
    if relation is Relation.BY and named.precision is Precision.DAY:
        # 0:00 is the end of the day before
        clock = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)).filter(lambda time: time != dt.time())
        time = draw(st.none() | clock)
    party = draw(st.none() | st.sampled_from(words("samples", "parties")))
    due = last_day(relation, named)
    reckoning = Reckoning.NAMED if due or relation is Relation.WITHIN else Reckoning.VAGUE
    return _standing(Deadline(NOWHERE, "", relation, named, due, time, party, reckoning))
