"""Digests of a week, composed from parts."""

from __future__ import annotations

import datetime as dt
from functools import cache

from hypothesis import strategies as st

from ubnd_digest.formats.canonical import compose
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.references import Reference
from ubnd_digest.model.words import form, words
from ubnd_digest.testing import mentions


@st.composite
def digests(draw: st.DrawFn, *, max_items: int = 4) -> Digest:
    """Digests of a week in canonical form, with a lead or without, parsed.

    Args:
        draw: what Hypothesis hands over; not an argument of the caller's.
        max_items: the most items that a digest has.

    >>> from hypothesis import given
    >>> @given(digests(max_items=2))
    ... def test_every_digest_has_a_title(digest):
    ...     assert digest.title and len(digest.items) <= 2
    >>> test_every_digest_has_a_title()
    """
    first = draw(st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31)))
    period = draw(st.sampled_from(words("samples", "periods"))).format(
        first=_day(first), last=_day(first + dt.timedelta(days=6))
    )
    title = draw(st.sampled_from(words("samples", "titles"))).format(place=draw(_places()), period=period)
    items = draw(st.lists(_items(first), max_size=max_items, unique_by=lambda item: item[0]))
    with_lead = draw(st.booleans())
    return compose(title=title, items=items, lead=[heading for heading, _ in items] if with_lead else None)


def _day(day: dt.date) -> DateExpression:
    return DateExpression(mentions.NOWHERE, "", day, day, Precision.DAY, day.isoformat())


@cache
def _places() -> st.SearchStrategy[str]:
    return st.sampled_from(words("samples", "places"))


@st.composite
def _items(draw: st.DrawFn, first: dt.date) -> tuple[str, list[str]]:
    task = draw(st.sampled_from(words("samples", "tasks"))).format(place=draw(_places()))
    day = first + dt.timedelta(days=draw(st.integers(0, 6)))
    number = draw(mentions.document_numbers())
    kind = number.type or DocumentType.OFFICIAL_LETTER
    issued = Reference(mentions.NOWHERE, "", kind, kind.title, number, _day(day))
    opening = draw(st.sampled_from(words("samples", "openings"))).format(reference=issued, task=task)
    sentences = draw(st.lists(_sentences(), max_size=5))
    breaks = draw(st.lists(st.sampled_from(" \n"), min_size=len(sentences), max_size=len(sentences)))
    body = opening + "".join(joint + sentence for joint, sentence in zip(breaks, sentences, strict=True))
    return draw(st.sampled_from(words("samples", "headings"))).format(task=task), body.split("\n")


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(sorted(words("samples", "sentences"))))
    written = {
        "deadline": mentions.deadlines(),
        "reference": mentions.references(),
        "range": mentions.date_ranges(),
        "date": mentions.date_expressions(),
        "provision": mentions.provisions(),
        "prose": st.just(""),
    }[kind]
    return form("samples", "sentences", kind).format(**{kind: draw(written)})
