"""What values of the model answer where there is nothing: no rule, no duty, no name; and how mentions show themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.model.durations import next_day
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import View


@pytest.mark.parametrize("cls", [kind.of for kind in kinds()], ids=lambda cls: cls.__name__)
def test_a_mention_of_every_kind_shows_itself_in_the_same_way(cls: type[Any]) -> None:
    assert cls.__repr__ is Mention.__repr__


@pytest.mark.parametrize(
    ("rule", "after", "day"),
    [
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=25", dt.date(2026, 1, 24), dt.date(2026, 1, 25)),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=25", dt.date(2026, 1, 25), dt.date(2026, 2, 25)),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=25\nRRULE:FREQ=MONTHLY;BYMONTHDAY=5", dt.date(2026, 1, 25), dt.date(2026, 2, 5)),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", dt.date(2096, 3, 1), dt.date(2104, 2, 29)),  # 2100 has none
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", dt.date(2026, 1, 1), None),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=25", dt.date(9995, 1, 1), None),
        (None, dt.date(2026, 1, 1), None),
    ],
)  # fmt: skip
def test_the_next_day_of_a_rule(rule: str | None, after: dt.date, day: dt.date | None) -> None:
    assert next_day(rule, after) == day


def test_a_deadline_that_nobody_owes_is_of_no_duty() -> None:
    digest = ud.parse("Hoàn thành trước ngày 30/3/2020.")
    assert (digest.duties, digest.duty_of(digest.deadlines[0])) == ((), None)
    digest = ud.parse("Cầu hoàn thành trước ngày 30/3/2020. Giao Sở Y tế báo cáo trước ngày 30/4/2020.")
    assert [str(digest.duty_of(limit)) for limit in digest.deadlines][-1].startswith("Sở Y tế: báo cáo")
    assert all(digest.duty_of(limit) is None for limit in digest.deadlines[:-1])


def _with_marks() -> Iterator[tuple[str, str]]:
    yield "I\u0307 ngày", "I ngày"  # Unicode has a sign for it that two small ones stand for
    yield "Q\u0323Đ", "Q\u0323Đ"  # and none for this one
    yield "nga\u0300y", "ngày"
    yield "nga\u0300\u200by", "ngày"


@pytest.mark.parametrize(("text", "cased"), list(_with_marks()))
def test_marks_are_composed_and_each_place_leads_back(text: str, cased: str) -> None:
    view = View(text)
    assert view.cased == cased
    last = len(cased) - 1
    start, end = view.span(last, last + 1)
    assert text[start:end] == cased[-1]


@pytest.mark.parametrize("symbol", ["", "QĐ"])
def test_a_number_without_who_issued_it_has_no_code_of_an_issuer(symbol: str) -> None:
    number = ud.DocumentNumber("9", 2026, symbol)
    assert (number.issuer_code, number.unit_code) == (None, None)


def test_what_documents_contradict_each_other_in_is_of_the_first_digest_unless_it_says_another() -> None:
    text = "Nghị định số 7/2030/NĐ-CP ngày 02/3/2030 và Nghị định số 7/2030/NĐ-CP ngày 03/3/2030"
    (doubt,) = ud.resolve(ud.parse(text)).diagnostics
    assert ud.DocumentDiagnostic(doubt.code, doubt.severity, doubt.message, doubt.span) == doubt
    (other,) = ud.resolve([ud.parse("Sở Y tế"), ud.parse(text)]).diagnostics
    assert (other.digest, other == doubt) == (1, False)
