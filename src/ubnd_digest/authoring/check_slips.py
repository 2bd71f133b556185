"""Slips of those who do not write regular expressions every day: no slashes, a slash too many, curly quotes.

What stands behind such a slip is read as names and signs that make no sense, and would be complained of one by
one; so a statement with a slip of this kind gets one finding, which says what was meant.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ubnd_digest.authoring.check_findings import Finding, Severity
from ubnd_digest.authoring.check_tokens import Statement, Token

_LITERALS = ("string", "regexp", "unclosed")
# The signs with which names are joined. The colon is Lark's to complain of, and braces hold what a template is given.
_JOINING = frozenset("()[]|:{},")
_QUOTES = "“”„‟‘’‚‛«»'`´"
# What a text has that is more than words; a dot in front of anything but a space, or the end, means any sign.
_EXPRESSION = re.compile(r"[\\*+?\[\]{}^$|]|\.(?! |$)|\(\?")
_SHOWN = 60


def slip(statement: Statement) -> Finding | None:
    r"""The slip of a statement, if it has one.

    >>> from ubnd_digest.authoring.check_tokens import statements
    >>> found = [slip(statement) for statement in statements("FAIR: phiên [0-9]\nFAIR: /a/ | D")]
    >>> [one and one.mend for one in found]
    ['write /phiên [0-9]/', None]
    """
    return _slash_inside(statement) or _bare(statement)


def _makes_no_sense(token: Token) -> bool:
    """Whether a word outside strings and regular expressions is one that no definition has."""
    if token.kind == "name":
        return not is_legal(token.text)
    return token.kind in ("priority", "directive") or (token.kind == "sign" and token.text not in _JOINING)


def is_legal(name: str) -> bool:
    """Whether a name has only letters without marks, digits and ``_``, and begins with no digit.

    >>> is_legal("FAIR_2"), is_legal("2"), is_legal("phiên")
    (True, False, False)
    """
    return name.isascii() and not name[0].isdigit()


# ---- a slash too many ----------------------------------------------------------------------


def _slash_inside(statement: Statement) -> Finding | None:
    """A slash inside a regular expression, which ends it too early."""
    body = statement.body
    for at, (token, behind) in enumerate(pairwise(body)):
        if token.kind != "regexp" or behind.line != token.line:
            continue
        rest = _up_to_a_literal(body[at + 1 :])
        last = body[at + 1 + len(rest)] if at + 1 + len(rest) < len(body) else None
        goes_on = last is not None and last.line == token.line and last.text[0] == "/"
        adjacent = behind.start == token.end and behind.kind == "name" and not _is_terminal(behind)
        twice = not rest and behind.kind == "regexp" and behind.start == token.end
        # /a/b/ is meant as one expression, and so is /a//b/, though the latter can be read as two
        if goes_on and last and (adjacent or twice or any(map(_makes_no_sense, rest))):
            return _told_of_slash(statement, token, [*rest, last], "warning" if twice else "error")
    return None


def _told_of_slash(statement: Statement, token: Token, behind: list[Token], severity: Severity) -> Finding:
    slash = token.text.rindex("/")
    rest = _gap(token, behind[0]) + _text_of(behind)
    first = len(rest) - len(rest.lstrip("/"))
    end = rest.find("/", first)
    rest = rest[:end] if end >= 0 else rest
    message = f"the regular expression ends at this /, and “{rest[:_SHOWN]}/” is left behind it"
    written = (token.text[slash:] + rest).replace("/", r"\/")
    mend = rf"write \/ for a slash that is meant as itself: {token.text[:slash]}{written}/"
    place = token._replace(column=token.column + slash)
    return Finding(severity, "slash-inside", message, mend, statement.file, place.line, place.column)


def _up_to_a_literal(tokens: list[Token]) -> list[Token]:
    """The words on one line before the next string or regular expression."""
    found: list[Token] = []
    for token in tokens:
        if token.kind in _LITERALS or token.line != tokens[0].line:
            break
        found.append(token)
    return found


def _is_terminal(token: Token) -> bool:
    return token.text.isascii() and token.text.isupper()


# ---- nothing around it ---------------------------------------------------------------------


def _bare(statement: Statement) -> Finding | None:
    """Words or an expression without quotes or slashes."""
    start = 0
    body = statement.body
    while start < len(body):
        run = _up_to_a_literal(body[start:])
        if any(map(_makes_no_sense, run)):
            # an expression may hold what looks like the beginning of another one: [0-9]/[0-9]
            end = start + len(run)
            if end < len(body) and body[end].kind == "unclosed" and body[end].line == run[0].line:
                run = [*run, body[end]]
            return _told(statement, _trimmed(run))
        start += max(len(run), 1)
    return None


def _trimmed(run: list[Token]) -> list[Token]:
    """Without the terminals around it, and without what joins it to them."""
    first, last = 0, len(run)
    while first < last and (_is_terminal(run[first]) or run[first].text == "|"):
        first += 1
    while last > first and (_is_terminal(run[last - 1]) or run[last - 1].text == "|" or _too_many(run[first:last])):
        last -= 1
    return run[first:last]


def _too_many(run: list[Token]) -> bool:
    """Whether a run ends with a bracket that is not opened in it."""
    texts = [token.text for token in run]
    return texts[-1] in (")", "]") and texts.count(texts[-1]) > texts.count("(" if texts[-1] == ")" else "[")


def _told(statement: Statement, run: list[Token]) -> Finding:
    text = _text_of(run)
    plain = text.strip(_QUOTES)
    if _EXPRESSION.search(plain):
        escaped = re.sub(r"(?<!\\)/", r"\\/", plain)
        message = f"a regular expression stands between slashes, and “{text[:_SHOWN]}” does not"
        return Finding("error", "unquoted", message, f"write /{escaped}/", statement.file, run[0].line, run[0].column)
    message = f'words stand between straight quotes "…", and {text[:_SHOWN]} does not'
    plain = plain.replace('"', r"\"")
    return Finding("error", "unquoted", message, f'write "{plain}"', statement.file, run[0].line, run[0].column)


def _text_of(tokens: list[Token]) -> str:
    """What stands in the file from the first to the last of some words on one line."""
    gaps = ["", *(_gap(before, token) for before, token in pairwise(tokens))]
    return "".join(gap + token.text for gap, token in zip(gaps, tokens, strict=True)).rstrip()


def _gap(before: Token, token: Token) -> str:
    return " " * (token.start - before.end)
