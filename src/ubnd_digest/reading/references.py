"""References to documents: from the islands of ``references.lark`` to drafts, and from drafts to references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, cast

from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.grammar.scanner import Island
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.errors import DocumentNumberError
from ubnd_digest.model.references import Reference
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View, fold_tones
from ubnd_digest.model.values import unchecked
from ubnd_digest.reading.dates import date_of
from ubnd_digest.reading.drafts import DatesDraft, Draft, ReferenceDraft
from ubnd_digest.reading.setting import NOTHING, Found, Setting, warning

_number, _reference = unchecked(DocumentNumber), unchecked(Reference)


@lru_cache(maxsize=1)
def _types() -> Mapping[str, DocumentType]:
    """The types by their names, folded as the view is."""
    return {fold_tones(kind.title.lower()): kind for kind in DocumentType}


# ---- islands -> drafts ----------------------------------------------------------------------


def reference_draft(children: list[Island | DatesDraft]) -> ReferenceDraft | list[Draft]:
    """A reference with its date; a month or a year after it is a date of its own."""
    token = cast("Island", children[0])
    dates = children[2] if len(children) > 2 else None
    date = dates.dates[0] if isinstance(dates, DatesDraft) and dates.dates else None
    other = date if date and (date.precision is not Precision.DAY or date.month is None) else None
    date = None if other else date
    match = token.match
    serial, year, symbol, dash = _number_groups(match)
    reference = ReferenceDraft(
        match.start(),
        date.end if date else match.end(),
        match.span("type") if "type" in token.names and match["type"] else None,
        serial,
        int(year) if year else None,
        symbol.replace(" ", ""),
        "-" if dash else "/",
        date,
    )
    return [reference, DatesDraft((other,))] if other else reference


def _number_groups(match: re.Match[str]) -> tuple[str, str | None, str, str | None]:
    """Serial, year, symbol and dash of a number, in the one or the other of its two forms."""
    groups = match.groupdict()
    small = groups.get("small_serial") is not None
    serial = groups["small_serial" if small else "serial"] or ""
    year = groups.get("small_year" if small else "number_year")
    return serial, year, groups.get("small_symbol" if small else "symbol") or "", groups.get("dash")


# ---- drafts -> references -------------------------------------------------------------------


class Placed(NamedTuple):
    """A reference and where it stands in the folded view."""

    reference: Reference
    start: int
    end: int


def reference_of(draft: ReferenceDraft, setting: Setting, before: Reference | None) -> tuple[Reference | None, Found]:
    """The reference of a draft, and all that it gives: its date, and what is doubted.

    Args:
        draft: the draft.
        setting: the text.
        before: the reference before it on its line, whose type a number without one may share.

    Returns:
        None where the number alone is no reference; its date stays.
    """
    number = _number(draft.serial, draft.year, draft.symbol, draft.separator)
    if draft.type_place is None:
        kind, type_text = _type_of(number, before)
        if kind is None and not type_text and number.year is None and "-" not in number.symbol:
            if not draft.date:
                return None, NOTHING
            alone, doubts = date_of(draft.date, setting)
            return None, Found((alone,), doubts)
    else:
        type_text = setting.text(setting.span(*draft.type_place))
        kind = _types().get(setting.view.folded[slice(*draft.type_place)])
    span = setting.span(draft.start, draft.end)
    diagnostics = _doubts(number, kind, span)
    date = None
    if draft.date:
        date, doubts = date_of(draft.date, setting)
        diagnostics += doubts
    day = date if date and not date.problem else None
    reference = _reference(span, setting.text(span), kind, type_text, number, day)
    return reference, Found((date, reference) if date else (reference,), diagnostics)


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
    if kind and said and kind.codes and said is not kind and number.type_code not in kind.codes:
        message = f"the type is {kind.value}, the symbol says {said.value}: {number}"
        return (warning("type-symbol-mismatch", message, span),)
    return ()


# ---- a number alone -------------------------------------------------------------------------


def parse_number(text: str) -> DocumentNumber:
    """The document number that a string is; white space in it does not matter.

    Raises:
        DocumentNumberError: when it is none.
    """
    match = _number_pattern().fullmatch("".join(View(text).cased.split()))
    if match is None:
        raise DocumentNumberError(f"no document number: {text!r}")
    serial, year, symbol, dash = _number_groups(match)
    return DocumentNumber(serial, int(year) if year else None, symbol, "-" if dash else "/")


@lru_cache(maxsize=1)
def _number_pattern() -> re.Pattern[str]:
    terminals = common_grammar().terminals
    return re.compile(f"{terminals['NUMBER']}|{terminals['SMALL_NUMBER']}")
