"""Who must act by a limit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ubnd_digest.reading.drafts import LimitDraft
from ubnd_digest.reading.duties.callers import ADDRESSES
from ubnd_digest.reading.duties.clauses import Bounds, Cue
from ubnd_digest.reading.duties.parties import Sentences
from ubnd_digest.reading.evidence import Decision, Reason

# Nothing but a space stands between two things that are this near, or what parts two cells of a table: " - ".
_NEXT, _CELL_JOINT = 1, 3


def opens(limit: LimitDraft, bounds: Bounds) -> bool:
    """Whether a limit opens its sentence, before it is said who does what."""
    return limit.start - bounds.sentence_start(limit.start) <= _NEXT


def _opens_task(limit: LimitDraft, paragraph: Sentences) -> bool:
    """Whether a limit opens a task, directly before who is to do it: …; trước ngày 5/3, Sở Y tế báo cáo."""
    if limit.start - paragraph.bounds.task_start(limit.start) > _NEXT:
        return False
    after = paragraph.after(limit.end, paragraph.bounds.task_end(limit.end))[:1]
    return bool(after) and after[0].kind == "SUBJECT" and after[0].lead - limit.end == len(", ")


def _names_nobody(cue: Cue, limit: LimitDraft, paragraph: Sentences) -> bool:
    """Whether who is in force has no part in a sentence that is no order to him.

    Somebody else does what it says: việc lắp camera phải được các doanh nghiệp hoàn tất trước …; or there are several
    of whom the sentence before it told each what to do: Kết quả báo cáo trước …; or it is done for him: trả giấy báo
    cho thí sinh trước …
    """
    bounds = paragraph.bounds
    start = bounds.sentence_start(limit.start)
    if cue.start >= start:
        return False
    if paragraph.tasks and paragraph.tasks.is_for(cue, start, bounds.sentence_end(start)):
        return True
    if paragraph.goes_on(limit.start):
        return False
    if any(other.kind == "AGENT" for other in paragraph.before(bounds.task_start(limit.start), limit.start)):
        return True
    return paragraph.several_told(cue)


def _of_itself(task: Sequence[Cue]) -> Cue | None:
    """Who gives orders elsewhere, and here is to do something itself: Thường trực HĐND tỉnh gửi báo cáo."""
    issuer, *acts = task or (None,)
    if issuer is None or issuer.kind != "ISSUER" or not acts:
        return None
    end = issuer.end
    for act in acts:
        if act.kind != "COMPLETION" or act.start - end > _NEXT:
            return None
        end = act.end
    return issuer


def _of_whom(task: Sequence[Cue], paragraph: Sentences) -> Cue | None:
    """Of whom a paper is that is to be sent: Báo cáo của các xã gửi về Sở Nội vụ trước ngày 30/7."""
    if paragraph.tasks is None:
        return None
    for cue, act in pairwise(task):
        if cue.kind == "OBJECT" and act.kind == "COMPLETION" and act.start - cue.end <= _NEXT:
            return cue if paragraph.tasks.is_of(cue.lead) else None
    return None


def _by_then(limit: LimitDraft, paragraph: Sentences) -> Cue | None:
    """Who is to do something by its last day: hạn cuối để các xã nộp hồ sơ là ngày …; … là hạn cuối các xã nộp."""
    tasks = paragraph.tasks
    if tasks is None:
        return None
    named = (cue for cue in paragraph.after(limit.start, paragraph.bounds.task_end(limit.end)) if cue.party >= 0)
    return next((cue for cue in named if cue.acts and tasks.has_last_day(cue.lead, limit.end)), None)


def responsible(limit: LimitDraft, paragraph: Sentences) -> Decision:
    """The words that name who must act, by the way in which the party stands: the addressee where the limit begins.

    A limit that opens its sentence, or before which nobody is named, may have its subject after it; else none is named.
    """
    cue = paragraph.addressee(limit.start)
    opening = opens(limit, paragraph.bounds) or _opens_task(limit, paragraph)
    beside = paragraph.before(paragraph.bounds.sentence_start(limit.start), limit.start)[-1:]
    if beside and beside[0].party >= 0 and limit.start - beside[0].end == _CELL_JOINT:
        lead = paragraph.before(paragraph.bounds.sentence_start(limit.start), beside[0].start)[-1:]
        if lead and lead[0].party >= 0 and beside[0].lead - lead[0].end == _CELL_JOINT:
            beside = lead  # Sở Y tế - UBND các xã - 28/8/2020: who leads, and then who helps
        because = Reason(beside[0].kind, 0, beside[0].start, beside[0].end)
        return Decision("responsible", "party", beside[0].start, beside[0].end, (because,))
    why = "in force where the limit begins"
    if cue and not opening and _names_nobody(cue, limit, paragraph):
        cue = None
    whose = _by_then(limit, paragraph)
    if whose:
        cue, why = whose, "the limit is that of what it does"
    elif cue is None or opening:
        after = paragraph.after(limit.end, paragraph.bounds.task_end(limit.end))
        subject = next((other for other in after if other.kind in ADDRESSES), None)
        if subject:
            cue, why = subject, "the limit opens its sentence" if opening else "nobody is named before the limit"
    if cue is None:
        task = paragraph.before(paragraph.bounds.task_start(limit.start), limit.start)
        if cue := next((other for other in reversed(task) if other.kind == "AGENT"), None):
            why = "something is done by it"
        elif cue := _of_itself(task):
            why = "it acts itself by then"
        elif cue := _of_whom(task, paragraph):
            why = "what is to be sent is of it"
    if cue is None:
        return Decision("responsible", "nobody", -1, -1, (Reason("nobody is told to act"),))
    reasons = (Reason(cue.kind, 0, cue.start, cue.end), Reason(why, 0, limit.start, limit.end))
    return Decision("responsible", "party", cue.start, cue.end, reasons)
