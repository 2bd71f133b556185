"""What a file is taken for, and what is said of those that are not read; archives; encodings that are named."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.files import as_archive, as_word_xml
from ubnd_digest.formats import archive, files
from ubnd_digest.formats.encodings import UndecidedError, characters
from ubnd_digest.formats.file_kinds import SEARCHED, FileKind, kind_of
from ubnd_digest.formats.files import file_bytes, members_of, page_of

TEXT = "Giao Sở Y tế báo cáo trước ngày 30/4/2026."


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        *((suffix, FileKind.HTML) for suffix in (".html", ".htm", ".xhtml", ".aspx", ".HTML")),
        *((suffix, FileKind.MHTML) for suffix in (".mhtml", ".mht", ".eml")),
        *((suffix, FileKind.TEXT) for suffix in (".txt", ".md", "", ".log")),
        (".json", FileKind.JSON),
    ],
)
def test_a_name_tells_what_the_bytes_do_not(suffix: str, kind: FileKind) -> None:
    assert kind_of(f"week{suffix}", b"Tin") is kind


def test_folders_are_searched_for_all_kinds_but_json() -> None:
    assert set(SEARCHED) == {
        *(".txt", ".html", ".htm", ".xhtml", ".aspx", ".mhtml", ".mht", ".eml", ".docx", ".pdf", ".zip")
    }


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        *(
            (f"<{name}>".encode(), FileKind.HTML)
            for name in ("!doctype html", "html", "head", "body", "title", "meta", "div")
        ),
        *(
            (f"<{name} a=b>".encode(), FileKind.HTML)
            for name in ("p", "h1", "h6", "table", "article", "main", "section", "span")
        ),
        (b" \n<!-- Tin --> <?xml version='1'?>\n<P/>", FileKind.HTML),
        (b"\xef\xbb\xbf<p>", FileKind.HTML),
        *((f"<{name}>".encode(), FileKind.TEXT) for name in ("h7", "pre", "sonet", "tinh")),
        (b'{"a": 1', FileKind.JSON),
        (b'\xef\xbb\xbf \n{ "', FileKind.JSON),
        (b"{a", FileKind.TEXT),
        (b"Subject: a\nMessage-ID: b\n\n", FileKind.MHTML),
        (b"Subject: a\r\nReceived: b\r\n c\r\n", FileKind.MHTML),
        (b"Content-Type: text/html\nTo: b\n", FileKind.MHTML),
        (b"Content-Type: text/html\n", FileKind.TEXT),  # one line is no head of a message
        (b"Subject: a\nTo: b\n\nMIME-Version: 1\n", FileKind.TEXT),
        (b"%PDF-1.7", FileKind.PDF),
        (b" \n%PDF-1.7", FileKind.PDF),
        (b"Tin %PDF-1.7", FileKind.TEXT),
    ],
)
def test_bytes_tell_what_they_are(head: bytes, kind: FileKind) -> None:
    assert kind_of("week", head) is kind
    assert kind_of("week.txt", head) is kind


@pytest.mark.parametrize(("length", "kind"), [(4096, FileKind.MHTML), (4097, FileKind.TEXT)])
def test_the_head_of_a_message_stands_at_the_beginning(length: int, kind: FileKind) -> None:
    lines = b"".join(b"To: " + b"x" * 995 + b"\n" for _ in range(4))
    last = b"Message-ID: " + b"x" * (length - len(lines) - 13) + b"\n"
    assert len(lines + last) == length and kind_of("week", lines + last) is kind


@pytest.mark.parametrize(("before", "found"), [(0, True), (1019, True), (1020, False)])
def test_how_far_behind_its_beginning_a_pdf_file_may_say_that_it_is_one(before: int, found: bool) -> None:
    data = b"x" * before + b"%PDF-1.7"
    if found:
        assert kind_of("a.pdf", data) is FileKind.PDF
    else:
        with pytest.raises(ud.UnreadableFileError, match=r"called \.pdf, but its bytes are none"):
            kind_of("a.pdf", data)


WORD = as_word_xml("")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, FileKind.DOCX),
        (as_archive({"a.txt": b""}), FileKind.ZIP),
        (as_archive({}), FileKind.ZIP),
        (as_archive({"word/document.xml": b""}), FileKind.ZIP),
        (as_archive({"[Content_Types].xml": b"", "words/a": b""}), FileKind.ZIP),
        (as_archive({"content.xml": b""}), FileKind.ZIP),
    ],
)
def test_what_is_packed(data: bytes, kind: FileKind) -> None:
    for name in ("a", "a.docx", "a.zip"):
        assert kind_of(name, data) is kind


TYPES, OLE = {"[Content_Types].xml": b""}, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORD = "save it as .docx, in Word or with: soffice --headless --convert-to docx"
OCR = "a program that recognises letters, such as tesseract with the language vie, makes text of it"
LOCKED = "a document that is locked by a password: save it without"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"{\\rtf1", f"a document in RTF: {OLD_WORD}"),
        (b"\x89PNG\r\n", f"an image (PNG): {OCR}"),
        (b"\xff\xd8\xff\xe0", f"an image (JPEG): {OCR}"),
        (b"GIF89a", f"an image (GIF): {OCR}"),
        (b"II*\0", f"an image (TIFF): {OCR}"),
        (b"MM\0*", f"an image (TIFF): {OCR}"),
        (b"RIFF....WAVE", f"an image or a sound (RIFF): {OCR}"),
        (b"\x1f\x8b\x08", "compressed (gzip): unpack it first, with gunzip or tar"),
        (b"BZh9", "compressed (bzip2): unpack it first"),
        (b"\xfd7zXZ\0", "compressed (xz): unpack it first"),
        (b"7z\xbc\xaf\x27", "an archive (7z): unpack it first, or pack it as .zip"),
        (b"Rar!\x1a", "an archive (RAR): unpack it first, or pack it as .zip"),
        (b"%!PS-Adobe", "PostScript: make a .pdf of it, with: ps2pdf"),
        (b"\x7fELF\2", "a program"),
        (as_archive({**TYPES, "xl/workbook.xml": b""}), "a spreadsheet (.xlsx): save the sheet as text (.txt, UTF-8)"),
        (as_archive({**TYPES, "ppt/presentation.xml": b""}), "a presentation (.pptx): save it as .pdf or as text"),
        (as_archive({"mimetype": b"", "content.xml": b""}), f"an OpenDocument file: {OLD_WORD}"),
        (OLE, f"a document of before 2007 (.doc): {OLD_WORD}"),
        (
            OLE + b"x" * 99 + "Workbook".encode("utf-16-le"),
            "a spreadsheet of before 2007 (.xls): save the sheet as text (.txt, UTF-8)",
        ),
        (OLE + b"x" * (1 << 20) + "Workbook".encode("utf-16-le"), f"a document of before 2007 (.doc): {OLD_WORD}"),
        (
            OLE + b"x" * ((1 << 20) - 24) + "Workbook".encode("utf-16-le"),
            "a spreadsheet of before 2007 (.xls): save the sheet as text (.txt, UTF-8)",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ],
    ids=range(22),
)
def test_what_is_not_read_is_told_with_what_would_read_it(data: bytes, told: str) -> None:
    with pytest.raises(ud.UnreadableFileError) as caught:
        kind_of("a", data)
    assert caught.value.reason == told


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".zip"])
def test_what_is_called_so_and_is_none_is_told(suffix: str) -> None:
    for data, told in ((b"", "an empty file"), (b"Tin", f"called {suffix}, but its bytes are none: it may be damaged")):
        with pytest.raises(ud.UnreadableFileError) as caught:
            kind_of(f"a{suffix}", data)
        assert caught.value.reason == told
    assert kind_of("a.txt", b"") is FileKind.TEXT


# ---- archives --------------------------------------------------------------------------------


def test_files_of_an_archive_are_those_that_are_called_like_digests(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a/c.HTML",
        "a/d.docx",
        "x.json",
        "x",
        "txt",
        "x.zip",
        ".x.txt",
        ".x/x.txt",
        "__MACOSX/x.txt",
        "a.txt/",
    ]
    path = tmp_path / "a.zip"
    path.write_bytes(as_archive(dict.fromkeys([*names, "e.f/g", "e/.txt", "e/h.x.txt"], b"")))
    found = [name.removeprefix(f"{path}/") for name in members_of(str(path))]
    assert found == ["a/c.HTML", "a/d.docx", "b.txt", "e/h.x.txt"]


def test_an_archive_without_digests_is_told_with_the_endings_of_digests(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(as_archive({"a.md": b""}))
    with pytest.raises(ud.UnreadableFileError) as caught:
        members_of(str(path))
    endings = ", ".join(sorted(set(SEARCHED) - {".zip"}))
    assert caught.value.reason == f"an archive without digests ({endings})"


def test_what_is_no_archive_has_no_files_in_it(tmp_path: Path) -> None:
    for name, data in (("a.txt", b"Tin"), ("a.docx", WORD)):
        (tmp_path / name).write_bytes(data)
        assert members_of(str(tmp_path / name)) == []
    (tmp_path / "a.ZIP").write_bytes(b"Tin")
    with pytest.raises(ud.UnreadableFileError, match="its bytes are none"):
        members_of(str(tmp_path / "a.ZIP"))
    (tmp_path / "packed").write_bytes(as_archive({"b.txt": TEXT.encode()}))
    assert members_of(str(tmp_path / "packed")) == [f"{tmp_path}/packed/b.txt"]


def test_one_file_of_an_archive_is_read_and_of_several_none(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(as_archive({"b.txt": TEXT.encode(), "x.md": b""}))
    assert ud.read_file(path).text == TEXT
    path.write_bytes(as_archive({"b.txt": b"", "c.txt": b""}))
    with pytest.raises(ud.UnreadableFileError) as caught:
        ud.read_file(path)
    first = f"{path}/b.txt"
    assert caught.value.reason == f"an archive of 2 files: parse_files reads them all, parse_file({first!r}) one"
    assert ud.read_file(first).text == ""
    with pytest.raises(FileNotFoundError, match="No such file in the archive"):
        ud.read_file(tmp_path / "a.zip" / "d.txt")
    with pytest.raises(FileNotFoundError):
        ud.read_file(tmp_path / "b.zip" / "d.txt")


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ud.UnreadableFileError) as caught:
        file_bytes("-")
    assert (caught.value.file, caught.value.reason) == ("-", "standard input is closed")


def test_files_are_read_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.LARGEST == 100 * 1024 * 1024
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    monkeypatch.setattr(files, "LARGEST", 10)
    assert file_bytes(str(tmp_path / "a.txt")) == b"x" * 10
    monkeypatch.setattr(files, "LARGEST", 9)
    with pytest.raises(ud.UnreadableFileError, match="larger than 0 MB, which is more than a digest ever is"):
        file_bytes(str(tmp_path / "a.txt"))


def test_bounds_of_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_archive({"a.txt": b"x" * 10, "b.txt": b"y" * 10})
    megabyte = 1024 * 1024
    assert (100 * megabyte, 1024 * megabyte, 10_000) == (archive.LARGEST, archive.LARGEST_IN_ALL, archive.MOST_MEMBERS)
    for bound, least, told in (
        ("MOST_MEMBERS", 2, "an archive of more than 1 files: unpack it first"),
        ("LARGEST_IN_ALL", 20, "an archive of more than 0 MB, unpacked"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(archive, bound, least)
            assert kind_of("a", data) is FileKind.ZIP
            patched.setattr(archive, bound, least - 1)
            with pytest.raises(ud.UnreadableFileError) as caught:
                kind_of("a", data)
            assert caught.value.reason == told
    packed = archive.opened("a", data)
    member = packed.getinfo("a.txt")
    assert archive.member_bytes("a", packed, member, 10) == b"x" * 10
    with pytest.raises(ud.UnreadableFileError, match="larger than 0 MB, unpacked"):
        archive.member_bytes("a", packed, member, 9)


# ---- encodings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (codecs.BOM_UTF8 + b"a", "\ufeffa", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\0", "a", "utf-16-le"),
        (codecs.BOM_UTF16_BE + b"\0a", "a", "utf-16-be"),
        (b"a\0b\0", "ab", "utf-16-le"),
        (b"\0a\0b", "ab", "utf-16-be"),
        (b"", "", "utf-8"),
        (b"a\0", "a", "utf-16-le"),
        (b"\0", "\0", "utf-8"),
        (b"a\0\0b", "a\0\0b", "utf-8"),
    ],
)
def test_how_characters_are_told_by_their_bytes(data: bytes, text: str, encoding: str) -> None:
    assert characters(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        (b"a\xff", "utf-8", "not UTF-8: invalid start byte at byte 1"),
        (b"\xe1", "ascii", "not ascii: ordinal not in range(128) at byte 0"),
        (b"a\0b", "utf-16-le", "not utf-16-le: truncated data at byte 2"),
        (codecs.BOM_UTF16_LE + b"a\0b", "auto", "not utf-16-le: truncated data at byte 2"),
        (
            b"a\xff",
            "auto",
            (
                "not UTF-8: invalid start byte at byte 1, and its bytes decide no other encoding,"
                " such as cp1258, tcvn3, vni: name it (--encoding, encoding=)"
            ),
        ),
    ],
)
def test_why_bytes_are_no_text_is_told(data: bytes, encoding: str, told: str) -> None:
    with pytest.raises(UndecidedError) as caught:
        characters(data, encoding)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\1\2\3\0\0\4", "no text: its bytes are those of a program, an image or the like"),
        (as_archive({"b.txt": b""}), "an archive in an archive, or on standard input: save it as a file of its own"),
        (b'{"a": 1}', "JSON, which holds a digest and no page: parse_file, or from_json, reads it"),
    ],
)
def test_what_holds_no_page_is_told(data: bytes, told: str) -> None:
    with pytest.raises(ud.UnreadableFileError) as caught:
        page_of("a", data)
    assert caught.value.reason == told


def test_a_zero_far_behind_the_beginning_is_a_letter() -> None:
    assert page_of("a", b"a" * 4096 + b"\0").text.endswith("\0")
    with pytest.raises(ud.UnreadableFileError, match="no text"):
        page_of("a", b"a" * 4095 + b"\0")
