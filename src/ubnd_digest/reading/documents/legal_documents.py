"""A single document: the steps from its text to what its letterhead, its bases, its parts, its signatures say."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from attrs import evolve

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.dates import DateExpression
from ubnd_digest.model.digest import Digest, GrammarIdentity
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.kinds import in_order
from ubnd_digest.model.legal_documents import DocumentPart, LegalDocument, Passage, Signature
from ubnd_digest.model.references import IssuerSource, Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import Area, View, plain_words, single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.calendar import Anchor
from ubnd_digest.reading.documents.articles import PartDraft
from ubnd_digest.reading.documents.breaks import breaks_inside
from ubnd_digest.reading.documents.document_parts import DocumentOutline, OutlineReader
from ubnd_digest.reading.documents.doubts import diagnose_document
from ubnd_digest.reading.documents.letters import BodyOfHead, Given, Letter, letter_of
from ubnd_digest.reading.documents.lines import Line
from ubnd_digest.reading.inline import InlineReader
from ubnd_digest.reading.mentions import Mentions, mentions_of
from ubnd_digest.reading.names.bodies import BodyReader
from ubnd_digest.reading.reading import Reading
from ubnd_digest.reading.references.meaning import with_meaning
from ubnd_digest.reading.references.references import Placed
from ubnd_digest.reading.references.roles import with_roles
from ubnd_digest.reading.setting import Setting
from ubnd_digest.reading.structure.assembly import within
from ubnd_digest.reading.structure.line_ends import LineEnds, ends_inside
from ubnd_digest.reading.view_lines import lines_after


class DocumentReader(NamedTuple):
    """What documents are read with: a grammar, who it is, and its reader of mentions."""

    grammar: Grammar
    identity: GrammarIdentity
    inline: InlineReader
    line_ends: LineEnds

    def read(self, view_of: Callable[..., View], anchor: dt.date | None) -> tuple[LegalDocument, Reading]:
        """The document of a text, of which ``view_of`` makes a view, in which some line ends are ``joined``; and how.

        Its parts are read where only those are that stand inside the first words of one; its mentions where those in
        mid-sentence are, and those in the name of a body. The ``anchor`` is a day near it, where none is told.
        """
        view = view_of()
        inside = breaks_inside(view, self.grammar)
        lines = view_of(joined=inside) if inside else view
        outline = OutlineReader(self.grammar).outline(lines)
        broken = (Span(*lines.span(*area)) for area in outline.broken(lines))
        ends = self.line_ends.decide(view) | ends_inside(view, broken)
        joined = view_of(joined=ends) if ends else view
        del view  # each takes some times as much as the text
        given = Given(self.grammar, self.identity, self.inline, BodyReader(self.grammar, lines), anchor)
        document, reading, over = _document(outline, lines, joined, given)
        if over:  # a line end inside a mention is one in mid-sentence
            joined = view_of(joined=ends | ends_inside(view_of(), over))
            document, reading, _ = _document(outline, lines, joined, given)
        return document, reading


def _document(
    outline: DocumentOutline, lines: View, joined: View, given: Given
) -> tuple[LegalDocument, Reading, tuple[Span, ...]]:
    """The document of an outline in ``lines``; mentions are read in ``joined``, which has the same text.

    And where these run over the ends of its paragraphs.
    """
    letter = letter_of(outline, lines, given)
    day = letter.date
    anchor = Anchor(day.start, day.end) if day and day.start and day.end else None
    if anchor is None and given.anchor:
        anchor = Anchor(given.anchor, given.anchor)
    setting = Setting.of(joined, anchor, given.inline.scan(joined))
    found, over = _mentions(outline, lines, setting, letter, given)
    text = lines.offset(outline.body) if outline.body < len(lines.folded) else len(lines.text)
    above = [body for body in letter.bodies if body.agency.span.end <= text]  # nobody is told anything there
    found = found._replace(mentions=tuple(in_order(_as_in_head(found.mentions, above))))
    passages = _Passages(lines, found.mentions)
    digest = Digest(
        lines.text,
        mentions=found.mentions,
        diagnostics=tuple(
            sorted(
                (*found.diagnostics, *diagnose_document(outline, letter.date, letter.issuers, lines)),
                key=lambda doubt: (doubt.span.start, doubt.span.end),
            )
        ),
        grammar=given.identity,
        anchor=anchor.start if anchor else None,
    )
    head, subject = outline.letterhead, outline.subject
    document = LegalDocument(
        digest,
        head.number,
        letter.type,
        passages.same(letter.date) if letter.date else None,
        head.place,
        letter.issuers,
        letter.governing,
        passages.of_lines(subject.lines),
        passages.of_lines(subject.authority),
        head.urgency,
        head.secrecy,
        tuple(map(passages.of, outline.recipients)),
        tuple(map(passages.of, outline.bases)),
        tuple(map(passages.part, outline.parts)),
        tuple(map(passages.of, outline.end.distribution)),
        tuple(passages.signatures(outline)),
    )
    return document, Reading(digest, setting, found.decisions), over


# ---- mentions ------------------------------------------------------------------------------------


def _mentions(
    outline: DocumentOutline, lines: View, setting: Setting, letter: Letter, given: Given
) -> tuple[Mentions, tuple[Span, ...]]:
    """All mentions of the text, the document's own number as what was issued; and where they run over paragraphs."""
    view = setting.view
    start = view.place(lines.offset(outline.body)) if outline.body < len(lines.folded) else len(view.folded)
    headed = sorted(view.place(lines.offset(part.start)) for part in outline.headed)
    paragraphs = [area for area in lines_after(view.folded, start) if not _begins_in(headed, area)]
    silent = [Area(*(view.place(lines.offset(at)) for at in area)) for area in outline.silent]
    found = mentions_of(given.inline.drafts(view.folded), setting, given.grammar, paragraphs, silent=silent)
    _, over = within(paragraphs, found.mentions, setting)
    return _with_own(found, outline, lines, setting, letter, given), over


def _with_own(
    found: Mentions, outline: DocumentOutline, lines: View, setting: Setting, letter: Letter, given: Given
) -> Mentions:
    """Mentions with what they mean; the document's own number is what was issued."""
    own, number = _own(outline, lines, setting, found.placed), outline.letterhead.number
    if own is None or number is None:
        unnumbered = None if number else letter.type
        return with_meaning(found, setting, given.grammar, unnumbered=unnumbered)
    issued = frozenset((own,))
    reference = evolve(_of_itself(found.placed[own].reference, letter), number=number)
    placed = [*found.placed]
    placed[own] = placed[own]._replace(reference=reference)
    mentions = _with_reference(found.mentions, own, reference)
    found = found._replace(mentions=with_roles(mentions, issued), placed=tuple(placed))
    told = with_meaning(found, setting, given.grammar, issued)
    if not letter.issuers:
        return told
    itself = [one for one in told.mentions if isinstance(one, Reference)][own]
    issuer = str(letter.issuers[0])
    return told._replace(
        mentions=_with_reference(told.mentions, own, evolve(itself, issuer=issuer, issuer_from=IssuerSource.TEXT)),
        diagnostics=tuple(one for one in told.diagnostics if one.span != itself.span or "issuer" not in one.code),
    )


def _as_in_head(mentions: Sequence[Mention], bodies: Sequence[BodyOfHead]) -> Iterator[Mention]:
    """The mentions, those of the bodies of the letterhead as it names them, to the end of their last lines."""
    of_head = {body.agency.span.start: body for body in bodies}
    end = 0
    for place, mention in enumerate(mentions):
        if not isinstance(mention, Agency):
            yield mention
            continue
        if mention.span.start < end:
            continue
        body = of_head.get(mention.span.start)
        if body is None or mention.span.end > body.agency.span.end:
            yield mention
        elif body.whole and not _runs_over(islice(mentions, place, None), body.agency.span):
            end = body.agency.span.end
            yield body.agency
        else:
            yield evolve(body.agency, span=mention.span, text=mention.text)


def _runs_over(mentions: Iterable[Mention], span: Span) -> bool:
    """Whether one of the mentions from a place on begins inside a span and ends behind it."""
    inside = takewhile(lambda mention: mention.span.start < span.end, mentions)
    return any(mention.span.end > span.end for mention in inside)


def _begins_in(places: Sequence[int], area: Area) -> bool:
    """Whether one of some sorted places lies in an area."""
    place = bisect_left(places, area.start)
    return place < len(places) and places[place] <= area.end


def _own(outline: DocumentOutline, lines: View, setting: Setting, placed: Sequence[Placed]) -> int | None:
    """Which of the references is the document's own number."""
    number = outline.letterhead.number_place
    if number is None:
        return None
    last = setting.view.place(lines.offset(outline.head.place(number.end - 1)))
    for place, one in enumerate(placed):
        if one.start <= last < one.end:
            same = with_figures(str(one.reference.number)) == str(outline.letterhead.number)
            return place if same else None
    return None


def _of_itself(reference: Reference, letter: Letter) -> Reference:
    """The reference to the own number, with what the letterhead says besides."""
    if letter.type and reference.type is not letter.type:
        reference = evolve(reference, type=letter.type, type_text=letter.type.title)
    return reference if reference.date or not letter.date else evolve(reference, date=letter.date)


def _with_reference(mentions: Sequence[Mention], number: int, reference: Reference) -> tuple[Mention, ...]:
    """The mentions with another reference in the place of one, counted among the references."""
    places = [place for place, mention in enumerate(mentions) if isinstance(mention, Reference)]
    return (*mentions[: places[number]], reference, *mentions[places[number] + 1 :])


# ---- passages --------------------------------------------------------------------------------------


class _Passages:
    """Makes stretches of the text, each with the mentions that begin in it."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self._view, self._mentions = view, mentions
        self._starts = [mention.span.start for mention in mentions]

    def _block(self, area: Area) -> tuple[Span, str, tuple[Mention, ...]]:
        span = Span(*self._view.span(*area))
        inside = self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return span, self._view.text[span.start : span.end], tuple(inside)

    def of(self, area: Area) -> Passage:
        """The passage of an area."""
        return Passage(*self._block(area), words=self._words(area))

    def _words(self, area: Area) -> str:
        # as written: the view may have mended a slip of the pen
        text = self._view.text[slice(*self._view.span(*area))]
        return plain_words(text.replace("|", " ").replace("\n>", "\n"))

    def of_lines(self, lines: Sequence[Line]) -> Passage | None:
        """The passage of lines, of which others may stand between; None where there are none."""
        areas = [Area(line.start, line.end) for line in lines]
        if not areas:
            return None
        words = single_spaced(" ".join(map(self._words, areas))).rstrip(" .;,*")
        return Passage(*self._block(Area(areas[0].start, areas[-1].end)), words=words)

    def part(self, draft: PartDraft) -> DocumentPart:
        """A part with those inside it."""
        return DocumentPart(
            *self._block(Area(draft.start, draft.end)),
            level=draft.level,
            label=draft.label,
            heading=self.of(draft.heading) if draft.heading else None,
            parts=tuple(map(self.part, draft.parts)),
        )

    def same(self, date: DateExpression) -> DateExpression:
        """The mention of a date, where the text as it was read has it; else the date itself."""
        start = bisect_left(self._starts, date.span.start)
        end = bisect_left(self._starts, date.span.end)
        found = (one for one in self._mentions[start:end] if isinstance(one, DateExpression) and one == date)
        return next(found, date)

    def signatures(self, outline: DocumentOutline) -> Iterator[Signature]:
        """Who signed."""
        for signed in outline.end.signatures:
            yield Signature(
                *self._block(signed.area),
                person=self._words(signed.person) if signed.person else None,
                office=" ".join(map(self._words, signed.offices)) or None,
                signed_for=tuple(" ".join(map(self._words, areas)) for areas in signed.signed_for),
                capacities=signed.capacities,
            )
