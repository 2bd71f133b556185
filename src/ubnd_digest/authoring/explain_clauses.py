"""What the grammar of clauses found at a place: the party, the leader, the word of duty."""

# ruff: noqa: SLF001 - what is explained are the reader's own steps

from __future__ import annotations

from attrs import frozen

from ubnd_digest.authoring.explain_duty import STANDING
from ubnd_digest.authoring.explain_reading import Reading
from ubnd_digest.grammar.definitions import Definition
from ubnd_digest.model.spans import Span

# The name of an agency that a publisher's record brings; it stands at the head of a party.
_OWN = "OWN_AGENCY"


@frozen
class ClauseFacts:
    """A word or phrase that says who acts, or whether anybody must.

    Attributes:
        terminal: the terminal of the clauses grammar that found it.
        standing: for a party, how it stands: ``ASSIGNED``, ``REQUESTED``, ``ADDRESSED``, ``SUBJECT`` or ``OBJECT``
            (only named); else empty.
        defined: where the terminal is defined, then what extends it.
        span: where it stands in the text as given.
        text: the same, as written.
        own: what of it is the name of an agency of the publisher's; empty where none is.
        own_defined: where such names are defined; empty where none was found.
    """

    terminal: str
    standing: str
    defined: tuple[Definition, ...]
    span: Span
    text: str
    own: str
    own_defined: tuple[Definition, ...]


def clause_facts(reading: Reading, at: int) -> ClauseFacts | None:
    """The token of the clauses grammar that covers a place in the folded view; None where none does.

    >>> from ubnd_digest import Parser
    >>> clause_facts(Reading("12/3/2026", Parser()), 0) is None
    True
    """
    start, end = reading.line(at)
    paragraph = reading.parser._duty.read(reading.folded, reading.view.cased, start, end)
    cue = next((cue for cue in paragraph.cues if cue.start <= at < cue.end), None)
    if cue is None:
        return None
    party = cue.kind in STANDING
    terminal = "PARTY" if party else cue.kind
    own: tuple[int, int] | None = None
    if party:
        # what stands behind a name is looked at by the name, and is no longer part of the party
        found = reading.grammar.pattern(_OWN).finditer(reading.folded, cue.start, end)
        own = next((match.span() for match in found if match.start() < cue.end), None)
    span = reading.span(cue.start, cue.end)
    return ClauseFacts(
        terminal,
        cue.kind if party else "",
        reading.defined(terminal),
        span,
        reading.shown(span),
        reading.shown(reading.span(*own)) if own else "",
        reading.defined(_OWN) if own else (),
    )
