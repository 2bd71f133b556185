"""What the command reads and writes: files, standard streams, exit statuses.

Files are read as bytes, and with no line end translated, so that offsets are those of the text;
output is UTF-8 with plain line feeds, whatever the locale.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import FrameType
from typing import Protocol, TextIO

from ubnd_digest.cli.speech import told
from ubnd_digest.model.messages import ENGLISH

FINE = 0
ERRORS = 1
UNREADABLE = 2
_LOOK = 0.2  # seconds between two looks for Ctrl-C while standard input is waited for


class CommandError(Exception):
    """What is asked for cannot be done; the message says why."""


class UnreadableError(Exception):
    """A file cannot be read; the message is the reason, without the name."""


def bytes_of(name: str) -> bytes:
    """The bytes of a file, of standard input for ``-``; an ``UnreadableError`` where it cannot be read."""
    from ubnd_digest.formats.files import STANDARD_INPUT, file_bytes
    from ubnd_digest.model.errors import UnreadableFileError

    try:
        with looking_for_interrupts() if name == STANDARD_INPUT else nullcontext():
            return file_bytes(name)
    except UnreadableFileError as error:
        raise UnreadableError(error.reason) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(getattr(error, "strerror", None) or str(error)) from error


@contextmanager
def looking_for_interrupts() -> Iterator[None]:
    """Look for Ctrl-C several times a second while something is waited for that may never come.

    Else one that comes between the last look of Python and the wait itself is seen when the wait ends.
    """
    from ubnd_digest_command import interrupts

    watched = signal.getsignal(signal.SIGINT) == interrupts
    if not watched or not hasattr(signal, "setitimer"):
        yield  # Windows, or the command in somebody's program
        return
    before = signal.signal(signal.SIGALRM, interrupts.insist)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def text_of(name: str) -> str | None:
    """The text of a file; None, with a line on standard error, where it cannot be read."""
    reason: object
    try:
        return bytes_of(name).decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: {error.reason} at byte {error.start}"
    except UnreadableError as error:
        reason = error
    complain(f"{printable(name)}: {reason}")
    return None


def encoded(text: str) -> bytes:
    """A text as it is written; a lone surrogate, from the name of a file, becomes the escape that JSON has for it."""
    return text.encode("utf-8", "backslashreplace")


def write(rows: Iterable[str]) -> None:
    """Write lines to standard output."""
    write_chunks(encoded(f"{row}\n") for row in rows)


def write_chunks(chunks: Iterable[bytes]) -> None:
    """Write to standard output what is formatted already, so that whoever reads it need not wait for the end."""
    if _file is not None:
        _file.writelines(chunks)
        return
    if sys.stdout is None:  # closed by whoever started the process
        return
    sys.stdout.flush()
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


class Writer(Protocol):
    """What takes output in the place of standard output."""

    def writelines(self, lines: Iterable[bytes], /) -> None:
        """Write pieces of output."""


_file: Writer | None = None  # in the place of standard output


@contextmanager
def writing_to(file: Writer) -> Iterator[None]:
    """Write what goes to standard output into something else."""
    global _file  # noqa: PLW0603 - there is one standard output, and one thing in its place
    _file = file
    try:
        yield
    finally:
        _file = None


@contextmanager
def output_to(path: str | None) -> Iterator[None]:
    """Write what goes to standard output into a file, whole or not at all; None, or ``-``, changes nothing."""
    if path in (None, "-"):
        yield
        return
    from ubnd_digest.formats.atomic import atomically

    with atomically(str(path)) as name, Path(name).open("wb") as file, writing_to(file):
        yield


_lang = ENGLISH  # of standard error


def speak(lang: str) -> None:
    """Write to standard error in a language, from now on."""
    global _lang  # noqa: PLW0603 - there is one standard error
    _lang = lang


def complain(message: str) -> None:
    """Write a line to standard error; where it takes none, the exit status alone tells."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.flush()
        sys.stderr.buffer.write(encoded(f"ubnd-digest: {told(message, _lang)}\n"))
        sys.stderr.buffer.flush()
    except OSError:
        _to_nowhere(sys.stderr)


def printable(name: str) -> str:
    """The name of a file on one line of a terminal."""
    return "".join(s if s.isprintable() else s.encode("unicode_escape").decode("ascii") for s in name)


def close_output() -> None:
    """Give up what is not written yet, so that the interpreter does not try again as it ends."""
    _to_nowhere(sys.stdout)


def _to_nowhere(stream: TextIO) -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # output that is no file of the system
        pass


# ---- the end --------------------------------------------------------------------------------


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let a request to end, or the end of the terminal, take temporary files and workers along, as Ctrl-C does."""
    taken: list[signal.Signals] = []

    def end(number: int, _frame: FrameType | None) -> None:
        for one in taken:  # once is enough: nothing is to keep what is cleared away now
            signal.signal(one, signal.SIG_IGN)
        raise SystemExit(128 + number)  # what a shell reports

    with suppress(ValueError):  # only the main thread can say so
        for one in signal.Signals:
            # else it is ignored, as behind nohup, or somebody's own
            if one.name in ("SIGTERM", "SIGHUP") and signal.getsignal(one) is signal.SIG_DFL:
                signal.signal(one, end)
                taken.append(one)
    try:
        yield
    finally:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)
