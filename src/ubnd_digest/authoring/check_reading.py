"""Texts as a grammar reads them: which terminals they reach, and what of a file no text reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ubnd_digest.authoring.check_subject import SCANNED, Subject
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.grammar.files import STARTS
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.text import View
from ubnd_digest.model.tuples import NamedTuple

# How the terminals that are asked for by name are matched on a line.
ON_LINES = {
    "TITLE": "match", "OWN_TITLE": "match", "PERIOD_WORDS": "search", "LEAD_TAIL": "search", "LEAD_HEAD": "match",
    "IMAGE": "fullmatch", "CAPTION": "fullmatch", "CHROME": "fullmatch", "PAGE_HEAD": "fullmatch",
    "PAGE_FOOT": "fullmatch", "BANNER": "fullmatch", "OWN_SECTION": "fullmatch", "OWN_HEADING": "fullmatch",
    "OPENING": "match", "CONTINUING": "match", "TASK": "match",
}  # fmt: skip
# How far a terminal may look beyond the token that holds it.
_BEYOND = 200
_SHOWN = 60
_OVER = re.compile(r"\s*\band not\b| {3,}")  # behind these an example is over: an explanation, or what is not found
# Quotes mark the part that the terminal takes, brackets the words around it.
_AROUND = re.compile(r"[\"…“”]|\((?=[^()]*\))|(?<!\()\)")


def example_texts(definition: Definition) -> Iterator[str]:
    """The examples of a definition as texts: as they are, and without the marks in them."""
    for example in definition.examples:
        text = _OVER.split(example)[0].strip()
        for variant in dict.fromkeys((text, _AROUND.sub("", text).strip())):
            if variant:
                yield variant


class Found(NamedTuple):
    """A token of a text; ``kind`` is its terminal."""

    kind: str
    start: int
    end: int


class Reading:
    """One text as a grammar reads it: its folded lines, and its tokens of the inline grammar and of the clauses."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.grammar = grammar
        self.folded = View(text, grammar.pattern("SYMBOL_RUN")).folded
        self.lines = [line.strip(" ") for line in self.folded.split("\n")]
        inline, clauses = map(grammar.scanner, SCANNED)
        tokens = inline.tokens(self.folded)
        self.found = [Found(token.type, token.start_pos, token.end_pos) for token in tokens]
        for line in re.finditer("[^\n]+", self.folded):
            start = line.start()
            islands = clauses.islands(line.group())
            self.found += [Found(i.type, start + i.start_pos, start + i.end_pos) for i in islands]


def sources(grammar: Grammar) -> tuple[str, ...]:
    """All on which it depends how a grammar reads texts."""
    return (grammar.terminals["SYMBOL_RUN"], *(grammar.scanner(start).source for start in SCANNED))


def reaches(readings: Iterable[Reading], subject: Subject, name: str, pattern: str) -> bool:
    """Whether a text reaches a terminal, or a form of it with a pattern of its own.

    A terminal of a rule is reached by a token of its kind; one inside others, by a token of theirs with a
    match in it; one that is asked for by name, where it is asked for: on a line, or anywhere.
    """
    expression = re.compile(pattern)
    holders = subject.holders.get(name, set())
    return any(_in_tokens(r, name, holders, expression) or _by_name(r, subject, name, expression) for r in readings)


def _in_tokens(reading: Reading, name: str, holders: set[str], expression: re.Pattern[str]) -> bool:
    for token in reading.found:
        if token.kind == name:
            match = expression.match(reading.folded, token.start)
            if match and match.end() == token.end:
                return True
        elif token.kind in holders:
            match = expression.search(reading.folded, token.start, token.end + _BEYOND)
            if match and match.start() <= token.end:
                return True
    return False


def _by_name(reading: Reading, subject: Subject, name: str, expression: re.Pattern[str]) -> bool:
    lines = list(filter(None, reading.lines))
    if name in ON_LINES:
        return any(getattr(expression, ON_LINES[name])(line) for line in lines)
    holders = subject.holders.get(name, set())
    on_lines = holders & ON_LINES.keys()
    if not on_lines and not ({name} | holders) & subject.scanned:
        return expression.search(reading.folded) is not None
    asks = [getattr(reading.grammar.pattern(holder), ON_LINES[holder]) for holder in on_lines]
    return any(ask(line) and expression.search(line) for ask in asks for line in lines)


# ---- what is not reached ------------------------------------------------------------------


def unused_findings(subject: Subject) -> Iterator[Finding]:
    """Names that no rule leads to: nothing of them is ever found."""
    reached = {*subject.known, *STARTS}
    reached = reached.union(*map(subject.inside, reached))
    for definition in subject.defined:
        if definition.name not in reached:
            kind = "terminal" if definition.is_terminal else "rule"
            yield subject.finding("unused", definition.place, kind=kind, name=definition.name)


def coverage_findings(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """What of the terminals of the file no sample reaches, and each form that is added by ``%extend``."""
    readings = [Reading(text, subject.after) for _, text in samples]
    count = "the sample does not reach" if len(samples) == 1 else f"none of the {len(samples)} samples reaches"
    unused = {(finding.line, finding.column) for finding in unused_findings(subject)}
    for definition in subject.terminals:
        forms = [form for form in subject.forms if form.definition is definition]
        missed = [form for form in forms if not reaches(readings, subject, form.name, form.pattern)]
        if not missed or (definition.line, definition.column) in unused:
            continue
        name = definition.name
        if len(missed) == len(forms):
            what = f"what is added to {name}" if definition.directive == "extend" else name
            yield subject.finding("not-reached", definition.place, count=count, what=what)
        elif definition.directive == "extend":
            for form in missed:
                source = " ".join(token.text for token in form.tokens)[:_SHOWN]
                yield subject.finding("not-reached", form.place, count=count, what=f"{source} of {name}")
