"""Where the names of parties stand: the tokens of ``parties.lark``, put together to whole names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Places
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.drafts import Place, is_within
from ubnd_digest.reading.names.name_ends import of_ends, with_ends
from ubnd_digest.reading.names.name_view import of_names, pattern_of_names

_new = tuple.__new__  # of what is made very often, as in clauses.py
# kinds of tokens that are no name by themselves
_TERRITORY, _OWNER, _OFFICE, _YEARS = "TERRITORY", "OWNER", "OFFICE_OF", "YEARS_OF_BOARD"
_WITH_PLACE = (_OFFICE, "COLLECTIVE")  # names of which a place directly after them is a part
_PLACED_BY_LAST = ("COMMITTEE_NAME", "OPEN_NAME")  # names that may tell of a place in what they are for, too
# Names that take no place after them: they say already of whom they are.
_CLOSED = ("COLLECTIVE", "JOINT_OFFICES", "OFFICE_OF", "ROLE")

_LONGEST_BOARD = 60  # how long the words for a board are at most, in characters
_OF_OFFICES = ("STATE_BODY", "LOCAL_BODY")  # bodies that may belong to a department, or to a committee
_OFFICES = ("ONE_OFFICE", "AUTHORITY")


class NameDraft(NamedTuple):
    """A name, by offsets of the view."""

    kind: str  # the terminal that found its beginning
    start: int  # where it begins
    end: int  # where it ends, its place and its owner included
    own_end: int  # where the name itself ends, before its place
    territory: Place | None = None  # where the words for its place stand, or None
    members: tuple[Place, ...] = ()  # for several offices that share a head, where each field stands; else empty

    def until(self, end: int) -> NameDraft:
        """The name that ends sooner, with what stands before that of its place and of its offices."""
        place = self.territory
        territory = (place[0], min(place[1], end)) if place and place[0] < end else None
        members = tuple(member for member in self.members if member[1] <= end)
        return self._replace(end=end, own_end=min(self.own_end, end), territory=territory, members=members)


def names_in(
    grammar: Grammar, view: str, places: Places | None = None, calls: Places = (), ends: str | None = None
) -> tuple[NameDraft, ...]:
    """The names of a text, in text order; ``view`` is that in which names are matched, ``ends`` with their ends marked.

    They begin in ``places``, where these are known, and behind ``calls`` on somebody; a letterhead has none.
    """
    scanner = grammar.scanner("parties", of_names, of_ends(grammar))
    field, open_field = pattern_of_names(grammar, "SHARED_FIELD"), pattern_of_names(grammar, "OPEN_FIELD")
    joint = pattern_of_names(grammar, "FIELD_JOINT")
    head, open_head = pattern_of_names(grammar, "JOINT_HEAD"), pattern_of_names(grammar, "OPEN_JOINT_HEAD")
    list_head, list_member = pattern_of_names(grammar, "LIST_HEAD"), pattern_of_names(grammar, "MEMBER_OF_LIST")

    def members_of(start: int, end: int) -> tuple[Place, ...]:
        begin = list_head.match(view, start, end)
        fields = tuple(fields_of(list_member, begin.end(), end)) if begin else ()
        if fields and fields[-1][1] == end:
            return fields
        begin = head.match(view, start, end)
        fields = tuple(fields_of(field, begin.end(), end)) if begin else ()
        if begin and fields and fields[-1][1] == end:
            # "Sở Y tế, Tư pháp": the head belongs to the first; in "các Sở: Y tế, Tư pháp" to none of them
            return (fields[0] if begin["several"] else (start, fields[0][1]), *fields[1:])
        begin = open_head.match(view, start, end)
        return tuple(fields_of(open_field, begin.end(), end)) if begin else ()

    def fields_of(one: re.Pattern[str], at: int, end: int) -> Iterator[Place]:
        found = one.match(view, at, end)
        while found:
            yield found.span()
            between = joint.match(view, found.end(), end)
            found = between and one.match(view, between.end(), end)

    ends = ends or with_ends(grammar, view)
    is_board = partial(pattern_of_names(grammar, "BOARD_WITH_PURPOSE").match, view)
    governs = partial(pattern_of_names(grammar, "GOVERNMENT_OF_PLACE").fullmatch, view)
    found = tuple(_of_offices(_joined(scanner.found(view, places, ends), members_of, is_board, governs, view), view))
    beside = grammar.pattern("PLACE_BESIDE", of_ends(grammar)).match
    found = tuple(_with_places(found, partial(beside, ends)))
    known = {draft.start for draft in found}
    unknown, called = (grammar.pattern(name, of_ends(grammar)) for name in ("UNKNOWN", "CALLED_UNKNOWN"))
    start = pattern_of_names(grammar, "UNKNOWN_START").match
    starts = [0, *(match.end() for match in pattern_of_names(grammar, "BEFORE_SENTENCE").finditer(view))]
    opens = pattern_of_names(grammar, "OPENS_SENTENCE").match
    starts += (match.end() for at in starts if at not in known and (match := opens(view, at)))
    begins = (at for at in starts if at not in known and start(view, at))
    call = pattern_of_names(grammar, "CALL_OF_UNKNOWN")
    called_on = (match.end() for at in chain((0,), (at for at, _ in calls)) if (match := call.match(view, at)))
    begun = sorted((*((at, unknown) for at in begins), *((at, called) for at in called_on)), key=itemgetter(0))
    matches = (pattern.match(ends, at) for at, pattern in begun if at not in known)
    return tuple(_with_unknown(found, filter(None, matches)))


def held_by_names(grammar: Grammar, view: str, stops: Sequence[int]) -> list[int]:
    """Of the places over which no name runs those that hold: a board may be called by the scheme that it is for."""
    scheme, board = pattern_of_names(grammar, "NUMBERED_SCHEME"), pattern_of_names(grammar, "SCHEME_OF_BOARD")
    return [
        stop
        for stop in stops
        if not (scheme.match(view, stop) and board.search(view[max(stop - _LONGEST_BOARD, 0) : stop]))
    ]


def apart(
    names: Sequence[NameDraft], others: Sequence[Place], symbols: Sequence[Place], view: str
) -> tuple[NameDraft, ...]:
    """Names in text order, each ending before what it only runs into of others: (bệnh viện) mồng một tháng sáu.

    None begins in one of the ``symbols`` of documents: 29/KH- UBND. The others, and these, stand in text order and
    apart.
    """
    if symbols:
        begins = [start for start, _ in symbols]
        names = [name for name in names if not is_within(name.start, symbols, begins)]
    if not others:
        return tuple(names)
    starts = [start for start, _ in others]
    return tuple(_ending_before(name, *others[bisect_left(starts, name.end) - 1], view) for name in names)


def _ending_before(name: NameDraft, start: int, end: int, view: str) -> NameDraft:
    if not name.start < start < name.end < end:
        return name
    return name.until(name.start + len(view[name.start : start].rstrip(" ^-")))


def _of_offices(drafts: Iterable[NameDraft], view: str) -> Iterator[NameDraft]:
    """The names, a body with whom it belongs to directly after it: Đảng ủy Bộ Y tế, Bộ phận Một cửa UBND xã Đá Bạc."""
    last: NameDraft | None = None
    for draft in drafts:
        near = last is not None and draft.start == last.end + 1 and view[last.end] in " ^"
        if last and near and draft.kind in _OFFICES and last.kind in _OF_OFFICES and last.territory is None:
            last = last._replace(end=draft.end, territory=draft.territory)
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _with_places(known: Sequence[NameDraft], beside: Callable[[int], re.Match[str] | None]) -> Iterator[NameDraft]:
    """The names, and the places that stand directly beside them as members of a list: Sở Y tế, huyện Sông Trà."""
    last = len(known) - 1
    for place, draft in enumerate(known):
        yield draft
        match = beside(draft.end)
        while match and (place == last or match.end() <= known[place + 1].start):
            start, end = match.span("mention")
            yield NameDraft("UNKNOWN", start, end, end)
            match = beside(end)


def _with_unknown(known: Sequence[NameDraft], unknown: Iterable[re.Match[str]]) -> Iterator[NameDraft]:
    """The names, and at the beginnings of sentences those that no rule knows, with all that stands in them."""
    place = done = 0
    for match in unknown:
        start, end = match.span()
        while place < len(known) and known[place].start < start:
            done = known[place].end
            yield known[place]
            place += 1
        if start < done or (place < len(known) and known[place].start == start):
            continue
        if _runs_on(known, place, end):  # (Đại diện) Văn phòng | đăng ký đất đai: a name that seemed to end at a verb
            continue
        yield NameDraft("UNKNOWN", start, end, end)
        done = end
        while place < len(known) and known[place].start < end:
            place += 1
    yield from known[place:]


def _runs_on(known: Sequence[NameDraft], place: int, end: int) -> bool:
    """Whether of the names from this place on one stands over this end."""
    while place < len(known) and known[place].end <= end:
        place += 1
    return place < len(known) and known[place].start < end


def _joined(
    found: Iterable[tuple[str, re.Match[str]]],
    members_of: Callable[[int, int], tuple[Place, ...]],
    is_board: Callable[[int], re.Match[str] | None],
    governs: Callable[[int, int], re.Match[str] | None],
    view: str,
) -> Iterator[NameDraft]:
    last: NameDraft | None = None
    owner: int | None = None  # where a word for "belonging to" ends, directly after the last name
    for kind, match in found:
        start, end = match.span()
        if kind == _TERRITORY:
            # behind letters in a bracket: Hội Chữ thập đỏ (CTĐ) tỉnh
            place = (view.index(")", start) + 1 if view.startswith("(", start + 1) else start, end)
            if last and last.end == start and (last.kind in _WITH_PLACE or governs(last.start, last.end)):
                # Trưởng các thôn, các Trạm Y tế huyện X, Chính quyền huyện X
                last = last._replace(end=end)
            elif last and last.end == start and last.kind in _PLACED_BY_LAST and last.territory:
                # Ban Chỉ đạo sắp xếp đơn vị hành chính cấp xã tỉnh X: where it stands is told last
                last = last._replace(end=end, territory=place)
            elif last and last.end == start and last.kind not in _CLOSED and last.territory is None:
                last = last._replace(end=end, territory=place)
            continue
        if kind == _YEARS:
            board = is_board(last.start) if last and last.end == start and last.kind in _PLACED_BY_LAST else None
            if last and board and board.end() < start:
                last = last._replace(end=end)
            continue
        if kind == _OWNER:
            owner = end if last and last.end == start else None
            continue
        if last and owner == start:
            last, owner = last._replace(end=end), None
            continue
        if last:
            yield last
        owner = None
        members = members_of(start, end) if kind == "JOINT_OFFICES" else ()
        last = _new(NameDraft, (kind, start, end, end, None, members))
    if last:
        yield last
