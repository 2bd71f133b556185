"""The file that is checked, with all that the checks need to know of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.authoring.check_findings import Finding, Severity
from ubnd_digest.authoring.check_names import Known
from ubnd_digest.authoring.check_tokens import Alternative, Statement, Token, names_in, statements
from ubnd_digest.grammar.composed import compose
from ubnd_digest.grammar.definitions import Definition, definitions
from ubnd_digest.grammar.error_places import located
from ubnd_digest.grammar.files import GrammarFile, common_files
from ubnd_digest.grammar.grammar import Grammar, common_grammar
from ubnd_digest.model.errors import GrammarError

if TYPE_CHECKING:
    from lark.grammar import Rule

STARTS = ("inline", "clauses", "structure")
SCANNED = ("inline", "clauses")
_CASED = ("SYMBOL_RUN", "SYMBOL", "OWN_SYMBOL", "FOREIGN_SYMBOL")
_TRIAL = "TRIAL_{}"
_TRIALS = "trials"


class Form(NamedTuple):
    """A form that the file gives to a terminal: one alternative of a definition, as a regular expression."""

    statement: Statement
    alternative: Alternative
    pattern: str

    @property
    def name(self) -> str:
        """The terminal."""
        return self.statement.place.text

    @property
    def place(self) -> Token:
        """Where it begins."""
        return self.alternative.tokens[0]


class Subject:
    """A file to be checked, among those that stand before it.

    Args:
        file: the file.
        others: the files between the common ones and this one.
    """

    def __init__(self, file: GrammarFile, others: Sequence[GrammarFile] = ()) -> None:
        self.file = file
        self.base = (*common_files(), *others)
        self.files = (*self.base, file)
        self.statements = statements(file.text, file.name)
        self.base_statements = [statement for known in self.base for statement in statements(known.text, known.name)]
        self.known = Known(self.base_statements)

    def finding(self, severity: Severity, code: str, message: str, mend: str, at: Token) -> Finding:
        """A finding in this file."""
        return Finding(severity, code, message, mend, self.file.name, at.line, at.column)

    @cached_property
    def before(self) -> Grammar:
        """The grammar without the file."""
        return common_grammar() if len(self.base) == len(common_files()) else Grammar(self.base)

    @cached_property
    def after(self) -> Grammar:
        """The grammar with the file.

        Raises:
            GrammarError: when it cannot be compiled.
        """
        return Grammar(self.files)

    @cached_property
    def symbols(self) -> re.Pattern[str]:
        """The runs of a text that keep their case: those of the grammar with the file, if it can be compiled."""
        try:
            return self.after.pattern("SYMBOL_RUN")
        except GrammarError:
            return self.before.pattern("SYMBOL_RUN")

    @cached_property
    def defined(self) -> list[Statement]:
        """The definitions of the file."""
        return [statement for statement in self.statements if statement.is_definition]

    @cached_property
    def overridden(self) -> frozenset[str]:
        """What the file overrides."""
        return frozenset(s.place.text for s in self.defined if s.directive == "override")

    @cached_property
    def own_definitions(self) -> dict[int, Definition]:
        """The definitions of the file with their examples, by line."""
        return {definition.line: definition for definition in definitions(self.file)}

    @cached_property
    def has_rules(self) -> bool:
        """Whether the file changes what the parsers do, and not only what the scanner finds."""
        return any(not statement.is_terminal for statement in self.defined)

    # ---- what holds what --------------------------------------------------------------------

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """The names in the definitions of each name, before and in the file."""
        found: dict[str, set[str]] = {}
        for statement in (*self.base_statements, *self.statements):
            if statement.is_definition:
                name = statement.place.text
                if statement.directive == "override":
                    found.pop(name, None)
                found.setdefault(name, set()).update(names_in(statement.body))
        return found

    def inside(self, name: str) -> set[str]:
        """The names that a name stands for, those inside them included."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = self.uses.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    @cached_property
    def holders(self) -> dict[str, set[str]]:
        """For each name, the terminals that hold it, with those that hold these."""
        found: dict[str, set[str]] = {}
        for name in self.uses:
            if name.isupper():
                for inner in self.inside(name):
                    found.setdefault(inner, set()).add(name)
        return found

    @staticmethod
    def rules(grammar: Grammar, start: str) -> list[Rule]:
        """The rules of one of the three grammars."""
        return grammar._parts.compile([start], ())[1]  # noqa: SLF001 - a grammar with a conflict has no parser to ask

    @cached_property
    def scanned(self) -> frozenset[str]:
        """The terminals that the scanner looks for: those that stand in rules."""
        rules = (rule for start in SCANNED for rule in self.rules(self.after, start))
        return frozenset(symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term)

    @cached_property
    def cased(self) -> frozenset[str]:
        """The terminals that are matched on symbols, which keep their case, with all that they hold."""
        return frozenset(_CASED).union(*(self.inside(name) for name in _CASED))

    # ---- regular expressions ----------------------------------------------------------------

    @cached_property
    def forms(self) -> list[Form]:
        """The forms that the file gives to terminals, each compiled alone.

        Raises:
            GrammarError: when a file cannot be read.
        """
        return [form for form, error in self._tried if not error]

    @cached_property
    def is_composed(self) -> bool:
        """Whether the file can be read among the others."""
        try:
            return bool(self._tried) or True
        except GrammarError:
            return False

    def rough_forms(self, lines: Collection[int]) -> list[Form]:
        """The forms of a file that cannot be composed, each for itself, with a stand-in for the names that it brings.

        Args:
            lines: lines of which nothing can be read.
        """
        forms = [(s, a) for s in self.defined if s.is_terminal for a in s.alternatives]
        legible = [(s, a) for s, a in forms if not any(token.line in lines for token in a.tokens)]
        known = self.known.definitions

        def legibly(token: Token) -> str:
            is_known = token.text in known and token.text.isupper()
            return token.text if token.kind != "name" or is_known else '"x"'

        sources = [" ".join(map(legibly, form.tokens)) for _, form in legible]
        trials = "\n".join(f"{_TRIAL.format(at)}: {source}" for at, source in enumerate(sources))
        try:
            composed = compose((*self.base, GrammarFile(_TRIALS, trials)))
        except GrammarError:
            return []
        tried = (self._try(Form(s, form, ""), composed, _TRIAL.format(at)) for at, (s, form) in enumerate(legible))
        return [form for form, error in tried if not error]

    @cached_property
    def broken(self) -> list[tuple[Form, GrammarError]]:
        """The forms that are no regular expressions, with what is wrong."""
        return [(form, error) for form, error in self._tried if error]

    @cached_property
    def _tried(self) -> list[tuple[Form, GrammarError | None]]:
        """Every form, and what is wrong with it: Lark reads them as terminals of a further file."""
        forms = [(s, a) for s in self.defined if s.is_terminal for a in s.alternatives]
        trials = "\n".join(f"{_TRIAL.format(at)}: {form.source}" for at, (_, form) in enumerate(forms))
        composed = compose((*self.files, GrammarFile(_TRIALS, trials)))
        return [
            self._try(Form(statement, form, ""), composed, _TRIAL.format(at))
            for at, (statement, form) in enumerate(forms)
        ]

    def _try(self, form: Form, composed: object, trial: str) -> tuple[Form, GrammarError | None]:
        from lark.exceptions import LarkError
        from lark.load_grammar import Grammar as ComposedGrammar

        assert isinstance(composed, ComposedGrammar)
        pattern = ""
        try:
            terms = [term for term in composed.term_defs if term[0] == trial]
            (terminal,) = ComposedGrammar([], terms, []).compile([], "*")[0]
            pattern = terminal.pattern.to_regexp()
            re.compile(pattern)
        except (LarkError, re.error) as error:
            return form._replace(pattern=str(getattr(error, "pattern", "") or pattern)), located(error, self.files)
        return form._replace(pattern=pattern), None
