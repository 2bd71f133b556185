"""What the command reads and writes: files, standard streams, exit statuses.

Files are read as bytes and decoded as UTF-8 with nothing translated, so that offsets are those
of the file; output is UTF-8 with plain line feeds, whatever the locale.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

FINE = 0
ERRORS = 1
UNREADABLE = 2


def text_of(name: str) -> str | None:
    """The text of a file; None, with a line on standard error, where it cannot be read."""
    try:
        return _bytes_of(name).decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: {error.reason} at byte {error.start}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    complain(f"{printable(name)}: {reason}")
    return None


def _bytes_of(name: str) -> bytes:
    from pathlib import Path

    if name != "-":
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


def json_text(value: dict[str, Any], indent: int | None = None) -> str:
    """A value as JSON, on one line unless it is indented."""
    import json

    line = json.dumps(value, ensure_ascii=False, indent=indent)
    # line ends to some readers of JSON Lines, though not to JSON
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def write(rows: Iterable[str]) -> None:
    """Write lines to standard output."""
    if sys.stdout is None:  # closed by whoever started the process
        return
    sys.stdout.flush()
    for row in rows:
        # a lone surrogate, from the name of a file, becomes the escape that JSON has for it
        sys.stdout.buffer.write(f"{row}\n".encode("utf-8", "backslashreplace"))


def complain(message: str) -> None:
    """Write a line to standard error."""
    if sys.stderr is None:
        return
    sys.stderr.flush()
    sys.stderr.buffer.write(f"ubnd-digest: {message}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def printable(name: str) -> str:
    """The name of a file on one line of a terminal."""
    return "".join(s if s.isprintable() else s.encode("unicode_escape").decode("ascii") for s in name)


def close_output() -> None:
    """Give up what is not written yet, so that the interpreter does not try again as it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # output that is no file of the system
        pass
