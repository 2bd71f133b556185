"""What is written in strings and regular expressions that the folded view never holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lark.exceptions import LarkError
from lark.load_grammar import eval_escaping

from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.findings import Finding, near
from ubnd_digest.grammar.definitions import Definition, Token
from ubnd_digest.model.blanks import INVISIBLE
from ubnd_digest.model.text import View
from ubnd_digest.model.tones import fold_tones
from ubnd_digest.model.tuples import NamedTuple

_GROUP = re.compile(r"\(\?P<(\w+)>")
# A bracket in a class that is not written as a sign.
_BRACKET = re.compile(r"(?<!\\)(?:\\\\)*\[")
_PIECE = re.compile(
    r"(?P<escape>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.))|(?P<back>\(\?P=\w+\))|(?P<flags>\(\?[aiLmsux]+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[a-zA-Z-]*:|>))?)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<repeat>[*+?]|\{[0-9,]+\})|(?P<sign>.)",
    re.DOTALL,
)
_SIGNS = {r"\t": "\t", r"\r": "\r", r"\f": "\f", r"\v": "\v"}
# Digits stand for themselves where the symbol of a document follows them.
_DIGITS = re.compile(r"\[0-9\](?:[*+?]|\{[0-9,]*\})?")


class Piece(NamedTuple):
    """A part of a regular expression."""

    kind: str  # "escape", "back" (to a group), "flags", "open" (the head of a group), "set", "repeat" or "sign"
    text: str

    @property
    def sign(self) -> str:
        """The one sign that it stands for, or nothing."""
        if self.kind == "escape":
            return _SIGNS.get(self.text, "" if self.text[1].isalnum() else self.text[1])
        return self.text if self.kind == "sign" else self.text[1:-1] if len(self.text) == len("[a]") else ""


def pieces(pattern: str) -> list[Piece]:
    """The parts of the text of a regular expression, which need not be complete.

    >>> [piece.text for piece in pieces("(?P<day>[0-9]/a")]
    ['(?P<day>', '[0-9]', '/', 'a']
    """
    return [Piece(match.lastgroup or "", match.group()) for match in _PIECE.finditer(pattern)]


def literal_findings(subject: Subject) -> Iterator[Finding]:
    """What stands in the strings and regular expressions of a file and never matches, or matches too much."""
    groups = {name for pattern in subject.before.terminals.values() for name in _GROUP.findall(pattern)}
    for definition in subject.terminals:
        for token in definition.tokens:
            if token.kind in ("string", "regexp"):
                try:
                    literal = _Literal(subject, definition, token)
                except LarkError:  # no literal of Python: the file is not compiled, and that is told
                    continue
                yield from literal.signs()
                if token.kind == "regexp":
                    yield from literal.constructs(groups)
                if definition.name not in subject.cased and "i" not in literal.flags:
                    yield from literal.capitals()


class _Literal:
    """A string or a regular expression of a definition."""

    def __init__(self, subject: Subject, definition: Definition, token: Token) -> None:
        self.subject, self.name, self.token = subject, definition.name, token
        self.text = token.text[1 : token.text.rindex(token.text[0])]
        self.flags = token.text[len(self.text) + 2 :]
        folded = str(eval_escaping(fold_tones(unicodedata.normalize("NFC", self.text))))  # type: ignore[no-untyped-call]
        self.pattern = re.escape(folded.replace("\\\\", "\\")) if token.kind == "string" else folded
        self.pieces = pieces(self.pattern)

    def _finding(self, kind: str, wanted: str, **values: object) -> Finding:
        """A finding at the first place of some words in the literal, or at its beginning."""
        column = self.token.column + 1 + self.text.find(wanted) if wanted in self.text else self.token.column
        return self.subject.finding(kind, self.token._replace(column=column), name=self.name, text=wanted, **values)

    def signs(self) -> Iterator[Finding]:
        """Signs that folding replaces or drops, and spaces that follow one another."""
        for piece in self.pieces:
            sign = piece.sign
            folded = View(f"1{sign}1").folded[1:-1]  # between figures, where no space is put in
            if sign and sign != "\n" and folded.lower() != sign.lower():
                kind = "folded-sign/space" if folded == " " else "folded-sign"
                kind = "folded-sign/invisible" if sign in INVISIBLE else kind
                yield self._finding(kind, sign, code=f"{ord(sign):04X}", folded=folded)
                break
        for piece, behind, then in zip(self.pieces, self.pieces[1:], [*self.pieces[2:], Piece("", "")], strict=False):
            if (
                piece.sign == behind.sign == " "
                and "x" not in self.flags
                and not then.text.startswith(("?", "*", "{0"))
            ):
                yield self._finding("double-space", "  ")
                break

    def constructs(self, groups: set[str]) -> Iterator[Finding]:
        """Parts of regular expressions that do not serve here."""
        for kind, text in self.pieces:
            if text == r"\d":
                yield self._finding("any-digit", text)
            elif kind == "set" and (inside := _BRACKET.search(text, 1)):
                yield self._finding("bracket-in-class", text[: inside.end()], members=text)
            elif kind == "back" or (kind == "escape" and text[1] in "123456789"):
                yield self._finding("back-reference", text)
            elif kind == "flags":
                yield self._finding("flags", text)
            elif (named := _GROUP.fullmatch(text)) and named[1] not in groups:
                yield self._finding("unknown-group", text, part=named[1], near=near(named[1], [*groups]))

    def capitals(self) -> Iterator[Finding]:
        """Capital letters, where the text has small letters when it is read; symbols of documents keep theirs."""
        in_numbers = self.name not in self.subject.known and self.name in self.subject.holders
        text = ("1/" if in_numbers else "") + _DIGITS.sub("1", self.pattern).replace("\\", "")
        kept = self.subject.symbols.findall(text)
        for piece in self.pieces:
            members = piece.text[1:-1] if piece.kind == "set" and "\\" not in piece.text else piece.sign
            letters = re.sub(r"(.)-(.)", r"\1\2", members)
            if (
                letters
                and all(sign != sign.lower() for sign in letters)
                and not any(letters in str(run) for run in kept)
            ):
                word = re.search(rf"[^\W\d_]*{letters[0]}[^\W\d_]*", self.text)
                written = word.group() if word and piece.kind == "sign" else piece.text
                yield self._finding("capital", letters[0], written=written.lower())
                return
