"""Taking the time and the memory of a call, with as little noise as can be had."""

from __future__ import annotations

import gc
import multiprocessing as mp
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any


@contextmanager
def frozen_garbage_collector() -> Iterator[None]:
    """Without collections: what lives already is set aside, nothing is looked through."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def best_of(function: Callable[[], object], times: int, *, budget: float = float("inf")) -> float:
    """The shortest of several runs in seconds; no further run begins once the budget (seconds) is spent."""
    best = float("inf")
    spent = 0.0
    with frozen_garbage_collector():
        for _ in range(times):
            start = time.perf_counter()
            function()
            took = time.perf_counter() - start
            best = min(best, took)
            spent += took
            if spent >= budget:
                break
            gc.collect(0)
    return best


def peak_memory(function: Callable[[], object]) -> int:
    """The most bytes that a call holds at one time, its result included."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = function()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del kept
    return peak


def in_a_child(function: Callable[..., Any], *arguments: object, limit: float) -> Any:
    """What a function of a module returns in a fresh process; None when it takes longer than the limit (seconds)."""
    context = mp.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(sender, function, arguments))
    child.start()
    sender.close()
    try:
        if not receiver.poll(limit):
            return None
        answer = receiver.recv()
    except EOFError:  # the child died without an answer
        return None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _send(sender: Connection, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        sender.send(function(*arguments))
    except BaseException as error:  # noqa: BLE001 - it is raised again in the parent
        sender.send(error)


def interpreter_seconds(code: str, times: int) -> float:
    """The shortest time of a fresh interpreter that runs some code, start and end included."""
    return best_of(lambda: subprocess.run([sys.executable, "-c", code], check=True), times)  # noqa: S603 - our own code


def printed_by(code: str, times: int) -> float:
    """The smallest number that a fresh interpreter prints when it runs some code."""
    runs = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
        for _ in range(times)
    )
    return min(float(run.stdout) for run in runs)
