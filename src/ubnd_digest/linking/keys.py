"""Keys and IRIs of documents: the same for the same document, in every run and in every digest."""

from __future__ import annotations

import re
from functools import cache

from ubnd_digest.linking.places import COUNTRY
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.words import table

LAWS = frozenset({DocumentType.LAW, DocumentType.CODE, DocumentType.ORDINANCE, DocumentType.CONSTITUTION})
# What Akoma Ntoso calls acts; all others are its "doc".
_ACTS = LAWS | {
    DocumentType.ORDER,
    DocumentType.DECREE,
    DocumentType.DECREE_LAW,
    DocumentType.RESOLUTION,
    DocumentType.JOINT_RESOLUTION,
    DocumentType.DECISION,
    DocumentType.DIRECTIVE,
    DocumentType.CIRCULAR,
    DocumentType.JOINT_CIRCULAR,
    DocumentType.CONSOLIDATED_TEXT,
}
# The National Assembly numbers its laws and its resolutions apart, with one symbol: QH15.
_ASSEMBLY = re.compile("qh[0-9]{1,2}")


def folded_number(number: DocumentNumber) -> str:
    """A number without regard to leading zeros, case, and the signs in it.

    >>> folded_number(DocumentNumber.parse("045/2024/QĐ-UBND")), folded_number(DocumentNumber.parse("94-KL/TW"))
    ('45/2024/qđ-ubnd', '94/kl-tw')
    """
    serial = number.serial.lstrip("0").casefold() or "0"
    symbol = number.symbol.casefold().replace("/", "-")
    return "/".join(filter(None, (serial, str(number.year) if number.year is not None else "", symbol)))


def is_of_assembly(number: DocumentNumber) -> bool:
    """Whether the symbol alone does not tell a law from a resolution."""
    return _ASSEMBLY.fullmatch(number.symbol.casefold()) is not None


@cache
def laws_by_number() -> dict[str, str]:
    """The names of the laws of the table, by their folded numbers."""
    return {folded_number(DocumentNumber.parse(row["number"])): row["name"] for row in table("laws") if row["number"]}


@cache
def type_of_name(name: str) -> DocumentType | None:
    """The type that the first words of a name say."""
    folded = f"{folded_words(name)} "
    fitting = [kind for kind in DocumentType if folded.startswith(f"{folded_words(kind.title)} ")]
    return max(fitting, key=lambda kind: len(kind.title), default=None)


def key_of(place: str, year: int, number: str, kind: DocumentType | None) -> str:
    """The key of a document whose body and year are known."""
    told = "" if kind is None else f"{kind.value}:" if kind not in LAWS else "law:"
    return f"{place}:{year}:{told}{number}"


def iri_of(key: str, kind: DocumentType | None, author: str, *, local: bool) -> str | None:
    """The Akoma Ntoso work IRI of a document with such a key; None where the code of its province is not known.

    >>> iri_of("vn-20:2024:45/2024/qđ-ubnd", DocumentType.DECISION, "ubnd", local=False)
    '/akn/vn/act/decision/ubnd-20/2024/45-2024-qđ-ubnd'
    """
    place, year, *_, number = key.split(":")
    code = place.removeprefix(f"{COUNTRY}-") if place.startswith(f"{COUNTRY}-") else ""
    if local or kind is None or (code and not code[:2].isdigit()):
        return None
    by = "-".join(filter(None, (author.casefold(), code.replace("/", "-"))))
    shelf = "act" if kind in _ACTS else "doc"
    return "/".join(("/akn", COUNTRY, shelf, kind.value, by, year, number.replace("/", "-")))
