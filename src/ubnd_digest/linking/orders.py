"""The document by which a duty is owed, where its item has issued none: the one order of its own body that it cites.

A later digest tells again of what was ordered weeks ago (``Theo Công văn số …, giao Sở Y tế …``).
"""

from __future__ import annotations

from collections.abc import Callable

from ubnd_digest.linking.relations import order_before
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.references import IssuerSource, Reference, Role
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import folded_words
from ubnd_digest.model.tuples import NamedTuple

_BEHIND = 8  # how far behind a document its issuer may begin


class Order(NamedTuple):
    """A document that is cited as an order, and where it stands, with the words that lead to it."""

    reference: Reference
    span: Span


def orders(digest: Digest) -> Callable[[int | None, Duty | None], Order | None]:
    """What gives the order by which a duty of an item, by its number, is owed; None where it is not one for sure.

    It is for sure where the item has issued nothing, and all that it cites of the body of the title is one document
    with a day, which stands before the duty or is what the duty goes by.
    """
    title = f" {folded_words(digest.title.text).replace(',', ' ')} " if digest.title else ""
    found = [_of_item(digest.source, item, title) for item in digest.items]

    def of(number: int | None, duty: Duty | None) -> Order | None:
        order, holder = found[number] if number is not None and duty else (None, None)
        if order is None or duty is None:
            return None
        task, at = duty.task_span, order.reference.span
        if task.contains(at):
            return order if order.span.start < at.start else None
        return order if holder in (None, duty.span) and at.end <= task.start else None

    return of


def _of_item(source: str, item: Item, title: str) -> tuple[Order | None, Span | None]:
    """The order of an item, and where the duty stands that holds it."""
    own = [one for one in item.references if one.issuer and f" {folded_words(one.issuer)} " in title]
    first = next((one for one in own if one.date and one.date.precision is Precision.DAY), None)
    if not first or len({one.number for one in own}) > 1 or any(one.role is Role.ISSUED for one in item.references):
        return None, None
    begin, end = first.span.start, first.span.end
    earlier = max((one.span.end for one in item.references if one.span.end <= begin), default=0)
    before = max(item.span.start, earlier)
    words = order_before(source[before:begin])
    if words is None:
        return None, None
    if first.issuer_from is IssuerSource.TEXT:
        issuers = (one.span for one in item.agencies if end <= one.span.start <= end + _BEHIND)
        end = max((span.end for span in issuers), default=end)
    holder = next((duty.span for duty in item.duties if duty.span.contains(first.span)), None)
    return Order(first, Span(before + words, end)), holder
