"""The commands for those who write grammars: publishers, new-publisher, check-grammar, explain."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ubnd_digest.cli.terminal import ERRORS, FINE, UNREADABLE, complain, printable, text_of, write

if TYPE_CHECKING:
    from ubnd_digest.publishers.record import Publisher

_PLACE = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?")


_EPILOG = """\
exit status:
  0    done
  1    check-grammar: at least one error was found
  2    something could not be read, written or used, or the arguments are wrong
"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
# Adds a command to the others: its name, what runs it, a summary.
AddCommand: TypeAlias = Callable[[Commands, str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_authoring(commands: Commands, add: AddCommand, add_reading: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the commands; ``add_reading`` adds the options that say how a text is read."""
    known = add(
        commands, "publishers", _publishers, "list the publishers whose grammars can be used, or the record of one"
    )
    known.add_argument("identifier", metavar="ID", nargs="?", help="show the whole record of this one, such as vn-09")
    new = add(
        commands, "new-publisher", _new_publisher, "write a package for a publisher: record, grammar, sample, tests"
    )
    new.add_argument("identifier", metavar="ID", help="its identifier, such as vn-99 or song-tra")
    new.add_argument("--name", help="its name, without its kind; the identifier, where there is none")
    new.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        help="the folder of the package (default: ubnd-digest-ID in the current one)",
    )
    check = add(commands, "check-grammar", _check_grammar, "check a publisher's grammar against the common one")
    check.add_argument("file", metavar="FILE", help="a .lark file in UTF-8")
    check.add_argument(
        "--sample", metavar="SAMPLE", action="append", default=[], help="a digest that it should read; may be repeated"
    )
    check.add_argument("--publisher", metavar="ID", help="the publisher whose record the grammar belongs to")
    explain = add(
        commands,
        "explain",
        _explain,
        "show what stands at a place of a digest and why, and what nearly matches",
    )
    explain.add_argument("file", metavar="FILE", help="a digest in UTF-8, or a web page (.html, .htm)")
    explain.add_argument("--at", metavar="LINE:COL", required=True, type=_place, help="from 1, in code points")
    add_reading(explain)
    for command in (new, check, explain):
        command.epilog = _EPILOG


def _place(text: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(text)
    if match is None or not int(match[1]) or (match[2] and not int(match[2])):
        raise argparse.ArgumentTypeError(f"not a place in the form LINE:COL, from 1: {text!r}")
    return int(match[1]), int(match[2] or 1)


def _publishers(arguments: argparse.Namespace) -> int:
    from ubnd_digest.model.errors import UbndDigestError
    from ubnd_digest.publishers.registry import get_publisher, list_publishers

    status = FINE
    for identifier in [arguments.identifier] if arguments.identifier else list_publishers():
        try:
            record = get_publisher(identifier)
        except UbndDigestError as error:
            complain(printable(str(error)))
            status = UNREADABLE
            continue
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


def _new_publisher(arguments: argparse.Namespace) -> int:
    from ubnd_digest.authoring.scaffold import write_package
    from ubnd_digest.model.errors import UbndDigestError

    folder = arguments.output or Path(f"ubnd-digest-{arguments.identifier}")
    try:
        written = write_package(arguments.identifier, folder, name=arguments.name)
    except (UbndDigestError, ValueError) as error:
        complain(str(error))
        return UNREADABLE
    except OSError as error:
        complain(f"{printable(str(error.filename or folder))}: {error.strerror or error}")
        return UNREADABLE
    write(printable(str(path)) for path in written)
    return FINE


def _check_grammar(arguments: argparse.Namespace) -> int:
    from ubnd_digest.authoring.check import check_grammar, finding_lines
    from ubnd_digest.grammar.files import GrammarFile, common_files
    from ubnd_digest.model.errors import UbndDigestError
    from ubnd_digest.publishers.registry import get_publisher

    text = text_of(arguments.file)
    samples = [(name, text_of(name)) for name in arguments.sample]
    if text is None or any(sample is None for _name, sample in samples):
        return UNREADABLE
    try:
        record = get_publisher(arguments.publisher) if arguments.publisher else None
    except UbndDigestError as error:
        complain(str(error))
        return UNREADABLE
    # the file on the command line takes the place of the publisher's own
    others = [file for file in record.files if file not in common_files() and file != record.grammar] if record else []
    found = check_grammar(
        GrammarFile(arguments.file, text), [(name, sample or "") for name, sample in samples], others=others
    )
    write(finding_lines(found))
    return ERRORS if any(finding.severity == "error" for finding in found) else FINE


def _explain(arguments: argparse.Namespace) -> int:
    from ubnd_digest.authoring.explain import explanation_lines, near_lines
    from ubnd_digest.cli.terminal import UnreadableError, bytes_of
    from ubnd_digest.formats.html.digest import explain_html
    from ubnd_digest.formats.html.page import read_html
    from ubnd_digest.model.errors import UbndDigestError
    from ubnd_digest.model.text import offset_of
    from ubnd_digest.publishers.registry import grammar_of, record_of
    from ubnd_digest.reading.parser import parser_for

    try:
        page = read_html(bytes_of(arguments.file)) if _is_page(arguments.file) else None
        text = page.text if page else text_of(arguments.file)
        if text is None:
            return UNREADABLE
        offset = offset_of(text, *arguments.at)
        parser = parser_for(text, arguments.publisher)
        if page:
            found = explain_html(page, offset, publisher=arguments.publisher, anchor=arguments.anchor)
        else:
            found = parser.explain(text, offset, anchor=arguments.anchor)
        grammar = grammar_of(record_of(parser.publisher))
        write(explanation_lines(found, text, grammar))
        write(near_lines(text, offset, grammar))
    except (UnreadableError, UbndDigestError, ValueError) as error:
        complain(f"{printable(arguments.file)}: {error}")
        return UNREADABLE
    return FINE


def _is_page(name: str) -> bool:
    return Path(name).suffix.lower() in (".html", ".htm")
