"""The command ``documents``: all files are read before anything is written, since documents join them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ubnd_digest.cli import terminal
from ubnd_digest.cli.asked import reading_of
from ubnd_digest.cli.digests import Digests
from ubnd_digest.cli.report import grid
from ubnd_digest.cli.speech import value_in
from ubnd_digest.cli.tables import look_of_output, table_lines
from ubnd_digest.formats import delimited
from ubnd_digest.formats.delimited import CSV, JSON, TABLE, Dialect
from ubnd_digest.formats.documents import COLUMNS, SHOWN, document_records, dot_lines, mermaid_lines, shown_record
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.resolution import Resolution
from ubnd_digest.reading.choice import parser_for

DOT, MERMAID = "dot", "mermaid"


def documents(arguments: argparse.Namespace, form: str, dialect: Dialect) -> int:
    """Show the distinct documents of some files."""
    parser_for("", arguments.publisher)  # before a file is read: there may be no such publisher
    read = Digests(arguments.files, reading_of(arguments))
    resolution = resolve(read)
    for doubt in resolution.diagnostics:
        name = terminal.printable(read.names[doubt.digest])
        grave = value_in("severity", doubt.severity.value, arguments.lang)
        terminal.complain(f"{name}: {grave} {doubt.code} {doubt.in_language(arguments.lang)}")
    terminal.write_chunks(map(terminal.encoded, _output(resolution, read.names, form, dialect, arguments.lang)))
    return read.told()


def _output(resolution: Resolution, names: list[str], form: str, dialect: Dialect, lang: str) -> Iterator[str]:
    if form in (DOT, MERMAID):
        yield from delimited.lines((dot_lines if form == DOT else mermaid_lines)(resolution))
        return
    records = document_records(resolution, names)
    if form == TABLE:
        table = grid(SHOWN, map(shown_record, records), lang, several=False)
        yield from delimited.lines(table_lines(table, look_of_output()))
    elif form == CSV:
        yield delimited.csv_frame(COLUMNS, dialect).begin
        yield from delimited.csv_rows(records, COLUMNS, dialect)
    elif form == JSON:
        frame = delimited.ARRAY
        members = list(delimited.json_members(records))
        yield from (frame.begin, *members, frame.end if members else frame.empty_end)
    else:
        yield from delimited.json_lines(records)
