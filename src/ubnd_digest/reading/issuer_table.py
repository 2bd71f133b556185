"""The tables of those who issue documents, by the symbols in their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.model.text import folded_words
from ubnd_digest.reading.names import rows_of

if TYPE_CHECKING:
    from ubnd_digest.model.documents import DocumentNumber

_DIGITS = "0123456789"


class Issuer(NamedTuple):
    """Whom a symbol means.

    Attributes:
        name: the name, without a place that the symbol does not hold.
        scope: what the symbol leaves to the text: ``place``, of which level and place; ``party``, which of the Party's
            bodies; ``item``, which one of many; empty where it leaves nothing.
        also: folded beginnings or parts of names that fit it as well.
    """

    name: str
    scope: str
    also: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether a name in the text can be that of this issuer."""
        words, own = folded_words(name), folded_words(self.name)
        return own in words or words in own or any(other in words for other in self.also)


@cache
def issuers() -> Mapping[str, Issuer]:
    """The issuers of ``issuers.csv`` and ``agencies.csv``, by their symbols in small letters.

    >>> issuers()["ttg"].name, issuers()["btc"].name
    ('Thủ tướng Chính phủ', 'Bộ Tài chính')
    """
    found: dict[str, Issuer] = {}
    for row in rows_of("issuers"):
        also = tuple(map(folded_words, filter(None, row["also"].split("|"))))
        found.setdefault(row["symbol"].casefold(), Issuer(row["name"], row["scope"], also))
    for row in rows_of("agencies"):
        names = (*filter(None, row["short_forms"].split("|")), *filter(None, row["successors"].split("|")))
        for symbol in filter(None, row["symbols"].split("|")):
            found.setdefault(symbol.casefold(), Issuer(row["AGENCY_NAME"], "", tuple(map(folded_words, names))))
    return found


def issuer_by_symbol(number: DocumentNumber) -> Issuer | None:
    """The issuer whom the symbol of a number holds, or None.

    >>> from ubnd_digest import DocumentNumber
    >>> issuer_by_symbol(DocumentNumber.parse("132/2024/QH15")).name
    'Quốc hội'
    """
    code = number.issuer_code
    codes = [code] if code else []
    if "/" in number.symbol:  # a number of the Party, whose first part may be a type that nobody knows
        codes.append(number.symbol.rpartition("/")[2])
    for one in codes:
        folded = one.casefold()
        found = issuers().get(folded) or issuers().get(folded.rstrip(_DIGITS))
        if found:
            return found
    return None
