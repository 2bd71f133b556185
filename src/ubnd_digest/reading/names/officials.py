"""Officials: persons that are named with an office, before the name or after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.scanner import Places
from ubnd_digest.model.agencies import Official
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.names.agencies import NO_NAMES
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_ends import of_ends
from ubnd_digest.reading.names.name_view import of_names, pattern_of_names
from ubnd_digest.reading.setting import Setting

_official = unchecked(Official)
# How far before an office the name of its person may begin, and what stands before that name, in characters.
_LONGEST_NAME, _LONGEST_LEAD = 60, 40
# (Chủ tịch) UBND (tỉnh), (Trưởng) ban Tổ chức Tỉnh ủy, (Tổ trưởng) Tổ công tác …: bodies by forms that are complete.
_BODIES = ("COMMITTEE_NAME", "PARTY_BODY", "AUTHORITY", "ONE_OFFICE", "STATE_BODY", "LOCAL_BODY")
_LONGEST_GAP = 10  # how far after the words for an office its body may begin


class OfficialDraft(NamedTuple):
    """A person and the offices, by offsets of the view."""

    person: Place
    offices: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """Where the person and the offices stand, from the first to the last word."""
        places = (self.person, *self.offices)
        return min(start for start, _ in places), max(end for _, end in places)


def officials_in(
    grammar: Grammar, names: Sequence[NameDraft], cased: str, view: str, ends: str, places: Places
) -> tuple[OfficialDraft, ...]:
    """The officials of a text, in text order; the words for an office may begin in ``places``, behind a separator.

    ``cased`` is the view in its own case, ``view`` the text as names are matched, in ``ends`` their ends are marked.
    """
    reader = _Reader(grammar, names, cased, view, ends, places)
    return tuple(filter(reader.stands_apart, reader.drafts()))


def with_bodies(
    grammar: Grammar, officials: Sequence[OfficialDraft], names: tuple[NameDraft, ...], view: str
) -> tuple[NameDraft, ...]:
    """Names, with the bodies of offices that are none by themselves: who heads something names it, up to its end.

    Where there is none, ``names`` itself.
    """
    title, gap = pattern_of_names(grammar, "OFFICE_TITLE"), pattern_of_names(grammar, "BODY_GAP")
    head = pattern_of_names(grammar, "BODY_OF_LEADER")
    starts = {name.start for name in names if name.kind not in NO_NAMES}
    found: list[NameDraft] = []
    for start, end in (office for official in officials for office in official.offices):
        words = title.match(view, start, end)
        after = words and gap.match(view, words.end(), end)
        begins = [*([words.start("own")] if words and words["own"] else ()), *([after.end()] if after else ())]
        at = next((begin for begin in begins if head.match(view, begin, end)), None)
        if at is not None and starts.isdisjoint(begins):
            found.append(NameDraft("OPEN_NAME", at, end, end))
    if not found:
        return names
    places = iter(sorted(found, key=lambda name: name.start))
    body = next(places, None)
    kept = []
    for name in names:
        while body and body.end <= name.start:
            kept.append(body)
            body = next(places, None)
        if body is None or name.start < body.start:
            kept.append(name)
    kept += [body, *places] if body else []
    return tuple(kept)


def without_persons(names: tuple[NameDraft, ...], officials: Sequence[OfficialDraft]) -> tuple[NameDraft, ...]:
    """Names that end before the person whose words were taken for their last ones: UBND huyện Sông Trà (Lê Văn An).

    And before an office of that person that begins in them; without those that begin with the last word of a person:
    (Trần Việt) Trường.
    """
    persons = sorted(official.person for official in officials)
    if not persons:
        return names
    begins = {official.person: official.place[0] for official in officials}
    return tuple(_before(name, persons, begins) for name in names if not _begins_inside(name, persons))


def _begins_inside(name: NameDraft, persons: Sequence[Place]) -> bool:
    place = bisect_left(persons, (name.start, name.start)) - 1
    return place >= 0 and name.start < persons[place][1] < name.end


def _before(name: NameDraft, persons: Sequence[Place], begins: Mapping[Place, int]) -> NameDraft:
    place = bisect_left(persons, (name.start, name.start))
    if place == len(persons) or persons[place][0] >= name.end:
        return name
    office = begins[persons[place]]
    end = (office if office > name.start else persons[place][0]) - 1
    return name.until(end) if end > name.start else name


def in_their_place(officials: Iterable[OfficialDraft], others: Sequence[Place]) -> tuple[OfficialDraft, ...]:
    """Officials that end before what their last word runs into of others: CHỦ TỊCH NƯỚC TRẦN AN| NĂM 2025.

    Without those that begin inside one, or of which nothing is left. The others stand in text order and apart.
    """
    starts = [start for start, _ in others]
    return tuple(kept for draft in officials if (kept := _in_its_place(draft, starts, others)))


def _in_its_place(draft: OfficialDraft, starts: Sequence[int], others: Sequence[Place]) -> OfficialDraft | None:
    start, end = draft.place
    first, last = bisect_left(starts, start) - 1, bisect_left(starts, end) - 1
    if first >= 0 and start < others[first][1] < end:
        return None
    if last < 0 or not start < starts[last] < end < others[last][1]:
        return draft
    rest = starts[last] - 1
    person, *offices = ((begin, min(stop, rest)) for begin, stop in (draft.person, *draft.offices))
    kept = tuple(place for place in offices if place[0] < place[1])
    return OfficialDraft(person, kept) if kept and person[0] < person[1] else None


def official_of(draft: OfficialDraft, setting: Setting) -> Official:
    """The official that a draft is."""

    def words(place: Place) -> str:
        return setting.text(setting.span(*place))

    span = setting.span(*draft.place)
    return _official(span, setting.text(span), words(draft.person), tuple(map(words, draft.offices)))


class _Reader:
    """Finds the officials of one text."""

    def __init__(
        self, grammar: Grammar, names: Sequence[NameDraft], cased: str, view: str, ends: str, places: Places
    ) -> None:
        self._cased, self._view, self._ends = cased, view, ends
        self._bodies = [name for name in names if name.kind not in NO_NAMES]
        self._starts = [name.start for name in self._bodies]
        self._patterns = grammar.patterns(of_names)
        self._marked = grammar.patterns(of_ends(grammar))
        self._places = places

    def stands_apart(self, draft: OfficialDraft) -> bool:
        """Whether it does not begin inside a name that ends in it."""
        start, end = draft.place
        before = bisect_left(self._starts, start) - 1
        return before < 0 or not start < self._bodies[before].end < end

    def drafts(self) -> Iterator[OfficialDraft]:
        """Each person once, with the offices that stand together."""
        last: OfficialDraft | None = None
        done = 0  # where the last office ended: what stands inside it begins none
        pending: list[Place] = []  # offices that no name stands before, one directly after the other
        for match in self._titles():
            if match.start() < done:
                continue
            before, done = done, self._end(match)
            office, follows = self._followed((match.start(), done))
            joined = before and self._joins(before, match.start())
            person = self._person_before(match.start(), before)
            begun = last is not None
            if last and joined and not (person or follows):
                last = last._replace(offices=(*last.offices, office))
            else:
                if last:
                    yield last
                last = OfficialDraft(person, (office,)) if person else None
                pending = [*pending, office] if joined and not (person or begun) else [office]
            if follows and not last:
                last, done, pending = OfficialDraft(follows, tuple(pending)), follows[1], []
        if last:
            yield last

    def _titles(self) -> Iterator[re.Match[str]]:
        """The words for offices, in text order."""
        title, view = self._patterns["OFFICE_TITLE"].match, self._view
        if match := title(view):
            yield match
        for at, _ in self._places:
            if match := title(view, at):
                yield match

    def _followed(self, office: Place) -> tuple[Place, Place | None]:
        """An office, and the person whose name follows it directly, or whose name was taken for its last words."""
        start, end = office
        after = self._patterns["PERSON_AFTER"].match(self._view, end)
        if after:
            return office, after.span("known" if after["known"] else "any")
        left = self._patterns["CAPITALS_LEFT"].match(self._view, end)
        last = left.end() if left else end
        begin = max(start, end - _LONGEST_NAME)
        inside = self._patterns["PERSON_IN_PLACE"].search(self._view[begin:last])  # it ends where the slice does
        if inside is None:
            return office, None
        words = self._cased[begin + inside.start() : last].split()
        if any(word.isupper() for word in words if len(word) > 1):
            return office, None
        person = begin + inside.start("person"), last
        return (start, person[0] - 1), person

    def _joins(self, end: int, start: int) -> bool:
        return start - end <= _LONGEST_GAP and bool(self._patterns["NEXT_OFFICE"].fullmatch(self._view, end, start))

    def _end(self, office: re.Match[str]) -> int:
        """Where an office ends, with the body whose it is."""
        found = [end for begin in self._begins(office) for end in self._bodies_at(begin)]
        other = None if found else self._patterns["OTHER_OF_OFFICE"].match(self._view, office.end())
        end = max(office.end(), *found, other.end() if other else 0)
        term = self._patterns["OFFICE_TERM"].match(self._view, end)
        return term.end() if term else end

    def _begins(self, office: re.Match[str]) -> Iterator[int]:
        """Where the body of an office may begin."""
        if office["own"]:
            yield office.start("own")
        gap = self._patterns["BODY_GAP"].match(self._view, office.end())
        if gap:
            yield gap.end()

    def _bodies_at(self, start: int) -> Iterator[int]:
        """Where a body that begins at a place ends."""
        place = bisect_left(self._starts, start)
        if place < len(self._starts) and self._starts[place] == start:
            yield self._bodies[place].end
        body = next(filter(None, (self._marked[name].match(self._ends, start) for name in _BODIES)), None)
        if body:
            territory = self._marked["TERRITORY"].match(self._ends, body.end())
            yield (territory or body).end()

    def _person_before(self, office: int, floor: int) -> Place | None:
        """The name directly before an office, where words before it say that it is a person's."""
        # a slice: the patterns end where the office begins
        begin = max(office - _LONGEST_NAME, floor)
        lead = self._view[max(begin - _LONGEST_LEAD, 0) : office]
        if not self._patterns["PERSON_GAP"].search(lead, max(len(lead) - _LONGEST_LEAD, 0)):
            return None
        for pattern, before in (("PERSON_BEFORE", "HONORIFIC"), ("KNOWN_PERSON_BEFORE", "PERSON_MAY_START")):
            for match in self._starts_of(lead, pattern, office - begin):
                person = match.start("person")
                if self._patterns[before].search(lead, max(person - _LONGEST_LEAD, 0), person):
                    offset = office - len(lead)
                    return person + offset, match.end("person") + offset
        return None

    def _starts_of(self, lead: str, pattern: str, length: int) -> Iterator[re.Match[str]]:
        """The names at the end of a stretch, the longest first."""
        at = len(lead) - length
        while match := self._patterns[pattern].search(lead, at):
            yield match
            at = match.start() + 1
