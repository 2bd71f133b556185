"""What is shown to people, in the languages of ``grammars/messages.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

ENGLISH: Final = "en"


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    import tomllib
    from importlib.resources import files

    found: dict[str, Any] = tomllib.loads((files("ubnd_digest.grammars") / "messages.toml").read_text(encoding="utf-8"))
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages in which messages are written.

    >>> languages()
    ('en', 'vi')
    """
    return tuple(dict.fromkeys(lang for area in _data().values() for texts in area.values() for lang in texts))


def checked_language(lang: str) -> str:
    """The same language; a ``ValueError`` for one in which there are no messages.

    >>> checked_language("fr")
    Traceback (most recent call last):
    ValueError: there are no messages in 'fr': en, vi
    """
    if lang not in languages():
        raise ValueError(f"there are no messages in {lang!r}: {', '.join(languages())}")
    return lang


@cache
def messages(area: str, lang: str) -> Mapping[str, str]:
    """The messages of an area, by their keys.

    >>> messages("kinds", "en")["dates"]
    'Date'
    """
    checked_language(lang)
    return {key: texts.get(lang, texts[ENGLISH]) for key, texts in _data()[area].items()}
