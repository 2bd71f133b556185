"""The words for reasons: every name that the reading gives one has them, in both languages, and none is there for nothing."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.gold import GoldDigest
from support.literals import Module, called
from ubnd_digest.cli import main
from ubnd_digest.formats.view.evidence import Evidence
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.messages import by_name, messages
from ubnd_digest.reading.choice import parser_for
from ubnd_digest.reading.duties.callers import CALLS, OTHER_CALLS

ROOT = Path(__file__).parents[1]
READING = ROOT / "src" / "ubnd_digest" / "reading"
# Terminals that are tried one after the other, so that no literal stands where the reason is made.
IN_LOOPS = {"OWN_HEADING", "OWN_SECTION", "IMAGE", "CAPTION", "PAGE_FOOT", "CHROME"}
NO_REASONS = {"STRAY"}  # what a line is, beside names that are reasons, too
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
ENGLISH = re.compile(r"\b(?:the|of|and|with|for|is|are|not|no|a|in|row)\b|[A-Z]{2,}_")


def made() -> set[str]:
    """The names of all reasons that the code makes."""
    found = set(IN_LOOPS)
    for module in map(Module, READING.rglob("*.py")):
        for call in module.calls:
            if called(call) in ("Reason", "_matched") and call.args:
                found |= set(module.texts(call.args[0])) - {""}
    return found


def cues() -> set[str]:
    """The words and parties around a limit, and the kinds of limits: what names a reason from data."""
    kinds = {terminal.name for terminal in common_grammar().scanner("clauses").terminals} | {
        *CALLS.values(),
        *OTHER_CALLS.values(),
    }
    for path in (READING / "duties").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) == "as_kind":
                told = node.args[0]
                for one in (told.body, told.orelse) if isinstance(told, ast.IfExp) else (told,):
                    kinds |= {one.value} if isinstance(one, ast.Constant) and isinstance(one.value, str) else set()
    with (ROOT / "grammars" / "names" / "limits.csv").open(encoding="utf-8", newline="") as table:
        return kinds | {row["limit"] for row in csv.DictReader(table)} - {"*"}


def met(text: str) -> set[str]:
    """The names of the reasons in the reading of a text."""
    reading = parser_for(text, "auto")._read(text)
    return {reason.name for decision in reading.decisions for reason in decision.because}


def matches(key: str, name: str) -> bool:
    """Whether a key of the catalogue stands for a name, either of them with braces for what is put in."""
    parts = [re.escape(part) for part in re.split(r"\{\w*\}", key)]
    whole = re.escape(name).replace(re.escape("{}"), "(?:.*)")
    return (
        re.sub(r"\{\w+\}", "{}", key) == name
        or re.fullmatch(".*".join(parts), name) is not None
        or ("{}" in name and re.fullmatch(whole, key) is not None)
    )


# ---- the catalogue ----------------------------------------------------------------------------


def test_every_reason_that_the_code_makes_has_its_words_and_none_is_there_for_nothing() -> None:
    keys, names = set(messages("reasons", "en")), made() - NO_REASONS | cues()
    assert {"the only one", "TARGET", "its date is {}", "DAY_LINE", "NUMBERED_TITLE", "before", "AGENT"} <= names
    assert {name for name in names if not any(matches(key, name) for key in keys)} == set()
    assert {key for key in keys if not any(matches(key, name) for name in names)} == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_reason_that_an_example_meets_has_its_words(path: Path) -> None:
    without_words(met(path.read_text(encoding="utf-8")))


def test_every_reason_that_the_gold_meets_has_its_words(gold_digest: GoldDigest) -> None:
    without_words(met(gold_digest.text))


def without_words(names: set[str]) -> None:
    said = messages("reasons", "en").values()
    assert names
    for name in names:
        assert by_name("reasons", name, "vi") != name
        assert by_name("reasons", name, "en") != name or name in said or name.startswith("the symbol ")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_words_are_those_of_a_clerk(lang: str) -> None:
    for key, words in messages("reasons", lang).items():
        assert not re.search(r"[A-Z]{2}|_|\.csv|\brow\b", words), key
        assert lang == "en" or not ENGLISH.search(words), key


def test_what_stands_in_a_reason_stays() -> None:
    row = "limits.csv, row 8: Sở Y tế kiểm tra trước tháng 9/2026."
    assert by_name("reasons", row, "vi") == "như câu mẫu: Sở Y tế kiểm tra trước tháng 9/2026."
    assert by_name("reasons", "the symbol {row}-NĐ", "vi") == "ký hiệu {row}-NĐ"
    assert by_name("reasons", "OF_ANOTHER_GRAMMAR", "vi") == "OF_ANOTHER_GRAMMAR"


# ---- where they are shown ---------------------------------------------------------------------


def test_the_page_tells_why_in_words() -> None:
    digest = ud.parse((ROOT / "examples" / "clean.txt").read_text(encoding="utf-8"))
    evidence = Evidence(digest)
    names = {
        reason.name for mention in digest.mentions for told in evidence.of(mention) for reason in told.because if reason
    }
    assert {"in brackets", "ISSUED_BEFORE", "ASSIGNED"} <= names
    for lang in ("en", "vi"):
        page, labels = digest.to_html(lang=lang), Labels(lang)
        assert not re.search(r"ISSUED_BEFORE|FOREIGN_SYMBOL|ASSIGNED|limits\.csv", page)
        assert all(labels.reason(name)[:20] in page for name in names if "“" not in labels.reason(name))
    assert "stands in brackets" not in page and "đứng trong ngoặc" in page


def test_explain_keeps_names_and_says_them_in_vietnamese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "week.txt"
    path.write_text("Phấn đấu hoàn thành cầu Lam Điền trước ngày 30/6/2026.", encoding="utf-8")
    arguments = ["explain", str(path), "--at", "1:40"]
    assert main(arguments) == 0
    english = capsys.readouterr().out
    assert main([*arguments, "--lang", "vi"]) == 0
    vietnamese = capsys.readouterr().out
    assert vietnamese.startswith("dòng 1, cột 40\n")
    assert "thời hạn: không phải  'trước ngày 30/6/2026'" in vietnamese
    (before,) = (line for line in english.splitlines() if "TARGET" in line)
    assert f"{before}: mục tiêu phấn đấu, không phải nhiệm vụ" in vietnamese.splitlines()
