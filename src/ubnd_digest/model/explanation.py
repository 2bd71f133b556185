"""Why a text was read as it was: what was decided at one place, and because of what."""

from __future__ import annotations

from attrs import frozen

from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import shown

_LONGEST = 80


def quoted(words: str) -> str:
    r"""Words in quotation marks, on one line, and not too many of them.

    >>> quoted("Sở\nY tế")
    "'Sở Y tế'"
    """
    line = shown(words)
    return f"'{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + chr(0x2026)}'"


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
    >>> print(reason)
    -1  TARGET 'Phấn đấu'
    """

    name: str
    weight: int
    span: Span | None
    text: str

    def __str__(self) -> str:
        """The weight, the name and the words, on one line."""
        weight, words = f"{self.weight:+d}  " if self.weight else "", f" {quoted(self.text)}" if self.text else ""
        return f"{weight}{self.name}{words}"


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

    def __str__(self) -> str:
        """The question with its answer, and a line for each reason."""
        lines = [f"{self.question}: {self.answer}  {quoted(self.text)}", *map(str, self.because)]
        if self.needed is not None:
            lines.append(f"together {sum(reason.weight for reason in self.because)}, needed: {self.needed}")
        return "\n    ".join(lines)


@frozen
class Explanation:
    """What stands at one place of a text, and the decisions that made it so.

    Attributes:
        offset: the place, in code points.
        mentions: the mentions there, an outer one before those inside it.
        decisions: what was decided of the line, of its references and of its dates, in text order.

    >>> from ubnd_digest import explain
    >>> print(explain("Họp trong 15 ngày.", 10))
    Duration '15 ngày' [10, 17)
    heading: stray  'Họp trong 15 ngày.'
        ends like a sentence '.'
        no heading above
    deadline: none  '15 ngày'
        no day from which it counts
    """

    offset: int
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]

    def __str__(self) -> str:
        """The mentions, and the decisions with their reasons, as the command ``explain`` has them without terminals."""
        lines = [f"{type(one).__name__} {quoted(one.text)} [{one.span.start}, {one.span.end})" for one in self.mentions]
        return "\n".join((*lines, *map(str, self.decisions)))
