"""What the checks share: the file that is checked, what must be known of it, and what a finding is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from lark.exceptions import LarkError

from ubnd_digest.authoring.findings import Finding, finding
from ubnd_digest.grammar.composed import Parts, compose
from ubnd_digest.grammar.definitions import Definition, Token, definitions
from ubnd_digest.grammar.error_places import located
from ubnd_digest.grammar.files import STARTS, GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.grammar.lark_internals import ComposedGrammar, Rule
from ubnd_digest.grammar.plain import base_name, plain_body
from ubnd_digest.model.errors import GrammarError
from ubnd_digest.model.tuples import NamedTuple

SCANNED = ("inline", "clauses")
_CASED = ("SYMBOL_RUN", "SYMBOL", "OWN_SYMBOL", "FOREIGN_SYMBOL")
_TRIAL = "TRIAL_{}"
_RECORD = "record of "  # how the file is called that follows from a publisher's record


class Form(NamedTuple):
    """A form that the file gives to a terminal: one alternative of a definition, as a regular expression."""

    definition: Definition
    tokens: tuple[Token, ...]
    pattern: str

    @property
    def name(self) -> str:
        """The terminal."""
        return self.definition.name

    @property
    def place(self) -> Token:
        """Where it begins."""
        return self.tokens[0]


class Subject:
    """A file to be checked, among those that stand before it."""

    def __init__(self, file: GrammarFile, others: Sequence[GrammarFile] = ()) -> None:
        self.file = file
        self._inside: dict[str, frozenset[str]] = {}
        self.base = (*common_files(), *others)
        self.files = (*self.base, file)
        self.defined = [definition for definition in definitions(file) if definition.directive != "declare"]
        self.base_definitions = [definition for other in self.base for definition in definitions(other)]
        # by name: where the files before this one define it first
        self.known = {definition.name: definition for definition in reversed(self.base_definitions)}
        # what a publisher's record says something of
        self.records = {item.name for item in self.base_definitions if item.file.startswith(_RECORD)}
        self.names = {*self.known, *(definition.name for definition in self.defined)}
        self.terminals = [d for d in self.defined if d.is_terminal and d.directive != "without"]
        self.rules = [definition for definition in self.defined if not definition.is_terminal]

    def finding(self, kind: str, at: Token, /, **values: object) -> Finding:
        """A finding in this file, of a kind that ``findings.toml`` tells of."""
        return finding(kind, self.file.name, at.line, at.column, **values)

    @cached_property
    def before(self) -> Grammar:
        """The grammar without the file."""
        return common_grammar() if len(self.base) == len(common_files()) else Grammar(self.base)

    @cached_property
    def after(self) -> Grammar:
        """The grammar with the file."""
        return Grammar(self.files)

    @cached_property
    def parts(self) -> Parts:
        """Its rules and terminals, where it may yet be that no parser can be made of them."""
        parts = Parts(compose(self.files), STARTS)
        for name in self.touched & parts.patterns.keys():
            try:
                re.compile(parts.patterns[name])
            except re.error as error:
                raise located(re.error(error.msg, parts.patterns[name]), self.files) from error
        return parts

    @cached_property
    def symbols(self) -> re.Pattern[str]:
        """The runs of a text that keep their case: those of the grammar with the file, if it can be compiled."""
        held = {"SYMBOL_RUN", *self.inside("SYMBOL_RUN")}
        if held.isdisjoint(one.name for one in self.terminals):
            return self.before.pattern("SYMBOL_RUN")
        try:
            return self.after.pattern("SYMBOL_RUN")
        except GrammarError:
            return self.before.pattern("SYMBOL_RUN")

    # ---- what holds what --------------------------------------------------------------------

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """The names in the definitions of each name, before and in the file."""
        found: dict[str, set[str]] = {}
        for definition in (*self.base_definitions, *self.defined):
            if definition.directive == "override":
                found.pop(definition.name, None)
            names = (name if name in self.names else base_name(name, self.names) or name for name in definition.names)
            found.setdefault(definition.name, set()).update(names)
        return found

    def inside(self, name: str) -> frozenset[str]:
        """The names that a name stands for, those inside them included."""
        if name not in self._inside:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                new = self.uses.get(waiting.pop(), set()) - found
                found |= new
                for inner in new:
                    if inner in self._inside:
                        found |= self._inside[inner]
                    else:
                        waiting.append(inner)
            self._inside[name] = frozenset(found)
        return self._inside[name]

    @cached_property
    def holders(self) -> dict[str, set[str]]:
        """For each name, the terminals that hold it, with those that hold these."""
        found: dict[str, set[str]] = {}
        for name in filter(str.isupper, self.uses):
            for inner in self.inside(name):
                found.setdefault(inner, set()).add(name)
        return found

    @cached_property
    def touched(self) -> set[str]:
        """The terminals that the file changes, those included that hold what it changes."""
        names = {definition.name for definition in self.terminals}
        return names.union(*(self.holders.get(name, set()) for name in names))

    @cached_property
    def scanned(self) -> frozenset[str]:
        """The terminals that the scanner looks for: those that stand in rules."""
        rules = (rule for start in SCANNED for rule in rules_of(self.parts, start))
        return frozenset(symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term)

    @cached_property
    def cased(self) -> frozenset[str]:
        """The terminals that are matched on symbols, which keep their case, with all that they hold."""
        return frozenset(_CASED).union(*(self.inside(name) for name in _CASED))

    def to_blame(self, name: str, suspects: Iterable[Form] = ()) -> Token:
        """The place of the form that makes a terminal what it is: one of its own, or of a terminal inside it."""
        inside = {name, *self.inside(name)}
        forms = sorted((form for form in suspects if form.name in inside), key=lambda form: form.name != name)
        places = [form.place for form in forms] + [d.place for d in self.defined if d.name in inside]
        return next(iter(places), self.defined[0].place)

    # ---- regular expressions ----------------------------------------------------------------

    @cached_property
    def forms(self) -> list[Form]:
        """The forms that the file gives to terminals, each compiled alone."""
        return [form for form, error in self._tried if not error]

    @cached_property
    def broken(self) -> list[tuple[Form, GrammarError]]:
        """The forms that are no regular expressions, with what is wrong."""
        return [(form, error) for form, error in self._tried if error]

    @cached_property
    def _tried(self) -> list[tuple[Form, GrammarError | None]]:
        """Every form, and what is wrong with it: Lark reads them as terminals of a further file."""
        forms = [Form(definition, tokens, "") for definition in self.terminals for tokens in definition.alternatives]
        sources = (
            " ".join(token.text for token in form.tokens)
            if form.tokens[0].kind != "words"
            else plain_body(form.definition, self.names)
            for form in forms
        )
        trials = "\n".join(f"{_TRIAL.format(at)}: {source}" for at, source in enumerate(sources))
        compose(self.files)  # says where a mistake is, which is not in the trials
        composed = compose((*self.files, GrammarFile("trials", trials)))
        return [self._try(form, composed.term_defs, _TRIAL.format(at)) for at, form in enumerate(forms)]

    def _try(self, form: Form, terms: Collection[tuple[str, Any]], trial: str) -> tuple[Form, GrammarError | None]:
        pattern = ""
        try:
            (terminal,) = ComposedGrammar([], [term for term in terms if term[0] == trial], []).compile([], "*")[0]
            pattern = terminal.pattern.to_regexp()
            re.compile(pattern)
        except (LarkError, re.error) as error:
            return form._replace(pattern=str(getattr(error, "pattern", "") or pattern)), located(error, self.files)
        return form._replace(pattern=pattern), None


def rules_of(parts: Parts, start: str) -> list[Rule]:
    """The rules of one of the grammars: one with a conflict has no parser to ask."""
    return parts.compile([start], ())[1]
