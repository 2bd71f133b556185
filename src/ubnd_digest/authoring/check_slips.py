"""Slips of those who do not write regular expressions every day, and what Lark says of others, in plain words.

What stands behind a missing slash or quote is read as names and signs that make no sense, and would be complained of
one by one; so a definition with a slip of this kind gets one finding, which says what was meant.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from ubnd_digest.authoring.check_subject import Finding, Severity
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

# What Lark says of a slip, how it begins -> code, what is wrong, how to mend it.
_TOLD = {
    "missing-colon": ("no colon stands behind a name, or no definition begins so", "write NAME: and what it means"),
    "misplaced-operator": ("nothing stands before this sign that it could repeat", "delete it, or write what repeats"),
    "unclosed-bracket": ("a bracket that is opened in this line is not closed", "write ) or ] where it ends"),
    "unmatched-bracket": ("a bracket is closed here that was not opened", "delete it, or open it"),
    "broken-line": ("a definition goes on in another line only with |", "begin the line with |, or write it in one"),
    "unclosed": ("what begins here has no {0} at its end", r"close it with {0} on the same line; \/ is a / inside / /"),
    "syntax": ("this cannot stand here", 'compare the line with others: NAME: "words" | /expression/ | OTHER_NAME'),
}  # fmt: skip
_SAID = {
    "Expecting rule or terminal definition": "missing-colon",
    "Misplaced operator": "misplaced-operator",
    "Incorrect type of value": "misplaced-operator",
    "Unexpected token Token('_NL'": "unclosed-bracket",
    "Unexpected token Token('_R": "unmatched-bracket",
}
_MENDS = {
    "Unexpected colon": "begin the next definition in a line of its own",
    "Alias expects": "delete ->, or write a name in small letters",
    "Expecting a value": 'write a name, a "string" or a /regular expression/',
}


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
    message, mend = _TOLD[known]
    if known == "syntax":
        mend = next((mend for begin, mend in _MENDS.items() if said.startswith(begin)), mend)
        message = message if said.startswith("Unexpected") and "colon" not in said else said
    place = (error.file or file.name, line, column)
    return Finding("error", code or known, message.replace("{0}", rest), mend.replace("{0}", rest), *place)


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
    """Whether a name has only letters without marks, digits and ``_``, and begins with no digit.

    >>> is_legal("FAIR_2"), is_legal("2"), is_legal("phiên")
    (True, False, False)
    """
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
            return _told_of_slash(definition, token, [*rest, last], "warning" if twice else "error")
    return None


def _told_of_slash(definition: Definition, token: Token, behind: list[Token], severity: Severity) -> Finding:
    slash = token.text.rindex("/")
    rest = definition.body[token.end : behind[-1].end]
    end = rest.find("/", len(rest) - len(rest.lstrip("/")))
    rest = rest[:end] if end >= 0 else rest
    message = f"the regular expression ends at this /, and “{rest[:_SHOWN]}/” is left behind it"
    written = (token.text[slash:] + rest).replace("/", r"\/")
    mend = rf"write \/ for a slash that is meant as itself: {token.text[:slash]}{written}/"
    return Finding(severity, "slash-inside", message, mend, definition.file, token.line, token.column + slash)


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
        message = f"a regular expression stands between slashes, and “{text[:_SHOWN]}” does not"
        mend = "write /" + re.sub(r"(?<!\\)/", r"\\/", plain) + "/"
    else:
        message = f'words stand between straight quotes "…", and {text[:_SHOWN]} does not'
        mend = 'write "' + plain.replace('"', r"\"") + '"'
    return Finding("error", "unquoted", message, mend, definition.file, run[0].line, run[0].column)
