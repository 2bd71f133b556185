"""How well the text of a page is found, beside other tools: ``python -m benchmarks.main_text [name …]``.

Forty pages in the forms of portals (tests/portals), by line: how many of the lines that were given are text
(precision), how many of those of the text were given (recall). Tools that are not installed are left out.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ubnd_digest import read_html

sys.path.append(str(Path(__file__).parent.parent / "tests"))

Reader = Callable[[str], str]


def _ours() -> Reader:
    return lambda page: read_html(page).text


def _trafilatura(**options: bool) -> Reader:
    extract = importlib.import_module("trafilatura").bare_extraction

    def read(page: str) -> str:
        found = extract(page, include_comments=False, with_metadata=True, **options)
        if found is None:
            return ""
        text, title = found.text or "", found.title or ""
        return text if title in text else f"{title}\n{text}"  # it takes a title for no part of the text

    return read


def _readability() -> Reader:
    document = importlib.import_module("readability").Document

    def read(page: str) -> str:
        found = document(page)
        return f"{found.title()}\n{read_html(found.summary(), whole=True).text}"

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "read_html": _ours,
    "trafilatura": _trafilatura,
    "trafilatura, favor_recall": lambda: _trafilatura(favor_recall=True),
    "readability": _readability,
}


def rows(readers: dict[str, Callable[[], Reader]]) -> Iterator[tuple[str, int, int, int, int, int]]:
    """For each tool its lines that are text, all its lines, the lines of the text that it gave, those that there are, whole pages."""
    from support.portals import judged, pages

    for name, make in readers.items():
        try:
            read = make()
        except ImportError as error:
            print(f"left out, not installed: {error}")
            continue
        found = [(page, judged(read(page.markup), page.source)) for page in pages()]
        lines = sum(len(page.source.lines) for page, _ in found)
        missing = sum(len(one.missing) for _, one in found)
        yield (
            name,
            sum(one.right for _, one in found),
            sum(one.given for _, one in found),
            lines - missing,
            lines,
            sum(not one.missing for _, one in found),
        )
        if name in sys.argv[1:]:
            for page, one in found:
                for line in one.missing:
                    print(f"  {page.name} - {line[:90]}")
                for line in one.wrong:
                    print(f"  {page.name} + {line[:90]}")


def main() -> None:
    """Print precision and recall by line; with the names of tools, also their lines that are wrong or missing."""
    print(f"{'tool':28}{'precision':>10}{'recall':>8}{'pages whole':>13}")
    for name, right, given, kept, lines, whole in rows(READERS):
        print(f"{name:28}{right / max(given, 1):10.3f}{kept / lines:8.3f}{whole:13}")


if __name__ == "__main__":
    main()
