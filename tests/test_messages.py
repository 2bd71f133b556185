"""The catalogue of what is shown to people: none is missing in a language, and none is there for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.model.kinds import kinds
from ubnd_digest.model.messages import LANGUAGES, checked_language, in_language, messages, texts

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ubnd_digest"
AREAS = sorted(path.stem for path in (ROOT / "grammars" / "messages").glob("*.toml"))
PLACE = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("area", AREAS)
def test_every_message_stands_in_every_language_with_the_same_places(area: str) -> None:
    for key, told in texts(area).items():
        assert tuple(told) == LANGUAGES, key
        english, other = (set(PLACE.findall(text)) for text in told.values())
        assert english == other and all(text.strip() for text in told.values()), key


@pytest.mark.parametrize("area", AREAS)
def test_no_message_stands_twice_where_it_is_looked_up_by_its_english(area: str) -> None:
    if area in ("diagnostics", "errors", "command", "help"):
        english = list(messages(area, "en").values())
        assert len(set(english)) == len(english)


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        checked_language("fr")
    with pytest.raises(ValueError, match="'fr'"):
        ud.parse("").diagnostics[0].in_language("fr")


# ---- the page, and values ---------------------------------------------------------------------


def test_every_kind_field_and_code_has_its_words() -> None:
    assert set(texts("kinds")) == {kind.name for kind in kinds()}
    assert set(texts("fields")) >= {field for kind in kinds() for field in kind.columns}
    enumerations = (
        *(ud.AgencyKind, ud.Level, ud.Part, ud.Precision, ud.Reckoning, ud.Relation, ud.RelationKind, ud.Role),
        *(ud.IssuerSource, ud.Severity),
    )
    assert set(texts("values")) >= {str(one.value) for enumeration in enumerations for one in enumeration}


def test_every_message_of_the_page_is_used() -> None:
    view = SOURCE / "formats" / "view"
    said = "".join(path.read_text(encoding="utf-8") for path in (*view.glob("*.py"), SOURCE / "model" / "messages.py"))
    said += (view / "page.js").read_text(encoding="utf-8")
    assert [key for key in texts("view") if not re.search(rf'"{key}"|say\.{key}\b', said)] == []


# ---- diagnostics ------------------------------------------------------------------------------


def form(node: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    """What an expression gives as text, with {} for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*form(node.body, names), *form(node.orelse, names))
    elif isinstance(node, ast.Name):
        for value in names.get(node.id, ()):
            yield from form(value, names)


def made(folder: str) -> Iterator[tuple[str, str]]:
    """The modules and messages of the diagnostics that the code makes."""
    for path in sorted((SOURCE / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                for keyword in node.keywords:
                    if name == "Decided" and keyword.arg == "doubt":
                        yield from ((path.stem, f"{one}: {{}}") for one in form(keyword.value, names))
                if re.fullmatch(r"(?:Document)?Diagnostic|_?warning|_doubt", name):
                    yield from ((path.stem, one) for part in node.args[:3] for one in form(part, names) if " " in one)
        if path.stem == "nothing":
            yield from ((path.stem, one) for pair in ast.walk(tree) if isinstance(pair, ast.Tuple) and len(pair.elts) == 2
                        for one in form(pair.elts[1], {}) if " " in one and "text" in one)  # fmt: skip


def test_every_diagnostic_has_its_message_and_none_is_there_for_nothing() -> None:
    catalogue = {re.sub(r"\{\w+\}", "{}", text): key for key, text in messages("diagnostics", "en").items()}
    found = {text: module for folder in ("reading", "linking") for module, text in made(folder)}
    found.pop("{}: {}", None)  # of laws, whose parts stand in their own module
    assert {text: module for text, module in found.items() if text not in catalogue} == {}
    assert [key for text, key in catalogue.items() if text not in found] == []


def test_every_code_of_the_page_on_diagnostics_has_a_message() -> None:
    page = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (?:error|warning|info)", page, re.MULTILINE)
    codes = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}
    known = {key.partition("_")[0] for key in texts("diagnostics")}
    assert codes and codes <= known
    assert {code for code in known - codes if not code.startswith(("ambiguous-document", "document-"))} == set()


@pytest.mark.parametrize("name", ["slips.txt", "clean.txt"])
def test_what_is_doubted_is_told_in_vietnamese(name: str) -> None:
    text = (ROOT / "examples" / name).read_bytes().decode("utf-8")
    for doubt in ud.parse(text).diagnostics:
        assert doubt.in_language("en") == doubt.message
        assert not re.search(r"\b(?:the|and|of|is)\b", doubt.in_language("vi")), doubt.message


def test_what_stands_in_a_message_is_told_as_readers_write_it() -> None:
    (kind,) = ud.parse("Công văn số 88/KH-UBND").diagnostics[-1:]
    assert kind.in_language("vi").startswith("tên loại là “Công văn”")
    (doubt,) = ud.resolve(
        ud.parse("Nghị định số 7/2030/NĐ-CP ngày 02/3/2030 và Nghị định số 7/2030/NĐ-CP ngày 3/3/2030")
    ).diagnostics
    assert "02/03/2030" in doubt.in_language("vi") and "03/03/2030" in doubt.in_language("vi")
    assert in_language("item 0 has the same heading", "vi", "diagnostics").endswith(" 1")
    strange = "no such date: '{number} (\n) .*'"
    assert in_language(strange, "vi", "diagnostics").endswith(strange.partition(": ")[2])
