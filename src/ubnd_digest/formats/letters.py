"""Vietnamese in the letters of old fonts: TCVN3 (ABC) and VNI, by the tables of ``grammars/letters.toml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ubnd_digest.formats.html.places import Places
from ubnd_digest.model.words import toml

TCVN3: Final = "tcvn3"
VNI: Final = "vni"
_LOOKED_AT = 20_000  # how much of a text is looked at, in characters
# So many frequent words of Vietnamese are in no text in old letters.
_SURE: Final = 10
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _pattern(letters: str) -> re.Pattern[str]:
    # the longest first: a letter with its mark and tone, before the letter alone
    written = sorted(toml("letters.toml")[letters], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, written)))


def in_unicode(text: str, letters: str) -> str:
    """A text in the letters of ``tcvn3`` or ``vni``, in Unicode.

    >>> in_unicode("QuyÕt ®Þnh", TCVN3) == in_unicode("Quyeát ñònh", VNI)
    True
    """
    table: dict[str, str] = toml("letters.toml")[letters]
    return _pattern(letters).sub(lambda match: table[match[0]], text)


def converted(text: str, letters: str) -> tuple[str, Places]:
    """The same, with the way back."""
    table: dict[str, str] = toml("letters.toml")[letters]
    places, pieces, at = Places(), list[str](), 0
    for match in _pattern(letters).finditer(text):
        if at < match.start():
            pieces.append(text[at : match.start()])
            places.add(pieces[-1], at, match.start())
        pieces.append(table[match[0]])
        places.add(pieces[-1], *match.span())
        at = match.end()
    if at < len(text):
        pieces.append(text[at:])
        places.add(pieces[-1], at, len(text))
    return "".join(pieces), places


def weight(text: str) -> int:
    """How many words of a text, at its beginning, are frequent words of Vietnamese with their marks."""
    known = frozenset(toml("letters.toml")["words"])
    head = unicodedata.normalize("NFC", text[:_LOOKED_AT]).casefold()
    return sum(word in known for word in _WORD.findall(head))


def old_letters(text: str) -> str | None:
    """In which letters of old fonts a text is; None for one in Unicode, and where its words do not decide.

    >>> old_letters("QuyÕt ®Þnh sè 7 cña UBND tØnh"), old_letters("Quyết định số 7 của UBND tỉnh")
    ('tcvn3', None)
    """
    head = text[:_LOOKED_AT]
    own = weight(head)
    if head.isascii() or own >= _SURE:
        return None
    weights = {letters: weight(in_unicode(head, letters)) for letters in (TCVN3, VNI)}
    best = max(weights, key=lambda letters: weights[letters])
    rest = max(own, *(weights[other] for other in weights if other != best))
    return best if weights[best] > 2 * rest + 1 else None
