"""Files that are seldom: texts without a mark of their encoding, locked archives, old spreadsheets, tables in tables, mails that lie."""

from __future__ import annotations

import codecs
import io
import re
import stat
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import ubnd_digest as ud
from ubnd_digest.formats.atomic import atomically
from ubnd_digest.formats.files import page_of
from ubnd_digest.formats.html.charset import decode
from ubnd_digest.formats.tables.endings import ENDINGS
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.reading.inline import InlineReader

TEXT = "UBND tỉnh giao Sở Y tế báo cáo theo Công văn số 5/UBND-KT ngày 05/3/2026, trong tuần này.\n" * 3
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# ---- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_known_without_its_mark(encoding: str) -> None:
    page = page_of("a.txt", TEXT.encode(encoding))
    assert isinstance(page, ud.TextFile) and (page.text, page.encoding) == (TEXT, encoding)


def test_bytes_with_zeros_on_both_sides_are_no_utf_16() -> None:
    with pytest.raises(ud.UnreadableFileError):
        page_of("a.txt", b"\0a" * 50 + b"b\0" * 50)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_copied_text_in_old_letters_may_be_in_unicode(encoding: str) -> None:
    page = page_of("a.txt", "QuyÕt ®Þnh sè 7 cña UBND tØnh".encode(encoding), encoding="tcvn3")
    assert page.text == "Quyết định số 7 của UBND tỉnh"


def test_json_in_no_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"schema_version": "2.0", "source": "\xff\xfe\x81"}')
    with pytest.raises(ud.UnreadableFileError, match="not UTF-8"):
        ud.parse_file(path)


# ---- what is locked, old, or no file ----------------------------------------------------------------


def test_a_locked_file_of_an_archive_is_told(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("a.txt", TEXT)
    data = bytearray(stream.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flags of both heads of the file
        data[data.index(mark) + place] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(ud.UnreadableFileError) as caught:
        ud.parse_file(path)
    assert caught.value.reason == "locked by a password: unpack it first"


def test_an_old_spreadsheet_is_told_what_to_do() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    with pytest.raises(ud.UnreadableFileError, match=r"spreadsheet of before 2007.*save the sheet as text"):
        page_of("a.xls", data)


def test_a_path_in_bytes_is_no_path() -> None:
    with pytest.raises(TypeError, match=r"a path is a str or a pathlib\.Path, not bytes"):
        ud.read_file(b"a.txt")  # type: ignore[arg-type]


def test_what_is_no_file_is_written_as_it_is(tmp_path: Path) -> None:
    with atomically("/dev/null") as name:
        assert name == "/dev/null"
    with atomically(str(tmp_path / "a")) as name:
        assert name != str(tmp_path / "a") and Path(name).parent == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such rights there")
@pytest.mark.parametrize("rights", [0o600, 0o644, 0o777])
def test_a_file_keeps_its_rights_and_a_new_one_has_those_of_its_folder(rights: int, tmp_path: Path) -> None:
    old, new, plain = (tmp_path / name for name in ("old", "new", "plain"))
    for path in (old, plain):
        path.write_text("old")
    old.chmod(rights)
    for path in (old, new):
        with atomically(str(path)) as name:
            Path(name).write_text("new")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [rights, stat.S_IMODE(plain.stat().st_mode)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old", "plain"]


def test_a_folder_that_is_hidden_is_passed_over(tmp_path: Path) -> None:
    for folder in ("2026", ".cache", "2026/.old"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "week.txt").write_text(TEXT, "utf-8")
    assert [Path(name).parent.name for name, _ in ud.parse_files(tmp_path)] == ["2026"]


# ---- Word documents -----------------------------------------------------------------------------------


def word(body: str) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>' for text in texts)}</w:tc>"


def test_a_table_within_a_table_is_one_for_the_layout() -> None:
    inner = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{cell('c')}{cell('d')}</w:tr></w:tbl>"
    assert [line.split() for line in page_of("a.docx", word(inner)).text.splitlines()] == [["a", "b"], ["c", "d"]]
    outer = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc>{cell('e')}</w:tr></w:tbl>"
    assert page_of("a.docx", word(outer)).text.split() == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(("level", "is_heading"), [("0", True), ("8", True), ("9", False), ("x", False)])
def test_a_paragraph_with_a_level_of_the_outline_is_a_heading(level: str, is_heading: bool) -> None:
    head = f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>Mở bến phà</w:t></w:r></w:p>'
    page = page_of("a.docx", word(f"{head}<w:p><w:r><w:t>Họp.</w:t></w:r></w:p>"))
    assert [page.text[span.start : span.end] for span in page.headings] == (["Mở bến phà"] if is_heading else [])


# ---- mails ---------------------------------------------------------------------------------------------


def mail(kind: str, charset: str, body: bytes) -> bytes:
    head = f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head.encode() + body


def test_of_a_mail_the_page_is_read_before_the_text() -> None:
    def parts(*kinds: str) -> bytes:
        told = "".join(f"--x\r\nContent-Type: {kind}\r\n\r\n<p>{kind}</p>\r\n" for kind in kinds)
        return f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{told}--x--\r\n".encode()

    kinds = ("text/html", "application/xhtml+xml", "text/plain")
    for number, kind in enumerate(kinds):
        assert kind in page_of("a.eml", parts("image/png", *kinds[:number:-1], kind)).text
    with pytest.raises(ud.UnreadableFileError) as caught:
        page_of("a.eml", parts("image/png"))
    assert caught.value.reason == "a message (MHTML) without text"


@pytest.mark.parametrize("charset", ["us-ascii", "utf-8", "no-such-charset", "windows-1252"])
def test_a_mail_that_lies_about_its_charset_is_read_by_its_bytes(charset: str) -> None:
    assert page_of("a.eml", mail("text/plain", charset, TEXT.encode())).text.split() == TEXT.split()
    page = f"<html><body><p>{TEXT}</p></body></html>"
    assert page_of("a.mhtml", mail("text/html", charset, page.encode())).text.split() == TEXT.split()


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_mail_in_another_encoding_than_was_named_is_told(kind: str) -> None:
    with pytest.raises(ud.UnreadableFileError, match="UTF-8"):
        page_of("a.eml", mail(kind, "utf-8", b"S\xff\xfe\x81 Y t\xff"), encoding="utf-8")


def test_a_mail_whose_bytes_decide_nothing_is_told() -> None:
    with pytest.raises(ud.UnreadableFileError, match="not UTF-8"):
        page_of("a.eml", mail("text/plain", "no-such-charset", b"S\xff\xfe\x81 Y t\xff"))


def test_a_page_in_old_letters_may_be_in_unicode() -> None:
    page = "<html><body><p>QuyÕt ®Þnh sè 7 cña UBND tØnh</p></body></html>"
    for data in (page.encode(), page.encode("cp1252")):
        assert page_of("a.html", data, encoding="tcvn3").text == "Quyết định số 7 của UBND tỉnh"


# ---- wrong arguments ------------------------------------------------------------------------------------


def test_what_renders_is_a_function() -> None:
    with pytest.raises(TypeError, match="render is a function of a mention and its text, not str"):
        ud.annotate(TEXT, ud.find_references(TEXT), "<b>")  # type: ignore[call-overload]


def test_tokens_that_a_grammar_does_not_allow_are_refused_as_lark_does() -> None:
    from lark import Token
    from lark.exceptions import UnexpectedInput

    reader = InlineReader(common_grammar())._reader
    assert reader.read([]) == []
    with pytest.raises(UnexpectedInput):
        reader.read([Token("NO_TERMINAL", "x")])


# ---- pages in encodings of other countries ---------------------------------------------------------------

LATIN = [f"iso-8859-{part}" for part in (2, 3, 4, 10, 13, 14, 15, 16)] + [f"windows-125{part}" for part in "012378"]
CYRILLIC = ["iso-8859-5", "windows-1251", "koi8-r", "koi8-u", "ibm866"]
OTHERS = {
    "iso-8859-6": "سلام",
    "iso-8859-7": "καλημέρα",
    "iso-8859-8": "שלום",
    "iso-8859-11": "สวัสดี",
    "windows-1253": "καλημέρα",
}
EASTERN = ["gbk", "gb18030", "big5", "euc-jp", "shift_jis"]


@pytest.mark.parametrize(
    ("label", "word"),
    [
        *((label, "é, ö") for label in LATIN if label not in ("windows-1251", "windows-1253")),
        *((label, "привет") for label in CYRILLIC),
        *OTHERS.items(),
        *((label, "東京") for label in EASTERN),
        ("euc-kr", "서울"),
    ],
)
def test_an_encoding_that_browsers_know_is_taken_at_its_word(label: str, word: str) -> None:
    text, name = decode(f"<meta charset={label}><p>{word}</p>".encode(label))
    assert name == codecs.lookup(label).name
    assert f"<p>{word}</p>" in text


@pytest.mark.parametrize("label", ["utf-7", "no-such-charset", "rot13", "idna"])
def test_what_is_no_encoding_of_a_page_is_not_taken(label: str) -> None:
    assert decode(f"<meta charset={label}>".encode() + b"S\xf4ng")[1] == "cp1258"


def test_the_page_of_the_tables_tells_every_ending() -> None:
    page = (Path(__file__).parents[1] / "docs/tables.md").read_text("utf-8")
    assert set(ENDINGS) <= set(re.findall(r"`(\.[a-z0-9]+)`", page))
