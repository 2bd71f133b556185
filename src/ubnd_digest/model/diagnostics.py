"""What the parser doubts."""

from __future__ import annotations

import enum

from attrs import field, frozen

from ubnd_digest.model import upward
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.messages import in_language
from ubnd_digest.model.spans import Span
from ubnd_digest.model.values import Value


class Severity(enum.Enum):
    """How grave a diagnostic is.

    >>> Severity("error").value
    'error'
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Diagnostic(Value):
    """What the parser doubts.

    Attributes:
        code: a stable code, such as ``"impossible-date"``.
        severity: how grave it is.
        message: what is wrong, in English.
        span: where.

    >>> from ubnd_digest import parse
    >>> [d.code for d in parse("").diagnostics]
    ['no-title', 'no-period']
    """

    code: str
    severity: Severity
    message: str
    span: Span = field(eq=False)

    def in_language(self, lang: str) -> str:
        """The message in a language: ``"en"``, or ``"vi"`` for Vietnamese.

        Raises:
            ValueError: for a language without messages.

        >>> from ubnd_digest import parse
        >>> (doubt,) = parse("Họp ngày 31/02/2026.").diagnostics[-1:]
        >>> doubt.message, doubt.in_language("vi") != doubt.message
        ("no such date: 'ngày 31/02/2026'", True)
        """
        names = {kind.value: kind.title for kind in DocumentType}
        return in_language(self.message, lang, "diagnostics", names=names)

    def _repr_html_(self) -> str:
        return upward.diagnostic_html(self)
