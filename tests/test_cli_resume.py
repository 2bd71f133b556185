"""A run that was ended is gone on with: the bytes are those of one run, and nothing that was written is read again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ubnd_digest.cli import main
from ubnd_digest.cli.jobs import Job, Outcome

pytestmark = pytest.mark.slow  # many processes, which are ended

EXAMPLES = Path(__file__).parents[1] / "examples"
COMMAND = [sys.executable, "-m", "ubnd_digest"]
FORMS = [
    ("deadlines", "jsonl"),
    ("deadlines", "csv"),
    ("parse", "json"),
    ("dates", "json"),
    ("check", "jsonl"),
    ("check", "table"),
]

Output = pytest.CaptureFixture[bytes]
each_form = pytest.mark.parametrize(("command", "form"), FORMS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Digests, one that is not UTF-8, one with nothing in it."""
    folder = tmp_path_factory.mktemp("digests")
    for number in range(6):
        (folder / f"{number:02}.txt").write_bytes((EXAMPLES / ("clean.txt", "slips.txt")[number % 2]).read_bytes())
    (folder / "02.txt").write_bytes(b"Qu\xfd I")
    (folder / "04.txt").write_bytes("xin chào".encode())
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are."""
    names: list[str] = []
    do = Job.do

    def noted(self: Job, name: str, data: bytes | None = None) -> Outcome:
        names.append(Path(name).name)
        return do(self, name, data)

    monkeypatch.setattr(Job, "do", noted)
    return names


def run(command: str, form: str, output: Path, *files: Path, more: tuple[str, ...] = ()) -> int:
    return main([command, "--format", form, "--resume", "-o", str(output), *more, *map(str, files)])


def index_of(output: Path) -> Path:
    return Path(f"{output}.resume")


def state(output: Path) -> list[bytes | None]:
    return [path.read_bytes() if path.exists() else None for path in (output, index_of(output))]


# ---- the law --------------------------------------------------------------------------------


@pytest.mark.slow  # some processes each
@each_form
def test_however_it_ended_the_bytes_are_those_of_one_run(
    command: str, form: str, folder: Path, tmp_path: Path, read: list[str], capsysbinary: Output
) -> None:
    whole, output = tmp_path / "whole", tmp_path / "out"
    status = main([command, "--format", form, "-o", str(whole), str(folder)])
    told = capsysbinary.readouterr().err
    assert run(command, form, output, folder) == status == 2
    assert capsysbinary.readouterr().err == told
    written, index = output.read_bytes(), index_of(output).read_bytes()
    assert written == whole.read_bytes()
    lines = index.splitlines(keepends=True)
    files = sorted(path.name for path in folder.iterdir())
    assert [Path(json.loads(line)["file"]).name for line in lines[2:]] == files
    dice = random.Random(f"{command} {form}")
    for kept in range(len(lines) + 1):
        done = sum(json.loads(line)["length"] for line in lines[1:kept])
        tail = written[done:]
        for torn in (tail[: dice.randrange(len(tail) + 1)], tail, b"\0 something else\n"):
            line = b"" if kept == len(lines) else lines[kept]
            output.write_bytes(written[:done] + torn)
            index_of(output).write_bytes(
                b"".join(lines[:kept]) + line[: dice.randrange(len(line) + 1) if line else 0][:-1]
            )
            read.clear()
            if kept or not torn:
                assert run(command, form, output, folder) == 2
                assert state(output) == [written, index]
                assert read == files[max(0, kept - 2) :]
    assert b"6 files were done before, and are not read again\n" in capsysbinary.readouterr().err


def test_files_that_came_since_then_stand_behind(folder: Path, tmp_path: Path, read: list[str]) -> None:
    names = sorted(folder.iterdir())
    output, whole = tmp_path / "out", tmp_path / "whole"
    for some in (names[3:5], [*names[:2], *names[3:5]], [names[0], names[0], names[5]]):
        assert run("dates", "json", output, *some) == 0
    assert read == ["03.txt", "04.txt", "00.txt", "01.txt", "00.txt", "05.txt"]
    order = [names[3], names[4], names[0], names[1], names[0], names[5]]
    assert main(["dates", "--format", "json", "-o", str(whole), *map(str, order)]) == 0
    assert output.read_bytes() == whole.read_bytes()
    assert json.loads(output.read_bytes())


def test_output_that_lost_its_end_is_written_again(folder: Path, tmp_path: Path, read: list[str]) -> None:
    output = tmp_path / "out"
    assert run("dates", "csv", output, folder) == 2
    before = state(output)
    for length in range(0, len(before[0] or b""), 997):
        os.truncate(output, length)
        assert run("dates", "csv", output, folder) == 2
        assert state(output) == before
    output.unlink()
    read.clear()
    assert run("dates", "csv", output, folder) == 2
    assert (state(output), len(read)) == (before, 6)


def test_several_processes_go_on_as_one_does(folder: Path, tmp_path: Path) -> None:
    names, alone, together = sorted(folder.iterdir()), tmp_path / "alone", tmp_path / "together"
    assert run("dates", "jsonl", alone, *names) == 2
    assert run("dates", "jsonl", together, *names[:2], more=("--jobs", "2")) == 0
    assert run("dates", "jsonl", together, *names, more=("--jobs", "2")) == 2
    assert state(alone) == state(together)


# ---- what cannot be gone on with is left alone ----------------------------------------------


def changed(place: int, to: str) -> Callable[[list[bytes]], list[bytes]]:
    def change(lines: list[bytes]) -> list[bytes]:
        return [*lines[:place], to.encode() + b"\n", *lines[place + 1 :]]

    return change


def with_key(place: int, **keys: Any) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: changed(place, json.dumps({**json.loads(lines[place]), **keys}))(lines)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (changed(0, ""), "was begun with another command"),
        (changed(0, "[" * 100_000), "was begun with another command"),
        (with_key(0, version="0.0.1"), "or another version"),
        (changed(2, "{}"), "damaged in line 3"),
        (changed(3, "[" * 100_000), "damaged in line 4"),
        (changed(3, "\0" * 2_000_000), "damaged in line 4"),
        (changed(7, "null"), "damaged in line 8"),
        (with_key(3, length=-1), "damaged in line 4"),
        (with_key(3, length=True), "damaged in line 4"),
        (with_key(3, status=7), "damaged in line 4"),
        (with_key(3, file=None), "damaged in line 4"),
        (with_key(1, file="a"), "damaged in line 2"),
        (with_key(3, reason=["a"]), "damaged in line 4"),
        (with_key(3, more=1), "damaged in line 4"),
        (with_key(3, checksum=1), "was changed, and does not fit its index at byte"),
        (with_key(2, length=1), "was changed, and does not fit its index at byte"),
        (lambda lines: [lines[0], *lines[2:]], "damaged in line 2"),
        (lambda lines: [*lines[:2], *lines[3:]], "was changed, and does not fit its index at byte"),
    ],
)
def test_a_damaged_index_is_told_and_nothing_is_touched(
    change: Callable[[list[bytes]], list[bytes]], why: str, folder: Path, tmp_path: Path, capsysbinary: Output
) -> None:
    output = tmp_path / "out"
    assert run("deadlines", "jsonl", output, folder) == 2
    index_of(output).write_bytes(b"".join(change(index_of(output).read_bytes().splitlines(keepends=True))))
    before = state(output)
    capsysbinary.readouterr()
    assert run("deadlines", "jsonl", output, folder) == 2
    told = capsysbinary.readouterr().err.decode()
    assert told.count("\n") == 1 and why in told
    assert state(output) == before


def test_output_that_was_changed_is_told_and_not_touched(folder: Path, tmp_path: Path, capsysbinary: Output) -> None:
    output = tmp_path / "out"
    assert run("deadlines", "jsonl", output, folder) == 2
    output.write_bytes(b"".join(reversed(output.read_bytes().splitlines(keepends=True))))
    before = state(output)
    capsysbinary.readouterr()
    assert run("deadlines", "jsonl", output, folder) == 2
    assert b"was changed, and does not fit its index at byte 0" in capsysbinary.readouterr().err
    assert state(output) == before


def test_other_options_and_other_files_are_told(folder: Path, tmp_path: Path, capsysbinary: Output) -> None:
    output, own = tmp_path / "out", tmp_path / "own"
    assert run("deadlines", "jsonl", output, folder / "00.txt") == 0
    own.write_text("something of mine")
    (tmp_path / "place").mkdir()
    before = state(output)
    for command, form, file, more, why in [
        ("dates", "jsonl", output, (), "was begun with another command"),
        ("deadlines", "csv", output, (), "was begun with another command"),
        ("deadlines", "jsonl", output, ("--anchor", "1/1/2020"), "was begun with another command"),
        ("deadlines", "jsonl", own, (), "is no output of --resume"),
        ("deadlines", "jsonl", tmp_path / "place", (), "is no plain file"),
        ("deadlines", "jsonl", tmp_path / "none" / "out", (), "No such file"),
        ("deadlines", "jsonl", Path("-"), (), "say which with -o FILE"),
        ("deadlines", "table", output, (), "written file by file"),
        ("deadlines", "jsonl", output, ("--sort", "due"), "written file by file"),
        ("deadlines", "parquet", output, (), "written file by file"),
        ("parse", "akn", output, (), "written file by file"),
        ("deadlines", "jsonl", output, ("-",), "name files"),
    ]:
        capsysbinary.readouterr()
        assert run(command, form, file, folder / "00.txt", more=more) == 2
        told = capsysbinary.readouterr().err.decode()
        assert told.count("\n") == 1 and why in told
    assert (state(output), own.read_text(), index_of(own).exists()) == (before, "something of mine", False)


def test_two_processes_do_not_write_one_file(folder: Path, tmp_path: Path, capsysbinary: Output) -> None:
    fcntl = pytest.importorskip("fcntl")
    output = tmp_path / "out"
    assert run("deadlines", "jsonl", output, folder / "00.txt") == 0
    with index_of(output).open("rb") as index:
        fcntl.flock(index, fcntl.LOCK_EX)
        assert run("deadlines", "jsonl", output, folder) == 2
    assert b"another process is writing it" in capsysbinary.readouterr().err


def test_the_names_of_files_may_be_anything(tmp_path: Path, read: list[str]) -> None:
    names = [os.fsdecode(name) for name in (b"a\xff.txt", b"b\n.txt", b"c\xc4\x91.txt")]
    try:
        for name in names:
            (tmp_path / name).write_bytes((EXAMPLES / "clean.txt").read_bytes())
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    for _ in range(2):
        assert (
            run("dates", "jsonl", tmp_path / "out", tmp_path / names[0], tmp_path / names[1], tmp_path / names[2]) == 0
        )
    assert read == names


# ---- real ends ------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_the_end_leaves_no_process_and_the_next_run_goes_on(end: str, jobs: str, folder: Path, tmp_path: Path) -> None:
    """Whoever reads the trap waits for ever; it holds its standard error, whose end is seen when all have ended."""
    files, output, whole = sorted(folder.iterdir()), tmp_path / "out", tmp_path / "whole"
    trap = tmp_path / "trap.txt"
    os.mkfifo(trap)
    arguments = ["dates", "--format", "jsonl", "--jobs", jobs, *map(str, [*files[:2], trap, *files[3:]])]
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--resume", "-o", str(output)],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509 - under nohup it is ignored
    )
    until = time.monotonic() + 60
    while not (index_of(output).exists() and index_of(output).read_bytes().count(b"\n") == 4):
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(getattr(signal, end))
    assert process.communicate(timeout=60) == (None, b"")
    assert process.wait(30) == (-signal.SIGKILL if end == "SIGKILL" else 128 + getattr(signal, end))
    trap.unlink()
    trap.write_bytes(files[0].read_bytes())
    assert main([*arguments, "--resume", "-o", str(output)]) == 0
    assert main([*arguments, "-o", str(whole)]) == 0
    assert output.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_whoever_is_asked_to_end_leaves_no_temporary_file(folder: Path, tmp_path: Path) -> None:
    trap, place = tmp_path / "trap.txt", tmp_path / "place"
    os.mkfifo(trap)
    place.mkdir()
    command = [*COMMAND, "dates", "--format", "jsonl", "-o", str(place / "out"), str(folder), str(trap)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not any(path.stat().st_size for path in place.iterdir()):
        assert time.monotonic() < until
        time.sleep(0.05)
    process.terminate()
    assert process.wait(30) == 128 + signal.SIGTERM
    assert list(place.iterdir()) == []
