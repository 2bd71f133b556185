"""One spelling of the tone marks, whichever vowel has them."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Of two vowels, the second has the tone in the first row, the first has it in the second: whatever word it is.
_TONE_ON_SECOND = ("i\u00ea", "y\u00ea", "u\u00f4", "\u01b0\u01a1", "u\u00e2", "u\u01a1", "u\u00ea")
_TONE_ON_FIRST = (
    *("ay", "\u00e2y", "ai", "ao", "au", "\u00e2u", "eo", "\u00eau"),
    *("oi", "\u00f4i", "\u01a1i", "\u01b0i", "\u01b0u", "\u01b0a"),
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
        spellings[f"u\u01a1{tone}"] = f"\u01b0\u01a1{tone}"  # a slip: the horn of the first letter was left out
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


# The second letter of two that may be spelt otherwise: to look back from it is quicker than to try all at each vowel.
_FIRSTS = "".join(sorted({spelling[0] for spelling in TONE_SPELLINGS if len(spelling) == 2}))
_SECONDS = "".join(sorted({spelling[1] for spelling in TONE_SPELLINGS if len(spelling) == 2}))
_SUSPECT = re.compile(f"[{_SECONDS}](?<=[{_FIRSTS}].)")
_PAIRS = frozenset(spelling[at : at + 2] for spelling in TONE_SPELLINGS for at in range(len(spelling) - 1))


# The horn of the first of two letters was left out, in a closed syllable; and not: open ones, and qu.
_HORN_LEFT_OUT = re.compile(
    f"(?<![qQ])u(?=[{unicodedata.normalize('NFC', ''.join(chr(0x1A1) + tone for tone in ('', *_TONES)))}][^\\W\\d_])"
)


def with_horns(text: str) -> str:
    """Write the horn of a letter that a slip of the pen left out; all else stays as it is.

    >>> with_horns("Nhà nuớc, thuở")
    'Nhà nước, thuở'
    """
    return _HORN_LEFT_OUT.sub("\u01b0", text)


def fold_tones(text: str) -> str:
    """Write every tone mark of oa, oe, uy on the first vowel, and one on the wrong vowel on the right one.

    The length stays.

    >>> fold_tones("uỷ ban, hoà bình, quí I")
    'ủy ban, hòa bình, qúy I'
    """
    pieces: list[str] = []
    done = 0
    for match in _SUSPECT.finditer(text):
        at = match.start()
        if text[at - 1 : at + 1] not in _PAIRS:
            continue
        for start, end in ((at - 2, at + 1), (at - 1, at + 2), (at - 1, at + 1)):
            spelt = TONE_SPELLINGS.get(text[start:end]) if start >= done else None
            if spelt:
                pieces += (text[done:start], spelt)
                done = end
                break
    return "".join((*pieces, text[done:])) if pieces else text
