"""What is read: the files that arguments mean, and what becomes of a file's bytes."""

from __future__ import annotations

import datetime as dt
import glob
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.cli.terminal import UnreadableError, decoded

if TYPE_CHECKING:
    from ubnd_digest.model.digest import Digest

STANDARD_INPUT = "-"
_is_folder = os.path.isdir  # Path raises where a folder above may not be looked into


class Reading(NamedTuple):
    """How texts are read: by which publisher's grammar, with which anchor."""

    publisher: str | None = None
    anchor: dt.date | None = None


# ---- from bytes to a digest -----------------------------------------------------------------


def _digest_of_text(data: bytes, reading: Reading) -> Digest:
    from ubnd_digest.reading.api import parse

    return parse(decoded(data), **reading._asdict())


def _digest_of_page(data: bytes, reading: Reading) -> Digest:
    from ubnd_digest.formats.html.digest import parse_html
    from ubnd_digest.model.errors import MissingExtraError

    try:
        return parse_html(data, **reading._asdict())
    except MissingExtraError as error:  # the texts beside it can still be read
        raise UnreadableError(str(error)) from error


# What reads a file, by its suffix; all others are texts. Folders are searched for these suffixes.
READERS: dict[str, Callable[[bytes, Reading], Digest]] = {
    ".txt": _digest_of_text,
    ".html": _digest_of_page,
    ".htm": _digest_of_page,
}


def digest_of(name: str, data: bytes, reading: Reading) -> Digest:
    """The digest in the bytes of a file, whose name says what it is.

    An ``UnreadableError`` is raised for a text that is not UTF-8, and for a page where the extra ``html`` is missing.

    >>> digest_of("-", "Quyết định số 12/QĐ-UBND".encode(), Reading()).references[0].number.serial
    '12'
    """
    return READERS.get(PurePath(name).suffix.lower(), _digest_of_text)(data, reading)


# ---- from arguments to files ----------------------------------------------------------------


class Input(NamedTuple):
    """A file to be read; with a reason where an argument means none."""

    name: str
    reason: str | None = None


def is_one_file(argument: str) -> bool:
    """Whether an argument can only mean one file: it is neither a folder nor a pattern.

    >>> is_one_file("digest.txt"), is_one_file("*.txt"), is_one_file(".")
    (True, False, False)
    """
    return argument == STANDARD_INPUT or not (_is_pattern(argument) or _is_folder(argument))


def files_of(arguments: Iterable[str]) -> Iterator[Input]:
    """The files that arguments mean, in their order, found as they are asked for.

    A folder means the digests in it and in its folders, sorted by name, without hidden ones. A
    pattern (``*``, ``?``, ``[…]``, ``**``) that is no file's name means what it matches, sorted:
    not every shell replaces them.

    >>> list(files_of(["-", "a.txt"]))
    [Input(name='-', reason=None), Input(name='a.txt', reason=None)]
    """
    for argument in arguments:
        if is_one_file(argument):
            yield Input(argument)
        elif _is_folder(argument):
            yield from _files_in(argument)
        else:
            names = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - names stay as they were given
            if "**" in argument:  # which has found what is in folders by itself
                names = [name for name in names if not _is_folder(name)]
            for name in names:
                yield from _files_in(name) if _is_folder(name) else [Input(name)]
            if not names:
                yield Input(argument, "no file matches the pattern")


def _is_pattern(argument: str) -> bool:
    return glob.has_magic(argument) and not os.path.lexists(argument)


def _files_in(folder: str) -> Iterator[Input]:
    failures: list[OSError] = []
    found = False
    # what cannot be listed is told as soon as it is known, and at the end
    for place, folders, names in chain(os.walk(folder, onerror=failures.append), [("", [], [])]):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        found |= bool(failures)
        yield from (Input(str(failure.filename), failure.strerror) for failure in failures)
        failures.clear()
        for name in sorted(names):
            if name[0] != "." and PurePath(name).suffix.lower() in READERS:
                found = True
                yield Input(os.path.join(place, name))  # noqa: PTH118 - as given: "./a.txt" stays that
    if not found:
        yield Input(folder, f"no digests in the folder ({', '.join(f'*{suffix}' for suffix in READERS)})")
