"""Deadlines; their forms are in ``forms/deadlines.tsv``, what is nearly one in ``test_bounds.py``."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import days
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.duties import Duty


@given(days)
def test_due_is_the_last_day_on_which_it_can_be_done(day: dt.date) -> None:
    before, by = (ud.find_deadlines(f"Sở Y tế báo cáo {word} ngày {day:%d/%m/%Y}.") for word in ("trước", "chậm nhất"))
    assert [(d.due, d.limit) for d in before] == [(day - dt.timedelta(days=1), day)]
    assert [(d.due, d.limit) for d in by] == [(day, day)]


@given(st.times(), days)
def test_before_a_clock_time_the_day_itself_still_counts(time: dt.time, day: dt.date) -> None:
    time = time.replace(second=0, microsecond=0)
    for clock in (f"{time:%H:%M}", f"{time.hour}h{time.minute:02}", f"{time.hour} giờ {time.minute:02} phút"):
        (deadline,) = ud.find_deadlines(f"Các huyện gửi báo cáo trước {clock} ngày {day:%d/%m/%Y}.")
        if time == dt.time():  # 0:00 is the end of the day before
            assert (deadline.relation, deadline.due, deadline.time) == (ud.Relation.BEFORE, day - dt.timedelta(1), None)
        else:
            assert (deadline.relation, deadline.due, deadline.time) == (ud.Relation.BY, day, time)


def test_an_impossible_date_sets_no_limit() -> None:
    digest = ud.parse("Sở Y tế báo cáo trước ngày 31/6/2022.")
    assert digest.deadlines == ()
    errors = [d.code for d in digest.diagnostics if d.severity is ud.Severity.ERROR]
    assert errors.count("impossible-date") == 1


@pytest.mark.parametrize(
    ("limit", "named"),
    [("trước ngày 30/6/2022", "ngày 30/6/2022"), ("chậm nhất 16 giờ ngày 30/6/2022", "ngày 30/6/2022")],
)
def test_an_outer_mention_stands_before_those_inside_it(limit: str, named: str) -> None:
    found = ud.Parser().find_mentions(f"Sở Y tế báo cáo {limit}.")
    duty, deadline, date, agency = sorted(found, key=lambda mention: type(mention) is Agency)
    assert [type(mention) for mention in found] == [Duty, Agency, ud.Deadline, ud.DateExpression]
    assert (duty.text, agency.text) == (f"Sở Y tế báo cáo {limit}", "Sở Y tế")
    assert (deadline.text, date.text) == (limit, named)
    assert isinstance(deadline, ud.Deadline)
    assert date is deadline.named


@pytest.mark.parametrize(
    ("table", "limits"),
    [
        (
            (
                "Nhiệm vụ (Nội dung – Cơ quan chủ trì – Thời hạn):\n1. Công khai thủ tục – Sở Nội vụ – Quý II/2026.\n"
                "2. Đối thoại – Trung tâm Xúc tiến đầu tư tỉnh – Trước ngày 30/7/2026."
            ),
            [("Sở Nội vụ", "2026-06-30"), ("Trung tâm Xúc tiến đầu tư tỉnh", "2026-07-29")],
        ),
        (
            (
                "Lộ trình (Cơ quan chủ trì – Nội dung – Thời hạn):\n- Sở Y tế – Xây dựng phương án nhân sự – Quý III/2026;\n"
                "- Sở Tài chính – Hướng dẫn bàn giao – Quý IV/2026."
            ),
            [("Sở Y tế", "2026-09-30"), ("Sở Tài chính", "2026-12-31")],
        ),
        (
            "Việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn\n\nRà soát tàu cá | Chi cục Thủy sản | UBND các xã | 28/8/2026",
            [("Chi cục Thủy sản", "2026-08-28")],
        ),
        # a line below it that has no cells ends the table
        ("Việc - Cơ quan - Thời hạn\nHọp giao ban\nSửa cầu - Sở Xây dựng - Quý II/2026", []),
    ],
)
def test_the_last_column_of_a_flattened_table_says_by_when(table: str, limits: list[tuple[str, str]]) -> None:
    found = ud.parse(table).deadlines
    assert [(limit.responsible, str(limit.due)) for limit in found] == limits


def test_no_name_runs_over_the_cells_of_a_table() -> None:
    table = "Việc – Cơ quan – Phối hợp – Thời hạn\n- Rà soát – Sở Y tế – Xây dựng – Quý II/2026\n- In – UBND xã Ba Xã – Trước 5/6/2026"
    assert [agency.text for agency in ud.parse(table).agencies] == ["Sở Y tế", "UBND xã Ba Xã"]
