"""Files of every kind -> single documents, or whichever of document and digest a file holds."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, TypeAlias

from ubnd_digest.formats import files
from ubnd_digest.formats.files import FilePath
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.choice import parser_for

Kind: TypeAlias = Literal["auto", "digest", "document"]
KINDS: Final[tuple[Kind, ...]] = ("auto", "digest", "document")


def parse_document_file(
    path: FilePath, *, publisher: str | Publisher | None = None, anchor: dt.date | None = None, encoding: str = "auto"
) -> LegalDocument:
    r"""Parse the single document in a file.

    Args:
        path: as for :func:`ubnd_digest.read_file`; or JSON that :func:`ubnd_digest.to_json` wrote of a document.
        publisher: as for :func:`ubnd_digest.parse`.
        anchor: as for :func:`ubnd_digest.parse_document`.
        encoding: as for :func:`ubnd_digest.read_file`.

    Returns:
        The document; its ``source`` is the text of the file.

    Raises:
        OSError, UnreadableFileError, MissingExtraError, LookupError: as :func:`ubnd_digest.read_file` does.
        SerializationError: for JSON that is no document.
        UnknownPublisherError, PublisherError: as :func:`ubnd_digest.parse` does.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "letter.txt")
    ...     _ = file.write_bytes("Số: 12/SYT-NV\nV/v tiêm vắc xin\nKính gửi: Các trạm y tế.".encode("utf-16"))
    ...     document = parse_document_file(file)
    >>> print(document)
    Công văn 12/SYT-NV: tiêm vắc xin
    """
    from ubnd_digest.formats.encodings import checked

    encoding = checked(encoding)
    name, data = files.only_file(files.name_of(path))
    found = read_as(name, data, kind="document", publisher=publisher, anchor=anchor, encoding=encoding)
    assert isinstance(found, LegalDocument)
    return found


def read_as(
    name: str,
    data: bytes,
    *,
    kind: Kind = "auto",
    publisher: str | Publisher | None = None,
    anchor: dt.date | None = None,
    encoding: str = "auto",
) -> Digest | LegalDocument:
    """What the bytes of a file hold: a digest or a document, as its text says where ``kind`` leaves it open."""
    from ubnd_digest.formats.file_kinds import FileKind, kind_of

    if kind_of(name, data) is FileKind.JSON:
        return _of_json(name, data, kind)
    if kind == "digest":
        return files.digest_of(name, data, publisher=publisher, anchor=anchor, encoding=encoding)
    page = files.page_of(name, data, encoding)
    parser = parser_for(page.text, publisher)
    if kind == "document" or parser.is_document(page.text):
        return parser.parse_document(page.text, anchor=anchor)
    return parser.parse(page.text, anchor=anchor, headings=page.headings)


def _of_json(name: str, data: bytes, kind: Kind) -> Digest | LegalDocument:
    from ubnd_digest.formats.json.serialize import document_from_dict, from_dict
    from ubnd_digest.formats.json.text import from_text

    content = from_text(files.text_of_json(name, data), "from_json")
    is_document = kind == "document" or (kind == "auto" and content.get("kind") == "document")
    return document_from_dict(content) if is_document else from_dict(content)
