"""Drafts -> mentions, in text order: each kind by its own module, with what it needs of the others handed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.kinds import text_order
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import folded_words
from ubnd_digest.reading.completion import with_neighbours
from ubnd_digest.reading.dates import dates_in
from ubnd_digest.reading.deadlines import counted_of, deadlines_of, plainly
from ubnd_digest.reading.drafts import (
    CountedDraft,
    DatesDraft,
    DeadlineDraft,
    Draft,
    ProvisionDraft,
    RecurrenceDraft,
    ReferenceDraft,
    phrase_of,
)
from ubnd_digest.reading.durations import duration_of, set_of
from ubnd_digest.reading.effects import effect_of
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.parties import Paragraph, paragraph_of
from ubnd_digest.reading.provision_documents import with_documents
from ubnd_digest.reading.provisions import provision_of
from ubnd_digest.reading.references import Placed, reference_of, with_shared_days
from ubnd_digest.reading.setting import Setting

_LINE_END = re.compile("\n")
# How far after the last limit of a paragraph its subject may stand, in characters.
_AFTER = 300
# How many lines below a document its day of signing may still be spoken of.
_LINES_ABOVE = 3


class Mentions(NamedTuple):
    """All mentions of a text in text order, where its references stand, and what was decided and doubted."""

    mentions: tuple[Mention, ...]
    placed: tuple[Placed, ...]
    diagnostics: tuple[Diagnostic, ...]
    decisions: tuple[Decision, ...]


def mentions_of(drafts: list[Draft], setting: Setting, grammar: Grammar) -> Mentions:
    """The mentions that drafts are, an outer one before those inside it."""
    folded = setting.view.folded
    sentence_end = grammar.pattern("SENTENCE_END")
    drafts = with_shared_days(drafts, folded, grammar.pattern("REFERENCE_JOINT"))
    drafts = with_neighbours(with_documents(drafts, folded, grammar), folded, sentence_end, setting.anchor)
    drafts = [plainly(draft, folded) for draft in drafts]
    lines = _Lines.of(folded)
    paragraphs = _Paragraphs(drafts, lines, setting, grammar)
    mentions: list[Mention] = []
    placed: list[Placed] = []
    diagnostics: list[Diagnostic] = []
    decisions: list[Decision] = []
    recurrence: RecurrenceDraft | None = None
    dated: Placed | None = None
    for draft in drafts:
        if (phrase := phrase_of(draft)) and phrase.durations:
            mentions += (duration_of(duration, setting) for duration in phrase.durations)
        if isinstance(draft, DatesDraft):
            _, found, doubts = dates_in(draft, setting)
        elif isinstance(draft, ReferenceDraft):
            reference, (found, doubts) = reference_of(draft, setting, _before(placed, draft, lines))
            if reference:
                placed.append(Placed(reference, draft.start, draft.end))
                dated = placed[-1] if reference.date else dated
        elif isinstance(draft, DeadlineDraft):
            found, doubts, decided = deadlines_of(draft, paragraphs.of(draft.start), setting, recurrence)
            decisions += decided
            if draft.recurrence:
                mentions.append(set_of(draft.recurrence, setting))
        elif isinstance(draft, CountedDraft):
            mentions.append(duration_of(draft.duration, setting))
            signed = _signed(dated, draft.start, lines, folded) if draft.signed else None
            paragraph = paragraphs.of(draft.start) if draft.dates or signed else None
            found, doubts, decided = counted_of(draft, paragraph, setting, signed)
            decisions += decided
        elif isinstance(draft, RecurrenceDraft):
            found, doubts, recurrence = (set_of(draft, setting),), (), draft
        elif isinstance(draft, ProvisionDraft):
            found, doubts = provision_of(draft, setting)
        else:
            signed = None if draft.signed_end is None else _signed(dated, draft.start or 0, lines, folded)
            found, doubts = effect_of(draft, setting, signed)
        mentions += found
        diagnostics += doubts
    mentions.sort(key=text_order)
    return Mentions(tuple(mentions), tuple(placed), tuple(diagnostics), tuple(decisions))


class _Lines(NamedTuple):
    """Where the lines of a view begin; each ends before the next one's beginning."""

    starts: list[int]

    @classmethod
    def of(cls, folded: str) -> _Lines:
        return cls([0, *(match.end() for match in _LINE_END.finditer(folded)), len(folded) + 1])

    def at(self, offset: int) -> tuple[int, int]:
        """The start and the end of the line that holds an offset."""
        place = bisect_right(self.starts, offset) - 1
        return self.starts[place], self.starts[place + 1] - 1

    def between(self, first: int, last: int) -> int:
        """How many lines end between two offsets."""
        return bisect_right(self.starts, last) - bisect_right(self.starts, first)


def _before(placed: list[Placed], draft: ReferenceDraft, lines: _Lines) -> Reference | None:
    """The last reference, where it stands on the line of this one."""
    if draft.type_place is not None or not placed:
        return None
    last = placed[-1]
    return last.reference if last.start >= lines.at(draft.start)[0] else None


def _signed(dated: Placed | None, at: int, lines: _Lines, folded: str) -> DateExpression | None:
    """The day of the last document that names one: of this line, or a little above where its type is named again."""
    if dated is None:
        return None
    start = lines.at(at)[0]
    if dated.start < start:
        named = folded_words(dated.reference.type_text)
        if (
            lines.between(dated.end, start) > _LINES_ABOVE
            or not named
            or named not in folded[max(start, at - _AFTER) : at]
        ):
            return None
    return dated.reference.date


class _Paragraphs:
    """The paragraphs that hold limits, each read once: the drafts ask for them in text order."""

    def __init__(self, drafts: list[Draft], lines: _Lines, setting: Setting, grammar: Grammar) -> None:
        self._lines, self._view, self._grammar = lines, setting.view, grammar
        limits = [draft for draft in drafts if isinstance(draft, (DeadlineDraft, CountedDraft))]
        # where the last limit of each line ends: what is far after it need not be read
        self._reach = {lines.at(draft.start): draft.end for draft in limits}
        self._last: tuple[tuple[int, int], Paragraph] | None = None

    def of(self, at: int) -> Paragraph:
        """The paragraph that holds an offset at which a limit begins."""
        line = start, end = self._lines.at(at)
        if self._last is None or self._last[0] != line:
            end = min(end, self._reach[line] + _AFTER)
            while self._view.folded.startswith(" ", start, end):  # blanks at the ends of lines stand here
                start += 1
            self._last = line, paragraph_of(self._grammar, self._view.folded, self._view.cased, start, end)
        return self._last[1]
