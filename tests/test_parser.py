"""Laws of the parser: it takes any text, and what it finds stands where it says."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import snippets, vietnamese

TEXT = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026).

Giao Sở Xây dựng kiểm tra theo khoản 2 Điều 7 Nghị định số 23/2020/NĐ-CP, báo cáo trước ngày 30/01.
"""

# Lines from which whole digests grow, beside pieces of mentions.
LINES = (
    *TEXT.split("\n"),
    "Trang chủ",
    "anh.png",
    "Ảnh minh họa",
    "Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu.",
    "\r",
    " \u00a0",
)
anything = st.text(st.characters(exclude_categories=()))
digests = st.lists(st.sampled_from(LINES) | snippets(), max_size=12).map("\n".join)
texts = anything | snippets() | vietnamese() | digests
days = st.none() | st.dates()


def blocks_of(digest: ud.Digest) -> list[ud.Block]:
    blocks: list[ud.Block] = [digest.title] if digest.title else []
    blocks += digest.lead
    for item in digest.items:
        blocks += (item.heading, *item.paragraphs)
    return blocks


def everything_in(digest: ud.Digest) -> list[ud.Mention | ud.Block]:
    return [*digest.mentions, *blocks_of(digest)]


# ---- any text -----------------------------------------------------------------------------------


@given(texts, days)
@example("\ud800 ngày \udfff30/5/2022", None)
@example("ngày 1/1/0001", dt.date.min)
@example("trước ngày 29/02", dt.date.max)
@example("\x00", None)
def test_any_text_gives_a_digest_of_that_text(text: str, anchor: dt.date | None) -> None:
    assert ud.parse(text, anchor=anchor).source == text


@pytest.mark.parametrize(
    "text",
    [
        "hiệu lực từ ngày 5 ",  # a lone day behind a word of effect
        "chậm nhất đầu năm1",  # a part of a year, and no year
        "ngày 7, 8 đầu năm5",
        "quý I, 12, 2/2024",  # a number in a list of quarters
        "trong quý 9/2024",
        "6 tháng đầu ",
        "0 tháng cuối năm 2024",
        "24h00 ngày 31/12/9999",
        "trước ngày 01/01/0001",
        "ngày ²/³/2024",
        "Điều ٣ khoản ५",
    ],
)
def test_pieces_of_mentions_are_survived(text: str) -> None:
    assert ud.parse(text).source == text


@given(texts)
@example("a\u0301\u0301 ngày\u0301 5/6/2022\u0323")
@example("\u200bngày\u00ad 30/\u200b5/2022\u200b.")
@example("\ufeff \r\n\u2028ngày  30/5/2022")
def test_offsets_point_at_the_source(text: str) -> None:
    digest = ud.parse(text)
    for found in everything_in(digest):
        assert found.text == text[found.span.start : found.span.end] != ""
        assert found.span.end <= len(text)
    for doubt in digest.diagnostics:
        assert doubt.span.end <= len(text)


@given(texts)
def test_parts_of_a_digest_stand_in_order_and_apart(text: str) -> None:
    for one, other in pairwise(blocks_of(ud.parse(text))):
        assert one.span.end <= other.span.start


@given(texts)
def test_outer_white_space_is_no_part_of_what_is_found(text: str) -> None:
    digest = ud.parse(text)
    for found in everything_in(digest):
        assert found.text == found.text.strip()


@given(texts, days)
def test_mentions_stand_in_text_order(text: str, anchor: dt.date | None) -> None:
    places = [(mention.span.start, -mention.span.end) for mention in ud.parse(text, anchor=anchor).mentions]
    assert places == sorted(places)


@given(texts)
def test_mentions_of_one_kind_nest_or_stand_apart(text: str) -> None:
    mentions = ud.parse(text).mentions
    for kind in {type(mention) for mention in mentions}:
        spans = [mention.span for mention in mentions if type(mention) is kind]
        for one, other in pairwise(spans):
            assert one.end <= other.start or one.contains(other) or other.contains(one)
            assert one != other


@given(texts, days)
def test_dates_are_right_or_absent(text: str, anchor: dt.date | None) -> None:
    for date in ud.find_dates(text, anchor=anchor):
        if date.problem:
            assert date.start is None and date.end is None
        else:
            assert date.start is not None and date.end is not None and date.start <= date.end


@given(texts)
def test_every_mention_of_a_block_stands_in_it(text: str) -> None:
    digest = ud.parse(text)
    for block in blocks_of(digest):
        assert all(block.span.contains(mention.span) for mention in block.mentions)
        assert set(map(id, block.mentions)) <= set(map(id, digest.mentions))


@given(texts)
def test_the_same_text_gives_the_same_digest(text: str) -> None:
    one, other = ud.parse(text), ud.parse(text)
    assert one == other
    assert [m.span for m in one.mentions] == [m.span for m in other.mentions]


@given(texts)
def test_finding_agrees_with_parsing(text: str) -> None:
    digest = ud.parse(text)
    assert [r.span for r in ud.find_references(text)] == [r.span for r in digest.references]
    assert [p.span for p in ud.find_provisions(text)] == [p.span for p in digest.provisions]


# ---- strict -------------------------------------------------------------------------------------


@given(texts)
def test_strict_raises_at_the_error_with_the_smallest_offset(text: str) -> None:
    errors = [d.span.start for d in ud.parse(text).diagnostics if d.severity is ud.Severity.ERROR]
    if not errors:
        ud.parse(text, strict=True)
        return
    with pytest.raises(ud.DigestSyntaxError) as raised:
        ud.parse(text, strict=True)
    assert raised.value.offset == min(errors)


def test_strict_gives_line_and_column_of_the_text_as_given() -> None:
    text = TEXT.replace("30/01", "31/02/2026").replace("\n", "\r\n")
    with pytest.raises(ud.DigestSyntaxError) as raised:
        ud.parse(text, strict=True)
    line = text.split("\r\n")[6]
    assert (raised.value.code, raised.value.line) == ("impossible-date", 7)
    assert raised.value.column == line.index("ngày 31/02") + 1


def test_strict_lets_a_text_without_errors_pass() -> None:
    assert ud.parse(TEXT, strict=True) == ud.parse(TEXT)


# ---- arguments ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [b"ng\xc3\xa0y", bytearray(b"a")])
def test_bytes_must_be_decoded_first(text: bytes) -> None:
    with pytest.raises(TypeError, match="decode"):
        ud.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, 5, ["ngày"]])
def test_what_is_no_text_is_a_type_error(text: object) -> None:
    with pytest.raises(TypeError, match=type(text).__name__):
        ud.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("anchor", "year"), [(dt.date(2026, 1, 5), 2025), (dt.date(2025, 12, 1), 2025), (dt.date(2026, 7, 5), 2026)]
)
def test_date_without_a_year_is_the_one_nearest_to_the_anchor(anchor: dt.date, year: int) -> None:
    (date,) = ud.find_dates("Phiên họp ngày 20/12.", anchor=anchor)
    assert (date.start, date.inferred) == (dt.date(year, 12, 20), True)


def test_period_of_the_title_goes_before_the_anchor() -> None:
    digest = ud.parse(TEXT, anchor=dt.date(1999, 1, 1))
    assert digest.deadlines[0].due == dt.date(2026, 1, 29)


# ---- one parser, many uses ----------------------------------------------------------------------


@pytest.mark.parametrize("publisher", [None, "vn-09"])
def test_parser_survives_pickling(publisher: str | None) -> None:
    parser = ud.Parser(publisher)
    again = pickle.loads(pickle.dumps(parser))
    assert again.publisher == publisher
    assert again.parse(TEXT) == parser.parse(TEXT)
    assert len(pickle.dumps(parser)) < 200_000


def test_digest_survives_pickling_and_copying() -> None:
    digest = ud.parse(TEXT)
    assert pickle.loads(pickle.dumps(digest)) == copy.deepcopy(digest) == digest


def test_threads_may_share_a_parser() -> None:
    parser = ud.Parser()
    several = [TEXT.replace("06/01", f"{day:02}/01") for day in range(1, 29)] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(parser.parse, several)) == [parser.parse(text) for text in several]


def test_outer_mention_stands_before_those_inside_it() -> None:
    kinds = [type(mention).__name__ for mention in ud.Parser().find_mentions("Kế hoạch số 5/KH-UBND ngày 02/01/2026")]
    assert kinds == ["Reference", "DateExpression"]


@pytest.mark.parametrize("anchor", ["2027-05-03", 2027])
def test_an_anchor_is_a_day(anchor: object) -> None:
    with pytest.raises(TypeError, match=r"datetime\.date"):
        ud.find_dates("ngày 5/6", anchor=anchor)  # type: ignore[arg-type]


def test_a_title_without_a_year_asks_for_an_anchor() -> None:
    text = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 28/12 đến ngày 03/01)"
    (doubt,) = (d for d in ud.parse(text).diagnostics if d.code == "no-period")
    assert "anchor" in doubt.message
    period = ud.parse(text, anchor=dt.date(2027, 12, 30)).period
    assert period is not None
    assert (period.start, period.end) == (dt.date(2027, 12, 28), dt.date(2028, 1, 3))
