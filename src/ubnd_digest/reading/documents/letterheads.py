"""The letterhead of a document: its number, its day and place, who issued it, and how urgent it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.documents import DocumentNumber
from ubnd_digest.model.errors import DocumentNumberError
from ubnd_digest.model.figures import with_figures
from ubnd_digest.model.legal_documents import Secrecy, Urgency
from ubnd_digest.model.text import single_spaced
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.letterhead_bodies import BodiesOfHead, Piece, left
from ubnd_digest.reading.documents.lines import Head
from ubnd_digest.reading.names.bodies import is_loud
from ubnd_digest.reading.names.name_tables import folded_name
from ubnd_digest.reading.references.references import parse_number

# How many words the name of a place has, and how many lines down the second half of the state's name stands.
_MOST_OF_PLACE, _NEAR = 7, 160
# How long the hour before a day is.
_LONGEST_HOUR = 24
_WORD = re.compile(r"[^ ]+")
# What stands on the line below a number that ends with a dash, or on its own where a place was glued to it: letters of
# a body, and no word with one capital.
_REST_OF_NUMBER = re.compile(
    "- ?([A-Z\u0110](?=[A-Za-z&0-9]{0,4}[A-Z\u0110\u01af])[A-Za-z\u0110\u01af&0-9]{1,15})(?= |$)"
)


# How a number is written, with the groups that it is made of.
_NUMBERS = {
    "OWN_NUMBER": ("own_number",),
    "DOTTED_NUMBER": ("written", "behind"),
    "SCANNED_NUMBER": ("scanned", "rest"),
    "BLANK_NUMBER": (),
}


class Letterhead(NamedTuple):
    """What a letterhead says; places are stretches of the head."""

    number: DocumentNumber | None  # the number, or None
    number_place: Piece | None  # where it stands, its label included
    blank: Piece | None  # where a number stands whose serial is not written; or None
    signed: Piece | None  # where the day stands, or None
    place: str | None  # the name of the place before it, or None
    bodies: tuple[tuple[Piece, ...], ...]  # the bodies, each as the pieces of its lines, from above
    urgency: Urgency | None  # how urgent it is
    secrecy: Secrecy | None  # how secret it is
    cuts: tuple[Piece, ...]  # all stretches that are read, so that they belong to nothing else
    mottos: int  # how many names of the state, of the Party, and words below them there are
    start_of_text: int  # the first offset of the head that may be of the type or the subject

    @property
    def signs(self) -> int:
        """How many signs of a letterhead there are: the state, a number, a day."""
        return sum(map(bool, (self.mottos, self.number or self.blank, self.signed)))


class LetterheadReader:
    """Reads letterheads by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()
        self._bodies = BodiesOfHead(grammar)

    def read(self, head: Head) -> Letterhead:
        """What the head of a document says of it."""
        mottos = list(self._mottos(head))
        number, number_place, blank = self._number(head, mottos)
        own = [place for place in (number_place, blank) if place]
        signed = self._signed(head, (*mottos, *own))
        place = self._place(head, signed, (*mottos, *own)) if signed else None
        dated = [Piece(place.start if place else signed.start, signed.end)] if signed else []
        marks, urgency, secrecy = self._marks(head, (*mottos, *own, *dated))
        cuts = tuple(sorted((*mottos, *own, *dated, *marks)))
        first = self._first_line_of_text(head)
        upto = number_place or blank or first
        text = upto.end if own else 0
        if own and first.start < upto.start:
            above = [*self._bodies.read(head, cuts, first.start)]
            titled = self._is_titled(head, first.start, (*mottos, *dated))
            if titled or self._is_type_of(head, first.start, number, above):
                upto, text = first, first.start  # the number stands below the type
        bodies = tuple(self._bodies.read(head, cuts, upto.start))
        name = single_spaced(head.cased[slice(*place)]).rstrip(",") if place else None
        return Letterhead(number, number_place, blank, signed, name, bodies, urgency, secrecy, cuts, len(mottos), text)

    def _is_titled(self, head: Head, at: int, above: Sequence[Piece]) -> bool:
        """Whether the line of a place is nothing but a type in capitals, over all else, or where the letterhead ends.

        That is below all of some pieces, one at least, or above a line that says whose it is or what it is about.
        """
        end = head.line_end(at)
        if not (self._patterns["TYPE_LINE"].fullmatch(head.text[at:end]) and head.cased[at:end].isupper()):
            return False
        whose = self._patterns["WHOSE"].match(head.text, end + 1)
        if (
            not at
            or self._patterns["ABOUT"].match(head.text, end + 1)
            or (whose and whose["of"] and head.cased[slice(*whose.span())].isupper())
        ):
            return True
        return bool(above) and all(piece.end < at for piece in above)

    def _is_type_of(self, head: Head, at: int, number: DocumentNumber | None, above: Sequence[Sequence[Piece]]) -> bool:
        """Whether the line of a place is nothing but the type of a number below it, under a body that is complete."""
        match = self._patterns["TYPE_LINE"].fullmatch(head.text[at : head.line_end(at)])
        if not (match and number and number.type and head.cased[slice(at, head.line_end(at))].isupper()):
            return False
        same = folded_name(match["type"]) == folded_name(number.type.title)
        return same and bool(above) and not self._bodies.goes_on(head, above[-1])

    def _mottos(self, head: Head) -> Iterator[Piece]:
        """The names of the state and the Party, and the words below, which say nothing of one document; each once."""
        known: set[str] = set()
        upto = self._body(head)
        for match in self._patterns["MOTTO"].finditer(head.text):
            start, end = match.span()
            kind = next((name for name in ("party", "state", "youth", "english", "words") if match[name]), "")
            cased = head.cased[start:end]
            # in small letters it may be of a sentence
            if upto is not None and start > upto and not cased.isupper():
                continue
            if match["youth"] and start in head.breaks:  # it stands for itself: the body above the one that issued it
                continue
            if kind in known or not (cased[0].isupper() and _is_word(head.text, start, end)):
                continue
            known.add(kind)
            yield Piece(start, end)
            if match["state"] and not match["whole"]:
                yield from self._end_of_motto(head, end)

    def _body(self, head: Head) -> int | None:
        """Where the first basis or the address begins: what stands from there on is no letterhead."""
        names = ("BASIS", "ADDRESSED")
        return next(
            (at for at in head.breaks if any(self._patterns[name].match(head.text, at) for name in names)), None
        )

    def _end_of_motto(self, head: Head, start: int) -> Iterator[Piece]:
        """The end of the name of the state, at the end of one of the next lines."""
        found = self._patterns["END_OF_MOTTO"].finditer(head.text, start, start + _NEAR)
        ends = [match.span() for match in found if match.end() == head.line_end(match.start())]
        yield from (Piece(*end) for end in ends[-1:] if head.cased[slice(*end)].isupper())

    def _number(self, head: Head, mottos: Sequence[Piece]) -> tuple[DocumentNumber | None, Piece | None, Piece | None]:
        """The number, where it stands, and where one stands that is not filled in."""
        ends = {place.end for place in mottos}
        for name, groups in _NUMBERS.items():
            for match in self._patterns[name].finditer(head.text):
                start = match.start()
                if match["of_law"] and start not in head.breaks and match.end("of_law") in head.breaks:
                    start = match.end("of_law")  # the line above ends in a word that a label may begin with
                if not self._begins_label(head, start, ends):
                    continue
                if name == "BLANK_NUMBER":
                    if not head.cased[match.end() - 1].isupper():
                        continue
                    return None, None, Piece(start, head.line_end(start))
                behind = head.text[match.end() : match.end() + _NEAR].lstrip(" ")
                mentioned = self._patterns["BEHIND_MENTION"].match(behind)
                if mentioned and not (self._opens_line(head, match.end() + 1) or self._is_dated(head, match)):
                    continue
                rest = _REST_OF_NUMBER.match(head.cased, match.end())
                rest = rest if rest and (rest[0][1] != " " or rest.start(1) in head.breaks) else None
                written = with_figures("".join(head.cased[slice(*match.span(group))] for group in groups))
                try:
                    number = parse_number(f"{written}-{rest[1]}" if rest else written)
                except DocumentNumberError:
                    continue
                return number, Piece(start, rest.end() if rest else match.end()), None
        return None, None, None

    def _opens_line(self, head: Head, at: int) -> bool:
        """Whether something begins a line with a capital: no sentence goes on there."""
        return at in head.breaks and head.cased[at : at + 1].isupper()

    def _is_dated(self, head: Head, number: re.Match[str]) -> bool:
        """Whether a number stands with a day on a line that has nothing else."""
        end = head.line_end(number.start())
        day = self._patterns["DAY_BEHIND_NUMBER"].fullmatch(head.text, number.end(), end)
        return bool(day) and number.start() in head.breaks and head.cased[number.start()].isupper()

    def _begins_label(self, head: Head, start: int, ends: set[int]) -> bool:
        """Whether the label of a number begins here: a line or a column, and no mention inside a sentence."""
        if start in head.breaks:
            return True
        if not head.cased[start].isupper():
            return False
        before = head.text[:start].rstrip(" ")
        word = head.cased[before.rfind(" ") + 1 : len(before)]
        return len(before) in ends or (word.isupper() and len(word) > 1) or word[-1:].isdigit()

    def _signed(self, head: Head, taken: Sequence[Piece]) -> Piece | None:
        """Where the day stands: behind a place or alone, at the end of a line or of a column."""
        starts = {place.start for place in taken}
        found: list[Piece] = []
        for match in self._patterns["SIGNED_ON"].finditer(head.text):
            start, end = match.span()
            hour = self._patterns["HOUR_BEFORE_DAY"].search(head.text, max(start - _LONGEST_HOUR, 0), start)
            start = hour.start() if hour else start
            letter = self._patterns["SUBJECT_OF_LETTER"].match(head.text, end + 1)
            at_end = not head.text[end : head.line_end(end - 1)].strip(" .,;") or end + 1 in starts or letter
            before = head.text[head.line_start(start) : start].rstrip(" ")
            numbered = any(place.end == head.line_start(start) + len(before) for place in taken)
            apart = before.endswith(",") or start in head.breaks or numbered or self._is_place(head, start)
            if at_end and apart and not self._in_sentence(head, start):
                found.append(Piece(start, end))
        for match in self._patterns["SHORT_SIGNED_ON"].finditer(head.text) if not found else ():
            ends = match.end() == head.line_end(match.start())
            if ends and self._place(head, Piece(*match.span()), taken) and not self._in_sentence(head, match.start()):
                found.append(Piece(*match.span()))
        # what stands above the name of the state is of a mail, or of a portal
        behind = (piece for piece in found if taken and piece.start > taken[0].start)
        return next(behind, found[0] if found else None)

    def _is_place(self, head: Head, start: int) -> bool:
        """Whether nothing but the name of a place stands before a day, the comma left out."""
        words = list(_WORD.finditer(head.cased, head.line_start(start), start))
        return 0 < len(words) <= _MOST_OF_PLACE and self._first_of_name(words) == words[0].start()

    def _in_sentence(self, head: Head, start: int) -> bool:
        """Whether a day stands in the text: behind where it has begun."""
        line = head.line_start(start)
        text = head.text[line:start]
        return bool(self._patterns["BASIS"].match(text)) or len(text) > _NEAR

    def _place(self, head: Head, signed: Piece, taken: Sequence[Piece]) -> Piece | None:
        """The name of the place before the day: words with capitals, back to the beginning of their column."""
        end = len(head.text[: signed.start].rstrip(" "))
        if not head.text[:end].endswith(","):
            return None
        floor = max((place.end for place in taken if place.end <= end), default=0)
        line = head.line_start(end - 1)
        words = list(_WORD.finditer(head.cased, max(floor, line), end - 1))
        start = self._first_of_name(words)
        if words and start == words[0].start() and line > floor:
            above = list(_WORD.finditer(head.cased, max(floor, head.line_start(line - 2)), line - 1)) if line else []
            # a name that is broken: nothing but one word of it stands above
            if len(above) == 1 and above[0].group().istitle() and len(words) <= 2:
                start = above[0].start()
        return Piece(start, end) if start is not None else None

    def _first_of_name(self, words: Sequence[re.Match[str]]) -> int | None:
        start = None
        for word in reversed(words[-_MOST_OF_PLACE:]):
            small = self._patterns["SMALL_IN_PLACE"].fullmatch(word.group().lower())
            if not (word.group()[:1].isupper() or small):
                break
            # the end of the other column: HUYỆN BA XÃ  Ba Xã, ngày …
            if is_loud(word.group()) and start is not None and not is_loud(words[-1].group()):
                break
            start = word.start()
        return start

    def _marks(self, head: Head, taken: Sequence[Piece]) -> tuple[list[Piece], Urgency | None, Secrecy | None]:
        """The marks that stand alone in their line or column, or beside words of a subject that are not in capitals."""
        found: list[Piece] = []
        kinds: dict[str, Urgency | Secrecy] = {}
        body = self._body(head) or 0
        for piece in left(head, taken):
            for start, end in (piece, *self._beside(head, piece)) if piece.start < body else (piece,):
                words = head.text[start:end].strip(" .")
                for name in ("URGENCY", "SECRECY"):
                    mark = self._patterns[name].fullmatch(words)
                    if mark and head.cased[start:end].isupper():
                        group = str(mark.lastgroup).replace("_", "-")
                        kinds.setdefault(name, Urgency(group) if name == "URGENCY" else Secrecy(group))
                        found.append(Piece(start, end))
        urgency, secrecy = kinds.get("URGENCY"), kinds.get("SECRECY")
        return (
            found,
            urgency if isinstance(urgency, Urgency) else None,
            secrecy if isinstance(secrecy, Secrecy) else None,
        )

    def _beside(self, head: Head, piece: Piece) -> Iterator[Piece]:
        """The marks at the ends of a line that is not all in capitals: those of the other column, or stamped on it."""
        if not head.cased[slice(*piece)].isupper():
            marks = (Piece(*mark.span()) for mark in self._patterns["MARK"].finditer(head.text, *piece))
            yield from (mark for mark in marks if mark.start == piece.start or mark.end == piece.end)

    def _first_line_of_text(self, head: Head) -> Piece:
        """Where the text begins in a head without a number: a type, a subject, a basis, an address."""
        names = ("SUBJECT_OF_LETTER", "BASIS", "ADDRESSED")
        for start in head.breaks:
            kind = self._patterns["TYPE_LINE"].match(head.text, start)
            shouted = kind and head.cased[start : kind.end()].isupper()
            if shouted or any(self._patterns[name].match(head.text, start) for name in names):
                return Piece(start, start)
        return Piece(len(head.text), len(head.text))


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
