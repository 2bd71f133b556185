"""What is written out: names and codes of document types, words of the canonical forms.

This is the one module in which Vietnamese stands in Python. What is *matched* stands in the
grammars, and a test shows that they recognise every name written here.

Names and codes of administrative documents follow Decree 30/2020/NĐ-CP, Appendix III; of
normative documents, the Law on the Promulgation of Legal Normative Documents; of Party
documents, Guidance 36-HD/VPTW.
"""

from __future__ import annotations

from typing import Final

# code of the type in this library -> its name, and the codes that stand for it in numbers
DOCUMENT_TYPES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "constitution": ("Hiến pháp", ()),
    "code": ("Bộ luật", ()),
    "law": ("Luật", ()),
    "ordinance": ("Pháp lệnh", ("PL",)),
    "order": ("Lệnh", ("L",)),
    "decree": ("Nghị định", ("NĐ",)),
    "decree-law": ("Sắc lệnh", ("SL",)),
    "resolution": ("Nghị quyết", ("NQ",)),
    "joint-resolution": ("Nghị quyết liên tịch", ("NQLT",)),
    "decision": ("Quyết định", ("QĐ",)),
    "directive": ("Chỉ thị", ("CT",)),
    "circular": ("Thông tư", ("TT",)),
    "joint-circular": ("Thông tư liên tịch", ("TTLT",)),
    "consolidated-text": ("Văn bản hợp nhất", ("VBHN",)),
    "official-letter": ("Công văn", ("CV",)),
    "telegram": ("Công điện", ("CĐ",)),
    "plan": ("Kế hoạch", ("KH",)),
    "notice": ("Thông báo", ("TB",)),
    "communique": ("Thông cáo", ("TC",)),
    "conclusion": ("Kết luận", ("KL",)),
    "submission": ("Tờ trình", ("TTr",)),
    "report": ("Báo cáo", ("BC",)),
    "guidance": ("Hướng dẫn", ("HD",)),
    "regulation": ("Quy chế", ("QC",)),
    "rule": ("Quy định", ("QyĐ", "QĐi", "QĐ")),
    "programme": ("Chương trình", ("CTr",)),
    "scheme": ("Đề án", ("ĐA",)),
    "project": ("Dự án", ("DA",)),
    "option": ("Phương án", ("PA",)),
    "minutes": ("Biên bản", ("BB",)),
    "contract": ("Hợp đồng", ("HĐ",)),
    "memorandum": ("Bản ghi nhớ", ("BGN",)),
    "agreement": ("Bản thỏa thuận", ("BTT",)),
    "authorisation": ("Giấy ủy quyền", ("GUQ",)),
    "invitation": ("Giấy mời", ("GM",)),
    "introduction": ("Giấy giới thiệu", ("GGT",)),
    "leave": ("Giấy nghỉ phép", ("GNP",)),
    "permit": ("Giấy phép", ("GP",)),
    "certificate": ("Giấy chứng nhận", ("GCN",)),
    "dispatch-slip": ("Phiếu gửi", ("PG",)),
    "transfer-slip": ("Phiếu chuyển", ("PC",)),
    "notification-slip": ("Phiếu báo", ("PB",)),
    "charter": ("Điều lệ", ("ĐL",)),
    "party-circular": ("Thông tri", ("TTri", "TT")),
    "document": ("Văn bản", ("PĐ",)),
}

# code in a number -> code of the type; where two types share a code the first one has it
TYPE_CODES: Final[dict[str, str]] = {
    abbreviation.casefold(): code
    for code, (_name, abbreviations) in reversed(DOCUMENT_TYPES.items())
    for abbreviation in abbreviations
}

# ---- canonical forms ------------------------------------------------------------------------
# Days below ten and the first two months have a zero before them: Decree 30/2020/NĐ-CP, Appendix I,
# part II, on the place and time of issue. Keys are the codes of the model's enumerations.

REFERENCE_FORM: Final = "{type} số {number}"
BARE_REFERENCE_FORM: Final = "số {number}"

DATE_FORMS: Final[dict[str, str]] = {
    "day": "ngày {day:02}/{month}/{year}",
    "month": "tháng {month}/{year}",
    "quarter": "quý {quarter} năm {year}",
    "first months": "{count} tháng đầu năm {year}",
    "last months": "{count} tháng cuối năm {year}",
    "year": "năm {year}",
}
QUARTERS: Final = ("I", "II", "III", "IV")
UNIT_PARTS: Final[dict[str, str]] = {"early": "đầu {unit}", "mid": "giữa {unit}", "late": "cuối {unit}"}
RANGE_FORM: Final = "từ {first} đến {last}"

LIMIT_FORMS: Final[dict[str, str]] = {
    "before": "hoàn thành trước {date}",
    "by": "hoàn thành chậm nhất {date}",
    "within": "hoàn thành trong {date}",
}
ASSIGNED_FORM: Final = "giao {responsible} {task}"
HOUR_FORM: Final = "{hour} giờ {date}"
MINUTE_FORM: Final = "{hour} giờ {minute:02} phút {date}"
EFFECT_FORM: Final = "có hiệu lực từ {date}"

PROVISION_LEVELS: Final[dict[str, str]] = {
    "point": "điểm",
    "clause": "khoản",
    "article": "Điều",
    "section": "Mục",
    "chapter": "Chương",
    "part": "Phần",
    "appendix": "Phụ lục",
}
LABEL_JOINT: Final = " và "
OF_DOCUMENT_FORM: Final = "{place} của {document}"
APPENDED_FORM: Final = "{place} kèm theo"

# ---- made-up digests ------------------------------------------------------------------------
# What the strategies of ``ubnd_digest.testing`` write digests with. No such province exists.

SAMPLE_ISSUERS: Final = ("UBND", "HĐND", "TTg", "CP", "BYT", "BXD", "BTP", "SNN&PTNT", "VPCP", "BCĐ", "VSDTTƯ", "BCH")
SAMPLE_UNITS: Final = ("KT", "NC", "TH", "KSTT", "KGVX", "NTM", "UBQG50", "VX")
SAMPLE_NATIONAL_ISSUERS: Final = ("QH14", "QH15", "UBTVQH14")
SAMPLE_PARTY_ISSUERS: Final = ("TW", "TU", "HU", "ĐUK")
SAMPLE_PARTIES: Final = (
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Tài chính",
    "Sở Nông nghiệp và Môi trường",
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "Thanh tra tỉnh",
    "UBND các huyện, thành phố",
    "Chủ tịch UBND các xã, phường",
    "các sở, ban, ngành",
    "Ban Quản lý Khu kinh tế",
)
SAMPLE_LAWS: Final = ("Luật Đê điều", "Luật Đất đai năm 2024", "Luật Ngân sách nhà nước", "Bộ luật Lao động năm 2019")
SAMPLE_PLACES: Final = ("Sông Trà", "Lam Điền", "Bình Lâm", "Hà Phong", "Trà Bình")
SAMPLE_TITLES: Final = (
    "Chỉ đạo, điều hành nổi bật của UBND tỉnh {place} trong tuần ({period})",
    "Hoạt động chỉ đạo, điều hành của lãnh đạo UBND tỉnh {place} tuần qua ({period})",
    "Thông tin chỉ đạo, điều hành của UBND tỉnh {place} trong tuần ({period})",
)
SAMPLE_PERIODS: Final = ("{first} đến {last}", "từ {first} đến hết {last}", "từ {first} - {last}")
SAMPLE_HEADINGS: Final = ("Tăng cường {task}", "Triển khai {task}", "Kế hoạch {task}", "Chấn chỉnh việc {task}")
SAMPLE_TASKS: Final = (
    "phòng, chống cháy rừng",
    "bảo vệ môi trường làng nghề",
    "chuyển đổi số cấp xã",
    "trồng cây xanh đô thị",
    "bảo đảm an toàn hồ, đập thủy lợi",
    "tiêm chủng cho trẻ em",
    "quản lý chợ dân sinh ở {place}",
    "sửa chữa đường giao thông tại {place}",
    "hòa giải ở cơ sở",
)
SAMPLE_OPENINGS: Final = (
    "UBND tỉnh ban hành {reference} về {task}.",
    "Chủ tịch UBND tỉnh chỉ đạo {task} ({reference}).",
    "Đồng chí Phó Chủ tịch UBND tỉnh yêu cầu {task} tại {reference}.",
)
SAMPLE_SENTENCES: Final = {
    "deadline": "{deadline}.",
    "reference": "Nội dung này căn cứ {reference}.",
    "range": "Kinh phí được bố trí {range}.",
    "date": "Phiên họp sau diễn ra {date}.",
    "provision": "Trình tự theo quy định tại {provision}.",
    "prose": "Các nội dung khác giữ nguyên như đã thống nhất.",
}
