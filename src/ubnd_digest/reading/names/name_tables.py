"""The tables of names: what an abbreviation stands for, how a name is written officially, what became of a body."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from ubnd_digest.model.text import folded_words
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table, table_text

# A word with a slip of the pen has so many letters at least, and is so much like what it means: one letter of five.
_SHORTEST_SLIPPED, _NEAR_WORD = 4, 0.79


@lru_cache(maxsize=4096)  # the same names come again and again
def folded_name(words: str) -> str:
    """A name without regard to case, spacing and spelling."""
    return folded_words(words)


class Known(NamedTuple):
    """An organisation of the table: its official name, level, last day, and successors."""

    name: str
    level: str
    until: dt.date | None
    successors: str


@cache
def known_agencies() -> Mapping[str, Known]:
    """The organisations of ``agencies.csv``, by their folded names.

    >>> known_agencies()[folded_words("Sở Giao thông vận tải")].successors
    'Sở Xây dựng'
    """
    from ubnd_digest.grammar.tables import kept_value

    return kept_value("agencies", table_text("agencies"), _read_agencies, _agencies)


def _agencies() -> list[list[str]]:
    """For each row its names, folded, and the columns that are told of it."""
    return [
        [
            "|".join(map(folded_words, (row["AGENCY_NAME"], *filter(None, row["short_forms"].split("|"))))),
            *(row[column] for column in ("AGENCY_NAME", "level", "valid_until", "successors")),
        ]
        for row in table("agencies")
    ]


def _read_agencies(record: Any) -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    for names, own, level, until, successors in record:
        known = Known(own, level, dt.date.fromisoformat(until) if until else None, successors.replace("|", "; "))
        for name in names.split("|"):
            found.setdefault(name, known)
    return found


@cache
def fields_written_out() -> Mapping[str, str]:
    """The fields of departments, by their folded names and short forms, and by their letters without marks.

    >>> fields_written_out()["tn&mt"]
    'Tài nguyên và Môi trường'
    """
    from ubnd_digest.grammar.tables import kept_value, read_texts

    return kept_value("fields", table_text("fields"), read_texts, _fields)


def _fields() -> dict[str, str]:
    from ubnd_digest.grammar.word_parts import forms_of, read_parts

    found: dict[str, str] = {}
    for row in table("fields"):
        written = (row["SECTOR"], *filter(None, row["SHORT_FIELD"].split("|")))
        names = [form for word in written for form in forms_of(read_parts(word, "symbols", frozenset()))]
        for name in names:
            found.setdefault(folded_words(name), names[0])
            found.setdefault(bare_letters(name), names[0])
    return found


@lru_cache(maxsize=1024)
def misspelled_field(words: str) -> str | None:
    """The field that words mean of which one has a slip of the pen; None where no field, or more than one, is so near.

    >>> misspelled_field("Tài chánh"), misspelled_field("Tài sản")
    ('Tài chính', None)
    """
    from difflib import SequenceMatcher

    given = bare_letters(words).split()
    found = set()
    for place, slip in enumerate(given):
        for word, field in _fields_but_one_word().get((*given[:place], "", *given[place + 1 :]), ()):
            if slip != word and SequenceMatcher(None, slip, word).ratio() >= _NEAR_WORD:
                found.add(field)
    return found.pop() if len(found) == 1 else None


@cache
def _fields_but_one_word() -> Mapping[tuple[str, ...], list[tuple[str, str]]]:
    """The fields of departments by their words without marks but one that may have a slip: that word, and the field."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for known, field in fields_written_out().items():
        words = known.split() if known.isascii() else []
        for place, word in enumerate(words):
            if len(words) > 1 and len(word) >= _SHORTEST_SLIPPED:
                found.setdefault((*words[:place], "", *words[place + 1 :]), []).append((word, field))
    return found


@lru_cache(maxsize=4096)
def bare_letters(words: str) -> str:
    """Words in small letters without any mark, so that a mark that is wrong or was left out does not matter.

    >>> bare_letters("Kê hoạch và Đầu tư")
    'ke hoach va dau tu'
    """
    marked = unicodedata.normalize("NFD", folded_name(words)).replace("\u0111", "d")
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@cache
def abbreviations() -> Mapping[str, str]:
    """What the abbreviations of ``abbreviations.csv`` stand for.

    >>> abbreviations()["BQL"]
    'Ban Quản lý'
    """
    return {row["short"]: row["long"] for row in table("abbreviations") if " " not in row["short"]}


@cache
def phrases() -> Mapping[tuple[str, ...], str]:
    """What is written for the phrases of ``abbreviations.csv``, by their folded words."""
    rows = (row for row in table("abbreviations") if " " in row["short"])
    return {tuple(folded_words(row["short"]).split()): row["long"] for row in rows}
