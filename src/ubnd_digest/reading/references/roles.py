"""Which documents an item is about, and why.

An item is about the document that its first paragraph says was issued for it; what this one
carries out, amends or answers is cited. Weighed for each list of references in the first paragraph:
the word before it, brackets around it, whether its day of issue falls into the period of the digest,
who issued it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress

from ubnd_digest.grammar.grammar import Grammar, Patterns
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import altered
from ubnd_digest.reading.dates.calendar import Anchor
from ubnd_digest.reading.drafts import Place
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.names.name_tables import folded_name
from ubnd_digest.reading.references.issuer_table import issuers_named
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.structure.outline import ItemOutline

_BEFORE, _AFTER = 70, 40  # how far before and after a list a word may reach, in characters
# How far outside the period a document of the digest may have been issued.
_EARLY, _LATE = dt.timedelta(days=10), dt.timedelta(days=3)
_IN_BRACKETS, _AFTER_BRACKET = 2, 1
_ISSUED_BEFORE, _CITED_BEFORE = 2, -3
_FOREIGN_AFTER, _FOREIGN_SYMBOL, _OTHER_SYMBOL, _ABOVE = -3, -2, 1, -5
_IN_PERIOD, _OUTSIDE_PERIOD = 2, -3
_ENOUGH = 3
_LONGEST_ANNEX = 320  # how far before a reference the word may stand that amends what is annexed to it
# So many paragraphs of an item are looked at until one says what was issued.
_MOST_PARAGRAPHS = 4
_SENTENCES = (". ", "; ", "\n")  # where sentences and their parts begin
_ISSUED, _CITED = Role.ISSUED.value, Role.CITED.value


class Roles(NamedTuple):
    """Which references name what was issued, as places among all of them, and what was decided."""

    issued: frozenset[int]
    decisions: tuple[Decision, ...]


class RoleReader:
    """Reads first paragraphs by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def decide(
        self,
        placed: Sequence[Placed],
        items: Iterable[ItemOutline],
        folded: str,
        anchor: Anchor | None,
        title: Area | None = None,
    ) -> Roles:
        """The roles of the references of a digest, which are all in text order; ``anchor`` is its period.

        Who issues a symbol and is named in the ``title``, a ministry, is nobody else.
        """
        own = folded[title.start : title.end] if title else ""
        starts = [place.start for place in placed]
        issued: set[int] = set()
        decisions: list[Decision] = []
        for item in items:
            if not item.paragraphs:
                continue
            last = item.paragraphs[-1]
            numbers: dict[DocumentNumber, Decision] = {}
            for first, sure in self._of_documents(item, folded):
                if not sure and numbers:
                    break
                begin, end = bisect_left(starts, first.start), bisect_left(starts, first.end)
                found = [
                    (members, self._decided(members, folded, first.start, anchor, own))
                    for members in self._lists(placed[begin:end], folded)
                    if sure or not self._is_cited_later(members[0].start, folded)
                ]
                for members, decision in _beside_those_told(found):
                    decisions.append(decision)
                    if decision.answer == _ISSUED:
                        numbers.update(dict.fromkeys([place.reference.number for place in members], decision))
            if not numbers:
                continue
            listed = self._listed(item, placed, starts, numbers, folded)
            more = [(one, self._decided([one], folded, one.start, anchor, own, listed=True)) for one in listed]
            decisions += (decision for _, decision in more)
            numbers.update((one.reference.number, decision) for one, decision in more if decision.answer == _ISSUED)
            for at in range(
                bisect_left(starts, (item.heading or item.paragraphs[0]).start), bisect_left(starts, last.end)
            ):
                told = numbers.get(placed[at].reference.number)
                if told is None:
                    continue
                issued.add(at)
                if not told.start <= placed[at].start < told.end:
                    because = (Reason("the same number", 0, told.start, told.end),)
                    decisions.append(Decision("role", told.answer, placed[at].start, placed[at].end, because))
        return Roles(frozenset(issued), tuple(decisions))

    def _is_cited_later(self, at: int, folded: str) -> bool:
        """Whether the words before a reference in a later paragraph say that it is carried out."""
        return self._patterns["CITED_LATER"].search(folded, max(at - _BEFORE, 0), at) is not None

    def _of_documents(self, item: ItemOutline, folded: str) -> Iterator[tuple[Area, bool]]:
        """The paragraphs that say what was issued, and whether they do so beside others.

        The first one does, and each that begins with the same day; of a numbered field, each that begins with a day;
        else the next one that names any.
        """
        yield item.paragraphs[0], True
        for area in item.paragraphs[1:]:
            begin = self._behind_bullet(area, folded)
            dated = item.number and item.heading and self._patterns["DATED_OPENING"].match(folded, begin)
            if dated or self._patterns["SAME_DAY_OPENING"].match(folded, begin):
                yield area, True
        for area in item.paragraphs[1:_MOST_PARAGRAPHS]:
            yield area, False
        if item.heading:  # 5. Công văn số … về việc …: the heading alone names it
            yield item.heading, False

    def _behind_bullet(self, area: Area, folded: str) -> int:
        bullet = self._patterns["LINE_BULLET"].match(folded, area.start)
        return bullet.end() if bullet else area.start

    def _listed(
        self,
        item: ItemOutline,
        placed: Sequence[Placed],
        starts: Sequence[int],
        issued: Container[DocumentNumber],
        folded: str,
    ) -> Iterator[Placed]:
        """The references that begin a paragraph, behind one that begins its own and was issued: a list of documents."""
        behind = False
        for area in item.paragraphs:
            begin = self._behind_bullet(area, folded)
            at = bisect_left(starts, begin)
            if at < len(starts) and starts[at] == begin:
                told = placed[at].reference.number in issued
                if behind and not told:
                    yield placed[at]
                behind = behind or told

    def _lists(self, placed: Iterable[Placed], folded: str) -> Iterator[list[Placed]]:
        """The references of a paragraph, those of one list together: they share their role."""
        members: list[Placed] = []
        for place in placed:
            if members and not self._patterns["LIST_GAP"].fullmatch(folded, members[-1].end, place.start):
                yield members
                members = []
            members.append(place)
        if members:
            yield members

    def _decided(
        self, members: list[Placed], folded: str, start: int, anchor: Anchor | None, own: str, *, listed: bool = False
    ) -> Decision:
        """Whether a list names what was issued; its paragraph begins at ``start``, the title says ``own``.

        It may begin a paragraph as one that was issued does, ``listed`` with it.
        """
        first, last = members[0], members[-1]
        symbol = first.reference.number.symbol
        # a digest of the Government tells of what its ministries issue, which are named beside the number
        central = self._patterns["GOVERNMENT_OF_TITLE"].search(own) is not None
        told = own + folded[max(start, first.start - _BEFORE) : last.end + _AFTER] if central else own
        ours = bool(own) and any(folded_name(issuer.name) in told for issuer in issuers_named(symbol))
        because = self._words(first, last, folded, start)
        if listed:
            because.append(Reason("begins its paragraph", _ISSUED_BEFORE))
        if own and self._patterns["LOCAL_TITLE"].search(own):
            sentence = max(start, *(folded.rfind(sign, start, first.start) + len(sign) for sign in _SENTENCES))
            if above := self._patterns["ABOVE_AS_SUBJECT"].match(folded[sentence : first.start]):
                place = sentence + above.start(), sentence + above.end()
                because.append(Reason("ABOVE_AS_SUBJECT", _ABOVE, *place))
        foreign = self._patterns["FOREIGN_SYMBOL"].search(symbol)
        if ours and foreign:  # and who stands behind it says what it does there: Tại Văn bản số …, Bộ Y tế …
            because = [reason for reason in because if reason.name != "FOREIGN_BEHIND"]
        if foreign and not ours:
            at = folded.rfind(symbol, first.start, first.end)
            place = (at, at + len(symbol)) if at >= 0 else (first.start, first.end)
            because.append(Reason("FOREIGN_SYMBOL", _FOREIGN_SYMBOL, *place))
        else:
            because.append(Reason("no FOREIGN_SYMBOL", _OTHER_SYMBOL))
        dated = next((place for place in members if place.reference.date and place.reference.date.start), None)
        day = dated.reference.date.start if dated and dated.reference.date else None
        behind = self._patterns["ISSUED_BEHIND"].match(folded, last.end)
        if behind and not (self._patterns["LOCAL_TITLE"].search(own) and self._is_above(behind["by"])):
            if all(reason.name != "ISSUED_BEFORE" for reason in because):
                because.append(Reason("ISSUED_BEHIND", _ISSUED_BEFORE, *behind.span()))
            day = day or _day_behind(behind, anchor)
        if day and anchor:
            because.append(_near(day, anchor, dated or last))
        role = _ISSUED if sum([reason.weight for reason in because]) >= _ENOUGH else _CITED
        return Decision("role", role, first.start, last.end, tuple(because), _ENOUGH)

    def _is_above(self, words: str) -> bool:
        """Whether some words are the committee of the province, or its head."""
        return self._patterns["ABOVE_AS_SUBJECT"].match(words) is not None

    def _words(self, first: Placed, last: Placed, folded: str, start: int) -> list[Reason]:
        """What the words before a list say, and those after it."""
        found = []
        begin = max(start, first.start - _BEFORE)
        before = folded[begin : first.start]
        after = folded[last.end : last.end + _AFTER]
        if before.endswith("("):
            closed = after.lstrip(" .").startswith(")")
            name, weight = ("in brackets", _IN_BRACKETS) if closed else ("after a bracket", _AFTER_BRACKET)
            found.append(Reason(name, weight, first.start - 1, first.start))
        word = citing_word(self._patterns, folded, begin, first.start)
        if word:
            found.append(Reason("CITED_BEFORE", _CITED_BEFORE, *word))
        elif issuing := self._patterns["ISSUED_BEFORE"].search(before):
            found.append(Reason("ISSUED_BEFORE", _ISSUED_BEFORE, begin + issuing.start(), begin + issuing.end()))
        foreign = self._patterns["FOREIGN_BEHIND"].match(after)
        if foreign:
            found.append(Reason("FOREIGN_BEHIND", _FOREIGN_AFTER, last.end, last.end + foreign.end()))
        return found


def _day_behind(behind: re.Match[str], anchor: Anchor | None) -> dt.date | None:
    """The day on which somebody issued a document, as the words behind it say."""
    year = behind["year"] or (anchor and anchor.year())
    with suppress(ValueError, TypeError):
        return dt.date(int(year or 0), int(behind["month"]), int(behind["day"]))
    return None


def _near(day: dt.date, anchor: Anchor, place: Placed) -> Reason:
    """What the day of issue of a document weighs; as differences, since a sum could leave the calendar."""
    if anchor.start <= day <= anchor.end:
        return Reason("in the period", _IN_PERIOD, place.start, place.end)
    if anchor.start - day <= _EARLY and day - anchor.end <= _LATE:
        return Reason("near the period", _IN_PERIOD, place.start, place.end)
    return Reason("outside the period", _OUTSIDE_PERIOD, place.start, place.end)


def _beside_those_told(found: Sequence[tuple[list[Placed], Decision]]) -> Iterator[tuple[list[Placed], Decision]]:
    """The decisions of a paragraph; beside what its words say was issued, a day near the period alone says nothing."""
    told = any(decision.answer == _ISSUED and _has_words(decision) for _, decision in found)
    for members, decision in found:
        if told and _is_near(decision) and not _has_words(decision):
            yield members, decision._replace(answer=_CITED, needed=None)
        else:
            yield members, decision


def _has_words(decision: Decision) -> bool:
    """Whether words say that a document was issued, and not its day alone."""
    return any(reason.name in {"ISSUED_BEFORE", "ISSUED_BEHIND"} for reason in decision.because)


def _is_near(decision: Decision) -> bool:
    """Whether the day of a document lies near the period, and not in it."""
    return any(reason.name == "near the period" for reason in decision.because)


def citing_word(patterns: Patterns, folded: str, begin: int, at: int) -> Place | None:
    """Words from ``begin`` on, directly before a reference, that say that another document amends it or carries it out.

    What is annexed to it may be amended, too, which is said further before: sửa đổi Quy định … ban hành kèm theo.
    """
    begin = max(begin, 0)
    before = folded[begin:at]
    word = patterns["CITED_BEFORE"].search(before)
    if not word and patterns["ANNEXED_BEFORE"].search(before):
        begin = max(at - _LONGEST_ANNEX, 0)
        word = patterns["AMENDED_ANNEX"].search(folded[begin:at])
    return (begin + word.start(), begin + word.end()) if word else None


def with_roles(mentions: tuple[Mention, ...], issued: frozenset[int]) -> tuple[Mention, ...]:
    """The mentions of a text, in its order, those of its references marked that were ``issued``, counted from 0."""
    if not issued:
        return mentions
    references = [place for place, mention in enumerate(mentions) if isinstance(mention, Reference)]
    found = list(mentions)
    for number in issued:
        found[references[number]] = altered(found[references[number]], role=Role.ISSUED)
    return tuple(found)
