"""Many files by several processes: a bounded number of them at a time, their outcomes in order.

A thread gives a worker one file after the other, by a pipe of its own, and gets formatted output back, not objects.
Workers are spawned, not forked: that is right on every system, and a worker holds nothing of its
parent, so that the end of either closes the pipe, and the other one sees it.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeAlias

from ubnd_digest.cli.inputs import Input
from ubnd_digest.cli.jobs import Job, Outcome, failure
from ubnd_digest.cli.terminal import CommandError, UnreadableError, bytes_of
from ubnd_digest.formats.files import STANDARD_INPUT
from ubnd_digest.model.errors import UbndDigestError

# Files that are being read, or are done and wait for an earlier one, for each worker.
_AHEAD = 4
_PATIENCE = 5.0  # seconds, for a worker that has closed its pipe to end


_Answer: TypeAlias = "SimpleQueue[Outcome | BaseException]"
_Tasks: TypeAlias = "SimpleQueue[tuple[Input, bytes | None, _Answer] | None]"


class WorkersError(CommandError):
    """Workers cannot do their work at all; the message says why."""


def in_processes(job: Job, inputs: Iterable[Input], workers: int) -> Generator[Outcome, None, None]:
    """The outcomes of files, which are taken as they are needed, in their order.

    A file whose worker is killed is given to another one, once; if that dies too, the file has failed. A
    ``WorkersError`` is raised where a worker cannot begin: there is no such publisher, or the like.
    """
    team = _Team(job)
    tasks: _Tasks = SimpleQueue()
    waiting: deque[_Answer] = deque()
    for _ in range(workers):
        Thread(target=_attend, args=(team, tasks), daemon=True).start()
    try:
        for found in inputs:
            file, data = found, None
            if file.name == STANDARD_INPUT:
                while waiting:  # nobody knows how long it takes: what comes before it is written first
                    yield _answered(waiting.popleft())
                try:
                    data = bytes_of(file.name)  # a worker has no standard input of its own
                except UnreadableError as error:
                    file = Input(file.name, str(error))
            waiting.append(SimpleQueue())
            tasks.put((file, data, waiting[-1]))
            if len(waiting) == _AHEAD * workers:
                yield _answered(waiting.popleft())
        while waiting:
            yield _answered(waiting.popleft())
    finally:
        team.dismiss()
        for _ in range(workers):
            tasks.put(None)


def _answered(answer: _Answer) -> Outcome:
    outcome = answer.get()
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _attend(team: _Team, tasks: _Tasks) -> None:
    """What a thread does: a file after the other, until there is none.

    Ctrl-C may come to the main thread while it waits. These queues cannot be left locked by that, as a ``Future`` can.
    """
    _leave_interrupts()
    while task := tasks.get():
        file, data, answer = task
        try:
            answer.put(team.outcome(file, data))
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            answer.put(error)


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the main thread; a worker that is started here inherits that."""
    if hasattr(signal, "pthread_sigmask"):  # on Windows a worker ignores it once it runs
        resource_tracker.ensure_running()  # whose own start would end what is held back here
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _Worker:
    def __init__(self, job: Job) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, job), daemon=True)
        self.process.start()
        theirs.close()  # else the end of the worker would not be seen here


class _Team:
    """Some workers, each in the hands of one thread at most."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._all: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._lock = Lock()  # one thread at a time starts a worker or sees to its end
        self._dismissed = False

    def outcome(self, file: Input, data: bytes | None) -> Outcome:
        """What becomes of a file; its worker may die of it."""
        if file.reason is not None:
            return failure(file.name, file.reason)
        ends: list[str] = []
        while True:
            worker = self._worker()
            try:
                worker.pipe.send((file.name, data))
                outcome: Outcome = worker.pipe.recv()
            except (EOFError, OSError):
                end, was_killed = self._end(worker)
                ends.append(f"the process that read it again {end}" if ends else f"the process that read it {end}")
                if len(ends) > 1 or not was_killed or _is_read_once(file.name):
                    return failure(file.name, "; ".join(ends))
            else:
                self._idle.append(worker)
                return outcome._replace(again=f"{ends[0]}; it was read again") if ends else outcome

    def _worker(self) -> _Worker:
        """One that has nothing to do, or a new one; where that is killed before it begins, another one, once."""
        wrong: str | None = None
        for _ in range(2):
            with self._lock:
                if self._idle:
                    return self._idle.pop()
                if self._dismissed:
                    raise WorkersError("nobody waits for an outcome any more")
                worker = _Worker(self._job)
                self._all.append(worker)
            try:
                wrong = worker.pipe.recv()
            except (EOFError, OSError):
                wrong = f"a worker process {self._end(worker)[0]} before it could begin"
                continue
            if wrong is None:
                return worker
            break
        raise WorkersError(str(wrong))

    def _end(self, worker: _Worker) -> tuple[str, bool]:
        """How a worker has ended, and whether something else than its own error has ended it."""
        with self._lock:
            worker.process.join(_PATIENCE)
            code = worker.process.exitcode or 0
            if worker in self._all:  # else all are dismissed
                self._all.remove(worker)
        worker.pipe.close()
        return (f"was ended by signal {-code}", True) if code < 0 else (f"ended with status {code}", code != 1)

    def dismiss(self) -> None:
        """End all workers, whatever they do."""
        with self._lock:
            self._dismissed = True
            for worker in self._all:
                worker.process.kill()
            for worker in self._all:
                worker.process.join()


def _is_read_once(name: str) -> bool:
    """Whether a file is a pipe or the like, which would be waited for in vain."""
    return Path(name).exists() and not Path(name).is_file()


def _end_with_parent() -> None:
    """End this process when its parent ends, whatever it does: nobody wants its outcome any more."""
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def serve(pipe: Connection, job: Job) -> None:
    """What a worker does: a file after the other, until its parent has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):  # there is no parent any more
        try:
            job.prepare()
        except UbndDigestError as error:
            pipe.send(str(error))
            return
        gc.freeze()  # the grammar stays as long as the worker does: no collection need look through it
        pipe.send(None)
        while True:
            outcome = job.do(*pipe.recv())
            pipe.send(outcome._replace(chunks=(b"".join(outcome.chunks),)))
