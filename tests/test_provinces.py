"""The provinces and cities as publishers: which there are, and that a digest that names one once is known as its own."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from ubnd_digest.model.words import table
from ubnd_digest.publishers.detection import detected
from ubnd_digest.publishers.provinces import provinces

TODAY = {identifier for identifier, unit in provinces().items() if unit.valid_until is None}
CITIES = {"vn-hn", "vn-hp", "vn-dn", "vn-ct", "vn-sg", "vn-26", "vn-hp-2025", "vn-dn-2025", "vn-ct-2025", "vn-sg-2025"}
ITEMS = (
    "Kế hoạch trồng cây đô thị\n\nUBND tỉnh ban hành Kế hoạch trồng cây đô thị (Kế hoạch số 64/KH-UBND). Giao Sở Xây dựng báo cáo "
    "trước ngày 30 tháng này. Thực hiện Nghị định của Chính phủ, Sở Y tế phối hợp với Bộ Y tế kiểm tra; học tập phong cách Hồ Chí Minh."
)
# Digests that name their publisher once: in the title, above it, in the first paragraph, at the end.
FORMS = (
    "Chỉ đạo, điều hành nổi bật của UBND {unit} trong tuần (từ ngày 10/3 - 16/3/{year})\n\n{items}",
    "CHỈ ĐẠO, ĐIỀU HÀNH CỦA UBND {upper} TUẦN 11 (TỪ NGÀY 10/3 ĐẾN NGÀY 16/3/{year})\n\n{items}",
    "Kết quả chỉ đạo, điều hành tháng 3 năm {year} của Ủy ban nhân dân {unit}\n{items}",
    "Cổng thông tin điện tử {unit}\nChỉ đạo, điều hành nổi bật trong tuần (từ ngày 10/3 - 16/3/{year})\n\n{items}",
    "Tin chỉ đạo điều hành tuần 11 (10/3/{year} - 16/3/{year})\n{items}\nĐảng bộ {unit} và nhân dân phấn khởi.",
    "Thông tin chỉ đạo, điều hành của UBND tỉnh tuần từ 10/3 - 16/3/{year}\nUBND {unit} vừa ban hành Công văn số 5/UBND-KT.\n{items}",
    "Lịch công tác tuần của lãnh đạo UBND {unit} (từ ngày 10/3 đến ngày 16/3/{year})\n{items}",
    "Một số hoạt động nổi bật trong tuần qua (từ 10/3 - 16/3/{year})\nCác xã trên địa bàn {unit} thu hoạch lúa.\n{items}",
)


def digest_of(identifier: str, form: str) -> str:
    unit = provinces()[identifier]
    called = f"{'thành phố' if identifier in CITIES else 'tỉnh'} {unit.names[0]}"
    year = 2024 if unit.valid_until else 2026
    if identifier == "vn-26":
        year = 2026
    return form.format(unit=called, upper=called.upper(), year=year, items=ITEMS)


def first(text: str) -> str | None:
    return next(detected(text), None)


def test_there_is_a_record_for_each_unit() -> None:
    assert (len(provinces()), len(TODAY)) == (86, 34)
    assert len([unit for unit in provinces().values() if unit.valid_from != dt.date(2025, 7, 1)]) == 63
    assert {*provinces(), "central"} <= set(ud.list_publishers())
    for identifier, unit in provinces().items():
        record = ud.get_publisher(identifier)
        assert (record.id, record.names, record.valid_until) == (identifier, unit.names, unit.valid_until)
        assert record.iso and identifier.removesuffix("-2025") == record.iso.lower()
        assert identifier.endswith("-2025") == (record.valid_from == dt.date(2025, 7, 1))
    merged = [unit.name for record in provinces().values() for unit in record.predecessors if unit.until.year == 2025]
    assert len(merged) == len(set(merged)) == 63 - 34


def test_the_cities_of_the_grammar_are_those_of_the_table() -> None:
    cities = {row["PROVINCE"] for row in table("provinces") if row["kind"] == "thành phố"}
    for name in {row["PROVINCE"] for row in table("provinces")}:
        named = ud.find_agencies(f"Giao UBND huyện Lam Điền, thành phố {name} và các sở.")[0].text
        assert named.endswith(f", thành phố {name}") == (name in cities), name


def test_a_unit_that_bears_an_old_name_has_its_forms() -> None:
    old, new = ud.get_publisher("vn-29"), ud.get_publisher("vn-29-2025")
    assert (old.titles, old.symbols, old.grammar) == (new.titles, new.symbols, new.grammar)
    assert [unit.name for unit in new.predecessors] == ["Kon Tum"] and old.predecessors == ()


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
def test_digest_that_names_its_publisher_once_is_its_own(form: str) -> None:
    wrong = [
        (identifier, found) for identifier in provinces() if (found := first(digest_of(identifier, form))) != identifier
    ]
    assert len(wrong) <= 0.03 * len(provinces()), wrong


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3/2025)\n{items}",
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh Sông Trà trong tuần (từ 10/3 - 16/3/2025)\nUBND tỉnh Bắc Giang gửi thư.\n{items}",
        "Chỉ đạo, điều hành của UBND xã Yên Bình, tỉnh Lạng Sơn trong tuần (từ ngày 09/3 - 15/3/2026)\n{items}",
        "Hoạt động của UBND phường Hòa Bình tuần 11 (09/3/2026 - 15/3/2026)\nTrên địa bàn tỉnh Phú Thọ có mưa.\n{items}",
        "Kết quả công tác của Bộ Y tế trong tuần (từ 10/3 - 16/3/2025)\nUBND tỉnh Bắc Giang gửi thư.\n{items}",
        "Chỉ đạo, điều hành nổi bật trong tuần (từ 10/3 - 16/3/2025)\nĐoàn làm việc với UBND tỉnh Hà Giang.\n{items}",
        "Chỉ đạo, điều hành nổi bật trong tuần (từ 10/3 - 16/3/2025)\nCao tốc Hà Nội - Lạng Sơn, cửa khẩu Lào Cai.\n{items}",
        "Chỉ đạo, điều hành trong tuần (từ 10/3 - 16/3/2025)\nUBND tỉnh Lào Cai và UBND tỉnh Yên Bái ký kết.\n{items}",
        "Chỉ đạo, điều hành trong tuần (từ 10/3 - 16/3/2025)\nKinh tế châu Á - Thái Bình Dương, đường Hồ Chí Minh.\n{items}",
        "Căn cứ Luật Đất đai; theo Quyết định số 7/QĐ-UBND của UBND tỉnh Bắc Giang.\n{items}",
        "{items}",
    ],
)
def test_texts_of_nobody_are_nobodys(text: str) -> None:
    assert first(text.format(items=ITEMS)) is None


@pytest.mark.parametrize(
    ("days", "identifier"),
    [
        ("từ ngày 09/6 - 15/6/2025", "vn-56"),
        ("từ ngày 30/6 đến ngày 06/7/2025", "vn-56-2025"),
        ("từ ngày 23/6 đến ngày 29/6/2025", "vn-56"),
        ("tuần 11 năm 2024", "vn-56"),
        ("tháng 3 năm 2026", "vn-56-2025"),
        ("từ ngày 10/3 - 16/3", "vn-56-2025"),
    ],
)
def test_days_tell_the_old_unit_from_the_new_one(days: str, identifier: str) -> None:
    text = f"Chỉ đạo, điều hành nổi bật của UBND tỉnh Bắc Ninh trong tuần ({days})\n{ITEMS}"
    assert first(text) == identifier


def test_a_province_without_forms_is_read_by_the_common_grammar() -> None:
    text = digest_of("vn-56", FORMS[0])
    digest = ud.parse(text, publisher="auto")
    assert digest.grammar and digest.grammar.id == "vn-56"
    assert (digest.title, digest.items) == (ud.parse(text).title, ud.parse(text).items)


# Titles in which the digests of communes are published; the body, and its period.
COMMUNE_TITLES = (
    "Chỉ đạo, điều hành nổi bật của {} trong tuần (từ ngày 09/3 - 15/3/2026)",
    "CHỈ ĐẠO, ĐIỀU HÀNH CỦA {} TUẦN 11 (TỪ NGÀY 09/3 ĐẾN NGÀY 15/3/2026)",
    "Kết quả chỉ đạo, điều hành của {}, Chủ tịch UBND trong tuần (09/3/2026 - 15/3/2026)",
    "Thông tin chỉ đạo, điều hành của lãnh đạo {} trong tuần từ 09/3 - 15/3/2026",
)


@pytest.mark.parametrize("title", COMMUNE_TITLES, ids=range(len(COMMUNE_TITLES)))
@pytest.mark.parametrize(
    "body", ["UBND xã Yên Bình", "UBND phường Đông Kinh", "Ủy ban nhân dân đặc khu Cát Hải", "UBND đặc khu Lý Sơn"]
)
def test_digests_of_communes_are_read(body: str, title: str) -> None:
    text = (
        f"{title.format(body.upper() if title.isupper() else body)}\n\n"
        f"Kế hoạch tiêm phòng cho đàn vật nuôi\n\n{body} ban hành Kế hoạch tiêm phòng cho đàn vật nuôi (Kế hoạch số 64/KH-UBND, "
        "ngày 10/3/2026).\n\nGiao Phòng Kinh tế báo cáo trước ngày 30/4/2026.\n"
    )
    digest = ud.parse(text, publisher="auto")
    assert digest.title and digest.period and digest.period.start == dt.date(2026, 3, 9)
    assert [item.heading and item.heading.text for item in digest.items] == ["Kế hoạch tiêm phòng cho đàn vật nuôi"]
    assert [str(found.number) for found in digest.items[0].issued] == ["64/KH-UBND"]
    assert [(found.responsible, str(found.due)) for found in digest.deadlines] == [("Phòng Kinh tế", "2026-04-29")]
    assert [found.issuer for found in digest.items[0].issued] == [body.replace("Ủy ban nhân dân", "UBND")]
    assert digest.grammar and digest.grammar.id == "common"
