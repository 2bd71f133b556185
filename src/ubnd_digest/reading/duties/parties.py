"""Who is in force: how the parties of a paragraph stand in their sentences, and which of them is told to act where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from ubnd_digest.grammar.grammar import Grammar, Patterns
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.duties.callers import ADDRESSES, CALLS, LONGEST_WRITING, who_order
from ubnd_digest.reading.duties.clauses import Bounds, Cue, bounds_of, cues_of
from ubnd_digest.reading.duties.party import Party
from ubnd_digest.reading.duties.standing import Standing
from ubnd_digest.reading.duties.tasks import Tasks
from ubnd_digest.reading.setting import Setting

_REACH = 40  # how many cues before or after a limit are weighed
_NEXT = 1  # nothing but a space stands between two things that are this near
_SHORTEST_TASK = 8  # how long a task is at least, with its commas, behind which another acts
_LONGEST_CHARGE = 32  # how far before a party the noun may begin that says what it is charged with


class Sentences(NamedTuple):
    """The cues of a text, sorted; ``addressees`` holds, for each cue, the addressee in force after it.

    At each of the offsets ``turns`` another is in force: nobody after a heading, in a member of a list who was in force
    before the list. ``tasks`` reads the sentences that name nobody.
    """

    bounds: Bounds
    cues: Sequence[Cue]
    starts: Sequence[int]
    addressees: Sequence[Cue | None]
    turns: Sequence[int]
    turned_to: Sequence[Cue | None]
    tasks: Tasks | None = None

    def addressee(self, at: int) -> Cue | None:
        """The addressee in force at a place, by what stands before it."""
        place, turn = bisect_left(self.starts, at) - 1, bisect_right(self.turns, at) - 1
        if turn >= 0 and (place < 0 or self.turns[turn] > self.starts[place]):
            return self.turned_to[turn]
        return self.addressees[place] if place >= 0 else None

    def goes_on(self, at: int) -> bool:
        """Whether the sentence at a place tells the addressee in force to act, by its first words."""
        if self.tasks is None or self.addressee(at) is None:
            return False
        end = self.bounds.sentence_end(at)
        return self.tasks.is_task(self.tasks.own_start(self.bounds.sentence_start(at), end), end)

    def several_told(self, party: Cue) -> bool:
        """Whether the sentence that tells a party what to do tells others, too."""
        told = self.before(self.bounds.sentence_start(party.start), self.bounds.sentence_end(party.start))
        return sum(cue.kind in ADDRESSES and self.addressee(cue.end) is cue for cue in told) > 1

    def happened(self, at: int) -> bool:
        """Whether words at a place say what was done already."""
        return self.tasks is not None and self.tasks.happened(at)

    def before(self, start: int, at: int) -> Sequence[Cue]:
        """The cues that begin between ``start`` and ``at``; the nearest ones, where there are very many."""
        stop = bisect_left(self.starts, at)
        return self.cues[max(bisect_left(self.starts, start), stop - _REACH) : stop]

    def after(self, at: int, end: int) -> Sequence[Cue]:
        """The cues that begin between ``at`` and ``end``; the nearest ones, where there are very many."""
        start = bisect_left(self.starts, at)
        return self.cues[start : min(bisect_left(self.starts, end), start + _REACH)]


NOBODY = Sentences(Bounds(0, [], [], []), (), (), (), (), ())  # of a text that nobody looks at for who must act


def sentences_of(setting: Setting, grammar: Grammar, parties: Iterable[Party], resets: Sequence[int]) -> Sentences:
    """The cues of a text, which has been looked for where words that matter may begin.

    After each of the ``resets``, offsets of headings, nobody who was named before is in force.
    """
    assert setting.scan is not None
    folded, cased = setting.view.folded, setting.view.cased
    bounds, found = bounds_of(grammar, folded, cased), cues_of(grammar, folded, cased, parties, setting.scan.clauses)
    standing = tuple(Standing(bounds, cased, folded, grammar.patterns()).of(found))
    cues = tuple(who_order(standing, cased, folded, grammar.patterns(), resets))
    force = _Force(bounds, cased, resets, folded, grammar.patterns())
    addressees = tuple(map(force.after, cues))
    force.turn(bounds.end)
    return Sentences(bounds, cues, [cue.start for cue in cues], addressees, *force.turned(), Tasks(grammar, folded))


class _Force:
    """Who is in force, as the cues of a text are passed in text order.

    An assignment or a new subject replaces what came before; in a task that names nobody, the
    addressee of the task or sentence before it stays. A request in the middle of a sentence is
    one that the addressee is to pass on, and a noun in small letters there is no new subject,
    once the sentence has named somebody.
    """

    def __init__(self, bounds: Bounds, cased: str, resets: Sequence[int], folded: str, patterns: Patterns) -> None:
        self._bounds, self._cased, self._folded, self._patterns = bounds, cased, folded, patterns
        self._in_force: Cue | None = None
        self._sentence, self._named = -1, False
        self._reported = -1  # the sentence that says what somebody issued
        self._leader = self._call = -2  # where the last leader ended, and the last word that calls on somebody began
        self._joint: Cue | None = None  # the last word that joins a sentence or a task to what stands before it
        self._turns: list[tuple[int, Cue | None]] = []
        # headings first: a line of a list after one begins with nobody in force
        self._ahead = iter(sorted((*((at, None) for at in resets), *bounds.lines), key=itemgetter(0)))
        self._next = next(self._ahead, None)
        # whether who is in force is the one that a field of a list names: Đơn vị chủ trì: Sở Y tế
        self._labelled = False
        self._lists: dict[str, Cue | None] = {}  # the marks of the lists that a line stands in: who is in force there

    def turned(self) -> tuple[list[int], list[Cue | None]]:
        """Where another came into force by the lines alone, and who."""
        return [at for at, _ in self._turns], [cue for _, cue in self._turns]

    def turn(self, to: int) -> None:
        """Pass the beginnings of lines up to a place."""
        while self._next and self._next[0] <= to:
            at, mark = self._next
            if mark is None:
                self._in_force = None
                self._lists.clear()
                self._turns.append((at, None))
            else:
                self._begin_line(at, mark)
            self._next = next(self._ahead, None)

    def _begin_line(self, at: int, mark: str) -> None:
        if not mark:
            self._lists.clear()
            if self._in_force and self._is_for_itself(self._in_force):
                self._in_force = None
                self._turns.append((at, None))
        elif mark not in self._lists:
            self._lists[mark] = self._in_force
        else:
            deeper = False
            while next(reversed(self._lists)) != mark:  # the lists inside the member before it
                self._lists.popitem()
                deeper = True
            if not (self._labelled and self._lists[mark] is None and (mark == "a" or not deeper)):
                self._in_force = self._lists[mark]
            self._turns.append((at, self._in_force))

    def after(self, cue: Cue) -> Cue | None:
        """The addressee in force after a cue."""
        kind = cue.kind
        if self._next and self._next[0] <= cue.start:
            self.turn(cue.start)
        if kind == "LEADER":
            self._leader = cue.end
        elif kind == "ADVERB":
            self._joint = cue
        elif kind == "ISSUER":
            self._in_force, self._reported = None, self._bounds.sentence_start(cue.start)
        elif kind in CALLS:
            self._call = cue.start
        elif kind in ADDRESSES:
            start = self._bounds.sentence_start(cue.start)
            if start != self._sentence:
                self._sentence, self._named = start, False
            begin = cue.lead if kind == "SUBJECT" else self._call
            first = begin - self._bounds.task_start(begin) <= _NEXT or self._is_joined(begin)
            led = begin - self._leader <= _NEXT or self._is_led(begin)
            capital = kind == "SUBJECT" and (self._cased[cue.start].isupper() or self._is_apart(cue))
            assigned = kind == "ASSIGNED" and (cue.acts or self._cased[cue.start].isupper())
            passed = kind == "PASSED_ON" and self._in_force is not None and not led
            passed = passed or (kind == "ASSIGNED" and not assigned and self._reported == start)
            passed = passed or (kind == "ASSIGNED" and not led and self._hands_out(cue))
            if not passed and (not self._named or assigned or first or led or capital):
                self._in_force = cue
                label = self._patterns["LABEL_OF_PARTY"].match
                self._labelled = kind == "ASSIGNED" and label(self._folded, self._call) is not None
            self._named = True
        return self._in_force

    def _is_for_itself(self, told: Cue) -> bool:
        """Whether people are told by themselves, by whom the next line is not to be done: Thí sinh nộp hồ sơ."""
        if told.kind != "SUBJECT" or told.named or self._folded.startswith(":", told.end):
            return False
        return self._patterns["PEOPLE_ALONE"].match(self._folded, told.start) is not None

    def _hands_out(self, cue: Cue) -> bool:
        """Whether who is in force, by its name, hands out tasks to some of a kind, or to a part of its own.

        Phân công các đoàn thể nấu ăn · Sở Xây dựng theo dõi, giao Chi cục Giám định thẩm tra.
        """
        told, patterns = self._in_force, self._patterns
        if told is None or told.kind != "SUBJECT" or not told.named:
            return False
        if not self._cased[cue.start].isupper() and patterns["HANDS_OUT"].match(self._folded, self._call):
            return True
        within = told.start >= self._bounds.task_start(self._call) and not patterns["SENIOR"].match(
            self._folded, told.start
        )
        return within and patterns["PART_OF_HOUSE"].match(self._folded, cue.start) is not None

    def _is_apart(self, cue: Cue) -> bool:
        """Whether words lead to a party that set it apart: what it is charged with, a contrast."""
        near, told = max(cue.lead - _LONGEST_CHARGE, 0), self._in_force
        joined = told is not None and told.acts and cue.acts and (cue.must or cue.named)
        if joined and told and self._goes_beside(cue, told):
            return True
        charged = self._in_force is not None and self._in_force.acts and self._cased[cue.lead - 2 : cue.lead] == ", "
        if charged and self._patterns["CHARGED_APART"].match(self._folded, cue.end):
            return True
        return cue.second and self._patterns["SET_APART_BEFORE"].search(self._folded, near, cue.lead) is not None

    def _goes_beside(self, cue: Cue, told: Cue) -> bool:
        """Whether who acts in small letters stands behind the task of another: Sở X tổng hợp, các sở, ngành trả lời."""
        if self._cased[cue.lead - 2 : cue.lead] != ", " or self._patterns["PEOPLE_ALONE"].match(
            self._folded, cue.start
        ):
            return False  # vận động người sử dụng lao động, người lao động tham gia
        return told.start >= self._bounds.task_start(cue.lead) and cue.lead - told.end >= _SHORTEST_TASK

    def _is_led(self, begin: int) -> bool:
        """Whether only the words of a letter stand between who orders and a call: vừa ký văn bản (chỉ đạo)."""
        if not 0 <= self._leader < begin <= self._leader + LONGEST_WRITING:
            return False
        names = ("BEFORE_ORDER", "WRITING_ORDER")
        return any(self._patterns[name].fullmatch(self._folded, self._leader, begin) for name in names)

    def _is_joined(self, begin: int) -> bool:
        """Whether only a joining word stands before a call that opens a task, of one whom somebody called on before."""
        joint, told = self._joint, self._in_force
        other, task = self._patterns["IN_ANOTHER_MATTER"], self._bounds.task_start(begin)
        if begin - task > _NEXT and other.fullmatch(self._folded, task, begin):
            return True
        if joint is None or told is None or told.kind == "SUBJECT" or begin - joint.end > len(", "):
            return False
        return joint.start - self._bounds.task_start(joint.start) <= _NEXT
