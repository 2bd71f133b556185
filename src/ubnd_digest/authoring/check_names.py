"""What can be said of a grammar file from its names and directives alone, before Lark reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ubnd_digest.authoring.check_slips import is_legal, slip
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.findings import Finding, near
from ubnd_digest.grammar.definitions import Definition, Token
from ubnd_digest.grammar.plain import base_name

# What stands behind % at the beginning of a line.
_DIRECTIVES = ("extend", "override", "without", "words", "beginnings", "symbols")
_DIRECTIVE = re.compile(r"^ *%(\w+)", re.MULTILINE)
_RESERVED = "__"
# What a publisher's record overrides.
_OF_RECORD = {"OWN_TITLE": "titles", "OWN_SYMBOL": "symbols", "OWN_AGENCY": "agencies and abbreviations"}
_NO_USE = ("import", "ignore", "declare")


def name_findings(subject: Subject) -> Iterator[Finding]:
    """The mistakes in the names and directives of a file."""
    known = dict(subject.known)
    yield from _directives(subject)
    slips = {definition: slip(definition) for definition in subject.defined}
    yield from filter(None, slips.values())
    for definition in subject.defined:
        yield from _target(subject, definition, known)
        known.setdefault(definition.name, definition)
    for definition, found in slips.items():
        # what stands behind a slip is read wrongly, and would be complained of word by word
        if found is None or found.severity != "error":
            yield from _shape(subject, definition)
            yield from _uses(subject, definition, known)


def _directives(subject: Subject) -> Iterator[Finding]:
    for match in _DIRECTIVE.finditer(subject.file.text):
        directive, line = match[1], subject.file.text.count("\n", 0, match.start()) + 1
        at = Token("directive", match.group(), line, 1, 0)
        if directive in _NO_USE:
            yield subject.finding(directive, at)
        elif directive not in _DIRECTIVES:
            yield subject.finding("unknown-directive", at, directive=directive, near=near(directive, _DIRECTIVES))


def _shape(subject: Subject, definition: Definition) -> Iterator[Finding]:
    name, tokens = definition.name, definition.tokens
    if not is_legal(name) or name.startswith(_RESERVED) or not (name.isupper() or name.islower()):
        written = name.upper() if name.isascii() else "it without marks"
        yield subject.finding("illegal-name", definition.place, name=name, written=written)
    if all(token.text == '""' for token in tokens):
        yield subject.finding("empty-definition", definition.place, name=name)
    if definition.is_terminal and name in subject.inside(name):
        yield subject.finding("terminal-recursion", definition.place, name=name)
    for token in tokens:
        if token.kind == "arrow" and (definition.is_terminal or name.startswith("_")):
            yield subject.finding("alias", token, name=name)
        elif token.kind in ("string", "regexp") and not definition.is_terminal:
            yield subject.finding("text-in-rule", token, name=name, text=token.text)


def _target(subject: Subject, definition: Definition, known: Mapping[str, Definition]) -> Iterator[Finding]:
    """Whether a name may be defined, extended, overridden here."""
    name, directive, at = definition.name, definition.directive, definition.place
    base = known.get(name)
    if not directive:
        if base:
            yield subject.finding("defined-twice", at, name=name, base=base)
    elif base:
        if base.directive == "declare":
            yield subject.finding("unknown-target/filled", at, name=name, directive=directive)
        elif directive == "override" and name in subject.records and name in _OF_RECORD:
            yield subject.finding("record-lost", at, name=name, lost=_OF_RECORD[name])
        elif directive == "extend" and definition.priority is not None:
            behind = at._replace(column=at.column + len(name))
            yield subject.finding("priority-ignored", behind, name=name, priority=definition.priority)
        elif directive == "override" and definition.is_terminal and base.priority and definition.priority is None:
            yield subject.finding("priority-lost", at, name=name, base=base)
    else:
        yield subject.finding("unknown-target", at, name=name, directive=directive, near=_near(name, known))


def _uses(subject: Subject, definition: Definition, known: Mapping[str, Definition]) -> Iterator[Finding]:
    """The names in the body of a definition."""
    names = definition.names
    for token in definition.tokens:
        name = token.text
        if token.kind != "name" or name not in names or name in definition.parameters:
            continue
        used = known.get(name) or subject.known.get(base_name(name, subject.names))
        if used and used.directive == "declare" and definition.is_terminal:
            yield subject.finding("declared-in-terminal", token, name=name)
        elif used and definition.is_terminal and not used.is_terminal:
            lower = definition.name.lower()
            yield subject.finding("rule-in-terminal", token, name=name, holder=definition.name, lower=lower)
        if used:
            continue
        other = next((other for other in (name.upper(), name.lower()) if other in known), None)
        if other:
            yield subject.finding("wrong-case", token, name=name, other=other)
        elif not is_legal(name) or not (name.isupper() or name.islower()):
            yield subject.finding("undefined-name/word", token, name=name)
        else:
            yield subject.finding("undefined-name", token, name=name, near=_near(name, known))


def _near(name: str, known: Mapping[str, Definition]) -> str | None:
    """A name of the same kind that is known and alike."""
    return near(name, [n for n, d in known.items() if d.directive != "declare" and n.isupper() == name.isupper()])
