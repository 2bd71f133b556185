"""What a file is, by its bytes and then by its name; and what would read those that are not read here."""

from __future__ import annotations

import enum
import re
from pathlib import PurePath
from typing import Final

from ubnd_digest.model.errors import UnreadableFileError


class FileKind(enum.Enum):
    """What reads a file."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"
    ZIP = "zip"


# What a name says of a file whose bytes do not say it.
SUFFIXES: Final = {
    ".txt": FileKind.TEXT,
    **dict.fromkeys((".html", ".htm", ".xhtml", ".aspx"), FileKind.HTML),
    **dict.fromkeys((".mhtml", ".mht", ".eml"), FileKind.MHTML),
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
    ".json": FileKind.JSON,
    ".zip": FileKind.ZIP,
}
# What folders and archives are searched for: what this library wrote itself is none of their digests.
SEARCHED: Final = tuple(suffix for suffix, kind in SUFFIXES.items() if kind is not FileKind.JSON)
_HEAD: Final = 4096
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article|main|section|span)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]{0,1000}\r?\n(?:[ \t][^\n]{0,1000}\r?\n)*){2,60}")
_MAIL_FIELD = re.compile(rb"^(?:mime-version|content-type|received|message-id):", re.IGNORECASE | re.MULTILINE)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_OLD_WORD: Final = "save it as .docx, in Word or with: soffice --headless --convert-to docx"
_OCR: Final = "a program that recognises letters, such as tesseract with the language vie, makes text of it"
# Bytes at the beginning of files that are not read -> what they are, and what would read them.
_FOREIGN: Final = (
    (b"{\\rtf", f"a document in RTF: {_OLD_WORD}"),
    (b"\x89PNG", f"an image (PNG): {_OCR}"),
    (b"\xff\xd8\xff", f"an image (JPEG): {_OCR}"),
    (b"GIF8", f"an image (GIF): {_OCR}"),
    (b"II*\0", f"an image (TIFF): {_OCR}"),
    (b"MM\0*", f"an image (TIFF): {_OCR}"),
    (b"RIFF", f"an image or a sound (RIFF): {_OCR}"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first, with gunzip or tar"),
    (b"BZh", "compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ", "compressed (xz): unpack it first"),
    (b"7z\xbc\xaf", "an archive (7z): unpack it first, or pack it as .zip"),
    (b"Rar!", "an archive (RAR): unpack it first, or pack it as .zip"),
    (b"%!PS", "PostScript: make a .pdf of it, with: ps2pdf"),
    (b"\x7fELF", "a program"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Parts of a ZIP file that say what it is.
_PARTS: Final = {
    "xl/workbook.xml": "a spreadsheet (.xlsx): save the sheet as text (.txt, UTF-8)",
    "ppt/presentation.xml": "a presentation (.pptx): save it as .pdf or as text",
    "content.xml": f"an OpenDocument file: {_OLD_WORD}",
}


def kind_of(name: str, data: bytes) -> FileKind:
    """What a file is: what its bytes say of themselves counts before its name.

    An ``UnreadableFileError`` says what would read one that is not read here.

    >>> kind_of("week.doc", b"<html><body>"), kind_of("week", b"%PDF-1.7")
    (<FileKind.HTML: 'html'>, <FileKind.PDF: 'pdf'>)
    """
    head = data[:_HEAD]
    called = SUFFIXES.get(PurePath(name).suffix.lower(), FileKind.TEXT)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(name, data)
    if b"%PDF-" in head[:1024] and (called is FileKind.PDF or head.lstrip().startswith(b"%PDF-")):
        return FileKind.PDF
    if head.startswith(_OLE):
        raise UnreadableFileError(name, _of_ole(data))
    for beginning, what in _FOREIGN:
        if head.startswith(beginning):
            raise UnreadableFileError(name, what)
    if called in (FileKind.DOCX, FileKind.PDF, FileKind.ZIP):
        if not data:
            raise UnreadableFileError(name, "an empty file")
        raise UnreadableFileError(name, f"called {PurePath(name).suffix}, but its bytes are none: it may be damaged")
    if called is not FileKind.TEXT:
        return called
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> FileKind:
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return FileKind.HTML
    if _JSON.match(head):
        return FileKind.JSON
    mail = _MAIL.match(head)
    return FileKind.MHTML if mail and _MAIL_FIELD.search(mail[0]) else FileKind.TEXT


def _kind_of_zip(name: str, data: bytes) -> FileKind:
    from ubnd_digest.formats.archive import opened

    with opened(name, data) as archive:
        inside = set(archive.namelist())
    if "[Content_Types].xml" in inside and any(part.startswith("word/") for part in inside):
        return FileKind.DOCX
    for part, what in _PARTS.items():
        if part in inside and ("[Content_Types].xml" in inside or "mimetype" in inside):
            raise UnreadableFileError(name, what)
    return FileKind.ZIP


def _of_ole(data: bytes) -> str:
    names = data[: 1 << 20]
    if "EncryptedPackage".encode("utf-16-le") in names:
        return "a document that is locked by a password: save it without"
    if "Workbook".encode("utf-16-le") in names:
        return "a spreadsheet of before 2007 (.xls): save the sheet as text (.txt, UTF-8)"
    return f"a document of before 2007 (.doc): {_OLD_WORD}"
