"""Counts the instructions of the processor that reading takes, and compares with what is recorded.

    PYTHON .ci/instructions.py             compare; the exit status is 1 where one is over its budget
    PYTHON .ci/instructions.py --record    record what is counted now as the budget of this version of Python

PYTHON is one in whose environment the library is installed. valgrind counts, which gives the same number each time on
a machine, however busy it is. What it gives on another machine differs with the build of Python; so a budget is not a
number of instructions, but how many times as many a piece of plain Python takes (WORK), counted in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = Path(__file__).with_suffix(".json")
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"

# What the library does most, by the standard library alone: an expression finds, small objects keep, dictionaries know.
WORK = """
import re
class Found:
    __slots__ = ("start", "end", "words")
    def __init__(self, start, end, words):
        self.start, self.end, self.words = start, end, words
sought = re.compile(
    r"(?P<day>[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?)|(?P<number>[0-9]+(?:/[0-9]{4})?/[A-Z]{2,}(?:-[A-Z]+)*)|(?P<word>\\w+)"
)
text = "Plan 64/KH-UBND of 14/3/2025 on planting trees; the office reports before 30/4, as letter 12/CV-SXD says. " * 10
def work():
    known, kept = {}, []
    for match in sought.finditer(text):
        found = Found(match.start(), match.end(), match.group().lower())
        if match.lastgroup != "word" or found.words not in known:
            known[found.words] = len(kept)
            kept.append(found)
        elif kept and kept[-1].end < found.start:
            known[found.words] += 1
    return sorted(kept, key=lambda found: (found.words, found.start))
work()
"""
IMPORT = "import ubnd_digest\n"
FIRST = (
    f"{IMPORT}text = open({str(ROOT / 'examples' / 'clean.txt')!r}, encoding='utf-8').read()\nubnd_digest.parse(text)\n"
)
MORE, TIMES = 4, 20
PROGRAMS = {
    "nothing": "pass",
    "import": IMPORT,
    "first": FIRST,
    "more": f"{FIRST}for _ in range({MORE}): ubnd_digest.parse(text)\n",
    "work": WORK,
    "more work": f"{WORK}for _ in range({TIMES}): work()\n",
}


def environment(folder: str) -> dict[str, str]:
    """Without what could let two runs differ."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "UBND_"))}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "UBND_DIGEST_CACHE": folder}


def counted(program: str, variables: dict[str, str]) -> int:
    """How many instructions a program takes."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(  # noqa: S603 - a program of this file
        [*command, sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False
    )
    found = re.search(r"I\s+refs:\s+([0-9,]+)", done.stderr)
    if done.returncode or not found:
        raise SystemExit(f"valgrind could not count:\n{done.stderr[-2000:]}")
    return int(found[1].replace(",", ""))


def measured() -> dict[str, float]:
    """What reading takes, in pieces of plain work."""
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(folder)
        for _ in range(2):  # what is kept of modules and grammars is there afterwards
            subprocess.run([sys.executable, "-c", FIRST], env=variables, check=True)  # noqa: S603 - likewise
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            counts = dict(zip(PROGRAMS, pool.map(lambda it: counted(it, variables), PROGRAMS.values()), strict=True))
    unit = (counts["more work"] - counts["work"]) / TIMES
    return {
        "import": (counts["import"] - counts["nothing"]) / unit,
        "first parse": (counts["first"] - counts["import"]) / unit,
        "parse": (counts["more"] - counts["first"]) / MORE / unit,
    }


def main() -> int:
    """Compare, or record."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", action="store_true")
    record = options.parse_args().record
    kept = json.loads(BUDGETS.read_text(encoding="ascii"))
    if not shutil.which("valgrind"):
        print("instructions: NOT COUNTED, there is no valgrind", file=sys.stderr)
        return 0
    if VERSION not in kept["budgets"] and not record:
        print(f"instructions: NOT COUNTED, no budget is recorded for Python {VERSION}", file=sys.stderr)
        return 0
    found = measured()
    if record:
        kept["budgets"][VERSION] = {name: float(f"{figure:.4g}") for name, figure in found.items()}
        kept["budgets"] = dict(sorted(kept["budgets"].items(), key=lambda pair: int(pair[0].split(".")[1])))
        BUDGETS.write_text(json.dumps(kept, indent=2) + "\n", encoding="ascii")
    over = False
    for name, figure in found.items():
        budget, margin = kept["budgets"][VERSION][name], kept["margins"][name]
        over |= figure > budget * (1 + margin)
        verdict = "OVER" if figure > budget * (1 + margin) else "kept"
        print(f"{name:12} {figure:8.2f}  budget {budget:8.2f} + {margin:.0%}  {figure / budget - 1:+7.1%}  {verdict}")
    if over:
        print("more instructions than the budget allows: make it cheaper, or record it with the reason in the message")
    return over


if __name__ == "__main__":
    raise SystemExit(main())
