"""What can be said of a grammar file from its names and directives alone, before Lark reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from ubnd_digest.authoring.check_slips import is_legal, slip
from ubnd_digest.authoring.check_subject import Finding, Subject
from ubnd_digest.grammar.definitions import Definition, Token
from ubnd_digest.grammar.plain import base_name

# What stands behind % at the beginning of a line.
_DIRECTIVES = ("extend", "override", "without", "words", "beginnings", "symbols")
_DIRECTIVE = re.compile(r"^ *%(\w+)", re.MULTILINE)
_RESERVED = "__"
# What a publisher's record overrides.
_OF_RECORD = {"OWN_TITLE": "titles", "OWN_SYMBOL": "symbols", "OWN_AGENCY": "agencies and abbreviations"}
_NO_USE = {
    "import": (
        "%import does not serve here: it makes a copy of a terminal that no other file extends or sees",
        "delete it: all that stands in the common grammar is known here by its name",
    ),
    "ignore": ("%ignore does not serve here: what no terminal finds is passed over in any case", "delete it"),
    "declare": (
        "nothing finds what %declare names: terminals without a pattern are filled by the library",
        "give the terminal a pattern: NAME: /…/",
    ),
}


def name_findings(subject: Subject) -> Iterator[Finding]:
    """The mistakes in the names and directives of a file.

    >>> from ubnd_digest.grammar.files import GrammarFile
    >>> [f.code for f in name_findings(Subject(GrammarFile("vn-99.lark", "%extend DAYS: /x/")))]
    ['unknown-target']
    """
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
            severity = "warning" if directive == "declare" else "error"
            yield subject.finding(severity, directive, *_NO_USE[directive], at)  # type: ignore[arg-type]
        elif directive not in _DIRECTIVES:
            near = get_close_matches(directive, _DIRECTIVES, 1)
            mend = f"did you mean %{near[0]}?" if near else "write %extend or %override, or only the name"
            yield subject.finding("error", "unknown-directive", f"there is no %{directive}", mend, at)


def _shape(subject: Subject, definition: Definition) -> Iterator[Finding]:
    name, tokens = definition.name, definition.tokens
    if not is_legal(name) or name.startswith(_RESERVED) or not (name.isupper() or name.islower()):
        message = f"{name} is no name: a terminal has capitals A-Z, a rule small letters a-z, both digits and _"
        mend = "write " + (name.upper() if name.isascii() else "it without marks") + " for a terminal"
        yield subject.finding("error", "illegal-name", message, mend, definition.place)
    if all(token.text == '""' for token in tokens):
        mend = "write behind the colon what it finds"
        yield subject.finding("error", "empty-definition", f"{name} stands for nothing", mend, definition.place)
    if definition.is_terminal and name in subject.inside(name):
        mend = f"write the repetition with * or +, or what {name} finds without {name}"
        message = f"{name} holds itself: only rules, in small letters, may do so"
        yield subject.finding("error", "terminal-recursion", message, mend, definition.place)
    for token in tokens:
        if token.kind == "arrow" and (definition.is_terminal or name.startswith("_")):
            message = f"-> has no sense in {name}, of which no rule is made"
            yield subject.finding("error", "alias", message, "delete -> and the name behind it", token)
        elif token.kind in ("string", "regexp") and not definition.is_terminal:
            message = f"the rule {name} holds words itself: they have no name, example or priority"
            mend = f"write a terminal, NAME: {token.text}, and its name here"
            yield subject.finding("warning", "text-in-rule", message, mend, token)


def _target(subject: Subject, definition: Definition, known: Mapping[str, Definition]) -> Iterator[Finding]:
    """Whether a name may be defined, extended, overridden here."""
    name, directive, at = definition.name, definition.directive, definition.place
    base = known.get(name)
    if not directive:
        if base:
            message = f"{name} is defined already in {base.file}:{base.line}"
            mend = f"write %extend {name} to add to it, %override {name} to replace it, or take another name"
            yield subject.finding("error", "defined-twice", message, mend, at)
    elif base is None or base.directive == "declare":
        message = f"there is no {name} to {directive}"
        mend = _did_you_mean(name, known) or f"define it: without %{directive}"
        if base:
            mend = f"leave it: {name} is filled by the library"
        yield subject.finding("error", "unknown-target", message, mend, at)
    elif directive == "override" and name in subject.records and name in _OF_RECORD:
        message = f"the {_OF_RECORD[name]} of the record are lost: its {name} is replaced"
        mend = f"write %extend {name}: it adds to what the record says, and keeps both"
        yield subject.finding("warning", "record-lost", message, mend, at)
    elif directive == "extend" and definition.priority is not None:
        message = f"the priority .{definition.priority} has no effect: {name} keeps the one that it has"
        mend = f"write %extend {name}: or use %override to change the priority"
        yield subject.finding("warning", "priority-ignored", message, mend, at._replace(column=at.column + len(name)))
    elif directive == "override" and definition.is_terminal and base.priority and definition.priority is None:
        message = f"{name} has the priority {base.priority} in {base.file}; overridden so, it has none"
        yield subject.finding("warning", "priority-lost", message, f"write %override {name}.{base.priority}:", at)


def _uses(subject: Subject, definition: Definition, known: Mapping[str, Definition]) -> Iterator[Finding]:
    """The names in the body of a definition."""
    names = definition.names
    for token in definition.tokens:
        name = token.text
        if token.kind != "name" or name not in names or name in definition.parameters:
            continue
        used = known.get(name) or subject.known.get(base_name(name, subject.names))
        if used and used.directive == "declare" and definition.is_terminal:
            message = f"{name} has no pattern: it is filled by the library and stands in rules only"
            yield subject.finding("error", "declared-in-terminal", message, f"delete {name} here", token)
        elif used and definition.is_terminal and not used.is_terminal:
            message = f"{name} is a rule, and {definition.name} a terminal: a terminal holds only terminals"
            mend = f"write {definition.name.lower()} in small letters to make a rule of it, or use terminals"
            yield subject.finding("error", "rule-in-terminal", message, mend, token)
        if used:
            continue
        other = next((other for other in (name.upper(), name.lower()) if other in known), None)
        if other:
            message = f"{name} is not known; {other} is: small letters make a rule, capitals a terminal"
            yield subject.finding("error", "wrong-case", message, f"write {other}", token)
            continue
        mend = _did_you_mean(name, known) or f"define it: {name}: …"
        if not is_legal(name) or not (name.isupper() or name.islower()):
            mend = f'write "{name}" if it is a word of the text; a terminal has capitals A-Z, a rule small letters a-z'
        yield subject.finding("error", "undefined-name", f"{name} is used and defined nowhere", mend, token)


def _did_you_mean(name: str, known: Mapping[str, Definition]) -> str | None:
    alike = [n for n, item in known.items() if item.directive != "declare" and n.isupper() == name.isupper()]
    near = get_close_matches(name, alike, 1, 0.6)
    return f"did you mean {near[0]}?" if near else None
