"""What the arguments of a command ask for: how texts are read, what is listed, in which form it is written."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from ubnd_digest.cli.inputs import Reading
from ubnd_digest.cli.terminal import CommandError
from ubnd_digest.formats.delimited import (
    CALENDAR,
    CSV,
    HTML,
    JSON,
    JSON_LINES,
    NDJSON,
    OF_ITS_OWN,
    SEPARATORS,
    TABLE,
    Dialect,
    separator_of_locale,
)
from ubnd_digest.formats.files import STANDARD_INPUT
from ubnd_digest.formats.rows import Choice
from ubnd_digest.formats.tables.endings import ENDINGS, WRITTEN
from ubnd_digest.model.digest import COMMON

if TYPE_CHECKING:
    from ubnd_digest.cli.jobs import Job

_OF_ENDINGS = {
    **ENDINGS,
    ".csv": CSV,
    ".json": JSON,
    ".jsonl": JSON_LINES,
    ".ndjson": NDJSON,
    ".ics": CALENDAR,
    ".html": HTML,
    ".htm": HTML,
}
_PLAIN = ("", ".txt")  # they say nothing: what the command writes by itself
_WRITERS = {CALENDAR: "deadlines", HTML: "view"}  # of what not each command writes; all else parse does


def settle_format(arguments: argparse.Namespace) -> None:
    """Where no format is asked for, take that of the ending of the file, if it is one of the command.

    >>> asked = argparse.Namespace(format=None, output="a.XLSX", formats=("table", "xlsx"), default_format="table")
    >>> settle_format(asked)
    >>> asked.format
    'xlsx'
    """
    if getattr(arguments, "format", "") is not None:
        return
    ending = Path(getattr(arguments, "output", None) or "").suffix.lower()
    found = _OF_ENDINGS.get(ending)
    if found and found not in arguments.formats:
        known = ", ".join(arguments.formats)
        raise CommandError(
            f"this command writes no {ending} file: ubnd-digest {_WRITERS.get(found, 'parse')} does "
            f"(or say how: --format is one of {known})"
        )
    if not found and ending not in _PLAIN and not getattr(arguments, "excel", None):
        endings = ", ".join(one for one, form in _OF_ENDINGS.items() if form in arguments.formats)
        known = ", ".join(arguments.formats)
        raise CommandError(
            f"no format is called {ending}: -o takes {endings}, .txt (or say how: --format is one of {known})"
        )
    arguments.format = found or arguments.default_format


def form_of(arguments: argparse.Namespace) -> str:
    """The format that is asked for; a spreadsheet is asked for by CSV."""
    if arguments.excel and arguments.format == TABLE:
        return CSV
    return JSON_LINES if arguments.format == NDJSON else str(arguments.format)


def dialect_of(arguments: argparse.Namespace) -> Dialect:
    """How CSV is written."""
    if form_of(arguments) != CSV:
        refuse(arguments, ("excel", "separator", "exact_cells"), "goes with --format csv")
    own = separator_of_locale(arguments.lang) if arguments.excel else ","
    separator = SEPARATORS[arguments.separator] if arguments.separator else own
    return Dialect(separator, mark=bool(arguments.excel), harmless=not arguments.exact_cells)


def reading_of(arguments: argparse.Namespace) -> Reading:
    """How the texts are to be read: by the common grammar where it is asked for by its name."""
    publisher = None if arguments.publisher == COMMON else arguments.publisher
    return Reading(publisher, arguments.anchor, arguments.encoding, getattr(arguments, "kind", "auto"))


def choice_of(arguments: argparse.Namespace) -> Choice:
    """Which deadlines, or duties, are asked for."""
    first, last, today = arguments.first, arguments.last, arguments.today
    if arguments.within is not None:
        refuse(arguments, ("first", "last"), "does not go with --within")
        first = today = today or _today()
        last = first + min(dt.timedelta(arguments.within), dt.date.max - first)
    # a run that is gone on with on another day would not be one run
    now = None if first or today or arguments.resume else _today()
    return Choice(first, last, arguments.responsible, today, now)


def _today() -> dt.date:
    """The day in Viet Nam: limits are days there."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()


def resumable(arguments: argparse.Namespace, job: Job) -> None:
    """A ``CommandError`` where output cannot be gone on with."""
    if arguments.output in (None, STANDARD_INPUT):
        raise CommandError("--resume goes on with a file: say which with -o FILE")
    if job.gathers or job.format in (*WRITTEN, *OF_ITS_OWN):
        raise CommandError("--resume needs a format that is written file by file, such as jsonl or csv, without --sort")
    if STANDARD_INPUT in arguments.files:
        raise CommandError("--resume does not know standard input again: name files")


# Options whose names are others in the code.
_OPTIONS = {"entries": "as", "first": "from", "last": "until", "exact_cells": "exact-cells"}


def refuse(arguments: argparse.Namespace, names: tuple[str, ...], why: str) -> None:
    """A ``CommandError`` where one of these options is given."""
    for name in names:
        if getattr(arguments, name) is not None:
            raise CommandError(f"--{_OPTIONS.get(name, name)} {why}")
