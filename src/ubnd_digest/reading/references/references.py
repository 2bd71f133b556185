"""References to documents: from the islands of ``references.lark`` to drafts, and from drafts to references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.errors import DocumentNumberError
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View
from ubnd_digest.model.tones import fold_tones
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.model.values import unchecked
from ubnd_digest.model.words import type_codes, words
from ubnd_digest.reading.dates.dates import date_of
from ubnd_digest.reading.drafts import DateDraft, DatesDraft, Draft, Place, ReferenceDraft
from ubnd_digest.reading.setting import NOTHING, Found, Setting, warning

_number, _reference = unchecked(DocumentNumber), unchecked(Reference)


@lru_cache(maxsize=1)
def _types() -> Mapping[str, DocumentType]:
    """The types by their names and their codes, folded as the view is."""
    codes = {code: DocumentType(kind) for code, kind in type_codes().items()}
    return codes | {fold_tones(kind.title.lower()): kind for kind in DocumentType}


@lru_cache(maxsize=1)
def _by_decision() -> frozenset[DocumentType]:
    """Types that bear the number of the decision by which they are issued."""
    return frozenset(map(DocumentType, words("symbols", "by-decision")))


# ---- islands -> drafts ----------------------------------------------------------------------


class ReferenceDrafts:
    """The callback of the rule for references; ``serial`` finds one of the serials that share a symbol."""

    def __init__(self, serial: re.Pattern[str]) -> None:
        self._serial = serial

    def __call__(self, children: list[Island | DatesDraft]) -> ReferenceDraft | list[Draft]:
        """A reference with its date, or several with one symbol; a month or a year after it is a date of its own."""
        token = cast("Island", children[0])
        joint = cast("Island", children[1]) if len(children) > 1 else None
        dates = children[2] if len(children) > 2 else None
        date = dates.dates[0] if isinstance(dates, DatesDraft) and dates.dates else None
        other = date if date and (date.precision is not Precision.DAY or date.month is None) else None
        reference = _draft(token, None if other else date)
        if joint and joint.type == "SAME_DAY":
            reference = reference._replace(end=joint.end_pos, same_day=True)
        elif joint and date and not other and _closes(joint, date):
            reference = reference._replace(end=date.end + 1)
        elif joint and "same" in joint.names and joint.match["same"]:
            reference = reference._replace(same_day=True)
        found: list[Draft] = [*self._sharing(token, reference)] if "serials" in token.names else [reference]
        if other:
            found.append(DatesDraft((other,)))
        return found if len(found) > 1 else reference

    def _sharing(self, token: Island, last: ReferenceDraft) -> Iterator[ReferenceDraft]:
        """References that share the symbol and the date of the last of them."""
        match = token.match
        for one in self._serial.finditer(match.string, *match.span("serials")):
            first = one.start() == match.start("serials")
            year = one["number_year"]
            yield last._replace(
                start=last.start if first else one.start(),
                end=one.end(),
                type_place=last.type_place if first else None,
                serial=one.span("serial"),
                year=int(year) if year else last.year,
                shared=True,
            )
        start = match.start("at")
        yield last._replace(start=last.serial[0] if start < 0 else start, type_place=None)


def _draft(token: Island, date: DateDraft | None) -> ReferenceDraft:
    """The reference of an island, with its date."""
    match, names = token.match, token.names
    serial, year, symbol, separator = _number_parts(match)
    between = "between" in names and bool(match["between"])
    return ReferenceDraft(
        match.start(),
        date.end if date else match.end(),
        match.span("type") if "type" in names and match["type"] else None,
        serial,
        year,
        symbol,
        separator,
        date,
        match.start("at") if between and match["at"] else None,
        between and "by" in names and bool(match["by"]),
    )


def _closes(joint: Island, date: DateDraft) -> bool:
    """Whether the bracket that a joint opens is closed behind the date: số 12/QĐ-UBND (ngày 3/2/2020)."""
    return joint.match.group().endswith("(") and joint.match.string.startswith(")", date.end)


def _number_parts(match: re.Match[str]) -> tuple[Place, int | None, Place | None, str]:
    """The places of the serial and the symbol, and the year and the sign between them, in any form of a number."""
    groups = match.groupdict()
    serial = next(name for name in ("serial", "small_serial") if groups.get(name))
    year = groups.get("small_year") or groups.get("number_year")
    symbol = next((name for name in ("symbol", "small_symbol", "spaced_symbol") if groups.get(name)), None)
    # a space stands for the dash of the Party, whose symbols have a slash
    spaced = "/" in (groups.get("spaced_symbol") or "")
    separator = "-" if spaced or groups.get("dash") else "/"
    return match.span(serial), int(year) if year else None, match.span(symbol) if symbol else None, separator


def number_of(draft: ReferenceDraft, view: View) -> DocumentNumber:
    """The number of a draft, in the letters of the text."""
    symbol = _written(view, draft.symbol) if draft.symbol else ""
    return _number(_written(view, draft.serial), draft.year, symbol, draft.separator)


def _written(view: View, place: Place) -> str:
    return view.cased[slice(*place)].replace(" ", "")


# ---- several on one day -----------------------------------------------------------------------


def with_shared_days(drafts: Sequence[Draft], folded: str, joint: re.Pattern[str]) -> list[Draft]:
    """The drafts, those issued on one day (``cùng ngày``) with that day; a ``joint`` parts the members of a list."""
    found = list(drafts)
    before: list[int] = []  # where the references stand that are joined to the next one
    dated: ReferenceDraft | None = None
    for place, draft in enumerate(drafts):
        if not isinstance(draft, ReferenceDraft):
            continue
        last = found[before[-1]] if before else None
        if not isinstance(last, ReferenceDraft) or not joint.fullmatch(folded, last.end, draft.start):
            before = []
        if draft.same_day and draft.date:
            for other in before:
                if isinstance(undated := found[other], ReferenceDraft) and not undated.date:
                    found[other] = undated._replace(date=draft.date, shared=True)
        elif draft.same_day and dated and "\n" not in folded[dated.end : draft.start]:
            found[place] = draft._replace(date=dated.date, shared=True)
        dated = draft if draft.date else dated
        before.append(place)
    return found


# ---- drafts -> references -------------------------------------------------------------------


class Placed(NamedTuple):
    """A reference and where it stands in the folded view."""

    reference: Reference
    start: int
    end: int


def reference_of(draft: ReferenceDraft, setting: Setting, before: Reference | None) -> tuple[Reference | None, Found]:
    """The reference of a draft, and all that it gives: its date, and what is doubted.

    A number without a type may share that of the reference ``before`` it on its line. It is None where the number alone
    is no reference; its date stays.
    """
    number = number_of(draft, setting.view)
    kind, type_text = _type_beside(draft, number, setting)
    if not type_text:
        draft = draft if draft.at is None else draft._replace(start=draft.at)
        kind, type_text = _type_of(number, before)
        if kind is None and not type_text and not _stands_alone(number):
            if not draft.date or draft.shared:
                return None, NOTHING
            alone, doubts = date_of(draft.date, setting)
            return None, Found((alone,), doubts)
    span = setting.span(draft.start, draft.end)
    diagnostics = _doubts(number, kind, span)
    date = None
    if draft.date:
        date, doubts = date_of(draft.date, setting)
        diagnostics += () if draft.shared else doubts
    day = date if date and not date.problem else None
    reference = _reference(span, setting.text(span), kind, type_text, number, day)
    return reference, Found((date, reference) if date and not draft.shared else (reference,), diagnostics)


def _type_beside(draft: ReferenceDraft, number: DocumentNumber, setting: Setting) -> tuple[DocumentType | None, str]:
    """The type that stands before a number; "" where there is none, or where it is that of another document."""
    if draft.type_place is None:
        return None, ""
    word = setting.view.folded[slice(*draft.type_place)]
    kind = _types().get(word)
    if draft.at is not None and kind and not _is_of(kind, number, named=draft.by):
        return None, ""
    # an abbreviation is written out
    text = kind.title if kind and word in type_codes() else setting.text(setting.span(*draft.type_place))
    return kind, text


def _is_of(kind: DocumentType, number: DocumentNumber, *, named: bool) -> bool:
    """Whether a number is one of a type, from which words part it; ``named`` where they name the issuer."""
    if number.type is None:  # letters have no code, nor have what the National Assembly issues
        return named or not kind.codes or kind is DocumentType.OFFICIAL_LETTER or number.year is not None
    return _fits(kind, number)


def _fits(kind: DocumentType, number: DocumentNumber) -> bool:
    """Whether the code of a number does not contradict a type."""
    said = number.type
    if said is None or said is kind or number.type_code in kind.codes:
        return True
    return said is DocumentType.DECISION and kind in _by_decision()


def _stands_alone(number: DocumentNumber) -> bool:
    """Whether a number without a type is one of a document: by its year, or by a symbol of two parts."""
    return number.year is not None or "-" in number.symbol or (number.separator == "-" and "/" in number.symbol)


def _type_of(number: DocumentNumber, before: Reference | None) -> tuple[DocumentType | None, str]:
    """The type of a number that stands alone: that of the list it belongs to, else what the symbol says."""
    if before and before.number.type is number.type:
        return before.type, before.type_text
    if number.type:
        return number.type, number.type.title
    return (before.type, before.type_text) if before else (None, "")


def _doubts(number: DocumentNumber, kind: DocumentType | None, span: Span) -> tuple[Diagnostic, ...]:
    if not number.symbol:
        return (warning("number-without-symbol", f"the number has no symbol: {number}", span),)
    said = number.type
    if kind and said and kind.codes and not _fits(kind, number):
        message = f"the type is {kind.value}, the symbol says {said.value}: {number}"
        return (warning("type-symbol-mismatch", message, span),)
    return ()


# ---- a number alone -------------------------------------------------------------------------


def parse_number(text: str) -> DocumentNumber:
    """The document number that a string is, whatever white space is in it; else a ``DocumentNumberError``."""
    grammar = common_grammar()
    view = View("".join(View(text).cased.split()), grammar.pattern("SYMBOL_RUN"))
    matches = (grammar.pattern(name).fullmatch(view.folded) for name in ("NUMBER", "SMALL_NUMBER"))
    match = next(filter(None, matches), None)
    if match is None:
        raise DocumentNumberError(f"no document number: {text!r}")
    serial, year, symbol, separator = _number_parts(match)
    return DocumentNumber(_written(view, serial), year, _written(view, symbol) if symbol else "", separator)
