"""Runs all measurements, prints them, and writes ``docs/performance.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import hostile, measure, report
from benchmarks.corpus import digests
from benchmarks.report import Table
from benchmarks.rivals import rivals
from ubnd_digest import Parser

_PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

# The bars of the design.
_SPEED_RATIO = 6.0
_GROWTH = 13.0
_BYTES_ON_DIGESTS = 40.0
_BYTES_ON_MENTIONS = 400.0
_IMPORT = 0.150
_FIRST_PARSE = 0.500
_PUBLISHER = 1.3

_LIMIT = 120.0  # seconds for one text of the growth table, all runs together
_BUDGET = 20.0  # seconds after which no further run of the same text begins


def speed() -> Table:
    """The whole parse beside other tools, all in this process."""
    corpus = digests()
    parser = Parser()
    others = rivals(corpus.texts)
    for text in corpus.texts:  # so that everything is loaded
        parser.parse(text)
    ours = measure.best_of(lambda: [parser.parse(text) for text in corpus.texts], 15)
    rows = [(f"ubnd-digest, whole parse of the {corpus.name}", report.speed(corpus.characters, ours), "1", "")]
    pace = ours / corpus.characters
    for name, run, characters, times in others:
        run()
        seconds = measure.best_of(run, times)
        ratio = pace / (seconds / characters)
        bar = f"at most {_SPEED_RATIO:g}: {report.verdict(ratio, _SPEED_RATIO)}" if name == "the expression of the bar" else ""
        rows.append((name, report.speed(characters, seconds), f"{ratio:.3g}", bar))
    about = (
        "Best of several runs in one process, garbage collector frozen. The ratio is the time that the whole parse takes for a "
        "character to the time that the other tool takes for one: above 1 the other is faster. The plain expressions build no "
        "objects; dateparser finds dates only; the tools for other languages read made-up texts of their own language; Lark's own "
        "lexer reads the same folded text by the same inline grammar, with terminals for words and signs of prose beside it, and "
        "builds a tree and no objects."
    )
    return Table("Speed", about, ("what", "M characters/s", "ratio", "bar"), rows)


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
        f"Time for 10n characters to the time for n (bar: at most {_GROWTH:g}), best of five runs, fewer where they take long, each text "
        "in a fresh process, garbage collector frozen. A text in quotation marks is repeated on one line; `lead of` stands "
        "between a title and an item."
    )
    return Table("Growth", about, ("text", "characters", "seconds for n", "for 10n", "ratio", "bar"), rows)


def _growth_row(name: str, most: int, times: list[float | None]) -> tuple[str, ...]:
    small, large = times
    cells = [f"{took:.3g}" if took is not None else f"over {_LIMIT:g}" for took in times]
    if small is None or large is None:
        return (f"`{name}`", f"{most:,}", *cells, "", "**missed**")
    return (f"`{name}`", f"{most:,}", *cells, f"{large / small:.1f}", report.verdict(large / small, _GROWTH))


def peak_of(text: str) -> int:
    """The peak memory of a parse (a task for a fresh process)."""
    parser = Parser()
    parser.parse(hostile.mentions_only(2_000))
    return measure.peak_memory(lambda: parser.parse(text))


def memory() -> Table:
    """The most that a parse holds at one time, for each character of the text."""
    corpus = digests()
    size = 1_000_000
    texts: list[tuple[str, str, float]] = [
        (f"the largest of the {corpus.name}", max(corpus.texts, key=len), _BYTES_ON_DIGESTS),
        (f"{corpus.name}, repeated", corpus.repeated(size), _BYTES_ON_DIGESTS),
        ("nothing but mentions", hostile.mentions_only(size), _BYTES_ON_MENTIONS),
        ('"năm 2020, "', hostile.invented()['"năm 2020, "'](size), _BYTES_ON_MENTIONS),
    ]
    rows = []
    for name, text, bar in texts:
        peak = measure.in_a_child(peak_of, text, limit=10 * _LIMIT)
        each = peak / len(text) if peak is not None else float("inf")
        rows.append((name, f"{len(text):,}", f"{each:.1f}", f"at most {bar:g}: {report.verdict(each, bar)}"))
    about = "Peak of all memory that Python allocates during a parse, the result included, the text itself not."
    return Table("Memory", about, ("text", "characters", "bytes a character", "bar"), rows)


def start_up() -> Table:
    """From the start of the interpreter to the first result."""
    started = measure.interpreter_seconds("import ubnd_digest", 7)
    bare = measure.interpreter_seconds("pass", 7)
    timed = (
        "import time, ubnd_digest\nstart = time.perf_counter()\n{}\nprint(time.perf_counter() - start)"
    ).format
    first = measure.printed_by(timed("ubnd_digest.parse('Quyết định số 1/QĐ-UBND trước ngày 1/1/2020')"), 5)
    compiled = [
        measure.printed_by(timed(f"ubnd_digest.Parser(publisher={publisher!r}).parse('')"), 5) for publisher in (None, "vn-09")
    ]
    ratio = compiled[1] / compiled[0]
    rows = [
        ("the interpreter alone", f"{bare * 1000:.0f} ms", ""),
        ("`import ubnd_digest`, interpreter included", f"{started * 1000:.0f} ms", f"at most 150 ms: {report.verdict(started, _IMPORT)}"),
        ("first parse after it", f"{first * 1000:.0f} ms", f"at most 500 ms: {report.verdict(first, _FIRST_PARSE)}"),
        ("compiling a publisher's grammar, to the common one", f"{ratio:.2f}", f"at most 1.3: {report.verdict(ratio, _PUBLISHER)}"),
    ]
    return Table("Start", "Fresh interpreters, best of several, with compiled bytecode.", ("what", "time", "bar"), rows)


def main() -> None:
    """Measure what was asked for; write the page when that is everything."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[[], "speed", "start", "memory", "growth"], help="default: all of them")
    options.add_argument("--length", type=int, default=1_000_000, help="largest invented hostile text (default: 1000000)")
    options.add_argument("--largest", type=int, default=10_000_000, help="largest real text (default: 10000000)")
    options.add_argument("--only", default="", help="growth of the texts that have this in their name")
    asked = options.parse_args()
    parts: dict[str, Callable[[], Table]] = {
        "speed": speed,
        "start": start_up,
        "memory": memory,
        "growth": lambda: growth(asked.length, asked.largest, asked.only),
    }
    print(report.machine())
    tables = []
    for name, part in parts.items():
        if asked.parts and name not in asked.parts:
            continue
        tables.append(part())
        print(report.shown(tables[-1]), flush=True)
    if not asked.parts and not asked.only:
        report.write(tables, _PAGE)
        print(f"written: docs/{_PAGE.name}")
    missed = sum("missed" in row[-1] for table in tables for row in table.rows)
    print(f"bars missed: {missed}")


if __name__ == "__main__":
    sys.exit(main())
