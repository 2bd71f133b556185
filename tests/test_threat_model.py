"""The threat model names, for each promise, a test that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "threat-model.md").read_text("utf8")
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| way", "| ---"))]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_promise_is_held_by_a_test(file: str, name: str) -> None:
    tree = ast.parse((TESTS / file).read_text("utf8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_every_row_names_a_test() -> None:
    assert len(NAMED) == PAGE.count(".py::test_")
    assert all("::test_" in row.rpartition("|")[0].rpartition("|")[2] for row in ROWS)


def test_every_way_in_and_out_is_there() -> None:
    ways = ("text", "page", "Word", "PDF", "JSON", "grammar", "package", "terminal", "spreadsheet", "calendar", "view")
    assert all(any(way in row.split("|")[1] for row in ROWS) for way in ways)
