"""Why a text gives no items: no title, letters of old fonts, a publisher whose own grammar would read it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.tables import kept_value, read_text
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View
from ubnd_digest.model.words import table_text
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.publishers.registry import get_publisher, once, record_of, record_texts, shipped_publishers
from ubnd_digest.publishers.signs import any_of

_LOOKED_AT = 20_000  # how much of a text is looked at, in characters
_LONGEST_NAME = 1_000  # how long the name of a file may be, in characters
# How many words show of what kind a text is, and what part of its words they are where it has fewer.
_FEWEST, _PART = 3, 0.1
_MOST_MARKED = 0.02  # what part of the letters may be no ASCII in a text without diacritics
# The terminals, with the codes that they stand for and what these say.
_LETTERS = {
    "LEGACY_TCVN3": ("legacy-encoding", "the text is in the letters of TCVN3 (ABC): convert it to Unicode first"),
    "LEGACY_VNI": ("legacy-encoding", "the text is in the letters of VNI: convert it to Unicode first"),
    "NO_DIACRITICS": ("no-diacritics", "the text is written without diacritics, which the grammars need"),
}


def why_nothing(digest: Digest, view: View, grammar: Grammar) -> Iterator[Diagnostic]:
    """What keeps a text from giving a title or items, if it gives none; nothing is said of an empty text."""
    if (digest.title and digest.items) or not view.folded.strip():
        return
    if not digest.title and _is_file(digest.source):
        message = "it is the name of a file that exists: parse_file(…) reads and parses it"
        yield Diagnostic("file-name", Severity.ERROR, message, Span(0, len(digest.source)))
    yield from _letters(view, grammar)
    if digest.items:
        return
    if digest.title:
        yield Diagnostic("no-items", Severity.WARNING, "no items were found under the title", digest.title.span)
    elif digest.lead:
        yield Diagnostic("no-items", Severity.WARNING, "no items were found under the lead", digest.lead[0].span)
    else:
        message = "neither a title nor a lead was found: it may be no digest"
        yield Diagnostic("not-a-digest", Severity.INFO, message, Span(0, 0))


def _is_file(text: str) -> bool:
    """Whether a text is the name of a file."""
    if len(text) > _LONGEST_NAME or "\n" in text or "." not in text:
        return False
    try:
        return os.path.isfile(text)  # noqa: PTH113 - any string is asked, and Path raises for some
    except ValueError:  # a zero, a lone surrogate
        return False


def _letters(view: View, grammar: Grammar) -> Iterator[Diagnostic]:
    """Whether a text is in letters that no grammar knows."""
    text = view.folded[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text))
    plain = sum(character.isalpha() and character.isascii() for character in text)
    needed = min(_FEWEST, 1 + _PART * text.count(" "))
    for terminal, (code, message) in _LETTERS.items():
        if code == "no-diacritics" and letters - plain > _MOST_MARKED * letters:
            continue
        places = [match.span() for match in grammar.pattern(terminal).finditer(text)]
        if len(places) >= needed:
            yield Diagnostic(code, Severity.WARNING, message, Span(*view.span(*places[0])))
            return


class _Reader(Protocol):
    """What reads texts as those of a publisher."""

    def parse(self, text: str, *, anchor: dt.date | None) -> Digest: ...


def who_reads_more(digest: Digest, reader_of: Callable[[Publisher | None], _Reader]) -> Iterator[Diagnostic]:
    """The publisher that the text of a digest speaks for, where the common grammar reads less of it.

    ``reader_of`` gives what reads its source as a publisher's. Only publishers that are shipped are asked: what the
    common grammar gives depends on nothing that is installed.
    """
    if digest.title and digest.items:
        return
    if not names_a_shipped_publisher(digest.source[:_LOOKED_AT]):
        return
    from ubnd_digest.publishers.detection import detected

    for publisher in detected(digest.source, shipped_publishers()):
        other = once(reader_of, record_of(publisher)).parse(digest.source, anchor=digest.anchor)
        if (other.title is not None, len(other.items)) > (digest.title is not None, len(digest.items)):
            message = f"the grammar of {publisher} reads more of it: publisher={publisher!r}, or 'auto'"
            yield Diagnostic("publisher-known", Severity.INFO, message, Span(0, 0))
        return


# ---- publishers that are shipped ------------------------------------------------------------


def names_a_shipped_publisher(text: str) -> bool:
    """Whether a title, a name or an agency of one stands in a text.

    >>> names_a_shipped_publisher("UBND tỉnh Lạng Sơn"), names_a_shipped_publisher("Giao Sở Y tế")
    (True, False)
    """
    return _words().search(View(text).folded) is not None


@cache
def _words() -> re.Pattern[str]:
    source = "\0".join([table_text("provinces"), *record_texts()])
    return compiled(kept_value("shipped", source, read_text, _written))


def _written() -> str:
    records = map(get_publisher, shipped_publishers())
    return any_of(
        {word for one in records for word in (*one.titles, *one.names, *one.agencies, *one.abbreviations)}
    ).pattern
