"""Blanks that a view has where its text has others, or none: between words that run together, for line ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DROPPED = "\u200b"  # an invisible sign, which no view keeps


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
            before, behind = pieces[-1].rstrip(" "), line.lstrip(" ")
            blanks = len(pieces[-1]) - len(before) + 1 + len(line) - len(behind)
            pieces[-1:] = before, DROPPED * blanks, behind
    return "".join(pieces)
