"""Laws of the comparison of digests, and which items and deadlines belong together."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterable

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from ubnd_digest.linking.diff import DeadlineMove, DigestDiff, ItemChange, diff
from ubnd_digest.model.text import folded_words

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Sông Trà trong tuần (từ ngày 10/3 - 16/3/2025)"
TREES, ROAD, FERRY = "Trồng cây ven sông Trà", "Làm đường Lam Điền", "Mở lại bến phà Cồn Sậy"
NOWHERE = ud.Span(0, 0)


def text_of(*items: tuple[str, ...]) -> str:
    """A digest of headings and the paragraphs under them; its lead makes the headings certain."""
    lead = "; ".join(heading for heading, *_ in items)
    return "\n\n".join((TITLE, f"{lead}.", *(part for item in items for part in item)))


def digest_of(*items: tuple[str, ...]) -> ud.Digest:
    digest = ud.parse(text_of(*items))
    assert [item.heading.text for item in digest.items] == [heading for heading, *_ in items]
    return digest


def number(text: str) -> ud.DocumentNumber:
    """Serial, year and symbol with slashes between them, in spellings too that no text would have."""
    serial, *year, symbol = text.split("/")
    return ud.DocumentNumber(serial, int(year[0]) if year else None, symbol)


def item(heading: str, *numbers: str, deadlines: tuple[ud.Deadline, ...] = ()) -> ud.Item:
    """An item put together by hand, which issues documents with these numbers."""
    issued = [ud.Reference(NOWHERE, "", None, "", number(one), role=ud.Role.ISSUED) for one in numbers]
    return ud.Item(ud.Heading(NOWHERE, heading), (ud.Paragraph(NOWHERE, "", (*issued, *deadlines)),))


def by_hand(*items: ud.Item) -> ud.Digest:
    return ud.Digest("", items=items)


def day(month: int, number: int) -> ud.DateExpression:
    date = dt.date(2025, month, number)
    return ud.DateExpression(NOWHERE, "", date, date, ud.Precision.DAY, date.isoformat())


def deadline(
    who: str | None,
    due: dt.date | None,
    named: ud.DateExpression | None = None,
    relation: ud.Relation = ud.Relation.BY,
    time: dt.time | None = None,
) -> ud.Deadline:
    return ud.Deadline(NOWHERE, "", relation, named or day(3, 1), due, time, who)


def headings(items: tuple[ud.Item, ...]) -> list[str]:
    return [str(one.heading) for one in items]


def paired(old: ud.Digest, new: ud.Digest) -> list[tuple[str, str]]:
    """Which items of digests made by hand are the same; every pair must differ in something."""
    return [(change.old.heading.text, change.new.heading.text) for change in diff(old, new).changed]


def deadlines_of(old: tuple[ud.Deadline, ...], new: tuple[ud.Deadline, ...]) -> tuple[DigestDiff, ItemChange]:
    found = diff(by_hand(item(TREES, deadlines=old)), by_hand(item(TREES, deadlines=new)))
    (change,) = found.changed
    return found, change


MARCH, APRIL, MAY = dt.date(2025, 3, 20), dt.date(2025, 4, 20), dt.date(2025, 5, 20)

# ---- laws ---------------------------------------------------------------------------------------

_PARAGRAPHS = (
    "UBND tỉnh ban hành Quyết định số 301/QĐ-UBND, ngày 11/3/2025.",
    "UBND tỉnh ban hành Quyết định số 0301/QĐ-UBND và Quyết định số 302/QĐ-UBND.",
    "UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 14/3/2025 và Quyết định số 302/QĐ-UBND.",
    "Giao Sở Y tế báo cáo trước ngày 20/3/2025.",
    "Giao Sở Y tế báo cáo trước ngày 25/3/2025.",
    "Giao Sở Y tế báo cáo trước 16 giờ ngày 25/3/2025; Sở Xây dựng hoàn thành trong tháng 4/2025.",
    "Giao Sở Xây dựng hoàn thành trước cuối tháng 5/2025.",
    "Hoàn thành trước ngày 30/4/2025.",
)
_ITEMS = st.tuples(
    st.sampled_from((TREES, TREES.upper(), ROAD, FERRY)),
    st.lists(st.sampled_from(_PARAGRAPHS), min_size=1, max_size=3),
).map(lambda pair: (pair[0], *pair[1]))
digests = st.lists(_ITEMS, min_size=1, max_size=5).map(lambda items: ud.parse(text_of(*items)))
# Many numbers in few items: which are paired is a matter of who comes first.
_NUMBERED = st.tuples(
    st.sampled_from("ABC"),
    st.lists(st.sampled_from(("1/KH", "01/KH", "2/kh", "2/KH", "3/2024/KH", "3/KH", "1/QĐ")), max_size=3),
)
numbered_digests = st.lists(_NUMBERED, max_size=5).map(
    lambda items: by_hand(*(item(name, *numbers) for name, numbers in items))
)
sides = digests | numbered_digests


def mirrored(move: DeadlineMove) -> tuple[ud.Deadline, ud.Deadline, int | None]:
    return move.new, move.old, None if move.days is None else -move.days


@given(sides)
def test_nothing_differs_from_itself(digest: ud.Digest) -> None:
    assert diff(digest, digest) == DigestDiff((), (), (), ())
    assert not diff(digest, digest)


@given(sides, sides)
def test_the_way_back_is_the_mirror_image(old: ud.Digest, new: ud.Digest) -> None:
    there, back = diff(old, new), diff(new, old)
    assert there.added == back.removed and there.removed == back.added
    assert Counter((one.old, one.new, one.fields) for one in there.changed) == Counter(
        (one.new, one.old, one.fields) for one in back.changed
    )
    assert Counter((one.deadlines_added, one.deadlines_removed) for one in there.changed) == Counter(
        (one.deadlines_removed, one.deadlines_added) for one in back.changed
    )
    assert Counter((one.old, one.new, one.days) for one in there.moved) == Counter(map(mirrored, back.moved))


def places(items: tuple[ud.Item, ...], part: Iterable[ud.Item]) -> list[int]:
    """Where the items of a part stand among all items."""
    known = {id(one): place for place, one in enumerate(items)}
    return [known[id(one)] for one in part]


@given(sides, sides)
def test_every_item_is_removed_added_or_in_both(old: ud.Digest, new: ud.Digest) -> None:
    found = diff(old, new)
    assert len(old.items) - len(found.removed) == len(new.items) - len(found.added)
    assert places(old.items, found.removed) == sorted(places(old.items, found.removed))
    before = places(old.items, [*found.removed, *(change.old for change in found.changed)])
    assert len(before) == len(set(before))
    for part in (found.added, [change.new for change in found.changed], [move.item for move in found.moved]):
        assert places(new.items, part) == sorted(places(new.items, part))
    after = places(new.items, [*found.added, *(change.new for change in found.changed)])
    assert len(after) == len(set(after))


@given(sides, sides)
def test_what_is_added_has_nothing_in_common_with_what_is_removed(old: ud.Digest, new: ud.Digest) -> None:
    found = diff(old, new)

    def marks(items: tuple[ud.Item, ...]) -> set[object]:
        numbers = {reference.number for one in items for reference in one.issued}
        return numbers | {folded_words(one.heading.text) for one in items}

    assert not marks(found.added) & marks(found.removed)


@given(sides, sides)
def test_every_deadline_of_a_changed_item_is_accounted_for(old: ud.Digest, new: ud.Digest) -> None:
    found = diff(old, new)
    for change in found.changed:
        moves = [move for move in found.moved if move.item is change.new]
        kept = len(change.new.deadlines) - len(change.deadlines_added) - len(moves)
        assert kept == len(change.old.deadlines) - len(change.deadlines_removed) - len(moves) >= 0
        if moves or change.deadlines_added or change.deadlines_removed:
            assert "deadlines" in change.fields
    assert {id(move.item) for move in found.moved} <= {id(change.new) for change in found.changed}


@given(digests)
def test_spelling_is_no_change(digest: ud.Digest) -> None:
    lines = digest.source.replace("Quyết định", "Quyết  định").replace(" Sở Y tế", "\u00a0Sở  Y tế")
    assert not diff(digest, ud.parse(lines))
    assert not diff(digest, ud.parse(unicodedata.normalize("NFD", digest.source)))


def test_items_against_nothing_are_all_added() -> None:
    digest = digest_of((TREES, "Một."), (ROAD, "Hai."))
    assert headings(diff(ud.parse(""), digest).added) == [TREES, ROAD]
    assert headings(diff(digest, ud.parse("")).removed) == [TREES, ROAD]


# ---- which items are the same -------------------------------------------------------------------


def test_items_are_the_same_by_their_issued_document() -> None:
    decision = "UBND tỉnh ban hành Quyết định số {}/QĐ-UBND ngày 11/3/2025."
    old = digest_of((TREES, decision.format("301")), (ROAD, decision.format("302")))
    new = digest_of((FERRY, decision.format("0302")), (TREES, decision.format("303")))
    found = diff(old, new)
    assert [(str(one.old.heading), str(one.new.heading)) for one in found.changed] == [(ROAD, FERRY), (TREES, TREES)]
    assert found.changed[0].fields == ("heading", "paragraphs")  # the numbers are equal: 302 and 0302
    assert found.changed[1].fields == ("paragraphs", "issued", "references")
    assert not found.added and not found.removed


def test_document_weighs_more_than_heading() -> None:
    old = by_hand(item("A", "1/KH"), item("B", "2/KH"))
    new = by_hand(item("A", "2/KH"), item("B", "1/KH"))
    assert paired(old, new) == [("B", "A"), ("A", "B")]


def test_cited_documents_do_not_make_items_the_same() -> None:
    cited = "Thực hiện Nghị định số 23/2020/NĐ-CP."
    found = diff(digest_of((TREES, cited)), digest_of((ROAD, cited)))
    assert (headings(found.removed), headings(found.added)) == ([TREES], [ROAD])


def test_any_document_in_common_is_enough() -> None:
    assert paired(by_hand(item("A", "1/KH", "2/KH")), by_hand(item("B", "3/KH", "2/KH"))) == [("A", "B")]


def test_of_items_with_one_document_the_first_are_the_same() -> None:
    old = by_hand(item("A", "1/KH"), item("B", "1/KH"), item("C", "1/KH"))
    found = diff(old, by_hand(item("D", "1/KH"), item("E", "1/KH")))
    assert [(one.old.heading.text, one.new.heading.text) for one in found.changed] == [("A", "D"), ("B", "E")]
    assert headings(found.removed) == ["C"] and not found.added


def test_of_items_with_one_document_those_with_the_same_heading_come_first() -> None:
    found = diff(by_hand(item("A", "1/KH"), item("B", "1/KH")), by_hand(item("b", "1/KH", "2/KH")))
    assert [(one.old.heading.text, one.new.heading.text) for one in found.changed] == [("B", "b")]
    assert headings(found.removed) == ["A"]


def test_each_item_is_the_same_as_one_at_most() -> None:
    found = diff(by_hand(item("A", "1/KH", "2/KH")), by_hand(item("B", "1/KH"), item("C", "2/KH")))
    assert [(one.old.heading.text, one.new.heading.text) for one in found.changed] == [("A", "B")]
    assert headings(found.added) == ["C"]
    found = diff(by_hand(item("B", "1/KH"), item("C", "2/KH")), by_hand(item("A", "1/KH", "2/KH")))
    assert [(one.old.heading.text, one.new.heading.text) for one in found.changed] == [("B", "A")]
    assert headings(found.removed) == ["C"]


@pytest.mark.parametrize(
    "first, second",
    [
        ("9/KH", "10/KH"),  # as numbers, not as strings
        ("009/KH", "10/KH"),
        ("8/KH", "9/KH"),
        ("9a/KH", "9B/KH"),
        ("10/KH", "X9/KH"),  # only zeros say nothing
        ("9/KH", "9/2019/KH"),
        ("9/KH", "9/0/KH"),
        ("9/2019/KH", "9/2020/KH"),
        ("9/2020/BA", "9/2020/bc"),
        ("9/2020/ba", "9/2020/BC"),
    ],
)
def test_where_items_compete_the_smaller_number_decides(first: str, second: str) -> None:
    several = by_hand(item("B", second), item("C", first))
    one = by_hand(item("D", second, first))
    assert paired(several, one) == [("C", "D")]
    assert paired(one, several) == [("D", "C")]


def test_item_whose_partner_is_taken_finds_another() -> None:
    old = by_hand(item("A", "1/KH", "2/KH"), item("B", "2/KH"))
    assert paired(old, by_hand(item("C", "2/KH"), item("D", "1/KH"))) == [("B", "C"), ("A", "D")]


def test_headings_are_the_same_whatever_their_spelling() -> None:
    old = digest_of(("Hoà giải tại Trà Bình", "Một."), (ROAD, "Hai."))
    new = digest_of((ROAD.upper(), "Hai."), (unicodedata.normalize("NFD", "Hòa  giải tại Trà Bình"), "Một."))
    assert not diff(old, new)


def test_same_headings_are_the_same_in_order() -> None:
    old = digest_of((TREES, "Một."), (TREES, "Hai."), (TREES, "Ba."))
    found = diff(old, digest_of((TREES, "Một."), (TREES, "Bốn.")))
    assert [(str(one.old.paragraphs[0]), str(one.new.paragraphs[0])) for one in found.changed] == [("Hai.", "Bốn.")]
    assert [str(one.paragraphs[0]) for one in found.removed] == ["Ba."]


def test_heading_serves_those_that_no_document_has_paired() -> None:
    old = by_hand(item("A", "1/KH"), item("A"))
    new = by_hand(item("A", "2/KH"), item("B", "1/KH"))
    assert [(one.old is old.items[0], one.new.heading.text) for one in diff(old, new).changed] == [
        (False, "A"),
        (True, "B"),
    ]


# ---- what differs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, fields",
    [
        ("Họp bàn.", "Họp bàn tiếp.", ("paragraphs",)),
        ("Họp bàn.", "HỌP   bàn.", ()),
        ("Họp ngày 11/3/2025.", "Họp ngày 12/3/2025.", ("paragraphs", "dates")),
        ("Họp ngày 11/3/2025.", "Họp ngày 11 tháng 3 năm 2025.", ("paragraphs",)),
        ("Theo khoản 2 Điều 7 Luật Đất đai.", "Theo khoản 3 Điều 7 Luật Đất đai.", ("paragraphs", "provisions")),
        ("Theo Nghị định số 23/2020/NĐ-CP.", "Theo Nghị định số 24/2020/NĐ-CP.", ("paragraphs", "references")),
        ("Giai đoạn 2021 - 2030.", "Giai đoạn 2021 - 2035.", ("paragraphs", "dates", "ranges")),
        ("Có hiệu lực từ ngày 11/3/2025.", "Có hiệu lực từ ngày 12/3/2025.", ("paragraphs", "dates", "effective_dates")),
        ("Giao Sở Y tế báo cáo trước ngày 11/4/2025.", "Giao Sở Y tế báo cáo trước ngày 12/4/2025.", ("paragraphs", "dates", "deadlines", "duties")),
    ],
)  # fmt: skip
def test_fields_that_differ_are_named_in_order(before: str, after: str, fields: tuple[str, ...]) -> None:
    found = diff(digest_of((TREES, before)), digest_of((TREES, after)))
    assert [change.fields for change in found.changed] == ([fields] if fields else [])
    assert bool(found) is bool(fields)


def test_all_fields_can_differ() -> None:
    old, new = item("A", "1/KH"), item("B", "1/KH", "2/KH", deadlines=(deadline(None, MAY),))
    mentions = (
        *new.mentions,
        day(3, 1),
        ud.DateRange(NOWHERE, "", day(3, 1), day(3, 2)),
        ud.EffectiveDate(NOWHERE, "", day(3, 1)),
        ud.Provision(NOWHERE, "", ()),
    )
    new = evolve(new, paragraphs=(ud.Paragraph(NOWHERE, "C", mentions),))
    (change,) = diff(by_hand(old), by_hand(new)).changed
    assert change.fields == (
        "heading", "paragraphs", "issued", "references", "dates", "ranges", "deadlines", "effective_dates", "provisions",
    )  # fmt: skip
    assert change.old is old and change.new is new


def test_number_of_paragraphs_is_a_difference() -> None:
    (change,) = diff(digest_of((TREES, "Một.", "Hai.")), digest_of((TREES, "Một. Hai."))).changed
    assert change.fields == ("paragraphs",)


def test_each_part_makes_a_difference() -> None:
    one, limit = item("A"), deadline(None, None)
    assert not DigestDiff((), (), (), ())
    assert DigestDiff((one,), (), (), ())
    assert DigestDiff((), (one,), (), ())
    assert DigestDiff((), (), (ItemChange(one, one, (), (), ()),), ())
    assert DigestDiff((), (), (), (DeadlineMove(one, limit, limit),))


def test_results_are_frozen_and_slotted() -> None:
    found = diff(by_hand(), by_hand())
    with pytest.raises(FrozenInstanceError):
        found.added = ()  # type: ignore[misc]
    assert not any(
        hasattr(one, "__dict__")
        for one in (
            found,
            DeadlineMove(item("A"), deadline(None, None), deadline(None, None)),
            ItemChange(item("A"), item("A"), (), (), ()),
        )
    )


# ---- deadlines ----------------------------------------------------------------------------------


def test_deadline_of_the_same_party_has_moved() -> None:
    old = digest_of(
        (TREES, "Giao Sở Y tế báo cáo trước ngày 20/3/2025."), (ROAD, "Giao Sở Y tế báo cáo trước ngày 20/3/2025.")
    )
    new = digest_of(
        (TREES, "Giao Sở Y tế báo cáo trước ngày 25/3/2025."), (ROAD, "Giao Sở Y tế báo cáo trước ngày 18/3/2025.")
    )
    found = diff(old, new)
    assert [(move.item, move.days) for move in found.moved] == [(new.items[0], 5), (new.items[1], -2)]
    assert all(
        (move.old, move.new) == (before, after)
        for move, before, after in zip(found.moved, old.deadlines, new.deadlines, strict=True)
    )
    assert [(change.deadlines_added, change.deadlines_removed) for change in found.changed] == [((), ()), ((), ())]


def test_deadlines_of_other_parties_are_added_and_removed() -> None:
    old = (deadline("Sở Y tế", MARCH), deadline(None, APRIL), deadline("Sở Xây dựng", MAY))
    new = (deadline("Sở Nội vụ", MARCH), deadline("Sở Tài chính", APRIL))
    found, change = deadlines_of(old, new)
    assert (change.deadlines_added, change.deadlines_removed, found.moved) == (new, old, ())


def test_party_is_compared_without_its_spelling() -> None:
    found, change = deadlines_of((deadline("UỶ ban  xã", MARCH),), (deadline("Ủy ban xã", MAY),))
    assert [move.days for move in found.moved] == [61]
    assert change.deadlines_added == change.deadlines_removed == ()


def test_deadlines_without_a_party_are_of_one_party() -> None:
    found, change = deadlines_of(
        (deadline(None, MARCH), deadline("", APRIL)), (deadline("", MARCH), deadline(None, APRIL))
    )
    assert [(move.old.responsible, move.new.responsible, move.days) for move in found.moved] == [
        ("", "", -31),
        (None, None, 31),
    ]
    assert change.deadlines_added == change.deadlines_removed == ()


def test_equal_deadlines_stay_whatever_their_order() -> None:
    one, two, three = (deadline("Sở Y tế", due) for due in (MARCH, APRIL, MAY))
    found, change = deadlines_of((one, two), (three, two, two, one))
    assert found.moved == ()
    assert (change.deadlines_added, change.deadlines_removed) == ((three, two), ())
    assert change.deadlines_added[1] is two


def test_deadlines_that_moved_are_paired_in_order() -> None:
    old = tuple(deadline("Sở Y tế", dt.date(2025, 3, number)) for number in (1, 2, 3, 4))
    new = tuple(deadline("Sở Y tế", dt.date(2025, 3, number)) for number in (12, 2, 11))
    found, change = deadlines_of(old, new)
    assert [(move.old.due.day, move.new.due.day) for move in found.moved] == [(1, 12), (3, 11)]
    assert (change.deadlines_added, change.deadlines_removed) == ((), (old[3],))


@pytest.mark.parametrize(
    "old, new, days",
    [
        (deadline("A", MARCH), deadline("A", None), None),
        (deadline("A", None), deadline("A", MARCH), None),
        (deadline("A", None), deadline("A", None, day(3, 2)), None),  # before the end of one month, and of another
        (deadline("A", MARCH), deadline("A", MARCH, time=dt.time(16)), 0),
        (deadline("A", None), deadline("A", None, relation=ud.Relation.BEFORE), None),
        (deadline("A", MARCH), deadline("A", APRIL), 31),
    ],
)
def test_what_differs_in_day_or_time_has_moved(old: ud.Deadline, new: ud.Deadline, days: int | None) -> None:
    found, change = deadlines_of((old,), (new,))
    assert found.moved == (DeadlineMove(change.new, old, new),)
    assert found.moved[0].days == days
    assert change.deadlines_added == change.deadlines_removed == ()


def test_same_day_in_other_words_is_no_move() -> None:
    found, change = deadlines_of((deadline("A", MARCH, day(3, 1)),), (deadline("A", MARCH, day(3, 2)),))
    assert change.fields == ("deadlines",)
    assert (found.moved, change.deadlines_added, change.deadlines_removed) == ((), (), ())


def test_same_day_in_other_words_is_paired_before_other_days() -> None:
    old = (deadline("A", APRIL, day(3, 1)), deadline("A", MARCH, day(3, 1)))
    new = (deadline("A", MARCH, day(3, 2)), deadline("A", MAY, day(3, 2)))
    found, _ = deadlines_of(old, new)
    assert [(move.old.due, move.new.due) for move in found.moved] == [(APRIL, MAY)]


def test_equal_deadline_is_paired_before_the_same_day_in_other_words() -> None:
    old = (deadline("A", MARCH, day(3, 1)), deadline("A", MARCH, day(3, 2)))
    _, change = deadlines_of(old, (deadline("A", MARCH, day(3, 2)),))
    assert change.deadlines_removed == (old[0],)
    assert change.deadlines_removed[0] is old[0]


# ---- size ---------------------------------------------------------------------------------------


def test_very_many_alike_are_no_burden() -> None:
    limits = tuple(deadline("A", MARCH + dt.timedelta(days=number)) for number in range(5_000))
    later = tuple(deadline("A", MAY + dt.timedelta(days=6_000 + number)) for number in range(5_000))
    alike = [item("A", "1/KH") for _ in range(5_000)]
    found = diff(by_hand(*alike, item("B", deadlines=limits)), by_hand(item("B", deadlines=later), *alike, *alike))
    assert (len(found.added), len(found.removed), len(found.changed), len(found.moved)) == (5_000, 0, 1, 5_000)


@pytest.mark.parametrize("sides", [("", by_hand()), (by_hand(), None)])
def test_only_digests_are_compared(sides: tuple[ud.Digest, ud.Digest]) -> None:
    with pytest.raises(TypeError, match=r"^diff takes a Digest, not (str|NoneType): parse a text first$"):
        diff(*sides)


def test_the_same_day_in_other_words_has_not_moved() -> None:
    text = text_of((TREES, "Giao Sở Y tế báo cáo trước ngày 30/6/2025."))
    for words in ("chậm nhất ngày 29/6/2025", "trong ngày 29/6/2025", "trước ngày 30 tháng 6 năm 2025"):
        found = diff(ud.parse(text), ud.parse(text.replace("trước ngày 30/6/2025", words)))
        assert found.changed
        assert found.moved == ()
