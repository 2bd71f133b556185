"""What is written out can be read again."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from ubnd_digest import DocumentNumber, DocumentType, find_references
from ubnd_digest.model import words as vocabulary
from ubnd_digest.model.words import DOCUMENT_TYPES, TYPE_CODES

NAMES = [(code, name) for code, (name, _codes) in DOCUMENT_TYPES.items()]
CODES = [(code, letters) for code, (_name, codes) in DOCUMENT_TYPES.items() for letters in codes]


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
    assert code == first or letters in DOCUMENT_TYPES[first][1]


def test_every_type_has_a_name_of_its_own() -> None:
    assert [kind.value for kind in DocumentType] == list(DOCUMENT_TYPES)
    assert len({name for _code, name in NAMES}) == len(NAMES)
    assert [kind.title for kind in DocumentType] == [name for _code, name in NAMES]


def test_every_code_leads_back_to_its_type() -> None:
    for kind in DocumentType:
        for letters in kind.codes:
            assert letters.casefold() in TYPE_CODES
    assert all(letters in map(str.casefold, DOCUMENT_TYPES[code][1]) for letters, code in TYPE_CODES.items())


@pytest.mark.parametrize(("code", "letters"), CODES)
def test_a_number_without_a_type_gets_it_from_its_code(code: str, letters: str) -> None:
    (found,) = find_references(f"đã gửi (số 12/{letters}-UBND)")
    assert found.type is DocumentNumber.parse(f"12/{letters}-UBND").type


@pytest.mark.parametrize("party", vocabulary.SAMPLE_PARTIES)
def test_the_grammar_recognises_every_party_of_the_samples(party: str) -> None:
    (deadline,) = ud.find_deadlines(f"Giao {party} báo cáo trước ngày 30/6/2031.")
    assert deadline.responsible == party


@pytest.mark.parametrize("law", vocabulary.SAMPLE_LAWS)
def test_the_grammar_recognises_every_law_of_the_samples(law: str) -> None:
    (provision,) = ud.find_provisions(f"theo khoản 2 Điều 8 {law}.")
    assert provision.document == law


@pytest.mark.parametrize("title", vocabulary.SAMPLE_TITLES)
@pytest.mark.parametrize("period", vocabulary.SAMPLE_PERIODS)
def test_the_grammar_recognises_every_title_of_the_samples(title: str, period: str) -> None:
    line = title.format(place="Lam Điền", period=period.format(first="ngày 02/6/2031", last="ngày 08/6/2031"))
    digest = ud.parse(line)
    assert str(digest.title) == line
    assert digest.period is not None
    assert digest.period.days == 7


@pytest.mark.parametrize("opening", vocabulary.SAMPLE_OPENINGS)
@pytest.mark.parametrize("heading", vocabulary.SAMPLE_HEADINGS)
def test_the_grammar_recognises_every_heading_and_opening_of_the_samples(heading: str, opening: str) -> None:
    task = vocabulary.SAMPLE_TASKS[0]
    line = vocabulary.SAMPLE_TITLES[0].format(place="Lam Điền", period="từ ngày 02/6 - 08/6/2031")
    issued = "Kế hoạch số 7/KH-UBND ngày 03/6/2031"
    items = [(heading.format(task=task), [opening.format(reference=issued, task=task)])]
    digest = ud.compose(title=line, items=items)
    assert [str(reference) for reference in digest.items[0].issued] == [issued]
