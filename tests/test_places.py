"""One pass finds for every reader of words where they may begin: no reader misses what it would find by itself."""

from __future__ import annotations

import pytest
from hypothesis import given

from strategies import full_texts, islands, snippets
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import View
from ubnd_digest.reading.names.name_view import NameScanner
from ubnd_digest.reading.text_scan import Scan, TextScanner


@pytest.fixture(scope="module")
def scanner() -> TextScanner:
    return TextScanner(common_grammar())


def scanned(scanner: TextScanner, text: str) -> tuple[View, Scan]:
    view = View(text, common_grammar().pattern("SYMBOL_RUN"))
    return view, scanner.scan(view)


@given(islands() | snippets() | full_texts())
def test_no_reader_misses_what_it_finds_by_itself(scanner: TextScanner, text: str) -> None:
    view, scan = scanned(scanner, text)
    grammar = common_grammar()
    for reader, words, places in (
        (grammar.scanner("inline"), view.folded, scan.inline),
        (grammar.scanner("clauses"), view.folded, scan.clauses),
        (grammar.scanner("parties", NameScanner), scan.names, scan.parties),
    ):
        alone = [(name, match.span()) for name, match in reader.found(words)]
        assert [(name, match.span()) for name, match in reader.found(words, places)] == alone


@pytest.mark.parametrize(
    ("text", "offices", "documents"),
    [
        ("gặp Chủ tịch UBND xã", [4], []),
        ("3.Chủ tịch UBND xã; 4.Quyết định này", [2], [22]),
        ("theo Kế hoạch này và KẾ HOẠCH trên", [], [5, 21]),
    ],
)
def test_words_begin_behind_the_number_of_a_list(
    scanner: TextScanner, text: str, offices: list[int], documents: list[int]
) -> None:
    _, scan = scanned(scanner, text)
    assert ([at for at, _ in scan.offices], [at for at, _ in scan.documents]) == (offices, documents)


@pytest.mark.parametrize(
    "text",
    ["gửi Sở\n Y tế \n SỞ TƯ PHÁP", "x^Y Sở Y tế", "ΑΣ Β của UBND tỉnh", "\n\n  Sở Y tế.\r\n Bộ Y tế", "^a\n^ Sở Y tế"],
)
def test_both_views_are_as_long_and_say_the_same(text: str) -> None:
    view = View(text, common_grammar().pattern("SYMBOL_RUN"))
    assert view.folded.lower() == View(text).folded.lower()
    assert len(view.names) == len(view.folded) == len(view.cased)
