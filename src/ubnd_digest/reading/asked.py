"""What a function that reads a text says of what is none."""

from __future__ import annotations

import os

_OF_FILES = "parse_file(path) reads and parses a file, read_file(path).text is what it says"


def checked_text(text: str, asked: str) -> str:
    """What a function was given, where it is a text; else a ``TypeError``."""
    if isinstance(text, (bytes, bytearray)):
        raise TypeError(f"{asked} takes str, not bytes: decode it first, for example data.decode('utf-8')")
    if isinstance(text, os.PathLike):
        raise TypeError(f"{asked} takes a text, not {type(text).__name__}: {_OF_FILES}")
    if not isinstance(text, str):
        raise TypeError(f"{asked} takes str, not {type(text).__name__}")
    return text
