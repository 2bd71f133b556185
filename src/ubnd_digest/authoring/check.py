"""Checks the grammar file of a publisher: what is wrong, where, and how to mend it.

The checks build on one another: what cannot be read is not compiled, and what cannot be compiled, or
could run without end, is not tried on texts. So a file may show other findings when its errors are mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ubnd_digest.authoring.check_conflicts import conflict_findings
from ubnd_digest.authoring.check_examples import example_findings
from ubnd_digest.authoring.check_literals import literal_findings
from ubnd_digest.authoring.check_names import name_findings
from ubnd_digest.authoring.check_patterns import empty_findings, pattern_findings
from ubnd_digest.authoring.check_reading import coverage_findings, unused_findings
from ubnd_digest.authoring.check_rules import rule_findings
from ubnd_digest.authoring.check_slips import told
from ubnd_digest.authoring.check_subject import Form, Subject
from ubnd_digest.authoring.check_total import total_findings
from ubnd_digest.authoring.findings import Finding, finding, finding_lines
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.grammar.kept import nothing_kept
from ubnd_digest.model.errors import GrammarError

__all__ = ["Finding", "check_grammar", "finding_lines"]

# What Lark says of slips that it cannot read past.
_PLACED = re.compile(r"Un(?:closed|matched|expected)|Expecting|Misplaced|Illegal|Incorrect")
_RANKS = {"error": 0, "warning": 1, "note": 2}


def check_grammar(
    file: GrammarFile, samples: Sequence[tuple[str, str]] = (), *, others: Sequence[GrammarFile] = ()
) -> tuple[Finding, ...]:
    """The findings in a publisher's grammar file, in the order of their places.

    With ``samples``, names and texts of digests, it is also said what of the file they do not reach; ``others`` are
    files that stand between the common ones and this one.

    >>> from ubnd_digest.grammar.files import GrammarFile
    >>> file = GrammarFile("vn-99.lark", "%extend OPENNING: /x/")
    >>> print(*finding_lines(check_grammar(file)), sep="; ")
    vn-99.lark:1:9: error unknown-target there is no OPENNING to extend;     mend: did you mean OPENING?
    """
    subject = Subject(file, others)
    with nothing_kept():
        found = dict.fromkeys(_findings(subject, samples))
    return tuple(sorted(found, key=lambda f: (f.file, f.line, f.column, _RANKS[f.severity], f.code)))


def _findings(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Stage by stage, as long as there are no errors."""
    try:
        subject.before  # noqa: B018 - compiled when it is asked for
    except GrammarError as error:
        yield finding("others", error.file or "", error.line or 1, error.column or 1, error=error.message)
        return
    for stage in (_read, _composed, _tried) if subject.defined else (_read,):
        found: list[Finding] = []
        try:
            found.extend(stage(subject, samples))  # those before an error are kept
        except GrammarError as error:
            found.append(told(subject.file, error, "not-compiled"))
        yield from found
        if any(finding.severity == "error" for finding in found):
            break


def _read(subject: Subject, _samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    found = [*name_findings(subject), *literal_findings(subject)]
    yield from found
    try:
        for form, error in subject.broken:
            yield _broken(subject, error, form)
    except GrammarError as error:
        lines = {finding.line for finding in found if finding.severity == "error"}
        if not lines or (error.line and error.line not in lines and _PLACED.search(error.message)):
            is_broken = error.message.startswith("no regular expression")
            yield _broken(subject, error) if is_broken else told(subject.file, error)


def _broken(subject: Subject, error: GrammarError, form: Form | None = None) -> Finding:
    """An expression that is none; the place is that of its part that holds the fault, where that is known."""
    reason = re.sub(r" (?:at|was group [0-9]+ at) position [0-9]+$", "", error.message.rpartition(": ")[2])
    at = form.place if form else subject.defined[0].place
    if error.file == subject.file.name and error.line:
        at = at._replace(line=error.line, column=error.column or 1)
    special = next((word for word in ("look-behind", "redefinition") if word in reason), "")
    kind = f"broken-expression/{special}" if special else "broken-expression"
    return subject.finding(kind, at, name=form.name if form else "this", reason=reason)


def _composed(subject: Subject, _samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    if subject.rules:
        yield from conflict_findings(subject)
    yield from unused_findings(subject)
    yield from empty_findings(subject)
    yield from pattern_findings(subject)
    yield from rule_findings(subject)


def _tried(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    if subject.rules:
        yield from total_findings(subject)
    yield from example_findings(subject)
    if samples:
        yield from coverage_findings(subject, samples)
