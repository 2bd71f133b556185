"""What the examples in the comments say: whether terminals find theirs, and whose a file takes away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ubnd_digest.authoring.check_reading import ON_LINES, Found, Reading, example_texts, reaches, sources
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.definitions import Definition, Token, definitions
from ubnd_digest.grammar.grammar import Grammar


def example_findings(subject: Subject) -> Iterator[Finding]:
    """Examples that are not found, and those of other terminals that no longer are."""
    last_line = -1
    for definition in subject.defined:
        under_one_comment = last_line == definition.line - 1
        last_line = definition.tokens[-1].line
        texts = list(example_texts(definition))
        if definition.is_terminal and texts:
            yield from _own_example(subject, definition, texts)
        elif definition.is_terminal and not under_one_comment:
            yield subject.finding("no-example", definition.place, name=definition.name)
    yield from _lost_examples(subject)


def _own_example(subject: Subject, definition: Definition, texts: list[str]) -> Iterator[Finding]:
    name = definition.name
    patterns = [form.pattern for form in subject.forms if form.definition is definition]
    readings = [Reading(text, subject.after) for text in texts]
    if any(reaches(readings, subject, name, pattern) for pattern in patterns):
        return
    if name in subject.cased and any(re.search(pattern, text) for pattern in patterns for text in texts):
        return  # a symbol keeps its case in a number only
    matches = [(r, m) for r in readings for p in patterns if (m := re.compile(p).search(r.folded))]
    if not matches:
        yield subject.finding("example-not-found", definition.place, name=name, text=texts[0])
        return
    if name in ON_LINES:
        yield _part_of_line(subject, definition, *matches[0])
        return
    if name not in subject.scanned:
        return  # a part of others, which the example need not show
    reading, match = matches[0]
    taker = _over(reading.found, match.start(), match.end(), name)
    if taker:
        taken = {"taker": taker.kind, "words": reading.folded[taker.start : taker.end]}
        higher = _priority(subject, taker.kind) + 1
        yield subject.finding("shadowed", definition.place, name=name, text=texts[0], higher=higher, **taken)
    else:
        yield subject.finding("shadowed/alone", definition.place, name=name, text=texts[0])


def _part_of_line(subject: Subject, definition: Definition, reading: Reading, match: re.Match[str]) -> Finding:
    """A terminal of lines that fits somewhere in its example, and not as lines are asked."""
    name = definition.name
    line = max(reading.lines, key=len)
    how = "match the whole line" if ON_LINES[name] == "fullmatch" else "begin where the line begins"
    where = "before" if ON_LINES[name] == "match" or match.end() == len(line) else "behind"
    if where == "behind" and match.start():
        where = "before and behind"
    told = {"how": how, "fits": match.group(), "line": line, "where": where}
    return subject.finding("part-of-line", definition.place, name=name, **told)


def _over(found: list[Found], start: int, end: int, name: str) -> Found | None:
    """The first token of another kind over a part of a text."""
    return next((token for token in found if token.kind != name and token.start < end and start < token.end), None)


def _priority(subject: Subject, name: str) -> int:
    return (subject.known[name].priority if name in subject.known else None) or 0


def _lost_examples(subject: Subject) -> Iterator[Finding]:
    """The examples that other terminals found before the file was there."""
    if sources(subject.before) == sources(subject.after):
        return  # every text is read as before
    overridden = {definition.name for definition in subject.defined if definition.directive == "override"}
    lost: set[str] = set()
    for name, text, held in _held_before(subject.before):
        if name in lost or name in overridden:
            continue
        after = Reading(text, subject.after)
        if not any(token.kind == name for token in after.found):
            lost.add(name)
            yield _lost(subject, name, text, _over(after.found, held.start, held.end, name))


@lru_cache(maxsize=4)
def _held_before(grammar: Grammar) -> list[tuple[str, str, Found]]:
    """The examples of a grammar that its terminals find: terminal, text, and the token in it."""
    items = (item for file in grammar.files for item in definitions(file) if item.is_terminal)
    found: list[tuple[str, str, Found]] = []
    for name, text in ((item.name, text) for item in items for text in example_texts(item)):
        tokens = Reading(text, grammar).found
        found += [(name, text, token) for token in tokens if token.kind == name][:1]
    return found


def _lost(subject: Subject, name: str, text: str, taker: Found | None) -> Finding:
    defined = {definition.name for definition in subject.defined}
    kind, lower = "takes-example", max(_priority(subject, name) - 1, 0)
    if taker and taker.kind not in subject.known:
        kind = "takes-example/new"
    elif taker and ({taker.kind} | subject.inside(taker.kind)) & defined:
        kind = "takes-example/added"
    told = {"name": name, "text": text, "taker": taker.kind if taker else "nothing", "lower": lower}
    return subject.finding(kind, _blamed(subject, name, taker), **told)


def _blamed(subject: Subject, name: str, taker: Found | None) -> Token:
    """The definition of the file that has to do with it."""
    wanted = [*([taker.kind, *subject.inside(taker.kind)] if taker else []), name, *subject.inside(name)]
    places = {definition.name: definition.place for definition in subject.defined}
    return next((places[other] for other in wanted if other in places), subject.defined[0].place)
