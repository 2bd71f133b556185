"""Where the mistake stands that Lark, or the regular expression engine, complains of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ubnd_digest.grammar.files import GrammarFile, common_files, folded
from ubnd_digest.model.errors import GrammarError

# How much of a pattern an error shows.
_SHOWN = 60
_PLACE = re.compile(r"line ([0-9]+)[, ]+col(?:umn)? ([0-9]+)")
_NAMED = re.compile(r"['\"]([A-Za-z_]\w*)['\"]|\b([A-Z][A-Z0-9_]+)\b|(?:\brule |<)([a-z_]\w*)")
_LITERAL = re.compile(r"/(?!/)((?:\\.|[^/\\\n])+)/")


def located(error: Exception, grammar_files: Sequence[GrammarFile], name: str = "") -> GrammarError:
    """An error of Lark's, or of the regular expression engine, with its place.

    Lark says the place of a slip of syntax. Where it gives a name or a regular expression instead,
    the last file that holds it is taken to be at fault, and a file that is shipped only when no other
    holds it: what others wrote follows what is shipped.

    Args:
        error: the error.
        grammar_files: the files that were composed.
        name: the file that was being loaded, where that is known.
    """
    said = str(getattr(error, "orig_exc", error)).strip()
    place = _PLACE.search(said)
    if place:
        return GrammarError(said.partition("\n")[0], file=name or None, line=int(place[1]), column=int(place[2]))
    shipped = [file for file in grammar_files if file in common_files()]
    added = [file for file in reversed(grammar_files) if file not in shipped]
    broken = _broken_pattern(error)
    if broken:
        pattern, reason = broken
        message = f"no regular expression: {pattern[:_SHOWN]}: {reason}"
        found = _literal_of(pattern, added) or _literal_of(pattern, shipped)
    else:
        message = re.sub(r"\s*\n[\s*-]*", " ", said.partition("\n\n")[0])
        names = [match[1] or match[2] or match[3] for match in _NAMED.finditer(said)]
        found = _first_use(names, added) or _first_use(names, shipped)
    if found:
        return GrammarError(message, file=found[0], line=found[1], column=found[2])
    return GrammarError(message, file=name or None)


def _broken_pattern(error: BaseException | None) -> tuple[str, str] | None:
    """The regular expression that an error complains of, and the reason.

    Lark asks the module ``regex`` where that is installed, whose error has the same attributes; it stands
    between Lark's and that of the standard library, which says what this library will say.
    """
    found = None
    while error is not None:
        pattern = getattr(error, "pattern", None)
        if isinstance(pattern, str):
            found = pattern, str(error)
        error = error.__context__
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no comments, with their numbers."""
    for number, line in enumerate(folded(text).split("\n"), 1):
        if not line.startswith("//"):
            yield number, line


def _literal_of(pattern: str, grammar_files: Iterable[GrammarFile]) -> tuple[str, int, int] | None:
    """Where the longest literal stands that is part of a pattern, or the one with which its alternative begins."""
    found: tuple[str, int, int] | None = None
    longest = 0
    for file in grammar_files:
        for number, line in _lines(file.text):
            last = first = -1
            for literal in _LITERAL.finditer(line):
                if literal[1] not in pattern:
                    last = -1
                    continue
                if last < 0 or "|" in line[last : literal.start()]:
                    first = literal.start()
                last = literal.end()
                if len(literal[1]) > longest:
                    found, longest = (file.name, number, first + 1), len(literal[1])
    return found


def _first_use(names: list[str], grammar_files: Iterable[GrammarFile]) -> tuple[str, int, int] | None:
    """Where the first of some names stands that stands anywhere."""
    places: dict[str, tuple[str, int, int]] = {}
    for file in grammar_files:
        for number, line in _lines(file.text):
            for word in re.finditer(r"\b[A-Za-z_]\w*\b", line):
                places.setdefault(word.group(), (file.name, number, word.start() + 1))
    return next((places[name] for name in names if name in places), None)
