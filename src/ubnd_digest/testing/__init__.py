"""Hypothesis strategies for digests and what is found in them; needs the extra ``testing``.

For the tests of this library, of programs that use it, and of grammars for other publishers. What
is drawn is made up, and is read back from its canonical form as what it is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st

from ubnd_digest.formats.canonical import compose
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.dates import DateExpression, DateRange, Part, Precision
from ubnd_digest.model.deadlines import Deadline, Relation
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.provisions import Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import DASHES, INVISIBLE, SPACES, TONE_SPELLINGS
from ubnd_digest.model.words import document_types, form, words
from ubnd_digest.reading.calendar import expression, last_day
from ubnd_digest.reading.drafts import DateDraft

__all__ = [
    "date_expressions",
    "date_ranges",
    "deadlines",
    "digests",
    "document_numbers",
    "noisy",
    "provisions",
    "references",
]

_M = TypeVar("_M", bound=Mention)

# The years that a grammar takes for years.
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_NOWHERE = Span(0, 0)


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

    >>> from hypothesis import find
    >>> find(references(), lambda reference: reference.date is None).date is None
    True
    """
    number = draw(document_numbers())
    date = draw(st.none() | date_expressions(precisions=(Precision.DAY,)))
    may_stand_alone = number.type is None and (number.year is not None or "-" in number.symbol)
    if may_stand_alone and draw(st.booleans()):
        return _standing(Reference(_NOWHERE, "", None, "", number, date))
    kind = draw(st.sampled_from(DocumentType))
    return _standing(Reference(_NOWHERE, "", kind, kind.title, number, date))


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
    document = draw(st.none() | st.sampled_from(words("samples", "laws")) | document_numbers().map(str))
    return _standing(Provision(_NOWHERE, "", tuple(units), document))


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
    draft = DateDraft(0, 0, precision, day.year)
    if precision is Precision.DAY:
        draft = draft._replace(month=day.month, day=day.day)
    elif precision is Precision.MONTH:
        draft = draft._replace(month=day.month)
    elif precision is Precision.QUARTER:
        draft = draft._replace(quarter=(day.month + 2) // 3)
    elif precision is Precision.MONTHS:
        draft = draft._replace(months=day.month, late=draw(st.booleans()))
    if precision in (Precision.MONTH, Precision.QUARTER, Precision.YEAR):
        draft = draft._replace(part=draw(st.none() | st.sampled_from(Part)))
    date = expression(draft, _NOWHERE, "", None, deadline=False)
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
    in_order = st.tuples(date_expressions(), date_expressions()).map(lambda ends: sorted(ends, key=_first_day))
    return in_order.map(lambda ends: _standing(DateRange(_NOWHERE, "", *ends)))


def _first_day(date: DateExpression) -> dt.date:
    assert date.start is not None
    return date.start


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Deadlines of all relations, some with a clock time, some with a party that must act.

    >>> from hypothesis import find
    >>> str(find(deadlines(), lambda deadline: deadline.time is not None and deadline.responsible is None))
    'Hoàn thành chậm nhất 0 giờ ngày 01/01/2000'
    """
    relation = draw(st.sampled_from(Relation))
    named = draw(date_expressions())
    time = None
    if relation is Relation.BY and named.precision is Precision.DAY:
        time = draw(st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)))
    party = draw(st.none() | st.sampled_from(words("samples", "parties")))
    return _standing(Deadline(_NOWHERE, "", relation, named, last_day(relation, named), time, party))


# ---- digests --------------------------------------------------------------------------------


@st.composite
def digests(draw: st.DrawFn, *, max_items: int = 4) -> Digest:
    """Digests of a week in canonical form, with a lead or without, parsed.

    Args:
        draw: what Hypothesis hands over; not an argument of the caller's.
        max_items: the most items that a digest has.

    >>> from hypothesis import find
    >>> len(find(digests(), lambda digest: len(digest.items) == 1).items)
    1
    """
    first = draw(st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31)))
    period = draw(st.sampled_from(words("samples", "periods"))).format(
        first=_written(first), last=_written(first + dt.timedelta(days=6))
    )
    title = draw(st.sampled_from(words("samples", "titles"))).format(place=draw(_places()), period=period)
    items = draw(st.lists(_items(first), max_size=max_items, unique_by=lambda item: item[0]))
    with_lead = draw(st.booleans())
    return compose(title=title, items=items, lead=[heading for heading, _ in items] if with_lead else None)


def _written(day: dt.date) -> str:
    return str(DateExpression(_NOWHERE, "", day, day, Precision.DAY, day.isoformat()))


@cache
def _places() -> st.SearchStrategy[str]:
    return st.sampled_from(words("samples", "places"))


@st.composite
def _tasks(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(words("samples", "tasks"))).format(place=draw(_places()))


@st.composite
def _items(draw: st.DrawFn, first: dt.date) -> tuple[str, list[str]]:
    task = draw(_tasks())
    day = first + dt.timedelta(days=draw(st.integers(0, 6)))
    number = draw(document_numbers())
    kind = number.type or DocumentType.OFFICIAL_LETTER
    date = DateExpression(_NOWHERE, "", day, day, Precision.DAY, day.isoformat())
    issued = Reference(_NOWHERE, "", kind, kind.title, number, date)
    opening = draw(st.sampled_from(words("samples", "openings"))).format(reference=issued, task=task)
    sentences = draw(st.lists(_sentences(), max_size=5))
    breaks = draw(st.lists(st.sampled_from(" \n"), min_size=len(sentences), max_size=len(sentences)))
    body = opening + "".join(sign + sentence for sign, sentence in zip(breaks, sentences, strict=True))
    return draw(st.sampled_from(words("samples", "headings"))).format(task=task), body.split("\n")


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(sorted(words("samples", "sentences"))))
    written = {
        "deadline": deadlines(),
        "reference": references(),
        "range": date_ranges(),
        "date": date_expressions(),
        "provision": provisions(),
        "prose": st.just(""),
    }[kind]
    return form("samples", "sentences", kind).format(**{kind: draw(written)})


# ---- noise ----------------------------------------------------------------------------------


def noisy(text: str) -> st.SearchStrategy[str]:
    r"""The same text as other keyboards, editors and portals would have it.

    Spaces, dashes, the case of words, the spelling of tone marks, the Unicode form and the line ends
    vary. Words are only written in capitals or with a capital first letter: small letters would
    make another word of some. The symbols of documents and Roman numerals keep their case.

    Args:
        text: any text, in composed letters.

    >>> from hypothesis import find
    >>> find(noisy("ngày 30/5 - 05/6"), lambda text: text.isupper() and "\u2013" in text).replace("  ", " ")
    'NGÀY 30/5 – 05/6'
    """
    changes = st.lists(st.sampled_from(_CHANGES), max_size=len(_CHANGES), unique=True)
    return st.builds(_changed, st.just(text), changes.map(frozenset), st.randoms(use_true_random=True))


def _changed(text: str, changes: frozenset[Callable[[str, Random], str]], random: Random) -> str:
    for change in _CHANGES:
        if change in changes:
            text = change(text, random)
    return text


_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_ROMAN = re.compile(r"[IVXivx]+")
_NEW = {new: old for new, old in TONE_SPELLINGS.items() if not new.startswith("q")}
_SPELLINGS = {**_NEW, **{old: new for new, old in _NEW.items()}}
_SYLLABLE = re.compile(f"(?<![qQ])(?:{'|'.join(_SPELLINGS)})", re.IGNORECASE)


def _respelt(text: str, random: Random) -> str:
    """Tone marks of oa, oe, uy on the other vowel."""

    def other(match: re.Match[str]) -> str:
        syllable = match.group()
        spelt = _SPELLINGS.get(syllable.lower())
        if spelt is None or random.random() < 0.5:
            return syllable
        return "".join(new.upper() if old.isupper() else new for old, new in zip(syllable, spelt, strict=True))

    return _SYLLABLE.sub(other, text)


def _recased(text: str, random: Random) -> str:
    """Lines and words in capitals, words with a capital first letter."""
    return "".join(_recased_line(line, random) for line in text.splitlines(keepends=True))


def _recased_line(line: str, random: Random) -> str:
    kept = {at for run in common_grammar().pattern("SYMBOL_RUN").finditer(line) for at in range(*run.span())}
    capitals = random.random() < 0.2

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() in kept or _ROMAN.fullmatch(word):
            return word
        drawn = 0.0 if capitals else random.random()
        if drawn < 0.1:
            return word.upper()
        return word[:1].upper() + word[1:] if drawn < 0.2 else word

    return _WORD.sub(other, line)


def _dashed(text: str, random: Random) -> str:
    """Other dashes."""
    return "".join(random.choice(DASHES) if sign == "-" and random.random() < 0.5 else sign for sign in text)


def _respaced(text: str, random: Random) -> str:
    """Other spaces, and more of them; invisible signs beside them; spaces at the ends of lines."""
    pieces = []
    for sign in text:
        if sign == " " and random.random() < 0.3:
            pieces.append(random.choice((*SPACES, "  ", " \u00a0", *(f" {other}" for other in INVISIBLE))))
        elif sign == "\n" and random.random() < 0.3:
            pieces.append(random.choice((" \n", "\u00a0\n", "\n ", "\n\t")))
        else:
            pieces.append(sign)
    return "".join(pieces)


def _decomposed(text: str, random: Random) -> str:
    """Decomposed letters, everywhere or in some words."""
    if random.random() < 0.5:
        return unicodedata.normalize("NFD", text)
    return " ".join(unicodedata.normalize("NFD", word) if random.random() < 0.5 else word for word in text.split(" "))


def _with_line_ends(text: str, random: Random) -> str:
    """The line ends of another system."""
    return text.replace("\n", random.choice(("\r\n", "\r", "\u2028")))


# In this order: spellings and case are changed while the letters are composed.
_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _respelt,
    _recased,
    _dashed,
    _respaced,
    _decomposed,
    _with_line_ends,
)
