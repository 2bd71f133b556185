"""What a grammar must not do that Lark lets pass: checked when it is compiled, for all who use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ubnd_digest.grammar.definitions import Definition, definitions
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.repetitions import faults
from ubnd_digest.grammar.sre_internals import expression_tree
from ubnd_digest.model.errors import GrammarError

_NAME = re.compile(r"\b_?[A-Z][A-Z0-9_]*\b")
# Parts that say where a mention stands, and nothing of its value.
NO_VALUES = frozenset({"mention"})
_SAID = {
    "nested-repetition": "a repetition without end stands inside another one",
    "endless-reach": "a repetition without end runs over words to find something behind them",
    "ambiguous-repetition": "what is repeated can read the same words in two ways",
}


def groups_of_every_match(pattern: str) -> frozenset[str]:
    """The names of the groups that take part in every match of an expression.

    >>> sorted(groups_of_every_match("(?P<day>[0-9])(?:/(?P<month>[0-9]))?"))
    ['day']
    """
    names = {number: name for name, number in re.compile(pattern).groupindex.items()}
    taking_part = _taking_part(expression_tree(pattern))
    return frozenset(names[number] for number in taking_part if number in names)


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


def lost_groups(before: str, after: str) -> frozenset[str]:
    """The groups that every match of a terminal had, and has no longer: the reading asks for them."""
    return groups_of_every_match(before) - groups_of_every_match(after) - NO_VALUES


def check_groups(
    patterns: Mapping[str, str], files: Iterable[GrammarFile], common: Callable[[], Mapping[str, str]]
) -> None:
    """Check that files which are added to the common ones leave terminals the parts that carry their values.

    ``patterns`` are the expressions of all terminals, ``common`` gives those of the common grammar and is asked only
    where a file changes what has parts. A ``GrammarError`` has the place of the definition that has lost one.
    """
    changes = [definition for file in files for definition in definitions(file) if definition.directive]
    if not changes:
        return
    bodies: dict[str, str] = {}
    for definition in (definition for file in common_files() for definition in definitions(file)):
        bodies[definition.name] = bodies.get(definition.name, "") + definition.body
    for definition in changes:
        name = definition.name
        if name not in patterns or not _has_parts(name, bodies):
            continue
        lost = lost_groups(common()[name], patterns[name])
        if lost:
            parts = ", ".join(f"(?P<{part}>…)" for part in sorted(lost))
            message = f"a form of {name} does not name {parts}, and the reading asks {name} for it"
            raise GrammarError(message, file=definition.file, line=definition.line, column=definition.column)


def _has_parts(name: str, bodies: Mapping[str, str]) -> bool:
    body = bodies.get(name, "")
    held = set(_NAME.findall(body)) & bodies.keys() - {name}
    return "(?P<" in body or any(_has_parts(other, bodies) for other in held)


def check_repetitions(
    patterns: Mapping[str, str], files: Iterable[GrammarFile], common: Callable[[], Mapping[str, str]]
) -> None:
    """Check that files which are added to the common ones have no expression by which a text could hang its reader.

    The arguments are those of :func:`check_groups`; a ``GrammarError`` has the place of the form that is to blame.
    """
    changes = [item for file in files for item in definitions(file) if item.is_terminal and item.tokens]
    if not changes:
        return
    before = common()
    found = {name: faults(pattern) for name, pattern in patterns.items() if pattern != before.get(name)}
    slow = {name: codes for name, codes in found.items() if codes}
    if slow:
        # what is wrong in a terminal is wrong in all that hold it: the innermost is the shortest
        own = [item for item in changes if item.name in slow] or changes
        own.sort(key=lambda item: (len(patterns.get(item.name, "")), not faults(_alone(item, patterns))))
        at = own[0]
        name = at.name if at.name in slow else min(slow, key=lambda name: len(patterns[name]))
        said = f"{name}: {_SAID[max(slow[name])]}, by which a text can make it take for ever (check-grammar says more)"
        raise GrammarError(said, file=at.file, line=at.line, column=at.column)


def _alone(item: Definition, patterns: Mapping[str, str]) -> str:
    """The expression of one definition of a terminal that has several, as far as it can be told without Lark."""
    written = {"regexp": lambda text: text[1 : text.rindex("/")], "string": lambda text: re.escape(text.strip('"i'))}
    parts = (
        f"(?:{patterns.get(token.text, '')})" if token.kind == "name" else written.get(token.kind, str)(token.text)
        for token in item.tokens
        if token.kind != "words"
    )
    try:
        return re.compile("".join(parts)).pattern
    except re.error:
        return ""
