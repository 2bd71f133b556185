"""Blanks that a view has where its text has others, or none: between words that run together, for line ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Soft hyphens, joiners, marks of direction, byte order marks, and the selectors that follow an emoji.
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufe00\ufe0e\ufe0f\ufeff"
)
DROPPED = "\u200b"  # one of them: no view keeps it
_DROPPED_TOO = f" {INVISIBLE}"


def with_blanks(
    plain: str, places: Sequence[int], breaks: Sequence[int], shifts: Sequence[int]
) -> tuple[str, list[int], list[int]]:
    """A view with blanks before what stands at some places, in order, and its way back to the text.

    ``breaks`` and ``shifts`` are the way back before: how far offsets from each break on are from those of the text.
    A blank that nobody wrote stands where the sign before it does.

    >>> with_blanks("tếchủ", [2], [], [])
    ('tế chủ', [2], [-1])
    """
    found: list[int] = []
    moved: list[int] = []
    pieces: list[str] = []
    done = known = shift = 0
    for more, place in enumerate((*places, len(plain) + 1)):
        while known < len(breaks) and breaks[known] <= place:
            shift = shifts[known]
            found.append(breaks[known] + more)
            moved.append(shift - more)
            known += 1
        if more < len(places):
            pieces += (plain[done:place], " ")
            done = place
            found.append(place + more)
            moved.append(shift - more - 1)
    return "".join((*pieces, plain[done:])), found, moved


def without_line_ends(plain: str, joined: Mapping[int, str]) -> str:
    """A text of the same length with other signs for some of its line ends: spaces, or what is dropped as invisible."""
    lines = plain.split("\n")
    pieces = [lines[0]]
    for number, line in enumerate(lines[1:]):
        sign = joined.get(number, "\n")
        if sign:
            pieces += (sign, line)
        else:  # nor do the blanks beside it stay
            before, behind = pieces[-1].rstrip(_DROPPED_TOO), line.lstrip(_DROPPED_TOO)
            blanks = len(pieces[-1]) - len(before) + 1 + len(line) - len(behind)
            pieces[-1:] = before, DROPPED * blanks, behind
    return "".join(pieces)
