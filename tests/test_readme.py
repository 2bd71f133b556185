"""README and the pages of docs/: their links lead somewhere, what README says of the commands is true."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from ubnd_digest.cli import main

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


def test_every_extra_is_told() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    rows = re.findall(r"^\| (`[^|]*) \|", (ROOT / "docs" / "getting-started.md").read_text("utf-8"), re.MULTILINE)
    assert {name for row in rows for name in re.findall("`([a-z]+)`", row)} == set(extras)


ADDRESS = re.compile(
    r"https://(?:github\.com/ubnd-digest/ubnd-digest/(?P<kind>blob|tree)|raw\.githubusercontent\.com/ubnd-digest/ubnd-digest)/main/"
)


@page
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        here = ADDRESS.match(target)
        if here:
            file = ROOT / target[here.end() :]
            assert file.is_dir() if here["kind"] == "tree" else file.is_file(), target
        elif "://" not in target:
            assert (path.parent / target).exists(), target


def heading_anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_a_package_index_can_show_readme() -> None:
    """There is no folder around it: its links and pictures are whole addresses, pictures those of files and not of pages."""
    links = re.findall(r"(!?)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(([^)]*)\)", PAGES[0].read_text(encoding="utf-8"))
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", PAGES[0].read_text(encoding="utf-8"))
    assert len(pictures) == 2 and len(links) > 40
    assert [target for _, target in links if not target.startswith("https://")] == []
    assert [target for target in pictures if not target.startswith("https://raw.githubusercontent.com/")] == []
    assert not re.search(r"<(?:img|a)\b|^\[[^\]]+\]:", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE)
    for _, target in links:
        file, _, anchor = target.partition("#")
        if anchor:
            assert anchor in heading_anchors(ROOT / ADDRESS.sub("", file)), target


def test_readme_shows_what_the_first_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    readme = PAGES[0].read_text(encoding="utf-8")
    (command,) = re.findall(r"^python3 -m venv .* && \.venv/bin/ubnd-digest (.*)$", readme, re.MULTILINE)
    shown = re.findall(r"^```\n(DUE .*?)^```$", readme, re.MULTILINE | re.DOTALL)[0]
    monkeypatch.chdir(ROOT)
    assert is_shown(printed(command, capsysbinary), shown)


def printed(command: str, capture: pytest.CaptureFixture[bytes]) -> str:
    """What a command of this project prints, errors included."""
    main(shlex.split(command))
    captured = capture.readouterr()
    return (captured.out + captured.err).decode("utf-8").replace("\r\n", "\n")


def is_shown(text: str, example: str) -> bool:
    """Whether an example is a text, but for what ``…`` leaves out at the end of a line or as a line."""
    rows = example.rstrip("\n").split("\n")
    patterns = (
        "(?:.*\n)*" if row == "…" else f"{re.escape(row.removesuffix('…'))}{'.*' if row.endswith('…') else ''}\n"
        for row in rows
    )
    return re.fullmatch("".join(patterns), text) is not None


def console_examples() -> list[tuple[str, str, str]]:
    """The commands in ``console`` blocks of all pages, each with its page and what it prints."""
    found = []
    for path in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
                found.append((path.name, command, output))
    return found


@pytest.mark.parametrize(("page_name", "command", "example"), console_examples())
def test_commands_print_what_is_shown(
    page_name: str,
    command: str,
    example: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    name, _, arguments = command.partition(" ")
    assert name == "ubnd-digest"
    monkeypatch.chdir(ROOT)
    assert is_shown(printed(arguments, capsysbinary), example)


def test_there_are_commands_with_what_they_print() -> None:
    assert len(console_examples()) > 5


def test_set_up_is_one_line_each() -> None:
    lines = PAGES[0].read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv ")]
    assert [line.rsplit("/", 1)[-1] for line in commands] == ["clean.txt", "pytest"]
