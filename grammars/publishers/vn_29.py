"""The record of Quảng Ngãi.

Kon Tum was merged with it on 1 July 2025 (Resolution 202/2025/QH15 of the National Assembly).
"""

import datetime as dt

from ubnd_digest import GrammarFile, Predecessor, Publisher

PUBLISHER = Publisher(
    id="vn-29",
    names=("Quảng Ngãi",),
    iso="VN-29",
    valid_from=dt.date(1989, 7, 1),
    predecessors=(Predecessor("Kon Tum", dt.date(2025, 6, 30), "VN-28"),),
    titles=(
        # … nổi bật trong tuần (từ ngày 27/9-01/10/2021)
        "Tổng hợp một số nội dung chỉ đạo của UBND tỉnh",
        # … (từ ngày 06-10/10/2025)
        "Tổng hợp một số nội dung chỉ đạo, điều hành của UBND tỉnh",
    ),
    symbols={"UBND": "Ủy ban nhân dân tỉnh"},
    agencies=("Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",),
    abbreviations={
        "BQL KKT Dung Quất và các KCN": "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
    },
    grammar=GrammarFile.of("ubnd_digest.grammars.publishers", "vn-29.lark"),
)
