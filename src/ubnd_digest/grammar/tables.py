"""What Lark makes of a grammar, as plain values: they are the same in every process, and can be kept for others."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, NamedTuple, TypeVar

from ubnd_digest.grammar.kept import kept
from ubnd_digest.grammar.records import apart, in_one, key_of, number_of, numbered

_T = TypeVar("_T")


class MadeRule(NamedTuple):
    """A rule, for who completes it."""

    origin: str  # its name
    size: int  # how many values it takes
    callback: str  # the name of that which makes a value of them
    # which of them that one gets, by their places, and whether in the place of one stand its own values; None for all
    # of them as they are
    taken: tuple[tuple[int, bool], ...] | None
    single: bool  # whether one value alone is left as it is


class Table(NamedTuple):
    """The grammar of one start.

    Attributes:
        terminals: the names of the terminals, in the order in which the scanner tries them.
        rules: the rules.
        names: the names of tokens and of rules.
        states: what is done in each state, and with which of the names, as :func:`written_state` has it.
        first: the state at the beginning.
        last: the state at the end.
    """

    terminals: list[str]
    rules: list[MadeRule]
    names: list[str]
    states: list[str]
    first: int
    last: int

    def actions(self, state: int) -> dict[str, int]:
        """What is done in a state, by the name of the token or of the rule.

        To go on to a state, when it is 0 or more; else to complete a rule, the first when it is -1, the second when it
        is -2.
        """
        count, names = len(self.states), self.names
        found: dict[str, int] = {}
        for action in filter(None, self.states[state].split(" ")):
            to = number_of(action[0])
            found |= dict.fromkeys((names[number_of(one)] for one in action[1:]), to if to < count else count - 1 - to)
        return found


def written_state(actions: Mapping[int, Iterable[int]], count: int) -> str:
    """What is done in a state, and with which of the names, by their numbers; of ``count`` states.

    In a text, as a table has many: of each action first what is done, rules behind all states, then with what.
    """
    return " ".join(
        "".join(map(numbered, [to if to >= 0 else count - 1 - to, *names])) for to, names in actions.items()
    )


def kept_value(kind: str, source: str, read: Callable[[Any], _T], make: Callable[[], Any]) -> _T:
    """A value that is made of a text, or that of an earlier process.

    One word tells the ``kind`` of all values that are made in the same way, ``source`` is all that a value depends on.
    ``make`` gives its record, of values that JSON has, of which ``read`` makes it, or raises where it is none.

    >>> kept_value("length", "abc", int, lambda: len("abc"))
    3
    """
    data = kept().get(kind, source)
    if data is not None:
        try:
            return read(json.loads(data))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            pass  # whoever left it meant something else
    record = make()
    kept().put(kind, source, json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return read(record)


def read_texts(record: Any) -> dict[str, str]:
    """Texts by texts, of their record; a ``ValueError`` where it is something else."""
    if not isinstance(record, dict) or not {*map(type, record.values())} <= {str}:
        raise ValueError("no texts")
    return record


def read_text(record: Any) -> str:
    """A text of its record, which is the text; a ``ValueError`` where it is none."""
    if not isinstance(record, str):
        raise ValueError("no text")  # noqa: TRY004 - as others that read a record
    return record


class Texts(Mapping[str, str]):
    """Texts by their names; ``read`` gives them when one is first asked for, packed: mostly none is.

    >>> head, data = Texts.packed({"DAY": "ngày", "D": "[0-9]"})
    >>> Texts(head, lambda: data)["DAY"]
    'ngày'
    """

    def __init__(self, head: bytes, read: Callable[[], bytes]) -> None:
        """Take what :meth:`packed` gives; a ``ValueError`` or ``TypeError`` where the head is anything else."""
        self._read = read
        self._known: dict[str, str] = {}
        self._take(head)

    def _take(self, head: bytes) -> None:
        keys, lengths = json.loads(head)
        self._keys, self._ends = apart(keys), [*accumulate(lengths)]
        if len(self._keys) != len(self._ends):
            raise ValueError("texts without names")

    def anew(self, texts: Mapping[str, str]) -> bytes:
        """Take texts that were made again, since those of the head are no longer there: packed, to be read."""
        head, data = self.packed(texts)
        self._take(head)
        return data

    @staticmethod
    def packed(texts: Mapping[str, str]) -> tuple[bytes, bytes]:
        """The head, and the texts: patterns hold others, so that they are small."""
        encoded = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
        keys = in_one({name: key_of(text) for name, text in texts.items()})
        head = json.dumps([keys, [*map(len, encoded.values())]], ensure_ascii=False)
        return head.encode("utf-8", "surrogatepass"), zlib.compress(b"".join(encoded.values()), 1)

    @cached_property
    def _data(self) -> dict[str, memoryview]:
        data = memoryview(zlib.decompress(self._read()))  # first: where it is made anew, the texts have other places
        places = map(slice, (0, *self._ends), self._ends)
        return dict(zip(self._keys, map(data.__getitem__, places), strict=True))

    def __getitem__(self, name: str) -> str:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = str(self._data[name], "utf-8", "surrogatepass")
        return known

    def key(self, name: str) -> str:
        """What stands for a text, which is not read for it."""
        return self._keys[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class PlainTexts(dict[str, str]):
    """Texts that nobody keeps, not packed."""

    def key(self, name: str) -> str:
        """What stands for a text."""
        return key_of(self[name])


def kept_texts(kind: str, source: str, make: Callable[[], Mapping[str, str]]) -> Texts | PlainTexts:
    """Texts by their names that are made of a text, or those of an earlier process.

    >>> dict(kept_texts("length", "abc", lambda: {"DAY": "ngày"}))
    {'DAY': 'ngày'}
    """
    head = kept().get(kind, source)
    if head is not None:
        # by their head, since other code may have kept another one of the same source
        kind_of_texts = f"texts of {kind} {zlib.crc32(head)}"
        with suppress(ValueError, TypeError, RecursionError):
            texts = Texts(head, lambda: kept().get(kind_of_texts, source) or texts.anew(make()))
            return texts
    if not kept().takes:
        return PlainTexts(make())
    head, data = Texts.packed(make())
    kept().put(kind, source, head)
    kept().put(f"texts of {kind} {zlib.crc32(head)}", source, data)
    return Texts(head, lambda: data)


def record_of(table: Table) -> list[Any]:
    """The record of a table, of values that JSON has: all states in one text."""
    return [*table[:3], "/".join(table.states), *table[4:]]


def read_table(record: Any) -> Table:
    """A table of its record; a ``ValueError`` where it is none."""
    terminals, rules, names, states, first, last = record
    table = Table(terminals, [MadeRule(*rule) for rule in rules], names, states.split("/"), first, last)
    words = {*chain(terminals, names, chain.from_iterable((rule.origin, rule.callback) for rule in table.rules))}
    if {type(terminals), type(names)} != {list} or not all(isinstance(word, str) for word in words):
        raise ValueError("no rules, or no names")
    if not all(map(_is_sound, table.rules)):
        raise ValueError("no rules, or no names")
    count = len(table.states)
    actions = [*filter(None, states.replace("/", " ").split(" "))]
    named = set("".join([action[1:] for action in actions]))
    if not _are_all_in(range(count), {first, last}) or not _are_all_in(range(len(names)), {*map(number_of, named)}):
        raise ValueError("no states")
    if not _are_all_in(range(count + len(rules)), {number_of(action[0]) for action in actions}):
        raise ValueError("states or rules that are not there")
    return table


def _is_sound(rule: MadeRule) -> bool:
    size, taken, single = rule.size, rule.taken or (), rule.single
    flags = {single, *(own for _, own in taken)}
    return type(size) is int and flags <= {True, False} and _are_all_in(range(size), {at for at, _ in taken})


def _are_all_in(places: range, numbers: set[Any]) -> bool:
    return all(type(number) is int and number in places for number in numbers)
