"""Packages that bring a publisher, as pip leaves them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ubnd_digest.publishers import registry

LAM_DIEN = 'id = "lam-dien"\nnames = ["Lam Điền"]\ntitles = ["Việc trong tuần"]\n'


def install(to: Path, module: str = "", record: str = LAM_DIEN, grammar: str = "") -> None:
    """A package that brings a publisher, as pip leaves it."""
    for name, text in (
        ("lam_dien/__init__.py", module),
        ("lam_dien/record.toml", record),
        ("lam_dien/grammar.lark", grammar),
        ("lam_dien-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: lam-dien\nVersion: 1.0\n"),
        ("lam_dien-1.0.dist-info/entry_points.txt", f"[{registry.GROUP}]\nlam-dien = lam_dien\n"),
    ):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_text(text, encoding="utf-8")


def command(to: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(to), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ubnd_digest", *arguments],
        cwd=to,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = ["one.txt", "two.txt"]
    for name in names:
        (tmp_path / name).write_text("Việc trong tuần của UBND tỉnh Lam Điền (02/3 - 08/3/2026)", encoding="utf-8")
    return names


@pytest.mark.slow  # installs a package
def test_package_of_data_is_used_where_it_is_installed(tmp_path: Path, files: list[str]) -> None:
    install(tmp_path)
    done = command(tmp_path, "parse", "--format", "json", "--publisher", "auto", "--jobs", "2", *files)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('"id": "lam-dien"') + done.stdout.count('"id":"lam-dien"') == 2


@pytest.mark.slow  # five processes each
@pytest.mark.parametrize(
    "wrong",
    [
        {"module": "import sys; sys.exit(0)"},
        {"record": LAM_DIEN.replace("names", "name")},
        {"grammar": "%extend NOWHERE: /x/"},
        {"grammar": "structure: TITLE TITLE | TITLE+"},
    ],
    ids=str,
)
def test_installed_package_breaks_nothing_that_is_not_its_own(
    tmp_path: Path, files: list[str], wrong: dict[str, str]
) -> None:
    install(tmp_path, **wrong)
    done = command(tmp_path, "parse", "--publisher", "auto", "--jobs", "2", *files)
    assert done.returncode == 0 and done.stdout.count("02/3 - 08/3/2026") == 2, done.stderr
    assert "PublisherWarning: publisher 'lam-dien': " in done.stderr and "Traceback" not in done.stderr
    done = command(tmp_path, "parse", "--publisher", "lam-dien", *files)
    assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr, done.stderr
    assert "lam-dien" in done.stderr
    listed = command(tmp_path, "publishers")
    assert "vn-29" in listed.stdout and listed.returncode == (0 if "grammar" in wrong else 2)
