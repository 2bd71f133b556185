"""What broke under attack, each with its whole kind: characters that change length, joints, extreme anchors, line ends."""

from __future__ import annotations

import datetime as dt
import json
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import KINDS, full_texts, sentences_with, snippets, texts
from support.blocks import blocks_of, everything_in
from support.budgets import on_digests, on_sentences
from ubnd_digest.cli import main
from ubnd_digest.model.duties import Duty

# ---- characters that change the length of a view -----------------------------------------------

DAY = "ngày 30/5/2022"
MARKS = [chr(code) for code in range(0x300, 0x370)]
BASES = "aAeEiIoOuUyYdDđĐıİſ\u01b0\u01a1\u00d0\u017f\ufb01"


def _forms(character: str) -> set[str]:
    """A character and what the steps of a view can make of it."""
    steps: list[Callable[[str], str]] = [str.lower, str.upper, str.casefold]
    steps += [lambda text, form=form: unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    return {step(character) for step in steps}


@cache
def unsteady() -> list[str]:
    """Characters that become several."""
    return [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if not 0xAC00 <= ord(character) <= 0xD7A3  # Hangul syllables are all of one kind
        and (len(character.lower()) > 1 or len(unicodedata.normalize("NFC", character)) > 1)
    ] + [chr(0xAC00)]


def _days_are_found_behind(prefixes: list[str]) -> None:
    text = "\n".join(f"{prefix} {DAY}." for prefix in prefixes)
    digest = ud.parse(text)
    assert [date.text for date in digest.dates] == [DAY] * len(prefixes)
    for found in everything_in(digest):
        assert text[found.span.start : found.span.end] == found.text


def test_a_character_that_becomes_several_shifts_nothing() -> None:
    assert "\u0130" in unsteady()
    _days_are_found_behind(unsteady())
    _days_are_found_behind(sorted(form for character in unsteady() for form in _forms(character)))


def test_a_letter_and_a_mark_shift_nothing() -> None:
    _days_are_found_behind(["".join(pair) for pair in product(BASES, MARKS)])


STRANGE = st.lists(
    st.deferred(lambda: st.sampled_from(unsteady()))
    | st.builds("{}{}".format, st.sampled_from(BASES), st.sampled_from(MARKS))
    | st.sampled_from(("I\u0307", "i\u0307", "a", "\u200b", "\u00ad", "\u00a0", " ", "\n", "\r")),
    min_size=1,
    max_size=8,
).map("".join)


@given(STRANGE)
def test_no_sequence_of_such_characters_shifts_anything(strange: str) -> None:
    for text in (f"{strange} {DAY}.", f"{strange}\n{DAY}", f"Họp {DAY} {strange}", f"{strange}\na"):
        digest = ud.parse(text)
        for found in everything_in(digest):
            assert text[found.span.start : found.span.end] == found.text
        assert text.count(DAY) == 0 or DAY in [date.text for date in digest.dates]


def test_a_capital_i_with_a_dot_in_two_characters_is_survived() -> None:
    assert ud.parse("I\u0307\na").source == "I\u0307\na"
    assert [date.text for date in ud.find_dates(f"I\u0307 {DAY}.")] == [DAY]


# ---- joints -------------------------------------------------------------------------------------

PROSE = "gió mây"


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1/QĐ-UBND (ngày 13-8-). Hội nghị ngày 20/7/2019.",
        "Công văn số 1/UBND-KT, 12 xã báo cáo ngày 20/7/2019.",
        "Công văn số 1/UBND-KT: họp ngày 20/7/2019.",
    ],
)
def test_a_reference_takes_no_date_over_prose(text: str) -> None:
    (reference,) = ud.find_references(text)
    assert reference.date is None
    assert reference.text == text[: len(reference.text)].rstrip("(,: ")


@pytest.mark.parametrize("joint", [",", ", ", " - ", "-", ": ", " và ", ";"])
def test_a_limit_takes_no_date_over_prose(joint: str) -> None:
    text = f"Sở Y tế báo cáo trước ngày 30/6/2022{joint}10/12 xã đã xong. Họp ngày 7/8/2022"
    assert [deadline.text for deadline in ud.find_deadlines(text)] == ["trước ngày 30/6/2022"]


_HEADS = (
    "ngày 3/5/2022", "3/5", "2021", "năm 2020", "tháng 5", "quý II", "ngày 8", "Quyết định số 1/QĐ-UBND", "số 12/QĐ-UBND",
    "Sở Y tế báo cáo trước ngày 5/6/2022", "Sở Y tế báo cáo trước", "có hiệu lực từ ngày 5/6/2022", "Điều 5",
)  # fmt: skip
_BROKEN = ("13-8-19", "ngày 13-8-19", "ngày 8", "10/12", "12", "3/5", "")
_TAILS = ("ngày 3/5/2022", "tháng 5", "quý II", "2021", "10/12", "số 2/QĐ-UBND", "khoản 3")
_JOINTS = ("-", " - ", ",", " (", "(", ": ", " và ", " đến ", "; ", "từ ", ", ", "/")


@st.composite
def chains(draw: st.DrawFn, *between: str) -> str:
    """A mention, a joint that promises more, what breaks the promise, something between, and a mention of its own."""
    joints = st.sampled_from(_JOINTS)
    head = draw(st.sampled_from(_HEADS)) + draw(joints) + draw(st.sampled_from(_BROKEN))
    return head + draw(joints) + draw(st.sampled_from(between)) + draw(st.sampled_from(_TAILS))


in_chains = settings(on_sentences, max_examples=on_sentences.max_examples * 10)


@in_chains
@given(chains(f" {PROSE} ", f" {PROSE}. ", f"{PROSE}, "))
def test_no_mention_runs_over_prose(text: str) -> None:
    for mention in ud.Parser().find_mentions(text):
        assert PROSE not in mention.text or isinstance(mention, Duty)  # a duty is a part of a sentence


@in_chains
@given(chains("\n", " \n", "\r\n"))
def test_no_mention_of_a_chain_runs_over_the_end_of_a_line(text: str) -> None:
    for mention in ud.Parser().find_mentions(text):
        assert not runs_over(mention)


def runs_over(mention: ud.Mention) -> bool:
    """Whether a mention runs over the end of a line that is not broken in mid-sentence: it ends a sentence there."""
    return any(line.rstrip(" \r\t\u00a0").endswith((".", "!", "?", ";")) for line in mention.text.split("\n")[:-1])


@pytest.mark.parametrize("strategy", [full_texts(), snippets(), texts()], ids=["full", "snippets", "any"])
@on_digests
@given(data=st.data())
def test_no_mention_runs_over_the_end_of_a_line(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy))
    for mention in digest.mentions:
        assert not runs_over(mention)
    for block in blocks_of(digest):
        assert all(block.span.contains(mention.span) for mention in block.mentions)


@pytest.mark.parametrize("text", ["giai đoạn 2021.\n2025", "từ ngày 3/5/2022.\nĐến ngày 7/8/2022", "năm 2021\n- 2025"])
def test_a_range_stands_in_one_line(text: str) -> None:
    assert ud.find_ranges(text) == ()


@given(
    st.lists(st.dates(dt.date(2001, 1, 1), dt.date(2098, 1, 1)), min_size=3, max_size=6).map(sorted),
    st.lists(st.sampled_from((" - ", " đến ", "-", " – ", " đến hết ", ", ", " và ")), min_size=5, max_size=5),
    st.sampled_from(("năm {0.year}", "ngày {0.day}/{0.month}/{0.year}", "tháng {0.month}/{0.year}")),
    st.booleans(),
)
def test_ranges_of_a_chain_do_not_cross(days: list[dt.date], joints: list[str], form: str, bare: bool) -> None:
    written = [form.format(day) for day in days]
    if bare:
        written = [written[0], *(unit.split(" ")[1] for unit in written[1:])]
    text = written[0] + "".join(joint + unit for joint, unit in zip(joints, written[1:], strict=False))
    mentions = ud.Parser().find_mentions(text)
    ranges = [mention.span for mention in mentions if isinstance(mention, ud.DateRange)]
    assert all(one.end <= other.start for one, other in pairwise(ranges))
    assert ud.annotate(text, mentions, lambda mention, inner: f"[{inner}]").replace("[", "").replace("]", "") == text


@pytest.mark.parametrize("text", ["năm 2020 - 2021 - 2022", "ngày 1/5/2022 - 3/5/2022 - 5/5/2022"])
def test_dates_of_a_chain_are_all_there(text: str) -> None:
    assert [date.text for date in ud.find_dates(text)] == text.split(" - ")


# ---- extreme anchors ----------------------------------------------------------------------------

EXTREMES = [
    dt.date.min, dt.date(1, 1, 2), dt.date(1, 2, 1), dt.date(2, 1, 1), dt.date(9, 1, 1),
    dt.date(9991, 1, 1), dt.date(9998, 12, 31), dt.date(9999, 1, 1), dt.date(9999, 12, 1), dt.date.max,
]  # fmt: skip
ANCHORED: list[Callable[..., Any]] = [
    ud.parse, ud.find_dates, ud.find_ranges, ud.find_deadlines, ud.Parser().parse, ud.Parser().find_mentions,
    ud.Parser().find_dates, ud.Parser().find_ranges, ud.Parser().find_deadlines,
]  # fmt: skip
WITHOUT_A_YEAR = (
    "ngày 5", "ngày 29/2", "ngày 31/12", "ngày 1/1", "tháng 12 - tháng 1", "từ ngày 5 đến ngày 3", "quý I - quý IV", "quý IV",
    "6 tháng cuối năm", "tháng 11, 12 và tháng 1", "ngày 31/12, ngày 1/1", "ngày 31, 1", "Sở Y tế báo cáo trước ngày 1/1.",
    "Sở Y tế báo cáo trước ngày 5.", "Sở Y tế nộp chậm nhất ngày 31.", "Sở Y tế nộp trong tháng 12.", "có hiệu lực từ ngày 1/1",
    "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 28/12 đến ngày 03/01)", "từ 31/12 - 1/1", "ngày 1/1 - 31/12",
)  # fmt: skip
WITH_AN_EXTREME_YEAR = (
    "ngày 1/1/0001", "trước ngày 01/01/0001", "ngày 31/12/9999", "tháng 12/9999", "tháng 12/9999 - tháng 1", "năm 9999 - 10000",
    "tháng 12 - tháng 1/0001", "ngày 31/12/9999 đến ngày 3/1", "ngày 31/12 đến ngày 3/1/0001", "24h00 ngày 31/12/9999",
    "Sở Y tế báo cáo trước 24 giờ ngày 31/12/9999.", "ngày 30, 31 và 1/1/0001",
)  # fmt: skip


@pytest.mark.parametrize("function", ANCHORED, ids=lambda function: function.__qualname__)
@pytest.mark.parametrize("anchor", EXTREMES, ids=str)
def test_every_day_of_the_calendar_is_an_anchor(function: Callable[..., Any], anchor: dt.date) -> None:
    for text in (*WITHOUT_A_YEAR, *WITH_AN_EXTREME_YEAR):
        function(text, anchor=anchor)


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date(1, 1, 2), dt.date.max], ids=str)
def test_every_day_of_the_calendar_is_an_anchor_for_what_is_issued(anchor: dt.date) -> None:
    for day in ("1/1", "31/12", "1/1/0001", "31/12/9999"):
        text = f"Mở lại bến phà Cồn Sậy\n\nUBND tỉnh ban hành Quyết định số 1/QĐ-UBND ngày {day}."
        assert ud.parse(text, anchor=anchor).items


@given(
    st.dates(dt.date.min, dt.date(10, 1, 1)) | st.dates(dt.date(9990, 1, 1)),
    st.lists(st.sampled_from((*WITHOUT_A_YEAR, *WITH_AN_EXTREME_YEAR)), min_size=1, max_size=4),
    st.sampled_from((" ", ", ", " - ", " và ", "\n")),
)
def test_dates_near_the_ends_of_the_calendar_are_right_or_absent(
    anchor: dt.date, pieces: list[str], joint: str
) -> None:
    text = joint.join(pieces)
    digest = ud.parse(text, anchor=anchor)
    for date in digest.dates:
        assert (date.start is None) == (date.end is None) == (date.problem is not None)
    assert ud.from_json(ud.to_json(digest)) == digest


def test_a_line_of_many_days_takes_no_time() -> None:
    """A number that could be cut into several would have the engine try all the ways to cut them."""
    assert len(ud.parse("15/7/2022 - năm 2020 và " * 7 + "mưa").dates) == 14


@pytest.mark.parametrize("anchor", EXTREMES, ids=str)
def test_the_command_takes_every_day_for_an_anchor(
    anchor: dt.date, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "digest.txt"
    page.write_text("\n".join((*WITHOUT_A_YEAR, *WITH_AN_EXTREME_YEAR)), encoding="utf-8")
    for command in ("parse", "dates", "deadlines", "annotations"):
        main([command, "--anchor", anchor.isoformat(), str(page)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
    assert all(json.loads(line) for line in captured.out.splitlines())


# ---- parties that are long ----------------------------------------------------------------------

DEPARTMENTS = (
    "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng", "Sở Công Thương", "Sở Du lịch", "Sở Ngoại vụ",
    "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường", "Sở Dân tộc và Tôn giáo",
)  # fmt: skip


@pytest.mark.parametrize("count", range(1, len(DEPARTMENTS) + 1))
@pytest.mark.parametrize("frame", ["Giao {} báo cáo trước ngày 30/6/2026.", "{} báo cáo trước ngày 30/6/2026."])
def test_a_list_of_parties_is_never_cut_within_a_name(frame: str, count: int) -> None:
    parties = DEPARTMENTS[-count:]
    digest = ud.parse(frame.format(", ".join(parties)))
    (deadline,) = digest.deadlines
    assert deadline.responsible is not None
    named = tuple(deadline.responsible.split(", "))
    assert named == parties[: len(named)]
    assert named == parties or any(doubt.span.start < deadline.span.end for doubt in digest.diagnostics[2:])


# ---- line ends and blanks at the ends of lines --------------------------------------------------

LINE_ENDS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "blanks": lambda text: text.replace("\n", " \n") + " ",
    "tabs": lambda text: text.replace("\n", "\t\n") + "\t",
    "no-break spaces": lambda text: text.replace("\n", "\u00a0\n") + "\u00a0",
    "blanks, CRLF": lambda text: text.replace("\n", " \r\n") + " \r\n",
    "zero-width spaces": lambda text: text.replace("\n", "\u200b\n") + "\u200b",
}
line_ends = pytest.mark.parametrize("name", LINE_ENDS)


def _said(digest: ud.Digest) -> list[Any]:
    return [digest.mentions, [date.inferred for date in digest.dates], [d.code for d in digest.diagnostics]]


_ENDS = (
    "…đến 2030",
    "Họp ngày 8",
    "ngày 8",
    "sáng 15/6",
    "quý II",
    "tháng 5",
    "Điều 5",
    "số 12/QĐ-UBND",
    "trước 15/6",
    "Trời nắng.",
)
_OPEN_LINES = st.lists(
    st.sampled_from(_ENDS) | st.sampled_from(KINDS).flatmap(sentences_with), min_size=1, max_size=6
).map("\n".join)


@line_ends
@pytest.mark.parametrize("strategy", [_OPEN_LINES, full_texts(), texts()], ids=["open lines", "full", "any"])
@on_digests
@given(data=st.data())
def test_the_ends_of_lines_change_no_mention(name: str, strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(strategy).replace("\r\n", "\n").replace("\r", "\n")
    assert _said(ud.parse(LINE_ENDS[name](text))) == _said(ud.parse(text))


@line_ends
@pytest.mark.parametrize(
    "line",
    [
        "…đến 2030",
        "Tin\n\nSở; Y tế báo cáo trước ngày 8/6/2022",
        "Họp ngày 8",
        "ngày 8",
        "Chỉ thị số 8/CT-UBND",
        "Điều 5",
        "trước 15/6",
        "khoản 2 Điều",
        "quý II",
        "tháng 5",
        "Nghị quyết liên tịchsố\n 7,8/NQLT khoản 4",
        "Công văn số 12/UBND-KT 5/ \nGiao Sở Xây dựng kiểm tra, báo cáo trước ngày 30/01.",
    ],
)
def test_what_stands_at_the_end_of_a_line_is_found(name: str, line: str) -> None:
    anchor = dt.date(2022, 5, 30)
    plain = ud.parse(f"{line}\n", anchor=anchor)
    assert ud.parse(LINE_ENDS[name](f"{line}\n"), anchor=anchor).mentions == plain.mentions
    assert ud.parse(line, anchor=anchor).mentions == plain.mentions
    assert plain.mentions or line == "khoản 2 Điều"
