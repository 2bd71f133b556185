"""A package that is written for a publisher works before anything in it is changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

import ubnd_digest as ud
from ubnd_digest.authoring import scaffold
from ubnd_digest.authoring.scaffold import write_package
from ubnd_digest.publishers import registry

NAMES = [
    None,
    "Sông Trà",
    "S\u00f4ng Tra\u0300",  # composed and decomposed letters
    "Sông \"Trà\" 'Bình'",
    r"Sông \Trà\n",
    "$id ${name} $$ %s {0}",
    "Sông # Trà // Bình",
    'Trà"""',
    "Trà\\",
]
BACKEND = "import sys, setuptools.build_meta as b; print(getattr(b, sys.argv[1])(sys.argv[2]))"


def run(*command: object, cwd: Path, path: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def metadata_of(python: Path, package: Path, to: Path) -> Path:
    """What a build backend says of a package; its folder on the path makes entry points known."""
    to.mkdir()
    return to / run(python, "-c", BACKEND, "prepare_metadata_for_build_wheel", to, cwd=package).splitlines()[-1]


def record_of(package: Path, module: str) -> ud.Publisher:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "dont_write_bytecode", True)
        patched.syspath_prepend(package / "src")
        try:
            return ud.Publisher.of(module)
        finally:
            sys.modules.pop(module, None)


# ---- what it does ----------------------------------------------------------------------------


@pytest.mark.parametrize("identifier, name", [("vn-99", None), ("x1-2-y", "Sông \"Trà\" \\ 'Bình'")])
def test_tests_of_a_new_package_pass(backend: Path, tmp_path: Path, identifier: str, name: str | None) -> None:
    package = tmp_path / "package"
    write_package(identifier, package, name=name)
    metadata_of(backend, package, tmp_path / "metadata")
    path = os.pathsep.join([str(package / "src"), str(tmp_path / "metadata")])
    shown = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=package, path=path)
    assert " passed" in shown and "skipped" not in shown, shown


def test_wheel_of_a_new_package_holds_what_it_needs(backend: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    write_package("vn-99", package)
    wheel = tmp_path / run(backend, "-c", BACKEND, "build_wheel", tmp_path, cwd=package).splitlines()[-1]
    assert wheel.name == "ubnd_digest_vn_99-0.1.0-py3-none-any.whl"
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {f"ubnd_digest_vn_99/{name}" for name in ("__init__.py", "record.toml", "grammar.lark")}


@pytest.mark.slow  # a grammar is made for each
@pytest.mark.parametrize("name", NAMES)
def test_name_arrives_as_it_is(tmp_path: Path, name: str | None) -> None:
    package = tmp_path / "package"
    write_package("song-tra", package, name=name)
    name = name or "song-tra"
    record = record_of(package, "ubnd_digest_song_tra")
    assert (record.id, record.names) == ("song-tra", (name,))
    assert ud.Parser(record).parse(package.joinpath("samples", "week.txt").read_text(encoding="utf-8")).title


@pytest.mark.parametrize("name", ["Sông \"Trà\" \\n # 'Bình'", "Sông Trà"])
def test_metadata_hold_the_name_and_the_entry_point(backend: Path, tmp_path: Path, name: str) -> None:
    package = tmp_path / "package"
    write_package("song-tra", package, name=name)
    metadata = metadata_of(backend, package, tmp_path / "metadata")
    said = metadata.joinpath("METADATA").read_text(encoding="utf-8").splitlines()
    assert f"Summary: Lets ubnd-digest read the digests of {name}" in said
    assert "Name: ubnd-digest-song-tra" in said
    assert any(line.startswith("Requires-Dist: ubnd-digest") for line in said)
    entries = metadata.joinpath("entry_points.txt").read_text(encoding="utf-8").split()
    assert entries == [f"[{registry.GROUP}]", *["song-tra", "=", "ubnd_digest_song_tra"]]


def test_spaces_of_a_name_are_single_ones(tmp_path: Path) -> None:
    write_package("song-tra", tmp_path / "package", name=" Sông\u00a0\n Trà ")
    assert record_of(tmp_path / "package", "ubnd_digest_song_tra").names == ("Sông Trà",)


@pytest.mark.parametrize(
    "installed, requirement",
    [
        ("0.1.0", "ubnd-digest>=0.1.0,<0.2"),
        ("0.12.3.dev4+g1", "ubnd-digest>=0.12.3.dev4,<0.13"),
        ("1.4.2", "ubnd-digest>=1.4.2,<2"),
    ],
)
def test_package_asks_for_the_versions_that_keep_its_grammar(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, installed: str, requirement: str
) -> None:
    monkeypatch.setattr(scaffold, "version", lambda _name: installed)
    write_package("song-tra", tmp_path)
    assert f'dependencies = ["{requirement}"]' in tmp_path.joinpath("pyproject.toml").read_text(encoding="utf-8")


# ---- what it writes --------------------------------------------------------------------------


def test_files_are_those_that_are_returned(tmp_path: Path) -> None:
    written = write_package("song-tra", tmp_path / "a" / "b", name="Sông Trà")
    found = [path for path in (tmp_path / "a" / "b").rglob("*") if path.is_file()]
    assert sorted(written) == sorted(found) and len(set(written)) == len(written)


def test_files_are_utf_8_with_line_feeds_and_nothing_left_open(tmp_path: Path) -> None:
    for path in write_package("song-tra", tmp_path, name="Sông Trà"):
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text and "$" not in text and "\ufeff" not in text, path
        assert not text or (text.endswith("\n") and not text.endswith("\n\n")), path
        assert all(line == line.rstrip() and len(line) <= 130 for line in text.splitlines()), path


def test_record_has_every_field_each_with_a_comment(tmp_path: Path) -> None:
    write_package("song-tra", tmp_path)
    source = tmp_path.joinpath("src", "ubnd_digest_song_tra", "record.toml").read_text(encoding="utf-8")
    found = re.findall(r"^#[^\n]*[^\]\n]\n(?:# )?(?:\[*(\w+)\]*\n|(\w+) = )", source, re.MULTILINE)
    names = {field.name for field in attrs.fields(ud.Publisher)} - {"grammar"}
    assert {one or other for one, other in found} >= names - {"valid_until"}  # one comment tells of both days
    assert "\n# valid_until = " in source


def test_what_is_left_out_of_a_record_can_be_put_in(tmp_path: Path) -> None:
    write_package("song-tra", tmp_path)
    path = tmp_path.joinpath("src", "ubnd_digest_song_tra", "record.toml")
    source = re.sub(r"^# ((?:\w+ = |\[\[).*)", r"\1", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(source.replace("valid_until = 2025-06-30", "valid_until = 2031-06-30"), encoding="utf-8")
    record = record_of(tmp_path, "ubnd_digest_song_tra")
    assert record.iso and record.valid_from and record.valid_until and record.predecessors


@pytest.mark.slow  # a grammar of its own
def test_common_grammar_misses_what_is_the_own_of_the_sample(tmp_path: Path) -> None:
    write_package("song-tra", tmp_path)
    text = tmp_path.joinpath("samples", "week.txt").read_text(encoding="utf-8")
    expected = json.loads(tmp_path.joinpath("samples", "week.json").read_text(encoding="utf-8"))
    common = ud.parse(text)
    own = ud.parse(text, publisher=record_of(tmp_path, "ubnd_digest_song_tra"))
    assert common.title is None and own.title and own.title.text == expected["title"]
    assert [len(item.paragraphs) for item in common.items] != [item["paragraphs"] for item in expected["items"]]
    for found, same in ((common, False), (own, True)):
        numbers = [str(document.number) for item in found.items for document in item.issued]
        responsible = [limit.responsible for limit in found.deadlines]
        assert (numbers == [number for item in expected["items"] for number in item["issued"]]) is same
        assert (responsible == [who for item in expected["items"] for _due, who in item["deadlines"]]) is same
    assert own.diagnostics == ()


def test_every_file_of_the_template_is_used_and_is_seen_by_no_tool() -> None:
    template = files("ubnd_digest.authoring") / "template"
    names = {file.name for file in template.iterdir()}
    assert names == set(scaffold._FILES)
    assert all(name.endswith(".txt") for name in names)


# ---- what it refuses -------------------------------------------------------------------------


@pytest.mark.parametrize("identifier", ["", "VN-99", "vn_99", "vn-", "9vn", "../vn", "vn/9", "auto", "common", "tỉnh"])
def test_identifier_that_is_none(tmp_path: Path, identifier: str) -> None:
    with pytest.raises(ValueError, match=r"id|identifier") as raised:
        write_package(identifier, tmp_path / "package")
    assert str(raised.value) == raised.value.args[0]
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize("name", ["", " ", "—", "Sông\x00Trà", "Sông\u200bTrà", "Trà\ud800"])
def test_name_that_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        write_package("song-tra", tmp_path / "package", name=name)
    assert not (tmp_path / "package").exists()


def test_identifier_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {"song-tra": ud.Publisher("song-tra", ("Sông Trà",))})
    for identifier in ("vn-09", "song-tra"):
        with pytest.raises(ud.PublisherError, match="already") as raised:
            write_package(identifier, tmp_path / "package")
        assert raised.value.publisher == identifier
    assert not (tmp_path / "package").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    for folder in (tmp_path, kept):
        with pytest.raises(FileExistsError) as raised:
            write_package("song-tra", folder)
        assert raised.value.filename == str(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"] and kept.read_text(encoding="utf-8") == "kept"


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    assert write_package("song-tra", tmp_path)
