"""Publishers: a record and a grammar each, on top of the common one."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import pickle
import subprocess
import sys
import threading
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from attrs import evolve

import ubnd_digest as ud
from ubnd_digest.grammar.files import common_files
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.publishers import registry
from ubnd_digest.publishers.registry import grammar_of
from ubnd_digest.reading.choice import parser_of

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
SONG_TRA = ud.Publisher(
    "song-tra",
    ("Sông Trà",),
    titles=("Việc của tỉnh trong tuần",),
    symbols={"tckt": "Phòng Tài chính - Kinh tế", "VP UBND": "Văn phòng"},
    agencies=("Vườn ươm Lam Điền", "Trạm quan trắc - Cảng cá Bình Lâm"),
    abbreviations={"VULĐ": "Vườn ươm Lam Điền"},
    grammar=ud.GrammarFile("song-tra.lark", "%extend CHROME: /báo sông trà/"),
)


@pytest.fixture(autouse=True)
def _nothing_stays_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    monkeypatch.setattr(registry, "_opened", {})
    monkeypatch.setattr(registry, "_made", dict(registry._made))  # what is made of a record of a test goes with it


def brought(monkeypatch: pytest.MonkeyPatch, **entries: str) -> None:
    found = {
        name.replace("_", "-"): tuple(
            EntryPoint(name.replace("_", "-"), value, registry.GROUP) for value in values.split()
        )
        for name, values in entries.items()
    }
    monkeypatch.setattr(registry, "_brought", lambda: found)


# ---- the record ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "identifier", ["", "VN-09", "vn_09", "vn-", "-vn", "9vn", "vn-09.lark", "../vn", "common", "auto"]
)
def test_an_identifier_has_a_form(identifier: str) -> None:
    with pytest.raises(ValueError, match=r"^id: "):
        ud.Publisher(identifier, ("Sông Trà",))


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": ()},
        {"names": ("",)},
        {"titles": (" … ",)},
        {"agencies": ("-",)},
        {"symbols": {"/": "x"}},
        {"valid_from": dt.date(2025, 7, 1), "valid_until": dt.date(2025, 6, 30)},
    ],
)
def test_a_record_with_a_wrong_value_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)) if len(wrong) == 1 else "valid_from <= valid_until"):
        ud.Publisher(**{"id": "song-tra", "names": ("Sông Trà",), **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": ["Sông Trà"]},
        {"titles": "Việc trong tuần"},
        {"symbols": ("KT",)},
        {"predecessors": ("Lam Điền",)},
        {"valid_from": "2025-07-01"},
        {"grammar": "%extend CHROME: /x/"},
    ],
)
def test_a_record_with_a_value_of_the_wrong_type_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        ud.Publisher(**{"id": "song-tra", "names": ("Sông Trà",), **wrong})  # type: ignore[arg-type]


def test_records_are_values() -> None:
    other = pickle.loads(pickle.dumps(SONG_TRA))
    assert other == SONG_TRA and hash(other) == hash(SONG_TRA) and other.files == SONG_TRA.files


def test_a_record_keeps_its_own_copy_of_the_symbols() -> None:
    symbols = {"KT": "Phòng Kinh tế"}
    publisher = ud.Publisher("song-tra", ("Sông Trà",), symbols=symbols)
    symbols["NC"] = "Phòng Nội chính"
    assert publisher.symbols == {"KT": "Phòng Kinh tế"}


def test_a_record_without_words_has_the_common_grammar() -> None:
    assert ud.Publisher("song-tra", ("Sông Trà",)).files == common_files()


# ---- the record as a file --------------------------------------------------------------------

RECORD = """
id = "song-tra"
names = ["Sông Trà"]
titles = ["Việc của tỉnh trong tuần"]
agencies = ["Vườn ươm Lam Điền", "Trạm quan trắc - Cảng cá Bình Lâm"]
[symbols]
tckt = "Phòng Tài chính - Kinh tế"
"VP UBND" = "Văn phòng"
[abbreviations]
"VULĐ" = "Vườn ươm Lam Điền"
"""


def package(tmp_path: Path, record: str | bytes, grammar: str | bytes | None = None) -> str:
    folder = tmp_path / "song_tra_package"
    folder.mkdir()
    for name, text in (("record.toml", record), ("grammar.lark", grammar)):
        if text is not None:
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder.name


def test_package_is_read_as_what_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert SONG_TRA.grammar
    name = package(tmp_path, RECORD, SONG_TRA.grammar.text)
    monkeypatch.syspath_prepend(tmp_path)
    record = ud.Publisher.of(name)
    assert record == evolve(SONG_TRA, grammar=SONG_TRA.grammar._replace(name="song-tra/grammar.lark"))
    brought(monkeypatch, song_tra=name)
    assert ud.get_publisher("song-tra") == record
    (tmp_path / name / "grammar.lark").unlink()
    assert ud.Publisher.of(name) == evolve(SONG_TRA, grammar=None)


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ("id = 'song-tra'", "names: is missing"),
        ("names = ['Sông Trà']", "id: is missing"),
        ("id = 3\nnames = ['Sông Trà']", "id: a string is wanted, not 3"),
        ("id = 'VN-09'\nnames = ['Sông Trà']", "id: small letters"),
        (RECORD.replace('["Sông Trà"]', '"Sông Trà"'), "names: a list is wanted, not 'Sông Trà'"),
        (RECORD.replace('["Sông Trà"]', "[]"), "names: a publisher has at least one"),
        (RECORD.replace("trong tuần", "").replace("Việc của tỉnh", "…"), "titles: '… ' holds no word"),
        (RECORD.replace('"Vườn ươm Lam Điền", ', "7, "), r"agencies\[0\]: a string is wanted, not 7"),
        (RECORD.replace("[symbols]", "[[symbols]]"), "symbols: a table is wanted"),
        (RECORD.replace('"Văn phòng"', "true"), "symbols.VP UBND: a string is wanted, not True"),
        (RECORD.replace("titles", "titels"), "titels: no such key, only id, names, iso"),
        (f"valid_from = '2025-07-01'{RECORD}", "valid_from: a day, such as 2025-07-01 is wanted, not '2025-07-01'"),
        (f"valid_from = 2025-07-01T00:00:00{RECORD}", "valid_from: a day"),
        (f"valid_from = 2025-07-01\nvalid_until = 2024-07-01{RECORD}", "valid_from <= valid_until"),
        (f"{RECORD}[[predecessors]]\nname = 'Lam Điền'", r"predecessors\[0\].until: is missing"),
        (f"{RECORD}[[predecessors]]\nuntil = 2025-06-30", r"predecessors\[0\].name: is missing"),
        (f"{RECORD}[[predecessors]]\nsince = 2025-06-30", r"predecessors\[0\].since: no such key"),
        ("id = x", r"\(at line 1, column 6\)"),
        (RECORD.encode("utf-16"), "not UTF-8"),
        (None, "no such file"),
    ],
)
def test_mistake_in_a_record_names_file_and_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str, place: str
) -> None:
    name = package(tmp_path, record)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ud.PublisherError, match=rf"^publisher '{name}': record\.toml: .*{place}"):
        ud.Publisher.of(name)
    brought(monkeypatch, song_tra=name)
    with pytest.raises(ud.PublisherError, match=rf"^publisher 'song-tra': {name}: record\.toml: .*{place}"):
        ud.get_publisher("song-tra")


def test_grammar_of_a_package_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = package(tmp_path, RECORD, b"\xff")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ud.PublisherError, match=r"grammar\.lark: not UTF-8"):
        ud.Publisher.of(name)


# ---- what a record does ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def parser() -> ud.Parser:
    return ud.Parser(SONG_TRA)


@pytest.mark.parametrize(
    "title",
    [
        "Việc của tỉnh trong tuần 05/01 - 11/01/2026",
        "VIỆC CỦA TỈNH TRONG TUẦN: 05/01 - 11/01/2026",
        "Việc  của tỉnh, trong tuần (05/01 - 11/01/2026)",
        "Việc của tỉnh - trong tuần (tuần 2/2026)",
        "Việc của tỉnh trong tuần",
    ],
)
def test_title_of_a_record_is_found(parser: ud.Parser, title: str) -> None:
    text = f"Trang chủ\n{title}\n\nMở bến phà\n\nUBND tỉnh mở bến phà (Công văn số 6/UBND-KT)."
    found = parser.parse(text)
    assert found.title and found.title.text == title
    assert [item.heading.text for item in found.items] == ["Mở bến phà"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Công văn số 27/tckt ngày 05/01/2026", "27/tckt"),
        ("Công văn số 27/UBND-tckt", "27/UBND-tckt"),
        ("Quyết định số 3/2026/QĐ-tckt", "3/2026/QĐ-tckt"),
        ("Công văn số 8/VP UBND-TH", "8/VPUBND-TH"),
        ("các Kế hoạch số 9 /tckt", "9/tckt"),
    ],
)
def test_symbol_of_a_record_is_read(parser: ud.Parser, text: str, number: str) -> None:
    assert [str(r.number) for r in parser.find_references(text)] == [number]
    assert [str(r.number) for r in ud.find_references(text)] != [number]


def test_longer_symbol_is_not_cut_off(parser: ud.Parser) -> None:
    assert [str(r.number) for r in parser.find_references("Công văn số 27/tckth")] == []


@pytest.mark.parametrize(
    "name", ["Vườn ươm Lam Điền", "VƯỜN ƯƠM  LAM ĐIỀN", "VULĐ", "Trạm quan trắc, Cảng cá Bình Lâm"]
)
def test_agency_of_a_record_acts(parser: ud.Parser, name: str) -> None:
    text = f"Tuần sau, {name} nghiệm thu xong trước ngày 05/3/2026."
    assert [d.responsible for d in parser.find_deadlines(text)] == [name]


def test_own_symbol_is_not_foreign() -> None:
    text = f"{TITLE}\n\nMở bến phà\n\nViệc mở bến phà được nêu trong Quyết định số 7/QĐ-TTg ngày 06/01/2026.\n"
    own = ud.Publisher("song-tra", ("Sông Trà",), symbols={"TTg": "Thủ tướng"})
    cited = [reference.role for reference in ud.parse(text).references]
    issued = [reference.role for reference in ud.parse(text, publisher=own).references]
    assert (cited, issued) == ([ud.Role.CITED], [ud.Role.ISSUED])


def test_own_grammar_comes_last() -> None:
    *common, record, own = SONG_TRA.files
    assert (tuple(common), record.name, own.name) == (common_files(), "record of song-tra", "song-tra.lark")


def test_mistake_in_a_publisher_names_its_file() -> None:
    publisher = ud.Publisher("song-tra", ("Sông Trà",), grammar=ud.GrammarFile("song-tra.lark", "%extend NOWHERE: /x/"))
    with pytest.raises(ud.GrammarError) as raised:
        ud.parse("", publisher=publisher)
    assert (raised.value.file, raised.value.line) == ("song-tra.lark", 1)


def test_grammar_file_that_is_not_there() -> None:
    with pytest.raises(ud.GrammarError, match=r"nowhere\.lark"):
        ud.GrammarFile.of("ubnd_digest.grammars", "nowhere.lark")


# ---- registration ----------------------------------------------------------------------------


def test_publishers_are_sorted_identifiers() -> None:
    assert {"central", "vn-09", "vn-26", "vn-29", "vn-dn"} <= set(ud.list_publishers())
    assert list(ud.list_publishers()) == sorted(set(ud.list_publishers()))


def test_registered_by_hand() -> None:
    ud.register(SONG_TRA)
    ud.register(pickle.loads(pickle.dumps(SONG_TRA)))
    assert "song-tra" in ud.list_publishers() and ud.get_publisher("song-tra") == SONG_TRA
    digest = ud.parse("Việc của tỉnh trong tuần 05/01 - 11/01/2026", publisher="song-tra")
    assert digest.grammar and digest.grammar.id == "song-tra" and digest.period
    ud.unregister("song-tra")
    with pytest.raises(ud.UnknownPublisherError):
        ud.parse("", publisher="song-tra")


def test_identifier_is_taken_once() -> None:
    ud.register(SONG_TRA)
    with pytest.raises(ud.PublisherError, match="another record"):
        ud.register(ud.Publisher("song-tra", ("Sông Chu",)))
    with pytest.raises(ud.PublisherError, match="another record"):
        ud.register(ud.Publisher("vn-09", ("Sông Chu",)))


def test_only_records_are_registered() -> None:
    with pytest.raises(TypeError, match="str"):
        ud.register("vn-09")  # type: ignore[arg-type]


def test_entry_point_is_loaded_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    brought(monkeypatch, song_tra=f"{__name__}:SONG_TRA", broken="no_such_module:PUBLISHER")
    assert {"song-tra", "broken"} <= set(ud.list_publishers())
    assert ud.get_publisher("song-tra") is SONG_TRA


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_module:PUBLISHER", "cannot be loaded"),
        (f"{__name__}:TITLE", "no Publisher but str"),
        (f"{__name__}:SONG_TRA", "another identifier"),
        (f"{__name__}:SONG_TRA {__name__}:TITLE", "several packages"),
    ],
)
def test_entry_point_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, value: str, reason: str) -> None:
    brought(monkeypatch, lam_dien=value)
    with pytest.raises(ud.PublisherError, match=reason) as raised:
        ud.parse("", publisher="lam-dien")
    assert raised.value.publisher == "lam-dien"
    assert ud.parse(TITLE, publisher="vn-09").title


@pytest.mark.parametrize(
    "code", ["raise SystemExit(0)", "import sys; sys.exit('over')", "1 / 0", "raise BaseException", "x ="]
)
def test_package_that_breaks_when_it_is_imported_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    (tmp_path / "broken_publisher.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for value in ("broken_publisher", "broken_publisher:PUBLISHER"):
        brought(monkeypatch, lam_dien=value)
        with pytest.raises(ud.PublisherError, match="cannot be loaded") as raised:
            ud.get_publisher("lam-dien")
        assert raised.value.publisher == "lam-dien"
        with pytest.warns(ud.PublisherWarning, match="lam-dien"):
            assert ud.parse(TITLE, publisher="auto").title
    assert ud.parse(TITLE).title and ud.parse(TITLE, publisher="vn-09").title


def test_an_interrupt_of_an_import_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "interrupted_publisher.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    brought(monkeypatch, lam_dien="interrupted_publisher:PUBLISHER")
    with pytest.raises(KeyboardInterrupt):
        ud.get_publisher("lam-dien")


BROKEN = [
    "%extend NOWHERE: /x/",
    "%extend CHROME: /(/",
    "%override DAY: ",
    "inline: DAY",
    "%import nowhere.X",
    "%extend CHROME: /(?:[a-z ]+)+[0-9]/",
]


@pytest.mark.parametrize("grammar", BROKEN)
def test_grammar_with_a_mistake_is_passed_over_by_auto(monkeypatch: pytest.MonkeyPatch, grammar: str) -> None:
    title = f"{SONG_TRA.titles[0]} của UBND tỉnh Sông Trà (02/3 - 08/3/2026)"
    broken = evolve(SONG_TRA, grammar=ud.GrammarFile("song-tra.lark", grammar))
    ud.register(broken)
    with pytest.raises(ud.GrammarError):
        ud.parse(title, publisher="song-tra")
    for _again in range(2):
        with pytest.warns(ud.PublisherWarning, match="song-tra"):
            digest = ud.parse(title, publisher="auto")
        assert digest.grammar == ud.parse(title).grammar


def test_auto_takes_the_next_one_where_a_grammar_has_a_mistake() -> None:
    text = "Việc trong tuần của tỉnh Sông Trà, Lam Điền (02/3 - 08/3/2026)\n\nUBND tỉnh Sông Trà họp."
    wrong = ud.GrammarFile("song-tra.lark", "%extend NOWHERE: /x/")
    ud.register(ud.Publisher("song-tra", ("Sông Trà",), titles=("Việc trong tuần",), grammar=wrong))
    ud.register(ud.Publisher("lam-dien", ("Lam Điền",), titles=("Việc trong tuần",)))
    with pytest.warns(ud.PublisherWarning, match=r"'song-tra': song-tra\.lark:1") as caught:
        digest = ud.parse(text, publisher="auto")
    assert digest.grammar and digest.grammar.id == "lam-dien"
    assert [warning.filename for warning in caught] == [__file__]


def test_a_mistake_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(registry, "Grammar", lambda files: made.append(files) or Grammar(files))
    wrong = ud.Publisher("song-tra", ("Sông Trà",), grammar=ud.GrammarFile("song-tra.lark", "%extend NO_WORD: /x/"))
    for _again in range(3):
        with pytest.raises(ud.GrammarError, match="song-tra"):
            ud.parse("", publisher=wrong)
    assert len(made) == 1


def test_package_does_not_replace_what_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    brought(monkeypatch, vn_09=f"{__name__}:SONG_TRA")
    assert ud.get_publisher("vn-09").names == ("Lạng Sơn",)


@pytest.mark.parametrize("name", ["vn-99", "", "VN-09", "../common", "__init__", "vn-09.lark", "vn_09"])
def test_unknown_publisher_is_told_with_those_that_are_known(name: str) -> None:
    with pytest.raises(ud.UnknownPublisherError, match="vn-09") as raised:
        ud.parse(TITLE, publisher=name)
    assert (raised.value.publisher, raised.value.known) == (name, ud.list_publishers())
    assert isinstance(raised.value, LookupError)


def test_auto_is_no_publisher_of_a_parser() -> None:
    with pytest.raises(ud.PublisherError, match="detect_publisher"):
        ud.Parser("auto")


@pytest.mark.parametrize(
    "error", [ud.UnknownPublisherError("vn-99", ("vn-09",)), ud.PublisherError("vn-99", "is broken")], ids=repr
)
def test_errors_survive_pickling(error: ud.UbndDigestError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert (vars(other), str(other)) == (vars(error), str(error))


# ---- what it costs ---------------------------------------------------------------------------


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_publisher_costs_nothing_until_it_is_used() -> None:
    code = (
        "import sys, ubnd_digest as ud; ud.parse(''); ud.list_publishers();"
        "print([name for name in sys.modules if name.startswith('ubnd_digest.grammars.publishers.')])"
    )
    assert run(code) == "[]"


def test_none_is_the_common_grammar_whatever_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ud.parse(TITLE).grammar
    brought(monkeypatch, song_tra=f"{__name__}:SONG_TRA")
    ud.register(ud.Publisher("lam-dien", ("Lam Điền",), grammar=ud.GrammarFile("x.lark", "%extend CHROME: /x/")))
    assert grammar_of(None).files == common_files()
    assert ud.parse(TITLE).grammar == before


def test_grammar_is_compiled_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    compiled = Grammar.__init__

    def counted(self: Grammar, files: tuple[ud.GrammarFile, ...]) -> None:
        made.append(files)
        compiled(self, files)

    monkeypatch.setattr(Grammar, "__init__", counted)
    publisher = ud.Publisher("song-tra", ("Sông Trà",), titles=("Việc từng phút",))
    found = []
    threads = [threading.Thread(target=lambda: found.append(parser_of(publisher))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and len(found) == 8 and len({id(parser) for parser in found}) == 1


@pytest.mark.slow  # a grammar of its own
def test_two_publishers_work_side_by_side_in_threads() -> None:
    text = Path(__file__).parents[1].joinpath("examples", "clean.txt").read_text(encoding="utf-8")
    publishers = ("vn-09", "central", None)
    alone = {publisher: ud.to_json(ud.parse(text, publisher=publisher)) for publisher in publishers}
    found: list[tuple[str | None, str]] = []

    def work(publisher: str | None) -> None:
        found.extend((publisher, ud.to_json(ud.parse(text, publisher=publisher))) for _ in range(5))

    threads = [threading.Thread(target=work, args=(publisher,)) for publisher in publishers * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 30 and all(alone[publisher] == result for publisher, result in found)


@pytest.mark.slow  # a process that makes a grammar
def test_parser_works_in_a_spawned_process() -> None:
    text = "Việc của tỉnh trong tuần 05/01 - 11/01/2026"
    parser = ud.Parser(SONG_TRA)  # registered nowhere
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert ud.to_json(pool.apply(parser.parse, (text,))) == ud.to_json(parser.parse(text))


@pytest.mark.slow  # makes a grammar
def test_parser_keeps_its_grammar_when_the_shipped_one_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = ud.Parser(SONG_TRA)
    state = parser.__getstate__()
    older = (*state[1], ud.GrammarFile("older.lark", "%extend CHROME: /nay đã bỏ/"))
    other = ud.Parser.__new__(ud.Parser)
    other.__setstate__((state[0], older, state[2]))
    assert other.identity.id == "song-tra" and other.identity.version != parser.identity.version


def test_digest_and_json_name_the_grammar() -> None:
    digest = ud.parse(TITLE, publisher=SONG_TRA)
    assert digest.grammar == ud.GrammarIdentity("song-tra", Grammar(SONG_TRA.files).version)
    assert ud.to_dict(digest)["grammar"] == {"id": "song-tra", "version": digest.grammar.version}
    changed = ud.Publisher("song-tra", ("Sông Trà",), titles=("Việc khác",))
    other = ud.parse(TITLE, publisher=changed).grammar
    assert other and other.version != digest.grammar.version


# ---- names as they are written ---------------------------------------------------------------


TITLES = ("Bản tin (nội bộ)", "Bản tin “Sông Trà”", "C++ tin tuần", "Bản tin: việc tuần này", "Tin N&M - tuần")
AGENCIES = ("Đội “Xung kích”", "Trạm (A) Ba Xã", "Đội B+", "Vườn ươm N&M")
OF_SIGNS = ud.Publisher("song-tra", ("Sông Trà",), titles=TITLES, agencies=AGENCIES)


@pytest.mark.slow  # makes a grammar
@pytest.mark.parametrize("name", TITLES)
def test_title_with_signs_is_found(name: str) -> None:
    digest = ud.parse(f"{name} từ ngày 05/01 - 11/01/2026\n\nMở bến phà\n\nUBND tỉnh mở bến phà.", publisher=OF_SIGNS)
    assert digest.title and digest.title.text.startswith(name) and digest.period


@pytest.mark.parametrize("name", AGENCIES)
def test_agency_with_signs_acts(name: str) -> None:
    found = ud.Parser(OF_SIGNS).find_deadlines(f"{name} nghiệm thu xong trước ngày 05/3/2026.")
    assert [deadline.responsible for deadline in found] == [name]


# ---- what is asked for wrongly ---------------------------------------------------------------


@pytest.mark.parametrize("wrong", [3, b"vn-09", ("vn-09",)])
def test_publisher_of_the_wrong_type(wrong: object) -> None:
    with pytest.raises(TypeError, match=type(wrong).__name__):
        ud.parse(TITLE, publisher=wrong)  # type: ignore[arg-type]


def test_common_grammar_is_asked_for_by_none() -> None:
    with pytest.raises(ud.PublisherError, match="None"):
        ud.parse(TITLE, publisher="common")


# ---- threads ---------------------------------------------------------------------------------


@pytest.mark.slow  # a process that makes a grammar
def test_package_may_use_the_library_as_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "slow_publisher.py").write_text(
        "import time, ubnd_digest as ud\n"
        "time.sleep(0.3)\n"
        "ud.parse('x', publisher='vn-09')\n"
        "PUBLISHER = ud.Publisher('slow', ('Sông Trà',))\n",
        encoding="utf-8",
    )
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import threading, ubnd_digest as ud\n"
        "from importlib.metadata import EntryPoint\n"
        "from ubnd_digest.publishers import registry\n"
        "registry._brought = lambda: {'slow': (EntryPoint('slow', 'slow_publisher:PUBLISHER', registry.GROUP),)}\n"
        "record = ud.Publisher('other', ('Lam Điền',), titles=('Việc tuần này',))\n"
        "work = [lambda: ud.Parser('slow'), lambda: ud.parse('x', publisher=record), lambda: __import__('slow_publisher'),\n"
        "        lambda: ud.parse('x', publisher='vn-09')]\n"
        "threads = [threading.Thread(target=one, daemon=True) for one in work]\n"
        "[thread.start() for thread in threads]\n"
        "[thread.join(60) for thread in threads]\n"
        "print([thread.is_alive() for thread in threads])\n"
    )
    assert run(code) == "[False, False, False, False]"


def test_others_work_while_a_grammar_is_compiled() -> None:
    busy = ud.Publisher("busy", ("Sông Chu",), titles=("Việc đang dở",))
    lock = registry._making.setdefault(busy, threading.RLock())
    found: list[ud.Digest] = []
    with lock:  # as if it were being compiled
        thread = threading.Thread(target=lambda: found.append(ud.parse(TITLE, publisher="vn-29")))
        thread.start()
        thread.join(60)
    assert found and found[0].title


@pytest.mark.slow  # makes a grammar
def test_terminal_that_matches_nothing_is_refused_or_passed_over() -> None:
    code = (
        "import ubnd_digest as ud\n"
        "for grammar in ('%extend DAY: /x?/', '%override BEFORE: /|trước /', '%extend OPEN: /(?=a)|y/'):\n"
        "    try:\n"
        "        own = ud.Publisher('song-tra', ('Sông Trà',), grammar=ud.GrammarFile('x.lark', grammar))\n"
        "        print(len(ud.parse('Họp ngày 5/3/2026, a b và tháng 4/2026.', publisher=own).dates) in (1, 2))\n"
        "    except ud.GrammarError:\n"
        "        print(True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["True"] * 3
