"""What type checkers, and so editors, know of the library: a program of a user passes them in their strict modes."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ubnd_digest as ud
from client import program

ROOT = Path(__file__).parents[1]
PROGRAM = Path(program.__file__)
WRONG = """
import ubnd_digest as ud

digest = ud.parse("")
ud.rows(digest, "people")
ud.to_annotations(digest, offsets="lines")
digest.duties[0].responsibel
ud.write_tables(digest, "a.sqlite", tables=["people"])
ud.annotate("", digest.mentions, style="latex")
for name in ud.tables():
    reveal_type(name)
"""
WRONG_LINES = range(5, 10)


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": ""}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=cwd, env=environment)


def mypy(path: Path, cwd: Path) -> str:
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("no mypy")
    (cwd / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = {ROOT / 'src'}\nfollow_imports = silent\n")
    return run(sys.executable, "-m", "mypy", "--config-file", "mypy.ini", str(path), cwd=cwd).stdout


def pyright(path: Path, cwd: Path) -> list[tuple[str, int]]:
    """The rules that are broken, with the lines."""
    if importlib.util.find_spec("pyright") is None:
        pytest.skip("no pyright")
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT / "src")], "include": [str(path)]}
    (cwd / "pyrightconfig.json").write_text(json.dumps(settings))
    done = run(sys.executable, "-m", "pyright", "--outputjson", "-p", str(cwd), cwd=cwd)
    if not done.stdout.startswith("{"):
        pytest.skip("pyright has no Node.js here")
    found = json.loads(done.stdout)["generalDiagnostics"]
    return [(one.get("rule", ""), one["range"]["start"]["line"] + 1) for one in found if one["severity"] == "error"]


def test_the_program_runs(tmp_path: Path) -> None:
    counts = program.main(ROOT / "examples" / "clean.txt", tmp_path)
    assert counts["duties"] == 6 and counts.keys() == ud.tables().keys()
    assert (tmp_path / "week.sqlite").stat().st_size > 1000


def test_the_program_is_short() -> None:
    assert 90 <= len(PROGRAM.read_text(encoding="utf-8").splitlines()) <= 100


slow = pytest.mark.slow  # type checkers read the whole library


@slow
def test_mypy_passes_the_program(tmp_path: Path) -> None:
    assert mypy(PROGRAM, tmp_path).startswith("Success")


@slow
def test_pyright_passes_the_program(tmp_path: Path) -> None:
    assert pyright(PROGRAM, tmp_path) == []


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.py"
    path.write_text(WRONG, encoding="utf-8")
    return path


@slow
def test_mypy_sees_what_is_wrong(wrong: Path, tmp_path: Path) -> None:
    told = mypy(wrong, tmp_path)
    assert [f"wrong.py:{line}:" in told for line in WRONG_LINES] == [True] * len(WRONG_LINES)
    assert "Literal['duties']" in told or "'duties'" in told


@slow
def test_pyright_sees_what_is_wrong(wrong: Path, tmp_path: Path) -> None:
    assert set(WRONG_LINES) <= {line for _rule, line in pyright(wrong, tmp_path)}
