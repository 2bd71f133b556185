"""What has to stand on one line: words for readers, JSON for programs."""

from __future__ import annotations

import unicodedata
from typing import Any


def shown(text: str) -> str:
    r"""A text on one line of a terminal: composed letters, single spaces, nothing invisible.

    >>> shown("Sở\u200b \n Y tế")
    'Sở Y tế'
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(character for character in folded if character.isprintable())


def json_text(value: dict[str, Any], indent: int | None = None) -> str:
    """A value as JSON, on one line unless it is indented."""
    import json  # of the command --help needs none

    line = json.dumps(value, ensure_ascii=False, indent=indent)
    # line ends to some readers of JSON Lines, though not to JSON
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
