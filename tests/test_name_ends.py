"""Where the name of an organisation is complete: behind its capitals, whatever ordinary words stand there."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud

LEAD = "Tin báo của "


def _listed(words: str) -> list[str]:
    return words.split("|")


_HEADS = _listed(
    "Trường Cao đẳng|Trường THPT|Trường Tiểu học|Bưu điện|Bệnh viện|Bệnh viện Đa khoa|Công ty TNHH|Công ty Cổ phần Xây lắp|Ngân hàng TMCP|"
    "Hợp tác xã|Trung tâm Y tế|Trung tâm Dịch vụ nông nghiệp|Chi cục Thuế|Báo|Đài Phát thanh|Hiệp hội Doanh nghiệp|Trại giam|Đồn Biên phòng|"
    "Điện lực|Kho bạc|Ban Quản lý Khu du lịch|Hạt Kiểm lâm|Vườn quốc gia|Đội Quản lý thị trường|Quỹ Bảo trợ|Tập đoàn|Xí nghiệp Thủy nông|Học viện|"
    "Nông trường|Công an xã|UBND phường|Câu lạc bộ|Nhà khách|Bảo tàng|Cảng vụ|Chi nhánh|Liên danh|Tổng công ty|Viện Nghiên cứu|Trạm Khuyến nông"
)
_OWN = _listed("Sông Trà|Núi Ấn|Đá Bạc|Minh Long|Tân Phát|Đông Á|Hòa Bình|Lạng Sơn|Bến Tre|Lê Lợi|Sao Mai|Trường Sơn")
_BEHIND = _listed(
    # verbs, of one syllable and of two, which no list needs to know
    "ươm giống|lợp mái|gặt lúa|thả cá|ưng thuận|nhờ cậy|phá sản|chia tay|phân bua|giặt chăn|đỡ đầu trẻ em|gia cố mái|khởi công|khai thác đá|bồi dưỡng chính trị|"
    # adjectives and adverbs
    "khang trang|cũ kỹ|tươm tất|rất chậm|hơi vội|dần ổn định|lặng lẽ rời đi|ồ ạt|bấy lâu|tự nguyện|miễn phí|xinh đẹp|cao ba tầng|rộng 3 ha|"
    # prepositions and conjunctions
    "cạnh cầu|bên bờ suối|gần bến xe|quanh hồ|dọc đê|nhờ dân|vì dân|tuy nghèo|song chưa đủ|rồi nghỉ|mặc dù|bất kể|ngoại trừ|và khu điều trị|và hai kho|"
    # nouns, counts and times
    "người dân|máy móc|thuốc men|khán giả|kỹ sư|hai lần|dăm bữa|nửa ngày|mồng hai|rạng sáng|hồi đầu vụ"
)


@cache
def named(words: str) -> str | None:
    """The name that begins behind the lead."""
    agencies = ud.find_agencies(f"{LEAD}{words}.")
    return next((agency.name for agency in agencies if agency.span.start == len(LEAD)), None)


@given(st.sampled_from(_HEADS), st.sampled_from(_OWN), st.sampled_from(_BEHIND), st.sampled_from([" ", ", "]))
def test_a_name_is_the_same_whatever_small_words_stand_behind_its_capitals(
    head: str, own: str, behind: str, joint: str
) -> None:
    alone = named(f"{head} {own}")
    assert alone is not None
    assert named(f"{head} {own}{joint}{behind}") == alone


@given(st.sampled_from(["Bệnh viện", "Trường Tiểu học", "Hạt Kiểm lâm", "Vườn quốc gia"]), st.sampled_from(_BEHIND))
def test_a_house_that_is_called_by_its_head_has_no_small_words_that_are_no_kind_of_it(head: str, behind: str) -> None:
    assert named(f"{head} {behind}") == named(head)


_WHOLE = _listed(
    "Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông huyện|Trung tâm Cung ứng dịch vụ công xã Núi Ấn|Phòng Quản lý xuất nhập cảnh|"
    "Trung tâm Đăng kiểm xe cơ giới 99-02D|Văn phòng Đăng ký đất đai tỉnh|Đoàn công tác của Bộ Y tế|Trung tâm dự báo khí tượng - thủy văn|"
    "Ban Chỉ đạo phong trào “Ngày Chủ nhật xanh” tỉnh|Phân hiệu Đại học Sông Trà tại Lai Châu|Chi cục Kiểm lâm vùng II|Trường Mầm non 19/5|"
    "Tổ công tác liên ngành chống khai thác IUU|Hạt Kiểm lâm liên huyện Ba Xã - Núi Ấn|Tổ bảo vệ an ninh, trật tự ở cơ sở|"
    "Chi cục trồng trọt và bảo vệ thực vật|Trung tâm GDNN- GDTX huyện Ba Xã|Công ty TNHH MTV Thủy lợi Nam Sông Trà|Viện Pasteur Núi Ấn|"
    "Ban Quản lý rừng phòng hộ lưu vực sông Ba Xã|Bệnh viện Sản - Nhi tỉnh|Đội Cảnh sát giao thông -Trật tự|Quỹ Vì người nghèo tỉnh"
)
_CONTEXTS = _listed(
    "{} khẩn trương rà soát.|{} tổ chức kiểm tra.|Giao {} chủ trì.|Yêu cầu Sở Tư pháp, {} và Sở Nội vụ tham mưu.|"
    "Sở Tư pháp phối hợp với {} kiểm tra.|Theo báo cáo của {}, đã có 5 hộ.|Cơ quan chủ trì: {} - hoàn thành tháng 5.|Việc do {} làm.|"
    "Báo cáo gửi về {} trước ngày 20/5/2025.|Đại diện {} cho biết.|Xét đề nghị của {} tại Tờ trình số 12/TTr-X.|{} (bên A) ký."
)


@given(st.sampled_from(_WHOLE), st.sampled_from(_CONTEXTS))
def test_a_name_is_the_same_wherever_it_stands(name: str, context: str) -> None:
    at = context.index("{}")
    alone = named(name)
    found = [agency for agency in ud.find_agencies(context.format(name)) if agency.span.start == at]
    assert [(agency.text.removesuffix(" (bên A)"), agency.name) for agency in found] == [(name, alone)]
