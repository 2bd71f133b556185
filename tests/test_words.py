"""Lists of words: the notation for people who know no patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest

from ubnd_digest import GrammarError
from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.plain import plain_files


def matches(line: str, text: str, name: str = "LIST") -> list[str]:
    """What the terminal of a small file finds in a text."""
    return [match.group() for match in re.finditer(terminals(line)[name], text)]


@cache
def terminals(line: str) -> Mapping[str, str]:
    return Grammar((*common_files(), GrammarFile("thử.lark", line))).terminals


@pytest.mark.parametrize(
    ("body", "found", "refused"),
    [
        ("nộp · báo cáo", ["nộp", "báo cáo"], ["nộpx", "báo"]),
        ("căn cứ [vào]", ["căn cứ", "căn cứ vào"], ["căn", "căn cứ vàox"]),
        ("[các] nhà thầu", ["nhà thầu", "các nhà thầu"], ["các"]),
        ("tết [nguyên đán] [giáp ngọ]", ["tết", "tết nguyên đán", "tết giáp ngọ", "tết nguyên đán giáp ngọ"], ["tết "]),
        ("đã [{được, bị}] giao", ["đã giao", "đã được giao", "đã bị giao"], ["đã  giao", "đãgiao"]),
        ("thi đua,[ ]khen", ["thi đua, khen", "thi đua,khen"], ["thi đua khen"]),
        ("trạm WORD", ["trạm y", "trạm kiểm"], ["trạm", "trạm 5"]),
        ("Sở Y tế", ["sở y tế"], ["Sở Y tế"]),
        ("phòng… · ban", ["phòng", "ban"], ["bang"]),
    ],
)
def test_a_word_is_found_as_it_is_written(body: str, found: list[str], refused: list[str]) -> None:
    pattern = re.compile(terminals(f"%words LIST: {body}")["LIST"])
    assert [text for text in found if not pattern.fullmatch(text)] == []
    assert [text for text in refused if pattern.fullmatch(text)] == []


def test_a_word_ends_where_its_letters_end_unless_it_may_go_on() -> None:
    assert matches("%words LIST: thu · chi…", "thu, thua, chi, chia") == ["thu", "chi", "chi"]
    assert matches("%beginnings LIST: thu", "thu, thua") == ["thu", "thu"]


def test_what_stands_beside_a_word_is_no_part_of_it() -> None:
    assert matches("%words LIST: trình (not after tờ, …hành)", "tờ trình, thành trình, nay trình") == ["trình"]
    assert matches("%words LIST: giao (not before thông, dịch…)", "giao thông, giao dịchx, giao thôngx") == ["giao"]
    assert matches("%words LIST: bộ (after các) (before ngành)", "các bộ ngành, bộ ngành, các bộ") == ["bộ"]


def test_symbols_keep_their_case() -> None:
    assert matches("%symbols LIST: TTg · QH#", "TTg ttg QH15 QH") == ["TTg", "QH15", "QH"]


def test_longer_words_are_tried_first() -> None:
    assert matches("%beginnings LIST: xã · xã hội", "xã hội") == ["xã hội"]


@pytest.mark.parametrize("directive", ["%words", "%extend words"])
def test_a_publisher_adds_words_to_a_list_and_to_what_is_built_from_it(directive: str) -> None:
    line = f"{directive} CONNECTIVE_WORD: ươm xong"  # few terminals hold that one
    assert matches(line, "sau đó, ươm xong", "CONNECTIVE_WORD") == ["sau đó", "ươm xong"]
    assert matches(line, "sau đó, ươm xong thì ươm", "CONNECTIVE") == ["sau đó, ươm xong thì "]


@pytest.mark.slow  # makes a grammar
def test_a_publisher_says_what_is_no_party() -> None:
    def head(line: str) -> re.Pattern[str]:
        return re.compile(terminals(line)["ROLE_WORD"])

    assert head("").fullmatch("thương nhân") and head("").fullmatch("hộ dân")
    found = head("%without ROLE_WORD: thương nhân · hộ dân")
    assert not found.fullmatch("thương nhân") and not found.fullmatch("hộ dân") and found.fullmatch("hộ gia đình")


def test_a_publisher_replaces_a_list() -> None:
    assert matches("%override words DAY_PART: nửa đêm", "sáng, nửa đêm", "DAY_PART") == ["nửa đêm"]


def test_words_are_added_to_a_terminal_that_is_no_list() -> None:
    assert matches("%extend words CHROME: xem trang cũ", "xem trang cũ", "CHROME") == ["xem trang cũ"]


def test_forms_beside_a_terminal_follow_from_its_name() -> None:
    line = "%words LIST: …sáng · tối\nAFTER: AFTER_LIST /[0-9]/\nNOT: NOT_AFTER_LIST /[0-9]/\nYES: /x/ BEFORE_LIST"
    assert matches(line, "sáng 1 tối 2 trưa 3", "AFTER") == ["1", "2"]
    assert matches(line, "sáng 1 tối 2 trưa 3", "NOT") == ["3"]
    assert matches(line, "x tối, x trưa", "YES") == ["x"]


def test_lines_stay_where_they_were() -> None:
    text = "// a\n%words LIST: gửi\n    · nộp // nơi nhận\n\nNEXT: /x/ NOT_BEFORE_LIST"
    (plain,) = plain_files([GrammarFile("thử.lark", text)])
    assert [line.partition(":")[0] for line in plain.text.split("\n")] == [
        "// a",
        "LIST",
        "",
        "",
        "NEXT",
        "NOT_BEFORE_LIST",
    ]
    found = {
        item.name: (item.notation, item.line, item.last_line) for item in definitions(GrammarFile("thử.lark", text))
    }
    assert found == {"LIST": ("words", 2, 3), "NEXT": ("", 5, 5)}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("%words LIST: gửi · · nộp", 1, 8),
        ("\n%words LIST: {gửi, nộp", 2, 8),
        ("%words LIST: gửi]", 1, 8),
        ("%words LIST: gửi {quà (not before Tết), tiền}", 1, 8),
        ("%words LIST:", 1, 8),
        ("%words LIST: gửi (not before NOWHERE_KNOWN…)", 1, 8),
        ("%words LIST: NOWHERE_KNOWN gửi", 1, 8),
        ("%words LIST: gửi\n%words LIST: nộp", 2, 8),
        ("%without NOWHERE: gửi", 1, 10),
        ("%without ROLE_WORD: gửi quà", 1, 10),
        ("%extend words NOWHERE: gửi", 1, 15),
    ],
    ids=str,
)
def test_a_mistake_in_a_list_has_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(GrammarError) as caught:
        terminals(text)
    assert (caught.value.file, caught.value.line, caught.value.column) == ("thử.lark", line, column)
