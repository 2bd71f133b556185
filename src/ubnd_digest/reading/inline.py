"""The inline grammar: from a folded text to the drafts of its mentions, in text order."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.reader import Reader
from ubnd_digest.grammar.scanner import Island, Places
from ubnd_digest.reading.dates.dates import clocked, date_draft, dates_draft, unread_draft
from ubnd_digest.reading.dates.durations import Recurrences, counted_draft, duration_draft
from ubnd_digest.reading.dates.effects import effective_draft, expiry_draft
from ubnd_digest.reading.drafts import DatesDraft, Draft
from ubnd_digest.reading.duties.deadlines import deadline_draft
from ubnd_digest.reading.references.provisions import ProvisionDrafts
from ubnd_digest.reading.references.references import ReferenceDrafts
from ubnd_digest.reading.text_scan import text_scanner


class Callbacks:
    """What becomes of each rule of the inline grammar, by its name."""

    date = staticmethod(date_draft)
    dates = staticmethod(dates_draft)
    deadline = staticmethod(deadline_draft)
    effective = staticmethod(effective_draft)
    expiry = staticmethod(expiry_draft)
    clocked = staticmethod(clocked)
    unread = staticmethod(unread_draft)
    stray_year = staticmethod(date_draft)
    duration = staticmethod(duration_draft)
    counted = staticmethod(counted_draft)

    def __init__(self, grammar: Grammar) -> None:
        self.reference = ReferenceDrafts(grammar.pattern("SERIAL_OF_LIST"))
        self.provision = ProvisionDrafts(grammar.pattern("LABEL"), grammar.pattern("FORM_LABEL"))
        self.recurrence = Recurrences(grammar)

    @staticmethod
    def inline(children: list[Draft | list[Draft] | Island | None]) -> list[Draft]:
        """All drafts of a text, in text order; what was left over is dropped."""
        found: list[Draft] = []
        for child in children:
            if isinstance(child, list):
                found += child
            elif child is not None and not isinstance(child, Island):
                found.append(child)
        # a phrase may hold no date, where only parts of a unit are named
        return [draft for draft in found if not isinstance(draft, DatesDraft) or draft.dates]


class InlineReader:
    """What reads mentions."""

    def __init__(self, grammar: Grammar) -> None:
        self._scanner = grammar.scanner("inline")
        self.scan = text_scanner(grammar).scan
        self._reader = Reader(grammar, "inline", Callbacks(grammar))

    def drafts(self, folded: str, places: Places | None = None) -> list[Draft]:
        """The drafts of a folded text; ``places`` are where its words may begin, where that is known."""
        return self._reader.read(self._scanner.tokens(folded, places))  # type: ignore[no-any-return]
