"""The tutorial for publishers is true: its commands run in order, and print what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from support.building import ROOT, build, executable

TUTORIAL = ROOT / "docs" / "tutorial-publisher.md"
# A line before a block says that it is not run, prints nothing, or ends with another status than 0.
BLOCK = re.compile(
    r"^(?:<!-- (?:(?P<not_run>not run)|(?P<nothing>prints nothing)|exit (?P<status>[0-9]+)) -->\n)?"
    r"```(?P<kind>sh|text|console)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
MARK = "tutorial"
PATIENCE = 300  # seconds for one block, on a machine that is busy

pytestmark = [
    pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="the tutorial is for a Unix shell"),
]


class Step(NamedTuple):
    """A block of commands, the line at which it begins, the status it ends with, and what the tutorial says it prints."""

    line: int
    commands: str
    status: int
    shown: str | None


def steps(text: str) -> list[Step]:
    found: list[Step] = []
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start("text"))
        if match["kind"] != "sh":
            assert found and found[-1].shown is None, f"line {line}: output that belongs to no commands"
            found[-1] = found[-1]._replace(shown=match["text"])
        elif not match["not_run"]:
            found.append(Step(line, match["text"], int(match["status"] or 0), "" if match["nothing"] else None))
    return found


def is_shown(shown: str, printed: str) -> bool:
    """Whether the tutorial shows what was printed; "…" stands for anything."""
    pattern = ".*".join(map(re.escape, shown.rstrip("\n").split("…")))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


class Shell:
    """Runs one block after the other, each in the folder and the environment that the one before left."""

    def __init__(self, folder: Path, kept: Path, environment: dict[str, str]) -> None:
        self._folder, self._kept, self._environment = str(folder), kept, environment

    def run(self, commands: str) -> tuple[int, str]:
        folder, environment = self._kept / "folder", self._kept / "environment"
        script = f'trap \'pwd >"{folder}"; env -0 >"{environment}"\' EXIT\nset -e\n{commands}'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        self._folder = folder.read_text(encoding="utf-8").rstrip("\n")
        variables = environment.read_text(encoding="utf-8").split("\0")
        self._environment = dict(variable.split("=", 1) for variable in variables if "=" in variable)
        return done.returncode, done.stdout


@pytest.fixture
def shell(backend: Path, tmp_path: Path) -> Shell:
    """A shell in an empty folder, with a pip that finds this version of the library."""
    index = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--retries",
        "1",
        "--no-deps",
        "--dest",
        tmp_path / "index",
        "lark",
    ]
    done = subprocess.run([*map(str, index)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip(f"pip finds no package index: {done.stderr.strip().splitlines()[-1]}")
    tree = tmp_path / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__"))
    # a version that no index has, and that goes before the same one without "+"
    project = tree / "pyproject.toml"
    text, count = re.subn(
        r'^version = "(.*)"$', rf'version = "\1+{MARK}"', project.read_text("utf-8"), flags=re.MULTILINE
    )
    assert count == 1
    project.write_text(text, encoding="utf-8")
    wheel = build(backend, tree, "wheel", tmp_path / "wheels")
    for folder in ("empty", "kept"):
        (tmp_path / folder).mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {
        # python3 is the one that runs the tests
        "PATH": os.pathsep.join([str(executable(Path(sys.prefix), "python").parent), environment["PATH"]]),
        "PIP_FIND_LINKS": f"{wheel.parent} {environment.get('PIP_FIND_LINKS', '')}".strip(),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    return Shell(tmp_path / "empty", tmp_path / "kept", environment)


def test_tutorial_is_true(shell: Shell) -> None:
    for step in steps(TUTORIAL.read_text(encoding="utf-8")):
        status, printed = shell.run(step.commands)
        place = f"{TUTORIAL.name}:{step.line}"
        assert status == step.status, f"{place} ended with {status}:\n{step.commands}\n{printed}"
        if step.shown is not None:
            assert is_shown(step.shown, printed), f"{place} printed:\n{printed}\nand not:\n{step.shown}"
    status, printed = shell.run("clean/bin/ubnd-digest --version")
    assert printed.rstrip().endswith(f"+{MARK}"), f"another version was installed: {printed}"


def test_tutorial_runs_nearly_everything() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    found = steps(text)
    assert len(re.findall(r"^```\w+$", text, re.MULTILINE)) == len(list(BLOCK.finditer(text)))
    assert text.count("<!--") == sum("<!--" in match.group() for match in BLOCK.finditer(text))
    assert text.count("```sh\n") - len(found) == text.count("<!-- not run -->") == 1
    run = "".join(step.commands for step in found)
    for command in ("new-publisher", "explain", "check-grammar", "pytest", "python -m build", "publishers"):
        assert command in run
    assert "twine" not in run


@pytest.mark.parametrize(
    "shown, printed, same",
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a … c\n", "a b c\n", True),
        ("…\n2 passed in …\n", "..\n2 passed in 0.1s\n", True),
        ("…\n2 passed in …\n", "..\n1 failed, 2 passed\n", False),
        ("a\n", "a\nb\n", False),
    ],
)
def test_ellipsis_stands_for_anything(shown: str, printed: str, same: bool) -> None:
    assert is_shown(shown, printed) is same
