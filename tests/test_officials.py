"""Persons with an office: who they are, which offices they have, and where their mention ends."""

from __future__ import annotations

import pytest

import ubnd_digest as ud

# a sentence -> the mentions in it: the person, then the offices
FORMS = [
    ("Đồng chí Trần An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì cuộc họp.", "Trần An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", ["Trần An", "Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"]),
    ("Chủ tịch UBND tỉnh Nguyễn Văn Ân yêu cầu báo cáo.", "Chủ tịch UBND tỉnh Nguyễn Văn Ân", ["Nguyễn Văn Ân", "Chủ tịch UBND tỉnh"]),
    ("Giám đốc Sở Y tế Lê Thị Bưởi báo cáo.", "Giám đốc Sở Y tế Lê Thị Bưởi", ["Lê Thị Bưởi", "Giám đốc Sở Y tế"]),
    ("Phó Thủ tướng Chính phủ Lê Văn Cam ký văn bản.", "Phó Thủ tướng Chính phủ Lê Văn Cam", ["Lê Văn Cam", "Phó Thủ tướng Chính phủ"]),
    ("do bà Hồ Thị Đào, Giám đốc Sở Ngoại vụ làm Trưởng ban.", "Hồ Thị Đào, Giám đốc Sở Ngoại vụ", ["Hồ Thị Đào", "Giám đốc Sở Ngoại vụ"]),
    ("Đại tá Vũ Hải - Phó Giám đốc Công an tỉnh kiêm Thủ trưởng Cơ quan Cảnh sát tham dự.", "Vũ Hải - Phó Giám đốc Công an tỉnh kiêm Thủ trưởng Cơ quan Cảnh sát", ["Vũ Hải", "Phó Giám đốc Công an tỉnh", "Thủ trưởng Cơ quan Cảnh sát"]),
    ("ông K'Brin Hà, Tỉnh ủy viên, Chủ tịch Hội Nông dân tỉnh đến dự.", "K'Brin Hà, Tỉnh ủy viên, Chủ tịch Hội Nông dân tỉnh", ["K'Brin Hà", "Tỉnh ủy viên", "Chủ tịch Hội Nông dân tỉnh"]),
    ("đồng chí Lý Ba , Phó Chủ tịch Thường trực HĐND tỉnh phát biểu.", "Lý Ba , Phó Chủ tịch Thường trực HĐND tỉnh", ["Lý Ba", "Phó Chủ tịch Thường trực HĐND tỉnh"]),
    ("đồng chí Tạ Tư (Bí thư Huyện ủy) dự.", "Tạ Tư (Bí thư Huyện ủy", ["Tạ Tư", "Bí thư Huyện ủy"]),
    ("Đồng chí Mai Sen, Phó Trưởng Ban Chỉ đạo (BCĐ) các Chương trình trồng rừng tỉnh chỉ đạo.", "Mai Sen, Phó Trưởng Ban Chỉ đạo (BCĐ) các Chương trình trồng rừng tỉnh", ["Mai Sen", "Phó Trưởng Ban Chỉ đạo (BCĐ) các Chương trình trồng rừng tỉnh"]),
    ("Dự họp có đồng chí Đỗ Lan, Đại biểu Quốc hội khóa XV.", "Đỗ Lan, Đại biểu Quốc hội khóa XV", ["Đỗ Lan", "Đại biểu Quốc hội khóa XV"]),
    ("Tỉnh ủy phân công bà Lê Hoa, Giám đốc Sở Y tế kiểm tra.", "Lê Hoa, Giám đốc Sở Y tế", ["Lê Hoa", "Giám đốc Sở Y tế"]),
    ("Phó Chủ tịch UBND tỉnh H'Lim Niê chủ trì.", "Phó Chủ tịch UBND tỉnh H'Lim Niê", ["H'Lim Niê", "Phó Chủ tịch UBND tỉnh"]),
    ("Đồng chí K’ Văn Mười, Phó Giám đốc Sở Y tế kiểm tra.", "K’ Văn Mười, Phó Giám đốc Sở Y tế", ["K’ Văn Mười", "Phó Giám đốc Sở Y tế"]),
    ("Chủ tịch UBND tỉnh Y Bhăm Mlô giao Sở Y tế.", "Chủ tịch UBND tỉnh Y Bhăm Mlô", ["Y Bhăm Mlô", "Chủ tịch UBND tỉnh"]),
    ("Giám đốc Sở Y tế Alăng Thị Mai dự.", "Giám đốc Sở Y tế Alăng Thị Mai", ["Alăng Thị Mai", "Giám đốc Sở Y tế"]),
    ("Bí thư Tỉnh ủy Đỗ Văn Khánh chủ trì.", "Bí thư Tỉnh ủy Đỗ Văn Khánh", ["Đỗ Văn Khánh", "Bí thư Tỉnh ủy"]),
    ("Bí thư Tỉnh ủy Lào Cai Lê Bình dự.", "Bí thư Tỉnh ủy Lào Cai Lê Bình", ["Lê Bình", "Bí thư Tỉnh ủy Lào Cai"]),
    ("Phó Bí thư Thường trực Thành ủy Phan Quốc Toàn yêu cầu.", "Phó Bí thư Thường trực Thành ủy Phan Quốc Toàn", ["Phan Quốc Toàn", "Phó Bí thư Thường trực Thành ủy"]),
    ("Bí thư Huyện ủy Trần Văn Thời Lê Văn Sáu dự.", "Bí thư Huyện ủy Trần Văn Thời Lê Văn Sáu", ["Lê Văn Sáu", "Bí thư Huyện ủy Trần Văn Thời"]),
    ("Trưởng Ban Dân vận Tỉnh ủy Lê Thị Cúc dự.", "Trưởng Ban Dân vận Tỉnh ủy Lê Thị Cúc", ["Lê Thị Cúc", "Trưởng Ban Dân vận Tỉnh ủy"]),
    ("Bí thư Đảng ủy xã Bình Châu Ngô Văn Bảy dự.", "Bí thư Đảng ủy xã Bình Châu Ngô Văn Bảy", ["Ngô Văn Bảy", "Bí thư Đảng ủy xã Bình Châu"]),
    ("Vì Văn Thắng, Chủ tịch UBND phường Cồn Sậy chủ trì.", "Vì Văn Thắng, Chủ tịch UBND phường Cồn Sậy", ["Vì Văn Thắng", "Chủ tịch UBND phường Cồn Sậy"]),
    ("Chủ tịch UBND tỉnh Hà Giang – Trần Ngọc Hải kết luận.", "Chủ tịch UBND tỉnh Hà Giang – Trần Ngọc Hải", ["Trần Ngọc Hải", "Chủ tịch UBND tỉnh Hà Giang"]),
]  # fmt: skip


@pytest.mark.parametrize("text, words, parts", FORMS, ids=[form[2][0] for form in FORMS])
def test_a_person_and_the_offices(text: str, words: str, parts: list[str]) -> None:
    (found,) = ud.find_officials(text)
    assert (found.text, [found.person, *found.offices]) == (words, parts)
    assert text[found.span.start : found.span.end] == words


@pytest.mark.parametrize("text", ["Vì Văn phòng UBND tỉnh chậm, xã chờ.", "Vì Chủ tịch UBND xã vắng, cuộc họp hoãn."])
def test_a_word_that_says_why_is_no_surname(text: str) -> None:
    assert ud.find_officials(text) == ()


def test_members_of_a_list_are_persons_of_their_own() -> None:
    text = "gồm các đồng chí: Y Hoà, Phó Chủ tịch HĐND xã; Ma Thị Ba, Giám đốc Trung tâm Y tế huyện; Trần Chín, Bí thư Đảng ủy."
    assert [(found.person, found.offices) for found in ud.find_officials(text)] == [
        ("Y Hoà", ("Phó Chủ tịch HĐND xã",)),
        ("Ma Thị Ba", ("Giám đốc Trung tâm Y tế huyện",)),
        ("Trần Chín", ("Bí thư Đảng ủy",)),
    ]


def test_a_name_ends_the_place_before_it() -> None:
    texts = ("Chủ tịch UBND phường Bến Mơ Lê Văn An báo cáo.", "Phó Chủ tịch UBND thành phố Sông Trà Hồ Văn Bảy ký.")
    assert [(found.person, found.offices) for text in texts for found in ud.find_officials(text)] == [
        ("Lê Văn An", ("Chủ tịch UBND phường Bến Mơ",)),
        ("Hồ Văn Bảy", ("Phó Chủ tịch UBND thành phố Sông Trà",)),
    ]


def test_an_office_belongs_to_the_name_directly_behind_it() -> None:
    found = ud.find_officials("Viện trưởng VKSND tỉnh Dương Lộc, Chánh án TAND tỉnh Hoàng Phúc.")
    assert [(one.person, one.offices) for one in found] == [
        ("Dương Lộc", ("Viện trưởng VKSND tỉnh",)),
        ("Hoàng Phúc", ("Chánh án TAND tỉnh",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND huyện Trần Văn Thời báo cáo.",
        "Hiệu trưởng Trường THPT Chuyên Lê Quý Bưởi.",
        "Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo.",
        "Đồng chí Trần An chủ trì cuộc họp.",
        "Trường THPT Nguyễn Trãi, Giám đốc Sở Y tế và UBND xã.",
        "Chủ tịch UBND các huyện, Giám đốc Sở Y tế tỉnh Lạng Sơn chịu trách nhiệm.",
        "Giao Giám đốc Sở Tài chính, Chủ tịch UBND huyện Trần Đề thực hiện.",
    ],
)
def test_an_office_or_a_name_alone_is_no_official(text: str) -> None:
    assert ud.find_officials(text) == ()


def test_officials_compare_by_their_words() -> None:
    one, other = (
        ud.find_officials(f"Đồng chí {name} làm việc.")[0]
        for name in ("Lê Hòa, Bí thư Tỉnh ủy", "Lê Hoà, Bí thư Tỉnh uỷ")
    )
    assert one == other
    assert str(one) == "Lê Hòa, Bí thư Tỉnh ủy"


@pytest.mark.parametrize(
    "piece", ["Chủ tịch, ", "Trần An, ", "đồng chí ", "Trần An, Chủ tịch ", "A^ B, ", "Chủ tịch UBND tỉnh Trần An "]
)
def test_hostile_texts_are_read(piece: str) -> None:
    found = ud.find_officials(piece * 400)
    assert len(found) <= 400
    assert all(official.person and official.offices for official in found)


def test_a_deadline_has_the_duty_in_which_it_stands() -> None:
    digest = ud.parse(
        "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
        "Kế hoạch trồng cây\n"
        "UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020). "
        "Giao Sở Y tế lập dự toán trước ngày 30/3/2020; Sở Tài chính thẩm định trước ngày 15/4/2020."
    )
    owners = [digest.duty_of(deadline) for deadline in digest.deadlines]
    assert [owner and owner.responsible for owner in owners] == ["Sở Y tế", "Sở Tài chính"]
    (elsewhere,) = ud.find_deadlines("Hoàn thành trước ngày 5/4/2020.")
    assert digest.duty_of(elsewhere) is None


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND thành phố Nguyễn Văn Bưởi dự kỳ họp.",
        "Phó Chủ tịch UBND huyện Lê Khắc Bưởi dự họp.",
        "Chủ tịch UBND quận Hà Minh Bưởi báo cáo.",
        "Chủ tịch UBND thị xã Phan Văn Bưởi tiếp công dân.",
        "Chủ tịch UBND thành phố Thái Nguyên Dương Văn Bưởi dự lễ.",
    ],
)
def test_a_person_after_a_city_or_a_district_is_no_part_of_its_name(text: str) -> None:
    (official,) = ud.find_officials(text)
    assert official.text.endswith("Bưởi")
    assert official.text.startswith(text[:12])


def test_no_name_begins_with_the_last_word_of_a_person() -> None:
    """Trường is a word of names of persons, and the head of a school's."""
    digest = ud.parse("Chủ tịch months PEOPLE Trần Việt Trường PEOPLE NOPEOPLE")
    assert [one.person for one in digest.officials] == ["Trần Việt Trường PEOPLE"]
    assert digest.agencies == ()
