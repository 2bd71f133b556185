"""Draws ``docs/terminal.svg``, the picture of what the command prints on a terminal; with the extra ``cli``."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import ubnd_digest as ud
from ubnd_digest.cli.report import first_sight
from ubnd_digest.cli.tables import Look, table_lines

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "terminal.svg"
COMMAND = "ubnd-digest week.txt"
WIDTH = 104


def printed(colours: str | None = None) -> str:
    """What the command prints of the sample on a terminal of this width."""
    digest = ud.parse_file(ROOT / "examples" / "clean.txt")
    return "\n".join(table_lines(first_sight(digest), Look(WIDTH, colours)))


def drawn() -> str:
    """The picture. It has its fonts from the reader, since a picture in a page may fetch none."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "dim"), (COMMAND, "bold")))
    console.print(Text.from_ansi(printed("standard")))
    faces = re.compile(r"@font-face \{\{.*?\n    \}\}\n", re.DOTALL)
    form = faces.sub("", CONSOLE_SVG_FORMAT).replace(
        "Fira Code, monospace", 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", monospace'
    )
    picture = console.export_svg(title="", code_format=form, theme=MONOKAI, unique_id="terminal")
    return re.sub(r"[ \t]+$", "", picture, flags=re.MULTILINE).strip("\n") + "\n"


def words(picture: str) -> str:
    """The lines that a picture shows, with one blank between words and none at the ends."""
    found: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text class="terminal-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', picture):
        found.setdefault(float(y), []).append((float(x), unescape(text)))
    return "\n".join(" ".join("".join(text for _, text in sorted(found[y])).split()) for y in sorted(found))


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")
