"""The one function of the page that users call; what makes it is loaded when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ubnd_digest.model.digest import Digest, checked_digest
from ubnd_digest.model.messages import ENGLISH


def to_html(
    digests: Digest | Iterable[Digest],
    *,
    names: Sequence[str] = (),
    lang: str = ENGLISH,
    evidence: bool = True,
    unreadable: Mapping[str, str] | None = None,
) -> str:
    """A page to look at, of one digest or of several: one file that needs no other, and no network.

    It has the texts with what was found in them, the duties with a timeline, the documents with what rests on what,
    and the diagnostics. Nothing of a digest is read as markup, and no script runs but the page's own. The time grows
    with the texts.

    Args:
        digests: a digest, or any number of them.
        names: what they are called, such as the names of their files; by their days, else their titles, without it.
        lang: the language of what the page itself says: ``"en"`` or ``"vi"``.
        evidence: whether the cards tell why a mention was read so, for which each text is read once more.
        unreadable: the names of files that could not be read, with the reasons, to be told in the page.

    Returns:
        The page, to be written in UTF-8.

    Raises:
        TypeError: when it is no digest, and no iterable of digests.
        ValueError: for a language without messages, or as many names as there are no digests.

    >>> from ubnd_digest import parse
    >>> page = to_html(parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026."), lang="vi")
    >>> page.startswith("<!doctype html>"), "://" in page, page.count("<script")
    (True, False, 2)
    """
    from ubnd_digest.formats.view.labels import Labels
    from ubnd_digest.formats.view.page import page

    labels = Labels(lang)
    if not isinstance(digests, (Digest, Iterable)):
        raise TypeError(f"to_html takes a Digest, or several, not {type(digests).__name__}")
    given = [digests] if isinstance(digests, Digest) else [checked_digest("to_html", digest) for digest in digests]
    if names and len(names) != len(given):
        raise ValueError(f"{len(given)} digests need as many names, not {len(names)}")
    return page(given, names, labels, evidence=evidence, unreadable=unreadable or {})
