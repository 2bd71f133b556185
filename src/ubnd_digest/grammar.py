"""Loads the grammar files, composes them into one namespace and compiles them with Lark."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from importlib.resources import files
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.errors import GrammarError
from ubnd_digest.source import fold_tones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lark import Lark
    from lark.load_grammar import Grammar as ComposedGrammar

    from ubnd_digest.parts import Parts
    from ubnd_digest.scanner import Scanner

# In this order: each may use what stands before it.
FILES = ("common", "dates", "references", "provisions", "deadlines", "inline", "clauses", "structure")

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# How much of a pattern an error shows.
_SHOWN = 60
_VERSION_LENGTH = 12


class GrammarFile(NamedTuple):
    """A grammar file: the name that errors give it, and its text.

    >>> GrammarFile("song-tra.lark", "%extend CHROME: /xem trang cũ/").name
    'song-tra.lark'
    """

    name: str
    text: str

    @classmethod
    def of(cls, package: str, name: str) -> GrammarFile:
        """Read a grammar file that lies in a package.

        Args:
            package: the import name of the package.
            name: the name of the file in it, such as ``"vn-99.lark"``.

        Raises:
            GrammarError: when the file is not there, or not in UTF-8.
            ModuleNotFoundError: when there is no such package.

        >>> GrammarFile.of("ubnd_digest.grammars", "dates.lark").name
        'dates.lark'
        """
        try:
            return cls(name, (files(package) / name).read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise GrammarError("not UTF-8", file=name) from error
        except OSError as error:
            raise GrammarError(
                f"not to be read from the package {package}: {error.strerror or error}", file=name
            ) from error


@lru_cache(maxsize=1)
def common_files() -> tuple[GrammarFile, ...]:
    """The grammar files that every publisher shares, as shipped."""
    return tuple(GrammarFile.of("ubnd_digest.grammars", f"{name}.lark") for name in FILES)


def _folded(text: str) -> str:
    return fold_tones(unicodedata.normalize("NFC", text))


def compose(grammar_files: Iterable[GrammarFile]) -> ComposedGrammar:
    """All files in one namespace, so that a later one can extend and override an earlier one.

    Lark's ``%import`` would make two terminals of one that two files import, and an ``%extend``
    of an imported terminal has no effect.

    Raises:
        GrammarError: with the file, and with line and column where Lark knows them.
    """
    from lark.exceptions import LarkError

    from ubnd_digest.builder import Builder

    grammar_files = tuple(grammar_files)
    builder = Builder()
    name = ""
    try:
        for name, text in grammar_files:
            builder.load_grammar(_folded(text), name)
        return builder.build()
    except LarkError as error:
        raise located(error, grammar_files, name) from error
    except AssertionError as error:  # Lark does not expect a terminal without a pattern there
        raise GrammarError("a terminal that is only declared stands inside another terminal", file=name) from error
    except OSError as error:  # %import looks for a file
        raise GrammarError(f"no such file to import: {error.filename}", file=name) from error


_PLACE = re.compile(r"line ([0-9]+)[, ]+col(?:umn)? ([0-9]+)")
_NAMED = re.compile(r"['\"]([A-Za-z_]\w*)['\"]|\b([A-Z][A-Z0-9_]+)\b|(?:\brule |<)([a-z_]\w*)")
_LITERAL = re.compile(r"/(?!/)((?:\\.|[^/\\\n])+)/")
_DEFINED = re.compile(r"^(?:%(?:extend|override) +)?(_?[A-Z][A-Z0-9_]*) *[.:]", re.MULTILINE)


def located(error: Exception, grammar_files: Sequence[GrammarFile], name: str = "") -> GrammarError:
    """An error of Lark's, or of the regular expression engine, with its place.

    Lark says the place of a slip of syntax. Where it gives a name or a regular expression instead,
    the last file that holds it is taken to be at fault, and a file that is shipped only when no other
    holds it: what others wrote stands behind what is shipped.

    Args:
        error: the error.
        grammar_files: the files that were composed.
        name: the file that was being loaded, where that is known.
    """
    said = str(getattr(error, "orig_exc", error)).strip()
    place = _PLACE.search(said)
    if place:
        return GrammarError(said.partition("\n")[0], file=name or None, line=int(place[1]), column=int(place[2]))
    shipped = [file for file in grammar_files if file in common_files()]
    added = [file for file in reversed(grammar_files) if file not in shipped]
    broken = _broken_pattern(error)
    if broken:
        pattern, reason = broken
        message = f"no regular expression: {pattern[:_SHOWN]}: {reason}"
        found = _literal_of(pattern, added) or _literal_of(pattern, shipped)
    else:
        message = re.sub(r"\s*\n[\s*-]*", " ", said.partition("\n\n")[0])
        names = [match[1] or match[2] or match[3] for match in _NAMED.finditer(said)]
        found = _first_use(names, added) or _first_use(names, shipped)
    if found:
        return GrammarError(message, file=found[0], line=found[1], column=found[2])
    return GrammarError(message, file=name or None)


def _broken_pattern(error: BaseException | None) -> tuple[str, str] | None:
    """The regular expression that an error complains of, and the reason.

    Lark asks the module ``regex`` where that is installed, whose error has the same attributes; it stands
    between Lark's and that of the standard library, which says what this library will say.
    """
    found = None
    while error is not None:
        pattern = getattr(error, "pattern", None)
        if isinstance(pattern, str):
            found = pattern, str(error)
        error = error.__context__
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no comments, with their numbers."""
    for number, line in enumerate(_folded(text).split("\n"), 1):
        if not line.startswith("//"):
            yield number, line


def _literal_of(pattern: str, grammar_files: Iterable[GrammarFile]) -> tuple[str, int, int] | None:
    """Where the longest literal stands that is part of a pattern, or the one with which its alternative begins."""
    found: tuple[str, int, int] | None = None
    longest = 0
    for file in grammar_files:
        for number, line in _lines(file.text):
            behind = first = -1
            for literal in _LITERAL.finditer(line):
                if literal[1] not in pattern:
                    behind = -1
                    continue
                if behind < 0 or "|" in line[behind : literal.start()]:
                    first = literal.start()
                behind = literal.end()
                if len(literal[1]) > longest:
                    found, longest = (file.name, number, first + 1), len(literal[1])
    return found


def _first_use(names: list[str], grammar_files: Iterable[GrammarFile]) -> tuple[str, int, int] | None:
    """Where the first of some names stands that stands anywhere."""
    places: dict[str, tuple[str, int, int]] = {}
    for file in grammar_files:
        for number, line in _lines(file.text):
            for word in re.finditer(r"\b[A-Za-z_]\w*\b", line):
                places.setdefault(word.group(), (file.name, number, word.start() + 1))
    return next((places[name] for name in names if name in places), None)


def _parts_of(grammar_files: tuple[GrammarFile, ...]) -> Parts:
    from lark.exceptions import LarkError

    from ubnd_digest.parts import Parts

    composed = compose(grammar_files)
    try:
        parts = Parts(composed, ("inline", "clauses", "structure"))
    except LarkError as error:
        raise located(error, grammar_files) from error
    # Lark leaves some patterns unread, and reads others with the module regex, where it is installed.
    added = (file.text for file in grammar_files if file not in common_files())
    for name in dict.fromkeys(name for text in added for name in _DEFINED.findall(text)):
        pattern = parts.patterns.get(name, "")
        try:
            re.compile(pattern)
        except re.error as error:
            raise located(re.error(error.msg, pattern), grammar_files) from error
    return parts


class Grammar:
    """A composed grammar, each part compiled when it is first used."""

    def __init__(self, grammar_files: tuple[GrammarFile, ...]) -> None:
        from ubnd_digest.builder import without_collections

        self.files = grammar_files
        with without_collections():
            self._parts = _parts_of(grammar_files)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._lock = RLock()
        self._compiled: dict[str, Lark] = {}

    def __reduce__(self) -> tuple[type[Grammar], tuple[tuple[GrammarFile, ...]]]:
        return Grammar, (self.files,)

    @cached_property
    def version(self) -> str:
        """A digest of the text of all files: another text, another version."""
        from hashlib import sha256

        return sha256("\0".join(part for file in self.files for part in file).encode()).hexdigest()[:_VERSION_LENGTH]

    @property
    def terminals(self) -> dict[str, str]:
        """The regular expression of every terminal of all files."""
        return self._parts.patterns

    def pattern(self, terminal: str) -> re.Pattern[str]:
        """The compiled regular expression of one terminal."""
        found = self._patterns.get(terminal)
        if found is None:
            found = self._patterns[terminal] = re.compile(self.terminals[terminal])
        return found

    @cached_property
    def symbols(self) -> re.Pattern[str]:
        """The runs of a text that keep their case in the folded view."""
        return re.compile(_GROUP_NAME.sub("(?:", self.terminals["SYMBOL_RUN"]))

    @cached_property
    def inline(self) -> Lark:
        """The parser of mentions."""
        from ubnd_digest.inline import Inline

        return self._compile("inline", Inline(self.pattern("LABEL")))

    @cached_property
    def clauses(self) -> Scanner:
        """The lexer of what a sentence says about duty."""
        return scanner_of(self._compile("clauses"))

    @cached_property
    def structure(self) -> Lark:
        """The parser of lines."""
        from ubnd_digest.structure import LineLexer, Structure

        return self._compile("structure", Structure(), LineLexer)

    def _compile(self, start: str, transformer: object = None, lexer: type | None = None) -> Lark:
        from lark import Lark
        from lark.exceptions import LarkError

        from ubnd_digest.builder import without_collections
        from ubnd_digest.scanner import Scanner

        with self._lock, without_collections():  # threads that ask at the same time share one
            if start not in self._compiled:
                try:
                    self._compiled[start] = Lark(
                        self._parts,
                        parser="lalr",
                        lexer=lexer or Scanner,
                        start=start,
                        transformer=transformer,
                        maybe_placeholders=False,
                    )
                except LarkError as error:
                    raise located(error, self.files) from error
            return self._compiled[start]


def scanner_of(parser: Lark) -> Scanner:
    """The lexer inside a compiled parser."""
    return parser.parser.lexer.lexer  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def common_grammar() -> Grammar:
    """The grammar that every publisher shares, compiled once a process."""
    return Grammar(common_files())
