"""Places inside documents: from the islands of ``provisions.lark`` to drafts, and from drafts to provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.provisions import Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.text import single_spaced
from ubnd_digest.reading.dates import dates_of
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, Draft, Place, ProvisionDraft, ReferenceDraft
from ubnd_digest.reading.references import number_of
from ubnd_digest.reading.setting import NOTHING, Found, Setting

_LEVELS = {
    "POINT": ProvisionLevel.POINT,
    "CLAUSE": ProvisionLevel.CLAUSE,
    "ARTICLE": ProvisionLevel.ARTICLE,
    "SECTION": ProvisionLevel.SECTION,
    "CHAPTER": ProvisionLevel.CHAPTER,
    "PART_OF_DOCUMENT": ProvisionLevel.PART,
    "APPENDIX": ProvisionLevel.APPENDIX,
}
_ORDER = list(ProvisionLevel)
# On their own, without a document, these words count parts of something else as well.
_LARGE = {ProvisionLevel.SECTION, ProvisionLevel.CHAPTER, ProvisionLevel.PART}


# ---- islands -> drafts ----------------------------------------------------------------------


class ProvisionDrafts:
    """The callback of the rule for provisions; ``label`` finds one label among those of a unit."""

    def __init__(self, label: re.Pattern[str]) -> None:
        self._label = label

    def __call__(self, children: list[Island | ReferenceDraft | list[Draft]]) -> list[Draft]:
        """Provisions that share a document, the document itself where it has a number, the year of a law."""
        places: list[_Made] = []
        reference: ReferenceDraft | None = None
        name: Place | None = None
        year: DateDraft | None = None
        until = False
        rest: list[Draft] = []
        for child in children:
            if isinstance(child, list):
                reference, *rest = cast("tuple[ReferenceDraft, *tuple[Draft, ...]]", child)
            elif isinstance(child, ReferenceDraft):
                reference = child
            elif child.type == "NEXT_UNIT":
                until = child.match["until"] is not None
            elif child.type == "LAW":
                name = child.match.span("mention")
            elif child.type == "LAW_YEAR":
                (year,) = dates_of(child)
            elif child.type in _LEVELS:
                _add_unit(places, child, self._labels_of(child), until=until)
        found: list[Draft] = [
            ProvisionDraft(made.start, made.end, made.frozen(), reference, name, year) for made in places
        ]
        if reference:
            found.append(reference)
        if year:
            found.append(DatesDraft((year,)))
        return found + rest

    def _labels_of(self, token: Island) -> list[tuple[Place, ...]]:
        """Where the labels of a unit stand; two places for a range of labels."""
        start, end = token.match.span("labels")
        if start < 0:
            return []
        found = self._label.finditer(token.match.string, start, end)
        return [tuple(match.span(name) for name in ("label", "until") if match[name]) for match in found]


class _Made:
    """A place while its units are put together: there can be very many."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.units: list[tuple[ProvisionLevel, list[tuple[Place, ...]]]] = []

    def frozen(self) -> tuple[tuple[ProvisionLevel, tuple[tuple[Place, ...], ...]], ...]:
        return tuple((level, tuple(labels)) for level, labels in self.units)


def _add_unit(places: list[_Made], token: Island, labels: list[tuple[Place, ...]], *, until: bool) -> None:
    """Add a unit to the last place, or begin another one with it."""
    unit = _LEVELS[token.type]
    here = _ORDER.index(unit)
    level = _ORDER.index(places[-1].units[-1][0]) if places else here + 1
    # back from a larger unit to a smaller one, or on to the next of the larger ones: another place
    if here < level or (here == level and _ORDER.index(places[-1].units[0][0]) < here):
        places.append(_Made(cast("int", token.start_pos)))
        places[-1].units.append((unit, labels))
    elif here > level:
        places[-1].units.append((unit, labels))
    else:  # a clause, another clause: two labels of one unit, or from one to the other
        known = places[-1].units[-1][1]
        if until and known and labels:
            labels = [known.pop()[:1] + labels[0][-1:], *labels[1:]]
        known.extend(labels)
    places[-1].end = cast("int", token.end_pos)


# ---- drafts -> provisions -------------------------------------------------------------------


def with_documents(drafts: Sequence[Draft], folded: str, sentence_end: re.Pattern[str]) -> list[Draft]:
    """The drafts, a provision without a document with that of the next one in its sentence."""
    found = list(drafts)
    after: ProvisionDraft | None = None
    for place in range(len(found) - 1, -1, -1):
        draft = found[place]
        if not isinstance(draft, ProvisionDraft):
            continue
        if draft.reference or draft.name_place:
            after = draft
        elif after and not sentence_end.search(folded, draft.end, after.start):
            after = draft._replace(reference=after.reference, name_place=after.name_place, year=after.year)
            found[place] = after
        else:
            after = None
    return found


def provision_of(draft: ProvisionDraft, setting: Setting) -> Found:
    """The provision of a draft; nothing where it only looks like one."""
    document: str | None = None
    if draft.reference:
        document = str(number_of(draft.reference, setting.view))
    elif draft.name_place:
        end = draft.year.end if draft.year else draft.name_place[1]
        document = single_spaced(setting.text(setting.span(draft.name_place[0], end)))
    view = setting.view
    if _is_counted(draft, view.folded, view.cased, documented=document is not None):
        return NOTHING
    span = setting.span(draft.start, draft.end)
    units = tuple(
        ProvisionUnit(level, tuple("-".join(view.cased[slice(*place)] for place in label) for label in labels))
        for level, labels in draft.units
    )
    return Found((Provision(span, setting.text(span), units, document),))


def _is_counted(draft: ProvisionDraft, folded: str, cased: str, *, documented: bool) -> bool:
    """A lone unit that may be something else: a score, a part with a number, the verb spelt like an article."""
    if len(draft.units) > 1:
        return False
    ((level, labels),) = draft.units
    numbered = bool(labels) and folded[labels[0][0][0]].isdigit()
    if level is ProvisionLevel.POINT or documented:
        return level is ProvisionLevel.POINT and numbered
    if level is ProvisionLevel.ARTICLE:
        return cased[draft.start].islower()
    return level in _LARGE and numbered
