"""What each command does; those of one file after the other are jobs (``jobs.py``)."""

from __future__ import annotations

import argparse
import os
import warnings
from typing import TYPE_CHECKING

from ubnd_digest.cli.terminal import (
    ERRORS,
    FINE,
    UNREADABLE,
    UnreadableError,
    bytes_of,
    complain,
    decoded,
    encoded,
    printable,
    write,
    write_chunks,
)
from ubnd_digest.formats.delimited import CALENDAR, CSV, JSON, TABLE, csv_frame, csv_rows, json_lines
from ubnd_digest.formats.one_line import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ubnd_digest.cli.inputs import Reading
    from ubnd_digest.formats.rows import Record
    from ubnd_digest.model.digest import Digest

_MOST_WORKERS = 60  # for whose words Windows can wait at once


def _missing(package: str, extra: str, what: str) -> int:
    complain(f'{what} needs the package {package}: pip install "ubnd-digest[{extra}]"')
    return UNREADABLE


def _reading(arguments: argparse.Namespace) -> Reading:
    from ubnd_digest.cli.inputs import Reading

    return Reading(arguments.publisher, arguments.anchor)


def files(arguments: argparse.Namespace) -> int:
    """Run a command that shows one file after the other."""
    from ubnd_digest.cli.inputs import is_one_file
    from ubnd_digest.cli.jobs import Job
    from ubnd_digest.cli.tables import look_of_output
    from ubnd_digest.cli.work import do_files
    from ubnd_digest.formats.rows import Choice

    if arguments.format == CALENDAR:
        from importlib.util import find_spec

        if find_spec("icalendar") is None:
            return _missing("icalendar", "calendar", "--format ics")
    choice = Choice()
    if arguments.command == "deadlines":
        choice = Choice(arguments.first, arguments.last, arguments.responsible)
    job = Job(
        arguments.command,
        arguments.format,
        _reading(arguments),
        len(arguments.files) > 1 or not is_one_file(arguments.files[0]),
        choice,
        look_of_output() if arguments.format == TABLE else None,
    )
    workers = arguments.jobs or os.cpu_count() or 1
    return do_files(job, arguments.files, min(workers, _MOST_WORKERS) if os.name == "nt" else workers)


# ---- diff -----------------------------------------------------------------------------------


def diff(arguments: argparse.Namespace) -> int:
    """Compare two digests."""
    from ubnd_digest.cli.differences import COLUMNS, diff_lines, diff_object, diff_records
    from ubnd_digest.linking.diff import diff
    from ubnd_digest.model.errors import UbndDigestError
    from ubnd_digest.reading.parser import parser_for

    reading = _reading(arguments)
    try:
        parser_for("", reading.publisher)
    except UbndDigestError as error:
        complain(str(error))
        return UNREADABLE
    if arguments.old == arguments.new == "-":
        complain("only one of OLD and NEW can be standard input")
        return UNREADABLE
    old, new = (_digest_of(name, reading) for name in (arguments.old, arguments.new))
    if old is None or new is None:
        return UNREADABLE
    found = diff(old, new)
    if arguments.format == TABLE:
        write(diff_lines(old, new, found))
    elif arguments.format == JSON:
        write([json_text(diff_object(old, new, found))])
    else:
        _write_records(diff_records(old, new, found), COLUMNS, arguments.format)
    return ERRORS if found else FINE


def _digest_of(name: str, reading: Reading) -> Digest | None:
    """The digest in a file, which is a text or JSON; None, with a line on standard error, where there is none."""
    from ubnd_digest.cli.inputs import digest_of

    try:
        data = bytes_of(name)
        # JSON is told by how it begins: a byte order mark may stand before it
        if data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith((b"{", b"[")):
            return _digest_of_json(name, decoded(data))
        digest = digest_of(name, data, reading)
    except UnreadableError as error:
        complain(f"{printable(name)}: {error}")
        return None
    if digest.title is None:
        complain(f"{printable(name)}: no title was found: it may be no digest")
    return digest


def _digest_of_json(name: str, text: str) -> Digest | None:
    from ubnd_digest.formats.json.serialize import from_json
    from ubnd_digest.model.errors import SerializationError

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            digest = from_json(text)
        except SerializationError as error:
            complain(f"{printable(name)}: {error}")
            return None
    for warning in caught:
        complain(f"{printable(name)}: {warning.message}")
    return digest


def _write_records(records: Iterable[Record], columns: tuple[str, ...], form: str) -> None:
    if form == CSV:
        write_chunks([encoded(csv_frame(columns).begin), *map(encoded, csv_rows(records, columns))])
    else:
        write_chunks(map(encoded, json_lines(records)))


# ---- schema and completion ------------------------------------------------------------------


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema."""
    from ubnd_digest.cli.keys import COLUMNS, keys_grid, schema_keys
    from ubnd_digest.cli.tables import drawn, look_of_output, plain
    from ubnd_digest.formats.json.schema import json_schema

    if arguments.format == TABLE:
        look = look_of_output()
        parts = [keys_grid(json_schema())]
        write(drawn(parts, look) if look else plain(parts))
    elif arguments.format == CSV:
        _write_records(schema_keys(json_schema()), COLUMNS, CSV)
    else:
        write([json_text(json_schema(), indent=2 if arguments.format == JSON else None)])
    return FINE


def completion(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    """Print a script that completes this command, which takes the arguments of ``parser``, in a shell."""
    from ubnd_digest.cli.completion import completion_script

    try:
        script = completion_script(parser, arguments.shell)
    except ImportError:
        return _missing("shtab", "cli", "completion")
    write([script])
    return FINE
