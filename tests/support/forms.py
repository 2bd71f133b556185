"""Tables of forms: a text, and what is read in it, written so that a reader of such documents can check it."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any, NamedTuple

import ubnd_digest as ud
from ubnd_digest.model.agencies import Agency
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.fields import document_of

FOLDER = Path(__file__).resolve().parents[1] / "forms"
COLUMNS = ["text", "anchor", "label", "read", "note"]


class Form(NamedTuple):
    """A row: ``kind`` is what is looked for, the name of the table, or the label of a row of ``none.tsv``."""

    place: str
    kind: str
    text: str
    anchor: dt.date | None
    label: str
    read: str


def escaped(text: str) -> str:
    """Characters that an editor does not show, or shows as others, written out."""
    return re.sub(r"[\n\r\t\u00a0\u00ad\u00d0\u200b\u2003]", lambda match: f"\\u{ord(match.group()):04x}", text)


def _plain(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def forms() -> list[Form]:
    """The rows of all tables."""
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as table:
            rows = csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
            assert next(rows) == COLUMNS, path.name
            for number, (text, anchor, label, said, _) in enumerate(rows, 2):
                kind = label if path.stem == "none" else path.stem
                day = dt.date.fromisoformat(anchor) if anchor else None
                found.append(Form(f"{path.name}:{number}", kind, _plain(text), day, label, _plain(said)))
    return found


# ---- what is read, in words --------------------------------------------------------------------


def _date(date: ud.DateExpression) -> str:
    part = f"{date.part.value} " if date.part else ""
    return f"{part}{date.edtf or date.problem}{' (inferred)' if date.inferred else ''}"


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "no day"


def _reference(reference: ud.Reference) -> str:
    kind = reference.type.value if reference.type else "no type"
    date = f", {_date(reference.date)}" if reference.date else ""
    return f"{reference.type_text} [{kind}] {reference.number}{date}"


def _provision(provision: ud.Provision) -> str:
    units = ", ".join(f"{unit.level.value} {' + '.join(unit.labels)}".strip() for unit in provision.units)
    document = document_of(provision)
    return f"{units} of {document}" if document else units


def _rule(rule: str) -> str:
    return rule.replace("RRULE:", "").replace("\n", " and ")


def _deadline(deadline: ud.Deadline) -> str:
    who = deadline.responsible or "nobody"
    if deadline.reckoning is ud.Reckoning.RECURRING:
        return f"{deadline.relation.value} {_rule(deadline.rule) if deadline.rule else 'no day'}, {who}"
    if deadline.unit and deadline.start:
        moved = f", moved to {deadline.extended_to}" if deadline.extended_to else ""
        start = _date(deadline.start)
        return f"{deadline.count} {deadline.unit.value} from {start}, due {_day(deadline.due)}{moved}, {who}"
    if deadline.named is None:  # a season, or a day of the moon
        return f"{deadline.relation.value} {deadline.reckoning.value}, due {_day(deadline.due)}, {who}"
    limit = deadline.relation.value, _date(deadline.named), *([f"{deadline.time:%H:%M}"] if deadline.time else [])
    return f"{' '.join(limit)}, due {_day(deadline.due)}, {who}"


def _duty(duty: Duty) -> str:
    limits = ", ".join(_day(deadline.limit) for deadline in duty.deadlines)
    told = [duty.responsible, "; ".join(party.name for party in duty.parties) or "no agency", duty.task]
    return " / ".join([*told, *([f"with {duty.supporting}"] if duty.supporting else []), *([limits] if limits else [])])


def _law(law: ud.Law) -> str:
    year = f" {law.year}" if law.year else ""
    number = f", {law.number}{' (inferred)' if law.inferred else ''}" if law.number else ""
    return f"{law.name}{year}{number}"


def _lunar(date: ud.LunarDate) -> str:
    named = "-".join(str(part) if part else "X" for part in (date.year, date.month, date.day))
    days = f"{date.start} to {date.end}" if date.start != date.end else str(date.start or date.problem)
    return f"{named}{' leap' if date.leap else ''}: {days}{' (inferred)' if date.inferred else ''}"


def _issuer(reference: ud.Reference) -> str:
    return f"{reference.issuer} [{reference.issuer_from.value}]" if reference.issuer_from else "nobody"


KINDS: dict[str, tuple[type[ud.Mention], Any]] = {
    "references": (ud.Reference, _reference),
    "dates": (ud.DateExpression, _date),
    "ranges": (ud.DateRange, lambda found: f"{_day(found.start)} to {_day(found.end)}"),
    "provisions": (ud.Provision, _provision),
    "deadlines": (ud.Deadline, _deadline),
    "durations": (ud.Duration, lambda found: f"{found.value}{', working' if found.working else ''}"),
    "sets": (ud.SetExpression, lambda found: f"{found.value}{', ' + _rule(found.rule) if found.rule else ''}"),
    "lunar": (ud.LunarDate, _lunar),
    "agencies": (Agency, lambda found: f"{found.name} [{found.kind.value}]"),
    "duties": (Duty, _duty),
    "laws": (ud.Law, _law),
    "anaphora": (ud.Anaphora, lambda found: str(found.document) if found.document else "open"),
    "issuers": (ud.Reference, _issuer),
    "effect": (ud.EffectiveDate, lambda found: _date(found.date)),
    "expiry": (ud.ExpiryDate, lambda found: _date(found.date)),
}


def read(text: str, anchor: dt.date | None, kind: str) -> str:
    """What is found of a kind: ``words = value``, several between bars."""
    wanted, written = KINDS[kind]
    found = [m for m in ud.Parser().find_mentions(text, anchor=anchor) if isinstance(m, wanted)]
    return " | ".join(f"{mention.text} = {written(mention)}" for mention in found)
