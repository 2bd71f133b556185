"""Whether an item is about a document or only cites it: what was weighed."""

# ruff: noqa: SLF001 - what is explained are the reader's own steps

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.references import Reference
from ubnd_digest.reading.calendar import Anchor
from ubnd_digest.reading.parser import _anchor_of
from ubnd_digest.reading.roles import _BEFORE, _BEHIND, _ENOUGH, Placed


@frozen
class RoleFacts:
    """The role of a reference in the first paragraph of an item.

    Attributes:
        role: ``issued`` or ``cited``.
        evidence: the points that were reached, by it and those of its list together.
        needed: the points that make it ``issued``.
        terminals: the terminals that spoke for or against it, with what stands there and where they are defined.
    """

    role: str
    evidence: int
    needed: int
    terminals: tuple[tuple[str, str, tuple[Definition, ...]], ...]


def role_facts(reading: Reading, offset: int) -> RoleFacts | None:
    """What was weighed for the reference at an offset of the text; None where none stands in a first paragraph.

    >>> from ubnd_digest import Parser
    >>> role_facts(Reading("12/3/2026", Parser()), 0) is None
    True
    """
    item = next((item for item in reading.digest.items if item.span.start <= offset < item.span.end), None)
    if item is None or not item.paragraphs:
        return None
    first = item.paragraphs[0]
    references = [found for found in first.mentions if isinstance(found, Reference)]
    reference = next((found for found in references if found.span.start <= offset < found.span.end), None)
    if reference is None:
        return None
    start = reading.at(first.span.start)
    members = _list_of(reading, references, reference)
    period = reading.digest.period
    anchor = Anchor(period.start, period.end) if period else _anchor_of(reading.digest.anchor)
    evidence = reading.parser._issued._evidence(members, reading.folded, start, anchor)
    return RoleFacts(reference.role.value, evidence, _ENOUGH, tuple(_terminals(reading, members, start)))


def _list_of(reading: Reading, references: list[Reference], wanted: Reference) -> list[Placed]:
    """The references of a list, of which one is wanted, in the folded view."""
    members: list[Placed] = []
    gap = reading.grammar.pattern("LIST_GAP")
    for reference in references:
        placed = Placed(reference, reading.at(reference.span.start), reading.at(reference.span.end - 1) + 1)
        if members and not gap.fullmatch(reading.folded, members[-1].end, placed.start):
            if any(member.reference is wanted for member in members):
                break
            members = []
        members.append(placed)
    return members


def _terminals(
    reading: Reading, members: list[Placed], start: int
) -> Iterator[tuple[str, str, tuple[Definition, ...]]]:
    folded = reading.folded
    first, last = members[0], members[-1]
    before = folded[max(start, first.start - _BEFORE) : first.start]
    behind = folded[last.end : last.end + _BEHIND]
    pattern = reading.grammar.pattern
    found = {
        "CITED_BEFORE": pattern("CITED_BEFORE").search(before),
        "ISSUED_BEFORE": pattern("ISSUED_BEFORE").search(before),
        "FOREIGN_BEHIND": pattern("FOREIGN_BEHIND").match(behind),
        "FOREIGN_SYMBOL": pattern("FOREIGN_SYMBOL").search(first.reference.number.symbol),
    }
    for name, match in found.items():
        # what is cited is not asked for what was issued
        if match and not (name == "ISSUED_BEFORE" and found["CITED_BEFORE"]):
            yield name, match.group().strip(), reading.defined(name)
