"""What is shown to people, in the languages of ``grammars/messages/``: a file an area, a message a key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ubnd_digest.model.words import toml

ENGLISH: Final = "en"
LANGUAGES: Final = (ENGLISH, "vi")
# Columns whose values are words for people, in the area "values".
CODES: Final = frozenset({"relation", "role", "precision", "part", "severity"})


def texts(area: str) -> Mapping[str, Mapping[str, str]]:
    """The messages of an area, by their keys and languages."""
    return toml(f"messages/{area}.toml")


def checked_language(lang: str) -> str:
    """The same language; a ``ValueError`` for one in which there are no messages.

    >>> checked_language("fr")
    Traceback (most recent call last):
    ValueError: there are no messages in 'fr': en, vi
    """
    if lang not in LANGUAGES:
        raise ValueError(f"there are no messages in {lang!r}: {', '.join(LANGUAGES)}")
    return lang


@cache
def messages(area: str, lang: str) -> Mapping[str, str]:
    """The messages of an area in a language, by their keys.

    >>> messages("kinds", "en")["dates"]
    'Date'
    """
    checked_language(lang)
    return {key: said[lang] for key, said in texts(area).items()}


# ---- by the English text ----------------------------------------------------------------------

# Messages are written in English where they are made; others are looked up by it, so that English reads no file.


@cache
def by_english(area: str, lang: str) -> Mapping[str, str]:
    """The messages of an area in a language, by what they are in English."""
    return {said[ENGLISH]: said[lang] for said in texts(area).values()}


@cache
def _forms(area: str, lang: str, *, by_key: bool = False) -> list[tuple[re.Pattern[str], str]]:
    """The messages with braces as patterns, those with the most letters of their own first."""
    said_by = messages(area, lang) if by_key else by_english(area, lang)
    forms = [(re.split(r"\{(\w+)\}", form), said) for form, said in said_by.items() if "{" in form]
    forms.sort(key=lambda form: -sum(map(len, form[0][::2])))
    return [(re.compile(_pattern(parts), re.DOTALL), said) for parts, said in forms]


def _pattern(parts: list[str]) -> str:
    return "".join(f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))


def in_language(message: str, lang: str, *areas: str, names: Mapping[str, str] | None = None) -> str:
    """A message that was made in English in a language; the message itself where the catalogue does not have it.

    What stands in it in the place of braces stays, but for days, and for what the areas, or ``names``, have words for.
    In a message, ``{number+1}`` is a number of an item as readers count, from 1.

    >>> in_language("item 4 has the same heading", "vi", "diagnostics").endswith("5")
    True
    >>> in_language("no such message", "vi", "diagnostics")
    'no such message'
    """
    if checked_language(lang) == ENGLISH:
        return message
    return _found(message, lang, areas, names or {}) or message


def told_in(message: str, lang: str, *areas: str) -> str:
    """The same, where names may stand before the message, each with a colon, which stay.

    >>> told_in("a.zip: an empty file", "vi", "errors").startswith("a.zip: ")
    True
    """
    begin = 0
    while lang != ENGLISH:
        said = in_language(message[begin:], lang, *areas)
        if said != message[begin:]:
            return message[:begin] + said
        begin = message.find(": ", begin) + 2
        if begin == 1:
            break
    return message


def by_name(area: str, name: str, lang: str) -> str:
    """The words of an area for a name in a language; the name itself where it has none.

    >>> by_name("reasons", "the symbol NĐ-CP", "en"), by_name("reasons", "in brackets", "en")
    ('the symbol NĐ-CP', 'stands in brackets')
    """
    said = messages(area, lang).get(name)
    if said is not None:
        return said
    matches = ((pattern.fullmatch(name), form) for pattern, form in _forms(area, lang, by_key=True))
    return next((form.format_map(match.groupdict()) for match, form in matches if match), name)


def day_in(day: str, lang: str) -> str:
    """A day in ISO 8601 as readers of a language write it.

    >>> day_in("2026-03-05", "vi")
    '05/03/2026'
    """
    year, month, number = map(int, day.split("-"))
    return messages("view", lang)["day"].format(year=year, month=month, day=number)


def _found(message: str, lang: str, areas: tuple[str, ...], names: Mapping[str, str]) -> str | None:
    for area in areas:
        said = by_english(area, lang).get(message)
        if said is not None:
            return said
        for pattern, form in _forms(area, lang):
            match = pattern.fullmatch(message)
            if match:
                return _filled(form, match.groupdict(), lang, areas, names)
    return None


def _filled(form: str, given: Mapping[str, str], lang: str, areas: tuple[str, ...], names: Mapping[str, str]) -> str:
    values: dict[str, str] = {}
    for key, value in given.items():
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            values[key] = day_in(value, lang)
        else:
            values[key] = names.get(value) or _found(value, lang, areas, {}) or value
        if re.fullmatch(r"[0-9]{1,9}", value):
            values[f"{key}+1"] = str(int(value) + 1)
    return form.format_map(values)
