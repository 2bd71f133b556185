"""The one upward door: what users expect on a value, done by packages above this one.

Each import stands in its function: nothing is loaded until it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ubnd_digest.model.documents import DocumentNumber


def parse_number(text: str) -> DocumentNumber:
    """See :meth:`DocumentNumber.parse`."""
    from ubnd_digest.reading.references import parse_number

    return parse_number(text)
