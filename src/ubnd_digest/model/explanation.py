"""Why a text was read as it was: what was decided at one place, and because of what."""

from __future__ import annotations

from attrs import frozen

from ubnd_digest.model.spans import Mention, Span


@frozen
class Reason:
    """One thing that spoke for a decision or against it.

    Attributes:
        name: the terminal of the grammar that stands there, such as ``"OPENING"``, or words in small letters.
        weight: what it added to the sum; 0 where it decides by itself or is only told.
        span: where it stands, or None.
        text: the text of the span; empty without one.

    >>> from ubnd_digest import explain
    >>> reason = explain("Phấn đấu hoàn thành trước ngày 30/6/2026.", 30).decisions[-1].because[-1]
    >>> reason.name, reason.weight, reason.text
    ('TARGET', -1, 'Phấn đấu')
    """

    name: str
    weight: int
    span: Span | None
    text: str


@frozen
class Decision:
    """What was decided of a stretch of the text.

    Attributes:
        question: ``"title"``, ``"line"``, ``"heading"``, ``"role"``, ``"deadline"``, ``"responsible"``,
            ``"issuer"`` or ``"antecedent"``.
        answer: what it was taken for.
        span: the stretch.
        text: the text of the span.
        because: the reasons, in the order in which they were weighed.
        needed: the sum of weights that was needed; None where no weights are added.

    >>> from ubnd_digest import explain
    >>> decision = explain("Kế hoạch trồng cây", 0).decisions[0]
    >>> decision.question, decision.answer
    ('heading', 'stray')
    """

    question: str
    answer: str
    span: Span
    text: str
    because: tuple[Reason, ...]
    needed: int | None


@frozen
class Explanation:
    """What stands at one place of a text, and the decisions that made it so.

    Attributes:
        offset: the place, in code points.
        mentions: the mentions there, an outer one before those inside it.
        decisions: what was decided of the line, of its references and of its dates, in text order.

    >>> from ubnd_digest import explain
    >>> [mention.text for mention in explain("Họp trước ngày 30/6/2026.", 15).mentions]
    ['trước ngày 30/6/2026', 'ngày 30/6/2026']
    """

    offset: int
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]
