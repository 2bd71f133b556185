"""The record of Huế: the province of Thừa Thiên Huế, since 1 January 2025 a city under the central government.

Resolution 175/2024/QH15 of the National Assembly made it one; it was not merged in 2025.
"""

import datetime as dt

from ubnd_digest import GrammarFile, Predecessor, Publisher

PUBLISHER = Publisher(
    id="vn-26",
    names=("Huế", "Thừa Thiên Huế"),
    iso="VN-26",
    valid_from=dt.date(1989, 7, 1),
    predecessors=(Predecessor("Thừa Thiên Huế", dt.date(2024, 12, 31), "VN-26"),),
    titles=(
        # … 29/2020 (Từ ngày 11/7/2020 đến ngày 17/7/2020)
        "Thông cáo báo chí tuần",
    ),
    symbols={"UBND": "Ủy ban nhân dân tỉnh, từ năm 2025: thành phố"},
    agencies=("Trung tâm Bảo tồn Di tích Cố đô Huế",),
    abbreviations={"Trung tâm BTDTCĐ Huế": "Trung tâm Bảo tồn Di tích Cố đô Huế"},
    grammar=GrammarFile.of("ubnd_digest.grammars.publishers", "vn-26.lark"),
)
