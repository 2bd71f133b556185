"""The same, small: a marked text for a page of one's own, and what a notebook shows of a digest and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ubnd_digest.formats.view.blocks import item_name
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.marks import marked_text
from ubnd_digest.formats.view.markup import cut, escaped, tag, written
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import kind_of, kinds
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.spans import Mention

_MOST_ITEMS, _MOST_LETTERS = 12, 6000


def _framed(inner: str, *, lang: str = ENGLISH) -> str:
    style = written("small.css").replace("\n", "")
    return f"<style>{style}</style>" + tag("div", inner, class_="ubnd-digest", lang=lang)


def annotated(text: str, mentions: Iterable[Mention]) -> str:
    """A text with its mentions highlighted by kind, with a legend: a fragment for a page or a notebook.

    >>> from ubnd_digest import find_dates
    >>> text = "Họp ngày 5/3/2026 <b>"
    >>> annotated(text, find_dates(text)).partition("<p")[2].partition("</p>")[0]
    '>Họp <mark class=dates title="Date">ngày 5/3/2026</mark> &lt;b&gt;'
    """
    found = list(mentions)
    return _framed(tag("p", _marked(text, 0, found)) + _legend(found), lang="vi")


def _marked(text: str, start: int, mentions: Sequence[Mention]) -> str:
    labels = Labels(ENGLISH)
    titles = {kind.name: labels.kind(kind.name) for kind in kinds()}
    placed = [
        (mention.span.start - start, mention.span.end - start, kind.name)
        for mention in mentions
        if (kind := kind_of(mention))
    ]
    return marked_text(text, placed, titles)


def _legend(mentions: Sequence[Mention]) -> str:
    labels, there = Labels(ENGLISH), {type(mention) for mention in mentions}
    names = [kind.name for kind in kinds() if kind.of in there]
    told = " ".join(tag("mark", escaped(labels.kind(name)), class_=name) for name in names)
    return tag("small", told, lang=ENGLISH) if names else ""


# ---- what a notebook shows ----------------------------------------------------------------------


def digest_html(digest: Digest) -> str:
    """A digest: its title, what was found, its items with what was issued and what is due."""
    labels = Labels(ENGLISH)
    title = digest.title.text if digest.title else labels.say("untitled")
    head = tag("b", escaped(cut(title, 300)))
    if digest.period:
        days = labels.say("period", start=labels.day(digest.period.start), end=labels.day(digest.period.end))
        head += tag("div", escaped(days))
    rows = tag("tr", "".join(tag("th", escaped(labels.say(key))) for key in ("items", "documents", "due")))
    for number, item in enumerate(digest.items[:_MOST_ITEMS]):
        due = [deadline.due for deadline in item.deadlines if deadline.due]
        issued = "; ".join(str(reference.number) for reference in item.issued)
        cells = (item_name(digest, number, labels), cut(issued, 200), labels.day(min(due)) if due else "")
        rows += tag("tr", "".join(tag("td", escaped(cell)) for cell in cells))
    inner = head + (tag("table", rows) if digest.items else "")
    if len(digest.items) > _MOST_ITEMS:
        inner += tag("div", escaped(labels.say("more", count=len(digest.items) - _MOST_ITEMS)))
    if not digest.items:
        text = digest.source[:_MOST_LETTERS]
        inner += tag("p", _marked(text, 0, [one for one in digest.mentions if one.span.end <= len(text)]))
    inner += _legend_with_counts(digest, labels)
    for doubt in digest.diagnostics[:_MOST_ITEMS]:
        inner += _doubt(doubt, labels)
    return _framed(inner)


def _legend_with_counts(digest: Digest, labels: Labels) -> str:
    counts = {kind: sum(type(one) is kind.of for one in digest.mentions) for kind in kinds()}
    told = " ".join(
        tag("mark", escaped(f"{labels.kind(kind.name)} {count}"), class_=kind.name)
        for kind, count in counts.items()
        if count
    )
    return tag("div", told)


def item_html(item: Item) -> str:
    """An item: its heading and paragraphs with their mentions highlighted."""
    pieces, left = [], _MOST_LETTERS
    for block in item.blocks:
        text = block.text[:left]
        inside = [one for one in block.mentions if one.span.end - block.span.start <= len(text)]
        inner = _marked(text, block.span.start, inside) + ("\u2026" if len(text) < len(block.text) else "")
        pieces.append(tag("p", tag("b", inner) if block is item.heading else inner))
        left -= len(text)
        if left <= 0:
            break
    return _framed("".join(pieces) + _legend(item.mentions), lang="vi")


def duty_html(duty: Duty) -> str:
    """A duty: who, with whom, what, until when."""
    labels = Labels(ENGLISH)
    told = {
        "who": duty.responsible,
        "agency": "; ".join(map(_agency, duty.parties)),
        "task": cut(duty.task, _MOST_LETTERS),
        "due": labels.day(duty.due) if duty.due else labels.say("no_day"),
        "documents": "; ".join(map(str, duty.basis)),
    }
    with_whom = tag("small", escaped(labels.say("with", who=duty.supporting))) if duty.supporting else ""
    rows = "".join(
        tag("tr", tag("th", escaped(labels.say(key))) + tag("td", escaped(value) + (with_whom if key == "who" else "")))
        for key, value in told.items()
        if value
    )
    return _framed(tag("table", rows, class_="duties"))


def _agency(agency: Agency) -> str:
    return f"{agency.name} \u2192 {agency.successor}" if agency.successor else agency.name


def diagnostic_html(doubt: Diagnostic) -> str:
    """A diagnostic: how grave, what, where."""
    return _framed(_doubt(doubt, Labels(ENGLISH)))


def _doubt(doubt: Diagnostic, labels: Labels) -> str:
    grave = tag("b", escaped(labels.code(doubt.severity.value)))
    code, where = tag("code", escaped(doubt.code)), f"{doubt.span.start}\u2013{doubt.span.end}"
    return tag("div", f"{grave} {escaped(doubt.message)} {code} {tag('small', where)}")
