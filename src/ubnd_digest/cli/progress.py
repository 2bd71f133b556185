"""A progress bar on standard error, for people who wait: with rich, on a terminal, after a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds before it appears
_PAUSE = 0.1  # seconds between two drawings


class ProgressBar:
    """How many files are done; drawn whenever one is, by no thread of its own. It leaves nothing behind.

    ``count`` counts the files; it is asked only when the bar appears.

    >>> bar = ProgressBar(lambda: 1)
    >>> bar.advance()
    >>> bar.close()
    """

    def __init__(self, count: Callable[[], int]) -> None:
        self._count = count
        self._bar: Progress | None = None
        self._done = 0
        self._next = time.monotonic() + _PATIENCE
        self._wanted = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def close(self) -> None:
        """Take the bar off the terminal for good."""
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """Count a file as done, and draw the bar where it is time."""
        self._done += 1
        now = time.monotonic()
        if not self._wanted or now < self._next:
            return
        self._next = now + _PAUSE
        self._bar = self._bar or self._new_bar()
        if self._bar is None:
            self._wanted = False
            return
        self._bar.update(self._bar.task_ids[0], completed=self._done)
        self._bar.start()
        self._bar.refresh()

    def _new_bar(self) -> Progress | None:
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        except ImportError:
            return None
        total = self._count()
        if total <= self._done:  # nothing to wait for
            return None
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task("files", total=total)
        return bar

    @contextmanager
    def aside(self, *, of_output: bool = True) -> Generator[None, None, None]:
        """Take the bar off the terminal while something else is written, to standard output unless told otherwise."""
        if self._bar and (not of_output or (sys.stdout is not None and sys.stdout.isatty())):
            self._bar.stop()
            self._next = 0.0  # it comes back with the next file
        yield
