"""Drafts -> mentions, in text order: each kind by its own module, with what it needs of the others handed on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, AgencyKind
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.kinds import in_order
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.completion import LeadingYear, with_earlier_neighbours, with_neighbours, without_yearly
from ubnd_digest.reading.dates.dates import dates_in, unread
from ubnd_digest.reading.dates.durations import duration_of, set_of
from ubnd_digest.reading.dates.effects import effect_of
from ubnd_digest.reading.dates.lunar import lunar_of
from ubnd_digest.reading.dates.signing import SigningDays
from ubnd_digest.reading.dates.weekdays import wrong_weekdays
from ubnd_digest.reading.drafts import (
    CountedDraft,
    DatesDraft,
    DeadlineDraft,
    Draft,
    Place,
    ProvisionDraft,
    RecurrenceDraft,
    ReferenceDraft,
    UnreadDraft,
    VagueDraft,
    phrase_of,
    place_of,
)
from ubnd_digest.reading.duties.deadlines import counted_of, deadlines_of, plainly, vague_of
from ubnd_digest.reading.duties.duties import Duties, DutyReader
from ubnd_digest.reading.duties.near_limits import limits_in, near_limits
from ubnd_digest.reading.duties.other_lines import Introductions, other_lines, outside, sections
from ubnd_digest.reading.duties.parties import NOBODY, Sentences, sentences_of
from ubnd_digest.reading.duties.party import Party
from ubnd_digest.reading.duties.party_lists import parties_in
from ubnd_digest.reading.duties.tables import TermTables
from ubnd_digest.reading.evidence import Decision
from ubnd_digest.reading.layers import EVERYTHING, Layers
from ubnd_digest.reading.names.agencies import SHORT, Namer
from ubnd_digest.reading.names.best_forms import in_best_form
from ubnd_digest.reading.names.name_drafts import NameDraft, apart, held_by_names, names_in
from ubnd_digest.reading.names.name_ends import with_ends
from ubnd_digest.reading.names.name_view import with_stops
from ubnd_digest.reading.names.officials import (
    OfficialDraft,
    in_their_place,
    official_of,
    officials_in,
    with_bodies,
    without_persons,
)
from ubnd_digest.reading.references.provision_documents import with_documents
from ubnd_digest.reading.references.provisions import provision_of
from ubnd_digest.reading.references.references import Placed, reference_of, with_shared_days
from ubnd_digest.reading.setting import Setting
from ubnd_digest.reading.view_lines import Lines

_PARTS = frozenset(" .")  # signs in a symbol behind which a name may begin


class Mentions(NamedTuple):
    """All mentions of a text in text order, and what was decided and doubted.

    ``placed`` says where its references stand, ``named`` its names with the organisations of each.
    """

    mentions: tuple[Mention, ...]
    placed: tuple[Placed, ...]
    diagnostics: tuple[Diagnostic, ...]
    decisions: tuple[Decision, ...]
    named: tuple[tuple[NameDraft, tuple[Agency, ...]], ...] = ()


def mentions_of(
    drafts: list[Draft],
    setting: Setting,
    grammar: Grammar,
    paragraphs: Sequence[Area] | None = None,
    starts: Sequence[int] = (),
    layers: Layers = EVERYTHING,
    silent: Sequence[Area] | None = None,
) -> Mentions:
    """The mentions that drafts are, an outer one before those inside it.

    The list of drafts is emptied, so that they are free when duties are read. Duties stand in ``paragraphs``, or in any
    line; at ``starts`` items without headings begin, in which nobody who was named before is in force. In a single
    document nobody is told anything in its ``silent`` areas, sorted: to whom it goes, and who signed it.
    """
    folded = setting.view.folded
    tables = TermTables.of(grammar, folded)
    completed = _completed(drafts, setting, grammar, tables)
    drafts.clear()
    lines = Lines.of(folded)
    areas = lines.areas() if paragraphs is None else paragraphs
    others = other_lines(areas, lines, folded)
    sentences, (named, parties, officials) = NOBODY, _Named((), (), ())
    limits = limits_in(completed)
    if layers or limits:
        begins = sorted((*(line.start for line in others), *starts))
        body_start = areas[0].start if areas else 0
        where = setting if layers else setting.only(near_limits(limits, begins, body_start, lines, folded))
        stops = _stops(completed, tables)
        taken = _Taken([place_of(draft) for draft in completed], stops, _parted_symbols(completed, folded))
        named, parties, officials = _named(where, grammar, body_start, begins, taken, agencies=bool(layers))
        introductions = Introductions(grammar, folded, parties, document=silent is not None)
        lists = (area for area in silent or () if "\n" in folded[slice(*area)])
        heads = sections(where.view.cased)
        resets = (*introductions.resets(others), *starts, *heads, *chain.from_iterable(lists))
        sentences = sentences_of(where, grammar, parties, sorted(resets))
    found = _of_drafts(completed, setting, grammar, lines, sentences)
    completed.clear()
    mentions = list(found.mentions)
    if "duties" in layers:
        of_names = [of_name for _, of_name in named]
        told = tuple(_between(outside(areas, silent), _apart_in(named, found.placed))) if silent else areas
        mentions += _duties(Duties(parties, of_names, mentions, setting), grammar, sentences, told, folded)
        mentions += (*(official_of(draft, setting) for draft in officials), *_organisations(of_names))
    del sentences, parties, officials  # which take as much as all mentions, of which there is another list now
    return found._replace(mentions=tuple(in_order(mentions)), named=named)


def _apart_in(named: Iterable[tuple[NameDraft, object]], placed: Iterable[Placed]) -> list[Place]:
    """Where names and references stand, in text order."""
    return sorted((*((draft.start, draft.end) for draft, _ in named), *((one.start, one.end) for one in placed)))


def _between(areas: Iterable[Area], places: Sequence[Place]) -> Iterator[Area]:
    """The areas, none of which begins or ends inside one of some places: a line that is joined is no end of one."""
    starts = [start for start, _ in places]
    for area in areas:
        first, last = (places[place] if (place := bisect_left(starts, at) - 1) >= 0 else None for at in area)
        start = max(area.start, first[1]) if first else area.start
        end = last[0] if last and last[1] > area.end else area.end
        yield Area(min(start, end), end)


def _of_drafts(
    drafts: Iterable[Draft], setting: Setting, grammar: Grammar, lines: Lines, sentences: Sentences
) -> Mentions:
    """The mentions that drafts are, an outer one after those inside it."""
    folded = setting.view.folded
    mentions: list[Mention] = []
    placed: list[Placed] = []
    diagnostics: list[Diagnostic] = []
    decisions: list[Decision] = []
    recurrence: RecurrenceDraft | None = None
    signing = SigningDays(grammar, folded, lines, placed)
    for draft in drafts:
        if (phrase := phrase_of(draft)) and phrase.durations:
            mentions += (duration_of(duration, setting) for duration in phrase.durations)
        if isinstance(draft, DatesDraft):
            _, found, doubts = dates_in(draft, setting)
        elif isinstance(draft, ReferenceDraft):
            reference, (found, doubts) = reference_of(draft, setting, _before(placed, draft, lines))
            if reference:
                placed.append(Placed(reference, draft.start, draft.end))
        elif isinstance(draft, (DeadlineDraft, VagueDraft)):
            found, doubts, decided = (
                deadlines_of(draft, sentences, setting, recurrence)
                if isinstance(draft, DeadlineDraft)
                else vague_of(draft, sentences, setting, grammar)
            )
            decisions += decided
            if isinstance(draft, DeadlineDraft) and draft.recurrence:
                mentions.append(set_of(draft.recurrence, setting))
        elif isinstance(draft, CountedDraft):
            mentions.append(duration_of(draft.duration, setting))
            signed = signing.of(draft.start) if draft.signed else None
            paragraph = sentences if draft.dates or signed else None
            found, doubts, decided = counted_of(draft, paragraph, setting, signed)
            decisions += decided
        elif isinstance(draft, RecurrenceDraft):
            found, doubts, recurrence = (set_of(draft, setting),), (), draft
        elif isinstance(draft, UnreadDraft):
            found, doubts = lunar_of(draft, setting, grammar) if draft.lunar else unread(draft, setting)
        elif isinstance(draft, ProvisionDraft):
            found, doubts = provision_of(draft, setting)
        else:
            signed = None if draft.signed_end is None else signing.of(draft.start or 0)
            found, doubts = effect_of(draft, setting, signed)
        mentions += found
        diagnostics += doubts
    diagnostics += wrong_weekdays(mentions, setting, grammar)
    return Mentions(tuple(mentions), tuple(placed), tuple(diagnostics), tuple(decisions))


def _organisations(agencies: Iterable[Sequence[Agency]]) -> Iterator[Agency]:
    """Those that are mentioned by name; one that is a party by its part alone counts in its duty."""
    role = AgencyKind.ROLE
    return (agency for agency in chain.from_iterable(agencies) if agency.kind is not role)


def _duties(
    duties: Duties, grammar: Grammar, sentences: Sentences, areas: Sequence[Area], folded: str
) -> Iterator[Mention]:
    reader = DutyReader(grammar)
    return duties.made(reader.drafts(sentences, folded, areas), reader)


def _completed(drafts: list[Draft], setting: Setting, grammar: Grammar, tables: TermTables) -> list[Draft]:
    """The drafts, each with what it takes from others near it: its document, its day, its year."""
    folded, sentence_end = setting.view.folded, grammar.pattern("SENTENCE_END")
    drafts = list(without_yearly(drafts, folded, sentence_end))
    drafts = with_shared_days(drafts, folded, grammar.pattern("REFERENCE_JOINT"))
    drafts = with_neighbours(with_documents(drafts, folded, grammar), folded, sentence_end, setting.anchor)
    drafts = with_earlier_neighbours(drafts, folded, sentence_end, LeadingYear.of(grammar), setting.anchor)
    return [plainly(draft, folded, tables) for draft in drafts]


def _stops(drafts: Sequence[Draft], tables: TermTables) -> list[int]:
    """Where references with a symbol begin, places inside documents, and cells of tables: over these no name runs."""
    places = {*tables.stops} | {draft.start for draft in drafts if isinstance(draft, ProvisionDraft)}
    return sorted(places.union(draft.start for draft in drafts if isinstance(draft, ReferenceDraft) and draft.symbol))


def _parted_symbols(drafts: Iterable[Draft], folded: str) -> list[Place]:
    """The symbols in which a name could begin, behind a blank or a dot: 29/KH- UBND, 16- UBND, 26/TB-VP.UBND."""
    symbols = (draft.symbol for draft in drafts if isinstance(draft, ReferenceDraft) and draft.symbol)
    return [(start, end) for start, end in symbols if not _PARTS.isdisjoint(folded[start - 1 : end])]


class _Taken(NamedTuple):
    """What stands in a text besides names: all of it, where one of it begins over which no name runs, and symbols."""

    others: Sequence[Place]
    stops: Sequence[int]
    symbols: Sequence[Place]


class _Named(NamedTuple):
    """The names of a text with the organisations that each stands for, its parties, and its officials."""

    named: tuple[tuple[NameDraft, tuple[Agency, ...]], ...]
    parties: tuple[Party, ...]
    officials: tuple[OfficialDraft, ...]


def _named(
    setting: Setting,
    grammar: Grammar,
    body_start: int,
    resets: Sequence[int],
    taken: _Taken,
    *,
    agencies: bool,
) -> _Named:
    """Who is named in a text, none of them in what is ``taken``; ``agencies`` only where they are asked for."""
    view, scan = setting.view, setting.scan
    assert scan is not None
    of_names = with_stops(scan.names, held_by_names(grammar, scan.names, taken.stops))
    ends = with_ends(grammar, of_names)
    found = apart(names_in(grammar, of_names, scan.parties, scan.calls, ends), taken.others, taken.symbols, of_names)
    names = Namer(setting, grammar).with_short(found, of_names, body_start)
    officials = in_their_place(officials_in(grammar, names, view.cased, of_names, ends, scan.offices), taken.others)
    names = without_persons(names, officials)
    # a name that comes later may be short for the body of an office
    all_names = with_bodies(grammar, officials, names, of_names)
    named: Sequence[tuple[NameDraft, tuple[Agency, ...]]] = ()
    if agencies:
        named = _agencies(setting, grammar, all_names, of_names, body_start, resets)
        names = tuple(draft for draft, _ in named)
    elif all_names is not names:
        own = [draft for draft in all_names if draft.kind != SHORT]
        names = Namer(setting, grammar).with_short(own, of_names, body_start)
    parties = parties_in(grammar, view.folded, view.cased, names, [draft.place for draft in officials], body_start)
    return _Named(tuple(named), tuple(parties), officials)


def _agencies(
    setting: Setting,
    grammar: Grammar,
    names: Sequence[NameDraft],
    view: str,
    body_start: int,
    resets: Sequence[int],
) -> list[tuple[NameDraft, tuple[Agency, ...]]]:
    """Names with the organisations that each stands for; with the short ones that the text itself has introduced."""
    namer = Namer(setting, grammar)
    names = tuple(draft for draft in names if draft.kind != SHORT)
    named = list(zip(names, namer.agencies_of(names, resets), strict=True))
    short = (*namer.introduced(names), *namer.ministry(names, view, body_start))
    return in_best_form(sorted((*named, *short), key=lambda pair: pair[0].start), setting, grammar)


def _before(placed: list[Placed], draft: ReferenceDraft, lines: Lines) -> Reference | None:
    """The last reference, where it stands on the line of this one."""
    if draft.type_place is not None or not placed:
        return None
    last = placed[-1]
    return last.reference if last.start >= lines.at(draft.start)[0] else None
