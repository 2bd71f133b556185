"""Where what is kept lies: the folder, and a file for each version of what makes it and of what reads it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from ubnd_digest.grammar.records import key_of

# Names a folder, or switches everything off: when it is empty, or 0.
VARIABLE: Final = "UBND_DIGEST_CACHE"
_OFF: Final = ("", "0")
_NAME: Final = "ubnd-digest"
# What else makes things that are kept, or is used for it.
OTHERS: Final = (
    *(f"model/{name}.py" for name in ("capitals", "text", "tones", "upward")),
    *(f"reading/names/{name}.py" for name in ("name_ends", "name_tables", "name_view")),
    "publishers/signs.py",
    "reading/references/known_laws.py",
    "reading/structure/nothing.py",
)


def kept_folder() -> str | None:
    """The folder; None where there is to be none, or none is known.

    It is what ``UBND_DIGEST_CACHE`` says, or else ``ubnd-digest`` in the user's folder for caches.
    """
    given = os.environ.get(VARIABLE)
    if given is not None:
        return None if given.strip() in _OFF else os.path.abspath(given)  # noqa: PTH100 - a Path takes longer
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")  # noqa: PTH111
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # noqa: PTH117 - one that is not is to be ignored, says the specification
            base = os.path.expanduser("~/.cache")  # noqa: PTH111
    return os.path.join(base, _NAME) if os.path.isabs(base) else None  # noqa: PTH117, PTH118


def kept_file(suffix: str) -> str | None:
    """The file for this version of the code that makes grammars, of Lark and of the interpreter."""
    folder = kept_folder()
    if folder is None:
        return None
    made_by = [sys.version, sys.byteorder, sys.implementation.cache_tag or ""]
    try:
        for source in _sources():
            with open(source, encoding="utf-8") as file:  # noqa: PTH123 - as above
                made_by.append(file.read())
    except (OSError, ValueError):
        return None  # nothing says what would be read
    tag = sys.implementation.cache_tag or sys.implementation.name
    return os.path.join(folder, f"{tag}-{key_of(chr(0).join(made_by))}{suffix}")  # noqa: PTH118


def _sources() -> Iterator[str]:
    """The code that makes what is kept: ours, whose version a working copy does not tell, and what says Lark's."""
    ours = os.path.dirname(__file__)  # noqa: PTH120
    lark = find_spec("lark")
    if lark is None or lark.origin is None:
        raise ValueError("no Lark")
    yield from (os.path.join(ours, name) for name in sorted(os.listdir(ours)) if name.endswith(".py"))  # noqa: PTH118, PTH208
    yield from (os.path.join(os.path.dirname(ours), *name.split("/")) for name in OTHERS)  # noqa: PTH118, PTH120
    yield lark.origin
