"""Which deadlines and duties are listed, in what order, and what is told of each."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main
from ubnd_digest.formats import rows
from ubnd_digest.formats.rows import Choice, Surroundings

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày {week}/2026)"
TEXT = f"""\
{TITLE.format(week="05/01 - 11/01")}

Trồng rừng phòng hộ; Chợ đêm.

Trồng rừng phòng hộ
UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ (Kế hoạch số 7/KH-UBND).
Giao Sở Y tế báo cáo trước ngày 21/01/2026; giao Sở GTVT và Công an tỉnh lập danh mục chậm nhất ngày 15/01/2026.
Giao Sở TN&MT báo cáo trước ngày 25 hằng tháng. Giao Sở Tài chính báo cáo trước 16 giờ ngày 15/01/2026.

Chợ đêm
Sở Công Thương kiểm tra chợ đêm.
"""

Output = pytest.CaptureFixture[bytes]
Record = dict[str, Any]


@pytest.fixture
def week(tmp_path: Path) -> str:
    path = tmp_path / "week.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def records(capture: Output, *arguments: str, command: str = "deadlines") -> list[Record]:
    assert main([command, "--format", "jsonl", *arguments]) == 0
    return [json.loads(line) for line in capture.readouterr().out.decode("utf-8").split("\n")[:-1]]


def parties(capture: Output, *arguments: str, command: str = "deadlines") -> list[str]:
    return [record["responsible"] for record in records(capture, *arguments, command=command)]


# ---- what is told ---------------------------------------------------------------------------


def test_a_deadline_tells_its_task_its_document_and_both_days(week: str, capsysbinary: Output) -> None:
    found = [[r[key] for key in ("due", "limit", "document", "task")] for r in records(capsysbinary, week)]
    assert found == [
        ["2026-01-20", "2026-01-21", "7/KH-UBND", "báo cáo trước ngày 21/01/2026"],
        ["2026-01-15", "2026-01-15", "7/KH-UBND", "lập danh mục chậm nhất ngày 15/01/2026"],
        [None, None, "7/KH-UBND", "báo cáo trước ngày 25 hằng tháng"],
        ["2026-01-15", "2026-01-15", "7/KH-UBND", "báo cáo trước 16 giờ ngày 15/01/2026"],
    ]


def test_a_duty_tells_its_document(week: str, capsysbinary: Output) -> None:
    found = records(capsysbinary, week, command="duties")
    assert [record["document"] for record in found] == [*["7/KH-UBND"] * 4, None]


def test_of_several_documents_a_deadline_stands_under_the_last_one_before_it() -> None:
    line = "UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ (Kế hoạch số 7/KH-UBND)."
    order = "Giao Sở {} báo cáo trước ngày 21/01/2026."
    other = "UBND tỉnh ban hành Quyết định số 8/QĐ-UBND ngày 09/01/2026 về giống cây."
    parts = (order.format("Tư pháp"), line, order.format("Nội vụ"), other, order.format("Xây dựng"))
    found = rows.mentions("a.txt", ud.parse(TEXT.replace(line, " ".join(parts))), "deadlines")
    documents = [(record["responsible"], record["document"]) for record in found][:3]
    assert documents == [("Sở Tư pháp", "7/KH-UBND"), ("Sở Nội vụ", "7/KH-UBND"), ("Sở Xây dựng", "8/QĐ-UBND")]


def test_a_document_has_its_date_wherever_in_the_item_it_stands() -> None:
    again = "UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ (Kế hoạch số 7/KH-UBND, ngày 08/01/2026)."
    text = TEXT.replace("Giao Sở TN&MT", f"{again}\nGiao Sở TN&MT")
    digest = ud.parse(text)
    document = Surroundings(digest).document(digest.deadlines[0].span)
    assert str(document) == "Kế hoạch số 7/KH-UBND ngày 08/01/2026"


def test_outside_all_items_there_is_no_document() -> None:
    digest = ud.parse("Quyết định số 9/QĐ-UBND. Giao Sở Y tế báo cáo trước ngày 21/01/2026.")
    (record,) = rows.mentions("a.txt", digest, "deadlines")
    assert (record["document"], record["item"]) == (None, None)
    assert record["task"] == "báo cáo trước ngày 21/01/2026"


def test_a_text_without_items_has_duties_too() -> None:
    text = "Giao Sở Y tế báo cáo trước ngày 21/01/2026.\nYêu cầu Công an tỉnh tuần tra các chợ."
    digest = ud.parse(text)
    assert digest.items == ()
    assert digest.duties == ud.find_duties(text)
    assert [record["responsible"] for record in rows.mentions("a.txt", digest, "duties")] == ["Sở Y tế", "Công an tỉnh"]
    assert ud.from_json(ud.to_json(digest)) == digest


def test_of_a_task_that_never_ends_what_stands_around_the_deadline_is_told() -> None:
    first = ", báo cáo trước ngày 21/01/2026"
    text = TEXT.replace("Giao Sở Y tế báo cáo trước ngày 21/01/2026", f"Giao Sở Y tế báo cáo{first * 200}")
    found = list(rows.mentions("a.txt", ud.parse(text), "deadlines", Choice(responsible="Sở Y tế")))
    assert len(found) == 200
    assert max(len(record["task"]) for record in found) <= 2100
    assert found[0]["task"].endswith("…")
    assert found[100]["task"][0] == found[100]["task"][-1] == "…"
    assert found[-1]["task"].startswith("…")


def test_a_table_tells_the_heading_where_no_task_was_found(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "week.txt"
    path.write_text(TEXT.replace("Sở Công Thương kiểm tra chợ đêm", "Hoàn thành trước ngày 20/01/2026"), "utf-8")
    (found,) = (record for record in records(capsysbinary, str(path)) if record["task"] is None)
    assert found["heading"] == "Chợ đêm"
    main(["deadlines", str(path)])
    assert "(Chợ đêm)" in capsysbinary.readouterr().out.decode("utf-8")


def test_the_table_tells_day_and_time_and_the_next_day(week: str, capsysbinary: Output) -> None:
    main(["deadlines", "--from", "26/1/2026", week])
    header, *lines = capsysbinary.readouterr().out.decode("utf-8").splitlines()
    assert header.split() == ["DUE", "LIMIT", "LINE", "RESPONSIBLE", "DOCUMENT", "TASK"]
    assert [line[:10] for line in lines] == ["2026-02-24"]
    main(["deadlines", "--responsible", "tài chính", week])
    assert "\n2026-01-15 16:00  2026-01-15  " in capsysbinary.readouterr().out.decode("utf-8")


# ---- which are chosen -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("so y te", "Sở Y tế"),
        ("so xay dung", "Sở GTVT và Công an tỉnh"),
        ("Sở Giao thông vận tải", "Sở GTVT và Công an tỉnh"),
        ("cong an", "Sở GTVT và Công an tỉnh"),
        ("so nn&mt", "Sở TN&MT"),
        ("SỞ TÀI NGUYÊN", "Sở TN&MT"),
    ],
)
@pytest.mark.parametrize("command", ["deadlines", "duties"])
def test_who_must_act_is_found_by_any_name(
    command: str, words: str, found: str, week: str, capsysbinary: Output
) -> None:
    assert parties(capsysbinary, "--responsible", words, week, command=command) == [found]


def test_who_only_helps_is_not_who_must_act(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "week.txt"
    path.write_text(TEXT.replace("Giao Sở Y tế", "Giao Sở Y tế phối hợp với Sở Tư pháp"), encoding="utf-8")
    for command in ("deadlines", "duties"):
        assert parties(capsysbinary, "--responsible", "sở tư pháp", str(path), command=command) == []


@pytest.mark.parametrize(
    ("within", "today", "found"),
    [
        ("7d", "2026-01-13", ["2026-01-20", "2026-01-15", "2026-01-15"]),
        ("1w", "13/1/2026", ["2026-01-20", "2026-01-15", "2026-01-15"]),
        ("6d", "13/01/2026", ["2026-01-15", "2026-01-15"]),
        ("0d", "2026-01-15", ["2026-01-15", "2026-01-15"]),
        ("5d", "2026-01-16", ["2026-01-20"]),
        ("2w", "2026-01-21", ["2026-01-24"]),
        ("9999w", "9980-01-01", ["9980-01-24"]),
    ],
)
def test_what_is_due_within_some_days_of_today(
    within: str, today: str, found: list[str], week: str, capsysbinary: Output
) -> None:
    chosen = records(capsysbinary, "--within", within, "--today", today, week)
    assert [record["due"] or record["next"] for record in chosen] == found


def test_today_is_today_where_none_is_given(tmp_path: Path, capsysbinary: Output) -> None:
    day = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date() + dt.timedelta(3)
    path = tmp_path / "week.txt"
    path.write_text(f"Giao Sở Y tế báo cáo chậm nhất ngày {day:%d/%m/%Y}.", encoding="utf-8")
    assert len(records(capsysbinary, "--within", "9d", str(path))) == 1
    assert records(capsysbinary, "--within", "1d", str(path)) == []


def today() -> dt.date:
    """The day in Viet Nam."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()


def next_day(day: int, since: dt.date) -> str:
    """The next such day of a month."""
    while since.day != day:
        since += dt.timedelta(1)
    return since.isoformat()


def test_what_comes_again_has_a_next_day_from_a_day_or_today(week: str, tmp_path: Path, capsysbinary: Output) -> None:
    def again(*options: str, command: str = "deadlines") -> list[str | None]:
        return [r["next"] for r in records(capsysbinary, *options, "--responsible", "tn&mt", week, command=command)]

    first = next_day(24, today())
    assert again() == again(command="duties") == [first]
    assert again("--today", "2026-01-24") == ["2026-01-24"]
    assert again("--today", "2026-01-25") == ["2026-02-24"]
    assert again("--from", "2026-03-01", command="duties") == ["2026-03-24"]
    assert again("--from", "2026-03-01", "--until", "2026-03-23") == []
    assert again("--until", "2026-03-23") == []  # today it is later
    assert again("--until", first) == [first]
    resumed = ("--resume", "-o", str(tmp_path / "deadlines.jsonl"))
    assert main(["deadlines", *resumed, "--responsible", "tn&mt", "--format", "jsonl", week]) == 0
    written = (tmp_path / "deadlines.jsonl").read_text("utf-8")
    assert json.loads(written)["next"] is None  # which a run on another day would have otherwise
    assert again("--from", "0001-01-01") == ["0001-01-24"]


def test_of_a_duty_with_two_days_the_next_one_counts(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "week.txt"
    more = "Giao Sở Y tế báo cáo trước ngày 21/01/2026, tổng kết trước ngày 21/3/2026"
    path.write_text(TEXT.replace("Giao Sở Y tế báo cáo trước ngày 21/01/2026", more), encoding="utf-8")

    def days(*options: str) -> list[list[str]]:
        found = records(capsysbinary, *options, "--responsible", "y tế", str(path), command="duties")
        return [[record["due"], record["next"]] for record in found]

    assert days() == days("--from", "1/1/2026") == [["2026-01-20", None]]
    assert days("--from", "1/2/2026") == days("--today", "1/2/2026") == [["2026-01-20", "2026-03-20"]]
    assert days("--from", "1/2/2026", "--until", "1/3/2026") == []
    assert days("--today", "1/4/2026") == [["2026-01-20", None]]
    assert days("--from", "1/4/2026") == []


def test_records_are_sorted_by_their_day(week: str, capsysbinary: Output) -> None:
    found = parties(capsysbinary, "--sort", "due", week)
    assert found == ["Sở GTVT và Công an tỉnh", "Sở Tài chính", "Sở Y tế", "Sở TN&MT"]
    found = parties(capsysbinary, "--sort", "due", "--today", "2025-01-01", week)
    assert found[0] == "Sở TN&MT"
    assert parties(capsysbinary, "--sort", "due", week, command="duties")[-2:] == ["Sở TN&MT", "Sở Công Thương"]


@pytest.mark.slow  # starts processes for each form
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_files_are_sorted_together(form: str, week: str, tmp_path: Path, capsysbinary: Output) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("21/01/2026", "17/01/2026").replace("15/01/2026", "30/01/2026"), encoding="utf-8")
    outputs = []
    for jobs in ("1", "2"):
        assert main(["deadlines", "--sort", "due", "--format", form, "--jobs", jobs, week, str(other)]) == 0
        outputs.append(capsysbinary.readouterr().out.decode("utf-8"))
    assert outputs[0] == outputs[1]
    if form == "json":
        assert len(json.loads(outputs[0])) == 8
    names = [name for line in outputs[0].splitlines() for name in ("week.txt", "other.txt") if name in line]
    assert names == [f"{name}.txt" for name in ("week", "week", "other", "week", "other", "other", "week", "other")]


def test_a_file_that_cannot_be_read_does_not_spoil_what_is_gathered(week: str, capsysbinary: Output) -> None:
    assert main(["deadlines", "--sort", "due", "gone.txt", week]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out.count(b"\n") == 5
    assert b"gone.txt" in captured.err


# ---- wrong arguments ------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--within", "--alarm"])
@pytest.mark.parametrize("words", ["14", "d", "-3d", "3m", "1.5d", "14 d", "99999d", "²d", ""])
def test_lengths_are_days_or_weeks(option: str, words: str, week: str, capsysbinary: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["deadlines", f"{option}={words}", week])
    assert caught.value.code == 2
    told = f"argument {option}: not a number of days or weeks in the form 14d or 2w: {words!r}"
    assert told in capsysbinary.readouterr().err.decode("utf-8")


@pytest.mark.parametrize("option", ["--from", "--until", "--today", "--anchor"])
def test_days_are_days(option: str, week: str, capsysbinary: Output) -> None:
    for day in ("2026-01-20", "20/1/2026", "20/01/2026"):
        assert main(["deadlines", option, day, week]) == 0
    capsysbinary.readouterr()
    with pytest.raises(SystemExit) as caught:
        main(["deadlines", option, "31/2/2026", week])
    assert caught.value.code == 2
    told = f"argument {option}: not a day in the form YYYY-MM-DD or D/M/YYYY: '31/2/2026'"
    assert told in capsysbinary.readouterr().err.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--within", "1w", "--from", "2026-01-01"], "--from does not go with --within"),
        (["--within", "1w", "--until", "2026-01-01"], "--until does not go with --within"),
        (["--alarm", "0d"], "--alarm goes with --format ics (or -o FILE.ics)"),
        (["--as", "todo", "--format", "csv"], "--as goes with --format ics (or -o FILE.ics)"),
        (["--name", "Việc"], "--name goes with --format ics (or -o FILE.ics)"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    arguments: list[str], told: str, week: str, capsysbinary: Output
) -> None:
    assert main(["deadlines", *arguments, week]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.decode("utf-8") == f"ubnd-digest: {told}\n"
