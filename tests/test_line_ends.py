"""Lines that are broken in mid-sentence are read as if they were not; lists, headings and titles stay what they are."""

from __future__ import annotations

import textwrap
from collections import Counter
from functools import cache

import pytest

import ubnd_digest as ud
from support.gold import GoldDigest
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import View, single_spaced
from ubnd_digest.reading.structure.line_ends import LineEnds

BASES = (
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
    "Luật Cư trú số 68/2020/QH14 ngày 13 tháng 11 năm 2020",
)
TASKS = (
    (
        "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân huyện Thanh Lĩnh rà soát quy hoạch các bến phà"
        " trên sông Trà, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 8 năm 2026."
    ),
    (
        "Sở Y tế kiểm tra các trạm y tế theo quy định tại khoản 3 Điều 12 Nghị định số 96/2023/NĐ-CP ngày 30 tháng 12 năm 2023"
        " của Chính phủ và Thông tư số 32/2023/TT-BYT ngày 31 tháng 12 năm 2023 của Bộ Y tế, hoàn thành trong quý III năm 2026."
    ),
    (
        "Yêu cầu Công an tỉnh tăng cường kiểm tra trật tự tại các khu chợ đêm, bến xe và bãi đỗ xe; kết quả báo cáo về Văn phòng"
        " Ủy ban nhân dân tỉnh chậm nhất ngày 30 tháng 6 năm 2026 để tổng hợp, trình Chủ tịch Ủy ban nhân dân tỉnh xem xét."
    ),
)


def law(number: int) -> str:
    """A made-up decision, a line a paragraph."""
    lines = [
        "QUYẾT ĐỊNH",
        f"Về việc ban hành Quy chế quản lý bến phà số {number}",
        f"Căn cứ {BASES[number % 2]};",
        (
            f"Căn cứ Nghị định số {number + 10}/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ quy định về phân định thẩm quyền của"
            " chính quyền địa phương 02 cấp trong lĩnh vực giao thông;"
        ),
        f"Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số {number + 100}/TTr-SXD ngày {number % 27 + 1} tháng 5 năm 2026.",
        (
            f"Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý, khai thác bến phà trên địa bàn tỉnh, thay thế Quyết định số"
            f" {number + 200}/2019/QĐ-UBND ngày 25 tháng 10 năm 2019 của Ủy ban nhân dân tỉnh."
        ),
        "Điều 2. Tổ chức thực hiện",
        *(f"{place}. {TASKS[(number + place) % 3]}" for place in (1, 2, 3)),
        "Điều 3. Quyết định này có hiệu lực kể từ ngày 01 tháng 7 năm 2026.",
    ]
    return "\n".join(lines)


def broken(text: str, width: int) -> str:
    """A text with its lines broken at a width, as a PDF file has them."""
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(found) for found in lines)


def shown(value: object) -> str:
    """A value without the line ends in it."""
    return str([single_spaced(str(one)) for one in value] if isinstance(value, list) else single_spaced(str(value)))


@cache
def annotations_of(text: str) -> Counter[tuple[str, str]]:
    """The annotations of a text with their labels, whatever line ends stand in them."""
    drop = ("start", "end")
    return Counter(
        (record["label"], str([(key, shown(value)) for key, value in record.items() if key not in drop]))
        for record in ud.to_annotations(ud.parse(text))
    )


def found_in(text: str) -> Counter[str]:
    """The mentions of a text, whatever line ends stand in them."""
    return Counter({told: count for (label, told), count in annotations_of(text).items() if label != "PARAGRAPH"})


@pytest.mark.parametrize("width", [60, 66, 72, 80, 90, 100])
def test_a_broken_law_holds_the_same_mentions(width: int) -> None:
    wrong = [number for number in range(60) if found_in(law(number)) != found_in(broken(law(number), width))]
    assert wrong == []


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\u00a0\r\n"])
def test_spans_are_those_of_the_text_as_given(end: str) -> None:
    text = f"Giao Sở Y tế báo cáo kết quả trước{end}ngày 15 tháng 4 năm{end}2026."
    (deadline,) = ud.find_deadlines(text)
    assert deadline.due and deadline.due.isoformat() == "2026-04-14"
    assert deadline.text == text[deadline.span.start : deadline.span.end]
    assert single_spaced(deadline.text) == "trước ngày 15 tháng 4 năm 2026"


def test_a_number_that_is_cut_at_its_dash_is_one() -> None:
    text = "Căn cứ Quyết định số 45/2024/QĐ-\nUBND ngày 12/6/2024 của UBND tỉnh;"
    (reference,) = ud.find_references(text)
    assert str(reference.number) == "45/2024/QĐ-UBND" and reference.date and reference.date.text == "ngày 12/6/2024"


SEPARATE = (
    "Sửa cầu Bến Đò\nUBND tỉnh chỉ đạo sửa cầu.",
    "Thứ 2\n10/3\nSáng: Họp giao ban.",
    "Các đơn vị gồm\nphòng A\nphòng B",
    "Giao Sở Xây dựng:\n- Trình đồ án trước ngày 20/4/2025.",
    "Sở Tài chính chủ trì:\na) Rà soát danh sách;\nb) báo cáo trong tháng 5/2025.",
    "Nạo vét kênh Ba Xã\n1. Phạm vi nạo vét\n2. Kinh phí thực hiện",
    "Sở Y tế kiểm tra các trạm y tế.\ntrạm Vàm Sỏi được sửa.",
)


@pytest.mark.parametrize("text", SEPARATE)
def test_lists_headings_and_short_lines_are_not_joined(text: str) -> None:
    parser = ud.Parser()
    assert parser._view(text, "parse").folded.count("\n") == text.count("\n")


def test_a_view_may_be_told_which_line_ends_are_none() -> None:
    view = View("một  \r\n hai\nba", joined={0: " "})
    assert view.folded == "một hai\nba"
    assert view.text[slice(*view.span(4, 7))] == "hai"


DIGEST = """\
Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 10/3 đến ngày 16/3/2025)
Kế hoạch trồng cây ven sông Trà năm 2025; Tăng cường bảo đảm trật tự, an toàn giao thông tại các bến phà trên sông Trà.
Kế hoạch trồng cây ven sông Trà năm 2025
UBND tỉnh ban hành Kế hoạch trồng cây ven sông Trà năm 2025 (Kế hoạch số 64/KH-UBND, ngày 12/3/2025), với mục tiêu trồng\
 mới 120 ha rừng phòng hộ dọc bờ sông, từng bước khôi phục cảnh quan và chống sạt lở ở các xã Lam Điền, Vàm Sỏi.
Theo đó, giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các huyện chuẩn bị cây giống, hoàn thành trước ngày\
 30/4/2025; các địa phương bố trí đất trồng và vận động người dân tham gia.
Tăng cường bảo đảm trật tự, an toàn giao thông tại các bến phà trên sông Trà
Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng kiểm tra các bến phà (Công văn số 712/UBND-XD, ngày 13/3/2025) và báo cáo kết quả\
 chậm nhất ngày 25/3/2025, trong đó nêu rõ những bến phải dừng hoạt động.
"""


@pytest.mark.parametrize("width", range(60, 101, 4))
def test_a_broken_digest_has_the_same_items(width: int) -> None:
    whole, other = ud.parse(DIGEST), ud.parse(broken(DIGEST, width))
    assert [str(item.heading) for item in other.items] == [str(item.heading) for item in whole.items]
    assert [[str(p) for p in item.paragraphs] for item in other.items] == [
        [str(p) for p in item.paragraphs] for item in whole.items
    ]
    assert str(other.title) == str(whole.title) and other.period == whole.period
    assert [str(entry) for entry in other.lead] == [str(entry) for entry in whole.lead]


# Headings in which the lead is told with more words, with or without a number; a comma without its blank.
SHORT_LEAD = """\
Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 10/3 đến ngày 16/3/2025)
Trồng cây ven sông Trà; đẩy nhanh sửa chữa các bến phà; tổ chức Ngày sách năm 2025; chấn chỉnh việc thu phí ở chợ.
{0}Kế hoạch trồng cây ven sông Trà năm 2025
Sở Nông nghiệp và Môi trường chuẩn bị cây giống,hạt giống, hoàn thành trước ngày 30/4/2025; các địa phương bố trí đất,\
 vận động người dân tham gia trồng rừng.
{1}Đẩy nhanh sửa chữa các bến phà trên sông Trà giai đoạn 2025 - 2026
UBND tỉnh chỉ đạo sửa chữa các bến phà (Công văn số 712/UBND-XD, ngày 13/3/2025), xong trước mùa mưa.
{2}Tổ chức Ngày sách và văn hóa đọc tỉnh Trà Giang lần thứ ba năm 2025
Ban Tổ chức mở gian trưng bày tại thư viện tỉnh từ ngày 20/4, các trường tổ chức cho học sinh tham quan, viết bài.
{3}Chấn chỉnh việc thu phí ở chợ đầu mối và chợ đêm
Yêu cầu Ban Quản lý chợ,Đội trật tự các xã niêm yết mức thu, chấm dứt việc thu ngoài quy định ngay trong tháng này.
"""


@pytest.mark.parametrize("numbers", [("1. ", "2. ", "3. ", "4. "), ("I. ", "II. ", "III. ", "IV. "), ("",) * 4])
@pytest.mark.parametrize("width", range(54, 111, 4))
def test_a_broken_digest_has_its_headings_though_the_lead_is_shorter(width: int, numbers: tuple[str, ...]) -> None:
    text = SHORT_LEAD.format(*numbers)
    whole, other = ud.parse(text), ud.parse(broken(text, width))
    told = [[str(item.heading), *map(str, item.paragraphs)] for item in whole.items]
    assert [number + told[place][0].removeprefix(number) for place, number in enumerate(numbers)] == [
        line[0] for line in told
    ]
    assert [[single_spaced(str(part)) for part in (item.heading, *item.paragraphs)] for item in other.items] == told


@pytest.mark.parametrize("words", ["sách,báo", "sách;báo", "sách(báo)", "sách - báo"])
def test_a_blank_that_was_left_out_makes_no_line_longer(words: str) -> None:
    last = f"cách giải quyết cho kịp mùa mưa lũ năm nay, mua {words}"
    full = last + "n" * (len(BROKEN[0]) - len(last))
    assert joined(*BROKEN, full, "Lam Điền và Vàm Sỏi.").get(3) == " "


# how many of the annotations of the gold may differ where its lines are broken
MOST_DIFFERENT = 1 / 200


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_broken_gold_holds_the_same(gold: tuple[GoldDigest, ...], width: int) -> None:
    found = different = 0
    for digest in gold:
        whole, other = annotations_of(digest.text), annotations_of(broken(digest.text, width))
        found += whole.total()
        different += max((whole - other).total(), (other - whole).total())
    assert different <= MOST_DIFFERENT * found


PLACES = ("Lam Điền", "Vàm Sỏi", "Gia Vân", "Phú Lạc", "Hòa Lộc")
TOLD = (
    "Có {} hộ dân xã {} được cấp nước sạch trong tháng 9/2025, sau khi trạm cấp nước vùng ven sông Trà sửa xong.",
    "Đã có {} hộ dân xã {} nhận đủ tiền, không để xảy ra nợ đọng và khiếu nại kéo dài trong nhân dân.",
    "Hơn {} cán bộ, công chức xã {} tham gia giải phóng mặt bằng dự án đường tránh.",
)


def long_paragraphs(*, begin: str) -> str:
    """Paragraphs of several sentences, each of which begins with the same words."""
    heads = [
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 15/9 đến ngày 21/9/2025)",
        "Sửa trạm cấp nước",
    ]
    first = "UBND tỉnh chỉ đạo sửa trạm cấp nước (Công văn số 12/UBND-KT ngày 16/9/2025)."
    rest = [
        " ".join(
            [
                begin,
                *(TOLD[(number + place) % 3].format(11 + 4 * number + place, PLACES[number % 5]) for place in range(4)),
            ]
        )
        for number in range(8)
    ]
    return "\n".join([*heads, first, *rest])


@pytest.mark.parametrize("begin", ["Theo đó, tỉnh thống nhất như sau.", "Đối với các xã ven sông, tỉnh đã có ý kiến."])
@pytest.mark.parametrize("width", [60, 66, 72, 80, 90, 100])
def test_a_text_shows_how_its_paragraphs_begin(width: int, begin: str) -> None:
    whole, other = (
        [single_spaced(str(paragraph)) for paragraph in ud.parse(text).items[0].paragraphs]
        for text in (long_paragraphs(begin=begin), broken(long_paragraphs(begin=begin), width))
    )
    assert other == whole


HEADINGS = (
    "Công bố kết quả kiểm tra các bến phà trên sông Trà năm 2025 - 2026",
    "Kế hoạch trồng cây ven sông Trà nhiệm kỳ 2026 - 2031",
)
BELOW = (
    "Ngày 18/9/2025, Sở Xây dựng đã có Báo cáo số 41/BC-SXD gửi Ủy ban nhân dân tỉnh về việc trên, đề nghị bổ sung vốn.",
    "Thực hiện Nghị quyết số 12/NQ-HĐND, tỉnh đã bố trí vốn; các xã ven sông tổ chức trồng cây theo kế hoạch đã duyệt.",
)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("below", BELOW)
def test_a_full_heading_ends_above_words_that_begin_a_sentence(heading: str, below: str) -> None:
    text = DIGEST + f"\n{heading}\n{below}\n"
    width = len(heading)  # the heading fills its line
    view = ud.Parser()._view(broken(text, width), "parse")
    assert f"{View(heading).folded}\n" in view.folded


def test_a_paragraph_that_repeats_the_words_of_its_heading_goes_on() -> None:
    entry = "UBND tỉnh chỉ đạo bảo tồn, tôn tạo và phát huy giá trị di tích trên địa bàn tỉnh"
    text = (
        f"Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 15/9 đến ngày 21/9/2025)\n"
        f"Nạo vét kênh Ba Xã và các nhánh của kênh trên địa bàn hai huyện ven sông; {entry}.\n"
        "Nạo vét kênh Ba Xã và các nhánh của kênh trên địa bàn hai huyện ven sông\n"
        "UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 16/9/2025 nạo vét kênh Ba Xã và các nhánh của kênh, bố trí đủ vốn.\n"
        f"{entry}\n{entry} Sông Trà, tại Công văn số 1605/UBND-KGVX ngày 17/9/2025, và giao các huyện rà soát, lập danh mục.\n"
    )
    width = len("UBND tỉnh chỉ đạo bảo tồn, tôn tạo và phát huy giá trị")
    assert [single_spaced(str(item.heading)) for item in ud.parse(broken(text, width)).items] == [
        str(item.heading) for item in ud.parse(text).items
    ]


def test_the_number_before_a_closing_bracket_begins_no_list() -> None:
    told = "Sở Y tế tuyên truyền để người dân đi tiêm chủng các mũi nhắc lại (mũi 3, mũi 4) kịp thời, đầy đủ, an toàn."
    text = "\n".join([told, law(1), law(2)])
    view = ud.Parser()._view(broken(text, told.index("4) kịp") - 1), "parse")
    assert "mũi 3, mũi 4) kịp" in view.folded


def test_a_number_of_a_list_is_no_rest_of_the_line_above() -> None:
    text = "I. VĂN BẢN QUY PHẠM PHÁP LUẬT\n1. Sửa cầu Bến Đò\nCông văn số\n12/QĐ-UBND ngày 03/3/2025 về cầu."
    ends = LineEnds(common_grammar())
    view = View(text)
    assert list(ends.decide(view)) == [2]


@pytest.mark.parametrize(
    "words",
    [
        "Thông tư liên tịch\nsố 11/2024/TTLT-BNN-BNV ngày 02/4/2024",
        "Quyết định\nsố 12/QĐ-UBND ngày 3/3/2026",
        "Luật Tổ chức\nchính quyền địa phương",
        "Luật\nNhà ở",
        "trước\nngày 05/3/2026",
    ],
)
@pytest.mark.parametrize("heading", ["Việc của ngành y tế", "Thực hiện {}"])
def test_a_line_end_inside_a_mention_ends_no_block(words: str, heading: str) -> None:
    text = (
        f"Chỉ đạo, điều hành của UBND tỉnh (02/3 - 08/3/2026)\n\n{heading.format(words)}\n"
        f"UBND tỉnh yêu cầu Sở Y tế (theo {words}) báo cáo Công an tỉnh.\n\nSở Nội vụ họp."
    )
    digest = ud.parse(text)
    (item,) = digest.items
    assert item.heading and item.heading.text == heading.format(words)
    found = [mention.text for block in item.blocks for mention in block.mentions]
    assert found.count(words) == 1 + ("{" in heading)
    assert all(mention.span.end <= block.span.end for block in item.blocks for mention in block.mentions)
    assert ud.from_dict(ud.to_dict(digest)) == digest


def test_a_blank_line_stands_in_no_name_of_a_law() -> None:
    found = ud.find_laws("Theo Luật Tổ chức\n\nchính quyền địa phương và Luật Nhà ở")
    assert [law.text for law in found] == ["Luật Tổ chức", "Luật Nhà ở"]


# ---- single lines that are broken ------------------------------------------------------------------

BROKEN = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành và các xã rà",
    "soát bến phà trên sông, sửa lại cầu treo đã hỏng và báo cáo",
    "về tỉnh những việc chưa làm được trong tháng này để cùng bàn",
)


def joined(*lines: str) -> dict[int, str]:
    """The line ends in mid-sentence of a text, by their numbers."""
    view = View("\n".join(lines))
    return LineEnds(common_grammar()).decide(view)


@pytest.mark.parametrize(
    ("last", "below", "what"),
    [
        # at a full line without a mark: what is no bullet, no number and no line of the page goes on
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "Lam Điền.", " "),
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "Điều 5. Mở bến phà.", None),
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "Trang chủ", None),
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "-Sửa cầu.\n- Mở chợ.", None),
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "-Sửa cầu.\n-Mở chợ\n- Dọn kênh.", None),
        ("cách giải quyết cho kịp mùa mưa lũ năm nay trên toàn địa bàn", "-Sửa cầu", " "),
        # inside a number nothing stands for it, whatever ends the line below
        ("cách giải quyết theo những gì nêu trong Quyết định số 12/QĐ-", "UBND.", ""),
        ("cách giải quyết theo những gì nêu trong Quyết định số 12/QĐ-", "UBND về phà.", ""),
        ("cách giải quyết theo những gì nêu trong Quyết định số 12/QĐ-", "(UBND tỉnh)", " "),
    ],
)  # fmt: skip
def test_what_stands_below_a_full_line_goes_on_with_it_or_begins_something(
    last: str, below: str, what: str | None
) -> None:
    found = joined(*BROKEN, last, below)
    assert (found.get(3), [found.get(number) for number in range(3)]) == (what, [" "] * 3)


@pytest.mark.parametrize(("letters", "found"), [(5, {0: " "}), (4, {})])
def test_a_line_of_ten_letters_whose_last_word_asks_for_more_goes_on(letters: int, found: dict[int, str]) -> None:
    assert joined(f"{'a' * letters} ngày", "30/6/2026.") == found


def test_lines_with_marks_at_their_ends_are_a_list_however_alike_they_are() -> None:
    entries = [f"sửa lại cầu treo đã hỏng ở xã thứ {number} của huyện;" for number in range(10, 30)]
    assert joined(*entries, "báo cáo trước mùa mưa lũ năm nay.") == {}


@pytest.mark.parametrize(
    "words", ["Quyết định\nsố\n12/QĐ-UBND ngày 11/3/2025", "Luật Tổ chức\nchính quyền\nđịa phương"]
)
def test_two_line_ends_inside_a_mention_end_no_block(words: str) -> None:
    title = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3/2025)"
    above = "UBND tỉnh ban hành Công văn số 5/UBND-KT ngày 10/3/2025."
    (item,) = ud.parse(f"{title}\n\nMở lại bến phà\n\n{above}\nUBND tỉnh nêu trong {words}.\n").items
    assert [block.text for block in item.paragraphs] == [above, f"UBND tỉnh nêu trong {words}."]


@pytest.mark.parametrize("written", ["quý\nIV năm 2024", "quý\nII/2024", "tháng\nTư năm 2024", "tháng\n10/2024"])
def test_a_date_goes_on_below_the_word_that_asks_for_its_number(written: str) -> None:
    text = f"Hậu quả mưa lũ trong {written} tại tỉnh."
    assert [date.text for date in ud.parse(text).dates] == [written]
