"""The timeline of deadlines, as a picture (SVG): a day a column, a deadline a dot."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import escaped, tag
from ubnd_digest.formats.view.owed import Owed, dated

_MOST_COLUMNS = 90
_STACK = 8  # dots above one another before a column becomes wider
_DOT, _STEP, _GAP = 7, 18, 46
_LEFT, _TOP, _FOOT = 34, 16, 58


def timeline(rows: Sequence[Owed], labels: Labels) -> str:
    """The picture with its heading; nothing where no deadline has a day."""
    found = sorted(dated(rows), key=lambda one: one[0])
    if not found:
        return ""
    by_month = len({day for day, _, _ in found}) > _MOST_COLUMNS
    columns: dict[dt.date, list[int]] = {}
    for day, row, _ in found:
        columns.setdefault(day.replace(day=1) if by_month else day, []).append(row)
    first, last = found[0][0], found[-1][0]
    summary = labels.say("timeline_told", count=len(found), first=labels.day(first), last=labels.day(last))
    note = labels.say("timeline_months" if by_month else "timeline_scale")
    heading = tag("h2", escaped(labels.say("timeline")), id="timeline-name")
    picture = _picture(columns, labels, by_month=by_month, summary=summary)
    scroller = tag("div", picture, class_="scroll", tabindex=0, role="region", aria_labelledby="timeline-name")
    return heading + scroller + tag("p", escaped(f"{summary} {note}"), class_="note")


def _picture(columns: dict[dt.date, list[int]], labels: Labels, *, by_month: bool, summary: str) -> str:
    tallest = min(max(map(len, columns.values())), _STACK)
    base = _TOP + tallest * _STEP
    pieces: list[str] = []
    x, before, year = float(_LEFT), None, None
    for day, rows in columns.items():
        if before is not None:
            x += _apart(day, before, by_month=by_month)
        wide = math.ceil(len(rows) / _STACK)
        dots = []  # the script tells at each what its row says
        for place, row in enumerate(rows):
            cx, cy = x + (place // _STACK) * _STEP, base - 6 - (place % _STACK + 0.5) * _STEP
            dots.append(tag("circle", "", cx=_n(cx), cy=_n(cy), r=_DOT, data_row=row))
        middle = x + (wide - 1) * _STEP / 2
        pieces.append(tag("line", "", x1=_n(middle), y1=base, x2=_n(middle), y2=base + 6))
        pieces += dots
        name = f"{day.month}/{day.year}" if by_month else labels.say("day_and_month", day=day.day, month=day.month)
        pieces.append(tag("text", name, x=_n(middle), y=base + 22))
        if day.year != year and not by_month:
            pieces.append(tag("text", str(day.year), x=_n(middle), y=base + 40, class_="year"))
        x, before, year = x + (wide - 1) * _STEP, day, day.year
    width, height = math.ceil(x + _LEFT), base + _FOOT
    axis = tag("line", "", x1=8, y1=base, x2=width - 8, y2=base, class_="axis")
    return tag(
        "svg",
        axis + "".join(pieces),
        class_="timeline",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_label=summary,
    )


def _apart(day: dt.date, before: dt.date, *, by_month: bool) -> float:
    """How far a column stands from the one before: days that are far away are drawn nearer."""
    return _GAP + (0 if by_month else 14 * math.log2((day - before).days))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
