"""What is told where nothing of what is asked for is found: of whom, or of which days, there is something."""

from __future__ import annotations

from pathlib import Path

import pytest

from ubnd_digest.cli import main

WEEK = """\
Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01/2026)

Trồng rừng

Giao Sở Xây dựng báo cáo trước ngày 21/01/2026; giao Ban Quản lý các khu công nghiệp rà soát trước ngày 01/03/2026; \
giao Thanh tra tỉnh báo cáo trước cuối quý I/2026; giao UBND phường Trà Giang niêm yết trước ngày 15/02/2026.
"""
Output = pytest.CaptureFixture[bytes]


@pytest.fixture
def week(tmp_path: Path) -> str:
    path = tmp_path / "week.txt"
    path.write_text(WEEK, encoding="utf-8")
    return str(path)


def told(capture: Output, *arguments: str) -> str:
    assert main(["deadlines", *arguments]) == 0
    return capture.readouterr().err.decode("utf-8").removeprefix("ubnd-digest: ").removesuffix("\n")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("so xay duhg", "Sở Xây dựng"),
        ("Sở Xay dựn g", "Sở Xây dựng"),
        ("ban qian li cac khu cog nghjep", "Ban Quản lý các khu công nghiệp"),
        ("thanh tra tình Z", "Thanh tra tỉnh"),
        ("ubnd phuong tra gian h", "UBND phường Trà Giang"),
        ("truong ban", None),
        ("zzz", None),
    ],
)
def test_of_a_name_that_was_mistyped_the_nearest_are_told(
    words: str, near: str | None, week: str, capsysbinary: Output
) -> None:
    options = ("--responsible", words, "--format", "ics", week)
    said = f": did you mean {near}?" if near else ""
    assert told(capsysbinary, *options) == f"none of the deadlines is of “{words}”{said}"
    said = f": có phải là {near}?" if near else ""
    assert told(capsysbinary, *options, "--lang", "vi") == f"không có thời hạn nào của “{words}”{said}"


@pytest.mark.parametrize(
    ("options", "said", "in_vietnamese"),
    [
        (["--from", "2026-04-01"], "the last of the deadlines is due on 2026-02-28, before 2026-04-01",
         "ngày cuối cùng của thời hạn là 28/02/2026, trước 01/04/2026"),
        (["--until", "2025-12-31"], "the first of the deadlines is due on 2026-01-20, after 2025-12-31",
         "ngày sớm nhất của thời hạn là 20/01/2026, sau 31/12/2025"),
        (["--from", "2026-01-22", "--until", "2026-01-30"], "none of the deadlines is due from 2026-01-22 to 2026-01-30",
         "không có thời hạn nào từ 22/01/2026 đến 30/01/2026"),
        (["--responsible", "xay dung", "--from", "2026-02-01"],
         "the last of the “xay dung” deadlines is due on 2026-01-20, before 2026-02-01",
         "ngày cuối cùng của thời hạn của “xay dung” là 20/01/2026, trước 01/02/2026"),
        (["--responsible", "thanh tra"], "none of the “thanh tra” deadlines has a day",
         "không có thời hạn của “thanh tra” nào ghi ngày"),
    ],
)  # fmt: skip
def test_days_outside_the_period_are_told(
    options: list[str], said: str, in_vietnamese: str, week: str, capsysbinary: Output
) -> None:
    assert told(capsysbinary, "--format", "ics", *options, week) == said
    assert told(capsysbinary, "--format", "ics", "--lang", "vi", *options, week) == in_vietnamese


def test_of_several_files_all_names_and_days_count(tmp_path: Path, week: str, capsysbinary: Output) -> None:
    other = tmp_path / "other.txt"
    other.write_text(WEEK.replace("Sở Xây dựng", "Sở Nội vụ").replace("01/03/2026", "01/04/2026"), encoding="utf-8")
    assert told(capsysbinary, week, str(other), "--responsible", "so noi vuj").endswith("did you mean Sở Nội vụ?")
    assert "due on 2026-03-31, before" in told(capsysbinary, week, str(other), "--from", "2026-06-01")
    assert "due on 2026-03-31, before" in told(capsysbinary, "--jobs", "2", week, str(other), "--from", "2026-06-01")


def test_one_file_says_the_same_of_itself(week: str, capsysbinary: Output) -> None:
    assert told(capsysbinary, week, "--responsible", "so xay duhg") == (
        f"{week}: none of the deadlines is of “so xay duhg”: did you mean Sở Xây dựng?"
    )


def test_a_deadline_that_has_moved_is_told(tmp_path: Path, capsysbinary: Output) -> None:
    names = []
    for number, (days, due) in enumerate([("05/01 - 11/01", "21/01"), ("12/01 - 18/01", "21/03")]):
        path = tmp_path / f"{number}.txt"
        body = "UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 06/01/2026. Giao Sở Y tế báo cáo trước ngày"
        head = WEEK[: WEEK.index("Giao")].replace("05/01 - 11/01", days)
        path.write_text(f"{head}{body} {due}/2026.\n", encoding="utf-8")
        names.append(str(path))
    options = ("--format", "ics", "--until", "2026-01-31", *names)
    assert told(capsysbinary, *options) == "what is asked for has another day in a later file"
    assert told(capsysbinary, *options, "--lang", "vi") == "tệp sau ghi ngày khác cho kết quả này"


def test_where_there_are_none_at_all_that_is_told(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("Không có gì.\n", encoding="utf-8")
    assert told(capsysbinary, "--format", "ics", str(path)) == "no deadlines were found"
    assert main(["references", str(path), str(path)]) == 0
    assert capsysbinary.readouterr().err.endswith(b"no references were found\n")
