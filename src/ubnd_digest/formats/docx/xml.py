"""The XML of Word documents, read as a stream."""

from __future__ import annotations

from typing import Final, Protocol, TypeAlias
from xml.parsers import expat

from ubnd_digest.model.errors import UnreadableFileError

Attributes: TypeAlias = dict[str, str]
_DEEPEST: Final = 1000  # how deep elements stand in one another at most; Word itself stays below 100


class Reader(Protocol):
    """Takes what a parser finds. Names have their namespace, and a blank, before them, those of attributes do not."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters."""


def local(tag: str) -> str:
    """A name without its namespace.

    >>> local("http://schemas.openxmlformats.org/wordprocessingml/2006/main p")
    'p'
    """
    return tag.rpartition(" ")[2]


class _TypesError(Exception):
    """A declaration of types, which no Word document has."""


def parse_xml(name: str, content: bytes, reader: Reader) -> None:
    """Hand what stands in a part of a document to a reader.

    An ``UnreadableFileError`` tells that it is no XML, declares types or entities, or nests too deep.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _TypesError("its elements nest too deep")
        reader.start(tag, {local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(tag)

    def types(*_declaration: object) -> None:
        raise _TypesError("it declares types")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = types
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
    except (expat.ExpatError, _TypesError, ValueError) as error:
        raise UnreadableFileError(name, f"a damaged Word document: {error}") from error
