"""The place of the body that issued a document: the country, or a province, a district or a commune of some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ubnd_digest.model.agencies import Agency, Level, levels
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import UbndDigestError
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table
from ubnd_digest.publishers.registry import get_publisher
from ubnd_digest.reading.references.issuer_table import issuer_by_symbol

COUNTRY = "vn"
# Since this day there are no districts, and communes are others (Law 72/2025/QH15, Resolution 202/2025/QH15).
_NEW_COMMUNES = dt.date(2025, 7, 1)
_A_DAY = dt.timedelta(1)


class When(NamedTuple):
    """The day of a document, or only its year, as far as they are known."""

    day: dt.date | None
    year: int | None

    def first_and_last(self) -> tuple[dt.date, dt.date] | None:
        """The days on which it may have been issued; None where nothing is known."""
        if self.day:
            return self.day, self.day
        return (dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)) if self.year and 0 < self.year < 9999 else None


class Home(NamedTuple):
    """Whose digest it is, as far as it tells: the folded name of the province, a day of it, what stands below."""

    province: str | None
    day: dt.date | None
    below: str = ""


class Named(NamedTuple):
    """What the name of a body says of its place, folded: the level, the name of the place, the province around it."""

    level: str = ""
    name: str = ""
    province: str = ""


class _Province(NamedTuple):
    kind: str
    code: str
    first: dt.date | None
    last: dt.date | None

    @property
    def place(self) -> str:
        return f"{COUNTRY}-{self.code}" + (f".{self.first}" if self.first else "")


@cache
def _provinces() -> Mapping[str, tuple[_Province, ...]]:
    found: dict[str, list[_Province]] = {}
    for row in table("provinces"):
        first, last = (dt.date.fromisoformat(row[key]) if row[key] else None for key in ("valid_from", "valid_until"))
        province = _Province(folded_words(row["kind"]), row["gso_code"], first, last)
        found.setdefault(folded_words(row["PROVINCE"]), []).append(province)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _merged() -> Mapping[str, dt.date]:
    """Bodies into which others were merged, by their folded names, each with the first day after that."""
    return {
        folded_words(name): dt.date.fromisoformat(row["valid_until"]) + _A_DAY
        for row in table("agencies")
        if row["valid_until"]
        for name in filter(None, row["successors"].split("|"))
    }


# ---- whose digest it is ----------------------------------------------------------------------


def home_of(digest: Digest) -> Home:
    """Whose digest it is: the committee that its title names, else the publisher whose grammar read it."""
    day = digest.period.start if digest.period else digest.anchor
    for mention in digest.title.mentions if digest.title else ():
        if isinstance(mention, Agency) and mention.level in (Level.PROVINCE, Level.COMMUNE) and mention.territory:
            named = named_place(mention.territory)
            if named.name and levels().get(named.level) == "province":
                return Home(named.name, day)
            if named.name:
                return Home(named.province or None, day, f"{named.level} {named.name}")
    publisher = digest.grammar.publisher if digest.grammar else None
    name = _name_of(publisher) if publisher else None
    return Home(name if name in _provinces() else None, day)


@lru_cache(maxsize=256)
def _name_of(publisher: str) -> str | None:
    try:
        return folded_words(get_publisher(publisher).names[0])
    except UbndDigestError:  # it is not installed here
        return None


# ---- where an issuer is ----------------------------------------------------------------------


@lru_cache(maxsize=4096)
def named_place(issuer: str) -> Named:
    """What the name of a body says of its place.

    >>> named_place("Chủ tịch UBND huyện Bắc Sơn, tỉnh Lạng Sơn")
    Named(level='huyện', name='bắc sơn', province='lạng sơn')
    >>> named_place("Bảo hiểm xã hội tỉnh Lạng Sơn")
    Named(level='tỉnh', name='lạng sơn', province='')
    """
    found: list[tuple[str, str]] = []
    alone = ""  # a level without a name, which may be a word of another one: "Bảo hiểm xã hội tỉnh Lạng Sơn"
    words = issuer.replace(",", " , ").split()
    at = 0
    while at < len(words):
        begin = end = at + next((many for many in (2, 1) if _level(words[at : at + many]) in levels()), 0)
        if begin == at:
            at += 1
            continue
        while end < len(words) and (words[end][0].isupper() or words[end].isdigit()):
            end += 1
        whole = (last for last in range(len(words), end, -1) if _folded(words[begin:last]) in _provinces())
        end = next(whole, end)  # Bà Rịa - Vũng Tàu
        if end > begin:
            found.append((_level(words[at:begin]), _folded(words[begin:end])))
        else:
            alone = alone or _level(words[at:begin])
        at = end
    if not found:
        tails = (_folded(words[-many:]) for many in (5, 3, 2) if many < len(words))
        return Named(alone, "", next((tail for tail in tails if tail in _provinces()), ""))
    last = found[-1] if len(found) > 1 and _is_province(*found[-1]) else ("", "")
    return Named(*found[0], last[1])


def _level(words: Sequence[str]) -> str:
    return _folded(words).rstrip(".")


def _folded(words: Sequence[str]) -> str:
    return folded_words(" ".join(words))


def place_of(number: DocumentNumber, issuer: str | None, when: When, home: Home) -> tuple[str | None, bool]:
    """The place of the body that issued a document, and whether the words beside it, or its symbol, say so.

    None where nothing tells, or where the name is that of several bodies of that time.
    """
    by_symbol = issuer_by_symbol(number)
    if by_symbol and by_symbol.central:
        return _of_age(COUNTRY, by_symbol.name if number.year is None else "", when), True
    if issuer is None or (by_symbol and by_symbol.scope == "item"):
        return None, False
    named = named_place(issuer)
    if not by_symbol and not named.name and not named.province:
        return None, False
    told = bool(named.province or named.name)
    place = _told(named, when, home) if told else _at_home(named, when, home)
    return (_of_age(place, by_symbol.name, when) if by_symbol and place else place), told


def _of_age(place: str, name: str, when: When) -> str | None:
    """A place, apart from what it was before other bodies were merged into one of this name."""
    begun = _merged().get(folded_words(name)) if name else None
    days = when.first_and_last()
    if begun is None or days is None or days[1] < begun:
        return place
    return f"{place}.{begun}" if days[0] >= begun else None


def _told(named: Named, when: When, home: Home) -> str | None:
    """The place that a name says."""
    if not named.name:
        return _province(named.province, "", when)
    if _is_province(named.level, named.name):
        return _province(named.name, named.level, when)
    around = _province(named.province, "", when) if named.province else _home_province(when, home)
    return _below(around, f"{named.level} {named.name}", when)


@cache
def _cities() -> frozenset[str]:
    """The words for cities, which are of the rank of a province or of a district."""
    kinds = {province.kind for rows in _provinces().values() for province in rows}
    (city,) = (kind for kind in kinds if " " in kind)
    return frozenset({city, "".join(word[0] for word in city.split())})


def _is_province(level: str, name: str) -> bool:
    """Whether a place has the rank of a province, as some cities have."""
    is_city = level in _cities()
    return levels()[level] == "province" and (
        not is_city or any(row.kind in _cities() for row in _provinces().get(name, ()))
    )


def _at_home(named: Named, when: When, home: Home) -> str | None:
    """The place of a body that is named without one."""
    level = levels().get(named.level, "province")
    if home.below and home.below.startswith(named.level):
        return _below(_home_province(when, home), home.below, when)
    if home.below and named.level in _cities():  # before July 2025 the city may have been one of a province
        return None
    return _home_province(when, home) if level == "province" else None


def _home_province(when: When, home: Home) -> str | None:
    """The province of a digest, on the day of a document; None where it was another one, or may have been."""
    if home.province is None:
        return None
    place = _province(home.province, "", when)
    return place if home.day is None or place == _province(home.province, "", When(home.day, None)) else None


def _province(name: str, level: str, when: When) -> str | None:
    """The province of a name at a time, by the code of the General Statistics Office; else by its name."""
    rows = _provinces().get(name)
    if not rows:
        return f"{COUNTRY}-{_slug(name)}"
    rows = tuple(row for row in rows if row.kind == level) or rows
    days = when.first_and_last()
    fitting = {
        row.place
        for row in rows
        if days is None or ((row.first is None or row.first <= days[1]) and (row.last is None or row.last >= days[0]))
    }
    return fitting.pop() if len(fitting) == 1 else None


def _below(province: str | None, name: str, when: When) -> str | None:
    """A district or a commune in a province; communes of before July 2025 are others."""
    if province is None:
        return None
    days = when.first_and_last()
    is_new = bool(days and days[0] >= _NEW_COMMUNES)
    if not is_new and (days is None or days[1] >= _NEW_COMMUNES):
        return None
    return f"{province}/{_slug(name)}" + (f".{_NEW_COMMUNES}" if is_new else "")


def _slug(name: str) -> str:
    return "-".join(name.replace("/", " ").split())
