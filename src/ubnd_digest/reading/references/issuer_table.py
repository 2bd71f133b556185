"""The tables of those who issue documents, by the symbols in their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ubnd_digest.model.agencies import Level
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import document_types, table, type_codes
from ubnd_digest.reading.names.name_tables import folded_name

_DIGITS = "0123456789"
_CENTRAL = "central"
# How the symbols of the Party's central bodies end.
_OF_THE_PARTY = "TW"
_JOINT = (DocumentType.JOINT_CIRCULAR, DocumentType.JOINT_RESOLUTION)


class Issuer(NamedTuple):
    """Whom a symbol means."""

    name: str  # the name, without a place that the symbol does not hold
    # what the symbol leaves to the text: ``place``, of which level and place; ``party``, which of the Party's bodies;
    # ``item``, which one of many; empty where it leaves nothing
    scope: str
    also: tuple[str, ...]  # names, or parts of them, that fit it as well
    central: bool = False  # whether there is one such body in the country
    local: str = ""  # the name below the province, where it is another one
    members: tuple[Issuer, ...] = ()  # those of a document of several bodies, where the text says of one which it is

    def fits(self, name: str) -> bool:
        """Whether a name in the text can be that of this issuer."""
        words, own = folded_name(name), folded_name(self.name)
        return own in words or words in own or any(folded_name(other) in words for other in self.also)

    def name_at(self, level: Level | None) -> str:
        """The name at a level of government."""
        return self.local if self.local and level in (Level.DISTRICT, Level.COMMUNE) else self.name

    def is_head_of(self, name: str) -> bool:
        """Whether a name begins as this one does, or as a part of it, and goes on: the office of which committee."""
        words, own = folded_name(name), folded_name(self.name)
        heads = (f"{folded_name(other)} " for other in self.also)
        return words.startswith((own, *(head for head in heads if own.startswith(head))))

    def whole(self, name: str) -> str:
        """A name of the text; the one of the table, where it is a part of that."""
        return self.name if not self.scope and folded_name(name) in folded_name(self.name) else name


@cache
def issuers() -> Mapping[str, Issuer]:
    """The issuers of ``issuers.csv`` and ``agencies.csv``, by their symbols in small letters.

    >>> issuers()["ttg"].name, issuers()["btc"].name
    ('Thủ tướng Chính phủ', 'Bộ Tài chính')
    """
    found: dict[str, Issuer] = {}
    for row in table("issuers"):
        also = tuple(filter(None, row["also"].split("|")))
        central = row["level"] == _CENTRAL
        found.setdefault(row["symbol"].casefold(), Issuer(row["name"], row["scope"], also, central, row["local"]))
    for row in table("agencies"):
        names = (*filter(None, row["short_forms"].split("|")), *filter(None, row["successors"].split("|")))
        for symbol in filter(None, row["symbols"].split("|")):
            central = row["level"] == _CENTRAL or (row["level"] == "party" and symbol.endswith(_OF_THE_PARTY))
            found.setdefault(symbol.casefold(), Issuer(row["AGENCY_NAME"], "", names, central))
    return found


def issuer_by_symbol(number: DocumentNumber) -> Issuer | None:
    """The issuer whom the symbol of a number holds, or None.

    >>> from ubnd_digest import DocumentNumber
    >>> issuer_by_symbol(DocumentNumber.parse("132/2024/QH15")).name
    'Quốc hội'
    """
    parts = number.symbol.casefold().replace("/", "-").replace(".", "-").split("-")  # TB-VP.UBND
    several = [found for part in parts[1:] if (found := _of(part))]
    joint = _goes_beyond(parts[0]) and 1 < len(several) == len(parts) - 1  # HDLN-SNV-STC
    if joint or number.type in _JOINT:
        names = tuple(one.name for one in several)
        open_ = tuple(several) if any(one.scope for one in several) else ()
        return Issuer(", ".join(names), "", names, all(one.central for one in several), "", open_) if names else None
    if number.type_code or (len(parts) > 1 and not _of(parts[0]) and _is_compound(parts[0], type_codes())):
        parts = parts[1:]
    return _of(parts[0]) if parts else None


def issuers_named(symbol: str) -> Iterator[Issuer]:
    """The issuers of all parts of a symbol: of a document of several bodies.

    >>> [issuer.name for issuer in issuers_named("KH-BCA-BTC")]
    ['Bộ Công an', 'Bộ Tài chính']
    """
    return filter(None, map(_of, symbol.casefold().replace("/", "-").split("-")))


def _of(part: str) -> Issuer | None:
    return issuers().get(part) or issuers().get(part.rstrip(_DIGITS))


def _goes_beyond(part: str) -> bool:
    """Whether a part of a symbol says more than its type, as that of several bodies does: HDLN, KHPH."""
    return part not in _first_codes() and _is_compound(part, _first_codes())


@cache
def _first_codes() -> frozenset[str]:
    """The codes of the types, of each the first."""
    return frozenset(words_of.codes[0].casefold() for words_of in document_types().values() if words_of.codes)


def _is_compound(part: str, codes: Iterable[str]) -> bool:
    """Whether a part of a symbol begins with one of the codes of types: KHPH, TBKL."""
    return any(part.startswith(code) for code in codes if len(code) > 1)
