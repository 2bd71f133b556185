"""One spelling of the tone marks, whichever vowel has them."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Of two vowels, the second has the tone in the first row, the first has it in the second: whatever word it is.
_TONE_ON_SECOND = ("i\u00ea", "y\u00ea", "u\u00f4", "\u01b0\u01a1", "u\u00e2", "u\u01a1", "u\u00ea")
_TONE_ON_FIRST = (
    "ay",
    "\u00e2y",
    "ai",
    "ao",
    "au",
    "\u00e2u",
    "eo",
    "\u00eau",
    "oi",
    "\u00f4i",
    "\u01a1i",
    "\u01b0i",
    "\u01b0u",
    "\u01b0a",
)


def _tone_spellings() -> dict[str, str]:
    """The spelling with the tone on the second vowel -> the one with it on the first; and slips of the pen.

    Decision 240/QĐ of 1984 (Ministry of Education) puts the mark of an open syllable on the
    second vowel of oa, oe, uy; the older custom puts it on the first. Both are in use. The
    view knows only the older one, in closed syllables too: grammar words are folded alike.
    """
    spellings = {}
    for tone in _TONES:
        for first, second in ("oa", "oe", "uy"):
            spellings[f"{first}{second}{tone}"] = f"{first}{tone}{second}"
        spellings[f"qui{tone}"] = f"qu{tone}y"  # two spellings of one syllable: quí, quý
        spellings[f"cua{tone}"] = f"cu{tone}a"
        # longer ones first, so that no other spelling is found in them
        spellings[f"uy{tone}\u00ea"] = f"uy\u00ea{tone}"
        for pair in ("ai", "ay", "ao", "eo"):
            spellings[f"o{pair}{tone}"] = f"o{pair[0]}{tone}{pair[1]}"
        for first, second in map(tuple, _TONE_ON_SECOND):
            spellings[f"{first}{tone}{second}"] = f"{first}{second}{tone}"
        for first, second in map(tuple, _TONE_ON_FIRST):
            spellings[f"{first}{second}{tone}"] = f"{first}{tone}{second}"
    return {unicodedata.normalize("NFC", new): unicodedata.normalize("NFC", old) for new, old in spellings.items()}


TONE_SPELLINGS = _tone_spellings()


def _classes_of_spellings() -> str:
    """Two classes of letters for all spellings of two letters: quicker than all of them, one by one."""
    by_second: dict[str, set[str]] = {}
    for first, second in (tuple(pair) for pair in TONE_SPELLINGS if len(pair) == 2):
        by_second.setdefault(second, set()).add(first)
    by_firsts: dict[str, set[str]] = {}
    for second, firsts in by_second.items():
        by_firsts.setdefault("".join(sorted(firsts)), set()).add(second)
    pairs = (f"[{firsts}][{''.join(sorted(seconds))}]" for firsts, seconds in sorted(by_firsts.items()))
    return "|".join((*sorted(pair for pair in TONE_SPELLINGS if len(pair) > 2), *pairs))


_NEW_SPELLING = re.compile(_classes_of_spellings())


def fold_tones(text: str) -> str:
    """Write every tone mark of oa, oe, uy on the first vowel; the length stays.

    >>> fold_tones("uỷ ban, hoà bình, quí I")
    'ủy ban, hòa bình, qúy I'
    """
    return _NEW_SPELLING.sub(lambda match: TONE_SPELLINGS[match.group()], text)
