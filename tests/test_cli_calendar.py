"""Deadlines as a calendar, read again by a reader that is not the writer."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import pytest
import vobject

import ubnd_digest as ud
from ubnd_digest.cli import main
from ubnd_digest.formats.calendar import sentence_around

CLEAN = str(Path(__file__).parents[1] / "examples" / "clean.txt")
SLIPS = str(Path(__file__).parents[1] / "examples" / "slips.txt")

Output = pytest.CaptureFixture[bytes]


def calendar(capture: Output, *arguments: str) -> str:
    assert main(["deadlines", "--format", "ics", *arguments]) == 0
    return capture.readouterr().out.decode("utf-8")


def events(text: str) -> list[Any]:
    (read,) = vobject.readComponents(text)
    read.validate(raiseException=True)
    for event in getattr(read, "vevent_list", []):
        event.validate(raiseException=True)
    return list(getattr(read, "vevent_list", []))


def test_another_reader_finds_the_deadlines_that_have_a_day(capsysbinary: Output) -> None:
    found = events(calendar(capsysbinary, CLEAN, SLIPS))
    digests = [ud.parse(Path(name).read_bytes().decode("utf-8")) for name in (CLEAN, SLIPS)]
    expected = [d for digest in digests for d in digest.deadlines if d.due]
    assert len(found) == len(expected) > 5
    for event, deadline in zip(found, expected, strict=True):
        start = event.dtstart.value
        assert deadline.due is not None
        if deadline.time:
            assert start == dt.datetime.combine(deadline.due, deadline.time, dt.timezone(dt.timedelta(hours=7)))
        else:
            assert start == deadline.due
        if deadline.responsible:
            assert event.summary.value.startswith(f"{' '.join(deadline.responsible.split())}: ")
        assert " ".join(deadline.text.split()) in event.description.value
        assert event.description.value.split("\n")[1] in (CLEAN, SLIPS)
        assert event.transp.value == "TRANSPARENT"


def test_the_writer_reads_it_again(capsysbinary: Output) -> None:
    icalendar = pytest.importorskip("icalendar")
    text = calendar(capsysbinary, CLEAN)
    again = icalendar.Calendar.from_ical(text)
    assert again["version"] == "2.0"
    assert again["prodid"].startswith("-//ubnd-digest")
    assert {event["dtstamp"].dt.date() for event in again.walk("VEVENT")} == {dt.date(2025, 3, 16)}


def test_lines_are_those_of_the_format(capsysbinary: Output) -> None:
    text = calendar(capsysbinary, CLEAN, SLIPS)
    assert text.count("BEGIN:VCALENDAR") == text.count("END:VCALENDAR") == text.count("BEGIN:VTIMEZONE") == 1
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_same_file_gives_the_same_bytes(capsysbinary: Output) -> None:
    assert calendar(capsysbinary, CLEAN) == calendar(capsysbinary, CLEAN)


def test_identifiers_stay_where_a_file_is_moved_or_its_neighbours_change(tmp_path: Path, capsysbinary: Output) -> None:
    text = Path(CLEAN).read_text("utf-8")
    moved = tmp_path / "elsewhere.txt"
    moved.write_text(text.replace("20/3/2025", "27/3/2025"), encoding="utf-8")
    old, new = ([event.uid.value for event in events(calendar(capsysbinary, name))] for name in (CLEAN, str(moved)))
    assert len({*old}) == len(old)
    assert [one == other for one, other in zip(old, new, strict=True)] == [False, *[True] * (len(old) - 1)]


def test_deadlines_that_say_the_same_twice_are_two_events(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "twice.txt"
    path.write_text("Giao Sở Y tế báo cáo trước ngày 20/4/2022.\n" * 2, encoding="utf-8")
    found = events(calendar(capsysbinary, str(path)))
    assert len({event.uid.value for event in found}) == len(found) == 2
    assert {event.dtstart.value for event in found} == {dt.date(2022, 4, 19)}


def test_bounds_and_words_choose_events(capsysbinary: Output) -> None:
    found = events(calendar(capsysbinary, "--from", "2025-03-25", "--until", "2025-04-14", CLEAN))
    assert len(found) == 2
    assert events(calendar(capsysbinary, "--responsible", "nobody", CLEAN)) == []


def test_a_deadline_without_a_day_is_no_event(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "vague.txt"
    path.write_text("Giao Công an tỉnh báo cáo trước cuối quý I/2026.", encoding="utf-8")
    assert "VEVENT" not in calendar(capsysbinary, str(path))


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert main(["deadlines", "--format", "ics", CLEAN]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err == (
        b'ubnd-digest: --format ics needs the package icalendar: pip install "ubnd-digest[calendar]"\n'
    )


@pytest.mark.parametrize(
    ("text", "mention", "sentence"),
    [
        ("Một hai. Ba bốn, hạn X; năm. Sáu.", "X", "Ba bốn, hạn X; năm."),
        ("Ở TP. Lam Điền hạn X. Sau.", "X", "Ở TP. Lam Điền hạn X. Sau."),
        ("Đầu ngày 12/3. Hạn X.\nSau.", "X", "Hạn X."),
        ("Hạn X", "X", "Hạn X"),
        ("Trước.\nHạn. X Y", "X Y", "X Y"),
    ],
)
def test_the_sentence_of_a_deadline(text: str, mention: str, sentence: str) -> None:
    start = text.index(mention)
    assert sentence_around(text, start, start + len(mention)) == sentence


def test_of_a_sentence_that_never_ends_the_words_around_the_deadline_are_told() -> None:
    text = "a " * 3000 + "MENTION" + " b" * 3000
    start = text.index("MENTION")
    found = sentence_around(text, start, start + len("MENTION"))
    assert found == f"\u2026{'a ' * 500}MENTION{' b' * 500}\u2026"
    assert sentence_around(f"{text}. Next.", 0, 1) == f"{'a ' * 500}a\u2026"
