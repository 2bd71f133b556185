"""What a list does not have, told in a line on standard error: limits that no day of the calendar is known for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from ubnd_digest.formats.rows import Choice, Surroundings
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.errors import MissingExtraError
from ubnd_digest.model.tuples import NamedTuple

_UNKNOWN_DAYS = "unknown-calendar"  # the diagnostic of a limit in working days that could not be counted


class LeftOut(NamedTuple):
    """How many deadlines have no day for a calendar, and how many limits in working days could not be counted."""

    undated: int = 0
    uncounted: int = 0


NOTHING = LeftOut()


def left_out(digest: Digest, choice: Choice, *, dated: bool) -> LeftOut:
    """What a list of a digest does not have; ``dated`` where only deadlines with a day are in it."""
    undated = 0
    if dated and not (choice.first or choice.last):  # who asks for days asks for nothing else
        around = Surroundings(digest)
        without = [one for one in digest.deadlines if choice.day(one) is None]
        undated = sum(choice.takes(one, around.parties(one)) for one in without)
    return LeftOut(undated, sum(doubt.code == _UNKNOWN_DAYS for doubt in digest.diagnostics))


def together(some: Iterable[LeftOut]) -> LeftOut:
    """What the lists of several digests do not have.

    >>> together([LeftOut(1, 2), LeftOut(3, 0)])
    LeftOut(undated=4, uncounted=2)
    """
    found = list(some)
    return LeftOut(sum(one.undated for one in found), sum(one.uncounted for one in found))


def told(found: LeftOut) -> Iterator[str]:
    """The lines that say so.

    >>> list(told(LeftOut(undated=2)))
    ['deadlines left out of the calendar, since their day is not known (2)']
    """
    if found.undated:
        yield f"deadlines left out of the calendar, since their day is not known ({found.undated})"
    if found.uncounted:
        known = find_spec("holidays") is not None
        why = "check tells where" if known else str(MissingExtraError("workdays", "to count working days"))
        yield f"limits in working days left out ({found.uncounted}): {why}"
