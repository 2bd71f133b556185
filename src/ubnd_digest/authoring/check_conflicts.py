"""Rules between which one token does not decide, in words.

Lark builds an LALR(1) parser. Where two rules could end at the same place (reduce/reduce) it gives up;
where one could end and another go on (shift/reduce) it goes on, and says nothing. The common grammar
leans on the latter in known places; those that a file adds are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_subject import Subject, rules_of
from ubnd_digest.grammar.definitions import Definition, Token, names_in
from ubnd_digest.grammar.files import STARTS

if TYPE_CHECKING:
    from lark.grammar import Rule
    from lark.parsers.lalr_analysis import LALR_Analyzer

    from ubnd_digest.grammar.grammar import Grammar

# The rules that Lark makes of what is repeated: __dates_star_0.
_HELPER = re.compile(r"__(?P<rule>\w+?)_(?:star|plus|repeat|opt)_\w+$")
_SHOWN_TOKENS = 3
_END = "$END"


class _Form(NamedTuple):
    """A rule as it is compared: its name and the names of what it consists of."""

    rule: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{_shown(self.rule)}: {' '.join(map(_shown, self.parts)) or '(nothing)'}"


class _Choice(NamedTuple):
    """What cannot be decided: the rules that could end, and the one that could go on, if any."""

    ends: frozenset[_Form]
    goes_on: _Form | None


def conflict_findings(subject: Subject) -> Iterator[Finding]:
    """The conflicts that the file makes, those of kinds that the common grammar has left out."""
    for start in STARTS:
        before = _choices_before(subject.before, start)
        known = {choice for choice, _ in before}
        known_at = {(choice.ends, token) for choice, token in before}
        tokens: dict[_Choice, list[str]] = {}
        for choice, token in _choices(rules_of(subject.parts, start), start):
            if choice not in known and (choice.goes_on is None or (choice.ends, token) not in known_at):
                tokens.setdefault(choice, []).append(token)
        for choice in sorted(tokens, key=str):
            yield _told(subject, choice, sorted(tokens[choice]))


@lru_cache(maxsize=8)
def _choices_before(grammar: Grammar, start: str) -> list[tuple[_Choice, str]]:
    return list(_choices(rules_of(grammar.parts, start), start))


def _choices(rules: list[Rule], start: str) -> Iterator[tuple[_Choice, str]]:
    analyzer = _analyzed(rules, start)
    for state in analyzer.lr0_itemsets:
        open_items = [item for item in state.kernel if not item.is_satisfied]
        for token, ending in state.lookaheads.items():
            urgent = max(rule.options.priority or 0 for rule in ending)  # of others Lark takes the highest
            ends = [rule for rule in ending if (rule.options.priority or 0) == urgent]
            if len(ends) > 1:
                yield _Choice(frozenset(map(_form, ends)), None), token.name
            elif token in state.transitions:
                for item in open_items:
                    if token in analyzer.FIRST.get(item.next, (item.next,)):
                        yield _Choice(frozenset(map(_form, ends)), _form(item.rule)), token.name


def _analyzed(rules: list[Rule], start: str) -> LALR_Analyzer:
    """Lark's analysis, up to where it would raise its error."""
    from lark.common import ParserConf
    from lark.parsers.lalr_analysis import LALR_Analyzer

    analyzer = LALR_Analyzer(ParserConf(rules, {}, [start]))
    analyzer.compute_lr0_states()
    analyzer.compute_reads_relations()  # type: ignore[no-untyped-call]
    analyzer.compute_includes_lookback()  # type: ignore[no-untyped-call]
    analyzer.compute_lookaheads()  # type: ignore[no-untyped-call]
    return analyzer


def _form(rule: Rule) -> _Form:
    return _Form(rule.origin.name, tuple(symbol.name for symbol in rule.expansion))


def _shown(name: str) -> str:
    helper = _HELPER.match(name)
    return f"{helper['rule']}…" if helper else name


# ---- in words ------------------------------------------------------------------------------


def _told(subject: Subject, choice: _Choice, tokens: list[str]) -> Finding:
    ends = sorted(choice.ends)
    forms = [*ends, *([choice.goes_on] if choice.goes_on else [])]
    places = [_place(subject, form) for form in forms]  # a form can be there twice: as the one that ends and goes on
    own = [place for _, place in places if place and place[0].file == subject.file.name]
    at = own[0][1] if own else subject.defined[0].place
    said = [f"“{form}” ({where})" for form, (where, _) in zip(forms, places, strict=True)]
    named = [token for token in tokens if token != _END]
    few = ", ".join(named[:_SHOWN_TOKENS]) + (" and more" if len(named) > _SHOWN_TOKENS else "")
    before = " or ".join(filter(None, (few and f"Before {few}", "at the end of the text" if _END in tokens else "")))
    before = before[:1].upper() + before[1:]
    if choice.goes_on is None:
        rules = " and ".join(dict.fromkeys(_shown(form.rule) for form in ends))
        message = f"{before}, both {' and '.join(said)} could end: nothing tells which of them is meant"
        mend = f"leave out one of the forms of {rules}, or put what they share into one rule and use that"
        return subject.finding("error", "reduce-conflict", message, mend, at)
    if choice.goes_on in ends:
        rule = _shown(choice.goes_on.rule)
        message = f"{before}, {said[-1]} could end or begin once more: {rule} stands at both of its ends"
        mend = f"let {rule} stand at its beginning only, and a terminal or another rule at its end"
    else:
        message = f"{before}, {said[0]} could end or {said[-1]} go on: it always goes on"
        mend = "if that is meant, leave it; if not, let a terminal look ahead ((?=…)), so that "
        mend += f"{few} is found only where “{choice.goes_on}” is meant"
    return subject.finding("warning", "shift-conflict", message, mend, at)


def _place(subject: Subject, form: _Form) -> tuple[str, tuple[Definition, Token] | None]:
    """Where a rule stands: of the definitions of its name, the alternative that names its parts and little else."""
    helper = _HELPER.match(form.rule)
    name = helper["rule"] if helper else form.rule
    parts = {part for part in form.parts if not part.startswith("__")}
    found: list[tuple[int, int, Definition, Token]] = []
    for definition in (*subject.base_definitions, *subject.defined):
        if definition.name == name and definition.directive != "declare":
            for tokens in definition.alternatives:
                named = set(names_in(tokens))
                found.append((len(parts - named), len(named - set(form.parts)), definition, tokens[0]))
    if not found:
        return "made by Lark", None
    *_, definition, at = min(found, key=lambda way: way[:2])
    return f"{definition.file}:{at.line}", (definition, at)
