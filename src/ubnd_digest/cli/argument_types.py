"""What the values of arguments are made of, and what is wrong with others."""

from __future__ import annotations

import argparse
import datetime as dt
import re


def day(text: str) -> dt.date:
    """A day: ``2025-04-30``, or ``30/4/2025``."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    written = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text
    try:
        found = dt.date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.isoformat() != written:  # Python 3.11 and later read other forms as well
        raise argparse.ArgumentTypeError(f"not a day in the form YYYY-MM-DD or D/M/YYYY: {text!r}")
    return found


def encoding(text: str) -> str:
    """The name of an encoding."""
    from ubnd_digest.formats.encodings import checked

    try:
        return checked(text)
    except LookupError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def days(text: str) -> int:
    """A number of days: ``14d``, ``2w``."""
    match = re.fullmatch(r"([0-9]{1,4})([dw])", text)
    if not match:
        raise argparse.ArgumentTypeError(f"not a number of days or weeks in the form 14d or 2w: {text!r}")
    return int(match[1]) * (7 if match[2] == "w" else 1)


def place(text: str) -> tuple[int, int]:
    """A line and a column: ``12:4``, or ``12``."""
    match = re.fullmatch(r"([0-9]{1,9})(?::([0-9]{1,9}))?", text)
    line, column = (int(match[1]), int(match[2] or 1)) if match else (0, 0)
    if not (line and column):
        raise argparse.ArgumentTypeError(f"not a place in the form LINE:COL, from 1: {text!r}")
    return line, column


def count(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise argparse.ArgumentTypeError(f"not a number of processes: {text!r}")
    return int(text)
