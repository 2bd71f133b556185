"""The pages are true: what they show runs and prints what they say, and they tell of everything that is public."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import ubnd_digest
import ubnd_digest.testing
from support.pages import Block, Runner, blocks, is_shown

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MADE = {"grammar-reference.md"}  # by docs/grammar_reference.py
ELSEWHERE = {"tutorial-publisher.md"}  # makes environments and packages; test_tutorial.py runs it
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(path for path in sorted(DOCS.glob("*.md")) if path.name not in MADE | ELSEWHERE),
]
RUN = ("python", "sh")

page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def blocks_of(path: Path) -> list[Block]:
    return list(blocks(path.read_text(encoding="utf-8")))


@pytest.mark.slow  # starts a process for each command of the pages
@page
def test_examples_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    runner = Runner(path)
    for block in blocks_of(path):
        if block.language in RUN and not block.not_run:
            if block.language == "sh" and not shutil.which("bash"):
                pytest.skip("what follows on this page is for a Unix shell")
            wrong = runner.run(block)
            assert not wrong, wrong


@page
def test_what_is_not_run_says_why(path: Path) -> None:
    assert [block for block in blocks_of(path) if block.not_run and not block.why] == []


@page
def test_languages_are_those_that_run_or_cannot(path: Path) -> None:
    languages = {block.language for block in blocks_of(path) if not block.language.startswith("{")}
    # "console" blocks, with a prompt and what is printed, are run by test_readme.py
    assert languages <= {*RUN, "console", "", "text", "json", "toml", "csv", "html", "lark"}


def test_api_reference_has_every_public_name_once() -> None:
    listed = re.findall(r"^\.\. auto\w+:: (\S+)$", (DOCS / "api.md").read_text(encoding="utf-8"), re.MULTILINE)
    public = {f"{module.__name__}.{name}" for module in (ubnd_digest, ubnd_digest.testing) for name in module.__all__}
    assert Counter(listed) == Counter(public)


def test_glossary_has_every_type_of_document() -> None:
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    found = {
        row[-1].strip("`"): (row[0].strip("`"), tuple(re.findall("`(.+?)`", row[1]))) for row in rows if len(row) == 4
    }
    assert {kind.name: found.get(kind.name) for kind in ubnd_digest.DocumentType} == {
        kind.name: (kind.title, kind.codes) for kind in ubnd_digest.DocumentType
    }


def test_picture_of_the_model_names_what_is_public() -> None:
    picture = (DOCS / "model.svg").read_text(encoding="utf-8")
    names = ", ".join(re.findall(r'class="(?:name|kind)"[^>]*>([^<]+)<', picture)).split(", ")
    assert set(names) <= set(ubnd_digest.__all__)
    assert {mention.__name__ for mention in ubnd_digest.Mention.__subclasses__()} <= set(names)


def test_contents_list_every_page_once() -> None:
    contents = "\n".join(block.text for block in blocks_of(DOCS / "index.md") if block.language == "{toctree}")
    listed = re.findall(r"^(?:[\w ]+ <)?([a-z][a-z*-]*)>?$", contents, re.MULTILINE)
    names = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert {name: [entry for entry in listed if fnmatchcase(name, entry)] for name in names} == {
        name: [next((entry for entry in listed if fnmatchcase(name, entry)), "an entry of its own")] for name in names
    }


# ---- how pages are run ----------------------------------------------------------------------


def test_blocks_know_what_is_said_of_them() -> None:
    text = "a\n\n<!-- exit 1 -->\n```sh\nfalse\n```\n\n```text\nb …\n```\n\n<!-- not run: why -->\n```python\n1\n```\n"
    assert list(blocks(text)) == [
        Block(4, "sh", "false\n", status=1, shown="b …\n"),
        Block(13, "python", "1\n", not_run=True, why="why"),
    ]


@pytest.mark.parametrize(
    "block",
    [
        Block(0, "python", ">>> 1\n2\n"),
        Block(0, "python", "print(1)\n", shown="2\n"),
        pytest.param(Block(0, "sh", "false\n"), marks=pytest.mark.skipif(not shutil.which("bash"), reason="no bash")),
        pytest.param(
            Block(0, "sh", "echo 1\n", shown="2\n"),
            marks=pytest.mark.skipif(not shutil.which("bash"), reason="no bash"),
        ),
    ],
)
def test_what_is_not_true_is_told(block: Block) -> None:
    assert Runner(Path("page.md")).run(block)


def test_blocks_of_a_page_share_names() -> None:
    runner = Runner(Path("page.md"))
    assert runner.run(Block(0, "python", ">>> a = 1\n")) == ""
    assert runner.run(Block(0, "python", "b = a + 1\nprint(b)\n", shown="2\n")) == ""
    assert runner.run(Block(0, "python", ">>> b\n2\n")) == ""


def test_ellipsis_stands_for_anything() -> None:
    assert is_shown("a\n…\nc\n", "a\nb\nb\nc\n")
    assert not is_shown("a\n…\nc\n", "a\nb\n")
