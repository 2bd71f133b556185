"""Laws by name, words that mean a document, issuers: what holds of every one. The forms stand in ``forms/``."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import unicodedata
from itertools import pairwise

import pytest

import ubnd_digest as ud
from support.forms import Form, forms
from ubnd_digest.reading.references.known_laws import decided, has_year

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 10/3 - 16/3/2025)\n\n"
FORMS = [form for form in forms() if form.kind in ("laws", "anaphora", "issuers")]
PARSER = ud.Parser()


def told(text: str, anchor: dt.date | None = None) -> list[object]:
    """What is said of laws, of documents meant and of issuers."""
    found: list[object] = []
    for mention in PARSER.find_mentions(text, anchor=anchor):
        if isinstance(mention, ud.Law):
            found.append((mention.name, mention.year, mention.number, mention.inferred))
        elif isinstance(mention, ud.Anaphora):
            found.append((mention.type, mention.document))
        elif isinstance(mention, ud.Reference):
            found.append((mention.issuer, mention.issuer_from))
    return found


# ---- laws ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.place)
def test_the_same_is_read_however_the_text_is_written(form: Form) -> None:
    found = told(form.text, form.anchor)
    assert told(unicodedata.normalize("NFD", form.text), form.anchor) == found
    assert told(form.text.replace(" ", "  "), form.anchor) == found
    assert told(form.text.replace(" ", "\u00a0"), form.anchor) == found
    assert told(form.text.replace("\n", "\r\n"), form.anchor) == found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.place)
def test_laws_and_antecedents_stand_one_after_another_where_they_say(form: Form) -> None:
    for kind in (ud.Law, ud.Anaphora):
        found = [m for m in PARSER.find_mentions(form.text, anchor=form.anchor) if isinstance(m, kind)]
        assert [form.text[one.span.start : one.span.end] for one in found] == [one.text for one in found]
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))
        assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("form", [form for form in FORMS if form.kind == "anaphora"], ids=lambda form: form.place)
def test_a_document_that_is_meant_stands_in_the_text(form: Form) -> None:
    numbers = {reference.number for reference in PARSER.find_references(form.text)}
    meant = {found.document for found in PARSER.find_anaphora(form.text) if found.document}
    assert meant <= numbers


@pytest.mark.parametrize("form", [form for form in FORMS if form.kind == "laws"], ids=lambda form: form.place)
def test_a_law_is_read_again_from_its_canonical_form(form: Form) -> None:
    for law in PARSER.find_laws(form.text):
        assert list(PARSER.find_laws(str(law))) == [law]


# ---- which law -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "day", "number", "inferred"),
    [
        ("Luật Đất đai", 2024, None, "31/2024/QH15", False),
        ("Luật Đất đai", None, dt.date(2025, 3, 1), "31/2024/QH15", True),
        ("Luật Đất đai", None, dt.date(2020, 3, 1), "45/2013/QH13", True),
        ("Luật Đất đai", None, dt.date(1999, 3, 1), None, False),
        ("Luật Đất đai", None, None, None, False),
        ("Luật Đất đai", 2022, None, None, False),
        ("Luật Bảo hiểm y tế", None, dt.date(2025, 3, 1), "25/2008/QH12", False),
        ("Luật Bảo hiểm y tế", None, dt.date(2001, 3, 1), None, False),
        ("Luật Nuôi tôm", 2024, dt.date(2025, 3, 1), None, False),
    ],
)
def test_the_year_the_table_or_the_day_decides_the_number(
    name: str, year: int | None, day: dt.date | None, number: str | None, inferred: bool
) -> None:
    found = decided(name, year, (day, day) if day else None, amending=False)
    assert (found.number, found.inferred) == (number, inferred)


def test_days_on_both_sides_of_a_change_decide_nothing() -> None:
    found = decided("Luật Đất đai", None, (dt.date(2024, 7, 29), dt.date(2024, 8, 4)), amending=False)
    assert (found.number, found.doubt is not None) == (None, True)


def test_of_laws_that_amend_one_law_no_day_decides() -> None:
    name = "Luật sửa đổi, bổ sung một số điều của Luật Xử lý vi phạm hành chính"
    assert decided(name, None, (dt.date(2025, 3, 1),) * 2, amending=True).doubt
    assert decided(name, 2020, None, amending=True).number == "67/2020/QH14"


def test_a_year_is_that_of_a_version_or_earlier_than_all() -> None:
    assert [has_year("Luật Thanh niên", year) for year in (1999, 2005, 2012, 2020, 2024)] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_where_the_table_cannot_tell_a_diagnostic_says_so() -> None:
    digest = ud.parse(TITLE + "Thi hành luật\nUBND tỉnh chỉ đạo thi hành Luật Viên chức và Luật Nhà ở.")
    assert [(law.name, law.number is None) for law in digest.laws] == [("Luật Viên chức", True), ("Luật Nhà ở", False)]
    assert ["Luật Viên chức" in doubt.message for doubt in digest.diagnostics if doubt.code == "law-version"] == [True]


def test_no_organisation_stands_inside_the_name_of_a_law() -> None:
    text = "Theo Luật Mặt trận Tổ quốc Việt Nam, UBND tỉnh và Mặt trận Tổ quốc Việt Nam tỉnh phối hợp."
    assert [agency.span.start > 35 for agency in ud.find_agencies(text)] == [True, True]


# ---- which document ------------------------------------------------------------------------

ITEM = TITLE + (
    "Trồng rừng ven sông\n"
    "UBND tỉnh ban hành Kế hoạch trồng rừng (Kế hoạch số 21/KH-UBND, ngày 11/3/2025).\n"
    "Kế hoạch số 5/KH-UBND ngày 2/2/2023 hết hạn. Theo Kế hoạch, mỗi xã trồng 5 ha. Kế hoạch nêu trên được công khai.\n"
    "Nuôi tôm\n"
    "UBND tỉnh ban hành Quyết định số 8/QĐ-UBND, ngày 12/3/2025.\n"
    "Theo Kế hoạch, mỗi xã nuôi 5 ha. Các xã thực hiện Kế hoạch này và văn bản này."
)


def test_an_item_means_its_own_documents() -> None:
    digest = ud.parse(ITEM)
    meant = [[str(found.document) for found in item.anaphora] for item in digest.items]
    assert meant == [["21/KH-UBND", "5/KH-UBND"], ["None", "8/QĐ-UBND"]]


def test_why_a_document_is_meant_is_explained() -> None:
    digest = ud.parse(ITEM)
    bare, above = digest.items[0].anaphora
    for found, answer, reasons in (
        (bare, "21/KH-UBND", ["bare word", "issued"]),
        (above, "5/KH-UBND", ["WHICH_DOCUMENT", "the nearest"]),
    ):
        decision = ud.explain(ITEM, found.span.start).decisions[-1]
        assert (decision.question, decision.answer) == ("antecedent", answer)
        assert [reason.name for reason in decision.because] == reasons


# ---- who issued it -------------------------------------------------------------------------


def test_the_title_tells_the_level_of_a_committee() -> None:
    text = "\nThi đua\nThực hiện Quyết định số 8/QĐ-UBND ngày 12/3/2023, Thông báo số 5/TB-VP ngày 2/3/2023."
    digest = ud.parse(TITLE + text)
    assert [reference.issuer for reference in digest.references] == ["UBND tỉnh", "Văn phòng UBND tỉnh"]
    city = ud.parse(TITLE.replace("tỉnh Sông Trà", "thành phố Sông Trà") + text)
    assert [reference.issuer for reference in city.references] == ["UBND thành phố", "Văn phòng UBND thành phố"]


def test_a_steering_committee_is_the_one_of_the_item() -> None:
    text = "\nThi đua\nBan Chỉ đạo chuyển đổi số tỉnh họp. Các xã thực hiện Kế hoạch số 3/KH-BCĐ ngày 2/3/2025."
    (reference,) = ud.parse(TITLE + text).references
    assert (reference.issuer, reference.issuer_from) == ("Ban Chỉ đạo chuyển đổi số tỉnh", ud.IssuerSource.ITEM)


def test_words_and_symbol_that_differ_are_told() -> None:
    text = "\nThi đua\nNghị định số 21/2027/NĐ-CP của Bộ Y tế. Quyết định số 5/QĐ-TTg của Thủ tướng."
    digest = ud.parse(TITLE + text)
    assert [reference.issuer for reference in digest.references] == ["Bộ Y tế", "Thủ tướng Chính phủ"]
    (doubt,) = (doubt for doubt in digest.diagnostics if doubt.code == "issuer-symbol-mismatch")
    assert doubt.span == digest.references[0].span


def test_json_written_before_issuers_is_read() -> None:
    digest = ud.parse(ITEM)
    content = json.loads(ud.to_json(digest))
    for holder in (content["outside_items"], *content["items"]):
        del holder["laws"], holder["anaphora"]
        for reference in holder["references"]:
            del reference["issuer"], reference["issuer_from"]
    older = ud.from_dict(content)
    assert [reference.issuer for reference in older.references] == [None] * len(digest.references)
    assert (older.laws, older.anaphora) == ((), ())
