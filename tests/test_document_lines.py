"""Lines of single documents: which belong to a basis, an entry, a heading, a signature, and where one line holds several."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from support.made_documents import BASES, DECISION, decision, head, letter

END = "\n\nCHỦ TỊCH\n\nTrần Văn An\n"


def parts(text: str) -> list[str]:
    """The parts of a document by their labels, each with its heading, those inside another one behind ``>``."""

    def told(part: ud.DocumentPart, depth: int) -> list[str]:
        own = f"{'> ' * depth}{part}{f': {part.heading}' if part.heading else ''}"
        return [own, *(line for inner in part.parts for line in told(inner, depth + 1))]

    found = ud.parse_document(head() + DECISION + BASES + text)
    return [line for part in found.parts for line in told(part, 0)]


# ---- the letterhead ----------------------------------------------------------------------------------


def test_a_name_of_the_state_that_goes_on_in_the_next_line_is_no_part_of_a_body() -> None:
    found = ud.parse_document(
        "ỦY BAN NHÂN DÂN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTỈNH LAM ĐIỀN     VIỆT NAM\n     Độc lập - Tự do - Hạnh phúc\n"
        "Số: 5/QĐ-UBND     Lam Điền, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc mở bến phà\n"
    )
    assert (str(found.issuer), str(found.number)) == ("UBND tỉnh Lam Điền", "5/QĐ-UBND")


@pytest.mark.parametrize(
    ("state", "found"),
    [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Nước cộng hòa xã hội chủ nghĩa Việt Nam", False)],
)
def test_the_name_of_the_state_is_a_sign_of_a_letterhead_with_a_capital_only(state: str, found: bool) -> None:
    assert ud.is_document(f"{state}\nKẾ HOẠCH\nHọc hè\n") == found


def test_a_day_above_the_name_of_the_state_is_that_of_the_document_where_no_other_stands_below() -> None:
    state, day = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "Lam Điền, ngày {} tháng 3 năm 2026\n"
    rest = "KẾ HOẠCH\nHọc hè\n"
    above = ud.parse_document(f"{day.format(5)}{state}SỞ Y TẾ\nSố: 5/KH-SYT\n{rest}")
    below = ud.parse_document(f"{day.format(5)}{state}SỞ Y TẾ\nSố: 5/KH-SYT\n{day.format(9)}{rest}")
    assert [found.date and found.date.edtf for found in (above, below)] == ["2026-03-05", "2026-03-09"]


@pytest.mark.parametrize(
    ("before", "number"), [("TỔ 5", "7/QĐ-TCT"), ("TỔ DÂN PHỐ", "7/QĐ-TCT"), ("Bản tin về", "None"), ("a", "None")]
)
def test_a_number_stands_behind_words_in_capitals_or_a_figure_in_its_line(before: str, number: str) -> None:
    assert str(ud.parse_document(f"{before} Số: 7/QĐ-TCT\nQUYẾT ĐỊNH\nVề việc họp\n").number) == number


@pytest.mark.parametrize(
    "about",
    ["V/v", "v/v:", "V/v\n:", "Về", "Về:", "Về việc", "Về việc:", "Về việc :", "Trích yếu:", "Trích yếu: V/v", "Trích yếu: Về việc"],
)  # fmt: skip
def test_the_words_before_the_subject_of_a_letter_are_no_part_of_it(about: str) -> None:
    found = letter(f"{about} mở bến phà Cồn Sậy")
    assert (str(found.subject), list(map(str, found.recipients))) == ("mở bến phà Cồn Sậy", ["Sở Y tế"])


@pytest.mark.parametrize("who", ["", "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH\n\n", "CHÁNH VĂN PHÒNG\n\n"])
def test_an_office_below_the_body_that_it_belongs_to_is_who_issued_a_document(who: str) -> None:
    top = head("5/QĐ-VP").replace("ỦY BAN NHÂN DÂN\nTỈNH LAM ĐIỀN", "UBND TỈNH LAM ĐIỀN\nVĂN PHÒNG")
    found = decision(top=top, who=who)
    assert (str(found.issuer), str(found.governing)) == ("Văn phòng UBND tỉnh Lam Điền", "UBND tỉnh Lam Điền")


@pytest.mark.parametrize(("lines", "read"), [(6, "Sở Giáo dục và Đào tạo"), (7, "Sở Giáo dục và Đào tạo")])
def test_a_body_of_the_letterhead_has_at_most_six_lines(lines: int, read: str) -> None:
    body = "\n".join(("SỞ", "GIÁO", "DỤC", "VÀ", "ĐÀO", "TẠO", "HUYỆN")[:lines])
    found = ud.parse_document(f"{body}\nSố: 5/QĐ-SGD\nLam Điền, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc họp\n")
    assert str(found.issuer) == read


def test_a_body_whose_place_the_line_of_who_decides_tells_keeps_the_one_above_it() -> None:
    top = head().replace("ỦY BAN NHÂN DÂN\nTỈNH LAM ĐIỀN", "TỈNH ỦY LAM ĐIỀN\nỦY BAN NHÂN DÂN")
    found = decision(top=top)
    assert (str(found.issuer), str(found.governing)) == ("UBND tỉnh", "Tỉnh ủy Lam Điền")


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        # below a blank line a small letter goes on with it
        ("V/v mở bến phà\n\ntrên sông Lĩnh", "mở bến phà trên sông Lĩnh"),
        ("V/v mở bến phà\n\nTrên sông Lĩnh", "mở bến phà"),
        ("V/v mở bến phà\nTrên sông Lĩnh", "mở bến phà Trên sông Lĩnh"),
    ],
)
def test_a_subject_goes_on_below(subject: str, read: str) -> None:
    assert " ".join(str(letter(subject).subject).split()) == read


def test_a_subject_without_an_address_below_is_one_by_its_words() -> None:
    text = "SỞ Y TẾ\nSố: 5/SYT-NV\nVề việc mở bến phà\n\nSở Y tế báo cáo."
    assert str(ud.parse_document(text).subject) == "Về việc mở bến phà"


@pytest.mark.parametrize(
    ("to", "found"), [("Kính gửi: Sở Y tế", True), ("Kính\ngửi: Sở Y tế", True), ("Sở Y tế", False)]
)
def test_a_number_a_subject_and_an_address_make_a_document(to: str, found: bool) -> None:
    assert ud.is_document(f"Số: 5/UBND-KT\nV/v họp\n{to}\n") == found


# ---- bases ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bases", "read"),
    [
        # over the end of a line: its first words, and the rest of it
        ("Căn cứ\nLuật Đất đai;\nCăn cứ Luật Giá;", ["Căn cứ Luật Đất đai", "Căn cứ Luật Giá"]),
        ("Căn cứ Luật Đất đai và\ncăn cứ Luật Giá;\nTheo đề nghị của Sở Y tế.", ["Căn cứ Luật Đất đai và căn cứ Luật Giá", "Theo đề nghị của Sở Y tế"]),
        # without marks: a word of a basis begins another one
        ("Căn cứ Luật Đất đai\nCăn cứ Luật Giá\nXét tờ trình của Sở Y tế", ["Căn cứ Luật Đất đai", "Căn cứ Luật Giá", "Xét tờ trình của Sở Y tế"]),
        # what stands below a blank line begins something new
        ("Căn cứ Luật Đất đai\n\nUBND tỉnh thông báo.", ["Căn cứ Luật Đất đai"]),
        # clauses above the first one that end as it does
        ("Thực hiện Nghị quyết số 5/NQ-HĐND;\nCăn cứ Luật Giá;", ["Thực hiện Nghị quyết số 5/NQ-HĐND", "Căn cứ Luật Giá"]),
        ("Thực hiện Nghị quyết số 5/NQ-HĐND.\nCăn cứ Luật Giá;", ["Căn cứ Luật Giá"]),
        ("Thực hiện Nghị quyết số 5/NQ-HĐND;\nUBND tỉnh xét;\nCăn cứ Luật Giá;", ["Căn cứ Luật Giá"]),
        # what a body says begins with the last one named
        ("Căn cứ Luật Giá, Bộ Y tế và Sở Y tế, UBND tỉnh yêu cầu như sau:", ["Căn cứ Luật Giá, Bộ Y tế và Sở Y tế"]),
        ("Căn cứ Luật Giá do Sở Tài chính trình, Chủ tịch UBND tỉnh, UBND tỉnh yêu cầu như sau:", ["Căn cứ Luật Giá do Sở Tài chính trình, Chủ tịch UBND tỉnh"]),
        ("Căn cứ Luật Giá, UBND tỉnh yêu cầu các sở rà soát.\nCăn cứ Luật Đất đai;", ["Căn cứ Luật Giá"]),
        # a comma at the end of a line, and another basis in small letters
        ("Căn cứ Luật Giá,\ntheo đề nghị của Sở Y tế;\nCăn cứ Luật Nhà ở;", ["Căn cứ Luật Giá, theo đề nghị của Sở Y tế", "Căn cứ Luật Nhà ở"]),
        # a sentence above it does not make the first sentence of the text of it
        ("Lời dẫn.\nCăn cứ Luật Giá, UBND tỉnh ban hành Quyết định:", ["Căn cứ Luật Giá"]),
        ("Lời dẫn.\nCăn cứ Luật Giá,\nUBND tỉnh ban hành Quyết định.", ["Căn cứ Luật Giá"]),
    ],
)  # fmt: skip
def test_a_basis_has_the_lines_that_belong_to_it(bases: str, read: list[str]) -> None:
    assert [" ".join(str(basis).split()) for basis in decision(bases=f"{bases}\n\nQUYẾT ĐỊNH:\n\n").bases] == read


# ---- to whom, and who gets it ----------------------------------------------------------------------


def test_an_address_has_at_most_four_hundred_entries() -> None:
    entries = "\n".join(f"- Xã {number};" for number in range(401))
    assert len(letter(to=f"Kính gửi:\n{entries}").recipients) == 400


def test_an_address_may_stand_at_the_end_of_a_text() -> None:
    found = ud.parse_document("UBND TỈNH LAM ĐIỀN\nSố: 5/UBND-KT\nV/v họp\n\nKính gửi:\nSở Y tế;\nSở Tài chính")
    assert list(map(str, found.recipients)) == ["Sở Y tế", "Sở Tài chính"]


@pytest.mark.parametrize(
    ("to", "read"),
    [
        ("- Sở Y tế.\n- Sở Tài chính.\n- Sở Xây dựng.", ["Sở Y tế", "Sở Tài chính", "Sở Xây dựng"]),
        ("- Sở Y tế;\n- Sở Tài chính.\nSở Xây dựng họp.", ["Sở Y tế", "Sở Tài chính"]),
    ],
)
def test_a_full_stop_ends_an_entry_and_below_it_only_a_bullet_begins_another(to: str, read: list[str]) -> None:
    assert list(map(str, letter(to=f"Kính gửi:\n{to}").recipients)) == read


@pytest.mark.parametrize("gap", [" ", "\t", "     ", "\u00a0\u00a0\u00a0\u00a0"])
@pytest.mark.parametrize("bullet", ["-", "+", "•", "–"])
def test_a_bullet_belongs_to_its_entry_however_wide_the_gap_behind_it_is(bullet: str, gap: str) -> None:
    found = decision(f"Nơi nhận:\n{bullet}{gap}Như Điều 2;\n{bullet}{gap}Lưu: VT.{END}")
    assert list(map(str, found.distribution)) == ["Như Điều 2", "Lưu: VT"]
    assert [one.person for one in found.signatures] == ["Trần Văn An"]


@pytest.mark.parametrize(
    ("end", "signed"),
    [
        (f"{END}\nPHÓ CHỦ TỊCH\n", [("CHỦ TỊCH", "Trần Văn An")]),
        ("Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n", [("CHỦ TỊCH", None)]),
    ],
)
def test_an_office_without_a_name_signs_only_where_nobody_else_does(
    end: str, signed: list[tuple[str, str | None]]
) -> None:
    assert [(one.office, one.person) for one in decision(end).signatures] == signed


# ---- parts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # a heading goes on in capitals where it began so
        ("Chương I\nQuy định chung\nMỤC TIÊU\nĐiều 1. Phạm vi\nPhà.\n", ["Chương I: Quy định chung", "> Điều 1: Phạm vi"]),
        ("Chương I\nQUY ĐỊNH CHUNG\nVÀ MỤC TIÊU\nĐiều 1. Phạm vi\nPhà.\n", ["Chương I: QUY ĐỊNH CHUNG VÀ MỤC TIÊU", "> Điều 1: Phạm vi"]),
        # a number with more figures stands inside
        ("1. Một\n1.1. Một một\n1.1.1. Sâu\n1.2. Hai\n2. Hai\nHết.\n", ["khoản 1: Một", "> khoản 1.1: Một một", "> > khoản 1.1.1", "> khoản 1.2", "khoản 2: Hai"]),
        # Roman numbers count, those that take away from the next one, too
        ("".join(f"{number}. Phần\nĐược.\n" for number in ("I", "II", "III", "IV", "V", "VI")), [f"Mục {number}: Phần" for number in ("I", "II", "III", "IV", "V", "VI")]),
        ("".join(f"{number}. Phần\nĐược.\n" for number in ("I", "II", "V", "VI")), ["Mục I: Phần", "Mục II: Phần"]),
    ],
)  # fmt: skip
def test_parts_stand_in_one_another_by_their_numbers(text: str, read: list[str]) -> None:
    assert [" ".join(line.split()) for line in parts(text)] == read


# ---- documents that lost their lines ---------------------------------------------------------------

FLOW = (
    "ỦY BAN NHÂN DÂN TỈNH LAM ĐIỀN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
    "Số: 5/{} Lam Điền, ngày 05 tháng 3 năm 2026 "
)


def test_a_short_line_holds_one_line_beside_one_that_holds_several() -> None:
    text = f"{FLOW.format('QĐ-UBND')}QUYẾT ĐỊNH Về việc mở bến phà Căn cứ Luật Giá;\nĐiều 1. Mở bến.\n"
    found = ud.parse_document(f"{text}Sở Xây dựng thực hiện Điều 1. Điều 2. Sở Y tế thực hiện.\n")
    assert (list(map(str, found.bases)), list(map(str, found.parts))) == (["Căn cứ Luật Giá"], ["Điều 1"])


@pytest.mark.parametrize(
    ("mark", "count"), [*((mark, 2) for mark in '.:;,/”"'), *((mark, 1) for mark in ("-", ")", ""))]
)
def test_a_number_begins_a_part_behind_a_mark_that_ends_something(mark: str, count: int) -> None:
    title = "QUYẾT ĐỊNH Về việc mở bến phà Căn cứ Luật Giá;"
    found = ud.parse_document(f"{FLOW.format('QĐ-UBND')}{title} Điều 1. Mở bến{mark} Điều 2. Sửa chợ.")
    assert len(found.parts) == count


@pytest.mark.parametrize(
    ("number", "title", "kind", "subject"),
    [
        ("2024/QH15", "LUẬT GIÁ", ud.DocumentType.LAW, "GIÁ"),
        ("KH-UBND", "KẾ HOẠCH THỰC HIỆN NGHỊ QUYẾT VỀ PHÀ", ud.DocumentType.PLAN, "THỰC HIỆN NGHỊ QUYẾT VỀ PHÀ"),
    ],
)
def test_a_type_in_capitals_begins_a_line_and_one_inside_a_subject_does_not(
    number: str, title: str, kind: ud.DocumentType, subject: str
) -> None:
    found = ud.parse_document(f"{FLOW.format(number)}{title} Căn cứ Luật Giá; Điều 1. Mở bến.\n")
    assert (found.type, str(found.subject), list(map(str, found.bases))) == (kind, subject, ["Căn cứ Luật Giá"])


# ---- headings that are a party, and those inside them ------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # a deeper number parts what the party must do
        ("1. Sở Y tế\na) Việc thứ nhất\nRà soát thuốc.\nb) Việc thứ hai\nBáo cáo kho.\n2. Kinh phí\nRà soát tiền.\n", ["Rà soát thuốc", "Báo cáo kho"]),
        ("1. Sở Y tế\n1.1. Nhiệm vụ\nRà soát thuốc.\n1.1.1. Chi tiết\nBáo cáo kho.\n", ["Rà soát thuốc", "Báo cáo kho"]),
        ("1.1. Sở Y tế\na) Nhiệm vụ\nRà soát thuốc.\n", ["Rà soát thuốc"]),
        # one that is no deeper ends it
        ("1.1. Sở Y tế\n1. Nhiệm vụ\nRà soát thuốc.\n", []),
        ("1. Sở Y tế\n2. Kinh phí\nRà soát tiền.\n", []),
        ("a) Sở Y tế\n1. Việc chung\nRà soát tiền.\n", []),
        ("a) Sở Y tế\nb) Việc chung\nRà soát tiền.\n", []),
        ("1.1. Sở Y tế\n1.2. Việc chung\nRà soát tiền.\n", []),
        ("Điều 3. Sở Y tế\n1. Nhiệm vụ\nRà soát thuốc.\n", ["Rà soát thuốc"]),
    ],
)  # fmt: skip
def test_a_party_in_a_heading_is_told_what_stands_below_deeper_numbers(text: str, read: list[str]) -> None:
    plan = f"{head('5/KH-UBND')}KẾ HOẠCH\nChống hạn\n\nI. MỤC ĐÍCH\nBảo đảm nước tưới.\nII. TỔ CHỨC THỰC HIỆN\n"
    assert [duty.text.split("\n")[-1] for duty in ud.parse_document(plan + text).duties] == read
