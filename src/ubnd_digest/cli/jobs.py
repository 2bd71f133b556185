"""What is done with one file: it is read, and its output is formatted.

A job says it all in plain values, so that another process can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.cli import report
from ubnd_digest.cli.inputs import Reading, digest_of
from ubnd_digest.cli.tables import Look, drawn, plain
from ubnd_digest.cli.terminal import ERRORS, FINE, UNREADABLE, UnreadableError, bytes_of, encoded, printable
from ubnd_digest.formats import rows
from ubnd_digest.formats.delimited import (
    ARRAY,
    BARE,
    BLANK_LINE,
    CALENDAR,
    CSV,
    JSON,
    JSON_LINES,
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
        command = COMMANDS[self.command]
        if self.format == TABLE:
            return BARE if self.command == "check" else BLANK_LINE
        if self.format == JSON:
            return BARE if command.object_a_file else ARRAY
        if self.format == CSV:
            return csv_frame(command.columns)
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
        command = COMMANDS[self.command]
        if self.format == CALENDAR:
            from ubnd_digest.formats.calendar import events

            return events(name, digest, self.choice)
        if self.format == TABLE:
            if self.command == "check":
                return lines(report.diagnostic_lines(printable(name), digest))
            parts = command.parts(self, name, digest)
            return lines(drawn(parts, self.look) if self.look else plain(parts))
        if command.object_a_file and self.format != CSV:
            return json_lines([_whole(self, name, digest)])
        records = command.records(self, name, digest)
        if self.format == CSV:
            return csv_rows(records, command.columns)
        return json_members(records) if self.format == JSON else json_lines(records)


def _has_errors(digest: Digest) -> bool:
    from ubnd_digest.model.diagnostics import Severity

    return any(doubt.severity is Severity.ERROR for doubt in digest.diagnostics)


# ---- the commands ---------------------------------------------------------------------------


def _whole(job: Job, name: str, digest: Digest) -> Record:
    from ubnd_digest.formats.json.serialize import to_dict

    return {"file": name, **to_dict(digest)} if job.several else to_dict(digest)


def _overview(job: Job, name: str, digest: Digest) -> Iterator[Part]:
    if job.several:
        yield f"file    {printable(name)}"
    yield from report.overview(digest)


def _annotations(job: Job, name: str, digest: Digest) -> Iterator[Record]:
    from ubnd_digest.formats.standoff import to_annotations

    extra = {"file": name} if job.several or job.format == CSV else {}
    return ({**record, **extra} for record in to_annotations(digest))


def _deadlines(job: Job, name: str, digest: Digest) -> Iterator[Record]:
    return rows.mentions(name, digest, "deadlines", job.choice.takes)


def _plainly(records: Callable[[str, Digest], Iterator[Record]]) -> Callable[[Job, str, Digest], Iterator[Record]]:
    """Records that do not depend on the job."""

    def of(_job: Job, name: str, digest: Digest) -> Iterator[Record]:
        return records(name, digest)

    return of


def _of_kind(kind: str) -> Callable[[Job, str, Digest], Iterator[Record]]:
    return _plainly(partial(rows.mentions, kind=kind))


class Command(NamedTuple):
    """What a command shows of a digest.

    Attributes:
        columns: the keys of its records, in the order of CSV.
        records: its records.
        parts: what it shows to readers.
        default: the format when none is asked for.
        object_a_file: whether JSON is an object a file, not records.
    """

    columns: tuple[str, ...]
    records: Callable[[Job, str, Digest], Iterator[Record]]
    parts: Callable[[Job, str, Digest], Iterator[Part]]
    default: str = TABLE
    object_a_file: bool = False


def _tabled(
    columns: tuple[str, ...],
    records: Callable[[Job, str, Digest], Iterator[Record]],
    headings: dict[str, str],
    default: str = TABLE,
) -> Command:
    """A command whose table shows some of what is in its records."""

    def parts(job: Job, name: str, digest: Digest) -> Iterator[Part]:
        return report.grid(headings, records(job, name, digest), several=job.several)

    return Command(columns, records, parts, default)


COMMANDS: dict[str, Command] = {
    "parse": Command(rows.ITEMS, _plainly(rows.items), _overview, object_a_file=True),
    "annotations": _tabled(rows.annotation_columns(), _annotations, report.ANNOTATIONS, JSON_LINES),
    "check": _tabled(rows.DIAGNOSTICS, _plainly(rows.diagnostics), {}),
    "references": _tabled(rows.columns("references"), _of_kind("references"), report.REFERENCES),
    "dates": _tabled(rows.columns("dates"), _of_kind("dates"), report.DATES),
    "deadlines": _tabled(rows.columns("deadlines"), _deadlines, report.DEADLINES),
}
