"""Words and tables that are data: ``grammars/forms.toml`` and ``grammars/names``, read when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce
from operator import getitem
from typing import Any

from ubnd_digest.model.tuples import NamedTuple


class TypeWords(NamedTuple):
    """A type of documents: its name, its codes in numbers, the key of its source, its codes with nothing after."""

    name: str
    codes: tuple[str, ...]
    source: str
    alone: tuple[str, ...] = ()


@cache
def toml(name: str, package: str = "ubnd_digest.grammars") -> dict[str, Any]:
    """The values of a file in TOML, by the path that it has in a package.

    >>> toml("messages/kinds.toml")["dates"]["en"]
    'Date'
    """
    from ubnd_digest.model.upward import read_toml

    return read_toml(file_of(package, name))


def file_of(package: str, name: str) -> str:
    """The text of a file in a package; an ``OSError`` or ``UnicodeDecodeError`` where there is none.

    ``pkgutil`` reads it, which loads a tenth of what ``importlib.resources`` does.

    >>> file_of("ubnd_digest.grammars", "dates.lark").startswith("//")
    True
    """
    from pkgutil import get_data

    data = get_data(package, name)
    if data is None:  # there is no such package, or it has several folders
        from importlib.resources import files

        data = (files(package) / name).read_bytes()
    return data.decode("utf-8").replace("\r\n", "\n")


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of ``grammars/names``, each by the heads of its columns.

    >>> next(table("workdays"))["year"]
    '2018'
    """
    import csv

    return csv.DictReader(table_text(name).splitlines())


def table_text(name: str) -> str:
    """The text of a table of ``grammars/names``.

    >>> table_text("workdays").splitlines()[0].split(",")[0]
    'year'
    """
    return file_of("ubnd_digest.grammars", f"names/{name}.csv")


@cache
def _at(keys: tuple[str, ...]) -> Any:
    return reduce(getitem, keys, toml("forms.toml"))


def form(*keys: str) -> str:
    """A form with places for what is put in.

    >>> form("deadline", "within")
    'hoàn thành trong {date}'
    """
    found: str = _at(keys)
    return found


@cache
def words(*keys: str) -> tuple[str, ...]:
    """A list of words, or the keys of a table.

    >>> words("date", "quarters")
    ('I', 'II', 'III', 'IV')
    """
    return tuple(_at(keys))


@cache
def numbers() -> dict[str, int]:
    """What numbers in words are worth.

    >>> numbers()["mười lăm"]
    15
    """
    return dict(toml("forms.toml")["numbers"])


def number_in_words(written: str) -> int | None:
    """What a number in words is worth; None where a word of it is none.

    >>> number_in_words("hai nghìn không trăm hai mươi lăm"), number_in_words("mười hai")
    (2025, 12)
    """
    worth: dict[str, int] = toml("forms.toml")["numerals"]
    scales: dict[str, int] = toml("forms.toml")["scales"]
    total = last = 0
    for word in written.split():
        if word in scales:
            total += last * scales[word]
            last = 0
        elif word in worth:
            total += last
            last = worth[word]
        else:
            return None
    return total + last


@cache
def document_types() -> dict[str, TypeWords]:
    """The types of documents, by their codes in this library.

    >>> document_types()["decree"]
    TypeWords(name='Nghị định', codes=('NĐ',), source='normative', alone=())
    """
    types: dict[str, dict[str, Any]] = toml("forms.toml")["types"]
    return {
        code: TypeWords(row["name"], tuple(row["codes"]), row["source"], tuple(row.get("alone", ())))
        for code, row in types.items()
    }


@cache
def type_codes() -> dict[str, str]:
    """Codes in numbers, in small letters, to the codes of the types; of two types that share one, the first has it.

    >>> type_codes()["qđ"]
    'decision'
    """
    types = reversed(document_types().items())
    return {letters.casefold(): code for code, words_of in types for letters in words_of.codes}


@cache
def lone_codes() -> dict[str, str]:
    """Codes that name a type where nothing stands after them, in small letters.

    >>> lone_codes()["sl"], type_codes()["sl"]
    ('decree-law', 'copy-of-copy')
    """
    return {letters.casefold(): code for code, words_of in document_types().items() for letters in words_of.alone}
