"""The bodies of a letterhead: lines in capitals -> organisations by their names written out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.agencies import Agency, AgencyKind
from ubnd_digest.model.capitals import name_view
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View, folded_words
from ubnd_digest.publishers.signs import names_in as provinces_in
from ubnd_digest.reading.names.agencies import Namer
from ubnd_digest.reading.names.name_drafts import names_in
from ubnd_digest.reading.names.name_tables import abbreviations, bare_letters, folded_name, known_agencies, phrases
from ubnd_digest.reading.names.written_out import written_out
from ubnd_digest.reading.setting import Setting

# How often a name is looked for in a text, of how many words one is at most, and of how many of its ends that is done.
_MOST_LOOKED_AT, _MOST_WORDS, _MOST_ENDS = 50, 20, 8
# A word of Vietnamese, without its marks; also of names of the Highlands: Đắk Lắk, Krông Búk.
_SYLLABLE = lazily("(?:[bdlmrsvx]|[ck]h?|kr|gh?|h|n(?:gh?|h)?|ph?|qu|t[hr]?)?[aeiouy]{1,3}(?:ch?|k|m|n[gh]?|p|t)?")
# A Roman number that is no word: (Khu Quản lý đường bộ) III.
_ROMAN = lazily("[VX]?III?")


class BodyReader:
    """Names the bodies of letterheads by one grammar."""

    def __init__(self, grammar: Grammar, text: View | None = None) -> None:
        """``text``: a text in which the bodies may be named in small letters, too."""
        self._grammar, self._text = grammar, text
        self._patterns = grammar.patterns()

    def parted(self, words: str) -> Iterator[tuple[int, int]]:
        """Where the bodies stand that a dash joins: BỘ TÀI CHÍNH - BỘ Y TẾ."""
        folded = View(words).folded
        start = 0
        for joint in self._patterns["JOINS_BODIES"].finditer(folded):
            if self._patterns["BODY_OF_LETTERHEAD"].match(folded, joint.end()) and " " in joint.group():
                yield start, joint.start()
                start = joint.end()
        yield start, len(words)

    def together(self, words: str) -> Sequence[str]:
        """The bodies that a dash joins, those that have no place of their own with that of the last one."""
        parts = [words[start:end].strip(" ,-") for start, end in self.parted(words)]
        parts = [part for part in parts if part]
        placed = self._patterns["PLACED_LAST"].search(View(parts[-1]).folded) if len(parts) > 1 else None
        if placed is None:
            return parts
        place = parts[-1][placed.start("place") :]
        alone = self._patterns["WITHOUT_PLACE"]
        return [f"{part} {place}" if alone.fullmatch(View(part).folded) else part for part in parts]

    def joined(self, lines: Sequence[str]) -> str:
        """The words of a body on several lines; a comma stands before a place that another one lies in."""
        words = ""
        for line in lines:
            folded = words.lower()
            places = (self._patterns["CLASS_OF_PLACE"].match(folded, at) for at in _word_starts(folded))
            outer = self._patterns["OUTER_PLACE"].match(line.lower()) and any(
                one and one.end() < len(folded) for one in places
            )
            words += f"{',' if outer else ''} {line}" if words else line
        return words

    def named(self, words: str, span: Span, text: str, above: Agency | None, place: str = "") -> Agency:
        """The organisation of a line, in its own case, where a text stands.

        The body ``above`` it says whose it is where it is called by its kind alone; words of ``place`` have capitals.
        """
        office = self._patterns["OFFICE_OF_AUTHORITY"].match(View(words).folded)
        if office and office.end() and words.isupper() and not self.is_unplaced(words[office.end() :]):
            inner = self.named(words[office.end() :], span, text, above, place)
            return evolve(inner, name=f"{words[: office.end()].capitalize()}{inner.name}")
        name = self._cased(self._of_union(words, above) if above else words, folded_words(place))
        if above and self._patterns["BARE_BODY"].fullmatch(folded_words(name)):
            name = f"{name} {above.name}"
        elif above and above.territory and self._is_office_of_nowhere(folded_words(name)):
            name = f"{name} {above.territory}"
        view = View(name)
        found = Namer(Setting.of(view, None), self._grammar)
        drafts = names_in(self._grammar, name_view(view.cased))
        agencies = [one for of_name in found.agencies_of(drafts, ()) for one in of_name]
        whole = agencies[0] if agencies else None
        if whole is None or whole.span.start > 0:
            return Agency(span, text, self._kept(written_out(name), name), AgencyKind.BODY)
        # what a sentence would mean without saying it, a letterhead does not: Mặt trận Tổ quốc Việt Nam (tỉnh)
        nowhere = whole.kind is AgencyKind.AUTHORITY and whole.territory is None and not self.is_unplaced(name)
        full = written_out(name) if nowhere else whole.name + name[whole.span.end :].rstrip(" ,")
        return evolve(whole, span=span, text=text, name=self._kept(full, name))

    def quiet(self, name: str) -> str:
        """A name of which words stand in capitals, as it stands in a sentence."""
        return self._cased(unicodedata.normalize("NFC", name), "")

    def _of_union(self, words: str, above: Agency) -> str:
        """A committee whose name is short and means another one below a union than elsewhere, written out."""
        short = self._patterns["COMMITTEE_IN_SHORT"].match(words.lower())
        union = folded_words(above.name).split(" ")
        for size in (1, 2) if short else ():
            full = phrases().get((words[: short.end()].lower(), *union[:size])) if short else None
            if full and short:
                return " ".join(full.split(" ")[:-size]).upper() + words[short.end() :]
        return words

    def _kept(self, name: str, words: str) -> str:
        """A name with the abbreviations that it has officially: Trường THPT."""
        for short in self._patterns["SHORT_IN_BODY"].findall(words.lower()):
            name = name.replace(abbreviations()[short.upper()], short.upper())
        return name

    def is_unplaced(self, name: str) -> bool:
        """Whether a name says no more than the kind of a body."""
        return self._patterns["UNPLACED_BODY"].fullmatch(folded_words(name)) is not None

    def _is_office_of_nowhere(self, name: str) -> bool:
        """Whether a name ends in committees or councils without telling where: they are those of the place above."""
        return self._patterns["OFFICE_OF_NOWHERE"].fullmatch(name) is not None

    def _cased(self, words: str, place: str) -> str:
        """A name that is written in capitals, as it stands in a sentence; what is no word stays: TP, UBND."""
        if not words.isupper():
            return " ".join(_quiet(words.split(" ")))
        known = known_agencies().get(folded_name(words))
        if known:
            return known.name
        folded = View(words.lower()).folded
        capitals = {0, *self._capitals(folded)}
        capitals.update(self._as_in_text(folded))
        level = self._patterns["CLASS_OF_PLACE"].match(place)  # Thành phố Huế, ngày …
        place = place[level.end() :].strip() if level else place
        of_place = f" {folded} ".find(f" {place} ") if place else -1
        places = [area for areas in provinces_in(folded).values() for area in areas]
        for first, last in [*places, *([(of_place, of_place + len(place))] if of_place >= 0 else [])]:
            capitals.update(first + start for start in _word_starts(folded[first:last]))
        shown = []
        at = 0
        for part in words.split(" "):
            small = part.lower()
            kept = is_short(part) or _ROMAN.fullmatch(part)
            shown.append(part if kept else small.capitalize() if at in capitals else small)
            at += len(part) + 1
        return " ".join(shown)

    def _as_in_text(self, folded: str) -> Iterator[int]:
        """Where words begin that have a capital where the text has the name, or its end as a name of its own."""
        for start in _word_starts(folded)[:_MOST_ENDS]:
            written = self._in_text(folded[start:])
            if written and (not start or written.istitle()):
                yield from (start + at for at in _word_starts(written) if written[at : at + 1].isupper())
                return

    def _in_text(self, folded: str) -> str | None:
        """A name of several words as a sentence of the text has it, with a capital at the beginning."""
        text, words = self._text, folded.split(" ")
        name = re.compile("[ \n]{1,9}".join(map(re.escape, words)))
        if text is None or not 1 < len(words) <= _MOST_WORDS:
            return None
        for found in islice(name.finditer(text.folded), _MOST_LOOKED_AT):
            written = re.sub("[ \n]+", " ", text.cased[slice(*found.span())])
            whole = not text.folded[found.end() : found.end() + 1].isalnum()
            if whole and written[0].isupper() and not written.isupper():
                return written
        return None

    def _capitals(self, folded: str) -> Iterator[int]:
        """Where words begin that have a capital: behind the class of a body, and all behind that of a place."""
        match = self._patterns["CLASS_OF_BODY"].match(folded)
        while match:
            yield match.end() + 1
            match = self._patterns["CLASS_OF_BODY"].match(folded, match.end() + 1)
        school = self._patterns["SCHOOL"].match(folded)
        placed = school.end() if school else 0  # where the class of the last place, or of a school, ends
        for at in _word_starts(folded):
            place = (
                (
                    self._patterns["CLASS_OF_PLACE"].match(folded, at)
                    or self._patterns["BODY_OF_PLACE"].match(folded, at)
                )
                if at >= placed
                else None
            )
            if place and place.end() < len(folded):
                placed = place.end()
            elif (placed and at > placed) or self._patterns["CAPITAL_IN_BODY"].match(folded, at):
                yield at
            elif self._patterns["SURNAME_IN_BODY"].match(folded, at):
                placed = at
                yield at


def is_loud(word: str) -> bool:
    """Whether a word is one of Vietnamese, in capitals."""
    return word.isupper() and len(word) > 1 and not is_short(word)


def _quiet(words: Sequence[str]) -> Iterator[str]:
    """Words of a name, of which those in capitals that stand together are a name themselves: Trường THPT LÊ LỢI."""
    loud = list(map(is_loud, words))
    for before, word, one, after in zip((False, *loud), words, loud, (*loud[1:], False), strict=False):
        yield word.title() if one and (before or after) else word


def is_short(word: str) -> bool:
    """Whether a word is an abbreviation: no word of Vietnamese is spelt so."""
    letters = re.split(r"[\W\d_]", word, maxsplit=1)[0]
    return letters.isalpha() and not _SYLLABLE.fullmatch(bare_letters(letters))


def _word_starts(text: str) -> Sequence[int]:
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == " ")]
