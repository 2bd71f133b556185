"""What is done with one file: it is read, and its output is formatted.

A job says it all in plain values, so that another process can do it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ubnd_digest.cli import report
from ubnd_digest.cli.inputs import Reading, found_in
from ubnd_digest.cli.left_out import NOTHING, LeftOut, left_out
from ubnd_digest.cli.missed import CHOSEN, Missed, missed_in, why_none
from ubnd_digest.cli.tables import Look, table_lines
from ubnd_digest.cli.terminal import ERRORS, FINE, UNREADABLE, UnreadableError, bytes_of, encoded, printable
from ubnd_digest.formats import delimited, rows
from ubnd_digest.formats.calendar import PLAIN, Style, calendar_frame, entries, newest
from ubnd_digest.formats.delimited import CALENDAR, CSV, JSON, STANDARD, TABLE, Dialect, Frame
from ubnd_digest.formats.offsets import OffsetUnit
from ubnd_digest.formats.rows import ALL, Choice, Record
from ubnd_digest.formats.tables.endings import WRITTEN
from ubnd_digest.model.digest import AUTO, Digest
from ubnd_digest.model.errors import UnreadableFileError
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.choice import parser_for


class Outcome(NamedTuple):
    """What became of a file."""

    name: str
    status: int  # 0, 1 or 2, as ``--help`` tells
    chunks: Iterable[bytes] = ()  # the output, encoded; of one process it is made as it is taken
    reason: str | None = None  # why the file could not be read
    note: str | None = None  # why there is no output
    digest: Digest | None = None  # where the output needs those of all files
    again: str | None = None  # why it was read a second time
    missed: Missed | None = None  # what it has of a kind of which nothing is asked for
    left_out: LeftOut = NOTHING  # what it has that is not in the output


def failure(name: str, reason: str) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome(name, UNREADABLE, (), reason)


class Job(NamedTuple):
    """What a command does with each file."""

    command: str
    format: str
    reading: Reading = Reading()
    several: bool = False  # whether there may be several files, so that their names are told where they would not be
    choice: Choice = ALL
    look: Look | None = None  # of a terminal; None for plain tables
    by_day: bool = False  # whether records are sorted by the day on which they are due
    style: Style = PLAIN  # of a calendar
    dialect: Dialect = STANDARD  # of CSV
    offsets: OffsetUnit = "code-points"  # of annotations
    lang: str = ENGLISH  # of tables

    @property
    def gathers(self) -> bool:
        """Whether the records of all files are written together, at the end: sorted, or in one table or calendar."""
        one_table = self.format == TABLE and self.several and bool(COMMANDS[self.command].shown)
        return self.by_day or self.format == CALENDAR or one_table

    def prepare(self) -> None:
        """Compile what is needed, before any file is read; a ``UbndDigestError`` where there is no such publisher."""
        if self.reading.publisher != AUTO:  # which grammars are needed, the files say
            parser_for("", self.reading.publisher)

    def frame(self) -> Frame:
        """What stands around the output of all files."""
        if self.format == TABLE:
            return delimited.BARE if self.command == "check" else delimited.BLANK_LINE
        if self.format == JSON and self.command != "parse":
            return delimited.ARRAY
        if self.format == CSV:
            return delimited.csv_frame(COMMANDS[self.command].columns, self.dialect)
        if self.format == CALENDAR:
            return calendar_frame(self.style)
        return delimited.BARE

    def do(self, name: str, data: bytes | None = None) -> Outcome:
        """Read a file, whose bytes may have been read already, and format its output."""
        try:
            found = found_in(name, bytes_of(name) if data is None else data, self.reading)
        except UnreadableError as error:
            return failure(name, str(error))
        digest = found.digest if isinstance(found, LegalDocument) else found
        chosen, dated = self.command in CHOSEN, self.format == CALENDAR
        left = left_out(digest, self.choice, dated=dated) if chosen else NOTHING
        if self.format in WRITTEN or self.format in delimited.OF_ITS_OWN:
            return Outcome(name, FINE, digest=digest, left_out=left)
        wrong = self.command == "check" and any(doubt.severity.value == "error" for doubt in digest.diagnostics)
        if isinstance(found, LegalDocument) and self.command in ("parse", "overview") and self.format != CSV:
            output = self._document(name, found)
        else:
            output = self._output(name, digest)
        missed = missed_in(digest, self.command, self.choice, dated=dated) if chosen else None
        if missed:  # its note tells of all
            left = left._replace(undated=0)
        note, status = self._note(digest, missed), ERRORS if wrong else FINE
        return Outcome(name, status, map(encoded, output), note=note, missed=missed, left_out=left)

    def _note(self, digest: Digest, missed: Missed | None) -> str | None:
        """That there are no mentions of the kind that is asked for, and why that may be; None where there are some."""
        if missed and missed.found:
            return why_none(self.command, self.choice, missed)
        if self.command not in (kind.name for kind in kinds()) or getattr(digest, self.command):
            return None
        why = "; ".join(doubt.message for doubt in digest.diagnostics if doubt.code in _SAY_WHY)
        return f"no {self.command} were found{f': {why}' if why else ''}"

    def failed(self, outcome: Outcome) -> Iterable[bytes]:
        """What is written of a file that could not be read: among diagnostics, a record."""
        if self.command != "check" or self.format == TABLE:
            return ()
        from ubnd_digest.formats.tables.records import failure_row

        row = failure_row(outcome.name, UnreadableFileError(outcome.name, outcome.reason or ""))
        return map(encoded, self._formatted([row]))

    def whole(self, gathered: Iterable[bytes]) -> Iterable[bytes]:
        """The output of all files, whose records were gathered as lines of JSON."""
        records: list[Record] = [json.loads(line) for line in gathered]
        if self.format == CALENDAR:
            return map(encoded, newest(records))
        if self.by_day:
            records.sort(key=_by_day)
        return map(encoded, self._formatted(records))

    def _output(self, name: str, digest: Digest) -> Iterator[str]:
        if self.format == CALENDAR:
            return delimited.json_lines(entries(name, digest, self.choice, self.style))
        if self.format == TABLE and self.command in ("check", "parse", "overview"):
            return delimited.lines(self._lines(name, digest))
        records = self._records(name, digest)
        return delimited.json_lines(records) if self.gathers else self._formatted(records)

    def _document(self, name: str, document: LegalDocument) -> Iterator[str]:
        """A single document, whole."""
        if self.format == TABLE:
            file = printable(name) if self.several else None
            shown = report.document_sight if self.command == "overview" else report.document_overview
            return delimited.lines(table_lines(shown(document, self.lang, file=file), self.look))
        return self._formatted([self._whole(name, document)])

    def _formatted(self, records: Iterable[Record]) -> Iterator[str]:
        if self.format == TABLE:
            shown = COMMANDS[self.command].shown
            told = map(report.told, records)
            return delimited.lines(table_lines(report.grid(shown, told, self.lang, several=self.several), self.look))
        if self.format == CSV:
            return delimited.csv_rows(records, COMMANDS[self.command].columns, self.dialect)
        return delimited.json_members(records) if self.frame() is delimited.ARRAY else delimited.json_lines(records)

    def _lines(self, name: str, digest: Digest) -> Iterator[str]:
        if self.command == "check":
            return report.diagnostic_lines(printable(name), digest, self.lang)
        shown = report.first_sight if self.command == "overview" else report.overview
        return table_lines(shown(digest, self.lang, file=printable(name) if self.several else None), self.look)

    def _records(self, name: str, digest: Digest) -> Iterator[Record]:
        if self.command == "check":
            return rows.diagnostics(name, digest)
        if self.command == "annotations":
            return self._annotations(name, digest)
        if self.command not in ("parse", "overview"):
            return rows.mentions(name, digest, self.command, self.choice)
        if self.format == CSV:
            return rows.items(name, digest)
        return iter([self._whole(name, digest)])

    def _whole(self, name: str, read: Digest | LegalDocument) -> Record:
        from ubnd_digest.formats.json.serialize import to_dict

        return {**({"file": name} if self.several else {}), **to_dict(read)}

    def _annotations(self, name: str, digest: Digest) -> Iterator[Record]:
        from ubnd_digest.formats.exports.annotations import iri_of_file, to_doccano, to_web_annotations
        from ubnd_digest.formats.standoff import to_annotations

        if self.format == delimited.DOCCANO:
            return iter([to_doccano(digest, name=name)])
        if self.format == delimited.WEB_ANNOTATION:
            return iter([to_web_annotations(digest, source=iri_of_file(name))])
        extra = {"file": name} if self.several or self.format == CSV else {}
        return ({**record, **extra} for record in to_annotations(digest, offsets=self.offsets))


def _by_day(record: Record) -> tuple[bool, str, str]:
    """What records are sorted by; those without a day come last."""
    day = record["next"] or record["due"]
    return day is None, day or "", record.get("time") or ""


# Diagnostics that tell why nothing was found.
_SAY_WHY = ("legacy-encoding", "no-diacritics", "publisher-known", "not-a-digest", "no-items")


class Command(NamedTuple):
    """The keys of what a command shows: of its records, in the order of CSV, and of a table, which is for readers."""

    columns: tuple[str, ...]
    shown: tuple[str, ...] = ()


# The name of a command that shows mentions is that of their kind.
COMMANDS: dict[str, Command] = {
    "parse": Command(rows.ITEMS),
    "overview": Command(rows.ITEMS),
    "annotations": Command(rows.annotation_columns(), ("start", "end", "label", "text")),
    "check": Command(rows.DIAGNOSTICS),
    "references": Command(rows.columns("references"), ("item", "line", "role", "date", "type", "number", "issuer")),
    "dates": Command(rows.columns("dates"), ("item", "line", "from", "to", "precision", "edtf", "text")),
    "deadlines": Command(rows.columns("deadlines"), ("due", "limit", "line", "responsible", "document", "task")),
    "duties": Command(rows.columns("duties"), ("due", "line", "responsible", "document", "task")),
}
