"""How the time for reading a web page grows with its length: ``python -m benchmarks.pages [name …]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from benchmarks import measure
from ubnd_digest import parse_html, read_html

_PARAGRAPH = (
    "<p class=MsoNormal>Quyết định số 12/QĐ-UBND ngày 3/2/2020 &amp; <b>phụ&nbsp;lục</b>, kèm theo 14 biểu mẫu.</p>\n"
)


def _repeated(unit: str, behind: str = "") -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit)) + behind


def _two(first: str, second: str) -> Callable[[int], str]:
    return lambda length: first * (length // (2 * len(first))) + second * (length // (2 * len(second)))


PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": _repeated(_PARAGRAPH),
    "nested div": _repeated("<div>", "x"),
    "nested div with text": _repeated("<div>x"),
    "nested tables": _repeated("<table><tr><td>x"),
    "div, then li": _two("<div>", "<li>x"),
    "div, then end tags": _two("<div>", "</p></li></td>"),
    "many fonts, then p": lambda n: "".join(f"<font size={i}>" for i in range(n // 32)) + "<p>x" * (n // 8),
    "crossed formatting": _repeated("<b><i>x</b></i>"),
    "table full of text": lambda n: "<table>" + "<b>x" * (n // 4),
    "links": _repeated("<a href=x>x</a> "),
    "menus": _repeated("<nav>x</nav>"),
    "headings": _repeated("<h2>x y</h2>"),
    "breaks": _repeated("x<br>"),
    "<": _repeated("<"),
    "&": _repeated("&"),
    "references": _repeated("&notit;"),
    "attributes": lambda n: "<p " + " ".join(f"a{i}=x" for i in range(n // 8)) + ">x",
    "unclosed tags": _repeated("<a "),
    "unclosed quotes": _repeated('<a b="x\n'),
    "unclosed comments": _repeated("<!--"),
    "unclosed drawings": _repeated("<svg>"),
    "end tags": _repeated("</div></p>"),
    "spaces": _repeated(" ", "x"),
    "one line of pre": lambda n: "<pre>" + "a\n" * (n // 2),
    "lists in lists of definitions": _repeated("<dd><li>x"),
    "definitions in lists, with paragraphs": _repeated("<li><dt><p>x"),
    "headings before the text": _two("<h2>Một tiêu đề dài</h2>", _PARAGRAPH),
    "titles of boxes": _repeated("<p>Tin khác</p>"),
    "boxes": _repeated("<div><b>Tin khác</b><p>x y z</p></div>"),
    "a text again and again": _repeated(f"<div>{_PARAGRAPH * 3}</div>"),
    "cells beside a text": lambda n: f"<table><tr><td>{_PARAGRAPH * 30}" + "<td>x" * (n // 5),
    "divisions beside a text": lambda n: f"<div>{_PARAGRAPH * 30}</div>" + "<div>x</div>" * (n // 12),
    "titles": _repeated(f"<title>{'a ' * 20}</title><h1>{'a ' * 20}</h1>"),
}


def main() -> None:
    """Print for each page the seconds for 100,000 and 1,000,000 characters, and their ratio."""
    wanted = sys.argv[1:] or list(PAGES)
    print(f"{'page':24}{'100,000':>10}{'1,000,000':>11}{'ratio':>8}")
    for name in wanted:
        runs = [partial(read_html, PAGES[name](length)) for length in (100_000, 1_000_000)]
        small, large = measure.best_of_each(runs, 3, budget=10.0)
        print(f"{name:24}{small:10.3f}{large:11.3f}{large / small:8.1f}", flush=True)
    page = read_html(PAGES["paragraphs"](1_000_000))
    (seconds,) = measure.best_of_each([partial(parse_html, page)], 3, budget=10.0)
    print(f"parsing the text of 'paragraphs', {len(page.text):,} characters: {seconds:.3f}")


if __name__ == "__main__":
    main()
