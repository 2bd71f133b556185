"""Grammar files as their authors write them -> the notation that Lark reads, line by line.

Two things are added to Lark's notation. Lists of words (``words.py``) of several files are one list, which is
written where it is defined. And of each terminal there are forms that look at what stands beside a place, made
when a file names them:

    X_AHEAD  NO_X_AHEAD             X begins here; it does not
    BEFORE_X  NOT_BEFORE_X          a space and X follow; they do not
    AFTER_X  NOT_AFTER_X            a word of the list X and a space stand directly before; they do not
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from ubnd_digest.grammar.definitions import NAME, Definition, definitions
from ubnd_digest.grammar.files import GrammarFile, folded
from ubnd_digest.grammar.words import Word, after, as_lark, list_pattern, read_words, without
from ubnd_digest.model.errors import GrammarError

_NO_NAMES = re.compile(r'"(?:\\.|[^"\\\n])*"|/(?!/)(?:\\.|[^/\\\n])+/|//[^\n]*')
_BESIDE = re.compile(r"(?:(?P<not_>NOT_)?(?P<side>BEFORE|AFTER)_(?P<beside>\w+)|(?P<no>NO_)?(?P<ahead>\w+)_AHEAD)$")


class _List(NamedTuple):
    """A list of words where it is defined, with the words that all files give it."""

    head: Definition
    words: list[Word]


def plain_files(grammar_files: Iterable[GrammarFile]) -> tuple[GrammarFile, ...]:
    r"""The same files in Lark's own notation, folded, each line where it was.

    >>> print(plain_files([GrammarFile("a.lark", "%words SENT.6: gửi · báo cáo\nDUE: SENT BEFORE_SENT")])[0].text)
    SENT.6: /(?:báo cáo|gửi)(?![^\W\d_])/
    DUE: SENT BEFORE_SENT
    BEFORE_SENT: /(?= / SENT /)/
    """
    texts = [GrammarFile(file.name, folded(file.text)) for file in grammar_files]
    found = [definitions(text) for text in texts]
    homes = {item.name: place for place, items in reversed([*enumerate(found)]) for item in items if not item.directive}
    lists, changed = _lists(found, homes)
    wanted: list[list[str]] = [[] for _text in texts]
    for name in dict.fromkeys(_named(found)):
        if form := form_of(name, homes):
            wanted[homes[form[1]]].append(f"{name}: {_beside(name, form, lists)}")
    plain = []
    for text, items, added in zip(texts, found, wanted, strict=True):
        lines = text.text.split("\n")
        for item in items:
            if item.notation or item.directive == "without":
                lines[item.line - 1 : item.last_line] = [""] * (item.last_line - item.line + 1)
                lines[item.line - 1] = _written(item, lists, changed)
        plain.append(GrammarFile(text.name, "\n".join([*lines, *added])))
    return tuple(plain)


def plain_body(item: Definition, names: Iterable[str]) -> str:
    """What stands behind the colon of one definition, in Lark's notation: for who draws it.

    >>> (item,) = definitions(GrammarFile("a.lark", "%beginnings UNIT: trạm WORD · hạt"))
    >>> plain_body(item, ["WORD"])
    '/(?:trạm / WORD /|hạt)/'
    """
    if not item.notation:
        return item.body
    words = read_words(item.body, item.notation, names, item.file, item.line, item.column)
    return as_lark(list_pattern(words, item.notation))


def _lists(found: Sequence[Sequence[Definition]], names: Iterable[str]) -> tuple[dict[str, _List], dict[int, str]]:
    """The lists of words, and what is to be written for lines that extend terminals that are none."""
    lists: dict[str, _List] = {}
    others: dict[int, str] = {}
    for item in (item for items in found for item in items):
        if not item.notation and item.directive != "without":
            continue
        known = lists.get(item.name)
        kind = known.head.notation if known else item.notation
        words = list(read_words(item.body, kind or "words", names, item.file, item.line, item.column))
        if known is None and item.directive:
            if item.directive == "without" or item.name not in names:
                raise _mistake(item, f"there is no list of words {item.name}")
            others[id(item)] = f"%{item.directive} {item.name}: {as_lark(list_pattern(words, kind))}"
        elif known is None:
            lists[item.name] = _List(item, words)
        elif item.directive == "override":
            known.words[:] = words
        elif item.directive == "without":
            try:
                for word in words:
                    known.words[:] = without(known.words, word, kind, names)
            except ValueError as error:
                raise _mistake(item, str(error)) from None
        elif not item.directive and item.file == known.head.file:
            raise _mistake(item, f"the list of words {item.name} is defined more than once")
        else:
            known.words.extend(words)
    return lists, others


def _mistake(item: Definition, message: str) -> GrammarError:
    return GrammarError(message, file=item.file, line=item.line, column=item.column)


def _written(item: Definition, lists: dict[str, _List], others: dict[int, str]) -> str:
    known = lists.get(item.name)
    if known is None or known.head is not item:
        return others.get(id(item), "")
    priority = "" if item.priority is None else f".{item.priority}"
    return f"{item.name}{priority}: {as_lark(list_pattern(known.words, item.notation))}"


def _named(found: Iterable[Iterable[Definition]]) -> Iterator[str]:
    for item in (item for items in found for item in items):
        yield from NAME.findall(item.body if item.notation else _NO_NAMES.sub(" ", item.body))


def form_of(name: str, names: Container[str]) -> tuple[str, str, str] | None:
    """What a name stands for that is a form of another terminal: what stands before that one, its name, what follows.

    >>> form_of("NOT_BEFORE_UNIT", ["UNIT"]), form_of("UNIT_AHEAD", ["UNIT"]), form_of("NOT_AFTER_IT", ["UNIT"])
    (('(?! ', 'UNIT', ')'), ('(?=', 'UNIT', ')'), None)
    """
    form = _BESIDE.match(name)
    base = form["beside"] or form["ahead"] if form else ""
    if form is None or base not in names or name in names:
        return None
    sign = "!" if form["not_"] or form["no"] else "="
    if form["side"] == "AFTER":
        return f"(?<{sign}", base, " )"
    return f"(?{sign}{' ' if form['side'] else ''}", base, ")"


def base_name(name: str, names: Container[str]) -> str:
    """The terminal of which a name is a form; empty where it is none."""
    form = form_of(name, names)
    return form[1] if form else ""


def _beside(name: str, form: tuple[str, str, str], lists: dict[str, _List]) -> str:
    before, base, following = form
    if not before.startswith("(?<"):
        return f"/{before}/ {base} /{following}/"
    if base not in lists:
        raise GrammarError(f"{name}: only a list of words says what stands before, and {base} is none")
    return as_lark(after(lists[base].words, lists[base].head.notation, refused=before.endswith("!")))
