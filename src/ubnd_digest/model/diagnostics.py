"""What the parser doubts."""

from __future__ import annotations

import enum

from attrs import field, frozen
from attrs.validators import instance_of

from ubnd_digest.model.spans import Span, is_span, is_str


class Severity(enum.Enum):
    """How grave a diagnostic is.

    >>> Severity("error").value
    'error'
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Diagnostic:
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

    code: str = field(validator=is_str)
    severity: Severity = field(validator=instance_of(Severity))
    message: str = field(validator=is_str)
    span: Span = field(eq=False, validator=is_span)
