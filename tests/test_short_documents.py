"""Single documents in short: five and more of a family each, as portals, scanners, mails and forms give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.single_documents import CHANGES, CORE, Said, other_than, said
from support.timing import is_in_proportion

FOLDER = Path(__file__).parent / "documents" / "short"
# What a document has not is left out in the files.
NOTHING = {key: [] if isinstance(value, list) else None for key, value in said(ud.parse_document("")).items()}


def documents() -> dict[str, tuple[str, Said]]:
    found: dict[str, tuple[str, Said]] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        texts = path.read_text("utf8").split("\n=====\n")
        rights = json.loads(path.with_suffix(".json").read_text("utf8"))
        for number, (text, right) in enumerate(zip(texts, rights, strict=True), 1):
            found[f"{path.stem}-{number}"] = (text, {**NOTHING, **right})
    return found


SHORT = documents()


@pytest.mark.parametrize("name", SHORT)
def test_a_short_document_is_read(name: str) -> None:
    text, right = SHORT[name]
    assert other_than(right, ud.parse_document(text)) == {}


@pytest.mark.parametrize("name", SHORT)
def test_how_it_is_typed_does_not_matter(name: str) -> None:
    text, right = SHORT[name]
    for change, typed in CHANGES.items():
        assert other_than(right, ud.parse_document(typed(text)), CORE) == {}, change


# ---- what must not be read so ------------------------------------------------------------------------


LETTER = "SỞ Y TẾ\nSố: 5/SYT-NV\nV/v họp\nSông Trà, ngày 3 tháng 4 năm 2024\nKính gửi: Trung tâm Y tế.\n"
DECISION = "SỞ Y TẾ\nSố: 5/QĐ-SYT\nSông Trà, ngày 3 tháng 4 năm 2024\nQUYẾT ĐỊNH\n"


@pytest.mark.parametrize(
    ("text", "key", "right"),
    [
        # a reason, a way of speaking, what was said: no bases
        (f"{LETTER}Căn cứ những nội dung trên, đề nghị báo cáo.", "bases", []),
        (f"{LETTER}Căn cứ quy định trên thì ông được hưởng.", "bases", []),
        (f"{LETTER}Sở có ý kiến như sau:\nCăn cứ Điều 5 Luật Đất đai thì ông được giao đất.", "bases", []),
        (f"{LETTER}Căn cứ để tính là giá đất.", "bases", []),
        # a condition is one
        (f"{LETTER}Căn cứ tình hình dịch bệnh,\nSở yêu cầu:\n1. Họp.", "bases", ["Căn cứ tình hình dịch bệnh"]),
        # the day of another law is none of this one
        ("QUỐC HỘI\nLUẬT\nĐÊ ĐIỀU\nĐiều 1. Sửa\nLuật Đất đai được Quốc hội thông qua ngày 29/11/2013.", "date", None),
        # a day in the text is none of the document
        (f"{DECISION.replace('ngày 3 tháng 4 năm 2024', '2024')}Về việc họp\nĐiều 1. Họp ngày 5/3/2024.", "date", None),
        # a note is no part of the subject, a stage is
        (f"{DECISION}Về việc họp\n(Kèm theo Tờ trình số 3/TTr-SYT)\nCăn cứ Luật Dược;", "subject", "Về việc họp"),
        (f"{DECISION}Về việc họp\n(đợt 2)\nCăn cứ Luật Dược;", "subject", "Về việc họp (đợt 2)"),
        # a sentence below the type is no subject
        ("SỞ Y TẾ\nSố: 5/TB-SYT\nTHÔNG BÁO\nHôm nay, Sở Y tế họp bàn việc tiêm vắc xin.", "subject", None),
        # letters that no scanner made of figures, and a symbol that is no glued place
        (f"{DECISION}Về việc họp tại lô O1\nCăn cứ Luật Dược;", "subject", "Về việc họp tại lô O1"),
        ("SỞ Y TẾ\nSố: 5/KL-TTr Sông Trà, ngày 3 tháng 4 năm 2024\nKẾT LUẬN\n", "number", "5/KL-TTr"),
        ("SỞ Y TẾ\nSố: 5/QĐ-TTg Hà Nội, ngày 3 tháng 4 năm 2024\nQUYẾT ĐỊNH\n", "number", "5/QĐ-TTg"),
        # a sentence behind a basis that does not end one
        (
            f"{DECISION}Về việc họp\nCăn cứ Luật Dược;\nTheo đề nghị của Văn phòng,",
            "bases",
            ["Căn cứ Luật Dược", "Theo đề nghị của Văn phòng"],
        ),
        # what somebody is invited to is a subject in small letters, and of another type
        (DECISION.replace("QUYẾT ĐỊNH", "GIẤY MỜI\nHọp tổng kết năm"), "subject", "Họp tổng kết năm"),
        (DECISION.replace("QUYẾT ĐỊNH", "LỊCH HỌP\nHỘI NGHỊ"), "subject", "HỘI NGHỊ"),
        # offices of nobody are several
        (
            LETTER.replace("Trung tâm Y tế", "Chủ tịch UBND tỉnh, Giám đốc Sở Y tế"),
            "recipients",
            ["Chủ tịch UBND tỉnh", "Giám đốc Sở Y tế"],
        ),
        # words in capitals in the midst of a sentence begin nothing
        (f"{DECISION}Về việc giao UBND tỉnh họp\nCăn cứ Luật Dược;", "subject", "Về việc giao UBND tỉnh họp"),
    ],
)
def test_what_looks_like_it_is_none(text: str, key: str, right: object) -> None:
    assert said(ud.parse_document(text))[key] == right


ONE_LINE = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 1/QĐ-UBND Sông Trà, ngày 1 tháng 2 năm 2025 "
    "QUYẾT ĐỊNH Về việc họp "
)


@pytest.mark.slow  # very long texts
@pytest.mark.parametrize("start", ["", ONE_LINE])
@pytest.mark.parametrize(
    "piece",
    [
        *("Số: ....1.... ", "ngày ....1.... tháng ", "UBND TỈNH A B C ", "(Kèm theo ", "(Kèm theo\n", "dự án:\n"),
        *("Luật này được Quốc hội thông qua ", "Căn\ncứ ", "Căn\n", "QUYẾT ĐỊNH CHỦ TỊCH ", "; - a ", "TM. "),
        *("Căn cứ Luật A, Sở Y tế và ", "Căn cứ A;\nsố 5 ", "; Căn cứ Luật A", "PHÓ CHỦ TỊCH Lê An ", "ABC "),
        *(
            "CÔNG TY A A A A ",
            "Công ty a a a ",
            "SYTSông Trà, ngày 1/2/2024",
            "ĐỘC LẬP - TỰ DO - HẠNH PHÚCA",
            "XÃ TÂN CÔNG ",
        ),
        *("Kính gửi: Ông A, Giám đốc, ", "ngày lOlO tháng ", "Thực hiện A;\n"),
        *("SỞ Y TẾ - SỞ A - ", "Sở A\nXã B\n", "UBND XÃ YÊN SỞ ", "CÔNG HOÀ XÃ HÔI ", "Số 1/TB-A ngày 1/2/2024\n"),
        *(
            "Sau khi A;\n",
            "Sau khi A\n",
            "họp. Căn cứ Luật A, ",
            "họp. Căn cứ Luật A\n",
            '"V/v A\n',
            "--oOo-- ",
            "giấy KHẨN\n",
        ),
    ],
)
def test_hostile_texts_take_time_in_proportion(piece: str, start: str) -> None:
    assert is_in_proportion(ud.parse_document, lambda length: start + piece * (length // len(piece)))
