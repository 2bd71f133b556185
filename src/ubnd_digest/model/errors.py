"""Every exception that this library raises on purpose."""

from __future__ import annotations


class UbndDigestError(Exception):
    """The root of all exceptions of this library.

    >>> issubclass(DocumentNumberError, UbndDigestError)
    True
    """

    def __reduce__(self) -> tuple[object, ...]:
        # Python would call the class with the message alone; what it was called with stands in its attributes.
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[UbndDigestError], args: tuple[object, ...]) -> UbndDigestError:
    """An exception with its message, to which its attributes are given back."""
    error = kind.__new__(kind, *args)
    super(UbndDigestError, error).__init__(*args)
    return error


class GrammarError(UbndDigestError):
    """A grammar has a mistake.

    Attributes:
        file: the name of the grammar file, or None where the mistake belongs to no single file.
        line: its line, from 1, or None where it is not known.
        column: its column, from 1, or None.

    >>> str(GrammarError("no such terminal", file="dates.lark", line=3, column=7))
    'dates.lark:3:7: no such terminal'
    """

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        self.message, self.file, self.line, self.column = message, file, line, column
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)


class DigestSyntaxError(UbndDigestError, ValueError):
    """The first error of a text that was parsed with ``strict=True``.

    Attributes:
        code: the code of the diagnostic, such as ``"impossible-date"``.
        message: what is wrong, in English.
        line: its line, from 1.
        column: its column in code points, from 1.
        offset: its offset in code points, from 0.

    >>> str(DigestSyntaxError("no-title", "no title was found", line=1, column=1, offset=0))
    '1:1: no-title: no title was found'
    """

    def __init__(self, code: str, message: str, *, line: int, column: int, offset: int) -> None:
        self.code, self.message = code, message
        self.line, self.column, self.offset = line, column, offset
        super().__init__(f"{line}:{column}: {code}: {message}")


class DocumentNumberError(UbndDigestError, ValueError):
    """A string is no document number.

    >>> raise DocumentNumberError("no document number: 'abc'")
    Traceback (most recent call last):
    ubnd_digest.model.errors.DocumentNumberError: no document number: 'abc'
    """


class ComposeError(UbndDigestError, ValueError):
    """A part of a digest that would not be read back as what it is.

    Attributes:
        part: the part, such as ``"items[2].heading"``.
        reason: what is wrong with it, in English.

    >>> str(ComposeError("items[2].heading", "ends like a sentence"))
    'items[2].heading ends like a sentence'
    """

    def __init__(self, part: str, reason: str) -> None:
        self.part, self.reason = part, reason
        super().__init__(f"{part} {reason}")


class SerializationError(UbndDigestError, ValueError):
    """JSON that is no digest of the schema, or a digest that JSON cannot hold.

    Attributes:
        path: where, such as ``"items[3].references[0].span"``; empty for the whole.
        expected: what belongs there, in English.
        found: what stands there.

    >>> str(SerializationError("title.span", "the text 'abc'", "'abd'"))
    "title.span: expected the text 'abc', found 'abd'"
    """

    def __init__(self, path: str, expected: str, found: str) -> None:
        self.path, self.expected, self.found = path, expected, found
        place = f"{path}: " if path else ""
        super().__init__(f"{place}expected {expected}, found {found}")


class UnknownKeyWarning(UserWarning):
    """JSON had keys that this version of the schema does not know; they were ignored.

    >>> issubclass(UnknownKeyWarning, UserWarning)
    True
    """


class PublisherWarning(UserWarning):
    """A package brings a publisher that cannot be used; it was passed over.

    >>> issubclass(PublisherWarning, UserWarning)
    True
    """


class UnknownPublisherError(UbndDigestError, LookupError):
    """A publisher that nobody registered; the message lists those that are.

    Attributes:
        publisher: what was asked for.
        known: the identifiers of the publishers that are registered.

    >>> str(UnknownPublisherError("vn-99", ("vn-09",)))
    "unknown publisher 'vn-99'; registered are: vn-09"
    """

    def __init__(self, publisher: str, known: tuple[str, ...]) -> None:
        self.publisher, self.known = publisher, known
        super().__init__(f"unknown publisher {publisher!r}; registered are: {', '.join(known) or 'none'}")


class PublisherError(UbndDigestError):
    """A publisher that cannot be used as it is registered.

    Attributes:
        publisher: its identifier.
        reason: what is wrong, in English.

    >>> str(PublisherError("vn-99", "another record has this identifier"))
    "publisher 'vn-99': another record has this identifier"
    """

    def __init__(self, publisher: str, reason: str) -> None:
        self.publisher, self.reason = publisher, reason
        super().__init__(f"publisher {publisher!r}: {reason}")


class MissingExtraError(UbndDigestError, ImportError):
    """A package is not installed that belongs to an extra of this library.

    Attributes:
        extra: the extra, such as ``"html"``.
        purpose: what it is needed for, in English.

    >>> str(MissingExtraError("html", "to read web pages"))
    'to read web pages, install the extra html: pip install "ubnd-digest[html]"'
    """

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra, self.purpose = extra, purpose
        super().__init__(f'{purpose}, install the extra {extra}: pip install "ubnd-digest[{extra}]"')


class UnreadableFileError(UbndDigestError, ValueError):
    """A file whose text cannot be read; the message says what the file is, and what would read it.

    Attributes:
        file: its name, as it was given.
        reason: what it is, and what would read it, in English.

    >>> str(UnreadableFileError("week.rtf", "a document in RTF: save it as .docx"))
    'week.rtf: a document in RTF: save it as .docx'
    """

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file}: {reason}")
