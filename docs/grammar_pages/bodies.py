"""What stands behind the colon of a definition -> a tree.

A word form may split one regular expression over several pieces: ``/(?P<type>/ TYPE /)/``. So its
pieces are joined, as Lark joins them, with a character of the private plane for each name, and read as
one expression. A rule is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lark.exceptions import LarkError
from lark.grammar import Symbol

from grammar_pages.expressions import FIRST_NAME, UnreadableError, read_expression
from grammar_pages.nodes import Node, Raw, Ref, Text, choice, repeat, sequence
from ubnd_digest.grammar.lark_internals import literal_pattern, syntax_tree
from ubnd_digest.grammar.plain import form_of, plain_body

if TYPE_CHECKING:
    from ubnd_digest.grammar.definitions import Definition

_BOUNDS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
# "//" begins a comment wherever it stands outside a string: no expression of Lark's has it unescaped.
_REMARK = re.compile(r'(?P<before>(?:"(?:\\.|[^"\\])*"|(?!//).)*?)[ \t]*//(?P<remark>.*)')


def read_body(definition: Definition, names: Iterable[str] = ()) -> Node:
    """The tree of a definition, in which other terminals are named; what cannot be read stays as it is written."""
    try:
        return _tree_of(definition, names)
    except (LarkError, UnreadableError):
        return Raw(" ".join(definition.body.split()))


def _tree_of(definition: Definition, names: Iterable[str]) -> Node:
    grammar = syntax_tree(f"{definition.name}: {plain_body(definition, names)}\n", definition.file)
    expansions = grammar.children[0].children[-1]
    if not definition.is_terminal:
        return _rule(expansions)
    joiner = _Joiner(frozenset(names))
    pattern = joiner.join(expansions)
    return read_expression(pattern, {sign: name for name, sign in joiner.signs.items()})


def remarks(definition: Definition) -> Iterator[tuple[str, str]]:
    """The comments inside a body, each with the alternative that it stands behind."""
    if definition.notation:
        return
    for line in definition.body.splitlines():
        found = _REMARK.match(line)
        if found and found["before"].strip(" |\t"):
            yield found["before"].strip(" |\t"), found["remark"].strip()


def _bounds(operator: Iterable[object]) -> tuple[int, int | None]:
    sign, *numbers = (str(token) for token in operator)
    if sign != "~":
        return _BOUNDS[sign]
    return int(numbers[0]), int(numbers[-1])


class _Joiner:
    """Joins the pieces of a word form to one regular expression, as Lark does."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.signs: dict[str, str] = {}

    def join(self, tree: Any) -> str:
        if isinstance(tree, Symbol):
            before, name, following = form_of(str(tree.name), self.names) or ("", str(tree.name), "")
            return before + self.signs.setdefault(name, chr(FIRST_NAME + len(self.signs))) + following
        below = tree.children
        if tree.data == "literal":
            return str(literal_pattern(below[0]).to_regexp())
        if tree.data == "range":
            return "[{}-{}]".format(*(str(end)[1:-1] for end in below))
        if tree.data == "expr":
            least, most = _bounds(below[1:])
            return f"(?:{self.join(below[0])}){{{least},{'' if most is None else most}}}"
        if tree.data == "maybe":
            return f"(?:{self.join(below[0])})?"
        pieces = [self.join(piece) for piece in below]
        if tree.data == "expansions":
            return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"
        return "".join(pieces)


def _rule(tree: Any) -> Node:
    if isinstance(tree, Symbol):
        return Ref(str(tree.name))
    below = tree.children
    if tree.data == "literal":
        pattern = literal_pattern(below[0])
        return read_expression(pattern.to_regexp()) if below[0].type == "REGEXP" else Text(str(pattern.value))
    if tree.data == "range":
        return read_expression(_Joiner().join(tree))
    if tree.data == "expr":
        return repeat(_rule(below[0]), *_bounds(below[1:]))
    if tree.data == "maybe":
        return repeat(_rule(below[0]), 0, 1)
    if tree.data in ("alias", "template_usage"):
        return _rule(below[0])
    items = [_rule(piece) for piece in below]
    return choice(items) if tree.data == "expansions" else sequence(items)
