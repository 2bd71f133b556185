"""What the letterhead of a single document says, as values: its type, its day, who issued it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import GrammarIdentity
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View, plain_words
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.dates import dates_in
from ubnd_digest.reading.documents.document_parts import DocumentOutline
from ubnd_digest.reading.documents.lines import Line
from ubnd_digest.reading.drafts import DatesDraft
from ubnd_digest.reading.inline import InlineReader
from ubnd_digest.reading.names.bodies import BodyReader
from ubnd_digest.reading.setting import Setting

# Dots on which figures are written by hand, as in a form.
_DOTS = re.compile("(?:[…_]|[.]{2}){1,40}[.]?(?=[0-9])|(?<=[0-9])(?:[…_]|[.]{2}){1,40}[.]?")
# Figures stuck to a word: ngày 21tháng 3.
_STUCK = re.compile(r"(?<=[0-9])(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=[0-9])")


class Given(NamedTuple):
    """The same, with what one document needs besides."""

    grammar: Grammar
    identity: GrammarIdentity
    inline: InlineReader
    bodies: BodyReader
    anchor: dt.date | None


class BodyOfHead(NamedTuple):
    """A body of the letterhead, and whether nothing stands between its lines."""

    agency: Agency
    whole: bool


class Letter(NamedTuple):
    """What the letterhead says, as values."""

    type: DocumentType | None
    date: DateExpression | None
    issuers: tuple[Agency, ...]
    governing: Agency | None
    bodies: tuple[BodyOfHead, ...] = ()  # those that stand on lines of their own


def letter_of(outline: DocumentOutline, lines: View, given: Given) -> Letter:
    """What the letterhead of an outline says, and the end where the letterhead says no day."""
    head = outline.letterhead
    kind = outline.subject.type
    if kind is None and (head.number or head.blank):
        kind = head.number.type if head.number else None
        told = outline.subject.lines or (head.number and outline.recipients)
        is_letter = kind is None and told and (not head.number or head.number.symbol) and not outline.subject.titled
        kind = DocumentType.OFFICIAL_LETTER if is_letter else kind
    date = _day(outline, lines, given)
    bodies, joint, alone = _bodies(outline, lines, given)
    if kind in (DocumentType.JOINT_CIRCULAR, DocumentType.JOINT_RESOLUTION):
        joint = bodies
    authority = outline.subject.authority or (() if bodies else outline.subject.whose)
    if authority and (not bodies or given.bodies.is_unplaced(bodies[-1].name)):
        bodies = [*bodies[:-1], *_deciding(authority, lines, given, head.place or "")] or bodies
    issuers = joint or bodies[-1:]
    above_all = bodies[: len(bodies) - len(issuers)]
    return Letter(kind, date, tuple(issuers), above_all[-1] if above_all else None, tuple(alone))


def _bodies(
    outline: DocumentOutline, lines: View, given: Given
) -> tuple[list[Agency], Sequence[Agency], list[BodyOfHead]]:
    """The bodies of a letterhead; those of them that issued a joint document; and those on lines of their own."""
    head = outline.letterhead
    bodies: list[Agency] = []
    alone: list[BodyOfHead] = []
    joint = 0  # how many of the last ones issued it, where they are several
    last = 0  # where the body before ends
    for pieces in head.bodies:
        pieces_of = [outline.head.cased[piece.start : piece.end] for piece in pieces]
        words = given.bodies.joined(pieces_of)
        area = outline.head.area(pieces[0].start, pieces[-1].end)
        span = Span(*lines.span(*area))
        text = lines.text[span.start : span.end]
        above = bodies[-1] if bodies else None
        parts = given.bodies.together(words)
        named = [given.bodies.named(part, span, text, above, head.place or "") for part in parts]
        # what only stands behind a dash may be below the body before it, but where the type says that all issued it
        dashed = outline.subject.together and outline.head.text[last : pieces[0].start].strip(" ") == "-"
        joint = joint + len(named) if dashed else len(named)
        last = pieces[-1].end
        bodies += named
        if len(named) == 1:
            alone.append(BodyOfHead(named[0], _letters(plain_words(text)) == _letters(" ".join(pieces_of))))
    return bodies, bodies[-joint:] if joint > 1 else (), alone


def _letters(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def _deciding(authority: Sequence[Line], lines: View, given: Given, place: str) -> Iterator[Agency]:
    """The body of the line that says who decides, where the letterhead leaves it out."""
    session = given.grammar.pattern("SESSION_LINE")
    named = list(takewhile(lambda line: not session.match(line.text), authority))
    words = " ".join(line.cased for line in named)
    office = given.grammar.pattern("OFFICE_OF_AUTHORITY").match(" ".join(line.text for line in named))
    if named and office:
        span = Span(*lines.span(named[0].start, named[-1].end))
        yield given.bodies.named(words[office.end() :], span, lines.text[span.start : span.end], None, place)


def _day(outline: DocumentOutline, lines: View, given: Given) -> DateExpression | None:
    """The day of the letterhead, or of the end: what is left blank in it is no part of its date."""
    signed = outline.letterhead.signed
    area = outline.head.area(*signed) if signed else outline.day
    if area is None:
        return None
    span = Span(*lines.span(*area))
    written = outline.head.cased[slice(*signed)] if signed else lines.cased[slice(*area)]
    words = View(with_figures(_STUCK.sub(" ", _DOTS.sub(" ", written.replace("\n", " ")))))
    first = given.grammar.pattern("SIGNED_ON").search(words.folded)  # an hour may stand before it
    words = View(words.cased[first.start() :]) if first else words
    for draft in given.inline.drafts(words.folded):
        if isinstance(draft, DatesDraft):
            _, dates, _ = dates_in(draft, Setting.of(words, None))
            for date in dates:
                if isinstance(date, DateExpression) and date.start and not date.problem:
                    return evolve(date, span=span, text=lines.text[span.start : span.end])
    return None
