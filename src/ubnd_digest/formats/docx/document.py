"""The bytes of a Word document -> its lines, and the runs that they stand in.

A document is an archive of XML. The standard library reads both, and within limits: nothing is kept but the text, no
declaration of types is read, so that no entity can grow, and sizes are bounded.
"""

from __future__ import annotations

import posixpath
from typing import Final
from zipfile import ZipFile

from ubnd_digest.formats.archive import member_bytes, opened
from ubnd_digest.formats.docx.body import Body
from ubnd_digest.formats.docx.xml import Attributes, local, parse_xml
from ubnd_digest.formats.marked_lines import heading_spans
from ubnd_digest.formats.pages import WordDocument
from ubnd_digest.model.errors import UnreadableFileError

_DEEPEST_LEVEL: Final = 9
_MOST_STYLES: Final = 64  # on which one style is based


def word_document(name: str, data: bytes) -> WordDocument:
    """The text of a document; an ``UnreadableFileError`` for one that is damaged, locked, or too large."""
    with opened(name, data) as archive:
        main = _main_part(name, archive)
        styles = _Styles(name, _part(name, archive, posixpath.join(posixpath.dirname(main), "styles.xml")))
        content = _part(name, archive, main)
    if content is None:
        raise UnreadableFileError(name, f"a damaged Word document: no {main} in it")
    body = Body(styles.level, styles.is_bold)
    parse_xml(name, content, body)
    text, lines = body.written()
    return WordDocument(text, heading_spans(text, lines), tuple(body.starts), tuple(body.runs))


def _part(name: str, archive: ZipFile, part: str) -> bytes | None:
    try:
        member = archive.getinfo(part)
    except KeyError:
        return None
    return member_bytes(name, archive, member)


class _Relations:
    """Finds the main part of a package."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if local(tag) == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = self.main or attributes.get("Target", "").lstrip("/")

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters."""


def _main_part(name: str, archive: ZipFile) -> str:
    relations = _Relations()
    content = _part(name, archive, "_rels/.rels")
    if content is not None:
        parse_xml(name, content, relations)
    return relations.main or "word/document.xml"


class _Styles:
    """The styles of paragraphs: which ones are headings, by their names or levels, and which are bold."""

    def __init__(self, name: str, content: bytes | None) -> None:
        self._style = ""
        self._levels: dict[str, int] = {}
        self._bold: dict[str, bool] = {}
        self._based: dict[str, str] = {}
        if content is not None:
            parse_xml(name, content, self)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        kind = local(tag)
        value = attributes.get("val", "")
        if kind == "style":
            self._style = attributes.get("styleId", "") if attributes.get("type", "paragraph") == "paragraph" else ""
        elif not self._style:
            return
        elif kind == "name":
            level = value.lower().removeprefix("heading ")
            if level.isascii() and level.isdigit() and len(level) == 1:
                self._levels[self._style] = int(level)
            elif value.lower() == "title":
                self._levels[self._style] = 1
        elif kind == "outlineLvl" and value.isascii() and value.isdigit() and len(value) == 1:
            self._levels.setdefault(self._style, int(value) + 1)
        elif kind == "b":
            self._bold[self._style] = value not in ("0", "false", "off")
        elif kind == "basedOn":
            self._based[self._style] = value

    def end(self, tag: str) -> None:
        """An element ends."""
        if local(tag) == "style":
            self._style = ""

    def data(self, text: str) -> None:
        """Characters."""

    def level(self, style: str) -> int:
        """Of which level the headings of a style are, from 1; 0 for one of other paragraphs."""
        for _ in range(_MOST_STYLES):
            level = self._levels.get(style)
            if level is not None:
                return level if level <= _DEEPEST_LEVEL else 0
            if style not in self._based:
                break
            style = self._based[style]
        return 0

    def is_bold(self, style: str) -> bool:
        """Whether the letters of a style are bold."""
        for _ in range(_MOST_STYLES):
            if style in self._bold:
                return self._bold[style]
            if style not in self._based:
                break
            style = self._based[style]
        return False
