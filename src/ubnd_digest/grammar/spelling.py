"""Slips of the pen in the words of the grammar: one letter with a wrong mark, or without the one that it should have.

Every word of two syllables in the lists of the grammar files is read so, too: ``bệnh viên``, ``quyêt định``; and a few
words of one that stand before figures: ``sô 5``, ``Điêu 1``. Words of the language that are no slips are told in
``spelling.lark``. Words that run together are parted by the syllables of the lists: ``Đầu tưchủ trì``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, compress, groupby, pairwise
from typing import Any

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.grammar.records import apart, in_one
from ubnd_digest.grammar.tables import kept_value

_REMEMBERED = 1 << 15  # pairs of syllables that are remembered; of a text that has more, some are looked at again
_LONGEST_RUN = 24  # how long a word is at most that may be two, in characters
# How many pairs in capitals are looked for in the rest of a text.
_MOST_NAMES = 20
# Lists of spelling.lark: what is no slip; words of which a part is small; what stands before figures.
_OTHER, _WHOLE, _BEFORE_FIGURE = "OTHER_WORD", "WHOLE_WORD", "BEFORE_FIGURE"
_LETTERS = "[^\\W\\d_]+"
_LAST = lazily(f"{_LETTERS}\\Z")
_FIRST = lazily(f"{_LETTERS}")
_RUN = lazily(f"{_LETTERS}(?=[^\\w]*\\Z)")
_PHRASE = lazily(f"{_LETTERS}(?: {_LETTERS})*")


class Spelling:
    """Mends slips of the pen in a text; ``grammar`` has the words.

    >>> from ubnd_digest.grammar.grammar import common_grammar
    >>> Spelling(common_grammar()).mended("Bệnh viên Đa khoa", "bệnh viên đa khoa")
    ('Bệnh viện Đa khoa', [])
    >>> Spelling(common_grammar()).mended("Sở Y tếchủ trì", "sở y tếchủ trì")
    ('Sở Y tếchủ trì', [7])
    """

    def __init__(self, grammar: Grammar) -> None:
        self._pairs = _Pairs(grammar)
        self._place = grammar.pattern("BEFORE_PLACE")

    def mended(self, cased: str, folded: str) -> tuple[str, list[int]]:
        """A text with its slips mended, as long as it was, and where in it blanks are missing between words.

        ``folded`` has small letters and folded tones.
        """
        if folded.isascii():  # who writes without marks makes no slips with them
            return cased, []
        words = folded.split(" ")
        pairs = list(map(self._pairs.__getitem__, pairwise(words)))
        pieces: list[str] = []
        names: dict[str, bool] = {}
        missing: list[int] = []
        done = passed = 0
        space = -1  # the one behind the words that were passed
        for at in compress(range(len(pairs)), pairs):
            right = pairs[at] or ""
            space += len(" ".join(words[passed : at + 1])) + 1
            passed = at + 1
            if right[0] == " ":
                missing += _parted(cased, space + 1, words[at + 1], right)
                continue
            size = right.index(" ")
            first = space - size
            given = slice(first, first + len(right))
            # a syllable that makes a word with the one on its other side is no slip, nor is one of a longer phrase; on
            # the other side of a line end stands another syllable
            wrong = at + folded[given].startswith(right[: size + 1])
            beside = (number for number in (at - 1, at + 1) if 0 <= number < len(pairs))
            if any(pairs[number] == "" and words[max(number, at)].isalpha() for number in beside):
                continue
            near = max(at - 1, 0) if wrong == at else wrong
            if words[wrong].isalpha() and self._pairs.are_joined(*words[near : near + 2]):
                continue
            if first < done or _is_name(cased[given]):
                continue
            if cased[given].isupper() and self._is_loud_name(cased, folded, words[max(at - 1, 0)], given, names):
                continue
            pieces += (cased[done:first], _corrected(cased[given], folded[given], right))
            done = given.stop
        return ("".join((*pieces, cased[done:])) if pieces else cased), missing

    def _is_loud_name(self, cased: str, folded: str, before: str, given: slice, names: dict[str, bool]) -> bool:
        """Whether two words in capitals are a name: behind the class of a place, or elsewhere in the text written so.

        ``names`` has what was found out of the text so far.
        """
        if self._place.fullmatch(_group(_LAST.search(before))):
            return True
        pair = folded[given]
        if pair not in names and len(names) < _MOST_NAMES:
            found = re.finditer(re.escape(pair), folded)
            names[pair] = any(_is_name(cased[slice(*one.span())]) and cased[one.start()].isupper() for one in found)
        return names.get(pair, False)


@lru_cache(maxsize=16)  # parsers of one grammar share what they remember
def spelling_of(grammar: Grammar) -> Spelling:
    """The spelling of a grammar's words."""
    return Spelling(grammar)


class _Pairs(dict[tuple[str, str], "str | None"]):
    """What two words are that stand side by side: empty for a word of the lists, the right one for a slip, or None.

    Where the second one may be two that run together, it is a blank and the places in it at which it may be parted; two
    blanks, where only letters of which a name is short may end there.
    """

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        kept = kept_value("spelling", grammar.version, _read, lambda: _by_letters(grammar))
        self._words, self._joined, self._before_figures = kept
        self._other = grammar.pattern(_OTHER)
        self._number = grammar.pattern("SIGN_OF_NUMBER")
        self._no_part = grammar.pattern("NO_PART_OF_WORD")
        self._two = grammar.pattern("TWO_SYLLABLES")

    def __missing__(self, pair: tuple[str, str]) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        first, second = map(sys.intern, pair)  # few syllables make up all pairs
        self[first, second] = found = self._found(first, second)
        return found

    def are_joined(self, *pair: str) -> bool:
        """Whether two words stand side by side in some phrase of the lists."""
        return len(pair) == 2 and " ".join(_joint(*pair)) in self._joined

    def _found(self, first: str, second: str) -> str | None:
        before, behind = _joint(first, second)
        if before and second[:1].isdigit():
            return self._before_figure(before, second)
        if len(second) <= _LONGEST_RUN and self._two.search(second):
            return self._run_together(before, second)
        words = self._words.get(f"{_bare(before)} {_bare(behind)}")
        if words is None:
            return None
        right = words.split(",")
        word = f"{before} {behind}"
        if word in right:
            return ""
        near = [one for one in right if sum(map(str.__ne__, one, word)) == 1]
        if len(near) != 1 or word in self._joined or self._other.fullmatch(word):
            return None
        return None if any(map(self._no_part.fullmatch, (before, behind))) else near[0]

    @cached_property
    def _syllables(self) -> frozenset[str]:
        """The syllables of the lists; looked for when they are asked for, which is seldom."""
        return frozenset(chain.from_iterable(pair.split(" ") for pair in self._joined))

    def _run_together(self, before: str, word: str) -> str | None:
        """A blank, and where a word may be parted so that a syllable begins there; two where letters must end there."""
        run = _group(_RUN.search(word))
        if run.isascii():
            return None
        start = word.rfind(run)
        places = [at for at in range(1, len(run)) if run[at:] in self._syllables]
        whole = [at for at in places if run[:at] in self._syllables]
        if len(whole) > 1:  # (Ủy) ban|giao, and not (Ủy) bang|iao
            known = ((at, (f"{run[:at]} {run[at:]}", f"{before} {run[:at]}")) for at in whole)
            whole = [at for at, pairs in known if not self._joined.isdisjoint(pairs)]
            places = []
        found, sign = (whole, " ") if whole else (places, "  ")
        return sign + " ".join(str(start + at) for at in found) if found else None

    def _before_figure(self, before: str, figures: str) -> str | None:
        """What stands before figures, with the first of them, where it is a slip of a word that does; or None."""
        right = self._before_figures.get(_bare(before))
        if right is None or sum(map(str.__ne__, right, before)) != 1:
            return None
        no_slip = self._other.fullmatch(before) and not self._number.match(f"{right} {figures}")
        return None if no_slip else f"{right} {figures[0]}"


def _parted(cased: str, start: int, word: str, found: str) -> Iterator[int]:
    """Where a word of the text is two that run together: tưchủ · tỉnhBộ · CNcùng; none of one that is a name."""
    run = _group(_RUN.search(word))
    begin = start + word.rfind(run)
    places = [start + int(place) for place in found.split()]
    for place in places:
        first, second = cased[begin:place], cased[place : begin + len(run)]
        words = not found.startswith("  ") and first.islower()
        letters = first[1:] and first.isupper() and second.islower() and place - 1 not in places  # and not SYT|Sông
        if words or letters:
            yield place


def _joint(first: str, second: str) -> tuple[str, str]:
    """The syllables on both sides of a blank, each empty where another sign stands there."""
    before = first if first.isalpha() else _group(_LAST.search(first))
    behind = second if second.isalpha() else _group(_FIRST.match(second))
    return before, behind


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


def _by_letters(grammar: Grammar) -> tuple[str, str, str]:
    """The words of two syllables in the lists, by their letters; the syllables side by side; the words before figures.

    Four syllables in a row are taken for two words.
    """
    no_part = grammar.pattern("NO_PART_OF_WORD")
    words: dict[str, set[str]] = {}
    joined: set[str] = set()
    figures: dict[str, str] = {}
    for name, phrase in _phrases(grammar.files):
        if name == _BEFORE_FIGURE:
            figures[_bare(phrase)] = phrase
        joined.update(map(" ".join, pairwise(phrase.split(" "))))
        small_words = () if name == _WHOLE else filter(no_part.fullmatch, phrase.split(" "))
        for small, run in groupby(phrase.split(" "), frozenset(small_words).__contains__):
            syllables = list(run)
            if not small and len(syllables) in (2, 4):
                for word in map(" ".join, zip(syllables[::2], syllables[1::2], strict=True)):
                    words.setdefault(_bare(word), set()).add(word)
    right = {bare: ",".join(sorted(found)) for bare, found in words.items() if found != {bare}}
    return in_one(right), ",".join(sorted(joined)), in_one(figures)


def _phrases(files: Iterable[GrammarFile]) -> Iterator[tuple[str, str]]:
    """Syllables in a row, in the lists of some files, each with the name of its list."""
    from ubnd_digest.grammar.definitions import definitions
    from ubnd_digest.grammar.files import GrammarFile, folded
    from ubnd_digest.grammar.words import forms

    for file in files:
        for item in definitions(GrammarFile(file.name, folded(file.text))):
            if item.notation == "words" and item.name != _OTHER:
                yield from ((item.name, match.group()) for form in forms(item.body) for match in _PHRASE.finditer(form))


def _read(record: Any) -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    words, joined, figures = record
    return apart(words), frozenset(joined.split(",")), apart(figures)
