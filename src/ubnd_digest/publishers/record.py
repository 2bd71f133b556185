"""The record of a publisher: what is known of it beside its grammar, and the grammar that follows from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import Attribute, evolve, field, frozen
from attrs.validators import deep_iterable, deep_mapping, instance_of, optional

from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.model.digest import AUTO, COMMON
from ubnd_digest.model.errors import PublisherError
from ubnd_digest.model.text import folded_words

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_RESERVED = (COMMON, AUTO)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[\w&]+")
_JOINT = r"[^\w\n;]{1,4}"  # between two words of a name: a space, with or without a comma, a dash, a bracket, quotes
# Behind a name that ends in a sign.
_CLOSING = r"[^\w\s]{0,3}"
_is_str = instance_of(str)
_is_day = optional(instance_of(dt.date))


def _is_identifier(_publisher: object, _attribute: Attribute[str], value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"id: an identifier is a str, not {type(value).__name__}")
    if _IDENTIFIER.fullmatch(value) is None:
        raise ValueError(f"id: small letters, digits and single dashes between them, such as vn-99, not {value!r}")
    if value in _RESERVED:
        raise ValueError(f"id: {value!r} cannot be the identifier of a publisher: it means something else")


def _copied(value: Mapping[str, str]) -> dict[str, str]:
    """A copy of its own; what is no mapping is left to the validator."""
    return dict(value) if isinstance(value, Mapping) else value


def _have_words(_publisher: object, attribute: Attribute[Any], value: Iterable[str]) -> None:
    for text in value:
        if not _WORD.search(text):
            raise ValueError(f"{attribute.name}: {text!r} holds no word")


_are_words = [deep_iterable(_is_str, instance_of(tuple)), _have_words]
_are_explained = [deep_mapping(_is_str, _is_str, instance_of(dict)), _have_words]


@frozen
class Predecessor:
    """A unit that went into the one of a publisher, such as a province that was merged in 2025.

    Attributes:
        name: its name without its kind.
        until: the last day on which it existed, inclusive.
        iso: its ISO 3166-2 code, or None.

    >>> Predecessor("Lam Điền", dt.date(2025, 6, 30)).iso is None
    True
    """

    name: str = field(validator=_is_str)
    until: dt.date = field(validator=instance_of(dt.date))
    iso: str | None = field(default=None, validator=optional(_is_str))


# Not slotted: what follows from the record is kept beside it.
@frozen(slots=False)
class Publisher:
    """What is known of a publisher of digests: a province, a city, the Government.

    Words are compared without regard to case, spacing, dashes, tone-mark spelling and Unicode form.
    Records are compared by value.

    Attributes:
        id: its identifier, small letters, digits and dashes: ``vn-09``, ``central``. For a province, by custom, its ISO
            3166-2 code in small letters.
        names: its names, without its kind (``Lạng Sơn``, not ``tỉnh Lạng Sơn``), the usual one first.
        iso: its ISO 3166-2 code, or None.
        valid_from: the first day on which it existed, or None where that is long ago.
        valid_until: the last day on which it existed, inclusive, or None where it still does.
        predecessors: the units that went into it.
        titles: words with which the titles of its digests begin; a title in such words is found as one.
        symbols: document symbols of its own, as they are written, to the names of the departments. A number with
            such a symbol is read also where its form is unusual, and never taken for that of somebody else.
        agencies: names of agencies that act or are told to act, and that are not recognised by their first words.
        abbreviations: short names of its agencies to the full ones; a short name is recognised like an agency.
        grammar: a grammar file that extends or overrides the common grammar, or None.

    Raises:
        TypeError: for a value of the wrong type.
        ValueError: for an identifier that is none, a name without a word, or days in the wrong order.

    >>> publisher = Publisher("vn-99", ("Sông Trà",), agencies=("Vườn ươm Lam Điền",))
    >>> publisher.names[0], [file.name for file in publisher.files][-1]
    ('Sông Trà', 'record of vn-99')
    """

    id: str = field(validator=_is_identifier)
    names: tuple[str, ...] = field(validator=_are_words)
    iso: str | None = field(default=None, validator=optional(_is_str))
    valid_from: dt.date | None = field(default=None, validator=_is_day)
    valid_until: dt.date | None = field(default=None, validator=_is_day)
    predecessors: tuple[Predecessor, ...] = field(
        default=(), validator=deep_iterable(instance_of(Predecessor), instance_of(tuple))
    )
    titles: tuple[str, ...] = field(default=(), validator=_are_words)
    symbols: Mapping[str, str] = field(factory=dict, converter=_copied, hash=False, validator=_are_explained)
    agencies: tuple[str, ...] = field(default=(), validator=_are_words)
    abbreviations: Mapping[str, str] = field(factory=dict, converter=_copied, hash=False, validator=_are_explained)
    grammar: GrammarFile | None = field(default=None, validator=optional(instance_of(GrammarFile)))

    def __attrs_post_init__(self) -> None:
        if not self.names:
            raise ValueError("names: a publisher has at least one")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            days = f"{self.valid_from} and {self.valid_until}"
            raise ValueError(f"a publisher needs valid_from <= valid_until, not {days}")

    @cached_property
    def files(self) -> tuple[GrammarFile, ...]:
        """The files that make its grammar, first the common ones, then what follows from the record, then its own."""
        return (*common_files(), *filter(None, (_grammar_of_record(self), self.grammar)))

    @classmethod
    def of(cls, package: str) -> Publisher:
        """The publisher that a package describes: its record, ``record.toml``, and its grammar, ``grammar.lark``.

        A grammar that is not there is none; what a record holds is told in ``docs/publishers.md``.

        Args:
            package: the import name of the package.

        Raises:
            PublisherError: when there is no record, or a value of it is wrong; names file and key.
            ModuleNotFoundError: when there is no such package.

        >>> Publisher.of("ubnd_digest")
        Traceback (most recent call last):
        ubnd_digest.model.errors.PublisherError: publisher 'ubnd_digest': record.toml: no such file
        """
        from importlib.resources import files

        return read_publisher(files(package), package)


# ---- records as files -------------------------------------------------------------------------

RECORD, GRAMMAR = "record.toml", "grammar.lark"
# What the values of a record are: a type; a list of such values; a table of such values by any key, or by these, of
# which some are needed.
_NEEDED = ("id", "names", "name", "until")
_PREDECESSOR = {"name": str, "until": dt.date, "iso": str}
_SHAPES: dict[str, Any] = {
    "id": str,
    "names": [str],
    "iso": str,
    "valid_from": dt.date,
    "valid_until": dt.date,
    "predecessors": [_PREDECESSOR],
    "titles": [str],
    "symbols": {"": str},
    "agencies": [str],
    "abbreviations": {"": str},
}
_CALLED = {str: "a string", dt.date: "a day, such as 2025-07-01", list: "a list", dict: "a table"}


def read_publisher(folder: Traversable, name: str) -> Publisher:
    """The publisher whose record, and grammar, where there is one, lie in a folder; errors call it by ``name``."""
    import tomllib

    try:
        values = _checked(tomllib.loads(_text(folder, RECORD)), _SHAPES, "")
        predecessors = tuple(Predecessor(**unit) for unit in values.pop("predecessors", ()))
        publisher = Publisher(**values, predecessors=predecessors)
    except ValueError as error:  # of TOML as well, with line and column
        raise PublisherError(name, f"{RECORD}: {error.args[0]}") from error
    if not (folder / GRAMMAR).is_file():
        return publisher
    try:
        return evolve(publisher, grammar=GrammarFile(f"{publisher.id}/{GRAMMAR}", _text(folder, GRAMMAR)))
    except ValueError as error:
        raise PublisherError(name, f"{GRAMMAR}: {error}") from error


def _text(folder: Traversable, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except FileNotFoundError as error:
        raise ValueError("no such file") from error
    except OSError as error:
        raise ValueError(f"not to be read: {error.strerror or error}") from error


def _checked(value: Any, shape: Any, place: str) -> Any:
    """A value of a record, with tuples for lists; a ``ValueError`` names the key of what is of another type."""
    wanted = shape if isinstance(shape, type) else type(shape)
    if type(value) is not wanted:
        raise ValueError(f"{place}: {_CALLED[wanted]} is wanted, not {value!r}")
    if isinstance(value, list):
        return tuple(_checked(one, shape[0], f"{place}[{number}]") for number, one in enumerate(value))
    if not isinstance(value, dict):
        return value
    table: dict[str, Any] = {}
    for key, one in value.items():
        inside = f"{place}.{key}" if place else key
        if "" not in shape and key not in shape:
            raise ValueError(f"{inside}: no such key, only {', '.join(shape)}")
        table[key] = _checked(one, shape.get(key, shape.get("")), inside)
    for key in _NEEDED:
        if key in shape and key not in table:
            raise ValueError(f"{place}{place and '.'}{key}: is missing")
    return table


def name_pattern(text: str) -> str:
    """A regular expression for a name in the folded view, with what may stand between its words."""
    folded = folded_words(text)
    closing = "" if _WORD.search(folded[-1:]) else _CLOSING
    return _JOINT.join(re.escape(word) for word in _WORD.findall(folded)) + closing


def _grammar_of_record(publisher: Publisher) -> GrammarFile | None:
    """The terminals that the common grammar leaves to publishers, where the record says something of them."""
    agencies = (*publisher.agencies, *publisher.abbreviations)
    symbols = (re.escape(" ".join(symbol.split())).replace("/", "\\/") for symbol in publisher.symbols)
    text = _override("OWN_TITLE", "", map(name_pattern, publisher.titles), r"(?!\w)")
    text += _override("OWN_SYMBOL", "", symbols, r"(?![^\W_])")
    text += _override("OWN_AGENCY", r"(?<!\w)", map(name_pattern, agencies), r"(?!\w)")
    return GrammarFile(f"record of {publisher.id}", text) if text else None


def _override(terminal: str, before: str, patterns: Iterable[str], behind: str) -> str:
    # longer names first: one may begin like another
    choices = "|".join(sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern)))
    return f"%override {terminal}: /{before}(?:{choices}){behind}/\n" if choices else ""
