"""Titles, leads, headings and what stands around them, in digests of a province that does not exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pytest

import ubnd_digest as ud

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (ngày 05/01 đến ngày 11/01/2026)"
HEADINGS = (
    "Tăng cường phòng, chống rét cho đàn vật nuôi",
    "Phê duyệt quy hoạch chi tiết cụm công nghiệp Bãi Vàng; giao chủ đầu tư hạ tầng",
    "Kế hoạch số hóa hồ sơ hộ tịch trên địa bàn tỉnh giai đoạn 2026 - 2028",
    "Kiểm tra bến phà Cồn Sậy",
)
BODIES = (
    (
        "UBND tỉnh yêu cầu (Công văn số 118/UBND-KTN, ngày 06/01/2026) các địa phương giữ ấm cho trâu, bò.",
        "Theo đó, UBND các huyện, thành phố vận động người dân che chắn chuồng trại; dự trữ thức ăn.",
        "Sở Nông nghiệp và Môi trường báo cáo kết quả trước ngày 20/01/2026.",
    ),
    (
        "Chủ tịch UBND tỉnh phê duyệt quy hoạch tại Quyết định số 41/QĐ-UBND ngày 07/01/2026.",
        "Cụm công nghiệp rộng 48 ha, nằm cách trung tâm huyện 3 km.",
    ),
    ("UBND tỉnh ban hành Kế hoạch số 9/KH-UBND, ngày 08/01/2026 về việc số hóa hồ sơ hộ tịch.",),
    (
        "Sáng 09/01/2026, đồng chí Mạc Ánh Dương, Phó Chủ tịch UBND tỉnh kiểm tra bến phà Cồn Sậy.",
        "Bến phà phải có đủ áo phao trước ngày 01/02/2026.",
    ),
)
LEAD = "; ".join(HEADINGS) + "."


def lines(
    *,
    title: str | None = TITLE,
    lead: str | None = LEAD,
    headings: Sequence[str] = HEADINGS,
    before: Iterable[str] = (),
    between: Iterable[str] = (),
    after: Iterable[str] = (),
) -> list[str]:
    """The lines of a digest, none of them blank."""
    items = [line for heading, body in zip(headings, BODIES, strict=True) for line in (heading, *body)]
    return [*before, *filter(None, (title, lead)), *between, *items, *after]


def entries(digest: ud.Digest) -> list[str]:
    return [entry.text for entry in digest.lead]


def assert_items(digest: ud.Digest, headings: Sequence[str] = HEADINGS) -> None:
    assert [item.heading.text for item in digest.items] == list(headings)
    assert [tuple(paragraph.text for paragraph in item.paragraphs) for item in digest.items] == list(BODIES)


# ---- titles -------------------------------------------------------------------------------------

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 1, 11)


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần qua (từ ngày 05/01 - 11/01/2026)",
        "Chỉ đạo điều hành của UBND tỉnh tuần qua (từ ngày 5/1/2026 đến ngày 11/1/2026)",
        "CHỈ ĐẠO, ĐIỀU HÀNH NỔI BẬT CỦA UBND TỈNH TRONG TUẦN (TỪ NGÀY 05/01 ĐẾN NGÀY 11/01/2026)",
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh, lãnh đạo UBND tỉnh trong tuần (từ ngày 05/01/2026 - 11/01/2026)",
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 đến hết ngày 11/01/2026",
        "Một số chỉ đạo, điều hành nổi bật của UBND tỉnh từ ngày 05/01 đến 11/01/2026",
        "Thông tin chỉ đạo, điều hành của Ủy ban nhân dân tỉnh tuần 02 (05/01 - 11/01/2026)",
        "Tổng hợp chỉ đạo, điều hành của UBND tỉnh Thanh Lĩnh (từ 05-11/01/2026)",
        "Hoạt động chỉ đạo, điều hành của lãnh đạo UBND tỉnh trong tuần từ ngày 05 đến ngày 11/01/2026",
        "Các hoạt động chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 05 tháng 01 đến ngày 11 tháng 01 năm 2026)",
        "Điểm tin chỉ đạo, điều hành của Chủ tịch UBND tỉnh trong tuần (05.01.2026 - 11.01.2026)",
    ],
)
def test_title_gives_the_period(title: str) -> None:
    digest = ud.parse("\n\n".join(lines(title=title)))
    assert digest.title and digest.title.text == title
    assert digest.period and (digest.period.start, digest.period.end) == (FIRST, LAST)
    assert_items(digest)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("từ ngày 30/12 đến ngày 05/01/2025", dt.date(2024, 12, 30), dt.date(2025, 1, 5)),
        ("từ ngày 29/12/2025 - 04/01/2026", dt.date(2025, 12, 29), dt.date(2026, 1, 4)),
        ("ngày 28/12 - 03/01/2021", dt.date(2020, 12, 28), dt.date(2021, 1, 3)),
        ("từ ngày 27 tháng 12 đến hết ngày 02 tháng 01 năm 2022", dt.date(2021, 12, 27), dt.date(2022, 1, 2)),
        ("từ ngày 26/02 đến ngày 03/3/2024", dt.date(2024, 2, 26), dt.date(2024, 3, 3)),
    ],
)
def test_period_runs_over_the_turn_of_a_month_or_year(words: str, first: dt.date, last: dt.date) -> None:
    period = ud.parse(f"Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần ({words})").period
    assert period and (period.start, period.end) == (first, last)


def test_title_without_a_year_takes_it_from_the_anchor() -> None:
    title = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 29/12 đến ngày 04/01)"
    assert ud.parse(title).period is None
    period = ud.parse(title, anchor=dt.date(2026, 1, 6)).period
    assert period and (period.start, period.end) == (dt.date(2025, 12, 29), dt.date(2026, 1, 4))


@pytest.mark.parametrize("between", [(), ("Nhảy đến nội dung",), ("Trang chủ", "Tin tức - Sự kiện")])
def test_of_two_like_titles_the_last_begins_the_digest(between: tuple[str, ...]) -> None:
    text = "\n\n".join(lines(before=(TITLE, *between)))
    digest = ud.parse(text)
    assert digest.title and digest.title.span.start == text.rfind(TITLE)
    assert entries(digest) == list(HEADINGS)
    assert_items(digest)


@pytest.mark.parametrize(
    "first", ["Thông báo lịch tiếp công dân", "Nghị quyết Đại hội Đảng bộ tỉnh Thanh Lĩnh, nhiệm kỳ 2025 - 2030"]
)
def test_without_a_title_items_are_still_found(first: str) -> None:
    digest = ud.parse("\n\n".join([first, *lines(title=None, lead=None)]))
    assert digest.title is None and digest.period is None
    assert {"no-title", "no-period"} <= {doubt.code for doubt in digest.diagnostics}
    assert_items(digest)


# ---- leads --------------------------------------------------------------------------------------

SIMPLE = tuple(heading.replace(";", " và") for heading in HEADINGS)


@pytest.mark.parametrize(
    "lead",
    [
        "; ".join(SIMPLE) + ".",
        ". ".join(SIMPLE) + ".",
        "; ".join(SIMPLE),
        "; ".join(SIMPLE) + "./.",
        "; ".join(SIMPLE) + "...",
        " ; ".join(SIMPLE) + " .",
        ";".join(SIMPLE) + ".",
        "; ".join(SIMPLE[:3]) + ", " + SIMPLE[3] + ".",
        "; ".join(SIMPLE[:2]) + ". " + "; ".join(SIMPLE[2:]) + ".",
        "; ".join(SIMPLE) + "... là những nội dung chính trong chỉ đạo, điều hành nổi bật tuần qua của UBND tỉnh.",
        "; ".join(SIMPLE) + " là những hoạt động nổi bật của UBND tỉnh trong tuần.",
        "; ".join(SIMPLE) + "… là một số nội dung chỉ đạo, điều hành của UBND tỉnh tuần qua.",
        ";\n".join(SIMPLE) + ".",
        ";\n\n".join(SIMPLE) + ".",
    ],
)
def test_lead_is_split_into_its_entries(lead: str) -> None:
    digest = ud.parse("\n".join(lines(lead=lead, headings=SIMPLE)))
    assert entries(digest) == list(SIMPLE)
    assert_items(digest, SIMPLE)


def test_semicolon_within_an_entry_does_not_split_it() -> None:
    digest = ud.parse("\n".join(lines()))
    assert entries(digest) == list(HEADINGS)
    assert digest.diagnostics == ()


@pytest.mark.parametrize("listed", [(0,), (0, 1), (1, 2), (0, 2, 3), (2,)])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_partial_lead_leaves_the_other_items_in_place(listed: tuple[int, ...], gap: str) -> None:
    wanted = [SIMPLE[number] for number in listed]
    digest = ud.parse(gap.join(lines(lead=". ".join(wanted) + ".", headings=SIMPLE)))
    assert entries(digest) == wanted
    assert_items(digest, SIMPLE)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n\u00a0\n"])
def test_without_a_lead_headings_are_found(gap: str) -> None:
    digest = ud.parse(gap.join(lines(lead=None)))
    assert digest.lead == ()
    assert_items(digest)


# ---- headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening",
    [
        "UBND tỉnh vừa ban hành Quyết định số 52/QĐ-UBND ngày 07/01/2026 về việc này.",
        "Quy chế được UBND tỉnh ban hành tại Quyết định số 52/QĐ-UBND, ngày 07/01/2026.",
        "Mức thu mới được Chủ tịch UBND tỉnh phê duyệt tại Quyết định số 52/QĐ-UBND ngày 07/01/2026.",
        "Đây là nội dung Công văn số 119/UBND-KT ngày 07/01/2026 của UBND tỉnh gửi các sở, ngành.",
        "Nội dung nêu trên thể hiện tại Thông báo số 14/TB-UBND ngày 07/01/2026.",
        "Ngày 07/01/2026, Chủ tịch UBND tỉnh ký Quyết định số 52/QĐ-UBND.",
        "Chiều 07/01/2026, đồng chí Mạc Thu, Phó Chủ tịch Thường trực UBND tỉnh làm việc với Hội Nông dân tỉnh.",
        "Tại Công văn số 119/UBND-KT ngày 07/01/2026, UBND tỉnh giao Sở Tài chính rà soát các khoản thu.",
        "Thực hiện ý kiến của Thủ tướng Chính phủ, UBND tỉnh chỉ đạo (Công văn số 119/UBND-KT, ngày 07/01/2026).",
        "Để chuẩn bị cho mùa lễ hội, Chủ tịch UBND tỉnh có Công điện số 03/CĐ-UBND ngày 07/01/2026.",
        "Đồng chí Mạc Thu, Phó Chủ tịch UBND tỉnh giao (Công văn số 77/VP-KT, ngày 07/01/2026) Sở Tài chính rà soát.",
        "Văn phòng UBND tỉnh thông báo (Thông báo số 14/TB-VP, ngày 07/01/2026) ý kiến của lãnh đạo UBND tỉnh.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_first_paragraph_tells_a_heading_that_no_lead_lists(opening: str, gap: str) -> None:
    heading = "Chấn chỉnh việc thu phí tại các điểm tham quan"
    text = gap.join(
        (
            TITLE,
            HEADINGS[3],
            *BODIES[3],
            heading,
            opening,
            "Sở Du lịch theo dõi việc thực hiện.",
            HEADINGS[0],
            *BODIES[0],
        )
    )
    assert [item.heading.text for item in ud.parse(text).items] == [HEADINGS[3], heading, HEADINGS[0]]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n\n\n\n", "\n\t\n"])
def test_blank_lines_may_be_nowhere_or_everywhere(gap: str) -> None:
    assert_items(ud.parse(gap.join(lines())))


def test_blank_lines_may_stand_before_headings_only() -> None:
    blocks = [TITLE, LEAD, *("\n".join((h, *body)) for h, body in zip(HEADINGS, BODIES, strict=True))]
    assert_items(ud.parse("\n\n".join(blocks)))


@pytest.mark.parametrize(
    "heading",
    [
        "Tăng cường phòng chống rét cho đàn vật nuôi",
        "Tăng cường phòng, chống rét cho vật nuôi",
        "tăng cường phòng, chống rét cho đàn vật nuôi",
        "TĂNG CƯỜNG PHÒNG, CHỐNG RÉT CHO ĐÀN VẬT NUÔI",
        "Tăng cường phòng, chống rét cho đàn vật nuôi.",
        "Tăng cường phòng, chống rét cho đàn vật nuôi:",
        "1. Tăng cường phòng, chống rét cho đàn vật nuôi",
        "* Tăng cường phòng, chống rét cho đàn vật nuôi",
        "Tăng cường phòng,  chống rét cho đàn vật nuôi vụ Đông",
        "Tăng cường phòng, chống rét cho đàn vât nuôi",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_heading_may_differ_a_little_from_its_entry(heading: str, gap: str) -> None:
    headings = (heading, *HEADINGS[1:])
    assert_items(ud.parse(gap.join(lines(headings=headings))), headings)


def test_first_paragraph_that_repeats_the_heading_is_no_heading() -> None:
    heading = "Phê duyệt danh mục các tuyến đường phải cải tạo, sửa chữa trên địa bàn tỉnh năm 2026"
    body = f"UBND tỉnh (Quyết định 52/QĐ-UBND) {heading[0].lower()}{heading[1:]}."
    digest = ud.parse("\n".join((TITLE, f"{heading}; {HEADINGS[3]}.", heading, body, HEADINGS[3], *BODIES[3])))
    assert [item.heading.text for item in digest.items] == [heading, HEADINGS[3]]
    assert digest.items[0].paragraphs[0].text == body


def test_short_lines_within_an_item_are_paragraphs() -> None:
    body = (
        "UBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 07/01/2026 về phát triển nghề dệt chiếu.",
        "Mục tiêu cụ thể:",
        "- Mở 03 lớp dạy nghề;",
        "- Đưa 10 sản phẩm lên sàn giao dịch",
        "+ Hỗ trợ chi phí đóng gói",
        "Thời gian thực hiện: năm 2026",
    )
    digest = ud.parse(
        "\n".join(
            (
                TITLE,
                f"Khôi phục nghề dệt chiếu; {HEADINGS[3]}.",
                "Khôi phục nghề dệt chiếu",
                *body,
                HEADINGS[3],
                *BODIES[3],
            )
        )
    )
    assert [paragraph.text for paragraph in digest.items[0].paragraphs] == list(body)
    assert len(digest.items) == 2


def test_item_may_have_no_paragraph() -> None:
    digest = ud.parse("\n\n".join((TITLE, LEAD, *HEADINGS)))
    assert [item.heading.text for item in digest.items] == list(HEADINGS)
    assert [item.paragraphs for item in digest.items] == [()] * 4


# ---- what is no part of the digest --------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        ("Nhảy đến nội dung",),
        ("Skip to main content", "Trang chủ", "Tin tức"),
        ("Quyết tâm hoàn thành kế hoạch phát triển kinh tế - xã hội tỉnh Thanh Lĩnh năm 2026",),
        ("Chào mừng 60 năm Ngày thành lập tỉnh Thanh Lĩnh",),
        ("Trang chủ > Tin tức > Chỉ đạo điều hành", "Thứ Hai, 12/01/2026, 08:15", "1.024 lượt xem"),
        ("\ufeffCổng thông tin điện tử tỉnh Thanh Lĩnh", "Đăng nhập", "English"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_site_chrome_before_the_title_is_passed_over(before: tuple[str, ...], gap: str) -> None:
    digest = ud.parse(gap.join(lines(before=before)))
    assert digest.title and digest.title.text == TITLE
    assert entries(digest) == list(HEADINGS)
    assert_items(digest)


@pytest.mark.parametrize(
    "between",
    [
        ("New Picture (7).png", "Ảnh minh họa"),
        ("IMG_2041.JPG",),
        ("Ảnh minh hoạ (Nguồn: Internet)",),
        ("anh-ben-pha.jpeg", "Quang cảnh buổi kiểm tra"),
        ("Bến phà Cồn Sậy (Ảnh: Mạc Thu)",),
        ("Hình ảnh minh họa",),
        ("Ảnh: Mạc Thu",),
    ],
)
@pytest.mark.parametrize("lead", [LEAD, None])
def test_images_and_captions_before_the_first_item_are_passed_over(between: tuple[str, ...], lead: str | None) -> None:
    assert_items(ud.parse("\n\n".join(lines(between=between, lead=lead))))


@pytest.mark.parametrize(
    "after",
    [
        ("Chia sẻ", "Lượt xem: 310"),
        ("In trang", "Về đầu trang", "Bản quyền: UBND tỉnh Thanh Lĩnh"),
        ("Ý kiến bạn đọc", "Gửi bình luận"),
        ("https://example.org/chi-dao",),
        ("Các tin khác", "Khai mạc giải bóng chuyền nông dân", "Bế mạc hội diễn văn nghệ quần chúng"),
    ],
)
def test_site_chrome_behind_the_last_item_is_passed_over(after: tuple[str, ...]) -> None:
    assert_items(ud.parse("\n\n".join(lines(after=after))))


TASKS = [
    "Giao Sở Giáo dục và Đào tạo chuẩn bị phòng thi trước ngày 10/6/2025.",
    "Yêu cầu các xã kiểm kê xuồng máy.",
    "Đề nghị Công an tỉnh phân luồng.",
    "Sở Y tế trực cấp cứu.",
    "Các sở, ngành liên quan phối hợp.",
]


@pytest.mark.parametrize("task", TASKS)
def test_task_below_a_line_that_stands_alone_opens_an_item(task: str) -> None:
    title = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/6 - 08/6/2025)"
    first = "Quy định giá đất\n\nUBND tỉnh quy định giá đất (Quyết định số 5/2025/QĐ-UBND)."
    digest = ud.parse(f"{title}\n\n{first}\n\nTổ chức kỳ thi tốt nghiệp\n\n{task}\n")
    assert [item.heading.text for item in digest.items] == ["Quy định giá đất", "Tổ chức kỳ thi tốt nghiệp"]
    # a list that goes on is no heading
    digest = ud.parse(f"{title}\n\n{first}\nPhòng thi và điểm thi\n{task}\n")
    assert [item.heading.text for item in digest.items] == ["Quy định giá đất"]


@pytest.mark.parametrize("task", TASKS)
def test_task_below_a_line_that_is_marked_up_opens_an_item(task: str) -> None:
    pytest.importorskip("selectolax")
    title = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/6 - 08/6/2025)"
    page = (
        f"<h1>{title}</h1><h2>Quy định giá đất</h2><p>UBND tỉnh quy định giá đất ở các xã, phường của tỉnh.</p>"
        f"<h2>An toàn kỳ thi tốt nghiệp</h2><p>{task} Việc này làm xong trong tháng và được báo cáo lại.</p>"
    )
    headings = [item.heading.text for item in ud.parse_html(page).items]
    assert headings == ["Quy định giá đất", "An toàn kỳ thi tốt nghiệp"]
