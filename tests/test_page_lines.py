"""What the lines of a page say of their place on it, by their words and their links."""

from __future__ import annotations

import pytest

from ubnd_digest.formats.html.page_lines import Says, lines_of_page
from ubnd_digest.formats.html.scan import scan
from ubnd_digest.formats.html.tree import Survey, grow

SITE, BOX, UNSURE, TITLE = Says.SITE, Says.BOX, Says.UNSURE_BOX, Says.TITLE
CALL, NUMBER, NOTHING = Says.EVIDENCE, Says.NUMBER, Says.NOTHING


def said(markup: str) -> list[Says]:
    tokens = scan(markup)
    return [line.says for line in lines_of_page(Survey(markup, grow(markup, tokens)), tokens)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Bản quyền thuộc về Ủy ban nhân dân xã Tân Hòa", SITE),
        ("© 2026 UBND phường Bến Nổi", SITE),
        ("Cơ quan chủ quản: UBND tỉnh Đông Lam", SITE),
        ("Giấy phép số 18/GP-TTĐT ngày 03/02/2025", SITE),
        ("Địa chỉ: 12 đường Cây Gáo, phường Vĩnh Hạ. Điện thoại: 0290.3888777", SITE),
        ("Mọi góp ý xin gửi về hopthu@donglam.gov.vn", SITE),
        ("Đang truy cập: 21", SITE),
        ("4.512 lượt xem", SITE),
        ("08:45 | 12/5/2026", SITE),
        ("Thứ tư, 13/5/2026, 10:05", SITE),
        ("Ngày đăng: 13/5/2026", SITE),
        ("Tác giả: Hồng Nhung", SITE),
        ("In trang | Gửi email | Facebook", SITE),
        ("A- A A+", SITE),
        ("Trang chủ", SITE),
        ("Cổng thông tin điện tử tỉnh Đông Lam", SITE),
        ("Kè Bến Nổi sau khi được gia cố. Ảnh: Văn Tâm", SITE),
        ("Các tin khác", BOX),
        ("TIN LIÊN QUAN:", BOX),
        ("Những bài viết mới nhất", BOX),
        ("Bình luận (12)", BOX),
        ("Thăm dò ý kiến", BOX),
        ("Thông báo", UNSURE),
        ("Video", UNSURE),
        ("Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 04/5 - 10/5/2026)", TITLE | CALL),
        ("Kết quả chỉ đạo điều hành tháng 4/2026", TITLE),
        ("UBND tỉnh họp phiên thường kỳ tháng này", CALL),
        ("Giao Sở Y tế kiểm tra các bếp ăn", CALL),
        ("Yêu cầu các xã ven biển neo đậu tàu thuyền", CALL),
        ("Hoàn thành trước ngày 30/6", CALL),
        ("Quyết định 44/QĐ-UBND", NUMBER),
        ("Công văn số 3/UBND-KT, xong trước ngày 4/5", CALL | NUMBER),
        # what a digest may say, and no site does
        ("Trang thông tin của các xã: nâng cấp giao diện", NOTHING),
        ("Người dân báo tin qua đường dây nóng: 0290.3888999 của trạm kiểm lâm.", NOTHING),
        ("Giao Sở Y tế trực điện thoại: 0290.3888111, báo cáo hằng ngày", CALL),
        ("Địa chỉ: các xã gửi hồ sơ trước ngày 20/5", CALL),
        ("Chia sẻ dữ liệu đất đai giữa các xã", NOTHING),
        ("Thiết kế và thi công kè Bến Nổi", NOTHING),
        ("Cơ quan quản lý chợ niêm yết giá", NOTHING),
        ("Đơn vị quản lý hồ chứa trực suốt ngày đêm", NOTHING),
        ("Chịu trách nhiệm trước nhân dân về kết quả", NOTHING),
        ("Tháng này 5 xã về đích nông thôn mới", NOTHING),
        ("Hôm nay 12 xã thu hoạch xong", NOTHING),
        ("Tổng số 45 dự án được rà soát", NOTHING),
        ("Giấy phép số hóa tài liệu lưu trữ", NOTHING),
        ("Giấy phép số 45/GP-UBND cấp cho mỏ cát Bến Nổi", NUMBER),
        ("Bản quyền phần mềm được rà soát ở các xã", NOTHING),
        ("Ghi rõ nguồn gốc hàng hóa ở chợ", NOTHING),
        ("Lượt truy cập cổng dịch vụ công tăng", NOTHING),
        ("Nghe bài học từ đợt lũ năm trước", NOTHING),
        ("Theo kế hoạch, các ấp dọn kênh", NOTHING),
        ("Nguồn nước sạch cho các đảo", NOTHING),
        ("Trụ sở xã Tân Hòa được sửa chữa", NOTHING),
        ("Điện thoại thông minh cho tổ công nghệ số", NOTHING),
        ("Tin học hóa hồ sơ đất đai", NOTHING),
        ("Trước mắt, các ấp trữ nước ngọt", NOTHING),
        ("Thông báo lịch xả lũ hồ Đá Bàn", NOTHING),
        ("Liên hệ vận hành giữa các hồ chứa", NOTHING),
        ("Địa chỉ nhà trường được gắn lại số", NOTHING),
        ("Bình luận viên được mời về xã", NOTHING),
        ("Ngày 13/5/2026", NOTHING),
        ("Thứ Hai, ngày 11/5/2026", NOTHING),
        ("Tin", NOTHING),
        ("I", NOTHING),
        ("a a", NOTHING),
    ],
)
def test_words_tell_the_place_of_a_line(line: str, says: Says) -> None:
    assert said(f"<p>{line}</p>") == [says]
    assert said(f"<p>{line.upper()}</p>") == [says]


def test_a_line_ends_with_its_block_and_at_a_break() -> None:
    markup = "<div>UBND xã họp.<br>In trang<p><a href=1>Chợ</a> <a href=2>mới</a></p>Chợ <a href=3>cũ</a></div>"
    assert said(markup) == [CALL, SITE, Says.LINK, Says.PARTLY_LINK]


def test_a_line_of_links_with_a_date_behind_is_no_link_whole() -> None:
    assert said("<li><a href=1>Chợ mới</a> (12/5/2026)</li>") == [Says.PARTLY_LINK]


@pytest.mark.parametrize("behind", ["phải công khai bảng giá đất", "nâng cấp giao diện", "của các xã"])
def test_a_name_of_a_site_with_a_verb_behind_it_is_none(behind: str) -> None:
    assert said(f"<p>Cổng thông tin điện tử tỉnh {behind}") == [NOTHING]
    assert said("<p>Cổng thông tin điện tử tỉnh Đông Lam") == [SITE]


@pytest.mark.parametrize(("length", "says"), [(600, SITE), (601, NOTHING)])
def test_a_long_line_is_a_paragraph_and_none_of_the_site(length: int, says: Says) -> None:
    assert said(f"<p>Copyright {'x' * (length - 10)}</p>") == [says]


@pytest.mark.parametrize(("linked", "says"), [(9, Says.LINK), (8, Says.PARTLY_LINK), (0, NOTHING)])
def test_a_line_is_a_link_where_nine_letters_in_ten_are(linked: int, says: Says) -> None:
    link = f"<a href=1>{'x' * linked}</a>" if linked else ""
    assert said(f"<p>{link}<b>{'y' * (10 - linked)}</b></p>") == [says]


def test_lines_end_where_a_block_ends_and_not_at_empty_blocks_or_breaks() -> None:
    assert len(said("<p>mot<br><br>hai<p> </p><b></b><p>ba <b>bon</b>")) == 3
    assert said("<p> </p>") == [] == said("<br>")
    tokens = scan("<p>mot <b>hai</b><br>ba<p>bon")
    tree = grow("<p>mot <b>hai</b><br>ba<p>bon", tokens)
    lines = lines_of_page(Survey("<p>mot <b>hai</b><br>ba<p>bon", tree), tokens)
    assert [(line.first, line.last, line.words) for line in lines] == [(0, 1, "mot hai"), (2, 2, "ba"), (3, 3, "bon")]
