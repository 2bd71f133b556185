"""Trees of the inline grammar -> drafts of mentions.

The rules of ``inline.lark`` call the method of the same name here as soon as they are complete.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lark import Transformer
from lark.lexer import Token

from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import Part, Precision
from ubnd_digest.model.deadlines import Relation
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import DocumentNumberError
from ubnd_digest.model.provisions import ProvisionLevel
from ubnd_digest.model.text import View
from ubnd_digest.reading.drafts import (
    DateDraft,
    DatesDraft,
    DeadlineDraft,
    Draft,
    EffectiveDraft,
    ProvisionDraft,
    ReferenceDraft,
    complete,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark

    from ubnd_digest.grammar.grammar import Grammar

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
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
_LIMITS = {
    "BEFORE": Relation.BEFORE,
    "LATEST": Relation.BY,
    "UNTIL": Relation.BY,
    "TERM": Relation.BY,
    "WITHIN": Relation.WITHIN,
}
_CENTURY_OF_SHORT_YEARS = 2000


_WITH_DATES = (DatesDraft, DeadlineDraft, EffectiveDraft)


def _dates_in(draft: DatesDraft | DeadlineDraft | EffectiveDraft) -> list[DateDraft]:
    return draft.dates if isinstance(draft, DatesDraft) else draft.dates.dates


class Inline(Transformer[Token, list[Draft]]):
    """The callbacks of the inline grammar; ``label`` finds one label among those of a unit of a provision."""

    def __init__(self, label: re.Pattern[str]) -> None:
        super().__init__()
        self._label = label

    def inline(self, children: list[Draft | Token]) -> list[Draft]:
        """All drafts of a text, in text order; what was left over is dropped."""
        found: list[Draft] = []
        for child in children:
            if isinstance(child, list):
                found += child
            elif not isinstance(child, Token):
                found.append(child)
        return [draft for draft in found if not isinstance(draft, _WITH_DATES) or _dates_in(draft)]

    # ---- dates ------------------------------------------------------------------------------

    def date(self, children: list[Island]) -> DatesDraft:
        """One date; two where a terminal holds two (a school year), none where only a part is named."""
        if children[-1].type == "PART":
            return DatesDraft([])
        found = DatesDraft(list(_dates_of(children[-1])))
        if len(children) > 1:
            found.dates[0].part = _part_of(children[0])
        return found

    def dates(self, children: list[DatesDraft | Island]) -> DatesDraft:
        """Dates joined in one phrase; there may be none, where only parts are named."""
        dates: list[DateDraft] = []
        ranges: list[int] = []
        school = False
        for child in children:
            if isinstance(child, DatesDraft):
                dates += child.dates
                school = len(child.dates) > 1  # a pair behind a school year is another one, and no range
                continue
            names = child.names
            to = child.type.startswith("TO")
            if "first" in names:
                dates += _dates_of(child)
                if not school:
                    ranges.append(len(dates) - 2)
            elif "mention" in names and dates:
                dates.append(_joined(child, dates[-1].precision))
                if to and len(dates) > 1:
                    ranges.append(len(dates) - 2)
            elif to and dates:
                ranges.append(len(dates) - 1)
        ranges = [first for first in ranges if first + 1 < len(dates)]
        complete(dates, ranges)
        return DatesDraft(dates, ranges)

    # ---- references -------------------------------------------------------------------------

    def reference(self, children: list[Island | DatesDraft]) -> ReferenceDraft | list[Draft]:
        """A reference with its date; a month or a year behind it is a date of its own."""
        token = cast("Island", children[0])
        dates = children[2] if len(children) > 2 else None
        date = dates.dates[0] if isinstance(dates, DatesDraft) and dates.dates else None
        other = date if date and (date.precision is not Precision.DAY or date.month is None) else None
        date = None if other else date
        groups = token.match.groupdict()
        small = groups.get("small_serial") is not None
        serial = groups["small_serial" if small else "serial"]
        year = groups.get("small_year" if small else "number_year")
        symbol = groups.get("small_symbol" if small else "symbol") or ""
        reference = ReferenceDraft(
            start=token.match.start(),
            end=date.end if date else token.match.end(),
            type_span=token.match.span("type") if groups.get("type") else None,
            serial=serial,
            year=int(year) if year else None,
            symbol=symbol.replace(" ", ""),
            separator="-" if groups.get("dash") else "/",
            date=date,
        )
        return [reference, DatesDraft([other])] if other else reference

    # ---- provisions -------------------------------------------------------------------------

    def provision(self, children: list[Island | ReferenceDraft | list[Draft]]) -> list[Draft]:
        """Provisions that share a document, the document itself where it has a number, the year of a law."""
        provisions: list[ProvisionDraft] = []
        reference: ReferenceDraft | None = None
        name: tuple[int, int] | None = None
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
                (year,) = _dates_of(child)
            elif child.type in _LEVELS:
                self._add_unit(provisions, child, until=until)
        for provision in provisions:
            provision.reference, provision.name_span, provision.year = reference, name, year
        found: list[Draft] = [*provisions]
        if reference:
            found.append(reference)
        if year:
            found.append(DatesDraft([year]))
        return found + rest

    def _add_unit(self, provisions: list[ProvisionDraft], token: Island, *, until: bool) -> None:
        """Add a unit to the last provision, or begin another one with it."""
        unit = _LEVELS[token.type]
        labels = self._labels_of(token)
        here = _ORDER.index(unit)
        level = _ORDER.index(provisions[-1].units[-1][0]) if provisions else here + 1
        # back from a larger unit to a smaller one, or on to the next of the larger ones: another place
        if here < level or (here == level and _ORDER.index(provisions[-1].units[0][0]) < here):
            provisions.append(ProvisionDraft(cast("int", token.start_pos), 0, [(unit, labels)]))
        elif here > level:
            provisions[-1].units.append((unit, labels))
        else:  # a clause, another clause: two labels of one unit, or from one to the other
            known = provisions[-1].units[-1][1]
            if until and known and labels:
                labels = [known.pop()[:1] + labels[0][-1:], *labels[1:]]
            known.extend(labels)
        provisions[-1].end = cast("int", token.end_pos)

    def _labels_of(self, token: Island) -> list[tuple[tuple[int, int], ...]]:
        """Where the labels of a unit stand; two places for a range of labels."""
        start, end = token.match.span("labels")
        if start < 0:
            return []
        found = self._label.finditer(token.match.string, start, end)
        return [tuple(match.span(name) for name in ("label", "until") if match[name]) for match in found]

    # ---- deadlines and effect ---------------------------------------------------------------

    def deadline(self, children: list[Island | DatesDraft]) -> DeadlineDraft:
        """A limit, a clock time, dates. The last word of limit decides the relation."""
        limits = [c for c in children if isinstance(c, Island) and c.type in _LIMITS]
        clocks = [c for c in children if isinstance(c, Island) and c.type == "CLOCK"]
        kind = limits[-1].type
        if any(limit.type in ("LATEST", "TERM") for limit in limits):
            kind = "LATEST" if kind != "BEFORE" else kind
        return DeadlineDraft(
            start=cast("int", limits[0].start_pos),
            relation=_LIMITS[kind],
            kind=kind,
            dates=cast("DatesDraft", children[-1]),
            clock=_clock_of(clocks[-1]) if clocks else None,
        )

    def effective(self, children: list[Island | DatesDraft]) -> EffectiveDraft:
        """A date of effect; it starts at the word for "from" where there is one."""
        token = cast("Island", children[0])
        start = token.match.start("from") if token.match["from"] else None
        return EffectiveDraft(start, cast("DatesDraft", children[1]))


def _joined(token: Island, before: Precision) -> DateDraft:
    """The date that a joint holds itself; a bare number is in the unit of the date before it."""
    if "number" not in token.names:
        (date,) = _dates_of(token)
        return date
    groups = token.match.groupdict()
    number = groups["number"] or ""
    start, end = token.match.span("mention")
    year = groups.get("year")
    date = DateDraft(start, end, before, year=int(year) if year else None)
    if before is Precision.DAY and not year:
        date.day = int(number)
    elif before is Precision.QUARTER:
        date.quarter = int(number)
    else:
        date.precision, date.month = Precision.MONTH, int(number)
    return date


def _dates_of(token: Island) -> Iterator[DateDraft]:
    match = token.match
    groups = match.groupdict()
    if "first" in groups:  # a school year: two years
        for name in ("first", "last"):
            yield DateDraft(*match.span(name), Precision.YEAR, year=int(match[name]))
        return
    start, end = match.span("mention") if "mention" in groups else match.span()
    year = groups.get("year")
    date = DateDraft(start, end, Precision.YEAR, year=int(year) if year else None)
    if groups.get("short_year"):
        date.year = _CENTURY_OF_SHORT_YEARS + int(match["short_year"])
        date.inferred = True
    if groups.get("day"):
        date.precision, date.day = Precision.DAY, int(match["day"])
        date.month = int(match["month"]) if groups.get("month") else None
        date.weak = token.type in ("SHORT_DAY", "OPEN_DAY")
    elif groups.get("month"):
        date.precision, date.month = Precision.MONTH, int(match["month"])
    elif groups.get("roman") or groups.get("quarter"):
        date.precision = Precision.QUARTER
        date.quarter = _ROMAN[match["roman"]] if groups.get("roman") else int(match["quarter"])
    elif "half" in groups:
        date.precision, date.months = Precision.MONTHS, _count_of(groups)
        date.late = "late" in groups and groups["late"] is not None
    yield date


def _count_of(groups: dict[str, str | None]) -> int:
    if groups.get("count"):
        return int(cast("str", groups["count"]))
    return next((int(name[6:]) for name, text in groups.items() if text and name.startswith("count_")), 6)


def _part_of(token: Island) -> Part:
    return next(part for part in Part if token.match[part.value])


def _clock_of(token: Island) -> tuple[int, int] | None:
    groups = token.match.groupdict()
    hour = int(cast("str", groups["hour"]))
    minute = int(groups["minute"] or groups["minutes"] or 0)
    if (groups["afternoon"] and hour < 12) or (groups["night"] and 6 <= hour <= 12):
        hour += 12
    if hour == 24 and not minute:
        hour, minute = 23, 59
    return (hour, minute) if hour < 24 and minute < 60 else None


def inline_parser(grammar: Grammar) -> Lark:
    """The parser of mentions."""
    return grammar.compiled("inline", Inline(grammar.pattern("LABEL")))


def parse_number(text: str) -> DocumentNumber:
    """The document number that a string is; white space in it does not matter.

    Raises:
        DocumentNumberError: when it is none.
    """
    match = _number_pattern().fullmatch("".join(View(text).cased.split()))
    if match is None:
        raise DocumentNumberError(f"no document number: {text!r}")
    groups = match.groupdict()
    small = groups["small_serial"] is not None
    year = groups["small_year" if small else "number_year"]
    return DocumentNumber(
        match["small_serial" if small else "serial"],
        int(year) if year else None,
        match["small_symbol" if small else "symbol"],
        "-" if groups["dash"] else "/",
    )


@lru_cache(maxsize=1)
def _number_pattern() -> re.Pattern[str]:
    from ubnd_digest.grammar.grammar import common_grammar

    terminals = common_grammar().terminals
    return re.compile(f"{terminals['NUMBER']}|{terminals['SMALL_NUMBER']}")
