"""The text as given, the folded view in which it is read, and the way back.

Recognition works on a folded view: one kind of space, dash and slash, composed letters,
one spelling of the tone marks, lower case. Most folds keep the length; where one does not
(decomposed letters, runs of spaces, zero-width characters, spaces that are missing beside a sign or stand
where nobody writes them) the view keeps a table of breaks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy

from ubnd_digest.model.blanks import INVISIBLE, with_blanks, without_line_ends
from ubnd_digest.model.capitals import views, views_again
from ubnd_digest.model.tones import fold_tones
from ubnd_digest.model.tuples import NamedTuple

# One character for another: the length stays. Line ends of every kind become "\n"; in "\r\n" the
# second half becomes a space, so that the pair stays two characters until spaces before a line are dropped.
SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x1f"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_SLASHES = "\u2044\u2215\uff0f"
_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\n|[\n{_LINE_ENDS}]")
_LONGER_BELOW = "\u0130"  # the only letter whose lower case is longer than itself
_REPLACED: tuple[tuple[str, str], ...] = (
    ("\r\n", "\n "),
    *((sign, " ") for sign in SPACES),
    *((sign, "-") for sign in DASHES),
    *((sign, "/") for sign in _SLASHES),
    *((sign, "\n") for sign in _LINE_ENDS),
    ("\u00d0", "\u0110"),  # ETH written for D WITH STROKE
    ("\u00f0", "\u0111"),
    ("\u0189", "\u0110"),  # AFRICAN D, which looks the same
    (_LONGER_BELOW, "I"),
)

_MARKS = "\u0300-\u036f"
_MARK = re.compile(f"[{_MARKS}]")
_ODD = re.compile(f"[{_MARKS}{INVISIBLE}]")
# A sign between two words whose spaces were left out: "các xã,phường", "Ban Chỉ đạo(BCĐ)", "Phong Nha-Kẻ Bàng".
_SPACED = {",": ", ", ";": "; ", ":": ": ", "(": " (", "-": " - "}
_BELOW = f"a-z\xdf-\xff\u0103\u0111\u0129\u0169\u01a1\u01b0\u1ea1-\u1ef9{_MARKS}"
_ABOVE = "A-Z\xc0-\xde\u0102\u0110\u0128\u0168\u01a0\u01af\u1ea0-\u1ef8"
# All begin at their sign, for the engine looks for one of some signs much faster than for what stands around them.
_GLUED = f"(?<=[,;:])(?=[^\\W\\d_])|(?<=[{_BELOW}][(])|(?<=[{_BELOW}]-)(?=[{_ABOVE}][{_BELOW}])"
# Blanks that belong nowhere: before a comma, inside brackets, in a number: "các sở , ngành", "( BCĐ )", "12/ QĐ-UBND".
_CODE = "[A-Z\u0110]{2,11}-"
_LONGEST_CODE = 12
_LOOSE = f"(?=[,;:)](?!\\d))|(?<=\\( )|(?<=[0-9]/ )(?={_CODE})"
_LOOSE_BLANK = re.compile(f" (?:{_LOOSE})")
_GLUED_OR_LOOSE = re.compile(f"[-,;:()/](?:{_GLUED}|(?<= [,;:)])(?!\\d)|(?<=\\()(?= )|(?<=[0-9]/)(?= {_CODE}))")
# Blanks at both ends of a line are dropped. Unicode knows no text with more than 30 marks on a letter (UAX #15,
# stream-safe format).
_IRREGULAR = re.compile(
    f"[- {INVISIBLE}{_MARKS},;:(](?:(?<=[ {INVISIBLE}])(?:[ {INVISIBLE}]*(?=\n|\\Z)|[ {INVISIBLE}]+|(?<=[{INVISIBLE}])"
    f"|(?<=\n )|(?<=\\A )|{_LOOSE})|(?<=[{_MARKS}])[{_MARKS}]{{0,29}}|{_GLUED})"
)


def single_spaced(text: str) -> str:
    """A text with its white space folded: single spaces, none at its ends.

    >>> single_spaced(" Sở\u00a0  Y tế ")
    'Sở Y tế'
    """
    return " ".join(text.split())


def shown(text: str) -> str:
    r"""A text on one line of a terminal: composed letters, single spaces, nothing invisible.

    >>> shown("Sở\u200b \n Y tế")
    'Sở Y tế'
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(character for character in folded if character.isprintable())


def plain_words(text: str) -> str:
    """A text in composed letters with single spaces, plain dashes and nothing invisible, in its own case.

    >>> plain_words("Kế\u200b hoạch\u00a0 –  UBND") == "Kế hoạch - UBND"
    True
    """
    return single_spaced(View(text).cased)


def folded_words(text: str) -> str:
    """The words of a text without regard to spacing, case, dashes, tone marks and Unicode form.

    >>> folded_words("UỶ  ban\u00a0Nhân dân") == folded_words("ủy ban nhân dân")
    True
    """
    return single_spaced(View(text).folded)


class Area(NamedTuple):
    """Two offsets into a text, a folded view or a page, the second one exclusive."""

    start: int
    end: int


def lines_of(text: str) -> list[Area]:
    r"""Where the lines of a text stand, without their ends; every sign that ends a line in the view counts.

    >>> [text[slice(*line)] for text in ["a\r\nb\u2028"] for line in lines_of(text)]
    ['a', 'b', '']
    """
    found = []
    start = 0
    for sign in _LINE_END.finditer(text):
        found.append(Area(start, sign.start()))
        start = sign.end()
    return [*found, Area(start, len(text))]


class View:
    r"""A folded view of a text, and the way back to offsets of the text itself.

    ``symbols`` is the pattern of runs that keep their case (document symbols). ``joined`` says which line ends, counted
    from 0, stand in mid-sentence, and what stands there in the view: a space, or nothing. ``mended`` mends slips of the
    pen: it is given the view in its own case and in small letters, and gives the former, as long as it was, and where
    in it blanks are missing. With one of them ``names`` is the view in which names are matched, as
    ``model/capitals.py`` makes it.

    >>> View("Sở Y\r\ntế", joined={0: " "}).folded, View("12/QĐ-\nUBND", joined={0: ""}).cased
    ('sở y tế', '12/QĐ-UBND')
    """

    __slots__ = ("_breaks", "_shifts", "cased", "folded", "names", "text")

    def __init__(
        self,
        text: str,
        symbols: re.Pattern[str] | None = None,
        joined: Mapping[int, str] | None = None,
        mended: Callable[[str, str], tuple[str, Sequence[int]]] | None = None,
    ) -> None:
        self.text = text
        self._breaks: list[int] = []
        self._shifts: list[int] = []
        plain = text
        for sign, other in _REPLACED:
            plain = plain.replace(sign, other)
        if joined:
            plain = without_line_ends(plain, joined)
        uneven = "  " in plain or " \n" in plain or "\n " in plain or " " in (plain[:1], plain[-1:])
        if uneven or _ODD.search(plain) or _GLUED_OR_LOOSE.search(plain):
            plain = self._compact(plain)
        if not (symbols or mended):
            self.cased, self.folded = plain, fold_tones(plain.lower())
            self.names = self.folded
            return
        self.names, small = views(plain)
        right, missing = mended(plain, small) if mended else (plain, ())
        if missing:
            plain, self._breaks, self._shifts = with_blanks(right, missing, self._breaks, self._shifts)
            self.names, small = views(plain)
        elif right is not plain:
            self.names, small = views_again((self.names, small), plain, right)
            plain = right
        self.cased = plain
        self.folded = _keep_case(plain, small, symbols) if symbols else small

    def _compact(self, plain: str) -> str:
        """Compose letters, squeeze spaces, drop what is invisible; note where offsets shift."""
        pieces: list[str] = []
        length = done = 0
        breaks, shifts = self._breaks, self._shifts
        for match in _IRREGULAR.finditer(plain):
            start, end = match.span()
            spaced = _SPACED.get(match.group(), "")
            if spaced and not _is_glued(plain, start):
                continue
            if _MARK.match(plain, start):
                start = max(start - 1, done)
                new = unicodedata.normalize("NFC", plain[start:end]).replace(_LONGER_BELOW, "I")
                if len(new) > end - start:  # a few marks are composed of two, and no letter is to take more room
                    new = plain[start:end]
            else:
                new = spaced or (" " if " " in match.group() and _is_held(plain, start, end) else "")
            pieces += (plain[done:start], new)
            length += start - done + len(new)
            done = end
            for missing in range(len(spaced) - 1, 0, -1):  # a blank that was left out stands where its sign does
                breaks.append(length - missing)
                shifts.append(start - length + missing)
            if not spaced:
                breaks.append(length)
                shifts.append(end - length)
        return "".join((*pieces, plain[done:]))

    def only(self, areas: Sequence[Area]) -> View:
        """The same where nothing is written outside some areas, given in order: words that are no words stand there.

        >>> View("Sở Y tế").only([Area(3, 4)]).folded
        '___y___'
        """
        other = copy(self)
        other.cased, other.folded, other.names = (only(words, areas) for words in (self.cased, self.folded, self.names))
        return other

    def offset(self, at: int) -> int:
        """The offset in the text of the character that stands at ``at`` in the view."""
        place = bisect_right(self._breaks, at)
        return at + self._shifts[place - 1] if place else at

    def place(self, offset: int) -> int:
        """The offset in the view of what stands at ``offset`` in the text, or of what follows it.

        >>> View("a  b").place(3), View("a  b").place(2)
        (2, 2)
        """
        if not self._breaks:
            return offset
        return bisect_left(range(len(self.folded)), offset, key=self.offset)

    def added(self) -> list[int]:
        """Where blanks stand in the view that nobody wrote in the text, in order: behind the comma of "xã,phường"."""
        before = (0, *self._shifts)
        return [at for at, shift, last in zip(self._breaks, self._shifts, before, strict=False) if shift < last]

    def is_plain(self) -> bool:
        """Whether offsets of the view are offsets of the text."""
        return not self._breaks

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text of a stretch of the view."""
        return self.offset(start), self.end(end)

    def end(self, at: int) -> int:
        """The offset in the text behind the character that ends at ``at`` in the view."""
        if not self._breaks:
            return at
        end = self.offset(at - 1) + 1
        text = self.text
        while end < len(text) and _MARK.match(text, end):
            end += 1
        return end


def _is_held(plain: str, start: int, end: int) -> bool:
    """Whether a blank stays in the place of blanks: not at the ends of a line, nor where it is loose."""
    before, after = plain[max(start - 2, 0) : start], plain[end : end + _LONGEST_CODE]
    if before[-1:] in ("\n", "") or after[:1] in ("\n", ""):
        return False
    return not _LOOSE_BLANK.match(f"{before} {after}", len(before))


def _is_glued(plain: str, at: int) -> bool:
    """Whether words stand on both sides of a sign: between capitals it is part of letters, Sở VH,TT&DL, TTr-UBND."""
    sign, before = plain[at], at - 1
    while before >= 0 and _MARK.match(plain, before):
        before -= 1
    if before < 0 or plain[before] == "\n":
        return False
    if sign in "(-":
        small = plain[before].isalpha() and not plain[before].isupper()
        return small and (sign == "(" or plain[at + 1].isupper())
    return sign == ";" or not (plain[before].isupper() and plain[at + 1].isupper())


def only(words: str, areas: Sequence[Area]) -> str:
    """A text of the same length in which no word can begin outside some areas, given in order."""
    pieces: list[str] = []
    done = 0
    for start, end in areas:
        pieces += ("_" * (start - done), words[start:end])
        done = end
    return "".join((*pieces, "_" * (len(words) - done)))


def _keep_case(plain: str, folded: str, symbols: re.Pattern[str]) -> str:
    pieces: list[str] = []
    done = 0
    for match in symbols.finditer(plain):
        pieces += (folded[done : match.start()], match.group())
        done = match.end()
    return "".join((*pieces, folded[done:]))
