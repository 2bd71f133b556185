"""What the cards of mentions say, as data: the page builds them as text, never as markup."""

from __future__ import annotations

from typing import Any

from ubnd_digest.formats.view.evidence import Evidence
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import cut
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.explanation import Decision
from ubnd_digest.model.kinds import kind_of, kinds
from ubnd_digest.model.resolution import Resolution

# What the text itself shows, or the list of fields says elsewhere.
_LEFT_OUT = {"task"}
_MOST_REASONS = 12
_LONGEST = 300


class Texts:
    """Texts that are written once, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text.

        >>> texts = Texts()
        >>> texts.number("a"), texts.number("b"), texts.number("a"), texts.all()
        (0, 1, 0, ['a', 'b'])
        """
        return self._numbers.setdefault(text, len(self._numbers))

    def all(self) -> list[str]:
        """All texts, by their numbers."""
        return list(self._numbers)


def fields_of(mention: object, labels: Labels) -> list[tuple[str, str]]:
    """What a mention says: its fields by name, those without a value left out.

    >>> from ubnd_digest import find_references
    >>> fields_of(find_references("Quyết định số 12/QĐ-UBND")[0], Labels("en"))[1]
    ('number', '12/QĐ-UBND')
    """
    kind = kind_of(mention)
    if kind is None:
        return []
    told = ((name, labels.value(of(mention))) for name, of in kind.columns.items() if name not in _LEFT_OUT)
    return [(labels.field(name), cut(value, _LONGEST)) for name, value in told if value]


def cards(
    digest: Digest, number: int, resolution: Resolution, evidence: Evidence | None, labels: Labels, texts: Texts
) -> list[Any]:
    """The cards of a digest, one a mention, as ``[kind, [field, value, …], document or -1, decisions]``.

    Texts are numbers in ``texts``, the document is one of the resolution. A decision is
    ``[question, answer, needed or None, [reason, weight, words, …]]``.
    """
    places = {kind.of: place for place, kind in enumerate(kinds())}
    keys = {document.key: place for place, document in enumerate(resolution.documents)}
    found: list[Any] = []
    for mention in digest.mentions:
        fields = [texts.number(part) for pair in fields_of(mention, labels) for part in pair]
        document = resolution.document_of(mention, number)
        card: list[Any] = [places.get(type(mention), -1), fields, keys[document.key] if document else -1]
        decisions = evidence.of(mention) if evidence else []
        if decisions:
            card.append([_decision(decision, labels, texts) for decision in decisions])
        elif document is None:
            card.pop()
        found.append(card)
    return found


def _decision(decision: Decision, labels: Labels, texts: Texts) -> list[Any]:
    reasons: list[Any] = []
    for reason in decision.because[:_MOST_REASONS]:
        reasons += [texts.number(reason.name), reason.weight, texts.number(cut(reason.text, 80))]
    answer = texts.number(labels.answer(cut(decision.answer, 120)))
    return [texts.number(labels.question(decision.question)), answer, decision.needed, reasons]
