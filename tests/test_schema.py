"""The JSON Schema: current, valid, and met by everything that is written."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ubnd_digest as ud
from strategies import islands, lines, snippets
from support.gold import GoldDigest
from ubnd_digest.formats.json.schema import json_schema
from ubnd_digest.formats.json.serialize import to_dict

ROOT = Path(__file__).resolve().parents[1]
CHECKED_IN = ROOT / "docs" / "digest.schema.json"
SCHEMA = json_schema()
DEFINITIONS = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)


def misfits(written: dict[str, Any]) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(written)]


def test_the_checked_in_schema_is_current() -> None:
    current = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    assert CHECKED_IN.read_text("utf8") == current, f"write json_schema() to {CHECKED_IN}"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:ubnd-digest:schema:2.0"
    assert SCHEMA["title"] == "Digest"


def test_a_caller_may_change_the_schema() -> None:
    mine = json_schema()
    mine["$defs"]["Span"]["items"]["minimum"] = 7
    mine["properties"].clear()
    assert json_schema() == SCHEMA


# ---- what is written ----------------------------------------------------------------------------


@given(snippets() | islands() | lines, st.none() | st.dates())
def test_every_digest_written_is_valid(text: str, anchor: Any) -> None:
    assert misfits(to_dict(ud.parse(text, anchor=anchor))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.name)
def test_the_examples_written_are_valid(path: Path) -> None:
    assert misfits(to_dict(ud.parse(path.read_bytes().decode()))) == []


def test_the_gold_written_is_valid(gold: tuple[GoldDigest, ...]) -> None:
    for digest in gold:
        assert misfits(to_dict(ud.parse(digest.text))) == []


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("source", None, "$.source"),
        ("schema_version", "3.0", "$.schema_version"),
        ("schema_version", "2.00", "$.schema_version"),
        ("anchor", "20240530", "$.anchor"),
        ("anchor", 5, "$.anchor"),
        ("title", {"span": [0, 1, 2], "text": ""}, "$.title"),
        ("lead", [{"span": [0], "text": ""}], "$.lead[0].span"),
        ("lead", [{"span": [-1, 0], "text": ""}], "$.lead[0].span[0]"),
        ("lead", [{"span": [0, 0.5], "text": ""}], "$.lead[0].span[1]"),
        ("lead", [{"text": ""}], "$.lead[0]"),
        ("diagnostics", [{"code": "", "severity": "bad", "message": "", "span": [0, 0], "text": ""}], "$.diagnostics[0].severity"),
        ("file", 5, "$.file"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_invalid(key: str, value: Any, path: str) -> None:
    assert misfits({**to_dict(ud.parse("")), key: value}) == [path]


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_every_key_is_required(key: str) -> None:
    written = to_dict(ud.parse(""))
    del written[key]
    assert misfits(written) == ["$"]


def test_the_schema_is_open() -> None:
    written = to_dict(ud.parse("Quyết định số 5/QĐ-UBND"))
    written["mood"] = written["outside_items"]["references"][0]["colour"] = None
    written["schema_version"] = "2.17"
    written["file"] = "a.txt"
    assert misfits(written) == []


# ---- its parts ----------------------------------------------------------------------------------


def test_keys_stand_in_the_order_in_which_they_are_written() -> None:
    written = to_dict(ud.parse(""))
    assert list(SCHEMA["properties"]) == [*written, "file"]
    assert SCHEMA["required"] == list(written)
    assert list(DEFINITIONS) == sorted(DEFINITIONS)


def test_an_object_is_described_from_its_class() -> None:
    assert DEFINITIONS["EffectiveDate"]["type"] == "object"
    assert DEFINITIONS["EffectiveDate"]["required"] == ["span", "text", "date"]
    reference = DEFINITIONS["Reference"]
    assert reference["description"] == "A reference to a document by its type and number."
    assert reference["properties"]["span"] == {"description": "where it stands.", "$ref": "#/$defs/Span"}
    assert reference["properties"]["date"] == {
        "description": "the day of issue, or null where it is not said.",
        "anyOf": [{"$ref": "#/$defs/DateExpression"}, {"type": "null"}],
    }
    assert reference["properties"]["type_text"]["type"] == "string"
    assert DEFINITIONS["DocumentNumber"]["properties"]["year"]["anyOf"] == [{"type": "integer"}, {"type": "null"}]
    assert DEFINITIONS["DateExpression"]["properties"]["inferred"]["type"] == "boolean"
    assert "`2022-34`" in DEFINITIONS["DateExpression"]["properties"]["edtf"]["description"]


def test_lists_enumerations_and_values_are_described() -> None:
    assert SCHEMA["properties"]["lead"]["items"] == {"$ref": "#/$defs/Block"}
    assert DEFINITIONS["ProvisionUnit"]["properties"]["labels"] == {"type": "array", "items": {"type": "string"}}
    assert DEFINITIONS["Role"] == {
        "description": "Whether an item is about a document or only cites it.",
        "enum": ["issued", "cited"],
    }
    assert (DEFINITIONS["Day"]["type"], DEFINITIONS["Day"]["format"]) == ("string", "date")
    assert DEFINITIONS["Span"]["type"] == "array"


@pytest.mark.parametrize(
    ("time", "valid"),
    [("16:00:00", True), ("00:00:00", True), ("23:59:59", True), ("24:00:00", False), ("16:00", False), ("16:00:00Z", False), ("16:60:00", False)],
)  # fmt: skip
def test_times_have_a_pattern(time: str, valid: bool) -> None:
    assert Draft202012Validator(copy.deepcopy(DEFINITIONS["Time"])).is_valid(time) is valid


def test_nothing_is_described_without_docstrings() -> None:
    code = "from ubnd_digest.formats.json.schema import json_schema as s; print('description' in s()['$defs']['Reference'])"
    found = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
