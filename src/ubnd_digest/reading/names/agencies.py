"""Agencies: names as they stand in the text -> organisations by their names written out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, AgencyKind, Level, levels
from ubnd_digest.model.values import altered, unchecked
from ubnd_digest.model.words import form
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_tables import abbreviations, folded_name, known_agencies
from ubnd_digest.reading.names.name_view import found_of_names, of_names
from ubnd_digest.reading.names.place_lists import PlaceLists
from ubnd_digest.reading.names.shared_offices import several_written_out, with_office_of_each
from ubnd_digest.reading.names.short_names import ShortName, bare_boards, is_noun, part_meant, short_after
from ubnd_digest.reading.names.written_out import written_out
from ubnd_digest.reading.setting import Setting

_KINDS = {
    "AUTHORITY": AgencyKind.AUTHORITY,
    "ONE_OFFICE": AgencyKind.DEPARTMENT,
    "JOINT_OFFICES": AgencyKind.DEPARTMENT,
    "STATE_BODY": AgencyKind.STATE,
    "LOCAL_BODY": AgencyKind.STATE,
    "CENTRAL": AgencyKind.STATE,
    "COLLECTIVE": AgencyKind.COLLECTIVE,
    "ROLE": AgencyKind.ROLE,
}
_OFFICES = ("ONE_OFFICE", "CENTRAL")
_AUTHORITIES = ("AUTHORITY", "LOCAL_BODY")  # bodies that share their place: the committee and the police of a commune
SHORT = "SHORT"  # the kind of a name that the text has introduced itself
# Tokens that name nobody by themselves: an office, and people by their part in the matter.
NO_NAMES = ("OFFICE_OF", "ROLE", "UNKNOWN")
_LEVELS_OF_TABLE = {"central": Level.CENTRAL, "provincial": Level.PROVINCE, "district": Level.DISTRICT}
_MOST_SHARING = 8  # how many names may share the place of the last one
_MOST_INTRODUCED = 40  # how many names of its own a text may introduce

_agency = unchecked(Agency)


@lru_cache(maxsize=256)
def _level_of(word: str) -> Level:
    """The level of government that a word for a place says."""
    return Level(levels()[folded_name(word)])


class Namer:
    """Writes the names of one text out; a later name may be shorter than the one that stood before."""

    def __init__(self, setting: Setting, grammar: Grammar) -> None:
        self._setting, self._cased, self._folded = setting, setting.view.cased, setting.view.folded
        self._patterns = grammar.patterns(of_names)
        self._place_lists = PlaceLists(grammar)
        self._grammar = grammar
        self._seat: str | None = None  # the level of the first authority of one place
        self._bodies: dict[str, str] = {}
        self._introduced: dict[str, str] = {}
        self._parts: dict[str, str] = {}  # Hội CTĐ: what letters stand for that a name was said to be short by
        self._brackets: set[int] = set()  # where those end that introduce a short name

    def agencies_of(self, drafts: Sequence[NameDraft], resets: Iterable[int]) -> Iterator[tuple[Agency, ...]]:
        """For each name the organisations that it stands for: none for a mere level, several for a joint list.

        After each of the ``resets``, a head alone means no body that was named before.
        """
        done = 0  # where the last name ends, with what it introduces
        ahead = iter(resets)
        reset = next(ahead, None)
        for place, draft in enumerate(drafts):
            while reset is not None and reset <= draft.start:
                self._bodies.clear()
                reset = next(ahead, None)
            if draft.start < done:  # the short form that a bracket introduces
                yield ()
                continue
            found = self._agencies(drafts, place)
            if len(found) == 1 and not draft.members and (bracket := self._bracket(draft)):
                self._introduce(draft, bracket, found[0].name)
                done = max(bracket.end, draft.end)
                span = self._setting.span(draft.start, done)
                found = (altered(found[0], span=span, text=self._setting.text(span)),)
            yield found

    def with_short(self, drafts: Sequence[NameDraft], view: str, header_end: int) -> tuple[NameDraft, ...]:
        """Names, with the short ones that the text itself has introduced, before it is known what they stand for."""
        done = 0
        for draft in drafts:
            if draft.start >= done and (bracket := self._bracket(draft)) and self._is_one(draft):
                self._introduce(draft, bracket, draft.kind)
                done = bracket.end
        short = (*self.introduced(drafts), *self.ministry(drafts, view, header_end))
        self._introduced.clear()
        boards = bare_boards(self._patterns, self._cased, self._folded, drafts)
        found = {draft.start: draft for draft in (*boards, *(draft for draft, _ in short), *drafts)}
        return tuple(found[start] for start in sorted(found))

    def _is_one(self, draft: NameDraft) -> bool:
        """Whether a name stands for one organisation."""
        words = self._folded, draft.start, draft.end
        if draft.kind == "ROLE":
            return bool(self._patterns["BODY_BY_PART"].match(*words))
        if draft.kind == "COLLECTIVE":
            return not self._patterns["LEVEL_ONLY"].fullmatch(self._folded, draft.start, draft.own_end)
        return not (
            draft.kind in NO_NAMES
            or draft.members
            or (draft.kind == "OPEN_NAME" and is_noun(self._patterns, self._cased, self._folded, draft, self._bodies))
        )

    def _bracket(self, draft: NameDraft) -> ShortName | None:
        """The bracket after a name, or before its place, that says what it is called further on."""
        if len(self._introduced) >= _MOST_INTRODUCED:
            return None
        ends = draft.end, draft.own_end
        found = (short_after(self._patterns, self._cased, self._folded, draft.start, end) for end in ends)
        return next(filter(None, found), None)

    def _introduce(self, draft: NameDraft, bracket: ShortName, name: str) -> None:
        self._brackets.add(bracket.end)
        if part := part_meant(bracket.short, written_out(self._cased[draft.start : draft.own_end])):
            self._parts[bracket.short] = part
        # (Sở Tài nguyên và Môi trường) TN&MT: the field of a department, which stands for its whole branch, too
        if draft.kind != "ONE_OFFICE" or bracket.short[:1].lower() == self._folded[draft.start]:
            self._introduced[folded_name(bracket.short)] = name

    def introduced(self, drafts: Sequence[NameDraft]) -> Iterator[tuple[NameDraft, tuple[Agency, ...]]]:
        """Where the short names stand that the text has introduced itself, outside the names that were found."""
        words = {short: name for short, name in self._introduced.items() if " " not in short}
        if not words:
            return
        found = re.finditer("|".join(map(re.escape, sorted(words, key=len, reverse=True))), self._folded)
        for start, end in self._outside(found, drafts):
            alone = not self._folded[start - 1 : start].isalnum() and not self._folded[end : end + 1].isalnum()
            alone = alone and end + 1 not in self._brackets
            if alone and self._cased[start].isupper() and self._cased[start - 1 : start] not in ("(", "-", "/"):
                yield self._short_for(start, end, words[self._folded[start:end]])

    def ministry(
        self, drafts: Sequence[NameDraft], view: str, header_end: int
    ) -> Iterator[tuple[NameDraft, tuple[Agency, ...]]]:
        """Where the ministry whose text it is, named before the first paragraph, is called by its head alone."""
        named = (draft for draft in drafts if draft.start < header_end and draft.kind in (*_OFFICES, "AUTHORITY"))
        own = next(named, None)
        if own and self._folded.startswith(form("names", "ministry"), own.start):
            for start, end in self._outside(found_of_names(self._grammar, "OWN_MINISTRY", view), drafts):
                yield self._short_for(start, end, written_out(self._cased[own.start : own.own_end]))

    @staticmethod
    def _outside(found: Iterable[re.Match[str]], drafts: Sequence[NameDraft]) -> Iterator[Place]:
        """Where matches stand that begin inside no name."""
        starts = [draft.start for draft in drafts]
        for match in found:
            place = bisect_right(starts, match.start()) - 1
            if place < 0 or match.start() >= drafts[place].end:
                yield match.span()

    def _short_for(self, start: int, end: int, name: str) -> tuple[NameDraft, tuple[Agency, ...]]:
        span = self._setting.span(start, end)
        agency = _agency(span, self._setting.text(span), name, AgencyKind.BODY, None, None, None)
        return NameDraft(SHORT, start, end, end), (agency,)

    def _sharing(self, drafts: Sequence[NameDraft], place: int) -> NameDraft | None:
        """The name whose place those before it share in its list; where offices stand between, only that of several."""
        end = drafts[place].end
        offices = False
        for other in drafts[place + 1 : place + _MOST_SHARING]:
            if other.kind in NO_NAMES:  # an office: its body comes next
                offices = True
                continue
            if self._folded[end : other.start] == " (" and self._folded.startswith(")", other.end):
                end = other.end + 1  # Hội đồng nhân dân (HĐND), …
                continue
            if not self._patterns["SHARED_PLACE_GAP"].fullmatch(self._folded, end, other.start):
                return None
            if other.territory:
                return other if not offices or self._of_several(other.territory) else None
            if self._committee_of(other):
                return other
            end = other.end
        return None

    def _committee_of(self, draft: NameDraft) -> str:
        """The committee whose office a name is: Tỉnh ủy of Thường trực Tỉnh ủy."""
        office = self._patterns["PARTY_OFFICE"].match(self._folded, draft.start, draft.end)
        return self._cased[office.end() : draft.end] if office else ""

    def _agencies(self, drafts: Sequence[NameDraft], place: int) -> tuple[Agency, ...]:
        draft = drafts[place]
        if draft.members:
            return tuple(self._made(draft, *member, self._department(draft, *member)) for member in draft.members)
        if not self._is_one(draft):
            return ()
        if bodies := tuple(self._place_lists.bodies(draft, self._cased, self._folded)):
            made = ((self._made(draft, one.start, one.end, one.name), one.territory) for one in bodies)
            return tuple(altered(agency, territory=territory) for agency, territory in made)
        kind, start, end = draft.kind, draft.start, draft.end
        if kind in ("ROLE", "COLLECTIVE"):
            name = several_written_out(self._patterns, self._cased, self._folded, start, end)
            return (self._made(draft, start, end, name[:1].lower() + name[1:]),)
        own = self._authority(drafts, place) if kind == "AUTHORITY" else self._body(draft) + self._shared(drafts, place)
        name = with_office_of_each(self._patterns, self._cased, self._folded, drafts, place, own)
        return (self._made(draft, start, end, name),)

    def _authority(self, drafts: Sequence[NameDraft], place: int) -> str:
        draft = drafts[place]
        name = written_out(self._cased[draft.start : draft.end])
        if draft.territory is not None:
            level = self._level(*draft.territory)
            if self._seat is None and level and not self._of_several(draft.territory):
                self._seat = abbreviations().get(level.group().upper(), level.group())
            if office := self._patterns["SHORT_HEAD"].match(folded_name(name)):  # Văn phòng HĐND và UBND phường
                self._bodies[office.group()] = name
            return name
        following = self._sharing(drafts, place)
        shared = following.territory if following else None
        if following and shared and (following.kind in _AUTHORITIES or self._of_several(shared)):
            return written_out(f"{name} {self._cased[slice(*shared)].strip()}")
        return f"{name} {self._seat or form('names', 'province')}"

    def _of_several(self, territory: Place) -> bool:
        """Whether a place is that of several bodies: các huyện, thị xã."""
        return self._patterns["SEVERAL_AHEAD_OF_LEVEL"].match(self._folded, *territory) is not None

    def _level(self, start: int, end: int) -> re.Match[str] | None:
        """The first word in a place that says its level, and is no part of another one: in "cùng cấp" stands none."""
        found = self._patterns["LEVEL"].finditer(self._folded, start, end)
        return next((level for level in found if not self._folded[level.start() - 1 : level.start()].isalpha()), None)

    def _shared(self, drafts: Sequence[NameDraft], place: int) -> str:
        """What a name takes from the one after it in a list: its place, or its committee."""
        draft = drafts[place]
        if draft.territory:
            return ""
        words = self._folded, draft.start, draft.end
        of_committee = self._patterns["PARTY_OFFICE"].fullmatch(*words)
        if not of_committee and not self._patterns["OF_EVERY_PLACE"].fullmatch(*words):
            return ""
        following = self._sharing(drafts, place)
        if following is None:
            return ""
        if of_committee:
            return self._committee_of(following)
        return f" {written_out(self._cased[slice(*following.territory)].strip())}" if following.territory else ""

    def _department(self, draft: NameDraft, start: int, end: int) -> str:
        """The name of one of several departments that share their head."""
        words = self._cased[start:end]
        head = self._patterns["HEAD_OF_SEVERAL"].search(self._folded, draft.start, draft.end)
        if head is None or start == draft.start or self._patterns["WHOLE_OTHER"].match(self._folded, start, end):
            return written_out(words)
        shared = self._cased[slice(*head.span())]
        shared = shared.capitalize() if shared.isupper() else f"{shared[0].upper()}{shared[1:]}"  # Đồn Biên phòng
        return written_out(f"{shared} {words}")

    def _body(self, draft: NameDraft) -> str:
        """The full name of a body; that of one that was named before where only its head stands."""
        words = self._cased[draft.start : draft.end]
        known = self._introduced.get(folded_name(words))
        if known:
            return known
        if self._parts:
            words = " ".join(self._parts.get(word, word) for word in words.split(" "))
        name = written_out(words)
        folded = folded_name(name)
        head = self._patterns["SHORT_HEAD"].match(folded)
        if head is None:
            commands = self._bodies.values() if self._patterns["OF_COMMAND"].match(folded) else ()
            return next((full for full in commands if folded_name(full).endswith(f" {folded}")), name)
        own = folded_name(written_out(self._cased[draft.start : draft.own_end]))
        whole = draft.territory is not None and draft.kind == "LOCAL_BODY"
        # Trạm Y tế xã Đá Bạc, Văn phòng Sở Y tế: it says itself whose it is
        whole |= draft.own_end < draft.end and self._patterns["WHOLE_WITH_PLACE"].fullmatch(own) is not None
        if own == head.group() and not whole:
            longer = (full for known, full in reversed(self._bodies.items()) if known.startswith(f"{own} "))
            office = self._patterns["OFFICE_OF_BOARD"].match(own)  # Văn phòng | Ban Chỉ huy: of the board named before
            board = self._bodies.get(own[office.end() :]) if office else None
            return self._bodies.get(own) or next(longer, f"{name[: office.end()]}{board}" if office and board else name)
        self._bodies[head.group()] = name
        return name

    def _made(self, draft: NameDraft, start: int, end: int, name: str) -> Agency:
        span = self._setting.span(start, end)
        territory = self._cased[slice(*draft.territory)].strip() if draft.territory else None
        known = known_agencies().get(folded_name(name))
        if known is None and draft.own_end < draft.end and not draft.members:
            known = known_agencies().get(folded_name(written_out(self._cased[draft.start : draft.own_end])))
        level = _LEVELS_OF_TABLE.get(known.level) if known else None
        if draft.territory:
            words = self._level(*draft.territory)
            level = _level_of(words.group()) if words else level
        kind = _KINDS.get(draft.kind, AgencyKind.BODY)
        if kind is not AgencyKind.ROLE and self._patterns["OF_THE_PARTY"].match(self._folded, start, end):
            kind = AgencyKind.PARTY
        ended = (known.successors or None) if known else None
        return _agency(span, self._setting.text(span), name, kind, level, territory, ended)
