"""Why mentions were read so: the decisions about each, from a second reading of the text with the same grammar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.errors import UbndDigestError
from ubnd_digest.model.explanation import Decision
from ubnd_digest.model.laws import Law
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import folded_words

_ASKED = {
    Reference: ("role", "issuer"),
    Deadline: ("deadline", "responsible"),
    DateExpression: ("deadline",),
    Anaphora: ("antecedent",),
    Duty: ("responsible",),
}


class Evidence:
    """The decisions about the mentions of a digest; none where it is not known how it was read.

    Attributes:
        known: whether it is known.
    """

    def __init__(self, digest: Digest) -> None:
        decisions = _decisions(digest)
        self.known = decisions is not None
        self._found: dict[str, tuple[list[int], list[tuple[Span, Decision]]]] = {}
        by_question: dict[str, list[tuple[Span, Decision]]] = {}
        for place, decision in decisions or ():
            by_question.setdefault(decision.question, []).append((place, decision))
        for question, told in by_question.items():
            told.sort(key=lambda one: one[0])
            self._found[question] = [place.start for place, _ in told], told

    def of(self, mention: Mention) -> list[Decision]:
        """The decisions about a mention, in the order in which they are asked for.

        Who must act is asked for a limit: a duty has the decision of its own first one.

        >>> from ubnd_digest import parse
        >>> digest = parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026.")
        >>> [(one.question, one.answer) for one in Evidence(digest).of(digest.deadlines[0])]
        [('deadline', 'deadline'), ('responsible', 'party')]
        """
        if isinstance(mention, Duty):
            if not mention.deadlines:
                return []
            asked, span = _ASKED[Duty], mention.deadlines[0].span
        else:
            asked, span = _ASKED.get(type(mention), ()), mention.span
        decisions = []
        for question in asked:
            starts, told = self._found.get(question, ([], []))
            at = bisect_right(starts, span.start) - 1
            for place, decision in told[max(at, 0) : at + 2]:
                if place.start < span.end and span.start < place.end:
                    decisions.append(decision)
                    break
        if isinstance(mention, DateExpression):  # only why a date is no limit
            return [one for one in decisions if one.answer == "none"]
        return decisions


def in_short(mention: Mention) -> str:
    """Why a mention was read so about which nothing was decided: the key of a message of the page.

    >>> from ubnd_digest import find_dates
    >>> [in_short(date) for date in find_dates("ngày 30/6/2026 và ngày 5/7")]
    ['by_words', 'by_rest']
    """
    if isinstance(mention, Duty) and folded_words(mention.responsible) not in folded_words(mention.text):
        return "by_party_before"
    inner = (mention, *(getattr(mention, name, None) for name in ("first", "last", "date")))
    if any(getattr(one, "inferred", False) for one in inner):
        return "by_law_in_force" if isinstance(mention, Law) else "by_rest"
    return "by_words"


def _decisions(digest: Digest) -> Sequence[tuple[Span, Decision]] | None:
    if digest.grammar is None:
        return None
    from ubnd_digest.reading.choice import parser_of
    from ubnd_digest.reading.explanation import told_all

    try:
        parser = parser_of(digest.grammar.publisher)
    except UbndDigestError:
        return None
    marked = [item.heading.span for item in digest.items if item.heading]
    for headings in ([], marked):  # those of a file are not kept, but they are headings of items
        reading = parser._read(digest.source, anchor=digest.anchor, headings=headings)  # noqa: SLF001 - of one library
        if reading.digest == digest:
            return told_all(reading)
    if digest.title is None and not digest.items:  # of a single document
        _, reading = parser._read_document(digest.source, digest.anchor)  # noqa: SLF001 - of one library
        if reading.digest == digest:
            return told_all(reading)
    return None
