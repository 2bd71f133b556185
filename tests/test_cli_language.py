"""The command in Vietnamese: tables, messages, help; and that formats for machines are the same in all languages."""

from __future__ import annotations

import argparse
import ast
import errno
import os
import re
import zipfile
from collections.abc import Iterator
from json import decoder
from pathlib import Path
from xml.parsers import expat

import pytest

from support.literals import errors_of
from ubnd_digest.cli import main
from ubnd_digest.cli.arguments import arguments_parser
from ubnd_digest.cli.jobs import COMMANDS
from ubnd_digest.cli.speech import asked_language, heads, told, value_in
from ubnd_digest.formats.documents import SHOWN
from ubnd_digest.formats.tables.schema import NAMES, table_of
from ubnd_digest.model import messages as catalogue
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.messages import messages, texts

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ubnd_digest"
CLEAN, SLIPS = str(ROOT / "examples" / "clean.txt"), str(ROOT / "examples" / "slips.txt")
ENGLISH = re.compile(r"\b(?:the|of|and|with|for|is|are|not|file|files|day|days|who|what)\b")
Output = pytest.CaptureFixture[str]
# What Python's own modules say that are written in C: codecs, the reader of XML, what unpacks.
CODECS = """invalid start byte, invalid continuation byte, unexpected end of data, truncated data, ordinal not in range(128),
character maps to <undefined>, illegal UTF-16 surrogate, illegal encoding, illegal multibyte sequence,
incomplete multibyte sequence, code point not in range(0x110000)"""
SAID_IN_C = (
    *(f"{reason.replace('128', '{size}')} at byte " for reason in re.split(r",\s", CODECS)),
    *(f"{expat.ErrorString(number)}: line , column " for number in range(2, 12)),
    *("Error ", " while decompressing data: ", "embedded null byte", ", column ", "Invalid control character at"),
    "; the process that read it again",  # joined where both have ended
)


# ---- which language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "VI-vn"}, "vi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "vilnius"}, "en"),
        ({"LANG": "vi_VN", "LC_ALL": "C"}, "en"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "vi_VN", "LC_ALL": ""}, "vi"),
        ({"LANG": "vi_VN", "UBND_DIGEST_LANG": "en"}, "en"),
        ({"LANG": "en_US", "UBND_DIGEST_LANG": "vi"}, "vi"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert asked_language([], environment)[0] == expected


@pytest.mark.parametrize(
    ("given", "lang", "rest"),
    [
        (["--lang", "vi", "check", "a"], "vi", ["check", "a"]),
        (["check", "a", "--lang=vi"], "vi", ["check", "a"]),
        (["a", "--lang", "vi", "--lang", "en"], "en", ["a"]),
        (["check", "--lang", "fr"], "en", ["check", "--lang", "fr"]),
        (["check", "a", "--lang"], "en", ["check", "a", "--lang"]),
        (["check", "", "--", "--lang", "vi"], "en", ["check", "", "--", "--lang", "vi"]),
    ],
)
def test_the_option_wins_and_may_stand_anywhere(given: list[str], lang: str, rest: list[str]) -> None:
    assert asked_language(given, {}) == (lang, rest)


def test_an_abbreviated_option_is_understood(capsys: Output) -> None:
    assert main(["deadlines", CLEAN, "--lan", "vi"]) == 0
    assert capsys.readouterr().out.startswith("HẠN CUỐI")


@pytest.mark.parametrize("arguments", [["--lang", "fr", CLEAN], ["check", "--lang", "fr", CLEAN]])
def test_another_language_is_refused(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "--lang" in capsys.readouterr().err


def test_english_reads_no_catalogue(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    def refuse(area: str) -> dict[str, dict[str, str]]:
        raise AssertionError(area)

    monkeypatch.setattr(catalogue, "texts", refuse)
    for form in ("table", "csv", "json", "jsonl"):
        assert main(["deadlines", CLEAN, "missing.txt", "--format", form]) == 2
        if form != "table":
            assert main(["--lang", "vi", "duties", CLEAN, "--format", form]) == 0
    capsys.readouterr()


# ---- tables and messages ----------------------------------------------------------------------


def test_tables_speak_vietnamese(capsys: Output) -> None:
    assert main(["parse", CLEAN, "--lang", "vi"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "thời gian  từ ngày 10/03/2025 đến ngày 16/03/2025"
    assert lines[3].split() == ["MỤC", "VĂN", "BẢN", "BAN", "HÀNH", "ĐỀ", "MỤC"]
    assert lines[4].startswith("1 ") and "(11/03/2025)" in lines[5]
    assert any(re.match("14/04/2025 +- +trước +2 +UBND các huyện, thành phố", line) for line in lines)


def test_columns_stand_below_one_another(capsys: Output) -> None:
    main(["--lang", "vi", "references", CLEAN])
    head, *rows = capsys.readouterr().out.splitlines()
    at = head.index("TÊN LOẠI")
    assert {row[at:].split()[0] for row in rows} == {"Quyết", "Công", "Chỉ", "Kế"}


def test_relations_and_roles_have_words(capsys: Output) -> None:
    main(["--lang", "vi", "documents", CLEAN])
    assert "triển khai thực hiện 21/CT-TTg" in capsys.readouterr().out
    assert value_in("relations", "amends 5/QĐ-UBND; repeals Luật", "vi") == "sửa đổi, bổ sung 5/QĐ-UBND; bãi bỏ Luật"
    assert value_in("items", "0; b:4", "vi") == "1; b:5"


def test_every_column_and_code_of_the_tables_has_its_words() -> None:
    columns = {key for command in COMMANDS.values() for key in command.shown} | set(SHOWN)
    columns |= {"file", "item", "issued", "heading", "time", "relation", "part", "paragraphs"}
    mentions = {field for kind in kinds() for field in kind.columns}
    tables = {column.name for name in NAMES for column in table_of(name).columns} - set(NAMES)  # those are kinds
    assert columns | tables <= set(texts("fields")) and set(texts("fields")) == columns | mentions | tables
    assert heads(("due", "strange"), "vi") == ("HẠN CUỐI", "STRANGE")


def test_diagnostics_speak_vietnamese(capsys: Output) -> None:
    assert main(["check", SLIPS, "--lang", "vi"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(re.search(r"slips\.txt:19:84: lỗi impossible-date ngày không có thật: ", line) for line in lines)
    assert not any(ENGLISH.search(re.sub("[a-z]+(?:-[a-z]+)+", "", line.partition("slips.txt")[2])) for line in lines)


def test_differences_speak_vietnamese(tmp_path: Path, capsys: Output) -> None:
    text = Path(CLEAN).read_text(encoding="utf-8")
    (tmp_path / "new.txt").write_text(text.replace("chậm nhất ngày 20/3", "chậm nhất ngày 27/3"), encoding="utf-8")
    assert main(["diff", CLEAN, str(tmp_path / "new.txt"), "--lang", "vi"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("~ 1 ") and "thời hạn 20/03/2025 -> 27/03/2025 (+7 ngày)" in told
    assert "(đoạn văn; ngày, tháng; thời hạn; nhiệm vụ)" in told and not ENGLISH.search(told)


def test_the_page_of_differences_speaks_vietnamese(tmp_path: Path, capsys: Output) -> None:
    text = Path(CLEAN).read_text(encoding="utf-8")
    new = text.replace("chậm nhất ngày 20/3", "chậm nhất ngày 27/3").replace("16/3/2025)", "16/3/2025).", 1)
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    (tmp_path / "none.txt").write_text("", encoding="utf-8")
    pages = {}
    for lang, name in (("vi", "new"), ("en", "new"), ("vi", "none"), ("en", "none")):
        assert main(["diff", CLEAN, str(tmp_path / f"{name}.txt"), "--format", "html", "--lang", lang]) == 1
        pages[lang, name] = capsys.readouterr().out
    assert '<html lang="vi">' in pages["vi", "new"] and '<html lang="en">' in pages["en", "new"]
    assert "<td>20/03/2025</td><td>27/03/2025</td><td>+7</td>" in pages["vi", "new"]
    assert "<td>2025-03-20</td><td>2025-03-27</td><td>+7</td>" in pages["en", "new"]
    assert "10/03/2025 – 16/03/2025" in pages["vi", "new"] and "đoạn văn; ngày, tháng; thời hạn" in pages["vi", "new"]
    assert "Bản tin không có tiêu đề" in pages["vi", "none"] and "without a period" in pages["en", "none"]
    for key, said in texts("differences").items():
        part = re.split(r"\{\w+\}", said["vi"])[-1 if key == "title" else 0].strip()
        assert part in pages["vi", "new"] + pages["vi", "none"] or key in ("nothing", "title", "added"), key
    for name in ("new", "none"):
        shown = re.sub(r"<style>.*?</style>|<[^>]*>|\S*/\S*\.txt", " ", pages["vi", name], flags=re.DOTALL)
        assert not ENGLISH.search(shown)
        assert "background: Canvas" in pages["vi", name]


@pytest.mark.parametrize("command", ["parse", "deadlines", "duties", "references", "dates", "documents", "check"])
@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_formats_for_machines_are_the_same(command: str, form: str, capsys: Output) -> None:
    main([command, SLIPS, "--format", form])
    english = capsys.readouterr().out
    main([command, SLIPS, "--format", form, "--lang", "vi"])
    assert capsys.readouterr().out == english


def test_what_fails_is_told_in_vietnamese(capsys: Output) -> None:
    assert main(["--lang", "vi", "deadlines", "a: b.txt", CLEAN]) == 2
    assert main(["--lang", "vi", "deadlines", CLEAN, "--until", "2001-01-01"]) == 0
    assert main(["--lang", "vi", "deadlines", CLEAN, "--name", "x"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "ubnd-digest: a: b.txt: không có tệp hoặc thư mục này",
        "ubnd-digest: không đọc được 1 trong 2 tệp: a: b.txt",
        f"ubnd-digest: {CLEAN}: ngày sớm nhất của thời hạn là 20/03/2025, sau 01/01/2001",
        "ubnd-digest: --name chỉ dùng với --format ics (hoặc -o TỆP.ics)",
    ]
    assert told("x: no such words: really", "vi") == "x: no such words: really"
    message = "no deadlines were found: neither a title nor a lead was found: it may be no digest"
    assert told(f"a.txt: {message}", "vi").startswith("a.txt: không tìm thấy thời hạn: không tìm thấy tiêu đề")


def test_wrong_arguments_are_told_in_vietnamese(capsys: Output) -> None:
    for arguments in (
        ["duties"],
        ["duties", CLEAN, "--within", "3"],
        ["duties", CLEAN, "--format", "doc"],
        ["dutties"],
    ):
        with pytest.raises(SystemExit, match="2"):
            main(["--lang", "vi", *arguments])
        error = capsys.readouterr().err.splitlines()
        assert error[0].startswith("cách dùng: ubnd-digest") and ": lỗi: " in error[-1]
        assert not ENGLISH.search(error[-1])


# ---- the catalogue ----------------------------------------------------------------------------


def helps(parser: argparse.ArgumentParser) -> Iterator[str | None]:
    """All that the help of a parser says."""
    yield from (parser.description, parser.epilog, *(group.title for group in parser._action_groups))
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from (one.help for one in action._choices_actions)
            for command in action.choices.values():
                yield from helps(command)
        elif action.help != argparse.SUPPRESS:
            yield action.help


def test_every_help_has_its_vietnamese_and_none_is_there_for_nothing() -> None:
    sentences = {f"{text[0].upper()}{text[1:]}." for text in messages("help", "en").values()}
    english = {re.sub(r"\{form\}", "table", text) for text in messages("help", "en").values()}
    said = {one and re.sub(r"else (?:json|jsonl)\)$", "else table)", one) for one in helps(arguments_parser())} | {
        "usage: "
    }
    assert {one for one in said if one not in english | sentences} == set()
    assert english - said == set()
    parser = arguments_parser("vi")
    parser.format_help()
    vietnamese = set(helps(parser))
    assert not vietnamese & said
    arguments_parser()  # which language it is in, the last one says
    assert [one for one in vietnamese if one and ENGLISH.search(re.sub("auto, |tesseract", "", one))] == []


def test_help_speaks_vietnamese(capsys: Output) -> None:
    for arguments in (["--help"], ["deadlines", "--help"]):
        with pytest.raises(SystemExit, match="0"):
            main(["--lang", "vi", *arguments])
        help_text = capsys.readouterr().out
        assert help_text.startswith("cách dùng: ubnd-digest")
        assert "hiện hướng dẫn này" in help_text and "mã kết thúc:" in help_text


def test_every_message_of_the_command_is_used_and_there() -> None:
    said = set()
    for path in (SOURCE / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                form = node.args[0]
                if isinstance(form, ast.Constant):
                    assert form.value in messages("command", "en").values()
    assert [text for text in messages("command", "en").values() if text not in said] == []


@pytest.mark.slow  # reads all code
def test_every_error_in_the_catalogue_is_one_that_is_made() -> None:
    made = [*map(os.strerror, errno.errorcode), *SAID_IN_C]
    for path in (*SOURCE.rglob("*.py"), *(Path(one.__file__) for one in (argparse, decoder, zipfile))):
        made += [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    for path in SOURCE.rglob("*.py"):
        made += (text.replace("{}", "\n") for text in errors_of(path))
    text = "\n".join([*made, *(kind.name for kind in kinds())])
    parts = re.compile(r"\{\w+\}|%\([a-z_]+\)[sr]|: ")
    text = parts.sub("\n", text)
    said = {part.strip(" ():,") for error in messages("errors", "en").values() for part in parts.split(error)}
    assert [part for part in said if part not in text] == []
