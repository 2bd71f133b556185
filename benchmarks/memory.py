"""How much memory a parse holds at most."""

from __future__ import annotations

from benchmarks import hostile, measure, report
from benchmarks.corpus import digests
from benchmarks.report import Table
from ubnd_digest import Parser

# bytes a character
_ON_DIGESTS = 30.0
_ON_MENTIONS = 120.0
_ON_INVENTED = 130.0
_LIMIT = 600.0  # seconds


def peak_of(text: str) -> int:
    """The peak memory of a parse (a task for a fresh process)."""
    parser = Parser()
    parser.parse(text)  # what loads on first use is no part of the text's cost
    return measure.peak_memory(lambda: parser.parse(text))


def memory() -> Table:
    """The most that a parse holds at one time, for each character of the text."""
    corpus = digests()
    size = 1_000_000
    texts: list[tuple[str, str, float]] = [
        (f"the largest of the {corpus.name}", max(corpus.texts, key=len), _ON_DIGESTS),
        (f"{corpus.name}, repeated", corpus.repeated(size), _ON_DIGESTS),
        ("nothing but mentions", hostile.mentions_only(size), _ON_MENTIONS),
        ('"năm 2020, "', hostile.invented()['"năm 2020, "'](size), _ON_INVENTED),
    ]
    rows = []
    for name, text, bar in texts:
        peak = measure.in_a_child(peak_of, text, limit=_LIMIT)
        each = peak / len(text) if peak is not None else float("inf")
        rows.append((name, f"{len(text):,}", f"{each:.1f}", f"at most {bar:g}: {report.verdict(each, bar)}"))
    about = "Peak of all memory that Python allocates during a second parse, the result included, the text not."
    return Table("Memory", about, ("text", "characters", "bytes a character", "target"), rows)
