"""The object model: values that compare by what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from strategies import document_numbers
from ubnd_digest import (
    DateExpression,
    DateRange,
    Deadline,
    Diagnostic,
    Digest,
    DocumentNumber,
    DocumentNumberError,
    DocumentType,
    EffectiveDate,
    Heading,
    Item,
    Mention,
    Paragraph,
    Part,
    Period,
    Precision,
    Provision,
    ProvisionLevel,
    ProvisionUnit,
    Reference,
    Relation,
    Role,
    Severity,
    Span,
    Title,
    find_deadlines,
    find_references,
    parse,
    parse_document,
)
from ubnd_digest.model import blocks, dates, deadlines, diagnostics, digest, documents, provisions, references, spans
from ubnd_digest.model.durations import next_day
from ubnd_digest.model.fields import capital_type_of, type_of
from ubnd_digest.model.values import unchecked

CLASSES = [
    cls
    for module in (blocks, dates, deadlines, diagnostics, digest, documents, provisions, references, spans)
    for cls in vars(module).values()
    if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == module.__name__
]
FIELDS = [(cls, field.name) for cls in CLASSES for field in attrs.fields(cls)]

DAY = DateExpression(
    Span(20, 34), "ngày 05/3/2021", dt.date(2021, 3, 5), dt.date(2021, 3, 5), Precision.DAY, "2021-03-05"
)
REFERENCE = Reference(
    Span(0, 34),
    "Quyết định số 17/QĐ-UBND",
    DocumentType.DECISION,
    "Quyết định",
    DocumentNumber("17", None, "QĐ-UBND"),
    DAY,
)


# ---- all classes ---------------------------------------------------------------------------


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_classes_are_frozen_and_slotted(cls: type[Any]) -> None:
    value = object.__new__(cls)
    assert not hasattr(value, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, attrs.fields(cls)[0].name, None)


@pytest.mark.parametrize(("cls", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_every_field_is_validated(cls: type[Any], name: str) -> None:
    right = {
        "source": "", "text": "", "name": "", "type_text": "", "edtf": "2021", "code": "", "id": "", "version": "", "message": "", "serial": "1",
        "span": Span(0, 0), "start": dt.date(2021, 1, 1), "end": dt.date(2021, 1, 1), "due": None, "units": (),
        "first": DAY, "last": DAY, "date": DAY, "named": DAY, "number": REFERENCE.number, "type": None, "labels": (),
        "level": ProvisionLevel.POINT, "precision": Precision.DAY, "relation": Relation.BY,
        "severity": Severity.INFO, "heading": Heading(Span(0, 0), ""), "paragraphs": (),
    }  # fmt: skip
    if cls is Span:
        right |= {"start": 0, "end": 0}
    needed = {f.name: right[f.name] for f in attrs.fields(cls) if f.default is attrs.NOTHING}
    cls(**needed)
    with pytest.raises(TypeError):
        cls(**needed | {name: object()})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Heading(Span(0, 3), 5), "Heading.text takes str, not int"),
        (lambda: attrs.evolve(REFERENCE, date=5), "Reference.date takes DateExpression or None, not int"),
        (lambda: Item(Heading(Span(0, 0), ""), []), "Item.paragraphs takes tuple, not list"),
        (lambda: Digest("", items=(Heading(Span(0, 0), ""),)), "Digest.items takes Item, not Heading"),
        (lambda: Digest("", mentions=(DAY, 5)), "Digest.mentions takes Mention, not int"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(make: Callable[[], object], message: str) -> None:
    for _ in range(2):  # what was refused once is not let pass later
        with pytest.raises(TypeError) as raised:
            make()
        assert str(raised.value) == message


def test_what_one_list_may_hold_another_may_not() -> None:
    item = Item(Heading(Span(0, 0), ""), ())
    assert Digest("", items=(item,)).items == (item,)
    with pytest.raises(TypeError, match=r"^Digest\.lead takes LeadEntry, not Item$"):
        Digest("", lead=(item,))  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [DAY, REFERENCE, Heading(Span(0, 9), "Một", (DAY,)), REFERENCE.number])
def test_values_made_without_a_check_are_the_same(value: Any) -> None:
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    made = unchecked(type(value))(**fields)
    assert made == value and type(made) is type(value)
    assert attrs.asdict(made) == attrs.asdict(value)


def test_defaults_are_those_of_the_class() -> None:
    assert unchecked(Heading)(Span(0, 3), "Một") == Heading(Span(0, 3), "Một")


# ---- in short and in detail ----------------------------------------------------------------


def test_everything_large_shows_itself_in_one_line() -> None:
    item = Item(Heading(Span(0, 5), "Đê kè\nvà  hồ", (REFERENCE,)), (Paragraph(Span(6, 40), "…" * 70, (DAY, DAY)),))
    title = Title(Span(0, 200), "Chỉ đạo, điều hành " * 10)
    period = Period(Span(0, 9), dt.date(2021, 3, 1), dt.date(2021, 3, 7))
    assert repr(DAY) == "<DateExpression 'ngày 05/3/2021' at 20-34>"
    assert repr(item) == "<Item 'Đê kè và hồ' paragraphs=1 references=1 dates=2>"
    assert repr(item.paragraphs[0]) == f"<Paragraph '{'…' * 60}…' at 6-40>"
    assert repr(Digest("…", title, period, items=(item,), mentions=item.mentions)) == (
        "<Digest 'Chỉ đạo, điều hành Chỉ đạo, điều hành Chỉ đạo, điều hành Chỉ…' 2021-03-01 to 2021-03-07"
        " items=1 references=1 dates=2>"
    )
    doubt = Diagnostic("no-title", Severity.ERROR, "no title was found", Span(0, 0))
    assert repr(Digest("…", diagnostics=(doubt,))) == "<Digest without a title items=0 diagnostics=1>"


def test_detail_is_given_to_who_asks_for_it() -> None:
    assert dict(DAY.__rich_repr__()) == {field.name: getattr(DAY, field.name) for field in attrs.fields(DateExpression)}
    told = pretty_repr(Digest("nguồn", mentions=(DAY,)))
    assert told.startswith("Digest(\n    title=None,")
    assert "nguồn" not in told and "mentions" not in told


# ---- spans ---------------------------------------------------------------------------------


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_has_an_order(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert Span(start, end).length == end - start
    else:
        with pytest.raises(ValueError, match="a span needs"):
            Span(start, end)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19))))
def test_spans_sort_by_start_then_end(pairs: list[tuple[int, int]]) -> None:
    assert sorted(Span(*pair) for pair in pairs) == [Span(*pair) for pair in sorted(pairs)]


def test_a_span_contains_itself_and_what_lies_in_it() -> None:
    outer = Span(2, 8)
    assert [outer.contains(Span(*pair)) for pair in [(2, 8), (3, 5), (8, 8), (1, 8), (2, 9)]] == [True] * 3 + [
        False
    ] * 2


# ---- document numbers ----------------------------------------------------------------------


@given(document_numbers())
def test_a_number_is_read_as_it_is_written(number: DocumentNumber) -> None:
    parsed = DocumentNumber.parse(str(number))
    assert parsed == number
    assert str(parsed) == str(number)


@given(document_numbers(), st.sampled_from(("lower", "upper", "casefold")), st.text("0", max_size=3))
def test_leading_zeros_case_and_the_sign_do_not_count(number: DocumentNumber, case: str, zeros: str) -> None:
    other = DocumentNumber(zeros + number.serial, number.year, getattr(number.symbol, case)(), "-")
    assert other == number
    assert hash(other) == hash(number)


@given(document_numbers(), document_numbers())
def test_numbers_differ_where_a_part_differs(one: DocumentNumber, other: DocumentNumber) -> None:
    same = [
        one.serial.lstrip("0") == other.serial.lstrip("0"),
        one.year == other.year,
        one.symbol.casefold() == other.symbol.casefold(),
    ]
    assert (one == other) == all(same)


@pytest.mark.parametrize(
    ("text", "serial", "year", "symbol", "codes"),
    [
        ("318/UBND-NC", "318", None, "UBND-NC", (None, "UBND", "NC")),
        ("1045/QĐ-UBND", "1045", None, "QĐ-UBND", ("QĐ", "UBND", None)),
        ("07/2023/QĐ-UBND", "07", 2023, "QĐ-UBND", ("QĐ", "UBND", None)),
        ("19/2022/NQ-HĐND", "19", 2022, "NQ-HĐND", ("NQ", "HĐND", None)),
        ("41/2019/QH14", "41", 2019, "QH14", (None, "QH14", None)),
        ("61-KL/TW", "61", None, "KL/TW", ("KL", "TW", None)),
        ("203-KH/TU", "203", None, "KH/TU", ("KH", "TU", None)),
        ("12b/NQ-CP", "12b", None, "NQ-CP", ("NQ", "CP", None)),
        ("08/2016/TTLT-BNV-BTC", "08", 2016, "TTLT-BNV-BTC", ("TTLT", "BNV", "BTC")),
        ("512/QĐ-VSDTTƯ", "512", None, "QĐ-VSDTTƯ", ("QĐ", "VSDTTƯ", None)),
        ("77/BNV-UBQG50", "77", None, "BNV-UBQG50", (None, "BNV", "UBQG50")),
        ("604/TTg-KSTT", "604", None, "TTg-KSTT", (None, "TTg", "KSTT")),
        ("11/CĐ-UBND", "11", None, "CĐ-UBND", ("CĐ", "UBND", None)),
        ("86/BCĐ-NTM", "86", None, "BCĐ-NTM", (None, "BCĐ", "NTM")),
        ("143-HĐBT", "143", None, "HĐBT", (None, "HĐBT", None)),
        ("980/2018/UBTVQH14", "980", 2018, "UBTVQH14", (None, "UBTVQH14", None)),
        ("21/VBHN-BCT", "21", None, "VBHN-BCT", ("VBHN", "BCT", None)),
        ("80.4/2025/NQ-CP", "80.4", 2025, "NQ-CP", ("NQ", "CP", None)),
        ("415/PĐ-UBND", "415", None, "PĐ-UBND", ("PĐ", "UBND", None)),
        ("33/TTr-SNN&PTNT", "33", None, "TTr-SNN&PTNT", ("TTr", "SNN&PTNT", None)),
    ],
)
def test_the_parts_of_a_number(text: str, serial: str, year: int, symbol: str, codes: tuple[str | None, ...]) -> None:
    number = DocumentNumber.parse(text)
    assert (number.serial, number.year, number.symbol) == (serial, year, symbol)
    assert (number.type_code, number.issuer_code, number.unit_code) == codes


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" 64 /QĐ-UBND ", "64/QĐ-UBND"),
        ("64/ QĐ - UBND", "64/QĐ-UBND"),
        ("64/QĐ–UBND", "64/QĐ-UBND"),
        ("64\u00a0/\u00a02021 / QĐ\u2011UBND", "64/2021/QĐ-UBND"),
        ("64/QÐ-UBND", "64/QĐ-UBND"),
        ("5 - KL/TW", "5-KL/TW"),
        ("64/Q\u0110-UBND\u200b", "64/QĐ-UBND"),
    ],
)
def test_slips_of_the_keyboard_do_not_change_a_number(text: str, canonical: str) -> None:
    assert str(DocumentNumber.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "QĐ-UBND",
        "12/",
        "/QĐ-UBND",
        "160/Quốc",
        "30/5/2022",
        "1/2.000",
        "12/QĐ-UBND ngày",
        "số 12/QĐ-UBND",
        "11/11",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(DocumentNumberError, match="no document number"):
        DocumentNumber.parse(text)


def test_a_number_is_parsed_from_text() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        DocumentNumber.parse(None)  # type: ignore[arg-type]


def test_a_number_knows_the_type_that_its_symbol_names() -> None:
    assert DocumentNumber.parse("9/KH-UBND").type is DocumentType.PLAN
    assert DocumentNumber.parse("9/UBND-TH").type is None


# ---- mentions ------------------------------------------------------------------------------

ELSEWHERE: dict[str, Any] = {"span": Span(90, 95), "text": "đâu đó"}


@pytest.mark.parametrize(
    "mention",
    [
        DAY,
        REFERENCE,
        DateRange(Span(0, 9), "2021-2022", DAY, DAY),
        Provision(Span(0, 9), "khoản 3 Điều 9", (ProvisionUnit(ProvisionLevel.CLAUSE, ("3",)),), REFERENCE.number),
        Deadline(Span(0, 9), "trước ngày 05/3/2021", Relation.BEFORE, DAY, dt.date(2021, 3, 4)),
        EffectiveDate(Span(0, 9), "từ ngày 05/3/2021", DAY),
    ],
    ids=lambda mention: type(mention).__name__,
)
def test_mentions_are_equal_wherever_they_stand(mention: Mention) -> None:
    other = attrs.evolve(mention, **ELSEWHERE)
    assert other == mention
    assert hash(other) == hash(mention)


def test_role_and_inferred_take_no_part_in_equality() -> None:
    assert attrs.evolve(REFERENCE, role=Role.ISSUED) == REFERENCE
    assert attrs.evolve(DAY, inferred=True) == DAY


@pytest.mark.parametrize(
    "change",
    [
        {"start": None},
        {"end": dt.date(2021, 3, 6)},
        {"precision": Precision.MONTH},
        {"edtf": "2021-03"},
        {"problem": "impossible"},
        {"part": Part.LATE},
    ],
    ids=lambda change: next(iter(change)),
)
def test_dates_differ_where_a_value_differs(change: dict[str, Any]) -> None:
    assert attrs.evolve(DAY, **change) != DAY


def test_what_a_deadline_limits_is_the_first_day_for_before_and_the_last_for_the_others() -> None:
    month = DateExpression(
        Span(0, 9), "tháng 3/2021", dt.date(2021, 3, 1), dt.date(2021, 3, 31), Precision.MONTH, "2021-03"
    )
    limits = [Deadline(Span(0, 9), "", relation, month, None).limit for relation in Relation]
    assert limits == [dt.date(2021, 3, 1), dt.date(2021, 3, 31), dt.date(2021, 3, 31)]


# ---- structure -----------------------------------------------------------------------------


def test_blocks_are_equal_when_only_their_white_space_differs() -> None:
    one, other = Paragraph(Span(0, 9), "Sở  Y tế\u00a0báo cáo"), Paragraph(Span(4, 9), "Sở Y tế báo cáo ")
    assert one == other
    assert hash(one) == hash(other)
    assert one != Heading(one.span, one.text)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="a period needs"):
        Period(Span(0, 1), dt.date(2021, 3, 5), dt.date(2021, 3, 4))


def test_an_item_gives_its_mentions_by_kind_and_each_issued_document_once() -> None:
    issued = attrs.evolve(REFERENCE, role=Role.ISSUED)
    item = Item(Heading(Span(0, 5), "Đê kè", (issued,)), (Paragraph(Span(6, 40), "…", (issued, DAY, REFERENCE)),))
    assert item.span == Span(0, 40)
    assert item.references == (REFERENCE,) * 3
    assert item.dates == (DAY,)
    assert item.issued == (issued,)
    assert item.deadlines == item.ranges == item.provisions == item.effective_dates == ()


def test_digests_of_one_meaning_are_equal_whatever_their_source() -> None:
    assert Digest("a", mentions=(DAY,)) == Digest("b", mentions=(DAY,))
    assert Digest("a", mentions=(DAY,)) != Digest("a")


@pytest.mark.parametrize(
    ("text", "name"),
    [("Quyết định số 5/QĐ-UBND", "Quyết định"), ("Số 5/XY-ZZ", None), ("Tờ khai số 5/XY-ZZ", None)],
)
def test_a_document_without_a_word_for_its_type_has_none(text: str, name: str | None) -> None:
    (reference,) = find_references(text)
    assert type_of(reference) == capital_type_of(reference) == name
    other = attrs.evolve(reference, type=None, type_text="tờ khai")
    assert (type_of(other), capital_type_of(other)) == ("tờ khai", "Tờ khai")


@pytest.mark.parametrize(("days", "found"), [(366 * 9, False), (366 * 9 + 1, True)])
def test_what_comes_again_is_looked_for_up_to_nine_years_before_the_end_of_the_calendar(days: int, found: bool) -> None:
    after = dt.date.max - dt.timedelta(days)
    assert next_day("FREQ=MONTHLY;BYMONTHDAY=20", after) == (dt.date(9991, 1, 20) if found else None)


def test_the_limit_is_the_last_day_named_where_no_day_is_due() -> None:
    (deadline,) = find_deadlines("Các xã báo cáo chậm nhất tháng 6/2026.")
    assert deadline.limit == deadline.due == dt.date(2026, 6, 30)
    assert attrs.evolve(deadline, due=None).limit == dt.date(2026, 6, 30)
    assert attrs.evolve(deadline, due=None, named=None).limit is None


@pytest.mark.parametrize(("days", "found"), [(366 * 8, True), (366 * 8 + 1, False)])
def test_what_comes_again_is_looked_for_within_eight_years(days: int, found: bool) -> None:
    monday = dt.date(2044, 2, 29)  # the one before was 28 years earlier
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"
    assert next_day(rule, monday - dt.timedelta(days)) == (monday if found else None)


@pytest.mark.parametrize(
    ("with_deadline", "found"), [("lập dự toán trước ngày 30/3/2026", True), ("lập dự toán", False)]
)
def test_the_duty_of_a_deadline_is_the_one_that_holds_it(with_deadline: str, found: bool) -> None:
    digest = parse(f"Giao Sở Y tế {with_deadline}. Hạn nộp hồ sơ: ngày 15/4/2026.")
    assert [digest.duty_of(deadline) for deadline in digest.deadlines] == [*digest.duties[: int(found)], None]


def test_a_document_that_nobody_signed_has_no_signer() -> None:
    document = parse_document("QUYẾT ĐỊNH\nVề việc mở bến phà\n\nCăn cứ Luật Đất đai;\n\nĐiều 1. Mở bến phà.\n")
    assert (document.signer, document.issuer) == (None, None)


@pytest.mark.parametrize(
    ("unit", "limit"), [("cuối tháng 5/2026", dt.date(2026, 5, 31)), ("ngày 15/5/2026", dt.date(2026, 5, 15))]
)
def test_what_must_be_done_before_the_limit_is_due_on_the_day_before(unit: str, limit: dt.date) -> None:
    (deadline,) = find_deadlines(f"Các xã báo cáo trước {unit}.")
    assert deadline.due
    assert deadline.limit == deadline.due + dt.timedelta(1) == limit
