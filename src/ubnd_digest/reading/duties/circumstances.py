"""What stands around a limit, and so whether it is a deadline: the columns of ``names/limits.csv`` for one sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Final

from ubnd_digest.model.dates import Precision
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.words import table
from ubnd_digest.reading.drafts import DeadlineDraft, LimitDraft, VagueDraft
from ubnd_digest.reading.duties.callers import ADDRESSES
from ubnd_digest.reading.duties.clauses import Cue
from ubnd_digest.reading.duties.parties import Sentences
from ubnd_digest.reading.duties.responsible import opens
from ubnd_digest.reading.evidence import Decision, Reason

# How near a verb stands that belongs to the date before it, in characters; and what depends on that date.
_ADJACENT, _NEXT = 10, 2
_LONGEST_ADVERB = 12  # with its spaces, between a request and a limit: dứt khoát
_COMPLETIONS = frozenset({"COMPLETION", "TERM_WORD"})
_DUTIES = _COMPLETIONS | {"DUTY"}
# Words against a deadline, in the order in which they count.
_AGAINST = {
    "FORBIDDEN": "forbidden",
    "LISTED": "attribute",
    "ATTRIBUTE": "attribute",
    "PAST": "past",
    "RUNNING": "running",
    "TOPIC": "topic",
    "EVENT_TIME": "event",
    "VISIT": "event",
}
# Các dự án hoàn thành trong quý I của huyện đã được giao đất: what is said of them, so that the limit tells which ones.
_SAID_OF_SOME = frozenset({"ENTITLED", "CONDITION", "PAST"})
_CALLED = frozenset({"ASSIGNED", "REQUESTED", "PASSED_ON", "ADDRESSED"})
# The units as the table calls them; whatever is longer is "long".
UNITS = dict.fromkeys((Precision.MONTH, Precision.QUARTER, Precision.MONTHS), "month") | {Precision.DAY: "day"}


def is_deadline(limit: LimitDraft, paragraph: Sentences, coming: Callable[[], bool] = lambda: False) -> Decision:
    """Whether something must be done by the date after a limit, rather than happen or have happened.

    ``coming`` tells whether that date lies behind the period of the text, where it matters.
    """
    reasons = tuple(_grounds(limit, paragraph, coming))
    answer = "none" if any(reason.weight < 0 for reason in reasons) else "deadline"
    kind = Reason(limit.kind, 0, limit.start, limit.end)
    return Decision("deadline", answer, limit.start, limit.end, (kind, *reasons))


def _grounds(limit: LimitDraft, paragraph: Sentences, coming: Callable[[], bool]) -> Iterator[Reason]:
    """The row of the table that decides, and the word that made it fit."""
    kind = limit.kind
    bounds = paragraph.bounds
    sentence = paragraph.before(bounds.sentence_start(limit.start), limit.start)
    task = paragraph.before(bounds.task_start(limit.start), limit.start)
    after = paragraph.after(limit.end, bounds.task_end(limit.end))
    begin = None if any(cue.kind in _SAID_OF_SOME for cue in after) else bounds.sentence_start(limit.start)
    act, completes = _act(task, begin)
    # what happened before the last duty is no matter for it
    floor = act if kind in ("before", "counted") else max(completes, _last(task, ADDRESSES))
    told = _told(limit, paragraph, sentence, task)
    against, word = _against(task, floor, act, begin)
    if against == "past" and told in ("task", "sentence") and word and paragraph.happened(word.start) and coming():
        other = [cue for cue in task if cue is not word]
        against, word = _against(other, floor, act, begin)
    follows = _follows(limit, after)
    if told == "no" and completes < 0 and not opens(limit, bounds) and _is_handled(limit.end, after):
        follows = "right"
    if told == "no" and follows == "done" and _is_asked(limit, task):
        told = "task"
    if told == "before" and follows == "said" and _last(after, _COMPLETIONS) >= 0 and paragraph.goes_on(limit.start):
        follows = "done"  # by a verb that is no word of doing: Trong quý IV, tiêm phòng xong
    named = limit.dates.dates if isinstance(limit, DeadlineDraft) else ()
    unit = UNITS.get(named[0].precision, "long") if named else "day"
    if isinstance(limit, VagueDraft) and limit.moon is None:
        unit = "long"
    found = Circumstances(
        kind,
        unit,
        "completion" if completes >= 0 else "duty" if act >= 0 else "none",
        against,
        told,
        follows,
    )
    row = row_for(found)
    weight = 1 if row.deadline else -1
    yield Reason(f"limits.csv, row {row.number}: {row.example}", weight)
    decided = word if not row.deadline and word else None
    if decided is None and row.deadline:
        told_by = next((cue for cue in reversed(sentence) if cue.kind in ADDRESSES), None)
        decided = task[act] if act >= 0 else told_by
    if decided is None and follows != "none" and after:
        decided = next((cue for cue in after if cue.kind in _DUTIES | ADDRESSES), after[0])
    if decided and kind != "certain":
        yield Reason(decided.kind, weight, decided.start, decided.end)


def _told(limit: LimitDraft, paragraph: Sentences, sentence: Sequence[Cue], task: Sequence[Cue]) -> str:
    """Where somebody is told to act before a limit."""
    bounds, opening = paragraph.bounds, opens(limit, paragraph.bounds)
    if _last(sentence, ADDRESSES) >= 0 and not (opening and limit.kind != "before"):
        return "task" if _last(task, ADDRESSES) >= 0 else "sentence"
    if opening:
        if paragraph.addressee(limit.start) is None:
            return "no"
        return "sentence" if limit.kind == "now" and paragraph.goes_on(limit.start) else "before"
    # the line above a list says who must do what stands in it, or the sentence before goes on
    listed = bounds.of_list(limit.start) and paragraph.addressee(limit.start) is not None
    return "sentence" if listed or paragraph.goes_on(limit.start) else "no"


def _is_asked(limit: LimitDraft, task: Sequence[Cue]) -> bool:
    """Whether a limit follows a request directly, and nobody is named: yêu cầu trong tháng 5 hoàn thành đề án."""
    return bool(task) and task[-1].kind == "REQUEST" and limit.start - task[-1].end <= _LONGEST_ADVERB


def _act(task: Sequence[Cue], sentence_start: int | None) -> tuple[int, int]:
    """Where the last word of doing stands in a task, and the last one of completion; -1 for none."""
    subjects = {place for place, cue in enumerate(task) if _is_subject(task, place, sentence_start)}
    completes = max(_last(task, _COMPLETIONS), max(subjects, default=-1))
    return max(completes, _last(task, _DUTIES)), completes


def _is_subject(task: Sequence[Cue], place: int, sentence_start: int | None) -> bool:
    """Whether "các dự án hoàn thành" says what must be done: it begins its sentence, or follows a request.

    ``sentence_start`` is None where more is said of them behind the limit: then it says which ones.
    """
    cue = task[place]
    if cue.kind != "ATTRIBUTE":
        return False
    before = task[place - 1] if place else None
    called = before is not None and before.kind in ("REQUEST", "ASSIGN") and cue.start - before.end <= _NEXT
    return called or (sentence_start is not None and cue.start - sentence_start <= _NEXT)


def _against(task: Sequence[Cue], floor: int, act: int, sentence_start: int | None) -> tuple[str, Cue | None]:
    """The word that speaks most against a deadline: a target anywhere, others after the last word of doing."""
    target = _last(task, {"TARGET"})
    if target >= 0:
        return "target", task[target]
    for kind, value in _AGAINST.items():
        place = _last(task, {kind})
        if kind == "TOPIC" and (_last(task, {"OBJECT"}) > place or _is_told_to_whom(task, place)):
            continue  # báo cáo kết quả về UBND tỉnh trong tháng 5: the limit is that of the report
        if kind == "VISIT" and _last(task, _CALLED) >= 0:
            continue  # yêu cầu Đoàn kiểm tra về làm việc với các xã trong tháng 5
        if kind == "ATTRIBUTE" and place < act:
            continue  # đối với các dự án khởi công mới, phê duyệt dự toán trong tháng 3
        if place > floor and not _is_subject(task, place, sentence_start):
            return value, task[place]
    return "none", None


def _is_told_to_whom(task: Sequence[Cue], place: int) -> bool:
    """Whether a result stands behind whom it is reported to: báo cáo UBND tỉnh kết quả."""
    if place < len(("report", "whom")):
        return False
    report, whom, topic = task[place - 2 : place + 1]
    near = whom.start - report.end <= _NEXT and topic.start - whom.end <= _NEXT
    return near and report.kind == "COMPLETION" and whom.party >= 0


def _follows(limit: LimitDraft, after: Sequence[Cue]) -> str:
    """What stands after the date in its task."""
    end = limit.end
    if limit.kind == "to" and len(after) > 1 and after[1].kind == "ENTITLED" and after[1].start - after[0].end <= _NEXT:
        return "right"  # đến ngày 23/9, Bộ Nội vụ vẫn chưa nhận được báo cáo
    if after and after[0].start - end <= _NEXT and after[0].kind in ("ENTITLED", "CONDITION", "PAST"):
        return "right"
    if after and after[0].start - end < _ADJACENT and after[0].kind == "COMPLETION":
        return "done"
    kinds = {cue.kind for cue in after}
    if kinds & _COMPLETIONS and kinds & ADDRESSES:
        return "told"
    if kinds & ADDRESSES:
        return "party"
    if after and after[0].kind in _DUTIES and after[0].start - end <= _NEXT:
        return "doing"
    return "said" if kinds & _DUTIES else "none"


def _is_handled(end: int, after: Sequence[Cue]) -> bool:
    """Whether directly after the date it is said by whom what came before it is handled.

    Đơn thư tiếp nhận trước ngày 01/7 do cơ quan cũ giải quyết.
    """
    by, *agent = after[:2] or (None,)
    return by is not None and by.kind == "BY" and by.start - end <= _NEXT and [cue.kind for cue in agent] == ["AGENT"]


def _last(cues: Sequence[Cue], wanted: Collection[str]) -> int:
    return next((place for place in range(len(cues) - 1, -1, -1) if cues[place].kind in wanted), -1)


# ---- the table of limits --------------------------------------------------------------------

# What a cell of each column can hold: what the reading of a sentence gives.
VALUES: Final = {
    "limit": ("certain", "before", "until", "now", "to", "within", "at", "bare", "bracket", "counted"),
    "unit": ("day", "month", "long"),
    "act": ("completion", "duty", "none"),
    "against": ("target", "forbidden", "attribute", "past", "running", "topic", "event", "none"),
    "addressed": ("task", "sentence", "before", "no"),
    "follows": ("right", "done", "told", "party", "doing", "said", "none"),
}


class Circumstances(NamedTuple):
    """What stands around a limit, a value of each column."""

    limit: str  # the kind of its words
    unit: str  # the unit that it names: a day; a month or a quarter; what is longer
    act: str  # the last word of doing before it in its task
    against: str  # the word that speaks against it and stands after that one; a target, wherever it stands in the task
    # where somebody is told to act before it: in its task, or in an earlier task of its sentence; or, for a limit
    # that opens its sentence, in a sentence before it
    addressed: str
    # what stands after it in its task: directly a right that depends on it, or a word of completion; a word of
    # completion and somebody who is told; one of them; directly a word of doing; one further on
    follows: str


class Row(NamedTuple):
    """A row of the table: its number from 1, a set of values a column, whether it is a deadline, an example."""

    number: int
    cells: tuple[frozenset[str], ...]
    deadline: bool
    example: str

    def fits(self, found: Circumstances) -> bool:
        """Whether it speaks of such circumstances."""
        return all(value in cell for value, cell in zip(found, self.cells, strict=True))


@cache
def rows() -> tuple[Row, ...]:
    """The rows of the table, in its order.

    >>> rows()[0].example
    'Tỉnh phấn đấu hoàn thành cầu Lam Điền, chậm nhất ngày 30/6/2026.'
    """
    return tuple(
        Row(number, tuple(_cell(row[name], name) for name in VALUES), row["deadline"] == "yes", row["example"])
        for number, row in enumerate(table("limits"), 1)
    )


def _cell(written: str, column: str) -> frozenset[str]:
    found = frozenset(VALUES[column] if written == "*" else written.split("|"))
    if not found <= set(VALUES[column]):
        raise ValueError(f"limits.csv: the column {column} has no value {written!r}")
    return found


@cache
def row_for(found: Circumstances) -> Row:
    """The first row that fits."""
    return next(row for row in rows() if row.fits(found))
