"""Which lines are headings: each weight just enough, and just not enough."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import View
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.structure.line_forms import Places
from ubnd_digest.reading.structure.outline import Outline, Outliner
from ubnd_digest.reading.structure.titles import TitleDates

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 02/6 - 08/6/2025)"
FIRST = "Quy định giá đất"
FIRST_PARAGRAPH = "UBND tỉnh quy định giá đất (Quyết định số 5/2025/QĐ-UBND)."
LINE = "Phòng thi, điểm thi"
NUMBER = "Văn bản số 12/UBND-KT gửi các xã."


def is_heading(below: str, line: str = LINE, *, gap: str = "\n", marked: bool = False, lead: str = "") -> bool:
    """Whether a line is a heading with this one below it; ``gap`` stands above."""
    text = f"{TITLE}\n{lead}{FIRST}\n{FIRST_PARAGRAPH}{gap}{line}\n{below}\n"
    at = text.index(f"{gap}{line}\n") + len(gap)
    headings = [ud.Span(at, at + len(line))] if marked else []
    return line in [item.heading.text for item in ud.Parser().parse(text, headings=headings).items]


@pytest.mark.parametrize(
    ("below", "found"),
    [
        # it opens an item: 2; it goes on: -2; it gives a task and stands in a list: -2
        ("Đồng chí Mạc Thu đi xem.", True),
        ("Theo đó, UBND tỉnh ký văn bản số 12/UBND-KT.", False),
        ("Theo đó, UBND tỉnh lo phòng thi và điểm thi.", True),
        ("Yêu cầu này nêu ở văn bản số 12/UBND-KT.", False),
        ("Yêu cầu này gửi tới phòng thi và điểm thi.", True),
        # it holds a number: 1
        (NUMBER, False),
        # it takes up the words: 2
        ("Dân tới phòng thi và điểm thi.", True),
        ("Cụ thể, phòng thi và điểm thi nêu ở văn bản số 12/UBND-KT.", False),
        ("Dân trong vùng rất vui.", False),
    ],
)
def test_the_line_below_tells_a_heading(below: str, found: bool) -> None:
    assert is_heading(below) is found


@pytest.mark.parametrize(("below", "found"), [(NUMBER, True), ("Dân trong vùng rất vui.", False)])
def test_blank_lines_that_set_a_line_apart_weigh_one(below: str, found: bool) -> None:
    assert is_heading(below, gap="\n\n") is found


def test_blank_lines_everywhere_set_nothing_apart() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\n{FIRST_PARAGRAPH}\n\n{LINE}\n\n{NUMBER}"
    assert len(ud.parse(text).items) == 1


@pytest.mark.parametrize(
    ("below", "found"), [("Dân trong vùng rất vui.", True), ("Cụ thể, văn bản số 12/UBND-KT gửi các xã.", False)]
)
def test_markup_weighs_two(below: str, found: bool) -> None:
    assert is_heading(below, marked=True) is found


@pytest.mark.parametrize(("below", "found"), [("Dân trong vùng rất vui.", False), (NUMBER, True)])
def test_markup_weighs_one_where_the_headings_of_the_lead_have_none(below: str, found: bool) -> None:
    assert is_heading(below, marked=True, lead=f"{FIRST}.\n") is found


@pytest.mark.parametrize(("gap", "marked", "found"), [("\n\n", False, True), ("\n", False, False), ("\n", True, True)])
def test_a_task_opens_an_item_below_a_line_that_stands_alone(gap: str, marked: bool, found: bool) -> None:
    # blank lines everywhere, so that none sets the line apart
    assert is_heading(f"{gap}Giao Công an tỉnh giữ trật tự.".lstrip("\n"), gap=gap, marked=marked) is found


@pytest.mark.parametrize(("end", "found"), [(".", True), (";", True), ("…", True), ("", False), (",", False)])
def test_a_line_stands_alone_below_the_end_of_a_sentence(end: str, found: bool) -> None:
    lines = (TITLE, FIRST, FIRST_PARAGRAPH, f"Dân trong vùng rất vui{end}", LINE, "Giao Công an tỉnh giữ trật tự.")
    assert (LINE in [item.heading.text for item in ud.parse("\n\n".join(lines)).items]) is found


WORDS = ["Đê", "kè", "cống", "rãnh", "cầu", "phà", "chợ", "trường", "trạm", "đường", "bến", "bãi"]


@pytest.mark.parametrize(("of", "shared", "found"), [(10, 6, True), (12, 7, False), (5, 3, True), (5, 2, False)])
def test_six_of_ten_words_are_taken_up(of: int, shared: int, found: bool) -> None:
    assert is_heading(f"Dân sửa {' '.join(WORDS[:shared])}.", " ".join(WORDS[:of])) is found


@pytest.mark.parametrize(("words", "found"), [(3, True), (2, False)])
def test_at_least_three_words_are_taken_up(words: int, found: bool) -> None:
    line = " ".join(WORDS[:words])
    assert is_heading(f"Dân sửa {line}.", line) is found


@pytest.mark.parametrize(("length", "found"), [(600, True), (601, False)])
def test_a_heading_has_at_most_600_characters(length: int, found: bool) -> None:
    assert is_heading("Đồng chí Mạc Thu đi xem.", ("Đê" + " kè" * 200)[: length - 1] + "x") is found


@pytest.mark.parametrize(("length", "found"), [(200, 1), (201, 2)])
def test_what_a_page_says_of_itself_has_at_most_200_characters(length: int, found: int) -> None:
    address = "https://example.org/".ljust(length, "a")
    (item,) = ud.parse(f"{TITLE}\n{FIRST}\n{FIRST_PARAGRAPH}\n{address}").items
    assert len(item.paragraphs) == found


@pytest.mark.parametrize("end", ["\r\n", " \n", "\u00a0\u00a0\r\n", "\r", "\u2028"])
def test_lines_may_end_in_any_way(end: str) -> None:
    lines = (TITLE, f"{FIRST}; {LINE}.", "", FIRST, FIRST_PARAGRAPH, "", LINE, "Giao Công an tỉnh giữ trật tự.", "")
    plain, other = (ud.parse(gap.join(lines)) for gap in ("\n", end))
    assert other == plain


# ---- evidence -----------------------------------------------------------------------------------


def outline(*lines: str, marked: tuple[int, ...] = ()) -> Outline:
    view = View("\n".join(lines))
    return Outliner(common_grammar()).outline(view.folded, view.cased, TitleDates(Places(), Places()), Places(), marked)


def told(decision: Decision) -> tuple[str, str, list[tuple[str, int]]]:
    return decision.question, decision.answer, [(reason.name, reason.weight) for reason in decision.because]


def test_each_line_says_what_it_is_and_why() -> None:
    lines = (
        "Thông tin khác",
        TITLE,
        f"{FIRST}; Trồng rừng ngập mặn ven sông; Sửa cầu.",
        "anh.png",
        "Dân trong vùng rất vui:",
        FIRST,
        FIRST_PARAGRAPH,
        "Trồng rừng ngập mặn bên sông",
        "Lưới điện nông thôn",
        "Theo đó, UBND tỉnh giao Sở Công Thương làm lưới điện ở nông thôn;",
        "việc khác",
        "Các tin khác",
        "Khai mạc giải bóng chuyền",
    )
    found = outline(*lines)
    assert [told(d) for d in found.decisions if d.question in ("line", "heading")] == [
        ("line", "chrome", [("above the title", 0)]),
        ("line", "title", [("chosen as title", 0)]),
        ("line", "lead", [("below the title", 0), ("ends like a sentence", 0)]),
        ("line", "image", [("IMAGE", 0)]),
        ("heading", "stray", [("ends like a sentence", 0), ("no heading above", 0)]),
        ("heading", "heading", [("the same words", 0)]),
        ("heading", "paragraph", [("ends like a sentence", 0)]),
        ("heading", "heading", [("nearly the same words", 0)]),
        ("heading", "paragraph", [("heading of the lead above", 0)]),
        ("heading", "paragraph", [("ends like a sentence", 0)]),
        ("heading", "paragraph", [("small letter", 0)]),
        ("line", "page_foot", [("PAGE_FOOT", 0)]),
        ("line", "page_foot", [("PAGE_FOOT", 0)]),
    ]
    assert [told(d) for d in found.decisions if d.question == "entry"] == [
        ("entry", "item", [("the same words", 0)]),
        ("entry", "item", [("nearly the same words", 0)]),
        ("entry", "missing", []),
    ]


def test_what_was_weighed_stands_with_its_place() -> None:
    below = "Theo đó, UBND tỉnh lo phòng thi và điểm thi."
    text = f"{TITLE}\n{FIRST}\n{FIRST_PARAGRAPH}\n{LINE}\n{below}"
    at = text.index(LINE)
    (decision,) = [d for d in outline(text, marked=(at,)).decisions if d.question == "heading" and d.start == at]
    assert (decision.answer, decision.weight, decision.needed) == ("heading", 4, 2)
    shown = [(r.name, r.weight, text[r.start : r.end] if r.start >= 0 else "") for r in decision.because]
    assert shown[1:] == [("words taken up", 2, below), ("marked up", 2, ""), ("CONTINUING", -2, "Theo đó")]
    assert (shown[0][:2], shown[0][2][:8]) == (("OPENING", 2), "Theo đó,")


@pytest.mark.parametrize(
    ("over", "number", "is_section"),
    [
        ("a) Giao thông", "1. {}", True),
        ("a) Giao thông", "1.1. {}", True),
        ("1. Giao thông", "a) {}", True),
        ("1. Giao thông", "1.1. {}", True),
        ("1. Giao thông", "1. {}", False),  # the same kind counts on
        ("1. Giao thông", "{}", False),
        ("Giao thông", "1. {}", False),
    ],
)
def test_a_line_with_a_number_of_another_kind_stands_over_the_headings_below_it(
    over: str, number: str, is_section: bool
) -> None:
    one, other = number.format("Mở bến phà Cồn Sậy"), number.format("Khôi phục nghề dệt chiếu").replace("1.", "2.", 1)
    found = ud.parse(f"{TITLE}\n\n{over}\n\n{one}\n\nHọp.\n\n{other}\n\nHọp.\n").items
    sections = {item.section.text for item in found if item.section}
    assert sections == ({over} if is_section else set())


@pytest.mark.parametrize(
    ("paragraph", "is_one"),
    [
        ("Quyết định số {}/QĐ-UBND ngày 05/6/2025 về mở bến phà.", True),
        ("Công văn số {}/UBND-KT, ngày 06/6/2025: giao Sở Y tế báo cáo.", True),
        ("Quyết định số {}/QĐ-UBND về mở bến phà.", False),  # a symbol, and no day
    ],
)
def test_a_paragraph_that_begins_with_a_document_and_its_day_is_the_first_below_a_heading(
    paragraph: str, is_one: bool
) -> None:
    one, other = "Mở bến phà Cồn Sậy", "Khôi phục nghề"
    found = ud.parse(f"{TITLE}\n\n{one}\n\n{paragraph.format(5)}\n\n{other}\n\n{paragraph.format(7)}\n").items
    assert ([item.heading and item.heading.text for item in found] == [one, other]) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Báo cáo tổng hợp gửi trước 8h30 ngày 16/02/2021 (tức mùng 5 Tết)", False),
        ("Danh sách hộ nghèo nộp về Sở Nội vụ chậm nhất là ngày 05/3/2021", False),
        ("Kết quả diễn tập gửi Công an tỉnh trước 17 giờ 00 ngày 20/4/2021", False),
        ("Báo cáo tổng hợp về ngày Tết của các sở", True),
        ("Hoàn thành báo cáo tổng hợp trước ngày 16/02/2021", True),
    ],
)
def test_a_line_that_says_by_when_something_is_to_be_sent_is_no_heading_by_its_words(line: str, is_one: bool) -> None:
    below = f"Nhiều nơi còn lúng túng, {line[0].lower()}{line[1:]}, theo mẫu."
    found = ud.parse(f"Giao Công an tỉnh cắm chốt.\n{line}\n{below}\n")
    assert ([item.heading.text for item in found.items if item.heading] == [line]) is is_one


# ---- above the first heading -------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Xem chi tiết tại đây",
        "Mời bạn đọc xem toàn văn công văn đính kèm.",
        "Tải về công văn",
        "Tải file đính kèm",
        "Bấm vào đây để xem",
        "Nội dung chi tiết xem tại file đính kèm",
        "Toàn văn quyết định tại đây",
        "(Công văn số 2788/UBND-KT)",
        "(Theo Công văn số: 2788/UBND-KT, ngày 18/6/2025)",
    ],
)
def test_a_line_that_leads_to_a_file_or_stands_in_brackets_is_no_heading(line: str) -> None:
    found = ud.parse(f"Có gì.\n{line}\nChủ tịch UBND tỉnh chỉ đạo Sở Y tế kiểm tra các trạm.\n")
    assert [item.heading for item in found.items if item.heading] == []


@pytest.mark.parametrize("line", ["Tăng cường phòng, chống dịch bệnh", "Cầu Lam Điền đã thông xe"])
def test_sentences_above_the_first_heading_keep_their_duties_and_antecedents(line: str) -> None:
    above = "Chủ tịch UBND tỉnh giao Sở Xây dựng rà soát theo Công văn số 5/BXD-KC. Sở thực hiện nghiêm Công văn này."
    found = ud.parse(f"{above}\n{line}\nChủ tịch UBND tỉnh chỉ đạo Sở Y tế kiểm tra các trạm.\n")
    assert [duty.responsible for duty in found.duties] == ["Sở Xây dựng", "Sở", "Sở Y tế"]
    assert [(one.text, str(one.document)) for one in found.anaphora] == [("Công văn này", "5/BXD-KC")]
    assert ud.from_dict(ud.to_dict(found)) == found


# ---- numbers and stars before headings ---------------------------------------------------------

FOUR = ("Trồng cây ven sông Trà", "Sửa cầu Bến Đò", "Mở chợ đêm ở Vàm Sỏi", "Khám hồ đập")
TASK_BELOW = "Sở Nông nghiệp và Môi trường lo việc này cho xong."


@pytest.mark.parametrize("begin", ["{}. ", "{}) ", "* ", "• ", "❖ ", "➢ "])
def test_lines_with_numbers_or_stars_are_headings_though_a_task_stands_below(begin: str) -> None:
    headings = [f"{begin.format(number)}{words}" for number, words in enumerate(FOUR, 1)]
    text = "\n".join([TITLE, *(f"{heading}\n{TASK_BELOW}" for heading in headings)])
    items = ud.parse(text).items
    assert [item.heading.text for item in items if item.heading] == headings
    assert [item.number for item in items] == ([None] * 4 if "{" not in begin else list("1234"))


@pytest.mark.parametrize("bullet", ["*", "•", "-"])
def test_a_list_with_bullets_holds_no_headings(bullet: str) -> None:
    listed = "\n".join(f"{bullet} {words}" for words in FOUR)
    found = ud.parse(f"{TITLE}\nGiao các xã làm các việc sau:\n{listed}\n{TASK_BELOW}")
    assert [item.heading for item in found.items if item.heading] == []


def test_one_line_with_a_star_is_no_heading() -> None:
    assert [item.heading for item in ud.parse(f"{TITLE}\n* {FOUR[0]}\n{TASK_BELOW}").items if item.heading] == []


@pytest.mark.parametrize("begin", ["{}. ", "{}) ", "- ", "+ "])
def test_the_full_stop_of_a_numbered_heading_or_its_dash_makes_no_paragraph_of_it(begin: str) -> None:
    end = "." if "{" in begin else ""
    headings = [f"{begin.format(number)}{words}{end}" for number, words in enumerate(FOUR, 1)]
    text = "\n".join([TITLE, *(f"{heading}\nUBND tỉnh chỉ đạo việc này.\n{TASK_BELOW}" for heading in headings)])
    assert [item.heading.text for item in ud.parse(text).items if item.heading] == headings


@pytest.mark.parametrize("stop", [".", ":"])
@pytest.mark.parametrize(
    "intro", ["", "Trong tuần, UBND tỉnh đã ban hành 9 văn bản, trong đó có những nội dung sau:\n"]
)
@pytest.mark.parametrize("inside", ["- Sở Y tế rà soát thuốc.", "1. Sở Y tế mua thuốc.\n2. Sở Tài chính bố trí vốn."])
def test_headings_whose_numbers_run_on_may_end_like_a_sentence(stop: str, intro: str, inside: str) -> None:
    headings = [f"{number}. {words}: mức mới{stop}" for number, words in enumerate(FOUR, 1)]
    text = "\n".join([TITLE, *(f"{heading}\nUBND tỉnh chỉ đạo việc này.\n{inside}" for heading in headings)])
    text = text.replace(TITLE, f"{TITLE}\n{intro}".rstrip("\n"))
    assert [item.heading.text for item in ud.parse(text).items if item.heading] == headings


def test_numbered_sentences_with_their_tasks_are_no_headings() -> None:
    lines = [f"{number}. Giao Sở Y tế mua {number} máy.\nQuyết định nêu rõ mức thu." for number in range(1, 6)]
    assert [item.heading for item in ud.parse("\n".join([TITLE, *lines])).items if item.heading] == []


@pytest.mark.parametrize(
    "told", [["Trung tâm Y tế", "Các doanh nghiệp", "Người dân", "Ban Quản lý chợ"], ["Đối với các xã"] * 4]
)
def test_who_is_told_in_a_numbered_list_is_no_heading(told: list[str]) -> None:
    lines = [f"{number}. {party}:\n- Rà soát kho thuốc.\n- Báo cáo kết quả." for number, party in enumerate(told, 1)]
    text = "\n".join([TITLE, "UBND tỉnh ban hành Công văn số 12/UBND-KT ngày 11/3/2025, yêu cầu:", *lines])
    assert [item.heading for item in ud.parse(text).items if item.heading] == []


@pytest.mark.parametrize("bullet", ["*", "•", "+"])
def test_bullets_of_headings_stand_above_those_of_paragraphs(bullet: str) -> None:
    headings = [f"{bullet} {words}" for words in FOUR]
    below = "- UBND tỉnh chỉ đạo việc này.\n- Sở Y tế rà soát thuốc."
    text = "\n".join([TITLE, *(f"{heading}\n{below}" for heading in headings)])
    assert [item.heading.text.lstrip(f"{bullet} ") for item in ud.parse(text).items if item.heading] == list(FOUR)


def test_numbered_tasks_are_no_headings() -> None:
    tasks = "\n".join(
        f"{number}. Sở Xây dựng lo việc {words}.\nXong trước mùa mưa." for number, words in enumerate(FOUR, 1)
    )
    assert [item.heading for item in ud.parse(f"{TITLE}\nUBND tỉnh yêu cầu:\n{tasks}").items if item.heading] == []


@pytest.mark.parametrize(
    "line",
    [
        "Chỉ đạo của Chủ tịch UBND tỉnh được đưa ra ngày 1/8/2025.",
        "Chỉ đạo, điều hành của UBND tỉnh đã có chuyển biến ngày 1/8/2025.",
        "Hoạt động của UBND huyện là tiếp dân ngày 1/8/2025.",
    ],
)
def test_a_sentence_about_an_order_is_no_title(line: str) -> None:
    found = ud.parse(f"{line}\nGiao Sở Y tế báo cáo trước ngày 15/8.", anchor=dt.date(2025, 8, 13))
    assert found.title is None and found.period is None
    assert [str(deadline.due) for deadline in found.deadlines] == ["2025-08-14"]
