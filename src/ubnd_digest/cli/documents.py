"""The command ``documents``: all files are read before anything is written, since documents join them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ubnd_digest.cli import terminal
from ubnd_digest.cli.inputs import Reading, digest_of, files_of
from ubnd_digest.cli.report import grid
from ubnd_digest.cli.tables import look_of_output, table_lines
from ubnd_digest.formats import delimited
from ubnd_digest.formats.delimited import CSV, JSON, TABLE, Dialect
from ubnd_digest.formats.documents import COLUMNS, SHOWN, document_records, dot_lines, mermaid_lines, shown_record
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.resolution import Resolution
from ubnd_digest.reading.parser import parser_for

DOT, MERMAID = "dot", "mermaid"


def documents(arguments: argparse.Namespace, form: str, dialect: Dialect) -> int:
    """Show the distinct documents of some files."""
    parser_for("", arguments.publisher)  # before a file is read: there may be no such publisher
    read = _Files(arguments)
    resolution = resolve(read)
    for doubt in resolution.diagnostics:
        name = terminal.printable(read.names[doubt.digest])
        terminal.complain(f"{name}: {doubt.severity.value} {doubt.code} {doubt.message}")
    terminal.write_chunks(map(terminal.encoded, _output(resolution, read.names, form, dialect)))
    if read.failed and len(read.names) + read.failed > 1:
        terminal.complain(f"{read.failed} of {len(read.names) + read.failed} files could not be read")
    return terminal.UNREADABLE if read.failed else terminal.FINE


class _Files:
    """The digests of some files, read as they are asked for; those that cannot be read are told."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._files, self._reading = arguments.files, Reading(arguments.publisher, arguments.anchor)
        self.names: list[str] = []
        self.failed = 0

    def __iter__(self) -> Iterator[Digest]:
        for found in files_of(self._files):
            reason, digest = found.reason, None
            if reason is None:
                try:
                    digest = digest_of(found.name, terminal.bytes_of(found.name), self._reading)
                except terminal.UnreadableError as error:
                    reason = str(error)
            if digest is None:
                self.failed += 1
                terminal.complain(f"{terminal.printable(found.name)}: {reason}")
                continue
            self.names.append(found.name)
            yield digest


def _output(resolution: Resolution, names: list[str], form: str, dialect: Dialect) -> Iterator[str]:
    if form in (DOT, MERMAID):
        yield from delimited.lines((dot_lines if form == DOT else mermaid_lines)(resolution))
        return
    records = document_records(resolution, names)
    if form == TABLE:
        table = grid(SHOWN, map(shown_record, records), several=False)
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
