"""What others rely on changes only on purpose: public names with their parameters, and JSON of every schema version.

Whoever changes the lists below changes docs/compatibility.md where it matters, and CHANGELOG.md, in the same commit.
"""

from __future__ import annotations

import enum
import inspect
import json
import warnings
from importlib.metadata import version
from pathlib import Path

import attrs
import pytest

import ubnd_digest as ud
from ubnd_digest import testing
from ubnd_digest.formats.json.schema import SCHEMA_VERSION

STORED = sorted((Path(__file__).parent / "json").glob("*/*.json"))

# name -> parameters of a function; fields of a class, then "|" and its other attributes; members of an enumeration
PUBLIC = {
    "Agency": "span text name kind level territory successor | collective",
    "AgencyKind": "authority department state party body collective role",
    "Anaphora": "span text type document |",
    "Block": "span text mentions |",
    "Box": "page left bottom right top |",
    "Candidate": "publisher weight evidence |",
    "Column": "name type optional told |",
    "Capacity": "on-behalf deputy by-order authorised acting",
    "ComposeError": "|",
    "DateExpression": "span text start end precision edtf inferred problem part |",
    "DateRange": "span text first last | end start",
    "CountUnit": "day working-day week month year",
    "Deadline": "span text relation named due time responsible reckoning count unit start extended_to rule | limit next unknown",
    "DeadlineMove": "item old new | days",
    "Decision": "question answer span text because needed |",
    "Diagnostic": "code severity message span | in_language",
    "Digest": "source title period lead items mentions diagnostics grammar anchor | agencies anaphora dates deadlines durations duties duty_of effective_dates expiry_dates laws lunar_dates officials provisions ranges references sets to_html",
    "DigestDiff": "added removed changed moved |",
    "DigestSyntaxError": "|",
    "Document": "key iri number name type date issuer law provisions roles relations mentions |",
    "DocumentDiagnostic": "code severity message span digest | in_language",
    "DocumentNumber": "serial year symbol separator | issuer_code parse type type_code unit_code",
    "DocumentNumberError": "|",
    "DocumentPart": "span text mentions level label heading parts | agencies anaphora dates deadlines durations duties effective_dates expiry_dates laws lunar_dates officials provisions ranges references sets",
    "DocumentRelation": "kind source target text span digest |",
    "DocumentType": "constitution code law ordinance order decree decree-law resolution joint-resolution decision directive circular joint-circular consolidated-text official-letter telegram plan notice communique conclusion submission report guidance regulation rule programme scheme project option minutes contract memorandum agreement authorisation invitation introduction leave permit certificate dispatch-slip transfer-slip notification-slip charter party-circular public-letter true-copy extract copy-of-copy commitment travel-permit receipt political-programme strategy planning declaration appeal precedent letter-of-invitation work-schedule opinion-slip internal-slip document",
    "Duration": "span text value working |",
    "Duty": "span text responsible parties task task_span supporting deadlines basis ordered_by | due",
    "EffectiveDate": "span text date |",
    "ExpiryDate": "span text date |",
    "Evidence": "kind span text weight |",
    "EvidenceKind": "title name in the title own name name agency alone",
    "Explanation": "offset mentions decisions |",
    "GrammarError": "|",
    "GrammarFile": "| name of text",
    "GrammarIdentity": "id version | publisher",
    "Heading": "span text mentions |",
    "HtmlPage": "source text title headings encoding _places | offset span stretches",
    "IssuerSource": "text symbol item",
    "Item": "heading paragraphs number section | agencies anaphora blocks dates deadlines durations duties effective_dates expiry_dates issued laws lunar_dates mentions officials provisions ranges references sets span",
    "ItemChange": "old new fields deadlines_added deadlines_removed |",
    "Law": "span text name year number inferred |",
    "LeadEntry": "span text mentions |",
    "LegalDocument": "digest number type date place issuers governing subject authority urgency secrecy recipients bases parts distribution signatures | agencies anaphora articles dates deadlines diagnostics durations duties effective_dates expiry_dates issuer laws lunar_dates mentions officials provisions ranges reference references sets signer source",
    "Level": "central province district commune",
    "LunarDate": "span text month day year leap start end problem inferred |",
    "Mention": "span text |",
    "MissingExtraError": "|",
    "NamedDocument": "name |",
    "Occurrence": "digest item mention |",
    "Official": "span text person offices |",
    "Page": "| headings stretches text",
    "Paragraph": "span text mentions |",
    "Parser": "| explain find_agencies find_anaphora find_dates find_deadlines find_duties find_laws find_mentions find_officials find_provisions find_ranges find_references is_document parse parse_document",
    "Part": "early mid late",
    "Passage": "span text mentions words | agencies anaphora dates deadlines durations duties effective_dates expiry_dates laws lunar_dates officials provisions ranges references sets",
    "PdfDocument": "text headings pages _lines | stretches",
    "Period": "span start end | days",
    "Precision": "day month quarter months year",
    "Predecessor": "name until iso |",
    "Provision": "span text units document |",
    "ProvisionLevel": "passage subpoint point clause article subsection section chapter part form appendix",
    "ProvisionUnit": "level labels |",
    "Publisher": "id names iso valid_from valid_until predecessors titles symbols agencies abbreviations grammar | files of",
    "PublisherError": "|",
    "PublisherWarning": "|",
    "Reason": "name weight span text |",
    "Reckoning": "named counted recurring vague",
    "Reference": "span text type type_text number date role issuer issuer_from |",
    "Relation": "before by within",
    "RelationKind": "carries-out amends replaces repeals answers based-on",
    "Resolution": "documents diagnostics _places | document_of",
    "Role": "issued cited",
    "RunStretch": "paragraph run start end |",
    "Secrecy": "confidential secret top-secret",
    "SerializationError": "|",
    "SetExpression": "span text value rule | next",
    "Severity": "error warning info",
    "Signature": "span text mentions person office signed_for capacities |",
    "Span": "start end | contains length",
    "Table": "name version told columns |",
    "TextFile": "source text encoding headings _places | stretches",
    "Title": "span text mentions |",
    "UbndDigestError": "|",
    "UnknownKeyWarning": "|",
    "UnknownPublisherError": "|",
    "UnreadableFileError": "|",
    "Urgency": "urgent immediate express",
    "WordDocument": "text headings _starts _runs | stretches",
    "annotate": "(text: 'str', mentions: 'Iterable[Any]', render: 'Callable[[Any, str], str] | None' = None, *, escape: 'Callable[[str], str] | None' = None, style: 'str | None' = None)",
    "annotate_html": "(html: 'HtmlPage | str | bytes', mentions: 'Iterable[_M]', render: 'Callable[[_M, str], str]')",
    "compose": "(*, title: 'str', items: 'Iterable[tuple[str, Iterable[str]]]', lead: 'Iterable[str] | None' = None, publisher: 'str | None' = None, anchor: 'dt.date | None' = None)",
    "detect_publisher": "(text: 'str')",
    "diff": "(old: 'Digest', new: 'Digest')",
    "document_from_dict": "(data: 'Mapping[str, Any]')",
    "document_from_json": "(data: 'str | bytes')",
    "explain": "(text: 'str', offset: 'int', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, document: 'bool' = False)",
    "explain_html": "(html: 'HtmlPage | str | bytes', offset: 'int', *, content_type: 'str | None' = None, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None)",
    "find_agencies": "(text: 'str')",
    "find_anaphora": "(text: 'str')",
    "find_dates": "(text: 'str', *, anchor: 'dt.date | None' = None)",
    "find_deadlines": "(text: 'str', *, anchor: 'dt.date | None' = None)",
    "find_duties": "(text: 'str', *, anchor: 'dt.date | None' = None)",
    "find_laws": "(text: 'str', *, anchor: 'dt.date | None' = None)",
    "find_officials": "(text: 'str')",
    "find_provisions": "(text: 'str')",
    "find_ranges": "(text: 'str', *, anchor: 'dt.date | None' = None)",
    "find_references": "(text: 'str')",
    "from_dict": "(data: 'Mapping[str, Any]')",
    "from_json": "(data: 'str | bytes')",
    "get_publisher": "(identifier: 'str')",
    "is_document": "(text: 'str')",
    "json_schema": "(kind: \"Literal['digest', 'document']\" = 'digest')",
    "list_publishers": "()",
    "parse": "(text: 'str', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, strict: 'bool' = False)",
    "parse_document": "(text: 'str', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None)",
    "parse_document_file": "(path: 'FilePath', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, encoding: 'str' = 'auto')",
    "parse_file": "(path: 'FilePath', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, strict: 'bool' = False, encoding: 'str' = 'auto')",
    "parse_files": "(path: 'FilePath', *, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, encoding: 'str' = 'auto')",
    "parse_html": "(html: 'HtmlPage | str | bytes', *, content_type: 'str | None' = None, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, strict: 'bool' = False)",
    "read_batches": "(batches: 'Any', table: 'TableName' = 'duties', *, text: 'str' = 'text', columns: 'Sequence[str] | None' = None, publisher: 'str | Publisher | None' = None, anchor: 'dt.date | None' = None, today: 'dt.date | None' = None)",
    "read_file": "(path: 'FilePath', *, encoding: 'str' = 'auto')",
    "read_html": "(html: 'str | bytes', *, content_type: 'str | None' = None, whole: 'bool' = False)",
    "register": "(publisher: 'Publisher')",
    "render": "(digest: 'Digest')",
    "resolve": "(digests: 'Digest | Iterable[Digest]')",
    "rows": "(digests: 'Digests', table: 'TableName', *, today: 'dt.date | None' = None)",
    "tables": "()",
    "to_akoma_ntoso": "(digest: 'Digest')",
    "to_annotations": "(digest: 'Digest', *, offsets: 'OffsetUnit' = 'code-points')",
    "to_brat": "(digest: 'Digest')",
    "to_html": "(digests: 'Digest | Iterable[Digest]', *, names: 'Sequence[str]' = (), lang: 'str' = 'en', evidence: 'bool' = True, unreadable: 'Mapping[str, str] | None' = None)",
    "to_doccano": "(digest: 'Digest', *, name: 'str | None' = None)",
    "to_timeml": "(digest: 'Digest', *, name: 'str' = 'digest')",
    "to_web_annotations": "(digest: 'Digest', *, source: 'str')",
    "to_dict": "(digest: 'Digest | LegalDocument')",
    "to_json": "(digest: 'Digest | LegalDocument', *, indent: 'int | None' = None)",
    "unregister": "(identifier: 'str')",
    "write_tables": "(digests: 'Digests', path: 'FilePath', *, tables: 'Sequence[TableName] | None' = None, format: 'str | None' = None, lang: 'str' = 'en')",
}

STRATEGIES = {
    "date_expressions": "(*, precisions: 'tuple[Precision, ...]' = (<Precision.DAY: 'day'>, <Precision.MONTH: 'month'>, <Precision.QUARTER: 'quarter'>, <Precision.MONTHS: 'months'>, <Precision.YEAR: 'year'>), min_year: 'int' = 1800, max_year: 'int' = 2199)",
    "date_ranges": "()",
    "deadlines": "()",
    "digests": "(*, max_items: 'int' = 4)",
    "document_numbers": "()",
    "noisy": "(text: 'str')",
    "provisions": "()",
    "references": "()",
}


def described(value: object) -> str:
    if isinstance(value, type) and issubclass(value, enum.Enum):
        return " ".join(member.value for member in value)
    if not isinstance(value, type):
        return str(inspect.signature(value)).partition(" -> ")[0]  # type: ignore[arg-type]
    fields = [field.name for field in attrs.fields(value)] if attrs.has(value) else []
    ours = {name for base in value.__mro__ if base.__module__.startswith("ubnd_digest.") for name in vars(base)}
    others = sorted(name for name in ours if not name.startswith("_") and name not in fields)
    return f"{' '.join(fields)} | {' '.join(others)}".strip()


def test_the_public_names_are_those_that_are_listed() -> None:
    assert {name: described(getattr(ud, name)) for name in ud.__all__} == PUBLIC


def test_the_package_shows_its_public_names_and_its_version() -> None:
    assert {name for name in dir(ud) if not name.startswith("_")} == set(ud.__all__)
    assert ud.__version__ == version("ubnd-digest")
    with pytest.raises(AttributeError, match=r"^module 'ubnd_digest' has no attribute 'versions'$"):
        _ = ud.versions  # type: ignore[attr-defined]


def test_the_public_strategies_are_those_that_are_listed() -> None:
    assert {name: described(getattr(testing, name)) for name in testing.__all__} == STRATEGIES


def test_every_schema_version_has_stored_files() -> None:
    assert SCHEMA_VERSION in {path.parent.name for path in STORED}


def holds(now: object, then: object) -> bool:
    """Whether all that was written then is written now, at any depth."""
    if isinstance(now, dict) and isinstance(then, dict):
        return all(key in now and holds(now[key], value) for key, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(holds, now, then))
    return now == then


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_stored_files_load(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        digest = ud.from_json(written)
    assert json.loads(written)["schema_version"] == path.parent.name
    assert ud.from_json(ud.to_json(digest)) == digest
    if path.parent.name.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        return
    # a minor version only adds keys
    assert holds({**ud.to_dict(digest), "schema_version": path.parent.name}, json.loads(written))


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_stored_files_hold_what_was_found_then(path: Path) -> None:
    digest = ud.from_json(path.read_text(encoding="utf-8"))
    found = {
        "title": str(digest.title),
        "period": [str(digest.period.start), str(digest.period.end)] if digest.period else None,
        "headings": [str(item.heading) for item in digest.items],
        "mentions": [f"{type(mention).__name__}: {mention}" for mention in digest.mentions],
        "diagnostics": [doubt.code for doubt in digest.diagnostics],
    }
    assert found == json.loads(path.with_suffix(".found").read_text(encoding="utf-8"))
