"""Pages in the forms of real portals with made-up digests on them, and how well a reader finds the text of a page.

``tests/portals`` has the templates, the digests and the table of the pages. The lines of a digest are the text, all
else on a page is furniture, the day of publication and the captions of pictures included.
"""

from __future__ import annotations

import csv
import html
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "portals"


class Item(NamedTuple):
    """An item of a digest: its heading, or nothing, and its paragraphs."""

    heading: str
    paragraphs: list[str]


class Source(NamedTuple):
    """A made-up digest."""

    title: str
    lead: str
    items: list[Item]

    @property
    def lines(self) -> list[str]:
        """Its lines, in order."""
        found = [self.title, self.lead]
        for item in self.items:
            found += [item.heading, *item.paragraphs]
        return [line for line in found if line]


class Page(NamedTuple):
    """A page: its name, what a server sends, and the digest that is on it."""

    name: str
    markup: str
    source: Source


def digest(name: str) -> Source:
    """A digest of the folder: ``=`` stands before its title, ``>`` before its lead, ``#`` before a heading."""
    title = lead = ""
    items: list[Item] = []
    for line in (FOLDER / "digests" / f"{name}.txt").read_text("utf8").splitlines():
        mark, words = line[:1], line[2:]
        if mark == "=":
            title = words
        elif mark == ">":
            lead = words
        elif mark == "#":
            items.append(Item(words, []))
        elif mark == "-":
            items.append(Item("", [words]))
        else:
            items[-1].paragraphs.append(line)
    return Source(title, lead, items)


def pages() -> Iterator[Page]:
    """The pages, in the order of the table."""
    with (FOLDER / "pages.tsv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            yield on_portal(row["portal"], digest(row["digest"]), row["markup"], row["digest"])


def portals() -> list[str]:
    """The names of the templates."""
    return sorted(path.stem for path in (FOLDER / "templates").glob("*.html"))


def on_portal(portal: str, source: Source, markup: str, called: str = "digest") -> Page:
    """A digest on a page of a portal."""
    body = MARKUP[markup](source.items)
    return Page(f"{portal}-{called}-{markup}", filled(portal, source, body), source)


def as_portal_page(portal: str, text: str) -> str:
    """A text on a page of a portal: its first line is the title there, its others are paragraphs."""
    title, *lines = text.split("\n")
    body = "".join(_p(line) if line.strip() else "<p>&nbsp;</p>\n" for line in lines)
    return filled(portal, Source(title, "", [Item("", [line for line in lines if line.strip()])]), body)


def filled(portal: str, source: Source, body: str) -> str:
    """The template of a portal with a digest put in, whose items are marked up already."""
    template = (FOLDER / "templates" / f"{portal}.html").read_text("utf8")
    values = {
        "{{title}}": html.escape(source.title),
        "{{lead}}": html.escape(source.lead),
        "{{copy}}": "".join(map(_p, source.lines)),
    }
    if not source.lead:
        template = "\n".join(line for line in template.split("\n") if "{{lead}}" not in line or "{{title}}" in line)
    for name, value in values.items():
        template = template.replace(name, value)
    return template.replace("{{body}}", body)


# ---- how the items are marked up ------------------------------------------------------------


def _p(line: str) -> str:
    return f"<p>{html.escape(line, quote=False)}</p>\n"


def _told(item: Item, heading: str = "<p><strong>{}</strong></p>\n", paragraph: str = "<p>{}</p>\n") -> str:
    lines = [heading.format(html.escape(item.heading, quote=False))] if item.heading else []
    return "".join([*lines, *(paragraph.format(html.escape(line, quote=False)) for line in item.paragraphs)])


def _each(around: str, heading: str = "<p><strong>{}</strong></p>\n") -> Callable[[list[Item]], str]:
    return lambda items: "".join(around.format(_told(item, heading)) for item in items)


def _within(outer: str, each: Callable[[list[Item]], str]) -> Callable[[list[Item]], str]:
    return lambda items: outer.format(each(items))


def _linked(items: list[Item]) -> str:
    lists = (
        _told(Item(item.heading, []))
        + "<ul>"
        + "".join(f"<li><a href='/vb/{n}'>{html.escape(line)}</a></li>\n" for n, line in enumerate(item.paragraphs))
        + "</ul>"
        if any("/QĐ-" in line for line in item.paragraphs)
        else _told(item)
        for item in items
    )
    return "".join(lists)


_WORD = '<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><span lang="VI" style="font-size:14.0pt">{}<o:p></o:p></span></p>\n'
_DIV = "<div>{}</div>\n"
MARKUP: dict[str, Callable[[list[Item]], str]] = {
    "bold": _each("{}"),
    "h3": _each("{}", "<h3>{}</h3>\n"),
    "breaks": lambda items: "<br>".join(_told(item, "<b>{}</b><br>", "{}<br>\n") for item in items),
    "word": lambda items: "".join(_told(item, _WORD.replace("{}", "<b>{}</b>"), _WORD) for item in items),
    "cells": _within("<table width='100%'><tr>{}</tr></table>", _each("<td valign='top'>{}</td>\n")),
    "rows": _within("<table border='0'>{}</table>", _each("<tr><td>{}</td></tr>\n")),
    "sections": _each("<section>{}</section>\n", "<h3>{}</h3>\n"),
    "articles": _each("<article>{}</article>\n", "<h4>{}</h4>\n"),
    "cards": _each('<div class="muc">{}</div>\n', "<div class='ten-muc'>{}</div>\n"),
    "list": _within("<ul>{}</ul>", _each("<li>{}</li>\n", "<b>{}</b>")),
    "bullets": lambda items: f"<ul>{''.join(_told(item, '<li>{}</li>', '<li>{}</li>') for item in items)}</ul>",
    "definitions": lambda items: f"<dl>{''.join(_told(item, '<dt>{}</dt>', '<dd>{}</dd>') for item in items)}</dl>",
    "apart": lambda items: _DIV.format(_each("{}")(items[:1])) + _DIV.format(_each("{}")(items[1:])),
    "links": _linked,
}


# ---- what was found of a page -----------------------------------------------------------------


class Found(NamedTuple):
    """The lines of a page that a reader gave: how many are text, how many there are; and the lines that are missing."""

    right: int
    given: int
    wrong: list[str]
    missing: list[str]


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def judged(text: str, source: Source) -> Found:
    """Compare what a reader gave with the lines of the digest, without regard to signs, spaces and line ends.

    A line that was given is right where it is a part of the digest; given once more than the digest has it, it is
    wrong. A line of the digest is there where it is a part of what was given.
    """
    lines = source.lines
    wanted, shown = _folded(" ".join(lines)), _folded(text)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    given = [line for line in text.splitlines() if _folded(line)]
    for line in given:
        words = _folded(line)
        seen[words] += 1
        if seen[words] > wanted.count(words):
            wrong.append(line)
    missing = [line for line in lines if _folded(line) not in shown]
    return Found(len(given) - len(wrong), len(given), wrong, missing)
