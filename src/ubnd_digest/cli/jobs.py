"""What is done with one file: it is read, and its output is formatted.

A job says it all in plain values, so that another process can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.cli import report
from ubnd_digest.cli.inputs import Reading, digest_of
from ubnd_digest.cli.tables import Look, table_lines
from ubnd_digest.cli.terminal import ERRORS, FINE, UNREADABLE, UnreadableError, bytes_of, encoded, printable
from ubnd_digest.formats import rows
from ubnd_digest.formats.delimited import (
    ARRAY,
    BARE,
    BLANK_LINE,
    CALENDAR,
    CSV,
    JSON,
    TABLE,
    Frame,
    csv_frame,
    csv_rows,
    json_lines,
    json_members,
    lines,
)
from ubnd_digest.formats.rows import Choice, Record

if TYPE_CHECKING:
    from ubnd_digest.cli.tables import Part
    from ubnd_digest.model.digest import Digest


class Outcome(NamedTuple):
    """What became of a file.

    Attributes:
        name: of the file.
        status: 0, 1 or 2, as ``--help`` tells.
        chunks: the output, encoded; of one process it is made as it is taken.
        reason: why the file could not be read, or None.
    """

    name: str
    status: int
    chunks: Iterable[bytes] = ()
    reason: str | None = None


def failure(name: str, reason: str) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome(name, UNREADABLE, (), reason)


class Job(NamedTuple):
    """What a command does with each file.

    Attributes:
        command: the command: ``parse``, ``annotations`` and so on.
        format: one of ``FORMATS``, for ``deadlines`` also ``ics``.
        reading: how the files are read.
        several: whether there may be several files, so that their names are told where they would not be.
        choice: which deadlines are asked for.
        look: how a terminal shows tables; None for plain ones.
    """

    command: str
    format: str
    reading: Reading = Reading()
    several: bool = False
    choice: Choice = Choice()
    look: Look | None = None

    def prepare(self) -> None:
        """Compile what is needed, before any file is read.

        Raises:
            UbndDigestError: when there is no such publisher, or its grammar cannot be used.
        """
        from ubnd_digest.reading.parser import parser_for

        parser_for("", self.reading.publisher)

    def frame(self) -> Frame:
        """What stands around the output of all files."""
        if self.format == TABLE:
            return BARE if self.command == "check" else BLANK_LINE
        if self.format == JSON and self.command != "parse":
            return ARRAY
        if self.format == CSV:
            return csv_frame(COMMANDS[self.command].columns)
        if self.format == CALENDAR:
            from ubnd_digest.formats.calendar import calendar_frame

            return calendar_frame()
        return BARE

    def do(self, name: str, data: bytes | None = None) -> Outcome:
        """Read a file and format its output.

        Args:
            name: of the file.
            data: its bytes, where they have been read already.
        """
        try:
            digest = digest_of(name, bytes_of(name) if data is None else data, self.reading)
        except UnreadableError as error:
            return failure(name, str(error))
        status = ERRORS if self.command == "check" and _has_errors(digest) else FINE
        return Outcome(name, status, map(encoded, self._output(name, digest)))

    def _output(self, name: str, digest: Digest) -> Iterator[str]:
        if self.format == CALENDAR:
            from ubnd_digest.formats.calendar import events

            return events(name, digest, self.choice)
        if self.format == TABLE:
            return lines(self._table(name, digest))
        if self.command == "parse" and self.format != CSV:
            from ubnd_digest.formats.json.serialize import to_dict

            return json_lines([{**({"file": name} if self.several else {}), **to_dict(digest)}])
        command = COMMANDS[self.command]
        records = command.records(self, name, digest)
        if self.format == CSV:
            return csv_rows(records, command.columns)
        return json_members(records) if self.format == JSON else json_lines(records)

    def _table(self, name: str, digest: Digest) -> Iterator[str]:
        if self.command == "check":
            return report.diagnostic_lines(printable(name), digest)
        parts: Iterator[Part]
        if self.command == "parse":
            parts = report.overview(digest, file=printable(name) if self.several else None)
        else:
            command = COMMANDS[self.command]
            parts = report.grid(command.shown, command.records(self, name, digest), several=self.several)
        return table_lines(parts, self.look)


def _has_errors(digest: Digest) -> bool:
    from ubnd_digest.model.diagnostics import Severity

    return any(found.severity is Severity.ERROR for found in digest.diagnostics)


# ---- the commands ---------------------------------------------------------------------------


def _items(_job: Job, name: str, digest: Digest) -> Iterator[Record]:
    return rows.items(name, digest)


def _diagnostics(_job: Job, name: str, digest: Digest) -> Iterator[Record]:
    return rows.diagnostics(name, digest)


def _annotations(job: Job, name: str, digest: Digest) -> Iterator[Record]:
    from ubnd_digest.formats.standoff import to_annotations

    extra = {"file": name} if job.several or job.format == CSV else {}
    return ({**record, **extra} for record in to_annotations(digest))


class Command(NamedTuple):
    """What a command shows of a digest.

    Attributes:
        columns: the keys of its records, in the order of CSV.
        records: its records.
        shown: the keys that a table shows.
    """

    columns: tuple[str, ...]
    records: Callable[[Job, str, Digest], Iterator[Record]]
    shown: tuple[str, ...] = ()


def _of_kind(kind: str, shown: tuple[str, ...]) -> Command:
    def records(job: Job, name: str, digest: Digest) -> Iterator[Record]:
        return rows.mentions(name, digest, kind, job.choice.takes)

    return Command(rows.columns(kind), records, shown)


COMMANDS: dict[str, Command] = {
    "parse": Command(rows.ITEMS, _items),
    "annotations": Command(rows.annotation_columns(), _annotations, report.ANNOTATIONS),
    "check": Command(rows.DIAGNOSTICS, _diagnostics),
    "references": _of_kind("references", report.REFERENCES),
    "dates": _of_kind("dates", report.DATES),
    "deadlines": _of_kind("deadlines", report.DEADLINES),
}
