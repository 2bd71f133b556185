"""Folders: which of their files are taken for digests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from ubnd_digest.formats.file_kinds import SEARCHED
from ubnd_digest.model.errors import UnreadableFileError


def called_like_digests(place: str, names: Iterable[str]) -> Iterator[str]:
    """The paths of those files in a folder that are called like digests, sorted, without hidden ones."""
    for name in sorted(names):
        path = os.path.join(place, name)  # noqa: PTH118 - as given: "./a.txt" stays that
        # a pipe in a folder would be waited for, for ever
        if name[0] != "." and PurePath(name).suffix.lower() in SEARCHED and os.path.isfile(path):  # noqa: PTH113
            yield path


def files_in(folder: str) -> Iterator[str]:
    """The same of a folder and of the folders in it; an ``UnreadableFileError`` where there are none at all."""

    def refuse(error: OSError) -> None:
        raise error

    found = False
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for path in called_like_digests(place, names):
            found = True
            yield path
    if not found:
        raise UnreadableFileError(folder, no_digests())


def no_digests() -> str:
    """Why nothing can be read of a folder without digests."""
    return f"no digests in the folder ({', '.join(f'*{suffix}' for suffix in SEARCHED)})"
