"""Taking the time and the memory of a call, with as little noise as can be had."""

from __future__ import annotations

import gc
import multiprocessing as mp
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
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


def best_of_each(functions: Sequence[Callable[[], object]], times: int, *, budget: float = float("inf")) -> list[float]:
    """The shortest of several runs of each function, in seconds of processor time.

    Other work on the machine counts for less in processor time than by the clock. The functions
    take turns, so that a busy moment falls on all of them alike. No further round begins once the
    budget (seconds) is spent.
    """
    best = [float("inf")] * len(functions)
    spent = 0.0
    with frozen_garbage_collector():
        for _ in range(times):
            for place, function in enumerate(functions):
                start = time.process_time()
                function()
                took = time.process_time() - start
                best[place] = min(best[place], took)
                spent += took
                gc.collect(0)
            if spent >= budget:
                break
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
    except BaseException as error:
        sender.send(error)


def interpreter_seconds(code: str, times: int) -> float:
    """The shortest time of a fresh interpreter that runs some code, start and end included."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def printed_by(code: str, times: int) -> float:
    """The smallest number that a fresh interpreter prints when it runs some code."""
    runs = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(times)
    )
    return min(float(run.stdout) for run in runs)
