"""The record of the central government: the Government, the Prime Minister, the Government Office."""

from ubnd_digest import GrammarFile, Publisher

PUBLISHER = Publisher(
    id="central",
    names=("Chính phủ",),
    titles=(
        # … nổi bật tuần từ 12 - 18/4/2025 · … nổi bật tháng 2/2021 · … ngày 10/10/2025
        "Chỉ đạo, điều hành của Chính phủ, Thủ tướng Chính phủ",
        "Thông cáo báo chí chỉ đạo, điều hành của Chính phủ, Thủ tướng Chính phủ",
        "Thông tin chỉ đạo, điều hành của Chính phủ, Thủ tướng Chính phủ",
    ),
    symbols={"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ"},
    agencies=("Thông tấn xã Việt Nam",),
    abbreviations={
        "TTXVN": "Thông tấn xã Việt Nam",
        "VTV": "Đài Truyền hình Việt Nam",
        "VOV": "Đài Tiếng nói Việt Nam",
        "EVN": "Tập đoàn Điện lực Việt Nam",
    },
    grammar=GrammarFile.of("ubnd_digest.grammars.publishers", "central.lark"),
)
