"""Files that are written whole or not at all: whoever reads one sees the old one until the new one is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def atomically(path: str) -> Iterator[str]:
    """The name of a temporary file beside another one, whose place it takes in the end, unless something is raised.

    What is no file, such as a pipe or a device, is given as it is: nothing takes its place.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomically(f"{folder}/a.txt") as name:
    ...         _ = Path(name).write_text("whole")
    ...     [(file.name, file.read_text()) for file in Path(folder).iterdir()]
    [('a.txt', 'whole')]
    """
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - the path of a user, as given
        yield path
        return
    import tempfile

    target = Path(os.path.realpath(path))  # a link stays one
    handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        yield name
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
