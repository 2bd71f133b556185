"""The steps from a text to a digest, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TypeAlias, TypeVar

from attrs import evolve

from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression, DateRange
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import COMMON, Digest, GrammarIdentity
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.explanation import Explanation
from ubnd_digest.model.laws import Law
from ubnd_digest.model.legal_documents import LegalDocument
from ubnd_digest.model.provisions import Provision
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.text import View
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.asked import checked_text
from ubnd_digest.reading.dates.calendar import Anchor, anchor_of, day_of
from ubnd_digest.reading.documents.breaks import breaks_inside
from ubnd_digest.reading.layers import EVERYTHING, Layer, Layers, layers_of, left_out, needed_for
from ubnd_digest.reading.reading import Reading

_M = TypeVar("_M", bound=Mention)
_State: TypeAlias = "tuple[Publisher | None, tuple[GrammarFile, ...], Layers]"


class Parser:
    """A compiled grammar, ready to parse; reused, safe in threads, pickled by its grammar's text.

    Args:
        publisher: the publisher whose grammar is to be used, by its identifier, such as ``"vn-09"``, or its
            record, which need not be registered; None for the common grammar.
        layers: what is read beside the structure, references, dates, deadlines and provisions: ``"duties"`` (who must
            do what, organisations, officials) and ``"documents"`` (who issued a document, laws by name, antecedents).
            By default both. What is left out is absent from a digest, and its ``diagnostics`` say so
            (``layers-left-out``); single documents are always read whole.

    Raises:
        ValueError: when there is no such layer; later, when mentions are asked for that stand in one left out.
        UnknownPublisherError: when nobody registered the publisher.
        PublisherError: when the package that brings the publisher cannot be used.
        GrammarError: when its grammar has a mistake.

    >>> parser = Parser()
    >>> [date.edtf for date in parser.find_dates("tháng 5/2021 và quý II năm 2022")]
    ['2021-05', '2022-34']
    """

    def __init__(self, publisher: str | Publisher | None = None, *, layers: Iterable[Layer] = EVERYTHING) -> None:
        from ubnd_digest.publishers.registry import grammar_of, record_of

        record = record_of(publisher)
        self._prepare(record, grammar_of(record), layers_of(layers))

    def _prepare(self, record: Publisher | None, grammar: Grammar, layers: Layers) -> None:
        from ubnd_digest.grammar.spelling import spelling_of
        from ubnd_digest.reading.dates.period import PeriodReader
        from ubnd_digest.reading.inline import InlineReader
        from ubnd_digest.reading.references.roles import RoleReader
        from ubnd_digest.reading.structure.line_ends import LineEnds
        from ubnd_digest.reading.structure.outline import Outliner

        self.publisher = record.id if record else None
        self.identity = GrammarIdentity(self.publisher or COMMON, grammar.version)
        self._record, self.layers = record, layers
        self._grammar = grammar
        self._inline = InlineReader(grammar)
        self._spelling = spelling_of(grammar)
        self._line_ends = LineEnds(grammar)
        self._outliner = Outliner(grammar)
        self._periods = PeriodReader(grammar)
        self._roles = RoleReader(grammar)

    def __getstate__(self) -> _State:
        return self._record, self._grammar.files, self.layers

    def __setstate__(self, state: _State) -> None:
        from ubnd_digest.grammar.grammar import Grammar
        from ubnd_digest.publishers.registry import grammar_of

        record, grammar_files, layers = state
        grammar = grammar_of(record)
        # the common files of another version of this library may have come along
        self._prepare(record, grammar if grammar.files == grammar_files else Grammar(grammar_files), layers)

    # ---- whole digests ----------------------------------------------------------------------

    def parse(
        self, text: str, *, anchor: dt.date | None = None, strict: bool = False, headings: Iterable[Span] = ()
    ) -> Digest:
        """Parse a digest. See :func:`ubnd_digest.parse`.

        Args:
            text: the digest.
            anchor: a day near the digest's period, for a title that gives no year.
            strict: raise on the first error instead of noting it.
            headings: lines that are marked up as headings where the text comes from, in any order. That is evidence:
                a line that cannot be a heading is none.

        >>> Parser().parse("").items
        ()
        """
        from ubnd_digest.reading.structure.diagnostics import raise_first_error

        reading = self._read(text, anchor=anchor, headings=headings)
        if strict:
            raise_first_error(reading.digest)
        return reading.digest

    def _read(self, text: str, *, anchor: dt.date | None = None, headings: Iterable[Span] = ()) -> Reading:
        """Parse a digest, and keep what the steps gave: for those who ask why."""
        headings, inside = tuple(headings), list[Span]()
        for last in (False, False, True):
            reading, over = self._once(text, anchor, headings, inside, last=last)
            if not over:
                break
            inside += over
        return reading

    def _once(
        self, text: str, anchor: dt.date | None, headings: Iterable[Span], inside: Iterable[Span], *, last: bool
    ) -> tuple[Reading, tuple[Span, ...]]:
        """The reading of a text, and where its mentions run over the ends of their blocks, if this is not the last one.

        Such a line end stands in mid-sentence: ``inside`` are those that an earlier one found.
        """
        from ubnd_digest.reading.mentions import mentions_of
        from ubnd_digest.reading.references.meaning import with_meaning
        from ubnd_digest.reading.references.roles import with_roles
        from ubnd_digest.reading.setting import Setting
        from ubnd_digest.reading.structure.assembly import assembled, run_over
        from ubnd_digest.reading.structure.diagnostics import diagnose
        from ubnd_digest.reading.structure.nothing import who_reads_more, why_nothing
        from ubnd_digest.reading.structure.titles import number_places, title_dates
        from ubnd_digest.reading.view_lines import lines_after

        view = self._view(text, "parse", inside=inside)
        scan = self._inline.scan(view)
        drafts = self._inline.drafts(view.folded, scan.inline)
        marked = sorted(view.place(span.start) for span in headings)
        outline = self._outliner.outline(view.folded, view.cased, title_dates(drafts), number_places(drafts), marked)
        given = Setting.of(view, anchor_of(anchor), scan)
        period = self._periods.period_of((outline.title, outline.tail), drafts, given)
        setting = given._replace(anchor=Anchor(period.start, period.end)) if period else given
        paragraphs = [*outline.loose, *(area for item in outline.items for area in item.paragraphs)]
        if not outline.items:  # any line under the title may tell who must act
            paragraphs = lines_after(view.folded, outline.title.end if outline.title else 0)
        starts = [item.paragraphs[0].start for item in outline.items if item.heading is None]
        found = mentions_of(drafts, setting, self._grammar, paragraphs, starts, self.layers)
        roles = self._roles.decide(found.placed, outline.items, view.folded, setting.anchor, outline.title)
        found = found._replace(mentions=with_roles(found.mentions, roles.issued))
        told = found
        if "documents" in self.layers:
            told = with_meaning(found, setting, self._grammar, roles.issued, outline.areas, outline.title)
        inner, over = run_over(outline, outline.loose if outline.items else paragraphs, told.mentions, setting)
        digest = evolve(assembled(outline, period, inner, setting), grammar=self.identity, anchor=day_of(anchor))
        doubts = [*left_out(self.layers), *told.diagnostics, *diagnose(digest, outline, setting.span)]
        doubts += why_nothing(digest, view, self._grammar)
        if self._record is None:
            doubts += who_reads_more(digest, Parser)
        doubts.sort(key=lambda doubt: (doubt.span.start, doubt.span.end))
        digest = evolve(digest, diagnostics=tuple(doubts))
        reading = Reading(digest, setting, (*outline.decisions, *roles.decisions, *told.decisions))
        return reading, () if last else over

    def explain(
        self,
        text: str,
        offset: int,
        *,
        anchor: dt.date | None = None,
        headings: Iterable[Span] = (),
        document: bool = False,
    ) -> Explanation:
        """Say why a place of a text is read as it is. See :func:`ubnd_digest.explain`.

        Args:
            text: the digest, or the single document.
            offset: the place, in code points; a ``ValueError`` is raised for one that the text has not.
            anchor: as for :meth:`parse`.
            headings: as for :meth:`parse`; of a digest only.
            document: whether :meth:`parse_document` is to be explained, and not :meth:`parse`.

        >>> found = Parser().explain("Phấn đấu hoàn thành trước ngày 30/6/2026.", 25)
        >>> [(decision.question, decision.answer, decision.because[-1].text) for decision in found.decisions[-1:]]
        [('deadline', 'none', 'Phấn đấu')]
        """
        from ubnd_digest.reading.explanation import explained

        read = self._read_document(text, anchor)[1] if document else self._read(text, anchor=anchor, headings=headings)
        return explained(read, offset)

    def parse_document(self, text: str, *, anchor: dt.date | None = None) -> LegalDocument:
        """Parse a single document. See :func:`ubnd_digest.parse_document`."""
        return self._read_document(text, anchor)[0]

    def _read_document(self, text: str, anchor: dt.date | None) -> tuple[LegalDocument, Reading]:
        from ubnd_digest.reading.documents.legal_documents import DocumentReader

        symbols, mended = self._grammar.pattern("SYMBOL_RUN"), self._spelling.mended
        view = partial(View, checked_text(text, "parse_document"), symbols, mended=mended)
        reader = DocumentReader(self._grammar, self.identity, self._inline, self._line_ends)
        return reader.read(view, day_of(anchor))

    def is_document(self, text: str) -> bool:
        """Whether a text is a single document. See :func:`ubnd_digest.is_document`."""
        from ubnd_digest.reading.documents.document_parts import OutlineReader, is_whole

        view = self._view(text, "is_document", document=True)
        return OutlineReader(self._grammar).is_document(view) and not is_whole(self.parse(text))

    def _view(self, text: str, asked: str, *, document: bool = False, inside: Iterable[Span] = ()) -> View:
        symbols, mended = self._grammar.pattern("SYMBOL_RUN"), self._spelling.mended
        view = View(checked_text(text, asked), symbols, mended=mended)
        ends = breaks_inside(view, self._grammar) if document else self._line_ends.decide(view)
        if inside:
            from ubnd_digest.reading.structure.line_ends import ends_inside

            ends |= ends_inside(view, inside)
        if ends:
            del view  # before another one is made: each takes some times as much as the text
            view = View(text, symbols, ends, mended)
        return view

    # ---- single kinds of mentions -----------------------------------------------------------

    def find_mentions(self, text: str, *, anchor: dt.date | None = None) -> tuple[Mention, ...]:
        """All mentions of any Vietnamese text, in text order, an outer one before those inside it.

        >>> [type(mention).__name__ for mention in Parser().find_mentions("Luật số 31/2024/QH15 ngày 18/01/2024")]
        ['Reference', 'DateExpression']
        """
        return self._mentions(text, anchor, "find_mentions", self.layers)

    def _mentions(self, text: str, anchor: dt.date | None, asked: str, layers: Layers) -> tuple[Mention, ...]:
        from ubnd_digest.reading.mentions import mentions_of
        from ubnd_digest.reading.references.meaning import with_meaning
        from ubnd_digest.reading.setting import Setting

        view = self._view(text, asked)
        scan = self._inline.scan(view)
        setting = Setting.of(view, anchor_of(anchor), scan)
        drafts = self._inline.drafts(view.folded, scan.inline)
        found = mentions_of(drafts, setting, self._grammar, layers=layers)
        return (with_meaning(found, setting, self._grammar) if "documents" in layers else found).mentions

    def _find(self, kind: type[_M], text: str, anchor: dt.date | None, asked: str) -> tuple[_M, ...]:
        found = self._mentions(text, anchor, asked, needed_for(kind, self.layers))
        return tuple(mention for mention in found if isinstance(mention, kind))

    def find_references(self, text: str) -> tuple[Reference, ...]:
        """See :func:`ubnd_digest.find_references`."""
        return self._find(Reference, text, None, "find_references")

    def find_dates(self, text: str, *, anchor: dt.date | None = None) -> tuple[DateExpression, ...]:
        """See :func:`ubnd_digest.find_dates`."""
        return self._find(DateExpression, text, anchor, "find_dates")

    def find_ranges(self, text: str, *, anchor: dt.date | None = None) -> tuple[DateRange, ...]:
        """See :func:`ubnd_digest.find_ranges`."""
        return self._find(DateRange, text, anchor, "find_ranges")

    def find_deadlines(self, text: str, *, anchor: dt.date | None = None) -> tuple[Deadline, ...]:
        """See :func:`ubnd_digest.find_deadlines`."""
        return self._find(Deadline, text, anchor, "find_deadlines")

    def find_provisions(self, text: str) -> tuple[Provision, ...]:
        """See :func:`ubnd_digest.find_provisions`."""
        return self._find(Provision, text, None, "find_provisions")

    def find_agencies(self, text: str) -> tuple[Agency, ...]:
        """See :func:`ubnd_digest.find_agencies`."""
        return self._find(Agency, text, None, "find_agencies")

    def find_officials(self, text: str) -> tuple[Official, ...]:
        """See :func:`ubnd_digest.find_officials`."""
        return self._find(Official, text, None, "find_officials")

    def find_duties(self, text: str, *, anchor: dt.date | None = None) -> tuple[Duty, ...]:
        """See :func:`ubnd_digest.find_duties`."""
        return self._find(Duty, text, anchor, "find_duties")

    def find_laws(self, text: str, *, anchor: dt.date | None = None) -> tuple[Law, ...]:
        """See :func:`ubnd_digest.find_laws`."""
        return self._find(Law, text, anchor, "find_laws")

    def find_anaphora(self, text: str) -> tuple[Anaphora, ...]:
        """See :func:`ubnd_digest.find_anaphora`."""
        return self._find(Anaphora, text, None, "find_anaphora")
