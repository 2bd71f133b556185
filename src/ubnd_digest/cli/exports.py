"""Formats that are files of their own, with the rows of all digests: workbooks, databases, Parquet, Arrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from ubnd_digest.cli.inputs import files_of
from ubnd_digest.cli.jobs import Job
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.terminal import CommandError, output_to, printable, write_chunks
from ubnd_digest.cli.work import Tally, outcomes_of
from ubnd_digest.formats.delimited import AKOMA_NTOSO, BRAT, TIMEML
from ubnd_digest.formats.exports.akoma_ntoso import to_akoma_ntoso
from ubnd_digest.formats.exports.annotations import to_brat
from ubnd_digest.formats.exports.timeml import to_timeml
from ubnd_digest.formats.tables.endings import SQLITE, XLSX
from ubnd_digest.formats.tables.records import Entry
from ubnd_digest.formats.tables.schema import JOINED, Table, TableName, table_of
from ubnd_digest.formats.tables.write import default_tables, write_entries
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import UnreadableFileError

_NOT_OF_A_FILE = re.compile(r"[^\w.-]+")
_TABLES: dict[str, TableName] = {"check": "diagnostics"}  # of commands that are called otherwise


def export(job: Job, arguments: Sequence[str], workers: int, output: str | None) -> int:
    """Write the tables of a command into a file; the exit status is the gravest of all files."""
    if output in (None, "-"):
        raise CommandError(f"--format {job.format} writes a file: say which with -o FILE")
    tables = _tables_of(job.command, job.format)
    outcomes = outcomes_of(job, files_of(arguments), workers)
    with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_of(arguments)))) as bar:
        tally = Tally(bar)

        def entries() -> Iterator[Entry]:
            for outcome in outcomes:
                tally.take(outcome)
                failed = UnreadableFileError(outcome.name, outcome.reason or "")
                yield outcome.name, failed if outcome.digest is None else outcome.digest

        try:
            write_entries(entries(), str(output), job.format, tables, job.choice, job.lang)
        except OSError as error:
            raise CommandError(f"{printable(str(output))}: {error.strerror or error}") from error
        return tally.status()


# ---- a file for each digest -----------------------------------------------------------------


def export_each(job: Job, arguments: Sequence[str], workers: int, output: str | None) -> int:
    """Write a file for each digest: one to where output goes, several into a folder."""
    folder = Path(output) if output and job.several else None
    if job.several and folder is None:
        raise CommandError(f"--format {job.format} of several files writes into a folder: say which with -o FOLDER")
    outcomes = outcomes_of(job, files_of(arguments), workers)
    with closing(outcomes), closing(ProgressBar(lambda: sum(1 for _ in files_of(arguments)))) as bar:
        tally, used = Tally(bar), set[str]()
        for outcome in outcomes:
            if outcome.digest is not None:
                with bar.aside():
                    _write_one(job.format, outcome.name, outcome.digest, folder, output, used)
            tally.take(outcome)
        return tally.status()


def _write_one(form: str, name: str, digest: Digest, folder: Path | None, output: str | None, used: set[str]) -> None:
    ending, text = _as_text(form, name, digest)
    try:
        if folder is None:
            _into(output, text)
            return
        folder.mkdir(parents=True, exist_ok=True)
        stem = plain = _NOT_OF_A_FILE.sub("_", name).strip("._") or "digest"
        number = 1
        while stem in used:
            number += 1
            stem = f"{plain}_{number}"
        used.add(stem)
        _into(str(folder / f"{stem}{ending}"), text)
        if form == BRAT:
            _into(str(folder / f"{stem}.txt"), digest.source)
    except OSError as error:
        raise CommandError(f"{printable(str(error.filename or output))}: {error.strerror or error}") from error


def _into(path: str | None, text: str) -> None:
    with output_to(path):
        write_chunks([text.encode("utf-8", "backslashreplace")])


def _as_text(form: str, name: str, digest: Digest) -> tuple[str, str]:
    """What is written of a digest, and the ending of its file."""
    if form == AKOMA_NTOSO:
        return ".xml", to_akoma_ntoso(digest)
    return (".tml", to_timeml(digest, name=name)) if form == TIMEML else (".ann", to_brat(digest))


# ---- tables ---------------------------------------------------------------------------------


def _tables_of(command: str, form: str) -> list[Table]:
    """The tables of a command: in a file of several, with the digests, or the diagnostics, beside them."""
    if command == "parse":
        return [table_of(name) for name in default_tables(form) or ("items",)]
    own = _TABLES.get(command, command)
    if form == SQLITE:
        names = dict.fromkeys(("digests", *(JOINED if own in JOINED else ()), own, "diagnostics"))
        return sorted(map(table_of, names), key=lambda table: table.name != "digests")
    return [table_of(name) for name in dict.fromkeys((own, *(("diagnostics",) if form == XLSX else ())))]
