#!/usr/bin/env python3
"""Change the code in small ways, one at a time, and tell how many of the changes the tests see.

    mutants.py [--sample N] [--seed N] [--jobs N] [--bound SECONDS] [--kept FOLDER] [--again FILE] [--out FILE] PACKAGE…

PACKAGE is a folder below src/ubnd_digest. Of each, a random sample of N mutants (200) is made in a copy of the project.
Which test runs which line is written down first, in some ten minutes; a mutant is then shown to the tests that run its
statement, the quick ones first. What no test runs is a survivor. A survivor is either equivalent, or a test that is
missing. Needs what the tests need, and coverage, in the Python that runs it.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from coverage.numbits import nums_to_numbits, register_sqlite_functions

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src", "ubnd_digest")
QUICK, SHORT = 40, 0.15  # so many tests see a mutant first, none of which takes more seconds
FILES = 15  # of tests, where each mutant is tried in a new process
PACKAGES = sorted(ROOT.glob(f"{PACKAGE}/*/__init__.py"))
PATIENCE = 120
# The same examples for all; the gold stands beside this folder, not beside the copy.
FIXED = {
    "HYPOTHESIS_PROFILE": "ci",
    "UBND_DIGEST_GOLD": os.environ.get("UBND_DIGEST_GOLD", str(ROOT.parent / "shared" / "gold")),
}
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
    lines: tuple[int, ...]  # of the statement that is changed
    names: frozenset[str]  # what it defines where it is run once, when the module is imported

    def text(self, copy: Path) -> str:
        """All of the file."""
        source = (copy / self.path).read_bytes()
        return (source[: self.start] + self.now.encode() + source[self.end :]).decode()

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


def statements(tree: ast.AST) -> dict[int, ast.stmt]:
    """The innermost statement of each line."""
    found: dict[int, ast.stmt] = {}
    for node in ast.walk(tree):  # outer ones come first
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
            found |= dict.fromkeys(range(first, (node.end_lineno or first) + 1), node)
    return found


def called(tree: ast.AST) -> set[int]:
    """The lines that stand in bodies of functions."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {line for node in functions for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1)}


def names_of(node: ast.stmt) -> frozenset[str]:
    """What a statement defines."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    names = [name.id for target in targets if target for name in ast.walk(target) if isinstance(name, ast.Name)]
    return frozenset([*names, *([node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else [])])


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of a file."""
    source = (ROOT / path).read_text(encoding="utf-8")
    tree = ast.parse(source)
    innermost, bodies = statements(tree), called(tree)
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in expressions(tree):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        was = source.encode()[start:end].decode()
        statement = innermost[node.lineno]
        lines = tuple(line for line, other in innermost.items() if other is statement)
        names = frozenset() if node.lineno in bodies else names_of(statement) or frozenset([path.stem])
        for change in changes_of(node):
            yield Mutant(path, node.lineno, was, f"({ast.unparse(change)})", start, end, lines, names)


class Record:
    """Which test runs which line, and how long it takes."""

    def __init__(self, copy: Path, kept: Path, bound: float) -> None:
        """Run each file of tests by itself, if it, the code or a table that it names changed since it was recorded."""
        code = max(path.stat().st_mtime for path in (copy / "src").rglob("*.py"))
        self.bound = bound
        self.seconds: dict[str, float] = {}
        self.data: list[tuple[sqlite3.Connection, dict[str, int]]] = []
        for tests in sorted((copy / "tests").glob("test_*.py")):
            lines = kept / tests.stem
            times = kept / f"{tests.stem}.json"
            text = tests.read_text(encoding="utf-8")
            named = [path for path in (copy / "tests").glob("*/*") if path.parent.name in text]
            changed = max(code, *(path.stat().st_mtime for path in (tests, *named)))
            if not times.exists() or times.stat().st_mtime < changed:
                lines.unlink(missing_ok=True)
                done = pytest(copy, kept, f"tests/{tests.name}", LINES_OF_TESTS=str(lines))
                print(f"recorded {tests.name}: {done.stdout.splitlines()[-1]}", flush=True)
            self.seconds |= json.loads(times.read_text(encoding="utf-8"))
            data = sqlite3.connect(lines, check_same_thread=False)
            register_sqlite_functions(data)
            files = data.execute("select path, id from file")
            self.data.append((data, {path[path.find(PACKAGE.as_posix()) :]: number for path, number in files}))
        self.sizes = Counter(test.partition("::")[0] for test in self.seconds)
        self.sources: dict[Path, tuple[set[int], list[str]]] = {}
        for path in (ROOT / PACKAGE).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            self.sources[path.relative_to(ROOT)] = called(ast.parse(text)), text.split("\n")

    def running(self, path: Path, lines: Iterable[int]) -> set[str]:
        """The tests that run one of these lines; an empty name where it is run while they are collected."""
        wanted = nums_to_numbits(lines)
        question = (
            "select context from line_bits join context on context_id = context.id "
            "where file_id = ? and numbits_any_intersection(numbits, ?)"
        )
        found: set[str] = set()
        for data, files in self.data:
            if number := files.get(path.as_posix()):
                found.update(test for (test,) in data.execute(question, (number, wanted)))
        return found & {"", *self.seconds}

    def tests_for(self, mutant: Mutant) -> set[str]:
        """The tests that run what a mutant changes; for what is run once, the module or the lines that name it."""
        found = self.running(mutant.path, mutant.lines)
        if mutant.names:
            words = re.compile(rf"\b(?:{'|'.join(mutant.names)})\b")
            for path, (bodies, texts) in self.sources.items():
                named = {line for line in bodies if words.search(texts[line - 1])}
                if lines := bodies if path == mutant.path else named:
                    found |= self.running(path, lines)
        return found - {""} or set(self.seconds if mutant.names else ())

    def is_run_early(self, mutant: Mutant) -> bool:
        """Whether a line is run while tests are collected, so that what it made may be kept."""
        return "" in self.running(mutant.path, mutant.lines)

    def in_turns(self, tests: Iterable[str]) -> list[str]:
        """The quickest of each file, then the second of each, and so on; files about little else come first."""
        files = defaultdict(list)
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            files[test.partition("::")[0]].append(test)
        rows = sorted(files.values(), key=lambda row: -len(row) / self.sizes[row[0].partition("::")[0]])
        return [test for row in zip_longest(*rows) for test in row if test]

    def shown(self, mutant: Mutant) -> list[str]:
        """The tests for a mutant: quick ones of several files, then others up to a bound, each time file by file.

        Those come first that are called by a word of the module.
        """
        tests = self.tests_for(mutant)
        words = [word.removesuffix("s") for word in mutant.path.stem.split("_")]
        about = {test for test in tests if any(word in test for word in words)}
        short = [
            self.in_turns(test for test in group if self.seconds[test] <= SHORT) for group in (about, tests - about)
        ]
        quick = [group[:QUICK] for group in short]
        # what one test of a file has made may serve the others, which then do not run the line themselves
        files = {test.partition("::")[0] for test in tests}
        others = {test for test in self.seconds if test.partition("::")[0] in files} - tests
        rest = [
            sorted(group, key=lambda test: self.seconds[test])
            for group in (about.difference(*quick), tests.difference(about, *quick), others)
        ]
        until = accumulate(self.seconds[test] for test in chain(*rest))
        left = [test for test, total in zip(chain(*rest), until, strict=True) if total <= self.bound]
        return [test for part in (*quick, left) for test in sorted(part, key=self.place)]

    def place(self, test: str) -> tuple[str, float]:
        """Keeps the tests of a file together, since they share what they make."""
        return test.partition("::")[0], self.seconds[test]


def pytest(
    copy: Path, kept: Path, *arguments: str, timeout: int | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run tests in a copy, with what was made of the grammars before."""
    environment = os.environ | FIXED | {"UBND_DIGEST_CACHE": str(kept / "grammars")} | variables
    environment["PYTHONPATH"] = os.pathsep.join([str(copy / "src"), str(copy / ".ci")])
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", "-p", "lines_of_tests"]
    return subprocess.run(  # noqa: S603
        [*command, *arguments],
        cwd=copy, env=environment, capture_output=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip


def who_sees(mutants: list[Mutant], copy: Path, kept: Path, record: Record) -> list[str]:
    """For each mutant the test that fails when the code says this, if there is one.

    All begin where the tests are collected, so this is not for what is run once, when a module is imported.
    """
    to_try = copy / "mutants-to-try"
    tries = [{"path": str(copy / one.path), "now": one.text(copy), "tests": record.shown(one)} for one in mutants]
    to_try.write_text("\n".join(map(json.dumps, tries)), encoding="utf-8")
    answers = copy / "mutants-to-try.answers"
    answers.write_text("", encoding="utf-8")
    pytest(copy, kept, MUTANTS_TO_TRY=str(to_try), PYTHONDONTWRITEBYTECODE="1")
    return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]


def who_sees_afresh(mutant: Mutant, copy: Path, kept: Path, record: Record) -> str:
    """The same in a new process; the copy is as before afterwards."""
    target, listed = copy / mutant.path, copy / "tests-to-run"
    source, status = target.read_bytes(), target.stat()
    tests = record.shown(mutant)
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))[:FILES]  # each takes time to import
    listed.write_text("\n".join(test for test in tests if test.partition("::")[0] in files), encoding="utf-8")
    target.write_text(mutant.text(copy), encoding="utf-8")
    try:
        done = pytest(copy, kept, "-x", *files, TESTS_TO_RUN=str(listed), PYTHONDONTWRITEBYTECODE="1", timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return "whoever waits"
    finally:
        target.write_bytes(source)
        os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))  # what is compiled of it is right again
    if done.returncode in (0, 5):  # all passed; none is left under its name
        return ""
    reasons = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return reasons[0] if reasons else f"pytest, which ends with {done.returncode}"


def tried(mutants: list[Mutant], copy: Path, kept: Path, record: Record) -> dict[Mutant, str]:
    """Who sees each of these mutants."""
    called = [mutant for mutant in mutants if not mutant.names]
    found = dict(zip(called, who_sees(called, copy, kept, record), strict=True)) if called else {}
    afresh = [
        mutant
        for mutant in mutants
        if found.get(mutant, "UNTRIED") in ("UNTRIED", "CRASHED") or (not found[mutant] and record.is_run_early(mutant))
    ]
    return found | {mutant: who_sees_afresh(mutant, copy, kept, record) for mutant in afresh}


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
    parser.add_argument("packages", nargs="+", choices=sorted(path.parent.name for path in PACKAGES))
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--bound", type=float, default=12, help="seconds for those tests of a mutant that come after the quick ones"
    )
    parser.add_argument("--kept", type=Path, help="a folder for what is recorded, which the next run takes from there")
    parser.add_argument("--again", type=Path, help="a file with survivors: try these of the sample, and no other")
    parser.add_argument("--out", type=Path, help="a file for the survivors")
    arguments = parser.parse_args()
    survivors: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        copies = [copied(Path(work, str(number), "project")) for number in range(arguments.jobs)]
        kept = (arguments.kept or Path(work, "kept")).resolve()
        kept.mkdir(parents=True, exist_ok=True)
        record = Record(copies[0], kept, arguments.bound)
        for copy in copies:  # compiles it
            pytest(copy, kept, "--collect-only")
        for package in arguments.packages:
            files = [path.relative_to(ROOT) for path in sorted((ROOT / PACKAGE / package).rglob("*.py"))]
            found = [mutant for path in files for mutant in mutants_of(path)]
            sample = random.Random(arguments.seed).sample(found, min(arguments.sample, len(found)))  # noqa: S311
            if arguments.again:
                again = arguments.again.read_text(encoding="utf-8")
                sample = [mutant for mutant in sample if str(mutant) in again]
            with ThreadPoolExecutor(arguments.jobs) as pool:
                parts = [sample[number :: arguments.jobs] for number in range(arguments.jobs)]
                answers = pool.map(lambda part, copy: tried(part, copy, kept, record), parts, copies)
                seen = {mutant: who for answer in answers for mutant, who in answer.items()}
            for mutant in sample:
                print(f"{mutant}: {seen[mutant] or 'SURVIVED'}", flush=True)
            killed = sum(bool(seen[mutant]) for mutant in sample)
            survivors += [str(mutant) for mutant in sample if not seen[mutant]]
            print(f"{package}: {killed} of {len(sample)} seen, of {len(found)}", flush=True)
    if arguments.out:
        arguments.out.write_text("".join(f"{line}\n" for line in survivors), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
