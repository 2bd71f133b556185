"""Writes the grammar reference: ``python docs/grammar_pages.py [--output DIR] [FILE.lark ...]``.

Without files it takes all of ``grammars/``. The page refers to ``grammar.md`` beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from grammar_pages.page import NAME, pages
from ubnd_digest.grammar.files import FILES, GrammarFile

DOCS = Path(__file__).resolve().parent
GRAMMARS = DOCS.parent / "grammars"


def all_files(folder: Path = GRAMMARS) -> list[Path]:
    """The grammar files: those that all share, in the order in which they are loaded; others; the publishers'."""
    shared = [folder / f"{name}.lark" for name in FILES]
    others = [file for file in sorted(folder.glob("*.lark")) if file not in shared]
    return [*shared, *others, *sorted((folder / "publishers").glob("*/grammar.lark"))]


def read(file: Path) -> GrammarFile:
    """A grammar file, under the name that errors give it."""
    folder = file.resolve().parent
    inside = f"publishers/{folder.name}/{file.name}" if folder.parent.name == "publishers" else file.name
    return GrammarFile(inside, file.read_text(encoding="utf-8"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page and its pictures."""
    parser = argparse.ArgumentParser(description="Write the grammar reference as Markdown, with diagrams in SVG.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.lark", help="grammar files (default: all)")
    parser.add_argument("--output", type=Path, default=DOCS, help="the folder to write into (default: docs)")
    parser.add_argument(
        "--link-suffix", default=".md", help=f'how the address of {NAME} ends when published: ".html" (default: ".md")'
    )
    given = parser.parse_args(arguments)
    written = pages([read(file) for file in given.files or all_files()], given.link_suffix)
    for path, text in written.items():
        file = given.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{given.output / NAME}.md, {len(written) - 1} pictures")


if __name__ == "__main__":
    main()
