#!/usr/bin/env python3
"""Change the code in small ways, one at a time, and tell how many of the changes the tests see.

    mutants.py [--sample N] [--seed N] [--jobs N] [--out FILE] FOLDER…

FOLDER is a package below src/ubnd_digest: formats, linking, model or reading. Of each, a random sample of N mutants
(200) is made in a copy of the project. A survivor is either equivalent, or a test that is missing. Needs what the
tests need, in the Python that runs it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src", "ubnd_digest")
PATIENCE = 900  # seconds for the tests of one mutant; what hangs is seen
# The tests that are about a folder: quick ones first, since the first that fails ends the run.
TESTS = {
    "reading": "forms bounds deadlines limits dates references examples structure titles headings lead roles "
    "diagnostics api explain gold",
    "model": "model mentions source kinds forms bounds schema standoff canonical serialize errors api vocabulary",
    "linking": "relations documents changes items places provinces doctests",
    "formats": "canonical serialize schema json_lies json_misfits standoff annotate exports tables table_files arrow "
    "html html_scan html_text page_lines portals files view cli_calendar doctests",
}
# The same examples for all; the gold stands beside this folder, not beside the copy.
FIXED = {
    "HYPOTHESIS_PROFILE": "full",
    "UBND_DIGEST_GOLD": os.environ.get("UBND_DIGEST_GOLD", str(ROOT.parent / "shared" / "gold")),
}
LAWS = "robustness laws any_text"
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
}


class Mutant(NamedTuple):
    """A file with one change in it."""

    path: Path
    line: int
    was: str
    now: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.was} -> {self.now}"


def constants(value: object) -> Iterator[ast.expr]:
    """What a constant may become."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, str) and value:
        yield ast.Constant(f"XX{value}XX")
    elif value is None:
        yield ast.Constant("")


def changes_of(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may become: a neighbour of what it says."""
    match node:
        case ast.Constant():
            yield from constants(node.value)
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                if other := COMPARISONS.get(type(operator)):
                    operators = [*node.ops[:number], other(), *node.ops[number + 1 :]]
                    yield ast.Compare(node.left, operators, node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for number in range(len(node.values)):  # a condition less
                rest = node.values[:number] + node.values[number + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp():
            if turned := SUMS.get(type(node.op)):
                yield ast.BinOp(node.left, turned(), node.right)
        case ast.IfExp():
            yield from (node.body, node.orelse)


def expressions(tree: ast.AST) -> Iterator[ast.expr]:
    """All expressions that are run: no annotations, documentation or names of exports."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params", "format_spec"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or (
                isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            ):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.JoinedStr):  # text for people
                continue
            if isinstance(child, ast.expr):
                yield child
            yield from expressions(child)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of a file."""
    source = (ROOT / path).read_text(encoding="utf-8")
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in expressions(ast.parse(source)):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        was = source.encode()[start:end].decode()
        for change in changes_of(node):
            yield Mutant(path, node.lineno, was, f"({ast.unparse(change)})", start, end)


def is_seen(mutant: Mutant, copy: Path, tests: list[str]) -> bool:
    """Whether a test fails when the code says this; the copy is as before afterwards."""
    target = copy / mutant.path
    source = target.read_bytes()
    target.write_bytes(source[: mutant.start] + mutant.now.encode() + source[mutant.end :])
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", **FIXED}
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=copy, env=environment, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_bytes(source)
    return done.returncode != 0


def copied(to: Path) -> Path:
    """A copy of the project whose package is found before the installed one, its grammars included."""
    shutil.copytree(
        ROOT, to, ignore=shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".hypothesis")
    )
    shutil.copytree(to / "grammars", to / PACKAGE / "grammars")
    return to


def main() -> int:
    """Draw, change, test, tell."""
    parser = argparse.ArgumentParser(description="Change the code in small ways, and see whether the tests see it.")
    parser.add_argument("folders", nargs="+", choices=sorted(TESTS))
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="a file for the survivors")
    arguments = parser.parse_args()
    survivors: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        copies = [copied(Path(work, str(number), "project")) for number in range(arguments.jobs)]
        for folder in arguments.folders:
            files = [path.relative_to(ROOT) for path in sorted((ROOT / PACKAGE / folder).rglob("*.py"))]
            found = [mutant for path in files for mutant in mutants_of(path)]
            sample = random.Random(arguments.seed).sample(found, min(arguments.sample, len(found)))  # noqa: S311
            tests = [f"tests/test_{word}.py" for word in f"{TESTS[folder]} {LAWS}".split()]
            free = list(copies)

            def seen(mutant: Mutant, tests: list[str] = tests, free: list[Path] = free) -> bool:
                copy = free.pop()
                try:
                    return is_seen(mutant, copy, tests)
                finally:
                    free.append(copy)

            if is_seen(sample[0]._replace(now=sample[0].was), copies[0], tests):
                print(f"{folder}: the tests fail without a change", file=sys.stderr)
                return 1
            with ThreadPoolExecutor(arguments.jobs) as pool:
                killed = 0
                for mutant, was_seen in zip(sample, pool.map(seen, sample), strict=True):
                    killed += was_seen
                    if not was_seen:
                        survivors.append(str(mutant))
                        print("survived", mutant, flush=True)
            print(
                f"{folder}: {killed} of {len(sample)} killed ({killed / len(sample):.0%}), of {len(found)}", flush=True
            )
    if arguments.out:
        arguments.out.write_text("".join(f"{line}\n" for line in survivors), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
