"""Slips of the pen in the words of the grammar: one letter with a wrong mark, or without the one that it should have.

Every word of two syllables in the lists of the grammar files is read so, too: ``bệnh viên``, ``quyêt định``. Words of
the language that are no slips are told in ``spelling.lark``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, compress, groupby, pairwise
from typing import TYPE_CHECKING, Any

from ubnd_digest.grammar.tables import kept_value

if TYPE_CHECKING:
    from ubnd_digest.grammar.files import GrammarFile
    from ubnd_digest.grammar.grammar import Grammar

# Pairs of syllables that are remembered; of a text that has more, some are looked at again.
_REMEMBERED = 1 << 15
_OTHER = "OTHER_WORD"
_LETTERS = "[^\\W\\d_]+"
_LAST = re.compile(f"{_LETTERS}$")
_FIRST = re.compile(f"{_LETTERS}")
_PHRASE = re.compile(f"{_LETTERS}(?: {_LETTERS})*")


class Spelling:
    """Mends slips of the pen in a text; ``grammar`` has the words.

    >>> from ubnd_digest.grammar.grammar import common_grammar
    >>> Spelling(common_grammar()).mended("Bệnh viên Đa khoa", "bệnh viên đa khoa")
    'Bệnh viện Đa khoa'
    """

    def __init__(self, grammar: Grammar) -> None:
        self._pairs = _Pairs(grammar)

    def mended(self, cased: str, folded: str) -> str:
        """A text with its slips mended; the length stays.

        Args:
            cased: the text.
            folded: the same in small letters, tone marks in one place.
        """
        words = folded.split(" ")
        pairs = list(map(self._pairs.__getitem__, pairwise(words)))
        if not any(pairs):
            return cased
        ends = list(accumulate(map(len, words)))
        pieces: list[str] = []
        done = 0
        for at, right in compress(enumerate(pairs), pairs):
            # "đôn đốc thực hiện": what belongs to the word before or after it is no part of another one
            if not right or "" in (pairs[at - 1] if at else None, *pairs[at + 1 : at + 2]):
                continue
            first = ends[at] + at - right.index(" ")
            given = slice(first, first + len(right))
            if first < done or _is_name(cased[given]):
                continue
            pieces += (cased[done:first], _corrected(cased[given], folded[given], right))
            done = given.stop
        return "".join((*pieces, cased[done:]))


class _Pairs(dict[tuple[str, str], "str | None"]):
    """What two words are that stand side by side: empty for a word of the lists, the right one for a slip, or None."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._words: Mapping[str, list[str]] = kept_value(
            "spelling", grammar.version, _read, lambda: _by_letters(grammar)
        )
        self._other = grammar.pattern(_OTHER)
        self._no_part = grammar.pattern("NO_PART_OF_WORD")

    def __missing__(self, pair: tuple[str, str]) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[pair] = found = self._found(*pair)
        return found

    def _found(self, first: str, second: str) -> str | None:
        before = first if first.isalpha() else _group(_LAST.search(first))
        behind = second if second.isalpha() else _group(_FIRST.match(second))
        if not before or not behind:
            return None
        word = f"{before} {behind}"
        right = self._words.get(f"{_bare(before)} {_bare(behind)}")
        if right is None:
            return None
        if word in right:
            return ""
        near = [one for one in right if sum(map(str.__ne__, one, word)) == 1]
        if len(near) != 1 or self._other.fullmatch(word) or any(map(self._no_part.fullmatch, word.split(" "))):
            return None
        return near[0]


def _group(match: re.Match[str] | None) -> str:
    return match.group() if match else ""


@lru_cache(maxsize=1 << 13)  # of the syllables of the language, nearly all that are written
def _bare(word: str) -> str:
    """The letters of a word without any mark, one for one."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in word).replace("\u0111", "d")


def _is_name(given: str) -> bool:
    """Whether two words are a proper name: Quang Bình, (Nguyễn) Văn Hòa."""
    return given.partition(" ")[2][:1].isupper() and not given.isupper()


def _corrected(cased: str, folded: str, right: str) -> str:
    """The syllable that is wrong as it should be, in its own case; the other one as it is."""
    parts = zip(cased.split(" "), folded.split(" "), right.split(" "), strict=True)
    return " ".join(given if small == other else _in_case(other, given) for given, small, other in parts)


def _in_case(right: str, given: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(right, given, strict=True))


def _by_letters(grammar: Grammar) -> dict[str, list[str]]:
    """The words of two syllables, by their letters without marks."""
    found: dict[str, set[str]] = {}
    for word in _words(grammar.files, grammar.pattern("NO_PART_OF_WORD")):
        bare = _bare(word)
        if bare != word:
            found.setdefault(bare, set()).add(word)
    return {bare: sorted(words) for bare, words in found.items()}


def _words(files: Iterable[GrammarFile], no_part: re.Pattern[str]) -> Iterator[str]:
    """The words of two syllables in the lists of some files; four in a row are taken for two of them."""
    from ubnd_digest.grammar.definitions import definitions
    from ubnd_digest.grammar.files import GrammarFile, folded
    from ubnd_digest.grammar.words import forms

    for file in files:
        for item in definitions(GrammarFile(file.name, folded(file.text))):
            if item.notation != "words" or item.name == _OTHER:
                continue
            for phrase in (match.group() for form in forms(item.body) for match in _PHRASE.finditer(form)):
                for joined, run in groupby(phrase.split(" "), lambda one: bool(no_part.fullmatch(one))):
                    syllables = list(run)
                    if not joined and len(syllables) in (2, 4):
                        yield from map(" ".join, zip(syllables[::2], syllables[1::2], strict=True))


def _read(record: Any) -> dict[str, list[str]]:
    if not isinstance(record, dict) or not all(isinstance(words, list) for words in record.values()):
        raise ValueError("no words")
    return record
