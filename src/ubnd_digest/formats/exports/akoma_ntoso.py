"""A digest as a document in Akoma Ntoso 3.0 (OASIS LegalDocML).

A digest is none of the types of laws that the standard knows; it is a ``doc`` with the name ``digest``. What an item
is about, and what it cites, are references with the IRIs of works; no office gives them out for Viet Nam.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby

from ubnd_digest.formats.exports.xml import HEAD, marked, tag, written
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.blocks import Block
from ubnd_digest.model.dates import DateExpression, Precision
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.digest import Digest, Item, checked_digest
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import kind_of
from ubnd_digest.model.resolution import Resolution
from ubnd_digest.model.spans import Mention
from ubnd_digest.model.text import folded_words

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_TOOL = "ubnd-digest"
_NO_DAY = dt.date(1, 1, 1)  # a day has to be told, also of a digest that tells none
_NOT_OF_A_NAME = re.compile(r"[^\w.-]+")


def to_akoma_ntoso(digest: Digest) -> str:
    r"""Write a digest as an XML document in Akoma Ntoso 3.0, which is valid by its schema.

    Args:
        digest: a digest.

    Returns:
        The document. Of the text it has the title, the lead and the items, and no lines beside them. Signs that XML
        cannot have are U+FFFD. Its day is the last one of the period, else the anchor, else 0001-01-01, since one has
        to be told.

    Raises:
        TypeError: when ``digest`` is no digest.

    >>> from ubnd_digest import parse
    >>> document = to_akoma_ntoso(parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3/2020 - 08/3/2020)"))
    >>> print(document.partition("<preface>")[2].partition("</preface>")[0].replace(" <date", "\n<date").strip())
    <p><docTitle>Chỉ đạo, điều hành trong tuần (từ
    <date date="2020-03-02">ngày 02/3/2020</date> -
    <date date="2020-03-08">08/3/2020</date>)</docTitle></p>
    """
    return HEAD + "\n".join(_Writer(checked_digest("to_akoma_ntoso", digest)).lines()) + "\n"


class _Writer:
    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._resolution: Resolution = resolve(digest)
        self._top: dict[tuple[str, str], tuple[str, str]] = {}  # of the ontology: its identifier and its name
        self._day = (digest.period.end if digest.period else None) or digest.anchor or _NO_DAY

    def lines(self) -> Iterator[str]:
        body = list(self._body())  # whose organisations are told before it
        publisher = self._digest.grammar.publisher if self._digest.grammar else None
        author = self._named("organization", publisher or "unknown-publisher")
        yield f'<akomaNtoso xmlns="{NAMESPACE}">'
        yield '<doc name="digest" contains="originalVersion">'
        yield "<meta>"
        yield from self._identification(author, publisher or "unknown")
        yield from self._references()
        yield "</meta>"
        yield from body
        yield "</doc>\n</akomaNtoso>"

    # ---- what it is -------------------------------------------------------------------------

    def _identification(self, author: str, publisher: str) -> Iterator[str]:
        import hashlib

        digest, day = self._digest, self._day.isoformat()
        own = hashlib.sha256(digest.source.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        work = f"/akn/vn/doc/digest/{_slug(publisher)}/{day}/{own}"
        expression = f"{work}/vie@{day}"
        yield f'<identification source="#{_TOOL}">'
        for level, iri, name, last in (
            ("FRBRWork", work, "period", '<FRBRcountry value="vn"/>'),
            ("FRBRExpression", expression, "period", '<FRBRlanguage language="vie"/>'),
            ("FRBRManifestation", f"{expression}.xml", "markup", '<FRBRformat value="application/akn+xml"/>'),
        ):
            part = f"{expression}/!main.xml" if level == "FRBRManifestation" else f"{iri}/!main"
            by = _TOOL if level == "FRBRManifestation" else author
            yield f'<{level}><FRBRthis value="{part}"/><FRBRuri value="{iri}"/>'
            yield f'<FRBRdate date="{day}" name="{name}"/><FRBRauthor href="#{by}"/>{last}</{level}>'
        yield "</identification>"

    def _references(self) -> Iterator[str]:
        yield f'<references source="#{_TOOL}">'
        yield f'<TLCOrganization eId="{_TOOL}" href="/akn/ontology/organization/{_TOOL}" showAs="{_TOOL}"/>'
        for (kind, _key), (identifier, name) in self._top.items():
            href = f"/akn/ontology/{kind}/vn/{_slug(name)}"
            element = "TLCPerson" if kind == "person" else "TLCOrganization"
            yield tag(element, eId=identifier, href=href, showAs=name).removesuffix(">") + "/>"
        yield "</references>"

    def _named(self, kind: str, name: str) -> str:
        """The identifier of an organisation or a person, the same for the same name."""
        key = kind, folded_words(name)
        short = "per" if kind == "person" else "org"
        return self._top.setdefault(key, (f"{short}_{len(self._top) + 1}", name))[0]

    # ---- what it says -----------------------------------------------------------------------

    def _body(self) -> Iterator[str]:
        digest = self._digest
        if digest.title:
            yield f"<preface>\n<p><docTitle>{self._inline(digest.title)}</docTitle></p>\n</preface>"
        if digest.lead:
            yield "<preamble>"
            yield from (f"<p>{self._inline(entry)}</p>" for entry in digest.lead)
            yield "</preamble>"
        yield "<mainBody>"
        number = parts = 0
        for section, group in groupby(digest.items, key=lambda item: item.section):
            parts += section is not None
            if section is not None:
                yield f'<part eId="part_{parts}">\n<heading>{self._inline(section)}</heading>'
            for item in group:
                number += 1
                yield from self._item(item, f"sec_{number}")
            if section is not None:
                yield "</part>"
        if not digest.items:
            yield "<p/>"
        yield "</mainBody>"

    def _item(self, item: Item, identifier: str) -> Iterator[str]:
        yield f'<section eId="{identifier}">'
        if item.number:
            yield f"<num>{written(item.number)}</num>"
        if item.heading:
            yield f"<heading>{self._inline(item.heading)}</heading>"
        yield f'<content eId="{identifier}__content">'
        yield from (f"<p>{self._inline(paragraph)}</p>" for paragraph in item.paragraphs)
        yield "<p/>\n</content>\n</section>" if not item.paragraphs else "</content>\n</section>"

    def _inline(self, block: Block) -> str:
        return marked(block.text, block.span.start, block.mentions, self._mention)

    def _mention(self, mention: Mention, inner: str) -> str:
        document = self._resolution.document_of(mention)
        if document is not None and document.iri:
            return f"{tag('ref', href=document.iri)}{inner}</ref>"
        if isinstance(mention, DateExpression) and mention.precision is Precision.DAY and mention.start:
            return f"{tag('date', date=mention.start.isoformat())}{inner}</date>"
        if isinstance(mention, Agency):
            return f'<organization refersTo="#{self._named("organization", mention.name)}">{inner}</organization>'
        if isinstance(mention, Official):
            return f'<person refersTo="#{self._named("person", mention.person)}">{inner}</person>'
        kind = kind_of(mention)
        name = kind.label.lower() if kind else "mention"
        if document is not None or isinstance(mention, (Deadline, Duty)):
            return f'<inline name="{name}">{inner}</inline>'
        return inner


def _slug(name: str) -> str:
    return _NOT_OF_A_NAME.sub("-", folded_words(name)).strip("-") or "unknown"
