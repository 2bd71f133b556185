"""The text of a digest as elements: title, lead, items with headings and paragraphs, and what stands between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.marks import Mark, Marker, Sign
from ubnd_digest.formats.view.markup import cut, escaped, tag
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.kinds import kind_of, kinds
from ubnd_digest.model.positions import line_starts
from ubnd_digest.model.tuples import NamedTuple

_ELEMENTS = {"title": "h2", "heading": "h3"}


class Row(NamedTuple):
    """A stretch of the text that is an element of its own."""

    kind: str
    start: int
    end: int
    item: int | None


def rows_of(digest: Digest) -> Iterator[Row]:
    r"""The text of a digest in stretches, without lines of blanks.

    >>> from ubnd_digest import parse
    >>> [row.kind for row in rows_of(parse("Trang chủ\n\nChỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)"))]
    ['other', 'title']
    """
    blocks = [Row("title", digest.title.span.start, digest.title.span.end, None)] if digest.title else []
    areas = [item.span for item in digest.items]
    seen: set[tuple[int, int]] = set()
    for number, item in enumerate(digest.items):
        if item.section and (item.section.span.start, item.section.span.end) not in seen:
            seen.add((item.section.span.start, item.section.span.end))
            blocks.append(Row("section", item.section.span.start, item.section.span.end, None))
        blocks += [Row(type(one).__name__.lower(), one.span.start, one.span.end, number) for one in item.blocks]
    blocks.sort(key=lambda row: (row.start, row.end))
    lines = line_starts(digest.source)
    leads = [entry.span for entry in digest.lead]
    starts = [area.start for area in areas]

    def between(first: int, last: int) -> Iterator[Row]:
        """What stands between two blocks, line by line."""
        while first < last:
            place = bisect_right(lines, first)
            end = min(lines[place], last) if place < len(lines) else last
            if digest.source[first:end].strip():
                lead = bisect_right(leads, first, key=lambda span: span.end) < bisect_right(
                    leads, end - 1, key=lambda span: span.start
                )
                at = bisect_right(starts, first) - 1
                inside = at if at >= 0 and first < areas[at].end else None
                yield Row("lead" if lead else "other", first, end, inside)
            first = end

    done = 0
    for row in blocks:
        if row.end > done:  # blocks of a digest made by hand may overlap
            yield from between(done, row.start)
            yield row._replace(start=max(row.start, done))
            done = row.end
    yield from between(done, len(digest.source))


def article(digest: Digest, number: int, labels: Labels) -> tuple[str, set[int | None]]:
    """A digest as an article, and the numbers of the mentions that have no mark.

    Its items are ``d0i3``, its doubts ``d0x3``; the script names its marks ``d0m3``, since they follow one another.
    """
    marker = Marker(digest.source, marks_of(digest), _signs(digest, number))
    pieces: list[str] = []
    if digest.title is None:
        pieces.append(tag("h2", escaped(labels.say("untitled")), class_="absent"))
    here: int | None = None
    for row in rows_of(digest):
        if row.item != here:
            pieces.append("" if here is None else "</section>")
            pieces.append("" if row.item is None else f'<section class="item" id="d{number}i{row.item}">')
            here = row.item
        inner = marker.stretch(row.start, row.end)
        pieces.append(tag(_ELEMENTS.get(row.kind, "p"), inner, class_=None if row.kind == "paragraph" else row.kind))
    pieces.append("" if here is None else "</section>")
    rest = marker.rest()
    pieces.append(tag("p", rest, class_="other") if rest else "")
    return tag("article", "".join(pieces), id=f"d{number}", lang="vi", data_digest=number), marker.left_out


def marks_of(digest: Digest) -> list[Mark]:
    """The marks of all mentions, with their numbers."""
    short = short_names()
    found = []
    for number, mention in enumerate(digest.mentions):
        kind = kind_of(mention)
        if kind:
            found.append(Mark(mention.span.start, mention.span.end, short[kind.name], number))
    return found


@cache
def short_names() -> dict[str, str]:
    """The classes of the kinds of mention in the page: there are thousands of marks.

    >>> short_names()["references"], short_names()["dates"]
    ('A', 'B')
    """
    return {kind.name: chr(ord("A") + place) for place, kind in enumerate(kinds())}


def item_name(digest: Digest, number: int, labels: Labels) -> str:
    """What an item is called in lists: its heading, or how its first paragraph begins."""
    item = digest.items[number]
    return cut(item.blocks[0].text, 120) or labels.say("item", number=number + 1)


def _signs(digest: Digest, number: int) -> list[Sign]:
    """Where something is in doubt; what, the script takes from the table."""
    found = []
    for place, doubt in enumerate(digest.diagnostics):
        kind, target = f"flag {doubt.severity.value}", f"#d{number}x{place}"
        found.append(Sign(doubt.span.start, tag("a", id=f"d{number}s{place}", class_=kind, href=target)))
    found.sort(key=lambda sign: sign.at)
    return found
