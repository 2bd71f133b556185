"""What can be said of a grammar file from its names and directives alone, before Lark reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ubnd_digest.authoring.check_findings import Finding, Severity
from ubnd_digest.authoring.check_slips import is_legal, slip
from ubnd_digest.authoring.check_tokens import Statement, Token

_DIRECTIVES = ("extend", "override", "declare", "ignore", "import")
_CLOSES = {'"': "string", "/": "regular expression"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_RESERVED = "__"
# How the file is called that follows from a publisher's record, and what it overrides.
_RECORD = "record of "
_OF_RECORD = {"OWN_TITLE": "titles", "OWN_SYMBOL": "symbols", "OWN_AGENCY": "agencies and abbreviations"}


class Known:
    """The names that stand before a file: definitions by their names, and what is only declared."""

    def __init__(self, known: Iterable[Statement]) -> None:
        self.definitions: dict[str, Statement] = {}
        self.declared: set[str] = set()
        self.records: dict[str, str] = {}  # what a publisher's record says of a name: the file that says it
        for statement in known:
            if statement.is_definition and statement.name:
                self.definitions.setdefault(statement.name.text, statement)
                if statement.file.startswith(_RECORD):
                    self.records[statement.name.text] = statement.file
            elif statement.directive == "declare":
                self.declared.update(token.text for token in statement.tokens[1:])

    def __contains__(self, name: str) -> bool:
        return name in self.definitions or name in self.declared


def name_findings(statements: list[Statement], known: Known) -> Iterator[Finding]:
    """The mistakes in the names and directives of a file.

    Args:
        statements: those of the file.
        known: what stands before it.

    >>> from ubnd_digest.authoring.check_tokens import statements
    >>> [f.code for f in name_findings(statements("%extend DAYS: /x/"), Known(statements("DAY: /y/")))]
    ['unknown-target']
    """
    own: dict[str, Statement] = {}
    slips = [slip(statement) for statement in statements]
    yield from filter(None, slips)
    # what stands behind a slip is read wrongly, and would be complained of word by word
    illegible = {id(s) for s, found in zip(statements, slips, strict=True) if found and found.severity == "error"}
    for statement in statements:
        if id(statement) not in illegible:
            yield from _shape(statement)
        if statement.is_definition and statement.name:
            yield from _target(statement, statement.name, known, own)
            if not statement.directive:
                own.setdefault(statement.name.text, statement)
    for statement in statements:
        if statement.is_definition and id(statement) not in illegible:
            yield from _uses(statement, known, own)
    yield from _recursion(statements)


def _finding(severity: Severity, code: str, message: str, mend: str, statement: Statement, at: Token) -> Finding:
    return Finding(severity, code, message, mend, statement.file, at.line, at.column)


def _shape(statement: Statement) -> Iterator[Finding]:
    """Slips in the form of a statement."""
    first = statement.tokens[0]
    for token in statement.tokens:
        if token.kind == "unclosed":
            sign = token.text[0]
            message = f"the {_CLOSES[sign]} that begins here has no {sign} at its end"
            mend = f"close it with {sign} on the same line" + (
                r"; write \/ for a slash inside it" if sign == "/" else ""
            )
            yield _finding("error", "unclosed", message, mend, statement, token)
    yield from _brackets(statement)
    yield from _operators(statement)
    yield from _further_lines(statement)
    if statement.directive in ("import", "ignore"):
        yield _no_use(statement)
    elif statement.directive and statement.directive not in _DIRECTIVES:
        near = get_close_matches(statement.directive, _DIRECTIVES, 1)
        mend = f"did you mean %{near[0]}?" if near else "write %extend or %override, or only the name"
        yield _finding("error", "unknown-directive", f"there is no {first.text}", mend, statement, first)
    elif statement.directive == "declare":
        message = "nothing finds what %declare names: terminals without a pattern are filled by the library"
        yield _finding("warning", "declare", message, "give the terminal a pattern: NAME: /…/", statement, first)
    elif not statement.has_body:
        message = f"no colon behind the name {statement.name.text}" if statement.name else "no definition begins so"
        mend = "write NAME: and behind it what it stands for"
        yield _finding("error", "missing-colon", message, mend, statement, _behind_the_name(statement))
    elif statement.name:
        yield from _name_shape(statement, statement.name)
        if not statement.body or all(token.text == '""' for token in statement.body):
            message = f"{statement.name.text} stands for nothing"
            mend = "write behind the colon what it finds"
            yield _finding("error", "empty-definition", message, mend, statement, statement.name)


def _behind_the_name(statement: Statement) -> Token:
    """Where the colon belongs: before the word behind the name, or behind the name where nothing follows it."""
    if statement.name is None:
        return statement.tokens[0]
    last = statement.priority or statement.name
    at = statement.tokens.index(last) + 1
    if at < len(statement.tokens) and statement.tokens[at].line == last.line:
        return statement.tokens[at]
    return last._replace(column=last.column + len(last.text))


def _operators(statement: Statement) -> Iterator[Finding]:
    """Signs of repetition that stand behind nothing."""
    for at, token in enumerate(statement.body):
        before = statement.body[at - 1] if at else None
        if token.kind == "repeat" and (
            not before or before.kind in ("repeat", "arrow") or before.text in ("|", "(", "[")
        ):
            message = f"nothing stands before {token.text} that it could repeat"
            mend = f"delete {token.text}, or write before it what is repeated"
            yield _finding("error", "misplaced-operator", message, mend, statement, token)


def _brackets(statement: Statement) -> Iterator[Finding]:
    """Brackets that are opened or closed without the other."""
    opened: list[Token] = []
    for token in statement.tokens:
        if token.kind == "sign" and token.text in _PAIRS:
            opened.append(token)
        elif token.kind == "sign" and token.text in _PAIRS.values() and _closed(opened) != token.text:
            message = f"the {token.text} closes a bracket that was not opened"
            yield _finding("error", "unmatched-bracket", message, f"delete {token.text}, or open it", statement, token)
            return
    if opened:
        message = f"the {opened[-1].text} that is opened here is not closed"
        mend = f"write {_PAIRS[opened[-1].text]} where it ends"
        yield _finding("error", "unclosed-bracket", message, mend, statement, opened[-1])


def _closed(opened: list[Token]) -> str:
    """The sign that closes the bracket opened last, which is then no longer open."""
    return _PAIRS[opened.pop().text] if opened else ""


def _further_lines(statement: Statement) -> Iterator[Finding]:
    """Lines that go on with a definition otherwise than by a further form."""
    for before, token in zip(statement.tokens, statement.tokens[1:], strict=False):
        if token.line > before.line and (token.text != "|" or before.text == "|"):
            message = "a definition goes on in another line only with | at the beginning of that line"
            mend = "begin the line with | or put it at the end of the line above"
            at = before if before.text == "|" else token
            yield _finding("error", "broken-line", message, mend, statement, at)
            return


def _name_shape(statement: Statement, name: Token) -> Iterator[Finding]:
    plain = name.text.isascii() and not name.text[0].isdigit() and not name.text.startswith(_RESERVED)
    if not plain or not (name.text.isupper() or name.text.islower()):
        message = f"{name.text} is no name: a terminal has capitals A-Z, a rule small letters a-z, both digits and _"
        mend = "write " + (name.text.upper() if name.text.isascii() else "it without marks") + " for a terminal"
        yield _finding("error", "illegal-name", message, mend, statement, name)


def _no_use(statement: Statement) -> Finding:
    first = statement.tokens[0]
    if statement.directive == "import":
        message = "%import does not serve here: it makes a copy of a terminal that no other file extends or sees"
        mend = "delete it: all that stands in the common grammar is known here by its name"
    else:
        message = "%ignore does not serve here: what no terminal finds is passed over in any case"
        mend = "delete it"
    return _finding("error", statement.directive, message, mend, statement, first)


def _target(statement: Statement, name: Token, known: Known, own: dict[str, Statement]) -> Iterator[Finding]:
    """Whether a name may be defined, extended, overridden here."""
    base = known.definitions.get(name.text) or own.get(name.text)
    if not statement.directive:
        if base or name.text in known.declared:
            where = f" in {base.file}:{base.place.line}" if base else ""
            message = f"{name.text} is defined already{where}"
            mend = f"write %extend {name.text} to add to it, %override {name.text} to replace it, or take another name"
            yield _finding("error", "defined-twice", message, mend, statement, name)
        return
    if base is None:
        message = f"there is no {name.text} to {statement.directive}"
        mend = _did_you_mean(name.text, (*known.definitions, *own)) or "define it: without " + statement.tokens[0].text
        if name.text in known.declared:
            mend = f"leave it: {name.text} is filled by the library"
        yield _finding("error", "unknown-target", message, mend, statement, name)
    elif statement.directive == "override" and name.text in known.records and name.text in _OF_RECORD:
        lost = _OF_RECORD[name.text]
        message = f"the {lost} of the record are lost: its {name.text} is replaced"
        mend = f"write %extend {name.text}: it adds to what the record says, and keeps both"
        yield _finding("warning", "record-lost", message, mend, statement, name)
    elif statement.directive == "extend" and statement.priority:
        message = f"the priority {statement.priority.text} has no effect: {name.text} keeps the one that it has"
        mend = f"write %extend {name.text}: or use %override to change the priority"
        yield _finding("warning", "priority-ignored", message, mend, statement, statement.priority)
    elif statement.directive == "override" and statement.is_terminal and base.priority and not statement.priority:
        message = f"{name.text} has the priority {base.priority.text[1:]} in {base.file}; overridden so, it has none"
        mend = f"write %override {name.text}{base.priority.text}:"
        yield _finding("warning", "priority-lost", message, mend, statement, name)


def _uses(statement: Statement, known: Known, own: dict[str, Statement]) -> Iterator[Finding]:
    """The names in the body of a definition, and what else stands there."""
    for at, token in enumerate(statement.body):
        behind_arrow = at and statement.body[at - 1].kind == "arrow"
        if token.kind == "arrow" and (statement.is_terminal or statement.place.text.startswith("_")):
            message = f"-> has no sense in {statement.place.text}, of which no rule is made"
            yield _finding("error", "alias", message, "delete -> and the name behind it", statement, token)
        elif token.kind in ("string", "regexp") and not statement.is_terminal:
            message = f"the rule {statement.place.text} holds words itself: they have no name, example or priority"
            mend = f"write a terminal, NAME: {token.text}, and its name here"
            yield _finding("warning", "text-in-rule", message, mend, statement, token)
        elif token.kind == "name" and not behind_arrow and token.text not in statement.parameters:
            yield from _use(statement, token, known, own)


def _use(statement: Statement, token: Token, known: Known, own: dict[str, Statement]) -> Iterator[Finding]:
    name = token.text
    if name in known.definitions or name in own or name in known.declared:
        if statement.is_terminal and not name.isupper():
            message = f"{name} is a rule, and {statement.place.text} a terminal: a terminal holds only terminals"
            mend = f"write {statement.place.text.lower()} in small letters to make a rule of it, or use terminals"
            yield _finding("error", "rule-in-terminal", message, mend, statement, token)
        elif statement.is_terminal and name in known.declared:
            message = f"{name} has no pattern: it is filled by the library and stands in rules only"
            yield _finding("error", "declared-in-terminal", message, f"delete {name} here", statement, token)
        return
    for other, kind in ((name.upper(), "terminal"), (name.lower(), "rule")):
        if other in known or other in own:
            message = f"{name} is not known; the {kind} {other} is: small letters make a rule, capitals a terminal"
            yield _finding("error", "wrong-case", message, f"write {other}", statement, token)
            return
    mend = _did_you_mean(name, (*known.definitions, *own)) or f"define it: {name}: …"
    if not is_legal(name) or not (name.isupper() or name.islower()):
        mend = f'write "{name}" if it is a word of the text; a terminal has capitals A-Z, a rule small letters a-z'
    yield _finding("error", "undefined-name", f"{name} is used and defined nowhere", mend, statement, token)


def _recursion(statements: list[Statement]) -> Iterator[Finding]:
    """Terminals of the file that hold themselves."""
    uses: dict[str, set[str]] = {}
    for statement in statements:
        if statement.is_definition and statement.is_terminal and statement.name:
            names = {token.text for token in statement.body if token.kind == "name"}
            uses.setdefault(statement.name.text, set()).update(names)
    for statement in statements:
        if statement.is_definition and statement.name and statement.name.text in _reached(statement.name.text, uses):
            name = statement.name
            message = f"{name.text} holds itself: only rules, in small letters, may do so"
            mend = f"write the repetition with * or +, or what {name.text} finds without {name.text}"
            yield _finding("error", "terminal-recursion", message, mend, statement, name)
            uses.pop(name.text, None)


def _reached(name: str, uses: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = uses.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _did_you_mean(name: str, names: Iterable[str]) -> str | None:
    alike = [other for other in names if other.isupper() == name.isupper()]
    near = get_close_matches(name, alike, 1, 0.6)
    return f"did you mean {near[0]}?" if near else None
