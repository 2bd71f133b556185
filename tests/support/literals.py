"""The texts that a module gives to what it calls, as far as they can be told from its source."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from ubnd_digest.model.errors import MissingExtraError

_ERRORS = re.compile(r"[A-Z]\w*(?:Error|Warning)|complain|_complain|Input|failure")
# Errors of a programmer: the command asks for nothing of the kind.
_OF_PROGRAMS = {
    "TypeError": "an argument of another type",
    "ComposeError": "compose takes parts from a program",
    "_TypesError": "handed on by what reads the document",
}


class Module:
    """A module: which texts its expressions can be, with {} for what is put in."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        self._values: dict[str, list[tuple[ast.expr, int]]] = defaultdict(list)
        self._members: dict[str, list[tuple[ast.expr, int]]] = defaultdict(list)
        self._returned: dict[str, list[ast.expr]] = defaultdict(list)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._put(self._values, target, node.value)
            elif (isinstance(node, ast.AnnAssign) and node.value) or isinstance(node, ast.NamedExpr):
                self._put(self._values, node.target, node.value)
            elif isinstance(node, ast.For):
                self._put(self._members, node.target, node.iter)
            elif isinstance(node, ast.FunctionDef):
                found = (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value)
                self._returned[node.name] += found

    def _put(self, into: dict[str, list[tuple[ast.expr, int]]], target: ast.expr, value: ast.expr) -> None:
        several = isinstance(target, ast.Tuple)
        for at, one in enumerate(target.elts if isinstance(target, ast.Tuple) else [target]):
            if isinstance(one, ast.Name):
                into[one.id].append((value, at if several else -1))

    def texts(self, node: ast.expr, place: int = -1, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """The texts that an expression can be; of a tuple those at a place in it."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from map("".join, product(*(self._parts(part, seen) for part in node.values)))
        elif isinstance(node, ast.IfExp):
            yield from (*self.texts(node.body, place, seen), *self.texts(node.orelse, place, seen))
        elif isinstance(node, ast.Tuple) and place >= 0:
            yield from self.texts(node.elts[place], -1, seen)
        elif isinstance(node, ast.Subscript):
            yield from self._of_members(node.value, -1, seen)
        elif isinstance(node, ast.Name) and node.id not in seen:
            for value, at in self._values[node.id]:
                yield from self.texts(value, at, seen | {node.id})
            for value, at in self._members[node.id]:
                yield from self._of_members(value, at, seen | {node.id})
        elif isinstance(node, ast.Call) and called(node) not in seen:
            for value in self._returned[called(node)]:
                yield from self.texts(value, place, seen | {called(node)})

    def _parts(self, part: ast.expr, seen: frozenset[str]) -> list[str]:
        """What a part of a text can be: what is put in is {}, but where it is told beside it, or can only be one text."""
        if isinstance(part, ast.Constant):
            return [str(part.value)]
        value = part.value if isinstance(part, ast.FormattedValue) else part
        found = list(self.texts(value, -1, seen)) if isinstance(value, (ast.Name, ast.IfExp)) else []
        return found if len(found) == 1 or (isinstance(value, ast.IfExp) and found) else ["{}"]

    def _of_members(self, node: ast.expr, place: int, seen: frozenset[str]) -> Iterator[str]:
        """The texts in a table: the members of a tuple, at a place in each, or the values of a dictionary."""
        if isinstance(node, ast.Name) and node.id not in seen:
            for value, _ in self._values[node.id]:
                yield from self._of_members(value, place, seen | {node.id})
        elif isinstance(node, ast.Call) and called(node) == "items" and isinstance(node.func, ast.Attribute):
            yield from self._of_members(node.func.value, -1, seen)
        elif isinstance(node, ast.Tuple):
            for one in node.elts:
                yield from self.texts(one, place, seen)
        elif isinstance(node, ast.Dict):
            for one in node.values:
                yield from self.texts(one, -1, seen)


def called(call: ast.Call) -> str:
    """The name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def errors_of(path: Path) -> Iterator[str]:
    """The messages that a module makes, each with {} for what is put in."""
    module = Module(path)
    for call in module.calls:
        name = called(call)
        if not _ERRORS.fullmatch(name) or name in _OF_PROGRAMS:
            continue
        forms = [list(module.texts(one)) or ["{}"] for one in call.args]
        if name == "MissingExtraError":
            made = [str(MissingExtraError(*texts)) for texts in product(*forms)]
        elif name == "SerializationError" and len(forms) > 2:
            made = [f"expected {expected}, found {found}" for _, expected, found in product(*forms)]
        elif name in ("UnreadableFileError", "FileNotFoundError", "FileExistsError", "Input", "failure"):
            made = forms[1] if len(forms) > 1 else []
        else:
            made = forms[0] if forms else []
        yield from made
