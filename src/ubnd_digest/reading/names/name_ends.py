"""Where names end: at verbs and other words that are part of none, marked in the view of names.

A name asks at each of its words whether it ends there. The list of all that ends one is long, and an expression would
hold it wherever it asks, some of them twenty times. So the space before such a word is another one in a view of its
own, and the expressions that are put to it ask for that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ubnd_digest.grammar.expressions import Expression, lazily
from ubnd_digest.grammar.grammar import Change, Grammar
from ubnd_digest.reading.names.name_view import of_names

_END, _CAPITAL_END, _PROPER, _PLACE = "NAME_END", "CAPITAL_END", "PROPER_END", "END_OF_PLACE"
# What is written for a space and for the sign of a capital: the view has neither, as it folds them.
_SPACE = "\x1e"
_SPACE_OF_PROPER = "\x16"  # a name of its own ends here: nothing that may stand in names goes on with it
_SPACES = _SPACE + _SPACE_OF_PROPER
_CAPITAL = "\x1f"  # a name ends here
_CAPITAL_OF_PLACE = "\x1c"  # a place does: words that end each name are words of many places
_CAPITAL_OF_BOTH = "\x17"
_CAPITALS = _CAPITAL + _CAPITAL_OF_PLACE + _CAPITAL_OF_BOTH
# What asks, behind a space or a capital, for such an end, and the signs that say so.
_ASKED = {
    "NAME_END_HERE": _SPACES + _CAPITAL + _CAPITAL_OF_BOTH,
    "PROPER_ENDS_HERE": _SPACE_OF_PROPER,
    "END_OF_PLACE_HERE": _CAPITAL_OF_PLACE + _CAPITAL_OF_BOTH,
}
_SIGN = lazily(r"(?s)\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\\[ ]+| ")


@lru_cache(maxsize=16)
def _ends(grammar: Grammar) -> tuple[tuple[Expression, str], ...]:
    """What is looked for, in this order, and what is written for it."""

    def before(sign: str, end: str) -> Expression:
        def written() -> str:  # asked at every word: few of the alternatives are tried at one
            from ubnd_digest.grammar.alternatives import flattened, grouped

            found = grouped(flattened(of_names(grammar.terminals[end])), deep=True)
            return f"{sign}(?={_SIGN.sub(_with_marks, found)})"  # marks may stand further on

        return Expression(f"deep {sign} {grammar.terminals.key(end)}", written)

    proper = Expression(f"proper {grammar.terminals.key(_PROPER)}", lambda: of_names(grammar.terminals[_PROPER]))
    return (
        (proper, _SPACE_OF_PROPER),
        (before(" ", _END), _SPACE),
        (before(r"\^", _CAPITAL_END), _CAPITAL),
        (before(r"\^", _PLACE), _CAPITAL_OF_PLACE),
        (before(_CAPITAL, _PLACE), _CAPITAL_OF_BOTH),
    )


def with_ends(grammar: Grammar, view: str) -> str:
    """The view of names with the places marked where names, or places, end; the length stays."""
    (proper, sign), *others = _ends(grammar)
    view = proper.sub(lambda found: found[0][:-1] + sign, view)
    for end, sign in others:
        view = end.sub(sign, view)
    return view


@lru_cache(maxsize=16)
def of_ends(grammar: Grammar) -> Change:
    """Writes patterns for that view."""

    def of_ends(pattern: str) -> str:
        written = of_names(pattern)
        for name, signs in _ASKED.items():
            end = of_names(grammar.terminals[name])
            for sign in "!=":
                written = written.replace(f"(?{sign}{end})", f"(?<{sign}[{signs}])")
        return _SIGN.sub(_with_marks, written)

    of_ends.__name__ += "".join(map(grammar.terminals.key, _ASKED))
    return of_ends


def _with_marks(sign: re.Match[str]) -> str:
    """A space, or a sign of a capital, that may be a mark: alone, or one of a class."""
    written = sign.group()
    if written[0] != "[":
        return {" ": f"[ {_SPACES}]", "\\ ": f"[ {_SPACES}]", "\\^": f"[\\^{_CAPITALS}]"}.get(written, written)
    marks = _SPACES * (" " in written) + _CAPITALS * ("^" in written[2:])
    return f"{written[:-1]}{marks}]"
