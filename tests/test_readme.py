"""README and the pages of docs/: their links lead somewhere, what README says of the commands is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]

page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def python_blocks(text: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_readme_has_examples() -> None:
    assert sum(block.count(">>> ") for block in python_blocks(PAGES[0].read_text(encoding="utf-8"))) > 10


@page
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_readme_shows_what_the_first_command_prints(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from ubnd_digest.cli import main

    main(["parse", str(ROOT / "examples" / "clean.txt")])
    printed = capsysbinary.readouterr().out.decode("utf-8").splitlines()
    readme = PAGES[0].read_text(encoding="utf-8")
    shown = re.findall(r"^```\n(title .*?)^```$", readme, re.MULTILINE | re.DOTALL)[0].splitlines()
    places = [printed.index(row) for row in shown if row and row != "…"]
    assert places == sorted(places)


def test_set_up_is_one_line_each() -> None:
    lines = PAGES[0].read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv ")]
    assert [line.rsplit("/", 1)[-1] for line in commands] == ["clean.txt", "pytest"]
