"""Which stretches of text are the main text of a page, and not menus, side bars and footers.

What belongs to the site is told by the names of elements, by links, and by what lines say. Of the rest the smallest
element with most of the prose is where the text is sure to be; from there it grows: to what stands beside it in
elements of the same kind, whatever its length, and to whatever tells what a digest tells. When in doubt text is kept,
since the grammar of lines passes over what belongs to a site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from ubnd_digest.formats.html.elements import Kind
from ubnd_digest.formats.html.growth import Region, grown
from ubnd_digest.formats.html.page_lines import ANY_BOX, TOLD, PageLine, Says, lines_of_page
from ubnd_digest.formats.html.scan import Tag, Text, names
from ubnd_digest.formats.html.titles import Body, before_text
from ubnd_digest.formats.html.tree import NOWHERE, Survey, Tree
from ubnd_digest.model.tuples import NamedTuple

_PROSE = 40  # a block with fewer characters outside links is no prose, unless it tells what a digest tells
# How much of the prose may be lost with what is hidden; with what has the name of a menu, or stands in a box.
_HIDDEN_SHARE = 2 / 3
_SITE_SHARE = 1 / 3
_BOX_SHARE = 1 / 2
# How much of the prose an element must hold for the text to be there; one that says it is the main text.
_ENOUGH = 0.9
_ENOUGH_OF_MAIN = 2 / 3
# Elements that hold paragraphs.
_BOXES = names("article blockquote body center dd div dl fieldset form li main ol section table tbody td th tr ul")


class Selection(NamedTuple):
    """What is known of the elements, and which runs of the tree are the main text."""

    kinds: list[Kind]
    kept: list[bool]


def select(page: str, tokens: list[Tag | Text], tree: Tree, *, whole: bool = False) -> Selection:
    """Find the main text; with ``whole`` all that is not hidden is taken for it, menus included.

    >>> from ubnd_digest.formats.html.scan import scan
    >>> from ubnd_digest.formats.html.tree import grow
    >>> page = "<nav>Menu</nav><p>A text of some length in which several words follow each other.</p>"
    >>> select(page, scan(page), grow(page, scan(page))).kept
    [False, True]
    """
    survey = Survey(page, tree)
    lines = lines_of_page(survey, tokens)
    hidden = _dropped(survey, lines, [False] * len(tree.runs), Kind.HIDDEN, _HIDDEN_SHARE)
    if whole:
        return Selection(survey.kinds, [not drop for drop in hidden])
    dropped = _dropped(survey, lines, hidden, Kind.SITE, _SITE_SHARE)
    _drop(dropped, copies(lines, hidden))
    prose = _prose(survey, lines, dropped)
    _drop(dropped, boxes(survey, lines, dropped, prose, _BOX_SHARE * sum(prose)))
    _drop(dropped, ((line.first, line.last) for line in lines if Says.SITE in line.says))
    body = _body(survey, lines, dropped)
    for run in before_text(survey, tokens, lines, body, hidden, dropped):
        body.kept[run] = True
    if any(body.kept):
        return Selection(survey.kinds, body.kept)
    return Selection(survey.kinds, [not drop for drop in dropped])


def _drop(dropped: list[bool], areas: Iterable[tuple[int, int]]) -> None:
    for first, last in areas:
        dropped[first : last + 1] = [True] * (last + 1 - first)


def _prose(survey: Survey, lines: list[PageLine], dropped: Sequence[bool]) -> list[int]:
    """For each run its characters, where it is prose."""
    unlinked = [
        0 if drop or linked else length
        for drop, linked, length in zip(dropped, survey.linked, survey.lengths, strict=True)
    ]
    site = [False] * len(unlinked)
    told = [False] * len(unlinked)
    for line in lines:
        runs = range(line.first, line.last + 1)
        for run in runs:
            site[run] = bool(line.says & (Says.SITE | Says.BOX | Says.UNSURE_BOX))
            told[run] = bool(line.says & TOLD)
    of_blocks: dict[int, int] = {}
    for run, length in enumerate(unlinked):
        if not site[run]:
            of_blocks[survey.blocks[run]] = of_blocks.get(survey.blocks[run], 0) + length
    return [
        length if not site[run] and (told[run] or of_blocks[survey.blocks[run]] >= _PROSE) else 0
        for run, length in enumerate(unlinked)
    ]


def _dropped(survey: Survey, lines: list[PageLine], before: list[bool], kind: Kind, share: float) -> list[bool]:
    """For each run whether it is dropped now that elements of a kind are, but for those with too much of the prose."""
    prose = survey.sums(zip(survey.tree.owners, _prose(survey, lines, before), strict=True))
    most = share * prose[NOWHERE]
    chosen = survey.tree.inherited(kind in own and prose[number] <= most for number, own in enumerate(survey.kinds))
    return [drop or now for drop, now in zip(before, survey.of_runs(chosen), strict=True)]


def _body(survey: Survey, lines: list[PageLine], dropped: list[bool]) -> Body:
    """Where the text is sure to be, and all that belongs to it."""
    prose = _prose(survey, lines, dropped)
    core = _container(survey, survey.sums(zip(survey.tree.owners, prose, strict=True)))
    region = Region(survey, lines, [not drop for drop in dropped])
    kept = grown(region, core)
    # lists of links within the text belong to it, those before and behind do not
    with_prose = [run for run, length in enumerate(prose) if length and kept[run]]
    if with_prose:
        for run, listed in enumerate(survey.in_link_list):
            kept[run] &= not listed or with_prose[0] < run < with_prose[-1]
    first, last = region.area(core)
    return Body(first, last, kept)


def _container(survey: Survey, prose: list[int]) -> int:
    """The smallest element that holds enough of the prose, or ``NOWHERE`` for the whole page."""
    whole = prose[NOWHERE]
    best = NOWHERE
    # Two elements that hold most of the prose stand one in the other, the inner one later.
    for number, element in enumerate(survey.tree.elements):
        share = _ENOUGH_OF_MAIN if Kind.MAIN in survey.kinds[number] else _ENOUGH
        if whole and element.name in _BOXES and prose[number] >= share * whole:
            best = number
    return best


# ---- what belongs to the site ---------------------------------------------------------------

# Lines that the page has had before, one after the other, are a copy of its text if they are so much of what it tells;
# an item may stand in a digest twice.
_COPIED = 0.6
_FEWEST = 3
_GAP = 6  # how many lines may be missing in a copy, one after the other


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
