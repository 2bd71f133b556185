"""Several processes do what one does: the same bytes, in order, with few files under way."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ubnd_digest.cli import main, pool
from ubnd_digest.cli.inputs import Input, Reading
from ubnd_digest.cli.jobs import COMMANDS, Job, Outcome
from ubnd_digest.cli.pool import WorkersError, in_processes
from ubnd_digest.formats.delimited import FORMATS

pytestmark = pytest.mark.slow  # many processes

EXAMPLES = Path(__file__).parents[1] / "examples"

Output = pytest.CaptureFixture[bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of digests of very different lengths, and a file that is not UTF-8."""
    folder = tmp_path_factory.mktemp("digests")
    text = (EXAMPLES / "clean.txt").read_bytes()
    slips = (EXAMPLES / "slips.txt").read_bytes()
    for number in range(12):
        (folder / f"{number:02}.txt").write_bytes(text * 8 if number == 0 else slips if number % 3 else text)
    (folder / "05.txt").write_bytes(b"Qu\xfd I")
    return folder


def inputs(folder: Path) -> list[Input]:
    return [Input(str(path)) for path in sorted(folder.iterdir())]


@pytest.mark.slow  # starts many processes
def test_two_processes_write_the_bytes_of_one(folder: Path, capsysbinary: Output) -> None:
    for command, form in [("dates", "json"), ("deadlines", "ics")]:
        arguments = [command, "--format", form, str(folder), f"{folder}/gone-*.txt"]
        assert main(arguments) == 2
        alone = capsysbinary.readouterr()
        assert main([*arguments, "--jobs", "2"]) == 2
        together = capsysbinary.readouterr()
        assert together.out == alone.out
        assert together.err == alone.err
        assert alone.err.decode().endswith(
            f"ubnd-digest: 2 of 13 files could not be read: {folder / '05.txt'}, {folder}/gone-*.txt\n"
        )


def test_outcomes_are_in_the_order_of_the_files(folder: Path) -> None:
    found = list(in_processes(Job("check", "jsonl"), iter(inputs(folder)), 3))
    assert [outcome.name for outcome in found] == [file.name for file in inputs(folder)]
    assert [outcome.status for outcome in found].count(2) == 1
    assert mp.active_children() == []


def test_few_files_are_under_way(folder: Path) -> None:
    """The first file takes longest: others are read meanwhile, but not all of them."""
    taken = 0

    def many() -> Iterator[Input]:
        nonlocal taken
        files = inputs(folder)
        for file in [files[0], *files[1:2] * 60]:
            taken += 1
            yield file

    most = 0
    for yielded, _outcome in enumerate(in_processes(Job("check", "jsonl"), many(), 2)):
        most = max(most, taken - yielded)
    assert taken == 61
    assert 2 < most <= 2 * pool._AHEAD + 1  # the next one is known, and not begun


def test_no_more_processes_than_files(folder: Path) -> None:
    outcomes = in_processes(Job("check", "jsonl"), iter(inputs(folder)[:1]), 8)
    next(outcomes)
    assert len(mp.active_children()) == 1
    outcomes.close()
    assert mp.active_children() == []


def test_workers_end_where_nobody_wants_their_outcomes(folder: Path) -> None:
    outcomes = in_processes(Job("check", "jsonl"), iter(inputs(folder)), 2)
    next(outcomes)
    outcomes.close()
    assert mp.active_children() == []


def test_an_unknown_publisher_is_told_once(folder: Path, capsysbinary: Output) -> None:
    assert main(["check", "--jobs", "2", "--publisher", "vn-99", str(folder)]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"ubnd-digest: unknown publisher 'vn-99'")
    assert captured.err.count(b"\n") == 1


def test_standard_input_is_read_by_the_parent(
    folder: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "01.txt").open("rb") as file:
        monkeypatch.setattr(sys, "stdin", type("Given", (), {"buffer": file}))
        assert main(["references", "--jobs", "2", "--format", "csv", str(folder / "00.txt"), "-"]) == 0
    assert b"\r\n-," in capsysbinary.readouterr().out
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "--jobs", "2", "-", str(folder / "00.txt")]) == 2
    assert b"ubnd-digest: -: standard input is closed\n" in capsysbinary.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_a_worker_that_is_killed_by_a_pipe_is_told_and_replaced(tmp_path: Path, folder: Path) -> None:
    trap = tmp_path / "trap.txt"
    os.mkfifo(trap)

    def kill() -> None:
        with trap.open("wb"):  # waits until the worker reads
            for child in mp.active_children():
                assert child.pid is not None
                os.kill(child.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    files = [*inputs(folder)[1:2], Input(str(trap)), *inputs(folder)[2:4]]
    found = list(in_processes(Job("check", "jsonl"), iter(files), 1))
    killer.join()
    assert found[1] == Outcome(str(trap), 2, (), "the process that read it was ended by signal 9")
    assert [outcome.reason for outcome in found if outcome.name != str(trap)] == [None] * 3
    assert mp.active_children() == []


class Killed(Job):
    """A job whose process is killed, once by a file whose name says so, each time by another one."""

    def do(self, name: str, data: bytes | None = None) -> Outcome:
        mark = Path(f"{name}.mark")
        if ("once" in name and not mark.exists()) or "always" in name:
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "wrong" in name:
            with contextlib.redirect_stderr(None):
                os._exit(1)  # as Python does where nobody expected an exception
        return super().do(name, data)


@pytest.mark.slow  # a process for each that is killed, and more
@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_what_a_killed_worker_read_is_read_once_more(tmp_path: Path, folder: Path) -> None:
    names = ["00", "once", "01", "always", "02", "wrong", "03", "once-again"]
    files = [tmp_path / f"{name}.txt" for name in names]
    for file in files:
        file.write_bytes((folder / "01.txt").read_bytes())
    found = list(in_processes(Killed("check", "jsonl"), iter(Input(str(file)) for file in files), 2))
    assert [outcome.name for outcome in found] == [str(file) for file in files]
    ended = "the process that read it was ended by signal 9"
    reasons = {Path(outcome.name).stem: outcome.reason for outcome in found if outcome.reason}
    again = {Path(outcome.name).stem: outcome.again for outcome in found if outcome.again}
    assert reasons == {
        "always": f"{ended}; {ended.replace('it', 'it again', 1)}",
        "wrong": "the process that read it ended with status 1",
    }
    assert again == dict.fromkeys(["once", "once-again"], f"{ended}; it was read again")
    assert len({outcome.chunks for outcome in found if not outcome.reason}) == 6  # each says its own name
    assert mp.active_children() == []


def test_what_was_read_again_is_told(folder: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    do = Job.do
    monkeypatch.setattr(Job, "do", lambda *given: do(*given)._replace(again="the process ended"))
    assert main(["deadlines", str(folder / "01.txt"), "--sort", "due"]) == 0
    assert capsysbinary.readouterr().err.decode() == f"ubnd-digest: {folder / '01.txt'}: the process ended\n"


class Lost(Job):
    """A job that cannot be prepared, for no reason that is expected."""

    def prepare(self) -> None:
        os._exit(7)


class Unlucky(Job):
    """A job of which one process is killed before it begins."""

    def prepare(self) -> None:
        mark = Path(self.command)
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def do(self, name: str, data: bytes | None = None) -> Outcome:
        return Outcome(name, 0)


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_worker_that_is_killed_before_it_begins_has_a_successor(tmp_path: Path, folder: Path) -> None:
    job = Unlucky(str(tmp_path / "mark"), "jsonl")
    assert [outcome.reason for outcome in in_processes(job, iter(inputs(folder)), 2)] == [None] * 12
    assert mp.active_children() == []


def test_workers_that_cannot_begin_are_told(folder: Path) -> None:
    with pytest.raises(WorkersError, match="ended with status 7 before it could begin"):
        list(in_processes(Lost("check", "jsonl"), iter(inputs(folder)), 2))
    assert mp.active_children() == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_job_travels(command: str, form: str, folder: Path) -> None:
    """What a worker gets and gives is plain: it is pickled as it is."""
    import pickle

    job = pickle.loads(pickle.dumps(Job(command, form, Reading("vn-09"))))
    outcome = job.do(str(folder / "01.txt"))
    done = outcome._replace(chunks=(b"".join(outcome.chunks),))
    assert pickle.loads(pickle.dumps(done)) == done


@pytest.mark.parametrize("number", ["-1", "two", "1.5", "99999", ""])
def test_jobs_are_a_number(number: str) -> None:
    with contextlib.redirect_stderr(None), pytest.raises(SystemExit) as caught:
        main(["check", "--jobs", number, "-"])
    assert caught.value.code == 2


def test_zero_jobs_are_as_many_as_processors(folder: Path, capsysbinary: Output) -> None:
    assert main(["check", "--jobs", "0", str(folder / "00.txt")]) in (0, 1)
    assert capsysbinary.readouterr().err == b""
