"""The functions that users call."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import ubnd_digest as ud
from strategies import TEXT

FINDERS: list[Callable[..., tuple[ud.Mention, ...]]] = [
    ud.find_references, ud.find_dates, ud.find_ranges, ud.find_deadlines, ud.find_provisions,
]  # fmt: skip

SAMPLE = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)

Kế hoạch trồng cây năm 2020; tăng cường phòng cháy rừng

Kế hoạch trồng cây năm 2020

UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020) theo khoản 2 Điều 5 Luật Lâm nghiệp năm 2017. \
Sở Nông nghiệp báo cáo trước 16 giờ ngày 20/4.

Tăng cường phòng cháy rừng

UBND tỉnh chỉ đạo tại Công văn số 12/UBND-NN ngày 5/3/2020. Quy chế có hiệu lực từ ngày 10/3/2020, giai đoạn 2020 - 2025.
"""


def values(digest: ud.Digest) -> tuple[Any, ...]:
    """What a digest says, without its own words for it."""
    numbers = [(str(r.number), r.type, r.date and r.date.start, r.role) for r in digest.references]
    return (
        digest.period and (digest.period.start, digest.period.end),
        [len(item.paragraphs) for item in digest.items],
        numbers,
        [date.edtf for date in digest.dates],
        [(r.start, r.end) for r in digest.ranges],
        [(d.relation, d.limit, d.time) for d in digest.deadlines],
        [e.date.start for e in digest.effective_dates],
        [p.units for p in digest.provisions],
    )


# ---- the same digest from other keyboards --------------------------------------------------

VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "en dashes": lambda text: text.replace("-", "–"),
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "ETH": lambda text: text.replace("Đ", "\u00d0"),
    "zero width": lambda text: text.replace(" ", " \u200b"),
    "chrome": lambda text: "Trang chủ\n" + text,
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_form_of_the_text_does_not_change_what_it_says(name: str) -> None:
    assert values(ud.parse(VARIANTS[name](SAMPLE))) == values(ud.parse(SAMPLE))


def test_the_sample_says_what_a_reader_reads() -> None:
    assert values(ud.parse(SAMPLE)) == (
        (dt.date(2020, 3, 2), dt.date(2020, 3, 8)),
        [1, 1],
        [
            ("7/KH-UBND", ud.DocumentType.PLAN, dt.date(2020, 3, 3), ud.Role.ISSUED),
            ("12/UBND-NN", ud.DocumentType.OFFICIAL_LETTER, dt.date(2020, 3, 5), ud.Role.ISSUED),
        ],
        [
            "2020-03-02",
            "2020-03-08",
            "2020",
            "2020",
            "2020-03-03",
            "2017",
            "2020-04-20",
            "2020-03-05",
            "2020-03-10",
            "2020",
            "2025",
        ],
        [(dt.date(2020, 3, 2), dt.date(2020, 3, 8)), (dt.date(2020, 1, 1), dt.date(2025, 12, 31))],
        [(ud.Relation.BY, dt.date(2020, 4, 20), dt.time(16))],
        [dt.date(2020, 3, 10)],
        [(ud.ProvisionUnit(ud.ProvisionLevel.CLAUSE, ("2",)), ud.ProvisionUnit(ud.ProvisionLevel.ARTICLE, ("5",)))],
    )


# ---- arguments -----------------------------------------------------------------------------


@pytest.mark.parametrize("function", [ud.parse, *FINDERS], ids=lambda function: function.__name__)
def test_bytes_are_refused_with_advice(function: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="decode"):
        function(b"Quy\xe1\xba\xbft")
    with pytest.raises(TypeError, match="decode"):
        function(bytearray(b"a"))


@pytest.mark.parametrize("function", [ud.parse, *FINDERS], ids=lambda function: function.__name__)
@pytest.mark.parametrize("text", [None, 5, ["a"]])
def test_what_is_no_text_is_refused(function: Callable[..., object], text: object) -> None:
    with pytest.raises(TypeError, match=type(text).__name__):
        function(text)


@pytest.mark.parametrize("function", FINDERS, ids=lambda function: function.__name__)
def test_in_an_empty_text_there_is_nothing(function: Callable[..., object]) -> None:
    assert function("") == ()


def test_an_empty_text_has_a_digest_that_says_what_is_missing() -> None:
    digest = ud.parse("")
    assert (digest.title, digest.period, digest.items, digest.mentions) == (None, None, (), ())
    assert [doubt.code for doubt in digest.diagnostics] == ["no-title", "no-period"]


def test_an_anchor_gives_the_year_to_a_title_without_one() -> None:
    title = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 30/12 - 05/01)"
    period = ud.parse(title, anchor=dt.date(2025, 1, 3)).period
    assert period
    assert (period.start, period.end) == (dt.date(2024, 12, 30), dt.date(2025, 1, 5))
    assert ud.parse(title).period is None


def test_strict_raises_on_the_first_error() -> None:
    text = SAMPLE.replace("20/4.", "31/4.").replace("10/3/2020", "32/3/2020")
    with pytest.raises(ud.DigestSyntaxError) as caught:
        ud.parse(text, strict=True)
    error = caught.value
    assert error.code == "impossible-date"
    assert text[error.offset :].startswith("ngày 31/4")
    line = text.splitlines()[error.line - 1]
    assert line[error.column - 1 :].startswith("ngày 31/4")


def test_strict_says_nothing_where_there_is_no_error() -> None:
    assert ud.parse(SAMPLE, strict=True) == ud.parse(SAMPLE)


def test_an_unknown_publisher_is_refused() -> None:
    with pytest.raises(ud.UnknownPublisherError, match="vn-09"):
        ud.parse(SAMPLE, publisher="vn-99")


def test_a_publisher_reads_what_all_read() -> None:
    assert values(ud.parse(SAMPLE, publisher="vn-09")) == values(ud.parse(SAMPLE))


# ---- strict -------------------------------------------------------------------------------------


def test_strict_gives_line_and_column_of_the_text_as_given() -> None:
    text = TEXT.replace("30/01", "31/02/2026").replace("\n", "\r\n")
    with pytest.raises(ud.DigestSyntaxError) as raised:
        ud.parse(text, strict=True)
    line = text.split("\r\n")[6]
    assert (raised.value.code, raised.value.line) == ("impossible-date", 7)
    assert raised.value.column == line.index("ngày 31/02") + 1


# ---- anchors -----------------------------------------------------------------------------------


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
    assert len(pickle.dumps(parser)) < 560_000


def test_digest_survives_pickling_and_copying() -> None:
    digest = ud.parse(TEXT)
    assert pickle.loads(pickle.dumps(digest)) == copy.deepcopy(digest) == digest


def test_threads_may_share_a_parser() -> None:
    parser = ud.Parser()
    several = [TEXT.replace("06/01", f"{day:02}/01") for day in range(1, 29)] * 4
    with ThreadPoolExecutor(8) as pool:
        expected = [parser.parse(text) for text in several]
        assert list(pool.map(parser.parse, several)) == expected
        assert list(pool.map(ud.parse, several)) == expected


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
