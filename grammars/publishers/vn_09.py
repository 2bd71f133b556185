"""The record of Lạng Sơn.

One of the eleven provinces and cities that were not merged in 2025 (Resolution 202/2025/QH15 of the
National Assembly names the others); since then it has communes and wards, and no districts.
"""

from ubnd_digest import GrammarFile, Publisher

PUBLISHER = Publisher(
    id="vn-09",
    names=("Lạng Sơn",),
    iso="VN-09",
    titles=(
        # … trong tuần (ngày 30/5 đến ngày 05/6/2022): until 2025
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh",
        # … trong tuần (từ ngày 12/01/2026 - 18/01/2026): since then
        "Chỉ đạo, điều hành nổi bật của UBND tỉnh, lãnh đạo UBND tỉnh",
    ),
    symbols={
        "UBND": "Ủy ban nhân dân tỉnh",
        "KT": "Phòng Kinh tế",
        "KGVX": "Phòng Khoa giáo - Văn xã",
        "THNC": "Phòng Tổng hợp - Nội chính",
    },
    agencies=("Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",),
    abbreviations={"BQL KKTCK Đồng Đăng - Lạng Sơn": "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"},
    grammar=GrammarFile.of("ubnd_digest.grammars.publishers", "vn-09.lark"),
)
