"""Files, folders and patterns: what is read, in which order."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from ubnd_digest.cli import main
from ubnd_digest.cli.inputs import Input, files_of, is_one_file
from ubnd_digest.formats.folders import no_digests

CLEAN = Path(__file__).parents[1] / "examples" / "clean.txt"

Output = pytest.CaptureFixture[bytes]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some digests in folders, and what is none."""
    for name in ("b.txt", "a.TXT", "c.md", ".hidden.txt", "2025/x.txt", "2024/y.txt", ".git/z.txt", "2025/deep/w.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(CLEAN.read_bytes())
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str) -> list[str]:
    found = list(files_of(arguments))
    assert all(file.reason is None for file in found)
    return [file.name.replace(os.sep, "/") for file in found]


def test_a_folder_is_its_digests_sorted(folder: Path) -> None:
    assert names(".") == ["./a.TXT", "./b.txt", "./2024/y.txt", "./2025/x.txt", "./2025/deep/w.txt"]
    assert names("2025") == ["2025/x.txt", "2025/deep/w.txt"]


def test_files_are_taken_as_they_are_named(folder: Path) -> None:
    assert names("c.md", "b.txt", "-", "b.txt", ".hidden.txt") == ["c.md", "b.txt", "-", "b.txt", ".hidden.txt"]


def test_patterns_are_replaced_here_where_the_shell_does_not(folder: Path) -> None:
    assert names("*.txt") == ["b.txt"]
    assert names("202?/*.txt") == ["2024/y.txt", "2025/x.txt"]
    assert names("[ab].*") == ["a.TXT", "b.txt"]
    assert names("**/*.txt") == ["2024/y.txt", "2025/deep/w.txt", "2025/x.txt", "b.txt"]
    assert names("202*") == ["2024/y.txt", "2025/x.txt", "2025/deep/w.txt"]
    assert "2025/x.txt" in names("**")
    assert len(names("**")) == len(set(names("**")))


def test_a_file_may_be_called_like_a_pattern(folder: Path) -> None:
    Path("[ab].txt").write_bytes(b"")
    assert names("[ab].txt") == ["[ab].txt"]
    assert is_one_file("[ab].txt")
    assert not is_one_file("[cd].txt")


def test_what_means_no_file_is_told(folder: Path, capsysbinary: Output) -> None:
    assert list(files_of(["*.gone", "none"])) == [
        Input("*.gone", "no file matches the pattern"),
        Input("none", no_digests()),
    ]
    assert main(["check", "*.gone", "b.txt", "none"]) == 2
    assert (
        capsysbinary.readouterr().err.decode().split("\n")[-2].endswith("2 of 3 files could not be read: *.gone, none")
    )


@pytest.mark.parametrize("name", ["a\0b", "a\0*", "\udcff"])
def test_impossible_names_are_left_to_who_reads_them(name: str) -> None:
    assert len(list(files_of([name]))) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_folder_that_cannot_be_read_is_told(folder: Path) -> None:  # pragma: no cover
    Path("2025/deep").chmod(0)
    try:
        assert [file.name for file in files_of(["2025"]) if file.reason] == ["2025/deep"]
    finally:
        Path("2025/deep").chmod(0o755)


def test_a_folder_that_cannot_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(files_of(["2025"]))
    assert [(file.name.replace(os.sep, "/"), file.reason) for file in found] == [
        ("2025/x.txt", None),
        ("2025/deep", "Permission denied"),
    ]


def test_files_are_found_as_they_are_asked_for(folder: Path) -> None:
    found = files_of([".", "later"])
    assert next(found).name.endswith("a.TXT")
    Path("2025/x.txt").rename("2025/new.txt")
    assert "new.txt" in " ".join(file.name for file in found)


def test_every_record_of_a_folder_names_its_file(folder: Path, capsysbinary: Output) -> None:
    assert main(["annotations", "none/..", "b.txt"]) == 0
    records = [json.loads(line) for line in capsysbinary.readouterr().out.decode().split("\n")[:-1]]
    assert len({record["file"] for record in records}) == 6
    assert main(["parse", "--format", "json", "2024"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["file"] == str(Path("2024/y.txt"))


def test_an_archive_is_the_digests_in_it(folder: Path, capsysbinary: Output) -> None:
    with ZipFile("weeks.zip", "w") as archive:
        for name in ("b/x.txt", "a.txt", "data.json", ".hidden.txt", "__MACOSX/a.txt", "deep.zip"):
            archive.write("b.txt", name)
    assert names("weeks.zip") == ["weeks.zip/a.txt", "weeks.zip/b/x.txt"]
    assert not is_one_file("weeks.zip")
    assert names("*.zip") == names("weeks.zip") and names("weeks.zip/a.txt") == ["weeks.zip/a.txt"]
    assert set(names("weeks.zip")) < {name.removeprefix("./") for name in names(".")}
    assert main(["deadlines", "--format", "jsonl", "weeks.zip", "b.txt"]) == 0
    records = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert len(records) == 3 * sum(record["file"] == "b.txt" for record in records) > 0
    assert main(["deadlines", "weeks.zip/none.txt"]) == 2
    assert b"No such file in the archive" in capsysbinary.readouterr().err


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):  # pragma: no cover
        pytest.skip("there are no pipes with a name here")
    os.mkfifo("2025/pipe.txt")
    assert names("2025") == ["2025/x.txt", "2025/deep/w.txt"]
    assert names("2025/*.txt") == ["2025/x.txt"]
    assert not any("pipe" in name for name in names("**"))
    assert list(files_of(["2025/p*"])) == [Input("2025/p*", "no file matches the pattern")]
    assert names("2025/pipe.txt") == ["2025/pipe.txt"]  # who names one means it


def test_a_circle_of_links_finds_a_file_once(folder: Path) -> None:
    try:
        Path("2025/up").symlink_to("..", target_is_directory=True)
    except OSError:  # pragma: no cover
        pytest.skip("there are no links here")
    found = names("**/*.txt")
    assert len(found) == len({os.path.realpath(name) for name in found})
    assert {"b.txt", "2025/x.txt"} <= set(found)


@pytest.mark.parametrize("pattern", ["empty/**", "weeks/**/", "*/**/"])
def test_pattern_of_folders_alone_matches_no_file(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "weeks" / "1").mkdir(parents=True)
    (found,) = files_of([str(tmp_path / pattern)])
    assert found.reason == "no file matches the pattern"
