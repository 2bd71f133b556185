"""The provinces and cities as publishers: a record a row of ``grammars/names/provinces.csv``.

A unit has its ISO 3166-2 code for an identifier, one of since July 2025 that bears an old name has ``-2025`` behind it.
What is known of the digests of one (titles, symbols, a grammar) stands in its folder of ``grammars/publishers``, for
both.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

from attrs import evolve

from ubnd_digest.model.words import table
from ubnd_digest.publishers.record import Predecessor, Publisher

# The first day of the provinces of Resolution 202/2025/QH15.
MERGED: Final = dt.date(2025, 7, 1)
_LAST: Final = MERGED - dt.timedelta(1)
_SUFFIX: Final = f"-{MERGED.year}"


@cache
def provinces() -> dict[str, Publisher]:
    """The records of all units, by their identifiers, without what folders tell.

    >>> [(known.names[0], str(known.valid_until)) for known in map(provinces().get, ("vn-07", "vn-07-2025")) if known]
    [('Tuyên Quang', '2025-06-30'), ('Tuyên Quang', 'None')]
    """
    rows = [(row, _day(row["valid_from"]), _day(row["valid_until"])) for row in table("provinces")]
    merged: dict[str, list[Predecessor]] = {}  # what went into a unit in July 2025, by its name
    codes: dict[str, str] = {}  # of units that became a city, and have none of their own
    for row, _first, last in rows:
        name, into = row["PROVINCE"], row["merged_into"]
        codes.setdefault(name, row["iso_3166_2"])
        if last == _LAST and name != into:
            merged.setdefault(into, []).append(Predecessor(name, last, row["iso_3166_2"]))
        elif into and last != _LAST:
            codes.setdefault(into, row["iso_3166_2"])
    found: dict[str, Publisher] = {}
    for row, first, last in rows:
        name = row["PROVINCE"]
        code = codes[name]
        identifier = code.lower() + (_SUFFIX if first and first >= MERGED else "")
        before = found.get(identifier)
        if before is None:
            units = tuple(merged.get(name, ())) if first == MERGED else ()
            found[identifier] = Publisher(identifier, (name,), code, first, last, units)
        elif name in before.names:  # of another kind
            found[identifier] = evolve(before, valid_until=last)
        else:  # under another name
            assert before.valid_until
            old = Predecessor(before.names[0], before.valid_until, code)
            found[identifier] = evolve(before, names=(name, *before.names), valid_until=last, predecessors=(old,))
    return found


def folder_of(identifier: str) -> str:
    """The folder with what is known of the digests of a unit: one that bears an old name goes on with its forms."""
    return identifier.removesuffix(_SUFFIX)


def with_forms(identifier: str, forms: Publisher) -> Publisher:
    """The record of a unit, with the forms of its digests: its titles, symbols, names of agencies, grammar."""
    unit = provinces().get(identifier)
    if unit is None:
        return forms
    first = unit.valid_from or forms.valid_from
    return evolve(
        forms,
        id=unit.id,
        names=unit.names,
        valid_from=first,
        valid_until=unit.valid_until,
        predecessors=unit.predecessors,
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
