"""What is written out can be read again."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from ubnd_digest import DocumentNumber, DocumentType, find_references
from ubnd_digest.model.fields import document_of
from ubnd_digest.model.words import document_types, form, type_codes, words

TYPES = document_types()
NAMES = [(code, kind.name) for code, kind in TYPES.items()]
CODES = [(code, letters) for code, kind in TYPES.items() for letters in kind.codes]
DAY = "ngày 02/6/2031"


@pytest.mark.parametrize(("code", "name"), NAMES)
@pytest.mark.parametrize("number", ["12/KH-UBND", "5/2023/QĐ-UBND", "94-KL/TW"])
def test_the_grammar_recognises_every_name(code: str, name: str, number: str) -> None:
    (found,) = find_references(f"Thực hiện {name} số {number} của cấp trên")
    assert (found.type, found.type_text, str(found.number)) == (DocumentType(code), name, number)


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_a_name_may_be_written_small_or_large(code: str, name: str) -> None:
    for written in (name.lower(), name.upper()):
        (found,) = find_references(f"theo {written} số 12/KH-UBND.")
        assert found.type is DocumentType(code)


@pytest.mark.parametrize(("code", "letters"), CODES)
def test_every_code_is_read_as_its_type(code: str, letters: str) -> None:
    number = DocumentNumber.parse(f"12/{letters}-UBND")
    assert number.type_code == letters
    first = next(kind for kind, other in CODES if other == letters)
    assert number.type is DocumentType(first)
    assert code == first or letters in TYPES[first].codes


def test_every_type_has_a_name_of_its_own() -> None:
    assert [kind.value for kind in DocumentType] == list(TYPES)
    assert len({name for _code, name in NAMES}) == len(NAMES)
    assert [kind.title for kind in DocumentType] == [name for _code, name in NAMES]


def test_every_code_leads_back_to_its_type() -> None:
    for kind in DocumentType:
        for letters in kind.codes:
            assert letters.casefold() in type_codes()
    assert all(letters in map(str.casefold, TYPES[code].codes) for letters, code in type_codes().items())


def test_every_type_names_its_source() -> None:
    assert {kind.source for kind in TYPES.values()} == set(words("sources"))


@pytest.mark.parametrize(("code", "letters"), CODES)
def test_a_number_without_a_type_gets_it_from_its_code(code: str, letters: str) -> None:
    (found,) = find_references(f"đã gửi (số 12/{letters}-UBND)")
    assert found.type is DocumentNumber.parse(f"12/{letters}-UBND").type


@pytest.mark.parametrize("party", words("samples", "parties"))
def test_the_grammar_recognises_every_party_of_the_samples(party: str) -> None:
    (deadline,) = ud.find_deadlines(f"Giao {party} báo cáo trước ngày 30/6/2031.")
    assert deadline.responsible == party


@pytest.mark.parametrize("law", words("samples", "laws"))
def test_the_grammar_recognises_every_law_of_the_samples(law: str) -> None:
    (provision,) = ud.find_provisions(f"theo khoản 2 Điều 8 {law}.")
    assert document_of(provision) == law


@pytest.mark.parametrize("title", words("samples", "titles"))
@pytest.mark.parametrize("period", words("samples", "periods"))
def test_the_grammar_recognises_every_title_of_the_samples(title: str, period: str) -> None:
    line = title.format(place="Lam Điền", period=period.format(first="ngày 02/6/2031", last="ngày 08/6/2031"))
    digest = ud.parse(line)
    assert str(digest.title) == line
    assert digest.period is not None
    assert digest.period.days == 7


@pytest.mark.parametrize("opening", words("samples", "openings"))
@pytest.mark.parametrize("heading", words("samples", "headings"))
def test_the_grammar_recognises_every_heading_and_opening_of_the_samples(heading: str, opening: str) -> None:
    task = words("samples", "tasks")[0]
    line = words("samples", "titles")[0].format(place="Lam Điền", period="từ ngày 02/6 - 08/6/2031")
    issued = "Kế hoạch số 7/KH-UBND ngày 03/6/2031"
    items = [(heading.format(task=task), [opening.format(reference=issued, task=task)])]
    digest = ud.compose(title=line, items=items)
    assert [str(reference) for reference in digest.items[0].issued] == [issued]


# ---- canonical forms -------------------------------------------------------------------------

REFERENCE = form("reference", "full").format(type="Kế hoạch", number="7/KH-UBND")
UNITS = [
    form("date", shape).format(day=2, month=6, quarter="II", count=6, year=2031)
    for shape in ("day", "month", "quarter", "first months", "last months", "year")
]


@pytest.mark.parametrize("written", [REFERENCE, form("reference", "without-type").format(number="31/2024/QH15")])
def test_the_grammar_recognises_every_form_of_a_reference(written: str) -> None:
    (found,) = find_references(f"Xem {written}.")
    assert found.text == written


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("part", [None, *words("date", "part")])
def test_the_grammar_recognises_every_form_of_a_date(unit: str, part: str | None) -> None:
    if part is None or unit.startswith(("tháng", "quý", "năm")):
        written = form("date", "part", part).format(unit=unit) if part else unit
        (found,) = ud.find_dates(f"Họp {written}.")
        assert (str(found), found.part and found.part.value) == (written, part)


@pytest.mark.parametrize("number", words("date", "quarters"))
def test_the_grammar_recognises_every_quarter(number: str) -> None:
    (found,) = ud.find_dates(form("date", "quarter").format(quarter=number, year=2031))
    assert found.precision is ud.Precision.QUARTER


def test_the_grammar_recognises_a_range_and_an_effective_date() -> None:
    written = form("date", "range").format(first=DAY, last="ngày 08/6/2031")
    (found,) = ud.find_ranges(f"Trực {written}.")
    assert written.endswith(found.text) and found.first.text == DAY
    (effective,) = ud.parse(f"Quyết định {form('date', 'effect').format(date=DAY)}.").effective_dates
    assert effective.date.text == DAY


@pytest.mark.parametrize("relation", ud.Relation)
@pytest.mark.parametrize("clock", [None, "hour", "minute"])
def test_the_grammar_recognises_every_form_of_a_deadline(relation: ud.Relation, clock: str | None) -> None:
    if clock and relation is not ud.Relation.BY:
        return
    date = form("deadline", clock).format(hour=16, minute=5, date=DAY) if clock else DAY
    task = form("deadline", relation.value).format(date=date)
    written = form("deadline", "assigned").format(responsible="Sở Y tế", task=task)
    (found,) = ud.find_deadlines(f"UBND tỉnh {written}.")
    assert (found.relation, found.responsible, found.named.text) == (relation, "Sở Y tế", DAY)
    assert (found.time is not None) is (clock is not None)


@pytest.mark.parametrize("level", ud.ProvisionLevel)
def test_the_grammar_recognises_every_form_of_a_provision(level: ud.ProvisionLevel) -> None:
    labels = {ud.ProvisionLevel.POINT: ("a", "c")}.get(level, ("1", "3"))
    unit = f"{form('provision', level.value)} {form('provision', 'and').join(labels)}"
    (found,) = ud.find_provisions(f"theo {form('provision', 'of-document').format(place=unit, document=REFERENCE)}.")
    assert (found.units, str(found.document)) == ((ud.ProvisionUnit(level, labels),), "7/KH-UBND")


def test_the_grammar_recognises_what_is_appended() -> None:
    place = form("provision", "appended").format(place=form("provision", "appendix"))
    (found,) = ud.find_provisions(f"theo {place}.")
    assert found.units == (ud.ProvisionUnit(ud.ProvisionLevel.APPENDIX, ()),)


@pytest.mark.parametrize(
    "kind, written",
    [
        ("deadline", "hoàn thành trước ngày 02/6/2031"),
        ("reference", REFERENCE),
        ("range", f"từ {DAY} đến ngày 08/6/2031"),
        ("date", DAY),
        ("provision", "Điều 8 của Luật Đê điều"),
        ("prose", ""),
    ],
)
def test_the_grammar_recognises_what_stands_in_a_sentence_of_the_samples(kind: str, written: str) -> None:
    sentence = form("samples", "sentences", kind).format(**{kind: written})
    alone, inside = ([mention.text for mention in ud.Parser().find_mentions(text)] for text in (written, sentence))
    assert alone == inside and bool(alone) is bool(written)


@pytest.mark.parametrize("task", words("samples", "tasks"))
@pytest.mark.parametrize("place", words("samples", "places"))
def test_nothing_is_found_in_the_tasks_of_the_samples(task: str, place: str) -> None:
    assert ud.Parser().find_mentions(task.format(place=place)) == ()


@pytest.mark.parametrize(
    "symbol",
    [
        *(f"{issuer}-{unit}" for issuer in words("samples", "issuers") for unit in words("samples", "units")[:2]),
        *(f"{words('samples', 'issuers')[0]}-{unit}" for unit in words("samples", "units")),
        *words("samples", "national-issuers"),
    ],
)
def test_the_grammar_recognises_every_symbol_of_the_samples(symbol: str) -> None:
    assert str(DocumentNumber.parse(f"5/2031/{symbol}")) == f"5/2031/{symbol}"


@pytest.mark.parametrize("issuer", words("samples", "party-issuers"))
def test_the_grammar_recognises_every_symbol_of_the_party(issuer: str) -> None:
    assert str(DocumentNumber.parse(f"94-KL/{issuer}")) == f"94-KL/{issuer}"
