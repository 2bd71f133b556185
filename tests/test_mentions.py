"""Mentions write themselves canonically, and stand in text order."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.model.kinds import text_order

CLAUSE, ARTICLE, APPENDIX = ud.ProvisionLevel.CLAUSE, ud.ProvisionLevel.ARTICLE, ud.ProvisionLevel.APPENDIX
HERE = ud.Span(0, 0)
NUMBER = ud.DocumentNumber
(DIKES,) = ud.find_laws("Luật Đê điều")


def provision(*units: tuple[ud.ProvisionLevel, tuple[str, ...]], document: Any = None) -> ud.Provision:
    return ud.Provision(HERE, "", tuple(ud.ProvisionUnit(*unit) for unit in units), document)


# ---- canonical forms ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("quyết định  số: 61 /QĐ-UBND ngày 1-2-2031", "Quyết định số 61/QĐ-UBND ngày 01/02/2031"),
        ("Chỉ thị 05-CT/TU, ngày 5 tháng 3 năm 2031", "Chỉ thị số 05-CT/TU ngày 05/3/2031"),
        ("công thư số 8/BCT-TH", "Công thư số 8/BCT-TH"),
        ("văn bản 77/UBND-KT", "Văn bản số 77/UBND-KT"),
        ("(77/UBND-KT)", "số 77/UBND-KT"),
        ("Luật (31/2029/QH16)", "số 31/2029/QH16"),
        ("Kế\u200b hoạch số 7/KH\u2011UBND", "Kế hoạch số 7/KH-UBND"),
    ],
)
def test_references(text: str, written: str) -> None:
    (found,) = ud.find_references(text)
    assert str(found) == written
    assert ud.find_references(written) == (found,)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("9-12-2031", "ngày 09/12/2031"),
        ("ngày 10/01/2031", "ngày 10/01/2031"),
        ("tháng 2 năm 2031", "tháng 02/2031"),
        ("tháng 03-2031", "tháng 3/2031"),
        ("quý 1/2031", "quý I năm 2031"),
        ("quý IV, năm 2031", "quý IV năm 2031"),
        ("nửa đầu năm 2031", "6 tháng đầu năm 2031"),
        ("ba tháng cuối năm 2031", "3 tháng cuối năm 2031"),
        ("12 tháng cuối năm 2031", "12 tháng đầu năm 2031"),
        ("năm 2031", "năm 2031"),
        ("đầu tháng 9/2031", "đầu tháng 9/2031"),
        ("giữa quý 2/2031", "giữa quý II năm 2031"),
        ("cuối năm 2031", "cuối năm 2031"),
    ],
)
def test_dates(text: str, written: str) -> None:
    (found,) = ud.find_dates(text)
    assert str(found) == written
    assert ud.find_dates(written) == (found,)


@pytest.mark.parametrize(
    ("text", "written"),
    [("ngày  31/02/2031", "ngày 31/02/2031"), ("ngày\u00a030/5", "ngày 30/5"), ("tháng 13/2031", "tháng 13/2031")],
)
def test_a_date_that_has_no_days_stays_as_it_is(text: str, written: str) -> None:
    (found,) = ud.find_dates(text)
    assert found.problem
    assert str(found) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2031 - 2035", "từ năm 2031 đến năm 2035"),
        ("từ 28/12 đến hết ngày 03/01/2031", "từ ngày 28/12/2030 đến ngày 03/01/2031"),
        ("từ đầu tháng 5 đến giữa tháng 6/2031", "từ đầu tháng 5/2031 đến giữa tháng 6/2031"),
    ],
)
def test_ranges(text: str, written: str) -> None:
    (found,) = ud.find_ranges(text)
    assert str(found) == written
    assert ud.find_ranges(written) == (found,)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Báo cáo trước ngày 5/3/2031", "Hoàn thành trước ngày 05/3/2031"),
        ("các xã nộp chậm nhất là 7h30 ngày 5/3/2031", "Giao các xã hoàn thành chậm nhất 7 giờ 30 phút ngày 05/3/2031"),
        ("hạn nộp: 17h00 ngày 5/3/2031", "Hoàn thành chậm nhất 17 giờ ngày 05/3/2031"),
        ("Sở  Y tế trình trong quý 2/2031", "Giao Sở Y tế hoàn thành trong quý II năm 2031"),
        ("Sở\u00ad Y te\u0302\u0301 nộp trước ngày 5/3/2031", "Giao Sở Y tế hoàn thành trước ngày 05/3/2031"),
        ("hoàn thành trước cuối tháng 5/2031", "Hoàn thành trước cuối tháng 5/2031"),
        ("chậm nhất 6 tháng đầu năm 2031", "Hoàn thành chậm nhất 6 tháng đầu năm 2031"),
    ],
)
def test_deadlines(text: str, written: str) -> None:
    (found,) = ud.find_deadlines(text)
    assert str(found) == written
    assert ud.find_deadlines(written) == (found,)


def test_an_effective_date() -> None:
    (found,) = ud.parse("Quyết định này có hiệu lực thi hành kể từ ngày 5 tháng 3 năm 2031").effective_dates
    assert str(found) == "có hiệu lực từ ngày 05/3/2031"
    assert ud.parse(str(found)).effective_dates == (found,)


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (provision((ARTICLE, ("5",))), "Điều 5"),
        (provision((CLAUSE, ("1", "2-4", "6")), (ARTICLE, ("5", "7"))), "Khoản 1, 2-4 và 6 Điều 5 và 7"),
        (provision((APPENDIX, ())), "Phụ lục kèm theo"),
        (provision((APPENDIX, ()), document=DIKES), "Phụ lục của Luật Đê điều"),
        (provision((CLAUSE, ("1",)), document=ud.NamedDocument(" Điều  lệ Đảng")), "Khoản 1 của Điều lệ Đảng"),
        (provision((ARTICLE, ("5",)), document=NUMBER.parse("7/2031/NĐ-CP")), "Điều 5 của Nghị định số 7/2031/NĐ-CP"),
        (provision((ARTICLE, ("5",)), document=NUMBER.parse("7/UBND-KT")), "Điều 5 của Văn bản số 7/UBND-KT"),
        (provision((ARTICLE, ("5",)), document=NUMBER("77")), "Điều 5 của Văn bản số 77"),
        (provision(), ""),
    ],
)
def test_provisions(found: ud.Provision, written: str) -> None:
    assert str(found) == written
    assert ud.find_provisions(written) == ((found,) if found.units else ())


def test_a_mention_of_no_kind_is_its_words() -> None:
    assert str(ud.Mention(HERE, " hai \u00a0 từ\n")) == "hai từ"


# ---- equality and order ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (provision((ARTICLE, ("5", "thứ Nhất"))), provision((ARTICLE, ("5", "thứ nhất")))),
        (
            provision(document=ud.NamedDocument("Quy chế Hoà giải")),
            provision(document=ud.NamedDocument("quy chế  hòa giải")),
        ),
    ],
)
def test_words_compare_without_regard_to_spelling(one: Any, other: Any) -> None:
    assert one == other
    assert hash(one) == hash(other)


def test_responsible_parties_compare_without_regard_to_spelling() -> None:
    date = ud.find_dates("ngày 5/3/2031")[0]
    one, other, none = (
        ud.Deadline(HERE, "", ud.Relation.BY, date, dt.date(2031, 3, 5), None, who)
        for who in ("Uỷ ban - xã", "ủy  ban – XÃ", None)
    )
    assert one == other
    assert one != none


def test_a_duty_stands_before_the_name_that_is_all_of_it() -> None:
    digest = ud.parse("Trung tâm Y tế thuộc Sở Y tế\u0300")
    assert [type(mention) for mention in digest.mentions] == [ud.Duty, ud.Agency]
    assert ud.from_json(ud.to_json(digest)) == digest


def test_text_order_puts_the_outer_one_first() -> None:
    text = "có hiệu lực ngày 5/3/2031 và trước ngày 6/3 - 7/3/2031 theo Điều 5, Quyết định số 7/QĐ-UBND ngày 1/2/2031"
    mentions = ud.Parser().find_mentions(text)
    kinds = [type(mention).__name__ for mention in mentions]
    assert kinds[:2] == ["EffectiveDate", "DateExpression"]
    assert mentions[0].span == mentions[1].span
    shuffled = list(mentions)
    random.Random(5).shuffle(shuffled)
    assert tuple(sorted(shuffled, key=text_order)) == mentions


@pytest.mark.parametrize("kind", ["Nghị định", "Thông tư", "Chỉ thị", "Giấy mời", "Quyết định", "Kế hoạch", "Biên bản"])
@pytest.mark.parametrize(
    "name",
    [
        "UBND huyện Bắc Sơn",
        "Chủ tịch UBND huyện Hoàng Mai",
        "Ban Quản lý Khu kinh tế Nghi Sơn",
        "Ban Chỉ đạo phòng, chống tội phạm",
        "Công an xã Tân Lập",
        "Trường THPT Chu Văn An",
    ],
)
def test_no_name_runs_over_a_document_directly_after_it(name: str, kind: str) -> None:
    digest = ud.parse(f"Thực hiện chỉ đạo của {name} {kind} số 7/2030/NĐ-CP ngày 3/4/2030.")
    assert ud.from_json(ud.to_json(digest)) == digest
    assert name.endswith(digest.agencies[0].text)
    assert [found.text for found in digest.references] == [f"{kind} số 7/2030/NĐ-CP ngày 3/4/2030"]


@pytest.mark.parametrize(
    "first",
    [
        *("bệnh viện", "liên hiệp", "Sở", "Tổ công tác", "UBND xã", "các", "Các tổ chức", "Chủ tịch UBND", "Công an"),
        *("pháp lệnh", "Luật", "Luật Các tổ chức", "Công ty", "ông Nguyễn", "Điều 5", "trong vòng", "Theo Kế hoạch"),
        *("bộ luật", "Văn phòng Chính phủ số"),
    ],
)
@pytest.mark.parametrize(
    "then",
    [
        *("mồng một tháng sáu", "Mồng Một tháng sáu", "Kế hoạch phối hợp số 1", "Điều 5 đến Điều 9", "Nghị quyết 18"),
        *("Bộ luật Hình sự", "Luật Đất đai năm 2024", "Phan Văn An, Giám đốc Sở Y tế", "Quyết định này"),
        *("ngày 30/6/2026", "Trước ngày 5/4/2024", "03 lần/tuần", "Hai mươi ngày", "Giao Sở Y tế rà soát"),
        *("hai Quyết định trên", "Chủ tịch UBND tỉnh - đồng chí Trần An"),
    ],
)
def test_mentions_stand_apart_or_inside_each_other(first: str, then: str) -> None:
    for joint in (" ", ", ", " và "):
        digest = ud.parse(f"{first}{joint}{then} thực hiện.")
        assert ud.from_json(ud.to_json(digest)) == digest
