"""Which parser reads a text: that of a publisher, or of the one for whom the text speaks."""

from __future__ import annotations

import warnings

from ubnd_digest.model.digest import AUTO
from ubnd_digest.model.errors import PublisherWarning, UbndDigestError
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.reading.parser import Parser


def parser_of(publisher: str | Publisher | None) -> Parser:
    """The parser of a publisher, made once a process."""
    from ubnd_digest.publishers.registry import once, record_of

    return once(Parser, record_of(publisher))


def parser_for(text: str, publisher: str | Publisher | None) -> Parser:
    """The parser for a text: the one of a publisher, of the one detected for ``"auto"``, or the common one."""
    if publisher != AUTO:
        return parser_of(publisher)
    from ubnd_digest.publishers.detection import detected

    for found in detected(text):
        try:
            return parser_of(found)
        except UbndDigestError as error:
            warnings.warn(f"publisher {found!r}: {error}", PublisherWarning, stacklevel=3)
    return parser_of(None)
