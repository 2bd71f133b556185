"""Explanations of places of a made-up digest: what matched, and why its neighbours did not."""

from __future__ import annotations

import ast
import datetime as dt
import pkgutil
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import snippets, vietnamese
from ubnd_digest import Parser, authoring
from ubnd_digest.authoring.explain import Explanation, explain, explanation_lines, offset_of
from ubnd_digest.authoring.explain_walk import Walk
from ubnd_digest.authoring.partial_match import missing, names_of, parsed, partial_match
from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.text import View, line_and_column
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.inline import inline_parser

MODULES = [module.name for module in pkgutil.iter_modules(authoring.__path__)]
TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (ngày 05/01 đến ngày 11/01/2026)"
DIGEST = f"""\
Trang chủ
Công báo Lam Điền
{TITLE}
Giữ ấm cho đàn trâu; Sửa bến phà Cồn Sậy.

Giữ ấm cho đàn trâu
UBND tỉnh yêu cầu (Công văn số 118/UBND-KTN, ngày 06/01/2026) các địa phương giữ ấm cho trâu, bò.
Theo đó, Sở Nông nghiệp và Môi trường báo cáo kết quả trước ngày 20/01/2026.
Mức trợ cấp được giữ đến hết ngày 31/12/2026, theo khoản 2 Điều 7 của Luật Thú y.
Sửa bến phà Cồn Sậy
Sáng 09/01/2026, đồng chí Mạc Ánh Dương, Phó Chủ tịch UBND tỉnh kiểm tra bến phà Cồn Sậy.
Nạo vét luồng vào phà
Chủ tịch UBND tỉnh giao nạo vét luồng vào phà theo Công văn số 119/UBND-KTN, ngày 07/01/2026.
Bến phà có trước 10/9, tại nhà số 11/3 phố Cồn.
Việc trồng cây từ 5 đến 12/2
"""
PARSER = Parser()


def at(words: str, text: str = DIGEST, *, by: int = 0) -> Explanation:
    return explain(text, text.index(words) + by, PARSER)


def shown(explanation: Explanation, part: str) -> list[str]:
    """One part of an explanation, as it is shown."""
    blocks = "\n".join(explanation_lines(explanation)).split("\n\n")
    block = next((block for block in blocks if block.startswith(part)), "")
    return block.split("\n") if block else []


def where(name: str) -> str:
    """A terminal with the place of its definition; grammars change, and lines with them."""
    found = [d for file in common_files() for d in definitions(file) if d.name == name]
    return f"{name} ({found[-1].file}:{found[-1].line})"


# ---- structure ----------------------------------------------------------------------------------


def test_chrome_names_the_terminal_that_matched() -> None:
    assert shown(at("Trang chủ"), "structure") == [
        f"structure  {where('CHROME')}",
        "    the whole line is in the form of CHROME",
        (
            "    no title: it is not in the form of TITLE, it holds no day, it has no PERIOD_WORDS: "
            "it needs the form of TITLE, or both a day and PERIOD_WORDS"
        ),
    ]


def test_a_line_above_the_title_is_the_pages_own() -> None:
    assert shown(at("Công báo"), "structure")[:2] == [
        "structure  CHROME",
        "    it stands above the title: what the page says of itself",
    ]


def test_a_title() -> None:
    assert shown(at("Chỉ đạo"), "structure") == [
        f"structure  {where('TITLE')}  title",
        "    it is in the form of TITLE, it holds the day 'ngày 05/01', it has PERIOD_WORDS 'tuần'",
    ]


def test_a_line_that_was_not_chosen_as_title() -> None:
    text = f"Chỉ đạo, điều hành của Lam Điền\nChỉ đạo, điều hành của Lam Điền trong tuần\n{TITLE}\n"
    assert shown(at("Chỉ đạo", text), "structure")[-1] == (
        "    no title: it is in the form of TITLE, it holds no day, it has no PERIOD_WORDS: "
        "it needs a day, a month with its year, or PERIOD_WORDS"
    )
    assert shown(at("Lam Điền trong", text), "structure")[-1] == (
        "    as a title: it is in the form of TITLE, it holds no day, it has PERIOD_WORDS 'tuần'; "
        f"'{View(TITLE).folded[:60]}' was chosen"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bản tin trong tuần", "it has PERIOD_WORDS 'tuần': it needs the form of TITLE, or a day"),
        ("Bản tin ngày 5/3/2026", "it holds the day 'ngày 5/3/2026', it has no PERIOD_WORDS, which it needs"),
        ("Bản tin trong tuần tháng 3/2026", "it holds no day, but the month 'tháng 3/2026', it has PERIOD_WORDS 'tuần': it needs the form of TITLE, or a day"),
        ("Trong tuần, ngày 5/3/2026.", "; it ends like a sentence, with '.'"),
    ],
)  # fmt: skip
def test_what_a_title_lacks(line: str, reason: str) -> None:
    (said,) = (reason for reason in at(line, f"{line}\n").line.reasons if reason.startswith("no title"))
    assert said.endswith(reason)


def test_a_title_by_a_record_and_by_its_month() -> None:
    parser = Parser(Publisher("vn-x7", ("Lam Điền",), titles=("Lam Điền điểm báo",)))
    text = "Lam Điền điểm báo tháng 3/2026\n"
    assert explain(text, 0, parser).line.reasons == (
        (
            "it is in the form of TITLE, by OWN_TITLE of 'record of vn-x7', "
            "it holds no day, but the month 'tháng 3/2026', it has no PERIOD_WORDS"
        ),
    )
    assert explain(text, 0, PARSER).line.kind != "TITLE"


def test_an_entry_of_the_lead() -> None:
    assert shown(at("phà Cồn Sậy."), "structure") == [
        "structure  LEAD  lead[1]",
        "    an entry of the lead, which a heading repeats",
    ]
    assert shown(at("; Sửa"), "structure")[0] == "structure  LEAD  lead"


def test_a_heading_that_the_lead_has() -> None:
    assert shown(at("Giữ ấm cho đàn trâu\n"), "structure") == [
        "structure  HEADING  items[0].heading",
        "    it repeats lead[0] in the same words, which decides",
    ]


def test_a_heading_by_evidence() -> None:
    explanation = at("Nạo vét")
    assert shown(explanation, "structure") == [
        "structure  HEADING  items[2].heading",
        f"    +2  the line below opens an item: {where('OPENING')}",
        "    +1  the line below holds a document number",
        "    +2  the line below takes up the words of this one",
        "    evidence for a heading: 5, needed: 2",
    ]
    assert [evidence.weight for evidence in explanation.line.evidence] == [2, 1, 2]


def test_a_paragraph_and_what_speaks_against_a_heading() -> None:
    assert shown(at("UBND tỉnh yêu cầu"), "structure") == [
        "structure  PARAGRAPH  items[0].paragraphs[0]",
        "    no heading: it ends like a sentence, with '.'",
        "    no heading: the line above is a heading that repeats an entry of the lead",
        f"    -2  the line below goes on with something: {where('CONTINUING')}",
        "    evidence for a heading: -2, needed: 2",
    ]
    assert shown(at("Việc trồng"), "structure")[1:] == ["    no heading: no line stands below it"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- nạo vét kênh", "it begins with a bullet, '-'"),
        ("nạo vét kênh", "it begins with a small letter"),
        ("Kênh", "it is one word"),
        ("Kênh " * 150, "it is longer than 600 characters"),
    ],
)
def test_what_forbids_a_heading(line: str, reason: str) -> None:
    assert f"no heading: {reason}" in at(line.strip(), f"{line}\nUBND tỉnh họp.\n").line.reasons


def test_a_line_of_no_item_and_a_blank_one() -> None:
    explanation = at("Lúa tốt", "Lúa tốt.\nMưa nhiều.\n")
    assert explanation.line.kind == "STRAY"
    assert "it belongs to no item: no heading stands above it" in explanation.line.reasons
    assert at("\n\n", by=1).line.kind == "BLANK"


def test_a_terminal_that_a_line_nearly_fits() -> None:
    own = GrammarFile(
        "vn-99.lark", "%extend CHROME: /bấm để nghe/\n%override OWN_HEADING: /[a-zđ]\\. .{3,12}/ | /phần [0-9]+ -/"
    )
    parser = Parser(Publisher("vn-99", ("Lam Điền",), grammar=own))

    def near(line: str) -> dict[str, str]:
        return {miss.terminal: miss.why for miss in explain(f"{line}\nUBND tỉnh họp.\n", 0, parser).line.near}

    assert near("Bấm để nghe bản tin") == {
        "CHROME": "fits up to 'bấm để nghe' (column 12), but must match the whole line"
    }
    assert near("Xin bấm để nghe") == {"CHROME": "fits 'bấm để nghe' (column 5), but must match the whole line"}
    assert near("Bấm để xem") == {"CHROME": "fits up to 'bấm để' (column 8), then 'nghe' was expected, found 'xem'"}
    assert near("B. nạo vét luồng") == {
        "OWN_HEADING": "fits up to 'b. nạo vét luồn' (column 16), but must match the whole line"
    }
    assert near("Phần 2 nạo vét")["OWN_HEADING"].startswith("fits up to 'phần 2' (column 8), then '-' was expected")
    assert near("Nạo vét luồng") == {}
    explanation = explain("Bấm để nghe bản tin\nUBND tỉnh họp.\n", 0, parser)
    assert any(
        line.startswith("    CHROME (vn-99.lark:1, which extends structure.lark:")
        for line in explanation_lines(explanation)
    )


def test_a_terminal_that_matches_and_is_not_asked() -> None:
    text = f"{TITLE}\nNạo vét kênh.\n{DIGEST}Tin tức: giữa trang\n"
    near = {miss.terminal: miss.why for miss in at("Tin tức: giữa", text).line.near}
    assert near["PAGE_HEAD"] == "matches the whole line, but stands only before the text begins"
    long = at("https", f"https://{'a' * 250}\nNạo vét.").line
    assert [(miss.terminal, miss.why) for miss in long.near] == [
        ("CHROME", "matches the whole line, but the line is longer than 200 characters")
    ]


# ---- inline -------------------------------------------------------------------------------------


def test_a_date_in_a_deadline() -> None:
    explanation = at("20/01")
    assert shown(explanation, "inline")[0] == f"inline  {where('DAY')}"
    assert shown(explanation, "inline")[2:] == [
        "    matched 'ngày 20/01/2026' [334, 349)",
        "    put into the rule date in deadline",
        (
            "    Deadline 'Giao Sở Nông nghiệp và Môi trường hoàn thành trước ngày 20/01/2026' "
            "from 'trước ngày 20/01/2026' [328, 349)"
        ),
        "    DateExpression 'ngày 20/01/2026' from 'ngày 20/01/2026' [334, 349)",
    ]
    assert explanation.duty is None


def test_a_reference_and_its_role() -> None:
    explanation = at("118/")
    assert shown(explanation, "inline")[0] == f"inline  {where('TYPED_NUMBER')}"
    assert explanation.island is not None and explanation.island.rules == ("reference",)
    assert [str(mention) for mention in explanation.mentions] == ["Công văn số 118/UBND-KTN ngày 06/01/2026"]
    assert shown(explanation, "role") == [
        "role  issued",
        f"    {where('ISSUED_BEFORE')} fits '('",
        "    evidence that it was issued: 7, needed: 3",
    ]


def test_the_example_of_a_terminal_is_shown() -> None:
    assert any("ngày 30/5/2022" in line for line in shown(at("20/01"), "inline"))


def test_water() -> None:
    explanation = at("các địa phương")
    assert shown(explanation, "inline") == [
        "inline  water: no terminal matches here",
        "    nearest before: DAY 'ngày 06/01/2026' [221, 236)",
        "    nearest behind: BEFORE 'trước ' [328, 334)",
    ]
    assert explanation.mentions == ()


def test_an_island_that_no_rule_took() -> None:
    explanation = at("trước", "chậm nhất là ngày 5/3/2026 và trước ngày mai, trước 16 giờ", by=0)
    assert explanation.island is None or explanation.island.rules  # the water of a word that is no limit
    left = at("trước", "Nộp trước 16 giờ")
    assert left.island is not None and left.island.rules == ()
    assert "    left over: no rule went on with it" in shown(left, "inline")


def test_a_ratio_is_no_date() -> None:
    explanation = at("1/2", "Đạt 1/2 kế hoạch")
    assert "    taken for no date: nothing shows that it is a day and no ratio" in shown(explanation, "inline")


# ---- neighbours ---------------------------------------------------------------------------------


def reasons(explanation: Explanation) -> dict[str, str]:
    lines = shown(explanation, "neighbours")[1:]
    return {line.split()[0]: line.split(": ", 1)[1] for line in lines}


def test_a_neighbour_that_lost_by_its_priority() -> None:
    explanation = at("10/9")
    assert explanation.island is not None and explanation.island.terminal == "CUED_DAY"
    assert explanation.neighbours[0].whole
    assert reasons(explanation)["SHORT_DAY"] == "'10/9' matches too, but CUED_DAY has the higher priority (6 over 5)"


def test_a_neighbour_that_lost_by_the_order() -> None:
    found = at("05", "từ 05 - 11/8/2026")
    assert found.island is not None and found.island.terminal == "FIRST_DAY"
    assert reasons(found)["FIRST_DAY_CUED"] == (
        "'05' matches too, but comes later in the order than FIRST_DAY (both have priority 7)"
    )


def test_a_neighbour_that_fits_in_part() -> None:
    explanation = at("20/01")
    assert reasons(explanation)["DOTTED_DAY"] == "'ngày 20' fits, then '.' or '-' was expected, found '/'"
    assert reasons(explanation)["OPEN_DAY"] == "'ngày 20' fits, but '/' must not stand behind it"


def test_a_neighbour_that_lacks_what_stands_before_it() -> None:
    found = reasons(at("11/3"))
    assert found["SHORT_DAY"] == "'11/3' fits, but 'số ' must not stand before it"
    assert found["CUED_DAY"].startswith("'11/3' fits, but 'từ ', 'trước ', ")
    assert found["CUED_DAY"].endswith(" others must stand before it")


def test_a_neighbour_that_began_some_words_before() -> None:
    found = reasons(at("12", "theo Công văn 12 của UBND tỉnh"))
    assert found["TYPED_NUMBER"].startswith("'Công văn 12 ' fits, then '/' was expected, found 'của'")


def test_a_neighbour_that_looks_ahead_for_what_has_a_name() -> None:
    found = reasons(at("trước", "Phải xong trước khi mưa"))
    assert found == {"BEFORE": "'trước ' fits, then DATE_OR_CLOCK_AHEAD was expected, found 'khi'"}


def test_a_misspelt_word() -> None:
    assert reasons(at("Thang", "Thang 5/2026"))["MONTH"] == "'Th' fits, then 'áng' was expected, found 'ang'"


@given(snippets() | vietnamese(), st.data())
@settings(max_examples=40)
def test_neighbours_fit_a_letter_or_a_digit_best_first(text: str, data: st.DataObject) -> None:
    found = explain(text, data.draw(st.integers(0, len(text))), PARSER).neighbours
    assert len(found) <= 8
    assert len({neighbour.terminal for neighbour in found}) == len(found)
    ranks = [(not neighbour.whole, -neighbour.span.length) for neighbour in found]
    assert ranks == sorted(ranks)
    for neighbour in found:
        assert neighbour.text == text[neighbour.span.start : neighbour.span.end]
        assert any(map(str.isalnum, neighbour.text))


def test_a_letter_or_two_of_a_word_are_no_neighbour() -> None:
    for words in ("đồng lúa", "nghe đài", "thuyền về"):
        assert all(found.span.length > 2 for found in at(words, words).neighbours), words


# ---- clauses ------------------------------------------------------------------------------------


def test_the_agency_of_a_record_is_shown_where_it_acts() -> None:
    parser = Parser(Publisher("vn-x7", ("Lam Điền",), agencies=("Vườn ươm Lam Điền",)))
    text = "UBND tỉnh yêu cầu Vườn ươm Lam Điền hoàn thành trước ngày 20/01/2026."
    explanation = explain(text, text.index("ươm"), parser)
    assert shown(explanation, "inline")[0] == "inline  water: no terminal matches here"
    assert shown(explanation, "clauses") == [
        f"clauses  {where('PARTY')} as REQUESTED",
        "    matched 'Vườn ươm Lam Điền' [18, 35)",
        "    by OWN_AGENCY (record of vn-x7:1, which overrides the common one): 'Vườn ươm Lam Điền'",
    ]
    assert explain(text, text.index("ươm"), PARSER).clause is None


def test_words_of_duty_are_shown() -> None:
    text = "UBND tỉnh yêu cầu Sở Y tế hoàn thành trước ngày 20/01/2026."
    kinds = [
        (found.terminal, found.standing, found.text)
        for found in (at(w, text).clause for w in ("UBND", "yêu", "Sở", "hoàn"))
        if found
    ]
    assert kinds == [
        ("LEADER", "", "UBND tỉnh"),
        ("REQUEST", "", "yêu cầu"),
        ("PARTY", "REQUESTED", "Sở Y tế"),
        ("COMPLETION", "", "hoàn thành"),
    ]
    assert at("20/01", text).clause is None
    assert shown(at("Sở", text), "clauses")[0] == f"clauses  {where('PARTY')} as REQUESTED"


def test_an_anchor_gives_what_a_text_leaves_out() -> None:
    text = "Nộp trước ngày 20/01."
    anchored = explain(text, text.index("20"), PARSER, anchor=dt.date(2026, 1, 5))
    assert [mention.start for mention in anchored.mentions if isinstance(mention, DateExpression)] == [
        dt.date(2026, 1, 20)
    ]
    assert [mention.start for mention in at("20", text).mentions if isinstance(mention, DateExpression)] == [None]


# ---- deadlines ----------------------------------------------------------------------------------


def test_a_limit_without_a_duty() -> None:
    assert shown(at("đến hết"), "no deadline") == [
        "no deadline by UNTIL",
        "    none of COMPLETION, TERM_WORD stands before it, and no COMPLETION directly behind the date",
        "    seen before it in the sentence: nothing",
        "    seen behind it in the sentence: nothing",
    ]


def test_a_limit_that_a_word_speaks_against() -> None:
    found = at("31/12", "Sở Y tế rà soát hồ sơ phát sinh trước ngày 31/12/2026 để nộp.")
    assert shown(found, "no deadline") == [
        "no deadline by BEFORE",
        "    PAST stands nearer before it than any of COMPLETION, DUTY, TERM_WORD",
        "    seen before it in the sentence: PARTY as SUBJECT 'Sở Y tế', DUTY 'rà soát', PAST 'phát sinh'",
        "    seen behind it in the sentence: COMPLETION 'nộp'",
    ]
    target = at("trong", "Phấn đấu hoàn thành trong năm 2026.")
    assert target.duty is not None and target.duty.reasons == ("TARGET stands before it: a target is no duty",)


def test_a_limit_whose_date_is_wrong_or_past() -> None:
    wrong = at("31/02", "Nộp trước ngày 31/02/2026.")
    assert wrong.duty is not None and wrong.duty.reasons == ("its date has no days: impossible",)
    past = at("01/12", f"{DIGEST}Nộp trước ngày 01/12/2025.\n")
    assert past.duty is not None
    assert past.duty.reasons == ("its date lies before the period of the digest, which begins on 2026-01-05",)


def test_a_date_without_a_limit() -> None:
    duty = at("09/01").duty
    assert duty is not None and duty.limit == ""
    assert duty.reasons[0].startswith("no limit stands before it: none of BEFORE, ")
    assert at("06/01").duty is None  # the day of issue of a document
    assert at("05/01").duty is None  # the period


# ---- publishers ---------------------------------------------------------------------------------


def test_the_grammar_of_a_publisher_is_the_one_that_is_explained() -> None:
    own = GrammarFile("vn-99.lark", "// Báo Lam Điền\n%extend CHROME: /báo lam điền/\n%override BANNER: /thi đua/\n")
    parser = Parser(Publisher("vn-99", ("Lam Điền",), grammar=own))
    common = where("CHROME").partition("(")[2].rstrip(")")
    first = next(iter(shown(explain("Báo Lam Điền", 0, parser), "structure")))
    assert first == f"structure  CHROME (vn-99.lark:2, which extends {common})"
    first = next(iter(shown(explain("Thi đua", 0, parser), "structure")))
    assert first == "structure  BANNER (vn-99.lark:3, which overrides the common one)"


# ---- places -------------------------------------------------------------------------------------


def test_a_caret_stands_under_the_place() -> None:
    text = unicodedata.normalize("NFD", "ngày 5/3/2026")
    assert list(explanation_lines(at("/3", f"{text}", by=0)))[:3] == ["line 1, column 8", f"    {text}", "          ^"]
    assert list(explanation_lines(at("/3", "\u65e5\t5/3/2026")))[1:3] == ["    \u65e5 5/3/2026", "        ^"]
    mark = text.index("\u0300")
    assert list(explanation_lines(explain(text, mark, PARSER)))[2] == "      ^"  # under the letter that has it


def test_a_long_line_is_shown_around_the_place() -> None:
    _, line, caret = list(explanation_lines(at("5/3/2026", "chữ " * 100 + "ngày 5/3/2026" + " chữ" * 100)))[:3]
    assert line.startswith("    …") and line.endswith("…") and len(line) < 120
    assert line[caret.index("^") :].startswith("5/3/2026")


def test_nothing_invisible_is_written_to_a_terminal() -> None:
    text = "\x1b[31mngày\u202e 5/3/2026\x07"
    for offset in range(len(text) + 1):
        assert all(line.isprintable() for line in explanation_lines(explain(text, offset, PARSER)))


def test_a_place_of_a_text_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="an offset of this text is 0 to 3, not 4"):
        explain("abc", 4, PARSER)
    with pytest.raises(ValueError, match="there is no line 3: the text has 2"):
        offset_of("a\nb", 3, 1)
    with pytest.raises(ValueError, match="there is no line 0"):
        offset_of("a", 0, 1)
    with pytest.raises(ValueError, match="there is no column 3: line 2 has 1 characters"):
        offset_of("a\nb", 2, 3)
    assert offset_of("", 1, 1) == 0
    assert offset_of("a\n", 2, 1) == 2


PLACES = st.text(st.sampled_from("ab\u0300\u65e5 \r\n\x0b\x1c\u2028\u0085\u200b"), max_size=12)


@given(PLACES)
def test_lines_and_columns_lead_back_to_their_offset(text: str) -> None:
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] != "\r\n":  # between the two signs of one line end there is no place
            assert offset_of(text, *line_and_column(text, offset)) == offset
            place = explain(text, offset, PARSER).place
            assert (place.line, place.column) == line_and_column(text, offset)
            assert place.text == (text.splitlines()[place.line - 1 :] or [""])[0]


# ---- any text -----------------------------------------------------------------------------------


@given(snippets() | vietnamese() | st.text(max_size=60), st.data())
@settings(max_examples=80)
def test_every_place_of_every_text_is_explained(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    explanation = explain(text, offset, PARSER)
    lines = list(explanation_lines(explanation))
    assert all("\n" not in line for line in lines)
    for found in (explanation.island, explanation.before, explanation.behind):
        assert found is None or found.text == text[found.span.start : found.span.end]
    for mention in explanation.mentions:
        assert mention.span.start <= offset < mention.span.end
    if explanation.duty:
        assert explanation.duty.reasons
        for cue in explanation.duty.cues:
            assert cue.text == text[cue.span.start : cue.span.end]


@pytest.mark.parametrize("text", ["a" * 60_000, "hạn nộp hồ sơ của ban " * 3_000, "khoản 1 Luật " + "xa " * 20_000])
def test_hostile_texts_take_no_long_time(text: str) -> None:
    at("", text)
    start = time.perf_counter()
    at("", text, by=len(text) // 2)
    assert time.perf_counter() - start < 3


# ---- expressions --------------------------------------------------------------------------------


@given(snippets() | vietnamese(), st.data())
@settings(max_examples=60)
def test_the_walk_matches_what_the_engine_matches(text: str, data: st.DataObject) -> None:
    grammar = common_grammar()
    folded = View(text, grammar.pattern("SYMBOL_RUN")).folded
    start = data.draw(st.integers(0, len(folded)))
    for terminal in inline_parser(grammar).terminals:
        if terminal.name != "GAP":
            match = grammar.pattern(terminal.name).match(folded, start)
            end = Walk(folded).whole(parsed(grammar.terminals[terminal.name]), start)
            assert end == (match.end() if match else None), terminal.name


@pytest.mark.parametrize(
    ("pattern", "text", "end", "said"),
    [
        ("ab[0-9]{2}", "ab1x", 3, "then a digit was expected, found 'x'"),
        ("(?:ab|ac)d", "ab", 2, "then 'd' was expected, found the end of the text"),
        ("ab$", "abc", 2, "then the end of the text was expected, found 'c'"),
        (r"ab(?= ?\()", "ab\n", 2, "then '(' was expected, found the end of the line"),
        (r"ab[^;\n]", "ab;", 2, "then anything but ';' or ' ' was expected, found ';'"),
        ("ab[A-ZĐ]", "ab cd", 2, "then a capital letter was expected, found ' cd'"),
        (r"(?<!x )ab(?!\w)", "x abc", 4, "but 'x ' must not stand before it, nor 'c' behind it"),
        ("ab(?:c|(?!))", "ab", 2, "then 'c' was expected, found the end of the text"),
        ("(?!)", "ab", 0, ""),
    ],
)
def test_what_an_expression_wanted(pattern: str, text: str, end: int, said: str) -> None:
    start = text.index("ab")
    found = partial_match(pattern, text, start, {})
    assert (found.end, missing(found, text)) == (end, said)


def test_a_long_expectation_is_said_by_its_name() -> None:
    pattern = r"(?=(?:one|two|three|four|five) of the many things)"
    names = names_of({"MANY_THINGS": pattern})
    found = partial_match("ab" + pattern, "ab", 0, names)
    assert missing(found, "ab") == "then MANY_THINGS was expected, found the end of the text"


@pytest.mark.parametrize("pattern", ["(?:a*)*b", "(?:a|a)*b", "(?:(?:a+)+)+b", "(?:a?){30}b"])
def test_an_expression_that_goes_round_in_circles_is_given_up(pattern: str) -> None:
    start = time.perf_counter()
    assert partial_match(pattern, "a" * 5_000, 0, {}).end > 0
    assert time.perf_counter() - start < 2


# ---- the modules --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
def test_no_grammar_word_stands_in_python(name: str) -> None:
    tree = ast.parse((Path(authoring.__file__).parent / f"{name}.py").read_text(encoding="utf8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documentation
    ]
    texts = [text for text in literals if isinstance(text, str)]
    assert [text for text in texts if any(sign.isalpha() and not sign.isascii() for sign in text)] == []
