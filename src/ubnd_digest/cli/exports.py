"""Formats that are files of their own, with the rows of all digests: workbooks, databases, Parquet, Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from ubnd_digest.cli.inputs import files_of
from ubnd_digest.cli.jobs import Job
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.terminal import CommandError, printable
from ubnd_digest.cli.work import Tally, outcomes_of
from ubnd_digest.formats.tables.records import Entry
from ubnd_digest.formats.tables.schema import JOINED, Table, TableName, table_of
from ubnd_digest.formats.tables.write import SQLITE, XLSX, default_tables, write_entries
from ubnd_digest.model.errors import UnreadableFileError

_TABLES: dict[str, TableName] = {"check": "diagnostics"}  # of commands that are called otherwise


def export(job: Job, arguments: Sequence[str], workers: int, output: str | None) -> int:
    """Write the tables of a command into a file; the exit status is the gravest of all files."""
    if output in (None, "-"):
        raise CommandError(f"--format {job.format} writes a file: say which with -o FILE")
    tables = _tables_of(job.command, job.format)
    outcomes = outcomes_of(job, arguments, workers)
    with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_of(arguments)))) as bar:
        tally = Tally(bar)

        def entries() -> Iterator[Entry]:
            for outcome in outcomes:
                tally.take(outcome)
                failed = UnreadableFileError(outcome.name, outcome.reason or "")
                yield outcome.name, failed if outcome.digest is None else outcome.digest

        try:
            write_entries(entries(), str(output), job.format, tables, job.choice)
        except OSError as error:
            raise CommandError(f"{printable(str(output))}: {error.strerror or error}") from error
        return tally.status()


def _tables_of(command: str, form: str) -> list[Table]:
    """The tables of a command: in a file of several, with the digests, or the diagnostics, beside them."""
    if command == "parse":
        return [table_of(name) for name in default_tables(form) or ("items",)]
    own = _TABLES.get(command, command)
    if form == SQLITE:
        names = dict.fromkeys(("digests", *(JOINED if own in JOINED else ()), own, "diagnostics"))
        return sorted(map(table_of, names), key=lambda table: table.name != "digests")
    return [table_of(name) for name in dict.fromkeys((own, *(("diagnostics",) if form == XLSX else ())))]
