"""The command ``ubnd-digest``: parse, annotate, check and compare digests in files.

What is heavy is imported when it is used: ``--help`` compiles no grammar.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from typing import TYPE_CHECKING

from ubnd_digest.authoring.commands import add_authoring
from ubnd_digest.terminal import ERRORS, FINE, UNREADABLE, close_output, complain, json_text, printable, text_of, write

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from ubnd_digest.model import Digest

_INTERRUPTED = 130  # what a shell reports for a command that SIGINT ended
_BROKEN_PIPE = 141  # and SIGPIPE

_EPILOG = """\
FILE is a digest in UTF-8; "-" reads standard input.

exit status:
  0    done
  1    check, check-grammar: at least one error was found; diff: something differs
  2    a file could not be read or is not UTF-8 (the others were still done),
       or the arguments are wrong; this wins over 1
  130  interrupted
  141  the reader of the output went away
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments behind the command's name; those of the process when None.

    Returns:
        The exit status, as ``--help`` tells.

    Raises:
        SystemExit: for ``--help``, ``--version`` and wrong arguments, as argparse does.
    """
    try:
        status = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        close_output()
        return _BROKEN_PIPE
    except OSError as error:  # those of single files are dealt with where they are read
        complain(f"output: {error.strerror or error}")
        close_output()
        return UNREADABLE
    return status


def _run(argv: Sequence[str] | None) -> int:
    arguments = _arguments().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _can_read(arguments: argparse.Namespace) -> bool:
    """Whether there is the publisher that is asked for; a line on standard error where there is none."""
    from ubnd_digest.errors import UbndDigestError
    from ubnd_digest.parser import parser_for

    try:
        parser_for("", arguments.publisher)
    except UbndDigestError as error:
        complain(str(error))
        return False
    return True


def _read(text: str, arguments: argparse.Namespace) -> Digest:
    """A text by the publisher and the anchor that are asked for."""
    from ubnd_digest.api import parse

    return parse(text, publisher=arguments.publisher, anchor=arguments.anchor)


def _each_file(arguments: argparse.Namespace) -> int:
    if not _can_read(arguments):
        return UNREADABLE
    show: Callable[[str, Digest, argparse.Namespace], int] = arguments.show
    status = FINE
    for name in arguments.files:
        text = text_of(name)
        status = UNREADABLE if text is None else max(status, show(name, _read(text, arguments), arguments))
    return status


# ---- the commands ---------------------------------------------------------------------------


def _parse(name: str, digest: Digest, arguments: argparse.Namespace) -> int:
    from ubnd_digest.report import table

    several = len(arguments.files) > 1
    if arguments.format == "json":
        from ubnd_digest.serialize import to_dict

        write([json_text({"file": name, **to_dict(digest)} if several else to_dict(digest))])
        return FINE
    if several:
        write([f"file    {printable(name)}"])
    write(table(digest))
    if several and name is not arguments.files[-1]:
        write([""])
    return FINE


def _annotations(name: str, digest: Digest, arguments: argparse.Namespace) -> int:
    from ubnd_digest import standoff

    extra = {"file": name} if len(arguments.files) > 1 else {}
    write(json_text({**record, **extra}) for record in standoff.to_annotations(digest))
    return FINE


def _check(name: str, digest: Digest, _arguments: argparse.Namespace) -> int:
    from ubnd_digest.model import Severity
    from ubnd_digest.report import diagnostic_lines

    write(diagnostic_lines(printable(name), digest))
    return ERRORS if any(doubt.severity is Severity.ERROR for doubt in digest.diagnostics) else FINE


def _diff(arguments: argparse.Namespace) -> int:
    from ubnd_digest.changes import diff
    from ubnd_digest.report import diff_lines, diff_object

    if not _can_read(arguments):
        return UNREADABLE
    if arguments.old == arguments.new == "-":
        complain("only one of OLD and NEW can be standard input")
        return UNREADABLE
    old, new = (_digest_of(name, arguments) for name in (arguments.old, arguments.new))
    if old is None or new is None:
        return UNREADABLE
    found = diff(old, new)
    if arguments.format == "json":
        write([json_text(diff_object(old, new, found))])
    else:
        write(diff_lines(old, new, found))
    return ERRORS if found else FINE


def _digest_of(name: str, arguments: argparse.Namespace) -> Digest | None:
    """The digest in a file, which is a text or JSON; None, with a line on standard error, where there is none."""
    from ubnd_digest.errors import SerializationError
    from ubnd_digest.serialize import from_json

    text = text_of(name)
    if text is None:
        return None
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        digest = _read(text, arguments)
        if digest.title is None:
            complain(f"{printable(name)}: no title was found: it may be no digest")
        return digest
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


def _schema(_arguments: argparse.Namespace) -> int:
    from ubnd_digest.schema import json_schema

    write([json_text(json_schema(), indent=2)])
    return FINE


# ---- arguments ------------------------------------------------------------------------------


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        *_others: object,
    ) -> None:
        from importlib.metadata import version

        write([f"ubnd-digest {version('ubnd-digest')}"])
        parser.exit()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ubnd-digest",
        description="Read the weekly digests of Viet Nam's Provincial People's Committees.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    parse = _command(commands, "parse", _parse, "show title, period, items and deadlines")
    parse.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="a table to read, or one JSON object a file, as schema describes it (default: %(default)s)",
    )
    _command(commands, "annotations", _annotations, "print standoff annotations as JSON Lines")
    _command(commands, "check", _check, "print diagnostics as file:line:column: severity code message")
    diff = _subparser(commands, "diff", _diff, "compare two digests: items added, removed, changed, deadlines moved")
    diff.add_argument("old", metavar="OLD", help="a digest in UTF-8, or JSON that parse --format json wrote")
    diff.add_argument("new", metavar="NEW", help="likewise")
    _add_reading(diff)
    diff.add_argument("--format", choices=("table", "json"), default="table", help="lines to read, or one JSON object")
    add_authoring(commands, _subparser)
    _subparser(commands, "schema", _schema, "print the JSON Schema of what parse --format json writes")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    show: Callable[[str, Digest, argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    """A command that shows one file after the other."""
    command = _subparser(commands, name, _each_file, summary)
    command.add_argument("files", nargs="+", metavar="FILE")
    _add_reading(command)
    command.set_defaults(show=show)
    return command


def _subparser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _add_reading(command: argparse.ArgumentParser) -> None:
    """The arguments that say how a text is read."""
    command.add_argument(
        "--publisher",
        metavar="ID",
        help="use the grammar of a publisher, such as vn-09; auto: of the one whose digest it is",
    )
    command.add_argument(
        "--anchor", type=_day, metavar="YYYY-MM-DD", help="a day near the period, for a title without a year"
    )


def _day(text: str) -> dt.date:
    import datetime as dt

    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # Python 3.11 and later read other forms as well
        raise argparse.ArgumentTypeError(f"not a day in the form YYYY-MM-DD: {text!r}")
    return day
