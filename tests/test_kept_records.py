"""What an earlier process left of a grammar: whoever reads it refuses what is none, so that it is made again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ubnd_digest.grammar import places, scanner, spelling
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.grammar.records import in_one
from ubnd_digest.grammar.tables import Table, read_table, read_text, read_texts, record_of

Read = Callable[[Any], Any]


@pytest.mark.parametrize(
    ("read", "record"),
    [
        (read_text, "a"),
        (read_texts, {"a": "b"}),
        (places._read, [in_one({"b": "c"}), in_one({"d": "e"})]),
        (scanner._read_begins, [in_one({"c": "d"}), "e"]),
        (spelling._read, [in_one({"a": "b"}), "c", in_one({"d": "e"})]),
    ],
)
def test_a_record_is_read_and_no_other_shape_of_it(read: Read, record: Any) -> None:
    read(record)
    wrong: list[Any] = [5, None, [], [record], {"a": 5}, {"a": ["b"], "c": 5}, 1.5]
    if isinstance(record, list):
        others = (5, None, [5], {"a": 5})
        wrong += [[*record[:place], other, *record[place + 1 :]] for place in range(len(record)) for other in others]
        wrong += [record[:-1], [*record, "z"]]
    for damaged in wrong:
        with pytest.raises((ValueError, TypeError, AttributeError)):
            read(damaged)


def _as_record(table: Table) -> list[Any]:
    record = record_of(table)
    return [record[0], [list(rule) for rule in table.rules], *record[2:]]


def test_a_table_is_read_back() -> None:
    table = common_grammar().table("inline")
    assert read_table(_as_record(table)) == table


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("wrong", [10**6, -(10**6), [5, 5], chr(10**6) + "\u0100", "\u0100" + chr(10**6), "a"])
def test_a_damaged_table_is_refused(place: int, wrong: Any) -> None:
    record = _as_record(common_grammar().table("inline"))
    record[place] = wrong
    with pytest.raises((ValueError, TypeError, AttributeError, KeyError)):
        read_table(record)


def test_a_table_that_leads_nowhere_is_refused() -> None:
    record = _as_record(common_grammar().table("inline"))
    beyond = record[3].count("/") + 1
    for first, last in ((beyond, record[5]), (record[4], beyond), (-1, record[5])):
        with pytest.raises(ValueError, match="no states"):
            read_table([*record[:4], first, last])
    rules = [list(rule) for rule in record[1]]
    rules[0][0] = 5
    with pytest.raises(ValueError, match="no rules, or no names"):
        read_table([record[0], rules, *record[2:]])
    with pytest.raises(ValueError, match="states or rules that are not there"):
        read_table([record[0], record[1][:1], *record[2:]])
