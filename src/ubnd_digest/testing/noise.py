"""Texts as other keyboards, editors and portals would have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from hypothesis import strategies as st

from ubnd_digest.grammar.grammar import common_grammar
from ubnd_digest.model.blanks import INVISIBLE
from ubnd_digest.model.text import DASHES, SPACES
from ubnd_digest.model.tones import TONE_SPELLINGS


def noisy(text: str) -> st.SearchStrategy[str]:
    r"""The same text as other keyboards, editors and portals would have it.

    Spaces, dashes, the case of words, the spelling of tone marks, the Unicode form and the line ends
    vary. Words are only written in capitals or with a capital first letter: small letters would
    make another word of some. The symbols of documents and Roman numerals keep their case.

    Args:
        text: any text, in composed letters.

    >>> from hypothesis import find
    >>> find(noisy("ngày 30/5 - 05/6"), lambda text: text.isupper() and "\u2013" in text).replace("  ", " ")
    'NGÀY 30/5 – 05/6'
    """
    changes = st.lists(st.sampled_from(_CHANGES), max_size=len(_CHANGES), unique=True)
    return st.builds(_changed, st.just(text), changes.map(frozenset), st.randoms(use_true_random=True))


def _changed(text: str, changes: frozenset[Callable[[str, Random], str]], random: Random) -> str:
    for change in _CHANGES:
        if change in changes:
            text = change(text, random)
    return text


_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_ROMAN = re.compile(r"[IVXivx]+")
_NEW = {new: old for new, old in TONE_SPELLINGS.items() if not new.startswith("q")}
_SPELLINGS = {**_NEW, **{old: new for new, old in _NEW.items()}}
_SYLLABLE = re.compile(f"(?<![qQ])(?:{'|'.join(sorted(_SPELLINGS, key=len, reverse=True))})", re.IGNORECASE)


def _respelt(text: str, random: Random) -> str:
    """Tone marks of oa, oe, uy on the other vowel."""

    def other(match: re.Match[str]) -> str:
        syllable = match.group()
        spelt = _SPELLINGS.get(syllable.lower())
        if spelt is None or random.random() < 0.5:
            return syllable
        return "".join(new.upper() if old.isupper() else new for old, new in zip(syllable, spelt, strict=True))

    return _SYLLABLE.sub(other, text)


def _recased(text: str, random: Random) -> str:
    """Lines and words in capitals, words with a capital first letter."""
    return "".join(_recased_line(line, random) for line in text.splitlines(keepends=True))


def _recased_line(line: str, random: Random) -> str:
    kept = {at for run in common_grammar().pattern("SYMBOL_RUN").finditer(line) for at in range(*run.span())}
    capitals = random.random() < 0.2

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() in kept or _ROMAN.fullmatch(word):
            return word
        drawn = 0.0 if capitals else random.random()
        if drawn < 0.1:
            return word.upper()
        return word[:1].upper() + word[1:] if drawn < 0.2 else word

    return _WORD.sub(other, line)


def _dashed(text: str, random: Random) -> str:
    """Other dashes."""
    return re.sub("-", lambda _: random.choice(DASHES) if random.random() < 0.5 else "-", text)


def _respaced(text: str, random: Random) -> str:
    """Other spaces, and more of them; invisible characters beside them; spaces at the ends of lines."""
    pieces = []
    for character in text:
        if character == " " and random.random() < 0.3:
            pieces.append(random.choice((*SPACES, "  ", " \u00a0", *(f" {other}" for other in INVISIBLE))))
        elif character == "\n" and random.random() < 0.3:
            pieces.append(random.choice((" \n", "\u00a0\n", "\n ", "\n\t")))
        else:
            pieces.append(character)
    return "".join(pieces)


def _decomposed(text: str, random: Random) -> str:
    """Decomposed letters, everywhere or in some words."""
    if random.random() < 0.5:
        return unicodedata.normalize("NFD", text)
    return " ".join(unicodedata.normalize("NFD", word) if random.random() < 0.5 else word for word in text.split(" "))


def _with_line_ends(text: str, random: Random) -> str:
    """The line ends of another system."""
    return text.replace("\n", random.choice(("\r\n", "\r", "\u2028")))


# In this order: spellings and case are changed while the letters are composed.
_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _respelt,
    _recased,
    _dashed,
    _respaced,
    _decomposed,
    _with_line_ends,
)
