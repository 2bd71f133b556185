"""What other tools do with a text: dates, citations, tokens. Those that are not installed are left out."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark
from lark.exceptions import LarkError

from benchmarks import reference
from benchmarks.corpus import ENGLISH, GERMAN
from ubnd_digest.grammar.composed import compose
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.text import View

THE_BAR = "the expression of the target"
_SHARED_SCAN = Path(__file__).parent.parent.parent / "shared" / "reference_scan.py"

# Prose word by word, and every sign by itself, where the grammar's own terminals find nothing.
_PROSE = r"""
%extend _left_over: PROSE | SIGN
PROSE.-1: /\w+/
SIGN.-2: /(?s:.)/
"""


class Rival(NamedTuple):
    """Another tool: what it does, over how many characters, how often at most it is run."""

    name: str
    run: Callable[[], object]
    characters: int
    times: int


def rivals(texts: Sequence[str]) -> list[Rival]:
    """The other tools that are installed, the plain expression first."""
    found = [Rival("the fixed plain expression", lambda: reference.scan(texts), sum(map(len, texts)), 15)]
    for maker in (_shared_expression, _german_references, _english_citations, _lark, _dates):
        rival = _if_installed(maker, texts)
        if rival is not None:
            found.append(rival)
    return found


def _if_installed(maker: Callable[[Sequence[str]], Rival | None], texts: Sequence[str]) -> Rival | None:
    try:
        return maker(texts)
    except ImportError as error:
        print(f"left out, not installed: {error}")
        return None


def _shared_expression(texts: Sequence[str]) -> Rival | None:
    """The expression against which the target is stated, where it lies beside the repository."""
    path = Path(os.environ.get("UBND_DIGEST_YARDSTICK", _SHARED_SCAN))
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("yardstick", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scan: Callable[[Sequence[str]], object] = module.scan
    return Rival(THE_BAR, lambda: scan(texts), sum(map(len, texts)), 15)


def _dates(texts: Sequence[str]) -> Rival:
    """Dates only; paragraph by paragraph, since the time of one long text grows faster than its length."""
    search_dates: Any = importlib.import_module("dateparser.search").search_dates
    lines = [line for text in texts for line in text.splitlines() if line.strip()][:60]

    def run() -> None:
        for line in lines:
            search_dates(line, languages=["vi"])

    return Rival(f"dateparser {version('dateparser')}, search_dates", run, sum(map(len, lines)), 3)


def _german_references(_texts: Sequence[str]) -> Rival:
    """References to German laws and cases, in a German text."""
    extractor: Any = importlib.import_module("refex.orchestrator").CitationExtractor()
    name = f"legal-reference-extraction {version('legal-reference-extraction')} (German text)"
    return Rival(name, lambda: extractor.extract(GERMAN), len(GERMAN), 5)


def _english_citations(_texts: Sequence[str]) -> Rival:
    """Citations of cases, in an English text."""
    get_citations: Any = importlib.import_module("eyecite").get_citations
    name = f"eyecite {version('eyecite')} (English text)"
    return Rival(name, lambda: get_citations(ENGLISH), len(ENGLISH), 5)


def _lark(texts: Sequence[str]) -> Rival:
    """The same inline grammar with Lark's own lexer, prose as one more terminal; trees, no objects.

    The names of groups are left out: this lexer joins terminals, and a name may stand only once.
    """
    grammar_files = [
        GrammarFile(name, re.sub(r"\(\?P<\w+>", "(?:", text))
        for name, text in (*common_files(), GrammarFile("prose.lark", _PROSE))
    ]
    views = [View(text, common_grammar().pattern("SYMBOL_RUN")).folded for text in texts]
    for lexer in ("contextual", "basic"):
        parser = Lark(compose(grammar_files), parser="lalr", lexer=lexer, start="inline", maybe_placeholders=False)
        try:
            parser.parse(views[0])
        except LarkError:  # the grammar does not take what this lexer gives it
            continue
        return Rival(
            f"lark {version('lark')}, {lexer} lexer, same inline grammar",
            lambda parser=parser: [parser.parse(view) for view in views],  # type: ignore[misc]
            sum(map(len, views)),
            3,
        )
    raise ImportError("neither of Lark's lexers reads the grammar")
