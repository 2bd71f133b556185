"""What needs more than one place of the text: years left out, duties, parties, dates of effect, documents."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from strategies import days
from ubnd_digest import (
    Deadline,
    Digest,
    Parser,
    Relation,
    Severity,
    find_dates,
    find_deadlines,
    find_provisions,
    find_references,
    parse,
)

ANCHOR = dt.date(2022, 5, 30)  # a Monday
TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 30/5 - 05/6/2022)"


def in_digest(*paragraphs: str) -> Digest:
    """The paragraphs as an item of a digest of the week of 30 May 2022."""
    return parse("\n".join((TITLE, "", "Chuẩn bị phòng, chống thiên tai", *paragraphs)))


# ---- deadlines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mention", "relation", "limit", "due"),
    [
        # before: the day named is already too late
        ("Sở Y tế hoàn thành trước ngày 30/6/2022.", "trước ngày 30/6/2022", "before", "2022-06-30", "2022-06-29"),
        ("Yêu cầu các xã báo cáo trước 15/6.", "trước 15/6", "before", "2022-06-15", "2022-06-14"),
        ("Các đơn vị gửi hồ sơ Trước ngày 01 tháng 7 năm 2022.", "Trước ngày 01 tháng 7 năm 2022", "before", "2022-07-01", "2022-06-30"),
        ("Giao Sở Nội vụ trình Đề án trước tháng 9/2022.", "trước tháng 9/2022", "before", "2022-09-01", "2022-08-31"),
        ("Sở Công Thương bàn giao mặt bằng, xong trước ngày 10-8-2022.", "trước ngày 10-8-2022", "before", "2022-08-10", "2022-08-09"),
        ("Yêu cầu Sở Xây dựng tham mưu trước ngày\u00a020/7/2022.", "trước ngày\u00a020/7/2022", "before", "2022-07-20", "2022-07-19"),
        ("Giao Sở Tư pháp thẩm định xong trước quý IV năm 2022.", "trước quý IV năm 2022", "before", "2022-10-01", "2022-09-30"),
        # by: the day named is the last
        ("Sở Y tế báo cáo chậm nhất ngày 30/6/2022.", "chậm nhất ngày 30/6/2022", "by", "2022-06-30", "2022-06-30"),
        ("gửi về Sở Nội vụ chậm nhất là ngày 05/7/2022", "chậm nhất là ngày 05/7/2022", "by", "2022-07-05", "2022-07-05"),
        ("Muộn nhất ngày 12/6, các xã nộp danh sách.", "Muộn nhất ngày 12/6", "by", "2022-06-12", "2022-06-12"),
        ("trả kết quả không quá ngày 15 tháng 8 năm 2022", "không quá ngày 15 tháng 8 năm 2022", "by", "2022-08-15", "2022-08-15"),
        ("hoàn thành giải ngân đến hết ngày 31/12/2022", "đến hết ngày 31/12/2022", "by", "2022-12-31", "2022-12-31"),
        ("hạn cuối ngày 20/6/2022 phải nộp xong hồ sơ", "hạn cuối ngày 20/6/2022", "by", "2022-06-20", "2022-06-20"),
        ("Hạn chót nộp bài dự thi là ngày 30/9/2022.", "Hạn chót nộp bài dự thi là ngày 30/9/2022", "by", "2022-09-30", "2022-09-30"),
        ("Giao Sở Tài chính quyết toán chậm nhất trong tháng 8/2022.", "chậm nhất trong tháng 8/2022", "by", "2022-08-31", "2022-08-31"),
        ("Các huyện đăng ký không muộn hơn ngày 10/6/2022.", "không muộn hơn ngày 10/6/2022", "by", "2022-06-10", "2022-06-10"),
        ("Chậm nhất đến ngày 25/6/2022 phải bàn giao.", "Chậm nhất đến ngày 25/6/2022", "by", "2022-06-25", "2022-06-25"),
        # within: some time in the unit named
        ("Sở Y tế hoàn thành trong quý III năm 2022.", "trong quý III năm 2022", "within", "2022-09-30", "2022-09-30"),
        ("Giao Sở Nội vụ báo cáo UBND tỉnh trong tháng 7/2022.", "trong tháng 7/2022", "within", "2022-07-31", "2022-07-31"),
        ("Ban Quản lý dự án phải bàn giao công trình trong năm 2022.", "trong năm 2022", "within", "2022-12-31", "2022-12-31"),
        ("Giao Sở Tư pháp trình dự thảo trong tháng 6.", "trong tháng 6", "within", "2022-06-30", "2022-06-30"),
        ("Yêu cầu các xã nộp báo cáo trong ngày 02/6/2022.", "trong ngày 02/6/2022", "within", "2022-06-02", "2022-06-02"),
        ("Giao Sở Y tế hoàn thành trong 6 tháng cuối năm 2022.", "trong 6 tháng cuối năm 2022", "within", "2022-12-31", "2022-12-31"),
    ],
)  # fmt: skip
def test_a_deadline_says_how_it_relates_to_its_date(
    text: str, mention: str, relation: str, limit: str, due: str
) -> None:
    (found,) = find_deadlines(text, anchor=ANCHOR)
    assert found.limit
    assert found.due
    assert (found.text, found.relation.value, found.limit.isoformat(), found.due.isoformat()) == (
        mention,
        relation,
        limit,
        due,
    )


@pytest.mark.parametrize(
    ("text", "mention", "time"),
    [
        ("Các xã báo cáo trước 16 giờ ngày 20/6/2022.", "trước 16 giờ ngày 20/6/2022", dt.time(16)),
        ("Các xã báo cáo trước 17h00 ngày 20/6/2022.", "trước 17h00 ngày 20/6/2022", dt.time(17)),
        ("Các xã báo cáo chậm nhất 10h30 ngày 20/6/2022.", "chậm nhất 10h30 ngày 20/6/2022", dt.time(10, 30)),
        ("Các xã báo cáo trước 8 giờ 15 phút ngày 20/6/2022.", "trước 8 giờ 15 phút ngày 20/6/2022", dt.time(8, 15)),
        ("Các xã báo cáo trước 16:30, ngày 20/6/2022.", "trước 16:30, ngày 20/6/2022", dt.time(16, 30)),
        ("Các xã báo cáo trước 3 giờ chiều ngày 20/6/2022.", "trước 3 giờ chiều ngày 20/6/2022", dt.time(15)),
        ("Các xã báo cáo trước 24 giờ ngày 20/6/2022.", "trước 24 giờ ngày 20/6/2022", dt.time(23, 59)),
    ],
)
def test_with_a_clock_time_the_day_itself_still_counts(text: str, mention: str, time: dt.time) -> None:
    (found,) = find_deadlines(text, anchor=ANCHOR)
    assert (found.text, found.relation, found.time) == (mention, Relation.BY, time)
    assert found.due == dt.date(2022, 6, 20)


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("Giao Sở Y tế chủ trì, phối hợp với các ngành hoàn thành trước ngày 30/6/2022.", "Sở Y tế"),
        ("UBND tỉnh yêu cầu Sở Giáo dục và Đào tạo báo cáo trước ngày 30/6/2022.", "Sở Giáo dục và Đào tạo"),
        ("Sở Công Thương khẩn trương tham mưu, trình UBND tỉnh trước ngày 30/6/2022.", "Sở Công Thương"),
        (
            "Đề nghị UBND các huyện, thành phố rà soát, gửi kết quả về Sở Nội vụ trước ngày 30/6/2022.",
            "UBND các huyện, thành phố",
        ),
        ("Các sở, ban, ngành gửi báo cáo về Văn phòng UBND tỉnh trước ngày 30/6/2022.", "Các sở, ban, ngành"),
        ("Phân công Công an tỉnh xây dựng phương án, hoàn thành trước ngày 30/6/2022.", "Công an tỉnh"),
        ("Giám đốc Sở Tư pháp chịu trách nhiệm hoàn thành trước ngày 30/6/2022.", "Giám đốc Sở Tư pháp"),
        ("Đối với cấp xã: hoàn thành trước ngày 30/6/2022.", "cấp xã"),
        (
            "Giao Sở Xây dựng chủ trì, yêu cầu các nhà thầu đẩy nhanh tiến độ, hoàn thành trước ngày 30/6/2022.",
            "Sở Xây dựng",
        ),
        ("Giao Sở Y tế theo dõi. Thời gian hoàn thành trước ngày 30/6/2022.", "Sở Y tế"),
        ("Thời gian nộp hồ sơ chậm nhất ngày 30/6/2022.", None),
        ("Công trình phải hoàn thành trước ngày 30/6/2022.", None),
        (
            "Ban Quản lý dự án đầu tư xây dựng tỉnh hoàn thành hồ sơ trước ngày 30/6/2022.",
            "Ban Quản lý dự án đầu tư xây dựng tỉnh",
        ),
        (
            "Giao Chủ tịch UBND các huyện, thành phố chỉ đạo các xã báo cáo trước ngày 30/6/2022.",
            "Chủ tịch UBND các huyện, thành phố",
        ),
    ],
)
def test_who_must_act(text: str, responsible: str | None) -> None:
    (found,) = find_deadlines(text, anchor=ANCHOR)
    assert found.responsible == responsible


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        (
            "Sở Y tế trình dự thảo trước ngày 10/6/2022, hoàn thiện trước ngày 20/6/2022.",
            [("trước ngày 10/6/2022", "Sở Y tế"), ("trước ngày 20/6/2022", "Sở Y tế")],
        ),
        (
            "Giao Sở Y tế hoàn thành trước ngày 10/6/2022; Sở Nội vụ báo cáo trước ngày 20/6/2022.",
            [("trước ngày 10/6/2022", "Sở Y tế"), ("trước ngày 20/6/2022", "Sở Nội vụ")],
        ),
        (
            "Cấp xã: hoàn thành trước ngày 10/6/2022; cấp huyện: hoàn thành trong tháng 7/2022.",
            [("trước ngày 10/6/2022", "Cấp xã"), ("trong tháng 7/2022", "cấp huyện")],
        ),
        (
            "Sở Tài chính, Sở Y tế báo cáo trước ngày 10/6/2022.",
            [("trước ngày 10/6/2022", "Sở Tài chính, Sở Y tế")],
        ),
        (
            "Giao Sở Tài chính thẩm định chậm nhất ngày 10/6/2022. Sở Y tế tiếp thu, trình lại trước ngày 15/6/2022.",
            [("chậm nhất ngày 10/6/2022", "Sở Tài chính"), ("trước ngày 15/6/2022", "Sở Y tế")],
        ),
    ],
)
def test_several_deadlines_each_have_their_party(text: str, deadlines: list[tuple[str, str]]) -> None:
    assert [(d.text, d.responsible) for d in find_deadlines(text, anchor=ANCHOR)] == deadlines


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đến năm 2030 có 50 xã đạt chuẩn.",
        "Các công trình đã hoàn thành trước ngày 30/4/2022.",
        "Hộ dân sinh sống ổn định trước ngày 01/7/2004.",
        "Kế hoạch thực hiện trong giai đoạn 2021 - 2025.",
        "Hội nghị diễn ra trong ngày 02/6/2022.",
        "Kết quả thực hiện nhiệm vụ trong tháng 5/2022 đạt khá.",
        "Giá cả ổn định trong quý I năm 2022.",
        "Người sinh trước năm 1960 được hỗ trợ.",
        "Chương trình kéo dài đến hết năm 2025.",
        "Sở Y tế sẽ họp vào ngày 30/6/2022.",
        "Quyết định này có hiệu lực từ ngày 30/6/2022.",
        "trước đây, trước mắt, trước khi họp",
        "Sở Y tế báo cáo trước tháng 15, tháng 5/2023 sẽ họp.",
        "Các xã báo cáo trước đầu năm 3 của dự án; năm 2023 nghiệm thu.",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert [d.text for d in find_deadlines(text, anchor=ANCHOR)] == []


@given(days)
def test_due_is_the_last_day_on_which_it_can_be_done(day: dt.date) -> None:
    before, by = (find_deadlines(f"Sở Y tế báo cáo {word} ngày {day:%d/%m/%Y}.") for word in ("trước", "chậm nhất"))
    assert [(d.due, d.limit) for d in before] == [(day - dt.timedelta(days=1), day)]
    assert [(d.due, d.limit) for d in by] == [(day, day)]


def test_a_deadline_of_the_next_year_is_not_taken_for_one_past() -> None:
    (found,) = find_deadlines("Sở Y tế báo cáo trước ngày 15/01.", anchor=dt.date(2022, 12, 28))
    assert (found.limit, found.named.inferred) == (dt.date(2023, 1, 15), True)


def test_an_impossible_date_sets_no_limit() -> None:
    digest = in_digest("Sở Y tế báo cáo trước ngày 31/6/2022.")
    assert digest.deadlines == ()
    assert [d.code for d in digest.diagnostics if d.severity is Severity.ERROR] == ["impossible-date"]


# ---- years ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Ngày 31/5, UBND tỉnh họp.", "2022-05-31"),
        ("Họp sơ kết quý I.", "2022-33"),
        ("Kết quả 5 tháng đầu năm.", "2022-01/2022-05"),
        ("Báo cáo tháng 8.", "2022-08"),
        ("Ngày 20/12, đoàn đã kiểm tra.", "2021-12-20"),
    ],
)
def test_a_year_left_out_is_taken_from_the_period(text: str, edtf: str) -> None:
    found = in_digest("UBND tỉnh có văn bản chỉ đạo.", text).items[0].dates[-1]
    assert (found.edtf, found.inferred) == (edtf, True)


def test_a_year_that_is_written_is_not_inferred() -> None:
    (found,) = find_dates("ngày 31/5/2022")
    assert not found.inferred


def test_without_anything_to_take_it_from_there_is_no_date_and_a_diagnostic_says_so() -> None:
    digest = parse("Ngày 31/5 họp.")
    assert [(date.start, date.problem) for date in digest.dates] == [(None, "undetermined")]
    assert "undetermined-date" in [doubt.code for doubt in digest.diagnostics]


def test_a_neighbour_gives_the_year_before_the_period_does() -> None:
    found = in_digest("UBND tỉnh tổ chức hội thi từ ngày 20/12 đến ngày 10/01/2024.").items[0].dates
    assert [date.edtf for date in found] == ["2023-12-20", "2024-01-10"]


# ---- dates of effect -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mention", "start"),
    [
        (
            "Quyết định này có hiệu lực kể từ ngày 09 tháng 12 năm 2024.",
            "kể từ ngày 09 tháng 12 năm 2024",
            "2024-12-09",
        ),
        ("Quy định có hiệu lực thi hành từ ngày 01/7/2022.", "từ ngày 01/7/2022", "2022-07-01"),
        ("Quyết định có hiệu lực thi hành ngày 01/7/2022.", "ngày 01/7/2022", "2022-07-01"),
        ("Nghị quyết có hiệu lực, kể từ ngày 15-6-2022.", "kể từ ngày 15-6-2022", "2022-06-15"),
        ("Thông tư có hiệu lực từ ngày 10 tháng 6.", "từ ngày 10 tháng 6", "2022-06-10"),
        ("QUYẾT ĐỊNH CÓ HIỆU LỰC TỪ NGÀY 01/7/2022", "TỪ NGÀY 01/7/2022", "2022-07-01"),
        ("Luật có hiệu lực từ năm 2025.", "từ năm 2025", "2025-01-01"),
    ],
)
def test_dates_of_effect(text: str, mention: str, start: str) -> None:
    (found,) = in_digest("UBND tỉnh ban hành Quyết định số 20/2022/QĐ-UBND.", text).effective_dates
    assert found.date.start
    assert (found.text, found.date.start.isoformat()) == (mention, start)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định cũ hết hiệu lực kể từ ngày 01/7/2022.",
        "Giấy phép có hiệu lực trong 5 năm.",
        "Kế hoạch triển khai từ ngày 01/7/2022.",
        "nâng cao hiệu lực, hiệu quả quản lý trong năm 2022",
        "Quyết định có hiệu lực từ ngày 31/6/2022.",
        "Giấy phép có hiệu lực từ năm 5 trở đi, tháng 7/2022 cấp lại.",
    ],
)
def test_what_is_no_date_of_effect(text: str) -> None:
    assert [found.text for found in in_digest("UBND tỉnh có văn bản chỉ đạo.", text).effective_dates] == []


# ---- references and provisions -------------------------------------------------------------


def test_a_number_far_from_its_list_still_gets_the_type_of_the_symbol() -> None:
    found = find_references("Quyết định số 1/QĐ-UBND. Thực hiện số 2/KH-UBND.")
    assert [r.type_text for r in found] == ["Quyết định", "Kế hoạch"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quyết định số 921 ngày 5/3/2022", "number-without-symbol"),
        ("Quyết định số 12/KH-UBND", "type-symbol-mismatch"),
        ("Quyết định số 12/QĐ-UBND ngày 30/02/2022", "impossible-date"),
    ],
)
def test_what_is_odd_about_a_reference_is_told(text: str, code: str) -> None:
    digest = parse(text)
    assert len(digest.references) == 1
    assert code in [doubt.code for doubt in digest.diagnostics]


@pytest.mark.parametrize(
    "text", ["Quyết định số 12/QĐ-UBND", "Công văn số 12/UBND-KT", "Luật số 12/2020/QH14", "Quy định số 70-QĐ/TW"]
)
def test_what_is_usual_about_a_reference_is_not_doubted(text: str) -> None:
    assert {doubt.code for doubt in parse(text).diagnostics} == {"no-title", "no-period"}


def test_a_date_with_a_problem_is_no_date_of_issue() -> None:
    (found,) = find_references("Quyết định số 12/QĐ-UBND ngày 30/02/2022")
    assert found.date is None
    assert found.text == "Quyết định số 12/QĐ-UBND ngày 30/02/2022"


def test_a_provision_takes_the_document_of_the_next_one_in_its_sentence() -> None:
    found = find_provisions("hồ sơ tại Điều 7 và trình tự tại Điều 8 Nghị định số 30/2023/NĐ-CP. Điều 9 được sửa.")
    assert [(p.text, p.document) for p in found] == [
        ("Điều 7", "30/2023/NĐ-CP"),
        ("Điều 8", "30/2023/NĐ-CP"),
        ("Điều 9", None),
    ]


def test_an_outer_mention_stands_before_those_inside_it() -> None:
    found = Parser().find_mentions("Sở Y tế báo cáo trước ngày 30/6/2022.")
    assert isinstance(found[0], Deadline)
    assert found[1:] == (found[0].named,)
