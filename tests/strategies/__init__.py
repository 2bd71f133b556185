"""Hypothesis strategies of the tests, by what they draw: pieces, values, matches of the grammar, texts that hold a thing."""

from strategies.holding import CLASSES, KINDS, full_texts, held, sentences_with, texts_with, written_day
from strategies.pieces import anything, snippets, vietnamese
from strategies.terminals import inline_terminals, islands, matched_by, sentences
from strategies.values import days, document_numbers, symbols
from strategies.whole import TEXT, lines, slips, texts

__all__ = [
    "CLASSES", "KINDS", "TEXT", "anything", "days", "document_numbers", "full_texts", "held", "inline_terminals", "islands",
    "lines", "matched_by", "sentences", "sentences_with", "slips", "snippets", "symbols", "texts", "texts_with",
    "vietnamese", "written_day",
]  # fmt: skip
