"""The terminals of lines that fit a line in part: what it was nearly taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.authoring.explain_words import quoted
from ubnd_digest.authoring.partial_match import missing, partial_match
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.text import line_and_column
from ubnd_digest.reading.lead import LONGEST_HEADING, TextLine
from ubnd_digest.reading.structure import _LONGEST_CHROME

# The terminals that must match a whole line, but for those that a few words of any line fit.
_WHOLE = ("CHROME", "OWN_SECTION", "OWN_HEADING", "PAGE_HEAD", "PAGE_FOOT", "BANNER")
_LONGEST_SHOWN = 60


@frozen
class NearMiss:
    """A terminal of lines that fits a line in part, or wholly and is not asked there.

    Attributes:
        terminal: its name.
        defined: where it is defined, then what extends it.
        why: what fits, and why that is not enough, in words.
    """

    terminal: str
    defined: tuple[Definition, ...]
    why: str


def near_misses(reading: Reading, line: TextLine) -> Iterator[NearMiss]:
    """The terminals that a line was nearly taken for.

    >>> from ubnd_digest import Parser
    >>> reading = Reading("12345 views today", Parser())
    >>> [(found.terminal, found.why) for found in near_misses(reading, reading.outline.lines[0])]
    [('CHROME', "fits up to '12345 views' (column 12), but must match the whole line")]
    """
    for terminal in _WHOLE:
        why = _why(reading, line, terminal)
        if why:
            yield NearMiss(terminal, reading.defined(terminal), why)


def _why(reading: Reading, line: TextLine, terminal: str) -> str:
    pattern = reading.grammar.pattern(terminal)
    text = line.text
    if pattern.fullmatch(text):
        return f"matches the whole line, but {_not_asked(reading, line, terminal)}"
    match = pattern.match(text)
    if match and (_are_words(match) or " " in match.group().strip()):
        place = _column(reading, line.start + match.end())
        return f"fits up to {quoted(_end_of(match.group()))} (column {place}), but must match the whole line"
    # words that a publisher added may stand behind others, or be spelt otherwise further on
    if not any(definition.directive for definition in reading.defined(terminal)):
        return ""
    match = next(filter(_are_words, pattern.finditer(text)), None)
    if match:
        place = _column(reading, line.start + match.start())
        return f"fits {quoted(_end_of(match.group()))} (column {place}), but must match the whole line"
    partial = partial_match(reading.grammar.terminals[terminal], text, 0, {})
    fits = text[: partial.end]
    if " " not in fits.strip() or not any(map(str.isalnum, fits)):
        return ""
    place = _column(reading, line.start + partial.end)
    return f"fits up to {quoted(_end_of(fits))} (column {place}), {missing(partial, text)}"


def _not_asked(reading: Reading, line: TextLine, terminal: str) -> str:
    """Why a terminal was not asked for a line that it matches."""
    longest = LONGEST_HEADING if terminal == "OWN_HEADING" else _LONGEST_CHROME
    if line.end - line.start > longest:
        return f"the line is longer than {longest} characters"
    if terminal == "BANNER" and reading.outline.title is not None:
        return "is looked for only where there is no title"
    if terminal in ("PAGE_HEAD", "BANNER"):
        return "stands only before the text begins"
    if terminal == "PAGE_FOOT":
        return "stands only behind the text"
    return "something else decided first"


def _are_words(match: re.Match[str]) -> bool:
    """Whether a match holds a letter or digit, and no word of the line in part."""
    text = match.string
    cut = any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in match.span())
    return not cut and any(map(str.isalnum, match.group()))


def _column(reading: Reading, at: int) -> int:
    return line_and_column(reading.text, reading.view.offset(at))[1]


def _end_of(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST_SHOWN else "…" + text[-_LONGEST_SHOWN:]
