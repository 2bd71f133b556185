"""The commands for those who write grammars: publishers, new-publisher, check-grammar, explain."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ubnd_digest.cli.terminal import (
    ERRORS,
    FINE,
    UNREADABLE,
    CommandError,
    UnreadableError,
    bytes_of,
    complain,
    decoded,
    printable,
    text_of,
    write,
)

if TYPE_CHECKING:
    from ubnd_digest.publishers.record import Publisher


def publishers(arguments: argparse.Namespace) -> int:
    """List the publishers, or show the record of one."""
    from ubnd_digest.model.errors import UbndDigestError
    from ubnd_digest.publishers.registry import get_publisher, list_publishers

    status = FINE
    for identifier in [arguments.identifier] if arguments.identifier else list_publishers():
        try:
            record = get_publisher(identifier)
        except UbndDigestError as error:
            complain(printable(str(error)))
            status = UNREADABLE
        else:
            write(map(printable, _whole(record) if arguments.identifier else [_line(record)]))
    return status


def _line(record: Publisher) -> str:
    days = [f"since {record.valid_from}"] if record.valid_from else []
    days += [f"until {record.valid_until}"] if record.valid_until else []
    days += [f"{unit.name} until {unit.until}" for unit in record.predecessors]
    line = f"{record.id:<12} {record.iso or '-':<6} {', '.join(record.names)}"
    return f"{line} ({'; '.join(days)})" if days else line


def _whole(record: Publisher) -> Iterator[str]:
    yield _line(record)
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
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{printable(str(error.filename or folder))}: {error.strerror or error}") from error
    write(printable(str(path)) for path in written)
    return FINE


def check_grammar(arguments: argparse.Namespace) -> int:
    """Check a publisher's grammar."""
    from ubnd_digest.authoring import check
    from ubnd_digest.grammar.files import GrammarFile, common_files
    from ubnd_digest.publishers.registry import get_publisher

    text = text_of(arguments.file)
    samples = [(name, text_of(name)) for name in arguments.sample]
    if text is None or any(sample is None for _name, sample in samples):
        return UNREADABLE
    record = get_publisher(arguments.publisher) if arguments.publisher else None
    # the file on the command line takes the place of the publisher's own
    others = [file for file in record.files if file not in common_files() and file != record.grammar] if record else []
    found = check.check_grammar(
        GrammarFile(arguments.file, text), [(name, sample or "") for name, sample in samples], others=others
    )
    write(check.finding_lines(found))
    return ERRORS if any(finding.severity == "error" for finding in found) else FINE


def explain(arguments: argparse.Namespace) -> int:
    """Show what stands at a place of a digest and why."""
    from ubnd_digest.authoring.explain import explanation_lines, near_lines
    from ubnd_digest.formats.html.digest import explain_html
    from ubnd_digest.formats.html.page import read_html
    from ubnd_digest.model.errors import MissingExtraError, UbndDigestError
    from ubnd_digest.model.text import offset_of
    from ubnd_digest.publishers.registry import grammar_of, record_of
    from ubnd_digest.reading.parser import parser_for

    try:
        data = bytes_of(arguments.file)
        page = read_html(data) if Path(arguments.file).suffix.lower() in (".html", ".htm") else None
        text = page.text if page else decoded(data)
        offset = offset_of(text, *arguments.at)
        parser = parser_for(text, arguments.publisher)
        if page:
            found = explain_html(page, offset, publisher=arguments.publisher, anchor=arguments.anchor)
        else:
            found = parser.explain(text, offset, anchor=arguments.anchor)
        grammar = grammar_of(record_of(parser.publisher))
        write(explanation_lines(found, text, grammar))
        try:
            write(near_lines(text, offset, grammar))
        except MissingExtraError as error:  # the rest of the answer stands
            complain(str(error))
    except (UnreadableError, UbndDigestError, ValueError) as error:
        raise CommandError(f"{printable(arguments.file)}: {error}") from error
    return FINE
