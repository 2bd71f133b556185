"""What ``--resume`` goes on with: the output as it grows, and beside it an index of what is done.

The index is JSON Lines: first what was asked for, then a line for each file, with the length and the checksum of its
output. The output of a file is written before its line. So whatever ends the process, at most the output of one file
stands behind what the index knows; it is cut off. Nothing else ever is: where the two do not fit, both are left alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Final
from zlib import crc32

from ubnd_digest.cli.inputs import Input
from ubnd_digest.cli.jobs import Job, Outcome
from ubnd_digest.cli.terminal import ERRORS, FINE, UNREADABLE, CommandError, printable, writing_to
from ubnd_digest.model.tuples import NamedTuple

ENDING: Final = ".resume"
_FORM = 1  # of the index
_LONGEST = 1 << 20  # bytes of a line of it, and of what is looked through at a time


class Done(NamedTuple):
    """A file that is done, as the index tells it; without a name, what stands before the output of all."""

    file: str | None
    length: int
    checksum: int
    status: int
    reason: str | None


class Ledger:
    """The output of a run that can be gone on with, and its index.

    It is ``fresh`` where nothing was written before, ``empty`` where no file that is done has any output.
    """

    def __init__(self, output: BinaryIO, index: BinaryIO, known: list[Done]) -> None:
        self._output, self._index = output, index
        self._known = [line for line in known if line.file is not None]
        self.fresh = not known
        self.empty = not any(line.length for line in self._known)
        self._length = self._checksum = 0

    def before(self) -> list[Outcome]:
        """What became of the files that are done."""
        return [Outcome(str(line.file), line.status, reason=line.reason) for line in self._known]

    def left(self, inputs: Iterable[Input]) -> Iterator[Input]:
        """The files that are not done yet; one that is named twice is done twice."""
        done = Counter(line.file for line in self._known)
        for found in inputs:
            if done[found.name] > 0:
                done[found.name] -= 1
            else:
                yield found

    def writelines(self, chunks: Iterable[bytes]) -> None:
        """Write output of the file that is being done."""
        for chunk in chunks:
            self._output.write(chunk)
            self._length += len(chunk)
            self._checksum = crc32(chunk, self._checksum)
        self._output.flush()

    def done(self, outcome: Outcome | None) -> None:
        """Note that the output of a file is written; or, without one, what stands before all."""
        name, status, reason = (outcome.name, outcome.status, outcome.reason) if outcome else (None, FINE, None)
        line = Done(name, self._length, self._checksum, status, reason)
        self._index.write(json.dumps(line._asdict()).encode("ascii") + b"\n")
        self._index.flush()
        self._length = self._checksum = 0


@contextmanager
def resumed(path: str, job: Job) -> Generator[Ledger, None, None]:
    """The ledger of an output, into which all output goes; a ``CommandError`` where it cannot be gone on with."""
    name, beside = printable(path), f"{path}{ENDING}"
    for one in map(Path, (path, beside)):
        if one.exists() and not one.is_file():
            raise CommandError(f"{printable(str(one))} is no plain file, with which alone --resume can go on")
    if not Path(beside).exists() and Path(path).exists() and Path(path).stat().st_size:
        why = f"there is no {printable(beside)} that tells how far it is: remove it, or name another file"
        raise CommandError(f"{name} is no output of --resume: {why}")
    try:
        with Path(beside).open("a+b") as index:
            _lock(index, name)
            known = _known(index, job, printable(beside))
            with Path(path).open("a+b") as output:
                lines = _fitting(output, index, known, name)
                ledger = Ledger(output, index, lines)
                with writing_to(ledger):
                    yield ledger
    except OSError as error:
        raise CommandError(f"{printable(str(error.filename or path))}: {error.strerror or error}") from error


def _lock(index: BinaryIO, name: str) -> None:
    with suppress(ImportError):  # Windows has another way, which hinders readers
        import fcntl

        try:
            fcntl.flock(index, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"{name}: another process is writing it") from None


def _known(index: BinaryIO, job: Job, name: str) -> list[tuple[Done, int]]:
    """The lines of an index, each with where it begins; a new index gets its first one."""
    asked = {"made_by": "ubnd-digest", "version": version("ubnd-digest"), "form": _FORM, "job": repr(job)}
    head = json.dumps(asked).encode("ascii") + b"\n"
    index.seek(0)
    first = index.readline(len(head) + 1)
    if first != head:
        if not head.startswith(first):
            otherwise = "with another command, other options, or another version"
            raise CommandError(f"{name} was begun {otherwise}: ask for the same, or remove it and its output")
        index.truncate(0)  # nothing, or not all of the first line
        index.write(head)
        index.flush()
        return []
    found: list[tuple[Done, int]] = []
    place = index.tell()
    while (line := index.readline(_LONGEST)).endswith(b"\n"):
        done = _line(line)
        if done is None or (done.file is None) != (not found):
            break
        found.append((done, place))
        place += len(line)
    if line.endswith(b"\n") or len(line) == _LONGEST:
        raise CommandError(f"{name} is damaged in line {len(found) + 2}: remove it and its output, and begin again")
    index.truncate(place)  # without a line that was not finished
    return found


def _line(line: bytes) -> Done | None:
    """A line of an index; None for what is none."""
    try:
        done = Done(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    whole = all(type(number) is int and number >= 0 for number in (done.length, done.checksum, done.status))
    words = all(isinstance(word, str | None) for word in (done.file, done.reason))
    return done if whole and words and done.status in (FINE, ERRORS, UNREADABLE) else None


def _fitting(output: BinaryIO, index: BinaryIO, known: list[tuple[Done, int]], name: str) -> list[Done]:
    """The lines whose output is there; what stands behind it, and the other lines, are cut off.

    Output that is shorter than its index lost its end, as when a machine lost its power.
    """
    output.seek(0)
    lines: list[Done] = []
    length = 0
    for line, place in known:
        rest, checksum = line.length, 0
        while rest and (chunk := output.read(min(rest, _LONGEST))):
            rest -= len(chunk)
            checksum = crc32(chunk, checksum)
        if rest:
            index.truncate(place)
            break
        if checksum != line.checksum:
            told = printable(line.file or "what stands before all files")
            where = f"at byte {length} ({told}): remove both, and begin again"
            raise CommandError(f"{name} was changed, and does not fit its index {where}")
        lines.append(line)
        length += line.length
    output.truncate(length)
    return lines
