"""Tables in files: a workbook read back, a database asked, Parquet and Arrow files read, CSV that nothing runs."""

from __future__ import annotations

import csv
import io
import locale
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import TEXT
from ubnd_digest.cli import asked, main
from ubnd_digest.formats import delimited
from ubnd_digest.formats.tables import xlsx

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = str(EXAMPLES / "clean.txt")
HOSTILE = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)

=HYPERLINK("http://example.org","x")

UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 03/3/2020. Giao Sở Y tế =1+1; +2 trước ngày 20/4/2020.

@SUM(A1:A9)

UBND tỉnh ban hành Quyết định số 12/QĐ-UBND ngày 05/3/2020. Giao Sở Xây dựng rà soát https://example.org.
"""
Output = pytest.CaptureFixture[bytes]


def digests() -> dict[str, ud.Digest]:
    return {"=cmd|a.txt": ud.parse(HOSTILE), "b.txt": ud.parse(TEXT)}


def plain(value: Any) -> Any:
    return "; ".join(value) or None if isinstance(value, list) else value


# ---- workbooks ------------------------------------------------------------------------------


@pytest.fixture
def workbook(tmp_path: Path) -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    ud.write_tables(digests(), tmp_path / "a.xlsx")
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def test_a_workbook_holds_the_rows(workbook: Any) -> None:
    assert workbook.sheetnames == ["duties", "documents", "dates", "diagnostics"]
    for name in workbook.sheetnames:
        head, *lines = workbook[name].values
        table = ud.tables()[name]
        assert list(head) == [column.name for column in table.columns]
        found = ud.rows(digests(), name)
        days = {column.name for column in table.columns if column.type == "date"}
        for row, line in zip(found, lines, strict=False):
            for column, cell in zip(row, line, strict=True):
                shown = cell.date() if column in days and cell is not None else cell
                assert shown == (plain(row[column]) or None if row[column] == "" else plain(row[column]))
        assert len(lines) >= len(found)


def test_a_workbook_has_filters_a_frozen_head_widths_and_real_days(workbook: Any) -> None:
    sheet = workbook["duties"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:Q{sheet.max_row}")
    assert sheet.column_dimensions["M"].width > sheet.column_dimensions["D"].width
    day = next(cell for cell in sheet["I"][1:] if cell.value)
    assert day.is_date and day.number_format == "yyyy-mm-dd"


def test_nothing_in_a_workbook_runs_or_leads_out_of_it(workbook: Any) -> None:
    cells = [cell for sheet in workbook for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links and all(link.target is None and link.location.startswith("'documents'!A") for link in links)
    assert "=cmd|a.txt" in [cell.value for cell in cells]


def test_links_lead_to_the_document(workbook: Any) -> None:
    documents = workbook["documents"]
    for cell in workbook["duties"]["P"][1:]:
        if cell.hyperlink:
            assert documents[cell.hyperlink.location.rpartition("!")[2]].value == cell.value


def test_a_workbook_speaks_the_language_that_is_asked_for(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    digest = ud.parse(
        "Họp tuần (từ ngày 02/3 - 08/3/2020)\n\nSửa cầu\n\nGiao Sở Y tế báo cáo (trước ngày 31/02/2020.\n"
    )
    sheets = {}
    for lang in ("en", "vi"):
        ud.write_tables({"a.txt": digest}, tmp_path / f"{lang}.xlsx", lang=lang)
        sheets[lang] = list(openpyxl.load_workbook(tmp_path / f"{lang}.xlsx")["diagnostics"].values)
    words = [doubt.in_language("vi") for doubt in digest.diagnostics]
    assert [row[-1] for row in sheets["en"][1:]] == [doubt.message for doubt in digest.diagnostics]
    assert [row[-1] for row in sheets["vi"][1:]] == words and words[0] not in (row[-1] for row in sheets["en"])
    assert not set(sheets["vi"][0]) & set(sheets["en"][0])
    assert {row[-3] for row in sheets["vi"][1:]} <= {"lỗi", "cảnh báo", "lưu ý"}
    with pytest.raises(ValueError, match="xx"):
        ud.write_tables({"a.txt": digest}, tmp_path / "x.xlsx", lang="xx")


def test_the_same_tables_give_the_same_workbook(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    for name in ("a.xlsx", "b.xlsx"):
        ud.write_tables(digests(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_a_cell_cannot_hold_is_cut_and_other_sheets_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    found = [("\ud800" * 3, RuntimeError("\0\x1b_x0041_" + "dài" * 20_000)), ("b", RuntimeError("b"))]
    ud.write_tables([*found, ("c", OSError("c"))], tmp_path / "a.xlsx", tables=["diagnostics"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["diagnostics", "diagnostics (2)"]
    assert (book["diagnostics"]["A2"].value, book["diagnostics (2)"]["A2"].value) == (r"\ud800\ud800\ud800", "c")
    message = book["diagnostics"]["H2"].value
    assert "_x0041_" in message and message.endswith("dà\u2026" if message[-2] == "à" else "\u2026")


# ---- databases ------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    failed = ud.UnreadableFileError("c.rtf", "a document in RTF")
    ud.write_tables([("c.rtf", failed), *digests().items()], tmp_path / "a.sqlite")
    connection = sqlite3.connect(tmp_path / "a.sqlite")
    yield connection
    connection.close()


def test_a_database_holds_the_rows_of_all_tables(database: sqlite3.Connection) -> None:
    for name, table in ud.tables().items():
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        lines = database.execute(f'SELECT {columns} FROM "{name}"').fetchall()
        assert len(lines) == len(ud.rows(digests(), name)) + (name == "diagnostics"), name
    versions = dict(database.execute("SELECT * FROM schema_versions"))
    assert versions == {name: table.version for name, table in ud.tables().items()}


def test_the_keys_of_a_database_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    by_key = """SELECT d.file, i.heading, t.due FROM duties t JOIN digests d ON d.id = t.digest_id
                LEFT JOIN items i ON (i.digest_id, i.item) = (t.digest_id, t.item) WHERE t.due IS NOT NULL"""
    shown = [
        (row["file"], row["heading"], row["due"].isoformat()) for row in ud.rows(digests(), "duties") if row["due"]
    ]
    assert database.execute(by_key).fetchall() == shown
    keys = {table: database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall() for table in ud.tables()}
    assert all(keys[table] for table in keys if table not in ("digests", "documents"))
    failed = database.execute("SELECT digest_id, file, code FROM diagnostics WHERE digest_id IS NULL").fetchall()
    assert failed[0] == (None, "c.rtf", "unreadable-file")


WORDS = ["Đường đê Trà Bồng", "ĐƯỜNG ĐÊ TRÀ BỒNG", "đường", "de tra bong", "duong", "Duong de", "DUONG", "đê"]


@pytest.mark.parametrize("wanted", [*WORDS, "Đuong", "đương đê", '"đường đê"', "duo*"])
def test_words_are_found_without_diacritics(wanted: str, tmp_path: Path) -> None:
    import unicodedata

    text = TEXT + "\nĐắp lại mặt Đường đê Trà Bồng\n\nUBND tỉnh ban hành Kế hoạch số 8/KH-UBND ngày 09/01/2026.\n"
    for form in ("NFC", "NFD"):
        path = tmp_path / f"{form}.sqlite"
        ud.write_tables(ud.parse(unicodedata.normalize(form, text)), path, tables=["blocks"])
        connection = sqlite3.connect(path)
        query = "SELECT text FROM blocks WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        (found,) = connection.execute(query, (wanted,)).fetchall()
        connection.close()
        assert unicodedata.normalize("NFC", found[0]).startswith("Đắp lại")


# ---- Parquet and Arrow ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ud.tables())
@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_a_file_of_columns_holds_the_rows(name: Any, ending: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet

    path = tmp_path / f"a.{ending}"
    ud.write_tables(digests(), path, tables=[name])
    table = pa.parquet.read_table(path) if ending == "parquet" else pa.ipc.open_file(path).read_all()
    assert table.to_pylist() == ud.rows(digests(), name)[: len(table)]
    assert len(table) >= len(ud.rows(digests(), name))
    schema = ud.tables()[name]
    assert table.schema.metadata[b"version"].decode() == schema.version
    assert [field.nullable for field in table.schema] == [column.optional for column in schema.columns]


def test_duckdb_asks_many_files(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    for week in (1, 2):
        ud.write_tables({f"{week}.txt": ud.parse(TEXT)}, tmp_path / f"{week}.parquet", tables=["duties"])
    query = (
        f"SELECT parties[1], count(*), min(due) FROM '{tmp_path}/*.parquet' WHERE due < DATE '2026-12-31' GROUP BY 1"
    )
    first = ud.parse(TEXT).duties[0]
    assert (first.parties[0].name, 2, first.due) in duckdb.sql(query).fetchall()


# ---- files, whole or not at all -------------------------------------------------------------


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_text("old")

    def broken() -> Iterator[ud.Digest]:
        yield ud.parse(TEXT)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        ud.write_tables(broken(), path)
    assert (path.read_text(), [one.name for one in tmp_path.iterdir()]) == ("old", ["a.sqlite"])
    ud.write_tables(ud.parse(TEXT), path)
    assert path.read_bytes().startswith(b"SQLite") and len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"the format of '.*a\.txt' is not known; there are: xlsx, sqlite"):
        ud.write_tables(ud.parse(TEXT), tmp_path / "a.txt")
    with pytest.raises(ValueError, match="holds one table"):
        ud.write_tables(ud.parse(TEXT), tmp_path / "a.parquet")
    with pytest.raises(ValueError, match="no table is called"):
        ud.write_tables(ud.parse(TEXT), tmp_path / "a.sqlite", tables=["people"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("package", "extra", "form"), [("xlsxwriter", "xlsx", "xlsx"), ("pyarrow", "arrow", "parquet")]
)
def test_the_extra_that_is_missing_is_named(
    package: str, extra: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Output
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    assert main(["duties", "--format", form, "-o", str(tmp_path / "a"), CLEAN]) == 2
    assert f'pip install "ubnd-digest[{extra}]"' in capsysbinary.readouterr().err.decode()
    assert not list(tmp_path.iterdir())


# ---- the command ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "sqlite", "parquet", "arrow"])
@pytest.mark.parametrize("command", ["parse", "duties", "deadlines", "references", "dates", "documents", "check"])
def test_commands_write_files(command: str, form: str, tmp_path: Path, capsysbinary: Output) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("xlsxwriter")
    path = tmp_path / "a"
    assert main([command, "--format", form, "-o", str(path), CLEAN, "missing.txt"]) == 2
    assert b"missing.txt: No such file" in capsysbinary.readouterr().err
    assert path.stat().st_size > 500
    assert main([command, "--format", form, CLEAN]) == 2
    assert b"say which with -o FILE" in capsysbinary.readouterr().err


def test_a_choice_holds_in_files_too(tmp_path: Path, capsysbinary: Output) -> None:
    path = str(tmp_path / "a.sqlite")
    chosen = ["--responsible", "so xay dung", "--until", "2025-12-31"]
    assert main(["duties", *chosen, "--format", "sqlite", "--output", path, str(EXAMPLES)]) == 0
    connection = sqlite3.connect(path)
    assert {row[0] for row in connection.execute("SELECT responsible FROM duties")} == {"Sở Xây dựng"}
    assert connection.execute("SELECT count(*) FROM digests").fetchone() == (2,)
    connection.close()


def test_processes_write_the_same_file(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    for name, jobs in (("a", "1"), ("b", "2")):
        assert main(["parse", "--format", "xlsx", "-o", str(tmp_path / name), "--jobs", jobs, str(EXAMPLES)]) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_any_output_goes_into_a_file(tmp_path: Path, capsysbinary: Output) -> None:
    main(["duties", "--format", "ndjson", CLEAN])
    shown = capsysbinary.readouterr().out
    main(["duties", "--format", "jsonl", "-o", str(tmp_path / "a"), CLEAN])
    assert ((tmp_path / "a").read_bytes(), capsysbinary.readouterr().out) == (shown, b"")


@pytest.mark.parametrize("end", ["raise KeyboardInterrupt", "os._exit(9)"])
def test_what_ends_in_the_middle_of_writing_leaves_the_old_file(tmp_path: Path, end: str) -> None:
    code = f"""
import os, sys
from pathlib import Path
from ubnd_digest.formats.atomic import atomically
with atomically(sys.argv[1]) as name:
    Path(name).write_text("half")
    {end}
"""
    target = tmp_path / "a.jsonl"
    target.write_text("old", encoding="utf-8")
    assert subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, check=False).returncode
    assert target.read_text(encoding="utf-8") == "old"
    assert end == "os._exit(9)" or list(tmp_path.iterdir()) == [target]


def test_a_file_that_failed_is_among_the_diagnostics(capsysbinary: Output) -> None:
    assert main(["check", "--format", "csv", "missing.txt", CLEAN]) == 2
    (row,) = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode(), newline=""))
    assert (row["file"], row["code"], row["severity"]) == ("missing.txt", "unreadable-file", "error")


# ---- CSV ------------------------------------------------------------------------------------

RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ALONE = ("+", "-", "＋", "－")  # without anything behind them they are no formula


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n;,\"' a＝"), max_size=12))
def test_no_cell_of_csv_runs(text: str) -> None:
    for separator in (",", ";"):
        dialect = delimited.Dialect(separator)
        written = "".join(delimited.csv_rows([{"a": text, "b": [text]}], ["a", "b"], dialect))
        (row,) = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
        assert not any(cell.startswith(RUNS) for cell in row if cell not in ALONE)
        # a program that takes another sign for the end of a cell
        pieces = [piece for other in ",;\t" for piece in row[0].split(other)]
        assert not any(piece.startswith(RUNS) for piece in pieces if piece not in ALONE)
        exact = "".join(delimited.csv_rows([{"a": text}], ["a"], dialect._replace(harmless=False)))
        assert [*csv.reader(io.StringIO(exact, newline=""), delimiter=separator)] in (
            [[text]],
            [[]] if not text else [],
        )


def test_numbers_and_words_stay_as_they_are() -> None:
    row = {"days": -3, "text": "giai đoạn 2021 - 2025; 5 + 5 = 10, a@b.vn"}
    assert "".join(delimited.csv_rows([row], ["days", "text"])) == '-3,"giai đoạn 2021 - 2025; 5 + 5 = 10, a@b.vn"\r\n'


@pytest.mark.parametrize(("point", "separator"), [(",", ";"), (".", ",")])
def test_csv_for_excel(
    point: str, separator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Output
) -> None:
    monkeypatch.setattr(asked, "separator_of_locale", lambda _lang: {",": ";", ".": ","}[point])
    path = tmp_path / "=a.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["duties", "--excel", "=a.txt"]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)]
    assert rows[0]["file"] == "'=a.txt"
    assert main(["duties", "--format", "csv", "--exact-cells", "--separator", "tab", "=a.txt"]) == 0
    assert "\r\n=a.txt\t0\t" in capsysbinary.readouterr().out.decode()


def test_a_locale_that_the_system_knows_tells_the_separator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "setlocale", lambda _category, name=None: "xx_XX.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    for point, separator in ((",", ";"), (".", ",")):
        monkeypatch.setattr(locale, "localeconv", lambda point=point: {"decimal_point": point})
        assert delimited.separator_of_locale("vi") == separator
        assert delimited.separator_of_locale() == separator


NAMES = [
    *(("LC_ALL", "vi_VN.UTF-8", ";"), ("LC_NUMERIC", "de_DE.utf8", ";"), ("LANG", "fr_FR@euro", ";")),
    *(("LANG", "en_US.UTF-8", ","), ("LANG", "de_CH.UTF-8", ","), ("LANG", "es_MX", ","), ("LC_ALL", "en_ZA", ";")),
    *(("LC_ALL", "zz_ZZ", ","), ("LANG", "not a locale", ",")),
]


@pytest.mark.parametrize(("variable", "name", "separator"), NAMES)
def test_the_name_of_a_locale_that_is_not_there_tells_the_separator(
    variable: str, name: str, separator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def setlocale(_category: int, name: str | None = None) -> str:
        if name == "":
            raise locale.Error("unsupported locale setting")
        return "C"

    monkeypatch.setattr(locale, "setlocale", setlocale)
    for other in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv(variable, name)
    assert delimited.separator_of_locale("vi") == separator


@pytest.mark.parametrize("name", [None, "", "C", "POSIX", "C.UTF-8"])
def test_without_a_locale_the_language_of_the_command_tells_the_separator(
    name: str | None, monkeypatch: pytest.MonkeyPatch, capsysbinary: Output
) -> None:
    for other in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setattr(locale, "setlocale", lambda _category, _name=None: "C.UTF-8" if name else "C")
    if name is not None:
        monkeypatch.setenv("LC_ALL", name)
    assert (delimited.separator_of_locale("vi"), delimited.separator_of_locale("en")) == (";", ",")
    for lang, separator in (("vi", b";"), ("en", b",")):
        assert main(["duties", "--lang", lang, "--excel", CLEAN]) == 0
        assert capsysbinary.readouterr().out.startswith(b"\xef\xbb\xbffile" + separator)


def test_options_of_csv_go_with_csv(capsysbinary: Output) -> None:
    assert main(["duties", "--format", "json", "--separator", ";", CLEAN]) == 2
    assert b"--separator goes with --format csv" in capsysbinary.readouterr().err
