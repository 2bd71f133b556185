"""What was worked out of grammars, kept in a file for the processes that come after: the start is most of a short run.

The file holds data only; nothing in it is ever run. An entry is found by all that it was made of, so what changes is
made anew. A file that is damaged, strange or not to be read counts as none; one that cannot be written is not written.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from threading import RLock
from typing import BinaryIO, Final, TypeAlias

from ubnd_digest.grammar.kept_places import kept_file
from ubnd_digest.grammar.records import key_of

# Another layout of the file, another number.
_MAGIC: Final = b"ubnd-digest kept 3\n"
_SUM: Final = 4
_LENGTH: Final = 8
_HEAD: Final = len(_MAGIC) + _SUM + _LENGTH
# So much is kept, what the last process used before what others left: a grammar takes 13 MB, a publisher's 4 MB more.
MOST_BYTES: Final = 96_000_000
# When so much is new, and such a part of what was written last, it is written; the rest when the process ends.
_ENOUGH: Final = 1_000_000
_PART: Final = 4
_PATIENCE: Final = 1.0  # so many seconds a process waits for another one that writes
# So many files of other versions of this library, of Lark and of Python are left beside this one.
_OTHERS: Final = 6
SUFFIX: Final = ".kept"
UNFINISHED: Final = ".new"
_ABANDONED: Final = 3600.0  # after so many seconds a file that nobody has finished is one of a process that was killed

# Of each entry by its key: where it stands in the file, its length, and its sum.
_Index: TypeAlias = "dict[str, tuple[int, int, bytes]]"
# What tells a file from the one that is written in its place.
_Identity: TypeAlias = "tuple[int, int, int]"

_for_once: ContextVar[bool] = ContextVar("for_once", default=False)


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Keep nothing of what is made meanwhile: of a grammar that is tried once, as one that somebody is writing."""
    token = _for_once.set(True)
    try:
        yield
    finally:
        _for_once.reset(token)


class Kept:
    """The entries of one file, or of none; safe in threads, and where several processes write.

    >>> kept = Kept(None)
    >>> kept.put("width", "a+", b"1")
    >>> kept.get("width", "a+") is None
    True
    """

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._lock = RLock()
        self._process = os.getpid()
        self._index: tuple[_Identity | None, _Index] = None, {}
        self._made: dict[str, bytes] = {}  # and not yet written
        self._used: dict[str, None] = {}
        self._new = self._written = 0
        self._registered = False

    def get(self, kind: str, source: str) -> bytes | None:
        """What somebody made of a text, whose things are of a ``kind``; None where it is not there."""
        if self.path is None:
            return None
        key = _key(kind, source)
        found = self._made.get(key) or self._found(key)
        if found is not None:
            self._used[key] = None
        return found

    def _found(self, key: str) -> bytes | None:
        """An entry of the file, as it is now; read when it is asked for, so that none is held that nobody needs."""
        if self.path is None:
            return None
        try:
            with open(self.path, "rb", buffering=0) as file:  # noqa: PTH123 - some milliseconds less than a Path
                identity = _identity(file)
                if identity != self._index[0]:  # another process has written it anew
                    self._index = identity, _index_of(file)
                start, length, its_sum = self._index[1].get(key, (0, 0, b""))
                file.seek(start)
                found = file.read(length)
        except (OSError, ValueError):  # which a path can be, too
            return None
        return found if its_sum and _sum(found) == its_sum else None

    @property
    def takes(self) -> bool:
        """Whether what is put here is kept."""
        return self.path is not None and not _for_once.get()

    def put(self, kind: str, source: str, made: bytes) -> None:
        """Keep what was made of a text, for this process until it is written, then for all."""
        if not self.takes:
            return
        with self._lock:
            key = _key(kind, source)
            self._made[key] = made
            self._used[key] = None
            self._new += len(made)
            if not self._registered:
                import atexit

                self._registered = True
                atexit.register(self.save)
            if self._new >= max(_ENOUGH, self._written // _PART):
                self.save()

    def save(self) -> None:
        """Write what is new, beside what others have written meanwhile; where that cannot be done, nothing is."""
        with self._lock:
            if self.path is None or not self._new or self._process != os.getpid():  # one that was forked off
                return
            with _alone(os.path.dirname(self.path)):  # noqa: PTH120 - as above
                index, data = _read(self.path)
                pieces = (
                    (key, data[start : start + length], its_sum) for key, (start, length, its_sum) in index.items()
                )
                entries = {key: piece for key, piece, its_sum in pieces if _sum(piece) == its_sum}
                entries |= {key: memoryview(made) for key, made in self._made.items()}
                first = {key: entries[key] for key in self._used if key in entries}
                with suppress(OSError, ValueError):
                    _write(self.path, first | entries)
            self._made = {}
            self._new, self._written = 0, sum(map(len, entries.values()))


@cache
def kept() -> Kept:
    """Those of this process; there are none where the environment says so, or nothing is known of a place for them."""
    return Kept(kept_file(SUFFIX))


def _key(kind: str, source: str) -> str:
    return key_of(f"{kind}\0{source}")


def _sum(data: bytes | memoryview) -> bytes:
    """What tells harm from what was written, in little time; who means harm has other ways."""
    return zlib.crc32(data).to_bytes(_SUM, "big")


def _identity(file: BinaryIO) -> _Identity:
    status = os.fstat(file.fileno())
    return status.st_ino, status.st_mtime_ns, status.st_size


def _read(path: str) -> tuple[_Index, memoryview]:
    """Where the entries of a file stand, and all of it."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            index = _index_of(file)
            file.seek(0)
            return index, memoryview(file.read(2 * MOST_BYTES))
    except (OSError, ValueError, MemoryError):
        return {}, memoryview(b"")


def _index_of(file: BinaryIO) -> _Index:
    """Where the entries of a file stand; there are none in one that is damaged, or that others may write."""
    import json

    found: _Index = {}
    try:
        if not _is_ours(os.fstat(file.fileno())):
            return {}
        head = file.read(_HEAD)
        length = int.from_bytes(head[-_LENGTH:], "big")
        index = file.read(min(length, MOST_BYTES))
        if head[: len(_MAGIC)] != _MAGIC or _sum(index) != head[len(_MAGIC) : -_LENGTH]:
            return {}
        start = len(head) + len(index)
        keys, lengths, sums = json.loads(index)
        for key, length, its_sum in zip(keys.split(), lengths, sums.split(), strict=True):
            if 0 <= length <= MOST_BYTES:
                found[key] = start, length, bytes.fromhex(its_sum)
            start += length
    except (OSError, ValueError, TypeError, RecursionError, MemoryError):
        return {}
    return found


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Let another process write to the end, for a second; where nothing tells of one, what it writes may be lost."""
    handle = -1
    with suppress(ImportError, OSError, ValueError):
        import fcntl

        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        handle = os.open(folder, os.O_RDONLY)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(_PATIENCE / 100)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else can have written a file: no other user but root."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & 0o022


def _write(path: str, entries: dict[str, memoryview]) -> None:
    """Write a file at once: who reads it meanwhile sees the old one, or the new one."""
    import json

    folder = os.path.dirname(path)  # noqa: PTH120 - as above
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    lengths: dict[str, int] = {}
    sums: list[str] = []
    pieces: list[memoryview] = []
    size = 0
    for key, data in entries.items():
        if size + len(data) <= MOST_BYTES:
            size += len(data)
            lengths[key] = len(data)
            sums.append(_sum(data).hex())
            pieces.append(data)
    head = json.dumps([" ".join(lengths), [*lengths.values()], " ".join(sums)]).encode()
    unfinished = f"{path}.{os.getpid()}.{os.urandom(4).hex()}{UNFINISHED}"
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines([_MAGIC, _sum(head), len(head).to_bytes(_LENGTH, "big"), head, *pieces])
        os.replace(unfinished, path)  # noqa: PTH105
    finally:
        with suppress(OSError):
            os.unlink(unfinished)  # noqa: PTH108
    for old in _left_over(folder, path):
        with suppress(OSError):
            os.unlink(old)  # noqa: PTH108


def _left_over(folder: str, path: str) -> Iterator[str]:
    """The files of other versions that were written longest ago, and those that nobody will finish."""
    with os.scandir(folder) as found:
        files = [(entry.stat().st_mtime, entry.path) for entry in found if entry.is_file()]
    others = sorted((file for file in files if file[1].endswith(SUFFIX) and file[1] != path), reverse=True)
    yield from (name for _, name in others[_OTHERS:])
    before = time.time() - _ABANDONED
    yield from (name for written, name in files if name.endswith(UNFINISHED) and written < before)
