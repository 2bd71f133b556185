"""The tables of names: what an abbreviation stands for, how a name is written officially, what became of a body."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ubnd_digest.model.text import folded_words


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


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a table of names, by its columns."""
    text = (files("ubnd_digest.grammars") / "names" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def known_agencies() -> Mapping[str, Known]:
    """The organisations of ``agencies.csv``, by their folded names.

    >>> known_agencies()[folded_words("Sở Giao thông vận tải")].successors
    'Sở Xây dựng'
    """
    found: dict[str, Known] = {}
    for row in rows_of("agencies"):
        until = dt.date.fromisoformat(row["valid_until"]) if row["valid_until"] else None
        known = Known(row["AGENCY_NAME"], row["level"], until, row["successors"].replace("|", "; "))
        for name in (row["AGENCY_NAME"], *filter(None, row["short_forms"].split("|"))):
            found.setdefault(folded_words(name), known)
    return found


@cache
def fields_written_out() -> Mapping[str, str]:
    """The fields of departments, by their folded names and short forms.

    >>> fields_written_out()["tn&mt"]
    'Tài nguyên và Môi trường'
    """
    found: dict[str, str] = {}
    for row in rows_of("fields"):
        for name in (row["SECTOR"], *filter(None, row["SHORT_FIELD"].split("|"))):
            found.setdefault(folded_words(name), row["SECTOR"])
    return found


@cache
def abbreviations() -> Mapping[str, str]:
    """What the abbreviations of ``abbreviations.csv`` stand for.

    >>> abbreviations()["BQL"]
    'Ban Quản lý'
    """
    return {row["short"]: row["long"] for row in rows_of("abbreviations") if " " not in row["short"]}


@cache
def phrases() -> Mapping[tuple[str, ...], str]:
    """What is written for the phrases of ``abbreviations.csv``, by their folded words."""
    rows = (row for row in rows_of("abbreviations") if " " in row["short"])
    return {tuple(folded_words(row["short"]).split()): row["long"] for row in rows}


@cache
def levels() -> Mapping[str, str]:
    """The levels of government, by the folded words for the places.

    >>> levels()["phường"]
    'commune'
    """
    return {folded_words(row["LEVEL"]): row["of"] for row in rows_of("levels")}
