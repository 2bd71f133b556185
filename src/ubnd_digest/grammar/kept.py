"""What was worked out of grammars, kept in a file for the processes that come after: the start is most of a short run.

The file holds data only; nothing in it is ever run. An entry is found by all that it was made of, so what changes is
made anew. A file that is damaged, strange or not to be read counts as none; one that cannot be written is not written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from threading import RLock
from typing import Final, TypeAlias

from ubnd_digest.grammar.kept_places import kept_file

# Another layout of the file, another number.
_MAGIC: Final = b"ubnd-digest kept 1\n"
_SUM: Final = 16
_LENGTH: Final = 8
_HEAD: Final = len(_MAGIC) + _SUM + _LENGTH
# So much is kept, what the last process used before what others left.
MOST_BYTES: Final = 16_000_000
# When so much is new it is written, the rest when the process ends.
_ENOUGH: Final = 1_000_000
# So many files of other versions of this library, of Lark and of Python are left beside this one.
_OTHERS: Final = 6
SUFFIX: Final = ".kept"
UNFINISHED: Final = ".new"
# After so many seconds a file that nobody has finished is one of a process that was killed.
_ABANDONED: Final = 3600.0

# Of each entry by its key: its bytes, and their sum.
_Entries: TypeAlias = "dict[str, tuple[memoryview, bytes]]"


class Kept:
    """The entries of one file, or of none; safe in threads, and where several processes write: the last one wins.

    >>> kept = Kept(None)
    >>> kept.put("width", "a+", b"1")
    >>> kept.get("width", "a+") is None
    True
    """

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._lock = RLock()
        self._process = os.getpid()
        self._entries: _Entries = {} if path is None else _read(path)
        self._used: dict[str, None] = {}
        self._new = 0
        self._registered = False

    def get(self, kind: str, source: str) -> bytes | None:
        """What somebody made of a text, whose things are of a ``kind``; None where it is not there."""
        if self.path is None:
            return None
        key = _key(kind, source)
        found, its_sum = self._entries.get(key, (None, b""))
        if found is None or _sum(found) != its_sum:
            return None
        self._used[key] = None
        return bytes(found)

    def put(self, kind: str, source: str, made: bytes) -> None:
        """Keep what was made of a text."""
        if self.path is None:
            return
        with self._lock:
            key = _key(kind, source)
            self._entries[key] = memoryview(made), _sum(made)
            self._used[key] = None
            self._new += len(made)
            if not self._registered:
                import atexit

                self._registered = True
                atexit.register(self.save)
            if self._new >= _ENOUGH:
                self.save()

    def save(self) -> None:
        """Write what is new, beside what others have written meanwhile; where that cannot be done, nothing is."""
        with self._lock:
            if self.path is None or not self._new or self._process != os.getpid():  # one that was forked off
                return
            self._new = 0
            entries = _read(self.path) | self._entries
            first = {key: entries[key] for key in self._used}
            with suppress(OSError, ValueError):  # which a path can be, too
                _write(self.path, first | entries)


@cache
def kept() -> Kept:
    """Those of this process; there are none where the environment says so, or nothing is known of a place for them."""
    return Kept(kept_file(SUFFIX))


def _key(kind: str, source: str) -> str:
    return blake2b(f"{kind}\0{source}".encode("utf-8", "surrogatepass"), digest_size=_SUM).hexdigest()


def _sum(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_SUM).digest()


def _read(path: str) -> _Entries:
    import json

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - some milliseconds less than a Path
            if not _is_ours(os.fstat(file.fileno())):
                return {}
            data = memoryview(file.read(2 * MOST_BYTES))
        start = _HEAD + int.from_bytes(data[_HEAD - _LENGTH : _HEAD], "big")
        index = data[_HEAD:start]
        if bytes(data[: len(_MAGIC)]) != _MAGIC or _sum(index) != data[len(_MAGIC) : len(_MAGIC) + _SUM]:
            return {}
        found: _Entries = {}
        for key, length, its_sum in json.loads(bytes(index)):
            found[key] = data[start : start + length], bytes.fromhex(its_sum)
            start += length
    except (OSError, ValueError, TypeError, RecursionError, MemoryError):
        return {}
    return found


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else can have written a file: no other user but root."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & 0o022


def _write(path: str, entries: _Entries) -> None:
    """Write a file at once: who reads it meanwhile sees the old one, or the new one."""
    import json

    folder = os.path.dirname(path)  # noqa: PTH120 - as above
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    index: list[tuple[str, int, str]] = []
    pieces: list[memoryview] = []
    size = 0
    for key, (data, its_sum) in entries.items():
        if size + len(data) <= MOST_BYTES:
            size += len(data)
            index.append((key, len(data), its_sum.hex()))
            pieces.append(data)
    head = json.dumps(index).encode()
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
