"""The whole parse beside other tools, in one process."""

from __future__ import annotations

from benchmarks import measure, report
from benchmarks.corpus import digests
from benchmarks.report import Table
from benchmarks.rivals import THE_BAR, rivals
from ubnd_digest import Parser

_BAR = 6.0


def speed() -> Table:
    """Time the whole parse beside other tools."""
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
        bar = f"at most {_BAR:g}: {report.verdict(ratio, _BAR)}" if name == THE_BAR else ""
        rows.append((name, report.speed(characters, seconds), f"{ratio:.3g}", bar))
    about = (
        "Best of several runs in one process, garbage collector frozen. The ratio is the time that the whole parse takes for a "
        "character to the time that the other tool takes for one: above 1 the other is faster. The plain expressions build no "
        "objects; dateparser finds dates only; the tools for other languages read made-up texts of their own language; Lark's own "
        "lexer reads the same folded text by the same inline grammar, with terminals for words and signs of prose beside it, and "
        "builds a tree and no objects."
    )
    return Table("Speed", about, ("what", "M characters/s", "ratio", "bar"), rows)
