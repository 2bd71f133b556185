"""What the library asks of rules and terminals: rules that it knows, parts that carry values.

``inline.py`` makes mentions of what the rules find. It has a method for each rule of the common grammar,
and takes tokens apart by the names of groups; what it does not know would stop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_regex import tree_of
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.check_tokens import Statement

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar

# Rules whose tokens the library tells apart by their kinds.
_KINDS_ARE_KNOWN = ("_limit", "_unit", "clauses")
# Parts that say where a mention stands, and nothing of its value.
_NO_VALUES = frozenset({"mention"})


def rule_findings(subject: Subject) -> Iterator[Finding]:
    """Rules, terminals in rules and forms of terminals that the library cannot make anything of.

    Raises:
        GrammarError: when the file cannot be compiled.
    """
    for statement in subject.defined:
        if statement.is_terminal:
            yield from _parts_of_forms(subject, statement)
        else:
            yield from _unread(subject, statement)
            yield from _terminals_of(subject, statement)


def _unread(subject: Subject, statement: Statement) -> Iterator[Finding]:
    """Rules that are handed to the library under a name that it does not know."""
    name = statement.place
    at = statement.tokens.index(name)
    inlined = name.text.startswith("_") or (at and statement.tokens[at - 1].text == "?") or statement.parameters
    if name.text not in subject.known and not inlined:
        message = f"the library does not know the rule {name.text}, and nothing would be made of it"
        mend = f"write _{name.text}: a rule whose name begins with _ gives its parts to the rule that holds it"
        yield subject.finding("error", "unread-rule", message, mend, name)
    for before, token in zip(statement.body, statement.body[1:], strict=False):
        if before.kind == "arrow" and token.text not in subject.known:
            message = f"the library does not know the rule {token.text}, and nothing would be made of it"
            yield subject.finding("error", "unread-rule", message, f"delete -> {token.text}", token)


def _terminals_of(subject: Subject, statement: Statement) -> Iterator[Finding]:
    """Terminals of the file in rules that know only their own, or that ask for parts."""
    rule = statement.place.text
    kinds = [name for name in _names_before(subject, rule) if name.isupper()]
    alone = _alone(subject, subject.before, rule)
    groups = [_groups(subject.before.terminals[name]) for name in alone]
    valued = frozenset().union(*groups) - _NO_VALUES if all(groups) else frozenset()
    new = _alone(subject, subject.after, rule) if valued else frozenset()
    for token in statement.body:
        name = token.text
        if token.kind != "name" or not name.isupper() or name in subject.known:
            continue
        if rule in _KINDS_ARE_KNOWN:
            message = f"the library tells the tokens of {rule} apart by their names, and does not know {name}"
            mend = f"add to one that it knows, with %extend: {', '.join(kinds)}"
            yield subject.finding("error", "unknown-kind", message, mend, token)
        elif name in new and not _groups(subject.after.terminals[name]) & valued:
            message = f"{name} names no part, and the library asks the tokens of {rule} for their values"
            always = frozenset().union(*(_always(subject.before.terminals[other]) for other in alone)) - _NO_VALUES
            names = ", ".join(f"(?P<{other}>…)" for other in sorted(always))
            mend = f"name the part of {name} that carries a value, as the others do: {names}"
            yield subject.finding("error", "no-part", message, mend, token)


def _alone(subject: Subject, grammar: Grammar, name: str) -> frozenset[str]:
    """The terminals of which a rule of the inline grammar can consist."""
    rules = (rule for rule in subject.rules(grammar, "inline") if rule.origin.name == name)
    single = (rule.expansion[0] for rule in rules if len(rule.expansion) == 1)
    return frozenset(symbol.name for symbol in single if symbol.is_term and symbol.name in grammar.terminals)


def _names_before(subject: Subject, rule: str) -> list[str]:
    found: list[str] = []
    for statement in subject.base_statements:
        if statement.is_definition and statement.place.text == rule:
            found += [token.text for token in statement.body if token.kind == "name"]
    return list(dict.fromkeys(found))


def _parts_of_forms(subject: Subject, statement: Statement) -> Iterator[Finding]:
    """Forms that lack a part which every form of the terminal had before."""
    name = statement.place.text
    needed = _always(subject.before.terminals[name]) if name in subject.before.terminals else frozenset()
    if not needed:
        return
    for form in subject.forms:
        missing = needed - _groups(form.pattern)
        if form.statement is statement and missing:
            parts = ", ".join(f"(?P<{part}>…)" for part in sorted(missing))
            message = f"this form of {name} does not name {parts}, and the library asks {name} for it"
            mend = f"put {parts} around the part of the form that carries the value"
            yield subject.finding("warning", "no-part", message, mend, form.place)


def _groups(pattern: str) -> frozenset[str]:
    return frozenset(re.compile(pattern).groupindex)


def _always(pattern: str) -> frozenset[str]:
    """The names of the groups that take part in every match."""
    names = {number: name for name, number in re.compile(pattern).groupindex.items()}
    return frozenset(names[number] for number in _taking_part(tree_of(pattern)) if number in names)


def _taking_part(nodes: Iterable[Any]) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for node in nodes:
        kind, value = str(node[0]), node[1]
        if kind == "SUBPATTERN":
            found |= _taking_part(value[3]) | ({value[0]} if value[0] else set())
        elif kind == "BRANCH":
            found |= frozenset.intersection(*map(_taking_part, value[1]))
        elif kind.endswith("REPEAT") and value[0]:
            found |= _taking_part(value[2])
    return found
