"""What each command does; those of one file after the other are jobs (``jobs.py``)."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from ubnd_digest.cli import terminal
from ubnd_digest.cli.asked import choice_of, dialect_of, form_of, reading_of, refuse, resumable
from ubnd_digest.cli.inputs import Reading, digest_of, is_one_file
from ubnd_digest.cli.speech import say, value_in
from ubnd_digest.formats.delimited import (
    CALENDAR,
    CSV,
    HTML,
    JSON,
    JSON_LINES,
    NDJSON,
    OF_ITS_OWN,
    TABLE,
    csv_frame,
    csv_rows,
    json_lines,
    json_text,
)
from ubnd_digest.formats.files import page_of
from ubnd_digest.formats.rows import Record
from ubnd_digest.formats.tables.endings import WRITTEN
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.linking import diff as linking
from ubnd_digest.model.digest import AUTO, Digest
from ubnd_digest.model.errors import MissingExtraError, UbndDigestError, UnreadableFileError
from ubnd_digest.model.positions import offset_of
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.publishers.registry import get_publisher, grammar_of, list_publishers, record_of
from ubnd_digest.reading.choice import parser_for

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
_MOST_WORKERS = 60  # for whose words Windows can wait at once


def _missing(package: str, extra: str, what: str) -> terminal.CommandError:
    return terminal.CommandError(f'{what} needs the package {package}: pip install "ubnd-digest[{extra}]"')


def files(arguments: argparse.Namespace) -> int:
    """Run a command that shows one file after the other."""
    from importlib.util import find_spec

    from ubnd_digest.cli.jobs import Job
    from ubnd_digest.cli.tables import look_of_output
    from ubnd_digest.cli.work import do_files
    from ubnd_digest.formats.calendar import Style

    form = form_of(arguments)
    style = Style(arguments.entries == "todo", arguments.alarm, arguments.name or arguments.responsible)
    if arguments.format != CALENDAR:
        refuse(arguments, ("entries", "alarm", "name"), "goes with --format ics (or -o FILE.ics)")
    elif find_spec("icalendar") is None:
        raise _missing("icalendar", "calendar", "--format ics")
    job = Job(
        arguments.command,
        form,
        reading_of(arguments),
        arguments.resume or len(arguments.files) > 1 or not is_one_file(arguments.files[0]),
        choice_of(arguments),
        look_of_output() if form == TABLE and arguments.output is None else None,
        by_day=arguments.sort == "due",
        style=style,
        dialect=dialect_of(arguments),
        offsets=arguments.offsets or "code-points",
        lang=arguments.lang,
    )
    if arguments.resume:
        resumable(arguments, job)
    workers = arguments.jobs or os.cpu_count() or 1
    workers = min(workers, _MOST_WORKERS) if os.name == "nt" else workers
    if form in WRITTEN:
        from ubnd_digest.cli.exports import export

        return export(job, arguments.files, workers, arguments.output)
    if form in OF_ITS_OWN:
        from ubnd_digest.cli.exports import export_each

        return export_each(job, arguments.files, workers, arguments.output)
    if arguments.resume:
        from ubnd_digest.cli.resume import resumed

        with resumed(arguments.output, job) as ledger:
            return do_files(job, arguments.files, workers, ledger)
    with terminal.output_to(arguments.output):
        return do_files(job, arguments.files, workers)


def documents(arguments: argparse.Namespace) -> int:
    """Show the distinct documents of some files."""
    from ubnd_digest.cli import documents as command

    form, dialect = form_of(arguments), dialect_of(arguments)
    if form in WRITTEN:
        from ubnd_digest.cli.exports import export
        from ubnd_digest.cli.jobs import Job

        job = Job("documents", form, reading_of(arguments), lang=arguments.lang)
        return export(job, arguments.files, 1, arguments.output)
    with terminal.output_to(arguments.output):
        return command.documents(arguments, form, dialect)


def view(arguments: argparse.Namespace) -> int:
    """Write a page to look at."""
    from ubnd_digest.cli import view as command

    return command.view(arguments)


# ---- diff -----------------------------------------------------------------------------------


def diff(arguments: argparse.Namespace) -> int:
    """Compare two digests."""
    from ubnd_digest.cli.differences import COLUMNS, diff_lines, diff_object, diff_records

    reading = reading_of(arguments)
    if reading.publisher != AUTO:
        parser_for("", reading.publisher)  # before a file is read: there may be no such publisher
    if arguments.old == arguments.new == "-":
        raise terminal.CommandError("only one of OLD and NEW can be standard input")
    old, new = (_digest_of(name, reading) for name in (arguments.old, arguments.new))
    if old is None or new is None:
        return terminal.UNREADABLE
    found = linking.diff(old, new)
    form = JSON_LINES if arguments.format == NDJSON else arguments.format
    with terminal.output_to(arguments.output):
        if form == TABLE:
            terminal.write(diff_lines(old, new, found, arguments.lang))
        elif form == HTML:
            from ubnd_digest.formats.diff_page import diff_page

            terminal.write([diff_page(old, new, found, (arguments.old, arguments.new), arguments.lang).rstrip("\n")])
        elif form == JSON:
            terminal.write([json_text(diff_object(old, new, found))])
        else:
            _write_records(diff_records(old, new, found), COLUMNS, form)
    return terminal.ERRORS if found else terminal.FINE


def _digest_of(name: str, reading: Reading) -> Digest | None:
    """The digest in a file; None, with a line on standard error, where there is none."""
    shown = terminal.printable(name)
    try:
        digest = digest_of(name, terminal.bytes_of(name), reading)
    except terminal.UnreadableError as error:
        terminal.complain(f"{shown}: {error}")
        return None
    if digest.title is None:
        terminal.complain(f"{shown}: no title was found: it may be no digest")
    return digest


def _write_records(records: Iterable[Record], columns: tuple[str, ...], form: str) -> None:
    lines = chain([csv_frame(columns).begin], csv_rows(records, columns)) if form == CSV else json_lines(records)
    terminal.write_chunks(map(terminal.encoded, lines))


# ---- schema and completion ------------------------------------------------------------------


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema."""
    from ubnd_digest.cli.report import KEYS, keys_grid, schema_keys
    from ubnd_digest.cli.tables import look_of_output, table_lines
    from ubnd_digest.formats.json.schema import json_schema

    if arguments.format == TABLE:
        terminal.write(table_lines([keys_grid(json_schema(arguments.kind))], look_of_output()))
    elif arguments.format == CSV:
        _write_records(schema_keys(json_schema(arguments.kind)), KEYS, CSV)
    else:
        terminal.write([json_text(json_schema(arguments.kind), indent=2 if arguments.format == JSON else None)])
    return terminal.FINE


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
    terminal.write([shtab.complete(parser, shell=arguments.shell).rstrip("\n")])
    return terminal.FINE


# ---- for those who write grammars -----------------------------------------------------------


def publishers(arguments: argparse.Namespace) -> int:
    """List the publishers, or show the record of one."""
    status = terminal.FINE
    for identifier in [arguments.identifier] if arguments.identifier else list_publishers():
        try:
            record = get_publisher(identifier)
        except UbndDigestError as error:
            terminal.complain(terminal.printable(str(error)))
            status = terminal.UNREADABLE
        else:
            lines = _whole(record, arguments.lang) if arguments.identifier else [_line(record, arguments.lang)]
            terminal.write(map(terminal.printable, lines))
    return status


def _line(record: Publisher, lang: str) -> str:
    def on(form: str, day: dt.date, **values: str) -> str:
        return say(form, lang, day=value_in("date", day.isoformat(), lang), **values)

    days = [on("since {day}", record.valid_from)] if record.valid_from else []
    days += [on("until {day}", record.valid_until)] if record.valid_until else []
    days += [on("{name} until {day}", unit.until, name=unit.name) for unit in record.predecessors]
    line = f"{record.id:<12} {record.iso or '-':<6} {', '.join(record.names)}"
    return f"{line} ({'; '.join(days)})" if days else line


def _whole(record: Publisher, lang: str) -> Iterator[str]:
    yield _line(record, lang)
    yield from (f"title        {title}" for title in record.titles)
    yield from (f"symbol       {symbol}: {department}" for symbol, department in record.symbols.items())
    yield from (f"agency       {agency}" for agency in record.agencies)
    yield from (f"short name   {short}: {agency}" for short, agency in record.abbreviations.items())


def new_publisher(arguments: argparse.Namespace) -> int:
    """Write a package for a publisher."""
    from ubnd_digest.authoring.scaffold import write_package

    folder = arguments.output or Path(f"ubnd-digest-{arguments.identifier}")
    try:
        written = write_package(arguments.identifier, folder, name=arguments.name)
    except ValueError as error:
        raise terminal.CommandError(str(error)) from error
    except OSError as error:
        place = terminal.printable(str(error.filename or folder))
        raise terminal.CommandError(f"{place}: {error.strerror or error}") from error
    terminal.write(terminal.printable(str(path)) for path in written)
    return terminal.FINE


def check_grammar(arguments: argparse.Namespace) -> int:
    """Check a publisher's grammar."""
    from ubnd_digest.authoring import check

    text = terminal.text_of(arguments.file)
    samples = [(name, terminal.text_of(name)) for name in arguments.sample]
    if text is None or any(sample is None for _name, sample in samples):
        return terminal.UNREADABLE
    record = get_publisher(arguments.publisher) if arguments.publisher else None
    # the file on the command line takes the place of the publisher's own
    others = [file for file in record.files if file not in common_files() and file != record.grammar] if record else []
    found = check.check_grammar(
        GrammarFile(arguments.file, text), [(name, sample or "") for name, sample in samples], others=others
    )
    terminal.write(map(terminal.printable, check.finding_lines(found)))
    return terminal.ERRORS if any(finding.severity == "error" for finding in found) else terminal.FINE


def explain(arguments: argparse.Namespace) -> int:
    """Show what stands at a place of a digest and why."""
    from ubnd_digest.authoring.explain import explanation_lines, near_lines

    try:
        page = page_of(arguments.file, terminal.bytes_of(arguments.file), arguments.encoding)
        text = page.text
        offset = offset_of(text, *arguments.at)
        parser = parser_for(text, reading_of(arguments).publisher)
        document = arguments.kind == "document" or (arguments.kind == "auto" and parser.is_document(text))
        found = parser.explain(text, offset, anchor=arguments.anchor, headings=page.headings, document=document)
        grammar = grammar_of(record_of(parser.publisher))
        terminal.write(explanation_lines(found, text, grammar, arguments.lang))
        try:
            terminal.write(near_lines(text, offset, grammar))
        except MissingExtraError as error:  # the rest of the answer stands
            terminal.complain(str(error))
    except UnreadableFileError as error:
        raise terminal.CommandError(f"{terminal.printable(arguments.file)}: {error.reason}") from error
    except (terminal.UnreadableError, UbndDigestError, ValueError) as error:
        raise terminal.CommandError(f"{terminal.printable(arguments.file)}: {error}") from error
    return terminal.FINE
