"""Where names end: at verbs and other words that are part of none, marked in the view of names.

A name asks at each of its words whether it ends there. The list of all that ends one is long, and an expression would
hold it wherever it asks, some of them twenty times. So the space before such a word is another one in a view of its
own, and the expressions that are put to it ask for that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ubnd_digest.grammar.alternatives import flattened, grouped
from ubnd_digest.grammar.expressions import Expression
from ubnd_digest.grammar.grammar import Change, Grammar
from ubnd_digest.reading.names.name_view import of_names

_END, _END_HERE, _PROPER = "NAME_END", "NAME_END_HERE", "PROPER_END"
# What is written for a space and for the sign of a capital: the view has neither, as it folds them.
_SPACE, _CAPITAL = "\x1e", "\x1f"
_SIGN = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\\[ ]+| ", re.DOTALL)


@lru_cache(maxsize=16)
def _ends(grammar: Grammar) -> tuple[Expression, Expression, Expression]:
    """A space before a word that ends a name, the sign of a capital before one, and two capitals with such a space."""
    terminals = grammar.terminals
    key = terminals.key(_END)

    def ends() -> str:  # asked at every word: few of the alternatives are tried at one
        return f"(?={grouped(flattened(of_names(terminals[_END])), deep=True)})"

    return (
        Expression(f"deep space {key}", lambda: f" {ends()}"),
        Expression(f"deep capital {key}", lambda: rf"\^{ends()}"),
        Expression(f"proper {terminals.key(_PROPER)}", lambda: of_names(terminals[_PROPER])),
    )


def with_ends(grammar: Grammar, view: str) -> str:
    """The view of names with the places marked where names end; the length stays."""
    space, capital, proper = _ends(grammar)
    view = proper.sub(lambda found: found[0][:-1] + _SPACE, view)
    return str(capital.sub(_CAPITAL, space.sub(_SPACE, view)))


@lru_cache(maxsize=16)
def of_ends(grammar: Grammar) -> Change:
    """Writes patterns for that view."""

    def of_ends(pattern: str) -> str:
        end = of_names(grammar.terminals[_END_HERE])
        written = of_names(pattern)
        for sign in "!=":
            written = written.replace(f"(?{sign}{end})", f"(?<{sign}[{_SPACE}{_CAPITAL}])")
        return _SIGN.sub(_with_marks, written)

    of_ends.__name__ += grammar.terminals.key(_END_HERE)
    return of_ends


def _with_marks(sign: re.Match[str]) -> str:
    """A space, or a sign of a capital, that may be a mark: alone, or one of a class."""
    written = sign.group()
    if written[0] != "[":
        return {" ": f"[ {_SPACE}]", "\\ ": f"[ {_SPACE}]", "\\^": f"[\\^{_CAPITAL}]"}.get(written, written)
    marks = _SPACE * (" " in written) + _CAPITAL * ("^" in written[2:])
    return f"{written[:-1]}{marks}]"
