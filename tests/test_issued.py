"""Which documents an item is about, and which it only cites."""

from __future__ import annotations

import pytest

import ubnd_digest as ud

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
        "theo đề nghị của Sở Xây dựng tại Tờ trình số 9/TTr-SXD ngày 05/01/2026",
        "trả lời Công văn số 4410/BXD-KT ngày 30/12/2025 của Bộ Xây dựng",
        "căn cứ Luật số 40/2024/QH15 ngày 18/01/2024",
        "theo quy định tại Nghị định số 23/2020/NĐ-CP ngày 24/02/2020 của Chính phủ",
    ],
)
def test_what_a_document_carries_out_amends_or_answers_is_cited(cited: str) -> None:
    assert issued(f"UBND tỉnh ban hành (Quyết định số 61/QĐ-UBND, ngày 06/01/2026) {cited}.") == ["61/QĐ-UBND"]
    assert issued(f"UBND tỉnh ban hành Quyết định số 61/QĐ-UBND ngày 06/01/2026 {cited}.") == ["61/QĐ-UBND"]


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


def test_issued_document_is_listed_once() -> None:
    first = "UBND tỉnh chỉ đạo (Công văn số 61/UBND-KT, ngày 06/01/2026) việc khai thác cát."
    assert issued(first, "Các huyện thực hiện nghiêm Công văn số 61/UBND-KT.") == ["61/UBND-KT"]
