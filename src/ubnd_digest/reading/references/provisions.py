"""Places inside documents: from the islands of ``provisions.lark`` to drafts, and from drafts to provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias, cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.provisions import NamedDocument, Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.text import View, single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.dates.date_words import dates_of
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, Draft, Place, ProvisionDraft, ReferenceDraft
from ubnd_digest.reading.references.references import number_of
from ubnd_digest.reading.setting import NOTHING, Found, Setting

_LEVELS = {
    "PASSAGE": ProvisionLevel.PASSAGE,
    "SUBPOINT": ProvisionLevel.SUBPOINT,
    "POINT": ProvisionLevel.POINT,
    "CLAUSE": ProvisionLevel.CLAUSE,
    "ARTICLE": ProvisionLevel.ARTICLE,
    "SUBSECTION": ProvisionLevel.SUBSECTION,
    "SECTION": ProvisionLevel.SECTION,
    "CHAPTER": ProvisionLevel.CHAPTER,
    "PART_OF_DOCUMENT": ProvisionLevel.PART,
    "FORM": ProvisionLevel.FORM,
    "APPENDIX": ProvisionLevel.APPENDIX,
}
_ORDER = {level: place for place, level in enumerate(ProvisionLevel)}
# On their own, without a document, these words count parts of something else as well.
_LARGE = {ProvisionLevel.SUBSECTION, ProvisionLevel.SECTION, ProvisionLevel.CHAPTER, ProvisionLevel.PART}
# Without a document beside them, these words are nothing at all, where they have numbers.
_BESIDE = {ProvisionLevel.PASSAGE, ProvisionLevel.SUBPOINT, ProvisionLevel.POINT, ProvisionLevel.FORM}
_PARTS_OF_POINTS = {ProvisionLevel.PASSAGE, ProvisionLevel.SUBPOINT}
# What has a heading of its own.
_HEADED = _LARGE | {ProvisionLevel.ARTICLE}
_BULLETS = " \"'“”*•+#-–"

Labels: TypeAlias = list[tuple[Place, ...]]


# ---- islands -> drafts ----------------------------------------------------------------------


class _Unit(NamedTuple):
    """A unit as it stands, and how it is joined to the one before it."""

    level: ProvisionLevel
    labels: Labels
    start: int
    end: int
    until: bool
    apart: bool
    loose: bool


class ProvisionDrafts:
    """The callback of the rule for provisions; ``label`` finds one label of a unit, ``form`` one of a form."""

    def __init__(self, label: re.Pattern[str], form: re.Pattern[str]) -> None:
        self._label, self._form = label, form

    def __call__(self, children: list[Island | ReferenceDraft | list[Draft]]) -> list[Draft]:
        """Provisions that share a document, the document itself where it has a number, the year of a law."""
        units: list[_Unit] = []
        reference: ReferenceDraft | None = None
        name: Place | None = None
        year: DateDraft | None = None
        capital = until = apart = loose = False
        rest: list[Draft] = []
        for child in children:
            if isinstance(child, list):
                reference, *rest = cast("tuple[ReferenceDraft, *tuple[Draft, ...]]", child)
            elif isinstance(child, ReferenceDraft):
                reference = child
            elif child.type == "NEXT_UNIT":
                until = child.match["until"] is not None or child.match["dash"] is not None
                apart = child.match["apart"] is not None or child.match["and"] is not None
                loose = apart or child.match["comma"] is not None
            elif child.type == "LAW":
                name, capital = child.match.span("mention"), child.match["named"] is not None
            elif child.type == "LAW_YEAR":
                (year,) = dates_of(child)
            elif child.type in _LEVELS:
                start, end = child.start_pos, child.end_pos
                units.append(_Unit(_LEVELS[child.type], self._labels_of(child), start, end, until, apart, loose))
        made = _places_of(units)
        found: list[Draft] = [
            ProvisionDraft(one.start, one.end, one.frozen(), reference, name, year, capital, beside=one is made[-1])
            for one in made
        ]
        if reference:
            found.append(reference)
        if year:
            found.append(DatesDraft((year,)))
        return found + rest

    def _labels_of(self, token: Island) -> Labels:
        """Where the labels of a unit stand; two places for a range of labels."""
        start, end = token.match.span("labels")
        if start < 0:
            return []
        if token.type == "FORM":
            return [(match.span(),) for match in self._form.finditer(token.match.string, start, end)]
        found = self._label.finditer(token.match.string, start, end)
        return [tuple(match.span(name) for name in ("label", "until") if match[name]) for match in found]


class _Made:
    """A place while its units are put together: there can be very many."""

    def __init__(self, unit: _Unit) -> None:
        self.start, self.end = unit.start, unit.end
        self.units = [(unit.level, list(unit.labels))]
        self.down: bool | None = None  # whether its units go from the largest down; None while it has one

    def frozen(self) -> tuple[tuple[ProvisionLevel, tuple[tuple[Place, ...], ...]], ...]:
        return tuple((level, tuple(labels)) for level, labels in self.units)

    def take(self, unit: _Unit, after: _Unit | None) -> bool:
        """Whether a unit, with another one ``after`` it, belongs to this place; then it is added."""
        here, last = _ORDER[unit.level], _ORDER[self.units[-1][0]]
        if here == last and self.down is not False:
            self._more_labels(unit)
        elif here > last and not self.down and not unit.apart:
            self.units.append((unit.level, list(unit.labels)))
            self.down = False
        elif here < last and self.down is not False and not unit.apart and not _is_first(unit, after):
            self.units.append((unit.level, list(unit.labels)))
            self.down = True
        else:
            return False
        self.end = unit.end
        return True

    def _more_labels(self, unit: _Unit) -> None:
        """A clause, another clause: two labels of one unit, or from one to the other."""
        known, labels = self.units[-1][1], unit.labels
        if unit.until and known and labels:
            labels = [known.pop()[:1] + labels[0][-1:], *labels[1:]]
        known.extend(labels)


def _is_first(unit: _Unit, after: _Unit | None) -> bool:
    """Whether a unit begins a place with the larger one after it: khoản 2 in "Điều 5, khoản 2 Điều 7"."""
    return bool(after and _ORDER[after.level] > _ORDER[unit.level] and (unit.loose or not after.loose))


def _places_of(units: Sequence[_Unit]) -> list[_Made]:
    """The places that units are: from the smallest to the largest, or from the largest down."""
    places: list[_Made] = []
    for number, unit in enumerate(units):
        after = units[number + 1] if number + 1 < len(units) else None
        if not places or not places[-1].take(unit, after):
            places.append(_Made(unit))
    return places


# ---- drafts -> provisions -------------------------------------------------------------------


def provision_of(draft: ProvisionDraft, setting: Setting) -> Found:
    """The provision of a draft; nothing where it only looks like one."""
    document: DocumentNumber | NamedDocument | None = None
    view = setting.view
    if draft.reference:
        document = number_of(draft.reference, view)
    elif draft.name_place and not (draft.capital and view.cased[draft.name_place[0]].islower()):
        end = draft.year.end if draft.year else draft.name_place[1]
        document = NamedDocument(single_spaced(setting.text(setting.span(draft.name_place[0], end))))
    if _is_counted(draft, view, documented=document is not None) or (document is None and _is_heading(draft, view)):
        return NOTHING
    span = setting.span(draft.start, draft.end)
    units = tuple(
        ProvisionUnit(level, tuple("-".join(view.cased[slice(*place)] for place in label) for label in labels))
        for level, labels in draft.units
    )
    return Found((Provision(span, setting.text(span), units, document),))


def _is_counted(draft: ProvisionDraft, view: View, *, documented: bool) -> bool:
    """A lone unit that may be something else: a score, a part with a number, the verb spelt like an article."""
    if len(draft.units) > 1:
        return False
    ((level, labels),) = draft.units
    label = view.cased[slice(*labels[0][0])] if labels else ""
    numbered = label[:1].isdigit()
    if level in _BESIDE:
        return (numbered or level in _PARTS_OF_POINTS) and not (documented and draft.beside)
    if documented:
        return False
    if level is ProvisionLevel.ARTICLE:
        return view.cased[draft.start].islower()
    return level in _LARGE and (numbered or (len(label) == 1 and label.islower()))


def _is_heading(draft: ProvisionDraft, view: View) -> bool:
    """Whether it is the number of a part of this text, at the beginning of a line, and no place that is referred to."""
    if len(draft.units) > 1 or draft.units[0][0] not in _HEADED or list(map(len, draft.units[0][1])) != [1]:
        return False
    folded = view.folded
    line = folded.rfind("\n", max(0, draft.start - _BEFORE_HEADING), draft.start) + 1
    if folded[line or max(0, draft.start - _BEFORE_HEADING) : draft.start].strip(_BULLETS):
        return False
    if not line and draft.start > _BEFORE_HEADING:
        return False
    signs = (".", ":", "-") if draft.units[0][0] is ProvisionLevel.ARTICLE else (".", ":", "-", "\n")
    return folded[draft.end : draft.end + 3].lstrip(" *").startswith(signs)


_BEFORE_HEADING = 8  # how far after the beginning of a line its heading may stand: bullets and quotes
