"""What a finding is; ``findings.toml`` says of each kind what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Literal

from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import toml


class Finding(NamedTuple):
    """Something that a grammar's author should look at."""

    # ``"error"``: the grammar cannot be used; ``"warning"``: it will not do what it seems to do; ``"note"``: worth a
    # look
    severity: Literal["error", "warning", "note"]
    code: str  # what kind of thing it is; ``docs/grammar.md`` lists all
    message: str  # what is wrong
    mend: str  # what to do
    file: str  # the name of the grammar file
    line: int  # its line, from 1
    column: int  # its column, from 1


def finding(kind: str, file: str, line: int, column: int, /, **values: object) -> Finding:
    """A finding of a kind: a code, and after a slash what tells it from others of that code.

    Where something alike is known (``near``), the mend is the one that asks for it.
    """
    code = kind.partition("/")[0]
    known = toml("findings.toml", "ubnd_digest.authoring")
    told = {**known[code], **known[kind]}
    mend = told["near" if values.get("near") else "mend"]
    return Finding(told["severity"], code, told["message"].format(**values), mend.format(**values), file, line, column)


def near(name: str, known: Sequence[str]) -> str | None:
    """The one of some known names that is most like another, if one is."""
    return next(iter(get_close_matches(name, known, 1)), None)


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    r"""Findings as lines of text: place, severity, code and message; indented below, how to mend it.

    >>> found = Finding("error", "import", "%import does not serve here", "delete it", "vn-99.lark", 3, 1)
    >>> print(*finding_lines([found]), sep="\n")
    vn-99.lark:3:1: error import %import does not serve here
        mend: delete it
    """
    for found in findings:
        yield f"{found.file}:{found.line}:{found.column}: {found.severity} {found.code} {found.message}"
        yield f"    mend: {found.mend}"
