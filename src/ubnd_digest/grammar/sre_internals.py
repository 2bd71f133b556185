"""What is used of the standard library's regular expressions beyond their documented interface, in one place.

``re`` has no way to keep a compiled expression. Yet what it compiles to is data: a list of numbers, which the engine
takes. It checks them, but not well enough to survive any numbers whatever, so nothing may come here but what was made
here, unharmed: ``kept.py`` sees to that. Checked with CPython 3.11, 3.12 and 3.13; elsewhere, and wherever something
does not fit, an expression is compiled as everybody does.
"""

from __future__ import annotations

import re
import sys
from array import array
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

# by name: type checkers know none of them
_parser: Any = import_module("re._parser")
_sre: Any = None
_compiler: Any = None
with suppress(ImportError):  # another interpreter
    _sre, _compiler = import_module("_sre"), import_module("re._compiler")

# An unsigned number of the size of the engine's own.
_WORD: Final = "I"
_LENGTH: Final = 4
_LETTERS: Final = "utf-16-le"  # which is read in a fifth of the time of UTF-8
KNOWN: Final = (
    sys.implementation.name == "cpython"
    and (3, 11) <= sys.version_info[:2] <= (3, 13)
    and getattr(_sre, "CODESIZE", 0) == array(_WORD).itemsize
)


def expression_tree(pattern: str) -> Any:
    """The tree of a regular expression, as the standard library reads it."""
    return _parser.parse(pattern)


def compiled_and_kept(pattern: str) -> tuple[re.Pattern[str], bytes | None]:
    """A compiled expression, and that of which :func:`compiled_of` makes it again; None where that is not known."""
    if KNOWN:
        import json

        try:
            tree = expression_tree(pattern)
            words = array(_WORD, _compiler._code(tree, 0))  # noqa: SLF001
            names: list[str | None] = [None] * tree.state.groups
            for name, number in tree.state.groupdict.items():
                names[number] = name
            written = pattern.encode(_LETTERS, "surrogatepass")
            head = json.dumps([tree.state.flags, names, len(written)]).encode()
            data = b"".join([len(head).to_bytes(_LENGTH, "big"), head, written, words.tobytes()])
        except Exception:  # noqa: BLE001, S110 - it is no expression, and re says why; or re is not as it was
            pass
        else:
            found = compiled_of(data)
            if found is not None:
                return found, data
    return re.compile(pattern), None


def compiled_of(data: bytes) -> re.Pattern[str] | None:
    """The compiled expression of what was kept of it; None where the engine does not take that.

    >>> found, data = compiled_and_kept("(?P<day>[0-9]+)/")
    >>> data is None or compiled_of(data) == found
    True
    """
    if not KNOWN:
        return None
    import json

    try:
        start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        flags, names, length = json.loads(data[_LENGTH:start])
        pattern = data[start : start + length].decode(_LETTERS, "surrogatepass")
        words = array(_WORD, data[start + length :])
        numbers = {name: number for number, name in enumerate(names) if name is not None}
        found = _sre.compile(pattern, flags, words.tolist(), len(names) - 1, numbers, tuple(names))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the expression itself is there
        return None
    return found  # type: ignore[no-any-return]
