"""Archives (ZIP), and files that are one: opened, and read within limits."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from ubnd_digest.model.errors import UnreadableFileError

# What is read at most: bytes of one file, unpacked; files in an archive; bytes of all of them, unpacked.
LARGEST: Final = 100 * 1024 * 1024
MOST_MEMBERS: Final = 10_000
LARGEST_IN_ALL: Final = 1024 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1


def opened(name: str, data: bytes) -> ZipFile:
    """An archive, whose table of contents has been read; an ``UnreadableFileError`` for a damaged one."""
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise UnreadableFileError(name, f"a damaged archive (ZIP): {error}") from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableFileError(name, f"an archive of more than {MOST_MEMBERS} files: unpack it first")
    # a file gives no more than its head says
    if sum(member.file_size for member in archive.infolist()) > LARGEST_IN_ALL:
        raise UnreadableFileError(name, f"an archive of more than {LARGEST_IN_ALL // _MEGABYTE} MB, unpacked")
    return archive


def member_bytes(name: str, archive: ZipFile, member: ZipInfo, largest: int = LARGEST) -> bytes:
    """The bytes of a file in an archive; never more than ``largest``, whatever its head says of its size."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableFileError(name, "locked by a password: unpack it first")
    try:
        with archive.open(member) as stream:
            data = stream.read(largest + 1)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableFileError(name, f"damaged in its archive: {error}") from error
    if len(data) > largest:
        raise UnreadableFileError(name, f"larger than {largest // _MEGABYTE} MB, unpacked")
    return data


def members(name: str, data: bytes, suffixes: frozenset[str]) -> Iterator[str]:
    """The names of the files in an archive that are called like digests, sorted, without hidden ones."""
    with opened(name, data) as archive:
        found = sorted(member.filename for member in archive.infolist() if not member.is_dir())
    for member in found:
        parts = member.split("/")
        hidden = any(part[:1] == "." or part == "__MACOSX" for part in parts)
        if not hidden and "." in parts[-1] and f".{parts[-1].rpartition('.')[2].lower()}" in suffixes:
            yield member
