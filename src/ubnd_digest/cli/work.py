"""Many files, one after the other: their output in order and at once, what failed at the end."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

from ubnd_digest.cli.inputs import files_behind
from ubnd_digest.cli.jobs import Outcome, failure
from ubnd_digest.cli.pool import WorkersError, in_processes
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.terminal import FINE, UNREADABLE, complain, encoded, flush, printable, write_chunks
from ubnd_digest.model.errors import UbndDigestError

if TYPE_CHECKING:
    from ubnd_digest.cli.inputs import Input
    from ubnd_digest.cli.jobs import Job
    from ubnd_digest.formats.delimited import Frame

_NAMED = 5  # failures that the summary names


def do_files(job: Job, arguments: Sequence[str], workers: int) -> int:
    """Do a job with the files that arguments mean, and write what comes of it.

    Args:
        job: what is done with each file.
        arguments: files, folders, patterns, ``-``.
        workers: how many processes work.

    Returns:
        The exit status: the gravest of all files.
    """
    inputs = files_behind(arguments)
    outcomes = in_processes(job, inputs, workers) if workers > 1 else _in_turn(job, inputs)
    try:
        with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_behind(arguments)))) as bar:
            return _written(job, outcomes, bar)
    except (UbndDigestError, WorkersError) as error:
        complain(str(error))
        return UNREADABLE


def _in_turn(job: Job, inputs: Iterable[Input]) -> Generator[Outcome, None, None]:
    job.prepare()
    for found in inputs:
        yield job.do(found.name) if found.reason is None else failure(found.name, found.reason)


def _written(job: Job, outcomes: Iterator[Outcome], bar: ProgressBar) -> int:
    first = next(outcomes)  # before anything is written: nothing is, where there is no such publisher
    output = _Output(job.frame())
    summary = _Summary()
    status = FINE
    for outcome in chain([first], outcomes):
        status = max(status, outcome.status)
        summary.count(outcome)
        if outcome.reason is None:
            with bar.aside():
                output.write(outcome.chunks)
        else:
            with bar.aside(of_output=False):
                complain(f"{printable(outcome.name)}: {outcome.reason}")
        bar.advance()
    with bar.aside():
        output.end()
    with bar.aside(of_output=False):
        summary.tell()
    return status


class _Output:
    """The output of all files, each handed on as soon as it is there."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._empty = True
        write_chunks([encoded(frame.begin)])

    def write(self, chunks: Iterable[bytes]) -> None:
        write_chunks(self._joined(chunks))
        flush()

    def _joined(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        first = True
        for chunk in filter(None, chunks):
            if first and not self._empty:
                yield encoded(self._frame.joint)
            self._empty = first = False
            yield chunk

    def end(self) -> None:
        write_chunks([encoded(self._frame.empty_end if self._empty else self._frame.end)])
        flush()


class _Summary:
    """What failed, told at the end where there were several files."""

    def __init__(self) -> None:
        self._files = 0
        self._failed = 0
        self._names: list[str] = []

    def count(self, outcome: Outcome) -> None:
        self._files += 1
        if outcome.reason is not None:
            self._failed += 1
            if self._failed <= _NAMED:
                self._names.append(printable(outcome.name))

    def tell(self) -> None:
        if self._failed and self._files > 1:
            more = ", ..." if self._failed > _NAMED else ""
            complain(f"{self._failed} of {self._files} files could not be read: {', '.join(self._names)}{more}")
