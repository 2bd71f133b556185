"""The records of the command agree with the library, in every format."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import differences, main, report
from ubnd_digest.cli.jobs import COMMANDS
from ubnd_digest.formats import rows
from ubnd_digest.formats.rows import Choice

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = str(EXAMPLES / "clean.txt")
SLIPS = str(EXAMPLES / "slips.txt")
LISTS = ("references", "dates", "deadlines", "duties")

Output = pytest.CaptureFixture[bytes]
Record = dict[str, Any]


def out(capture: Output) -> str:
    return capture.readouterr().out.decode("utf-8")


def json_lines(text: str) -> list[Record]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def csv_records(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(params=[CLEAN, SLIPS], ids=["clean", "slips"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def digest(name: str) -> ud.Digest:
    return ud.parse(Path(name).read_bytes().decode("utf-8"))


# ---- every command in every format ----------------------------------------------------------


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "overview"])
def test_csv_has_the_columns_of_the_records(command: str, capsysbinary: Output) -> None:
    main([command, "--format", "csv", CLEAN, SLIPS])
    text = out(capsysbinary)
    assert text.startswith(",".join(COMMANDS[command].columns) + "\r\n")
    found = csv_records(text)
    assert {None} & {key for record in found for key in record} == set()
    assert list(dict.fromkeys(record["file"] for record in found)) in ([CLEAN, SLIPS], [SLIPS])


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("overview", "parse")])
def test_all_formats_hold_the_same_records(command: str, capsysbinary: Output) -> None:
    found = {}
    for form in ("json", "jsonl", "csv"):
        main([command, "--format", form, CLEAN, SLIPS])
        found[form] = out(capsysbinary)
    array = json.loads(found["json"])
    assert array == json_lines(found["jsonl"])
    columns = COMMANDS[command].columns
    as_text = [
        {
            key: ""
            if record.get(key) is None
            else str(record[key]).lower()
            if record[key] in (True, False) and isinstance(record[key], bool)
            else "; ".join(record[key])
            if isinstance(record[key], list)
            else str(record[key])
            for key in columns
        }
        for record in array
    ]
    assert csv_records(found["csv"]) == as_text


@pytest.mark.parametrize("command", [*LISTS, "check"])
def test_records_have_their_columns_in_order_and_name_their_file(command: str, capsysbinary: Output) -> None:
    main([command, "--format", "jsonl", SLIPS])
    found = json_lines(out(capsysbinary))
    assert found
    assert all(tuple(record) == COMMANDS[command].columns and record["file"] == SLIPS for record in found)


@pytest.mark.parametrize("command", [*LISTS, "annotations", "check"])
def test_no_records_are_valid_in_every_format(command: str, tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Chỉ đạo, điều hành trong tuần\n", encoding="utf-8")
    for form in ("table", "json", "jsonl", "csv"):
        main([command, "--format", form, str(path)])
        text = out(capsysbinary)
        if form == "json":
            assert isinstance(json.loads(text), list)
        elif form == "csv":
            csv_records(text)
        elif command in LISTS:
            assert text == ""


def test_a_table_names_the_file_in_every_row_where_there_are_several(capsysbinary: Output) -> None:
    main(["deadlines", CLEAN])
    alone = out(capsysbinary).split("\n")
    assert alone[0].split()[0] == "DUE"
    main(["deadlines", CLEAN, SLIPS])
    header, *rows = out(capsysbinary).rstrip("\n").split("\n")
    assert header.split()[0] == "FILE"
    assert list(dict.fromkeys(row.split()[0] for row in rows)) == [CLEAN, SLIPS]
    assert len({row.index("2025-") for row in rows}) == 1


# ---- they are those of the library ----------------------------------------------------------


def test_places_are_those_of_the_text(name: str, digest: ud.Digest, capsysbinary: Output) -> None:
    lines = digest.source.splitlines(keepends=True)
    for command in LISTS:
        main([command, "--format", "jsonl", name])
        for record in json_lines(out(capsysbinary)):
            assert digest.source[record["start"] : record["end"]] == record["text"]
            assert sum(map(len, lines[: record["line"] - 1])) + record["column"] - 1 == record["start"]
            item = record["item"]
            inside = [n for n, i in enumerate(digest.items) if i.span.start <= record["start"] < i.span.end]
            assert inside == ([] if item is None else [item])
            assert record["heading"] == (None if item is None else str(digest.items[item].heading))


def test_references_are_those_of_the_digest(name: str, digest: ud.Digest) -> None:
    found = list(rows.mentions(name, digest, "references"))
    assert [(r["number"], r["role"]) for r in found] == [(str(r.number), r.role.value) for r in digest.references]
    assert [r["date"] for r in found] == [
        r.date.start.isoformat() if r.date and r.date.start else None for r in digest.references
    ]


def test_dates_are_those_of_the_digest(name: str, digest: ud.Digest) -> None:
    found = list(rows.mentions(name, digest, "dates"))
    assert [(d["edtf"], d["inferred"], d["problem"]) for d in found] == [
        (d.edtf, d.inferred, d.problem) for d in digest.dates
    ]
    assert [(d["from"], d["to"]) for d in found] == [(rows.iso(d.start), rows.iso(d.end)) for d in digest.dates]


def test_deadlines_are_those_of_the_digest(name: str, digest: ud.Digest) -> None:
    found = list(rows.mentions(name, digest, "deadlines"))
    assert [(d["due"], d["relation"], d["named"], d["responsible"]) for d in found] == [
        (rows.iso(d.due), d.relation.value, d.named.edtf, d.responsible) for d in digest.deadlines
    ]
    assert {d["time"] for d in found} <= {None, "16:00", "17:00", "10:00", "11:30"}


def test_items_are_those_of_the_digest(name: str, digest: ud.Digest) -> None:
    found = list(rows.items(name, digest))
    assert [i["item"] for i in found] == list(range(len(digest.items)))
    assert [i["heading"] for i in found] == [str(item.heading) for item in digest.items]
    assert sum(i["deadlines"] for i in found) == sum(len(item.deadlines) for item in digest.items)
    assert all(tuple(i) == rows.ITEMS for i in found)


# ---- which deadlines ------------------------------------------------------------------------

TEXT = """\
Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01/2026)

Trồng rừng phòng hộ; Chợ đêm.

Trồng rừng phòng hộ
Giao Sở Y tế báo cáo trước ngày 21/01/2026; giao UBND huyện Hoà An báo cáo chậm nhất ngày 31/01/2026.
Giao Công an tỉnh báo cáo trước cuối quý I/2026; giao Sở Tài chính báo cáo trước 16 giờ ngày 02/02/2026.
"""


@pytest.fixture
def week(tmp_path: Path) -> str:
    path = tmp_path / "week.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def due(week: str, capture: Output, *options: str) -> list[str | None]:
    assert main(["deadlines", "--format", "jsonl", *options, week]) == 0
    return [record["due"] for record in json_lines(out(capture))]


def test_bounds_are_inclusive_days(week: str, capsysbinary: Output) -> None:
    assert due(week, capsysbinary) == ["2026-01-20", "2026-01-31", None, "2026-02-02"]
    assert due(week, capsysbinary, "--from", "2026-01-31") == ["2026-01-31", "2026-02-02"]
    assert due(week, capsysbinary, "--until", "2026-01-31") == ["2026-01-20", "2026-01-31"]
    assert due(week, capsysbinary, "--from", "2026-01-21", "--until", "2026-02-01") == ["2026-01-31"]
    assert due(week, capsysbinary, "--from", "2027-01-01") == []


@pytest.mark.parametrize("words", ["hòa an", "HOÀ  AN", "UBND huyện Hoa\u0300 An"])
def test_who_must_act_is_found_in_any_spelling(words: str, week: str, capsysbinary: Output) -> None:
    assert due(week, capsysbinary, "--responsible", words) == ["2026-01-31"]


def test_conditions_hold_together(week: str, capsysbinary: Output) -> None:
    assert due(week, capsysbinary, "--responsible", "sở", "--from", "2026-02-01") == ["2026-02-02"]
    assert due(week, capsysbinary, "--responsible", "Công an") == [None]


@pytest.mark.parametrize(
    "words, lines",
    [("sở y tế", 1), ("so y te", 1), ("SYT", 0), ("so giao thong", 1), ("so xay dung", 1), ("Sở GTVT", 1)],
)
def test_duties_are_chosen_by_any_name_of_their_party(
    words: str, lines: int, tmp_path: Path, capsysbinary: Output
) -> None:
    path = tmp_path / "week.txt"
    order = "Giao Sở Y tế lập dự toán. Giao Sở Giao thông vận tải kiểm tra cầu."
    path.write_text(TEXT.replace("Giao Sở Y tế báo cáo trước ngày 21/01/2026", order), encoding="utf-8")
    assert main(["duties", "--format", "jsonl", "--responsible", words, str(path)]) == 0
    assert len(json_lines(out(capsysbinary))) == lines


def test_duties_without_a_day_are_listed_unless_a_day_is_asked_for(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "week.txt"
    path.write_text(TEXT.replace(" trước cuối quý I/2026", " UBND tỉnh"), encoding="utf-8")
    week = str(path)
    main(["duties", "--format", "jsonl", week])
    found = json_lines(out(capsysbinary))
    assert [(record["due"], record["responsible"], record["task"]) for record in found] == [
        ("2026-01-20", "Sở Y tế", "báo cáo trước ngày 21/01/2026"),
        ("2026-01-31", "UBND huyện Hoà An", "báo cáo chậm nhất ngày 31/01/2026"),
        (None, "Công an tỉnh", "báo cáo UBND tỉnh"),
        ("2026-02-02", "Sở Tài chính", "báo cáo trước 16 giờ ngày 02/02/2026"),
    ]
    main(["duties", "--format", "jsonl", "--from", "2026-01-31", week])
    assert [record["due"] for record in json_lines(out(capsysbinary))] == ["2026-01-31", "2026-02-02"]


def test_the_table_of_duties_says_who_does_what(week: str, capsysbinary: Output) -> None:
    main(["duties", "--responsible", "y tế", week])
    assert out(capsysbinary).splitlines() == [
        "DUE         LINE  RESPONSIBLE  DOCUMENT  TASK",
        "2026-01-20  6     Sở Y tế      -         báo cáo trước ngày 21/01/2026",
    ]


def test_a_deadline_that_names_nobody_has_no_words() -> None:
    (deadline,) = ud.find_deadlines("hoàn thành trước ngày 20/4/2022.")
    assert deadline.responsible is None
    assert not Choice(responsible="sở").takes(deadline)
    assert Choice(dt.date(2022, 4, 19), dt.date(2022, 4, 19)).takes(deadline)


# ---- diff and schema ------------------------------------------------------------------------


@pytest.fixture
def weeks(week: str, tmp_path: Path) -> tuple[str, str]:
    other = tmp_path / "other.txt"
    changed = TEXT.replace("21/01", "26/01").replace("Trồng rừng phòng hộ", "Trồng rừng  phòng hộ")
    other.write_text(f"{changed}\nChợ đêm\nUBND tỉnh mở chợ.\n", encoding="utf-8")
    return week, str(other)


def test_differences_are_records(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", "--format", "jsonl", *weeks]) == 1
    found = json_lines(out(capsysbinary))
    assert all(tuple(record) == differences.COLUMNS for record in found)
    assert [record["change"] for record in found] == ["added", "changed", "deadline moved"]
    moved = found[-1]
    assert (moved["old"], moved["new"], moved["days"]) == (0, 0, 5)
    assert (moved["before"], moved["after"], moved["responsible"]) == ("2026-01-20", "2026-01-25", "Sở Y tế")
    assert main(["diff", "--format", "csv", *weeks]) == 1
    assert [record["change"] for record in csv_records(out(capsysbinary))] == [record["change"] for record in found]


def test_removed_items_and_deadlines_are_records(weeks: tuple[str, str]) -> None:
    old, new = (ud.parse(Path(week).read_text("utf-8")) for week in weeks)
    back = [record["change"] for record in differences.diff_records(new, old, ud.diff(new, old))]
    assert back == ["removed", "changed", "deadline moved"]
    bare = ud.parse(TEXT.replace(" trước ngày 21/01/2026", ""))
    found = list(differences.diff_records(old, bare, ud.diff(old, bare)))
    assert ("deadline removed", "2026-01-20", None) in [(r["change"], r["before"], r["after"]) for r in found]
    found = list(differences.diff_records(bare, old, ud.diff(bare, old)))
    assert ("deadline added", None, "2026-01-20") in [(r["change"], r["before"], r["after"]) for r in found]


def test_the_schema_is_shown_in_every_format(capsysbinary: Output) -> None:
    main(["schema", "--format", "jsonl"])
    assert json_lines(out(capsysbinary)) == [ud.json_schema()]
    main(["schema", "--format", "csv"])
    found = csv_records(out(capsysbinary))
    assert {"object": "Item", "key": "paragraphs", "type": "array of Block"}.items() <= next(
        record for record in found if record["object"] == "Item" and record["key"] == "paragraphs"
    ).items()
    main(["schema", "--format", "table"])
    assert len(out(capsysbinary).split("\n")) == len(found) + 2
    assert tuple(found[0]) == report.KEYS
