"""Many files by several processes: a bounded number of them at a time, their outcomes in order.

Each worker has a pipe of its own, with the file that it reads and the next one; it sends back
formatted output, not objects. Workers are spawned, not forked: that is right on every system, and a worker holds
nothing of its parent, so that the end of either closes the pipe, and the other one sees it.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import signal
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection as pipes
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ubnd_digest.cli.inputs import STANDARD_INPUT, Input
from ubnd_digest.cli.jobs import Outcome, failure
from ubnd_digest.cli.terminal import CommandError, UnreadableError, bytes_of
from ubnd_digest.model.errors import UbndDigestError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from ubnd_digest.cli.jobs import Job

    _Pipe: TypeAlias = pipes.Connection

# Files that are being read, or are done and wait for an earlier one, for each worker.
_AHEAD = 4
# Files that a worker has: the one that it reads, and one more, so that it need not wait for its parent.
_AT_HAND = 2
_PATIENCE = 5.0  # seconds, for a worker to end


class WorkersError(CommandError):
    """Workers cannot do their work at all; the message says why."""


def in_processes(job: Job, inputs: Iterator[Input], workers: int) -> Generator[Outcome, None, None]:
    """Do a job with many files, by several processes.

    Args:
        job: what is done with each file.
        inputs: the files, taken as they are needed.
        workers: how many processes work, at most.

    Yields:
        The outcome of each file, in the order of the files. A file whose worker dies has failed,
        and another worker takes its place.

    Raises:
        WorkersError: when a worker cannot begin: there is no such publisher, or the like.
    """
    team = _Team(job, workers)
    try:
        yield from team.outcomes(inputs)
    finally:
        team.dismiss()


class _Task(NamedTuple):
    """A file, and its place among all."""

    place: int
    name: str
    data: bytes | None = None


class _Worker:
    """A process, and the files that it has, in their order."""

    def __init__(self, job: Job) -> None:
        context = mp.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, job), daemon=True)
        with _without_interrupts():
            self.process.start()
        theirs.close()  # else the end of the worker would not be seen here
        self.ready = False
        self.tasks: deque[_Task] = deque()

    def give(self, task: _Task) -> None:
        self.tasks.append(task)
        with suppress(OSError):  # it has died, which is seen when its answer is read
            self.connection.send((task.name, task.data))

    def answer(self) -> Outcome | None:
        """What the worker says of its first file; None when it is only ready to begin."""
        try:
            said: Outcome | str | None = self.connection.recv()
        except (EOFError, OSError):
            return self._obituary()
        if isinstance(said, str):
            raise WorkersError(said)
        self.ready = True
        return said

    def _obituary(self) -> Outcome:
        self.process.join(_PATIENCE)
        code = self.process.exitcode or 0
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        if not self.ready:
            raise WorkersError(f"a worker process {how} before it could begin")
        self.connection.close()
        return failure(self.tasks[0].name, f"the process that read it {how}")


class _Team:
    """Some workers, the outcomes that wait for their turn, and how far the files have come."""

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._size = size
        self._workers: list[_Worker] = []
        self._orphans: deque[_Task] = deque()  # which a worker had at hand when it died
        self._waiting: dict[int, Outcome] = {}
        self._given = 0
        self._taken = 0

    def outcomes(self, inputs: Iterator[Input]) -> Iterator[Outcome]:
        following = next(inputs, None)
        while following or self._taken < self._given:
            while self._orphans and self._give(self._orphans[0]):
                self._orphans.popleft()
            while following and self._given - self._taken < _AHEAD * self._size and self._hand_out(following):
                following = next(inputs, None)
            if self._taken in self._waiting:
                yield self._waiting.pop(self._taken)
                self._taken += 1
            elif self._taken < self._given:
                self._listen()

    def _hand_out(self, file: Input) -> bool:
        """Give a file to a worker; false where it has to wait."""
        data = None
        if file.reason is None and file.name == STANDARD_INPUT:
            if self._taken < self._given:
                return False  # nobody knows how long it takes: what comes before it is written first
            try:
                data = bytes_of(file.name)  # a worker has no standard input of its own
            except UnreadableError as error:
                file = Input(file.name, str(error))
        if file.reason is not None:
            self._waiting[self._given] = failure(file.name, file.reason)
        elif not self._give(_Task(self._given, file.name, data)):
            return False
        self._given += 1
        return True

    def _give(self, task: _Task) -> bool:
        """Give a task to the worker that has least to do, to a new one where there may be one more."""
        worker = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if worker is None or (worker.tasks and len(self._workers) < self._size):
            worker = _Worker(self._job)
            self._workers.append(worker)
        if len(worker.tasks) >= _AT_HAND:
            return False
        worker.give(task)
        return True

    def _listen(self) -> None:
        """Wait until a worker says something, and keep it."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        for ready in pipes.wait(list(busy)):
            worker = busy[ready]  # type: ignore[index]
            outcome = worker.answer()
            if outcome is not None:
                self._waiting[worker.tasks.popleft().place] = outcome
                if worker.connection.closed:
                    self._workers.remove(worker)
                    self._orphans.extend(worker.tasks)

    def dismiss(self) -> None:
        """End all workers: those that have nothing to do by closing their pipes."""
        for worker in self._workers:
            if worker.tasks:
                worker.process.terminate()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


@contextmanager
def _without_interrupts() -> Generator[None, None, None]:
    """Hold back Ctrl-C while a worker starts: it inherits that, and leaves Ctrl-C to its parent from the start."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows a worker ignores it once it runs
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # whose own start would end what is held back here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(connection: _Pipe, job: Job) -> None:
    """What a worker does: a file after the other, until its parent has no more.

    Args:
        connection: to its parent.
        job: what is done with each file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        job.prepare()
    except UbndDigestError as error:
        _say(connection, str(error))
        return
    gc.freeze()  # the grammar stays as long as the worker does: no collection need look through it
    if not _say(connection, None):
        return
    while True:
        try:
            name, data = connection.recv()
        except (EOFError, OSError):  # the parent has ended, or needs no more
            return
        outcome = job.do(name, data)
        if not _say(connection, outcome._replace(chunks=(b"".join(outcome.chunks),))):
            return


def _say(connection: _Pipe, what: Outcome | str | None) -> bool:
    """Send something to the parent; false where there is no parent any more."""
    try:
        connection.send(what)
    except OSError:
        return False
    return True
