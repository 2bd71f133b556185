"""The pieces of a letterhead that are left beside what is read in it, and the bodies that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.documents.lines import Head

_MOST_OF_BODY, _LONGEST_BODY = 6, 160  # how many lines a body of the letterhead takes, and how long one is
_LONGEST_QUIET = 60  # how long a line of one is that is not in capitals and begins no name
_MOST_OF_NAME = 5  # how many words such a line has that is nothing but a name
_ENDS = (".", ":", ";")  # what ends such a line where it is none of one


class Piece(NamedTuple):
    """A stretch of the head."""

    start: int
    end: int


class BodiesOfHead:
    """Finds the bodies of letterheads by one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._patterns = grammar.patterns()

    def read(self, head: Head, cuts: Sequence[Piece], upto: int) -> Iterator[tuple[Piece, ...]]:
        """The bodies above the number, each as its lines."""
        found: list[list[Piece]] = []
        open_ = False  # whether the last of them may go on
        for piece in chain.from_iterable(self._governed(head, piece) for piece in left(head, cuts)):
            if piece.start >= upto:
                break
            begins = self._patterns["BODY_OF_LETTERHEAD"].match(head.text, piece.start, piece.end) is not None
            shouted = head.cased[piece.start : piece.end].isupper()
            if self._patterns["ARRIVAL"].fullmatch(head.text, piece.start, piece.end):
                found.clear()
                open_ = False
                continue
            gazette = self._patterns["GAZETTE"].match(head.text, piece.start, piece.end)
            quiet = not (shouted or begins) and not (open_ and self._goes_on_quietly(head, found[-1], piece))
            if gazette or quiet or piece.end - piece.start > _LONGEST_BODY:
                open_ = False
                continue
            if open_ and len(found[-1]) < _MOST_OF_BODY and not (begins and self._is_another(head, found[-1], piece)):
                self._join_by_dash(head, found[-1], piece)
            else:
                found.append([piece])
            open_ = True
        for body in found:
            if self._patterns["BODY_OF_LETTERHEAD"].match(words_of(head.text, body)):
                yield tuple(body)

    def _join_by_dash(self, head: Head, body: list[Piece], piece: Piece) -> None:
        """Add a line to a body; a dash between them is of the name."""
        last = body[-1]
        if _is_dashed(head, body):
            body[-1] = Piece(last.start, last.end + 2)
        elif head.text[head.line_start(piece.start) : piece.start] == "- ":
            piece = Piece(head.line_start(piece.start), piece.end)
        body.append(piece)

    def _governed(self, head: Head, piece: Piece) -> Iterator[Piece]:
        """A line; a committee and the body below it that stand on one are two, as are two that a dash parts."""
        for name in ("COMMITTEE_BEFORE", "DASH_BELOW_BODY"):
            above = self._patterns[name].match(head.text, piece.start, piece.end)
            if above and head.cased[piece.start : piece.end].isupper():
                yield Piece(piece.start, piece.start + len(above.group().rstrip(" -")))
                piece = Piece(above.end(), piece.end)
        yield piece

    def _is_another(self, head: Head, body: Sequence[Piece], piece: Piece) -> bool:
        """Whether a line that begins like a body is none of the one above it, or parted from it by a dash alone."""
        together = f"{words_of(head.text, body)} - {head.text[slice(*piece)]}"
        below = _is_dashed(head, body) and self._patterns["DASH_BELOW_BODY"].match(together)
        return bool(below) or not self.goes_on(head, body)

    def goes_on(self, head: Head, body: Sequence[Piece]) -> bool:
        """Whether a body that ends so far asks for more."""
        text = words_of(head.text, body)
        asks = self._patterns["GOES_ON_IN_CAPITALS"].search(text) and not self._patterns["ENDS_IN_PLACE"].search(text)
        joined = text.endswith((",", "-")) or _is_dashed(head, body)
        return bool(asks or joined or self._patterns["BARE_BODY"].fullmatch(text))

    def _goes_on_quietly(self, head: Head, body: Sequence[Piece], piece: Piece) -> bool:
        """Whether a line that is not in capitals is more of the body above it, which is not in capitals, either.

        It is where it goes on in the midst of a name, tells the place, or what a body does that is called by its kind,
        or where all its words have capitals.
        """
        if head.cased[slice(*body[-1])].isupper() or piece.end - piece.start > _LONGEST_QUIET:
            return False
        if head.text[piece.end : piece.end + 1] in _ENDS or not head.cased[piece.start].isalpha():
            return False
        text = words_of(head.text, body)
        kind = self._patterns["UNPLACED_BODY"].fullmatch(text) or self._patterns["SCHOOL"].fullmatch(text)
        place = self._patterns["CLASS_OF_PLACE"].match(head.text, piece.start, piece.end)
        if head.cased[piece.start].islower():
            return bool(self._patterns["GOES_ON_BELOW_BODY"].match(head.text, piece.start, piece.end) or place)
        words = head.cased[slice(*piece)].split(" ")
        named = len(words) <= _MOST_OF_NAME and all(word[:1].isupper() for word in words)
        return bool(place or kind or named or self.goes_on(head, body))


def _is_dashed(head: Head, body: Sequence[Piece]) -> bool:
    """Whether a dash stands at the end of the lines of a body."""
    return head.text[body[-1].end : body[-1].end + 2] == " -"


def words_of(text: str, pieces: Sequence[Piece]) -> str:
    """What pieces of a text say together."""
    return " ".join(text[piece.start : piece.end] for piece in pieces)


def left(head: Head, taken: Sequence[Piece], *, bare: bool = True) -> Iterator[Piece]:
    """What is left of the lines of a head, without what is taken; ``bare``: without marks at its ends."""
    edges = sorted(taken)
    signs = " .,;:*-" if bare else " "
    first = 0
    for start, after in pairwise((*head.breaks, len(head.text) + 1)):
        end = after - 1
        at = start
        while first < len(edges) and edges[first].end <= start:
            first += 1
        inside = (edge for edge in edges[first:] if edge.start < end)
        for piece in (*inside, Piece(end, end)):
            text = head.text[at : max(piece.start, at)]
            shown = text.strip(signs)
            if shown:
                begin = at + text.index(shown)
                yield Piece(begin, begin + len(shown))
            at = max(at, piece.end)
