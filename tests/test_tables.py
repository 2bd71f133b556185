"""Tables of digests: their rows are of the types that the schema says, and the schema is what was promised."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables_reference
import ubnd_digest as ud
from strategies import TEXT, texts
from ubnd_digest.formats import rows as flat
from ubnd_digest.formats.documents import COLUMNS as OF_DOCUMENTS
from ubnd_digest.formats.tables.schema import TableName
from ubnd_digest.model.kinds import kinds

PROMISED = json.loads(Path(__file__).with_name("tables.json").read_text(encoding="utf-8"))
TABLES = ud.tables()
TYPES = {"text": str, "integer": int, "boolean": bool, "date": dt.date, "texts": list}

each_table = pytest.mark.parametrize("name", TABLES)


def is_of(value: object, column: ud.Column) -> bool:
    if value is None:
        return column.optional
    return type(value) is TYPES[column.type] and (column.type != "texts" or all(type(one) is str for one in value))


def misfits(rows: list[dict[str, Any]], table: ud.Table) -> list[tuple[str, object]]:
    assert all(list(row) == [column.name for column in table.columns] for row in rows)
    return [(c.name, row[c.name]) for row in rows for c in table.columns if not is_of(row[c.name], c)]


# ---- the schema -----------------------------------------------------------------------------


@each_table
def test_a_schema_is_what_its_version_promised(name: str) -> None:
    columns = [f"{c.name} {c.type}{'?' if c.optional else ''}" for c in TABLES[name].columns]
    promised, version = PROMISED[name], TABLES[name].version
    assert version in promised, f"add the columns of {name} {version} to tables.json"
    assert columns == promised[version]
    for old, those in promised.items():
        if old.partition(".")[0] == version.partition(".")[0]:
            assert columns[: len(those)] == those, f"{old} had others: that is a new first number"


def test_no_table_is_forgotten() -> None:
    assert tuple(TABLES) == get_args(TableName)
    assert PROMISED.keys() == TABLES.keys() == {table.name for table in TABLES.values()}


@pytest.mark.parametrize("kind", [kind.name for kind in kinds()])
def test_the_columns_of_mentions_are_those_of_the_command(kind: str) -> None:
    assert tuple(column.name for column in TABLES[kind].columns) == flat.columns(kind)


def test_the_columns_of_other_tables_are_those_of_the_command() -> None:
    names = {name: tuple(column.name for column in table.columns) for name, table in TABLES.items()}
    assert (names["items"], names["diagnostics"], names["documents"]) == (flat.ITEMS, flat.DIAGNOSTICS, OF_DOCUMENTS)


def test_the_page_shows_the_schemas() -> None:
    page = tables_reference.PAGE.read_text(encoding="utf-8")
    assert page == tables_reference.written(page), "run python docs/tables_reference.py"


# ---- the rows -------------------------------------------------------------------------------


@given(found=st.lists(texts(), max_size=2))
def test_rows_are_what_the_schema_says(found: list[str]) -> None:
    digests = {f"{number}.txt": ud.parse(text) for number, text in enumerate(found)}
    assert [misfits(ud.rows(digests, name), table) for name, table in TABLES.items()] == [[]] * len(TABLES)


@each_table
def test_rows_of_a_digest_are_what_the_schema_says(name: str) -> None:
    found = ud.rows(ud.parse(TEXT), name)
    assert misfits(found, TABLES[name]) == []
    assert all(row["file"] is None for row in found if "file" in row)


@each_table
def test_several_digests_are_one_table(name: str) -> None:
    digest = ud.parse(TEXT)
    one = len(ud.rows(digest, name))
    pairs = ud.rows(iter([("a", digest), ("b", digest)]), name)
    assert pairs == ud.rows({"a": digest, "b": digest}, name)
    assert len(ud.rows([digest, digest], name)) == (one if name == "documents" else 2 * one)
    if one and "file" in pairs[0]:
        assert {row["file"] for row in pairs} == {"a", "b"}


def test_rows_hold_what_the_digest_holds() -> None:
    digest = ud.parse(TEXT)
    assert [row["text"] for row in ud.rows(digest, "dates")] == [date.text for date in digest.dates]
    assert [row["due"] for row in ud.rows(digest, "duties")] == [duty.due for duty in digest.duties]
    blocks = ud.rows(digest, "blocks")
    assert all(row["text"] == digest.source[row["start"] : row["end"]] for row in blocks)
    assert {row["kind"] for row in blocks} == {"title", "heading", "paragraph"}
    keys = {row["key"] for row in ud.rows(digest, "documents")}
    assert {row["document"] for row in ud.rows(digest, "occurrences")} <= keys
    (whole,) = ud.rows(digest, "digests")
    assert (whole["from"], whole["length"], whole["items"]) == (digest.period.start, len(TEXT), len(digest.items))


def test_what_comes_again_has_its_next_day() -> None:
    digest = ud.parse("Giao Sở Y tế báo cáo trước ngày 25 hằng tháng.")
    (row,) = ud.rows(digest, "duties", today=dt.date(2026, 6, 25))
    assert (row["due"], row["next"]) == (None, dt.date(2026, 7, 24))


def test_a_file_that_failed_is_a_row_of_diagnostics() -> None:
    failed = ud.UnreadableFileError("b.rtf", "a document in RTF: save it as .docx")
    found = [("b.rtf", failed), ("c.txt", FileNotFoundError("gone"))]
    assert [(r["file"], r["severity"], r["code"], r["message"]) for r in ud.rows(found, "diagnostics")] == [
        ("b.rtf", "error", "unreadable-file", "a document in RTF: save it as .docx"),
        ("c.txt", "error", "unreadable-file", "gone"),
    ]
    assert all(ud.rows(found, name) == [] for name in TABLES if name != "diagnostics")
    assert misfits(ud.rows(found, "diagnostics"), TABLES["diagnostics"]) == []


def test_what_is_no_table_or_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="no table is called 'people'; there are: digests, items"):
        ud.rows(ud.parse(""), "people")  # type: ignore[arg-type]
    for wrong in (None, TEXT, [TEXT], {"a": TEXT}, 5):
        with pytest.raises(TypeError, match="a Digest is needed"):
            ud.rows(wrong, "duties")  # type: ignore[arg-type]


# ---- the programs that take them ------------------------------------------------------------


@each_table
def test_duckdb_and_arrow_take_the_rows(name: str) -> None:
    arrow, duckdb = pytest.importorskip("pyarrow"), pytest.importorskip("duckdb")
    found = ud.rows({"a": ud.parse(TEXT), "b": ud.parse(TEXT)}, name)
    if found:
        made = arrow.Table.from_pylist(found)  # noqa: F841 - DuckDB finds it by its name
        assert duckdb.sql("select count(*) from made").fetchall() == [(len(found),)]
