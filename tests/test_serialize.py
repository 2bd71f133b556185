"""Digests as JSON: what is written reads back equal, and has its shape."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ubnd_digest as ud
from json_digest import DIGEST, EMPTY, LISTS, TEXT, assert_comes_back, changed
from strategies import islands, texts
from support.blocks import blocks_of
from support.gold import GoldDigest
from ubnd_digest.formats.json.serialize import from_dict, from_json, to_dict, to_json
from ubnd_digest.model.blocks import Block
from ubnd_digest.model.errors import SerializationError

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.txt"))


# ---- there and back -----------------------------------------------------------------------------


@given(texts() | islands(), st.none() | st.dates())
@example("", None)
@example(TEXT, dt.date.min)
@example(TEXT.replace("\n", "\u2028"), dt.date.max)
@example(
    "Chỉ đạo \ud83d\ude00 trong tuần (từ ngày 05/01 - 11/01/2026)\n\n\ud83d\ude00 \ude00\ud83d\ud83d\ude00\ude00\n\nỦy ban.",
    None,
)
def test_what_is_written_reads_back_equal(text: str, anchor: dt.date | None) -> None:
    assert_comes_back(ud.parse(text, anchor=anchor))


@pytest.mark.parametrize("text", [TEXT, *(path.read_bytes().decode() for path in EXAMPLES)])
@pytest.mark.parametrize("publisher", [None, "vn-09"])
def test_whole_digests_read_back_equal(text: str, publisher: str | None) -> None:
    assert_comes_back(ud.parse(text, publisher=publisher))
    assert_comes_back(ud.parse(text.replace("\n", "\r\n")))


def test_the_gold_reads_back_equal(gold: tuple[GoldDigest, ...]) -> None:
    for digest in gold:
        assert_comes_back(ud.parse(digest.text))


@given(
    st.text(st.sampled_from('a\ud83d\udbff\ude00\udc00\udfff\ud800\U0001f600\\u"\x85\u2028\u2029\n\x7f\ue000\ud7ff'))
)
@example("\ud83d\ude00")
@example("\ud800\udc00")
@example("\udbff\udfff")
@example("\udbff\ue000")
def test_every_string_reads_back(text: str) -> None:
    digest = ud.Digest(text, ud.Title(ud.Span(0, len(text)), text) if text else None)
    assert_comes_back(digest)
    assert from_json(to_json(digest)).source == text
    assert from_json(to_json(digest, indent=1)).source == text


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("é \U0001f600 \ue000 \ud7ff", "é \U0001f600 \ue000 \ud7ff"),
        ("\ud83d", r"\ud83d"),
        ("\ude00", r"\ude00"),
        ("a\ude00", r"a\ude00"),
        ("\ue000\ude00", "\ue000\\ude00"),
        ("\ud800\udfff", "\\ud800\udfff"),
        ("\udbff\udc00", "\\udbff\udc00"),
        ("\ude00\ude00", r"\ude00\ude00"),
        ("\ud83d\ude00\ude00", "\\ud83d\ude00\\ude00"),
        ("\ud83d\ud83d", r"\ud83d\ud83d"),
        ("\x85\u2028\u2029", r"\u0085\u2028\u2029"),
    ],
)
def test_signs_are_written(source: str, written: str) -> None:
    assert f'"source": "{written}"' in to_json(ud.Digest(source))


def test_a_period_may_be_one_day() -> None:
    assert from_dict(changed("period.end", "2026-01-05")).period == ud.Period(ud.Span(0, 0), *[dt.date(2026, 1, 5)] * 2)


def test_a_digest_may_have_a_title_and_no_items() -> None:
    digest = ud.parse("Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2026)")
    assert digest.period and not digest.items and ud.from_json(ud.to_json(digest)) == digest


def test_bytes_are_utf_8() -> None:
    assert from_json(to_json(DIGEST).encode()) == DIGEST
    assert from_json(bytearray(to_json(DIGEST).encode())) == DIGEST


def test_lines_are_indented_when_asked() -> None:
    assert to_json(DIGEST, indent=2).startswith('{\n  "schema_version": "2.0",\n  "grammar": {\n    "id"')
    assert from_json(to_json(DIGEST, indent=2)) == DIGEST


def test_a_digest_may_be_any_mapping() -> None:
    content = to_dict(DIGEST)
    content["title"] = MappingProxyType(content["title"])
    assert from_dict(MappingProxyType(content)) == DIGEST


def test_reading_leaves_the_dictionary_as_it_is() -> None:
    content = {**to_dict(DIGEST), "file": "a.txt"}
    before = copy.deepcopy(content)
    from_dict(content)
    assert content == before


def test_the_file_that_the_command_writes_is_known() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert from_dict({**to_dict(DIGEST), "file": 5}) == DIGEST


def test_the_package_starts_without_cattrs_and_json() -> None:
    code = "import sys, ubnd_digest.formats.json.serialize, ubnd_digest.formats.json.schema; print({'cattrs', 'json'} & {*sys.modules})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_blocks_hold_their_mentions_again() -> None:
    again = from_json(to_json(DIGEST))
    spans = [[[m.span for m in b.mentions] for b in blocks_of(d)] for d in (DIGEST, again)]
    assert spans[0] == spans[1]
    assert {id(m) for b in blocks_of(again) for m in b.mentions} <= {id(m) for m in again.mentions}


# ---- the shape ----------------------------------------------------------------------------------


def test_an_empty_digest_has_every_key() -> None:
    assert to_dict(ud.Digest("")) == {
        "schema_version": "2.0",
        "grammar": None,
        "anchor": None,
        "source": "",
        "title": None,
        "period": None,
        "lead": [],
        "items": [],
        "outside_items": EMPTY,
        "diagnostics": [],
    }


def test_keys_have_their_order() -> None:
    content = to_dict(DIGEST)
    assert list(content) == list(to_dict(ud.Digest("")))
    assert list(content["items"][0]) == ["heading", "number", "section", "paragraphs", *LISTS]
    assert list(content["outside_items"]) == LISTS
    assert list(content["items"][0]["references"][0]) == [
        "span", "text", "type", "type_text", "number", "date", "role", "issuer", "issuer_from",
    ]  # fmt: skip


def test_title_period_and_diagnostics_quote_the_source() -> None:
    content = to_dict(ud.parse(TEXT, anchor=dt.date(2026, 2, 1)))
    assert content["grammar"] == {"id": "common", "version": DIGEST.grammar.version}  # type: ignore[union-attr]
    assert content["anchor"] == "2026-02-01"
    assert content["source"] == TEXT
    assert content["title"] == {"span": [0, 80], "text": TEXT[:80]}
    assert content["period"] == {
        "span": [56, 79],
        "text": "ngày 05/01 - 11/01/2026",
        "start": "2026-01-05",
        "end": "2026-01-11",
    }
    (doubt,) = content["diagnostics"]
    assert (doubt["code"], doubt["severity"], doubt["text"]) == ("impossible-date", "error", "ngày 31/02/2026")


def test_mentions_are_written_by_kind() -> None:
    first, second = to_dict(DIGEST)["items"]
    day = {
        "span": [325, 340],
        "text": "ngày 30/01/2026",
        "start": "2026-01-30",
        "end": "2026-01-30",
        "precision": "day",
        "edtf": "2026-01-30",
        "inferred": False,
        "problem": None,
        "part": None,
    }
    assert first["references"][1] == {
        "span": [276, 302],
        "text": "Nghị định số 23/2020/NĐ-CP",
        "type": "decree",
        "type_text": "Nghị định",
        "number": {"serial": "23", "year": 2020, "symbol": "NĐ-CP", "separator": "/"},
        "date": None,
        "role": "cited",
        "issuer": "Chính phủ",
        "issuer_from": "symbol",
    }
    assert first["dates"][1] == day
    assert first["deadlines"] == [
        {
            "span": [312, 340],
            "text": "trước 16 giờ ngày 30/01/2026",
            "relation": "by",
            "named": day,
            "due": "2026-01-30",
            "time": "16:00:00",
            "responsible": "Sở Xây dựng",
            "reckoning": "named",
            "count": None,
            "unit": None,
            "start": None,
            "extended_to": None,
            "rule": None,
        }
    ]
    assert first["provisions"] == [
        {
            "span": [261, 275],
            "text": "khoản 2 Điều 7",
            "units": [{"level": "clause", "labels": ["2"]}, {"level": "article", "labels": ["7"]}],
            "document": {"serial": "23", "year": 2020, "symbol": "NĐ-CP", "separator": "/"},
        }
    ]
    assert [effect["date"]["text"] for effect in second["effective_dates"]] == ["ngày 20/01/2026"]


def test_mentions_stand_under_their_item_and_those_of_title_and_lead_outside() -> None:
    text = TEXT.replace("nghề dệt chiếu.", "nghề dệt chiếu; Họp ngày 12/01/2026.")
    digest = ud.parse(text)
    content = to_dict(digest)
    assert [[date["text"] for date in item["dates"]] for item in content["items"]] == [
        [date.text for date in item.dates] for item in digest.items
    ]
    assert [date["text"] for date in content["outside_items"]["dates"]] == [
        "ngày 05/01",
        "11/01/2026",
        "ngày 12/01/2026",
    ]
    assert len(content["outside_items"]["ranges"]) == 1


def block(kind: type[Block], start: int, end: int, *mentions: ud.Mention) -> Any:
    return kind(ud.Span(start, end), SOURCE[start:end], mentions)


SOURCE = "năm 2021 đến năm 2030, mục 4"


def year(start: int, end: int, **fields: Any) -> ud.DateExpression:
    return ud.DateExpression(
        ud.Span(start, end), SOURCE[start:end], None, None, ud.Precision.YEAR, "", problem="undetermined", **fields
    )


def test_a_mention_between_two_paragraphs_of_an_item_stands_outside() -> None:
    first, between, last = year(0, 3), year(3, 8), year(9, 12)
    item = ud.Item(block(ud.Heading, 0, 3, first), (block(ud.Paragraph, 8, 12, last),))
    digest = ud.Digest(SOURCE, items=(item,), mentions=(first, between, last))
    content = to_dict(digest)
    assert [date["span"] for date in content["items"][0]["dates"]] == [[0, 3], [9, 12]]
    assert [date["span"] for date in content["outside_items"]["dates"]] == [[3, 8]]
    assert_comes_back(digest)


def test_a_mention_that_begins_where_a_block_ends_is_none_of_it() -> None:
    one, other = year(3, 8), year(0, 8)
    heading, paragraph = block(ud.Heading, 0, 3, other), block(ud.Paragraph, 3, 8, one)
    digest = ud.Digest(SOURCE, items=(ud.Item(heading, ()), ud.Item(None, (paragraph,))), mentions=(other, one))
    assert [[date["span"] for date in item["dates"]] for item in to_dict(digest)["items"]] == [[[0, 8]], [[3, 8]]]
    assert_comes_back(digest)


def test_blocks_stand_in_order_and_apart() -> None:
    one, other = year(0, 8), year(13, 21)
    late = ud.Item(block(ud.Heading, 13, 21, other), ())
    early = ud.Item(block(ud.Heading, 0, 12, one), ())
    assert_comes_back(ud.Digest(SOURCE, items=(early, late), mentions=(one, other)))
    inner = ud.Item(block(ud.Heading, 2, 4), ())
    for items in ((late, early), (early, inner), (inner, early), (early, early)):
        lying = ud.Digest(SOURCE, items=items, mentions=(one, other) if late in items else (one,))
        with pytest.raises(SerializationError, match=r"^items\[1\]\.heading\.span: expected a span that begins at "):
            from_dict(to_dict(lying))


def test_copies_of_a_mention_are_the_mention() -> None:
    digest = ud.Digest(SOURCE, title=block(ud.Title, 0, 8, year(0, 8)), mentions=(year(0, 8),))
    assert_comes_back(digest)
    assert_comes_back(pickle.loads(pickle.dumps(DIGEST)))


# ---- what cannot be written ---------------------------------------------------------------------

ONE, TWO = year(0, 8), year(13, 21)
RANGE = ud.DateRange(ud.Span(0, 21), SOURCE[:21], ONE, TWO)
DEADLINE = ud.Deadline(ud.Span(0, 8), SOURCE[:8], ud.Relation.BY, ONE, None)
INCONSISTENT: list[tuple[dict[str, Any], str]] = [
    ({"title": ud.Title(ud.Span(0, 3), "nam")}, "title.span: expected the text 'nam', found 'năm'"),
    ({"title": ud.Title(ud.Span(0, 29), SOURCE)}, "title.span: expected a span within the 28 code points of the source, found [0, 29]"),
    ({"lead": (ud.LeadEntry(ud.Span(0, 3), "năm"), ud.LeadEntry(ud.Span(0, 3), ""))}, "lead[1].span: expected the text '', found 'năm'"),
    ({"period": ud.Period(ud.Span(0, 29), dt.date(2021, 1, 1), dt.date(2021, 1, 1))}, "period.span: expected a span within the 28 code points of the source, found [0, 29]"),
    ({"period": ud.Period(ud.Span(0, 8), dt.datetime(2021, 1, 1), dt.datetime(2021, 1, 2))}, "period: expected a day without a time, found 2021-01-01 00:00:00"),
    ({"anchor": dt.datetime(2021, 1, 1, 5)}, "anchor: expected a day without a time, found 2021-01-01 05:00:00"),
    ({"diagnostics": (ud.Diagnostic("a", ud.Severity.INFO, "b", ud.Span(30, 31)),)}, "diagnostics[0].span: expected a span within the 28 code points of the source, found [30, 31]"),
    ({"mentions": (ud.Mention(ud.Span(0, 3), "năm"),)}, "mentions[0]: expected one of Reference, DateExpression, DateRange, Deadline, EffectiveDate, ExpiryDate, Provision, Duration, SetExpression, LunarDate, Agency, Official, Duty, Law, Anaphora, found Mention"),
    ({"mentions": (TWO, ONE)}, "mentions: expected mentions in text order, found another order"),
    ({"mentions": (ONE, RANGE)}, "mentions: expected mentions in text order, found another order"),
    ({"mentions": (attrs.evolve(ONE, text="năm 2022"),)}, "outside_items.dates[0].span: expected the text 'năm 2022', found 'năm 2021'"),
    ({"mentions": (attrs.evolve(RANGE, last=attrs.evolve(TWO, text="2030")),)}, "outside_items.ranges[0].last.span: expected the text '2030', found 'năm 2030'"),
    ({"mentions": (attrs.evolve(DEADLINE, time=dt.time(16, 0, 0, 5)),)}, "outside_items.deadlines[0]: expected a time in whole seconds without a time zone, found 16:00:00.000005"),
    ({"mentions": (ONE, attrs.evolve(DEADLINE, time=dt.time(16, tzinfo=dt.UTC)))}, "outside_items.deadlines[0]: expected a time in whole seconds without a time zone, found 16:00:00+00:00"),
    ({"mentions": (ONE,), "title": block(ud.Title, 0, 8)}, "title.mentions: expected the mentions of the digest that begin in it, found others"),
    ({"title": block(ud.Title, 0, 8, ONE)}, "title.mentions: expected the mentions of the digest that begin in it, found others"),
    ({"mentions": (ONE,), "title": block(ud.Title, 0, 21, year(0, 3))}, "title.mentions: expected the mentions of the digest that begin in it, found others"),
    ({"mentions": (ONE, TWO), "lead": (block(ud.LeadEntry, 0, 8, ONE), block(ud.LeadEntry, 9, 28, ONE))}, "lead[1].mentions: expected the mentions of the digest that begin in it, found others"),
    ({"mentions": (ONE,), "items": (ud.Item(block(ud.Heading, 0, 8), ()),)}, "items[0].heading.mentions: expected the mentions of the digest that begin in it, found others"),
    ({"mentions": (ONE,), "items": (ud.Item(block(ud.Heading, 9, 9), (block(ud.Paragraph, 10, 11), block(ud.Paragraph, 0, 8))),)}, "items[0].paragraphs[1].mentions: expected the mentions of the digest that begin in it, found others"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "message"), INCONSISTENT, ids=[message for _, message in INCONSISTENT])
def test_a_digest_whose_parts_disagree_is_not_written(parts: dict[str, Any], message: str) -> None:
    for write in (to_dict, to_json):
        with pytest.raises(SerializationError) as raised:
            write(ud.Digest(SOURCE, **parts))
        assert str(raised.value) == message


@pytest.mark.parametrize("write", [to_dict, to_json, ud.to_annotations])
def test_only_digests_are_written(write: Any) -> None:
    with pytest.raises(TypeError, match=f"^{write.__name__} takes a Digest, not dict: parse a text first$"):
        write({})


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("23/2020/NĐ-CP", ud.DocumentNumber("23", 2020, "NĐ-CP")),
        ("77", ud.DocumentNumber("77")),
        ("5/2024", ud.DocumentNumber("5", 2024)),
        ("Luật Đê điều", ud.NamedDocument("Luật Đê điều")),
        (None, None),
    ],
)
def test_a_document_that_was_one_text_is_read(version: str, then: str | None, now: object) -> None:
    old = changed("items[0].provisions[0].document", then) | {"schema_version": version}
    assert ud.from_dict(old).items[0].provisions[0].document == now
