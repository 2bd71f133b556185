"""Which dates are deadlines, how they bind, and whom."""

from __future__ import annotations

import datetime as dt

import pytest

import ubnd_digest as ud

BEFORE, BY, WITHIN = ud.Relation.BEFORE, ud.Relation.BY, ud.Relation.WITHIN


def only_deadline(text: str, anchor: dt.date | None = None) -> ud.Deadline:
    (deadline,) = ud.find_deadlines(text, anchor=anchor)
    return deadline


@pytest.mark.parametrize(
    ("text", "span", "relation", "due"),
    [
        ("Sở Y tế hoàn thành trước ngày 30/6/2026.", "trước ngày 30/6/2026", BEFORE, dt.date(2026, 6, 29)),
        ("Các huyện gửi báo cáo chậm nhất ngày 30/6/2026.", "chậm nhất ngày 30/6/2026", BY, dt.date(2026, 6, 30)),
        ("Sở Y tế báo cáo chậm nhất là ngày 30/6/2026.", "chậm nhất là ngày 30/6/2026", BY, dt.date(2026, 6, 30)),
        ("Hồ sơ phải nộp muộn nhất vào ngày 5/3/2026.", "muộn nhất vào ngày 5/3/2026", BY, dt.date(2026, 3, 5)),
        ("Sở Nội vụ trình không quá ngày 5/3/2026.", "không quá ngày 5/3/2026", BY, dt.date(2026, 3, 5)),
        ("Các xã phải hoàn thành đến hết ngày 31/3/2026.", "đến hết ngày 31/3/2026", BY, dt.date(2026, 3, 31)),
        ("Cấp xã rà soát xong trước ngày 01/5/2026.", "trước ngày 01/5/2026", BEFORE, dt.date(2026, 4, 30)),
        ("Sở Tư pháp hoàn thành dự thảo trong tháng 5/2026.", "trong tháng 5/2026", WITHIN, dt.date(2026, 5, 31)),
        ("Sở Tư pháp báo cáo trong quý II năm 2026.", "trong quý II năm 2026", WITHIN, dt.date(2026, 6, 30)),
        ("Yêu cầu chủ đầu tư bàn giao mặt bằng trong năm 2026.", "trong năm 2026", WITHIN, dt.date(2026, 12, 31)),
        ("Sở Y tế tổng hợp, gửi trước tháng 7/2026.", "trước tháng 7/2026", BEFORE, dt.date(2026, 6, 30)),
        ("Hạn cuối nộp hồ sơ là ngày 12/4/2026.", "Hạn cuối nộp hồ sơ là ngày 12/4/2026", BY, dt.date(2026, 4, 12)),
    ],
)
def test_words_of_limit_give_relation_and_last_day(text: str, span: str, relation: ud.Relation, due: dt.date) -> None:
    deadline = only_deadline(text)
    assert (deadline.text, deadline.relation, deadline.due) == (span, relation, due)


@pytest.mark.parametrize("clock", ["16 giờ", "16h00", "16h", "16 giờ 00", "16:00", "4 giờ chiều"])
def test_before_a_clock_time_the_day_itself_still_counts(clock: str) -> None:
    deadline = only_deadline(f"Các huyện gửi báo cáo trước {clock} ngày 20/4/2026.")
    assert (deadline.relation, deadline.due, deadline.time) == (BY, dt.date(2026, 4, 20), dt.time(16))


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đến năm 2030 có 90% số xã đạt chuẩn.",
        "Chương trình được thực hiện trong giai đoạn 2026 - 2030.",
        "Số hộ được công nhận trước ngày 01/01/2024 là 120 hộ.",
        "Trong năm 2025, toàn tỉnh đã trồng 300 ha rừng.",
        "Các dự án đã được phê duyệt trước ngày 01/7/2025 tiếp tục thực hiện.",
        "Kết quả đạt được trong tháng 5/2026 là tích cực.",
        "Sở Y tế là cơ quan thường trực.",
        "Lễ hội diễn ra trong tháng 3/2026.",
    ],
)
def test_targets_periods_and_the_past_are_no_deadlines(text: str) -> None:
    assert ud.find_deadlines(text) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Giao Sở Tư pháp chủ trì, rà soát, báo cáo trước ngày 30/6/2026.", "Sở Tư pháp"),
        ("Sở Du lịch khẩn trương tổng hợp, báo cáo trước ngày 30/6/2026.", "Sở Du lịch"),
        (
            "Sở Du lịch chủ trì, phối hợp với Sở Tài chính hoàn thành phương án trước ngày 30/6/2026.",
            "Sở Du lịch",
        ),
        ("Giao Sở Xây dựng kiểm tra, yêu cầu các nhà thầu hoàn thành trước ngày 30/6/2026.", "Sở Xây dựng"),
        ("UBND các huyện, thành phố gửi kết quả về Sở Nội vụ trước ngày 30/6/2026.", "UBND các huyện, thành phố"),
        ("Các sở, ban, ngành báo cáo Chủ tịch UBND tỉnh trước ngày 30/6/2026.", "Các sở, ban, ngành"),
        ("Yêu cầu cơ quan chủ trì trình hồ sơ chậm nhất ngày 30/6/2026.", "cơ quan chủ trì"),
        ("Giám đốc Sở Y tế báo cáo kết quả trước ngày 30/6/2026.", "Giám đốc Sở Y tế"),
        ("Đối với cấp xã: hoàn thành trước ngày 30/6/2026.", "cấp xã"),
        ("Sở Y tế rà soát danh mục. Hoàn thành trước ngày 30/6/2026.", "Sở Y tế"),
        ("Hoàn thành trước ngày 30/6/2026.", None),
    ],
)
def test_party_is_the_one_addressed(text: str, who: str | None) -> None:
    assert only_deadline(text).responsible == who


def test_each_task_has_its_own_deadline_and_party() -> None:
    text = (
        "Giao Sở Y tế lập danh mục trước ngày 10/3/2026; Sở Tài chính thẩm định, trình UBND tỉnh trước ngày 20/3/2026; "
        "UBND các huyện báo cáo kết quả chậm nhất ngày 31/3/2026."
    )
    found = [(deadline.due, deadline.responsible) for deadline in ud.find_deadlines(text)]
    assert found == [
        (dt.date(2026, 3, 9), "Sở Y tế"),
        (dt.date(2026, 3, 19), "Sở Tài chính"),
        (dt.date(2026, 3, 31), "UBND các huyện"),
    ]


@pytest.mark.parametrize(
    "name", ["Sở Ngoại vụ", "Thanh tra tỉnh", "Bảo hiểm xã hội tỉnh", "Công an tỉnh", "Kho bạc Nhà nước tỉnh"]
)
def test_any_agency_can_be_the_party(name: str) -> None:
    assert only_deadline(f"{name} chủ trì, báo cáo kết quả trước ngày 30/6/2026.").responsible == name


def test_deadline_without_a_year_is_the_next_such_day() -> None:
    deadline = only_deadline("Sở Y tế báo cáo trước ngày 15/01.", anchor=dt.date(2025, 12, 30))
    assert (deadline.due, deadline.named.inferred) == (dt.date(2026, 1, 14), True)


@pytest.mark.parametrize(
    "limit",
    ["trước cuối tháng 5/2027", "trước giữa quý II/2027", "chậm nhất đầu tháng 5/2027", "chậm nhất giữa năm 2027"],
)
def test_a_part_of_a_unit_gives_no_last_day(limit: str) -> None:
    (deadline,) = ud.find_deadlines(f"Sở Y tế báo cáo {limit}.")
    assert deadline.due is None
    assert deadline.named.part is not None


@pytest.mark.parametrize(
    ("limit", "due"),
    [("trước đầu tháng 5/2027", "2027-04-30"), ("chậm nhất cuối tháng 5/2027", "2027-05-31")],
)
def test_a_part_at_the_bound_gives_the_last_day(limit: str, due: str) -> None:
    (deadline,) = ud.find_deadlines(f"Sở Y tế báo cáo {limit}.")
    assert deadline.due is not None
    assert deadline.due.isoformat() == due


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Tổ công tác do Giám đốc Sở Xây dựng làm tổ trưởng trình phương án trước ngày 31/3/2028.", "Tổ công tác"),
        ("Yêu cầu nhà thầu hoàn trả mặt đường trước ngày 5/6/2027.", "nhà thầu"),
        ("Trước ngày 15/6/2027, các xã, phường gửi danh sách.", "các xã, phường"),
    ],
)
def test_a_party_ends_where_its_name_ends(text: str, who: str) -> None:
    (deadline,) = ud.find_deadlines(text)
    assert deadline.responsible == who


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu hoàn thành cầu Lam Điền trước ngày 30/6/2026.",
        "Dự kiến khởi công chợ Bình Lâm trước ngày 30/6/2026.",
        "Mục tiêu đưa hồ Trà Bình vào vận hành trước tháng 9/2026.",
        "Tỉnh quyết tâm giải ngân hết vốn trước ngày 31/12/2026.",
        "Theo dự kiến, công trình xong trước ngày 15/8/2026.",
    ],
)
def test_target_that_nobody_is_told_to_meet_is_no_deadline(text: str) -> None:
    assert ud.find_deadlines(text) == ()


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("Giao Sở Y tế phấn đấu hoàn thành trước ngày 30/6/2026.", "Sở Y tế"),
        ("Mục tiêu rất cao; Sở Y tế hoàn thành hồ sơ trước ngày 30/6/2026.", "Sở Y tế"),
        ("Theo kế hoạch dự kiến, yêu cầu Sở Xây dựng hoàn thành hồ sơ trước ngày 30/6/2026.", "Sở Xây dựng"),
        ("Đề nghị Bộ Xây dựng cho ý kiến trước ngày 30/6/2026.", "Bộ Xây dựng"),
        ("Yêu cầu Sở Y tế tổng kiểm tra các phòng khám trước ngày 30/6/2026.", "Sở Y tế"),
        ("UBND phường Sông Trà ra quân xử lý trước ngày 30/6/2026.", "UBND phường Sông Trà"),
        ("Phó Thủ tướng yêu cầu Bộ Giao thông vận tải hoàn thành trước ngày 30/6/2026.", "Bộ Giao thông vận tải"),
        ("Giao Ban An toàn giao thông tỉnh báo cáo trước ngày 30/6/2026.", "Ban An toàn giao thông tỉnh"),
        ("Tại hội nghị giao ban tháng 5, đề nghị Cục Thuế tỉnh báo cáo trước ngày 30/6/2026.", "Cục Thuế tỉnh"),
        ("Các bộ, ngành, địa phương gửi báo cáo trước ngày 30/6/2026.", "Các bộ, ngành, địa phương"),
    ],
)
def test_party_is_read_to_the_end_of_its_name(text: str, responsible: str) -> None:
    assert only_deadline(text).responsible == responsible
