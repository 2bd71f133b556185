"""Where the parts of a single document stand, step by step; and whether a text is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.addressees import AddresseeReader
from ubnd_digest.reading.documents.articles import ArticleReader, PartDraft, has_articles
from ubnd_digest.reading.documents.bases import BasisReader
from ubnd_digest.reading.documents.breaks import BreakReader
from ubnd_digest.reading.documents.letterhead_bodies import left, words_of
from ubnd_digest.reading.documents.letterheads import Letterhead, LetterheadReader
from ubnd_digest.reading.documents.lines import Head, Line
from ubnd_digest.reading.documents.signatures import End, EndReader
from ubnd_digest.reading.documents.subjects import Subject, SubjectReader

_ENOUGH = 3  # how many signs make a document of a text
_ABOVE_END = 5  # how many lines above its end the day of a document may stand


class DocumentOutline(NamedTuple):
    """Where the parts of a document stand, by offsets of a view in which no lines are joined."""

    head: Head  # the lines of its head, put together
    letterhead: Letterhead  # what they say
    subject: Subject  # its type and subject
    recipients: tuple[Area, ...]  # to whom it is addressed
    bases: tuple[Area, ...]  # its legal bases
    parts: tuple[PartDraft, ...]  # its numbered parts, then what is attached
    end: End  # who gets it and who signed it
    day: Area | None  # the day that its end tells, or None
    body: int  # where its text begins, below the subject
    addressed: Area | None  # all words that say to whom it is addressed

    @property
    def silent(self) -> list[Area]:
        """Where nobody is told anything: whose it is, to whom it is addressed, who gets it, who signed it."""
        bodies = (self.head.area(body[0].start, body[-1].end) for body in self.letterhead.bodies)
        found = [*bodies, self.addressed, self.end.listed, *(signed.area for signed in self.end.signatures)]
        return _apart(area for area in found if area)

    def broken(self, view: View) -> Iterator[Area]:
        """Where names of bodies, the subject and who decides stand on several lines, with nothing else between them."""
        bodies = ([self.head.area(*piece) for piece in body] for body in self.letterhead.bodies)
        others = ([Area(line.start, line.end) for line in of] for of in (self.subject.lines, self.subject.authority))
        for areas in (*bodies, *others):
            yield from areas  # each of which may hold a line end that stands inside its first words
            yield from (
                Area(one.start, below.end)
                for one, below in pairwise(areas)
                if not view.folded[one.end : below.start].strip()
            )

    @property
    def headed(self) -> Iterator[PartDraft]:
        """The parts at any depth whose line is nothing but a heading: nobody is told there to do anything."""
        waiting = list(self.parts)
        while waiting:
            part = waiting.pop()
            if part.heading:
                yield part
            waiting += part.parts

    @property
    def is_document(self) -> bool:
        """Whether enough speaks for a single document: above all what stands in its letterhead."""
        letterhead = self.letterhead
        of_head = letterhead.signs + bool(self.subject.type)
        below = (self.subject.lines, self.bases or self.recipients, self.end.distribution, self.parts)
        return of_head > 0 and of_head + sum(map(bool, below)) >= _ENOUGH


class OutlineReader:
    """Finds the outlines of documents by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._letterheads = LetterheadReader(grammar)
        self._subjects = SubjectReader(grammar)
        self._addressees = AddresseeReader(grammar)
        self._bases = BasisReader(grammar)
        self._articles = ArticleReader(grammar)
        self._ends = EndReader(grammar)
        self._annexes = AnnexReader(grammar, self._articles)
        self._breaks = BreakReader(grammar)

    def outline(self, view: View) -> DocumentOutline:
        """The outline of a view in which no lines are joined."""
        lines = self._breaks.lines(view)
        head = Head(lines)
        letterhead = self._letterheads.read(head)
        below = _below(head, letterhead, lines)
        subject = self._subjects.read(below, [words_of(head.text, body) for body in letterhead.bodies])
        text = below[subject.end :]
        addressees = self._addressees.read(text)
        bases = self._bases.read(text[addressees.end :])
        body = text[addressees.end + bases.end :]
        last = self._ends.begins(body, view)
        annexes = self._annexes.read(body, last)
        end = body[last : annexes.first]
        return DocumentOutline(
            head,
            letterhead,
            subject,
            addressees.areas,
            bases.areas,
            (*self._parts(body[:last]), *annexes.parts),
            self._ends.read(end, view),
            self._ends.day([*body[max(last - _ABOVE_END, 0) : last], *end], view)
            or self._ends.held_on(text, view, minutes=subject.type is DocumentType.MINUTES),
            text[0].start if text else len(view.folded),
            addressees.whole,
        )

    def is_document(self, view: View) -> bool:
        """Whether a text is a single document; that of one without any sign of a letterhead is not read further."""
        head = Head(self._breaks.lines(view))
        letterhead = self._letterheads.read(head)
        shouted = self._subjects.read(_below(head, letterhead, ())).type
        return bool(shouted or letterhead.signs) and self.outline(view).is_document

    def _parts(self, lines: Sequence[Line]) -> tuple[PartDraft, ...]:
        """The parts; without articles, the sentence that closes the text belongs to none."""
        parts = self._articles.read(lines)
        closing = self._ends.closing(lines)
        if closing == len(lines) or any(has_articles(part) for part in parts):
            return parts
        return self._articles.read(lines[:closing]) if not self._articles.is_part(lines[closing]) else parts


def _apart(areas: Iterable[Area]) -> list[Area]:
    """Areas in order, those that run into each other as one."""
    found: list[Area] = []
    for area in sorted(areas):
        if found and area.start <= found[-1].end:
            found[-1] = Area(found[-1].start, max(found[-1].end, area.end))
        else:
            found.append(area)
    return found


def is_whole(digest: Digest) -> bool:
    """Whether a digest has all that makes one: a title, a period, items; it may come with a letterhead, too."""
    return bool(digest.title and digest.period and digest.items)


def _below(head: Head, letterhead: Letterhead, lines: Sequence[Line]) -> list[Line]:
    """The lines below the number, without what the letterhead holds."""
    found = []
    apart = {place for place, line in zip(head.breaks, head.lines, strict=True) if line.apart}
    number = letterhead.number_place.start if letterhead.number_place else len(head.text)
    last = letterhead.start_of_text
    for piece in left(head, letterhead.cuts, bare=False):
        if piece.start >= letterhead.start_of_text:
            area = head.area(*piece)
            text = head.text[piece.start : piece.end]
            cased = head.cased[piece.start : piece.end]
            below_number = last < number < piece.start  # which stands below the type, and so below the subject
            found.append(Line(area.start, area.end, text, cased, below_number or head.line_start(piece.start) in apart))
            last = piece.start
    return [*found, *lines[head.taken :]]


# ---- what is attached -----------------------------------------------------------------------

# How many lines below its first one a note says with what something comes, and how long the first line is.
_MOST_OF_TITLE, _LONGEST = 10, 60
_MOST = 200  # how many are read


class Annexes(NamedTuple):
    """What is attached: its parts, and the place of the line with which it begins."""

    parts: tuple[PartDraft, ...]
    first: int


class AnnexReader:
    """Finds what is attached by one grammar."""

    def __init__(self, grammar: Grammar, articles: ArticleReader) -> None:
        self._articles = articles
        self._patterns = grammar.patterns()

    def read(self, lines: Sequence[Line], end: int) -> Annexes:
        """What is attached behind the line at which the end of a document begins; where nothing is, all is its end."""
        begins: list[int] = []
        titled = end  # where the title of the last one ends
        for place in range(end, len(lines)):
            if place >= titled and len(begins) < _MOST and self._begins(lines, place):
                begins.append(place)
                titled = place + self._title(lines[place : place + _MOST_OF_TITLE])
        parts = (self._part(lines[first:last]) for first, last in pairwise((*begins, len(lines))))
        return Annexes(tuple(parts), begins[0] if begins else len(lines))

    def _begins(self, lines: Sequence[Line], place: int) -> bool:
        """Whether something is attached here: an appendix, or what a note says comes with the document."""
        line = lines[place]
        if len(line.text) > _LONGEST or not line.capital:
            return False
        match = self._patterns["ANNEX_LINE"].match(line.text)
        if match is None or not (match.end() == len(line.text) or line.capitals):
            return False
        noted = any(True for _ in self._notes(lines[place : place + _MOST_OF_TITLE]))
        return noted or bool(match["appendix"] and (line.capitals or match["number"]) and match.end() == len(line.text))

    def _notes(self, lines: Sequence[Line]) -> Iterator[int]:
        """The places of lines with which such a note begins, above the first part."""
        for place, line in enumerate(lines):
            if self._patterns["NOTE_LINE"].match(line.text):
                yield place
            elif place and self._articles.is_part(line):
                return

    def _title(self, lines: Sequence[Line]) -> int:
        """How many lines the title has: those above the note, or one below the first line that begins no part."""
        noted = next(self._notes(lines), None)
        if noted is None:
            return 1 if len(lines) > 1 and self._articles.is_part(lines[1]) else 2
        return noted

    def _part(self, lines: Sequence[Line]) -> PartDraft:
        match = self._patterns["ANNEX_LINE"].match(lines[0].text)
        number = match and match["number"]
        label = lines[0].cased[slice(*match.span("number"))] if match and number else ""
        until = self._title(lines[:_MOST_OF_TITLE])
        first = lines[0].after(match.end()) if match and match["appendix"] else lines[0]
        title = [line for line in (first, *lines[1:until]) if line.text]
        heading = Area(title[0].start, title[-1].end) if title else None
        inner = self._articles.read(lines[until:])
        return PartDraft(ProvisionLevel.APPENDIX, label, lines[0].start, lines[-1].end, heading, inner)
