"""Web pages as files: their bytes as they were sent, or within a message: a page saved as a whole (MHTML), a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ubnd_digest.formats.encodings import AUTO, UndecidedError, characters, text_file
from ubnd_digest.formats.html.page import HtmlPage, read_html
from ubnd_digest.formats.letters import TCVN3, VNI, in_unicode, old_letters, weight
from ubnd_digest.formats.pages import Page
from ubnd_digest.model.errors import UnreadableFileError

if TYPE_CHECKING:
    from email.message import EmailMessage

_MOST_PARTS = 200  # how many parts of a message are looked at


def web_page(name: str, data: bytes, encoding: str, *, is_mail: bool) -> Page:
    """The page in the bytes of a file; of a message the first web page in it, or else the first text."""
    if not is_mail:
        return _page(name, data, encoding, None)
    part = _part(name, data)
    content = part.get_payload(decode=True)
    inside = content if isinstance(content, bytes) else b""
    if part.get_content_type() != "text/plain":
        return _page(name, inside, encoding, str(part.get("Content-Type", "")))
    charset = part.get_content_charset()
    try:
        return text_file(inside, encoding)
    except UndecidedError as error:  # what the message says of itself comes last: it is often wrong
        try:
            return text_file(inside, charset or "")
        except (LookupError, UndecidedError):
            raise UnreadableFileError(name, str(error)) from error


def _page(name: str, data: bytes, encoding: str, content_type: str | None) -> HtmlPage:
    try:
        if encoding in (TCVN3, VNI):
            source = characters(data, "cp1252")[0] if not _is_utf8(data) else data.decode()
            return read_html(in_unicode(source, encoding))
        if encoding != AUTO:
            return read_html(characters(data, encoding)[0])
    except UndecidedError as error:
        raise UnreadableFileError(name, str(error)) from error
    page = read_html(data, content_type=content_type)
    source, text = page.source, page.text
    if not (page.encoding or "").startswith("utf"):
        source = data.decode("cp1252", "replace")  # whose characters the fonts draw
        text = "" if weight(page.text) else read_html(source).text
    letters = old_letters(text)
    return read_html(in_unicode(source, letters)) if letters else page


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _part(name: str, data: bytes) -> EmailMessage:
    """The part of a message that is read."""
    import email
    from email import policy
    from itertools import islice

    try:
        message = email.message_from_bytes(data, policy=policy.default)
        parts = [*islice(message.walk(), _MOST_PARTS)]
        for wanted in ("text/html", "application/xhtml+xml", "text/plain"):
            for part in parts:
                if part.get_content_type() == wanted and not part.is_multipart():
                    return part
    except (RecursionError, ValueError, LookupError, AttributeError, IndexError, TypeError) as error:
        raise UnreadableFileError(name, f"a damaged message (MHTML): {error}") from error
    raise UnreadableFileError(name, "a message (MHTML) without text")
