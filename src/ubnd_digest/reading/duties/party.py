"""One party, as it is named in a text."""

from __future__ import annotations

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.tuples import NamedTuple

# (Sở X) (cơ quan thường trực): what is said of a party in a bracket behind it
BRACKET = lazily(r" ?\([^()\n]{0,160}\)")


class Party(NamedTuple):
    """One party, or one list of parties, by offsets of the view."""

    start: int  # where the first word stands that names it
    end: int  # where the last one ends
    names_end: int  # the same, without the words that say which ones are meant
    names: tuple[int, int]  # which of the names of the text stand in it, from the first to before the last
    acts: bool  # whether a verb that is known follows
    must: bool  # of people that are named by their part alone, whether that verb is one that only people do, or "must"
    named: bool  # whether an organisation or an office is named in it, and not only people by their part in the matter
    issues: bool  # whether it is the body whose doings the text reports, or its head: the committee, the Government
    foreign: bool  # whether it is such a body of another place
    # whether it is another party of a sentence, with a limit of its own, or one by whom a task is to be done
    second: bool
    lead: int  # where the words begin that lead to its name: "đồng chí", "tất cả"; else its start
    # whether committees of several places are named in it, who are told what to do and issue nothing here
    several: bool = False
