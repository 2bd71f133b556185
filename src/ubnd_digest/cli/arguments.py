"""The arguments of the command, and the help on them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from ubnd_digest.cli import argument_types as types
from ubnd_digest.cli import commands as run
from ubnd_digest.cli.commands import Commands
from ubnd_digest.cli.epilogs import EPILOG, EPILOG_OF_AUTHORING, EPILOG_OF_CHECKING
from ubnd_digest.cli.speech import put_into, say, told
from ubnd_digest.cli.terminal import encoded, write, write_chunks
from ubnd_digest.formats.delimited import (
    AKOMA_NTOSO,
    BRAT,
    CALENDAR,
    DOCCANO,
    FORMATS,
    HTML,
    JSON,
    JSON_LINES,
    SEPARATORS,
    TABLE,
    TIMEML,
    WEB_ANNOTATION,
)
from ubnd_digest.formats.document_files import KINDS
from ubnd_digest.formats.offsets import UNITS
from ubnd_digest.formats.tables.endings import WRITTEN
from ubnd_digest.model.digest import AUTO
from ubnd_digest.model.messages import ENGLISH, LANGUAGES

_ALL = (*FORMATS, *WRITTEN)
_ANNOTATIONS = (*FORMATS, BRAT, DOCCANO, WEB_ANNOTATION)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_others: object) -> None:
        from importlib.metadata import version

        write([f"ubnd-digest {version('ubnd-digest')}"])
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Writes its help as all output is written, so that an error of the output is told, and errors in its language."""

    lang = ENGLISH

    def format_usage(self) -> str:
        put_into(self, self.lang)
        return super().format_usage()

    def format_help(self) -> str:
        put_into(self, self.lang)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {say('error', self.lang)}: {told(message, self.lang)}\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout and sys.stdout is not None:
            write_chunks([encoded(message)])
        else:
            super()._print_message(message, file)


def with_command(arguments: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    """The arguments with the command ``overview``, where they name files and no command."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    first = next((found for found in arguments if not found.startswith("-") or found == "-"), None)
    options = arguments[: arguments.index(first)] if first is not None else arguments
    if first is None or first in commands.choices or set(options) & {"-h", "--help", "--version"}:
        return list(arguments)
    # a file has an ending or stands in a folder, or there is one
    is_file = first == "-" or os.path.lexists(first) or any(sign in first for sign in "./\\*?[")
    if not is_file and first == arguments[0]:
        from difflib import get_close_matches

        near = get_close_matches(first, commands.choices, 1)
        advice = f"did you mean {parser.prog} {near[0]}?" if near else "see --help"
        parser.error(f"no command and no file is called {first}: {advice}")
    return ["overview", *arguments] if is_file else list(arguments)


def arguments_parser(lang: str = ENGLISH) -> argparse.ArgumentParser:
    """All commands with their options; ``run`` of what it returns takes the arguments and gives the exit status."""
    _Parser.lang = lang
    parser: argparse.ArgumentParser = _Parser(
        prog="ubnd-digest",
        description="Read the weekly digests of Viet Nam's Provincial People's Committees.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    _add_lang(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    about = "show title, period, what is owed by which day, documents; without a command FILE alone does"
    _of_files(commands, "overview", about, formats=(TABLE,))
    about = "show title, period, items, deadlines, or what a document says; json: an object a file"
    _of_files(commands, "parse", about, formats=(*_ALL, AKOMA_NTOSO, TIMEML))
    _of_files(commands, "deadlines", "list who must do what by when", formats=(*FORMATS, *WRITTEN, CALENDAR))
    _of_files(commands, "duties", "list who must do what, with and without a day")
    _of_files(commands, "references", "list the documents that are named, and where")
    documents = _subparser(commands, "documents", run.documents, "list the distinct documents, and what rests on what")
    documents.add_argument("files", nargs="+", metavar="FILE", help="see below")
    _add_reading(documents)
    formats = (*FORMATS, *WRITTEN, "dot", "mermaid")
    _add_format(documents, formats, TABLE, "how they are written; dot, mermaid: a graph")
    _add_output(documents)
    _add_view(commands)
    _of_files(commands, "dates", "list the dates that are named, and where")
    _of_files(commands, "annotations", "print standoff annotations", formats=_ANNOTATIONS, default=JSON_LINES)
    about = "what offsets count: code points (default), units of UTF-16, bytes of UTF-8"
    commands.choices["annotations"].add_argument("--offsets", choices=UNITS, default=UNITS[0], help=about)

    _of_files(commands, "check", "print diagnostics as file:line:column: severity code message")
    for name in ("deadlines", "duties"):
        _add_choice(commands.choices[name], name)
    _add_calendar(commands.choices["deadlines"])
    diff = _subparser(commands, "diff", run.diff, "compare two digests: items added, removed, changed, deadlines moved")
    diff.add_argument("old", metavar="OLD", help="a digest, or JSON that parse --format json wrote")
    diff.add_argument("new", metavar="NEW", help="likewise")
    _add_reading(diff)
    _add_format(diff, (*FORMATS, HTML), TABLE, "lines to read, a page side by side, one JSON object, or records")
    diff.add_argument("-o", "--output", metavar="FILE", help="write into this file, whole or not at all")
    _add_authoring(commands)
    schema = _subparser(commands, "schema", run.schema, "print the JSON Schema of what parse --format json writes")
    about = "of digests (default), or of single documents"
    schema.add_argument("kind", nargs="?", choices=("digest", "document"), default="digest", help=about)
    _add_format(schema, FORMATS, JSON, "the schema, indented or on one line; or a table of its keys")
    about = "print a script that completes this command"
    completion = _subparser(commands, "completion", partial(run.completion, parser, commands=commands), about)
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell that is to run it")
    return parser


def _add_lang(parser: argparse.ArgumentParser) -> None:
    """The language, which is known before arguments are parsed: ``asked_language`` has taken it out of them."""
    about = "the language of tables, messages, help and pages (default: that of UBND_DIGEST_LANG, or of the locale)"
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=about)


def _add_view(commands: Commands) -> None:
    """The command that writes a page to look at."""
    view = _subparser(commands, "view", run.view, "write a page to look at: one HTML file, of any number of digests")
    view.add_argument("files", nargs="+", metavar="FILE", help="see below")
    about = "the file of the page, such as week.html (default: standard output)"
    view.add_argument("-o", "--output", metavar="PAGE", help=about)
    about = "leave out why things were read so: half the time, and a smaller page"
    view.add_argument("--no-evidence", action="store_true", help=about)
    _add_reading(view)


def _of_files(
    commands: Commands,
    name: str,
    summary: str,
    *,
    formats: tuple[str, ...] = (*FORMATS, *WRITTEN),
    default: str = TABLE,
) -> None:
    """A command that shows one file after the other."""
    command = _subparser(commands, name, run.files, summary)
    command.add_argument("files", nargs="+", metavar="FILE", help="see below")
    _add_reading(command)
    _add_format(command, formats, default, "how they are written")
    _add_output(command)
    about = "read with N processes; 0: as many as there are processors"
    command.add_argument("--jobs", type=types.count, default=1, metavar="N", help=about)
    about = "go on where a run with the same options and -o FILE ended: what was written is not read again"
    command.add_argument("--resume", action="store_true", help=about)
    absent = ("first", "last", "within", "today", "responsible", "sort", "entries", "alarm", "name", "offsets")
    command.set_defaults(**dict.fromkeys(absent))


def _subparser(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], summary: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_lang(command)
    command.set_defaults(run=run, command=name)
    return command


def _add_authoring(commands: Commands) -> None:
    """The commands for those who write grammars."""
    about = "list the publishers whose grammars can be used, or the record of one"
    known = _subparser(commands, "publishers", run.publishers, about)
    known.add_argument("identifier", metavar="ID", nargs="?", help="show the whole record of this one, such as vn-09")
    about = "write a package for a publisher: record, grammar, sample, tests"
    new = _subparser(commands, "new-publisher", run.new_publisher, about)
    new.add_argument("identifier", metavar="ID", help="its identifier, such as vn-99 or song-tra")
    new.add_argument("--name", help="its name, without its kind; the identifier, where there is none")
    about = "the folder of the package (default: ubnd-digest-ID in the current one)"
    new.add_argument("--output", metavar="DIR", type=Path, help=about)
    about = "check a publisher's grammar against the common one"
    check = _subparser(commands, "check-grammar", run.check_grammar, about)
    check.add_argument("file", metavar="FILE", help="a .lark file in UTF-8")
    about = "a digest that it should read; may be repeated"
    check.add_argument("--sample", metavar="SAMPLE", action="append", default=[], help=about)
    check.add_argument("--publisher", metavar="ID", help="the publisher whose record the grammar belongs to")
    about = "show what stands at a place of a digest and why, and what nearly matches"
    explain = _subparser(commands, "explain", run.explain, about)
    explain.add_argument("file", metavar="FILE", help="a digest, or a single document")
    explain.add_argument("--at", metavar="LINE:COL", required=True, type=types.place, help="from 1, in code points")
    _add_reading(explain)
    for command in (new, explain):
        command.epilog = EPILOG_OF_AUTHORING
    check.epilog = EPILOG_OF_CHECKING


def _add_format(command: argparse.ArgumentParser, formats: tuple[str, ...], default: str, about: str) -> None:
    about = f"{about} (default: that of the ending of -o FILE, else {default})"
    command.add_argument("--format", choices=formats, help=about)
    command.set_defaults(formats=formats, default_format=default)


def _add_output(command: argparse.ArgumentParser) -> None:
    """The arguments that say where to, and how CSV is written."""
    about = "write into this file, whole or not at all; xlsx, sqlite, parquet and arrow need one; "
    about += "for akn, timeml and brat of several files the folder of what is written"
    command.add_argument("-o", "--output", metavar="FILE", help=about)
    about = "CSV for Excel: with a byte order mark, and the separator that it takes here"
    command.add_argument("--excel", action="store_const", const=True, help=about)
    command.add_argument("--separator", choices=tuple(SEPARATORS), help="with csv: what stands between cells")
    about = "with csv: also cells that a spreadsheet program would run, as they are (default: behind an apostrophe)"
    command.add_argument("--exact-cells", action="store_const", const=True, help=about)


def _add_reading(command: argparse.ArgumentParser) -> None:
    """The arguments that say how a text is read."""
    about = "the grammar: auto, of the publisher whose digest it is (default); vn-09 or the like; common, of nobody"
    command.add_argument("--publisher", metavar="ID", default=AUTO, help=about)
    about = "of texts and web pages: auto (default), utf-16, cp1258, tcvn3, vni, or another that Python knows"
    command.add_argument("--encoding", metavar="NAME", type=types.encoding, default="auto", help=about)
    _add_day(command, "--anchor", "anchor", "a day near the period, for a title without a year")
    if command.get_default("command") != "deadlines":  # where --as says how a calendar is written
        about = "a digest, a single document (a decision, a letter, a law), or what the text says (auto, default)"
        command.add_argument("--as", dest="kind", choices=KINDS, default="auto", help=about)


def _add_choice(command: argparse.ArgumentParser, listed: str) -> None:
    """The arguments that say which deadlines, or duties, are listed."""
    _add_day(command, "--from", "first", "only what is due on this day or later")
    about = f"only what is due on this day or earlier; with either, no {listed} without a day"
    _add_day(command, "--until", "last", about)
    about = "only what is due from today to so many days, or weeks, from now"
    command.add_argument("--within", type=types.days, metavar="14d", help=about)
    _add_day(
        command, "--today", "today", "the day that is today: for --within, and for the next day of what comes again"
    )
    about = "only where the name of who must act has these words; case, accents and short forms do not matter"
    command.add_argument("--responsible", metavar="WORDS", help=about)
    about = "in the order of the days, those without one last (default: in the order of the text)"
    command.add_argument("--sort", choices=("due",), help=about)


def _add_calendar(command: argparse.ArgumentParser) -> None:
    """The arguments that say how a calendar is written."""
    about = "with ics: as events of a calendar, or as tasks (default: event)"
    command.add_argument("--as", dest="entries", choices=("event", "todo"), help=about)
    about = "with ics: an alarm so many days, or weeks, before"
    command.add_argument("--alarm", type=types.days, metavar="3d", help=about)
    about = "with ics: the name of the calendar (default: the words of --responsible)"
    command.add_argument("--name", metavar="WORDS", help=about)


def _add_day(command: argparse.ArgumentParser, option: str, name: str, about: str) -> None:
    command.add_argument(option, dest=name, type=types.day, metavar="YYYY-MM-DD", help=about)
