"""What a check finds: a mistake or a doubt, with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Finding(NamedTuple):
    """Something that a grammar's author should look at.

    Attributes:
        severity: ``"error"``: the grammar cannot be used; ``"warning"``: it will not do what it seems to do;
            ``"note"``: worth a look.
        code: what kind of thing it is; ``docs/grammar.md`` lists all.
        message: what is wrong.
        mend: what to do.
        file: the name of the grammar file.
        line: its line, from 1.
        column: its column, from 1.
    """

    severity: Severity
    code: str
    message: str
    mend: str
    file: str
    line: int
    column: int


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    r"""Findings as lines of text: place, severity, code and message; indented below, how to mend it.

    >>> finding = Finding("error", "import", "%import does not serve here", "delete it", "vn-99.lark", 3, 1)
    >>> print(*finding_lines([finding]), sep="\n")
    vn-99.lark:3:1: error import %import does not serve here
        mend: delete it
    """
    for finding in findings:
        place = f"{finding.file}:{finding.line}:{finding.column}"
        yield f"{place}: {finding.severity} {finding.code} {finding.message}"
        yield f"    mend: {finding.mend}"
