"""Titles, periods, leads, headings and documents issued of small texts of every make: a line of structure.jsonl each."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud

CASES = [json.loads(line) for line in (Path(__file__).parent / "structure.jsonl").read_text("utf8").splitlines()]


def read(text: str, anchor: str) -> dict[str, Any]:
    """What the annotations of a text say of its structure, and the codes of its diagnostics."""
    digest = ud.parse(text, anchor=dt.date.fromisoformat(anchor))
    found = list(ud.to_annotations(digest))
    texts = {label: [one["text"] for one in found if one["label"] == label] for label in ("TITLE", "LEAD", "HEADING")}
    periods = [[one["from"], one["to"]] for one in found if one["label"] == "PERIOD"]
    issued = {one["number"] for one in found if one["label"] == "REFERENCE" and one["role"] == "issued"}
    return {
        **texts,
        "TITLE": (texts["TITLE"] or [None])[0],
        "PERIOD": (periods or [None])[0],
        "ISSUED": sorted(issued),
        "codes": {doubt.code for doubt in digest.diagnostics},
    }


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['family']}" for number, case in enumerate(CASES)])
def test_structure_is_read(case: dict[str, Any]) -> None:
    found, want = read(case["text"], case["anchor"]), dict(case["want"])
    if code := want.pop("code", None):
        assert code in found["codes"]
    assert {key: found[key] for key in want} == want
