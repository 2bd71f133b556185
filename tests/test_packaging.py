"""The grammars are found from a wheel, from a wheel built out of the sdist, and from an editable install."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("pip", reason="installs what it builds with pip")

ROOT = Path(__file__).resolve().parents[1]
GRAMMARS = {file.relative_to(ROOT).as_posix() for file in (ROOT / "grammars").rglob("*.lark")}
TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
SETUPTOOLS = 77  # the oldest major version that pyproject.toml builds with
PROBE = """
import json, sys, ubnd_digest
from importlib.metadata import version
from importlib.resources import files
found = [ubnd_digest.parse(sys.argv[1], publisher=p).period.start.isoformat() for p in (None, "vn-09")]
grammars = files("ubnd_digest.grammars")
print(json.dumps({"found": found, "grammars": str(grammars._paths[0] if hasattr(grammars, "_paths") else grammars),
                  "version": version("ubnd-digest")}))
"""


class Built(NamedTuple):
    """What the build backend makes of a copy of the project."""

    tree: Path
    wheel: Path
    sdist: Path
    wheel_of_sdist: Path
    editable: Path


def run(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, encoding="utf8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def executable(home: Path, name: str) -> Path:
    return home / ("Scripts" if os.name == "nt" else "bin") / name


def new_environment(home: Path) -> Path:
    """A virtual environment with nothing in it; its Python."""
    venv.create(home, symlinks=os.name != "nt")
    return executable(home, "python")


def build(python: Path, tree: Path, kind: str, out: Path) -> Path:
    """Call a hook of the build backend, as a frontend does."""
    out.mkdir(exist_ok=True)
    call = "import sys, setuptools.build_meta as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
    return out / run(python, "-c", call, kind, out, cwd=tree).splitlines()[-1]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with a setuptools that can build the project: this one, or one made for it."""
    try:
        if int(importlib.metadata.version("setuptools").split(".")[0]) >= SETUPTOOLS:
            return Path(sys.executable)
    except importlib.metadata.PackageNotFoundError:
        pass
    python = new_environment(tmp_path_factory.mktemp("backend"))
    run(sys.executable, "-m", "pip", "-q", "--python", python, "install", f"setuptools>={SETUPTOOLS}")
    return python


@pytest.fixture(scope="module")
def built(backend: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.mktemp("built")
    tree = base / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__"))
    wheel = build(backend, tree, "wheel", base / "wheel")
    sdist = build(backend, tree, "sdist", base / "sdist")
    editable = build(backend, tree, "editable", base / "editable")
    with tarfile.open(sdist) as archive:
        if hasattr(tarfile, "data_filter"):  # Python 3.10.12, 3.11.4 and later
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(base / "unpacked")
    (unpacked,) = (base / "unpacked").iterdir()
    return Built(tree, wheel, sdist, build(backend, unpacked, "wheel", base / "wheel-of-sdist"), editable)


@pytest.mark.parametrize("kind", ["wheel", "wheel_of_sdist", "editable"])
def test_installed_package_parses(built: Built, kind: str, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    python = new_environment(home)
    run(
        sys.executable,
        "-m",
        "pip",
        "-q",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        getattr(built, kind),
    )
    # the dependencies come from the environment of the tests; what was just installed goes before them
    paths = json.loads(run(python, "-c", "import json, sysconfig; print(json.dumps(sysconfig.get_paths()))"))
    here = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    Path(paths["purelib"], "zz-dependencies.pth").write_text("\n".join(here), encoding="utf8")

    probed = json.loads(run(python, "-I", "-c", PROBE, TITLE, cwd=tmp_path))
    assert probed["found"] == ["2026-01-05", "2026-01-05"]
    assert probed["version"] == importlib.metadata.version("ubnd-digest")
    assert Path(probed["grammars"]).is_relative_to(built.tree if kind == "editable" else home)

    digest = tmp_path / "digest.txt"
    digest.write_text(TITLE, encoding="utf8")
    first = run(executable(home, "ubnd-digest"), "annotations", digest, cwd=tmp_path).splitlines()[0]
    assert json.loads(first)["label"] == "TITLE"


def test_wheels_hold_every_grammar_and_the_typing_mark(built: Built) -> None:
    for wheel in (built.wheel, built.wheel_of_sdist):
        names = set(zipfile.ZipFile(wheel).namelist())
        assert {f"ubnd_digest/{name}" for name in GRAMMARS} <= names
        assert "ubnd_digest/py.typed" in names
        assert {name.split("/")[0].split("-")[0] for name in names} == {"ubnd_digest"}


def test_wheel_out_of_the_sdist_holds_what_the_wheel_holds(built: Built) -> None:
    one, other = (sorted(zipfile.ZipFile(wheel).namelist()) for wheel in (built.wheel, built.wheel_of_sdist))
    assert one == other
