"""The command beside others: pipes, terminals, signals, packages that are not there."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from shutil import get_terminal_size

import pytest

import ubnd_digest as ud
from ubnd_digest.cli import main, progress
from ubnd_digest.cli.progress import ProgressBar
from ubnd_digest.cli.tables import Grid, Look, drawn, look_of_output, plain

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = str(EXAMPLES / "clean.txt")
COMMAND = [sys.executable, "-m", "ubnd_digest"]

Output = pytest.CaptureFixture[bytes]
posix = pytest.mark.skipif(os.name == "nt", reason="pipes, signals and terminals of another kind")
# each worker compiles the grammar
with_jobs = pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Digests whose output is more than a pipe holds."""
    folder = tmp_path_factory.mktemp("digests")
    for number in range(40):
        (folder / f"{number:02}.txt").write_bytes(Path(CLEAN).read_bytes() * 3)
    return folder


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "TERM": "xterm-256color", **changes}


# ---- pipes ----------------------------------------------------------------------------------


@posix
@with_jobs
def test_a_reader_that_goes_away_ends_all_quietly(jobs: str, folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "annotations", "--jobs", jobs, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""  # closed by the workers, too: they have ended
    assert process.wait(60) == 141
    process.stderr.close()


@pytest.mark.slow  # many processes
@pytest.mark.skipif(shutil.which("head") is None or os.name == "nt", reason="no head")
def test_head_takes_what_it_wants(folder: Path) -> None:
    shell = f'"{sys.executable}" -m ubnd_digest references --jobs 2 "{folder}" | head -n 2'
    done = subprocess.run(shell, shell=True, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 2


@with_jobs
def test_output_is_not_held_back(jobs: str) -> None:
    """The first file is there before the second one can be read."""
    process = subprocess.Popen(
        [*COMMAND, "deadlines", "--format", "jsonl", "--jobs", jobs, CLEAN, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert b"clean.txt" in process.stdout.readline()
    process.stdin.write(Path(CLEAN).read_bytes())
    process.stdin.close()
    assert b'"file": "-"' in process.stdout.read()
    assert process.wait(60) == 0
    process.stdout.close()


def test_a_pipe_gets_whole_lines_without_colours() -> None:
    done = subprocess.run(
        [*COMMAND, "deadlines", CLEAN], capture_output=True, check=True, env=environment(COLUMNS="20", FORCE_COLOR="1")
    )
    rows = done.stdout.decode("utf-8").split("\n")
    assert "\x1b" not in done.stdout.decode("utf-8")
    assert any(row.endswith("gửi về Sở Nông nghiệp và Môi trường trước ngày 15/4/2025") for row in rows)


# ---- signals --------------------------------------------------------------------------------


@posix
@with_jobs
def test_an_interrupt_ends_all_quietly(jobs: str, folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "annotations", "--jobs", jobs, *[str(folder)] * 20],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # a shell that starts the tests in the background has them ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    process.stdout.read()
    assert process.stderr.read() == b""
    assert process.wait(60) == 130
    process.stdout.close()
    process.stderr.close()


def test_the_library_is_imported_without_the_script_of_the_command() -> None:
    script = "import sys, ubnd_digest; print('ubnd_digest_command' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told == "False\n"


# Writes a byte when the handler stands and the library is about to be imported.
WATCHED_START = """
import os, sys
import ubnd_digest_command
sys.addaudithook(lambda event, found: event == "import" and found[0] == "ubnd_digest" and os.write(1, b"!"))
ubnd_digest_command.run()
"""
# The same for "python -m ubnd_digest", from the first thing that the package imports of itself.
WATCHED_MODULE = """
import os, sys
written = []
def watch(event, found):
    if event == "import" and found[0] == "ubnd_digest.formats" and not written:
        written.append(os.write(1, b"!"))
sys.addaudithook(watch)
"""
STARTS = pytest.mark.parametrize("start", ["script", "module"])


def started(start: str, folder: Path, handler: signal.Handlers) -> subprocess.Popen[bytes]:
    """The command, started in one of two ways, when it has written a byte."""
    how = ["-c", WATCHED_START]
    if start == "module":
        (folder / "sitecustomize.py").write_text(WATCHED_MODULE, encoding="utf-8")
        how = ["-m", "ubnd_digest"]
    process = subprocess.Popen(
        [sys.executable, *how, "deadlines", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(folder)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, handler),  # noqa: PLW1509 - as nohup ignores it
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"!"
    return process


@pytest.mark.slow  # many processes
@posix
@pytest.mark.parametrize(
    "delays",
    [
        pytest.param([step / 20 for step in range(7)], id="few"),
        pytest.param([step / 100 for step in range(40)], id="many", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
@STARTS
def test_an_interrupt_at_any_moment_of_the_start_ends_it_quietly(
    delays: list[float], times: int, start: str, tmp_path: Path
) -> None:
    for delay in delays:
        process = started(start, tmp_path, signal.SIG_DFL)
        time.sleep(delay)
        for _ in range(times):
            process.send_signal(signal.SIGINT)
        process.wait(60)  # it waits for standard input, which nobody closes
        stdout, stderr = process.communicate()
        # a second one can come when Python has given up its handlers at the end: a shell reports 130 of that, too
        assert process.returncode in (130, *([-signal.SIGINT] if times > 1 else [])), delay
        assert (stdout, stderr) == (b"", b""), delay


# An interrupt that nobody sees: a program in C took it for another error, or it came just before the wait for input.
LOST = "try: signal.raise_signal(signal.SIGINT)\n    except KeyboardInterrupt: pass"
LATE = "signal.siginterrupt(signal.SIGINT, False); threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()"
UNSEEN = """
import os, signal, sys, threading
import ubnd_digest_command, ubnd_digest.formats.files as files
read = files.file_bytes
def reading(name):
    {how}
    return read(name)
files.file_bytes = reading
sys.argv[1:] = ["deadlines", "-"]
ubnd_digest_command.run()
"""


@posix
@pytest.mark.parametrize("how", [LOST, LATE], ids=["lost", "late"])
def test_an_interrupt_that_was_not_seen_ends_the_wait_for_standard_input(how: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", UNSEEN.format(how=how)],
        stdin=subprocess.PIPE,  # which nobody closes
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.wait(60) == 130
    assert process.communicate() == (b"", b"")


@posix
@STARTS
def test_whoever_has_interrupts_ignored_is_not_interrupted(start: str, tmp_path: Path) -> None:
    process = started(start, tmp_path, signal.SIG_IGN)
    process.send_signal(signal.SIGINT)
    process.communicate(b"")
    assert process.returncode == 0


# ---- terminals ------------------------------------------------------------------------------


def on_a_terminal(
    *arguments: str,
    stdout: int | None = None,
    stderr: int | None = None,
    stdin: int = subprocess.DEVNULL,
    columns: int = 80,
    **variables: str,
) -> str:
    """What the command writes to a terminal: all of it, or standard error alone where standard output goes elsewhere."""
    pty = pytest.importorskip("pty")
    fcntl, struct, termios = (__import__(name) for name in ("fcntl", "struct", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=stdin,
        stdout=theirs if stdout is None else stdout,
        stderr=theirs if stderr is None else stderr,
        env=environment(**variables),
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the last one has closed the terminal
            break
        if not part:
            break
        seen += part
    os.close(ours)
    process.wait(60)
    return seen.decode("utf-8").replace("\r\n", "\n")


def drawn_here(monkeypatch: pytest.MonkeyPatch, *arguments: str, columns: int = 80, **variables: str) -> str:
    """The same of the command run in this process, which has its grammar."""
    ours, theirs = pytest.importorskip("pty").openpty()
    seen: list[bytes] = []

    def read() -> None:
        with contextlib.suppress(OSError):  # it has been closed
            while part := os.read(ours, 65536):
                seen.append(part)

    reader = threading.Thread(target=read)
    reader.start()
    with monkeypatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        for name, value in environment(COLUMNS=str(columns), **variables).items():
            patch.setenv(name, value)
        with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
            patch.setattr(sys, "stdout", terminal)
            patch.setattr(sys, "stderr", terminal)
            assert main(list(arguments)) == 0
    reader.join()
    os.close(ours)
    return b"".join(seen).decode("utf-8").replace("\r\n", "\n")


def words(text: str) -> str:
    return " ".join(text.split())


@posix
def test_a_terminal_gets_a_table_with_colours() -> None:
    seen = on_a_terminal("deadlines", CLEAN)
    assert "\x1b[1m" in seen
    assert "\x1b[1;36m2025-03-20" in seen


@posix
def test_a_table_fits_its_terminal_and_nothing_is_cut() -> None:
    seen = on_a_terminal("parse", CLEAN, columns=60, NO_COLOR="1")
    lines = seen.split("\n")
    assert max(map(len, lines[lines.index("") :])) <= 60  # lines above the tables are as long as they are
    assert "…" not in seen.split("DUE")[1]  # headings take one line
    heading = ud.parse(Path(CLEAN).read_text("utf-8")).items[3].heading.text
    assert " ".join(heading.split()[:3]) in seen


@posix
@pytest.mark.parametrize("command", ["deadlines", "duties"])
def test_of_a_task_a_terminal_gets_four_lines(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn_here(monkeypatch, command, CLEAN, columns=72, NO_COLOR="1")
    assert max(map(len, seen.split("\n"))) <= 72
    assert all(day in seen for day in ("2025-03-20", "2025-04-14", "2025-06-30"))  # a day is never folded
    column = next(line for line in seen.split("\n") if "TASK" in line).index("TASK")
    told = [line[column:] for line in seen.split("\n")]
    rows = [n for n, line in enumerate(seen.split("\n")) if line[1:5] == "2025"]
    first = [line for line in told[rows[0] : rows[1]] if line]
    assert first[0].startswith("bổ sung")
    assert len(first) == 4
    assert first[-1].endswith("…")
    wide = drawn_here(monkeypatch, command, CLEAN, columns=200, NO_COLOR="1")
    assert "bổ sung số liệu dân cư, hoàn thiện hồ sơ và trình lại chậm nhất ngày 20/3/2025" in wide


def test_a_time_goes_below_its_day_where_there_is_little_room() -> None:
    part = Grid(("DUE", "TASK"), [("2025-03-28 16:00", "báo cáo")])
    assert any("2025-03-28  báo cáo" in line for line in "\n".join(drawn([part], Look(80, None))).split("\n"))
    assert "2025-03-28 16:00" in "\n".join(drawn([part], Look(120, None)))


@posix
@pytest.mark.parametrize("command", ["parse", "deadlines"])
def test_no_color_is_respected(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn_here(monkeypatch, command, CLEAN, NO_COLOR="1")
    assert "\x1b" not in seen
    assert "───" in seen
    assert "\x1b" in drawn_here(monkeypatch, command, CLEAN, NO_COLOR="")  # which is as if it were not there


@posix
def test_a_dumb_terminal_gets_a_plain_table(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn_here(monkeypatch, "deadlines", CLEAN, TERM="dumb", columns=163)
    assert "\x1b" not in seen
    assert "─" not in seen
    rows = seen.rstrip("\n").split("\n")
    assert {len(row) for row in rows if row.endswith("…")} <= {162, 163}  # a cut that falls on a blank is shorter
    assert "…" in seen
    assert any(row.endswith("bàn giao cọc mốc trong tháng 4/2025") for row in rows)


@pytest.mark.slow  # many processes
@posix
def test_workers_draw_the_same_tables() -> None:
    # on a busy machine a progress bar would stand between them
    drawn = [on_a_terminal("dates", *jobs, CLEAN, CLEAN, stderr=subprocess.DEVNULL) for jobs in ((), ("--jobs", "2"))]
    assert drawn[0] == drawn[1]


@posix
def test_records_for_programs_look_the_same_on_a_terminal() -> None:
    alone = subprocess.run([*COMMAND, "deadlines", "--format", "jsonl", CLEAN], capture_output=True, check=True).stdout
    assert on_a_terminal("deadlines", "--format", "jsonl", CLEAN) == alone.decode("utf-8")


def test_without_rich_a_terminal_gets_a_plain_table(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert look_of_output() is not None
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert look_of_output() == Look(get_terminal_size().columns, None, plain=True)
    assert main(["deadlines", CLEAN]) == 0
    assert b"\x1b" not in capsysbinary.readouterr().out


def test_tables_hold_what_looks_like_markup() -> None:
    grid = Grid(("TEXT",), [("[bold]x[/bold] :smile:",)])
    assert "[bold]x[/bold] :smile:" in "\n".join(drawn([grid], Look(80, None)))
    assert list(plain([grid])) == ["TEXT", "[bold]x[/bold] :smile:"]


# ---- progress -------------------------------------------------------------------------------


class Clock:
    """Time that passes as it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


def terminal(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A standard error that is a terminal, with a clock that stands.

    No fixture: what a test writes to is another file than what its fixtures see.
    """
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return clock


def shown(capture: pytest.CaptureFixture[str]) -> str:
    return capture.readouterr().err


def test_a_bar_appears_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = terminal(monkeypatch)
    counted = []
    bar = ProgressBar(lambda: counted.append(1) or 10)  # type: ignore[func-returns-value]
    bar.advance()
    clock.now = 0.9
    bar.advance()
    assert shown(capsys) == ""
    assert counted == []
    clock.now = 1.1
    bar.advance()
    assert "3/10" in shown(capsys)
    bar.advance()
    assert shown(capsys) == ""  # not more than ten times a second
    clock.now = 1.3
    bar.advance()
    assert "5/10" in shown(capsys)
    with bar.aside(of_output=False):
        assert shown(capsys).endswith("\x1b[2K")  # its line is empty
    bar.advance()
    assert "6/10" in shown(capsys)
    bar.close()
    assert shown(capsys).endswith("\x1b[2K")


def test_no_bar_where_nothing_is_left_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = terminal(monkeypatch)
    bar = ProgressBar(lambda: 1)
    clock.now = 2.0
    bar.advance()
    bar.close()
    assert shown(capsys) == ""


def test_no_bar_without_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = terminal(monkeypatch)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    bar = ProgressBar(lambda: 10)
    clock.now = 2.0
    bar.advance()
    assert shown(capsys) == ""


def test_no_bar_without_rich(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    bar = ProgressBar(lambda: 10)
    clock.now = 2.0
    bar.advance()
    with bar.aside():
        pass
    bar.close()
    assert shown(capsys) == ""


@pytest.mark.slow  # many processes
@posix
@with_jobs
def test_a_bar_leaves_the_output_alone(jobs: str, tmp_path: Path) -> None:
    """The second file takes longer than a second: it comes so late from standard input."""
    out = tmp_path / "out"
    theirs, ours = os.pipe()

    def give() -> None:
        while not out.stat().st_size:
            time.sleep(0.05)
        time.sleep(1.2)
        os.write(ours, Path(CLEAN).read_bytes())
        os.close(ours)

    giver = threading.Thread(target=give)
    with out.open("wb") as file:
        giver.start()
        arguments = ["deadlines", "--format", "csv", "--jobs", jobs, CLEAN, "-", CLEAN]
        seen = on_a_terminal(*arguments, stdin=theirs, stdout=file.fileno())
    giver.join()
    os.close(theirs)
    assert "2/3" in seen
    alone = subprocess.run([*COMMAND, *arguments], input=Path(CLEAN).read_bytes(), capture_output=True, check=True)
    assert out.read_bytes() == alone.stdout


# ---- start and completion -------------------------------------------------------------------


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, ubnd_digest.cli as cli\n"
        "with contextlib.suppress(SystemExit): cli.main(['--help'])\n"
        "heavy = {'lark', 'cattrs', 'rich', 'icalendar', 'shtab', 'multiprocessing', 'json', 'uuid'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.strip() == b"[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_that_names_everything(shell: str, capsysbinary: Output) -> None:
    assert main(["completion", shell]) == 0
    script = capsysbinary.readouterr().out.decode("utf-8")
    for word in ("deadlines", "responsible", "until", "jsonl", "ics", "check-grammar", "completion"):
        assert word in script
    assert "exit status" not in script


def complete(line: str, tmp_path: Path) -> set[str]:
    """What bash offers at the end of a line."""
    script = subprocess.run([*COMMAND, "completion", "bash"], capture_output=True, check=True).stdout
    path = tmp_path / "completion.bash"
    path.write_bytes(script)
    typed = line.split(" ")
    array = " ".join(f"'{word}'" for word in typed)
    ask = (
        f"source '{path}'; COMP_WORDS=({array}); COMP_CWORD={len(typed) - 1}; COMP_LINE='{line}'; "
        "complete -p ubnd-digest >/dev/null; "
        "$(complete -p ubnd-digest | sed 's/.*-F \\([^ ]*\\).*/\\1/') ubnd-digest 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, check=True, cwd=tmp_path)
    return set(done.stdout.decode().split())


FORMATS = {"table", "json", "jsonl", "ndjson", "csv", "xlsx", "sqlite", "parquet", "arrow", "ics"}


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="no bash")
def test_bash_completes(tmp_path: Path) -> None:
    assert complete("ubnd-digest de", tmp_path) == {"deadlines"}
    assert complete("ubnd-digest deadlines --format ", tmp_path) == FORMATS
    assert complete("ubnd-digest deadlines --resp", tmp_path) == {"--responsible"}
    (tmp_path / "week.txt").write_bytes(b"")
    assert "week.txt" in complete("ubnd-digest deadlines wee", tmp_path)
    assert "week.txt" in complete("ubnd-digest diff week.txt we", tmp_path)


def test_completion_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err == b'ubnd-digest: completion needs the package shtab: pip install "ubnd-digest[cli]"\n'


@pytest.mark.parametrize(
    "command", ["parse", "deadlines", "references", "dates", "annotations", "check", "diff", "schema", "completion"]
)
def test_every_command_tells_the_exit_statuses(command: str, capsysbinary: Output) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown_help = capsysbinary.readouterr().out.decode()
    assert "exit status:" in shown_help
    assert shown_help.isascii()


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")


@FULL
@pytest.mark.parametrize("arguments", [["--help"], ["parse", "--help"]])
def test_help_that_cannot_be_written_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "ubnd_digest", *arguments], check=False, stdout=full, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr[:20]) == (2, b"ubnd-digest: output:")


@FULL
def test_complaints_that_cannot_be_written_change_no_exit_status(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "ubnd_digest", "parse", str(tmp_path / "missing.txt")], check=False, stderr=full
        )
    assert done.returncode == 2
