"""This working copy beside the last release, or another version, in one run: what has become slower.

Both are installed into folders of their own. In each round a fresh process of each is asked, in turn, for the same things
several times, so that a busy moment falls on both. A round gives one ratio for each thing, the median of its runs. Slower is what
was slower in every round, by more than the ratios of the rounds differ from each other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.corpus import digests
from benchmarks.report import Table

_ROOT = Path(__file__).parent.parent
_ROUNDS, _RUNS = 5, 7
LAST_RELEASE = "release"

# What a process measures: seconds of processor time of each thing, for which there must be a function in that version.
_CHILD = """
import json, sys, time
began = time.process_time()
import ubnd_digest as ud
imported = time.process_time()
texts = json.loads(sys.stdin.readline())
ud.parse(texts[0])
first = time.process_time()
read = [ud.parse(text) for text in texts]
written = [ud.to_json(digest) for digest in read]
whole = "\\n".join(texts)
things = {
    "parse": lambda: [ud.parse(text) for text in texts],
    "references": lambda: ud.find_references(whole),
    "deadlines": lambda: ud.find_deadlines(whole),
    "to_json": lambda: [ud.to_json(digest) for digest in read],
    "from_json": lambda: [ud.from_json(data) for data in written],
    "resolve": lambda: ud.resolve(read),
    "rows": lambda: ud.rows(read[0], "duties"),
    "to_html": lambda: read[0].to_html(),
}
times = {}
for name, thing in things.items():
    try:
        thing()
    except (AttributeError, ImportError, TypeError, ValueError):
        continue
    times[name] = 1
print(json.dumps({"of": ud.__file__, "import": imported - began, "first parse": first - imported, "names": list(times)}), flush=True)
for line in sys.stdin:
    thing, runs, start = things[line.strip()], 0, time.process_time()
    while True:
        thing()
        runs += 1
        took = time.process_time() - start
        if took > 0.02:
            break
    print(took / runs, flush=True)
"""


def against(version: str) -> Table:
    """Time this working copy beside a commit, a wheel, or the last release."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        what = _installed(version, folder / "old", folder)
        _pip(str(_ROOT), folder / "new")
        rounds = [_round(folder, number) for number in range(_ROUNDS)]
    rows = []
    for thing in rounds[0]:
        ratios = sorted(found[thing] for found in rounds if thing in found)
        noise = ratios[-1] - ratios[0]
        change = median(ratios) - 1
        slower, faster = ratios[0] > 1 and change > noise, ratios[-1] < 1 and -change > noise
        rows.append((thing, f"{change:+.1%}", f"{noise:.1%}", "**slower**" if slower else "faster" if faster else ""))
    about = (
        f"Processor time against {what}, of {_ROUNDS} pairs of fresh processes that took turns: the median of their ratios, the noise "
        "(how far apart the ratios are), and what is slower, or faster, in every pair and by more than its noise."
    )
    return Table(f"Against {what}", about, ("what", "change", "noise", ""), rows)


def _round(folder: Path, number: int) -> dict[str, float]:
    """The ratios of a pair of fresh processes, new to old."""
    sides = ["old", "new"] if number % 2 else ["new", "old"]
    pair = {side: _Process(folder, side) for side in sides}
    try:
        found = {name: pair["new"].told[name] / pair["old"].told[name] for name in ("import", "first parse")}
        for thing in pair["old"].told["names"]:
            if thing in pair["new"].told["names"]:
                runs = [[pair[side].seconds(thing) for side in ("old", "new")] for _ in range(_RUNS)]
                found[thing] = median(new / old for old, new in runs)
        return found
    finally:
        for one in pair.values():
            one.close()


class _Process:
    """A process that has one of the two installed, and what it tells of its start."""

    def __init__(self, folder: Path, side: str) -> None:
        kept = folder / f"cache-{side}"
        variables = {
            **os.environ,
            "PYTHONPATH": str(folder / side),
            "PYTHONHASHSEED": "0",
            "UBND_DIGEST_CACHE": str(kept),
        }
        command, texts = [sys.executable, "-c", _CHILD], json.dumps(digests().texts) + "\n"
        if not kept.exists():  # which is then filled
            subprocess.run(
                command, env=variables, cwd=folder, input=texts, encoding="utf-8", check=True, stdout=subprocess.DEVNULL
            )
        pipe = subprocess.PIPE
        self._child = subprocess.Popen(command, env=variables, cwd=folder, stdin=pipe, stdout=pipe, encoding="utf-8")
        self.told = json.loads(self._asked(texts))
        if not Path(self.told["of"]).is_relative_to(folder / side):
            raise SystemExit(f"not the one that is measured: {self.told['of']}")

    def _asked(self, line: str) -> str:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(line)
        self._child.stdin.flush()
        return self._child.stdout.readline()

    def seconds(self, thing: str) -> float:
        return float(self._asked(f"{thing}\n"))

    def close(self) -> None:
        self._child.communicate()


# ---- what is compared with --------------------------------------------------------------------


def _installed(version: str, to: Path, folder: Path) -> str:
    """Install a version; what it is called."""
    if version.endswith((".whl", ".tar.gz")):
        _pip(version, to)
        return Path(version).name
    if version == LAST_RELEASE:
        version = _git("describe", "--tags", "--abbrev=0", "--match", "v*", check=False).decode().strip()
        if not version:
            raise SystemExit("there is no release yet (no tag v…): say a commit or a wheel, such as --against HEAD~10")
    commit = _git("rev-parse", "--short", f"{version}^{{commit}}").decode().strip()
    with tarfile.open(fileobj=BytesIO(_git("archive", commit))) as archive:
        archive.extractall(folder / "tree", filter="data")
    _pip(str(folder / "tree"), to)
    return version if version == commit else f"{version} ({commit})"


def _git(*arguments: str, check: bool = True) -> bytes:
    done = subprocess.run(["git", "-C", str(_ROOT), *arguments], capture_output=True, check=False)
    if check and done.returncode:
        raise SystemExit(done.stderr.decode().strip())
    return done.stdout


def _pip(what: str, to: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(to), what]
    subprocess.run(command, check=True)


def shown(version: str) -> int:
    """Print the table; how many things are slower."""
    table = against(version)
    print(report.shown(table))
    return sum("slower" in row[-1] for row in table.rows)
