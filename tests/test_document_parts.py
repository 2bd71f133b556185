"""Parts of single documents in forms that are seldom: entries over several lines, offices in several, bases that end otherwise."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from support.made_documents import ARTICLES, BASES, DECISION, decision, head, letter

# ---- the letterhead ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day", ["ngày 31 tháng 02 năm 2026", "ngày 31/02/2026", "ngày ... tháng ... năm ...", "ngày ký"]
)
def test_a_day_that_is_none_is_no_day_of_a_document(day: str) -> None:
    found = decision(top=head(day=day))
    assert (found.date, str(found.number)) == (None, "5/QĐ-UBND")


@pytest.mark.parametrize(
    "number",
    ["    /QĐ-UBND", "....../QĐ-UBND", "    /qđ-ubnd", "....../qđ-ubnd", "5/-UBND", "5//QĐ", "5/20266/QĐ-UBND"],
)
def test_a_number_that_is_none_is_no_number_of_a_document(number: str) -> None:
    found = decision(top=head(number))
    assert (found.number, found.type) == (None, ud.DocumentType.DECISION)


@pytest.mark.parametrize(
    ("number", "read"),
    [("5/QĐ-\nUBND", "5/QĐ-UBND"), ("5/QĐ-\nTTg", "5/QĐ-TTg"), ("5/QĐ-", "5/QĐ"), ("5/QĐ-\nBến phà", "5/QĐ")],
)
def test_a_number_goes_on_below_a_dash_with_letters_of_a_body_only(number: str, read: str) -> None:
    assert str(decision(top=head(number)).number) == read


# ---- who decides, and on which basis ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "who", "subject", "authority"),
    [
        (DECISION, "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH\n\n", "Về việc mở bến phà Cồn Sậy", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        ("NGHỊ QUYẾT\nVỀ NHIỆM VỤ CỦA\nỦY BAN NHÂN DÂN TỈNH\n\n", "", "VỀ NHIỆM VỤ CỦA ỦY BAN NHÂN DÂN TỈNH", "None"),
    ],
)
def test_who_decides_may_stand_in_two_lines_and_is_no_end_of_the_subject(
    title: str, who: str, subject: str, authority: str
) -> None:
    found = decision(title=title, who=who)
    assert (str(found.subject), str(found.authority)) == (subject, authority)


@pytest.mark.parametrize(
    ("bases", "read"),
    [
        ("Căn cứ Luật Đất đai,\nỦy ban nhân dân tỉnh\nyêu cầu các sở:\n\n", ["Căn cứ Luật Đất đai"]),
        ("Căn cứ Luật Đất đai;\n\nCăn cứ các nội dung sau đây:\n\n", ["Căn cứ Luật Đất đai"]),
        ("Căn cứ Luật Đất đai như sau:\n\n", []),  # what is announced is no basis
        ("Căn cứ quy định sau đây:\n- Luật Đất đai\n- Luật Nhà ở\n\n", []),
        ("Căn cứ Luật Đất đai, UBND tỉnh ban hành Quyết định như sau:\n\n", ["Căn cứ Luật Đất đai"]),
        (
            "Căn cứ ý kiến của Sở Y tế, ubnd tỉnh ban hành kế hoạch và UBND xã ban hành Kế hoạch.\n\n",
            ["Căn cứ ý kiến của Sở Y tế, ubnd tỉnh ban hành kế hoạch và UBND xã ban hành Kế hoạch"],
        ),
    ],
)
def test_a_basis_ends_where_something_else_is_said(bases: str, read: list[str]) -> None:
    assert list(map(str, decision(bases=bases).bases)) == read


def test_a_part_begins_with_a_capital_and_its_numeral_in_capitals() -> None:
    found = ud.parse_document(
        head()
        + DECISION
        + BASES
        + "Điều 1. Mở\n\ni. một\nii. hai\n\nđiều 2. Hai\n\nĐiều 2. Hai\n\nchương I\nmục a. ba\n"
    )
    assert list(map(str, found.parts)) == ["Điều 1", "Điều 2"]


# ---- to whom ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "to",
    [
        "Kính gửi: Sở Y tế;\nSở Tài chính;\nSở Xây dựng.",
        "Kính gửi:\nSở Y tế;\nSở Tài chính;\nSở Xây dựng.",
        "Kính gửi:\n- Sở Y tế;\nSở Tài chính;\nSở Xây dựng.",
        "Kính gửi:\n- Sở Y tế;\n- Sở Tài chính;\n- Sở Xây dựng.",
        "Kính gửi: Sở Y tế;\n                Sở Tài chính;\n                Sở Xây dựng.",
    ],
)
def test_each_line_of_a_list_without_marks_is_an_addressee(to: str) -> None:
    assert list(map(str, letter(to=to).recipients)) == ["Sở Y tế", "Sở Tài chính", "Sở Xây dựng"]


@pytest.mark.parametrize("by", ["", "Trân trọng ", "UBND tỉnh Lam Điền trân trọng ", "Chủ tịch UBND xã Suối Mơ "])
def test_those_who_are_invited_are_addressees(by: str) -> None:
    invited = f"{by}{'K' if by == '' else 'k'}ính mời:"
    assert list(map(str, letter(to=f"{invited}\n- Sở Y tế;\n- Sở Tài chính.").recipients)) == [
        "Sở Y tế",
        "Sở Tài chính",
    ]


@pytest.mark.parametrize(
    "subject", ["(V/v mở bến phà Cồn Sậy)", "(V/v mở bến phà\nCồn Sậy)", "V/v mở bến phà\nCồn Sậy"]
)
def test_brackets_around_a_subject_are_no_part_of_it(subject: str) -> None:
    assert str(letter(subject).subject) == "mở bến phà Cồn Sậy"


@pytest.mark.parametrize(
    ("entries", "read"),
    [
        ("- Như Điều 2;\n- Các cơ quan thuộc\nUBND tỉnh Lam Điền;\n- Lưu: VT.", ["Như Điều 2", "Các cơ quan thuộc UBND tỉnh Lam Điền", "Lưu: VT"]),
        ("- Như Điều 2,\nĐiều 3;\n- Lưu: VT.", ["Như Điều 2, Điều 3", "Lưu: VT"]),
        ("- Như Điều 2;\nLam Điền\n- Lưu: VT.", ["Như Điều 2", "Lưu: VT"]),  # the entry above had ended
    ],
)  # fmt: skip
def test_an_entry_of_those_who_get_it_goes_on_below(entries: str, read: list[str]) -> None:
    found = decision(f"Nơi nhận:\n{entries}\n\nCHỦ TỊCH\n\nTrần Văn An\n")
    assert list(map(str, found.distribution)) == read
    assert [str(one.person) for one in found.signatures] == ["Trần Văn An"]


# ---- signatures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "office", "person"),
    [
        ("CHỦ TỊCH\n\nTrần Văn An", "CHỦ TỊCH", "Trần Văn An"),
        ("CHỦ TỊCH\n\nTS.\nTrần Văn An", "CHỦ TỊCH", "Trần Văn An"),
        ("CHỦ TỊCH\n(Đã ký)\nTS. Trần Văn An", "CHỦ TỊCH", "TS. Trần Văn An"),
        ("CHỦ TỊCH\n\ncó chữ ký\n\nTrần Văn An", "CHỦ TỊCH", "Trần Văn An"),  # small letters are no name
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nPHỤ TRÁCH ĐIỀU HÀNH SỞ\n\nTrần Văn An", "PHÓ GIÁM ĐỐC PHỤ TRÁCH ĐIỀU HÀNH SỞ", "Trần Văn An"),
    ],
)  # fmt: skip
def test_an_office_may_have_several_lines_and_a_title_is_no_part_of_it(end: str, office: str, person: str) -> None:
    (found,) = decision(end).signatures
    assert (str(found.office), str(found.person)) == (office, person)


@pytest.mark.parametrize(
    "marks", ["(Đã ký)          (Đã ký)", "(Đã ký)          (Đã ký)          (Đã ký)", "THỨ TRƯỞNG THƯỜNG TRỰC", ""]
)
def test_each_of_several_side_by_side_signs_for_the_office_above(marks: str) -> None:
    offices = "BỘ TRƯỞNG BỘ TÀI CHÍNH          CHÁNH ÁN TÒA ÁN          VIỆN TRƯỞNG"
    names = "Trần Văn An                     Lê Thị Bình              Võ Văn Cung"
    found = decision(f"{offices}\n\n{marks}\n\n{names}\n").signatures
    assert [str(one.person) for one in found] == ["Trần Văn An", "Lê Thị Bình", "Võ Văn Cung"]
    assert [str(one.office) for one in found][1:] == ["CHÁNH ÁN TÒA ÁN", "VIỆN TRƯỞNG"]


# ---- documents in one line, and very long ones ---------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "who", "subject", "authority"),
    [
        ("QUYẾT ĐỊNH\nVỀ VIỆC MỞ BẾN PHÀ\n", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n", "VỀ VIỆC MỞ BẾN PHÀ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        ("QUYẾT ĐỊNH\nVề việc mở bến phà\n", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n", "Về việc mở bến phà", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        ("NGHỊ QUYẾT\nMỞ BẾN PHÀ\n", "HỘI ĐỒNG NHÂN DÂN TỈNH KHÓA X\n", "MỞ BẾN PHÀ", "HỘI ĐỒNG NHÂN DÂN TỈNH KHÓA X"),
        ("NGHỊ QUYẾT\nVỀ NHIỆM VỤ CỦA HỘI ĐỒNG NHÂN DÂN TỈNH\n", "", "VỀ NHIỆM VỤ CỦA HỘI ĐỒNG NHÂN DÂN TỈNH", "None"),
    ],
)  # fmt: skip
def test_a_document_that_lost_its_lines_is_read_like_the_one_with_lines(
    title: str, who: str, subject: str, authority: str
) -> None:
    end = "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn An\n"
    text = head() + title + who + BASES + ARTICLES + end
    for found in (ud.parse_document(text), ud.parse_document(" ".join(text.split()))):
        assert (str(found.number), str(found.subject), str(found.authority)) == ("5/QĐ-UBND", subject, authority)
        assert (len(found.bases), len(found.articles), found.signatures[0].person) == (2, 2, "Trần Văn An")


@pytest.mark.parametrize("count", [1, 30, 300])
@pytest.mark.parametrize("gap", ["", " " * 30])
def test_the_day_over_the_signature_is_found_below_any_number_of_articles(count: int, gap: str) -> None:
    articles = "".join(f"Điều {number}. Mở bến phà số {number}.\n\n" for number in range(1, count + 1))
    beside = f"Nơi nhận:{gap}" if gap else ""
    end = f"{beside}Lam Điền, ngày 05 tháng 3 năm 2026\n{gap}CHỦ TỊCH\n\n{gap}Trần Văn An\n"
    found = ud.parse_document(f"{DECISION}CHỦ TỊCH\n\n{BASES}{articles}{end}")
    assert found.date is not None and found.date.edtf == "2026-03-05"
    assert (len(found.articles), [str(one.person) for one in found.signatures]) == (count, ["Trần Văn An"])


def test_blank_lines_between_all_lines_of_a_title_part_nothing() -> None:
    lines = (
        "CHỈ THỊ",
        "VỀ VIỆC QUẢN LÝ BẾN PHÀ",
        "TRÊN SÔNG LĨNH",
        "Thời gian qua, bến phà đông khách.",
        "1. Sở Xây dựng",
    )
    found = ud.parse_document("\n\n".join(("UBND TỈNH LAM ĐIỀN", "Số: 5/CT-UBND", "Lam Điền, ngày 3/4/2024", *lines)))
    assert str(found.subject) == "VỀ VIỆC QUẢN LÝ BẾN PHÀ TRÊN SÔNG LĨNH"


@pytest.mark.parametrize(
    "head", ["CÔNG BÁO/Số 11 + 12/Ngày 09-8-2019   15", "VĂN BẢN QUY PHẠM PHÁP LUẬT", "PHẦN VĂN BẢN KHÁC"]
)
def test_heads_of_the_gazette_issue_nothing(head: str) -> None:
    found = ud.parse_document(
        f"{head}\n\nBỘ CÔNG THƯƠNG\nSố: 17/2019/TT-BCT\nHà Nội, ngày 23 tháng 7 năm 2019\nTHÔNG TƯ\nQuy định về chợ\n"
        "Căn cứ Luật Giá;\nĐiều 1. Phạm vi\nChợ là nơi mua bán.\n"
    )
    assert str(found.issuer) == "Bộ Công Thương"


@pytest.mark.parametrize(("capitals", "found"), [(24, True), (25, False)])
def test_a_subject_goes_on_in_small_letters_below_a_short_line_in_capitals(capitals: int, found: bool) -> None:
    first, second = "TÌNH HÌNH KIỂM TRA BẾN XE"[:capitals], "Quý I năm 2026"
    text = f"{head('5/BC-UBND')}BÁO CÁO\n{first}\n{second}\n\nUBND tỉnh báo cáo kết quả như sau:\n"
    subject = ud.parse_document(text).subject
    assert subject and subject.text == (f"{first}\n{second}" if found else first)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("BẢO HIỂM XÃ HỘI VIỆT NAM - BẢO HIỂM XÃ HỘI TỈNH SÔNG TRÀ", "Bảo hiểm xã hội tỉnh Sông Trà"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI - CỤC VIỆC LÀM", "Cục Việc làm"),
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ - SỞ Y TẾ", "Sở Y tế"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("SỞ VĂN HÓA - THỂ THAO SÔNG TRÀ", "Sở Văn hóa và Thể thao Sông Trà"),
        ("SỞ TÀI CHÍNH - SỞ NỘI VỤ", "Sở Tài chính"),
    ],
)
def test_two_bodies_that_a_dash_parts_are_two_but_no_dash_of_a_name_parts_any(head: str, issuer: str) -> None:
    text = (
        f"{head}   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - Độc lập - Tự do - Hạnh phúc\n"
        "Số: 812/TB-ABC   Sông Trà, ngày 24 tháng 9 năm 2025\n\nTHÔNG BÁO\nVề việc nghỉ lễ\n"
    )
    assert str(ud.parse_document(text).issuer) == issuer


@pytest.mark.parametrize("title", ["ĐÍNH CHÍNH", "BẢN ĐÍNH CHÍNH"])
def test_a_correction_has_a_subject(title: str) -> None:
    text = (
        "BỘ Y TẾ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 31/ĐC-BYT   Hà Nội, ngày 08 tháng 8 năm 2025\n\n"
        f"{title}\nThông tư số 23/2025/TT-BYT về phụ cấp trực\n\nBộ Y tế xin đính chính như sau:\n1. Tại Điều 2 sửa lại.\n"
    )
    subject = ud.parse_document(text).subject
    assert subject is not None
    assert subject.words == "Thông tư số 23/2025/TT-BYT về phụ cấp trực"
