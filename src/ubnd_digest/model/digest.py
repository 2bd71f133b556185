"""A digest: its items, and the mentions that they hold."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from attrs import field, frozen

from ubnd_digest.model import upward
from ubnd_digest.model.blocks import Block, Heading, LeadEntry, Paragraph, Period, Title
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.kinds import ByKind, kinds
from ubnd_digest.model.messages import ENGLISH
from ubnd_digest.model.references import Reference, Role
from ubnd_digest.model.spans import Mention, Span
from ubnd_digest.model.values import Value, shortened

COMMON: Final = "common"
AUTO: Final = "auto"


@frozen
class GrammarIdentity(Value):
    """Which grammar read a digest.

    Attributes:
        id: the identifier of the publisher whose grammar it is, or ``"common"``.
        version: changes whenever the text of a grammar file does.

    >>> from ubnd_digest import parse
    >>> parse("").grammar.id
    'common'
    """

    id: str
    version: str

    @property
    def publisher(self) -> str | None:
        """The identifier of the publisher; None for the common grammar."""
        return None if self.id == COMMON else self.id


@frozen(repr=False)
class Item(ByKind, Value):
    r"""One item: its heading, and the paragraphs under it.

    Attributes:
        heading: its heading; None in a digest whose items have none.
        paragraphs: the paragraphs under it; at least one where there is no heading.
        number: the number before its heading, or its first paragraph, such as ``"1"``, ``"II"`` or ``"a"``; or None.
        section: the heading of the section that it stands in, or None.
        mentions: all mentions of the heading and the paragraphs, in text order.

    >>> from ubnd_digest import parse
    >>> text = (
    ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
    ...     "Kế hoạch trồng cây\n"
    ...     "UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020)."
    ... )
    >>> item = parse(text).items[0]
    >>> item.heading.text, [str(reference.number) for reference in item.issued]
    ('Kế hoạch trồng cây', ['7/KH-UBND'])
    """

    heading: Heading | None
    paragraphs: tuple[Paragraph, ...]
    number: str | None = None
    section: Heading | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.heading is None and not self.paragraphs:
            raise ValueError("an item without a heading needs a paragraph")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The heading, where there is one, and the paragraphs."""
        return self.paragraphs if self.heading is None else (self.heading, *self.paragraphs)

    @property
    def span(self) -> Span:
        """From the heading, or the first paragraph, to the end of the last paragraph."""
        blocks = self.blocks
        return Span(blocks[0].span.start, blocks[-1].span.end)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the heading and the paragraphs, in text order."""
        return tuple(mention for block in self.blocks for mention in block.mentions)

    @property
    def issued(self) -> tuple[Reference, ...]:
        """The documents that the item is about, each once, with its date where one is given."""
        found: dict[DocumentNumber, Reference] = {}
        for reference in self.references:
            if reference.role is Role.ISSUED:
                known = found.setdefault(reference.number, reference)
                if known.date is None and reference.date is not None:
                    found[reference.number] = reference
        return tuple(found.values())

    def _repr_html_(self) -> str:
        return upward.item_html(self)

    def __repr__(self) -> str:
        return f"<Item {shortened(str(self.blocks[0]))} paragraphs={len(self.paragraphs)}{counts(self.mentions)}>"


@frozen(repr=False)
class Digest(ByKind, Value):
    """A digest: its text, its structure, and everything that was found in it.

    Attributes:
        source: the text as it was given.
        title: the title, or None.
        period: the days that it covers, or None.
        lead: the entries of the summary under the title.
        items: the items.
        mentions: all mentions of the whole text, in text order, an outer one before those inside it.
        diagnostics: what the parser doubts, in text order.
        grammar: which grammar read it; None for a digest that was put together by hand.
        anchor: the day that was given for a title without a year, or None.

    >>> from ubnd_digest import parse
    >>> digest = parse("Chỉ đạo, điều hành trong tuần (từ ngày 30/12 - 05/01/2025)")
    >>> digest.period.start.isoformat(), len(digest.dates), digest.items
    ('2024-12-30', 2, ())
    """

    source: str = field(repr=False, eq=False)
    title: Title | None = None
    period: Period | None = None
    lead: tuple[LeadEntry, ...] = ()
    items: tuple[Item, ...] = ()
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    grammar: GrammarIdentity | None = field(default=None, eq=False)
    anchor: dt.date | None = field(default=None, eq=False)

    def duty_of(self, deadline: Deadline) -> Duty | None:
        r"""The duty that a deadline belongs to, by where it stands; None where no duty was found there.

        Args:
            deadline: one of this digest.

        >>> from ubnd_digest import parse
        >>> text = (
        ...     "Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)\n"
        ...     "Kế hoạch trồng cây\n"
        ...     "UBND tỉnh ban hành Kế hoạch trồng cây (Kế hoạch số 7/KH-UBND, ngày 03/3/2020). "
        ...     "Giao Sở Y tế lập dự toán trước ngày 30/3/2020."
        ... )
        >>> digest = parse(text)
        >>> str(digest.duty_of(digest.deadlines[0]))
        'Sở Y tế: lập dự toán trước ngày 30/3/2020'
        """
        duties = self.duties
        place = bisect_right(duties, deadline.span.start, key=lambda duty: duty.span.start) - 1
        found = duties[place] if place >= 0 else None
        return found if found and found.span.contains(deadline.span) else None

    def to_html(self, *, lang: str = ENGLISH, evidence: bool = True) -> str:
        """A page to look at, in one file: see :func:`ubnd_digest.to_html`, which makes one of several digests.

        Args:
            lang: the language of what the page itself says: ``"en"`` or ``"vi"``.
            evidence: whether it tells why a mention was read so, for which the text is read once more.

        >>> from ubnd_digest import parse
        >>> parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026.").to_html()[:15]
        '<!doctype html>'
        """
        return upward.to_html(self, lang=lang, evidence=evidence)

    def _repr_html_(self) -> str:
        return upward.digest_html(self)

    def __repr__(self) -> str:
        title = shortened(str(self.title)) if self.title else "without a title"
        period = f" {self.period.start} to {self.period.end}" if self.period else ""
        doubts = f" diagnostics={len(self.diagnostics)}" if self.diagnostics else ""
        return f"<Digest {title}{period} items={len(self.items)}{counts(self.mentions)}{doubts}>"


def counts(mentions: tuple[Mention, ...]) -> str:
    """How many mentions there are of each kind, for a short form."""
    found = Counter(map(type, mentions))
    return "".join(f" {kind.name}={found[kind.of]}" for kind in kinds() if found[kind.of])


def blocks_of(digest: Any) -> Iterator[tuple[str, Any]]:
    """The blocks of a digest, or of a record that has its shape, each with its path.

    >>> from ubnd_digest import parse
    >>> [path for path, _ in blocks_of(parse("Chỉ đạo, điều hành trong tuần (từ ngày 02/3 - 08/3/2020)"))]
    ['title']
    """
    if digest.title:
        yield "title", digest.title
    for number, entry in enumerate(digest.lead):
        yield f"lead[{number}]", entry
    for number, item in enumerate(digest.items):
        if item.heading:
            yield f"items[{number}].heading", item.heading
        for place, paragraph in enumerate(item.paragraphs):
            yield f"items[{number}].paragraphs[{place}]", paragraph


def sections_of(digest: Any) -> Iterator[tuple[str, Any]]:
    """The section of each item of a digest, or of a record that has its shape, with its path, where it has one."""
    for number, item in enumerate(digest.items):
        if item.section:
            yield f"items[{number}].section", item.section


def item_numbers(digest: Digest) -> Callable[[Span], int | None]:
    """What gives the number, from 0, of the item that holds a span; None outside all items."""
    spans = [item.span for item in digest.items]

    def of(span: Span) -> int | None:
        number = bisect_right(spans, span.start, key=attrgetter("start")) - 1
        return number if number >= 0 and spans[number].contains(span) else None

    return of


def checked_digest(function: str, digest: object) -> Digest:
    """What was given to a function, if it is a digest; else a ``TypeError``."""
    if not isinstance(digest, Digest):
        raise TypeError(f"{function} takes a Digest, not {type(digest).__name__}: parse a text first")
    return digest
