"""One pass finds for every reader of words where they may begin: no reader misses what it would find by itself."""

from __future__ import annotations

import pytest
from hypothesis import given

from strategies import full_texts, islands, snippets
from support.budgets import on_digests
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import View
from ubnd_digest.reading.names.name_ends import of_ends, with_ends
from ubnd_digest.reading.names.name_view import of_names
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
    for reader, words, places, ends in (
        (grammar.scanner("inline"), view.folded, scan.inline, None),
        (grammar.scanner("clauses"), view.folded, scan.clauses, None),
        (
            grammar.scanner("parties", of_names, of_ends(grammar)),
            scan.names,
            scan.parties,
            with_ends(grammar, scan.names),
        ),
    ):
        alone = [(name, match.span()) for name, match in reader.found(words, view=ends)]
        assert [(name, match.span()) for name, match in reader.found(words, places, ends)] == alone


@pytest.mark.slow  # every verb of the table
@on_digests
@given(islands() | snippets() | full_texts())
def test_names_end_where_the_list_of_what_ends_them_says(scanner: TextScanner, text: str) -> None:
    """The marks say the same as the expressions that hold the list wherever they ask."""
    _, scan = scanned(scanner, text)
    grammar = common_grammar()
    ends = with_ends(grammar, scan.names)
    assert len(ends) == len(scan.names)
    whole, marked = grammar.scanner("parties", of_names), grammar.scanner("parties", of_names, of_ends(grammar))
    found = [(name, match.span()) for name, match in whole.found(scan.names)]
    assert [(name, match.span()) for name, match in marked.found(scan.names, view=ends)] == found
    unknown = grammar.pattern("UNKNOWN", of_names), grammar.pattern("UNKNOWN", of_ends(grammar))
    start = grammar.pattern("UNKNOWN_START", of_names).match
    for at in range(len(ends)):
        one, other = (pattern.match(view, at) for pattern, view in zip(unknown, (scan.names, ends), strict=True))
        assert (one and one.span()) == (other and other.span())
        assert start(scan.names, at) or not one


def test_a_name_asks_for_marks_and_holds_no_list() -> None:
    grammar = common_grammar()
    verbs = of_names(grammar.terminals["VERB"])
    written = {name: of_ends(grammar)(grammar.terminals[name]) for name in ("OPEN_NAME", "TERRITORY", "COMMITTEE_NAME")}
    assert [name for name, pattern in written.items() if verbs in pattern] == []


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
