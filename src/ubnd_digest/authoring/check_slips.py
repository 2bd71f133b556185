"""Slips of those who do not write regular expressions every day, and what Lark says of others, in plain words.

What stands behind a missing slash or quote is read as names and signs that make no sense, and would be complained of
one by one; so a definition with a slip of this kind gets one finding, which says what was meant.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from ubnd_digest.authoring.findings import Finding, finding
from ubnd_digest.grammar.definitions import Definition, Token
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.model.errors import GrammarError

_LITERALS = ("string", "regexp", "unclosed")
# The signs with which names are joined. The colon is Lark's to complain of, and braces hold what a template is given.
_JOINING = frozenset("()[]|:{},")
_QUOTES = "“”„‟‘’‚‛«»'`´"
# What a text has that is more than words; a dot in front of anything but a space, or the end, means any sign.
_EXPRESSION = re.compile(r"[\\*+?\[\]{}^$|]|\.(?! |$)|\(\?")
_SHOWN = 60

# What Lark says of slips, how it begins: their codes.
_SAID = {
    "Expecting rule or terminal definition": "missing-colon",
    "Misplaced operator": "misplaced-operator",
    "Incorrect type of value": "misplaced-operator",
    "Unexpected token Token('_NL'": "unclosed-bracket",
    "Unexpected token Token('_R": "unmatched-bracket",
}
# And those that have no code of their own, by how they are mended.
_SYNTAX = {"Unexpected colon": "colon", "Alias expects": "alias", "Expecting a value": "value"}


def told(file: GrammarFile, error: GrammarError, code: str = "") -> Finding:
    """An error of Lark's, or of the composed grammar, in plain words."""
    line, column = error.line or 1, error.column or 1
    said = error.message.split(", at line")[0]
    written = next(iter(file.text.split("\n")[line - 1 : line]), "")
    before, rest = written[: column - 1], written[column - 1 :][:1]
    known = next((known for begin, known in _SAID.items() if said.startswith(begin)), "syntax")
    if known == "syntax" and not code:
        unexpected = said.startswith("Unexpected token")
        if said.startswith("Unexpected input") and rest in ("/", '"'):
            known = "unclosed"
        elif rest and rest in "?*+~":
            known = "misplaced-operator"
        elif unexpected and (before.isspace() or ":" not in before):
            known = "broken-line" if before.isspace() else "missing-colon"
    if known == "syntax":
        special = next((kind for begin, kind in _SYNTAX.items() if said.startswith(begin)), "")
        if special or not said.startswith("Unexpected") or "colon" in said:
            known += f"/{special or 'said'}"
    found = finding(known, error.file or file.name, line, column, sign=rest, said=said)
    return found._replace(code=code) if code else found


def slip(definition: Definition) -> Finding | None:
    r"""The slip of a definition, if it has one.

    >>> from ubnd_digest.grammar.definitions import definitions
    >>> found = [slip(d) for d in definitions(GrammarFile("vn-99.lark", "FAIR: phiên [0-9]\nFAIR: /a/ | D"))]
    >>> [one and one.mend for one in found]
    ['write /phiên [0-9]/', None]
    """
    return _slash_inside(definition) or _bare(definition)


def _makes_no_sense(token: Token) -> bool:
    """Whether a word outside strings and regular expressions is one that no definition has."""
    if token.kind == "name":
        return not is_legal(token.text)
    return token.kind == "priority" or (token.kind == "sign" and token.text not in _JOINING)


def is_legal(name: str) -> bool:
    """Whether a name has only letters without marks, digits and ``_``, and begins with no digit."""
    return name.isascii() and not name[0].isdigit()


# ---- a slash too many ----------------------------------------------------------------------


def _slash_inside(definition: Definition) -> Finding | None:
    """A slash inside a regular expression, which ends it too early."""
    body = definition.tokens
    for at, (token, behind) in enumerate(pairwise(body)):
        if token.kind != "regexp" or behind.line != token.line:
            continue
        rest = _up_to_a_literal(body[at + 1 :])
        last = next(iter(body[at + 1 + len(rest) :]), None)
        goes_on = last is not None and last.line == token.line and last.text[0] == "/"
        adjacent = behind.start == token.end and behind.kind == "name" and not _is_terminal(behind)
        twice = not rest and behind.kind == "regexp" and behind.start == token.end
        # /a/b/ is meant as one expression, and so is /a//b/, though the latter can be read as two
        if goes_on and last and (adjacent or twice or any(map(_makes_no_sense, rest))):
            kind = "slash-inside/twice" if twice else "slash-inside"
            return _told_of_slash(definition, token, [*rest, last], kind)
    return None


def _told_of_slash(definition: Definition, token: Token, behind: list[Token], kind: str) -> Finding:
    slash = token.text.rindex("/")
    rest = definition.body[token.end : behind[-1].end]
    end = rest.find("/", len(rest) - len(rest.lstrip("/")))
    rest = rest[:end] if end >= 0 else rest
    written = token.text[:slash] + (token.text[slash:] + rest).replace("/", r"\/")
    column = token.column + slash
    return finding(kind, definition.file, token.line, column, rest=rest[:_SHOWN], written=written)


def _up_to_a_literal(tokens: tuple[Token, ...]) -> list[Token]:
    """The words on one line before the next string or regular expression."""
    return list(takewhile(lambda token: token.kind not in _LITERALS and token.line == tokens[0].line, tokens))


def _is_terminal(token: Token) -> bool:
    return token.text.isascii() and token.text.isupper()


# ---- nothing around it ---------------------------------------------------------------------


def _bare(definition: Definition) -> Finding | None:
    """Words or an expression without quotes or slashes."""
    start, body = 0, definition.tokens
    while start < len(body):
        run = _up_to_a_literal(body[start:])
        if any(map(_makes_no_sense, run)):
            # an expression may hold what looks like the beginning of another one: [0-9]/[0-9]
            end = start + len(run)
            if end < len(body) and body[end].kind == "unclosed" and body[end].line == run[0].line:
                run = [*run, body[end]]
            return _told_of_bare(definition, _trimmed(run))
        start += max(len(run), 1)
    return None


def _trimmed(run: list[Token]) -> list[Token]:
    """Without the terminals around it, and without what joins it to them."""
    while run and (_is_terminal(run[0]) or run[0].text == "|"):
        run = run[1:]
    while run and (_is_terminal(run[-1]) or run[-1].text == "|" or _too_many(run)):
        run = run[:-1]
    return run


def _too_many(run: list[Token]) -> bool:
    """Whether a run ends with a bracket that is not opened in it."""
    texts = [token.text for token in run]
    return texts[-1] in (")", "]") and texts.count(texts[-1]) > texts.count("(" if texts[-1] == ")" else "[")


def _told_of_bare(definition: Definition, run: list[Token]) -> Finding:
    text = definition.body[run[0].start : run[-1].end].rstrip()
    plain = text.strip(_QUOTES)
    if _EXPRESSION.search(plain):
        kind, written = "unquoted/expression", re.sub(r"(?<!\\)/", r"\\/", plain)
    else:
        kind, written = "unquoted", plain.replace('"', r"\"")
    return finding(kind, definition.file, run[0].line, run[0].column, text=text[:_SHOWN], written=written)
