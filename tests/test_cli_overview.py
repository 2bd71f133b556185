"""First sight: a file without a command, headings on one line, two digests side by side."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import ubnd_digest as ud
from strategies import TEXT
from ubnd_digest.cli import main, report
from ubnd_digest.cli.tables import Look, table_lines
from ubnd_digest.formats.diff_page import diff_page
from ubnd_digest.formats.rows import mentions

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN, SLIPS = str(EXAMPLES / "clean.txt"), str(EXAMPLES / "slips.txt")
Output = pytest.CaptureFixture[bytes]


def printed(capture: Output, *arguments: str) -> str:
    main(list(arguments))
    return capture.readouterr().out.decode("utf-8")


# ---- the overview ---------------------------------------------------------------------------


def test_a_file_without_a_command_shows_the_overview(capsysbinary: Output) -> None:
    shown = printed(capsysbinary, CLEAN)
    assert shown == printed(capsysbinary, "overview", CLEAN)
    assert shown.startswith("title   Chỉ đạo") and "period  2025-03-10 to 2025-03-16" in shown
    days = [line[:10] for line in shown.split("TASK\n")[1].split("\n\n")[0].splitlines()]
    assert days == sorted(days) and len(days) == 6
    assert "replaces 09/2019/QĐ-UBND" in shown


def test_it_tells_of_duties_without_a_day_and_of_doubts(tmp_path: Path, capsysbinary: Output) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Giao Sở Y tế báo cáo trước ngày 20/4/2022; giao Sở Xây dựng lập dự toán.", encoding="utf-8")
    shown = printed(capsysbinary, str(path))
    assert "without a day  1 of 2 duties" in shown and "diagnostics  2 error" in shown


def test_several_files_a_folder_and_options_need_no_command_either(
    capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = printed(capsysbinary, CLEAN, SLIPS, "--publisher", "common")
    assert both.count("\ntitle ") + both.startswith("title ") == 2
    assert printed(capsysbinary, str(EXAMPLES)).count("file    ") == 2
    monkeypatch.chdir(EXAMPLES)
    assert printed(capsysbinary, "clean.txt").startswith("title ")


def test_what_is_no_file_is_a_command_that_is_misspelt(capsysbinary: Output) -> None:
    assert main(["missing.txt"]) == 2
    assert b"missing.txt: No such file" in capsysbinary.readouterr().err
    for arguments in (["dutie", CLEAN], [], ["--nothing"]):
        with pytest.raises(SystemExit):
            main(arguments)


@pytest.mark.parametrize(
    ("word", "lang", "said"),
    [
        ("dedlines", "en", "error: no command and no file is called dedlines: did you mean ubnd-digest deadlines?"),
        ("dedlines", "vi", "lệnh và cũng không có tệp nào tên là dedlines: có phải là ubnd-digest deadlines?"),
        ("week", "en", "error: no command and no file is called week: see --help"),
        ("week", "vi", "lệnh và cũng không có tệp nào tên là week: xem --help"),
    ],
)
def test_the_command_that_was_meant_is_told(word: str, lang: str, said: str, capsysbinary: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main([word, "--lang", lang, CLEAN])
    assert caught.value.code == 2
    assert capsysbinary.readouterr().err.decode("utf-8").endswith(f"{said}\n")


def test_a_command_goes_before_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Output
) -> None:
    (tmp_path / "schema").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert printed(capsysbinary, "schema").startswith("{")
    assert printed(capsysbinary, "./schema").startswith("title ")


# ---- headings on narrow terminals -----------------------------------------------------------


@pytest.mark.parametrize("look", [Look(60, None), Look(60, None, plain=True)])
def test_a_heading_takes_one_line(look: Look) -> None:
    pytest.importorskip("rich")
    shown = "\n".join(table_lines(report.overview(ud.parse_file(CLEAN)), look))
    assert shown.count("\u2026") >= 7
    assert "thành cổ Trà Bình" not in shown.split("DUE")[0].split("HEADING")[1]


SHOWN = {
    "overview": report.overview,
    "first sight": report.first_sight,
    "duties": lambda digest: report.grid(
        ("due", "line", "responsible", "document", "task"),
        map(report.told, mentions("a.txt", digest, "duties")),
        several=False,
    ),
}


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("shown", SHOWN)
def test_a_narrow_table_breaks_no_word(shown: str, width: int) -> None:
    """The names of the columns stand on one line, and a number is found as it is written."""
    pytest.importorskip("rich")
    parts = list(SHOWN[shown](ud.parse_file(CLEAN)))
    drawn = list(table_lines(parts, Look(width, None)))
    for part, lines in zip(parts, drawn, strict=True):
        if not isinstance(part, str):
            head, rule, *_ = lines.splitlines()
            assert tuple(head.split()) == part.columns and set(rule.strip()) == {"─"}
            assert max(map(len, lines.splitlines())) <= width
            last = part.columns[-1] if part.columns[-1] in ("TASK", "HEADING") else None
            words = {
                word
                for row in part.rows
                for cell, name in zip(row, part.columns, strict=True)
                if name != last
                for word in cell.split()
            }
            assert words <= set(lines.split())


@pytest.mark.parametrize("width", [1, 7, 20, 40])
def test_a_table_without_room_is_drawn_all_the_same(width: int) -> None:
    pytest.importorskip("rich")
    for shown in SHOWN.values():
        assert list(table_lines(shown(ud.parse_file(CLEAN)), Look(width, None)))


# ---- side by side ---------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {"del": [], "ins": []}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.words:
            self.words[self.open[-1]].append(data)


NEW = TEXT.replace("30/01", "28/02")


def test_a_page_shows_both_side_by_side(tmp_path: Path, capsysbinary: Output) -> None:
    for name, text in (("a.txt", TEXT), ("b.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    path = tmp_path / "page.html"
    assert main(["diff", "--format", "html", "-o", str(path), *names]) == 1
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert any("30" in word for word in page.words["del"]) and any("28" in word for word in page.words["ins"])
    assert "Deadlines that moved" in text
    assert printed(capsysbinary, "diff", "--format", "html", *names) == text


MARKUP = '<script>alert(1)</script>"><img src=x onerror=alert(1)>&amp;'


def test_nothing_of_a_digest_is_markup() -> None:
    old, new = (
        ud.parse(text.replace("UBND tỉnh", f"UBND tỉnh {MARKUP} {number}")) for number, text in enumerate((TEXT, NEW))
    )
    text = diff_page(old, new, ud.diff(old, new), (MARKUP, f"{MARKUP}\udcff"))
    tags = {tag for tag, _ in Page(text).tags}
    assert not tags & {"script", "img", "link", "iframe", "a"}
    assert not [
        name for _, attrs in Page(text).tags for name in attrs if name.startswith("on") or name in ("src", "href")
    ]
    assert "default-src 'none'" in text and "http://" not in text and "https://" not in text


def test_equal_digests_differ_in_nothing() -> None:
    digest = ud.parse(TEXT)
    assert "Nothing differs" in diff_page(digest, digest, ud.diff(digest, digest), ("a", "b"))


# ---- what a file is called --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "name", "begins"),
    [
        ("duties", "a.csv", b"file,item"),
        ("parse", "a.json", b'{"schema_version'),
        ("deadlines", "a.JSONL", b'{"file": '),
        ("deadlines", "a.ics", b"BEGIN:VCALENDAR"),
        ("duties", "a.xlsx", b"PK"),
        ("parse", "a.db", b"SQLite format 3"),
        ("references", "a.parquet", b"PAR1"),
        ("duties", "a.txt", b"DUE "),
        ("duties --format table", "a.csv", b"DUE "),
    ],
)
def test_a_file_is_what_its_name_says(command: str, name: str, begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    assert main([*command.split(), "-o", str(path), CLEAN]) == 0
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "other"),
    [
        ([CLEAN], "parse"),
        (["duties", CLEAN], "deadlines"),
        (["parse", CLEAN], "view"),
        (["diff", CLEAN, SLIPS], "parse"),
    ],
)
def test_no_file_is_called_what_it_is_not(
    arguments: list[str], other: str, tmp_path: Path, capsysbinary: Output
) -> None:
    path = tmp_path / f"a.{ {'parse': 'xlsx', 'deadlines': 'ics', 'view': 'html'}[other] }"
    assert main([*arguments, "-o", str(path)]) == 2
    assert f" {other} does ".encode() in capsysbinary.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("command", ["parse", "duties", "annotations", "check", "diff"])
@pytest.mark.parametrize("name", ["a.foo", "a.xls", "tuan 11.2025"])
def test_an_ending_that_says_no_format_is_refused(
    command: str, name: str, tmp_path: Path, capsysbinary: Output
) -> None:
    arguments = [command, CLEAN, *[SLIPS] * (command == "diff"), "-o", str(tmp_path / name)]
    for lang, told in (("en", "no format is called"), ("vi", "không có dạng ghi nào có đuôi")):
        assert main([*arguments, "--lang", lang]) == 2
        said = capsysbinary.readouterr().err.decode()
        assert f"{told} {Path(name).suffix}: -o " in said and ".csv" in said
        assert not (tmp_path / name).exists()
    assert main([*arguments, "--format", "json"]) in (0, 1)
    assert (tmp_path / name).read_bytes()[:1] in (b"{", b"[")


def test_csv_for_excel_may_have_any_ending(tmp_path: Path) -> None:
    assert main(["duties", CLEAN, "--excel", "-o", str(tmp_path / "a.dat")]) == 0
    assert (tmp_path / "a.dat").read_bytes().startswith(b"\xef\xbb\xbf")


def test_who_writes_a_file_is_told_in_vietnamese(tmp_path: Path, capsysbinary: Output) -> None:
    assert main(["duties", CLEAN, "--lang", "vi", "-o", str(tmp_path / "a.html")]) == 2
    assert "lệnh này không ghi được tệp .html: hãy dùng ubnd-digest view" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize("more", [["--sort", "due"], [SLIPS]])
def test_an_empty_answer_is_told(more: list[str], capsysbinary: Output) -> None:
    assert main(["deadlines", "--responsible", "so y te", CLEAN, *more]) == 0
    assert capsysbinary.readouterr() == (b"", "ubnd-digest: none of the deadlines is of “so y te”\n".encode())


def test_no_page_is_poured_over_a_terminal(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["view", CLEAN]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b"" and b"-o week.html" in captured.err
    assert main(["view", CLEAN, "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")
