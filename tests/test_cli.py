"""The command: formats, several files, standard input, exit statuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import inputs, main, report
from ubnd_digest.formats.rows import Places
from ubnd_digest.model.positions import line_and_column

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = str(EXAMPLES / "clean.txt")
SLIPS = str(EXAMPLES / "slips.txt")
UNDATED = "Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8)\n"

Output = pytest.CaptureFixture[bytes]


def out(capture: Output) -> str:
    return capture.readouterr().out.decode("utf-8")


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def command(*arguments: str | os.PathLike[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ubnd_digest", *arguments], capture_output=True, check=False, timeout=60, **options
    )


@pytest.fixture
def latin(tmp_path: Path) -> str:
    """A file that is not UTF-8."""
    path = tmp_path / "latin.txt"
    path.write_bytes(b"Qu\xfd I")
    return str(path)


# ---- parse ----------------------------------------------------------------------------------


def test_parse_shows_a_table(capsysbinary: Output) -> None:
    assert main(["parse", CLEAN]) == 0
    table = out(capsysbinary).split("\n")
    assert table[0].startswith("title   Chỉ đạo, điều hành nổi bật")
    assert table[1] == "period  2025-03-10 to 2025-03-16"
    assert table[3].split() == ["ITEM", "ISSUED", "HEADING"]
    assert table[5].startswith("1 ")
    assert "Quyết định 301/QĐ-UBND (2025-03-11)" in table[5]
    assert table[5].endswith("Phương án ứng phó bão, lũ năm 2025")
    due = table[table.index("", 4) + 1 :]
    assert due[0].split() == ["DUE", "TIME", "RELATION", "ITEM", "RESPONSIBLE"]
    assert due[2].split("  ")[0] == "2025-04-14"
    assert due[2].endswith("  UBND các huyện, thành phố")


def test_parse_aligns_its_columns(capsysbinary: Output) -> None:
    main(["parse", CLEAN])
    table = out(capsysbinary).split("\n")
    column = table[3].index("HEADING")
    assert all(row[column - 2 : column] == "  " and row[column] != " " for row in table[4:12])


def test_parse_counts_the_doubts(capsysbinary: Output) -> None:
    main(["parse", SLIPS])
    assert "diagnostics  1 error, " in out(capsysbinary)


def test_parse_shows_nothing_invisible(capsysbinary: Output) -> None:
    main(["parse", SLIPS])
    shown = out(capsysbinary)
    assert all(sign.isprintable() for sign in shown.replace("\n", ""))


def test_parse_shows_what_is_missing(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert main(["parse", str(path)]) == 0
    assert out(capsysbinary).split("\n")[:4] == ["title   -", "period  -", "", "ITEM  ISSUED  HEADING"]


def test_parse_names_each_of_several_files(capsysbinary: Output) -> None:
    assert main(["parse", CLEAN, SLIPS]) == 0
    shown = out(capsysbinary).split("\n")
    assert [row for row in shown if row.startswith("file ")] == [f"file    {CLEAN}", f"file    {SLIPS}"]
    assert shown[-2] != ""


def test_parse_prints_the_json_of_the_library(capsysbinary: Output) -> None:
    assert main(["parse", "--format", "json", SLIPS]) == 0
    digest = ud.parse(Path(SLIPS).read_bytes().decode())
    assert out(capsysbinary) == f"{ud.to_json(digest)}\n"


def test_parse_prints_one_object_a_file(capsysbinary: Output) -> None:
    assert main(["parse", "--format=json", SLIPS, CLEAN]) == 0
    assert [found["file"] for found in rows(out(capsysbinary))] == [SLIPS, CLEAN]


# ---- diff and schema ------------------------------------------------------------------------


@pytest.fixture
def weeks(tmp_path: Path) -> tuple[str, str]:
    """Two digests that differ in one deadline: a text, and JSON."""
    text = Path(CLEAN).read_text("utf-8")
    old, new = tmp_path / "old.txt", tmp_path / "new.json"
    old.write_text(text, encoding="utf-8")
    changed = text.replace("20/3/2025", "27/3/2025")
    assert changed != text
    new.write_text(ud.to_json(ud.parse(changed)), encoding="utf-8")
    return str(old), str(new)


def test_diff_shows_what_differs(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", *weeks]) == 1
    shown = out(capsysbinary)
    assert "deadline 2025-03-20 -> 2025-03-27 (+7 days)  Sở Xây dựng\n" in shown
    assert shown.startswith("~ 0  ")


def test_diff_prints_an_object_for_programs(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", "--format", "json", *weeks]) == 1
    (found,) = rows(out(capsysbinary))
    assert list(found) == ["removed", "added", "changed", "moved"]
    assert [move["days"] for move in found["moved"]] == [7]


def test_diff_is_silent_where_nothing_differs(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", weeks[1], weeks[1]]) == 0
    assert out(capsysbinary) == ""


def test_diff_says_what_is_wrong_with_json(weeks: tuple[str, str], capsysbinary: Output) -> None:
    Path(weeks[1]).write_text('{"schema_version": "9.0"}', encoding="utf-8")
    assert main(["diff", *weeks]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert (
        captured.err.decode()
        == f"ubnd-digest: {weeks[1]}: schema_version: expected a version 1.x or 2.x, found '9.0'\n"
    )


def test_diff_reads_json_behind_a_byte_order_mark(weeks: tuple[str, str], capsysbinary: Output) -> None:
    path = Path(weeks[1])
    path.write_text(f"\ufeff {path.read_text('utf-8')}", encoding="utf-8")
    assert main(["diff", weeks[1], weeks[1]]) == 0
    path.write_text("[]", encoding="utf-8")
    assert main(["diff", weeks[1], weeks[1]]) == 2
    assert (
        capsysbinary.readouterr().err.decode().startswith(f"ubnd-digest: {weeks[1]}: expected an object, found a list")
    )


def test_diff_tells_of_keys_that_it_does_not_know(weeks: tuple[str, str], capsysbinary: Output) -> None:
    path = Path(weeks[1])
    path.write_text(
        path.read_text("utf-8").replace('{"schema_version": "2.0"', '{"mood": 1, "schema_version": "2.7"'), "utf-8"
    )
    assert main(["diff", weeks[1], weeks[1]]) == 0
    told = f"ubnd-digest: {weeks[1]}: ignored keys that schema 2.0 does not know: mood\n"
    assert capsysbinary.readouterr().err.decode() == 2 * told


def test_diff_says_where_a_text_may_be_no_digest(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "host"
    path.write_text("lamdien\n", encoding="utf-8")
    assert main(["diff", str(path), CLEAN]) == 1
    assert capsysbinary.readouterr().err.decode() == f"ubnd-digest: {path}: no title was found: it may be no digest\n"


def test_diff_reads_standard_input_once(capsysbinary: Output) -> None:
    assert main(["diff", "-", "-"]) == 2
    assert capsysbinary.readouterr().err == b"ubnd-digest: only one of OLD and NEW can be standard input\n"


def test_diff_needs_both_files(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", weeks[0], f"{weeks[1]}.gone"]) == 2
    assert capsysbinary.readouterr().err.count(b"\n") == 1


def test_diff_knows_no_other_publishers(weeks: tuple[str, str], capsysbinary: Output) -> None:
    assert main(["diff", "--publisher", "vn-77", *weeks]) == 2
    assert b"vn-77" in capsysbinary.readouterr().err


def test_diff_reads_a_title_without_a_year_with_an_anchor(tmp_path: Path, capsysbinary: Output) -> None:
    title = "Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01)\n\nTrồng rừng\n"
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(f"{title}UBND tỉnh yêu cầu Sở Y tế báo cáo trước ngày 20/01.\n", encoding="utf-8")
    new.write_text(f"{title}UBND tỉnh yêu cầu Sở Y tế báo cáo trước ngày 21/01.\n", encoding="utf-8")
    assert main(["diff", "--anchor", "2031-01-05", str(old), str(new)]) == 1
    assert "2031-01-19 -> 2031-01-20 (+1 days)" in out(capsysbinary)


def test_schema_is_the_schema_of_the_library(capsysbinary: Output) -> None:
    assert main(["schema"]) == 0
    assert json.loads(out(capsysbinary)) == ud.json_schema()


# ---- annotations ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [CLEAN, SLIPS])
def test_annotations_are_those_of_the_library(name: str, capsysbinary: Output) -> None:
    assert main(["annotations", name]) == 0
    shown = out(capsysbinary)
    assert rows(shown) == list(ud.to_annotations(ud.parse(Path(name).read_bytes().decode())))
    assert "\\u1" not in shown  # letters are written as letters


def test_annotations_name_the_file_where_there_are_several(capsysbinary: Output) -> None:
    assert main(["annotations", CLEAN, SLIPS]) == 0
    found = rows(out(capsysbinary))
    assert list(dict.fromkeys(record["file"] for record in found)) == [CLEAN, SLIPS]


def test_annotations_take_an_anchor(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(UNDATED, encoding="utf-8")
    main(["annotations", str(path)])
    assert "PERIOD" not in [record["label"] for record in rows(out(capsysbinary))]
    main(["annotations", "--anchor", "2019-08-20", str(path)])
    period = next(record for record in rows(out(capsysbinary)) if record["label"] == "PERIOD")
    assert (period["from"], period["to"]) == ("2019-08-12", "2019-08-18")


def test_annotations_take_a_publisher(capsysbinary: Output) -> None:
    assert main(["annotations", "--publisher", "vn-09", CLEAN]) == 0
    assert out(capsysbinary)


def test_offsets_are_those_of_the_file(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "marked.txt"
    path.write_bytes(b"\xef\xbb\xbf\r\n" + Path(CLEAN).read_bytes().replace(b"\n", b"\r\n"))
    main(["annotations", str(path)])
    text = path.read_bytes().decode("utf-8")
    found = rows(out(capsysbinary))
    assert found[0]["start"] == 3
    assert all(text[record["start"] : record["end"]] == record["text"] for record in found)


# ---- check ----------------------------------------------------------------------------------


def test_check_is_silent_where_nothing_is_wrong(capsysbinary: Output) -> None:
    assert main(["check", CLEAN]) == 0
    captured = capsysbinary.readouterr()
    assert b"error" not in captured.out
    assert captured.err == b""


def test_check_tells_place_severity_and_code(capsysbinary: Output) -> None:
    assert main(["check", SLIPS]) == 1
    lines = out(capsysbinary).split("\n")[:-1]
    digest = ud.parse(Path(SLIPS).read_bytes().decode())
    for line, doubt in zip(lines, digest.diagnostics, strict=True):
        row, column = line_and_column(digest.source, doubt.span.start)
        assert line == f"{SLIPS}:{row}:{column}: {doubt.severity.value} {doubt.code} {doubt.message}"


def test_check_does_not_mind_warnings(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "unclosed.txt"
    path.write_text("Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019\n", encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert " warning unclosed-bracket " in out(capsysbinary)


@pytest.mark.parametrize("order", [[CLEAN, SLIPS], [SLIPS, CLEAN]])
def test_one_file_with_errors_is_enough(order: list[str]) -> None:
    assert main(["check", *order]) == 1


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb", "\n\n", "a\u2028b\x0cc\r", "một\nhai ba\n\nbốn"])
def test_places_agree_with_the_source(text: str) -> None:
    places = Places(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert places.of(offset) == line_and_column(text, offset)


@pytest.mark.slow  # a very long text
def test_many_doubts_are_cheap() -> None:
    text = UNDATED + "ngày 31/02/2025; " * 20_000
    digest = ud.parse(text)
    assert len(digest.diagnostics) > 20_000
    begin = time.process_time()
    assert sum(1 for _ in report.diagnostic_lines("x", digest)) == len(digest.diagnostics)
    assert time.process_time() - begin < 5


# ---- files that cannot be read --------------------------------------------------------------


@pytest.mark.parametrize("command_name", ["parse", "annotations", "check"])
def test_a_missing_file_is_told_and_the_others_are_done(
    command_name: str, tmp_path: Path, capsysbinary: Output
) -> None:
    missing = str(tmp_path / "missing.txt")
    assert main([command_name, missing, SLIPS]) == 2
    captured = capsysbinary.readouterr()
    assert captured.err.decode().split("\n") == [
        f"ubnd-digest: {missing}: No such file or directory",
        f"ubnd-digest: 1 of 2 files could not be read: {missing}",
        "",
    ]
    assert SLIPS.encode() in captured.out


def test_a_file_that_is_not_utf8_is_told(latin: str, capsysbinary: Output) -> None:
    assert main(["parse", CLEAN, latin, CLEAN]) == 2
    captured = capsysbinary.readouterr()
    assert captured.err.decode().startswith(f"ubnd-digest: {latin}: not UTF-8: ")
    assert captured.err.count(b"\n") == 2
    assert captured.out.count(CLEAN.encode()) == 2


def test_a_folder_without_digests_is_told(tmp_path: Path, capsysbinary: Output) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert capsysbinary.readouterr().err.count(b"\n") == 1


def test_an_impossible_name_is_told(capsysbinary: Output) -> None:
    assert main(["check", "a\0b\nc"]) == 2
    assert capsysbinary.readouterr().err.startswith(rb"ubnd-digest: a\x00b\nc: ")


def test_an_unreadable_file_wins_over_errors(latin: str) -> None:
    assert main(["check", SLIPS, latin]) == 2
    assert main(["check", latin, SLIPS]) == 2


# ---- arguments ------------------------------------------------------------------------------


def test_an_unknown_publisher_is_told(capsysbinary: Output) -> None:
    assert main(["parse", "--publisher", "vn-99", CLEAN]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"ubnd-digest: unknown publisher 'vn-99'; registered are: ")
    assert captured.err.count(b"\n") == 1


@pytest.mark.parametrize(
    "day", ["10/3/25", "20250310", "2025-W11-1", "2025-02-30", "30/2/2025", "10.3.2025", "2025/3/10", ""]
)
def test_an_anchor_is_a_day(day: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["parse", "--anchor", day, CLEAN])
    assert caught.value.code == 2


@pytest.mark.parametrize("arguments", [[], ["parse"], ["dance", CLEAN], ["check", "--format", "xml", CLEAN]])
def test_wrong_arguments_are_told(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["parse", "--help"], ["check", "--help"]])
def test_help_tells_the_exit_statuses(arguments: list[str], capsysbinary: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 0
    shown = out(capsysbinary)
    assert "exit status:" in shown
    assert shown.isascii()


@pytest.mark.parametrize(("command", "told"), [("explain", False), ("new-publisher", False), ("check-grammar", True)])
def test_help_tells_the_exit_statuses_of_its_own_command(command: str, told: bool, capsysbinary: Output) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert ("check-grammar: at least one" in out(capsysbinary)) == told


def test_version_is_that_of_the_distribution(capsysbinary: Output) -> None:
    from importlib.metadata import version

    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert out(capsysbinary) == f"ubnd-digest {version('ubnd-digest')}\n"


# ---- standard input and output --------------------------------------------------------------


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    given = SimpleNamespace(buffer=io.BytesIO(Path(SLIPS).read_bytes()))
    monkeypatch.setattr(sys, "stdin", given)
    assert main(["check", "-"]) == 1
    assert all(line.startswith("-:") for line in out(capsysbinary).split("\n")[:-1])


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-"]) == 2
    assert capsysbinary.readouterr().err == b"ubnd-digest: -: standard input is closed\n"


def test_an_interrupt_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    def interrupted(self: ud.Parser, text: str, **options: Any) -> ud.Digest:
        raise KeyboardInterrupt

    monkeypatch.setattr(ud.Parser, "parse", interrupted)
    assert main(["parse", CLEAN]) == 130
    assert capsysbinary.readouterr().err == b""


def test_a_lone_surrogate_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    title = "Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019) \udcff"
    path = tmp_path / "x"
    path.write_bytes(b"")
    monkeypatch.setattr(inputs.files, "page_of", lambda name, data, encoding: ud.TextFile(title, title, "utf-8"))
    x = str(path)
    assert main(["annotations", x]) == 0
    assert rows(out(capsysbinary))[0]["text"] == title
    for arguments in (["parse", x], ["parse", "--format", "json", x], ["check", x], ["dates", "--format", "csv", x]):
        assert main(arguments) == 0


def test_the_module_is_the_command() -> None:
    done = command("annotations", "-", input=Path(CLEAN).read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith('{"label": "TITLE", "start": 0, ')
    assert b"\r" not in done.stdout


def test_output_is_utf8_in_any_locale() -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    done = command("parse", CLEAN, env=environment)
    assert done.returncode == 0
    assert "Chỉ đạo, điều hành" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes only there")
def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    done = command("check", os.fsdecode(name))
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    Path(os.fsdecode(name)).write_bytes(Path(SLIPS).read_bytes())
    done = command("annotations", os.fsdecode(name), CLEAN)
    assert done.returncode == 0
    assert rows(done.stdout.decode("utf-8"))[0]["file"] == os.fsdecode(name)


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_reader_that_goes_away_is_no_accident(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(Path(CLEAN).read_bytes() * 20)  # whose annotations are more than a pipe holds
    process = subprocess.Popen(
        [sys.executable, "-m", "ubnd_digest", "annotations", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ubnd_digest", "parse", CLEAN],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr == b"ubnd-digest: output: No space left on device\n"
