"""Organisations, and persons with an office."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import cache

from attrs import field, frozen

from ubnd_digest.model.spans import Mention, words_or_none
from ubnd_digest.model.text import folded_words, plain_words
from ubnd_digest.model.words import table


class Level(enum.Enum):
    """The level of government at which an organisation stands.

    >>> Level("commune").name
    'COMMUNE'
    """

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class AgencyKind(enum.Enum):
    """What an organisation is.

    >>> AgencyKind("department").name
    'DEPARTMENT'
    """

    AUTHORITY = "authority"
    DEPARTMENT = "department"
    STATE = "state"
    PARTY = "party"
    BODY = "body"
    COLLECTIVE = "collective"
    ROLE = "role"


@cache
def levels() -> Mapping[str, str]:
    """The levels of government, by the folded words for the places.

    >>> levels()["phường"]
    'commune'
    """
    return {folded_words(row["LEVEL"].partition(" (")[0]): row["of"] for row in table("levels")}


@frozen(repr=False)
class Agency(Mention):
    """One organisation, or one collective of organisations, by its name.

    Attributes:
        name: its name written out: ``Sở TN&MT`` is ``Sở Tài nguyên và Môi trường``; ``Ủy ban nhân dân`` is ``UBND``.
        kind: what it is.
        level: the level of government that its name says, or None.
        territory: the words for its place, such as ``tỉnh Lạng Sơn`` or ``các huyện, thành phố``, or None.
        successor: the organisations that took its place, joined by ``;``, for one that ended; else None.

    >>> from ubnd_digest import find_agencies
    >>> found = find_agencies("Giao Sở TN&MT báo cáo UBND tỉnh.")
    >>> [(agency.text, agency.name) for agency in found]
    [('Sở TN&MT', 'Sở Tài nguyên và Môi trường'), ('UBND tỉnh', 'UBND tỉnh')]
    >>> found[0].successor
    'Sở Nông nghiệp và Môi trường'
    """

    name: str = field(eq=folded_words)
    kind: AgencyKind
    level: Level | None = None
    territory: str | None = field(default=None, eq=words_or_none)
    successor: str | None = None

    @property
    def collective(self) -> bool:
        """Whether it stands for several organisations, as ``các sở, ban, ngành`` and ``UBND các xã, phường``."""
        return self.kind is AgencyKind.COLLECTIVE or bool(
            self.territory and "," in self.territory and not _is_one(folded_words(self.territory))
        )

    def __str__(self) -> str:
        """The name written out."""
        return plain_words(self.name)


def _is_one(territory: str) -> bool:
    """Whether a place is named, and behind a comma that in which it lies: ``huyện Bắc Sơn, tỉnh Lạng Sơn``."""
    first = territory.partition(",")[0]
    return first not in levels() and any(first.startswith(f"{level} ") for level in levels())


def _folded(offices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(folded_words, offices))


@frozen(repr=False)
class Official(Mention):
    """A person with an office.

    Attributes:
        person: the name, as written.
        offices: the offices, as written.

    >>> from ubnd_digest import parse
    >>> official = parse("Đồng chí Trần An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chỉ đạo.").officials[0]
    >>> official.person, official.offices
    ('Trần An', ('Phó Bí thư Tỉnh ủy', 'Chủ tịch UBND tỉnh'))
    """

    person: str = field(eq=folded_words)
    offices: tuple[str, ...] = field(default=(), eq=_folded)

    def __str__(self) -> str:
        """The name, then the offices."""
        return plain_words(", ".join((self.person, *self.offices)))
