"""Single documents: what their letterheads, bases, parts and ends say, in the forms that people have."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ubnd_digest as ud
from strategies import vietnamese
from support.single_documents import CHANGES, CORE, Said, other_than
from support.timing import is_in_proportion
from ubnd_digest.model.legal_documents import all_parts

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ROOT = Path(__file__).resolve().parents[1]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf8")


def wanted(name: str) -> Said:
    found: Said = json.loads((FOLDER / f"{name}.json").read_text("utf8"))
    return found


def misread(document: ud.LegalDocument, name: str, keys: tuple[str, ...] = ()) -> dict[str, tuple[Any, Any]]:
    return other_than(wanted(name), document, keys)


# ---- documents of forty forms -------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_read(name: str) -> None:
    assert misread(ud.parse_document(text_of(name)), name) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_told_from_a_digest(name: str) -> None:
    assert ud.is_document(text_of(name))


@pytest.mark.parametrize("path", [*ROOT.glob("examples/*.txt"), *ROOT.glob("grammars/publishers/*/*.txt")], ids=str)
def test_a_digest_is_no_document(path: Path) -> None:
    assert not ud.is_document(path.read_text("utf8"))


def test_a_digest_with_a_letterhead_is_one() -> None:
    text = """\
UBND TỈNH SÔNG TRÀ
VĂN PHÒNG
Số: 12/TB-VP
Sông Trà, ngày 17 tháng 3 năm 2025

Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3/2025)
Nạo vét kênh Ba Xã.

Nạo vét kênh Ba Xã
UBND tỉnh ban hành Quyết định số 345/QĐ-UBND ngày 12/3/2025.
"""
    assert not ud.is_document(text)
    assert ud.parse_document(text).number == ud.DocumentNumber.parse("12/TB-VP")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", NAMES)
def test_how_it_is_typed_does_not_matter(name: str, change: str) -> None:
    text = CHANGES[change](text_of(name))
    assert misread(ud.parse_document(text), name, CORE) == {}


# ---- what is open --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["not-a-document", "no-number", "no-date", "no-issuer", "no-subject"]),
        (
            "SỞ Y TẾ\nSố:      /QĐ-SYT\nSông Trà, ngày   tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc nghỉ phép",
            ["number-left-blank", "day-left-blank"],
        ),
        (
            "SỞ Y TẾ\nSố: … /QĐ-SYT\nSông Trà, ngày … tháng … năm 2025\nQUYẾT ĐỊNH\nVề việc nghỉ phép",
            ["number-left-blank", "day-left-blank"],
        ),
        ("Số: 12/SYT-NV\nKính gửi: Trung tâm Y tế.\nNơi nhận:\n- Như trên.", ["no-date", "no-issuer", "no-subject"]),
    ],
)
def test_what_is_not_there_is_told(text: str, codes: list[str]) -> None:
    document = ud.parse_document(text)
    assert [doubt.code for doubt in document.diagnostics] == codes


def test_a_day_that_is_left_blank_is_a_month() -> None:
    date = ud.parse_document("Số: 5/BC-SYT\nSông Trà, ngày      tháng 3 năm 2025\nBÁO CÁO\nVề dịch sởi").date
    assert date is not None
    assert (date.edtf, date.start, date.end) == ("2025-03", dt.date(2025, 3, 1), dt.date(2025, 3, 31))


def test_a_day_without_a_year_is_near_that_of_the_document() -> None:
    head = "Số: 5/UBND-KT\nSông Trà, ngày 20 tháng 12 năm 2025\nV/v nạo vét\nKính gửi: Sở Xây dựng.\n"
    (deadline,) = ud.parse_document(f"{head}Giao Sở Xây dựng báo cáo trước ngày 10/01.").deadlines
    assert deadline.due == dt.date(2026, 1, 9)
    (deadline,) = ud.parse_document("Giao Sở Y tế báo cáo trước ngày 10/01.", anchor=dt.date(2019, 5, 1)).deadlines
    assert deadline.due == dt.date(2020, 1, 9)


def test_its_own_number_is_what_was_issued() -> None:
    document = ud.parse_document(text_of("01-decision"))
    own = document.reference
    assert own is not None and own.date is not None and own.date.edtf == "2026-03-05"
    assert (own.role, own.issuer, own.type) == (ud.Role.ISSUED, "UBND tỉnh Sông Trà", ud.DocumentType.DECISION)
    assert {found.document for found in document.anaphora if found.text == "Quyết định này"} == {document.number}
    resolved = ud.resolve(document.digest).documents
    assert str(next(one for one in resolved if ud.Role.ISSUED in one.roles)) == "812/QĐ-UBND"


def test_a_number_in_the_subject_is_not_its_own() -> None:
    text = "KẾ HOẠCH\nTRIỂN KHAI KẾ HOẠCH\nSỐ 7-KH/TU NGÀY 05/3/2025 CỦA TỈNH ỦY\nI. MỤC ĐÍCH\nTrồng cây."
    assert ud.parse_document(text).number is None


def test_a_number_on_dots_is_read_back() -> None:
    document = ud.parse_document("số: ...318... /QĐ-UBND\n")
    assert str(document.number) == "318/QĐ-UBND"
    assert not document.digest.references
    assert ud.document_from_json(ud.to_json(document)) == document
    with pytest.raises(ud.SerializationError, match="number"):
        ud.document_from_json(ud.to_json(document).replace('"318"', '"319"'))


def test_bases_hold_their_references_and_laws() -> None:
    document = ud.parse_document(text_of("18-decision-on-staff"))
    first, second, *_ = document.bases
    assert [law.name for law in first.laws] == ["Luật Cán bộ, công chức"] * 2 or len(first.laws) >= 1
    assert [str(reference.number) for reference in second.references] == ["1022/QĐ-UBND"]


def test_marks_of_urgency_and_secrecy() -> None:
    text = "SỞ Y TẾ\nSố: 5/SYT-NV\n{}\nKính gửi: Trung tâm Y tế.\nHọp ngày 5/3/2025."
    assert ud.parse_document(text.format("THƯỢNG KHẨN")).urgency is ud.Urgency.IMMEDIATE
    assert ud.parse_document(text.format("TỐI MẬT")).secrecy is ud.Secrecy.SECRET
    assert ud.parse_document(text.format("V/v họp khẩn")).urgency is None


def test_a_joint_document_has_several_issuers() -> None:
    document = ud.parse_document(text_of("11-joint-circular"))
    assert ([str(body) for body in document.issuers], document.governing) == (["Bộ Tài chính", "Bộ Y tế"], None)
    assert [signed.person for signed in document.signatures] == ["Ngô Thị Hạnh", "Lý Quốc Trị"]


def test_for_whom_somebody_signs() -> None:
    signer = ud.parse_document(text_of("16-invitation")).signer
    assert signer is not None
    assert (signer.office, signer.signed_for) == ("PHÓ CHÁNH VĂN PHÒNG", ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"))
    assert signer.capacities == (ud.Capacity.BY_ORDER, ud.Capacity.DEPUTY)


# ---- parts ------------------------------------------------------------------------------------------


def tree(parts: tuple[ud.DocumentPart, ...]) -> list[Any]:
    return [f"{part}: {part.heading}" if part.heading else [str(part), *tree(part.parts)] for part in parts]


def shape(text: str) -> list[str]:
    parts = ud.parse_document(text).parts
    return [str(part) for part in all_parts(parts)]


def test_a_law_has_chapters_sections_articles() -> None:
    law = ud.parse_document(text_of("09-law"))
    first, second = law.parts
    assert (str(first), str(first.heading), len(first.parts)) == ("Chương I", "NHỮNG QUY ĐỊNH CHUNG", 2)
    (section,) = second.parts
    assert [str(part) for part in section.parts] == ["Điều 3", "Điều 4"]
    assert [str(part) for part in all_parts(first.parts[1].parts)] == ["khoản 1", "khoản 2", "điểm a", "điểm b"]


def test_a_plan_has_sections_clauses_points() -> None:
    plan = ud.parse_document(text_of("12-plan-of-a-commune"))
    assert [str(part.heading) for part in plan.parts] == [
        "MỤC ĐÍCH, YÊU CẦU",
        "NỘI DUNG THỰC HIỆN",
        "TỔ CHỨC THỰC HIỆN",
    ]
    assert [len(part.parts) for part in plan.parts] == [2, 2, 0]
    assert [duty.responsible for duty in plan.parts[1].parts[0].duties] == ["Phòng Văn hóa - Xã hội"]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("Điều 1. Giao đất\nSở Y tế nhận.\nĐiều 1a. Thu hồi\nTrả lại.", ["Điều 1", "Điều 1a"]),
        ("Điều 1. Sửa như sau:\n“Điều 9. Cũ\n1. Một.\n2. Hai.”\nĐiều 2. Bãi bỏ.", ["Điều 1", "Điều 2"]),
        (
            "Phần thứ nhất\nCHUNG\nĐiều 1. Một.\nPhần thứ hai\nRIÊNG\nĐiều 2. Hai.",
            ["Phần thứ nhất", "Điều 1", "Phần thứ hai", "Điều 2"],
        ),
        ("I. CHUNG\nLúa đạt\n2026. Năm nay khá.\nII. RIÊNG\nCây.", ["Mục I", "Mục II"]),
        ("1. Một:\n1.1. Nhỏ\nchữ.\n1.2. Nữa.\n2. Hai.", ["khoản 1", "khoản 1.1", "khoản 1.2", "khoản 2"]),
        ("3. Ba trạm bơm hỏng.\nHết.", []),
        ("Theo đó, giao:\n1. Sở Y tế họp.\nV. I. Lê-nin nói.\n2. Sở Xây dựng họp.", ["khoản 1", "khoản 2"]),
    ],
)
def test_numbers_make_parts(lines: str, shown: list[str]) -> None:
    assert shape(f"Số: 5/QĐ-SYT\nQUYẾT ĐỊNH\nVề việc họp\nCăn cứ Luật Đất đai;\nQUYẾT ĐỊNH:\n{lines}") == shown


def test_an_attached_regulation_has_its_own_parts() -> None:
    document = ud.parse_document(text_of("40-decision-with-a-regulation"))
    assert [str(article) for article in document.articles] == ["Điều 1", "Điều 2", "Điều 3"]
    annex = document.parts[-1]
    assert (annex.level.value, str(annex), str(annex.heading)) == (
        "appendix",
        "Phụ lục",
        "QUY CHẾ Chi tiêu nội bộ năm 2019",
    )
    assert [(str(part), str(part.heading)) for part in annex.parts] == [
        ("Điều 1", "Mục đích"),
        ("Điều 2", "Văn phòng phẩm"),
    ]


SIGNED = "Số: 5/QĐ-SYT\nQUYẾT ĐỊNH\nVề việc họp\nQUYẾT ĐỊNH:\nĐiều 1. Họp.\nĐiều 2. Thi hành./.\nGIÁM ĐỐC\nLê Hoài An\n"


@pytest.mark.parametrize(
    ("below", "annexes"),
    [
        (
            "PHỤ LỤC I\nDANH MỤC THIẾT BỊ\n(Kèm theo Quyết định số 5/QĐ-SYT)\n1. Máy đo.\nPhụ lục II\nKinh phí\n1. Mua máy.",
            [("Phụ lục I", "DANH MỤC THIẾT BỊ", 1), ("Phụ lục II", "Kinh phí", 1)],
        ),
        (
            "UBND TỈNH A\nĐIỀU LỆ\nHội Chữ thập đỏ\n(Phê duyệt kèm theo Quyết định\nsố 5/QĐ-SYT)\nChương I\nCHUNG\nĐiều 1. A",
            [("Phụ lục", "ĐIỀU LỆ Hội Chữ thập đỏ", 1)],
        ),
        ("Phụ lục\nDanh sách cán bộ\n(kèm theo Quyết định số 5/QĐ-SYT)\nLê Thị Lúa", [("Phụ lục", "Danh sách cán bộ", 0)]),
        ("PHỤ LỤC SỐ 01: BIỂU TỔNG HỢP\n(Ban hành kèm theo Quyết định)\nI. THU\nThuế.\nII. CHI\nLương.",
         [("Phụ lục 01", "BIỂU TỔNG HỢP", 2)]),
        ("PHƯƠNG ÁN\nỨng phó bão\n(Đính kèm Quyết định số 5/QĐ-SYT)\n1. Sơ tán dân.", [("Phụ lục", "PHƯƠNG ÁN Ứng phó bão", 1)]),
        # what only speaks of one is none
        ("Phụ lục của Quyết định được gửi sau.\n1. Máy đo.", []),
        ("Quyết định\nnày có hai trang.", []),
        ("Danh mục\nMáy đo, máy in.", []),
    ],
)  # fmt: skip
def test_what_is_attached_is_told_from_the_rest(below: str, annexes: list[tuple[str, str, int]]) -> None:
    document = ud.parse_document(SIGNED + below)
    found = [part for part in document.parts if part.level is ud.ProvisionLevel.APPENDIX]
    assert [(str(part), str(part.heading), len(part.parts)) for part in found] == annexes
    assert [str(part) for part in document.articles] == ["Điều 1", "Điều 2"]
    assert document.signer and document.signer.person == "Lê Hoài An"


# ---- laws that hold for any text ------------------------------------------------------------------------


def places(document: ud.LegalDocument) -> list[tuple[ud.Span, str]]:
    blocks = [document.subject, document.authority, *document.bases, *document.recipients, *document.distribution]
    blocks += [*all_parts(document.parts), *(part.heading for part in all_parts(document.parts))]
    blocks += [*document.signatures]
    agencies = [*document.issuers, document.governing, document.date]
    return [(one.span, one.text) for one in (*blocks, *agencies) if one is not None]


def holds(text: str) -> None:
    document = ud.parse_document(text)
    assert document.source == text
    assert all(text[span.start : span.end] == shown for span, shown in places(document))
    for part in all_parts(document.parts):
        assert all(part.span.contains(inner.span) for inner in part.parts)
    assert ud.document_from_json(ud.to_json(document)) == document
    assert ud.document_from_dict(ud.to_dict(document)) == document


SPELLINGS: dict[str, Callable[[str], str]] = {
    "decomposed": partial(unicodedata.normalize, "NFD"),
    "ETH": lambda text: text.replace("Đ", "\u00d0"),
    "invisible": lambda text: text.replace("a", "a\u200b"),
    "capitals": str.upper,
    "a capital with a dot": lambda text: text.replace("I", "\u0130"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_in_any_spelling_reads_back_equal(name: str, spelling: str) -> None:
    text = SPELLINGS[spelling](text_of(name))
    holds(text)
    digest = ud.parse(text)
    assert ud.from_json(ud.to_json(digest)) == digest


def test_a_number_that_a_scanner_misread_is_that_of_its_reference_too() -> None:
    text = "SỞ Y TẾ\nSố: 3O/KH-SYT\nSông Trà, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc tiêm phòng\n"
    holds(text)
    document = ud.parse_document(text)
    assert (str(document.number), [str(one.number) for one in document.references]) == ("30/KH-SYT", ["30/KH-SYT"])


PIECES = (
    *(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH SÔNG TRÀ",
        "SỞ Y TẾ",
        "VĂN PHÒNG",
        "|",
    ),
    *(
        "Số: 12/QĐ-UBND",
        "Số:",
        "12/SYT-NV",
        "Sông Trà, ngày 05 tháng 3 năm 2025",
        "ngày",
        "QUYẾT ĐỊNH",
        "QUYẾT ĐỊNH:",
        "V/v họp",
    ),
    *(
        "Về việc họp",
        "-----",
        "Căn cứ Luật Đất đai;",
        "Căn cứ",
        "Xét đề nghị,",
        "Kính gửi:",
        "- Sở Y tế;",
        "Kính gửi: Sở Y tế, UBND xã.",
    ),
    *(
        "Điều 1. Họp",
        "Chương I",
        "I. CHUNG",
        "1. Một.",
        "a) Nhỏ;",
        "“",
        "”",
        "./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM.",
    ),
    *(
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Lê Hoài An",
        "HỎA TỐC",
        "Giao Sở Y tế báo cáo trước ngày 30/4.",
        "điện:",
        "",
    ),
)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("\n", " ", "\t", "\n\n", "     "))), max_size=30))
def test_spans_point_at_the_text_and_json_leads_back(drawn: list[tuple[str, str]]) -> None:
    holds("".join(piece + gap for piece, gap in drawn))


@given(vietnamese(gaps=(" ", "\n", ", ")) | st.text())
def test_any_text_is_read(text: str) -> None:
    holds(text)
    assert isinstance(ud.is_document(text), bool)


@given(st.sampled_from(NAMES), st.data())
def test_noise_changes_no_answer(name: str, data: st.DataObject) -> None:
    """Other spaces, other dashes, composed letters or not, invisible signs: the letterhead says the same."""
    text = text_of(name)
    at = data.draw(st.integers(0, len(text)))
    end = text.find(" ", at) if " " in text[at:] else 0
    sign = data.draw(st.sampled_from("\u200b\ufeff\u00ad"))
    noisy = text[:end] + sign + text[end:]
    noisy = data.draw(st.sampled_from([noisy, unicodedata.normalize("NFD", noisy), noisy.replace("\n", "\r\n")]))
    assert misread(ud.parse_document(noisy), name) == {}


@pytest.mark.slow  # very long texts
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "Căn cứ Luật, ",
            "Căn cứ Luật;\n",
            "Số: 1/QĐ-UBND ",
            "ngày 1 tháng 2 năm 2025 ",
            "- Sở Y tế; ",
            "Kính gửi: ",
            "V/v ",
        ),
        *(
            "Điều 1. Họp\n",
            "I. A\n1. B\na) c\n",
            "“",
            "KT. CHỦ TỊCH\n",
            "SỞ ",
            "|",
            "CỘNG HÒA XÃ HỘI ",
            "(",
            "Lê Hoài An\n",
            "điện:",
            "\n",
        ),
        *(
            "1.1.1.1. a ",
            "QUYẾT ĐỊNH\n",
            "- Như trên;\n",
            "VIỆT NAM\n",
            "ngày . . . ",
            ", Sở ",
            "./.\n",
            "Nơi nhận: ",
            "Mục 1\n",
            "./.\nPHỤ LỤC I\n",
            "QUY CHẾ\n(Kèm theo A)\n",
        ),
    ],
)
def test_hostile_texts_take_time_in_proportion(piece: str) -> None:
    start = "Số: 1/QĐ-UBND\nQUYẾT ĐỊNH\n"
    assert is_in_proportion(ud.parse_document, lambda length: start + piece * (length // len(piece)))


# ---- JSON ---------------------------------------------------------------------------------------------


SCHEMA = ud.json_schema("document")
CHECKED_IN = ROOT / "docs" / "document.schema.json"


def test_the_checked_in_schema_of_documents_is_current() -> None:
    current = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    assert CHECKED_IN.read_text("utf8") == current, f'write json_schema("document") to {CHECKED_IN}'


@pytest.mark.slow  # every document by the schema
@pytest.mark.parametrize("name", NAMES)
def test_every_document_written_is_valid(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    document = ud.parse_document(text_of(name))
    content = ud.to_dict(document)
    assert [error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(content)] == []
    assert ud.to_dict(ud.document_from_json(ud.to_json(document))) == content


def test_there_is_no_third_schema() -> None:
    with pytest.raises(ValueError, match="not 'letter'"):
        ud.json_schema("letter")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "digest"}, "kind: expected 'document', found 'digest'"),
        ({"schema_version": "2.0"}, "schema_version: expected a version 1.x, found '2.0'"),
        ({"digest": None}, "digest: expected an object, found null"),
        ({"place": 7}, "place: expected a text or null, found 7"),
        ({"subject": {"span": [0, 3], "text": "abc", "words": ""}}, "subject.span: expected the text 'abc'"),
        ({"subject": {"span": [0, 9999], "text": "abc", "words": ""}}, "subject.span: expected a span within"),
        (
            {"parts": [{"level": "clause", "label": "1", "span": [0, 1], "inside": 0, "heading": None}]},
            r"parts\[0\].inside",
        ),
    ],
)
def test_what_does_not_fit_is_named(change: Said, message: str) -> None:
    content = {**ud.to_dict(ud.parse_document("Số: 12/QĐ-UBND")), **change}
    with pytest.raises(ud.SerializationError, match=f"^{message}"):
        ud.document_from_dict(content)


def test_the_digest_inside_has_its_path() -> None:
    content = ud.to_dict(ud.parse_document("Số: 12/QĐ-UBND"))
    content["digest"]["source"] = "Sá: 12/QĐ-UBND"
    with pytest.raises(ud.SerializationError, match=r"^digest\.outside_items\.references\[0\]\.span"):
        ud.document_from_dict(content)


def test_a_digest_is_no_document_and_the_other_way_round() -> None:
    with pytest.raises(ud.SerializationError, match="document_from_json reads it"):
        ud.from_json(ud.to_json(ud.parse_document("Số: 12/QĐ-UBND")))
    with pytest.raises(ud.SerializationError, match=r"^kind: expected 'document', found none"):
        ud.document_from_json(ud.to_json(ud.parse("Số: 12/QĐ-UBND")))
    with pytest.raises(TypeError, match="document_from_dict takes a mapping"):
        ud.document_from_dict("x")  # type: ignore[arg-type]


def test_bytes_are_refused() -> None:
    with pytest.raises(TypeError, match="parse_document takes str, not bytes"):
        ud.parse_document(b"x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is_document takes str, not bytes"):
        ud.is_document(b"x")  # type: ignore[arg-type]
