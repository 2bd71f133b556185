"""How the time of a parse grows with the length of the text."""

from __future__ import annotations

from functools import partial

from benchmarks import hostile, measure, report
from benchmarks.report import Table
from ubnd_digest import Parser

_BAR = 13.0
_LIMIT = 120.0  # seconds for one text, all runs together
_BUDGET = 3.0  # seconds after which no further run of the same text begins
_RUNS = 5
_GROUPS = {"real": hostile.real, "named": hostile.named, "invented": hostile.invented}


def seconds_of(kind: str, name: str, lengths: tuple[int, ...]) -> list[float]:
    """The best time for a text of each length (a task for a fresh process)."""
    make = _GROUPS[kind]()[name]
    parser = Parser()
    parser.parse(make(min(lengths)))  # so that everything is loaded
    runs = [partial(parser.parse, make(length)) for length in lengths]
    return measure.best_of_each(runs, _RUNS, budget=_BUDGET)


def growth(length: int, largest: int, only: str) -> Table:
    """Times for n and 10n characters: the design's texts up to the largest size, the others up to ``length``."""
    rows: list[tuple[str, ...]] = []
    for kind, makers in _GROUPS.items():
        most = length if kind == "invented" else largest
        for name in makers():
            if only in name:
                times = measure.in_a_child(seconds_of, kind, name, (most // 10, most), limit=_LIMIT)
                rows.append(_row(name, most, times))
                print("  ".join(rows[-1]), flush=True)
    about = (
        f"Time for 10n characters to the time for n (target: at most {_BAR:g}), best of {_RUNS} runs, fewer where they take long, each "
        "text in a fresh process, garbage collector frozen. A text in quotation marks is repeated on one line; `lead of` "
        "stands between a title and an item."
    )
    return Table("Growth", about, ("text", "characters (10n)", "seconds for n", "for 10n", "ratio", "target"), rows)


def _row(name: str, most: int, times: list[float] | None) -> tuple[str, ...]:
    if times is None:
        return (f"`{name}`", f"{most:,}", "", f"over {_LIMIT:g}", "", "**missed**")
    small, large = times
    return (
        f"`{name}`",
        f"{most:,}",
        f"{small:.3g}",
        f"{large:.3g}",
        f"{large / small:.1f}",
        report.verdict(large / small, _BAR),
    )
