"""Parses the weekly digests of Viet Nam's Provincial People's Committees (UBND).

A digest becomes typed objects that know where they stand in the text: structure, references to
legal documents, dates, ranges, deadlines, and who must do what. ``parse`` takes any string and never fails on one.
"""

import sys
from importlib import import_module as _import_module
from typing import TYPE_CHECKING

if sys.argv[:1] == ["-m"]:  # python -m ubnd_digest: first of all, so that it sees to Ctrl-C from here on
    import ubnd_digest_command as _command  # noqa: F401

# isort: split
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.model.agencies import Agency, AgencyKind, Level, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.blocks import Block, Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.dates import DateExpression, DateRange, EffectiveDate, ExpiryDate, Part, Precision
from ubnd_digest.model.deadlines import CountUnit, Deadline, Reckoning, Relation
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.digest import Digest, GrammarIdentity, Item
from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.durations import Duration, SetExpression
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.errors import (
    ComposeError,
    DigestSyntaxError,
    DocumentNumberError,
    GrammarError,
    MissingExtraError,
    PublisherError,
    PublisherWarning,
    SerializationError,
    UbndDigestError,
    UnknownKeyWarning,
    UnknownPublisherError,
    UnreadableFileError,
)
from ubnd_digest.model.explanation import Decision, Explanation, Reason
from ubnd_digest.model.laws import Law
from ubnd_digest.model.legal_documents import (
    Capacity,
    DocumentPart,
    LegalDocument,
    Passage,
    Secrecy,
    Signature,
    Urgency,
)
from ubnd_digest.model.lunar import LunarDate
from ubnd_digest.model.provisions import NamedDocument, Provision, ProvisionLevel, ProvisionUnit
from ubnd_digest.model.references import IssuerSource, Reference, Role
from ubnd_digest.model.resolution import (
    Document,
    DocumentDiagnostic,
    DocumentRelation,
    Occurrence,
    RelationKind,
    Resolution,
)
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.publishers.record import Predecessor, Publisher
from ubnd_digest.publishers.registry import get_publisher, list_publishers, register, unregister
from ubnd_digest.reading.api import (
    explain,
    find_agencies,
    find_anaphora,
    find_dates,
    find_deadlines,
    find_duties,
    find_laws,
    find_officials,
    find_provisions,
    find_ranges,
    find_references,
    is_document,
    parse,
    parse_document,
)
from ubnd_digest.reading.parser import Parser

if TYPE_CHECKING:
    from ubnd_digest.formats.annotate import annotate
    from ubnd_digest.formats.arrow import read_batches
    from ubnd_digest.formats.canonical import compose, render
    from ubnd_digest.formats.document_files import parse_document_file
    from ubnd_digest.formats.exports.akoma_ntoso import to_akoma_ntoso
    from ubnd_digest.formats.exports.annotations import to_brat, to_doccano, to_web_annotations
    from ubnd_digest.formats.exports.timeml import to_timeml
    from ubnd_digest.formats.files import parse_file, parse_files, read_file
    from ubnd_digest.formats.html.digest import annotate_html, explain_html, parse_html
    from ubnd_digest.formats.html.page import HtmlPage, read_html
    from ubnd_digest.formats.json.schema import json_schema
    from ubnd_digest.formats.json.serialize import (
        document_from_dict,
        document_from_json,
        from_dict,
        from_json,
        to_dict,
        to_json,
    )
    from ubnd_digest.formats.pages import Box, Page, PdfDocument, RunStretch, TextFile, WordDocument
    from ubnd_digest.formats.standoff import to_annotations
    from ubnd_digest.formats.tables.records import rows
    from ubnd_digest.formats.tables.schema import Column, Table, tables
    from ubnd_digest.formats.tables.write import write_tables
    from ubnd_digest.formats.view.api import to_html
    from ubnd_digest.linking.diff import DeadlineMove, DigestDiff, ItemChange, diff
    from ubnd_digest.linking.documents import resolve
    from ubnd_digest.publishers.detection import Candidate, Evidence, EvidenceKind, detect_publisher

# Where these are, which are imported when they are first asked for: who reads a digest needs few of them.
_LATER = {
    "formats.annotate": "annotate",
    "formats.arrow": "read_batches",
    "formats.canonical": "compose render",
    "formats.document_files": "parse_document_file",
    "formats.exports.akoma_ntoso": "to_akoma_ntoso",
    "formats.exports.annotations": "to_brat to_doccano to_web_annotations",
    "formats.exports.timeml": "to_timeml",
    "formats.files": "parse_file parse_files read_file",
    "formats.html.digest": "annotate_html explain_html parse_html",
    "formats.html.page": "HtmlPage read_html",
    "formats.json.schema": "json_schema",
    "formats.json.serialize": "document_from_dict document_from_json from_dict from_json to_dict to_json",
    "formats.pages": "Box Page PdfDocument RunStretch TextFile WordDocument",
    "formats.standoff": "to_annotations",
    "formats.tables.records": "rows",
    "formats.tables.schema": "Column Table tables",
    "formats.tables.write": "write_tables",
    "formats.view.api": "to_html",
    "linking.diff": "DeadlineMove DigestDiff ItemChange diff",
    "linking.documents": "resolve",
    "publishers.detection": "Candidate Evidence EvidenceKind detect_publisher",
}

__all__ = ["Agency", "AgencyKind", "Anaphora", "Block", "Box", "Candidate", "Capacity", "Column", "ComposeError"]
__all__ += ["CountUnit", "DateExpression", "DateRange", "Deadline", "DeadlineMove", "Decision", "Diagnostic", "Digest"]
__all__ += ["DigestDiff", "DigestSyntaxError", "Document", "DocumentDiagnostic", "DocumentNumber"]
__all__ += ["DocumentNumberError", "DocumentPart", "DocumentRelation", "DocumentType", "Duration", "Duty"]
__all__ += ["EffectiveDate", "Evidence", "EvidenceKind", "ExpiryDate", "Explanation", "GrammarError", "GrammarFile"]
__all__ += ["GrammarIdentity", "Heading", "HtmlPage", "IssuerSource", "Item", "ItemChange", "Law", "LeadEntry"]
__all__ += ["LegalDocument", "Level", "LunarDate", "Mention", "MissingExtraError", "NamedDocument", "Occurrence"]
__all__ += ["Official", "Page", "Paragraph", "Parser", "Part", "Passage", "PdfDocument", "Period", "Precision"]
__all__ += ["Predecessor", "Provision", "ProvisionLevel", "ProvisionUnit", "Publisher", "PublisherError"]
__all__ += ["PublisherWarning", "Reason", "Reckoning", "Reference", "Relation", "RelationKind", "Resolution", "Role"]
__all__ += ["RunStretch", "Secrecy", "SerializationError", "SetExpression", "Severity", "Signature", "Span", "Table"]
__all__ += ["TextFile", "Title", "UbndDigestError", "UnknownKeyWarning", "UnknownPublisherError", "UnreadableFileError"]
__all__ += ["Urgency", "WordDocument", "annotate", "annotate_html", "compose", "detect_publisher", "diff"]
__all__ += ["document_from_dict", "document_from_json", "explain", "explain_html", "find_agencies", "find_anaphora"]
__all__ += ["find_dates", "find_deadlines", "find_duties", "find_laws", "find_officials", "find_provisions"]
__all__ += ["find_ranges", "find_references", "from_dict", "from_json", "get_publisher", "is_document", "json_schema"]
__all__ += ["list_publishers", "parse", "parse_document", "parse_document_file", "parse_file", "parse_files"]
__all__ += ["parse_html", "read_batches", "read_file", "read_html", "register", "render", "resolve", "rows", "tables"]
__all__ += ["to_akoma_ntoso", "to_annotations", "to_brat", "to_dict", "to_doccano", "to_html", "to_json", "to_timeml"]
__all__ += ["to_web_annotations", "unregister", "write_tables"]

__version__: str


def __dir__() -> list[str]:
    """What is public, and not the modules that stand here as well."""
    return sorted((*__all__, "__all__", "__doc__", "__version__"))


if not TYPE_CHECKING:  # else a checker would take every name for one of this module

    def __getattr__(name: str) -> object:
        """What is imported when it is first asked for, and the version."""
        if name == "__version__":
            from importlib.metadata import version

            return version("ubnd-digest")
        for module, names in _LATER.items():
            if name in names.split():
                found = globals()[name] = getattr(_import_module(f"{__name__}.{module}"), name)
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
