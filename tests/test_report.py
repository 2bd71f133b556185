"""What the command shows agrees with the digest."""

from __future__ import annotations

import json
from pathlib import Path

import ubnd_digest as ud
from ubnd_digest import report

SAMPLE = Path(__file__).parent.parent / "examples" / "slips.txt"


def test_each_diagnostic_has_the_line_and_column_of_its_span() -> None:
    digest = ud.parse(SAMPLE.read_bytes().decode("utf-8"))
    shown = list(report.diagnostic_lines("slips.txt", digest))
    assert len(shown) == len(digest.diagnostics)
    for line, doubt in zip(shown, digest.diagnostics, strict=True):
        name, row, column, rest = line.split(":", 3)
        before = digest.source[: doubt.span.start].splitlines(keepends=True) or [""]
        at_start = before[-1].endswith(("\n", "\r"))
        assert (name, int(row)) == ("slips.txt", len(before) + at_start)
        assert int(column) == (1 if at_start else len(before[-1]) + 1)
        assert rest.strip().startswith(f"{doubt.severity.value} {doubt.code} ")


def test_the_object_for_programs_is_plain_data() -> None:
    digest = ud.parse(SAMPLE.read_bytes().decode("utf-8"))
    found = report.as_object(digest)
    assert json.loads(json.dumps(found)) == found
    assert [item["heading"] for item in found["items"]] == [item.heading.text for item in digest.items]


def test_the_table_shows_every_heading() -> None:
    digest = ud.parse((SAMPLE.parent / "clean.txt").read_text("utf-8"))
    shown = " ".join(report.table(digest))
    assert all(" ".join(item.heading.text.split()) in shown for item in digest.items)
