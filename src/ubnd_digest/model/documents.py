"""Documents: their types and their numbers."""

from __future__ import annotations

import enum
from functools import lru_cache

from attrs import field, frozen

from ubnd_digest.model import upward
from ubnd_digest.model.values import Value
from ubnd_digest.model.words import document_types, lone_codes, type_codes, words


class DocumentType(enum.Enum):
    """The type of a document.

    Administrative documents: Decree 30/2020/NĐ-CP, Article 7 and Appendix III, and Circular 01/2011/TT-BNV
    before it. Normative documents: Law on the Promulgation of Legal Normative Documents. Party documents:
    Regulation 66-QĐ/TW, Guidance 36-HD/VPTW. ``grammars/forms.toml`` names the source of each.

    >>> DocumentType("decision").title
    'Quyết định'
    """

    CONSTITUTION = "constitution"
    CODE = "code"
    LAW = "law"
    ORDINANCE = "ordinance"
    ORDER = "order"
    DECREE = "decree"
    DECREE_LAW = "decree-law"
    RESOLUTION = "resolution"
    JOINT_RESOLUTION = "joint-resolution"
    DECISION = "decision"
    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    JOINT_CIRCULAR = "joint-circular"
    CONSOLIDATED_TEXT = "consolidated-text"
    OFFICIAL_LETTER = "official-letter"
    TELEGRAM = "telegram"
    PLAN = "plan"
    NOTICE = "notice"
    COMMUNIQUE = "communique"
    CONCLUSION = "conclusion"
    SUBMISSION = "submission"
    REPORT = "report"
    GUIDANCE = "guidance"
    REGULATION = "regulation"
    RULE = "rule"
    PROGRAMME = "programme"
    SCHEME = "scheme"
    PROJECT = "project"
    OPTION = "option"
    MINUTES = "minutes"
    CONTRACT = "contract"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    INVITATION = "invitation"
    INTRODUCTION = "introduction"
    LEAVE = "leave"
    PERMIT = "permit"
    CERTIFICATE = "certificate"
    DISPATCH_SLIP = "dispatch-slip"
    TRANSFER_SLIP = "transfer-slip"
    NOTIFICATION_SLIP = "notification-slip"
    CHARTER = "charter"
    PARTY_CIRCULAR = "party-circular"
    PUBLIC_LETTER = "public-letter"
    TRUE_COPY = "true-copy"
    EXTRACT = "extract"
    COPY_OF_COPY = "copy-of-copy"
    COMMITMENT = "commitment"
    TRAVEL_PERMIT = "travel-permit"
    RECEIPT = "receipt"
    POLITICAL_PROGRAMME = "political-programme"
    STRATEGY = "strategy"
    PLANNING = "planning"
    DECLARATION = "declaration"
    APPEAL = "appeal"
    PRECEDENT = "precedent"
    LETTER_OF_INVITATION = "letter-of-invitation"
    WORK_SCHEDULE = "work-schedule"
    OPINION_SLIP = "opinion-slip"
    INTERNAL_SLIP = "internal-slip"
    DOCUMENT = "document"

    @property
    def title(self) -> str:
        """The name in Vietnamese, with a capital first letter."""
        return document_types()[self.value].name

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that stand for this type in document numbers; empty where there is none."""
        return document_types()[self.value].codes


@lru_cache(maxsize=4096)  # the same symbols come again and again
def _parted(symbol: str) -> tuple[str | None, list[str]]:
    """The code of the type in a symbol, and what stands after it."""
    first, *others = symbol.replace("/", "-").split("-")
    code = first.casefold()
    if code in type_codes() or (not others and code in lone_codes()):
        return first, others
    if not others:  # the dash was lost
        for issuer in words("symbols", "joined"):
            if code.endswith(issuer.casefold()) and code[: -len(issuer)] in type_codes():
                return first[: -len(issuer)], [first[-len(issuer) :]]
    return None, [first, *others]


@lru_cache(maxsize=4096)
def _type_of(symbol: str) -> DocumentType | None:
    """The type that a symbol names, or None."""
    code, behind = _parted(symbol)
    if code is None:
        return None
    alone = None if behind else lone_codes().get(code.casefold())
    return DocumentType(alone or type_codes()[code.casefold()])


@frozen
class DocumentNumber(Value):
    """The number of a document: a serial, a year in some kinds of documents, a symbol.

    ``45/2024/QĐ-UBND`` has the serial ``45``, the year 2024 and the symbol ``QĐ-UBND``; the
    symbol names the type of the document (``QĐ``) and who issued it (``UBND``). Party documents
    write a dash behind the serial: ``94-KL/TW``. Equality does not regard leading zeros, case,
    or which sign stands behind the serial.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part II, and Appendix III; for Party documents
    Guidance 36-HD/VPTW.

    >>> number = DocumentNumber.parse("45/2024/QĐ-UBND")
    >>> number.serial, number.year, number.symbol
    ('45', 2024, 'QĐ-UBND')
    >>> number.type_code, number.issuer_code, number.unit_code
    ('QĐ', 'UBND', None)
    >>> number == DocumentNumber.parse("045/2024/qđ-ubnd")
    True
    """

    serial: str = field(eq=lambda serial: serial.lstrip("0").casefold() or "0")
    year: int | None = None
    symbol: str = field(default="", eq=str.casefold)
    separator: str = field(default="/", eq=False)

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number that stands alone; white space in it does not matter.

        Args:
            text: such as ``"61 /QĐ-UBND"`` or ``"94-KL/TW"``.

        Raises:
            DocumentNumberError: when ``text`` is no document number.
            TypeError: when ``text`` is no ``str``.

        >>> str(DocumentNumber.parse(" 61 /QĐ-UBND"))
        '61/QĐ-UBND'
        >>> DocumentNumber.parse("160/Quốc")
        Traceback (most recent call last):
        ubnd_digest.model.errors.DocumentNumberError: no document number: '160/Quốc'
        """
        if not isinstance(text, str):
            raise TypeError(f"a number is parsed from str, not {type(text).__name__}")
        return upward.parse_number(text)

    @property
    def type_code(self) -> str | None:
        """The code of the document's type, or None where the symbol has none (official letters).

        >>> DocumentNumber.parse("12/TBKL-UBND").type_code, DocumentNumber.parse("53/SL").type_code
        ('TBKL', 'SL')
        """
        return self._parted[0]

    @property
    def issuer_code(self) -> str | None:
        """The code of who issued the document, or None where the number has no symbol."""
        issuers = self._parted[1]
        return issuers[0] if issuers and issuers[0] else None

    @property
    def unit_code(self) -> str | None:
        """The code of the unit that wrote the document, such as ``KT`` in ``318/UBND-KT``, or None."""
        return "-".join(self._parted[1][1:]) or None

    @property
    def type(self) -> DocumentType | None:
        """The type that the symbol names, or None."""
        return _type_of(self.symbol)

    @property
    def _parted(self) -> tuple[str | None, list[str]]:
        return _parted(self.symbol)

    def __str__(self) -> str:
        year = f"/{self.year}" if self.year is not None else ""
        return f"{self.serial}{year}{self.separator}{self.symbol}" if self.symbol else f"{self.serial}{year}"
