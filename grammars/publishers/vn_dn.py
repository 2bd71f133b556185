"""The record of Đà Nẵng.

Quảng Nam was merged with it on 1 July 2025 (Resolution 202/2025/QH15 of the National Assembly).
"""

import datetime as dt

from ubnd_digest import GrammarFile, Predecessor, Publisher

PUBLISHER = Publisher(
    id="vn-dn",
    names=("Đà Nẵng",),
    iso="VN-DN",
    valid_from=dt.date(1997, 1, 1),
    predecessors=(Predecessor("Quảng Nam", dt.date(2025, 6, 30), "VN-27"),),
    titles=(
        # … tuần 50
        "Chỉ đạo điều hành của UBND thành phố",
    ),
    symbols={"UBND": "Ủy ban nhân dân thành phố"},
    agencies=("Ban Quản lý Khu công nghệ cao và các khu công nghiệp Đà Nẵng",),
    abbreviations={"BQL KCNC và các KCN": "Ban Quản lý Khu công nghệ cao và các khu công nghiệp Đà Nẵng"},
    grammar=GrammarFile.of("ubnd_digest.grammars.publishers", "vn-dn.lark"),
)
