"""Which documents an item is about, and which it only cites."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import Area, View
from ubnd_digest.reading.dates.calendar import Anchor
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.references.roles import RoleReader
from ubnd_digest.reading.structure.outline import ItemOutline

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
HEADING = "Chấn chỉnh việc khai thác cát trên sông Lĩnh"


def issued(*paragraphs: str) -> list[str]:
    """The numbers of the documents that an item with these paragraphs is about."""
    (item,) = ud.parse("\n\n".join((TITLE, HEADING, *paragraphs))).items
    return [str(reference.number) for reference in item.issued]


@pytest.mark.parametrize(
    "paragraph",
    [
        "UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) việc khai thác cát trên sông Lĩnh.",
        "UBND tỉnh chỉ đạo việc khai thác cát (Công văn số 61/UBND-KT ngày 06/01/2026).",
        "UBND tỉnh chỉ đạo việc này tại Công văn số 61/UBND-KT, ngày 06/01/2026.",
        "Ngày 06/01/2026, UBND tỉnh có Công văn số 61/UBND-KT chỉ đạo việc khai thác cát.",
        "UBND tỉnh vừa ban hành Công văn số: 61/UBND-KT ngày 6/1/2026 gửi các sở, ngành.",
        "Nội dung trên được UBND tỉnh chỉ đạo tại công văn số 61/UBND-KT ngày 06/01/2026.",
        "Chủ tịch UBND tỉnh ký Công văn số 61/UBND-KT ngày 06 tháng 01 năm 2026 về khai thác cát.",
        "Đồng chí Mạc Thu, Phó Chủ tịch UBND tỉnh giao (Công văn số 61/UBND-KT, ngày 06/01/2026) các huyện rà soát.",
        "Tại Công văn số 61/UBND-KT ngày 06/01/2026, UBND tỉnh yêu cầu các huyện rà soát bến bãi.",
    ],
)
def test_item_is_about_the_document_issued_for_it(paragraph: str) -> None:
    assert issued(paragraph, "Các huyện báo cáo kết quả.") == ["61/UBND-KT"]


@pytest.mark.parametrize(
    "cited",
    [
        "thực hiện Chỉ thị số 5/CT-TTg ngày 20/11/2025 của Thủ tướng Chính phủ",
        "triển khai Nghị quyết số 12/2025/NQ-HĐND ngày 10/12/2025",
        "sửa đổi, bổ sung Quyết định số 88/QĐ-UBND ngày 15/3/2024",
        "thay thế Quyết định số 88/2021/QĐ-UBND ngày 15/3/2021 của UBND tỉnh",
        "bãi bỏ Quyết định số 88/QĐ-UBND ngày 15/3/2021",
        "sửa đổi, bổ sung một số điều của Quy chế quản lý, khai thác các bến bãi ven sông ban hành kèm theo Quyết định số 88/2025/QĐ-UBND",
        "bãi bỏ Quy định về phí đò (được ban hành kèm theo Quyết định số 88/2021/QĐ-UBND)",
        "theo đề nghị của Sở Xây dựng tại Tờ trình số 9/TTr-SXD ngày 05/01/2026",
        "trả lời Công văn số 4410/BXD-KT ngày 30/12/2025 của Bộ Xây dựng",
        "căn cứ Luật số 40/2024/QH15 ngày 18/01/2024",
        "theo quy định tại Nghị định số 23/2020/NĐ-CP ngày 24/02/2020 của Chính phủ",
    ],
)
def test_what_a_document_carries_out_amends_or_answers_is_cited(cited: str) -> None:
    assert issued(f"UBND tỉnh ban hành (Quyết định số 61/QĐ-UBND, ngày 06/01/2026) {cited}.") == ["61/QĐ-UBND"]
    assert issued(f"UBND tỉnh ban hành Quyết định số 61/QĐ-UBND ngày 06/01/2026 {cited}.") == ["61/QĐ-UBND"]


@pytest.mark.parametrize(
    "annex", ["Quy chế quản lý bến bãi", "Quy định sửa đổi mức phí đò, được", "Quy định bổ sung Danh mục bến"]
)
def test_what_is_annexed_to_a_document_is_issued_with_it(annex: str) -> None:
    assert issued(f"{annex} ban hành kèm theo Quyết định số 61/QĐ-UBND ngày 06/01/2026.") == ["61/QĐ-UBND"]


def test_what_somebody_wrote_before_is_cited_and_a_set_is_no_ministry() -> None:
    before = "; trước đó, Cục Kiểm lâm đã cảnh báo tại Công văn số 23/CKL-KL ngày 05/01/2026."
    assert issued(f"UBND tỉnh có Công văn số 61/UBND-KT ngày 06/01/2026 về giữ rừng{before}") == ["61/UBND-KT"]
    text = "Ban hành kèm theo Quyết định số 61/QĐ-UBND, ngày 06/01/2026, Bộ tiêu chí có 8 lĩnh vực."
    assert issued(text) == ["61/QĐ-UBND"]


@pytest.mark.parametrize(
    "before",
    [
        "Tiếp theo Công văn số 15/ST-KT ngày 05/01/2026 của Thuế tỉnh",
        "Đồng ý với các kiến nghị nêu tại Kết luận số 38/KL-TTr ngày 05/01/2026 của Thanh tra tỉnh",
        "Xem xét đề xuất đã nêu trong Báo cáo số 38/BC-CAT ngày 05/01/2026",
    ],
)
def test_what_is_continued_or_agreed_to_is_cited(before: str) -> None:
    assert issued(f"{before}, UBND tỉnh phát hành Công văn số 61/UBND-KT ngày 06/01/2026.") == ["61/UBND-KT"]


def test_what_an_inspection_is_by_is_issued() -> None:
    text = "Chánh Thanh tra tỉnh ký Quyết định số 45/QĐ-TTr ngày 06/01/2026 thanh tra đột xuất tại cảng."
    assert issued(text) == ["45/QĐ-TTr"]


def test_all_members_of_a_list_are_issued() -> None:
    text = (
        "Chủ tịch UBND tỉnh ban hành các Quyết định số 61/QĐ-UBND ngày 06/01/2026, số 62/QĐ-UBND ngày 06/01/2026 "
        "và số 63/QĐ-UBND ngày 07/01/2026 về quy hoạch bến bãi."
    )
    assert issued(text) == ["61/QĐ-UBND", "62/QĐ-UBND", "63/QĐ-UBND"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Sáng 06/01/2026, UBND tỉnh họp phiên thường kỳ, thảo luận về khai thác cát.",
        "Ngày 07/01/2026, đồng chí Mạc Ánh Dương dự hội nghị tổng kết Chỉ thị số 5/CT-TTg ngày 20/11/2020.",
        "UBND tỉnh họp về kết quả thực hiện Kế hoạch số 15/KH-UBND ngày 18/02/2024.",
    ],
)
def test_meetings_issue_nothing(paragraph: str) -> None:
    assert issued(paragraph) == []


def test_only_the_first_paragraph_says_what_was_issued() -> None:
    assert issued(
        "UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) việc khai thác cát.",
        "Các huyện thực hiện (Quyết định số 70/QĐ-UBND, ngày 06/01/2026).",
    ) == ["61/UBND-KT"]


def test_issued_document_is_issued_wherever_its_item_names_it() -> None:
    text = f"{TITLE}\n\n{HEADING}\n\nUBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) việc khai thác cát.\n\nCác huyện thực hiện nghiêm Công văn số 61/UBND-KT."
    digest = ud.parse(text)
    assert [reference.role for reference in digest.references] == [ud.Role.ISSUED] * 2


def test_a_heading_may_name_what_was_issued() -> None:
    below = "Văn bản này giao Sở Xây dựng lắp đặt 36 biển cảnh báo trên Tỉnh lộ 676, hoàn thành trước ngày 15/02/2026."
    headings = (
        "1. Công văn số 61/UBND-KT ngày 06/01/2026 về việc khai thác cát",
        "2. Quyết định số 12/QĐ-UBND ngày 07/01/2026 về việc kiện toàn Ban Chỉ đạo",
        "3. Triển khai Chỉ thị số 05/CT-UBND ngày 06/01/2026 về bến bãi",  # carried out
    )
    items = ud.parse("\n\n".join([TITLE, *(f"{one}\n\n{below}" for one in headings)])).items
    assert [[str(reference.number) for reference in item.issued] for item in items] == [
        ["61/UBND-KT"],
        ["12/QĐ-UBND"],
        [],
    ]


def test_issued_document_is_listed_once() -> None:
    first = "UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) việc khai thác cát."
    assert issued(first, "Các huyện thực hiện nghiêm Công văn số 61/UBND-KT.") == ["61/UBND-KT"]


# ---- bounds -------------------------------------------------------------------------------------


def is_issued(paragraph: str) -> bool:
    """Whether an item with this paragraph, whose heading the lead has, is about a document."""
    (item,) = ud.parse(f"{TITLE}\n{HEADING}.\n{HEADING}\n{paragraph}").items
    return item.issued != ()


@pytest.mark.parametrize(
    ("day", "found"), [("26/12/2025", True), ("25/12/2025", False), ("14/01/2026", True), ("15/01/2026", False)]
)
def test_the_day_of_issue_lies_in_the_period_or_near_it(day: str, found: bool) -> None:
    # another symbol than a foreign one (1) and the day (2) are just enough
    assert is_issued(f"Dân đọc Quyết định số 61/QĐ-UBND ngày {day}.") is found


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("UBND tỉnh ban hành Quyết định số 61/QĐ-UBND.", True),
        ("Dân đọc Quyết định số 61/QĐ-UBND.", False),
        # a bracket is a word of issue, too
        ("UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2025).", False),
        ("UBND tỉnh chỉ đạo (Nghị định số 4/2026/NĐ-CP).", False),
        ("UBND tỉnh ban hành Nghị định số 4/2026/NĐ-CP ngày 06/01/2026.", False),
        ("UBND tỉnh chỉ đạo (Nghị định số 4/2026/NĐ-CP ngày 06/01/2026 về giá đất).", True),
        ("UBND tỉnh ban hành Công văn số 61/UBND-KT ngày 06/01/2026 của Bộ Y tế.", False),
        ("UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT ngày 06/01/2026 của Bộ Y tế).", True),
        ("UBND tỉnh thực hiện Quyết định số 61/QĐ-UBND ngày 06/01/2026.", False),
    ],
)
def test_three_points_are_needed(paragraph: str, found: bool) -> None:
    assert is_issued(paragraph) is found


@pytest.mark.parametrize(("reach", "found"), [(70, False), (71, True)])
def test_a_word_that_cites_reaches_seventy_characters(reach: int, found: bool) -> None:
    words = "đề nghị của Sở Xây dựng và các hội, đoàn thể ở trong tỉnh".ljust(reach - len(" tại "), "a") + " tại "
    assert len(words) == reach
    assert is_issued(f"UBND tỉnh xét {words}Quyết định số 61/QĐ-UBND ngày 06/01/2026.") is found


def test_what_was_weighed_is_told() -> None:
    text = "UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) thay thế Quyết định số 5/QĐ-TTg của Thủ tướng."
    placed = [
        Placed(found, found.span.start, found.span.end)
        for found in ud.find_references(f"{text} Gửi Công văn số 61/UBND-KT.")
    ]
    item = ItemOutline(Area(0, 0), (Area(0, len(text)), Area(len(text), len(text) + 30)), in_lead=False)
    week = Anchor(dt.date(2026, 1, 5), dt.date(2026, 1, 11))
    roles = RoleReader(common_grammar()).decide(
        placed, [item], View(text, common_grammar().pattern("SYMBOL_RUN")).folded, week
    )
    assert roles.issued == {0, 2}
    told = [(d.answer, d.weight, d.needed, {r.name: text[r.start : r.end] for r in d.because}) for d in roles.decisions]
    first = text[placed[0].start : placed[0].end]
    assert told == [
        ("issued", 7, 3, {"in brackets": "(", "ISSUED_BEFORE": "(", "no FOREIGN_SYMBOL": "", "in the period": first}),
        ("cited", -8, 3, {"CITED_BEFORE": "thay thế ", "FOREIGN_BEHIND": " của Thủ tướng", "FOREIGN_SYMBOL": "QĐ-TTg"}),
        ("issued", 0, None, {"the same number": first}),
    ]


@pytest.mark.parametrize(("before", "found"), [(2, ["61/UBND-KT"]), (3, [])])
def test_the_next_paragraphs_say_what_was_issued_where_the_first_does_not(before: int, found: list[str]) -> None:
    others = ["Các bến bãi trên sông đã xuống cấp."] * before
    assert (
        issued(
            "UBND tỉnh họp bàn việc khai thác cát trên sông Lĩnh.",
            *others,
            "Tại Công văn số 61/UBND-KT ngày 06/01/2026, UBND tỉnh yêu cầu rà soát.",
        )
        == found
    )


def test_later_paragraphs_only_cite_where_the_first_says_what_was_issued() -> None:
    first = "UBND tỉnh ban hành Công văn số 61/UBND-KT ngày 06/01/2026 về cát."
    assert issued(first, "Thông báo số 7/TB-UBND ngày 06/01/2026 nêu rõ các bến.") == ["61/UBND-KT"]


@pytest.mark.parametrize(
    ("body", "paragraph", "found"),
    [
        ("Chính phủ, Thủ tướng Chính phủ", "Bộ Y tế ban hành Công văn số 61/BYT-DP ngày 06/01/2026.", ["61/BYT-DP"]),
        ("Chính phủ", "Bộ Nội vụ ký ban hành Thông tư số 12/2026/TT-BNV ngày 06/01/2026.", ["12/2026/TT-BNV"]),
        (
            "Chính phủ",
            "Tại Thông báo số 178/TB-VPCP ngày 06/01/2026 của Văn phòng Chính phủ có ý kiến.",
            ["178/TB-VPCP"],
        ),
        ("Chính phủ", "Căn cứ Công văn số 61/BYT-DP ngày 06/01/2026, các tỉnh rà soát.", []),
        ("UBND tỉnh", "Bộ Y tế ban hành Công văn số 61/BYT-DP ngày 06/01/2026.", []),
    ],
)
def test_a_digest_of_the_government_is_about_what_its_bodies_issue(body: str, paragraph: str, found: list[str]) -> None:
    title = f"Chỉ đạo, điều hành nổi bật của {body} trong tuần (từ ngày 05/01 - 11/01/2026)"
    (item,) = ud.parse(f"{title}\n\n{HEADING}\n\n{paragraph}").items
    assert [str(reference.number) for reference in item.issued] == found


@pytest.mark.parametrize(("others", "found"), [(1, True), (2, True), (3, True), (4, False)])
def test_one_of_the_first_four_paragraphs_says_what_was_issued(others: int, found: bool) -> None:
    paragraphs = ["Cát trên sông Lĩnh bị khai thác nhiều."] * others
    numbers = issued(*paragraphs, "UBND tỉnh ban hành Công văn số 61/UBND-KT ngày 06/01/2026 chỉ đạo các huyện.")
    assert numbers == ["61/UBND-KT"] * found


LOCAL = "Kết quả chỉ đạo, điều hành của UBND đặc khu Lam Điền tuần 43 (từ ngày 20/10 đến ngày 26/10/2025)\n\n1. Nhà ở xã hội\n"


@pytest.mark.parametrize(
    ("paragraph", "issued"),
    [
        ("UBND tỉnh đã chấp thuận dự án (Quyết định số 7/QĐ-UBND, ngày 21/10/2025).", []),
        ("Ngày 21/10/2025, Chủ tịch UBND tỉnh ban hành Quyết định số 7/QĐ-UBND ngày 21/10/2025 giao đất.", []),
        ("Thực hiện ý kiến của UBND tỉnh, UBND đặc khu ban hành Kế hoạch số 7/KH-UBND ngày 21/10/2025.", ["7/KH-UBND"]),
        ("UBND đặc khu ban hành Kế hoạch số 7/KH-UBND ngày 21/10/2025, UBND tỉnh đồng ý.", ["7/KH-UBND"]),
        ("UBND tỉnh chuyển đơn, UBND đặc khu ban hành Công văn số 7/UBND-NC ngày 21/10/2025.", ["7/UBND-NC"]),
    ],
)
def test_a_digest_of_a_commune_is_not_about_what_the_province_issues(paragraph: str, issued: list[str]) -> None:
    (item,) = ud.parse(LOCAL + paragraph).items
    assert [str(reference.number) for reference in item.references if reference.role is ud.Role.ISSUED] == issued


def test_a_digest_of_a_province_is_about_it() -> None:
    (item,) = ud.parse(
        LOCAL.replace("đặc khu Lam Điền", "tỉnh")
        + "UBND tỉnh đã chấp thuận (Quyết định số 7/QĐ-UBND, ngày 21/10/2025)."
    ).items
    assert [reference.role for reference in item.references] == [ud.Role.ISSUED]


@pytest.mark.parametrize(
    ("paragraphs", "numbers"),
    [
        (["- Quyết định số 5/2026/QĐ-UBND ngày 06/01/2026 về chợ.", "- Quyết định số 6/2026/QĐ-UBND về bến đò."], "56"),
        (
            ["UBND tỉnh có hai văn bản:", "- Chỉ thị số 5/CT-UBND ngày 06/01/2026 về chợ.", "- Công văn số 6/UBND-KT."],
            "56",
        ),
        (["* Kế hoạch số 5/KH-UBND ngày 06/01/2026.", "* Kế hoạch số 6/KH-UBND ngày 07/01/2026 về đê."], "56"),
        (
            [
                "UBND tỉnh ký Quyết định số 5/QĐ-UBND ngày 06/01/2026.",
                "Cùng ngày, tại Quyết định số 6/QĐ-UBND, xã X có tên mới.",
            ],
            "56",
        ),
        (
            [
                "UBND tỉnh ký Quyết định số 5/QĐ-UBND ngày 06/01/2026.",
                "Cũng trong ngày, UBND tỉnh có Công văn số 6/UBND-KT.",
            ],
            "56",
        ),
        (
            [
                "- Quyết định số 5/QĐ-UBND ngày 06/01/2026 về chợ.",
                "- Quyết định số 6/QĐ-UBND ngày 05/02/2024 hết hiệu lực.",
            ],
            "5",
        ),
        (
            [
                "- Quyết định số 5/QĐ-UBND ngày 06/01/2026 về chợ.",
                "- Nghị quyết số 6/NQ-CP của Chính phủ nói về việc này.",
            ],
            "5",
        ),
        (
            [
                "UBND tỉnh ký Quyết định số 5/QĐ-UBND ngày 06/01/2026.",
                "- Quyết định số 6/QĐ-UBND được niêm yết tại xã.",
            ],
            "5",
        ),
        (
            [
                "UBND tỉnh ký Quyết định số 5/QĐ-UBND ngày 06/01/2026.",
                "Cùng với đó, theo Quyết định số 6/QĐ-UBND, chợ mở.",
            ],
            "5",
        ),
    ],
)
def test_paragraphs_that_list_documents_or_go_on_on_the_same_day(paragraphs: list[str], numbers: str) -> None:
    other = "Mở lớp bơi cho trẻ em", "UBND tỉnh ban hành Kế hoạch số 77/KH-UBND ngày 07/01/2026."
    items = ud.parse("\n".join((TITLE, "", HEADING, *paragraphs, "", *other))).items
    assert [str(reference.number)[0] for reference in items[0].issued] == list(numbers)
