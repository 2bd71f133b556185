"""What a document is about: its type, its subject, and the line that says who decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.documents import DocumentType
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.authorities import MOST_OF_AUTHORITY, AuthorityReader
from ubnd_digest.reading.documents.lines import Line, closing_of, is_closed, without_brackets
from ubnd_digest.reading.names.name_tables import folded_name

# How many lines a subject has at most, and how long a line of one is that is not all in capitals.
_MOST_LINES, _LONGEST = 12, 400
_MOST_ABOVE_ADDRESS = 8  # how many lines such a subject has with all that stands above the address
_LONGEST_QUALITY = 24  # how long the words are that tell more of a type, behind it
# What a line in capitals may say that is no subject, whatever stands below it.
_QUALITIES = {DocumentType.INVITATION: "INVITED_TO", DocumentType.CONCLUSION: "QUALIFIER_WORD"}
_SENTENCE_ENDS = (".", ";", ":", "!", "?")


class Subject(NamedTuple):
    """What a document is about, as lines."""

    type: DocumentType | None  # the type that its line names, or None
    lines: tuple[Line, ...]  # the lines of the subject
    authority: tuple[Line, ...]  # those that say who decides
    end: int  # how many of the lines belong to all this
    titled: bool = False  # whether a line names a type, one of the list or another
    whose: tuple[Line, ...] = ()  # those that say whose the document is, below its type
    together: bool = False  # whether the line of the type says that several bodies issued it


class SubjectReader:
    """Finds types and subjects by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        numbers = ("PART_LINE", "CHAPTER_LINE", "ARTICLE_OF_DOCUMENT", "ROMAN_LINE", "NUMBER_LINE")
        self._patterns = grammar.patterns()
        self._authorities = AuthorityReader(grammar)
        self._numbers = [(name, grammar.pattern(name)) for name in numbers]

    def read(self, lines: Sequence[Line], bodies: Sequence[str] = ()) -> Subject:
        """The type and the subject in lines below the number, without what belongs to the letterhead.

        ``bodies``: the words of those that the letterhead names.
        """
        for place, line in enumerate(lines):
            letter = self._patterns["SUBJECT_OF_LETTER"].match(line.text) or self._about(lines, place)
            if not letter and line.capitals:
                untitled = self._untitled(lines, place, bodies)
                if untitled:
                    return untitled
            if letter or self._words(line):
                return self._letter(lines, place, letter.end() if letter else 0)
            kind = self._type(line, lines[place + 1] if place + 1 < len(lines) else None)
            if kind:
                return self._titled(lines, place, *kind, bodies)
            if self._ends(line):
                break
        return Subject(None, (), (), 0)

    def _untitled(self, lines: Sequence[Line], place: int, bodies: Sequence[str]) -> Subject | None:
        """The subject and who decides of a document whose type was lost; None where they do not stand over bases."""
        if self._type(lines[place], None):
            return None
        rest = lines[place:]
        above = self._above_bases(rest)
        deciding = self._authorities.begins(rest[:above], bodies) if above else None
        if deciding is not None and self._words(lines[place]):
            return self._titled(lines, place, None, 0, bodies)
        return Subject(None, (), tuple(rest[:above]), place + (above or 0)) if deciding == 0 else None

    def _about(self, lines: Sequence[Line], place: int) -> re.Match[str] | None:
        """The word with which the subject of a letter begins, on the first line of all, over the address."""
        line = lines[place]
        words = self._patterns["ABOUT_OF_LETTER"].match(line.text) if not place and line.capital else None
        if words is None or line.capitals:
            return None
        for below in lines[1:_MOST_ABOVE_ADDRESS]:
            if self._patterns["ADDRESSED"].match(below.text):
                return words
            if self._ends(below) or below.text.endswith(_SENTENCE_ENDS):
                break
        return None

    def _words(self, line: Line) -> bool:
        return self._patterns["SUBJECT_WORDS"].match(line.text) is not None

    def _type(self, line: Line, below: Line | None) -> tuple[DocumentType | None, int] | None:
        """The type that a line names, and how long its name is; None where it is none of a type."""
        match = self._patterns["TYPE_LINE"].match(line.text)
        if match is None or self._patterns["ENACTING"].fullmatch(line.text):
            return None
        alone = match.end() == len(line.text)
        shouted = line.cased[: match.end()].isupper()
        if not (shouted or (alone and below is not None)):
            return None
        name = folded_name(match["type"])
        return next((kind for kind in DocumentType if folded_name(kind.title) == name), None), match.end()

    def _letter(self, lines: Sequence[Line], place: int, length: int) -> Subject:
        """The subject of a letter, under its number."""
        closing = closing_of(lines[place])
        found = [lines[place].after(length)] if len(lines[place].text) > length else []
        if not found and place + 1 < len(lines):  # the colon stands below it
            below = lines[place + 1]
            bare = below.after(len(below.text) - len(below.text.lstrip(" :.-")))
            lines = [*lines[: place + 1], bare, *lines[place + 2 :]]
        end = place + 1
        for line in lines[place + 1 : place + _MOST_LINES]:
            if found and is_closed(found, closing):
                break
            goes_on = not line.capital or (found and self._asks(found[-1]))
            if found and line.apart and not goes_on:
                break
            if self._ends(line) or self._type(line, line) or (found and self._closes(found[-1], line)):
                break
            found.append(line)
            end += 1
        if found and found[-1].text.endswith(closing):
            found[-1] = found[-1].part(0, len(found[-1].text) - 1)
        return Subject(None, tuple(found), (), end)

    def _titled(
        self, lines: Sequence[Line], place: int, kind: DocumentType | None, length: int, bodies: Sequence[str]
    ) -> Subject:
        """The subject below the line of a type, or behind it."""
        first = lines[place].after(length)
        # BÁO CÁO THẨM ĐỊNH: words that only this type has
        qualified = bool(first.text) and first.capitals and len(first.text) <= _LONGEST_QUALITY
        together = self._is_together(lines[place])
        rest = [first, *lines[place + 1 :]] if first.text else list(lines[place + 1 :])
        whose = self._quality(rest, kind, here=bool(first.text)) or self._whose(rest)
        told, rest, place = tuple(rest[:whose]), rest[whose:], place + whose
        used = place if first.text else place + 1
        above = self._above_bases(rest)
        deciding = self._authorities.begins(rest[:above], bodies) if above is not None else None
        limit = above if deciding is None else deciding
        bare = self._patterns["TYPE_WITHOUT_SUBJECT"].match(lines[place - whose].text[:length])
        if bare and rest and not self._patterns["ABOUT"].match(rest[0].text):
            limit = 0
        if deciding is None:
            texts = (at for at, line in enumerate(rest[:limit]) if at and self._authorities.acts(line, bodies))
            limit = next(texts, limit)
        count = self._subject(rest, limit, deciding is not None, qualified=qualified and not whose)
        authority: tuple[Line, ...] = ()
        end = count
        if deciding is not None and above is not None and count == deciding:
            authority, end = tuple(rest[deciding:above]), above
        lines_of_subject = without_brackets(list(self._without_notes(rest[:count])))
        if lines_of_subject:
            words = self._patterns["SUBJECT_OF_LETTER"].match(lines_of_subject[0].text)
            if words:
                lines_of_subject[0] = lines_of_subject[0].after(words.end())
        return Subject(kind, tuple(lines_of_subject), authority, used + end, length > 0, told, together)

    def _is_together(self, line: Line) -> bool:
        """Whether the line of a type says that several bodies issued the document."""
        match = self._patterns["TYPE_LINE"].match(line.text)
        return match is not None and match["together"] is not None

    def _quality(self, lines: Sequence[Line], kind: DocumentType | None, *, here: bool) -> int:
        """Whether a line, behind the type (``here``) or below it, only tells more of the type: KẾT LUẬN THANH TRA."""
        if not lines or not lines[0].capitals or len(lines[0].text) > _LONGEST_QUALITY:
            return 0
        name = _QUALITIES.get(kind or DocumentType.DOCUMENT)
        if name and self._patterns[name].fullmatch(lines[0].text):
            return 1
        alone = len(lines) > 1 and (here or self._patterns["QUALIFIER_WORD"].fullmatch(lines[0].text))
        return int(bool(alone and self._patterns["ABOUT"].match(lines[1].text)))

    def _whose(self, lines: Sequence[Line]) -> int:
        """How many lines below a type say whose it is, where more stands below them: CỦA BAN THƯỜNG VỤ TỈNH ỦY."""
        count, whose = 0, None
        while count < min(MOST_OF_AUTHORITY, len(lines)):
            line = lines[count]
            if not line.capitals or (count and (line.apart or self._patterns["ABOUT"].match(line.text))):
                break
            whose = whose or self._patterns["WHOSE"].match(line.text)
            if not whose:
                return 0
            count += 1
        for below in lines[count : count + 1]:
            of_it = whose and whose["of"] and not (below.apart or self._ends(below))
            return count if of_it or self._patterns["ABOUT"].match(below.text) else 0
        return 0

    def _above_bases(self, lines: Sequence[Line]) -> int | None:
        """How many lines stand above the first basis, or what is enacted; None where neither comes soon."""
        for place, line in enumerate(lines[: _MOST_LINES + MOST_OF_AUTHORITY]):
            sign = self._patterns["ENTRY_SIGN"].match(line.text)
            basis = self._patterns["BASIS"].match(line.text, sign.end() if sign else 0)
            if basis or self._patterns["ENACTING"].fullmatch(line.text):
                return place if basis else self._above_clauses(lines[:place])
            if self._is_number(line):
                return None
        return None

    def _above_clauses(self, lines: Sequence[Line]) -> int:
        """How many of the lines over what is enacted stand above clauses that begin below a line in capitals."""
        for place, (above, line) in enumerate(pairwise(lines), 1):
            if above.capitals and not line.capitals and self._patterns["CONSIDERED_BASIS"].match(line.text):
                return place
        return len(lines)

    def _subject(self, lines: Sequence[Line], limit: int | None, certain: bool, *, qualified: bool) -> int:
        """How many lines behind the type the subject has; where its end is ``certain``, all up to the limit, the bases.

        Where it is ``qualified``, the first line only tells more of the type.
        """
        most = min(limit if limit is not None else len(lines), _MOST_LINES)
        for count, line in enumerate(lines[:most]):
            parted = count > qualified and self._parts(lines, count, certain=certain)
            if parted or self._ends(line) or len(line.text) > _LONGEST:
                return count
            below = lines[count + 1] if count + 1 < most else None
            if not line.capitals and not certain and self._closes(line, below):
                return count + self._words(lines[0])
        return most

    def _closes(self, line: Line, below: Line | None) -> bool:
        """Whether a line ends as a sentence does, and no subject that goes on below it."""
        if not line.text.endswith(_SENTENCE_ENDS):
            return False
        if below is None:
            return True
        goes_on = below.text[0].isalpha() and not below.capital
        named = line.text.endswith(":") and not below.apart and not self._starts(below) and not self._ends(below)
        return not (goes_on or named or self._patterns["ENDS_IN_SHORT"].search(line.text))

    def _without_notes(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines of a subject without notes in brackets: with what it comes, that it is a draft."""
        noted = False
        for line in lines:
            noted = noted or self._patterns["NOTE_LINE"].match(line.text) is not None
            if not noted:
                yield line
            noted = noted and not line.text.endswith(")")

    def _parts(self, lines: Sequence[Line], count: int, *, certain: bool) -> bool:
        """Whether a line is no more of the subject than those above it are."""
        above, line = lines[count - 1], lines[count]
        if above.text.endswith(":") and not self._closes(above, line):
            return False
        if not line.capital or (self._asks(above) and not line.apart and not self._starts(line)):
            return False
        if above.capitals != line.capitals:
            if count == 1 and above.capitals and len(above.text) <= _LONGEST_QUALITY and not certain:
                return line.apart or self._starts(line) or self._is_text(lines[count:])
            return not certain or above.capitals
        if above.capitals or certain:
            # where a blank line stands above the first one, too, it parts nothing
            decides = self._patterns["AUTHORITY_LINE"].match(line.text)
            return line.apart and not certain and bool(decides or not lines[0].apart)
        return line.apart or self._starts(line) or self._is_text(lines[count:])

    def _starts(self, line: Line) -> bool:
        """Whether a line begins like a sentence."""
        return self._patterns["SENTENCE_START"].match(line.text) is not None

    def _is_text(self, lines: Sequence[Line]) -> bool:
        """Whether lines up to the next blank one end as a sentence does."""
        last = lines[0]
        for line in lines[1:_MOST_LINES]:
            if line.apart or self._ends(line) or (line.capital and self._starts(line)):
                break
            last = line
        else:
            return len(lines) > 1
        return last.text.endswith(_SENTENCE_ENDS)

    def _asks(self, line: Line) -> bool:
        """Whether a line ends in a word that asks for more."""
        return self._patterns["GOES_ON_BELOW"].search(line.text) is not None

    def _ends(self, line: Line) -> bool:
        """Whether a line belongs to what stands below a subject."""
        sign = self._patterns["ENTRY_SIGN"].match(line.text)
        names = ("BASIS", "FURTHER_BASIS") if sign else ("BASIS", "ADDRESSED", "DISTRIBUTION")
        first = any(self._patterns[name].match(line.text, sign.end() if sign else 0) for name in names)
        whole = any(self._patterns[name].fullmatch(line.text) for name in ("ENACTING", "WIRED"))
        return (first and line.capital) or whole or self._is_number(line)

    def _is_number(self, line: Line) -> bool:
        """Whether a line begins with the number of a part; Roman ones are in capitals."""
        found = ((name, pattern.match(line.text)) for name, pattern in self._numbers)
        return any(
            one and (name != "ROMAN_LINE" or line.cased[slice(*one.span("number"))].isupper()) for name, one in found
        )
