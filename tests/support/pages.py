"""Runs what the pages show: examples in Python and commands of a shell, in order, in one folder a page.

A block is run unless the line above it says ``<!-- not run: why -->``; ``<!-- exit 1 -->`` says with which status its
commands end. A block ``text`` directly behind it is what it prints, with "…" for anything.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

BLOCK = re.compile(
    r"(?:^<!-- (?:(?P<not_run>not run)(?:: (?P<why>[^\n]+))?|exit (?P<status>[0-9]+)) -->\n)?"
    r"^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=fence)$\n?"
    r"(?:\s*^```text\n(?P<shown>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
PATIENCE = 60  # seconds for one block, on a machine that is busy


class Block(NamedTuple):
    """A fenced block: where it begins (its first line, from 0), what is in it, and what is said of it."""

    line: int
    language: str
    text: str
    not_run: bool = False
    why: str = ""
    status: int = 0
    shown: str | None = None


def blocks(page: str) -> Iterator[Block]:
    for found in BLOCK.finditer(page):
        yield Block(
            line=page.count("\n", 0, found.start("text")),
            language=found["language"].strip(),
            text=found["text"],
            not_run=bool(found["not_run"]),
            why=found["why"] or "",
            status=int(found["status"] or 0),
            shown=found["shown"],
        )


def is_shown(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; "…" stands for anything."""
    pattern = ".*".join(map(re.escape, shown.rstrip("\n").split("…")))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


class Runner:
    """Runs the blocks of one page; what one has defined the next ones know."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, block: Block) -> str:
        """Run a block in the working directory; what is wrong, or nothing."""
        place = f"{self.path.name}:{block.line + 1}"
        if block.language == "sh":
            status, printed = self.shell(block.text)
            if status != block.status:
                return f"{place} ended with {status}:\n{printed}"
        elif ">>> " in block.text:
            return self.session(block)
        else:
            printed = self.program(block)
        if block.shown is not None and not is_shown(block.shown, printed):
            return f"{place} printed:\n{printed}\nand not:\n{block.shown}"
        return ""

    def session(self, block: Block) -> str:
        example = doctest.DocTestParser().get_doctest(
            block.text, self.names, self.path.name, str(self.path), block.line
        )
        report: list[str] = []
        doctest.DocTestRunner(optionflags=OPTIONS).run(example, out=report.append, clear_globs=False)
        self.names.update(example.globs)
        return "".join(report)

    def program(self, block: Block) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * block.line + block.text, str(self.path), "exec"), self.names)
        return printed.getvalue()

    def shell(self, commands: str) -> tuple[int, str]:
        path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", commands],
            env={**os.environ, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout
