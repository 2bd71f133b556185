"""Why mentions were read so: the decisions about each, from a second reading of the text with the same grammar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import UbndDigestError
from ubnd_digest.model.explanation import Decision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span

_ASKED = {
    Reference: ("role", "issuer"),
    Deadline: ("deadline", "responsible"),
    DateExpression: ("deadline",),
    Anaphora: ("antecedent",),
}


class Evidence:
    """The decisions about the mentions of a digest; none where it is not known how it was read."""

    def __init__(self, digest: Digest) -> None:
        self._found: dict[str, tuple[list[int], list[tuple[Span, Decision]]]] = {}
        by_question: dict[str, list[tuple[Span, Decision]]] = {}
        for place, decision in _decisions(digest):
            by_question.setdefault(decision.question, []).append((place, decision))
        for question, told in by_question.items():
            told.sort(key=lambda one: one[0])
            self._found[question] = [place.start for place, _ in told], told

    def of(self, mention: Mention) -> list[Decision]:
        """The decisions about a mention, in the order in which they are asked for.

        >>> from ubnd_digest import parse
        >>> digest = parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026.")
        >>> [(one.question, one.answer) for one in Evidence(digest).of(digest.deadlines[0])]
        [('deadline', 'deadline'), ('responsible', 'party')]
        """
        decisions = []
        for question in _ASKED.get(type(mention), ()):
            starts, told = self._found.get(question, ([], []))
            at = bisect_right(starts, mention.span.start) - 1
            for place, decision in told[max(at, 0) : at + 2]:
                if place.start < mention.span.end and mention.span.start < place.end:
                    decisions.append(decision)
                    break
        if isinstance(mention, DateExpression):  # only why a date is no limit
            return [one for one in decisions if one.answer == "none"]
        return decisions


def _decisions(digest: Digest) -> Sequence[tuple[Span, Decision]]:
    if digest.grammar is None:
        return ()
    from ubnd_digest.reading.choice import parser_of
    from ubnd_digest.reading.explanation import told_all

    try:
        parser = parser_of(digest.grammar.publisher)
    except UbndDigestError:
        return ()
    marked = [item.heading.span for item in digest.items if item.heading]
    for headings in ([], marked):  # those of a file are not kept, but they are headings of items
        reading = parser._read(digest.source, anchor=digest.anchor, headings=headings)  # noqa: SLF001 - of one library
        if reading.digest == digest:
            return told_all(reading)
    return ()
