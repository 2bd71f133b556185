"""What the library asks of rules and terminals: rules that it knows, parts that carry values.

It has a method for each rule of the common grammar, and takes tokens apart by the names of groups; what it does not
know would stop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ubnd_digest.authoring.check_subject import Subject, rules_of
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.checks import NO_VALUES, groups_of_every_match, lost_groups
from ubnd_digest.grammar.composed import Parts
from ubnd_digest.grammar.definitions import Definition

_KINDS_ARE_KNOWN = ("_limit", "_unit", "clauses")  # rules whose tokens the library tells apart by their kinds


def rule_findings(subject: Subject) -> Iterator[Finding]:
    """Rules, terminals in rules and forms of terminals that the library cannot make anything of."""
    for definition in subject.rules:
        yield from _unread(subject, definition)
        yield from _terminals_of(subject, definition)
    for form in subject.forms:
        before = subject.before.terminals.get(form.name)
        missing = lost_groups(before, form.pattern) if before else ()
        if missing:
            parts = ", ".join(f"(?P<{part}>…)" for part in sorted(missing))
            yield subject.finding("no-part", form.place, name=form.name, parts=parts)


def _unread(subject: Subject, definition: Definition) -> Iterator[Finding]:
    """Rules that are handed to the library under a name that it does not know."""
    name, tokens = definition.name, definition.tokens
    inlined = name.startswith("_") or "?" in definition.flags or definition.parameters
    if name not in subject.known and not inlined:
        yield subject.finding("unread-rule", definition.place, name=name)
    for before, token in pairwise(tokens):
        if before.kind == "arrow" and token.text not in subject.known:
            yield subject.finding("unread-rule/alias", token, name=token.text)


def _terminals_of(subject: Subject, definition: Definition) -> Iterator[Finding]:
    """Terminals of the file in rules that know only their own, or that ask for parts."""
    rule = definition.name
    alone = _alone(subject.before.parts, rule)
    groups = [frozenset(re.compile(subject.before.terminals[name]).groupindex) for name in alone]
    valued = frozenset().union(*groups) - NO_VALUES if all(groups) else frozenset()
    new = _alone(subject.parts, rule) if valued else frozenset()
    for token in definition.tokens:
        name = token.text
        if token.kind != "name" or not name.isupper() or name in subject.known:
            continue
        if rule in _KINDS_ARE_KNOWN:
            kinds = [d.names for d in subject.base_definitions if d.name == rule]
            known = ", ".join(dict.fromkeys(kind for names in kinds for kind in names if kind.isupper()))
            yield subject.finding("unknown-kind", token, rule=rule, name=name, known=known)
        elif name in new and not re.compile(subject.parts.patterns[name]).groupindex.keys() & valued:
            always = [groups_of_every_match(subject.before.terminals[other]) for other in alone]
            names = ", ".join(f"(?P<{other}>…)" for other in sorted(frozenset().union(*always) - NO_VALUES))
            yield subject.finding("no-part/token", token, name=name, rule=rule, names=names)


def _alone(parts: Parts, name: str) -> frozenset[str]:
    """The terminals of which a rule of the inline grammar can consist."""
    rules = (rule for rule in rules_of(parts, "inline") if rule.origin.name == name)
    single = (rule.expansion[0] for rule in rules if len(rule.expansion) == 1)
    return frozenset(symbol.name for symbol in single if symbol.is_term and symbol.name in parts.patterns)
