"""What goes wrong is told in Vietnamese: every message of the command, and of what reads files, is in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.literals import errors_of
from ubnd_digest.cli import main
from ubnd_digest.cli.speech import told

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ubnd_digest"
CLEAN = str(ROOT / "examples" / "clean.txt")
ENGLISH = re.compile(r"\b(?:the|of|and|with|for|is|are|not|no|file|files|it|that|first|expected|found|too|there)\b")
# Modules whose errors no command tells, or that are for those who write grammars, records and JSON.
NOT_TOLD = {
    "formats/annotate.py": "annotate is called by a program",
    "formats/arrow.py": "record batches come from a program",
    "formats/canonical.py": "compose is called by a program",
    "formats/offsets.py": "argparse has the units",
    "formats/pages.py": "offsets come from a program",
    "formats/html/page.py": "offsets come from a program",
    "formats/tables/records.py": "digests come from a program",
    "formats/tables/schema.py": "argparse has the tables",
    "formats/tables/write.py": "argparse has the formats",
    "formats/view/api.py": "names come from a program",
    "formats/json/conversion.py": "JSON that contradicts itself, for who writes it by a program",
    "formats/json/documents.py": "likewise",
    "formats/json/truths.py": "likewise",
    "formats/json/schema.py": "argparse has the kinds",
}
TOLD_ELSEWHERE = {"model/text.py", "authoring/scaffold.py", "authoring/near.py"}
OF_PROGRAMS_HERE = {
    "an archive of {} files: parse_files reads them all, parse_file({}) one",
    "there is no text: null",
}


def messages_of(path: Path) -> Iterator[str]:
    """The messages that a module makes, each with 7 for what is put in."""
    for text in errors_of(path):
        if re.search(r"[a-z]{2}.* |[a-z]{9}", text) and text not in OF_PROGRAMS_HERE:
            yield text.replace("{}", "7")


def modules() -> Iterator[Path]:
    """The modules of the command, and of what reads files."""
    for folder in ("cli", "formats"):
        for path in sorted((SOURCE / folder).rglob("*.py")):
            if path.relative_to(SOURCE).as_posix() not in NOT_TOLD:
                yield path
    yield from (SOURCE / name for name in sorted(TOLD_ELSEWHERE))


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_message_has_its_vietnamese(path: Path) -> None:
    missing = {text: told(text, "vi") for text in messages_of(path) if ENGLISH.search(told(text, "vi"))}
    assert missing == {}
    assert [text for text in messages_of(path) if told(text, "vi") == text] == []


def test_messages_are_found_in_the_code() -> None:
    found = {text for path in modules() for text in messages_of(path)}
    assert len(found) > 80
    assert "unknown encoding 7: auto, tcvn3, vni, or one that Python knows" in found
    assert "a PDF file that is locked by a password: save it without, with: qpdf --decrypt" in found
    assert "compressed (bzip2): unpack it first" in found
    assert all((SOURCE / name).exists() for name in NOT_TOLD)


# ---- as the command tells them ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["parse", "--encoding", "utf-99", CLEAN], "--encoding: không có bảng mã 'utf-99': dùng auto, tcvn3, vni"),
        (["parse", "--encoding", "ascii", CLEAN], "tệp không ở bảng mã ascii: ký tự nằm ngoài bảng mã 128 ký tự"),
        (["parse", "version.json"], "schema_version: cần phiên bản 1.x hoặc 2.x, nhưng lại là '9.0'"),
        (["parse", "cut.json"], "không phải là JSON hợp lệ: thiếu giá trị, dòng 1 cột 7 (ký tự 6)"),
        (["parse", "cut.zip"], "tệp nén (ZIP) bị hỏng: nội dung không phải là tệp ZIP"),
        (["check", "none.zip"], "tên tệp có đuôi .zip nhưng nội dung không phải"),
        (["parse", "image.txt"], "tệp hình ảnh (PNG): hãy dùng chương trình nhận dạng chữ"),
        (["explain", CLEAN, "--at", "999:1"], "không có dòng 999: văn bản có "),
        (["new-publisher", "Ab"], "id: chỉ gồm chữ thường không dấu, chữ số"),
        (["new-publisher", "vn-98", "--output", "."], ".: đã có, và không phải là thư mục rỗng"),
        (["duties", CLEAN, "-o", "week.ics"], "lệnh này không ghi được tệp .ics: hãy dùng ubnd-digest deadlines (hoặc"),
        (["parse", CLEAN, "-o", "none/week.csv"], "ubnd-digest: none/week.csv: không có tệp hoặc thư mục này"),
        (["duties", CLEAN, "-o", "cut.zip/week.json"], "cut.zip/week.json: đây không phải là thư mục"),
        (["diff", CLEAN, CLEAN, "-o", "none/week.html"], "none/week.html: không có tệp hoặc thư mục này"),
        (["parse", CLEAN, "--resume", "-o", "image.txt"], "image.txt không phải là kết quả của --resume, vì không có"),
    ],
)
def test_what_fails_is_told_in_vietnamese(
    arguments: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "version.json").write_text('{"schema_version": "9.0"}', encoding="utf-8")
    (tmp_path / "cut.json").write_text('{"a": ', encoding="utf-8")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04cut")
    (tmp_path / "none.zip").write_bytes(b"no archive at all")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG")
    try:
        status = main(["--lang", "vi", *arguments])
    except SystemExit as ended:
        status = int(str(ended.code))
    last = capsys.readouterr().err.splitlines()[-1]
    assert status == 2 and expected in last
    assert not ENGLISH.search(last.replace("no-", ""))


def test_processes_that_were_killed_are_told_in_vietnamese() -> None:
    ended = "the process that read it was ended by signal 9"
    assert told(f"a.txt: {ended}", "vi") == "a.txt: tiến trình đọc tệp bị dừng bởi tín hiệu 9"
    twice = f"a.txt: {ended}; the process that read it again ended with status 1"
    assert told(twice, "vi").endswith("bị dừng bởi tín hiệu 9; tiến trình đọc lại kết thúc với mã 1")
    assert told(f"a.txt: {ended}; it was read again", "vi").endswith("; đã đọc lại")


def test_the_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = str(tmp_path / "none" / "week.csv")
    assert main(["parse", CLEAN, "-o", path]) == 2
    assert capsys.readouterr().err == f"ubnd-digest: {path}: No such file or directory\n"
