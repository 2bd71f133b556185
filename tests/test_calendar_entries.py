"""What stands in a calendar: its frame, each line of an entry, where words are cut."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from support.elements import week
from ubnd_digest.formats.calendar import PLAIN, Style, calendar_frame, entries, newest, sentence_around
from ubnd_digest.formats.rows import ALL, Choice

pytest.importorskip("icalendar")

TREES = (
    "Kế hoạch trồng cây",
    (
        "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026. Giao Sở Y tế báo cáo trước ngày 30/4/2026;"
        " giao Sở Xây dựng lập dự toán trước 16 giờ ngày 05/5/2026."
    ),
)
PLAGUE = ("Phòng dịch", "UBND tỉnh họp. Đề án hoàn thành trước ngày 20/5/2026.")


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(TREES, PLAGUE)


def lines(text: str) -> list[str]:
    """The lines of a calendar, each whole."""
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def told(digest: ud.Digest, style: Style = PLAIN, choice: Choice = ALL, *, name: str = "a.txt") -> list[list[str]]:
    """The lines of each entry, without what tells it from others."""
    records = list(entries(name, digest, choice, style))
    return [[line for line in lines(record["text"]) if not line.startswith("UID:")] for record in records]


# ---- the frame -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [(None, "Deadlines"), ("", "Deadlines"), (" ", "Deadlines"), ("Hạn, việc; \n\x07nhà", "Hạn\\, việc\\; nhà")],
)
def test_the_frame_names_the_calendar_and_the_time_of_viet_nam(name: str | None, said: str) -> None:
    frame = calendar_frame(Style(name=name))
    begin = lines(frame.begin)
    assert [line.replace("\ufffd", "") for line in begin if line.startswith(("NAME", "X-"))] == [
        f"NAME:{said}",
        f"X-WR-CALNAME:{said}",
    ]
    zone = [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        "DTSTART:19750613T000000",
        "TZNAME:+07",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    assert begin[-len(zone) :] == zone
    assert set(begin[: -len(zone)]) >= {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ubnd-digest//ubnd-digest//EN"}
    assert (frame.joint, frame.end, frame.empty_end) == ("", "END:VCALENDAR\r\n", "END:VCALENDAR\r\n")


# ---- entries ---------------------------------------------------------------------------------


def test_an_event_says_when_it_is_what_is_to_be_done_and_where_that_was_said(digest: ud.Digest) -> None:
    document = str(digest.references[0]).replace(",", "\\,")
    sentence = TREES[1].partition(". ")[2].replace(";", "\\;")
    said = {
        "trees": f"DESCRIPTION:{sentence}\\n{document}\\nKế hoạch trồng cây\\na.txt",
        "plague": "DESCRIPTION:Đề án hoàn thành trước ngày 20/5/2026.\\nPhòng dịch\\na.txt",
    }
    common = {"BEGIN:VEVENT", "END:VEVENT", "TRANSP:TRANSPARENT", "DTSTAMP:20260308T000000Z", "SEQUENCE:9563"}
    assert [set(entry) - common for entry in told(digest)] == [
        {"DTSTART;VALUE=DATE:20260429", "SUMMARY:Sở Y tế: báo cáo trước ngày 30/4/2026", said["trees"]},
        {
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20260505T160000",
            "SUMMARY:Sở Xây dựng: lập dự toán trước 16 giờ ngày 05/5/2026",
            said["trees"],
        },
        {"DTSTART;VALUE=DATE:20260519", "SUMMARY:Đề án hoàn thành trước ngày 20/5/2026.", said["plague"]},
    ]
    assert all(common <= set(entry) for entry in told(digest))
    assert (dt.date(2026, 3, 8) - dt.date(2000, 1, 1)).days == 9563


def test_a_task_says_until_when_and_that_it_is_open(digest: ud.Digest) -> None:
    entry = told(digest, Style(todo=True))[0]
    assert {"BEGIN:VTODO", "END:VTODO", "DUE;VALUE=DATE:20260429", "STATUS:NEEDS-ACTION"} <= set(entry)
    assert not [line for line in entry if line.startswith(("DTSTART", "TRANSP", "BEGIN:VALARM"))]


@pytest.mark.parametrize(
    ("todo", "days", "trigger"),
    [
        (False, 3, "TRIGGER:-P3D"),
        (False, 0, "TRIGGER:P0D"),
        (True, 1, "TRIGGER;RELATED=END:-P1D"),
        (True, 0, "TRIGGER;RELATED=END:P0D"),
    ],
)
def test_an_alarm_says_what_is_due(digest: ud.Digest, todo: bool, days: int, trigger: str) -> None:
    entry = told(digest, Style(todo=todo, alarm=days))[0]
    alarm = entry[entry.index("BEGIN:VALARM") : entry.index("END:VALARM") + 1]
    summary = "Sở Y tế: báo cáo trước ngày 30/4/2026"
    # of a moment that is the day itself the format has two spellings
    alarm = [line.replace("PT0S", "P0D").replace("-P0D", "P0D") for line in alarm]
    assert set(alarm) == {"BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", trigger, "END:VALARM"}


def test_a_revision_is_counted_by_the_day_of_the_digest(digest: ud.Digest) -> None:
    def revised(of: ud.Digest, choice: Choice = ALL) -> list[int]:
        return [record["sequence"] for record in entries("a", of, choice)]

    assert revised(digest) == [9563] * 3
    assert revised(digest, Choice(today=dt.date(2000, 1, 2))) == [1] * 3
    assert revised(digest, Choice(today=dt.date(1999, 1, 2))) == [0] * 3
    # without a period that of the limit itself counts
    assert revised(ud.parse("Giao Sở Y tế báo cáo trước ngày 04/01/2000.")) == [2]


def test_what_is_not_asked_for_has_no_text(digest: ud.Digest) -> None:
    records = list(entries("a", digest, Choice(first=dt.date(2026, 5, 1), last=dt.date(2026, 5, 10))))
    assert [bool(record["text"]) for record in records] == [False, True, False]
    assert [record["uid"] for record in records] == [record["uid"] for record in entries("a", digest, ALL)]
    assert [set(record) for record in records] == [{"uid", "sequence", "text"}] * 3
    assert len(list(newest(records))) == 1


def test_limits_without_a_day_are_left_out_unless_they_come_again() -> None:
    digest = ud.parse("Giao Sở Y tế báo cáo trước ngày 25 hằng tháng.")
    assert list(entries("a", digest, ALL)) == []
    (entry,) = told(digest, choice=Choice(today=dt.date(2026, 3, 1)))
    assert "DTSTART;VALUE=DATE:20260324" in entry


def test_an_identifier_is_the_same_each_time_and_another_one_for_each_limit(digest: ud.Digest) -> None:
    found = [record["uid"] for record in entries("a", digest, ALL)]
    assert found == [record["uid"] for record in entries("b", digest, ALL)] and len(set(found)) == 3
    assert all(f"UID:{uid}" in record["text"] for uid, record in zip(found, entries("a", digest, ALL), strict=True))


def test_identifiers_stay_from_version_to_version() -> None:
    text = "Giao Sở Y tế báo cáo trước ngày 30/4/2026. Giao Sở Y tế báo cáo trước ngày 15/5/2026."
    assert [record["uid"] for record in entries("a", ud.parse(text), ALL)] == [
        "72047233-b74a-52c9-91ee-e210f53fcaf9",
        "92cf63f8-cf91-5e75-8631-d0c048db9e04",  # the same task once more
    ]


@pytest.mark.parametrize(
    ("records", "kept"),
    [
        ([("a", 1, "old"), ("a", 2, "new")], ["new"]),
        ([("a", 2, "new"), ("a", 1, "old")], ["new"]),
        ([("a", 1, "one"), ("a", 1, "other")], ["other"]),
        ([("a", 1, "old"), ("a", 2, "")], []),  # it moved out of what is asked for
        ([("b", 1, "b"), ("a", 1, "a"), ("b", 2, "c")], ["c", "a"]),
    ],
)
def test_of_entries_with_one_identifier_the_newest_stays(records: list[tuple[str, int, str]], kept: list[str]) -> None:
    given = [{"uid": uid, "sequence": sequence, "text": text} for uid, sequence, text in records]
    assert list(newest(given)) == kept


# ---- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "summary"),
    [
        ("a" * 160, "a" * 160),
        ("a" * 161, "a" * 160 + "…"),
        (f"{'a' * 155} bcd, efgh", f"{'a' * 155}…"),
        (f"{'a' * 155}; bcd efgh", f"{'a' * 155}…"),
    ],
)
def test_a_summary_of_many_words_ends_with_a_whole_one(task: str, summary: str) -> None:
    limit = " trước ngày 30/4/2026"
    (duty,) = ud.parse(f"Giao Sở Y tế {task}{limit}.").duties
    assert duty.task == f"{task}{limit}"
    (entry,) = told(ud.parse(f"Giao Sở Y tế {task}{limit}."))
    (said,) = [line for line in entry if line.startswith("SUMMARY:")]
    cut = summary if summary.endswith("…") else f"{summary}…"
    assert said == f"SUMMARY:Sở Y tế: {cut}"


FAR = 1000


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("", "", "X"),
        # an end needs a word of three letters, a mark, or a number before it
        ("Họp. ", " rồi. Sau đó họp.", "X rồi."),
        ("Ở xã. ", " ở xã. Sau đó họp.", "Ở xã. X ở xã. Sau đó họp."),
        ("Năm 2026. ", " nay! Họp.", "X nay!"),
        ("Họp (5). ", " nhé? Họp.", "X nhé?"),
        ("Tại TP. Sông Trà ", " xong", "Tại TP. Sông Trà X xong"),
        ("Dòng một\n", "\nDòng ba", "X"),
        ("a" * (FAR - 1) + " ", "", "a" * (FAR - 1) + " X"),
        ("a" * FAR + " ", "", "…" + "a" * (FAR - 1) + " X"),
        ("", " " + "a" * (FAR - 1), "X " + "a" * (FAR - 1)),
        ("", " " + "a" * FAR, "X " + "a" * (FAR - 1) + "…"),
        ("a" * FAR + " xong. ", "", "X"),
        ("", " xong. " + "a" * FAR, "X xong."),
        ("b\n" + "a" * (FAR - 1), "", "a" * (FAR - 1) + "X"),
        ("", "a" * (FAR - 1) + "\nb", "X" + "a" * (FAR - 1)),
    ],
    ids=range(15),
)
def test_the_sentence_around_a_stretch(before: str, after: str, sentence: str) -> None:
    text = f"{before}X{after}"
    assert sentence_around(text, len(before), len(before) + 1) == sentence
