"""Who must do what: what holds of every duty, and who is in force where. The forms stand in ``forms/duties.tsv``."""

from __future__ import annotations

import pickle
import unicodedata
from functools import cache
from itertools import pairwise

import pytest

import ubnd_digest as ud
from support.forms import forms
from ubnd_digest.model.duties import Duty

TEXTS = [form.text for form in forms() if form.kind == "duties"]


@cache
def mentions_of(text: str) -> tuple[ud.Mention, ...]:
    return tuple(ud.Parser().find_mentions(text))


def duties_of(text: str) -> list[Duty]:
    return [mention for mention in mentions_of(text) if isinstance(mention, Duty)]


def told_in(text: str) -> list[ud.Mention]:
    """Who must do what, and every organisation."""
    return [mention for mention in mentions_of(text) if isinstance(mention, Duty | ud.Agency)]


def told(text: str) -> list[tuple[str, str]]:
    return [(duty.responsible, duty.task) for duty in duties_of(text)]


# ---- laws ----------------------------------------------------------------------------------


def lies_in_one_sentence_with_its_task_inside(text: str, duty: Duty) -> None:
    assert text[duty.span.start : duty.span.end] == duty.text
    assert text[duty.task_span.start : duty.task_span.end] == duty.task
    assert duty.span.start <= duty.task_span.start < duty.task_span.end <= duty.span.end
    ended = duty.text.replace("... ", "… ")  # dots that say "and so on" end no sentence
    assert ". " not in ended and "\n" not in duty.text and duty.text[-1] not in ".,;:"


def has_the_deadlines_that_stand_in_it(text: str, duty: Duty) -> None:
    deadlines = [mention for mention in mentions_of(text) if isinstance(mention, ud.Deadline)]
    inside = [one for one in deadlines if duty.span.start <= one.span.start and one.span.end <= duty.span.end]
    assert list(duty.deadlines) == inside
    assert {one.responsible for one in inside} <= {duty.responsible}


# The laws of a text are one test, since it is read once for all of them.
@pytest.mark.parametrize("text", TEXTS)
def test_what_holds_of_duties_and_organisations(text: str) -> None:
    for duty in duties_of(text):
        lies_in_one_sentence_with_its_task_inside(text, duty)
        has_the_deadlines_that_stand_in_it(text, duty)
    for found in (duties_of(text), [one for one in mentions_of(text) if isinstance(one, ud.Agency)]):
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert pickle.loads(pickle.dumps(told_in(text))) == told_in(text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_told_is_the_same_however_the_text_is_written(text: str) -> None:
    found = told_in(text)
    assert told_in(unicodedata.normalize("NFD", text)) == found
    assert told_in(text.replace(" ", "  ")) == found
    assert told_in(text.replace(" ", "\u00a0")) == found
    lines = text.replace(". ", ".\n")
    assert told_in(lines.replace("\n", "\r\n")) == told_in(lines)


# ---- who is in force -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    ["I. MỤC TIÊU", "Về công tác y tế", "2. Về giáo dục", "III. Tổ chức thực hiện", "Công tác phòng, chống thiên tai"],
)
def test_nobody_named_before_a_heading_is_in_force_after_it(head: str) -> None:
    text = (
        "TỔNG HỢP CHỈ ĐẠO, ĐIỀU HÀNH TUẦN TỪ NGÀY 01/6 ĐẾN NGÀY 07/6/2026\n\n"
        f"1. Về du lịch\n\nUBND tỉnh có Công văn số 12/UBND-VX. Giao Sở Du lịch rà soát.\n\n{head}\n\n"
        "Hoàn thành trước ngày 30/6/2026.\n"
    )
    digest = ud.Parser().parse(text, headings=[ud.Span(text.index(head), text.index(head) + len(head))])
    found = [mention for mention in digest.mentions if isinstance(mention, Duty)]
    assert [duty.responsible for duty in found] == ["Sở Du lịch"]


def test_the_second_verb_of_order_stands_in_the_task_of_the_first_party() -> None:
    found = told("Giao Sở Du lịch chủ trì, yêu cầu các công ty lắp đặt biển báo.")
    assert found == [("Sở Du lịch", "chủ trì, yêu cầu các công ty lắp đặt biển báo")]


def test_tasks_between_semicolons_are_one_duty() -> None:
    text = "Giao Sở Du lịch lập danh sách; rà soát hồ sơ; báo cáo kết quả."
    assert told(text) == [("Sở Du lịch", "lập danh sách; rà soát hồ sơ; báo cáo kết quả")]


def test_who_orders_is_no_party() -> None:
    (duty,) = duties_of("Chủ tịch UBND tỉnh yêu cầu Sở Du lịch rà soát.")
    assert (duty.ordered_by, duty.responsible) == ("Chủ tịch UBND tỉnh", "Sở Du lịch")


def test_a_paragraph_may_begin_behind_blanks() -> None:
    text = (
        "Chỉ đạo của UBND tỉnh trong tuần (từ ngày 01/6/2026 - 07/6/2026)\n\nMở lại bến phà Cồn Sậy\n\n"
        "Giao Sở Du lịch rà soát.\nHoàn thành trước ngày 30/6/2026.\n"
    )
    for written in (text, text.replace("\n", "\r\n"), text.replace("\n", "\n  "), text.replace("\n", "\n\t")):
        found = [mention for mention in ud.parse(written).mentions if isinstance(mention, Duty)]
        assert [duty.responsible for duty in found] == ["Sở Du lịch", "Sở Du lịch"]
