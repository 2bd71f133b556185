"""A row of the table of kinds is all that a kind needs beside its class."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

import ubnd_digest as ud
from support.kinds import added
from ubnd_digest.formats import rows
from ubnd_digest.model.fields import paths
from ubnd_digest.model.inner_mentions import inner_mentions
from ubnd_digest.model.kinds import Kind, kind_of, kinds

SOURCE = "Chợ đêm\nHọp chợ ngày 05/3/2026, 06/3/2026 ở Lam Điền."
HERE = ud.Span(8, 53)


@attrs.frozen
class Stall:
    """Where goods are sold."""

    name: str
    opened: ud.DateExpression | None


@attrs.frozen(repr=False)
class Market(ud.DateExpression):
    """A market: derived from another kind, with values and mentions inside, to be awkward.

    Attributes:
        stalls: who sells there.
        days: the days on which it is held.
    """

    stalls: tuple[Stall, ...] = ()
    days: tuple[ud.DateExpression, ...] = ()


def market_of(digest: ud.Digest) -> Market:
    first, second = digest.dates
    return Market(HERE, SOURCE[8:53], None, None, ud.Precision.DAY, "", stalls=(Stall("A", None), Stall("B", second)), days=(first,))  # fmt: skip


@pytest.fixture
def digest() -> Any:
    row = Kind(
        Market,
        label="MARKET",
        told="the markets, in text order.",
        fields={"stalls": lambda market: len(market.stalls), **paths("unit=precision")},
        in_item=True,
    )
    with added("markets", row):
        plain = ud.parse(SOURCE)
        market = market_of(plain)
        heading = ud.Heading(ud.Span(0, 7), SOURCE[:7])
        item = ud.Item(heading, (ud.Paragraph(HERE, SOURCE[8:53], (market, *plain.dates)),))
        yield ud.Digest(SOURCE, items=(item,), mentions=(market, *plain.dates))


def test_a_new_kind_is_a_property(digest: Any) -> None:
    assert [market.stalls[1].name for market in digest.markets] == ["B"]
    assert digest.items[0].markets == digest.markets
    assert len(digest.dates) == 2  # not by inheritance
    assert "markets=1" in repr(digest)


def test_a_new_kind_is_in_json_there_and_back(digest: Any) -> None:
    again: Any = ud.from_json(ud.to_json(digest))
    assert again.markets == digest.markets
    assert attrs.asdict(again) == attrs.asdict(digest)
    content = ud.to_dict(digest)
    assert list(content["items"][0])[-1] == "markets"
    content["items"][0]["markets"][0]["stalls"][1]["opened"]["span"] = [0, 1]
    with pytest.raises(ud.SerializationError, match=r"^items\[0\].markets\[0\].stalls\[1\].opened.span: "):
        ud.from_dict(content)


def test_a_new_kind_is_in_the_schema(digest: Any) -> None:
    schema = ud.json_schema()
    assert schema["$defs"]["Item"]["properties"]["markets"]["description"] == "the markets, in text order."
    assert schema["$defs"]["Market"]["properties"]["stalls"]["description"] == "who sells there."
    assert "Stall" in schema["$defs"]
    Draft202012Validator(schema).validate(ud.to_dict(digest))


def test_a_new_kind_is_annotated_and_has_rows(digest: Any) -> None:
    assert ud.to_annotations(digest)[1] == {
        "label": "MARKET",
        "start": 8,
        "end": 53,
        "text": SOURCE[8:53],
        "stalls": 2,
        "unit": "day",
        "item": 0,
    }
    assert rows.annotation_columns()[-2:] == ("stalls", "unit")
    (row,) = rows.mentions("a.txt", digest, "markets")
    assert (row["heading"], row["stalls"], row["unit"]) == ("Chợ đêm", 2, "day")
    assert tuple(row) == rows.columns("markets")


def test_a_new_kind_is_compared(digest: Any) -> None:
    fewer = attrs.evolve(digest, items=(attrs.evolve(digest.items[0], paragraphs=()),))
    (change,) = ud.diff(fewer, digest).changed
    assert change.fields == ("paragraphs", "dates", "markets")


def test_what_was_added_goes_again(digest: Any) -> None:
    before = kinds()
    with added("rivers", Kind(ud.Mention, label="RIVER", told="rivers.", fields={})):
        assert kinds()[-1].name == "rivers"
    assert kinds() == before
    assert not hasattr(digest, "rivers")


# ---- the table ----------------------------------------------------------------------------------


def test_rows_differ_in_class_name_and_label() -> None:
    for part in ("of", "name", "label"):
        assert len({getattr(kind, part) for kind in kinds()}) == len(kinds())


def test_a_property_of_the_class_is_its_row() -> None:
    assert ud.Digest.references is ud.Item.references is kinds()[0]
    assert ud.Digest.references.__doc__ == "The references to documents, in text order. A tuple of ``Reference``."


def test_what_is_of_no_kind_has_no_row() -> None:
    assert kind_of(ud.Mention(HERE, "")) is None


def test_mentions_inside_mentions_have_their_paths() -> None:
    (deadline,) = ud.find_deadlines("báo cáo trước ngày 05/3/2026")
    assert list(inner_mentions(deadline, "deadlines[0]")) == [("deadlines[0].named", deadline.named)]
    assert list(inner_mentions(deadline.named)) == []
