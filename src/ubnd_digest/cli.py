"""The command ``ubnd-digest``: parse, annotate, check and compare digests in files.

Files are read as bytes and decoded as UTF-8 with nothing translated, so that offsets are those
of the file; output is UTF-8 with plain line feeds, whatever the locale. What is heavy is
imported when it is used: ``--help`` compiles no grammar.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from ubnd_digest.model import Digest
    from ubnd_digest.parser import Parser

_FINE = 0
_ERRORS = 1
_UNREADABLE = 2
_INTERRUPTED = 130  # what a shell reports for a command that SIGINT ended
_BROKEN_PIPE = 141  # and SIGPIPE

_EPILOG = """\
FILE is a digest in UTF-8; "-" reads standard input.

exit status:
  0    done
  1    check: at least one error was found; diff: something differs
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
        _close_output()
        return _BROKEN_PIPE
    except OSError as error:  # those of single files are dealt with where they are read
        _complain(f"output: {error.strerror or error}")
        _close_output()
        return _UNREADABLE
    return status


def _run(argv: Sequence[str] | None) -> int:
    arguments = _arguments().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _parser(arguments: argparse.Namespace) -> Parser | None:
    """The parser that is asked for; None, with a line on standard error, where there is none."""
    from ubnd_digest.errors import UbndDigestError
    from ubnd_digest.parser import parser_of

    try:
        return parser_of(arguments.publisher)
    except UbndDigestError as error:
        _complain(str(error))
        return None


def _each_file(arguments: argparse.Namespace) -> int:
    parser = _parser(arguments)
    if parser is None:
        return _UNREADABLE
    show: Callable[[str, Digest, argparse.Namespace], int] = arguments.show
    status = _FINE
    for name in arguments.files:
        text = _text_of(name)
        if text is None:
            status = _UNREADABLE
        else:
            status = max(status, show(name, parser.parse(text, anchor=arguments.anchor), arguments))
    return status


# ---- the commands ---------------------------------------------------------------------------


def _parse(name: str, digest: Digest, arguments: argparse.Namespace) -> int:
    from ubnd_digest.report import table

    several = len(arguments.files) > 1
    if arguments.format == "json":
        from ubnd_digest.serialize import to_dict

        _write([_json({"file": name, **to_dict(digest)} if several else to_dict(digest))])
        return _FINE
    if several:
        _write([f"file    {_printable(name)}"])
    _write(table(digest))
    if several and name is not arguments.files[-1]:
        _write([""])
    return _FINE


def _annotations(name: str, digest: Digest, arguments: argparse.Namespace) -> int:
    from ubnd_digest import standoff

    extra = {"file": name} if len(arguments.files) > 1 else {}
    _write(_json({**record, **extra}) for record in standoff.to_annotations(digest))
    return _FINE


def _check(name: str, digest: Digest, _arguments: argparse.Namespace) -> int:
    from ubnd_digest.model import Severity
    from ubnd_digest.report import diagnostic_lines

    _write(diagnostic_lines(_printable(name), digest))
    return _ERRORS if any(doubt.severity is Severity.ERROR for doubt in digest.diagnostics) else _FINE


def _diff(arguments: argparse.Namespace) -> int:
    from ubnd_digest.changes import diff
    from ubnd_digest.report import diff_lines, diff_object

    parser = _parser(arguments)
    if parser is None:
        return _UNREADABLE
    if arguments.old == arguments.new == "-":
        _complain("only one of OLD and NEW can be standard input")
        return _UNREADABLE
    old, new = (_digest_of(name, parser, arguments) for name in (arguments.old, arguments.new))
    if old is None or new is None:
        return _UNREADABLE
    found = diff(old, new)
    if arguments.format == "json":
        _write([_json(diff_object(old, new, found))])
    else:
        _write(diff_lines(old, new, found))
    return _ERRORS if found else _FINE


def _digest_of(name: str, parser: Parser, arguments: argparse.Namespace) -> Digest | None:
    """The digest in a file, which is a text or JSON; None, with a line on standard error, where there is none."""
    from ubnd_digest.errors import SerializationError
    from ubnd_digest.serialize import from_json

    text = _text_of(name)
    if text is None:
        return None
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        digest = parser.parse(text, anchor=arguments.anchor)
        if digest.title is None:
            _complain(f"{_printable(name)}: no title was found: it may be no digest")
        return digest
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            digest = from_json(text)
        except SerializationError as error:
            _complain(f"{_printable(name)}: {error}")
            return None
    for warning in caught:
        _complain(f"{_printable(name)}: {warning.message}")
    return digest


def _schema(_arguments: argparse.Namespace) -> int:
    from ubnd_digest.schema import json_schema

    _write([_json(json_schema(), indent=2)])
    return _FINE


# ---- arguments ------------------------------------------------------------------------------


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        *_others: object,
    ) -> None:
        from importlib.metadata import version

        _write([f"ubnd-digest {version('ubnd-digest')}"])
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
    command.add_argument("--publisher", metavar="ID", help="use the grammar of a publisher, such as vn-09")
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


# ---- input and output -----------------------------------------------------------------------


def _text_of(name: str) -> str | None:
    """The text of a file; None, with a line on standard error, where it cannot be read."""
    try:
        return _bytes_of(name).decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: {error.reason} at byte {error.start}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    _complain(f"{_printable(name)}: {reason}")
    return None


def _bytes_of(name: str) -> bytes:
    from pathlib import Path

    if name != "-":
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


def _json(value: dict[str, Any], indent: int | None = None) -> str:
    import json

    line = json.dumps(value, ensure_ascii=False, indent=indent)
    # line ends to some readers of JSON Lines, though not to JSON
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _write(rows: Iterable[str]) -> None:
    if sys.stdout is None:  # closed by whoever started the process
        return
    sys.stdout.flush()
    for row in rows:
        # a lone surrogate, from the name of a file, becomes the escape that JSON has for it
        sys.stdout.buffer.write(f"{row}\n".encode("utf-8", "backslashreplace"))


def _complain(message: str) -> None:
    if sys.stderr is None:
        return
    sys.stderr.flush()
    sys.stderr.buffer.write(f"ubnd-digest: {message}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def _printable(name: str) -> str:
    """The name of a file on one line of a terminal."""
    return "".join(s if s.isprintable() else s.encode("unicode_escape").decode("ascii") for s in name)


def _close_output() -> None:
    """Give up what is not written yet, so that the interpreter does not try again as it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # output that is no file of the system
        pass
