"""What is owed: the duties of all digests, and deadlines outside them, each as a row of one table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from attrs import frozen

from ubnd_digest.formats.rows import Surroundings
from ubnd_digest.formats.view.cards import Told
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import as_shown, cut, escaped, lone, tag
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, item_numbers
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.spans import Mention

_LONGEST_TASK = 2000


@frozen
class Owed:
    """A row: what is owed, where it stands, and the deadlines by which the timeline shows it."""

    digest: int
    item: int | None
    # the number of the duty, or the deadline, among the mentions of the digest; None where it has no mark
    mention: int | None
    due: dt.date | None
    deadlines: tuple[Deadline, ...]
    words: tuple[int, ...]  # the numbers of the mentions that say when
    who: str
    supporting: str | None
    task: str
    # where the task stands in the words of the mark as a script reads them; None where it does not
    place: tuple[int, int] | None
    document: str | None
    agencies: tuple[str, ...]


def owed_in(digest: Digest, number: int, unmarked: Collection[int | None] = ()) -> list[Owed]:
    """What is owed by a digest, in text order; ``unmarked`` are the mentions without a mark.

    >>> from ubnd_digest import parse
    >>> [(row.who, row.due.isoformat()) for row in owed_in(parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026."), 0)]
    [('Sở Y tế', '2026-06-29')]
    """
    around, item_of = Surroundings(digest), item_numbers(digest)
    numbers = {_key(mention): at for at, mention in enumerate(digest.mentions) if at not in unmarked}

    def row(found: Deadline | Duty, deadlines: tuple[Deadline, ...], task: str) -> Owed:
        document = around.document(found.span)
        agencies = dict.fromkeys(
            name
            for agency in around.parties(found)
            for name in (agency.name, *(agency.successor or "").split(";"))
            if name.strip()
        )
        mention, shown = numbers.get(_key(found)), cut(task, _LONGEST_TASK)
        return Owed(
            number,
            item_of(found.span),
            mention,
            found.due,
            deadlines,
            tuple(at for one in deadlines[:3] if (at := numbers.get(_key(one))) is not None),
            found.responsible or "",
            found.supporting if isinstance(found, Duty) else None,
            shown,
            None if mention is None else _place(shown, found.text),
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


def _key(mention: Mention) -> tuple[type, int, int]:
    return type(mention), mention.span.start, mention.span.end


def _place(task: str, words: str) -> tuple[int, int] | None:
    task, words = as_shown(task), as_shown(words)
    at = words.find(task)
    if at < 0:
        return None
    start, length = (len(part.encode("utf-16-le")) // 2 for part in (words[:at], task))
    return start, start + length


# ---- the table --------------------------------------------------------------------------------


def agencies_of(rows: Sequence[Owed]) -> list[str]:
    """The agencies by which rows can be filtered, those that owe most first."""
    counts = Counter(agency for row in rows for agency in row.agencies)
    return sorted(counts, key=lambda name: (-counts[name], name))


def duties_table(rows: Sequence[Owed], labels: Labels) -> str:
    """The filters and the table, whose rows and choices the script makes."""
    if not rows:
        return tag("p", escaped(labels.say("no_duties")), class_="absent")
    head = "".join(_head(key, labels) for key in ("due", "who", "task", "where"))
    label = escaped(labels.say("duties"))
    table = (
        f"<table class=owed id=owed><caption class=unseen>{label}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody></tbody></table>"
    )
    more = tag("button", escaped(labels.say("show_all")), type="button", id="all-rows", hidden="")
    return _filters(labels) + table + more


def _filters(labels: Labels) -> str:
    options = tag("option", escaped(labels.say("all_agencies")), value="-1")
    return tag(
        "form",
        tag("label", tag("span", escaped(labels.say("agency"))) + tag("select", options, id="by-agency"))
        + tag("label", tag("span", escaped(labels.say("words"))) + lone("input", type="search", id="by-words"))
        + tag("label", lone("input", type="checkbox", id="by-day") + escaped(labels.say("dated")), class_="check")
        + tag("output", "", id="shown", role="status"),
        class_="filters",
    )


def _head(key: str, labels: Labels) -> str:
    told = escaped(labels.say(key))
    if key != "due":
        return tag("th", told, scope="col")
    button = tag("button", f"{told}<span class=arrow></span>", type="button", id="by-due", title=labels.say("sort"))
    return tag("th", button, scope="col", aria_sort="none")


# ---- what the script makes rows of -----------------------------------------------------------------


def rows_data(rows: Sequence[Owed], told: Told, agencies: Sequence[str]) -> list[list[Any]]:
    """The rows as data, texts as numbers in ``told``.

    Each is ``[digest, item from 1 or 0, mention or -1, day, clock, who, with whom, task, document, whether it comes
    again, [mention whose words say when, …], [agency, …]]``; a text that is not there is 0. A task is a text, or
    ``[start, end]`` within the words of the mark, as UTF-16.
    """
    text = told.texts.text
    numbers = {name: number for number, name in enumerate(agencies)}
    made: list[list[Any]] = []
    for row in rows:
        clock = next((one.time for one in row.deadlines if one.due == row.due and one.time), None)
        made.append(
            [
                row.digest,
                0 if row.item is None else row.item + 1,
                -1 if row.mention is None else row.mention,
                text(row.due.isoformat() if row.due else ""),
                text(clock.isoformat("minutes") if clock else ""),
                text(row.who),
                text(row.supporting or ""),
                list(row.place) if row.place else text(row.task),
                text(row.document or ""),
                int(any(deadline.rule for deadline in row.deadlines)),
                list(row.words),
                [numbers[name] for name in row.agencies],
            ]
        )
    return made


def dated(rows: Sequence[Owed]) -> Iterator[tuple[dt.date, int, Deadline]]:
    """The deadlines with a day, each with the number of its row."""
    for place, row in enumerate(rows):
        for deadline in row.deadlines:
            if deadline.due:
                yield deadline.due, place, deadline
