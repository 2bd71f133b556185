"""Where what is kept lies: the folder, and a file for each version of what makes it and of what reads it."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final

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
    made_by = blake2b(f"{sys.version}\0{sys.byteorder}\0{sys.implementation.cache_tag}".encode(), digest_size=16)
    try:
        for source in _sources():
            made_by.update(source.read_bytes() + b"\0")
    except (OSError, ValueError):
        return None  # nothing says what would be read
    tag = sys.implementation.cache_tag or sys.implementation.name
    return os.path.join(folder, f"{tag}-{made_by.hexdigest()}{suffix}")  # noqa: PTH118


def _sources() -> list[Path]:
    """The code that makes what is kept: ours, whose version a working copy does not tell, and what says Lark's."""
    ours = Path(__file__).parent
    lark = find_spec("lark")
    if lark is None or lark.origin is None:
        raise ValueError("no Lark")
    return [*sorted(ours.glob("*.py")), *map(ours.parent.joinpath, OTHERS), Path(lark.origin)]
