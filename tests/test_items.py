"""Items without headings, sections, numbers, posting days, several digests in a text, and why there is nothing."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud

TITLE = "Tin chỉ đạo, điều hành của UBND tỉnh (từ ngày 24/3 đến ngày 28/3/2025)"
HEADED = (
    "Sửa cầu Bến Đò\nUBND tỉnh chỉ đạo sửa cầu Bến Đò (Công văn số 45/UBND-KT ngày 25/3/2025).\n"
    "Trồng rừng ven sông\nUBND tỉnh ban hành Kế hoạch trồng rừng ven sông (Kế hoạch số 64/KH-UBND, ngày 26/3/2025).\n"
)


def outline(*lines: str) -> list[tuple[str | None, str | None, str | None, int, list[str]]]:
    """The number, heading, section, count of paragraphs and issued documents of each item below a title."""
    return [
        (
            item.number,
            item.heading and item.heading.text,
            item.section and item.section.text,
            len(item.paragraphs),
            [str(reference.number) for reference in item.issued],
        )
        for item in ud.parse("\n".join((TITLE, *lines))).items
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "+ ", ""])
def test_dated_paragraphs_are_items_without_headings(bullet: str) -> None:
    assert outline(
        f"{bullet}Ngày 24/3/2025, UBND tỉnh ban hành Quyết định số 905/QĐ-UBND về an toàn hồ đập.",
        "Theo đó, giao Sở Nông nghiệp chủ trì, hoàn thành trước ngày 15/4/2025.",
        f"{bullet}Ngày 25/3/2025, Chủ tịch UBND tỉnh có Công văn số 33/UBND-NC về phòng cháy.",
    ) == [(None, None, None, 2, ["905/QĐ-UBND"]), (None, None, None, 1, ["33/UBND-NC"])]


TOPICS = (
    "Hạn mặn: Trước diễn biến phức tạp, UBND tỉnh đã có Công văn số 45/UBND-KT ngày 25/3/2025.",
    "Nhân sự: Tại Quyết định số 91/QĐ-UBND ngày 26/3/2025, một cán bộ được điều động.",
    "Sở Nội vụ hoàn tất thủ tục trước ngày 10/4/2025.",
    "An toàn đường thủy: Sau vụ chìm đò, Chủ tịch UBND tỉnh có Công điện số 7/CĐ-UBND ngày 27/3/2025.",
)


def test_paragraphs_that_begin_with_their_topic_are_items() -> None:
    assert outline(*TOPICS) == [
        (None, None, None, 1, ["45/UBND-KT"]),
        (None, None, None, 2, ["91/QĐ-UBND"]),
        (None, None, None, 1, ["7/CĐ-UBND"]),
    ]


def test_two_topics_show_nothing() -> None:
    assert outline(*TOPICS[:3]) == []


def test_numbered_paragraphs_keep_their_numbers() -> None:
    assert outline(
        "1. Ngày 24/3/2025, UBND tỉnh ban hành Quyết định số 905/QĐ-UBND về an toàn hồ đập.",
        "2. UBND tỉnh ban hành Công văn số 33/UBND-NC ngày 25/3/2025 về phòng cháy.",
    ) == [("1", None, None, 1, ["905/QĐ-UBND"]), ("2", None, None, 1, ["33/UBND-NC"])]


@pytest.mark.parametrize("over", ["Ngày 24/3/2025", "Thứ Hai, ngày 24/3/2025:", "Chủ tịch UBND tỉnh Trần Văn Lúa:"])
def test_a_day_or_an_official_stands_over_items(over: str) -> None:
    assert outline(
        over,
        "- Ký Quyết định số 905/QĐ-UBND ngày 24/3/2025 về an toàn hồ đập.",
        "- Ban hành Công văn số 33/UBND-NC ngày 24/3/2025 về phòng cháy.",
    ) == [(None, None, over, 1, ["905/QĐ-UBND"]), (None, None, over, 1, ["33/UBND-NC"])]


@pytest.mark.parametrize("end", [".", ",", ";", "!", "?", "…"])
def test_an_official_with_a_mark_behind_stands_over_nothing(end: str) -> None:
    assert [
        section
        for _, _, section, _, _ in outline(
            f"Chủ tịch UBND tỉnh Trần Văn Lúa{end}",
            "- Ký Quyết định số 905/QĐ-UBND ngày 24/3/2025 về an toàn hồ đập.",
            "- Ban hành Công văn số 33/UBND-NC ngày 24/3/2025 về phòng cháy.",
        )
    ] == [None, None]


def test_paragraphs_with_a_heading_and_a_document_in_brackets_are_items() -> None:
    assert outline(
        "Bảo đảm an toàn hồ đập (Công văn số 905/UBND-NN ngày 24/3/2025). Theo đó, các xã rà soát.",
        "Bảo đảm an toàn bến phà (Công văn số 906/UBND-NN ngày 25/3/2025): Các xã rà soát.",
    ) == [(None, None, None, 1, ["905/UBND-NN"]), (None, None, None, 1, ["906/UBND-NN"])]


def test_a_name_alone_means_no_body_of_the_item_before() -> None:
    first = "Lập hội đồng\n\nUBND tỉnh lập Hội đồng thẩm định giá đất tỉnh tại Quyết định số 12/QĐ-UBND."
    second = "Hội đồng họp bàn về giá\n\nUBND tỉnh ban hành Quyết định số 13/QĐ-UBND về giá."
    digest = ud.parse(f"{TITLE}\n\n{first}\n\n{second}")
    names = [agency.name for agency in digest.agencies if agency.text.startswith("Hội đồng")]
    assert names == ["Hội đồng thẩm định giá đất tỉnh", "Hội đồng"]


def test_sections_are_headings_and_stand_at_their_items() -> None:
    assert outline(
        "I. LĨNH VỰC KINH TẾ",
        "1. Nông nghiệp",
        "Ngày 24/3/2025, UBND tỉnh ban hành Quyết định số 167/QĐ-UBND về khu bảo vệ.",
        "Ngày 25/3/2025, UBND tỉnh ban hành Quyết định số 169/QĐ-UBND về chợ.",
        "a) Thủy sản",
        "UBND tỉnh ban hành Công văn số 95/UBND-NN ngày 25/3/2025.",
        "II. Công tác nội chính",
        "Ngày 26/3/2025, UBND tỉnh ban hành Công văn số 90/UBND-NC về tiếp công dân.",
    ) == [
        ("I", "I. LĨNH VỰC KINH TẾ", None, 0, []),
        ("1", "1. Nông nghiệp", "I. LĨNH VỰC KINH TẾ", 2, ["167/QĐ-UBND", "169/QĐ-UBND"]),
        ("a", "a) Thủy sản", "1. Nông nghiệp", 1, ["95/UBND-NN"]),
        ("II", "II. Công tác nội chính", None, 1, ["90/UBND-NC"]),
    ]


def test_prose_without_a_title_has_no_items_without_headings() -> None:
    assert ud.parse("- Ngày 24/3/2025, UBND tỉnh ban hành Quyết định số 905/QĐ-UBND.").items == ()


def test_items_of_every_kind_are_written_and_read_again() -> None:
    digest = ud.parse(f"{TITLE}\nNgày 24/3/2025\n- Ký Quyết định số 905/QĐ-UBND ngày 24/3/2025 về an toàn hồ đập.")
    assert ud.from_json(ud.to_json(digest)) == digest
    assert digest.items[0].section is not None and ud.parse(ud.render(digest)) == digest
    assert not ud.diff(digest, digest)


def test_an_item_holds_something() -> None:
    with pytest.raises(ValueError, match="needs a paragraph"):
        ud.Item(None, ())


TWO_LINES = (
    ("MỘT SỐ CHỈ ĐẠO, ĐIỀU HÀNH CỦA UBND TỈNH SÔNG TRÀ", "TRONG TUẦN (TỪ NGÀY 24/3/2025 ĐẾN NGÀY 28/3/2025)"),
    ("Kết quả chỉ đạo, điều hành của UBND tỉnh", "Tuần từ ngày 24/3 đến ngày 28/3/2025"),
    ("THÔNG CÁO BÁO CHÍ CỦA UBND TỈNH", "Tuần 13/2025 (từ ngày 24/3/2025 đến ngày 28/3/2025)"),
    ("BẢN TIN CHỈ ĐẠO ĐIỀU HÀNH", "", "(Từ ngày 24/3/2025 đến ngày 28/3/2025)"),
    ("CHỈ ĐẠO, ĐIỀU HÀNH NỔI BẬT", "CỦA UBND TỈNH SÔNG TRÀ", "(Từ ngày 24/3 - 28/3/2025)"),
)


@pytest.mark.parametrize("lines", TWO_LINES)
def test_a_title_may_stand_on_several_lines(lines: tuple[str, ...]) -> None:
    title = "\n".join(lines)
    digest = ud.parse(f"{title}\n\n{HEADED}")
    assert digest.title and digest.title.text == title
    assert digest.period and digest.period.start == dt.date(2025, 3, 24) and digest.period.days == 5
    assert len(digest.items) == 2


PERIODS = (
    ("tháng 2/2025 (03/3/2025)", ("2025-02-01", "2025-02-28")),
    ("quý I/2025 (05/4/2025)", ("2025-01-01", "2025-03-31")),
    ("tháng 02/2025 - 03/3/2025", ("2025-02-01", "2025-02-28")),
    ("tháng 2/2025\nNgày đăng: 03/3/2025 08:15", ("2025-02-01", "2025-02-28")),
    ("tuần thứ 11 năm 2025", None),
    ("tuần số 11, năm 2025", None),
    ("tuần thứ hai tháng 3/2025", None),
    ("tuần 11 năm 2025 (17/3/2025)", None),
    ("tuần 1/2026 (từ ngày 29/12 đến ngày 04/01)", ("2025-12-29", "2026-01-04")),
    ("tuần 13 năm 2025 (từ ngày 24/3 đến ngày 30/3)", ("2025-03-24", "2025-03-30")),
)


@pytest.mark.parametrize(("words", "days"), PERIODS)
def test_a_period_is_no_wider_than_what_was_said(words: str, days: tuple[str, str] | None) -> None:
    period = ud.parse(f"Chỉ đạo, điều hành nổi bật của UBND tỉnh {words}\n\n{HEADED}").period
    assert (period and (period.start.isoformat(), period.end.isoformat())) == days


def test_furniture_of_a_page_is_no_item() -> None:
    digest = ud.parse(
        f"{TITLE}\nThu Hà - Văn Minh\n17/03/2025 | 08:00\nFacebook Zalo Email In bài viết\nChia sẻ lên Facebook\n"
        f"Cỡ chữ A- A A+\n00:00 / 02:15\nThích 0\nBình luận (0)\n{HEADED}Nguồn: Văn phòng UBND tỉnh\nLượt xem: 123\n"
    )
    assert [str(item.heading) for item in digest.items] == ["Sửa cầu Bến Đò", "Trồng rừng ven sông"]
    assert [len(item.paragraphs) for item in digest.items] == [1, 1]


ENTRIES = (
    "Sửa cầu Bến Đò; trồng rừng ven sông... là những nội dung chỉ đạo, điều hành nổi bật của UBND tỉnh tháng 3/2025."
)


@pytest.mark.parametrize(
    "text", [f"{TITLE}\n{ENTRIES}", ENTRIES, f"Trang chủ\n{ENTRIES}\nSửa cầu Bến Đò\nUBND tỉnh chỉ đạo sửa cầu."]
)
def test_a_lead_that_says_what_it_is_stands_alone(text: str) -> None:
    assert [entry.text for entry in ud.parse(text).lead] == ["Sửa cầu Bến Đò", "trồng rừng ven sông"]


def codes(text: str) -> set[str]:
    return {doubt.code for doubt in ud.parse(text).diagnostics}


NOTHING = (
    (TITLE, {"no-items"}),
    ("Kính gửi các bạn.", {"no-title", "no-period", "not-a-digest"}),
    (
        "QuyÕt ®Þnh sè 12/Q§-UBND ngµy 3/2/2020 cña UBND tØnh",
        {"no-title", "no-period", "not-a-digest", "legacy-encoding"},
    ),
    (
        "Quyeát ñònh soá 12/QÑ-UBND ngaøy 3/2/2020 cuûa UBND tænh",
        {"no-title", "no-period", "not-a-digest", "legacy-encoding"},
    ),
    (
        "Chi dao, dieu hanh noi bat cua UBND tinh trong tuan\nGiao So Y te bao cao truoc ngay 30/6.",
        {"no-title", "no-period", "not-a-digest", "no-diacritics", "undetermined-date"},
    ),
    ("An English page, which is no digest either.", {"no-title", "no-period", "not-a-digest"}),
)


@pytest.mark.parametrize(("text", "wanted"), NOTHING)
def test_a_text_that_yields_nothing_says_why(text: str, wanted: set[str]) -> None:
    assert codes(text) - {"undetermined-date"} == wanted - {"undetermined-date"}


def test_a_second_digest_is_told_of() -> None:
    other = TITLE.replace("24/3", "31/3").replace("28/3", "04/4")
    digest = ud.parse(f"{TITLE}\n\n{HEADED}\n{other}\n\n{HEADED.replace('45/', '46/')}")
    assert digest.title and digest.title.text == TITLE and len(digest.items) == 4
    assert "several-digests" in {doubt.code for doubt in digest.diagnostics}


def test_titles_in_a_list_of_other_news_are_no_second_digest() -> None:
    other = TITLE.replace("24/3", "17/3").replace("28/3", "21/3")
    assert "several-digests" not in codes(f"{TITLE}\n\n{HEADED}\nTin khác\n{other}\n")


@pytest.mark.parametrize(("before", "items"), [("", 2), ("Xem ", 0)])
def test_a_marked_paragraph_that_begins_with_a_number_is_an_item(before: str, items: int) -> None:
    lines = [f"- {before}Công văn số {number}/UBND-KT về bến bãi." for number in (61, 62)]
    assert len(ud.parse("\n".join((TITLE, *lines))).items) == items
