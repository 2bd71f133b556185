#!/usr/bin/env python3
"""Install the wheel with the lowest and with the newest versions of its dependencies, and test it.

    matrix.py [--versions lowest,newest] [--tests core|all|none] [--python PYTHON]… DIST

DIST holds the sdist and the wheel that build.py made. The Pythons are those given, or those that the
environment variable UBND_DIGEST_PYTHONS lists (separated like PATH), or every python3.N on PATH that the
package may be installed with (with pyenv: PYENV_VERSION=3.11.7:3.12.1:… makes all of them run).

For each, in a new environment: the wheel alone is installed and must read a sample into the same JSON as
everywhere else; then what the tests need is added, and the tests of the sdist are run against the wheel.
The lowest versions are the lower bounds in the wheel's metadata; those of extras for users included, those
of our own tools not.
"""

from __future__ import annotations

import argparse
import email
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

NEWEST_MINOR = 30  # python3.N is looked for up to here
# What leans on the dependencies: attrs and cattrs, lark, dateutil, and the whole.
CORE = ("cli_calendar", "canonical", "examples", "model", "schema", "serialize")
TOOLS = {"bench", "browser", "dev", "docs", "test"}  # extras for those who work on the project
BOUND = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<versions>[^;]*)(?:;(?P<marker>.*))?")
ASK_VERSION = "import sys; print('.'.join(map(str, sys.version_info[:3])))"
ASK_VERSIONS = "import sys, importlib.metadata as m; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"


class Result(NamedTuple):
    """How one combination went."""

    python: str
    kind: str
    versions: str = "not installed"
    json: str | None = None
    tests: str = "not run"
    passed: bool = False


def requirements(wheel: Path) -> tuple[str, list[str]]:
    """What a wheel says it needs: of Python, and of packages."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    return metadata["Requires-Python"], metadata.get_all("Requires-Dist") or []


def lowest(requirement: str) -> str | None:
    """The constraint that holds a requirement of users to its lower bound, if it has one."""
    match = BOUND.fullmatch(requirement)
    bound = re.search(r">=\s*([^,\s]+)", match["versions"]) if match else None
    if match is None or bound is None:
        return None
    conditions = [part.strip() for part in (match["marker"] or "").split(" and ") if part.strip()]
    extras = {part.split('"')[1] for part in conditions if part.startswith("extra")}
    if extras & TOOLS:
        return None
    kept = " and ".join(part for part in conditions if not part.startswith("extra"))
    return f"{match['name']}=={bound[1]}" + (f"; {kept}" if kept else "")


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it says."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    return subprocess.run(  # noqa: S603
        [*map(str, command)],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf8",
        check=False,
    )


def pythons(given: list[str], oldest: int) -> list[str]:
    """The interpreters to test with, those on PATH that do not start left out."""
    if given:
        return given
    if listed := os.environ.get("UBND_DIGEST_PYTHONS"):
        return listed.split(os.pathsep)
    names = [f"python3.{minor}" for minor in range(oldest, NEWEST_MINOR)]
    return [name for name in names if shutil.which(name) and run(name, "-c", "").returncode == 0]


class Combination:
    """One Python with one choice of versions, in an environment of its own."""

    def __init__(self, python: str, kind: str, home: Path) -> None:
        self.python, self.kind, self.home = python, kind, home
        self.said = ""

    def _program(self, name: str) -> Path:
        return self.home / ("Scripts" if os.name == "nt" else "bin") / name

    def _ends_well(self, *command: object, cwd: Path | None = None) -> bool:
        done = run(*command, cwd=cwd)
        self.said = done.stdout
        return done.returncode == 0

    def make(self) -> bool:
        """Make the environment."""
        return self._ends_well(self.python, "-m", "venv", self.home)

    def do(self, name: str, *arguments: object, cwd: Path) -> bool:
        """Run a program of the environment; whether it ended well."""
        return self._ends_well(self._program(name), *arguments, cwd=cwd)

    def install(self, what: str, constraints: Path) -> bool:
        """Install with the versions of this combination."""
        held = ["--constraint", constraints] if self.kind == "lowest" else []
        return self._ends_well(self._program("python"), "-m", "pip", "install", "--quiet", *held, what)

    def versions(self, names: list[str]) -> str:
        """Which versions were installed, in words."""
        return run(self._program("python"), "-c", ASK_VERSIONS, *names).stdout.strip()


def try_out(combination: Combination, wheel: Path, project: Path, tests: str) -> Result:
    """Install, parse, test."""
    needs = requirements(wheel)[1]
    constraints = combination.home.with_suffix(".txt")
    constraints.write_text("\n".join(filter(None, map(lowest, needs))), encoding="utf8")
    result = Result(run(combination.python, "-c", ASK_VERSION).stdout.strip(), combination.kind)
    if not combination.make() or not combination.install(str(wheel), constraints):
        return result
    names = [match["name"] for need in needs if "extra ==" not in need and (match := BOUND.fullmatch(need))]
    result = result._replace(versions=combination.versions(names))
    # outside of the project, which has sources and grammars of its own
    sample = project / "examples" / "clean.txt"
    if not combination.do("ubnd-digest", "parse", "--format", "json", sample, cwd=project.parent):
        return result
    result = result._replace(json=combination.said)
    if tests == "none":
        return result._replace(passed=True)
    if not combination.install(f"{wheel}[test]", constraints):
        return result
    chosen = [f"tests/test_{name}.py" for name in CORE] if tests == "core" else []
    passed = combination.do("pytest", "-q", "-p", "no:cacheprovider", *chosen, cwd=project)
    return result._replace(tests=(combination.said.strip().splitlines() or ["nothing"])[-1], passed=passed)


def main() -> int:
    """Read the arguments, try every combination, tell."""
    parser = argparse.ArgumentParser(description="Test the wheel with the lowest and the newest dependencies.")
    parser.add_argument("dist", type=Path)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--versions", default="lowest,newest")
    parser.add_argument("--tests", choices=("core", "all", "none"), default="core")
    arguments = parser.parse_args()
    (wheel,), (sdist,) = (list(arguments.dist.resolve().glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))
    oldest = re.search(r">=\s*3\.(\d+)", requirements(wheel)[0])
    chosen = pythons(arguments.python, int(oldest[1]) if oldest else 0)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as work:
        for python in chosen:
            for kind in arguments.versions.split(","):
                place = Path(work, str(len(results)))
                shutil.unpack_archive(sdist, place, filter="data")
                (project,) = place.iterdir()
                combination = Combination(python, kind, place / "environment")
                result = try_out(combination, wheel, project, arguments.tests)
                results.append(result)
                print("ok    " if result.passed else "FAILED", *result[:3], result.tests, sep=" | ", flush=True)
                if not result.passed:
                    print(combination.said, flush=True)
    if len({result.json for result in results}) > 1:
        print("the sample is not read alike everywhere")
        return 1
    if not results:
        print("no Python was found")
    return 0 if results and all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
