"""How the parties of a paragraph stand in their sentences: called upon, acting, or only named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ubnd_digest.grammar.grammar import Patterns
from ubnd_digest.reading.drafts import is_within
from ubnd_digest.reading.duties.callers import ADDRESSES, CALLS, OTHER_CALLS
from ubnd_digest.reading.duties.clauses import Bounds, Cue
from ubnd_digest.reading.duties.party import BRACKET
from ubnd_digest.reading.duties.reports import captions_in

# Nothing but a space stands between two things that are this near.
_NEXT = 1
_TOLD = frozenset({"ASSIGNED", "REQUESTED", "SUBJECT"})
_NAMED = frozenset({"OBJECT", "PASSED_ON"})
_BY_ITSELF = frozenset({"SUBJECT", "ISSUER"})  # where nobody calls upon it
_BEFORE_SECOND = frozenset({"BY", "ENTITLED", "TERM_WORD", "RUNNING"})  # do · được · là hạn cuối · là hạn cuối để
_LEAD_ON = frozenset({*CALLS, *OTHER_CALLS})
_LISTED, _OFFICE_OF = (": ", " : ", ":"), " - "
_NEAR = 24  # how far before a party words may begin that say how it is spoken of
_LONGEST_TASK = 200  # how long a task may be behind which "và" leads to another party
_LONGEST_BRACKET = 300  # how long a bracket may be


class Standing:
    """Says of each party of a text how it stands, as its cues are passed in text order."""

    def __init__(self, bounds: Bounds, cased: str, folded: str, patterns: Patterns) -> None:
        self._bounds, self._cased, self._folded, self._patterns = bounds, cased, folded, patterns
        self._captions = captions_in(patterns, folded, 0, len(folded))
        self._caption_starts = [start for start, _ in self._captions]
        self._told: Cue | None = None  # who was told last by a name
        self._told_until = -1  # the end of the last task that somebody is told
        self._task = False  # whether since then nobody was named or called on
        self._written_until = -1  # the end of the sentence in which somebody is written to, while nobody is called on
        self._received_until = -1  # the end of the sentence that lists people who receive something

    def of(self, cues: Iterable[Cue]) -> Iterator[Cue]:
        """The cues, each party as it stands in its sentence."""
        before: Cue | None = None
        for cue in cues:
            before = self._party(cue, before) if cue.kind == "PARTY" else self._word(cue)
            yield before

    def _word(self, cue: Cue) -> Cue:
        if cue.kind == "SENT_TO":
            self._written_until = self._bounds.sentence_end(cue.start)
        elif cue.kind in CALLS:
            self._written_until = -1
        self._task = self._task and cue.kind not in CALLS and cue.kind not in OTHER_CALLS
        return cue

    def _party(self, cue: Cue, before: Cue | None) -> Cue:
        by_it = before is not None and before.kind == "BY" and cue.start < self._told_until
        if cue.second and by_it:
            cue = cue._replace(second=False)
        elif self._is_joined(cue):
            cue = cue._replace(second=True)
        if (before and before.party >= 0 and self._is_of(cue, before)) or self._signs(cue):
            found = cue.as_kind("OBJECT")
        else:
            told = cue.named and self._patterns["TOLD_AT_ONCE"].match(self._folded, cue.end) is not None
            found = _stands(cue, before, self._bounds, self._cased, told=told, opened=self._is_opened(cue))
        if found.kind != "OBJECT" and self._is_only_named(found):
            found = found.as_kind("OBJECT")
        if found.kind in ADDRESSES:
            self._told_until = self._bounds.task_end(found.start)
        named = found.named or found.kind in ("ASSIGNED", "REQUESTED")
        self._task = named and (found.kind in _TOLD or (found.kind == "PASSED_ON" and self._is_ordered(found)))
        if self._task:
            self._told = found
        return found

    def _is_opened(self, cue: Cue) -> bool:
        """Whether a phrase opens the task of a party whose verb no list has: Ở một cửa, Văn phòng X ghi phiếu."""
        folded = self._folded
        if cue.acts or not self._cased[cue.start].isupper() or not folded.startswith(", ", cue.lead - len(", ")):
            return False
        if not self._patterns["ACTS_SOMEHOW"].match(folded, cue.end):
            return False
        start = self._bounds.task_start(cue.lead)
        return self._patterns["OPENS_CLAUSE"].fullmatch(folded, start, cue.lead) is not None

    def _is_only_named(self, party: Cue) -> bool:
        """Whether one that may act where it stands is only spoken of, listed or written to, or is each of several."""
        patterns, near = self._patterns, (max(party.lead - _NEAR, 0), party.lead)
        if patterns["SPOKEN_OF_BEFORE"].search(self._folded, *near) or (
            not party.named and patterns["NOBODY_AT_ALL"].match(self._folded, party.end)
        ):
            return True
        if is_within(party.start, self._captions, self._caption_starts):
            return True
        if not party.named and patterns["RECEIVED_BY"].search(self._folded, *near):
            self._received_until = self._bounds.sentence_end(party.lead)
        if not party.named and party.start < self._received_until:
            return True
        if party.kind in _BY_ITSELF and (self._is_bracketed(party.lead) or self._is_listed(party)):
            return True
        if party.kind != "SUBJECT":
            return False
        if party.start < self._written_until and not party.acts:
            return True  # công điện gửi các sở; giám đốc bệnh viện các tỉnh, yêu cầu …
        return self._is_each(party)

    def _is_listed(self, cue: Cue) -> bool:
        """Whether a party stands between two ";", with nothing to do: báo cáo của các sở; UBND các xã; lập dự toán."""
        return self._folded.startswith(";", cue.end) and self._folded.startswith(";", cue.lead - 2)

    def _is_each(self, cue: Cue) -> bool:
        """Whether a party is each of those who were told before it: Giao các trường trồng cây; mỗi trường …."""
        told, folded = self._told, self._folded
        each = self._patterns["EACH_OF_THEM"].match(folded, cue.start)
        if not each or told is None or told.start < self._bounds.sentence_start(cue.start):
            return False
        if folded[each.end() : cue.end] in folded[told.start : told.end]:
            return True
        several = self._patterns["OF_SEVERAL"].search(folded, told.start, told.end)
        several = several or self._patterns["MORE_NAMES"].search(folded, told.start, told.end)
        return several is not None and self._patterns["ONE_OF_THEM"].match(folded, each.end()) is not None

    def _is_bracketed(self, at: int) -> bool:
        """Whether a bracket is open that began within the same sentence: (Chủ tịch HĐND; Phó Chủ tịch HĐND)."""
        cased, start = self._cased, self._bounds.sentence_start(at)
        opened = cased.rfind("(", max(start, at - _LONGEST_BRACKET), at)
        return opened - start > _NEXT and ")" not in cased[opened:at] and ")" in cased[at : opened + _LONGEST_BRACKET]

    def _signs(self, cue: Cue) -> bool:
        """Whether a line in capitals is who issues or signs a document, or goes on in capitals: a title.

        GIÁM ĐỐC SỞ Y TẾ · ỦY BAN NHÂN DÂN TỈNH X · ỦY QUYỀN CHO GIÁM ĐỐC SỞ Y TẾ THỰC HIỆN MỘT SỐ NHIỆM VỤ
        """
        cased = self._cased
        if not cased[cue.start : cue.end].isupper():
            return False
        before, behind = cased[max(cue.start - 2, 0) : cue.start], cased[cue.end : cue.end + _NEAR]
        if behind[:1] == " " and behind[1:2].isalpha() and behind.isupper():
            return True
        if before.rpartition("\n")[2].strip() or behind.partition("\n")[0].strip():
            return False
        return any(self._patterns[name].match(self._folded, cue.start) for name in ("OFFICE_WORD", "ISSUING_WORD"))

    def _is_of(self, cue: Cue, before: Cue) -> bool:
        """Whether a list of parties says who those before it are, or a body in which office it stands.

        Giao Sở X chỉ đạo các đơn vị: A, B làm · báo cáo về Ban Chỉ đạo – Sở X.
        """
        joint = self._folded[before.end : cue.lead]
        if joint == _OFFICE_OF:
            return before.kind == "OBJECT"
        if joint not in _LISTED or before.kind not in _NAMED or self._told in (None, before):
            return False
        several = self._patterns["MORE_NAMES"].search(self._folded, cue.start, cue.end)
        return several is not None and self._told.start >= self._bounds.task_start(cue.start)

    def _is_ordered(self, party: Cue) -> bool:
        """Whether nobody below who gives orders directs a party: UBND tỉnh X chỉ đạo Sở Y."""
        told = self._told
        if told is None or told.start < self._bounds.task_start(party.start):
            return True
        return self._patterns["SENIOR"].match(self._folded, told.start, told.end) is not None

    def _is_one(self, party: Cue) -> bool:
        """Whether a party is no list of several of a kind, behind which it may be said which ones are meant."""
        return self._patterns["OF_SEVERAL"].search(self._folded, party.start, party.end) is None

    def _is_joined(self, cue: Cue) -> bool:
        """Whether another party acts behind a task and "và", or a comma where no list has its verb.

        Giao Sở X mua thuốc và Sở Y bố trí kinh phí · Sở X báo giá hằng tuần, Công an tỉnh lần theo đường dây.
        """
        told, folded = self._told, self._folded
        if not self._task or told is None or not cue.named or cue.issues or cue.lead - told.end > _LONGEST_TASK:
            return False
        between, patterns = (folded, told.end + 1, cue.lead), self._patterns
        joins = "JOINED_BY_AND" if cue.acts else "JOINED_TO_TASK"
        head = cue.acts and patterns["OFFICE_WORD"].match(folded, cue.start)  # , hiệu trưởng các trường công khai giá
        if not (head or self._cased[cue.start].isupper()) or not patterns[joins].search(*between):
            return False
        if not (told.acts or self._is_one(told)) or told.start < self._bounds.task_start(cue.start):
            return False
        if patterns["GOVERNS"].search(folded, told.end, cue.lead):
            return False
        bracket = BRACKET.match(folded, cue.end)
        end = bracket.end() if bracket else cue.end
        if patterns["NO_VERB"].match(folded, end + 1):
            return False  # hồ sơ của ông A và Công ty B để xử phạt
        return cue.acts or patterns["DOES_SOMETHING"].match(folded, cue.end) is not None


def _stands(party: Cue, before: Cue | None, bounds: Bounds, cased: str, *, told: bool, opened: bool) -> Cue:
    """A party as it stands in its sentence: called upon, acting, or only named.

    It is ``told`` where its task follows at once, and ``opened`` where a phrase opens its sentence or task.
    What it does may be said by a verb that the grammar does not know: a name with a capital that
    opens a sentence or a task is taken to act. The body whose doings the text reports owes nothing.
    """
    start, lead = bounds.sentence_start(party.start), party.lead
    if before and before.end <= start and before.kind not in _LEAD_ON:
        before = None  # a heading, or the sentence before, ends with it: Trách nhiệm tổ chức thực hiện
    if before and lead - before.end <= _NEXT:
        addressed = before.kind == "ADDRESS" and told and not party.issues
        if before.kind in ("ADDRESS", "ASIDE") and not (addressed or _is_addressed(party, before, bounds, cased)):
            goes_on = before.kind == "ASIDE" and party.acts and cased[before.start - 2 : before.start - 1] in (",", ";")
            return party.as_kind("SUBJECT" if goes_on else "OBJECT")
        if before.kind in CALLS:
            return party.as_kind(CALLS[before.kind])
        if before.kind in _BEFORE_SECOND and party.second and not party.issues:
            return party.as_kind("SUBJECT")
        written = before.kind == "SENT_TO" and cased.startswith((",", ":"), party.end)
        if before.kind in OTHER_CALLS and (party.acts or written):
            return party.as_kind(OTHER_CALLS[before.kind])
        if before.kind not in ("ADVERB", "LEADER"):
            return party.as_kind("OBJECT")
    elif lead - start > _NEXT and (cased[lead - 2].isalpha() or cased[lead - 2] == "%" or cased[lead - 1] == "("):
        return party.as_kind("SUBJECT" if party.second else "OBJECT")
    if party.issues:
        return party.as_kind("ISSUER")
    # "…; cấp huyện: …" names a party of a list, as does the beginning of a sentence, or what stands after ":"
    announced = cased[lead - 2 : lead - 1] == ":"
    opens_task = announced or opened or lead - bounds.task_start(lead) <= _NEXT
    opening = lead - start <= _NEXT or (opens_task and cased.startswith(":", party.end)) or _is_numbered(lead, cased)
    # "…, cá nhân …" goes on with a list of those that are spoken of, "…, cá nhân phải …" does not
    pauses = (",", ";", ":") if party.named or party.must else (";", ":")
    after_pause = party.acts and cased[lead - 2 : lead - 1] in pauses
    joined = after_pause or (before is not None and before.kind == "ADVERB")
    counted = lead > start and cased[lead - 2 : lead - 1].isdigit()  # 09 chủ đầu tư chưa giải ngân
    if not party.named and cased[party.start].islower() and (counted or not (opening or joined)):
        return party.as_kind("OBJECT")
    # what it does may be said by a verb that no list has; a number says how much of something it has
    follows = cased[party.end : party.end + 2]
    capital = cased[party.start].isupper() and not (follows[:1] == " " and follows[1:].isdigit())
    later = party.named and lead - start > _NEXT and follows[:1] == " " and follows[1:].islower()
    if party.acts or party.second or (opens_task and (capital or later)):
        return party.as_kind("SUBJECT")
    return party.as_kind("OBJECT")


def _is_numbered(at: int, cased: str) -> bool:
    """Whether a member of a list inside a sentence begins: (1) cấp xã lập danh sách; (2) …."""
    return cased[at - 4 : at - 3] == "(" and cased[at - 2 : at] == ") " and cased[at - 3].isalnum()


def _is_addressed(party: Cue, word: Cue, bounds: Bounds, cased: str) -> bool:
    """Whether "as to" speaks to those after it: at the beginning of a task, before a pause; "only" to who acts, too."""
    opens_task = word.start - bounds.task_start(word.start) <= _NEXT or cased.endswith(": ", 0, word.start)
    bracket = BRACKET.match(cased, party.end)
    pauses = cased.startswith((":", ","), bracket.end() if bracket else party.end)
    return opens_task and (pauses or (word.kind == "ASIDE" and (party.named or party.must)))
