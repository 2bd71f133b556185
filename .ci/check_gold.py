#!/usr/bin/env python3
"""Compare the figures that a scorer printed with those recorded in tests/gold-figures.json.

    check_gold.py FIGURES < what the scorer printed

FIGURES maps a name to the least figure that will do: a number for a row such as ``headings 41/41``
or for the ``responsible 10/13`` behind another row, an object with ``P``, ``R``, ``F1`` and ``exact``
(those that matter) for a row such as ``DATE P 1.000 R 1.000 F1 1.000 exact 309/309 (…)``.
Exit status 1 when a figure is missing or has fallen.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

# Recorded figures have three places, as printed ones have.
ROUNDING = 0.0005
RATIO = re.compile(r"(?P<name>[A-Za-z][\w-]*) +(?P<part>[0-9]+)/(?P<whole>[0-9]+)")
DECIMAL = re.compile(r"\b(?P<name>P|R|F1) +(?P<value>[0-9.]+)")


def figures_of(table: str) -> dict[str, dict[str, float]]:
    """The figures of each row under its name; a plain ratio has the name ``""`` in its row."""
    found: dict[str, dict[str, float]] = {}
    for row in table.splitlines():
        name = row.split(" ", 1)[0]
        ratios = {m["name"]: _ratio(m) for m in RATIO.finditer(row)}
        decimals = {m["name"]: float(m["value"]) for m in DECIMAL.finditer(row)}
        if name in ratios:
            found[name] = {"": ratios[name]}
        elif decimals:
            found[name] = {**decimals, **ratios}
            if "responsible" in ratios:
                found["responsible"] = {"": ratios["responsible"]}
    return found


def _ratio(match: re.Match[str]) -> float:
    whole = int(match["whole"])
    return int(match["part"]) / whole if whole else 1.0


def falls(found: dict[str, dict[str, float]], recorded: dict[str, float | dict[str, float]]) -> list[str]:
    """What is missing or lower than recorded, in words."""
    words = []
    for name, least in recorded.items():
        for figure, bound in (least if isinstance(least, dict) else {"": least}).items():
            value = found.get(name, {}).get(figure)
            if value is None:
                words.append(f"{name} {figure}".rstrip() + ": not scored")
            elif value < bound - ROUNDING:
                words.append(f"{name} {figure}".rstrip() + f": {value:.3f}, recorded is {bound:.3f}")
    return words


def main() -> int:
    """Read the arguments, compare, tell."""
    recorded = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    fallen = falls(figures_of(sys.stdin.read()), recorded)
    for words in fallen:
        print(f"gold: {words}", file=sys.stderr)
    if not recorded:
        print("gold: no figures are recorded", file=sys.stderr)
    return 1 if fallen or not recorded else 0


if __name__ == "__main__":
    sys.exit(main())
