"""Digests as JSON, and back: what is written reads back equal, and what is read is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ubnd_digest.formats.json.digests import digest_of_dict, digest_to_dict
from ubnd_digest.formats.json.documents import document_of_dict, document_to_dict
from ubnd_digest.formats.json.text import as_json, from_text
from ubnd_digest.model.digest import Digest, checked_digest
from ubnd_digest.model.legal_documents import LegalDocument

# ---- writing --------------------------------------------------------------------------------


def to_json(digest: Digest | LegalDocument, *, indent: int | None = None) -> str:
    """Write a digest as JSON, so that :func:`ubnd_digest.from_json` gives an equal one; or a document.

    A digest that was put together by hand may say what ``parse`` never says of a text: that is written, and not read.

    Args:
        digest: a digest; or a document, which :func:`ubnd_digest.document_from_json` reads.
        indent: how far a level is indented; None for all on one line.

    Returns:
        The JSON. Only where a text has a lone surrogate directly before another does it hold one
        itself, and cannot be encoded.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> to_json(parse("")).startswith('{"schema_version": "2.0", "grammar": {"id": "common", "version": ')
    True
    """
    return as_json(to_dict(_checked("to_json", digest)), indent)


def to_dict(digest: Digest | LegalDocument) -> dict[str, Any]:
    """The same as :func:`ubnd_digest.to_json`, as dictionaries, lists, strings and numbers.

    Args:
        digest: a digest, or a document.

    Returns:
        A new dictionary, with the keys of :func:`ubnd_digest.json_schema` in their order.

    Raises:
        SerializationError: when the digest was put together by hand and its parts disagree.
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> [reference["span"] for reference in content["outside_items"]["references"]]
    [[0, 24]]
    """
    given = _checked("to_dict", digest)
    return document_to_dict(given) if isinstance(given, LegalDocument) else digest_to_dict(given)


def _checked(function: str, given: object) -> Digest | LegalDocument:
    return given if isinstance(given, LegalDocument) else checked_digest(function, given)


# ---- reading --------------------------------------------------------------------------------


def from_json(data: str | bytes) -> Digest:
    """Read a digest that :func:`ubnd_digest.to_json` wrote.

    Args:
        data: the JSON; bytes are UTF-8. A byte order mark may stand before it.

    Returns:
        A digest equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit the schema, of a span that does not hold its text, or
            of what ``parse`` never says of a text.
        TypeError: when ``data`` is neither text nor bytes.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know, such as those of a
            later version.

    >>> from ubnd_digest import parse
    >>> digest = parse("Quyết định số 12/QĐ-UBND")
    >>> from_json(to_json(digest)) == digest
    True
    >>> from_json('{"schema_version": "3.0"}')
    Traceback (most recent call last):
    ubnd_digest.model.errors.SerializationError: schema_version: expected a version 1.x or 2.x, found '3.0'
    """
    return digest_of_dict(from_text(data, "from_json"))


def from_dict(data: Mapping[str, Any]) -> Digest:
    """The same as :func:`ubnd_digest.from_json`, from what :func:`ubnd_digest.to_dict` gave.

    Args:
        data: dictionaries, lists, strings and numbers.

    Raises:
        SerializationError: as that does, which warns of the same keys.
        TypeError: when ``data`` is no mapping.

    >>> from ubnd_digest import parse
    >>> content = to_dict(parse("Quyết định số 12/QĐ-UBND"))
    >>> content["outside_items"]["references"][0]["span"] = [1, 24]
    >>> from_dict(content)
    Traceback (most recent call last):
    ubnd_digest.model.errors.SerializationError: outside_items.references[0].span: expected the text \
'Quyết định số 12/QĐ-UBND', found 'uyết định số 12/QĐ-UBND'
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"from_dict takes a mapping, such as to_dict gives, not {type(data).__name__}")
    return digest_of_dict(data)


def document_from_json(data: str | bytes) -> LegalDocument:
    r"""Read a document that :func:`ubnd_digest.to_json` wrote.

    Args:
        data: the JSON; bytes are UTF-8. A byte order mark may stand before it.

    Returns:
        A document equal to the one that was written, spans and source included.

    Raises:
        SerializationError: naming the path of what does not fit the schema, or of a span that does not hold its text.
        TypeError: when ``data`` is neither text nor bytes.

    Warns:
        UnknownKeyWarning: once, naming the keys that the schema does not know.

    >>> from ubnd_digest import parse_document, to_json
    >>> document = parse_document("UBND TỈNH SÔNG TRÀ\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc giao đất\nĐiều 1. Giao đất.")
    >>> document_from_json(to_json(document)) == document
    True
    """
    return document_of_dict(from_text(data, "document_from_json"))


def document_from_dict(data: Mapping[str, Any]) -> LegalDocument:
    """The same as :func:`ubnd_digest.document_from_json`, from what :func:`ubnd_digest.to_dict` gave.

    Args:
        data: dictionaries, lists, strings and numbers.

    Raises:
        SerializationError: as that does, which warns of the same keys.
        TypeError: when ``data`` is no mapping.

    >>> from ubnd_digest import parse_document, to_dict
    >>> str(document_from_dict(to_dict(parse_document("Số: 12/QĐ-UBND"))).number)
    '12/QĐ-UBND'
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"document_from_dict takes a mapping, such as to_dict gives, not {type(data).__name__}")
    return document_of_dict(data)
