"""What tables say of limits without a day, and what standard error says of those that a list has not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ubnd_digest.cli import main
from ubnd_digest.reading.dates import working_days

WEEK = """\
Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01/2026)

Trồng rừng

Giao Sở Xây dựng báo cáo trước ngày 25 hằng tháng. Giao Sở Y tế hoàn thành trước mùa mưa lũ. \
Giao Sở Nội vụ báo cáo trước ngày 21/01/2026.
"""
COUNTED = "Giao Thanh tra tỉnh báo cáo trong 05 ngày làm việc kể từ ngày {day}."
Output = pytest.CaptureFixture[str]


@pytest.fixture
def week(tmp_path: Path) -> str:
    path = tmp_path / "week.txt"
    path.write_text(WEEK, encoding="utf-8")
    return str(path)


def test_a_table_says_why_a_limit_has_no_day(week: str, capsys: Output) -> None:
    assert main(["deadlines", "--today", "2026-01-10", week]) == 0
    rows = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert rows == [["DUE", "LIMIT"], ["2026-01-24", "recurring"], ["-", "vague"], ["2026-01-20", "2026-01-21"]]
    assert main(["deadlines", "--lang", "vi", "--today", "2026-01-10", week]) == 0
    assert "\n24/01/2026  định kỳ " in capsys.readouterr().out
    assert main(["parse", week]) == 0
    due = [line.split()[0] for line in capsys.readouterr().out.splitlines()[-3:]]
    assert due == ["recurring", "vague", "2026-01-20"]


def test_what_a_calendar_has_not_is_told_once(week: str, tmp_path: Path, capsys: Output) -> None:
    options = ["deadlines", "--today", "2026-01-10", "--format", "ics"]
    assert main([*options, week, week, "-o", str(tmp_path / "weeks.ics")]) == 0
    assert (tmp_path / "weeks.ics").read_text("utf-8").count("BEGIN:VEVENT") == 2
    assert capsys.readouterr().err == (
        "ubnd-digest: deadlines left out of the calendar, since their day is not known (2)\n"
    )
    assert main([*options, "--responsible", "nội vụ", week]) == 0
    assert capsys.readouterr().err == ""
    assert main([*options, "--from", "2026-01-01", week]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["deadlines", "duties"])
@pytest.mark.parametrize("form", ["table", "xlsx"])
def test_limits_in_working_days_that_are_not_counted_are_told(
    command: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    later, sooner = tmp_path / "later.txt", tmp_path / "sooner.txt"
    later.write_text(COUNTED.format(day="28/12/2031"), "utf-8")
    sooner.write_text(COUNTED.format(day="02/6/2025"), "utf-8")
    into = ["--format", form, "-o", str(tmp_path / f"out.{form}")]

    def told() -> str:
        assert main([command, *into, str(later), str(sooner)]) == 0
        return capsys.readouterr().err

    assert "ubnd-digest: limits in working days left out (1): check tells where\n" in told()
    monkeypatch.setitem(sys.modules, "holidays", None)
    working_days._holidays.cache_clear()
    try:
        said = (
            "ubnd-digest: limits in working days left out (2): to count working days, install the extra workdays: "
            'pip install "ubnd-digest[workdays]"'
        )
        assert said in told().splitlines()
    finally:
        working_days._holidays.cache_clear()
