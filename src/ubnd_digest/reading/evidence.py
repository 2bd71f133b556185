"""What was decided, and because of what: the value that every decision of the reading returns.

Offsets are those of the folded view. :mod:`ubnd_digest.model.explanation` has the same for users, in offsets of the
text.
"""

from __future__ import annotations

from ubnd_digest.model.tuples import NamedTuple


class Reason(NamedTuple):
    """One thing that spoke for a decision or against it.

    Attributes:
        name: the terminal that stands there, such as ``"OPENING"``, or a word of its own in small letters, such as
            ``"apart"`` or ``"in the period"``.
        weight: what it added; 0 where it decides by itself or is only told.
        start: where it stands in the view; -1 where it stands nowhere.
        end: where it ends, exclusive; -1 likewise.
    """

    name: str
    weight: int = 0
    start: int = -1
    end: int = -1


class Decision(NamedTuple):
    """What was decided of a stretch of the view.

    Attributes:
        question: ``"title"``, ``"line"``, ``"heading"``, ``"entry"`` (of the lead), ``"role"``, ``"deadline"``,
            ``"responsible"``, ``"issuer"`` or ``"antecedent"``.
        answer: what it was taken for: ``"heading"``, ``"paragraph"``, ``"issued"``, ``"cited"``, ``"deadline"``,
            ``"none"`` …; for an antecedent the number of the document, or ``"open"``.
        start: where the stretch begins.
        end: where it ends, exclusive.
        because: the reasons, in the order in which they were weighed.
        needed: the sum of weights that the first answer needs; None where no weights are added.
    """

    question: str
    answer: str
    start: int
    end: int
    because: tuple[Reason, ...]
    needed: int | None = None

    @property
    def weight(self) -> int:
        """The sum of the weights."""
        return sum(reason.weight for reason in self.because)
