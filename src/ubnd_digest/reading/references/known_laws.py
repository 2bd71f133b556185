"""The table of laws: their names as a tree of words, and which law a name and a year, or a name and a day, mean."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table, table_text, words
from ubnd_digest.reading.names.name_tables import folded_name

# The number of another law inside the name of one that amends it, with the word before it.
_NUMBER_INSIDE = lazily(r" \w+ [0-9]+/[0-9]{4}/\w+")
_COLUMNS = 6
_MARKS = ",;"
_YEAR = lazily(r"/([0-9]{4})/")


class Node:
    """A place in the tree of names: the words that may follow; ``comma`` where one may stand before it."""

    __slots__ = ("comma", "name", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.comma = False
        self.name: str | None = None

    def abbreviated(self, letters: str) -> Iterator[Node]:
        """Where the words lead that some letters are the first letters of; small words may be left out."""
        if not letters:
            yield self
            return
        for word, node in self.words.items():
            if unicodedata.normalize("NFD", word)[0] == letters[0]:
                yield from node.abbreviated(letters[1:])
            elif word in _joints():
                yield from node.abbreviated(letters)


@cache
def _joints() -> frozenset[str]:
    return frozenset(words("law", "joints"))


class Version(NamedTuple):
    """One of the laws that bear a name; ``begun`` is the first day on which there can have been one."""

    number: str
    year: int | None
    begun: dt.date | None
    effective: dt.date | None
    replaced_by: str


class Decided(NamedTuple):
    """The number that a name means: None where it is not known; ``doubt`` says why where the table should know it."""

    number: str | None = None
    inferred: bool = False
    doubt: str | None = None


@cache
def tree() -> Node:
    """The names of the table, and their short forms."""
    root = Node()
    for name, forms, *_ in _rows():
        for form in forms.split("|"):
            _add(root, form, name)
    for name in words("law", "constitution"):
        _add(root, folded_name(name), name)
    return root


@cache
def _rows() -> list[list[str]]:
    """Of each law its name, its names and short forms, folded, its number, and what is told of it."""
    from ubnd_digest.grammar.tables import kept_value

    return kept_value("laws", table_text("laws"), _read_rows, _made_rows)


def _made_rows() -> list[list[str]]:
    return [
        [
            name := _NUMBER_INSIDE.sub("", row["name"]),
            "|".join(map(folded_name, (name, *filter(None, row["short"].split("|"))))),
            *(row[column] for column in ("number", "effective_from", "passed", "replaced_by")),
        ]
        for row in table("laws")
    ]


def _read_rows(record: Any) -> list[list[str]]:
    rows = [[*map(str, row)] for row in record]
    if {*map(len, rows)} != {_COLUMNS}:
        raise ValueError("no laws")
    return rows


def _add(root: Node, form: str, name: str) -> None:
    node, comma = root, False
    for word in form.split():
        bare = word.rstrip(_MARKS)
        if not bare.strip("-"):
            continue
        node = node.words.setdefault(bare, Node())
        node.comma = node.comma or comma
        comma = bare != word
    if node.name is None:
        node.name = name


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


@cache
def _versions() -> Mapping[str, tuple[Version, ...]]:
    found: dict[str, list[Version]] = {}
    for _, forms, number, since, passed, replaced_by in _rows():
        if not number:  # the Constitution has none
            continue
        year = _YEAR.search(number)
        effective = _day(since)
        begun = effective or _day(passed) or (dt.date(int(year[1]), 1, 1) if year else None)
        version = Version(number, int(year[1]) if year else None, begun, effective, replaced_by)
        found.setdefault(forms.partition("|")[0], []).append(version)
    return {name: tuple(versions) for name, versions in found.items()}


@cache
def _effective() -> Mapping[str, dt.date | None]:
    return {version.number: version.effective for versions in _versions().values() for version in versions}


@cache
def _years(name: str) -> frozenset[int]:
    """The years by which a law is called: of its versions, and of those that amend it."""
    names = _versions()
    if name not in names:
        return frozenset()
    amending = (versions for other, versions in names.items() if other == name or other.endswith(f" {name}"))
    return frozenset(version.year for versions in amending for version in versions if version.year)


def has_year(name: str, year: int) -> bool:
    """Whether a year can be that of a law: one of the table's, or before all of them; any where it has no such name."""
    years = _years(folded_name(name))
    return not years or year in years or year < min(years)


def decided(name: str, year: int | None, days: tuple[dt.date, dt.date] | None, *, amending: bool) -> Decided:
    """Which law a name written out means, with the year beside it, in a text of some days, the first and the last.

    Of laws that are ``amending`` others several of one name are in force.
    """
    versions = _versions().get(folded_name(name), ())
    if not versions:
        return Decided()
    if year is not None:
        fitting = [version for version in versions if version.year == year]
        return Decided(fitting[0].number) if len(fitting) == 1 else Decided()
    if len(versions) == 1:
        (only,) = versions
        if days and only.begun and days[1] < only.begun:
            return Decided(doubt="the law of this name that is known was not in force")
        return Decided(only.number)
    if amending or days is None:
        return Decided(doubt="several laws have this name")
    return _in_force(versions, *days)


def _in_force(versions: tuple[Version, ...], first: dt.date, last: dt.date) -> Decided:
    """The version that was in force on all of some days, by the table."""
    begun = [version for version in versions if version.effective and version.effective <= first]
    if not begun:
        return Decided(doubt="no law of this name is known to have been in force")
    latest = max(begun, key=lambda version: version.effective or first)
    for other in versions:
        newer = other is not latest and (other.year or 0) >= (latest.year or 0)
        if newer and (other.effective is None or other.effective <= last):
            return Decided(doubt="which law of this name was in force is not known")
    after = _effective().get(latest.replaced_by) if latest.replaced_by else None
    if latest.replaced_by and (after is None or after <= last):
        return Decided(doubt="which law of this name was in force is not known")
    return Decided(latest.number, inferred=True)
