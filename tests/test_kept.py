"""What is kept of grammars for other processes: the same readings with it, without it, and whatever has become of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from ubnd_digest.grammar import kept as module
from ubnd_digest.grammar import kept_places, sre_internals
from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.files import common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.grammar.kept import Kept, nothing_kept
from ubnd_digest.grammar.kept_places import OTHERS
from ubnd_digest.grammar.records import key_of
from ubnd_digest.grammar.tables import Texts, kept_texts, kept_value, read_table

TEXT = """Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2020)

1. Trồng rừng
Giao Sở Y tế báo cáo theo Quyết định số 7/QĐ-UBND ngày 1/3/2020 trước ngày 30/6/2020.
"""
# Longer expressions than this take long to compile twice.
LONG = 2000
READ = f"import gc, ubnd_digest as ud\ngc.set_threshold(20_000, 20, 50)\nprint(ud.to_json(ud.parse({TEXT!r})))"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "one.kept"


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch, path: Path) -> Kept:
    """Entries that everything uses, in a file of their own."""
    kept = Kept(str(path))
    monkeypatch.setattr("ubnd_digest.grammar.tables.kept", lambda: kept)
    monkeypatch.setattr("ubnd_digest.grammar.expressions.kept", lambda: kept)
    return kept


def read_in_a_process(folder: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=os.environ | {"UBND_DIGEST_CACHE": folder} | environment,
        capture_output=True,
        encoding="utf8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


# ---- entries ---------------------------------------------------------------------------------


@given(st.dictionaries(st.text(), st.binary(min_size=1), max_size=5))
def test_what_is_kept_is_there_for_the_next(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, bytes]
) -> None:
    path = str(tmp_path_factory.mktemp("kept") / "one.kept")
    first = Kept(path)
    for source, made in entries.items():
        first.put("kind", source, made)
    first.save()
    second = Kept(path)
    assert {source: second.get("kind", source) for source in entries} == entries
    assert second.get("other", "source") is None


def test_what_others_wrote_meanwhile_stays(path: Path) -> None:
    first, second = Kept(str(path)), Kept(str(path))
    for kept, source in ((first, "a"), (second, "b")):
        kept.put("kind", source, source.encode())
        kept.save()
    third = Kept(str(path))
    assert (third.get("kind", "a"), third.get("kind", "b")) == (b"a", b"b")


def test_what_others_write_meanwhile_is_seen(path: Path) -> None:
    first, second = Kept(str(path)), Kept(str(path))
    assert second.get("kind", "a") is None
    first.put("kind", "a", b"made")
    first.save()
    assert second.get("kind", "a") == b"made"


def test_nothing_is_held_that_is_in_the_file(path: Path) -> None:
    kept = Kept(str(path))
    for number in range(50):
        kept.put("kind", str(number), bytes([number]) * 1_000_000)
    assert sum(map(len, kept._made.values())) <= 15_000_000
    kept.save()
    assert not kept._made
    assert all(kept.get("kind", str(number)) == bytes([number]) * 1_000_000 for number in range(50))


def test_what_is_tried_once_is_not_kept(path: Path) -> None:
    kept = Kept(str(path))
    with nothing_kept():
        kept.put("kind", "a", b"made")
    kept.put("kind", "b", b"made")
    kept.save()
    assert (Kept(str(path)).get("kind", "a"), Kept(str(path)).get("kind", "b")) == (None, b"made")


@pytest.mark.slow  # many processes
def test_many_writers_leave_a_whole_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 60.0)

    def write(number: int) -> None:
        kept = Kept(str(path))
        kept.put("kind", str(number), bytes(100_000))
        kept.save()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    found = Kept(str(path))
    # where a writer waits for another one, nothing is lost
    lost = [number for number in range(40) if not found.get("kind", str(number))]
    assert not lost if os.name == "posix" else len(lost) < 40
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_much_is_written_at_once(path: Path) -> None:
    Kept(str(path)).put("kind", "source", bytes(2_000_000))
    assert path.exists()


def test_the_file_does_not_grow_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    old = Kept(str(path))
    old.put("kind", "old", bytes(600))
    old.save()
    new = Kept(str(path))
    new.put("kind", "new", bytes(700))
    new.save()
    last = Kept(str(path))
    assert last.get("kind", "new") and not last.get("kind", "old")


def test_old_files_and_unfinished_ones_are_removed(path: Path) -> None:
    path.parent.mkdir()
    hours = time.time() - 7200
    for number in range(9):
        for name in (f"old{number}.kept", f"killed{number}.new", f"other{number}.txt"):
            (path.parent / name).touch()
            os.utime(path.parent / name, (hours - number, hours - number))
    (path.parent / "young.new").touch()
    kept = Kept(str(path))
    kept.put("kind", "source", b"made")
    kept.save()
    others = {f"other{number}.txt" for number in range(9)}
    newest = {f"old{number}.kept" for number in range(6)}
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, "young.new"} | others | newest


# ---- damage ----------------------------------------------------------------------------------


def kept_file(path: Path) -> bytes:
    kept = Kept(str(path))
    for number in range(20):
        kept.put("kind", str(number), f"made {number}".encode() * 10)
    kept.save()
    return path.read_bytes()


DAMAGES = {
    "empty": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "truncated head": lambda data: data[:25],
    "random": lambda data: bytes((7 * n * n + 3 * n) % 256 for n in range(len(data))),
    "another layout": lambda data: data.replace(b"kept 2", b"kept 9"),
    "longer": lambda data: data + b"more",
    "length": lambda data: data[: module._HEAD - 8] + b"\xff" * 8 + data[module._HEAD :],
    "text": lambda data: "không phải".encode(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_of_a_damaged_file_nothing_wrong_is_taken(path: Path, damage: str) -> None:
    data = kept_file(path)
    path.write_bytes(DAMAGES[damage](data))
    found = Kept(str(path))
    for number in range(20):
        assert found.get("kind", str(number)) in (None, f"made {number}".encode() * 10)
    found.put("kind", "new", b"new")
    found.save()
    assert Kept(str(path)).get("kind", "new") == b"new"


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_damaged_entry_is_taken(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]) -> None:
    path = tmp_path_factory.mktemp("kept") / "one.kept"
    data = bytearray(kept_file(path))
    for at, byte in changes:
        data[at % len(data)] = byte
    path.write_bytes(data)
    found = Kept(str(path))
    for number in range(20):
        assert found.get("kind", str(number)) in (None, f"made {number}".encode() * 10)


@pytest.mark.parametrize("index", ["[[1]]", "{}", "3", '[["a", "b", "c"]]', '[["a", -5, "00"]]', "[" * 100_000, "nul"])
def test_an_index_that_lies_is_none(path: Path, index: str) -> None:
    path.parent.mkdir()
    written = index.encode()
    path.write_bytes(module._MAGIC + module._sum(written) + len(written).to_bytes(8, "big") + written)
    path.chmod(0o600)
    assert Kept(str(path)).get("kind", "source") is None


def test_a_damaged_entry_is_not_written_again_as_a_sound_one(path: Path) -> None:
    data = kept_file(path)
    path.write_bytes(data.replace(b"made 7", b"MADE 7"))
    kept = Kept(str(path))
    kept.put("kind", "new", b"new")
    kept.save()
    found = Kept(str(path))
    assert found.get("kind", "7") is None
    assert found.get("kind", "8") == b"made 8" * 10


# ---- places ----------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "one.kept", Path("/proc/nowhere/one.kept"), Path(f"{tmp_path}\0/one.kept")):
        kept = Kept(str(place))
        kept.put("kind", "source", b"made")
        kept.save()
    assert (tmp_path / "file").read_text() == ""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have owners and modes on POSIX")
def test_a_file_that_others_may_write_is_none(path: Path) -> None:
    kept_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o622)
    assert Kept(str(path)).get("kind", "1") is None


def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("UBND_DIGEST_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert kept_places.kept_folder() == str(tmp_path / "own" / "ubnd-digest")
    monkeypatch.setenv("XDG_CACHE_HOME", "own")  # which is no absolute path
    assert kept_places.kept_folder() == str(tmp_path / ".cache" / "ubnd-digest")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert kept_places.kept_folder() == str(tmp_path / "Library" / "Caches" / "ubnd-digest")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert kept_places.kept_folder() is None


@pytest.mark.parametrize("value", ["", "0", " "])
def test_the_environment_switches_it_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("UBND_DIGEST_CACHE", value)
    assert kept_places.kept_file(".kept") is None


def test_another_version_has_another_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UBND_DIGEST_CACHE", str(tmp_path))
    ours = kept_places.kept_file(".kept")
    assert ours and Path(ours).parent == tmp_path
    (tmp_path / "other.py").write_text("")
    with monkeypatch.context() as patch:
        sources = kept_places._sources()
        patch.setattr(kept_places, "_sources", lambda: [*sources, tmp_path / "other.py"])
        assert kept_places.kept_file(".kept") != ours
        patch.setattr(kept_places, "_sources", lambda: [tmp_path / "gone.py"])
        assert kept_places.kept_file(".kept") is None
    monkeypatch.setattr(sys, "version", "4.0")
    assert kept_places.kept_file(".kept") != ours


def test_the_texts_of_other_code_are_never_cut_by_its_heads(used: Kept) -> None:
    def short() -> dict[str, str]:
        return {"one": "[0-9]", "two": "ngày"}

    def long() -> dict[str, str]:
        return {"one": "(?:[0-9]|một)", "two": "[^,]"}

    assert dict(kept_texts("texts", "source", short)) == short()
    head, data = Texts.packed(long())
    used.put("texts", "source", head)  # by another process, whose texts are not there
    assert dict(kept_texts("texts", "source", short)) == short()
    used.put(f"texts of texts {zlib.crc32(head)}", "source", data)
    assert dict(kept_texts("texts", "source", short)) == long()


# ---- what is kept ----------------------------------------------------------------------------


@pytest.mark.slow  # compiles all expressions
def test_an_expression_is_the_same_again() -> None:
    for pattern in (
        "(?P<day>[0-9]+)/(?P<month>ă|[à-ỹ])?(x)",
        "(?m)^a(?<!b)|(?i:ơ)",
        *(pattern for pattern in common_grammar().terminals.values() if len(pattern) < LONG),
    ):
        made, data = sre_internals.compiled_and_kept(pattern)
        assert made == re.compile(pattern)
        if data is not None:
            again = sre_internals.compiled_of(data)
            assert again is not None
            assert (again, again.flags, again.groups) == (made, made.flags, made.groups)
            assert list(again.groupindex.items()) == list(re.compile(pattern).groupindex.items())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0\2[]",
        b"\0\0\0\3[1]",
        b"\0\0\0\x0a[0, [], 0]",
        b"\0\0\0\x0e[0, [null], 9]a",
        b"\xff" * 9,
        b"\0\0\0\0",
    ],
)
def test_what_is_no_expression_is_none(data: bytes) -> None:
    assert sre_internals.compiled_of(data) is None


def test_another_engine_compiles_as_everybody_does(used: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ubnd_digest.grammar.sre_internals.KNOWN", False)
    assert sre_internals.compiled_and_kept("a+b") == (re.compile("a+b"), None)
    monkeypatch.setattr("ubnd_digest.grammar.sre_internals.KNOWN", True)
    monkeypatch.setattr("ubnd_digest.grammar.sre_internals._compiler", None)
    assert sre_internals.compiled_and_kept("a+b") == (re.compile("a+b"), None)
    used.put("expression", key_of("an expression of this test"), b"no such thing")
    assert compiled("an expression of this test").match("an expression of this test")
    with pytest.raises(re.error):
        compiled("an (expression of this test")


def test_values_of_another_shape_are_made_anew(used: Kept) -> None:
    for record in (
        b"3",
        b"[]",
        b"{",
        b"\xff",
        '[["A"], [], [], "\u0107\u0100", 0, 0]'.encode(),
        b"null",
        b"[[[1]], 1, 1, 1, 1, 1]",
    ):
        used.put("table", "source", record)
        record_of_it = [["A"], [["a", 1, "a", None, False]], ["A", "a"], "\u0100\u0100 \u0101\u0101", 0, 0]
        assert kept_value("table", "source", read_table, lambda: record_of_it).names == ["A", "a"]  # noqa: B023
    for record in (b"", b"a", b"[[3,1]]", b'[["a",1]]', b'[["a",1,1]]', b'[["a","b",""]]', b"[" * 100_000, b"\xff" * 9):
        used.put("texts", "source", record)
        assert kept_texts("texts", "source", lambda: {"a": "b"}) == {"a": "b"}


def test_texts_whose_words_are_gone_are_made_anew(used: Kept) -> None:
    head, _ = Texts.packed({"a": "b"})
    used.put("texts", "source", head)
    assert kept_texts("texts", "source", lambda: {"a": "b"}) == {"a": "b"}


def test_a_grammar_is_the_same_again(used: Kept, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Grammar(common_files())
    starts = ("inline", "clauses", "parties", "structure")
    tables = [made.table(start) for start in starts]
    used.save()
    monkeypatch.setattr("ubnd_digest.grammar.tables.kept", lambda: Kept(str(path)))
    monkeypatch.setattr(Grammar, "_composed", lambda self: pytest.fail("composed again"))
    monkeypatch.setattr(Grammar, "_plain_table", lambda self, start: pytest.fail("made again"))
    again = Grammar(common_files())
    assert again.terminals == made.terminals
    assert [json.loads(json.dumps(again.table(start))) for start in starts] == json.loads(json.dumps(tables))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder, and what the process read that kept there what it made."""
    folder = tmp_path_factory.mktemp("filled") / "cache"
    return folder, read_in_a_process(str(folder))


@pytest.mark.slow  # many processes
def test_all_processes_read_the_same(filled: tuple[Path, str], tmp_path: Path) -> None:
    without = read_in_a_process("0")
    assert not Path("0").exists()
    folder = shutil.copytree(filled[0], tmp_path / "cache")
    assert filled[1] == without
    assert read_in_a_process(str(folder)) == without
    assert len(list(folder.iterdir())) == 1
    assert ud.to_json(ud.parse(TEXT)) + "\n" == without


@pytest.mark.slow  # fills a file anew
def test_lark_is_not_loaded_where_a_grammar_is_kept(filled: tuple[Path, str]) -> None:
    code = f"{READ}\nimport sys\nprint([name for name in sys.modules if name.startswith('lark')])"
    environment = os.environ | {"UBND_DIGEST_CACHE": str(filled[0])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow  # fills a file anew
def test_a_sentence_loads_only_what_it_needs(filled: tuple[Path, str], tmp_path: Path) -> None:
    code = (
        "import sys, ubnd_digest as ud\nud.parse('Giao Sở Y tế báo cáo trước ngày 5/6/2024.')\n"
        "print(sorted({'lark', 'tomllib', 'calendar', 'difflib'} & set(sys.modules)))"
    )
    folder = shutil.copytree(filled[0], tmp_path / "cache")
    environment = os.environ | {"UBND_DIGEST_CACHE": str(folder), "PYTHONUTF8": "1"}
    for _ in range(2):  # all that it needs is kept after the first one
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf8", check=True
        )
    assert done.stdout.strip() == "[]"


def test_all_code_that_makes_what_is_kept_tells_one_file_from_another() -> None:
    package = Path(ud.__file__).parent
    makers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"\bkept_(?:value|texts)\(", path.read_text(encoding="utf-8"))
    }
    assert {path for path in makers if not path.startswith("grammar/")} <= {*OTHERS}
    assert all((package / path).is_file() for path in OTHERS)
