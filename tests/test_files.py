"""Files of every kind: what they are, what they say, what is told of those that cannot be read."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import unicodedata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from support.budgets import on_sentences, on_values
from support.files import as_docx, as_html, as_pdf, drawn_across, drawn_in_two_fonts
from ubnd_digest.formats import archive, files, letters
from ubnd_digest.formats.file_kinds import FileKind, kind_of
from ubnd_digest.formats.files import page_of
from ubnd_digest.formats.pdf import document as pdf
from ubnd_digest.formats.pdf import paragraphs
from ubnd_digest.formats.pdf.layout import RawLine
from ubnd_digest.model.words import toml

TEXT = (
    "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3/2025)\n\nKế hoạch trồng cây đô thị\n\n"
    "UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 14/3/2025. Giao Sở Xây dựng báo cáo trước ngày 30/4/2025."
)
MENTIONS = [mention.text for mention in ud.parse(TEXT).mentions]


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def plain(text: str) -> str:
    return " ".join(text.split())


def legacy(text: str, table: str) -> str:
    """A text in the letters of an old font."""
    written = {letter: signs for signs, letter in toml("letters.toml")[table].items()}
    return "".join(written.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def cp1258(text: str) -> bytes:
    """A text in windows-1258, whose tones stand apart."""

    def apart(letter: str) -> str:
        base, *tones = unicodedata.normalize("NFD", letter)
        kept = "".join(tone for tone in tones if tone in "\u0302\u0306\u031b")
        return unicodedata.normalize("NFC", base + kept) + "".join(tone for tone in tones if tone not in kept)

    return "".join(map(apart, text)).encode("cp1258")


ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-16-le": TEXT.encode("utf-16"),
    "utf-16-be": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "cp1258": cp1258(TEXT),
    "tcvn3": legacy(TEXT, "tcvn3").encode("cp1252"),
    "vni": legacy(TEXT, "vni").encode("cp1252"),
}


# ---- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("given", ["auto", "named"])
def test_bytes_decide_the_encoding(tmp_path: Path, encoding: str, given: str) -> None:
    path = written(tmp_path, "week.txt", ENCODED[encoding])
    name = "utf-16" if encoding.startswith("utf-16") else encoding
    page = ud.read_file(path, encoding=name if given == "named" else "auto")
    assert unicodedata.normalize("NFC", page.text) == TEXT
    assert given == "named" or (isinstance(page, ud.TextFile) and page.encoding == encoding)
    assert [unicodedata.normalize("NFC", found.text) for found in ud.parse_file(path).mentions] == MENTIONS


@pytest.mark.parametrize("table", ["tcvn3", "vni"])
def test_old_letters_are_known_in_unicode_and_lead_back(tmp_path: Path, table: str) -> None:
    source = legacy(TEXT, table)
    page = ud.read_file(written(tmp_path, "week.txt", source.encode()))
    assert isinstance(page, ud.TextFile) and (page.text, page.encoding) == (TEXT, table)
    span = ud.parse(page.text).references[0].span
    (place,) = page.stretches(span)
    assert page.source[place.start : place.end] == legacy(TEXT[span.start : span.end], table)


@given(st.text(st.sampled_from("aàáảãạăằắẳẵặâầấẩẫậđeêềếểễệiìíỉĩịoôơờớởỡợuưừứửữựyỳýỷỹỵ ĂÂĐÊÔƠƯ0/")))
def test_every_letter_has_its_signs(text: str) -> None:
    for table in "tcvn3", "vni":
        assert letters.in_unicode(legacy(text, table), table) == text


@pytest.mark.parametrize(
    "text", ["", "Naïve café, garçon", "Quyết định số 7", "12/QĐ-UBND", "Müller-Straße «été»", TEXT.upper()]
)
def test_what_is_no_old_letters_is_left(text: str) -> None:
    assert page_of("a.txt", text.encode()).text == text


@pytest.mark.parametrize("data", [b"\xe9t\xe9", b"\xff\xfe\x00", "Quyết".encode()[:-2]])
def test_bytes_that_decide_nothing_are_told(data: bytes) -> None:
    with pytest.raises(ud.UnreadableFileError, match=r"a\.txt: not "):
        page_of("a.txt", data)


def test_unknown_encodings_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"")
    for name in ("klingon", "base64", "a\0"):
        with pytest.raises(LookupError, match="encoding"):
            ud.read_file(path, encoding=name)


# ---- what a file is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("week", b"%PDF-1.4", FileKind.PDF),
        ("week.txt", b"<!DOCTYPE html><p>", FileKind.HTML),
        ("week.doc", b"\xef\xbb\xbf<html>", FileKind.HTML),
        ("week.aspx", b"Tin", FileKind.HTML),
        ("week.xhtml", b"<?xml version='1.0'?><html>", FileKind.HTML),
        ("week", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n", FileKind.MHTML),
        ("week", b'{\n "schema_version": "2.0"', FileKind.JSON),
        ("week", b"[Tin] 7", FileKind.TEXT),
        ("week", b"Ngay: 7\nSo: 8\n", FileKind.TEXT),
        ("week.md", b"", FileKind.TEXT),
    ],
)
def test_kinds(name: str, data: bytes, kind: FileKind) -> None:
    assert kind_of(name, data) is kind


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


TYPES = {"[Content_Types].xml": b"<x/>"}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "--convert-to docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.png", b"\x89PNG\r\n", "recognises letters"),
        ("a.xlsx", zipped(**TYPES, **{"xl/workbook.xml": b""}), "spreadsheet"),
        ("a.odt", zipped(mimetype=b"x", **{"content.xml": b""}), "OpenDocument"),
        ("a.docx", b"", "empty"),
        ("a.docx", b"Tin", "damaged"),
        ("a.zip", b"PK\x03\x04", "damaged"),
        ("a.tgz", b"\x1f\x8b", "gzip"),
        ("a", b"\x01\x02\0\0\xff", "not UTF-8"),
        ("a", b"\x01\x02\0\0\x03", "program"),
        ("a.zip", zipped(**{"b.txt": b""}), "archive in an archive"),
        ("a.json", b"{", "JSON"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, told: str) -> None:
    with pytest.raises(ud.UnreadableFileError, match=told) as caught:
        page_of(name, data)
    assert str(caught.value).startswith(f"{name}: ") and "\n" not in caught.value.reason


def test_json_is_the_digest_that_it_holds(tmp_path: Path) -> None:
    digest = ud.parse(TEXT)
    path = written(tmp_path, "week.json", ud.to_json(digest).encode("utf-16"))
    assert ud.to_dict(ud.parse_file(path)) == ud.to_dict(digest)
    with pytest.raises(ud.SerializationError):
        ud.parse_file(written(tmp_path, "other.json", b"{}"))


@pytest.mark.parametrize("kind", ["html", "plain", "mhtml"])
def test_messages_are_read(kind: str) -> None:
    pytest.importorskip("selectolax")
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Tin trong tuần"
    message.set_content(TEXT)
    if kind != "plain":
        message.add_alternative(as_html(TEXT).decode(), subtype="html")
    if kind == "mhtml":
        message.replace_header("Content-Type", 'multipart/related; boundary="b"')
    page = page_of("week.eml", message.as_bytes())
    assert plain(page.text) == plain(TEXT) and isinstance(page, ud.Page)
    with pytest.raises(ud.UnreadableFileError, match="message"):
        page_of("week.mht", b"Content-Type: image/png\n\nx")


@pytest.mark.parametrize("table", ["tcvn3", "vni"])
def test_pages_in_old_letters(table: str) -> None:
    pytest.importorskip("selectolax")
    page = "".join(legacy(part, table) if part[:1] != "<" else part for part in _parts(as_html(TEXT).decode()))
    for data, encoding in (
        (page.encode(), "auto"),
        (page.replace("<meta charset=utf-8>", "").encode("cp1252"), "auto"),
        (page.encode(), table),
    ):
        assert plain(page_of("a.html", data, encoding).text) == plain(TEXT)


def _parts(page: str) -> list[str]:
    import re

    return re.findall("<[^>]*>|[^<]+", page.replace("&nbsp;", " "))


# ---- Word -------------------------------------------------------------------------------------


def test_word_documents_lead_back_to_their_runs(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    source = docx.Document()
    source.add_paragraph("Kế hoạch trồng cây", style="Heading 2")
    paragraph = source.add_paragraph("UBND tỉnh ban hành ")
    paragraph.add_run("Kế hoạch số 64/").bold = True
    paragraph.add_run("KH-UBND ngày 14/3/2025")
    table = source.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sở Y tế", "trước ngày 30/4/2025"
    source.save(str(tmp_path / "week.docx"))
    page = ud.read_file(tmp_path / "week.docx")
    assert page.text.splitlines()[:3] == [
        "Kế hoạch trồng cây",
        "UBND tỉnh ban hành Kế hoạch số 64/KH-UBND ngày 14/3/2025",
        "Sở Y tế\ttrước ngày 30/4/2025",
    ]
    assert page.headings == (ud.Span(0, 18),)
    places = page.stretches(ud.find_references(page.text)[0].span)
    assert [(place.paragraph, place.run) for place in places] == [(1, 1), (1, 2)]
    assert places[1] == ud.RunStretch(1, 2, 0, 22)
    with pytest.raises(ValueError, match="characters"):
        page.stretches(ud.Span(0, 1000))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, **parts: bytes) -> bytes:
    content = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped(**TYPES, **{"word/document.xml": content.encode()}, **parts)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            "new",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>y</w:t></w:r></w:moveTo></w:p>",
            "y",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a </w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
            "a b",
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r></w:p>", "y"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p><w:p/>", "7\n"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "a\nb\nc",
        ),
        ("<w:p><w:r><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>", "\u2011\u00ad"),
        ("", ""),
    ],
)
def test_what_a_word_document_shows(body: str, text: str) -> None:
    assert page_of("a.docx", word(body)).text == text


HOSTILE_WORD = {
    "entities": zipped(**TYPES, **{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
    "depth": word("<w:p>" * 5000 + "</w:p>" * 5000),
    "no body": zipped(**TYPES, **{"word/other.xml": b""}),
    "not XML": zipped(**TYPES, **{"word/document.xml": b"\xff\xfe<"}),
}


@pytest.mark.parametrize("name", HOSTILE_WORD)
def test_hostile_word_documents_are_told(name: str) -> None:
    with pytest.raises(ud.UnreadableFileError, match="damaged"):
        page_of("a.docx", HOSTILE_WORD[name])


def test_a_styles_circle_ends() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'.encode()
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    assert page_of("a.docx", word(body, **{"word/styles.xml": styles})).text == "x"


# ---- limits -----------------------------------------------------------------------------------


def test_what_is_unpacked_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = word("<w:p/>" * 400_000)  # 2.4 MB of 20 kB
    monkeypatch.setattr(archive, "LARGEST_IN_ALL", 1_000_000)
    with pytest.raises(ud.UnreadableFileError, match="unpacked"):
        page_of("a.docx", bomb)
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    with pytest.raises(ud.UnreadableFileError, match="more than 1 files"):
        page_of("a.docx", bomb)
    with ZipFile(io.BytesIO(bomb)) as packed, pytest.raises(ud.UnreadableFileError, match="larger"):
        archive.member_bytes("a", packed, packed.getinfo("word/document.xml"), largest=1000)


def test_a_file_is_read_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    with pytest.raises(ud.UnreadableFileError, match="larger"):
        ud.read_file(written(tmp_path, "a.txt", b"x" * 1001))
    assert len(ud.read_file(written(tmp_path, "a.txt", b"x" * 1000)).text) == 1000


def test_archives_in_the_library(tmp_path: Path) -> None:
    one = written(tmp_path, "one.zip", zipped(**{"in/a.docx": as_docx(TEXT), "readme.md": b""}))
    assert [found.text for found in ud.parse_file(one).mentions] == MENTIONS
    two = written(tmp_path, "two.zip", zipped(**{"a.txt": TEXT.encode(), "b.txt": b""}))
    with pytest.raises(ud.UnreadableFileError, match="parse_files"):
        ud.parse_file(two)
    assert [Path(name).name for name, _digest in ud.parse_files(two)] == ["a.txt", "b.txt"]
    assert ud.parse_file(f"{two}/a.txt") == ud.parse(TEXT)
    with pytest.raises(FileNotFoundError):
        ud.parse_file(f"{two}/c.txt")
    with pytest.raises(ud.UnreadableFileError, match="without digests"):
        ud.parse_file(written(tmp_path, "none.zip", zipped(**{"a.md": b""})))


def test_folders_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    written(tmp_path, "c.txt", TEXT.encode())
    written(tmp_path, ".hidden.txt", TEXT.encode())
    written(tmp_path, "read.me", TEXT.encode())
    written(tmp_path / "b", "two.zip", zipped(**{"a.txt": TEXT.encode(), "b.txt": b""}))
    names = [Path(name).relative_to(tmp_path).as_posix() for name, _digest in ud.parse_files(tmp_path)]
    assert names == ["c.txt", "b/two.zip/a.txt", "b/two.zip/b.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ud.UnreadableFileError, match="no digests in the folder"):
        list(ud.parse_files(tmp_path / "empty"))


@on_values
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.mhtml", "a.zip", "a.json"]))
def test_any_bytes_are_a_page_or_told(data: bytes, name: str) -> None:
    try:
        page = page_of(name, data)
    except (ud.UnreadableFileError, ud.MissingExtraError):
        return
    assert page.stretches(ud.Span(0, len(page.text))) is not None


@on_sentences
@given(st.data())
def test_damaged_word_documents_are_pages_or_told(data: st.DataObject) -> None:
    content = bytearray(word("<w:p><w:r><w:t>Sở Y tế</w:t></w:r></w:p>"))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ud.UnreadableFileError):
        page_of("a.docx", bytes(content))


# ---- PDF ----------------------------------------------------------------------------------------


def test_pdf_files_lead_back_to_their_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    page = ud.read_file(written(tmp_path, "a.pdf", as_pdf(f"{TEXT}\n" * 12)))
    assert isinstance(page, ud.PdfDocument) and page.pages == 2
    places = [page.stretches(found.span) for found in ud.find_references(page.text)]
    assert [boxes[0].page for boxes in places] == sorted(boxes[0].page for boxes in places)
    assert {boxes[0].page for boxes in places} == {1, 2}
    assert all(0 < box.left < box.right < 600 and 0 < box.bottom < box.top < 850 for boxes in places for box in boxes)


def test_columns_that_are_drawn_across_are_read_one_after_the_other() -> None:
    pytest.importorskip("pypdfium2")
    left = [f"Giao Sở Y tế kiểm tra chợ số {n}, xã Lam Điền {n}" for n in range(1, 11)]
    right = [f"Sở Xây dựng sửa cầu số {n} trước ngày {n}/4/2025" for n in range(1, 11)]
    text = page_of("a.pdf", drawn_across([left, right])).text
    assert text.split() == " ".join((*left, *right)).split()


@pytest.mark.parametrize(
    "line",
    [
        "Giao Sở Y tế kiểm tra các chợ trước ngày 15/4/2025 và báo cáo kết quả cho Ủy ban nhân dân xã.",
        "Sở Xây dựng sửa cầu.",
        "Bờ hồ",
        "kế hoạch vốn năm 2019",
        "UBND xã Lam Điền (Công văn số 12/UBND-KT, ngày 03/3/2025)",
    ],
)
def test_letters_of_a_second_font_stand_where_they_belong(line: str) -> None:
    pytest.importorskip("pypdfium2")
    assert page_of("a.pdf", drawn_in_two_fonts([line])).text.strip() == line
    decomposed = unicodedata.normalize("NFD", line)
    assert unicodedata.normalize("NFC", page_of("a.pdf", as_pdf(decomposed)).text.strip()) == line


def test_pdf_files_that_cannot_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import ImageReader

    def drawn(**how: object) -> bytes:
        stream = io.BytesIO()
        canvas = reportlab.Canvas(stream, **how)
        image = pytest.importorskip("PIL.Image")
        canvas.drawImage(ImageReader(image.new("RGB", (8, 8))), 0, 0, 500, 800)
        canvas.save()
        return stream.getvalue()

    for data, told in (
        (drawn(), "images.*page 1.*ocrmypdf"),
        (drawn(encrypt=StandardEncryption("x", "y")), "password"),
        (b"%PDF-1.7\nx", "damaged"),
        (b"%PDF-1.7\n" + b"\0" * 1000, "damaged"),
    ):
        with pytest.raises(ud.UnreadableFileError, match=told):
            page_of("a.pdf", data)
    monkeypatch.setattr(pdf.worker, "SECONDS", 0.0001)
    with pytest.raises(ud.UnreadableFileError, match="took more than"):
        page_of("a.pdf", drawn())


def test_a_hostile_pdf_file_takes_no_more_than_its_share() -> None:
    pytest.importorskip("pypdfium2")
    import zlib

    # a page whose content unpacks to 60 MB of blanks, of 60 kB
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(60)) + packer.flush()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    data += b"trailer<</Root 1 0 R>>"
    try:
        told = page_of("a.pdf", data).text
    except ud.UnreadableFileError as error:
        told = error.reason
    assert told == "" or "took more" in told or "damaged" in told


# ---- extras, names ------------------------------------------------------------------------------


def test_a_missing_extra_is_told_by_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PACKAGES", ("no_such_package",))
    with pytest.raises(ud.MissingExtraError, match=r'pip install "ubnd-digest\[pdf\]"'):
        page_of("a.pdf", b"%PDF-1.7")


def test_the_library_loads_no_reader() -> None:
    code = (
        "import sys, ubnd_digest; readers = 'selectolax pypdfium2 docx zipfile email xml ubnd_digest.formats.docx "
        "ubnd_digest.formats.pdf ubnd_digest.formats.letters ubnd_digest.formats.archive'; "
        "print([name for name in readers.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() in ("[]", "['zipfile']", "['email']", "['zipfile', 'email']"), done.stdout


def test_a_path_given_to_parse_is_told_what_to_call(tmp_path: Path) -> None:
    path = written(tmp_path, "week.txt", TEXT.encode())
    for function in (ud.parse, ud.find_references, ud.find_duties):
        with pytest.raises(TypeError, match="parse_file"):
            function(path)  # type: ignore[operator]
    found = [doubt for doubt in ud.parse(str(path)).diagnostics if doubt.code == "file-name"]
    assert len(found) == 1 and "parse_file" in found[0].message and found[0].severity is ud.Severity.ERROR
    with pytest.raises(ud.DigestSyntaxError):
        ud.parse(str(path), strict=True)
    for text in (str(tmp_path / "none.txt"), str(tmp_path), "a\0.txt", "\udcff.", "." * 5000):
        assert not [doubt for doubt in ud.parse(text).diagnostics if doubt.code == "file-name"]


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(TypeError, match="PathLike"):
        ud.parse_file(7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="encoding"):
        ud.parse_file("a.txt", encoding=7)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        ud.parse_file("no-such-file.txt")


def pdf_line(text: str, base: float, *, ink: float = 0, page: int = 1) -> RawLine:
    """A line in letters 5 points wide, whose ink reaches so far below the base line."""
    return RawLine(page, text, base - ink, base + 8, base, [(50.0 + 5 * n, 55.0 + 5 * n) for n in range(len(text))])


def test_lines_are_told_apart_by_their_base_line_whatever_the_ink() -> None:
    words = ["giao cac so lam viec do ngay", "va bao cao ket qua voi tinh", "trong thang nay va thang sau.", "Het."]
    lines = [pdf_line(text, 700 - 17 * n, ink=(0, 3, 0, 3)[n]) for n, text in enumerate(words)]
    assert paragraphs.joints(list(paragraphs.columns(lines))) == [" ", " ", "\n"]


def test_a_line_that_is_alone_at_the_foot_of_a_page_is_a_heading() -> None:
    above = ["giao cac so lam viec do ngay", "va bao cao.", "Mo lai ben pha Con Say, xa"]
    first = [pdf_line(text, (700, 683, 640)[n]) for n, text in enumerate(above)]
    second = [
        pdf_line(text, 700 - 17 * n, page=2) for n, text in enumerate(["UBND tinh cho mo lai ben pha", "tu nay."])
    ]
    placed = [*paragraphs.columns(first), *paragraphs.columns(second)]
    assert paragraphs.joints(placed) == [" ", "\n\n", "\n", " "]
