"""What each command does; those of one file after the other are jobs (``jobs.py``)."""

from __future__ import annotations

import argparse
import os
import warnings
from typing import TYPE_CHECKING, TypeAlias

from ubnd_digest.cli.terminal import (
    ERRORS,
    FINE,
    UNREADABLE,
    CommandError,
    UnreadableError,
    bytes_of,
    complain,
    decoded,
    encoded,
    printable,
    write,
    write_chunks,
)
from ubnd_digest.formats.delimited import CALENDAR, CSV, JSON, TABLE, csv_frame, csv_rows, json_lines, json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ubnd_digest.cli.inputs import Reading
    from ubnd_digest.formats.rows import Choice, Record
    from ubnd_digest.model.digest import Digest

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
_MOST_WORKERS = 60  # for whose words Windows can wait at once


def _missing(package: str, extra: str, what: str) -> CommandError:
    return CommandError(f'{what} needs the package {package}: pip install "ubnd-digest[{extra}]"')


def files(arguments: argparse.Namespace) -> int:
    """Run a command that shows one file after the other."""
    from importlib.util import find_spec

    from ubnd_digest.cli.inputs import Reading, is_one_file
    from ubnd_digest.cli.jobs import Job
    from ubnd_digest.cli.tables import look_of_output
    from ubnd_digest.cli.work import do_files
    from ubnd_digest.formats.calendar import Style

    style = Style(arguments.entries == "todo", arguments.alarm, arguments.name or arguments.responsible)
    if arguments.format != CALENDAR:
        _refuse(arguments, ("entries", "alarm", "name"), "goes with --format ics")
    elif find_spec("icalendar") is None:
        raise _missing("icalendar", "calendar", "--format ics")
    job = Job(
        arguments.command,
        arguments.format,
        Reading(arguments.publisher, arguments.anchor),
        len(arguments.files) > 1 or not is_one_file(arguments.files[0]),
        _choice(arguments),
        look_of_output() if arguments.format == TABLE else None,
        by_day=arguments.sort == "due",
        style=style,
    )
    workers = arguments.jobs or os.cpu_count() or 1
    return do_files(job, arguments.files, min(workers, _MOST_WORKERS) if os.name == "nt" else workers)


def _choice(arguments: argparse.Namespace) -> Choice:
    """Which deadlines, or duties, are asked for."""
    import datetime as dt

    from ubnd_digest.formats.rows import Choice

    first, last, today = arguments.first, arguments.last, arguments.today
    if arguments.within is not None:
        _refuse(arguments, ("first", "last"), "does not go with --within")
        # limits are days of Viet Nam
        first = today = today or dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
        last = first + min(dt.timedelta(arguments.within), dt.date.max - first)
    return Choice(first, last, arguments.responsible, today)


_OPTIONS = {"entries": "as", "first": "from", "last": "until"}  # whose names are others in the code


def _refuse(arguments: argparse.Namespace, names: tuple[str, ...], why: str) -> None:
    """A ``CommandError`` where one of these options is given."""
    for name in names:
        if getattr(arguments, name) is not None:
            raise CommandError(f"--{_OPTIONS.get(name, name)} {why}")


# ---- diff -----------------------------------------------------------------------------------


def diff(arguments: argparse.Namespace) -> int:
    """Compare two digests."""
    from ubnd_digest.cli.differences import COLUMNS, diff_lines, diff_object, diff_records
    from ubnd_digest.cli.inputs import Reading
    from ubnd_digest.linking.diff import diff
    from ubnd_digest.reading.parser import parser_for

    parser_for("", arguments.publisher)  # before a file is read: there may be no such publisher
    if arguments.old == arguments.new == "-":
        raise CommandError("only one of OLD and NEW can be standard input")
    reading = Reading(arguments.publisher, arguments.anchor)
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
    from ubnd_digest.formats.json.serialize import from_json
    from ubnd_digest.model.errors import SerializationError

    def tell(what: object) -> None:
        complain(f"{printable(name)}: {what}")

    try:
        data = bytes_of(name)
        # JSON is told by how it begins: a byte order mark may stand before it
        if data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith((b"{", b"[")):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                digest = from_json(decoded(data))
            for warning in caught:
                tell(warning.message)
            return digest
        digest = digest_of(name, data, reading)
    except (UnreadableError, SerializationError) as error:
        tell(error)
        return None
    if digest.title is None:
        tell("no title was found: it may be no digest")
    return digest


def _write_records(records: Iterable[Record], columns: tuple[str, ...], form: str) -> None:
    if form == CSV:
        write_chunks([encoded(csv_frame(columns).begin), *map(encoded, csv_rows(records, columns))])
    else:
        write_chunks(map(encoded, json_lines(records)))


# ---- schema and completion ------------------------------------------------------------------


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema."""
    from ubnd_digest.cli.report import KEYS, keys_grid, schema_keys
    from ubnd_digest.cli.tables import look_of_output, table_lines
    from ubnd_digest.formats.json.schema import json_schema

    if arguments.format == TABLE:
        write(table_lines([keys_grid(json_schema())], look_of_output()))
    elif arguments.format == CSV:
        _write_records(schema_keys(json_schema()), KEYS, CSV)
    else:
        write([json_text(json_schema(), indent=2 if arguments.format == JSON else None)])
    return FINE


# Arguments that are names of files or folders, by how --help calls them.
_NAMES = {"FILE": "FILE", "OLD": "FILE", "NEW": "FILE", "SAMPLE": "FILE", "DIR": "DIRECTORY"}


def completion(parser: argparse.ArgumentParser, arguments: argparse.Namespace, *, commands: Commands) -> int:
    """Print a script that completes the command, which takes the arguments of ``parser``, in a shell."""
    try:
        import shtab
    except ImportError as error:
        raise _missing("shtab", "cli", "completion") from error
    for command in (parser, *commands.choices.values()):
        command.epilog = None  # zsh and fish would show it after every command
        for action in command._actions:  # noqa: SLF001 - there is no public way to look at them
            if action.metavar in _NAMES:
                action.complete = getattr(shtab, _NAMES[action.metavar])  # type: ignore[attr-defined]
    write([shtab.complete(parser, shell=arguments.shell).rstrip("\n")])
    return FINE
