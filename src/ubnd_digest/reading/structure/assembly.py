"""Parts -> digest: the blocks of the outline, each with the mentions that begin in it, and the roles of references."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ubnd_digest.model.blocks import Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import Area
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.setting import Setting
from ubnd_digest.reading.structure.outline import ItemOutline, Outline

_heading, _paragraph, _entry, _item = unchecked(Heading), unchecked(Paragraph), unchecked(LeadEntry), unchecked(Item)


def run_over(
    outline: Outline, lines: Sequence[Area], mentions: Sequence[Mention], setting: Setting
) -> tuple[Sequence[Mention], tuple[Span, ...]]:
    """The mentions but those over the beginning or the end of a block, or of one of the ``lines``; and where these are.

    The line end there is one in mid-sentence.
    """
    areas = [*lines, *([outline.title] if outline.title else ()), *outline.lead]
    for item in outline.items:
        areas += (area for area in (item.section, item.heading, *item.paragraphs) if area)
    return within(areas, mentions, setting)


def within(
    areas: Iterable[Area], mentions: Sequence[Mention], setting: Setting
) -> tuple[Sequence[Mention], tuple[Span, ...]]:
    """The mentions but those over the beginning or the end of an area, and where these stand."""
    edges = sorted({edge for area in areas for span in (setting.span(*area),) for edge in (span.start, span.end)})
    edges.append(len(setting.view.text))  # behind which nothing ends
    spans = ((one.span, one) for one in mentions)
    over = {span: one for span, one in spans if edges[bisect_right(edges, span.start)] < span.end}
    return [one for one in mentions if over.get(one.span) is not one] if over else mentions, tuple(over)


def assembled(outline: Outline, period: Period | None, mentions: Sequence[Mention], setting: Setting) -> Digest:
    """The digest of an outline, without its diagnostics."""
    text = setting.view.text
    mentions = tuple(mentions)
    starts = [mention.span.start for mention in mentions]

    def block(area: Area) -> tuple[Span, str, tuple[Mention, ...]]:
        span = setting.span(*area)
        inside = mentions[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
        return span, setting.text(span), inside

    def item(found: ItemOutline) -> Item:
        return _item(
            _heading(*block(found.heading)) if found.heading else None,
            tuple(_paragraph(*block(area)) for area in found.paragraphs),
            found.number,
            _heading(*block(found.section)) if found.section else None,
        )

    return Digest(
        text,
        Title(*block(outline.title)) if outline.title else None,
        period,
        tuple(_entry(*block(area)) for area in outline.lead),
        tuple(map(item, outline.items)),
        mentions,
    )
