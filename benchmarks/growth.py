"""How the time of a parse grows with the length of the text."""

from __future__ import annotations

from benchmarks import hostile, measure, report
from benchmarks.report import Table
from ubnd_digest import Parser

_BAR = 13.0
_LIMIT = 120.0  # seconds for one text, all runs together
_BUDGET = 20.0  # seconds after which no further run of the same text begins


def seconds_of(kind: str, name: str, length: int, times: int) -> float:
    """The best time for a text of the growth table (a task for a fresh process)."""
    makers = {"real": hostile.real, "named": hostile.named, "invented": hostile.invented}[kind]()
    text = makers[name](length)
    parser = Parser()
    parser.parse("Quyết định số 1/QĐ-UBND trước ngày 1/1/2020")
    return measure.best_of(lambda: parser.parse(text), times, budget=_BUDGET)


def growth(length: int, largest: int, only: str) -> Table:
    """Times for n and 10n characters: the design's texts up to the largest size, the others up to ``length``."""
    rows: list[tuple[str, ...]] = []
    groups = (("real", hostile.real(), largest), ("named", hostile.named(), largest), ("invented", hostile.invented(), length))
    for kind, makers, most in groups:
        for name in makers:
            if only not in name:
                continue
            times = [measure.in_a_child(seconds_of, kind, name, size, 5, limit=_LIMIT) for size in (most // 10, most)]
            row = _growth_row(name, most, times)
            print("  ".join(row), flush=True)
            rows.append(row)
    about = (
        f"Time for 10n characters to the time for n (bar: at most {_BAR:g}), best of five runs, fewer where they take long, each text "
        "in a fresh process, garbage collector frozen. A text in quotation marks is repeated on one line; `lead of` stands "
        "between a title and an item."
    )
    return Table("Growth", about, ("text", "characters", "seconds for n", "for 10n", "ratio", "bar"), rows)


def _growth_row(name: str, most: int, times: list[float | None]) -> tuple[str, ...]:
    small, large = times
    cells = [f"{took:.3g}" if took is not None else f"over {_LIMIT:g}" for took in times]
    if small is None or large is None:
        return (f"`{name}`", f"{most:,}", *cells, "", "**missed**")
    return (f"`{name}`", f"{most:,}", *cells, f"{large / small:.1f}", report.verdict(large / small, _BAR))
