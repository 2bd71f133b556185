"""How workbooks, databases and columnar files are made: how cells look, what leads where, which keys and indexes there are."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from support.elements import week
from ubnd_digest.formats.tables import write, xlsx
from ubnd_digest.formats.tables.records import entries, failure_row

FIRST = (
    "Kế hoạch trồng cây",
    (
        "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026 thay thế Quyết định số 4/QĐ-UBND ngày 03/3/2025."
        " Giao Sở Y tế, Sở Tài chính báo cáo trước ngày 30/4/2026 theo Quyết định số 5/QĐ-UBND."
    ),
)
SECOND = ("Phòng dịch", "UBND tỉnh yêu cầu các xã (vệ sinh chuồng trại.")


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(FIRST, SECOND)


# ---- workbooks -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(digest: ud.Digest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    ud.write_tables({"a.txt": digest, "b.txt": digest}, path)
    return openpyxl.load_workbook(path)


def cell(book: Any, sheet: str, column: str, row: int = 2) -> Any:
    """A cell by the name of its column."""
    heads = [one.value for one in book[sheet][1]]
    return book[sheet].cell(row, heads.index(column) + 1)


def test_a_workbook_tells_its_versions_and_no_moment(book: Any) -> None:
    versions = ", ".join(
        f"{name} {ud.tables()[name].version}" for name in ("duties", "documents", "dates", "diagnostics")
    )
    assert book.properties.description == f"Tables of ubnd-digest: {versions}"
    assert book.properties.created == dt.datetime(2000, 1, 1)


def test_heads_stand_out(book: Any) -> None:
    for sheet in book:
        for head in sheet[1]:
            look = (head.font.bold, head.alignment.vertical, head.fill.fgColor.rgb, head.border.left.style)
            assert look == (True, "top", "FFDDE6F0", "thin")


def test_cells_look_like_what_they_hold(book: Any) -> None:
    looks = {
        name: (
            one.data_type,
            one.number_format,
            one.alignment.vertical,
            bool(one.alignment.wrap_text),
            bool(one.font.bold),
        )
        for sheet, name in (
            ("duties", "file"),
            ("duties", "item"),
            ("duties", "text"),
            ("duties", "due"),
            ("duties", "parties"),
            ("dates", "inferred"),
        )
        for one in [cell(book, sheet, name)]
    }
    assert looks == {
        "file": ("s", "General", "top", False, False),
        "item": ("n", "General", "top", False, False),
        "text": ("s", "General", "top", True, False),
        "due": ("d", "yyyy-mm-dd", "top", False, False),
        "parties": ("s", "General", "top", False, False),
        "inferred": ("b", "General", "top", False, False),
    }
    assert cell(book, "duties", "parties").value == "Sở Y tế; Sở Tài chính"
    assert cell(book, "duties", "with").value is None


def test_columns_are_as_wide_as_they_need(book: Any) -> None:
    sheet = book["duties"]
    wide = {
        head.value: round(sheet.column_dimensions[head.column_letter].width - 0.7109375)
        for head in sheet[1]
        if head.column_letter in sheet.column_dimensions
    }
    assert {name: wide[name] for name in ("file", "item", "line", "column", "due")} == {
        "file": 8,  # the narrowest
        "item": 9,
        "line": 9,
        "column": 10,  # as its head needs, with the sign of the filter
        "due": 12,
    }
    assert wide["heading"] == len("Kế hoạch trồng cây") + 1
    assert wide["responsible"] == len("Sở Y tế, Sở Tài chính") + 1
    assert wide["text"] == 60  # the widest
    assert sheet.auto_filter.ref == f"A1:Q{sheet.max_row}" and sheet.freeze_panes == "A2"


def test_a_number_of_a_document_leads_to_its_row(book: Any) -> None:
    numbers = {one.value: one.row for one in book["documents"]["A"]}
    for row in (2, 4):  # of both files
        one = cell(book, "duties", "document", row)
        assert one.hyperlink.location == f"'documents'!A{numbers['5/QĐ-UBND']}"
        assert (one.font.underline, one.font.color.rgb, one.alignment.vertical) == ("single", "FF0B57D0", "top")
    assert [row[-2].hyperlink for row in book["duties"].iter_rows() if row[-2].value is None] == [None, None]


def test_of_one_file_without_a_name_documents_are_found_too(digest: ud.Digest, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    ud.write_tables(digest, tmp_path / "a.xlsx")
    ud.write_tables({"x.txt": digest}, tmp_path / "x.xlsx")  # of one file documents tell no name
    for name in ("a.xlsx", "x.xlsx"):
        link = cell(openpyxl.load_workbook(tmp_path / name), "duties", "document").hyperlink
        assert link.location == "'documents'!A2"
    ud.write_tables(digest, tmp_path / "b.xlsx", tables=["duties"])
    assert cell(openpyxl.load_workbook(tmp_path / "b.xlsx"), "duties", "document").hyperlink is None


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (dt.date(1900, 3, 1), "d", dt.datetime(1900, 3, 1)),
        (dt.date(1900, 2, 28), "s", "1900-02-28"),  # Excel counts a day before it that there was not
        (dt.date(2026, 4, 30), "d", dt.datetime(2026, 4, 30)),
        ("=1+1", "s", "=1+1"),
        ("https://example.org", "s", "https://example.org"),
        ("12", "s", "12"),
        (12, "n", 12),
        (0, "n", 0),
        (True, "b", True),
        (False, "b", False),
        (["a", "b"], "s", "a; b"),
        ([], "n", None),
        ("", "n", None),
        (None, "n", None),
        ("\ud800", "s", "\\ud800"),
        ("x" * 32_767, "s", "x" * 32_767),
        ("x" * 32_768, "s", "x" * 32_766 + "…"),
        ("\U0001f600" * 16_383, "s", "\U0001f600" * 16_383),
        ("\U0001f600" * 16_384, "s", "\U0001f600" * 16_383 + "…"),
    ],
    ids=lambda value: str(value)[:20].encode("ascii", "backslashreplace").decode(),
)
def test_values_of_cells(value: object, kind: str, shown: object, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = xlsx.Workbook(str(tmp_path / "a.xlsx"), [])
    sheet = book._book.add_worksheet("a")
    book._put(sheet, 0, 0, value)
    book.close()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]["A1"]
    assert (found.data_type, found.value, found.hyperlink) == (kind, shown, None)


@pytest.mark.parametrize(("length", "wraps"), [(60, False), (61, True)])
def test_long_texts_are_wrapped(length: int, wraps: bool, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = xlsx.Workbook(str(tmp_path / "a.xlsx"), [])
    sheet = book._book.add_worksheet("a")
    book._put(sheet, 0, 0, "x" * length)
    book._put(sheet, 1, 0, ["x" * length])
    book.close()
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert [bool(found[place].alignment.wrap_text) for place in ("A1", "A2")] == [wraps, False]


@pytest.mark.parametrize(
    ("kind", "head", "values", "width"),
    [
        ("text", "a", [], 8),
        ("text", "a", ["x" * 7], 8),
        ("text", "a", ["x" * 8, None], 9),
        ("text", "x" * 9, ["x"], 13),
        ("text", "a", ["x" * 59], 60),
        ("text", "a", ["x" * 99], 60),
        ("texts", "a", [["x" * 5, "x" * 5]], 13),
        ("date", "a", [dt.date(2026, 4, 30)], 12),
        ("date", "x" * 9, [], 13),
        ("integer", "a", [10**20], 9),
        ("integer", "x" * 6, [], 10),
        ("boolean", "a", [True], 9),
        # the first rows decide
        ("text", "a", ["x"] * 199 + ["x" * 20], 21),
        ("text", "a", ["x"] * 200 + ["x" * 20], 8),
    ],
)
def test_how_wide_a_column_is(kind: Any, head: str, values: list[Any], width: int) -> None:
    column = ud.Column("a", kind, optional=True, told="")
    assert xlsx._width(column, head, [{"a": value} for value in values]) == width


def test_rows_beyond_a_sheet_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    assert xlsx.MOST_ROWS == 2**20 - 1
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    for count, names in (
        (0, ["diagnostics"]),
        (2, ["diagnostics"]),
        (5, ["diagnostics", "diagnostics (2)", "diagnostics (3)"]),
    ):
        ud.write_tables([OSError(str(number)) for number in range(count)], tmp_path / "a.xlsx", tables=["diagnostics"])
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert book.sheetnames == names
        assert [row[-1] for sheet in book for row in list(sheet.values)[1:]] == [str(number) for number in range(count)]
        assert book[names[-1]].auto_filter.ref == f"A1:H{1 + max(count - 2 * (len(names) - 1), 1)}"


def test_words_of_a_workbook_are_those_of_its_language_and_names_are_not(digest: ud.Digest, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    ud.write_tables({"warning": digest}, tmp_path / "a.xlsx", lang="vi", tables=["diagnostics", "dates"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    (row,) = list(book["diagnostics"].values)[1:]
    assert (row[0], row[5], row[6], row[7]) == ("warning", "cảnh báo", *row[6:])
    assert row[7] == digest.diagnostics[0].in_language("vi")


# ---- databases -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def statements(digest: ud.Digest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """How each table and each index of a database is made."""
    return made(digest, tmp_path_factory.mktemp("data") / "a.sqlite")


def made(digest: ud.Digest, path: Path, **options: Any) -> dict[str, str]:
    ud.write_tables({"a.txt": digest}, path, **options)
    with closing(sqlite3.connect(path)) as database:
        return dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_a_database_has_the_columns_of_the_schema_with_their_types(statements: dict[str, str]) -> None:
    types = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "texts": "TEXT"}
    for name, table in ud.tables().items():
        lines = re.findall(r'^  "(\w+)" (\w+)( NOT NULL)?', statements[name], re.MULTILINE)
        assert lines == [(one.name, types[one.type], "" if one.optional else " NOT NULL") for one in table.columns]


def test_what_is_looked_for_has_an_index(statements: dict[str, str]) -> None:
    looked_for = {"due", "date", "from", "number", "code", "name"}
    wanted = {
        f"{name}_{column.name}": f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}")'
        for name, table in ud.tables().items()
        for column in table.columns
        if column.name in looked_for
    }
    assert {name: sql for name, sql in statements.items() if sql.startswith("CREATE INDEX")} == wanted


def test_keys_lead_from_table_to_table(statements: dict[str, str]) -> None:
    joined = {"documents", "occurrences", "relations"}
    with_item = {name for name, table in ud.tables().items() if any(one.name == "item" for one in table.columns)}
    for name in ud.tables():
        sql = statements[name]
        assert ("id INTEGER PRIMARY KEY" in sql) is (name not in joined)
        assert ("digest_id INTEGER REFERENCES digests(id)" in sql) is (name not in {*joined, "digests"})
        assert ("UNIQUE (digest_id, item)" in sql) is (name == "items")
        to_items = "FOREIGN KEY (digest_id, item) REFERENCES items(digest_id, item)" in sql
        assert to_items is (name in with_item - joined - {"items"})
    assert '"key" TEXT NOT NULL PRIMARY KEY' in statements["documents"]
    assert '"document" TEXT NOT NULL REFERENCES documents(key)' in statements["occurrences"]
    for column in ("source", "target"):
        assert f'"{column}" TEXT NOT NULL REFERENCES documents(key)' in statements["relations"]


def test_keys_lead_to_no_table_that_is_not_there(digest: ud.Digest, tmp_path: Path) -> None:
    found = made(digest, tmp_path / "a.sqlite", tables=["duties", "relations"])
    assert set(found) == {"schema_versions", "duties", "duties_due", "relations"}
    assert not any("REFERENCES" in sql for sql in found.values())


def test_a_database_tells_the_versions_of_its_schemas(digest: ud.Digest, tmp_path: Path) -> None:
    made(digest, tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        versions = dict(database.execute('SELECT "table", version FROM schema_versions'))
        assert versions == {name: table.version for name, table in ud.tables().items()}
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_rows_of_a_database_know_their_digest(digest: ud.Digest, tmp_path: Path) -> None:
    given = [("a", digest), ("b", OSError("gone")), ("\ud800", digest)]
    ud.write_tables(given, tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        assert database.execute("SELECT id, file FROM digests").fetchall() == [(1, "a"), (2, "\\ud800")]
        of_digests = database.execute("SELECT digest_id, file, code FROM diagnostics ORDER BY id").fetchall()
        doubt = digest.diagnostics[0].code
        assert of_digests == [(1, "a", doubt), (None, "b", "unreadable-file"), (2, "\\ud800", doubt)]
        lists = database.execute("SELECT parties, due FROM duties WHERE digest_id = 1 ORDER BY id").fetchall()
        assert lists == [('["Sở Y tế", "Sở Tài chính"]', "2026-04-29"), ("[]", None)]
        plain = database.execute("SELECT plain FROM blocks WHERE kind = 'paragraph' ORDER BY id").fetchone()
        assert plain == (FIRST[1].replace("đ", "d").replace("Đ", "D"),)


# ---- columnar files --------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["parquet", "arrow", "feather"])
def test_a_columnar_file_tells_its_table_and_what_its_columns_say(
    digest: ud.Digest, ending: str, tmp_path: Path
) -> None:
    pa = pytest.importorskip("pyarrow")
    path = str(tmp_path / f"a.{ending}")
    ud.write_tables({"a": digest}, path, tables=["duties"])
    if ending == "parquet":
        found = pytest.importorskip("pyarrow.parquet").read_schema(path)
    else:
        with pa.memory_map(path) as source:
            found = pa.ipc.open_file(source).schema
    table = ud.tables()["duties"]
    assert {key.decode(): value.decode() for key, value in found.metadata.items() if key != b"ARROW:schema"} == {
        "table": "duties",
        "version": table.version,
        "made_by": "ubnd-digest",
    }
    types = {"text": "string", "integer": "int64", "boolean": "bool", "date": "date32[day]"}
    for column, one in zip(table.columns, found, strict=True):
        assert (one.name, one.nullable) == (column.name, column.optional)
        assert one.metadata[b"told"].decode() == column.told
        if column.type == "texts":
            inner = "element" if ending == "parquet" else "item"  # as each of them calls it
            assert str(one.type) == f"list<{inner}: string not null>"
        else:
            assert str(one.type) == types[column.type]


def test_rows_are_written_in_groups(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    given = [OSError(str(number)) for number in range(20_001)]
    ud.write_tables(given, tmp_path / "a.parquet", tables=["diagnostics"])
    file = parquet.ParquetFile(tmp_path / "a.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [20_000, 1]
    assert file.read()["message"].to_pylist() == [str(number) for number in range(20_001)]


def test_a_file_may_have_a_name_that_is_no_text(digest: ud.Digest, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    given = {"\udcff.txt": digest, "b.txt": digest}  # of several files documents tell the name
    ud.write_tables(given, tmp_path / "a.parquet", tables=["documents"])
    assert parquet.read_table(tmp_path / "a.parquet")["items"].to_pylist()[0] == ["\\udcff.txt:0", "b.txt:0"]
    ud.write_tables(given, tmp_path / "a.db", tables=["documents"])
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        assert database.execute("SELECT items FROM documents").fetchone() == ('["\\\\udcff.txt:0", "b.txt:0"]',)


# ---- rows and names --------------------------------------------------------------------------


def test_what_a_file_holds_where_no_table_is_asked_for() -> None:
    assert write.default_tables("xlsx") == ("duties", "documents", "dates", "diagnostics")
    assert write.default_tables("sqlite") == tuple(ud.tables())
    assert write.default_tables("parquet") == write.default_tables("arrow") == ()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".xlsx", "xlsx"),
        (".sqlite", "sqlite"),
        (".sqlite3", "sqlite"),
        (".db", "sqlite"),
        (".parquet", "parquet"),
        (".arrow", "arrow"),
        (".feather", "arrow"),
    ],
)
def test_the_ending_of_a_name_tells_the_format(ending: str, kind: str) -> None:
    assert write.ENDINGS[ending] == kind
    assert set(write.WRITTEN) == set(write.ENDINGS.values())


def test_the_row_of_a_file_that_failed_says_nothing_else() -> None:
    for error in (OSError("gone"), ud.UnreadableFileError("a.txt", "gone")):
        row = failure_row("a.txt", error)
        told = {name: value for name, value in row.items() if value is not None}
        assert told == {"file": "a.txt", "severity": "error", "code": "unreadable-file", "message": "gone"}
        assert list(row) == [column.name for column in ud.tables()["diagnostics"].columns]


def test_entries_are_digests_with_their_names(digest: ud.Digest) -> None:
    error = OSError("gone")
    assert list(entries(digest)) == [(None, digest)]
    assert list(entries([digest, ("a", digest), ("b", error), error])) == [
        *((None, digest), ("a", digest), ("b", error), (None, error))
    ]
    assert list(entries({"a": digest})) == [("a", digest)]
    for wrong in ("a", 5, None):
        with pytest.raises(TypeError, match=f"a Digest is needed, or several, not {type(wrong).__name__}"):
            list(entries(wrong))  # type: ignore[arg-type]
    for wrong in (["a"], [("a", digest, 1)]):
        with pytest.raises(TypeError, match=f"a Digest is needed, not {type(wrong[0]).__name__}"):  # type: ignore[index]
            list(entries(wrong))  # type: ignore[arg-type]


def test_a_row_of_a_digest_tells_what_it_is_and_how_much_it_holds(digest: ud.Digest) -> None:
    (row,) = ud.rows({"a.txt": digest}, "digests")
    assert digest.grammar is not None
    assert row == {
        "file": "a.txt",
        "title": str(digest.title),
        "from": dt.date(2026, 3, 2),
        "to": dt.date(2026, 3, 8),
        "publisher": digest.grammar.id,
        "grammar": digest.grammar.version,
        "anchor": digest.anchor,
        "length": len(digest.source),
        "items": 2,
        "duties": 2,
        "diagnostics": 1,
    }
    (row,) = ud.rows(ud.Digest("a"), "digests")
    assert {name for name, value in row.items() if value is None} == {
        *("file", "title", "from", "to", "publisher", "grammar", "anchor")
    }


def test_rows_of_blocks_tell_where_they_stand(digest: ud.Digest) -> None:
    rows = [(row["item"], row["kind"], row["line"], row["column"], row["text"]) for row in ud.rows(digest, "blocks")]
    assert rows == [
        (None, "title", 1, 1, str(digest.title)),
        *[(0, "heading", 3, 1, FIRST[0]), (0, "paragraph", 5, 1, FIRST[1])],
        *[(1, "heading", 7, 1, SECOND[0]), (1, "paragraph", 9, 1, SECOND[1])],
    ]
    lead = ud.parse(
        f"{digest.title}\n\n- Trồng cây;\n- Dệt chiếu.\n\nTrồng cây\n\nUBND tỉnh họp.\n\nDệt chiếu\n\nUBND tỉnh họp."
    )
    kinds = [(row["item"], row["kind"]) for row in ud.rows(lead, "blocks")]
    assert kinds[:3] == [(None, "title"), (None, "lead"), (None, "lead")]


def test_rows_of_documents_tell_who_names_them(digest: ud.Digest) -> None:
    given = {"a.txt": digest, "b.txt": digest}
    rows = ud.rows(given, "occurrences")
    assert [(row["file"], row["item"], row["kind"], row["role"]) for row in rows if "5/" in row["text"]] == [
        (file, 0, "references", one.role.value) for file in given for one in digest.references if "5/" in one.text
    ]
    relations = ud.rows(given, "relations")
    assert [(row["file"], row["kind"], row["text"]) for row in relations] == [
        (file, "replaces", "thay thế") for file in given
    ]
    for row in relations:
        assert digest.source[row["start"] : row["end"]] == "thay thế"
    (law,) = ud.rows(ud.parse("Theo Luật Đất đai năm 2024."), "occurrences")
    assert (law["kind"], law["role"], law["file"], law["item"]) == ("laws", None, None, None)
