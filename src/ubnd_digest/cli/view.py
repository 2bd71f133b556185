"""The command ``view``: one page of all files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ubnd_digest.cli import terminal
from ubnd_digest.cli.asked import reading_of
from ubnd_digest.cli.digests import Digests
from ubnd_digest.cli.speech import told
from ubnd_digest.formats.files import STANDARD_INPUT
from ubnd_digest.formats.view.api import to_html
from ubnd_digest.reading.choice import parser_for


def view(arguments: argparse.Namespace) -> int:
    """Write a page of some files; where none could be read, none is written."""
    if arguments.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise terminal.CommandError("a page is a file for a browser: say which with -o week.html")
    reading = reading_of(arguments)
    parser_for("", reading.publisher)  # before a file is read: there may be no such publisher
    read = Digests(arguments.files, reading)
    digests = list(read)
    if digests:
        names = [terminal.printable(name) for name in read.names]
        lang = arguments.lang
        failures = {terminal.printable(name): told(reason, lang) for name, reason in read.failures.items()}
        page = to_html(digests, names=names, lang=lang, evidence=not arguments.no_evidence, unreadable=failures)
        _write(terminal.encoded(page), arguments.output)
    return read.told()


def _write(page: bytes, output: str | None) -> None:
    if output in (None, STANDARD_INPUT):  # a hyphen: standard output
        terminal.write_chunks([page])
        return
    try:
        Path(str(output)).write_bytes(page)
    except OSError as error:
        raise terminal.CommandError(f"{terminal.printable(str(output))}: {error.strerror or error}") from error
