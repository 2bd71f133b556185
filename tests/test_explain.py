"""The command that explains a place: the evidence of the reading, the definitions behind it, what nearly matches."""

from __future__ import annotations

import ast
import builtins
import datetime as dt
import pkgutil
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import snippets, vietnamese
from ubnd_digest import authoring
from ubnd_digest.authoring import near
from ubnd_digest.authoring.explain import explanation_lines, near_lines
from ubnd_digest.cli import main
from ubnd_digest.grammar.definitions import definitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.model.errors import MissingExtraError
from ubnd_digest.model.positions import line_and_column, offset_of

MODULES = [module.name for module in pkgutil.iter_modules(authoring.__path__)]


def shown(text: str, words: str, *, by: int = 0, publisher: ud.Publisher | None = None) -> list[str]:
    """The lines of an explanation of the place where some words begin."""
    offset = text.index(words) + by
    grammar = Grammar(tuple(publisher.files)) if publisher and publisher.grammar else common_grammar()
    return list(explanation_lines(ud.explain(text, offset, publisher=publisher), text, grammar))


def nearly(text: str, words: str, grammar: Grammar | None = None) -> dict[str, str]:
    """Why terminals do not match where some words begin, by their names."""
    lines = "\n".join(near_lines(text, text.index(words), grammar or common_grammar())).split("\n")[2:]
    return {line.split()[0]: line.split("): ", 1)[1] for line in lines}


def where(name: str) -> str:
    """A terminal with the place of its definition; grammars change, and lines with them."""
    (found,) = (d for file in common_files() for d in definitions(file) if d.name == name)
    return f"{name} ({found.file}:{found.line})"


# ---- what was decided ---------------------------------------------------------------------------


def test_a_target_is_no_deadline_and_completion_does_stand_before_it() -> None:
    text = "Phấn đấu hoàn thành cầu Lam Điền trước ngày 30/6/2026."
    lines = shown(text, "30/6")
    at = lines.index("deadline: none  'trước ngày 30/6/2026'")
    assert f"    -1  {where('TARGET')} 'Phấn đấu'" in lines[at:]
    assert not any("none of COMPLETION" in line for line in lines)


def test_a_date_in_a_deadline_is_shown_with_its_terminals_and_their_comment() -> None:
    lines = shown("Sở Y tế nộp báo cáo trước ngày 20/01/2026.", "20/01")
    assert "Deadline 'trước ngày 20/01/2026' [20, 41)" in lines
    assert f"    {where('BEFORE')} 'trước '" in lines
    at = lines.index(f"    {where('DAY')} 'ngày 20/01/2026'")
    assert lines[at + 1].startswith("        ngày 30/5/2022")


def test_a_reference_is_shown_with_what_speaks_for_its_role() -> None:
    text = "Trồng cây\nUBND tỉnh yêu cầu (Công văn số 118/UBND-KTN, ngày 06/01/2026) các xã trồng cây.\n"
    lines = shown(text, "118/")
    assert f"    {where('TYPED_NUMBER')} 'công văn số 118/UBND-KTN'" in lines
    at = lines.index("role: issued  'Công văn số 118/UBND-KTN, ngày 06/01/2026'")
    assert f"    +2  {where('ISSUED_BEFORE')} '('" in lines[at:]
    assert "    together 5, needed: 3" in lines[at:]
    assert lines[-2:] == [
        "issuer: UBND tỉnh  'Công văn số 118/UBND-KTN, ngày 06/01/2026'",
        "    words of the sentence 'UBND tỉnh'",
    ]


def test_every_reason_of_the_reading_is_shown() -> None:
    text = "Trồng cây\nUBND tỉnh yêu cầu các xã trồng cây trước ngày 20/01/2026.\n"
    for offset in range(0, len(text), 7):
        lines = list(explanation_lines(ud.explain(text, offset), text, common_grammar()))
        for decision in ud.explain(text, offset).decisions:
            assert any(line.startswith(f"{decision.question}: {decision.answer}") for line in lines)
            assert all(any(reason.name in line for line in lines) for reason in decision.because)


def test_the_grammar_of_a_publisher_is_the_one_that_is_explained() -> None:
    own = GrammarFile("vn-99.lark", "// Báo Lam Điền\n%extend CHROME: /báo lam điền/\n")
    record = ud.Publisher("vn-99", ("Lam Điền",), grammar=own)
    lines = shown("Báo Lam Điền\nUBND tỉnh họp.\n", "Báo", publisher=record)
    assert any("CHROME (structure.lark:" in line and "extended by vn-99.lark:2" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Sở Y tế báo cáo trong vòng 15 ngày kể từ ngày 01/6/2020.", "its date lies before the period"),
        ("Sở Y tế báo cáo trong vòng 15 ngày làm việc kể từ ngày 01/6/2090.", "its last day is not known"),
        ("Mưa trước ngày 30/6/2026, Sở Y tế báo cáo.", "nobody is named before the limit"),
        ("Trước ngày 30/6/2026, Sở Y tế báo cáo.", "the limit opens its sentence"),
    ],
)
def test_why_a_limit_is_none_and_whose_it_is_is_told(text: str, reason: str) -> None:
    told = ud.explain(text, text.index("tr" if "trong" in text else "ước"), anchor=dt.date(2025, 1, 1))
    assert reason in [because.name for decision in told.decisions for because in decision.because]


def test_a_line_above_a_lead_without_a_title_is_stray() -> None:
    lead = "Nạo vét kênh; sửa chợ là những nội dung chỉ đạo nổi bật của UBND tỉnh trong tuần."
    text = f"Trang tin\n{lead}\nNạo vét kênh\nUBND tỉnh ban hành Quyết định số 5/QĐ-UBND.\n"
    (told,) = ud.explain(text, 3).decisions
    assert (told.question, told.answer, told.because[0].name) == ("line", "stray", "above the lead")


def test_a_count_without_a_beginning_is_no_deadline_and_says_so() -> None:
    text = "Giao Sở Y tế báo cáo trong 05 ngày làm việc kể từ ngày nhận được hồ sơ."
    lines = shown(text, "05 ngày")
    at = lines.index("deadline: none  '05 ngày làm việc'")
    assert lines[at + 1] == "    no day from which it counts"
    known = ud.explain("Giao Sở Y tế báo cáo trong 15 ngày kể từ ngày 02/6/2025.", 30).decisions
    assert [decision.answer for decision in known if decision.question == "deadline"] == ["deadline"]


def test_what_is_printed_is_what_the_command_shows_without_terminals() -> None:
    text = "Phấn đấu hoàn thành cầu Lam Điền trước ngày 30/6/2026."
    printed = str(ud.explain(text, text.index("30/6"))).splitlines()
    lines = [re.sub(r" \(.*?:[0-9]+\)", "", line) for line in shown(text, "30/6")]
    assert printed[0] == "DateExpression 'ngày 30/6/2026' [39, 53)"
    assert "deadline: none  'trước ngày 30/6/2026'" in printed
    assert set(printed) <= set(lines)


# ---- what nearly matches ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "name", "why"),
    [
        ("Họp ngày 20/01/2026", "20", "DASHED_DAY", "'ngày 20' fits, then "),
        ("từ Thang 5/2026", "Thang", "MONTH", "'th' fits, then 'áng"),
    ],
)
def test_a_terminal_that_fits_in_part_is_told_with_what_it_expected(text: str, words: str, name: str, why: str) -> None:
    assert nearly(text, words).get(name, "").startswith(why)


def test_a_line_that_nearly_fits() -> None:
    own = GrammarFile("vn-99.lark", "%extend CHROME: /phát để nghe/")
    grammar = Grammar((*common_files(), own))
    assert nearly("Phát để xem", "Phát", grammar)["CHROME"] == "'phát để ' fits, then 'nghe' was expected, found 'xem'"
    assert "CHROME" not in nearly("Nạo vét luồng", "Nạo", grammar)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "regex":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    near._compiled.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_it_is_said_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r"ubnd-digest\[authoring\]"):
        list(near_lines("ngày 5", 2, common_grammar()))


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_the_command_still_shows_evidence(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Họp ngày 5/6/2022.\n", encoding="utf-8")
    assert main(["explain", str(file), "--at", "1:10"]) == 0
    shown, said = capfdbinary.readouterr()
    assert "ngày 5/6/2022" in shown.decode()
    assert b"ubnd-digest[authoring]" in said


@given(snippets() | vietnamese() | st.text(max_size=40), st.data())
@settings(max_examples=20, deadline=None)
def test_every_place_of_every_text_is_explained(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = [
        *explanation_lines(ud.explain(text, offset), text, common_grammar()),
        *near_lines(text, offset, common_grammar()),
    ]
    assert all(line.strip("\n").isprintable() for line in lines)


# ---- places -------------------------------------------------------------------------------------


def test_a_caret_stands_under_the_place() -> None:
    text = unicodedata.normalize("NFD", "ngày 5/3/2026")
    assert shown(text, "/3")[2] == "          ^"
    mark = text.index("\u0300")
    assert shown(text, text[mark])[2] == "      ^"  # under the letter that has it
    assert shown("\u65e5\t5/3/2026", "/3")[1:3] == ["    \u65e5 5/3/2026", "        ^"]


def test_a_long_line_is_shown_around_the_place() -> None:
    _, line, caret = shown("chữ " * 100 + "ngày 5/3/2026" + " chữ" * 100, "5/3/2026")[:3]
    assert line.startswith("    …") and line.endswith("…") and len(line) < 120
    assert line[caret.index("^") :].startswith("5/3/2026")


def test_a_place_of_a_text_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="there is no line 3: the text has 2"):
        offset_of("a\nb", 3, 1)
    with pytest.raises(ValueError, match="there is no line 0"):
        offset_of("a", 0, 1)
    with pytest.raises(ValueError, match="there is no column 3: line 2 has 1 characters"):
        offset_of("a\nb", 2, 3)
    assert offset_of("", 1, 1) == 0
    assert offset_of("a\n", 2, 1) == 2


@given(st.text(st.sampled_from("ab\u0300\u65e5 \r\n\x0b\x1c\u2028\u0085\u200b"), max_size=12))
def test_lines_and_columns_lead_back_to_their_offset(text: str) -> None:
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] != "\r\n":  # between the two characters of a line end is no place
            assert offset_of(text, *line_and_column(text, offset)) == offset


# ---- the command --------------------------------------------------------------------------------


def test_the_command_shows_evidence_and_what_nearly_matches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "week.txt"
    file.write_text("Họp ngày 20/01/2026", encoding="utf-8")
    assert main(["explain", str(file), "--at", "1:10"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("line 1, column 10\n") and "deadline: none" in said and "\nnearly\n" in said


def test_a_page_is_explained_as_it_is_parsed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        "<h1>Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)</h1>"
        "<p><strong>Kế hoạch trồng cây</strong></p><p>Mỗi xã trồng 300 cây, xong trong quý II năm 2020.</p>"
    )
    file = tmp_path / "week.html"
    file.write_text(page, encoding="utf-8")
    text = ud.read_html(page).text
    line, column = line_and_column(text, text.index("Kế hoạch"))
    assert main(["explain", str(file), "--at", f"{line}:{column}"]) == 0
    assert "heading: heading  'Kế hoạch trồng cây'" in capsys.readouterr().out


# ---- the modules --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
def test_no_grammar_word_stands_in_python(name: str) -> None:
    tree = ast.parse((Path(authoring.__file__).parent / f"{name}.py").read_text(encoding="utf8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documentation
    ]
    texts = [text for text in literals if isinstance(text, str)]
    foreign = "“”„‟‘’‚‛«»´·…ế"
    assert [t for t in texts if any(c.isalpha() and not c.isascii() and c not in foreign for c in t)] == []
