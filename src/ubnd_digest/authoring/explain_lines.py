"""An explanation as plain text, for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ubnd_digest.authoring.explain_neighbours import sentence
from ubnd_digest.authoring.explain_words import quoted

if TYPE_CHECKING:
    from ubnd_digest.authoring.explain import Explanation, FoundIsland, Place
    from ubnd_digest.authoring.explain_clauses import ClauseFacts
    from ubnd_digest.authoring.explain_duty import DutyFacts, SeenCue
    from ubnd_digest.authoring.explain_issued import RoleFacts
    from ubnd_digest.authoring.explain_structure import LineFacts
    from ubnd_digest.grammar.definitions import Definition
    from ubnd_digest.model.spans import Span

# How much of a long line is shown before the place and behind it, in code points.
_BEFORE = 60
_BEHIND = 40
_LONGEST = 80
_MORE = "…"
_INDENT = "    "


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """The lines of an explanation, as a terminal shows them.

    >>> from ubnd_digest import Parser
    >>> from ubnd_digest.authoring.explain import explain
    >>> for line in list(explanation_lines(explain("(12/3/2026)", 2, Parser())))[:3]:
    ...     print(line)
    line 1, column 3
        (12/3/2026)
          ^
    """
    yield f"line {explanation.place.line}, column {explanation.place.column}"
    yield from (_INDENT + line for line in _pointed(explanation.place))
    yield ""
    yield from _structure(explanation.line)
    yield ""
    yield from _inline(explanation)
    if explanation.clause:
        yield ""
        yield from _clause(explanation.clause)
    if explanation.neighbours:
        yield ""
        yield "neighbours"
        for neighbour in explanation.neighbours:
            yield f"{_INDENT}{_defined(neighbour.terminal, neighbour.defined)}: {sentence(neighbour)}"
    if explanation.duty:
        yield ""
        yield from _duty(explanation.duty)
    if explanation.role:
        yield ""
        yield from _role(explanation.role)


# ---- the place ------------------------------------------------------------------------------


def _pointed(place: Place) -> Iterator[str]:
    """The line, or what is near the place in a long one, and a caret under the column."""
    text, at = place.text, min(place.column - 1, len(place.text))
    while 0 < at < len(text) and not _width(text[at]):
        at -= 1  # a mark stands over the letter before it
    start, end = max(0, at - _BEFORE), at + _BEHIND
    while 0 < start < at and not _width(text[start]):
        start += 1
    before = (_MORE if start else "") + "".join(map(_plain, text[start:at]))
    yield before + "".join(map(_plain, text[at:end])) + (_MORE if end < len(text) else "")
    yield " " * sum(map(_width, before)) + "^"


def _plain(sign: str) -> str:
    """A sign as it can be shown: what moves the cursor is a space, what is invisible is nothing."""
    if unicodedata.category(sign) == "Cf":
        return ""
    return sign if sign.isprintable() or unicodedata.combining(sign) else " "


def _width(sign: str) -> int:
    """How many columns of a terminal a sign takes."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


# ---- parts ----------------------------------------------------------------------------------


def _defined(name: str, definitions: tuple[Definition, ...]) -> str:
    """A terminal with the place of its definition; of several, of the last one."""
    if not definitions:
        return name
    first, last = definitions[0], definitions[-1]
    place = f"{last.file}:{last.line}"
    if first is not last:
        place += f", which extends {first.file}:{first.line}"
    elif last.directive == "override":
        place += ", which overrides the common one"
    return f"{name} ({place})"


def _example(definitions: tuple[Definition, ...]) -> Iterator[str]:
    for definition in definitions:
        if definition.comment:
            yield f"{_INDENT}finds  {' '.join(definition.comment)}"


def _structure(line: LineFacts) -> Iterator[str]:
    name = _defined(line.kind, line.defined) if line.defined else line.kind
    if line.defined and line.kind != line.defined[0].name:
        name = f"{line.kind} by {_defined(line.defined[0].name, line.defined)}"
    yield f"structure  {name}{f'  {line.path}' if line.path else ''}"
    yield from (f"{_INDENT}{reason}" for reason in line.reasons)
    yield from (f"{_INDENT}{_defined(near.terminal, near.defined)}: {near.why}" for near in line.near)
    if line.needed is None:
        return
    for evidence in line.evidence:
        place = f": {_defined(evidence.defined[0].name, evidence.defined)}" if evidence.defined else ""
        yield f"{_INDENT}{evidence.weight:+}  {evidence.words}{place}"
    total = sum(evidence.weight for evidence in line.evidence)
    yield f"{_INDENT}evidence for a heading: {total}, needed: {line.needed}"


def _inline(explanation: Explanation) -> Iterator[str]:
    island = explanation.island
    if island:
        yield f"inline  {_defined(island.terminal, island.defined)}"
        yield from _example(island.defined)
        yield f"{_INDENT}matched {_found(island.text, island.span)}"
        rules = " in ".join(reversed(island.rules))
        yield f"{_INDENT}{f'put into the rule {rules}' if rules else 'left over: no rule went on with it'}"
        if explanation.doubtful:
            yield f"{_INDENT}taken for no date: nothing shows that it is a day and no ratio"
    else:
        yield "inline  water: no terminal matches here"
        for word, near in (("before", explanation.before), ("behind", explanation.behind)):
            yield f"{_INDENT}nearest {word}: {_near(near)}"
    for mention in explanation.mentions:
        yield f"{_INDENT}{type(mention).__name__} {_quoted(str(mention))} from {_found(mention.text, mention.span)}"
    if island and not explanation.mentions:
        yield f"{_INDENT}no mention of the result stands here"


def _near(island: FoundIsland | None) -> str:
    return f"{island.terminal} {_found(island.text, island.span)}" if island else "none"


def _found(text: str, span: Span) -> str:
    return f"{_quoted(text)} [{span.start}, {span.end})"


def _quoted(text: str) -> str:
    return quoted(text if len(text) <= _LONGEST else text[:_LONGEST] + _MORE)


def _duty(duty: DutyFacts) -> Iterator[str]:
    yield f"no deadline{f' by {duty.limit}' if duty.limit else ''}"
    yield from (f"{_INDENT}{reason}" for reason in duty.reasons)
    for where, word in ((True, "before"), (False, "behind")):
        seen = [_cue(cue) for cue in duty.cues if cue.before == where]
        yield f"{_INDENT}seen {word} it in the sentence: {', '.join(seen) or 'nothing'}"


def _cue(cue: SeenCue) -> str:
    return f"{cue.terminal}{f' as {cue.standing}' if cue.standing else ''} {_quoted(cue.text)}"


def _clause(clause: ClauseFacts) -> Iterator[str]:
    standing = f" as {clause.standing}" if clause.standing else ""
    yield f"clauses  {_defined(clause.terminal, clause.defined)}{standing}"
    yield f"{_INDENT}matched {_found(clause.text, clause.span)}"
    if clause.own_defined:
        yield f"{_INDENT}by {_defined(clause.own_defined[0].name, clause.own_defined)}: {_quoted(clause.own)}"


def _role(role: RoleFacts) -> Iterator[str]:
    yield f"role  {role.role}"
    for name, text, definitions in role.terminals:
        yield f"{_INDENT}{_defined(name, definitions)} fits {_quoted(text)}"
    yield f"{_INDENT}evidence that it was issued: {role.evidence}, needed: {role.needed}"
