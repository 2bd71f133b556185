"""What the cards of mentions say, as data: the page builds them as text, never as markup."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ubnd_digest.formats.view.evidence import Evidence, in_short
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import as_shown, cut
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.explanation import Decision
from ubnd_digest.model.kinds import kind_of, kinds
from ubnd_digest.model.resolution import Resolution

# What the text itself shows, or the list of fields says elsewhere.
_LEFT_OUT = {"task"}
_MOST_REASONS = 12
_LONGEST = 300


_WORDS_OF_THE_MARK = -1


class Once:
    """Values that are written once, each with its number; a list of texts is that of their numbers.

    >>> texts = Once()
    >>> texts.number("a"), texts.text("b; a"), texts.number("a"), texts.all()
    (0, 2, 0, ['a', 'b', [1, 0]])
    """

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def number(self, value: Hashable) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def text(self, text: str) -> int:
        """The number of a text."""
        parts = text.split("; ")
        return self.number(tuple(map(self.number, parts)) if len(parts) > 1 else text)

    def all(self) -> list[Any]:
        """All values, by their numbers."""
        return [list(value) if isinstance(value, tuple) else value for value in self._numbers]


class Told:
    """What the cards and tables of a page say, each thing once.

    Attributes:
        texts: the texts.
        shapes: of cards, each ``[kind, name of a field, …]``.
        decisions: each ``[question, answer, needed or None, reason, weight, words, …]``; one without reasons where
            nothing had to be decided.
        cards: each ``[shape, value, …, document or -1, decision, …]``; what is at the end is left out where it is not
            there, and -1 for a value stands for the words of the mark.
    """

    def __init__(self) -> None:
        self.texts, self.shapes, self.decisions, self.cards = Once(), Once(), Once(), Once()
        self.texts.number("")


def fields_of(mention: object, labels: Labels) -> list[tuple[str, str]]:
    """What a mention says: its fields by name, those without a value left out.

    >>> from ubnd_digest import find_references
    >>> fields_of(find_references("Quyết định số 12/QĐ-UBND")[0], Labels("en"))[1]
    ('number', '12/QĐ-UBND')
    """
    kind = kind_of(mention)
    if kind is None:
        return []
    values = {name: of(mention) for name, of in kind.columns.items() if name not in _LEFT_OUT}
    named = getattr(mention, "named", None)
    if isinstance(named, DateExpression):  # the column has it as machines write it
        values["named"] = named.start if named.start and named.start == named.end else as_shown(named.text)
    told = ((name, labels.value(value)) for name, value in values.items())
    return [(labels.field(name), cut(value, _LONGEST)) for name, value in told if value]


def cards(
    digest: Digest, number: int, resolution: Resolution, evidence: Evidence | None, labels: Labels, told: Told
) -> list[int]:
    """The cards of a digest, one a mention, as numbers in ``told``."""
    places = {kind.of: place for place, kind in enumerate(kinds())}
    keys = {document.key: place for place, document in enumerate(resolution.documents)}
    found: list[int] = []
    why = told.texts.number(labels.say("why"))
    for mention in digest.mentions:
        fields, words = fields_of(mention, labels), as_shown(mention.text)
        shape = (places.get(type(mention), -1), *(told.texts.number(name) for name, _ in fields))
        values = [_WORDS_OF_THE_MARK if value == words else told.texts.text(value) for _, value in fields]
        document = resolution.document_of(mention, number)
        decisions = [_decision(decision, labels, told) for decision in (evidence.of(mention) if evidence else ())]
        if evidence and evidence.known and not decisions:
            decisions.append(told.decisions.number((why, told.texts.number(labels.say(in_short(mention))), None)))
        end = [keys[document.key] if document else -1, *decisions] if document or decisions else []
        found.append(told.cards.number((told.shapes.number(shape), *values, *end)))
    return found


def _decision(decision: Decision, labels: Labels, told: Told) -> int:
    number = told.texts.number
    reasons: list[int] = []
    for reason in decision.because[:_MOST_REASONS]:
        reasons += [number(labels.reason(reason.name)), reason.weight, number(cut(reason.text, 80))]
    answer = number(labels.answer(cut(decision.answer, 120)))
    return told.decisions.number((number(labels.question(decision.question)), answer, decision.needed, *reasons))
