"""Many files, one after the other: their output in order and at once, what failed at the end."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain

from ubnd_digest.cli.inputs import Input, files_of
from ubnd_digest.cli.jobs import Job, Outcome, failure
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.terminal import FINE, complain, encoded, printable, write_chunks

_NAMED = 5  # failures that the summary names


def do_files(job: Job, arguments: Sequence[str], workers: int) -> int:
    """Do a job with the files that arguments mean, and write what comes of it; the exit status is the gravest of all.

    Nothing is written where there is no such publisher, or the like: a ``UbndDigestError`` or ``WorkersError`` says so.
    """
    inputs = files_of(arguments)
    if workers > 1:
        from ubnd_digest.cli.pool import in_processes

        outcomes = in_processes(job, inputs, workers)
    else:
        outcomes = _in_turn(job, inputs)
    with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_of(arguments)))) as bar:
        return _written(job, outcomes, bar)


def _in_turn(job: Job, inputs: Iterable[Input]) -> Generator[Outcome, None, None]:
    job.prepare()
    for found in inputs:
        yield job.do(found.name) if found.reason is None else failure(found.name, found.reason)


def _written(job: Job, outcomes: Iterator[Outcome], bar: ProgressBar) -> int:
    frame, gathered = job.frame(), list[bytes]()
    first = next(outcomes)  # before anything is written: nothing is, where there is no such publisher
    write_chunks([encoded(frame.begin)])
    status, files, failed, empty = FINE, 0, 0, True
    named: list[str] = []
    for outcome in chain([first], outcomes):
        files += 1
        status = max(status, outcome.status)
        if outcome.reason is None and job.gathers:
            gathered += b"".join(outcome.chunks).split(b"\n")[:-1]
        elif outcome.reason is None:
            with bar.aside():
                empty &= not _write(outcome.chunks, "" if empty else frame.joint)
            if outcome.note:
                with bar.aside(of_output=False):
                    complain(f"{printable(outcome.name)}: {outcome.note}")
        else:
            failed += 1
            name = printable(outcome.name)
            named += [name] if failed <= _NAMED else []
            with bar.aside(of_output=False):
                complain(f"{name}: {outcome.reason}")
        bar.advance()
    with bar.aside():
        if job.gathers:
            empty = not _write(job.whole(gathered), "")
        write_chunks([encoded(frame.empty_end if empty else frame.end)])
    if failed and files > 1:
        more = ", ..." if failed > _NAMED else ""
        with bar.aside(of_output=False):
            complain(f"{failed} of {files} files could not be read: {', '.join(named)}{more}")
    return status


def _write(chunks: Iterable[bytes], joint: str) -> bool:
    """Hand on the output of a file; false where it has none."""
    some = filter(None, chunks)
    first = next(some, None)
    if first is not None:
        write_chunks(chain((encoded(joint), first), some))
    return first is not None
