"""What of a page is no part of its text though no markup says so: boxes beside it, and its text once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ubnd_digest.formats.html.growth import Region
from ubnd_digest.formats.html.page_lines import ANY_BOX, TOLD, PageLine, Says
from ubnd_digest.formats.html.tree import NOWHERE, Survey

# Lines that the page has had before, one after the other, are a copy of its text if they are so much of what it tells;
# an item may stand in a digest twice.
_COPIED = 0.6
_FEWEST = 3
# How many lines may be missing in a copy, one after the other.
_GAP = 6


def copies(lines: list[PageLine], hidden: list[bool]) -> Iterator[tuple[int, int]]:
    """The stretches of runs that are the text of the page once more, such as that for a printer, or its title."""
    shown = [line for line in lines if line.words and not hidden[line.first]]
    seen: dict[str, int] = {}
    stretches: list[list[PageLine]] = [[]]
    told = start = 0
    before = NOWHERE
    for number, line in enumerate(shown):
        first = seen.setdefault(line.words, number)
        following = range(before + 1, min(before + 1 + _GAP, start)) if stretches[-1] else ()
        at = next((one for one in following if shown[one].words == line.words), NOWHERE)
        if at == NOWHERE:
            stretches.append([])
            at, start = first, number
        if first == number:
            told += _told(line)
        else:
            stretches[-1].append(line)
            before = at
            if Says.TITLE in line.says:
                yield line.first, line.last
    for stretch in stretches:
        words = {line.words: _told(line) for line in stretch}
        if len(words) >= _FEWEST and told and sum(words.values()) >= _COPIED * told:
            yield stretch[0].first, stretch[-1].last


def _told(line: PageLine) -> int:
    """The characters of a line that tells what a digest tells."""
    return len(line.words) if line.says & TOLD and Says.LINK not in line.says else 0


def boxes(
    survey: Survey, lines: list[PageLine], dropped: Sequence[bool], prose: list[int], most: float
) -> Iterator[tuple[int, int]]:
    """The stretches of runs under lines that stand over boxes: other news, statistics, the weather."""
    region = Region(survey, lines, [not drop for drop in dropped])
    shown = region.lines
    sums = [0, *accumulate(prose)]
    # for each line, and behind the last, the next one that cannot stand in a box
    following = [len(shown)] * (len(shown) + 1)
    unlinked, listed = following.copy(), following.copy()
    for number in range(len(shown) - 1, -1, -1):
        says = shown[number].says
        following[number] = number if _is_text(says) else following[number + 1]
        unlinked[number] = number if not says & (Says.LINK | Says.SITE | ANY_BOX) else unlinked[number + 1]
        listed[number] = number if says & ANY_BOX or unlinked[number] == number else listed[number + 1]
    done = NOWHERE
    for number, line in enumerate(shown):
        if not line.says & ANY_BOX or line.first <= done:
            continue
        ends = following if Says.BOX in line.says else unlinked
        for first, last in _areas_under(survey, region, line):
            if ends[number + 1] >= region.number(last + 1) and sums[last + 1] - sums[first] <= most:
                done = last
                break
        else:
            # what follows it directly is a list of links
            stop = listed[number + 1]
            done = shown[stop - 1].last if stop > number + 1 else done
        if done >= line.first:
            yield line.first, done


def _is_text(says: Says) -> bool:
    numbered = Says.NUMBER in says and Says.PARTLY_LINK not in says  # in lists of documents the number is the link
    return (numbered or bool(says & (Says.EVIDENCE | Says.TITLE))) and not says & (Says.LINK | Says.SITE | ANY_BOX)


def _areas_under(survey: Survey, region: Region, line: PageLine) -> Iterator[tuple[int, int]]:
    """What may be the box under its title, the largest first: elements that begin with it, or the rest of one."""
    parents = survey.tree.parents
    around: list[tuple[int, int]] = []
    element = survey.tree.owners[line.first]
    while element != NOWHERE and region.area(element)[0] == line.first:
        around.append(region.area(element))
        element = parents[element]
    yield from (area for area in reversed(around) if area[1] > line.last)
    if element == NOWHERE or region.area(element)[1] > line.last:
        yield line.first, region.area(element)[1]
