"""What every step needs to know of a text: its view, and the days near which it was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.dates.calendar import Anchor

if TYPE_CHECKING:
    from ubnd_digest.reading.text_scan import Scan

# offsets that the parser made itself are in order
_span = unchecked(Span)


class Setting(NamedTuple):
    """A text as its mentions are read.

    Attributes:
        view: its view.
        anchor: the period, where there is one.
        span: what gives the span in the text of a stretch of the view.
        scan: where words may begin.
    """

    view: View
    anchor: Anchor | None
    span: Callable[[int, int], Span]
    scan: Scan | None = None

    @classmethod
    def of(cls, view: View, anchor: Anchor | None, scan: Scan | None = None) -> Setting:
        """The setting of a view; who looks for words in it needs a ``scan`` of it."""
        span = _span if view.is_plain() else lambda start, end: _span(*view.span(start, end))
        return cls(view, anchor, span, scan)

    def only(self, areas: Sequence[Area]) -> Setting:
        """The same where nothing is written outside some areas, given in order."""
        return self._replace(view=self.view.only(areas), scan=self.scan and self.scan.only(areas))

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self.view.text[span.start : span.end]


class Found(NamedTuple):
    """What one step found: mentions, and what it doubts."""

    mentions: tuple[Mention, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


NOTHING = Found()


def warning(code: str, message: str, span: Span) -> Diagnostic:
    """A diagnostic that is no error."""
    return Diagnostic(code, Severity.WARNING, message, span)
