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

    def parse() -> None:
        for text in corpus.texts:
            parser.parse(text)

    parse()  # so that everything is loaded
    rows = []
    best = float("inf")
    for rival in others:
        rival.run()
        ours, theirs = measure.best_of_each((parse, rival.run), rival.times)
        best = min(best, ours)
        ratio = (ours / corpus.characters) / (theirs / rival.characters)
        bar = f"at most {_BAR:g}: {report.verdict(ratio, _BAR)}" if rival.name == THE_BAR else ""
        rows.append((rival.name, report.speed(rival.characters, theirs), f"{ratio:.3g}", bar))
    name = f"ubnd-digest, whole parse of the {corpus.name}"
    rows.insert(0, (name, report.speed(corpus.characters, best), "1", ""))
    about = (
        "Best of several runs in one process, taking turns with the whole parse, processor time, garbage collector frozen. The ratio is "
        "the time that the whole parse takes for a character to the time that the other tool takes for one: above 1 the "
        "other is faster. The plain expressions build no objects; dateparser finds dates only; the tools for other "
        "languages read made-up texts of their own language; Lark's own lexer reads the same folded text by the same "
        "inline grammar, with terminals for words and signs of prose beside it, and builds a tree and no objects."
    )
    return Table("Speed", about, ("what", "M characters/s", "ratio", "target"), rows)
