"""Deadlines as a calendar, read again by a reader that is not the writer."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
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
    found = [*getattr(read, "vevent_list", []), *getattr(read, "vtodo_list", [])]
    for event in found:
        event.validate(raiseException=True)
    return found


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
        assert len(event.summary.value) < 220
        assert " ".join(deadline.text.split()) in event.description.value
        assert event.description.value.split("\n")[-1] in (CLEAN, SLIPS)
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
    assert old == new


WEEK = """\
Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày {week}/2026)

Trồng rừng phòng hộ

UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ (Kế hoạch số 7/KH-UBND, ngày 06/01/2026).
Giao Sở Y tế báo cáo {day}; giao Sở Tài chính lập dự toán {day}, thẩm định xong trước ngày 28/02/2026.
"""


@pytest.fixture
def identified(tmp_path: Path, capsysbinary: Output) -> Callable[[str], list[str]]:
    """The identifiers of the events of a text, which stands in the same file each time."""

    def read(text: str) -> list[str]:
        path = tmp_path / "week.txt"
        path.write_text(text, encoding="utf-8")
        return [event.uid.value for event in events(calendar(capsysbinary, str(path)))]

    return read


@pytest.fixture
def weeks(tmp_path: Path) -> tuple[str, str]:
    """A digest, and a later one that tells of the same document, with other days."""
    old, new = tmp_path / "1.txt", tmp_path / "2.txt"
    old.write_text(WEEK.format(week="05/01 - 11/01", day="trước ngày 21/01/2026"), encoding="utf-8")
    new.write_text(WEEK.format(week="12/01 - 18/01", day="chậm nhất 16 giờ ngày 05/02/2026"), encoding="utf-8")
    return str(old), str(new)


def test_a_deadline_that_moves_takes_the_place_of_the_old_one(weeks: tuple[str, str], capsysbinary: Output) -> None:
    old, new = (events(calendar(capsysbinary, week)) for week in weeks)
    assert [event.uid.value for event in old] == [event.uid.value for event in new]
    assert len({event.uid.value for event in old}) == 3
    for before, after in zip(old, new, strict=True):
        assert int(after.sequence.value) - int(before.sequence.value) == 7
        assert after.dtstamp.value - before.dtstamp.value == dt.timedelta(7)
    zone = dt.timezone(dt.timedelta(hours=7))
    assert old[0].dtstart.value == dt.date(2026, 1, 20)
    assert new[0].dtstart.value == dt.datetime(2026, 2, 5, 16, tzinfo=zone)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("giao Sở Y tế", "giao  SỞ Y TẾ"),
        ("Giao Sở Y tế", "Giao Sở Tài nguyên và Môi trường"),
        ("trước ngày 21/01/2026", "trong tháng 02/2026"),
        ("trước ngày 21/01/2026", "chậm nhất là 17h00 ngày 20 tháng 01 năm 2026"),
        ("(từ ngày 05/01 - 11/01/2026)", "(từ 12 - 18/01/2026)"),
        ("Trồng rừng phòng hộ\n", "Trồng rừng phòng hộ, rừng ven biển\n"),
    ],
)
def test_identifiers_do_not_hang_on_what_may_change(
    words: str, others: str, identified: Callable[[str], list[str]]
) -> None:
    text = WEEK.format(week="05/01 - 11/01", day="trước ngày 21/01/2026")
    before = text
    if "Môi trường" in others:  # another party is another deadline, but in whatever way it is written
        before = text.replace(words, "Giao Sở TN&MT")
    found = identified(before)
    assert found == identified(text.replace(words, others))
    assert len(found) == 3


@pytest.mark.parametrize("words, others", [("Sở Y tế", "Sở Nội vụ"), ("số 7", "số 9"), ("lập dự toán", "tập huấn")])
def test_another_party_document_or_task_is_another_deadline(
    words: str, others: str, identified: Callable[[str], list[str]]
) -> None:
    text = WEEK.format(week="05/01 - 11/01", day="trước ngày 21/01/2026")
    assert {*identified(text)} - {*identified(text.replace(words, others))}


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_deadline_in_several_digests_the_last_word_counts(
    order: int, weeks: tuple[str, str], capsysbinary: Output
) -> None:
    found = events(calendar(capsysbinary, *weeks[::order]))
    assert len(found) == 3
    assert {event.summary.value.split(": ")[0] for event in found} == {"Sở Y tế", "Sở Tài chính"}
    assert found[0].dtstart.value.date() == dt.date(2026, 2, 5)
    # what has moved out of what is asked for is not there with its old day
    assert events(calendar(capsysbinary, "--until", "2026-01-31", *weeks)) == []
    assert len(events(calendar(capsysbinary, "--until", "2026-01-31", weeks[0]))) == 2


def test_the_same_digest_in_two_files_is_told_once(tmp_path: Path, capsysbinary: Output) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(Path(CLEAN).read_bytes())
    assert len(events(calendar(capsysbinary, CLEAN, str(copy)))) == len(events(calendar(capsysbinary, CLEAN)))


def test_without_a_document_another_week_is_another_event(tmp_path: Path, capsysbinary: Output) -> None:
    identifiers = []
    for week in ("05/01 - 11/01", "12/01 - 18/01"):
        path = tmp_path / "week.txt"
        text = WEEK.format(week=week, day="trước ngày 21/01/2026").replace("số 7/KH-UBND, ngày 06/01/2026", "mới")
        path.write_text(text, encoding="utf-8")
        identifiers.append({event.uid.value for event in events(calendar(capsysbinary, str(path)))})
    assert len(identifiers[0]) == len(identifiers[1]) == 3
    assert not identifiers[0] & identifiers[1]


def test_today_says_when_it_was_read(weeks: tuple[str, str], capsysbinary: Output) -> None:
    first = events(calendar(capsysbinary, weeks[0]))[0]
    later = events(calendar(capsysbinary, "--today", "14/01/2026", weeks[0]))[0]
    assert later.dtstamp.value == dt.datetime(2026, 1, 14, tzinfo=dt.UTC)
    assert int(later.sequence.value) - int(first.sequence.value) == 3
    assert later.uid.value == first.uid.value


def test_an_entry_says_what_is_to_be_done_and_under_which_document(
    weeks: tuple[str, str], capsysbinary: Output
) -> None:
    event = events(calendar(capsysbinary, weeks[0]))[2]
    assert event.summary.value == (
        "Sở Tài chính: lập dự toán trước ngày 21/01/2026, thẩm định xong trước ngày 28/02/2026"
    )
    assert event.description.value.split("\n")[1:3] == [
        "Kế hoạch số 7/KH-UBND ngày 06/01/2026",
        "Trồng rừng phòng hộ",
    ]


def test_of_a_long_task_a_summary_tells_the_first_words(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "long.txt"
    day = f"lập {'danh mục, ' * 60}xong trước ngày 21/01/2026"
    path.write_text(WEEK.format(week="05/01 - 11/01", day=day), encoding="utf-8")
    event = events(calendar(capsysbinary, "--responsible", "y tế", str(path)))[0]
    assert event.summary.value.startswith("Sở Y tế: báo cáo lập danh mục, danh mục")
    assert event.summary.value.endswith(" danh…")
    assert len(event.summary.value) < 180


def test_many_deadlines_of_one_sentence_are_cheap(tmp_path: Path, capsysbinary: Output) -> None:
    sizes = []
    for count in (200, 400):
        path = tmp_path / f"{count}.txt"
        day = "trước ngày 21/01/2026" + ", gửi UBND tỉnh trước ngày 22/01/2026" * count
        path.write_text(WEEK.format(week="05/01 - 11/01", day=day), encoding="utf-8")
        text = calendar(capsysbinary, "--responsible", "y tế", str(path))
        assert text.count("BEGIN:VEVENT") == count + 1
        sizes.append(len(text))
    assert sizes[1] < 2.1 * sizes[0]


# ---- tasks, alarms, names -------------------------------------------------------------------


def test_deadlines_can_be_tasks(capsysbinary: Output) -> None:
    assert calendar(capsysbinary, "--as", "event", CLEAN) == calendar(capsysbinary, CLEAN)
    text = calendar(capsysbinary, "--as", "todo", CLEAN)
    assert "VEVENT" not in text
    as_events = events(calendar(capsysbinary, CLEAN))
    for todo, event in zip(events(text), as_events, strict=True):
        assert todo.due.value == event.dtstart.value
        assert not hasattr(todo, "dtstart")
        assert todo.status.value == "NEEDS-ACTION"
        for name in ("uid", "summary", "description", "sequence", "dtstamp"):
            assert getattr(todo, name).value == getattr(event, name).value


@pytest.mark.parametrize(("alarm", "days"), [("3d", 3), ("2w", 14), ("0d", 0)])
def test_an_alarm_rings_days_before(alarm: str, days: int, capsysbinary: Output) -> None:
    text = calendar(capsysbinary, "--alarm", alarm, CLEAN)
    found = events(text)
    assert text.count("BEGIN:VALARM") == len(found)
    for event in found:
        assert event.valarm.trigger.value == -dt.timedelta(days)
        assert event.valarm.action.value == "DISPLAY"
        assert event.valarm.description.value == event.summary.value
    todo = calendar(capsysbinary, "--alarm", alarm, "--as", "todo", CLEAN)
    assert todo.count("TRIGGER;RELATED=END:") == todo.count("BEGIN:VTODO") == len(events(todo))
    assert "VALARM" not in calendar(capsysbinary, CLEAN)


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ([], "Deadlines"),
        (["--responsible", "Sở  Y tế"], "Sở Y tế"),
        (["--responsible", "Sở Y tế", "--name", "Việc, hạn"], "Việc\\, hạn"),
        (["--name", " \n"], "Deadlines"),
        (["--name", "a\nBEGIN:VEVENT"], "a BEGIN:VEVENT"),
    ],
)
def test_a_calendar_has_a_name(options: list[str], name: str, capsysbinary: Output) -> None:
    lines = calendar(capsysbinary, *options, CLEAN).split("\r\n")
    assert f"NAME:{name}" in lines
    assert f"X-WR-CALNAME:{name}" in lines


def test_what_comes_again_is_due_on_its_next_day(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "again.txt"
    path.write_text(WEEK.format(week="05/01 - 11/01", day="trước ngày 25 hằng tháng"), encoding="utf-8")
    options = ("--responsible", "y tế", str(path))
    day = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    (found,) = events(calendar(capsysbinary, *options))
    assert day <= found.dtstart.value < day + dt.timedelta(32)
    assert found.dtstart.value.day == 24
    assert found.dtstamp.value.date() == day  # the later of two calendars is the newer one
    (first,) = events(calendar(capsysbinary, "--from", "1/3/2026", *options))
    (second,) = events(calendar(capsysbinary, "--today", "1/4/2026", *options))
    assert (first.dtstart.value, second.dtstart.value) == (dt.date(2026, 3, 24), dt.date(2026, 4, 24))
    assert first.uid.value == second.uid.value == found.uid.value


# ---- which, and without the package ---------------------------------------------------------


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
