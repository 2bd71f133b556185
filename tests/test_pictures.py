"""The pictures of README and of the pages show what the program shows today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import terminal_picture
import view_picture
from ubnd_digest.cli import main
from ubnd_digest.cli.tables import Look

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def spaced(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_terminal_shows_what_the_command_prints() -> None:
    pytest.importorskip("rich")
    picture = terminal_picture.PICTURE.read_text(encoding="utf-8")
    shown = [f"$ {terminal_picture.COMMAND}", *spaced(terminal_picture.printed())]
    assert spaced(terminal_picture.words(picture)) == shown, "python docs/terminal_picture.py draws it anew"


def test_what_the_picture_is_drawn_from_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setattr("ubnd_digest.cli.tables.look_of_output", lambda: Look(terminal_picture.WIDTH, None))
    assert main([str(ROOT / "examples" / "clean.txt")]) == 0
    assert spaced(capsysbinary.readouterr().out.decode()) == spaced(terminal_picture.printed())


def test_the_picture_of_a_terminal_fetches_nothing() -> None:
    picture = terminal_picture.PICTURE.read_text(encoding="utf-8")
    assert not re.search(r"url\((?!#)|@import|@font-face|<script|href=", picture)
    assert len(picture) < 40_000


def test_the_page_is_the_one_that_was_drawn() -> None:
    drawn = view_picture.DRAWN.read_text(encoding="ascii")
    message = 'pip install -e ".[browser]" && python docs/view_picture.py draws it anew; look at it'
    assert view_picture.fingerprint(view_picture.shown()) == drawn, message


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_both_are_seen_first(page: str) -> None:
    first = (ROOT / page).read_text(encoding="utf-8")[:2_500]
    assert re.findall(r"!\[[^\]]{40,}\]\((?:[^\s()]*/)?([a-z]+\.[a-z]+)\)", first) == ["view.png", "terminal.svg"]
