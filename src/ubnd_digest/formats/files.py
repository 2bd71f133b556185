"""Files of every kind that people have -> pages, and digests."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ubnd_digest.formats.pages import Page
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import UnreadableFileError
from ubnd_digest.reading.choice import parser_for

if TYPE_CHECKING:
    from zipfile import ZipFile

    from ubnd_digest.publishers.record import Publisher

FilePath: TypeAlias = str | os.PathLike[str]
STANDARD_INPUT: Final = "-"
LARGEST: Final = 100 * 1024 * 1024  # what is read of a file at most, in bytes


def read_file(path: FilePath, *, encoding: str = "auto") -> Page:
    """Read the text of a file: text, a web page, a Word document, a PDF file; none of it is parsed.

    Args:
        path: the file; ``"-"`` is standard input, ``"weeks.zip/a.docx"`` a file in an archive. What it is, its bytes
            say, and then its name: ``.txt``, ``.html``, ``.htm``, ``.xhtml``, ``.aspx``, ``.mhtml``, ``.mht``,
            ``.eml``, ``.docx``, ``.pdf``, or ``.zip`` with one of these in it.
        encoding: of a text or a web page: ``"auto"`` for what its bytes say, ``"tcvn3"``, ``"vni"``, or one that Python
            knows, such as ``"cp1258"``.

    Returns:
        A :class:`TextFile`, :class:`HtmlPage`, :class:`WordDocument` or :class:`PdfDocument`.

    Raises:
        OSError: when the file cannot be opened.
        UnreadableFileError: when it is none of these, damaged, too large, or in an encoding that it does not show.
        MissingExtraError: when the extra ``html`` or ``pdf`` is needed, and not installed.
        LookupError: for an encoding that there is not.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "week.txt")
    ...     _ = file.write_bytes("Giao Sở Y tế báo cáo trước ngày 30/4/2025.".encode("utf-16"))
    ...     page = read_file(file)
    >>> page.text, page.encoding
    ('Giao Sở Y tế báo cáo trước ngày 30/4/2025.', 'utf-16-le')
    """
    from ubnd_digest.formats.encodings import checked

    encoding = checked(encoding)
    return page_of(*only_file(name_of(path)), encoding)


def parse_file(
    path: FilePath,
    *,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    strict: bool = False,
    encoding: str = "auto",
) -> Digest:
    """Parse the digest in a file.

    Args:
        path: as for :func:`read_file`; or JSON that :func:`ubnd_digest.to_json` wrote, whose digest is taken as it is.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse`.
        strict: as for :func:`ubnd_digest.parse`; lines and columns are those of the text.
        encoding: as for :func:`read_file`.

    Returns:
        The digest; its ``source`` is the text of the file. Who wants the way back to the file reads it first:
        ``page = read_file(path)``, then ``Parser().parse(page.text, headings=page.headings)``.

    Raises:
        OSError, UnreadableFileError, MissingExtraError, LookupError: as :func:`read_file` does.
        SerializationError: for JSON that is no digest.
        DigestSyntaxError, UnknownPublisherError, PublisherError: as :func:`ubnd_digest.parse` does.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "week.txt")
    ...     _ = file.write_bytes("Chỉ đạo, điều hành trong tuần (từ ngày 10/3 - 16/3/2025)".encode("utf-16"))
    ...     digest = parse_file(file)
    >>> digest.period.end
    datetime.date(2025, 3, 16)
    """
    from ubnd_digest.formats.encodings import checked

    encoding = checked(encoding)
    name, data = only_file(name_of(path))
    return digest_of(name, data, publisher=publisher, anchor=anchor, strict=strict, encoding=encoding)


def parse_files(
    path: FilePath, *, publisher: str | Publisher | None = None, anchor: dt.date | None = None, encoding: str = "auto"
) -> Iterator[tuple[str, Digest]]:
    """Parse the digests in a folder or an archive (``.zip``), one after the other, sorted; of a file, the one in it.

    Args:
        path: the folder, with the folders in it, or the file.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse`.
        encoding: as for :func:`read_file`.

    Yields:
        The name of each, such as ``weeks.zip/2025/a.docx``, and its digest.

    Raises:
        OSError, UnreadableFileError, MissingExtraError, LookupError, SerializationError: as :func:`parse_file` does, at
            the first file that cannot be read.

    >>> from tempfile import TemporaryDirectory
    >>> from zipfile import ZipFile
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "weeks.zip")
    ...     with ZipFile(file, "w") as archive:
    ...         archive.writestr("2025/11.txt", "Chỉ đạo, điều hành trong tuần (từ ngày 10/3 - 16/3/2025)")
    ...     for name, digest in parse_files(file):
    ...         print(Path(name).name, digest.period.end)
    11.txt 2025-03-16
    """
    from ubnd_digest.formats.encodings import checked
    from ubnd_digest.formats.folders import files_in

    encoding, name = checked(encoding), name_of(path)
    found = files_in(name) if os.path.isdir(name) else [name]  # noqa: PTH112 - names stay as they were given
    for inner in (inner for file in found for inner in members_of(file) or [file]):
        data = file_bytes(inner)
        yield inner, digest_of(inner, data, publisher=publisher, anchor=anchor, encoding=encoding)


def name_of(path: FilePath) -> str:
    """The name of a file as it was given; a ``TypeError`` for what is no path."""
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"a path is a str or a pathlib.Path, not {type(path).__name__}")
    return name


# ---- bytes ----------------------------------------------------------------------------------


def file_bytes(name: str) -> bytes:
    """The bytes of a file, of standard input, or of a file in an archive.

    ``OSError`` where it cannot be opened, ``UnreadableFileError`` where it is too large, or damaged in its archive.
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise UnreadableFileError(name, "standard input is closed")
        return _bounded(name, sys.stdin.buffer.read(LARGEST + 1))
    try:
        with open(name, "rb") as stream:  # noqa: PTH123 - names stay as they were given
            return _bounded(name, stream.read(LARGEST + 1))
    except (FileNotFoundError, NotADirectoryError):
        outer = _archive_above(name)
        if outer is None:
            raise
    from ubnd_digest.formats.archive import member_bytes

    archive = _archive(outer, *_state(outer))
    inner = Path(name).as_posix()[len(Path(outer).as_posix()) + 1 :]
    try:
        return member_bytes(name, archive, archive.getinfo(inner))
    except KeyError:
        raise FileNotFoundError(2, "No such file in the archive", name) from None


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnreadableFileError(name, f"larger than {LARGEST >> 20} MB, which is more than a digest ever is")
    return data


def _archive_above(name: str) -> str | None:
    """The file in the place of a folder of a path: an archive."""
    return next((str(above) for above in Path(name).parents if above.is_file()), None)


def _state(name: str) -> tuple[int, int]:
    found = os.stat(name)  # noqa: PTH116 - as above
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _archive(name: str, _changed: int, _size: int) -> ZipFile:
    """The archive that was read last: a command asks for one file of it after the other."""
    from ubnd_digest.formats.archive import opened

    return opened(name, file_bytes(name))


def members_of(name: str) -> list[str]:
    """The files in an archive that are called like digests, each behind the archive's name; none for another file."""
    from ubnd_digest.formats.archive import members
    from ubnd_digest.formats.file_kinds import SEARCHED, FileKind, kind_of

    data = file_bytes(name) if name != STANDARD_INPUT else b""
    may_be_one = data.startswith(b"PK") or name.lower().endswith(".zip")
    if not may_be_one or kind_of(name, data) is not FileKind.ZIP:  # which refuses what is called so and is none
        return []
    suffixes = frozenset(SEARCHED) - {".zip"}
    found = [f"{name}/{member}" for member in members(name, data, suffixes)]
    if not found:
        raise UnreadableFileError(name, f"an archive without digests ({', '.join(sorted(suffixes))})")
    return found


def only_file(name: str) -> tuple[str, bytes]:
    """The one file that a name means, with its bytes: of an archive with one digest in it, that one."""
    from ubnd_digest.formats.file_kinds import FileKind, kind_of

    data = file_bytes(name)
    if not data.startswith(b"PK") or name == STANDARD_INPUT or kind_of(name, data) is not FileKind.ZIP:
        return name, data
    found = members_of(name)
    if len(found) > 1:
        reason = f"an archive of {len(found)} files: parse_files reads them all, parse_file({found[0]!r}) one"
        raise UnreadableFileError(name, reason)
    return found[0], file_bytes(found[0])


# ---- from bytes to a page, and a digest -------------------------------------------------------


def digest_of(
    name: str,
    data: bytes,
    *,
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    strict: bool = False,
    encoding: str = "auto",
) -> Digest:
    """The digest in the bytes of a file, whose name may say what it is."""
    from ubnd_digest.formats.file_kinds import FileKind, kind_of

    if kind_of(name, data) is FileKind.JSON:
        from ubnd_digest.formats.json.serialize import from_json

        return from_json(text_of_json(name, data))
    page = page_of(name, data, encoding)
    parser = parser_for(page.text, publisher)
    return parser.parse(page.text, anchor=anchor, strict=strict, headings=page.headings)


def text_of_json(name: str, data: bytes) -> str:
    """The JSON in the bytes of a file."""
    from ubnd_digest.formats.encodings import UndecidedError, characters

    try:
        return characters(data)[0].removeprefix("\ufeff")
    except UndecidedError as error:
        raise UnreadableFileError(name, str(error)) from error


def page_of(name: str, data: bytes, encoding: str = "auto") -> Page:
    """The page in the bytes of a file; errors call it by ``name``."""
    from ubnd_digest.formats import file_kinds

    kind = file_kinds.kind_of(name, data)
    if kind is file_kinds.FileKind.DOCX:
        from ubnd_digest.formats.docx.document import word_document

        return word_document(name, data)
    if kind is file_kinds.FileKind.PDF:
        from ubnd_digest.formats.pdf.document import pdf_document

        return pdf_document(name, data)
    if kind is file_kinds.FileKind.ZIP:
        raise UnreadableFileError(name, "an archive in an archive, or on standard input: save it as a file of its own")
    if kind is file_kinds.FileKind.JSON:
        raise UnreadableFileError(name, "JSON, which holds a digest and no page: parse_file, or from_json, reads it")
    from ubnd_digest.formats.encodings import UndecidedError, text_file

    if kind is not file_kinds.FileKind.TEXT:
        from ubnd_digest.formats.mail import web_page

        return web_page(name, data, encoding, is_mail=kind is file_kinds.FileKind.MHTML)
    try:
        page = text_file(data, encoding)
    except UndecidedError as error:
        raise UnreadableFileError(name, str(error)) from error
    if "\0" in page.text[:4096]:
        raise UnreadableFileError(name, "no text: its bytes are those of a program, an image or the like")
    return page
