"""The one table of kinds of mention: a row a kind, from which all else follows.

The rows are the attributes of :class:`ByKind`, the base of ``Digest`` and ``Item``. From a row follow the
property of that name, the list in the JSON and its schema, the standoff annotation, the columns of flat
records, and the place among mentions of one span. A new kind needs its class and a row.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final, Generic, TypeVar, overload

import attrs
from attrs import define

from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate, ExpiryDate
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.durations import Duration, SetExpression
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.fields import (
    Source,
    basis_of,
    capital_type_of,
    document_of,
    limits_of,
    names_of,
    offices_of,
    paths,
    title_of,
    type_of,
)
from ubnd_digest.model.laws import Law
from ubnd_digest.model.lunar import LunarDate
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, capital

_M = TypeVar("_M", bound=Mention)


@define(eq=False, slots=False)
class Kind(Generic[_M]):
    """A row of the table; as an attribute of a digest or an item, the mentions of that kind, in text order."""

    of: type[_M]  # the class of its mentions, and of no others: a class derived from it is another kind
    label: str  # the label of its standoff annotations
    told: str  # what the list of it holds, for the JSON Schema
    fields: Mapping[str, Source]  # what its annotations say beside their place, by name
    optional: tuple[str, ...] = ()  # those of the fields that are left out where they have no value
    in_item: bool = False  # whether its annotations say the number of the item that they stand in
    unless: str | None = None  # the path of an attribute; where it has a value, the mention has no annotation
    # what its flat records say beside their place, by name; the same as ``fields`` where it is not given
    columns: Mapping[str, Source] = attrs.field(default=attrs.Factory(lambda kind: kind.fields, takes_self=True))
    rank: int = 0  # of two mentions of one span, the one with the higher rank stands inside the other
    # of the property and of the list in the JSON: that of the attribute to which the row is assigned
    name: str = attrs.field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.__doc__ = f"{capital(self.told)} A tuple of ``{self.of.__name__}``."

    @overload
    def __get__(self, holder: None, owner: type) -> Kind[_M]: ...
    @overload
    def __get__(self, holder: object, owner: type) -> tuple[_M, ...]: ...
    def __get__(self, holder: Any, owner: type) -> Kind[_M] | tuple[_M, ...]:
        if holder is None:
            return self
        of = self.of
        mentions: tuple[Mention, ...] = holder.mentions
        return tuple(mention for mention in mentions if type(mention) is of)


class ByKind:
    """The table; and what a digest and an item have by it: their mentions, kind by kind."""

    __slots__ = ()

    references = Kind(
        Reference,
        label="REFERENCE",
        told="the references to documents, in text order.",
        fields={"type": capital_type_of, **paths("number date=date.start role issuer issuer_from")},
        in_item=True,
        columns={"type": type_of, **paths("number date=date.start role issuer issuer_from")},
    )
    dates = Kind(
        DateExpression,
        label="DATE",
        told="the dates, those inside other mentions included, in text order.",
        fields=paths("from=start to=end precision part"),
        optional=("part",),
        unless="problem",
        columns=paths("from=start to=end precision part edtf inferred problem"),
        rank=1,  # a year that is a whole reference to a day stands inside that reference
    )
    ranges = Kind(
        DateRange, label="RANGE", told="the ranges of dates, in text order.", fields=paths("from=start to=end")
    )
    deadlines = Kind(
        Deadline,
        label="DEADLINE",
        told="the deadlines, in text order.",
        fields=paths("relation limit time responsible"),
        unless="unknown",
        columns=paths(
            "due time relation named=named.edtf responsible inferred=named.inferred extended_to reckoning limit"
        ),
    )
    effective_dates = Kind(
        EffectiveDate, label="EFFECTIVE", told="the dates of effect, in text order.", fields=paths("from=date.start")
    )
    expiry_dates = Kind(
        ExpiryDate,
        label="EXPIRY",
        told="the days on which something is in force no more, in text order.",
        fields=paths("from=date.start"),
    )
    provisions = Kind(
        Provision,
        label="PROVISION",
        told="the places inside documents, in text order.",
        fields={"document": document_of},
    )
    durations = Kind(
        Duration, label="DURATION", told="the lengths of time, in text order.", fields=paths("value working")
    )
    sets = Kind(
        SetExpression,
        label="SET",
        told="what comes again and again, in text order.",
        fields=paths("value"),
        columns=paths("value rule"),
    )
    lunar_dates = Kind(
        LunarDate,
        label="LUNAR",
        told="the days and months of the lunar calendar, in text order.",
        fields=paths("day month year leap from=start to=end"),
        columns=paths("day month year leap from=start to=end problem inferred"),
    )
    agencies = Kind(
        Agency,
        label="AGENCY",
        told="the organisations, in text order.",
        fields=paths("name"),
        in_item=True,
        columns=paths("name kind level territory collective successor"),
    )
    officials = Kind(
        Official,
        label="OFFICIAL",
        told="the persons with an office, in text order.",
        fields={**paths("person"), "offices": offices_of},
        in_item=True,
    )
    duties = Kind(
        Duty,
        label="DUTY",
        told="who must do what, in text order.",
        rank=-1,  # the name of who must act stands inside the duty that is nothing but that name
        fields={**paths("responsible"), "parties": names_of, **paths("with=supporting"), "limits": limits_of},
        in_item=True,
        columns={
            **paths("due responsible"),
            "parties": names_of,
            **paths("with=supporting task"),
            "basis": basis_of,
            **paths("ordered_by"),
        },
    )
    laws = Kind(
        Law,
        label="LAW",
        told="the laws called by their names, in text order.",
        fields=paths("name year"),
        in_item=True,
        columns=paths("name year number inferred"),
    )
    anaphora = Kind(
        Anaphora,
        label="ANAPHORA",
        told="the words that mean a document already spoken of, in text order.",
        fields=paths("document"),
        in_item=True,
        columns={"type": title_of, **paths("document")},
    )


# ---- the table at work ----------------------------------------------------------------------

_TABLE: Final[dict[type[Mention], Kind[Any]]] = {
    kind.of: kind for kind in vars(ByKind).values() if isinstance(kind, Kind)
}
_RANKS: Final = {of: kind.rank * len(_TABLE) + place for place, (of, kind) in enumerate(_TABLE.items())}


def kinds() -> tuple[Kind[Any], ...]:
    """All rows, in the order of the table."""
    return tuple(_TABLE.values())


def kind_of(mention: object) -> Kind[Any] | None:
    """The row of a mention, by its very class; None where the table has none for it."""
    return _TABLE.get(type(mention))  # type: ignore[arg-type]


def text_order(mention: Mention) -> tuple[int, int, int]:
    """Where a mention stands among others: in text order, an outer one before those inside it.

    >>> from ubnd_digest import find_ranges
    >>> found = find_ranges("năm 2021 đến năm 2030")[0]
    >>> [str(mention) for mention in sorted((found.last, found, found.first), key=text_order)]
    ['từ năm 2021 đến năm 2030', 'năm 2021', 'năm 2030']
    """
    span = mention.span
    return span.start, -span.end, _RANKS.get(type(mention), 0)


def in_order(mentions: Iterable[_M]) -> list[_M]:
    """Mentions in their text order."""
    found = list(mentions)
    keys = [(span.start, -span.end, _RANKS.get(type(one), 0)) for one in found for span in (one.span,)]
    return [found[place] for place in sorted(range(len(found)), key=keys.__getitem__)]


def plain_values(mention: Mention, fields: Mapping[str, Source]) -> dict[str, Any]:
    """The fields of a flat record: texts, numbers and truths as they are, days and times in ISO 8601, else codes.

    >>> from ubnd_digest import find_dates
    >>> plain_values(find_dates("quý II năm 2022")[0], paths("from=start unit=precision"))
    {'from': '2022-04-01', 'unit': 'quarter'}
    """
    return {name: _plain(of(mention)) for name, of in fields.items()}


def _plain(value: object) -> str | int | None:
    if value is None or isinstance(value, (str, int, list)):
        return value  # type: ignore[return-value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return _plain(value.value)
    return value.isoformat("minutes") if isinstance(value, dt.time) else str(value)
