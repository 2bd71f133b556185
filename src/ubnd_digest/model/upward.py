"""The one upward door: what users expect on a value, and what is kept of a file, done by packages above this one.

Each import stands in its function: nothing is loaded until it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ubnd_digest.model.diagnostics import Diagnostic
    from ubnd_digest.model.digest import Digest, Item
    from ubnd_digest.model.documents import DocumentNumber
    from ubnd_digest.model.duties import Duty


def read_toml(text: str) -> dict[str, Any]:
    r"""The values of a text in TOML, kept: the standard library takes as long to read a file of it as a sentence takes.

    >>> read_toml("[date]\nquarters = ['I', 'II']")["date"]["quarters"]
    ['I', 'II']
    """
    from ubnd_digest.grammar.tables import kept_value

    def made() -> dict[str, Any]:
        import tomllib

        return tomllib.loads(text)

    return kept_value("toml", text, lambda record: {**record}, made)


def parse_number(text: str) -> DocumentNumber:
    """See :meth:`DocumentNumber.parse`."""
    from ubnd_digest.reading.references.references import parse_number

    return parse_number(text)


def to_html(digest: Digest, *, lang: str, evidence: bool) -> str:
    """See :func:`ubnd_digest.to_html`."""
    from ubnd_digest.formats.view.api import to_html

    return to_html(digest, lang=lang, evidence=evidence)


def digest_html(digest: Digest) -> str:
    """What a notebook shows of a digest."""
    from ubnd_digest.formats.view.small import digest_html

    return digest_html(digest)


def item_html(item: Item) -> str:
    """What it shows of an item."""
    from ubnd_digest.formats.view.small import item_html

    return item_html(item)


def duty_html(duty: Duty) -> str:
    """What it shows of a duty."""
    from ubnd_digest.formats.view.small import duty_html

    return duty_html(duty)


def diagnostic_html(doubt: Diagnostic) -> str:
    """What it shows of a diagnostic."""
    from ubnd_digest.formats.view.small import diagnostic_html

    return diagnostic_html(doubt)
