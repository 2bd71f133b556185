"""Fewer layers: what is read is read alike, what is not read is said."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

import ubnd_digest as ud
from strategies import full_texts
from ubnd_digest.reading.layers import Layer

TEXT = (
    "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2026)\n"
    "Trồng cây\n"
    "UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 03/3/2026 theo Luật Lâm nghiệp. "
    "Giao Sở Y tế lập dự toán trước ngày 30/3. Ông Trần An, Giám đốc Sở Y tế báo cáo; Kế hoạch này có 2 phần."
)
DUTIES, DOCUMENTS = (ud.Agency, ud.Official, ud.Duty), (ud.Law, ud.Anaphora)


def shown(digest: ud.Digest, *left_out: type[ud.Mention]) -> list[tuple[str, ud.Span]]:
    return [(type(one).__name__, one.span) for one in digest.mentions if not isinstance(one, left_out)]


def test_the_text_has_mentions_of_all_layers() -> None:
    kinds = {type(mention) for mention in ud.parse(TEXT).mentions}
    assert {*DUTIES, *DOCUMENTS} <= kinds


@given(full_texts())
def test_what_is_read_is_read_alike(text: str) -> None:
    whole, some = ud.parse(text), ud.Parser(layers=()).parse(text)
    assert shown(some) == shown(whole, *DUTIES, *DOCUMENTS)
    assert some.deadlines == whole.deadlines
    assert [one.responsible for one in some.deadlines] == [one.responsible for one in whole.deadlines]
    assert [len(item.paragraphs) for item in some.items] == [len(item.paragraphs) for item in whole.items]


NEAR = (
    "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2026)\n"
    "Phòng bệnh\n"
    "UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 03/3/2026. Giao {named} tập huấn.\n"
    "Trồng cây\n"
    "UBND tỉnh ban hành Kế hoạch số 8/KH-UBND ngày 04/3/2026. Giao Sở Y tế ươm cây.\n"
    "{first}Báo cáo trước ngày 30/3.\n"
    "Sửa cầu\n"
    "UBND tỉnh ban hành Kế hoạch số 9/KH-UBND ngày 05/3/2026. Giao Sở Xây dựng sửa cầu."
)


@pytest.mark.parametrize(
    ("named", "first", "who"),
    [
        ("Sở Nội vụ", "", "Sở Y tế"),  # the party of the paragraph above, in the item of the limit
        ("Sở Nội vụ", "CDC họp dân. ", "Sở Y tế"),
        ("Trung tâm Kiểm soát bệnh tật (CDC)", "Giao CDC phun thuốc. ", "CDC"),  # a short name of another item
        ("Tổng công ty Điện lực (EVNX)", "EVNX khẩn trương kéo dây. ", "EVNX"),
    ],
)
def test_who_must_act_is_read_alike_beside_a_limit(named: str, first: str, who: str) -> None:
    text = NEAR.format(named=named, first=first)
    whole, some = (ud.Parser(layers=layers).parse(text).deadlines for layers in (["duties"], []))
    assert whole == some
    assert [deadline.responsible for deadline in some] == [who]


@pytest.mark.parametrize(
    ("layers", "left_out", "said"),
    [
        ([], (*DUTIES, *DOCUMENTS), "duties, documents"),
        (["duties"], DOCUMENTS, "documents"),
        (["documents"], DUTIES, "duties"),
        (["documents", "duties"], (), None),
    ],
)
def test_a_digest_says_what_was_not_read(
    layers: list[Layer], left_out: tuple[type[ud.Mention], ...], said: str | None
) -> None:
    digest = ud.Parser(layers=layers).parse(TEXT)
    assert shown(digest) == shown(ud.parse(TEXT), *left_out)
    doubts = [doubt.message for doubt in digest.diagnostics if doubt.code == "layers-left-out"]
    assert doubts == ([f"not read, as it was asked for: {said}"] if said else [])
    assert ud.from_json(ud.to_json(digest)) == digest


def test_an_issuer_is_known_with_the_documents_alone() -> None:
    issuers = [ud.Parser(layers=layers).parse(TEXT).references[0].issuer for layers in ([], ["documents"])]
    assert issuers == [None, "UBND tỉnh"]


@pytest.mark.parametrize("name", ["find_duties", "find_agencies", "find_officials", "find_laws", "find_anaphora"])
def test_nobody_finds_what_a_parser_does_not_read(name: str) -> None:
    with pytest.raises(ValueError, match="this parser does not read d"):
        getattr(ud.Parser(layers=()), name)(TEXT)
    assert getattr(ud.Parser(), name)(TEXT)


def test_days_are_found_by_any_parser() -> None:
    parser = ud.Parser(layers=())
    assert parser.find_dates(TEXT) == ud.find_dates(TEXT)
    assert [type(one) for one in parser.find_mentions("Giao Sở Y tế")] == []


def test_there_is_no_other_layer() -> None:
    with pytest.raises(ValueError, match="there is no layer 'dates'"):
        ud.Parser(layers=["dates"])  # type: ignore[list-item]


def test_layers_survive_pickling() -> None:
    parser = pickle.loads(pickle.dumps(ud.Parser(layers=["duties"])))
    assert parser.layers == {"duties"}
