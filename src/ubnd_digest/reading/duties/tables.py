"""Tables that were flattened into lines: Nội dung - Cơ quan thực hiện - Thời hạn, and their rows below."""

from __future__ import annotations

from collections.abc import Iterator

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.grammar import Grammar
from ubnd_digest.model.dates import Precision
from ubnd_digest.model.deadlines import Relation
from ubnd_digest.model.text import Area
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.drafts import DatesDraft, DeadlineDraft

_SIGN = lazily(r" ?[-|] | [-|](?=[^\W_])")  # what parts the cells of a row; who types may leave out a blank
_WIDEST_HEAD = 600  # how much of a line may stand before the head of its last column, in characters


class TermTables(NamedTuple):
    """The tables of a text whose last column says by when something is to be done, by offsets of the view."""

    ends: frozenset[int] = frozenset()  # where their rows end
    starts: frozenset[int] = frozenset()  # where the last cells of their rows begin
    stops: tuple[int, ...] = ()  # where their cells begin, and the signs before them, in text order

    @classmethod
    def of(cls, grammar: Grammar, folded: str) -> TermTables:
        """Those of a folded view."""
        ends: list[int] = []
        starts: list[int] = []
        stops: list[int] = []
        for start, end in _rows(grammar, folded):
            signs = [match.span() for match in _SIGN.finditer(folded, start, end)]
            ends.append(end)
            starts += (sign[1] for sign in signs[-1:])
            stops += (at for begin, after in signs for at in (begin + folded.startswith(" ", begin), after))
        return cls(frozenset(ends), frozenset(starts), tuple(stops)) if ends else cls()

    def limit_in(self, draft: DatesDraft) -> DeadlineDraft | None:
        """A date that is the last cell of a row, as the limit that it is."""
        if not draft.dates or draft.dates[-1].end not in self.ends or draft.dates[0].start not in self.starts:
            return None
        relation = Relation.BY if draft.dates[-1].precision is Precision.DAY else Relation.WITHIN
        return DeadlineDraft(draft.dates[0].start, relation, "certain", draft)


def _rows(grammar: Grammar, folded: str) -> Iterator[Area]:
    """The rows below each head, without what closes them; empty lines may stand between them."""
    done = 0
    for head in grammar.pattern("TERM_COLUMN").finditer(folded):
        at = head.start()
        start = folded.rfind("\n", max(at - _WIDEST_HEAD - 1, 0), at)  # of the line
        if max(start, 0) < done or (start < 0 and at > _WIDEST_HEAD):
            continue
        done = head.end()
        while done < len(folded):
            after = folded.find("\n", done + 1)
            after = len(folded) if after < 0 else after
            line = folded[done:after]
            if line.strip() and not _SIGN.search(line.lstrip("\n -")):
                break
            if line.strip():
                yield Area(done + 1, done + len(line.rstrip(" .;|")))
            done = after
