"""What is read: the files that arguments mean, and what becomes of a file's bytes."""

from __future__ import annotations

import datetime as dt
import glob
import os
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath

from ubnd_digest.cli.terminal import UnreadableError, complain, printable
from ubnd_digest.formats import files
from ubnd_digest.formats.document_files import Kind, read_as
from ubnd_digest.formats.files import STANDARD_INPUT
from ubnd_digest.formats.folders import called_like_digests, no_digests
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import MissingExtraError, SerializationError, UnknownKeyWarning, UnreadableFileError
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.model.tuples import NamedTuple

_is_folder = os.path.isdir  # Path raises where a folder above may not be looked into


class Reading(NamedTuple):
    """How texts are read: by which publisher's grammar, with which anchor, in which encoding, as what."""

    publisher: str | None = None
    anchor: dt.date | None = None
    encoding: str = "auto"
    kind: Kind = "auto"


# ---- from bytes to a digest -----------------------------------------------------------------


def digest_of(name: str, data: bytes, reading: Reading) -> Digest:
    """The digest in the bytes of a file, or that of the single document in it, without title and items.

    An ``UnreadableError`` is raised as :func:`found_in` does.
    """
    found = found_in(name, data, reading)
    return found.digest if isinstance(found, LegalDocument) else found


def found_in(name: str, data: bytes, reading: Reading) -> Digest | LegalDocument:
    """The digest or the single document in the bytes of a file, which may be of any kind that people have.

    An ``UnreadableError`` is raised for one that cannot be read, also where an extra is missing: those beside it can.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UnknownKeyWarning)
        try:
            found = read_as(name, data, **reading._asdict())
        except (UnreadableFileError, MissingExtraError, SerializationError) as error:
            raise UnreadableError(reason_of(error)) from error
    for warning in caught:
        if isinstance(warning.message, UnknownKeyWarning):
            complain(printable(f"{name}: {warning.message}"))
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)
    return found


def reason_of(error: Exception) -> str:
    """Why a file cannot be read, on one line and without its name, which stands before it."""
    return printable(error.reason if isinstance(error, UnreadableFileError) else str(error))


# ---- from arguments to files ----------------------------------------------------------------


class Input(NamedTuple):
    """A file to be read; with a reason where an argument means none."""

    name: str
    reason: str | None = None


def is_one_file(argument: str) -> bool:
    """Whether an argument can only mean one file: it is neither a folder nor a pattern nor an archive."""
    is_pattern = glob.has_magic(argument) and not os.path.lexists(argument)
    return argument == STANDARD_INPUT or not (is_pattern or _is_folder(argument) or _is_archive(argument))


def _is_archive(name: str) -> bool:
    return PurePath(name).suffix.lower() == ".zip" and os.path.isfile(name)  # noqa: PTH113 - as above


def files_of(arguments: Iterable[str]) -> Iterator[Input]:
    """The files that arguments mean, in their order, found as they are asked for.

    A folder means the digests in it and in its folders, sorted by name, without hidden ones; an archive (ZIP) those
    in it. A pattern (``*``, ``?``, ``[…]``, ``**``) that is no file's name means what it matches, sorted:
    not every shell replaces them.

    >>> list(files_of(["-", "a.txt"]))
    [Input(name='-', reason=None), Input(name='a.txt', reason=None)]
    """
    for argument in arguments:
        if is_one_file(argument):
            yield Input(argument)
        elif _is_folder(argument):
            yield from _files_in(argument)
        elif _is_archive(argument):
            yield from _members(argument)
        else:
            found = glob.glob(argument, recursive=True)  # noqa: PTH207 - names stay as they were given
            names = sorted(name for name in found if not _is_waited_for(name))
            if "**" in argument:  # which has found what is in folders by itself
                names = _once(name for name in names if not _is_folder(name))
            for name in names:
                yield from _files_in(name) if _is_folder(name) else _members(name)
            if not names:
                yield Input(argument, "no file matches the pattern")


def _is_waited_for(name: str) -> bool:
    """Whether a file is a pipe or a device: who means one names it, since it may never end."""
    return os.path.exists(name) and not (os.path.isfile(name) or _is_folder(name))  # noqa: PTH110, PTH113 - as above


def _once(names: Iterable[str]) -> list[str]:
    """The names without those by which a circle of links finds a file again, further down."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (name.count(os.sep), name)):
        found.setdefault(os.path.realpath(name), name)
    return sorted(found.values())


def _members(name: str) -> Iterator[Input]:
    """A file, or the digests in an archive."""
    if not _is_archive(name):
        yield Input(name)
        return
    try:
        yield from map(Input, files.members_of(name))
    except UnreadableFileError as error:
        yield Input(name, reason_of(error))
    except OSError as error:
        yield Input(name, error.strerror or str(error))


def _files_in(folder: str) -> Iterator[Input]:
    failures: list[OSError] = []
    found = False
    # what cannot be listed is told as soon as it is known, and at the end
    for place, folders, names in chain(os.walk(folder, onerror=failures.append), [("", [], [])]):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        found |= bool(failures)
        yield from (Input(str(failure.filename), failure.strerror) for failure in failures)
        failures.clear()
        for path in called_like_digests(place, names):
            found = True
            yield from _members(path)
    if not found:
        yield Input(folder, no_digests())
