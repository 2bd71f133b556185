"""Laws over every text: a digest comes of it, and what is found stands where it says.

Each holds over texts that hold a mention of every kind, and over anything else that somebody may hand over.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import full_texts, texts
from support.blocks import blocks_of, everything_in
from support.budgets import on_digests

TEXTS = {"full": full_texts(), "any": texts()}
over_texts = pytest.mark.parametrize("strategy", TEXTS.values(), ids=TEXTS)
anchors = st.none() | st.dates(dt.date(1, 1, 20), dt.date(9990, 1, 1))


# ---- what is found stands where it says ---------------------------------------------------------


@over_texts
@on_digests
@given(st.data())
def test_offsets_point_at_the_source(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    _point_at_the_source(data.draw(strategy))


@pytest.mark.parametrize(
    "text",
    [
        "a\u0301\u0301 ngày\u0301 5/6/2022\u0323",
        "\u200bngày\u00ad 30/\u200b5/2022\u200b.",
        "\ufeff \r\n\u2028ngày  30/5/2022",
        "\ud800 ngày \udfff30/5/2022",
        "\x00",
    ],
    ids=ascii,
)
def test_offsets_point_at_the_source_among_strange_characters(text: str) -> None:
    _point_at_the_source(text)


def _point_at_the_source(text: str) -> None:
    digest = ud.parse(text)
    assert digest.source == text
    for found in everything_in(digest):
        assert found.text == text[found.span.start : found.span.end] != ""
        assert found.text == found.text.strip()
        assert found.span.end <= len(text)
    for doubt in digest.diagnostics:
        assert doubt.span.end <= len(text)


@over_texts
@on_digests
@given(st.data())
def test_parts_of_a_digest_stand_in_order_and_apart(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    for one, other in pairwise(blocks_of(ud.parse(data.draw(strategy)))):
        assert one.span.end <= other.span.start


@over_texts
@on_digests
@given(st.data())
def test_blocks_hold_the_mentions_that_begin_in_them(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy))
    for block in blocks_of(digest):
        inside = [m for m in digest.mentions if block.span.start <= m.span.start < block.span.end]
        assert list(map(id, block.mentions)) == list(map(id, inside))


def _broken(text: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))


@pytest.mark.parametrize(
    "strategy", [*TEXTS.values(), st.builds(_broken, full_texts(), st.integers(15, 90))], ids=[*TEXTS, "broken"]
)
@on_digests
@given(st.data())
def test_no_mention_runs_over_the_end_of_its_block(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy))
    edges = sorted({edge for block in blocks_of(digest) for edge in (block.span.start, block.span.end)})
    for mention in digest.mentions:
        assert bisect_right(edges, mention.span.start) >= bisect_left(edges, mention.span.end), mention.text


@over_texts
@on_digests
@given(st.data())
def test_mentions_stand_in_text_order_an_outer_one_first(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    mentions = ud.parse(data.draw(strategy), anchor=data.draw(anchors)).mentions
    places = [(mention.span.start, -mention.span.end) for mention in mentions]
    assert places == sorted(places)


# what a search by structure found: ends of lines in names and numbers, names in capitals, limits of others
CROSSED = (
    "Giao Sở Xây dựng hoàn thành phương án (Thông báo số \n1. Nghị định số 141/2023/NĐ-CP ngày 14/3/2023)",
    "CHỦ TỊCH NƯỚC TRẦN VĂN AN NĂM 2025 TỪ NGÀY 24/3",
    "Giao Sở PCT Trần Văn Mậu",
    "Lãnh đạo thành phố giao Sở Xây \ndựng lập kế hoạch",
    "sở sáu tháng năm 2026",
    "Quyết định có hiệu lực từ ngày 01/3/2026 đến hết ngày 31/12/2026.",
    "Giao UBND huyện rà soát, hạn cuối để các trường nộp hồ sơ là ngày 30/4/2026.",
    "Ngày 02/3/2023, UBND tỉnh giao Trung tâm Bảo tồn lập phương án (Thông báo số 4032/TB-\nUBND ngày 02/3/2023).",
)


def crossed(mentions: Sequence[ud.Mention]) -> list[tuple[ud.Mention, ud.Mention]]:
    """Pairs of mentions of which each holds a part of the other, and no more."""
    around: list[ud.Mention] = []
    found = []
    for mention in mentions:
        while around and around[-1].span.end <= mention.span.start:
            around.pop()
        if around and around[-1].span.end < mention.span.end:
            found.append((around[-1], mention))
        around.append(mention)
    return found


@over_texts
@on_digests
@given(st.data())
def test_no_mention_crosses_another(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(strategy)
    assert crossed(ud.parse(text).mentions) == []


@pytest.mark.parametrize("text", CROSSED)
def test_what_crossed_once_stands_apart(text: str) -> None:
    for digest in (ud.parse(text), ud.parse_document(text).digest):
        assert crossed(digest.mentions) == []
        assert ud.from_json(ud.to_json(digest)) == digest


@pytest.mark.parametrize(
    "text",
    [
        "từ tháng 9 đến năm 2025",  # the year of the last date began before the first one
        "l. Xử phạt người vi phạm",  # a letter that a scanner saw for the number of a part
        "luật số: 31/2024/QH\n15 về đất đai",
        "Ngày 31/\n5/2022,\n họp",
        "Hôm nay, vào hồi 8 giờ ngày 5/3/20224 ",  # the day of a head, which is none elsewhere
    ],
)
def test_what_was_not_read_back_once_is(text: str) -> None:
    document = ud.parse_document(text)
    assert ud.document_from_json(ud.to_json(document)) == document
    digest = ud.parse(text)
    assert ud.from_json(ud.to_json(digest)) == digest


@over_texts
@on_digests
@given(st.data())
def test_mentions_of_one_kind_stand_apart(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy))
    for found in (digest.references, digest.dates, digest.deadlines, digest.provisions, digest.effective_dates):
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@over_texts
@on_digests
@given(st.data())
def test_dates_are_right_or_absent(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy), anchor=data.draw(anchors))
    for date in digest.dates:
        if date.problem:
            assert date.start is None and date.end is None
        else:
            assert date.start is not None and date.end is not None and date.start <= date.end
    for found in digest.ranges:
        assert found.start is not None and found.end is not None and found.start <= found.end


# ---- the same text, the same digest -------------------------------------------------------------


@over_texts
@on_digests
@given(st.data())
def test_the_same_text_gives_the_same_digest(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(strategy)
    one, other = ud.parse(text), ud.parse(text)
    assert one == other
    assert ud.to_dict(one) == ud.to_dict(other)


def _finders_agree(text: str, anchor: dt.date | None) -> None:
    """Given the same anchor, and no period that goes before it."""
    digest = ud.parse(text, anchor=anchor)
    if digest.period is not None:
        return
    found = ud.Parser().find_mentions(text, anchor=anchor)
    # duties stand in paragraphs only, which a list of mentions does not know
    expected = [(m.span, m) for m in digest.mentions if not isinstance(m, ud.Duty)]
    assert [(m.span, m) for m in found if not isinstance(m, ud.Duty)] == expected
    assert ud.find_dates(text, anchor=anchor) == digest.dates
    assert ud.find_ranges(text, anchor=anchor) == digest.ranges
    assert ud.find_deadlines(text, anchor=anchor) == digest.deadlines
    bare = ud.parse(text)
    assert ud.find_references(text) == bare.references
    assert ud.find_provisions(text) == bare.provisions


@over_texts
@on_digests
@given(st.data())
def test_a_finder_finds_what_the_digest_of_the_text_has(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    _finders_agree(data.draw(strategy), data.draw(anchors))


@pytest.mark.parametrize("anchor", [None, dt.date(2022, 5, 30)])
def test_a_finder_finds_what_the_digest_has_where_a_reference_leaves_out_its_year(anchor: dt.date | None) -> None:
    _finders_agree("Quyết định số 12/QĐ-UBND , 30/5 ", anchor)


# ---- there and back -----------------------------------------------------------------------------


@over_texts
@on_digests
@given(st.data())
def test_what_is_rendered_is_read_as_the_same_digest(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy))
    rendered = ud.render(digest)
    again = ud.parse(rendered)
    assert again == digest
    assert ud.render(again) == rendered


@over_texts
@on_digests
@given(st.data())
def test_json_there_and_back(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    digest = ud.parse(data.draw(strategy), anchor=data.draw(anchors))
    written = ud.to_json(digest)
    again = ud.from_json(written)
    assert again == digest
    assert ud.to_dict(again) == ud.to_dict(digest)
    assert ud.to_json(again) == written
    assert ud.from_dict(ud.to_dict(digest)) == digest


@over_texts
@on_digests
@given(st.data())
def test_strict_raises_exactly_where_the_first_error_is(strategy: st.SearchStrategy[str], data: st.DataObject) -> None:
    _strict_raises_at_the_first_error(data.draw(strategy))


@on_digests
@given(full_texts(), st.sampled_from(("ngày 31/02/2024", "ngày 32/3/2020", "ngày 30 tháng 2 năm 2021")), st.data())
def test_strict_raises_at_a_day_that_is_none(text: str, day: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([0, *(n + 1 for n, character in enumerate(text) if character == "\n")]))
    _strict_raises_at_the_first_error(f"{text[:at]}Họp {day}.\n{text[at:]}", raises=True)


def _strict_raises_at_the_first_error(text: str, *, raises: bool = False) -> None:
    errors = [d.span.start for d in ud.parse(text).diagnostics if d.severity is ud.Severity.ERROR]
    assert errors or not raises
    if not errors:
        assert ud.parse(text, strict=True) == ud.parse(text)
        return
    with pytest.raises(ud.DigestSyntaxError) as raised:
        ud.parse(text, strict=True)
    assert raised.value.offset == min(errors)


# ---- pieces -------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=())), anchors)
@example("ngày 1/1/0001", dt.date(1, 1, 20))
def test_any_characters_give_a_digest_of_that_text(text: str, anchor: dt.date | None) -> None:
    assert ud.parse(text, anchor=anchor).source == text


@pytest.mark.parametrize(
    "text",
    [
        "hiệu lực từ ngày 5 ",  # a lone day after a word of effect
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
