"""What is written in regular expressions and strings that the folded view never holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from lark.load_grammar import eval_escaping

from ubnd_digest.authoring.check_findings import Finding, Severity
from ubnd_digest.authoring.check_regex import Piece, example_with, pieces
from ubnd_digest.authoring.check_subject import Form, Subject
from ubnd_digest.authoring.check_tokens import Token
from ubnd_digest.model.text import INVISIBLE, View, fold_tones

# Stands for a sign of an expression while an example of it is made.
_MARK = "\ue000"
# A letter in front of the number of a document: what follows may be a symbol.
_BEFORE_SYMBOL = "1/"
_GROUP = re.compile(r"\(\?P<(\w+)>")
# A bracket in a class that is not written as a sign.
_BRACKET = re.compile(r"(?<!\\)(?:\\\\)*\[")
_QUANTIFIER = re.compile(r"[?*]|\{0")


def literal_findings(subject: Subject, forms: Iterable[Form] | None = None) -> Iterator[Finding]:
    """What stands in the strings and regular expressions of a file and never matches, or matches too much.

    Args:
        subject: the file.
        forms: the forms to look at; all of the file, where they are not given.
    """
    groups = {name for pattern in subject.before.terminals.values() for name in _GROUP.findall(pattern)}
    for form in subject.forms if forms is None else forms:
        at = 0
        for token in form.alternative.tokens:
            if token.kind not in ("string", "regexp"):
                continue
            literal = _Literal(subject, form, token, max(form.pattern.find(_as_pattern(token), at), at))
            at = literal.at + len(literal.pattern)
            yield from literal.signs()
            yield from literal.doubled()
            if token.kind == "regexp":
                yield from literal.constructs(groups)
            if form.name not in subject.cased and "i" not in literal.flags:
                yield from literal.capitals()


def _as_pattern(token: Token) -> str:
    """The regular expression that Lark makes of a literal, folded as all grammar files are."""
    inner = str(eval_escaping(fold_tones(unicodedata.normalize("NFC", _inner(token)))))  # type: ignore[no-untyped-call]
    return re.escape(inner.replace("\\\\", "\\")) if token.kind == "string" else inner


def _inner(token: Token) -> str:
    return token.text[1 : token.text.rindex(token.text[0])]


class _Literal:
    """A string or a regular expression of a form, and where it stands in the expression of the whole form."""

    def __init__(self, subject: Subject, form: Form, token: Token, at: int) -> None:
        self.subject, self.form, self.token, self.at = subject, form, token, at
        self.text = _inner(token)
        self.flags = token.text[len(self.text) + 2 :]
        self.pattern = _as_pattern(token)
        self.pieces = list(pieces(self.pattern))

    def _finding(self, severity: Severity, code: str, message: str, mend: str, wanted: str) -> Finding:
        """A finding at the first place of some words in the literal, or at its beginning."""
        column = self.token.column + 1 + self.text.find(wanted) if wanted in self.text else self.token.column
        message = f"{self.form.name}: {message}"
        return self.subject.finding(severity, code, message, mend, self.token._replace(column=column))

    def signs(self) -> Iterator[Finding]:
        """Signs that folding replaces or drops."""
        for piece in self.pieces:
            sign = _only_sign(piece)
            if sign is None or sign == "\n":
                continue
            folded = View(f"a{sign}a").folded[1:-1]
            if folded.lower() == sign.lower():
                continue
            name = f"U+{ord(sign):04X}"
            message = f"the sign {name} never matches: it is folded before the text is read"
            if sign in INVISIBLE:
                mend = "delete it: what is not seen is dropped"
            else:
                mend = f'write "{folded}"' + (", a single space" if folded == " " else "")
            yield self._finding("warning", "folded-sign", message, mend, sign)
            return

    def doubled(self) -> Iterator[Finding]:
        """Spaces that follow one another."""
        if "x" in self.flags:
            return
        for piece, behind in zip(self.pieces, self.pieces[1:], strict=False):
            quantifier = self.pattern[behind.start + len(behind.text) :]
            if _is_space(piece) and _is_space(behind) and not _QUANTIFIER.match(quantifier):
                message = "two spaces never match: runs of spaces are one space when the text is read"
                yield self._finding("warning", "double-space", message, "write a single space", "  ")
                return

    def constructs(self, groups: set[str]) -> Iterator[Finding]:
        """Parts of regular expressions that do not serve here."""
        for piece in self.pieces:
            if piece.text == r"\d":
                message = r"\d finds the digits of other scripts too, and hides from the scanner where to look"
                yield self._finding("warning", "any-digit", message, "write [0-9]", r"\d")
            elif piece.kind == "set" and (inside := _BRACKET.search(piece.text, 1)):
                message = f"a [ stands inside {piece.text}: it is one of the signs there, and begins no class"
                mend = r"write \[ if that is meant; if not, close the first class with ] before it"
                yield self._finding("warning", "bracket-in-class", message, mend, piece.text[: inside.end()])
            elif piece.kind == "back" or (piece.kind == "escape" and piece.text[1:] in "123456789"):
                message = f"{piece.text} looks back at a group: all terminals are read as one expression, without names"
                mend = "write out what the group may find"
                yield self._finding("error", "back-reference", message, mend, piece.text)
            elif piece.kind == "flags":
                message = f"{piece.text} would change the expressions of all terminals"
                mend = f"delete {piece.text}: the text is in small letters when it is read"
                yield self._finding("error", "flags", message, mend, piece.text)
            elif piece.kind == "named" and piece.text[4:-1] not in groups:
                name = piece.text[4:-1]
                near = get_close_matches(name, groups, 1)
                message = f"nothing asks for a part named {name}"
                mend = (
                    f"did you mean (?P<{near[0]}>…)?" if near else "write (?:…), or a name that docs/grammar.md lists"
                )
                yield self._finding("warning", "unknown-group", message, mend, piece.text)

    def capitals(self) -> Iterator[Finding]:
        """Capital letters, where the text has small letters when it is read."""
        for piece in self.pieces:
            capital = _only_capital(piece)
            if capital and not self._kept(piece, capital):
                message = f"the capital {capital} never matches: the text is in small letters when it is read"
                word = re.search(rf"[^\W\d_]*{capital}[^\W\d_]*", self.text)
                written = word.group() if word and piece.kind == "sign" else piece.text
                mend = f"write {written.lower()}: capitals and small letters of the text are both found by it"
                yield self._finding("warning", "capital", message, mend, capital)
                return

    def _kept(self, piece: Piece, capital: str) -> bool:
        """Whether a text that the form finds can keep the capital when it is folded, as symbols do."""
        start = self.at + piece.start
        whole = self.form.pattern
        if whole[start : start + len(piece.text)] != piece.text:
            return True  # written otherwise in the whole: nothing is known
        try:
            example = example_with(whole[:start] + _MARK + whole[start + len(piece.text) :], _MARK)
        except re.error:
            return True
        name, subject = self.form.name, self.subject
        piece_of_another = name not in subject.known and name in subject.holders
        text = (_BEFORE_SYMBOL if piece_of_another else "") + example
        view = View(text.replace(_MARK, capital), subject.symbols)
        at = text.find(_MARK)
        return at < 0 or (view.folded[at : at + 1] == capital if view.is_plain() else capital in view.folded)


def _is_space(piece: Piece) -> bool:
    return piece.text in (" ", r"\ ")


def _members(piece: Piece) -> str:
    """The members of a set that are written out; empty for a set of what is not in it."""
    inner = piece.text[1:-1]
    return "" if inner.startswith("^") or "\\" in inner else inner


def _only_sign(piece: Piece) -> str | None:
    """The one sign that a piece stands for."""
    if piece.kind == "sign":
        return piece.text
    if piece.kind == "escape":
        return {"t": "\t", "r": "\r", "f": "\f", "v": "\v"}.get(piece.text[1:]) or (
            piece.text[1:] if not piece.text[1:].isalnum() else None
        )
    inner = _members(piece) if piece.kind == "set" else ""
    return inner if len(inner) == 1 else None


def _only_capital(piece: Piece) -> str | None:
    """The first of the letters that a piece stands for, if all of them are capitals."""
    if piece.kind == "sign":
        return piece.text if _is_capital(piece.text) else None
    inner = _members(piece) if piece.kind == "set" else ""
    letters = re.sub(r"(.)-(.)", r"\1\2", inner)
    return letters[0] if letters and all(map(_is_capital, letters)) else None


def _is_capital(sign: str) -> bool:
    return sign != sign.lower()
