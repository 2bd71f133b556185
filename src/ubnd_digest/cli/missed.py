"""Why nothing of what is asked for was found: another name of who must act, or days outside the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ubnd_digest.cli.terminal import printable
from ubnd_digest.formats.party_words import nearest_names
from ubnd_digest.formats.rows import Choice, Surroundings
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.tuples import NamedTuple

CHOSEN = ("deadlines", "duties")  # the kinds of which some may be asked for
_NAMES = 3  # so many that are near are told


class Missed(NamedTuple):
    """What a file has of a kind; of several files, what all have."""

    found: int = 0
    fitting: int = 0  # those of who must act that is asked for
    first: dt.date = dt.date.max
    last: dt.date = dt.date.min  # of these the first and the last day; before the first where none has a day
    names: frozenset[str] = frozenset()  # of who must act, where no such one is among them


def missed_in(digest: Digest, kind: str, choice: Choice, *, dated: bool) -> Missed | None:
    """What a digest has of deadlines or duties; None where some are asked for, with a day where ``dated``."""
    around, found = Surroundings(digest), getattr(digest, kind)
    anybody = choice._replace(first=None, last=None)
    names: set[str] = set()
    days: list[dt.date | None] = []
    for one in found:
        parties = around.parties(one)
        if choice.takes(one, parties) and (choice.day(one) or not dated):
            return None
        if anybody.takes(one, parties):
            days.append(choice.day(one))
        else:
            names.update([party.name for party in parties] or [one.responsible or ""])
    some = [day for day in days if day]
    first, last = min(some, default=dt.date.max), max(some, default=dt.date.min)
    return Missed(len(found), len(days), first, last, frozenset(names - {""}))


def of_all(missed: Iterable[Missed]) -> Missed:
    """What several files have."""
    found, fitting, first, last, names = zip(*(missed or [Missed()]), strict=True)
    return Missed(sum(found), sum(fitting), min(first), max(last), frozenset().union(*names))


def why_none(kind: str, choice: Choice, missed: Missed) -> str:
    """The message that nothing is found of what is asked for, and why.

    >>> why_none("deadlines", Choice(responsible="so xay duhg"), Missed(2, names=frozenset({"Sở Xây dựng", "Sở Y tế"})))
    'none of the deadlines is of “so xay duhg”: did you mean Sở Xây dựng?'
    >>> why_none("deadlines", Choice(first=dt.date(2026, 3, 1)), Missed(1, 1, dt.date(2026, 2, 5), dt.date(2026, 2, 9)))
    'the last of the deadlines is due on 2026-02-09, before 2026-03-01'
    """
    if not missed.found:
        return f"no {kind} were found"
    words = printable(choice.responsible or "")
    if not missed.fitting:
        near = ", ".join(map(printable, nearest_names(words, missed.names, _NAMES)))
        return f"none of the {kind} is of “{words}”{f': did you mean {near}?' if near else ''}"
    whose = f"“{words}” {kind}" if words else kind
    if missed.last == dt.date.min:
        return f"none of the {whose} has a day"
    if choice.first and missed.last < choice.first:
        return f"the last of the {whose} is due on {missed.last}, before {choice.first}"
    if choice.last and missed.first > choice.last:
        return f"the first of the {whose} is due on {missed.first}, after {choice.last}"
    return f"none of the {whose} is due from {choice.first} to {choice.last}"
