"""Environments, and what a build backend makes of a tree."""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUPTOOLS = 77  # the oldest major version that pyproject.toml builds with


def run(*command: object, cwd: Path | None = None, **variables: str) -> str:
    """What a command prints, which must end well."""
    environment = os.environ | variables
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, encoding="utf8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def executable(home: Path, name: str) -> Path:
    """A program of an environment."""
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
