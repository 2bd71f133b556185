"""Sentences that name nobody: whether one tells the party that is in force to do something, by its first words."""

from __future__ import annotations

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.reading.duties.clauses import LONGEST_MARK, Cue

_LONGEST_PAPER = 90  # how long the words are that name a paper and lead to whose it is
_LONGEST_JOINT = 8  # how far before a party the word begins that leads to it
_LONGEST_NUMBER = 10  # how long the number of an article is at most, with its word


class Tasks:
    """The beginnings of sentences of one folded view, as one grammar reads them."""

    def __init__(self, grammar: Grammar, folded: str) -> None:
        self._patterns = grammar.patterns()
        self._folded = folded

    def own_start(self, start: int, end: int) -> int:
        """Where a sentence begins, without the mark of a list and the words that join it to the one before."""
        at = start
        while at < end and self._folded[at] == " ":
            at += 1
        for name in ("LIST_MARK", "CONNECTIVE"):
            match = self._patterns[name].match(self._folded, at, end)
            at = match.end() if match else at
        return at

    def is_task(self, at: int, end: int) -> bool:
        """Whether a sentence tells to act; ``at`` is its own start."""
        folded, patterns = self._folded, self._patterns
        if any(patterns[name].match(folded, at, end) for name in ("AIM", "AIMED", "NO_ORDER", "SOMEBODY_ELSE")):
            return False
        before = folded[max(at - LONGEST_MARK, 0) : at]
        first = folded.rfind("\n", max(at - _LONGEST_NUMBER, 0), at) + 1
        whole_line = first >= at - _LONGEST_NUMBER and (
            not folded[first:at].strip() or patterns["ARTICLE_OF_DOCUMENT"].fullmatch(folded, first, at)
        )
        if whole_line and folded[at:end].rstrip()[-1:].isalnum():
            return False  # a line without a mark and an end is a heading
        if patterns["LIMITED"].match(folded, at, end):
            return True
        follows = bool(before.rpartition("\n")[2].strip())  # behind a mark or another sentence, any verb will do
        verb = patterns["PREDICATE"].match(folded, at, end)
        if not verb and not patterns["REPORTED_TASK"].match(folded, at, end):
            others = ("DONE", "OTHER_ACT") if follows else ("DONE",)
            verb = next((found for name in others if (found := patterns[name].match(folded, at, end))), None)
        return bool(verb) and not patterns["NO_VERB"].match(folded, at)

    def is_due_result(self, at: int, end: int) -> bool:
        """Whether a sentence says by when the result of a task is to be sent (Kết quả gửi về Sở Y tế trước …)."""
        return self._patterns["DUE_RESULT"].match(self._folded, at, end) is not None

    def is_for(self, people: Cue, at: int, end: int) -> bool:
        """Whether a sentence is about what is done for people who are in force: Trả giấy báo cho thí sinh."""
        if people.named:
            return False
        words, done_for = self._folded[people.start : people.end], self._patterns["DONE_FOR"]
        found = self._folded.find(words, at, end)
        while found >= 0 and not done_for.search(self._folded, max(found - _LONGEST_JOINT, at), found):
            found = self._folded.find(words, found + 1, end)
        return found >= 0

    def is_of(self, at: int) -> bool:
        """Whether words before a party say that a paper, which opens its sentence, is of it: Báo cáo của các xã."""
        return self._patterns["PAPER_OF"].search(self._folded, max(at - _LONGEST_PAPER, 0), at) is not None

    def happened(self, at: int) -> bool:
        """Whether words at a place say what was done already."""
        return self._patterns["HAPPENED"].match(self._folded, at) is not None

    def has_last_day(self, at: int, day_end: int) -> bool:
        """Whether a last day is that of a party at a place: of one behind it, or in its words.

        … là hạn cuối (để) các xã nộp hồ sơ · Hạn cuối để các xã nộp hồ sơ là ngày …
        """
        if at < day_end:
            return self._patterns["WHOSE_LAST_DAY"].search(self._folded, max(at - _LONGEST_JOINT, 0), at) is not None
        last = self._patterns["IS_LAST_DAY"].match(self._folded, day_end)
        return last is not None and self._patterns["LEADS_TO_WHO"].fullmatch(self._folded, last.end(), at) is not None
