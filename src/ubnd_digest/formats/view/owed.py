"""What is owed: the duties of all digests, and deadlines outside them, each as a row of one table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from ubnd_digest.formats.rows import Surroundings, item_numbers
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import cut, escaped, lone, tag
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.duties import Duty

_LONGEST_TASK = 2000
_LAST = "9999-99-99"


@frozen
class Owed:
    """A row: what is owed, where it stands, and the deadlines by which the timeline shows it."""

    digest: int
    item: int | None
    anchor: str
    due: dt.date | None
    deadlines: tuple[Deadline, ...]
    who: str
    supporting: str | None
    task: str
    document: str | None
    agencies: tuple[str, ...]


def owed_in(digest: Digest, number: int) -> list[Owed]:
    """What is owed by a digest, in text order.

    >>> from ubnd_digest import parse
    >>> [(row.who, row.due.isoformat()) for row in owed_in(parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026."), 0)]
    [('Sở Y tế', '2026-06-29')]
    """
    around, item_of = Surroundings(digest), item_numbers(digest)
    names = {_place(mention): f"d{number}m{place}" for place, mention in enumerate(digest.mentions)}

    def row(found: Deadline | Duty, deadlines: tuple[Deadline, ...], task: str) -> Owed:
        document = around.document(found.span)
        agencies = dict.fromkeys(
            name
            for agency in around.parties(found)
            for name in (agency.name, *(agency.successor or "").split(";"))
            if name.strip()
        )
        return Owed(
            number,
            item_of(found.span),
            names.get(_place(found), ""),
            found.due,
            deadlines,
            found.responsible or "",
            found.supporting if isinstance(found, Duty) else None,
            cut(task, _LONGEST_TASK),
            str(document.number) if document else None,
            tuple(name.strip() for name in agencies),
        )

    rows = [(duty.span.start, row(duty, duty.deadlines, duty.task)) for duty in digest.duties]
    for deadline in digest.deadlines:
        if around.duty(deadline) is None:
            at = item_of(deadline.span)
            heading = digest.items[at].heading if at is not None else None
            rows.append((deadline.span.start, row(deadline, (deadline,), f"({heading})" if heading else deadline.text)))
    rows.sort(key=lambda one: one[0])
    return [one for _, one in rows]


def _place(mention: object) -> tuple[type, int, int]:
    span = mention.span  # type: ignore[attr-defined]
    return type(mention), span.start, span.end


# ---- the table --------------------------------------------------------------------------------


def duties_table(rows: Sequence[Owed], names: Sequence[str], labels: Labels) -> str:
    """The filters and the table; ``names`` are those of the digests."""
    if not rows:
        return tag("p", escaped(labels.say("no_duties")), class_="absent")
    counts = Counter(agency for row in rows for agency in row.agencies)
    agencies = sorted(counts, key=lambda name: (-counts[name], name))
    numbers = {name: number for number, name in enumerate(agencies)}
    head = "".join(_head(key, labels) for key in ("due", "who", "task", "where"))
    body = "".join(_row(place, row, names, numbers, labels) for place, row in enumerate(rows))
    label = escaped(labels.say("duties"))
    table = (
        f'<table class="owed" id="owed"><caption class="unseen">{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    return _filters(agencies, counts, labels) + table + _more(labels)


def _filters(agencies: Sequence[str], counts: Counter[str], labels: Labels) -> str:
    options = tag("option", escaped(labels.say("all_agencies")), value="-1")
    for number, name in enumerate(agencies):
        options += tag("option", escaped(f"{cut(name, 70)} ({counts[name]})"), value=number, lang="vi")
    return tag(
        "form",
        tag("label", tag("span", escaped(labels.say("agency"))) + tag("select", options, id="by-agency"))
        + tag("label", tag("span", escaped(labels.say("words"))) + lone("input", type="search", id="by-words"))
        + tag("label", lone("input", type="checkbox", id="by-day") + escaped(labels.say("dated")), class_="check")
        + tag("output", "", id="shown", role="status"),
        class_="filters",
    )


def _more(labels: Labels) -> str:
    return tag("button", escaped(labels.say("show_all")), type="button", id="all-rows", hidden="")


def _head(key: str, labels: Labels) -> str:
    told = escaped(labels.say(key))
    if key != "due":
        return tag("th", told, scope="col")
    button = tag("button", f'{told}<span class="arrow"></span>', type="button", id="by-due", title=labels.say("sort"))
    return tag("th", button, scope="col", aria_sort="none")


def _row(place: int, row: Owed, names: Sequence[str], numbers: dict[str, int], labels: Labels) -> str:
    who = escaped(row.who) or "\u2013"
    if row.supporting:
        who += _small(labels.say("with", who=row.supporting))
    task = escaped(row.task)
    if row.document:
        task += _small(labels.say("under", document=row.document))
    where = labels.say("outside") if row.item is None else labels.say("item", number=row.item + 1)
    link = tag("a", escaped(where), href=f"#{row.anchor}") if row.anchor else escaped(where)
    if len(names) > 1:
        link += _small(names[row.digest])
    cells = tag("td", _due(row, labels), class_="due") + tag("td", who, class_="who", lang="vi")
    cells += tag("td", task, lang="vi") + tag("td", link, class_="where")
    return tag(
        "tr",
        cells,
        id=f"r{place}",
        data_due=row.due.isoformat() if row.due else _LAST,
        data_who=" ".join(str(numbers[name]) for name in row.agencies),
    )


def _small(text: str) -> str:
    return tag("small", escaped(text))


def _due(row: Owed, labels: Labels) -> str:
    if row.due is None:
        again = any(deadline.rule for deadline in row.deadlines)
        told = tag("span", escaped(labels.say("again" if again else "no_day")), class_="absent")
    else:
        told = tag("time", escaped(labels.day(row.due)), datetime=row.due.isoformat())
        clock = next((one.time for one in row.deadlines if one.due == row.due and one.time), None)
        told += f" {clock.isoformat('minutes')}" if clock else ""
    words = "".join(tag("small", escaped(cut(one.text, 80)), lang="vi") for one in row.deadlines[:3])
    return told + words


def dated(rows: Sequence[Owed]) -> Iterator[tuple[dt.date, int, Deadline]]:
    """The deadlines with a day, each with the number of its row."""
    for place, row in enumerate(rows):
        for deadline in row.deadlines:
            if deadline.due:
                yield deadline.due, place, deadline
