"""Record batches in, rows of tables out: what a plain loop gives, with keys, and a bad text is a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import TEXT, texts
from ubnd_digest.formats import arrow

pa = pytest.importorskip("pyarrow")

ORDER = "Giao Sở Y tế báo cáo trước ngày 20/4/2022; giao Sở Xây dựng lập dự toán theo Quyết định số 1/QĐ-UBND."
TABLES = ud.tables()
JOINED = {"documents", "occurrences", "relations"}


def batch(**columns: Any) -> Any:
    return pa.record_batch(columns)


def read(batches: Any, table: str = "duties", **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ud.read_batches(batches, table, **options).read_all().to_pylist()
    return found


# ---- what comes out -------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_a_plain_loop(table: str) -> None:
    names, given = ["a.txt", None, "c.txt"], [TEXT, ORDER, ""]
    found = read(batch(file=names, week=[1, 2, 3], text=given), table)
    plain = []
    for week, name, text in zip([1, 2, 3], names, given, strict=True):
        of_one = ud.rows([(name, ud.parse(text))], table)
        with_name = {} if table != "documents" else {"file": name}
        plain += [{**with_name, "week": week, "error": None, **row} for row in of_one]
    assert found == plain


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_is_fixed_and_says_its_versions(table: str) -> None:
    reader = ud.read_batches(batch(id=["x"], text=[None]), table)
    own = TABLES[table].columns
    assert reader.schema.names == ["id", "error", *(column.name for column in own)]
    assert all(field.nullable for field in reader.schema)
    told = reader.schema.metadata
    versions = (told[b"table"].decode(), told[b"version"].decode(), told[b"batches"].decode())
    assert versions == (table, TABLES[table].version, "1.0")
    assert (
        ud.read_batches(pa.schema({"id": pa.string(), "text": pa.string()}).empty_table(), table).schema
        == reader.schema
    )


@given(
    # a column holds no half of a character
    given=st.lists(
        st.one_of(st.none(), texts().map(lambda text: text.encode(errors="replace").decode()), st.just(ORDER)),
        max_size=4,
    ),
    table=st.sampled_from([name for name in TABLES if name not in JOINED]),
    size=st.integers(1, 3),
)
def test_no_text_is_lost_and_none_stops_the_others(given: list[str | None], table: str, size: int) -> None:
    whole = pa.table({"n": range(len(given)), "text": pa.array(given, pa.string())})
    found = read(whole.to_batches(max_chunksize=size), table)
    assert [row["n"] for row in found] == sorted(row["n"] for row in found)
    for n, text in enumerate(given):
        of_one = [row for row in found if row["n"] == n]
        assert [row["error"] for row in of_one] == ["there is no text: null"] if text is None else True
        if text is not None:
            expected = ud.rows(ud.parse(text), table)
            assert [{key: row[key] for key in row if key not in ("n", "error")} for row in of_one] == expected


def test_texts_are_read_as_batches_are_asked_for() -> None:
    taken = 0

    def many() -> Iterator[Any]:
        nonlocal taken
        while True:
            taken += 1
            yield batch(text=[ORDER])

    reader = ud.read_batches(many())
    assert taken == 1
    next(reader), next(reader)
    assert taken == 2


def test_many_rows_are_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "_MOST_ROWS", 4)
    found = list(ud.read_batches(batch(n=[1, 2, 3, 4, 5], text=[ORDER, ORDER, "", ORDER, ""])))
    assert [part.column("n").to_pylist() for part in found] == [[1, 1, 2, 2], [4, 4]]


def test_nothing_gives_nothing() -> None:
    for none in ([], iter([]), [batch(text=pa.array([], pa.string()))], batch(text=["", "xin chào"])):
        reader = ud.read_batches(none)
        assert (reader.schema.names[0], list(reader)) == ("error", [])


def test_publisher_anchor_and_today_are_those_of_parse_and_rows() -> None:
    text = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3)\n\nGiao Sở Y tế báo cáo trước ngày 25 hằng tháng."
    (told,) = read(batch(text=[text]), "digests", anchor=dt.date(2020, 3, 1), publisher="vn-09")
    assert (told["to"], told["publisher"]) == (dt.date(2020, 3, 8), "vn-09")
    assert [row["next"] for row in read(batch(text=[text]), today=dt.date(2026, 6, 25))] == [dt.date(2026, 7, 24)]
    with pytest.raises(ud.UnknownPublisherError):
        ud.read_batches(batch(text=[text]), publisher="vn-99")
    assert read(batch(text=[text]), "digests", publisher="auto")[0]["error"] is None


# ---- keys, and kinds of columns -------------------------------------------------------------


def test_keys_of_any_type_are_carried_through() -> None:
    keys = {
        "day": pa.array([dt.date(2020, 1, 1)]),
        "tags": pa.array([["a", "b"]]),
        "made": pa.array([{"by": "x"}]),
        "code": pa.array(["c"]).dictionary_encode(),
        "view": pa.array(["v"], pa.string_view()),
    }
    reader = ud.read_batches(batch(**keys, text=[ORDER]))
    assert [field.type for field in reader.schema][:5] == [key.type for key in keys.values()]
    assert [list(row.values())[:5] for row in reader.read_all().to_pylist()] == [
        [dt.date(2020, 1, 1), ["a", "b"], {"by": "x"}, "c", "v"]
    ] * 2


def test_the_name_of_a_text_is_its_file() -> None:
    given = batch(file=["a.txt"], other=[1], text=[ORDER])
    assert [row["file"] for row in read(given, columns=[])] == ["a.txt"] * 2
    assert [row["items"] for row in read(given, "documents")] == [[]]
    assert [row["file"] for row in read(given, "documents", columns=["other"])] == ["a.txt"]
    assert read(batch(file=[7], text=[ORDER]), columns=["file"])[0]["file"] == "7"
    # a table without a column of that name has it once
    for columns in (None, ["other"], ["file", "other"]):
        names = ud.read_batches(given, "documents", columns=columns).schema.names
        assert names[: names.index("error")] == (["other", "file"] if columns == ["other"] else ["file", "other"])
    assert ud.read_batches(batch(file=[ORDER]), "documents", text="file").schema.names[0] == "error"


@pytest.mark.parametrize(
    "column",
    [
        pa.array([ORDER], pa.large_string()),
        pa.array([ORDER], pa.string_view()),
        pa.array([ORDER]).dictionary_encode(),
        pa.array([ORDER.encode()]),
        pa.array([ORDER.encode("utf-16")], pa.large_binary()),
        pa.chunked_array([[ORDER]]),
    ],
    ids=lambda column: str(column.type),
)
def test_texts_and_bytes_of_any_kind_are_read(column: Any) -> None:
    assert [row["due"] for row in read(pa.table({"text": column}))] == [dt.date(2022, 4, 19), None]


def test_bytes_are_read_as_the_files_that_they_are() -> None:
    pytest.importorskip("selectolax")
    page = f"<html><body><p>{ORDER}</p></body></html>".encode()
    pieces = [page, b"%PDF-1.4 broken", ud.to_json(ud.parse(ORDER)).encode(), b"{}", b"PK\3\4"]
    found = read(batch(file=["a.html", "b.pdf", "c.json", "d.json", "e.docx"], text=pieces), columns=[])
    assert [(row["file"], row["error"] is None) for row in found] == [
        *[("a.html", True)] * 2, ("b.pdf", False), *[("c.json", True)] * 2, ("d.json", False), ("e.docx", False),
    ]  # fmt: skip


# ---- what goes wrong ------------------------------------------------------------------------


def test_a_bad_text_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = pa.StringArray.from_buffers(
        2, pa.py_buffer(b"\0\0\0\0\2\0\0\0" + (2 + len(ORDER.encode())).to_bytes(4, "little")), pa.py_buffer(b"\xff\xfe" + ORDER.encode())
    )  # fmt: skip
    first, *others = read(batch(n=[1, 2], text=damaged))
    assert first["n"] == 1 and first["error"].startswith("UnicodeDecodeError: ") and first["text"] is None
    assert [(row["n"], row["error"]) for row in others] == [(2, None)] * 2
    parse = ud.Parser.parse

    def breaking(self: ud.Parser, text: str, **options: Any) -> ud.Digest:
        if text == "x":
            raise RecursionError("deep \udc80")
        return parse(self, text, **options)

    monkeypatch.setattr(ud.Parser, "parse", breaking)
    found = read(batch(text=["x", ORDER]))
    assert [row["error"] for row in found] == ["RecursionError: deep \\udc80", None, None]


def test_among_diagnostics_a_bad_text_is_one() -> None:
    bad, *rest = read(batch(file=["a", "b"], text=[None, ORDER]), "diagnostics")
    assert (bad["file"], bad["severity"], bad["code"], bad["message"]) == (
        "a",
        "error",
        "unreadable-file",
        bad["error"],
    )
    assert rest and all(row["error"] is None for row in rest)


@pytest.mark.parametrize(
    ("given", "options", "kind", "why"),
    [
        (batch(text=[1]), {}, ValueError, "no texts"),
        (batch(words=["a"]), {}, ValueError, "0 columns are called 'text'"),
        (batch(text=["a"]), {"columns": ["id"]}, ValueError, "0 columns are called 'id'"),
        (pa.record_batch([["a"], ["b"]], ["text", "text"]), {}, ValueError, "2 columns are called 'text'"),
        (batch(text=["a"], heading=["b"]), {}, ValueError, "heading"),
        (batch(text=["a"], error=["b"]), {}, ValueError, "error"),
        (batch(text=["a"]), {"table": "people"}, ValueError, "no table is called 'people'"),
        (ORDER, {}, TypeError, "str"),
        ({"text": [ORDER]}, {}, TypeError, "dict"),
        ([ORDER], {}, TypeError, "str in an iterable"),
        (5, {}, TypeError, "int"),
    ],
)
def test_what_cannot_be_done_is_told_before_a_text_is_read(given: Any, options: Any, kind: type, why: str) -> None:
    with pytest.raises(kind, match=why):
        ud.read_batches(given, **options)
    if kind is ValueError and "heading" in why:
        assert list(ud.read_batches(given, columns=[])) == []


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ud.MissingExtraError, match=r'pip install "ubnd-digest\[arrow\]"'):
        ud.read_batches([])


# ---- DuckDB ---------------------------------------------------------------------------------


@pytest.mark.slow  # a process that loads DuckDB
def test_relations_of_duckdb_go_in_and_out() -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as database:
        database.execute("CREATE TABLE weeks AS SELECT range AS week, $1 AS text FROM range(3000)", [ORDER])
        database.execute("INSERT INTO weeks VALUES (3000, NULL)")
        database.register("found", ud.read_batches(database.cursor().sql("FROM weeks ORDER BY week")))
        asked = database.sql(
            "SELECT week, responsible, due, error FROM found WHERE due IS NOT NULL OR error IS NOT NULL"
        )
        *read, last = asked.fetchall()
    assert read == [(week, "Sở Y tế", dt.date(2022, 4, 19), None) for week in range(3000)]
    assert last == (3000, None, None, "there is no text: null")
