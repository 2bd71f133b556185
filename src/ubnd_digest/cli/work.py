"""Many files, one after the other: their output in order and at once, what failed at the end."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from ubnd_digest.cli.inputs import Input, files_of
from ubnd_digest.cli.jobs import Job, Outcome, failure
from ubnd_digest.cli.left_out import NOTHING, together
from ubnd_digest.cli.left_out import told as told_of
from ubnd_digest.cli.missed import CHOSEN, Missed, of_all, why_none
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.terminal import FINE, complain, encoded, printable, write_chunks

if TYPE_CHECKING:
    from ubnd_digest.cli.resume import Ledger

_NAMED = 5  # failures that the summary names
_MOVED = "what is asked for has another day in a later file"


def do_files(job: Job, arguments: Sequence[str], workers: int, ledger: Ledger | None = None) -> int:
    """Do a job with the files that arguments mean, and write what comes of it; the exit status is the gravest of all.

    With a ledger, those that it has are done already.

    Nothing is written where there is no such publisher, or the like: a ``UbndDigestError`` or ``WorkersError`` says so.
    """
    inputs = files_of(arguments)
    outcomes = outcomes_of(job, ledger.left(inputs) if ledger else inputs, workers)
    with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_of(arguments)))) as bar:
        return _written(job, outcomes, bar, ledger)


def outcomes_of(job: Job, inputs: Iterable[Input], workers: int) -> Generator[Outcome, None, None]:
    """What becomes of files, in their order."""
    if workers > 1:
        from ubnd_digest.cli.pool import in_processes

        return in_processes(job, inputs, workers)
    return _in_turn(job, inputs)


def _in_turn(job: Job, inputs: Iterable[Input]) -> Generator[Outcome, None, None]:
    job.prepare()
    for found in inputs:
        yield job.do(found.name) if found.reason is None else failure(found.name, found.reason)


def _written(job: Job, outcomes: Iterator[Outcome], bar: ProgressBar, ledger: Ledger | None) -> int:
    frame, gathered = job.frame(), list[bytes]()
    # before anything is written: nothing is, where there is no such publisher
    first = list(islice(outcomes, 1))
    tally, empty = Tally(bar), ledger is None or ledger.empty
    missed = list[Missed | None]()
    if ledger is None or ledger.fresh:
        write_chunks([encoded(frame.begin)])
    if ledger:
        _taken_up(ledger, tally)
    for outcome in chain(first, outcomes):
        if outcome.reason is None and job.gathers:
            gathered += b"".join(outcome.chunks).split(b"\n")[:-1]
            missed.append(outcome.missed)
        elif outcome.reason is None:
            with bar.aside():
                empty &= not _write(outcome.chunks, "" if empty else frame.joint)
        else:
            with bar.aside():
                empty &= not _write(job.failed(outcome), "" if empty else frame.joint)
        if ledger:
            ledger.done(outcome)
        tally.take(outcome, quiet=job.gathers)
    with bar.aside():
        if job.gathers:
            empty = not _write(job.whole(gathered), "")
        write_chunks([encoded(frame.empty_end if empty else frame.end)])
    status = tally.status()
    if empty and job.gathers and status == FINE:  # no file has told it by itself
        some = list(filter(None, missed))
        moved = job.command in CHOSEN and len(some) < len(missed)
        complain(_MOVED if moved else why_none(job.command, job.choice, of_all(some)))
    return status


def _taken_up(ledger: Ledger, tally: Tally) -> None:
    """Count what was done before, as if it were done now."""
    if ledger.fresh:
        ledger.done(None)
    before = ledger.before()
    if before:
        complain(f"{len(before)} files were done before, and are not read again")
    for outcome in before:
        tally.take(outcome)


class Tally:
    """What is told on standard error of the files, and the exit status of all."""

    def __init__(self, bar: ProgressBar) -> None:
        self._bar = bar
        self._status, self._files, self._failed = FINE, 0, 0
        self._named: list[str] = []
        self._left_out = NOTHING

    def take(self, outcome: Outcome, *, quiet: bool = False) -> None:
        """Count a file, and tell what is wrong with it, or, unless quiet, why it has no output."""
        self._files += 1
        self._status = max(self._status, outcome.status)
        name = printable(outcome.name)
        if outcome.reason is not None:
            self._failed += 1
            self._named += [name] if self._failed <= _NAMED else []
            self._complain(f"{name}: {outcome.reason}")
        elif outcome.note and not quiet:
            self._complain(f"{name}: {outcome.note}")
        self._left_out = together((self._left_out, outcome.left_out))
        if outcome.again:
            self._complain(f"{name}: {outcome.again}")
        self._bar.advance()

    def _complain(self, message: str) -> None:
        with self._bar.aside(of_output=False):
            complain(message)

    def status(self) -> int:
        """The exit status, when all files are done; what is left out, and those that could not be read, are told."""
        for line in told_of(self._left_out):
            self._complain(line)
        if self._failed and self._files > 1:
            more = ", ..." if self._failed > _NAMED else ""
            names = ", ".join(self._named)
            self._complain(f"{self._failed} of {self._files} files could not be read: {names}{more}")
        return self._status


def _write(chunks: Iterable[bytes], joint: str) -> bool:
    """Hand on the output of a file; false where it has none."""
    some = filter(None, chunks)
    first = next(some, None)
    if first is not None:
        write_chunks(chain((encoded(joint), first), some))
    return first is not None
