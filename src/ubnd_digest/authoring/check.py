"""Checks the grammar file of a publisher: what is wrong, where, and how to mend it.

The checks build on one another: what cannot be read is not compiled, and what cannot be compiled, or
could run without end, is not tried on texts. So a file may show other findings when its errors are mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ubnd_digest.authoring.check_findings import Finding, finding_lines
from ubnd_digest.authoring.check_literals import literal_findings
from ubnd_digest.authoring.check_names import name_findings
from ubnd_digest.authoring.check_slips import told
from ubnd_digest.authoring.check_subject import Form, Subject
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.model.errors import GrammarError

__all__ = ["CODES", "Finding", "check_grammar", "finding_lines"]

CODES: dict[str, str] = {
    # ---- what cannot be read ----
    "unclosed": "a string or a regular expression has no end",
    "unclosed-bracket": "a bracket is not closed",
    "unmatched-bracket": "a bracket is closed that was not opened",
    "missing-colon": "no colon stands behind a name, or no definition begins so",
    "broken-line": "a definition that goes on in another line without |",
    "slash-inside": "a slash inside a regular expression, which ends it",
    "unquoted": "words without quotes, or a regular expression without slashes",
    "misplaced-operator": "one of ? * + stands where it repeats nothing",
    "syntax": "another slip that Lark cannot read past",
    "unknown-directive": "a word behind % that Lark does not know",
    "import": "%import, which does not serve here",
    "ignore": "%ignore, which does not serve here",
    "declare": "%declare of a terminal that the library does not fill",
    # ---- names ----
    "illegal-name": "a name that is neither in capitals nor in small letters from A to Z",
    "empty-definition": "nothing stands behind the colon",
    "defined-twice": "a name that is defined already, without %extend or %override",
    "unknown-target": "%extend or %override of a name that there is not",
    "undefined-name": "a name that is defined nowhere",
    "wrong-case": "a terminal written in small letters, or a rule in capitals",
    "rule-in-terminal": "a rule inside a terminal",
    "declared-in-terminal": "a terminal without a pattern inside another terminal",
    "alias": "-> where it has no sense",
    "terminal-recursion": "a terminal that holds itself",
    "text-in-rule": "words in a rule, which belong into a terminal",
    "priority-ignored": "a priority behind %extend, where it has no effect",
    "priority-lost": "%override without the priority that the terminal had",
    "record-lost": "%override of what the publisher's record says already",
    "unused": "a rule or terminal that nothing uses",
    "others": "a file that stands before this one has a mistake",
    # ---- regular expressions ----
    "broken-expression": "no regular expression",
    "capital": "a capital letter, where the text is in small letters",
    "folded-sign": "a sign that folding replaces or drops",
    "double-space": "two spaces, where the text has one",
    "any-digit": r"\d in the place of [0-9]",
    "bracket-in-class": "a [ inside [ ], which may be meant as the beginning of another class",
    "back-reference": "a reference to a group, which all terminals share",
    "flags": "flags for a whole expression, which all terminals share",
    "unknown-group": "a part with a name that nothing asks for",
    "nested-repetition": "a repetition without end inside another one, which a hostile text makes exponential",
    "slow": "a terminal whose time grows faster than a text that repeats its words",
    "endless-reach": "an endless repetition over words with something behind it",
    "matches-anything": "a terminal that finds any text, or most lines of every digest",
    "empty-match": "a terminal of a rule that can match nothing",
    # ---- terminals among others ----
    "no-example": "no example in the comment",
    "example-not-found": "a terminal that finds none of its examples",
    "part-of-line": "a terminal of lines that fits only a part of its example",
    "shadowed": "a terminal whose examples another one takes",
    "takes-example": "an example of another terminal that is no longer found",
    # ---- rules ----
    "reduce-conflict": "two rules that could end at the same place",
    "shift-conflict": "a rule that could end where another goes on",
    "not-total": "a token that stops the reading of a text",
    "repeats-on-the-right": "a rule that repeats on its right",
    "unread-rule": "a rule that the library does not know",
    "unknown-kind": "a terminal that the library does not know, where it tells them apart",
    "no-part": "a terminal or a form that does not name what carries its value",
    "not-compiled": "another mistake with which the grammar cannot be compiled",
    # ---- samples ----
    "not-reached": "a terminal or an added form that no sample reaches",
}
"""Every code of a finding, with its meaning."""

# What Lark says of slips that it cannot read past.
_PLACED = re.compile(r"Un(?:closed|matched|expected)|Expecting|Misplaced|Illegal|Incorrect")
_RANKS = {"error": 0, "warning": 1, "note": 2}


def check_grammar(
    file: GrammarFile, samples: Sequence[tuple[str, str]] = (), *, others: Sequence[GrammarFile] = ()
) -> tuple[Finding, ...]:
    """Check a publisher's grammar file.

    Args:
        file: the file.
        samples: names and texts of digests; with them, it is also said what of the file they do not reach.
        others: further files that stand between the common ones and this one.

    Returns:
        The findings, in the order of their places.

    >>> from ubnd_digest.grammar.files import GrammarFile
    >>> file = GrammarFile("vn-99.lark", "%extend OPENNING: /x/")
    >>> print(*finding_lines(check_grammar(file)), sep="; ")
    vn-99.lark:1:9: error unknown-target there is no OPENNING to extend;     mend: did you mean OPENING?
    """
    subject = Subject(file, others)
    found = dict.fromkeys(_findings(subject, samples))
    return tuple(sorted(found, key=lambda f: (f.file, f.line, f.column, _RANKS[f.severity], f.code)))


def _findings(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Stage by stage, as long as there are no errors."""
    try:
        subject.before  # noqa: B018 - compiled when it is asked for
    except GrammarError as error:
        mend = "mend that file first"
        yield Finding("error", "others", error.message, mend, error.file or "", error.line or 1, error.column or 1)
        return
    stages = [_read(subject)]  # they are generators: a stage that is not reached does nothing
    if subject.defined:
        stages += [_composed(subject), _tried(subject, samples)]
    for stage in stages:
        found = list(stage)
        yield from found
        if any(finding.severity == "error" for finding in found):
            break


def _read(subject: Subject) -> Iterator[Finding]:
    found = [*name_findings(subject), *literal_findings(subject)]
    yield from found
    try:
        for form, error in subject.broken:
            yield _broken(subject, form, error)
    except GrammarError as error:
        lines = {finding.line for finding in found if finding.severity == "error"}
        if not lines or (error.line and error.line not in lines and _PLACED.search(error.message)):
            yield told(subject.file, error)


def _broken(subject: Subject, form: Form, error: GrammarError) -> Finding:
    """A form that is no regular expression; the place is that of its part that holds the fault, where that is known."""
    reason = re.sub(r" (?:at|was group [0-9]+ at) position [0-9]+$", "", error.message.rpartition(": ")[2])
    message = f"{form.name}: no regular expression: {reason}"
    at = form.place
    if error.file == subject.file.name and error.line:
        at = at._replace(line=error.line, column=error.column or 1)
    mend = "count the brackets ( ) [ ], and write \\ before a sign that is meant as itself: \\( \\) \\. \\? \\* \\+"
    if "look-behind" in reason:
        mend = "let every way of (?<=…) and (?<!…) be of one length: (?:(?<=a )|(?<=bc )) in the place of (?<=a |bc )"
    elif "redefinition" in reason:
        mend = "name each part once in a terminal: write (?:…) for the second, or give it another name"
    return subject.finding("error", "broken-expression", message, mend, at)


def _composed(subject: Subject) -> Iterator[Finding]:
    from ubnd_digest.authoring.check_conflicts import conflict_findings
    from ubnd_digest.authoring.check_coverage import unused_findings
    from ubnd_digest.authoring.check_patterns import empty_findings, pattern_findings
    from ubnd_digest.authoring.check_rules import rule_findings

    try:
        if subject.rules:
            yield from conflict_findings(subject)
        yield from unused_findings(subject)
        yield from empty_findings(subject)
        yield from pattern_findings(subject)
        yield from rule_findings(subject)
    except GrammarError as error:
        yield told(subject.file, error, "not-compiled")


def _tried(subject: Subject, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    from ubnd_digest.authoring.check_coverage import coverage_findings
    from ubnd_digest.authoring.check_examples import example_findings
    from ubnd_digest.authoring.check_total import total_findings

    try:
        if subject.rules:
            yield from total_findings(subject)
        yield from example_findings(subject)
        if samples:
            yield from coverage_findings(subject, samples)
    except GrammarError as error:
        yield told(subject.file, error, "not-compiled")
