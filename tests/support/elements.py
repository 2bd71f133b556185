"""The elements of a page as a browser builds them, found by rules of CSS."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

import ubnd_digest as ud


class Element(NamedTuple):
    """What is read in an element, and its attributes; one that is only named holds None."""

    text: str
    attributes: dict[str, str | None]


def elements(markup: str, rule: str) -> list[Element]:
    """The elements of a rule, in their order."""
    return [Element(one.text(), dict(one.attributes)) for one in LexborHTMLParser(markup).css(rule)]


def element(markup: str, rule: str) -> Element:
    """The one element of a rule."""
    (found,) = elements(markup, rule)
    return found


def texts(markup: str, rule: str) -> list[str]:
    """What is read in the elements of a rule."""
    return [one.text for one in elements(markup, rule)]


def parted(markup: str, rule: str) -> list[list[str]]:
    """The same, each text by itself: there are several where elements stand within."""
    return [one.text(separator="\n").split("\n") for one in LexborHTMLParser(markup).css(rule)]


TITLE = "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2026)"


def week(*items: tuple[str, str]) -> ud.Digest:
    """A digest of items, each with its heading and its paragraph."""
    return ud.parse("\n\n".join([TITLE, *(block for item in items for block in item)]), publisher="auto")
