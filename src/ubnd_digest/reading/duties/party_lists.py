"""Lists of parties: names, offices, persons and others that are told to act together, as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.duties.leads import Before, beginning_of, bracket_end
from ubnd_digest.reading.duties.own_bodies import OwnBodies, is_several
from ubnd_digest.reading.duties.party import BRACKET, Party
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_view import of_names

_new = tuple.__new__  # of what is made very often, as in clauses.py
_OFFICE, _ROLE, _AUTHORITY = "OFFICE_OF", "ROLE", "AUTHORITY"
# Those of whom the words after them may say which ones are meant.
_OPEN_KINDS = (_ROLE, "COLLECTIVE")
_LONGEST_JOINT = 8
_LONGEST_CALL = 20
_LONGEST_BY = 32
_LONGEST_GAP = 6
_LONGEST_SENT = 44
_LONGEST_TASK = 180
_LONGEST_HEAD = 80  # how long the number and the noun are with which a heading says what its party is charged with


def parties_in(
    grammar: Grammar,
    folded: str,
    cased: str,
    drafts: Sequence[NameDraft],
    officials: Sequence[Place] = (),
    body_start: int = 0,
) -> Iterator[Party]:
    """The parties of a text, in text order, of the names in it, and of the places of persons with an office.

    Before ``body_start``, where the first paragraph begins, it is said whose text it is.
    """
    return _Lists(grammar, folded, cased, drafts, officials, body_start).parties()


class _Lists:
    """Puts the names of one text together to parties."""

    def __init__(
        self,
        grammar: Grammar,
        folded: str,
        cased: str,
        drafts: Sequence[NameDraft],
        officials: Sequence[Place],
        body_start: int,
    ) -> None:
        self._folded, self._cased, self._drafts = folded, cased, drafts
        self._officials, self._official_starts = officials, [start for start, _ in officials]
        self._patterns = grammar.patterns(of_names)
        self._acting, self._charges = grammar.pattern("END_OF_NAME"), self._patterns["CHARGED_WITH_IT"].search(folded)
        self._before = Before(self._patterns, folded, cased)
        self._is_told = self._before.told
        self._own = OwnBodies(self._patterns, folded, drafts, body_start)

    def parties(self) -> Iterator[Party]:
        """Each list once."""
        first = 0
        while first < len(self._drafts):
            last = self._last_member(first)
            start, end = self._drafts[first].start, self._end_of(self._drafts[last])
            if found := self._charged_together(first, last):
                last, end = found
            if person := self._person(first):  # the bodies of all his offices, and of those who are called on with him
                start, end = min(start, person[0]), max(end, person[1])
                end = self._person_beside(end) if self._is_told(start, "CALLED_LIST_MAY_START") else end
                last = self._inside(last, end)
            party = self._party(start, end, first, last, person is not None)
            yield party
            first = self._inside(last, party.end) + 1

    def _charged_together(self, first: int, last: int) -> Place | None:
        """The last name, and the end, of all whom a sentence charges with carrying out a document, whoever they are."""
        drafts, folded = self._drafts, self._folded
        if not (self._charges and self._is_told(drafts[first].start, "ALL_MAY_START")):
            return None
        is_charge, is_gap = self._patterns["CHARGE_OF_ALL"].match, self._patterns["GAP_OF_ALL"].fullmatch
        while True:
            end = drafts[last].end
            charge, acts = is_charge(folded, end), self._acting.match(folded, end)
            if charge and (charge.start("charge") == end or not acts):
                return last, charge.start("charge")
            if acts or last + 1 >= len(drafts) or not is_gap(folded, end, drafts[last + 1].start):
                return None
            last = self._last_member(last + 1)

    def _last_member(self, first: int) -> int:
        """The last name of the list that begins with a name."""
        drafts, last, folded = self._drafts, first, self._folded
        is_gap, is_office_gap = self._patterns["MEMBER_GAP"].fullmatch, self._patterns["OFFICE_GAP"].fullmatch
        is_called_gap, is_seat = self._patterns["CALLED_GAP"].fullmatch, self._patterns["WHO_SIT"].match
        start, long = drafts[first].start, False
        while True:
            inner, end = self._over_bracket(last)
            if inner + 1 == len(drafts):
                break
            begin = drafts[inner + 1].start
            near = begin - end <= _LONGEST_GAP and is_office_gap(folded, end, begin) is not None
            to_body = near and (drafts[last].kind == _OFFICE or self._sit_on_it(start, end))
            to_body = to_body or (drafts[last].kind == _ROLE and self._is_it(start, end, begin))
            to_body = to_body or (self._is_open(drafts[last]) and is_seat(folded, end) is not None)
            joined = to_body or is_gap(folded, end, begin) or self._goes_on(start, drafts[last], begin)
            called = is_called_gap(folded, end, begin) and self._is_told(start, "CALLED_LIST_MAY_START")
            if not (joined or called or (last == first and self._are_named(start, drafts[first], inner + 1))):
                break
            if folded.startswith(", ", end) and self._patterns["SAME_PARTY"].match(folded, begin):
                break
            if folded.startswith(";", end):
                long = long or self._is_long_list(start, first, inner + 1)
                if not long:
                    break  # another task, and another party
            last = inner + 1
        if last == first:
            return last
        if not folded.startswith(",", drafts[last].end) and self._is_told(start, "LETTER_SENT_BEFORE"):
            parted = (at for at in range(first, last) if folded.startswith(";", drafts[at].end))
            return next(parted, last)  # công văn gửi Sở Y tế; Sở Tài chính thẩm định: another task
        return self._who_acts(first, last)

    def _who_acts(self, first: int, last: int) -> int:
        """The last name of a list without who acts behind those whom its beginning is about."""
        drafts, folded = self._drafts, self._folded
        start = drafts[first].start
        follows = folded[drafts[last].end : drafts[last].end + 2]
        if follows[:1] == " " and follows[1:].isalpha():
            commas = (at for at in range(last, first, -1) if self._is_parted(drafts[at - 1]))
            if self._is_told(start, "SPOKEN_OF"):
                last = next(commas, last + 1) - 1  # who acts stands behind those who are spoken of
            elif self._before.is_thing(start):  # lập một câu lạc bộ, Sở Văn hóa cử huấn luyện viên
                last = min((at for at in commas if self._cased[drafts[at].start].isupper()), default=last + 1) - 1
            elif (members := list(commas)) and self._before.is_carried_out(start):
                above = self._patterns["STANDS_ABOVE"].match
                acting = (at for at in reversed(members) if not above(folded, drafts[at].start))
                last = next(acting, members[0]) - 1  # and behind those whose word is carried out
        return last

    def _end_of(self, draft: NameDraft) -> int:
        return bracket_end(self._patterns, self._cased, self._folded, (draft.start, draft.end))

    def _over_bracket(self, last: int) -> Place:
        """The last name of a bracket behind a member, which says who that is, and where the bracket ends."""
        end = self._drafts[last].end
        bracket = BRACKET.match(self._folded, end) if self._folded.startswith(" (", end) else None
        inner = self._inside(last, bracket.end()) if bracket else last
        return (inner, bracket.end()) if bracket and inner > last else (last, end)

    def _is_parted(self, draft: NameDraft) -> bool:
        """Whether a comma stands behind a member; an office goes on behind it: Bộ trưởng, Chủ nhiệm (Văn phòng X)."""
        return draft.kind != _OFFICE and self._folded.startswith(",", draft.end)

    def _are_named(self, start: int, draft: NameDraft, place: int) -> bool:
        """Whether a list says who those are that act or help: các cơ quan: Sở Y tế, …; các đơn vị gồm Sở Y tế và …."""
        one, after = self._drafts[place], self._drafts[place + 1 : place + 2]
        if draft.kind not in _OPEN_KINDS:
            return False
        if not self._patterns["NAMES_FOLLOW"].fullmatch(self._folded, draft.end, one.start):
            return False
        several = after and self._patterns["MEMBER_GAP"].fullmatch(self._folded, one.end, after[0].start)
        return self._is_told(start, "HELPERS_BEFORE") or bool(several and self._is_told(start))

    def _sit_on_it(self, start: int, end: int) -> bool:
        """Whether words before a body are of those who sit on it: các cơ quan thành viên (Ban Chỉ đạo tỉnh)."""
        return self._patterns["MEMBERS_BEFORE"].search(self._folded, max(start, end - _LONGEST_CALL), end) is not None

    def _is_it(self, start: int, end: int, begin: int) -> bool:
        """Whether a name says who has a part: Yêu cầu đơn vị thi công là (Công ty X) · Nhà thầu (Công ty X)."""
        if begin - end == len(" "):
            part = self._cased[begin].isupper() and self._patterns["PART_OF_ONE"].fullmatch(self._folded, start, end)
            return bool(part)
        return self._patterns["IS_GAP"].fullmatch(self._folded, end, begin) is not None and self._is_told(
            start, "CALLED_BEFORE"
        )

    def _goes_on(self, start: int, draft: NameDraft, begin: int) -> bool:
        """Whether only which ones are meant stands between a member of a list and the next one."""
        if begin - draft.end > _LONGEST_TASK or not self._is_open(draft):  # the cheapest first
            return False
        may = self._is_told(start) and not self._is_told(start, "SPOKEN_OF")
        return may and self._patterns["OPEN_GAP"].fullmatch(self._folded, draft.end, begin) is not None

    def _is_long_list(self, start: int, first: int, place: int) -> bool:
        """Whether ";" parts the members of a list before a name: by what stands before it, or behind it."""
        if self._is_told(start, "LONG_LIST_MAY_START"):
            return True
        if self._drafts[first].kind in ("COLLECTIVE", _OFFICE) and self._is_told(start, "LIST_OF_SEVERAL_MAY_START"):
            return True
        one, after = self._drafts[place], self._drafts[place + 1 : place + 2]
        if not after:
            return False
        end = self._end_of(one)
        return self._folded.startswith(";", end) and after[0].start - end <= _LONGEST_GAP

    def _cuts(self, draft: NameDraft, end: int) -> bool:
        """Whether a name begins before a place where it is not to: it ends behind that, or another party is meant."""
        return draft.start < end and (end < draft.end or self._folded.startswith(", ", draft.start - len(", ")))

    def _inside(self, last: int, end: int) -> int:
        """The last name that begins before a place."""
        while last + 1 < len(self._drafts) and self._drafts[last + 1].start < end:
            last += 1
        return last

    def _person(self, first: int) -> Place | None:
        """The person with an office whose words hold a name."""
        at = self._drafts[first].start
        place = bisect_right(self._official_starts, at) - 1
        return self._officials[place] if place >= 0 and self._officials[place][1] > at else None

    def _person_beside(self, end: int) -> int:
        """Where the last of several persons ends: (phân công) Phó Thủ tướng A và Phó Thủ tướng B."""
        at, is_gap = bisect_right(self._official_starts, end), self._patterns["MEMBER_GAP"].fullmatch
        while at < len(self._officials) and is_gap(self._folded, end, self._official_starts[at]):
            end, at = self._officials[at][1], at + 1
        return end

    def _party(self, start: int, end: int, first: int, last: int, person: bool) -> Party:
        folded = self._folded
        members = self._drafts[first : last + 1]
        kinds = {draft.kind for draft in members}
        issues, foreign = self._own.issue(members, kinds)
        if person and self._patterns["PERSON_ACTS"].match(folded, end):  # one who is named to see to it
            issues = False
        several = _AUTHORITY in kinds and any(one.kind == _AUTHORITY and self._is_several(one) for one in members)
        issues = issues or self._own.reports(end, one=not several and members[-1].kind not in _OPEN_KINDS)
        acts = self._acting.match(folded, end) is not None
        names_end = end
        headed = self._is_headed(start, end)
        open_end = members[-1].end == end and (self._is_open(members[-1]) or self._is_kind(members))
        if open_end and not headed and self._is_told(start):
            which = self._patterns["WHICH_ONES"].match(folded, end)
            if not which and members[-1].kind == "COLLECTIVE":
                which = self._patterns["WHICH_BEFORE_TASKS"].match(folded, end)
            after = self._drafts[last + 1] if last + 1 < len(self._drafts) else None
            if which and not (after and self._cuts(after, which.end())):
                end, acts = which.end(), True
        if people := self._patterns["PEOPLE_OF_LIST"].match(folded, end):
            end, names_end, acts = people.end(), people.end(), True
        gap = None if acts else self._patterns["SHARED_PLACE_JOINT"].match(folded, end)
        if gap and self._cased[gap.end() : gap.end() + 1].isupper() and self._is_told(start):
            member = self._patterns["UNKNOWN_MEMBER"].match(folded, gap.end())
            end, acts = (member.end(), True) if member else (end, acts)
        start, lead = beginning_of(self._patterns, folded, start, "OFFICE_OF" if person else members[0].kind)
        limited = self._patterns["LIMIT_NEXT"].match(folded, end)
        joint = "SECOND_PARTY" if limited else "CONTRASTED_PARTY"
        apart = self._is_told(start, joint, _LONGEST_JOINT) and not self._is_told(start, "SENT_TOO", _LONGEST_SENT)
        second = headed or apart or self._is_charged(start, end)
        if acts and folded[max(start - 2, 0)].isalpha():  # behind a word, and no comma or stop
            second = second or self._is_told(start, "BEHIND_A_DAY")
        if acts and self._is_told(start, "THEN_BEFORE"):
            second = self._is_told(start, "BEHIND_A_CASE", _LONGEST_TASK)
        named = kinds != {_ROLE}
        must = not named and self._patterns["HUMAN_ACT_NEXT"].match(folded, end) is not None
        place = start, end, names_end, (first, last + 1)
        return _new(Party, (*place, acts, must, named, issues, foreign, second, lead, several))

    def _is_charged(self, start: int, end: int) -> bool:
        """Whether a sentence names a task, and then by whom it is to be done; or somebody says that they must do it."""
        must = self._patterns["MUST"].match(self._folded, end)
        if must and self._is_told(start, "BEFORE_WHO_MUST", _LONGEST_HEAD):
            return True
        if self._patterns["CHARGE_IS"].match(self._folded, end):
            return self._is_told(start, "CHARGE_OF", _LONGEST_BY)
        by = self._patterns["BY_WHOM_IT_IS_DONE"].search(self._folded, max(start - _LONGEST_BY, 0), start)
        if not by:
            return False
        if by["given"] or self._patterns["DONE_BY_A_DAY"].match(self._folded, end):
            return True
        task = self._patterns["TASK_BY"].search(self._folded[max(start - _LONGEST_TASK, 0) : start])
        return task is not None and self._patterns["CHARGED"].match(self._folded, end) is not None

    def _is_headed(self, start: int, end: int) -> bool:
        """Whether a line is a heading that says what a party is charged with."""
        behind = self._patterns["CHARGED_IN_HEADING"].match(self._folded, end)
        return behind is not None and self._is_told(start, "CHARGE_HEADING", _LONGEST_HEAD)

    def _is_open(self, draft: NameDraft) -> bool:
        """Whether the words after a name may say which ones are meant: of people, of the bodies of several places."""
        if draft.kind == _OFFICE:  # các thành viên (trong tiểu ban)
            return self._patterns["OF_SEVERAL"].match(self._folded, draft.start) is not None
        return draft.kind in _OPEN_KINDS or self._is_several(draft)

    def _is_kind(self, members: Sequence[NameDraft]) -> bool:
        """Whether the last of several is a kind of body, in small letters: các công ty và ban quản lý rừng."""
        return members[0].kind in _OPEN_KINDS and self._cased[members[-1].start].islower()

    def _is_several(self, draft: NameDraft) -> bool:
        return is_several(self._patterns, self._folded, draft)
