"""What the terminals of a file do to the scanner, and to the time that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_regex import can_be_empty, costs
from ubnd_digest.authoring.check_subject import Form, Subject
from ubnd_digest.authoring.check_tokens import Token
from ubnd_digest.grammar.beginnings import beginnings
from ubnd_digest.model.text import folded_words

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_NOTHING = "(?!)"
_COSTS = {
    "nested": (
        "nested-repetition",
        "a repetition inside a repetition, with nothing between the rounds: a hostile text makes it take for ever",
        "put a sign that the inner one cannot find between the rounds, or leave one of the two repetitions out",
    ),
    "ambiguous": (
        "ambiguous-rounds",
        "a text can be divided into the rounds of this repetition in many ways: a hostile one makes it take for ever",
        "leave out the form that another one finds too, in one round or two, or put a sign between the rounds",
    ),
    "adjacent": (
        "adjacent-repetitions",
        "two endless repetitions that find the same signs follow one another: long texts make it slow",
        "make one of them, or set a limit to one: {0,20}",
    ),
    "reaching": (
        "endless-reach",
        "an endless repetition runs over words to find something behind them: long lines make it slow",
        "set a limit to it: {0,60} in the place of * or +",
    ),
}


def empty_findings(subject: Subject) -> list[Finding]:
    """Terminals of rules that can match nothing: the scanner would stand still, so nothing may be scanned with them."""
    found = []
    for name in sorted(_touched(subject) & subject.scanned):
        if can_be_empty(subject.after.terminals[name]):
            message = f"{name} can match where nothing stands, and the reader would never get past it"
            mend = "let it find at least one sign: leave out the ? or * that makes all of it optional"
            at = _to_blame(subject, name, [form for form in subject.forms if can_be_empty(form.pattern)])
            found.append(subject.finding("error", "empty-match", message, mend, at))
    return found


def pattern_findings(subject: Subject) -> Iterator[Finding]:
    """Terminals that begin anywhere, that take long, and that are there twice."""
    yield from _starts(subject)
    for form in subject.forms:
        searched = bool(({form.name} | subject.holders.get(form.name, set())) & subject.scanned)
        for cost in sorted(costs(form.pattern)):
            if cost != "reaching" or searched:
                code, message, mend = _COSTS[cost]
                yield subject.finding("warning", code, f"{form.name}: {message}", mend, form.place)
    yield from _twins(subject)
    yield from _known_already(subject)


def _touched(subject: Subject) -> set[str]:
    """The terminals that the file changes, those included that hold what it changes."""
    names = {statement.place.text for statement in subject.defined if statement.is_terminal}
    return names.union(*(subject.holders.get(name, set()) for name in names))


def _to_blame(subject: Subject, name: str, suspects: list[Form]) -> Token:
    """The place of the form that makes a terminal what it is: one of its own, or of a terminal inside it."""
    inside = subject.inside(name)
    own = [form.place for form in suspects if form.name == name]
    inner = [form.place for form in suspects if form.name in inside]
    defined = [s.place for s in subject.defined if s.place.text == name or s.place.text in inside]
    return next(iter(own + inner + defined))


def _anywhere(pattern: str) -> bool:
    """Whether it is unknown how a match begins."""
    return any(not way.text for way in beginnings(pattern))


def _starts(subject: Subject) -> Iterator[Finding]:
    known = subject.before.terminals
    for name in sorted(_touched(subject) & subject.scanned):
        pattern = subject.after.terminals[name]
        if _anywhere(pattern) and not can_be_empty(pattern) and not (name in known and _anywhere(known[name])):
            message = (
                f"{name} can begin with any letter or sign, so that it is tried at every word of a text, which is slow"
            )
            mend = "begin it with a word, or with [0-9]; what may stand before that word can be looked at: (?<=… )"
            at = _to_blame(subject, name, [form for form in subject.forms if _anywhere(form.pattern)])
            yield subject.finding("warning", "begins-anywhere", message, mend, at)


def _bare(pattern: str) -> str:
    return _GROUP_NAME.sub("(?:", pattern)


def _twins(subject: Subject) -> Iterator[Finding]:
    """Terminals of one pattern: only one of them is ever found."""
    first: dict[str, str] = {}
    own = {statement.place.text: statement.place for statement in subject.defined if statement.is_terminal}
    patterns = subject.after.terminals
    for name in sorted(patterns, key=lambda name: (name in own, name)):
        pattern = _bare(patterns[name])
        other = first.setdefault(pattern, name)
        if other != name and name in own and pattern != _NOTHING:
            message = f"{name} finds the same as {other}: of two such terminals only one is ever found"
            mend = f"use {other} in the place of {name}"
            yield subject.finding("warning", "same-pattern", message, mend, own[name])


def _known_already(subject: Subject) -> Iterator[Finding]:
    """Words added to a terminal that finds them without."""
    for form in subject.forms:
        plain = [token for token in form.alternative.tokens if token.kind == "string" or not _has_signs(token)]
        known = subject.before.terminals.get(form.name)
        if form.statement.directive != "extend" or known is None or len(plain) != len(form.alternative.tokens):
            continue
        words = folded_words("".join(token.text[1:-1] for token in plain))
        if re.fullmatch(known, words):
            message = f"{form.name} finds “{words}” without this already"
            yield subject.finding("note", "known-already", message, "delete it", form.place)


def _has_signs(token: Token) -> bool:
    """Whether a token is more than plain words."""
    return token.kind != "regexp" or re.search(r"[\\^$.|?*+(){}\[]", token.text[1:-1]) is not None
