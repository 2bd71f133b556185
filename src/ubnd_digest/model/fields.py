"""What the fields of flat records are taken from: paths of attributes, and values that need a word more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ubnd_digest.model.agencies import Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.laws import Law
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import capital
from ubnd_digest.model.text import single_spaced

# What gives a value of a flat record.
Source: TypeAlias = Callable[[Any], object]


def paths(words: str) -> dict[str, Source]:
    """Names of fields, each with the path of the attribute that gives its value, where that is another.

    >>> from ubnd_digest import find_references
    >>> (found,) = find_references("Quyết định số 12/QĐ-UBND")
    >>> {name: of(found) for name, of in paths("date=date.start role").items()}
    {'date': None, 'role': <Role.CITED: 'cited'>}
    """
    pairs = (word.partition("=") for word in words.split())
    return {name: _path((path or name).split(".")) for name, _, path in pairs}


def _path(names: Sequence[str]) -> Source:
    def of(value: Any) -> object:
        for name in names:
            value = None if value is None else getattr(value, name)
        return value

    return of


def type_of(reference: Reference) -> str | None:
    """The type of a reference, or the word for it; None without either."""
    return reference.type.title if reference.type else reference.type_text or None


def title_of(anaphora: Anaphora) -> str | None:
    """The type that words for a document say."""
    return anaphora.type.title if anaphora.type else None


def capital_type_of(reference: Reference) -> str | None:
    """The type of a reference, with a capital; None likewise."""
    return reference.type.title if reference.type else capital(reference.type_text) or None


def document_of(provision: Provision) -> str | None:
    """The document of a place: its number, or its name as written; None without either."""
    document = provision.document
    if document is None:
        return None
    return single_spaced(document.text) if isinstance(document, Law) else str(document)


def offices_of(official: Official) -> list[str]:
    """The offices of a person, as a list."""
    return list(official.offices)


def names_of(duty: Duty) -> list[str]:
    """The names of those who owe a duty."""
    return [agency.name for agency in duty.parties]


def limits_of(duty: Duty) -> list[str]:
    """The limits of a duty, as ISO days."""
    return [deadline.limit.isoformat() for deadline in duty.deadlines if deadline.limit]


def basis_of(duty: Duty) -> list[str]:
    """The documents that a duty names."""
    return list(map(str, duty.basis))
