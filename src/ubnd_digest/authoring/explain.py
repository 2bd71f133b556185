"""What :func:`ubnd_digest.explain` gives as lines, with the terminals of the mentions and those that nearly match."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ubnd_digest.authoring.check_reading import Found, Reading
from ubnd_digest.authoring.near import near_terminals
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.grammar.definitions import Definition, definitions, plain_comment
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.explanation import Decision, Explanation
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.positions import line_and_column
from ubnd_digest.model.text import View

_SHOWN = 80
_BEFORE = 40


class Place:
    """A place of a text, as the grammar sees it."""

    def __init__(self, text: str, offset: int, grammar: Grammar) -> None:
        self.text, self.offset, self.grammar = text, offset, grammar
        self.view = View(text, grammar.pattern("SYMBOL_RUN"))
        self.at = self.view.place(offset)

    def tokens(self, start: int, end: int) -> list[Found]:
        """The tokens in a stretch of the text, those of sentences included."""
        first, last = self.view.place(start), self.view.place(end)
        folded = self.view.folded
        line = folded.rfind("\n", 0, first) + 1
        line_end = folded.find("\n", last)
        reading = Reading(folded[line : line_end if line_end >= 0 else len(folded)], self.grammar)
        found = [Found(kind, line + start, line + end) for kind, start, end in reading.found if kind != "GAP"]
        return [token for token in found if token.start < last and first < token.end]

    def origin(self, name: str) -> str:
        """A terminal with the places that define it."""
        found = self._definitions(name)
        places = [f"{f'{d.directive}ed by ' if d.directive else ''}{d.file}:{d.line}" for d in found]
        return f"{name} ({', '.join(places).replace('overrideed', 'overridden')})" if found else name

    def comment(self, name: str) -> Iterator[str]:
        """What stands above the last definition of a terminal."""
        comments = [definition.comment for definition in self._definitions(name) if definition.comment]
        yield from (f"        {plain_comment(line)}" for comment in comments[-1:] for line in comment[:1])

    def _definitions(self, name: str) -> list[Definition]:
        return [item for file in self.grammar.files for item in definitions(file) if item.name == name]


def explanation_lines(found: Explanation, text: str, grammar: Grammar, lang: str = ENGLISH) -> Iterator[str]:
    """An explanation as lines of text, without what nearly matches.

    Names are the same in all languages; in another than English words stand behind those of reasons.
    """
    place = Place(text, found.offset, grammar)
    yield from map(_printable, _lines(found, place, None if lang == ENGLISH else Labels(lang)))


def near_lines(text: str, offset: int, grammar: Grammar) -> Iterator[str]:
    """The terminals that nearly match at a place, as lines."""
    place = Place(text, offset, grammar)
    taken = frozenset(token.kind for token in place.tokens(offset, offset + 1))
    near = near_terminals(grammar, place.view.folded, place.at, taken)
    if near:
        yield "\nnearly"
    for name, fits, expected, then in near:
        if expected:
            wanted = f"then {' or '.join(expected[:4])}{' or others' if expected[4:] else ''} was expected"
            why = f"{_quoted(fits)} fits, {wanted}, found {_quoted(then)}"
        else:
            why = f"{_quoted(fits)} fits, and what stands before or behind it is refused"
        yield _printable(f"    {place.origin(name)}: {why}")


def _lines(found: Explanation, place: Place, labels: Labels | None) -> Iterator[str]:
    line, column = line_and_column(place.text, place.offset)
    yield labels.say("place", line=line, column=column) if labels else f"line {line}, column {column}"
    yield from _shown_line(place.text, place.offset, column)
    if not found.mentions:
        kinds = place.tokens(place.offset, place.offset + 1)
        if kinds:
            yield ""
        yield from _tokens(place, kinds)
    for mention in found.mentions:
        yield ""
        yield f"{type(mention).__name__} {_quoted(mention.text)} [{mention.span.start}, {mention.span.end})"
        yield from _tokens(place, place.tokens(mention.span.start, mention.span.end))
    for decision in found.decisions:
        yield ""
        yield from _decision(decision, place, labels)


def _tokens(place: Place, tokens: list[Found]) -> Iterator[str]:
    for kind, start, end in sorted(tokens, key=lambda token: token.start):
        yield f"    {place.origin(kind)} {_quoted(place.view.folded[start:end])}"
        if start <= place.at < end:
            yield from place.comment(kind)


def _decision(decision: Decision, place: Place, labels: Labels | None) -> Iterator[str]:
    question, answer = decision.question, decision.answer
    if labels:
        question, answer = labels.question(question), labels.answer(answer)
    yield f"{question}: {answer}  {_quoted(decision.text)}"
    for reason in decision.because:
        weight = f"{reason.weight:+d}  " if reason.weight else ""
        words = f": {labels.reason(reason.name)}" if labels else ""
        yield f"    {weight}{place.origin(reason.name)}" + (f" {_quoted(reason.text)}" if reason.text else "") + words
    if decision.needed is not None:
        sum_, needed = sum(reason.weight for reason in decision.because), decision.needed
        told = labels.say("together", sum=sum_, needed=needed) if labels else f"together {sum_}, needed: {needed}"
        yield f"    {told}"


def _shown_line(text: str, offset: int, column: int) -> Iterator[str]:
    """The line, or what stands around the place in it, and a caret under the place."""
    start = offset - column + 1
    row = (text[start:].splitlines() or [""])[0]
    first = max(0, column - 1 - _BEFORE) if len(row) > _SHOWN else 0
    part = row[first : first + _SHOWN]
    before = ("…" if first else "") + part[: column - 1 - first]
    yield f"    {'…' if first else ''}{part}{'…' if len(row) > first + _SHOWN else ''}"
    on_a_mark = unicodedata.combining(text[offset : offset + 1] or " ") > 0  # the caret stands under its letter
    yield "    " + " " * (sum(map(_width, before)) - on_a_mark) + "^"


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _quoted(words: str) -> str:
    short = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return f"'{short}'"


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else "\n" if c == "\n" and line.startswith("\n") else " " for c in line)
