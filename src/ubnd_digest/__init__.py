"""Parses the weekly digests of Viet Nam's Provincial People's Committees (UBND).

A digest becomes typed objects that know where they stand in the text: structure, references to
legal documents, dates, ranges, deadlines. ``parse`` takes any string and never fails on one.
"""

from ubnd_digest.api import (
    find_dates,
    find_deadlines,
    find_provisions,
    find_ranges,
    find_references,
    parse,
)
from ubnd_digest.canonical import compose, render
from ubnd_digest.changes import DeadlineMove, DigestDiff, ItemChange, diff
from ubnd_digest.detect import Candidate, Evidence, EvidenceKind, detect_publisher
from ubnd_digest.documents import DocumentNumber, DocumentType
from ubnd_digest.errors import (
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
)
from ubnd_digest.grammar import GrammarFile
from ubnd_digest.html.digest import parse_html
from ubnd_digest.html.page import HtmlPage, read_html
from ubnd_digest.html.rewrite import annotate_html
from ubnd_digest.markup import annotate
from ubnd_digest.mentions import (
    DateExpression,
    DateRange,
    Deadline,
    EffectiveDate,
    Mention,
    Part,
    Precision,
    Provision,
    ProvisionLevel,
    ProvisionUnit,
    Reference,
    Relation,
    Role,
    Span,
)
from ubnd_digest.model import (
    Block,
    Diagnostic,
    Digest,
    GrammarIdentity,
    Heading,
    Item,
    LeadEntry,
    Paragraph,
    Period,
    Severity,
    Title,
)
from ubnd_digest.parser import Parser
from ubnd_digest.publisher import Predecessor, Publisher
from ubnd_digest.registry import get_publisher, publishers, register, unregister
from ubnd_digest.schema import json_schema
from ubnd_digest.serialize import from_dict, from_json, to_dict, to_json
from ubnd_digest.standoff import to_annotations

__all__ = [
    "Block",
    "Candidate",
    "ComposeError",
    "DateExpression",
    "DateRange",
    "Deadline",
    "DeadlineMove",
    "Diagnostic",
    "Digest",
    "DigestDiff",
    "DigestSyntaxError",
    "DocumentNumber",
    "DocumentNumberError",
    "DocumentType",
    "EffectiveDate",
    "Evidence",
    "EvidenceKind",
    "GrammarError",
    "GrammarFile",
    "GrammarIdentity",
    "Heading",
    "HtmlPage",
    "Item",
    "ItemChange",
    "LeadEntry",
    "Mention",
    "MissingExtraError",
    "Paragraph",
    "Parser",
    "Part",
    "Period",
    "Precision",
    "Predecessor",
    "Provision",
    "ProvisionLevel",
    "ProvisionUnit",
    "Publisher",
    "PublisherError",
    "PublisherWarning",
    "Reference",
    "Relation",
    "Role",
    "SerializationError",
    "Severity",
    "Span",
    "Title",
    "UbndDigestError",
    "UnknownKeyWarning",
    "UnknownPublisherError",
    "annotate",
    "annotate_html",
    "compose",
    "detect_publisher",
    "diff",
    "find_dates",
    "find_deadlines",
    "find_provisions",
    "find_ranges",
    "find_references",
    "from_dict",
    "from_json",
    "get_publisher",
    "json_schema",
    "parse",
    "parse_html",
    "publishers",
    "read_html",
    "register",
    "render",
    "to_annotations",
    "to_dict",
    "to_json",
    "unregister",
]
