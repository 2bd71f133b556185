"""What of a file no sample reaches, and what nothing can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_reading import Reading, reaches
from ubnd_digest.authoring.check_subject import SCANNED, STARTS, Subject
from ubnd_digest.authoring.check_tokens import Alternative, Statement, Token
from ubnd_digest.grammar.composed import compose
from ubnd_digest.grammar.files import GrammarFile

_TRIAL = "trial_{}"
_SHOWN = 60

Rules = set[tuple[str, tuple[str, ...]]]


def unused_findings(subject: Subject) -> Iterator[Finding]:
    """Names that no rule leads to: nothing of them is ever found."""
    reached = set(subject.known.definitions) | set(STARTS)
    for name in tuple(reached):
        reached |= subject.inside(name)
    for statement in subject.defined:
        name = statement.place.text
        if name not in reached:
            kind = "terminal" if statement.is_terminal else "rule"
            message = f"no rule and no terminal uses the {kind} {name}: nothing of it is ever found"
            mend = f"bring it into a rule, such as %extend date: {name}, or delete it"
            yield subject.finding("warning", "unused", message, mend, statement.place)


def coverage_findings(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """What of the file no sample reaches: terminals, rules, and each alternative that is added by ``%extend``.

    Rules of the structure are not judged: its lines are classified by evidence.

    Args:
        subject: the file.
        samples: names and texts.

    Raises:
        GrammarError: when the file cannot be compiled.
    """
    readings = [Reading(text, subject.after) for _, text in samples]
    completed: Rules = set().union(*(reading.completed() for reading in readings))
    seen = {token.kind for reading in readings for token in reading.found}
    unused = {(finding.line, finding.column) for finding in unused_findings(subject)}
    rules = _rules_of_alternatives(subject)
    for statement in subject.defined:
        if (statement.place.line, statement.place.column) in unused:
            continue
        if statement.is_terminal:
            forms = [form for form in subject.forms if form.statement is statement]
            reached = [reaches(readings, subject, form.name, form.pattern) for form in forms]
            yield from _not_reached(subject, statement, [form.alternative for form in forms], reached, len(samples))
        elif _is_judged(subject, statement):
            alternatives = [a for a in statement.alternatives if id(a) in rules]
            reached = [_completes(statement.place.text, rules[id(a)], completed, seen) for a in alternatives]
            yield from _not_reached(subject, statement, alternatives, reached, len(samples))


def _not_reached(
    subject: Subject, statement: Statement, alternatives: list[Alternative], reached: list[bool], samples: int
) -> Iterator[Finding]:
    """One finding a definition; one an alternative, where they are added to something."""
    if any(reached) and statement.directive != "extend":
        return
    places = [(a.tokens[0], a.source) for a, is_reached in zip(alternatives, reached, strict=True) if not is_reached]
    if not any(reached):
        places = places and [(statement.place, "")]
    for place, source in places:
        yield _told(subject, statement, place, source, samples)


def _told(subject: Subject, statement: Statement, place: Token, source: str, samples: int) -> Finding:
    name = statement.place.text
    what = f"{source[:_SHOWN]} of {name}" if source else f"what is added to {name}"
    if not source and statement.directive != "extend":
        what = name
    count = "the sample does not reach" if samples == 1 else f"none of the {samples} samples reaches"
    mend = "add a sample in which it stands, or delete it"
    return subject.finding("warning", "not-reached", f"{count} {what}", mend, place)


def _is_judged(subject: Subject, statement: Statement) -> bool:
    name = statement.place.text
    return any(name == start or name in subject.inside(start) for start in SCANNED)


def _completes(name: str, expansions: Rules, completed: Rules, seen: set[str]) -> bool:
    """Whether a text completed a rule in one of the ways of an alternative.

    The rule of clauses has no parser: a text reaches a terminal there when it has one.
    """
    for _, parts in expansions:
        if (name, parts) in completed or (name in SCANNED and len(parts) == 1 and parts[0] in seen):
            return True
    # what a start repeats stands in a rule that Lark makes of it
    return name in SCANNED and any(set(parts) <= seen for _, parts in expansions)


def _rules_of_alternatives(subject: Subject) -> dict[int, Rules]:
    """For each alternative of a rule, by its identity, the rules that Lark makes of it: those of a further file."""
    alternatives = [a for s in subject.defined if not s.is_terminal and not s.parameters for a in s.alternatives]
    if not alternatives:
        return {}
    trials = "\n".join(f"{_TRIAL.format(at)}: {form.source}" for at, form in enumerate(alternatives))
    names = {_TRIAL.format(at): id(form) for at, form in enumerate(alternatives)}
    composed = compose((*subject.files, GrammarFile("trials", trials)))
    found: dict[int, Rules] = {id(form): set() for form in alternatives}
    for rule in composed.compile([*STARTS, *names], "*")[1]:
        if rule.origin.name in names:
            parts = tuple(symbol.name for symbol in rule.expansion)
            found[names[rule.origin.name]].add((rule.origin.name, parts))
    return found
