"""What of a file no sample reaches, and what nothing can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_reading import Reading, reaches
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.grammar.files import STARTS

_SHOWN = 60


def unused_findings(subject: Subject) -> Iterator[Finding]:
    """Names that no rule leads to: nothing of them is ever found."""
    reached = {*subject.known, *STARTS}
    reached = reached.union(*map(subject.inside, reached))
    for definition in subject.defined:
        if definition.name not in reached:
            kind = "terminal" if definition.is_terminal else "rule"
            message = f"no rule and no terminal uses the {kind} {definition.name}: nothing of it is ever found"
            mend = f"bring it into a rule, such as %extend date: {definition.name}, or delete it"
            yield subject.finding("warning", "unused", message, mend, definition.place)


def coverage_findings(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """What of the terminals of the file no sample reaches, and each form that is added by ``%extend``."""
    readings = [Reading(text, subject.after) for _, text in samples]
    count = "the sample does not reach" if len(samples) == 1 else f"none of the {len(samples)} samples reaches"
    mend = "add a sample in which it stands, or delete it"
    unused = {(finding.line, finding.column) for finding in unused_findings(subject)}
    for definition in subject.terminals:
        forms = [form for form in subject.forms if form.definition is definition]
        missed = [form for form in forms if not reaches(readings, subject, form.name, form.pattern)]
        if not missed or (definition.line, definition.column) in unused:
            continue
        name = definition.name
        if len(missed) == len(forms):
            what = f"what is added to {name}" if definition.directive == "extend" else name
            yield subject.finding("warning", "not-reached", f"{count} {what}", mend, definition.place)
        elif definition.directive == "extend":
            for form in missed:
                source = " ".join(token.text for token in form.tokens)[:_SHOWN]
                yield subject.finding("warning", "not-reached", f"{count} {source} of {name}", mend, form.place)
