"""Who comes through one of the four doors gets what docs/doors.md says, from its commands alone."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.pages import Runner, blocks

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "doors.md"
AGENCIES = ("Sở Xây dựng", "Sở Y tế", "Sở Tài chính")
WEEKS = 30


def week(number: int) -> str:
    """A digest in which each agency owes something a month later."""
    first = dt.date(2025, 1, 6) + dt.timedelta(weeks=number)
    last, due = first + dt.timedelta(days=6), first + dt.timedelta(days=30)
    lines = [f"Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày {first:%d/%m} - {last:%d/%m/%Y})"]
    for place, agency in enumerate(AGENCIES):
        lines += [
            "",
            f"Nạo vét kênh số {place}",
            f"UBND tỉnh ban hành Kế hoạch số {number}{place}/KH-UBND ngày {first:%d/%m/%Y}.",
        ]
        lines += [f"Giao {agency} lập dự toán, báo cáo UBND tỉnh trước ngày {due:%d/%m/%Y}."]
    return "\n".join(lines)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A folder with a page, and one with digests."""
    if not shutil.which("bash"):
        pytest.skip("the page has commands of a Unix shell")
    pytest.importorskip("selectolax")
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(ROOT / "tests" / "pages" / "drupal.html", "digest.html")
    Path("weeks").mkdir()
    for number in range(WEEKS):
        Path("weeks", f"{number:02}.txt").write_text(week(number), encoding="utf-8")
    return Runner(PAGE)


def walk(runner: Runner, person: str) -> None:
    """Do what the page says to one person."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {person}\n")[1].split("\n## ")[0]
    done = 0
    for block in blocks(text):
        if block.language in ("sh", "python") and not block.why.startswith("installs"):
            assert runner.run(block) == ""
            done += 1
    assert done


@pytest.mark.slow  # some processes each
def test_a_journalist_has_a_page_and_a_workbook(door: Runner) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    walk(door, "A journalist")
    digest = ud.parse_file("digest.html")
    assert digest.title and digest.duties
    page = Path("week.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "118/KH-UBND" in page
    book = openpyxl.load_workbook("week.xlsx")
    assert book.sheetnames == ["duties", "documents", "dates", "diagnostics"]
    assert book["duties"].max_row == len(digest.duties) + 1


@pytest.mark.slow  # some processes each
def test_an_official_has_a_calendar_of_one_agency_with_alarms(door: Runner) -> None:
    icalendar = pytest.importorskip("icalendar")
    walk(door, "An official")
    calendar = icalendar.Calendar.from_ical(Path("so-xay-dung.ics").read_bytes())
    assert calendar["NAME"] == "Sở Xây dựng"
    events = calendar.walk("VEVENT")
    assert len(events) == WEEKS
    assert all(str(event["SUMMARY"]).startswith("Sở Xây dựng: ") for event in events)
    assert [str(alarm["TRIGGER"].to_ical(), "ascii") for event in events for alarm in event.walk("VALARM")] == [
        "-P3D"
    ] * WEEKS


def test_a_developer_has_links_on_every_reference(door: Runner) -> None:
    walk(door, "A developer")
    linked = Path("linked.html").read_text(encoding="utf-8")
    digest = ud.parse_file("digest.html")
    assert digest.references
    for reference in digest.references:
        assert f"/search?q={ud.DocumentNumber.parse(str(reference.number)).serial}" in linked
    assert linked.count('<a href="/search?q=') >= len(digest.references)


def test_a_data_engineer_asks_duckdb(door: Runner) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    walk(door, "A data engineer")
    rows = door.names["owed"].fetchall()
    assert sorted(row[:2] for row in rows) == sorted((agency, WEEKS) for agency in AGENCIES)
    assert {row[2] for row in rows} == {dt.date(2025, 2, 4)}
    assert len(list(ud.rows(ud.parse_files("weeks"), "duties"))) == WEEKS * len(AGENCIES)
