"""The dates, lengths of time and recurrences of a digest as TIMEX3 of TimeML.

TimeML, and not TEI: its three types ``DATE``, ``DURATION`` and ``SET`` with values in ISO 8601 are those of this
library, and the programs that find or compare expressions of time read it. TEI's ``date`` has no recurrence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from ubnd_digest.formats.exports.xml import HEAD, marked, tag, written
from ubnd_digest.model.dates import DateExpression, DateRange, Part, Precision
from ubnd_digest.model.digest import Digest, checked_digest
from ubnd_digest.model.durations import Duration, SetExpression
from ubnd_digest.model.spans import Mention

_PARTS = {Part.EARLY: "START", Part.MID: "MID", Part.LATE: "END"}
_HALVES = {(1, 6): "H1", (7, 12): "H2"}


def to_timeml(digest: Digest, *, name: str = "digest") -> str:
    """Write the text of a digest in TimeML, with its dates, lengths of time and recurrences as ``TIMEX3``.

    Args:
        digest: a digest.
        name: what the document is called in it.

    Returns:
        An XML document. Its ``TEXT`` is the whole text; signs that XML cannot have are U+FFFD. The day of creation is
        the end of the digest's period. Behind both dates of a range an empty ``TIMEX3`` says that they are one.

    Raises:
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> print(to_timeml(parse("Xong trước quý II năm 2026.")).partition("<TimeML>")[2])
    <BLANKLINE>
    <DOCID>digest</DOCID>
    <TEXT>Xong trước <TIMEX3 tid="t1" type="DATE" value="2026-Q2">quý II năm 2026</TIMEX3>.</TEXT>
    </TimeML>
    <BLANKLINE>
    """
    digest = checked_digest("to_timeml", digest)
    numbers = count(1)
    known: dict[tuple[int, int], str] = {}
    ranges = {found.last.span: found for found in digest.ranges}

    def render(mention: Mention, inner: str) -> str:
        identifier = known[mention.span.start, mention.span.end] = f"t{next(numbers)}"
        element = f"{tag('TIMEX3', tid=identifier, **_values(mention))}{inner}</TIMEX3>"
        found = ranges.get(mention.span)
        first = known.get((found.first.span.start, found.first.span.end)) if found else None
        return element + _joined(found, first, identifier, numbers) if found and first else element

    text = marked(digest.source, 0, _outermost(digest.mentions), render)
    dct = ""
    if digest.period:
        day = tag("TIMEX3", tid="t0", type="DATE", value=str(digest.period.end), functionInDocument="CREATION_TIME")
        dct = f"<DCT>{day}</TIMEX3></DCT>\n"
    return f"{HEAD}<TimeML>\n<DOCID>{written(name)}</DOCID>\n{dct}<TEXT>{text}</TEXT>\n</TimeML>\n"


def _joined(found: DateRange, first: str, last: str, numbers: Iterator[int]) -> str:
    """The element, without text, for both dates of a range."""
    if found.start is None or found.end is None or found.end < found.start:
        return ""
    value = f"P{(found.end - found.start).days + 1}D"
    identifier = f"t{next(numbers)}"
    whole = tag("TIMEX3", tid=identifier, type="DURATION", value=value, beginPoint=first, endPoint=last)
    return whole.removesuffix(">") + "/>"


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those that are written: none of them inside another one."""
    end = 0
    for mention in mentions:
        told = mention.start if isinstance(mention, DateExpression) else isinstance(mention, (Duration, SetExpression))
        if told and mention.span.start >= end:
            yield mention
            end = mention.span.end


def _values(mention: Mention) -> dict[str, str | None]:
    if isinstance(mention, Duration):
        return {"type": "DURATION", "value": mention.value}
    if isinstance(mention, SetExpression):
        return {"type": "SET", "value": mention.value, "quant": "EVERY"}
    assert isinstance(mention, DateExpression)
    return {"type": "DATE", "value": _value(mention), "mod": _PARTS[mention.part] if mention.part else None}


def _value(date: DateExpression) -> str:
    """The value of a date as TIMEX3 has it: quarters and halves by their letters, other months as an interval."""
    start, end = date.start, date.end
    assert start
    assert end
    if date.precision is Precision.QUARTER:
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    if date.precision is Precision.MONTHS:
        half = _HALVES.get((start.month, end.month)) if start.year == end.year else None
        return f"{start.year:04}-{half}" if half else f"{start.year:04}-{start.month:02}/{end.year:04}-{end.month:02}"
    full = start.isoformat()
    return {Precision.DAY: full, Precision.MONTH: full[:7]}.get(date.precision, full[:4])
