"""Texts in which a mention of a kind is really there, among other things and in many ways of writing.

``test_strategies.py`` counts that nine of ten texts hold what they are drawn for, so that a law over them can fail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

import ubnd_digest as ud
from strategies.pieces import snippets, vietnamese
from strategies.terminals import words_of
from strategies.values import document_numbers

_DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2098, 12, 31))
_PARTIES = (
    "Sở Y tế", "UBND các huyện, thành phố", "Ban Quản lý dự án giao thông tỉnh", "Công an tỉnh", "Giám đốc Sở Tư pháp",
    "Các sở, ban, ngành", "Chi cục Kiểm lâm", "Sở Giáo dục và Đào tạo",
)  # fmt: skip
_ACTS = (
    "hoàn thành", "báo cáo UBND tỉnh", "chủ trì, phối hợp với Sở Tài chính trình hồ sơ", "rà soát, gửi danh sách",
    "khẩn trương hoàn thiện dự thảo", "phải bàn giao mặt bằng",
)  # fmt: skip
_LAWS = ("Luật Đất đai", "Luật Đầu tư công năm 2019", "Bộ luật Lao động năm 2019", "Luật Phòng, chống thiên tai")
_UNITS = ("Kế hoạch số", "Quyết định số", "Công văn số", "văn bản số", "Thông báo kết luận số", "Tờ trình số:")


def written_day(day: dt.date) -> st.SearchStrategy[str]:
    """A day in one of the ways in which days are written."""
    d, m, y = day.day, day.month, day.year
    return st.sampled_from(
        (
            f"ngày {d}/{m}/{y}", f"ngày {d:02}/{m:02}/{y}", f"ngày {d}-{m}-{y}", f"ngày {d}.{m}.{y}",
            f"ngày {d} tháng {m} năm {y}", f"ngày {d:02} tháng {m:02} năm {y}", f"Ngày {d:02}/{m}/{y}",
        )
    )  # fmt: skip


@st.composite
def _dates(draw: st.DrawFn) -> str:
    day = draw(_DAYS)
    unit = draw(
        st.sampled_from(
            (
                f"tháng {day.month}/{day.year}",
                f"quý II năm {day.year}",
                f"năm {day.year}",
                f"6 tháng đầu năm {day.year}",
            )
        )
        | written_day(day)
    )
    return f"{draw(st.sampled_from(('Họp', 'Kết quả', 'Đoàn đã kiểm tra')))} {unit}"


@st.composite
def _ranges(draw: st.DrawFn) -> str:
    one, other = sorted(draw(st.lists(_DAYS, min_size=2, max_size=2, unique_by=lambda day: day.year)))
    joint = draw(st.sampled_from((" - ", " đến ", " đến hết ", "–")))
    if draw(st.booleans()):
        first, last = draw(written_day(one)), draw(written_day(other))
        return f"Tổ chức từ {first} {joint.strip('–') or '-'} {last}".replace("  ", " ")
    return draw(
        st.sampled_from(
            (
                f"giai đoạn {one.year}{joint}{other.year}",
                f"từ năm {one.year} đến năm {other.year}",
                f"từ tháng {one.month}/{one.year} đến tháng {other.month}/{other.year}",
                f"từ quý I/{one.year} đến quý III/{other.year}",
            )
        )
    )


@st.composite
def _references(draw: st.DrawFn) -> str:
    number = draw(document_numbers())
    written = f"{draw(st.sampled_from(_UNITS))} {number}"
    if draw(st.booleans()):
        written += (
            draw(st.sampled_from((" ", ", ", " ký ", " của UBND tỉnh "))) + draw(written_day(draw(_DAYS))).lower()
        )
    if draw(st.booleans()):
        written += f" và số {draw(document_numbers())}"
    return f"{draw(st.sampled_from(('UBND tỉnh ban hành', 'Thực hiện', 'Căn cứ các')))} {written}"


@st.composite
def _provisions(draw: st.DrawFn) -> str:
    numbers = st.integers(1, 99)
    place = f"Điều {draw(numbers)}"
    if draw(st.booleans()):
        place = f"khoản {draw(numbers)} {place}"
        if draw(st.booleans()):
            place = f"{draw(st.sampled_from(('điểm a', 'các điểm a, b và c', 'điểm đ')))} {place}"
    document = draw(
        st.sampled_from(("", *(f" {law}" for law in _LAWS))) | document_numbers().map(" của Nghị định số {}".format)
    )
    return f"theo quy định tại {place}{document}"


@st.composite
def _deadlines(draw: st.DrawFn) -> str:
    day, party, act = draw(_DAYS), draw(st.sampled_from(_PARTIES)), draw(st.sampled_from(_ACTS))
    words = draw(words_of("BEFORE") | words_of("LATEST") | words_of("UNTIL"))
    clock = draw(st.sampled_from(("", "", "", "16 giờ ", "17h00 ", "8 giờ 30 phút ")))
    date = draw(written_day(day)).lower()
    if not clock and draw(st.booleans()):
        words, date = draw(
            st.sampled_from((("trong ", f"tháng {day.month}/{day.year}"), ("trước ", f"quý IV năm {day.year}")))
        )
    limit = f"{words.rstrip()} {clock}{date}"
    return draw(
        st.sampled_from(
            (f"{party} {act} {limit}", f"Giao {party} {act} {limit}", f"UBND tỉnh yêu cầu {party} {act}, {limit}")
        )
    )


@st.composite
def _effective(draw: st.DrawFn) -> str:
    who = draw(st.sampled_from(("Quyết định này", "Quy định", "Nghị quyết", "Thông tư số 12/2020/TT-BYT")))
    return f"{who} {draw(words_of('EFFECT')).rstrip()} {draw(written_day(draw(_DAYS))).lower()}"


# ---- what a text can hold ------------------------------------------------------------------

_SENTENCES: dict[str, Callable[[], st.SearchStrategy[str]]] = {
    "dates": _dates,
    "ranges": _ranges,
    "references": _references,
    "provisions": _provisions,
    "deadlines": _deadlines,
    "effective_dates": _effective,
}
KINDS = tuple(_SENTENCES)
CLASSES: dict[str, type[ud.Mention]] = {
    "dates": ud.DateExpression,
    "ranges": ud.DateRange,
    "references": ud.Reference,
    "provisions": ud.Provision,
    "deadlines": ud.Deadline,
    "effective_dates": ud.EffectiveDate,
}


@cache
def sentences_with(kind: str) -> st.SearchStrategy[str]:
    """A sentence without its end, in which a mention of a kind stands."""
    return _SENTENCES[kind]()


@st.composite
def texts_with(draw: st.DrawFn, kind: str) -> str:
    """A sentence with a mention of a kind, between others and pieces of others."""
    around = st.just("") | vietnamese(gaps=(" ", "  ", "\u00a0", ", ")).map("{}.".format) | snippets().map("{}.".format)
    before, behind = draw(around), draw(around)
    ends = st.sampled_from((". ", ".\n", ";\n", "\n", ".\r\n", ". \n"))
    return "".join((before, draw(st.sampled_from(("\n", "\n\n"))), draw(sentences_with(kind)), draw(ends), behind))


@st.composite
def full_texts(draw: st.DrawFn) -> str:
    """A text with a mention of every kind, as a digest or as lines without a title."""
    kinds = draw(st.permutations(KINDS))
    ends = st.sampled_from((".\n", ".\n", ". ", ".\r\n", ".\n\n"))
    body = "".join(draw(sentences_with(kind)) + draw(ends) for kind in kinds)
    if draw(st.booleans()):
        return body + draw(snippets())
    start = draw(st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 25)))  # before all deadlines: none is past
    end = start + dt.timedelta(days=6)
    title = f"Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày {start:%d/%m/%Y} - {end:%d/%m/%Y})"
    lead, heading = "Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu", "Mở lại bến phà Cồn Sậy"
    return "\n\n".join((title, *([lead] if draw(st.booleans()) else []), heading, body + draw(vietnamese())))


def held(text: str, kind: str, **options: Any) -> tuple[ud.Mention, ...]:
    """What a digest of a text holds of a kind."""
    return getattr(ud.parse(text, **options), kind)
