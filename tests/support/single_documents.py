"""What a single document says, to be compared with what is right; and ways in which one is typed that change nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import ubnd_digest as ud
from ubnd_digest.model.text import folded_words

Said = dict[str, Any]
# What the bar is about; all else is held as well.
CORE = ("number", "date", "issuer", "subject", "bases")


def said(document: ud.LegalDocument) -> Said:
    return {
        "number": document.number and str(document.number),
        "type": document.type and document.type.value,
        "date": document.date and document.date.edtf,
        "place": document.place,
        "issuer": document.issuer and document.issuer.name,
        "issuers": [one.name for one in document.issuers] if len(document.issuers) > 1 else [],  # of a joint document
        "governing": document.governing and document.governing.name,
        "subject": document.subject and document.subject.words,
        "bases": [basis.words for basis in document.bases],
        "recipients": [one.words for one in document.recipients],
        "distribution": [one.words for one in document.distribution],
        "articles": [str(article) for article in document.articles],
        "signer": document.signer.person if document.signer else None,
    }


def same(value: Any) -> Any:
    """A value without regard to spacing, case and the two ways to write the committee."""
    if isinstance(value, list):
        return [same(one) for one in value]
    return None if value is None else folded_words(value).replace("ủy ban nhân dân", "ubnd")


def other_than(right: Said, document: ud.LegalDocument, keys: tuple[str, ...] = ()) -> dict[str, tuple[Any, Any]]:
    """What was found and what is right, where these differ: of some keys, or of all that are told."""
    found = said(document)
    return {key: (found[key], right[key]) for key in keys or right if same(found[key]) != same(right[key])}


CHANGES: dict[str, Callable[[str], str]] = {
    "single spaces": lambda text: re.sub(r"[ \t]+", " ", text),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "Windows, hard spaces": lambda text: text.replace("\n", "\r\n").replace(" ", "\u00a0"),
    "long dashes": lambda text: text.replace("-", "–"),
    "other tone marks": lambda text: text.replace("ủy", "uỷ").replace("ỦY", "UỶ").replace("HÒA", "HOÀ"),
    "no drawn lines": lambda text: re.sub(r"[-_]{3,}", "", text),
    "below a menu": lambda text: f"Trang chủ\nVăn bản chỉ đạo điều hành\nTải về\n\n{text}",
}
