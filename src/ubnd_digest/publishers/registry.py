"""Which publishers there are: those that are shipped, those that packages bring, those registered by hand.

A publisher costs nothing until it is used: of a package that brings one, only the entry in its
metadata is read before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from importlib.machinery import PathFinder
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, TypeVar

from ubnd_digest.grammar.files import common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.model.digest import AUTO, COMMON
from ubnd_digest.model.errors import PublisherError, UbndDigestError, UnknownPublisherError
from ubnd_digest.model.words import file_of
from ubnd_digest.publishers.provinces import folder_of, provinces, with_forms
from ubnd_digest.publishers.record import RECORD, Publisher, read_publisher

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

_T = TypeVar("_T")

GROUP = "ubnd_digest.publishers"

_SAID_OTHERWISE = {
    AUTO: "it is chosen for a text: detect_publisher(text) tells which one it would be",
    COMMON: "the common grammar is asked for by None",
}

_lock = Lock()
_registered: dict[str, Publisher] = {}
_opened: dict[str, Publisher] = {}  # shipped, or of packages
# What is made once a process of a record, or the error that it gives, by what makes it.
_made: dict[tuple[Callable[..., Any], Publisher | None], Any] = {}
_making: dict[Publisher | None, RLock] = {}


def list_publishers() -> tuple[str, ...]:
    """The identifiers of all publishers that can be used, sorted.

    Those of packages are named without importing anything of them.

    >>> {"vn-09", "central"} <= set(list_publishers())
    True
    """
    return tuple(sorted({*_shipped(), *_brought(), *_registered}))


def shipped_publishers() -> tuple[str, ...]:
    """The identifiers of the publishers that this library brings itself."""
    return tuple(_shipped())


def register(publisher: Publisher) -> None:
    """Make a publisher known in this process, besides those that packages bring.

    To register an equal record again does nothing.

    Raises:
        TypeError: when it is no ``Publisher``.
        PublisherError: when the identifier is taken by another record.

    >>> register(Publisher("song-tra", ("Sông Trà",)))
    >>> "song-tra" in list_publishers()
    True
    >>> unregister("song-tra")
    """
    if not isinstance(publisher, Publisher):
        raise TypeError(f"register takes a Publisher, not {type(publisher).__name__}")
    known = get_publisher(publisher.id) if publisher.id in list_publishers() else publisher
    # it may have been registered in another thread meanwhile
    if known != publisher or _registered.setdefault(publisher.id, publisher) != publisher:
        raise PublisherError(publisher.id, "another record has this identifier")


def unregister(identifier: str) -> None:
    """Take back what was registered by hand in this process; what is shipped or brought by packages stays.

    Raises:
        UnknownPublisherError: when no such publisher was registered by hand.

    >>> unregister("vn-09")
    Traceback (most recent call last):
    ubnd_digest.model.errors.UnknownPublisherError: unknown publisher 'vn-09'; registered are: none
    """
    if _registered.pop(identifier, None) is None:
        raise UnknownPublisherError(identifier, tuple(sorted(_registered)))


@lru_cache(maxsize=1)
def _written() -> frozenset[str]:
    """The publishers whose forms are known: a folder each beside the grammars."""
    try:
        folder = os.path.join(_grammars(), "publishers")  # noqa: PTH118 - a start without a publisher loads no pathlib
        known = [name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name, RECORD))]  # noqa: PTH113, PTH118, PTH208
    except OSError:  # in an archive
        known = [folder.name for folder in _folder().iterdir() if (folder / RECORD).is_file()]
    return frozenset(known)


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    """The identifiers of the publishers that are shipped: those, and all provinces and cities."""
    return _written() | provinces().keys()


def has_forms(identifier: str) -> bool:
    """Whether a publisher that is shipped has forms of its own; of another province the name alone is known."""
    return identifier not in provinces() or folder_of(identifier) in _written()


def _read(identifier: str) -> Publisher:
    """The record of a publisher that is shipped."""
    name = folder_of(identifier) if identifier in provinces() else identifier
    if name not in _written():
        return provinces()[identifier]
    return with_forms(identifier, read_publisher(_folder() / name, name))


def record_texts() -> list[str]:
    """The records of those whose forms are known, as they are written."""
    return [file_of("ubnd_digest.grammars", f"publishers/{name}/{RECORD}") for name in sorted(_written())]


def _grammars() -> str:
    return str(import_module("ubnd_digest.grammars").__path__[0])


def _folder() -> Traversable:
    from pathlib import Path

    folder = Path(_grammars()) / "publishers"
    if folder.is_dir():
        return folder
    from importlib.resources import files  # slow to load: of a library in an archive, as zipimport reads it

    return files("ubnd_digest.grammars") / "publishers"


@lru_cache(maxsize=1)
def _brought() -> dict[str, tuple[EntryPoint, ...]]:
    """The entry points of all installed packages, by identifier."""
    if _none_is_brought():
        return {}
    from importlib.metadata import entry_points

    found: dict[str, tuple[EntryPoint, ...]] = {}
    for entry in entry_points(group=GROUP):
        found[entry.name] = (*found.get(entry.name, ()), entry)
    return found


def _none_is_brought() -> bool:
    """Whether it is plain that no package brings one: to load what reads all metadata is a tenth of a short run."""
    if [finder for finder in sys.meta_path if hasattr(finder, "find_distributions")] != [PathFinder]:
        return False
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except FileNotFoundError:
            continue
        except OSError:  # an archive
            return False
        if any(name.endswith(".egg") for name in names):
            return False
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                told = os.path.join(folder, name, "entry_points.txt")  # noqa: PTH118
                with suppress(OSError), open(told, "rb") as file:  # noqa: PTH123
                    if GROUP.encode() in file.read():
                        return False
    return True


def get_publisher(identifier: str) -> Publisher:
    """The record of a publisher.

    What is registered by hand or shipped is not replaced by what a package brings.

    Args:
        identifier: such as ``"vn-09"``.

    Raises:
        TypeError: when ``identifier`` is no ``str``.
        UnknownPublisherError: when there is no such publisher.
        PublisherError: when the package that brings it cannot be used.

    >>> get_publisher("vn-09").iso
    'VN-09'
    """
    if not isinstance(identifier, str):
        raise TypeError(f"a publisher is an identifier, a Publisher or None, not {type(identifier).__name__}")
    known = _registered.get(identifier) or _opened.get(identifier)
    if known:
        return known
    # Nothing is locked here: what is imported is somebody else's code, which may use this library as it is loaded.
    if identifier in _shipped():
        return _opened.setdefault(identifier, _read(identifier))
    if identifier in _brought():
        return _opened.setdefault(identifier, _loaded(identifier, _brought()[identifier]))
    if identifier in _SAID_OTHERWISE:
        raise PublisherError(identifier, _SAID_OTHERWISE[identifier])
    raise UnknownPublisherError(identifier, list_publishers())


def _loaded(identifier: str, entries: tuple[EntryPoint, ...]) -> Publisher:
    """The record behind an entry point, which names a package that holds one, or a ``Publisher``."""
    if len({entry.value for entry in entries}) > 1:
        places = " and ".join(sorted(entry.value for entry in entries))
        raise PublisherError(identifier, f"several packages bring it: {places}")
    entry = entries[0]
    try:
        found = entry.load() if entry.attr else Publisher.of(entry.module)
    except KeyboardInterrupt:
        raise
    except PublisherError as error:
        raise PublisherError(identifier, f"{entry.value}: {error.reason}") from error
    except BaseException as error:  # whatever somebody else's module raises, even to end the program
        reason = f"{type(error).__name__}: {error}"
        raise PublisherError(identifier, f"{entry.value} cannot be loaded: {reason}") from error
    if not isinstance(found, Publisher):
        raise PublisherError(identifier, f"{entry.value} is no Publisher but {type(found).__name__}")
    if found.id != identifier:
        raise PublisherError(identifier, f"{entry.value} has another identifier: {found.id!r}")
    return found


def record_of(publisher: str | Publisher | None) -> Publisher | None:
    """The record of a publisher that is given by its identifier or its record; None for the common grammar."""
    return publisher if publisher is None or isinstance(publisher, Publisher) else get_publisher(publisher)


def grammar_of(publisher: str | Publisher | None) -> Grammar:
    """The grammar of a publisher, compiled once a process, or the common one for None."""
    return once(_grammar, record_of(publisher))


def _grammar(record: Publisher | None) -> Grammar:
    return common_grammar() if record is None or record.files == common_files() else Grammar(record.files)


def once(make: Callable[[Publisher | None], _T], record: Publisher | None) -> _T:
    """What is made of a record, once a process; where it cannot be made, the same error each time."""
    key = (make, record)
    if key not in _made:
        with _lock:
            making = _making.setdefault(record, RLock())
        with making:  # one lock a record: others go on working meanwhile
            if key not in _made:
                try:
                    _made[key] = make(record)
                except UbndDigestError as error:
                    _made[key] = error
    found = _made[key]
    if isinstance(found, UbndDigestError):
        raise found.with_traceback(None)
    return found  # type: ignore[no-any-return]
