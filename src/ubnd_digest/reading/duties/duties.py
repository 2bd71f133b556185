"""Duties: the stretches of sentences in which somebody is told to act, with who, whom, what and by when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import in_order
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.duties.callers import ADDRESSES, CALLS
from ubnd_digest.reading.duties.clauses import Cue, within_quotes
from ubnd_digest.reading.duties.orders import behind_bracket, is_order
from ubnd_digest.reading.duties.parties import Sentences
from ubnd_digest.reading.duties.party import Party
from ubnd_digest.reading.duties.reports import captions_in
from ubnd_digest.reading.setting import Setting

_duty = unchecked(Duty)
_WHO_ORDERS = ("LEADER", "ISSUER")
_LONGEST_TRAIL = 40  # how far before its end what is left out of a duty may begin, in characters
_LONGEST_IN = 10  # how far in the days may begin that a stretch opens with, in code points: Trong (quý III)
_LONGEST_LEAD = 40  # how far before a party the words may begin that call on it


class DutyDraft(NamedTuple):
    """A stretch in which a party is told to act, by offsets of the view."""

    start: int
    end: int
    task: int  # where the task begins
    party: Cue  # the cue that names the party, in the stretch or before it
    leader: Cue | None  # who orders


class _Told(NamedTuple):
    """Whom a sentence tells to act."""

    begins: list[tuple[int, int, Cue]]  # where the words begin that lead to a party, where it begins, and the party
    leader: Cue | None
    others: bool  # whether the sentence is about somebody else than who was in force before it
    others_begin: list[int]  # where those begin who are told nothing


class DutyReader:
    """Finds duties by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def drafts(self, sentences: Sentences, folded: str, areas: Iterable[Area]) -> Iterator[DutyDraft]:
        """The duties of some paragraphs, in text order."""
        for area in self._telling(sentences, folded, areas):
            at = area.start
            while at < area.end:
                end = min(sentences.bounds.sentence_end(at), area.end)
                if end <= at:
                    break
                yield from self._of_sentence(sentences, folded, at, end)
                at = end

    def _telling(self, sentences: Sentences, folded: str, areas: Iterable[Area]) -> Iterator[Area]:
        """Those but lines that say by what a document is issued, and those in which it is said whom it covers."""
        is_head, last = self._patterns["HEAD_OF_NO_DUTY"].fullmatch, 0
        head: re.Match[str] | None = None  # of what goes on to say whom or what something covers
        for area in areas:
            start = area.start
            if between := folded[last:start].rstrip():  # headings
                head = is_head(between.rpartition("\n")[2].strip())
            last = area.end
            own = is_head(folded, start, area.end)
            if head and not own and not sentences.bounds.of_list(start):
                goes_on = head["covers"] and not self._patterns["ARTICLE_BEGINS"].match(folded, start)
                head = head if goes_on else None
            head = own or head
            of_basis = self._patterns["BASIS_LINE"].fullmatch(folded, start, area.end)
            if head is None and not of_basis and not captions_in(self._patterns, folded, start, area.end):
                yield area

    def _of_sentence(self, sentences: Sentences, folded: str, start: int, end: int) -> Iterator[DutyDraft]:
        first = bisect_left(sentences.starts, start)
        told = self._told(sentences, folded, range(first, bisect_left(sentences.starts, end, first)))
        before = None if told.begins or told.others else sentences.addressee(start)
        if not told.begins and before is None:
            return
        own = sentences.tasks.own_start(start, end) if sentences.tasks else start
        if self._patterns["LABEL_OF_NO_DUTY"].match(folded, own) or folded.endswith("?", own, end):
            return  # a heading, or a question
        if before and self._goes_on_telling(before, sentences, folded, start, own):
            return
        if before and sentences.tasks and sentences.tasks.is_for(before, own, end):
            return
        if before:
            tasks = sentences.tasks
            due = tasks and tasks.is_due_result(own, end) and not sentences.several_told(before)
            if tasks and (due or tasks.is_task(own, end)):
                yield self._made(folded, own, end, own, before, None)
            return
        until = sentences.bounds.task_end(own)
        if own < until <= told.begins[0][0] and not any(
            cue.kind in _WHO_ORDERS for cue in sentences.after(start, until)
        ):
            before = sentences.addressee(start)  # "Đồng thời, rà soát kho thuốc; Sở Tài chính …"
            if before and sentences.tasks and sentences.tasks.is_task(own, until):
                yield self._made(folded, own, until, own, before, None)
        # what limits it stands before the first party: "Trước ngày 5/3, Sở Y tế …"
        lead, _, cue = told.begins[0]
        limited = own < lead and self._patterns["LIMIT_BEFORE"].fullmatch(folded, own, lead)
        if limited and cue.kind == "SUBJECT" and told.leader is None:
            told.begins[0] = own, own, cue
        ends = [*(begin for begin, _, _ in told.begins[1:]), end]
        for (_, at, cue), until in zip(told.begins, ends, strict=True):
            place = bisect_right(told.others_begin, at)
            stop = min((until, *told.others_begin[place : place + 1]))
            draft = self._made(folded, at, stop, behind_bracket(folded, cue.end), cue, told.leader)
            if draft.end > draft.task and folded[draft.task] != ";":
                yield draft

    def _goes_on_telling(self, before: Cue, sentences: Sentences, folded: str, start: int, own: int) -> bool:
        """Whether a sentence is joined to one that told what a party had done: Sở X đã họp. Đồng thời, rà soát …."""
        if before.kind != "SUBJECT" or not self._patterns["CONNECTIVE"].search(folded, start, own):
            return False
        done = self._patterns["NO_ORDER"].match(folded, behind_bracket(folded, before.end))
        return done is not None and sentences.bounds.sentence_end(before.start) >= start - len(" ")

    def _told(self, sentences: Sentences, folded: str, places: range) -> _Told:
        """Whom the cues of a sentence tell to act."""
        begins: list[tuple[int, int, Cue]] = []
        leader: Cue | None = None
        others, called = False, -1
        others_begin: list[int] = []
        planned, start = False, 0  # whether the sentence says what a document orders, and where it begins
        if places:
            start = sentences.bounds.sentence_start(sentences.cues[places[0]].start)
            planned = self._patterns["UNDER_A_DOCUMENT"].match(folded, start) is not None
        for place in places:
            cue = sentences.cues[place]
            kind = cue.kind
            if kind == "LEADER":
                leader, others = leader or cue, True
                if begins and folded[cue.start - 2] in ",;":
                    others_begin.append(cue.start)
            elif kind == "ISSUER" or (kind == "AGENT" and self._patterns["MADE_BY"].fullmatch(folded, start, cue.lead)):
                others = True
            elif kind in CALLS:
                called = cue.start if called < 0 or cue.start - called > _LONGEST_LEAD else called
            if kind in ADDRESSES:
                if sentences.addressees[place] is cue:
                    others = True
                    headed = folded.startswith(":", cue.end) and sentences.bounds.of_list(cue.start)
                    if is_order(cue, folded, self._patterns, listed=bool(begins) or planned or headed):
                        begin = self._begin(cue, called, begins, sentences, folded)
                        case = begin + folded.startswith(" ", begin)
                        in_case = begin < cue.lead and self._patterns["IN_THAT_CASE"].fullmatch(folded, case, cue.lead)
                        begins.append((begin, case if in_case else cue.start, cue))
                    else:
                        others_begin.append(cue.lead)
                called = -1
        return _Told(begins, leader, others, others_begin)

    def _begin(
        self, cue: Cue, called: int, begins: Sequence[tuple[int, int, Cue]], sentences: Sentences, folded: str
    ) -> int:
        """Where the words begin that lead to a party: what it is charged with may stand before it, from its task on."""
        if cue.kind != "SUBJECT":
            return called if called >= 0 else cue.lead
        task = sentences.bounds.task_start(cue.lead)
        if not begins or task <= begins[-1][1]:
            return cue.lead
        case = task + folded.startswith(" ", task)
        in_case = cue.second or self._patterns["CASE_OF_PARTY"].fullmatch(folded, case, cue.lead)
        return task if in_case else cue.lead

    def _made(self, folded: str, start: int, end: int, task: int, party: Cue, leader: Cue | None) -> DutyDraft:
        decision = self._patterns["OWN_DECISION"].search(folded, task, end)
        end = decision.start() if decision else end
        end = within_quotes(folded, start, end)
        trailing = self._patterns["TRAILING"].search(folded, max(start, end - _LONGEST_TRAIL), end)
        return DutyDraft(start, trailing.start() if trailing else end, task, party, leader)

    def helpers(self, draft: DutyDraft, parties: Sequence[Party], starts: Sequence[int], folded: str) -> Place | None:
        """The longest list of parties of whom the stretch says that they help."""
        found: list[Place] = []
        for match in self._patterns["WITH"].finditer(folded, draft.task, draft.end):
            place = bisect_left(starts, match.end())
            if place < len(parties) and parties[place].start - match.end() <= 1 and parties[place].end <= draft.end:
                listed = place + self._is_listed(parties[place : place + 2], folded)  # các ngành: Sở X, Sở Y
                begin = parties[place].start
                if found and match.start() - found[-1][1] <= 1:  # Viện X cùng các đơn vị liên quan
                    begin = found.pop()[0]
                found.append((begin, parties[listed].names_end))
        return max(found, key=lambda place: place[1] - place[0], default=None)

    def _is_listed(self, parties: Sequence[Party], folded: str) -> bool:
        """Whether the second of two parties is a list that says who the first are."""
        if len(parties) < 2 or not self._patterns["NAMES_FOLLOW"].fullmatch(folded, parties[0].end, parties[1].start):
            return False
        return self._patterns["MORE_NAMES"].search(folded, parties[1].start, parties[1].end) is not None

    def opens(self, folded: str, start: int) -> bool:
        """Whether the days at a place open a sentence."""
        return self._patterns["OPENS_IN_DAYS"].search(folded, max(start - _LONGEST_IN, 0), start) is not None

    def did_that_day(self, folded: str, day: int, party: Cue) -> bool:
        """Whether a sentence opens with a day and goes on with what a party, which is told nothing, does."""
        if party.kind != "SUBJECT" or self._patterns["MUST"].match(folded, party.end):
            return False
        return self._patterns["ON_DAY_BEFORE"].match(folded, day, party.start) is not None


class Duties:
    """What duties are made of: the parties of a text and their organisations, and what was found beside them."""

    def __init__(
        self,
        parties: Sequence[Party],
        agencies: Sequence[tuple[Agency, ...]],
        mentions: Sequence[Mention],
        setting: Setting,
    ) -> None:
        self._parties, self._agencies, self._setting = parties, agencies, setting
        self._starts = [party.start for party in parties]
        self._days = in_order(mention for mention in mentions if isinstance(mention, DateExpression))
        self._day_starts = [day.span.start for day in self._days]
        self._deadlines = in_order(mention for mention in mentions if isinstance(mention, Deadline))
        self._references = in_order(mention for mention in mentions if isinstance(mention, Reference))
        self._deadline_starts = [deadline.span.start for deadline in self._deadlines]
        self._reference_starts = [reference.span.start for reference in self._references]

    def made(self, drafts: Iterable[DutyDraft], reader: DutyReader) -> Iterator[Duty]:
        """The duties that drafts are."""
        setting = self._setting
        for draft in drafts:
            span = self._around_limits(setting.span(draft.start, draft.end))
            task = setting.span(min(draft.task, draft.end), draft.end)
            if self._happened(draft, reader) or task.start >= span.end:
                continue
            task = Span(task.start, span.end)
            party = self._parties[draft.party.party]
            named = tuple(agency for names in self._agencies[slice(*party.names)] for agency in names)
            helpers = reader.helpers(draft, self._parties, self._starts, setting.view.folded)
            begin = bisect_left(self._deadline_starts, span.start), bisect_left(self._deadline_starts, span.end)
            cited = bisect_left(self._reference_starts, span.start), bisect_left(self._reference_starts, span.end)
            yield _duty(
                span,
                setting.text(span),
                setting.text(setting.span(draft.party.start, draft.party.end)),
                named,
                setting.text(task),
                task,
                setting.text(setting.span(*helpers)) if helpers else None,
                tuple(self._deadlines[slice(*begin)]),
                tuple(dict.fromkeys(reference.number for reference in self._references[slice(*cited)])),
                setting.text(setting.span(draft.leader.start, draft.leader.end)) if draft.leader else None,
            )

    def _around_limits(self, span: Span) -> Span:
        """A stretch with the whole limit that it begins in, and without one that runs over its end.

        …; hạn cuối để các trường nộp hồ sơ là ngày 30/4: the limit begins before who is told.
        """
        first, last = (
            self._deadlines[place].span if (place := bisect_left(self._deadline_starts, at) - 1) >= 0 else span
            for at in (span.start, span.end)
        )
        start = first.start if first.end > span.start else span.start
        if last.end <= span.end:
            return Span(start, span.end)
        if last.start <= start:  # it holds all that is told
            return Span(start, last.end)
        return Span(start, start + len(self._setting.view.text[start : last.start].rstrip(" ,;:-\n")))

    def _happened(self, draft: DutyDraft, reader: DutyReader) -> bool:
        """Whether a stretch opens with days before the period, or one of its days: Ngày 12/3, Sở Y tế phạt 41 hộ."""
        anchor, view = self._setting.anchor, self._setting.view
        start, until = view.offset(draft.start), view.offset(draft.party.start)
        first = bisect_left(self._day_starts, start)
        opening = self._days[first : bisect_left(self._day_starts, until, first)] if draft.start < until else ()
        near = first > 0 and not opening and start - self._days[first - 1].span.end <= len(", ")
        if near and reader.opens(view.folded, view.place(self._day_starts[first - 1])):  # Tháng 3, các lực lượng …
            opening, start = self._days[first - 1 : first], self._day_starts[first - 1]
        if not anchor or not opening or opening[0].span.start > start + _LONGEST_IN:
            return False
        if all(day.end and day.end < anchor.start for day in opening):
            return True
        day = opening[0]
        if len(opening) > 1 or day.start != day.end or day.end is None or day.end > anchor.end:
            return False
        return reader.did_that_day(view.folded, view.place(day.span.start), draft.party)
