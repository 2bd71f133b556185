"""The check of a publisher's grammar: planted mistakes, with place and mend, and files without any."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import ubnd_digest.authoring
from ubnd_digest.authoring.check import Finding, check_grammar, finding_lines
from ubnd_digest.authoring.check_patterns import is_steep, slow_text
from ubnd_digest.grammar import repetitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.model.errors import GrammarError

NAME = "publishers/vn-99.lark"
FAIR = "// phiên chợ 5/3\nFAIR.9: /phiên chợ / D SLASH M\n%extend date: FAIR"


@cache
def check(text: str, *samples: str) -> tuple[Finding, ...]:
    return check_grammar(GrammarFile(NAME, text), [(str(n), sample) for n, sample in enumerate(samples)])


# ---- planted mistakes ----------------------------------------------------------------------

# text, code, line, column, and what the mend names
PLANTED = [
    # what cannot be read
    ("// phiên\nFAIR: /phiên chợ", "unclosed", 2, 7, "/"),
    ('FAIR: "phiên chợ', "unclosed", 1, 7, '"'),
    ("FAIR: /ngày 5/6/", "slash-inside", 1, 14, r"/ngày 5\/6/"),
    (r"%override OWN_HEADING: /[a-z/đ]\. .{3,90}/", "slash-inside", 1, 29, r"write \/"),
    ("%extend CHROME: /https?://[^ ]+/", "slash-inside", 1, 25, r"/https?:\/\/[^ ]+/"),
    (r"%override OWN_HEADING: [a-zđ]\. .{3,90}", "unquoted", 1, 24, r"/[a-zđ]\. .{3,90}/"),
    ("%override OWN_HEADING: “a. nạo vét”", "unquoted", 1, 24, '"a. nạo vét"'),
    ("%extend CHROME: ‘[0-9]/[0-9]’", "unquoted", 1, 17, r"/[0-9]\/[0-9]/"),
    ("%extend CHROME: bấm để nghe | /tin/", "unquoted", 1, 17, '"bấm để nghe"'),
    ("%extend CHROME: ( /tin/ | xin chào )", "unquoted", 1, 27, '"xin chào"'),
    ("\nFAIR: ( /phiên/", "unclosed-bracket", 2, 16, ")"),
    ("FAIR: /phiên/ )", "unmatched-bracket", 1, 15, "open it"),
    ("FAIR: ( /phiên/ ]", "unmatched-bracket", 1, 17, "open it"),
    ("FAIR /phiên/", "missing-colon", 1, 6, "NAME:"),
    ("/phiên/", "missing-colon", 1, 1, "NAME:"),
    ("FAIR", "missing-colon", 1, 5, "NAME:"),
    ("%extend CHROME /phiên/", "missing-colon", 1, 16, "NAME:"),
    ("%extend CHROME (?:a|b)", "missing-colon", 1, 16, "NAME:"),
    ('FAIR: "phiên"\n    "chợ"', "broken-line", 2, 5, "|"),
    ('FAIR: "phiên" |\n    "chợ"', "broken-line", 2, 5, "|"),
    ("_fair: DAY??", "misplaced-operator", 1, 12, "delete"),
    ("_fair: : DAY", "syntax", 1, 8, "line of its own"),
    ("_fair: ~ 5", "misplaced-operator", 1, 8, "repeats"),
    ("fair: DAY ->", "syntax", 1, 13, "->"),
    ("%extnd DAY: /phiên/", "unknown-directive", 1, 1, "%extend"),
    ("%import common.WS", "import", 1, 1, "delete"),
    ("%import nowhere.WS", "import", 1, 1, "delete"),
    ("FAIR: /phiên/\n%ignore FAIR", "ignore", 2, 1, "delete"),
    ("%declare FAIR", "declare", 1, 1, "NAME:"),
    # names
    ("PHIÊN: /phiên/", "illegal-name", 1, 1, "marks"),
    ("Fair: /phiên/", "illegal-name", 1, 1, "FAIR"),
    ("FAIR:", "empty-definition", 1, 1, "colon"),
    ('FAIR: ""', "empty-definition", 1, 1, "colon"),
    ("DAY: /phiên/", "defined-twice", 1, 1, "%override DAY"),
    ("FAIR: /phiên/\nFAIR: /chợ/", "defined-twice", 2, 1, "%extend FAIR"),
    ("\n%extend OPENNING: /phiên/", "unknown-target", 2, 9, "OPENING"),
    ("%override ZZQXW: /phiên/", "unknown-target", 1, 11, "define it"),
    ("%extend GAP: /phiên/", "unknown-target", 1, 9, "library"),
    ("FAIR: /phiên / DATE_AHEADD", "undefined-name", 1, 16, "DATE_AHEAD"),
    ("%extend date: fair", "undefined-name", 1, 15, "fair:"),
    ("%extend date: day", "wrong-case", 1, 15, "DAY"),
    ("%extend CHROME: Phien | /tin/", "undefined-name", 1, 17, '"Phien"'),
    ("FAIR: /phiên / DATES", "wrong-case", 1, 16, "dates"),
    ("FAIR: /phiên / date", "rule-in-terminal", 1, 16, "fair"),
    ("FAIR: /phiên / GAP", "declared-in-terminal", 1, 16, "GAP"),
    ("FAIR: DAY -> fair", "alias", 1, 11, "->"),
    ("FAIR: /phiên / STALL\nSTALL: FAIR /chợ/", "terminal-recursion", 1, 1, "FAIR"),
    ('%extend _left_over: "phiên chợ"', "text-in-rule", 1, 21, "NAME:"),
    ("// phiên 5/3\n%extend DAY.7: /phiên / D SLASH M", "priority-ignored", 2, 12, "%override"),
    ("// năm 2021\n%override YEAR: /năm / Y", "priority-lost", 2, 11, "YEAR.8"),
    ("// phiên\nFAIR: /phiên/", "unused", 2, 1, "FAIR"),
    # regular expressions
    ("// phiên\n%extend BEFORE: /(phiên/", "broken-expression", 2, 17, "brackets"),
    ("// phiên\n%extend BEFORE: DAY_PART /(phiên/", "broken-expression", 2, 26, "brackets"),
    ("%extend BEFORE: /phiên (?P<day>/ D /)/", "broken-expression", 1, 17, "once"),
    ("%extend BEFORE: /(?<=phiên|chợ)x/", "broken-expression", 1, 17, "length"),
    ("// Báo Sông Trà\n%extend CHROME: /báo Sông Trà/", "capital", 2, 22, "sông"),
    ('// thư khen\n%extend TYPE: "Thư khen"', "capital", 2, 16, "thư"),
    ("// x\n%extend CHROME: /tin [A-Z]x/", "capital", 2, 23, "[a-z]"),
    ("// a-b\n%extend CHROME: /a–b/", "folded-sign", 2, 19, "-"),
    ('// a b\n%extend CHROME: "a\u00a0b"', "folded-sign", 2, 19, "space"),
    ("// a b\n%extend CHROME: /a\\tb/", "folded-sign", 2, 17, "space"),
    ("// ab\n%extend CHROME: /a\u200bb/", "folded-sign", 2, 19, "delete"),
    ("// a b\n%extend CHROME: /a  b/", "double-space", 2, 19, "single"),
    ("// tin 5\n%extend CHROME: /tin \\d/", "any-digit", 2, 22, "[0-9]"),
    ("// tin tin\n%extend CHROME: /(tin) \\1/", "back-reference", 2, 24, "write out"),
    ("// tin\n%extend CHROME: /(?i)tin/", "flags", 2, 18, "(?i)"),
    ("// hạn 5\n%extend CHROME: /hạn (?P<dayy>[0-9])/", "unknown-group", 2, 22, "day"),
    ("// tin\n%extend CHROME: /(?:[a-zà-ỹ]+ ?)+/", "nested-repetition", 2, 17, "between"),
    ("// tin a;\n%extend CHROME: /tin [a-z]{0,400}[a-z]{0,400}[a-z]{0,400};/", "slow", 2, 17, "{0,"),
    ("// tin a;\n%extend CHROME: /tin (?:[a-z]*[a-z0-9]*){1,5};/", "ambiguous-repetition", 2, 17, "limit"),
    ("// kênh a;\n%extend CHROME: /kênh (?:[a-z]|[a-z]{2})+;/", "ambiguous-repetition", 2, 17, "between"),
    ("// a\n%extend CHROME: /.*/", "matches-anything", 2, 17, "words"),
    ("// a\n%extend CHROME: /[^;]{0,400}/", "matches-anything", 2, 17, "words"),
    ("// a\n%extend OPENING: /(?=.)/", "matches-anything", 2, 18, "words"),
    ("// một phiên\nFAIR: /[^\\W\\d_]{2,9}/\n%extend _left_over: FAIR", "matches-anything", 2, 7, "words"),
    ("// a\n%extend CHROME: /[a-z\\. [^.;]{0,9}/", "bracket-in-class", 2, 18, r"\["),
    ("// phiên ở chợ\nFAIR: /phiên .* chợ/\n%extend _left_over: FAIR", "endless-reach", 2, 7, "{0,"),
    ("// phiên\nFAIR: /(?:phiên)?/\n%extend _left_over: FAIR", "empty-match", 2, 7, "at least"),
    ("// phiên\n%extend BEFORE: /phiên/ | /x*/", "empty-match", 2, 27, "at least"),
    # terminals among others
    ('%extend TYPE: "thư khen"', "no-example", 1, 9, "//"),
    ('// thư mời\n%extend TYPE: "thư khen"', "example-not-found", 2, 9, "example"),
    ("// ngày 5/3\nFAIR: /ngày / D SLASH M\n%extend date: FAIR", "shadowed", 2, 1, "FAIR.10"),
    ('// chợ" và phiên"\nFAIR: / và phiên/\n%extend _left_over: FAIR', "shadowed", 2, 1, "space"),
    ("// ngày 5/3\nFAIR.10: /ngày / D SLASH M\n%extend date: FAIR", "takes-example", 2, 1, "FAIR.8"),
    ("// x\n%override D: /(?P<day>x)/", "takes-example", 2, 11, "built from it"),
    ("// Bấm để nghe bản tin\n%extend CHROME: /bấm để nghe/", "part-of-line", 2, 9, "behind these words, such as [^;]{0,120}"),
    ("// xin bấm\n%extend CHROME: /bấm/", "part-of-line", 2, 9, "before these words"),
    ("// A. Nạo vét luồng\n%override OWN_HEADING: /[a-zđ]\\. /", "part-of-line", 2, 11, "[^;]{0,120}"),
    ("// nghe: Giao\n// nghe giao\n%extend CONTINUING: /giao/", "part-of-line", 3, 9, "before"),
    ("// Nghe điểm tin\n%override OWN_TITLE: /điểm tin/", "part-of-line", 2, 11, "before"),
    # rules
    ("%extend date: date TO date", "shift-conflict", 1, 15, "at its beginning only"),
    ("%extend date: date date", "shift-conflict", 1, 15, "at its beginning only"),
    ("%extend reference: reference AND reference", "shift-conflict", 1, 20, "at its beginning only"),
    (FAIR + " | _fair\n_fair: DAY", "reduce-conflict", 4, 8, "_fair and date"),
    (FAIR + " | PART FAIR", "shift-conflict", 3, 22, "look ahead"),
    ("// phiên 5\nFAIR.9: /phiên / D\n%extend date: PART FAIR", "not-total", 3, 20, "%extend _left_over: FAIR"),
    ("// phiên 5\nFAIR.9: /phiên / D\n_fair: FAIR\n%extend inline: _fair", "not-total", 3, 8, "_left_over"),
    ("// phiên 5\nFAIR.9: /phiên / D\n_fair: FAIR | FAIR _fair\n%extend _left_over: _fair", "repeats-on-the-right", 3, 1, "_fair: … | _fair …"),
    ("// phiên 5\nFAIR.9: /phiên / D\nfair: FAIR\n%extend _left_over: fair", "unread-rule", 3, 1, "_fair"),
    (FAIR + " -> fair", "unread-rule", 3, 23, "-> fair"),
    ("_fair: DAY -> fair", "alias", 1, 12, "->"),
    ("// hạn phiên \nFAIR.9: /hạn phiên /\n%extend _limit: FAIR", "unknown-kind", 3, 17, "CLOCK"),
    ("// phiên tới\nFAIR.9: /phiên tới/\n%extend date: FAIR", "no-part", 3, 15, "(?P<day>…)"),
    ("// năm nay\n%extend YEAR: /năm nay/", "no-part", 2, 15, "(?P<year>…)"),
]  # fmt: skip


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize(("text", "code", "line", "column", "named"), PLANTED, ids=[f"{p[1]}-{n}" for n, p in enumerate(PLANTED)])  # fmt: skip
def test_a_planted_mistake_is_found_with_its_place_and_a_mend(
    text: str, code: str, line: int, column: int, named: str
) -> None:
    found = [finding for finding in check(text) if finding.code == code]
    assert found, [(finding.code, finding.line, finding.column) for finding in check(text)]
    assert (found[0].file, found[0].line, found[0].column) == (NAME, line, column)
    assert named in " ".join(finding.mend for finding in found)
    assert found[0].message.strip()


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("text", [planted[0] for planted in PLANTED])
def test_no_finding_speaks_in_the_words_of_a_program(text: str) -> None:
    for finding in check(text):
        assert finding.code in CODES
        assert not re.search(r"Token\(|Terminal\(|Traceback|\bexpansions?\b|\n", finding.message + finding.mend)


def test_mistakes_that_do_not_hang_together_are_found_at_once() -> None:
    found = check("%extend OPENNING: /x/\nFAIR: NOWHERE\n%ignore FAIR\n_fair: DAY??")
    assert [(f.code, f.line) for f in found if f.severity == "error"] == [
        ("unknown-target", 1),
        ("undefined-name", 2),
        ("ignore", 3),
        ("misplaced-operator", 4),
    ]


def test_a_conflict_is_told_with_both_rules_and_where_they_stand() -> None:
    (found,) = [f for f in check(FAIR + " | _fair\n_fair: DAY") if f.code == "reduce-conflict"]
    assert "“date: DAY” (dates.lark:" in found.message
    assert f"“_fair: DAY” ({NAME}:4)" in found.message
    assert "Before AND" in found.message


@pytest.mark.slow  # a grammar of its own
def test_a_terminal_that_takes_an_example_is_named() -> None:
    found, *built_from_it = check("// ngày 5/3\nFAIR.10: /ngày / D SLASH M\n%extend date: FAIR")
    assert {finding.code for finding in (found, *built_from_it)} == {"takes-example"}
    assert found.message == "DAY no longer finds “ngày 30/5/2022”: FAIR takes it"


@pytest.mark.parametrize("text", [p[0] for p in PLANTED if p[1] in ("slash-inside", "unquoted") and "//" not in p[0]])
def test_a_slip_is_said_once(text: str) -> None:
    (found,) = (f for f in check(text) if f.severity == "error")
    assert found.code in ("slash-inside", "unquoted")


def test_a_rule_that_holds_itself_at_both_ends_is_told_so() -> None:
    found = [f.message for f in check("%extend date: date TO date") if f.mend.startswith("let date stand")]
    assert found == [
        f"Before TO, “date: date TO date” ({NAME}:1) could end or begin once more: date stands at both of its ends"
    ]


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize(("name", "lost"), [("OWN_TITLE", "titles"), ("OWN_SYMBOL", "symbols"), ("OWN_AGENCY", "agencies")])  # fmt: skip
def test_what_a_record_says_is_not_lost_unseen(name: str, lost: str) -> None:
    record = GrammarFile("record of vn-99", f"%override {name}: /x/")
    text = f"// y\n%override {name}: /y/"
    (found,) = check_grammar(GrammarFile(NAME, text), others=[record])
    assert (found.severity, found.code, found.line, found.column) == ("warning", "record-lost", 2, 11)
    assert f"the {lost}" in found.message
    assert f"%extend {name}" in found.mend
    assert check(text) == ()
    assert check_grammar(GrammarFile(NAME, text.replace("override", "extend")), others=[record]) == ()


@pytest.mark.parametrize("broken", ["FAIR: NOWHERE", "FAIR: tin đèn", "%ignore CHROME", "FAIR: /tin", "fair: DAY ->"])
def test_literals_are_judged_where_names_are_wrong(broken: str) -> None:
    found = {f.code for f in check(f"// Báo Sông\n%extend CHROME: /báo Sông/ | PART_OF_IT\nPART_OF_IT: /x/\n{broken}")}
    assert "capital" in found


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("sign", ["\x0c", "\x0b", "\x1c", "\u2028", "\u0085", "\r"])
def test_a_line_ends_where_lark_ends_it(sign: str) -> None:
    text = f"// one{sign} · two\n\n// thư mời\n%extend CHROME: /thư khen/\r\n// x"
    assert [(f.code, f.line) for f in check(text)] == [("example-not-found", 4)]


@pytest.mark.slow  # a grammar of its own
def test_an_example_may_have_a_colon_of_its_own() -> None:
    heading = "%extend OWN_HEADING: /việc [0-9]+: .+/"
    assert [found.code for found in check(f"// Việc 3: Chợ đêm\n{heading}")] == ["example-not-found"]
    assert check(f"// Việc 3\\: Chợ đêm\n{heading}") == ()
    assert check(f"// Việc 3\\: Chợ đêm: a number and a colon\n{heading}") == ()


# ---- files without mistakes ----------------------------------------------------------------


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize(
    "text",
    [
        "",
        "// nothing yet\n",
        FAIR,
        "  " + FAIR.replace("\n", "\n  "),
        FAIR.replace("\n", "\r\n"),
        "// báo sông trà\n%extend CHROME: ( /báo sông trà/\n    | /đài sông trà/ )",
        "// trước mốc (ngày 5/3)\n%extend BEFORE: /trước mốc / DATE_AHEAD",
        "// Thư khen số 12/TK-UBND\n%extend TYPE: /thư khen/",
        '// thư huỷ\n%extend TYPE: "thư huỷ"',
        "// QĐ-SÔNG · CĐ-SÔNG\n%override OWN_SYMBOL: /SÔNG/ | /CĐ/",
        "// điểm tin sông trà\n%override OWN_TITLE: /điểm tin sông trà/",
        "// tổ hợp sông trà\n%override OWN_AGENCY: /(?!)/ | /tổ hợp sông trà/",
        "// số 5/CT-UBND\nFAIR.9: /số [0-9]+\\/CT-UBND/\n%extend _left_over: FAIR",
        "// KHEN-UBND\n%extend FOREIGN_SYMBOL: /KHEN/",
        "// năm 2021\n%override YEAR.8: /năm ?/ Y",
        "// tin  -  bài: two spaces in a comment do no harm\n%extend CHROME: /tin [-–] bài(?:  ?x)?/",
    ],
)
def test_nothing_is_found_in_a_harmless_file(text: str) -> None:
    assert check(text) == ()


@pytest.mark.slow  # a grammar is made for each
def test_files_between_are_known_and_not_judged() -> None:
    between = GrammarFile("record.lark", "%override OWN_TITLE: /Điểm tin/\nSTALL: /quầy /")
    file = GrammarFile(NAME, "// phiên quầy 5\nFAIR: /phiên / STALL D\n%extend _left_over: FAIR")
    assert check_grammar(file, others=[between]) == ()
    (found, *_) = check_grammar(file)
    assert (found.code, found.column) == ("undefined-name", 16)


def test_a_mistake_in_a_file_between_is_said_to_be_there() -> None:
    (found,) = check_grammar(GrammarFile(NAME, FAIR), others=[GrammarFile("record.lark", "\n%extend NOWHERE: /x/")])
    assert (found.code, found.file, found.line) == ("others", "record.lark", 2)


# ---- samples -------------------------------------------------------------------------------

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần\n"


def not_reached(text: str, *samples: str) -> list[tuple[int, int]]:
    return [(f.line, f.column) for f in check(text, *samples) if f.code == "not-reached"]


@pytest.mark.slow  # a grammar of its own
def test_what_a_sample_reaches_is_no_finding() -> None:
    assert check(FAIR, "Mở phiên chợ 5/3 tại xã Sông Trà.") == ()


def test_what_no_sample_reaches_is_a_finding() -> None:
    assert not_reached(FAIR, "Mở phiên chợ.", TITLE) == [(2, 1)]


@pytest.mark.slow  # a grammar of its own
def test_each_alternative_that_is_added_is_judged_by_itself() -> None:
    text = "// báo sông trà\n%extend CHROME: ( /báo sông trà/\n    | /đài sông trà/ )"
    assert not_reached(text, TITLE + "Báo Sông Trà\n") == [(3, 7)]
    assert not_reached(text, TITLE + "Báo Sông Trà\n", "Đài  Sông Trà") == []


@pytest.mark.slow  # a grammar of its own
def test_a_terminal_inside_others_is_reached_by_their_tokens() -> None:
    text = "// Thư khen\n%extend TYPE: /thư khen/"
    assert not_reached(text, "Thư khen số 12/TK-UBND ngày 5/3/2021") == []
    assert not_reached(text, "Thư khen của tỉnh, Quyết định số 12/QĐ-UBND") == [(2, 9)]


@pytest.mark.slow  # a grammar of its own
def test_a_symbol_of_its_own_is_reached_inside_a_number() -> None:
    text = "// QĐ-SÔNG\n%override OWN_SYMBOL: /SÔNG/"
    assert not_reached(text, "Quyết định số 12/QĐ-SÔNG") == []
    assert not_reached(text, "Quyết định số 12/QĐ-UBND") == [(2, 11)]


def test_a_terminal_of_clauses_is_reached_by_its_words() -> None:
    text = "// dồn sức\n%extend DUTY: /dồn sức/"
    assert not_reached(text, "Mọi nhà dồn sức chống dịch.") == []
    assert not_reached(text, "Sở Y tế chống dịch.") == [(2, 9)]


# ---- errors of those who only use a grammar ------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        # a mistake behind a common terminal is the publisher's, whatever the pattern begins with
        ("%extend BEFORE: DAY_PART / (phiên/", (1, 26), "unterminated subpattern"),
        ("FAIR: /(?<=phiên|chợ)x/", (1, 7), "look-behind"),
        ("FAIR: /x(?i)/", (1, 7), "global flags"),
        ("%extend fairs: DAY", (1, 9), "fairs"),
        ("%import nowhere.FAIR", (None, None), "nowhere.lark"),
        ("FAIR: GAP", (None, None), "only declared"),
        ("// DAY\n%extend date: DAY_PART DAYS", (2, 24), "DAYS"),
    ],
)
def test_an_error_names_the_file_in_which_the_mistake_is(
    text: str, place: tuple[int | None, int | None], words: str
) -> None:
    with pytest.raises(GrammarError, match=re.escape(words)) as caught:
        Grammar((*common_files(), GrammarFile(NAME, text)))
    assert caught.value.file == NAME
    assert (caught.value.line, caught.value.column) == place
    assert "\n" not in caught.value.message


# ---- the form of findings ------------------------------------------------------------------


def test_findings_are_written_in_two_lines() -> None:
    lines = list(finding_lines(check("%extend OPENNING: /x/")))
    assert lines == [
        f"{NAME}:1:9: error unknown-target there is no OPENNING to extend",
        "    mend: did you mean OPENING?",
    ]


def documented_codes() -> dict[str, str]:
    """The codes of findings with their meanings, as the documentation lists them."""
    page = (Path(__file__).parents[1] / "docs" / "grammar.md").read_text(encoding="utf-8")
    section = page.partition("## What check-grammar finds")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", section, re.MULTILINE))


CODES = documented_codes()


def test_every_code_of_the_documentation_is_used() -> None:
    sources = [*Path(ubnd_digest.authoring.__file__).parent.glob("check*.py"), Path(repetitions.__file__)]
    text = "".join(path.read_text(encoding="utf8") for path in sources)
    assert CODES.keys() - set(re.findall(r"\"([a-z]+(?:-[a-z]+)*)\"", text)) == set()
    assert all(CODES.values())


def test_every_code_that_is_told_is_documented() -> None:
    told = Path(ubnd_digest.authoring.__file__).with_name("findings.toml").read_text(encoding="utf-8")
    assert {kind.partition("/")[0] for kind in tomllib.loads(told)} == CODES.keys() - {"not-compiled"}


def test_every_code_but_those_of_others_is_planted() -> None:
    planted = {code for _, code, *_ in PLANTED}
    assert set(CODES) - planted == {"others", "not-compiled", "not-reached", "record-lost"}


# ---- the parts -----------------------------------------------------------------------------


# The longest have shorter ones inside, and are read among the slow tests.
@pytest.mark.parametrize("longest", [20_000, pytest.param(10**9, marks=pytest.mark.slow)])
def test_no_terminal_of_the_common_grammar_has_a_fault(longest: int) -> None:
    patterns = {name: text for name, text in common_grammar().terminals.items() if len(text) <= longest}
    assert {name for name, pattern in patterns.items() if repetitions.faults(pattern)} == set()
    assert len(patterns) > 1000


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(?:[a-z]+)*", "nested-repetition"),
        ("(?:[a-z]+|b)+", "nested-repetition"),
        ("(?:(?:a|b)+ ?)+", "nested-repetition"),
        ("(?:[a-z]+ )+", "nested-repetition"),
        ("(?: [a-z]+){0,9}", ""),
        ("(?: [a-z]{1,}){2,}", "nested-repetition"),
        ("[+*]{0,9}[*+]", ""),
        (r"\+\*x", ""),
        (".*x", "endless-reach"),
        (".*?x", "endless-reach"),
        ("[^;]+(?=;)", "endless-reach"),
        ("(?:[a-z]| )*x", "endless-reach"),
        ("(?:phiên .*|chợ) x", "endless-reach"),
        ("[a-z]+ x", ""),
        ("(?:phiên .*|chợ)?", ""),
        ("x.*", ""),
        (".{0,60}x", ""),
        (".{0,1000}x", "endless-reach"),
        ("(?=.*)x", "endless-reach"),
        ("(?:tin |bài )*x", ""),  # no words but those
        ("(?:a|aa)+x", "ambiguous-repetition"),
        ("(?:[0-9]{1,3}[.]?)+ đồng", "ambiguous-repetition"),
        ("(?:[.][0-9]{1,3})+ đồng", ""),
        ("(?:x?y?)+z", "ambiguous-repetition"),
        ("(?:một|mộ?t?)+z", "ambiguous-repetition"),
        ("(?:một|hai)+z", ""),
        ("(?:a|aa)+", ""),  # nothing stands behind it that could fail
        ("(?:a|aa){0,30}x", ""),
        ("(?:a|aa){0,31}x", "ambiguous-repetition"),
        ("(?>(?:a|aa)+)x", "ambiguous-repetition"),
        ("(?:a|aa)++x", ""),
        ("[a-z]*[a-z0-9]*x", "ambiguous-repetition"),
        ("[a-z]+ ?[a-z]+x", "ambiguous-repetition"),
        ("[a-z]+ [a-z]+x", ""),
        ("tin (?:[a-z]*[a-z0-9]*){1,5}x", "ambiguous-repetition"),
        ("(a)?(?(1)(?:a|aa)+|b)x", "ambiguous-repetition"),
        (r"(?:\w|[^\W_]|\S)+x", "ambiguous-repetition"),
    ],
)
def test_a_repetition_without_end_is_a_fault_where_it_costs(pattern: str, fault: str) -> None:
    assert repetitions.faults(pattern) == ({fault} if fault else set())


@pytest.mark.parametrize(
    ("measured", "steep"),
    [
        ([], False),
        ([(1_000, 1.0)], False),
        ([(1_000, 0.010), (4_000, 0.040)], False),
        ([(1_000, 0.010), (4_000, 0.080)], False),  # the noise of a machine
        ([(1_000, 0.010), (4_000, 0.110)], True),
        ([(1_000, 0.010), (4_000, 0.160)], True),
        ([(26, 0.010), (29, 0.080)], True),
        ([(26, 0.000_010), (29, 0.000_080)], False),  # too short to tell
        ([(8, 0.0), (11, 0.03)], True),
    ],
)
def test_times_that_grow_faster_than_a_text_are_known(measured: list[tuple[int, float]], steep: bool) -> None:
    assert is_steep(measured) is steep


@pytest.mark.parametrize(
    ("pattern", "how"), [("(?:a|aa)+c", ""), ("(?:a{1,2}b?){0,40}c", ""), ("a[a-z]*[a-z0-9]*;", "fullmatch")]
)
def test_a_text_is_found_that_makes_an_expression_slow(pattern: str, how: str) -> None:
    assert slow_text(pattern, how, ["a một"])
