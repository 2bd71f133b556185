"""Whether a text holds any word that speaks for a publisher that is shipped: to find that out takes no record."""

from __future__ import annotations

import re
from functools import cache

from ubnd_digest.grammar.expressions import compiled
from ubnd_digest.grammar.tables import kept_value, read_text
from ubnd_digest.model.text import View
from ubnd_digest.model.words import table_text
from ubnd_digest.publishers.registry import get_publisher, record_texts, shipped_publishers
from ubnd_digest.publishers.signs import any_of


def names_a_shipped_publisher(text: str) -> bool:
    """Whether a title, a name or an agency of one stands in a text.

    >>> names_a_shipped_publisher("UBND tỉnh Lạng Sơn"), names_a_shipped_publisher("Giao Sở Y tế")
    (True, False)
    """
    return _words().search(View(text).folded) is not None


@cache
def _words() -> re.Pattern[str]:
    source = "\0".join([table_text("provinces"), *record_texts()])
    return compiled(kept_value("shipped", source, read_text, _written))


def _written() -> str:
    records = map(get_publisher, shipped_publishers())
    return any_of(
        {word for one in records for word in (*one.titles, *one.names, *one.agencies, *one.abbreviations)}
    ).pattern
