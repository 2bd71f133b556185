"""Rules between which one token does not decide, in words.

Lark builds an LALR(1) parser. Where two rules could end at the same place (reduce/reduce) it gives up;
where one could end and another go on (shift/reduce) it goes on, and says nothing. The common grammar
leans on the latter in known places; those that a file adds are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lark.common import ParserConf
from lark.parsers.lalr_analysis import LALR_Analyzer

from ubnd_digest.authoring.check_subject import Subject, rules_of
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.composed import Parts
from ubnd_digest.grammar.definitions import Definition, Token, names_in
from ubnd_digest.grammar.files import STARTS
from ubnd_digest.grammar.lark_internals import Rule
from ubnd_digest.model.tuples import NamedTuple

# The rules that Lark makes of what is repeated: __dates_star_0.
_HELPER = re.compile(r"__(?P<rule>\w+?)_(?:star|plus|repeat|opt)_\w+$")
_SHOWN_TOKENS = 3
_END = "$END"


class _Choice(NamedTuple):
    """What cannot be decided: the rules that could end, and the one that could go on, if any."""

    ends: frozenset[Rule]
    goes_on: Rule | None


def conflict_findings(subject: Subject) -> Iterator[Finding]:
    """The conflicts that the file makes, those of kinds that the common grammar has left out."""
    for start in STARTS:
        before = _choices(subject.before.parts, start)
        known = {choice for choice, _ in before}
        known_at = {(choice.ends, token) for choice, token in before}
        tokens: dict[_Choice, list[str]] = {}
        for choice, token in _choices(subject.parts, start):
            if choice not in known and (choice.goes_on is None or (choice.ends, token) not in known_at):
                tokens.setdefault(choice, []).append(token)
        for choice in sorted(tokens, key=str):
            yield _told(subject, choice, sorted(tokens[choice]))


@lru_cache(maxsize=8)
def _choices(parts: Parts, start: str) -> list[tuple[_Choice, str]]:
    analyzer = LALR_Analyzer(ParserConf(rules_of(parts, start), {}, [start]))
    analyzer.compute_lr0_states()  # the analysis, up to where it would raise its error
    analyzer.compute_reads_relations()  # type: ignore[no-untyped-call]
    analyzer.compute_includes_lookback()  # type: ignore[no-untyped-call]
    analyzer.compute_lookaheads()  # type: ignore[no-untyped-call]
    found = []
    for state in analyzer.lr0_itemsets:
        open_items = [item for item in state.kernel if not item.is_satisfied]
        for token, ending in state.lookaheads.items():
            urgent = max(rule.options.priority or 0 for rule in ending)  # of others Lark takes the highest
            ends = [rule for rule in ending if (rule.options.priority or 0) == urgent]
            if len(ends) > 1:
                found.append((_Choice(frozenset(ends), None), token.name))
            elif token in state.transitions:
                going_on = (item for item in open_items if token in analyzer.FIRST.get(item.next, (item.next,)))
                found += [(_Choice(frozenset(ends), item.rule), token.name) for item in going_on]
    return found


def _shown(name: str) -> str:
    helper = _HELPER.match(name)
    return f"{helper['rule']}…" if helper else name


def _parts_of(rule: Rule) -> tuple[str, ...]:
    return tuple(symbol.name for symbol in rule.expansion)


# ---- in words ------------------------------------------------------------------------------


def _told(subject: Subject, choice: _Choice, tokens: list[str]) -> Finding:
    ends = sorted(choice.ends, key=lambda rule: (rule.origin.name, _parts_of(rule)))
    forms = [*ends, *([choice.goes_on] if choice.goes_on else [])]
    places = [_place(subject, form) for form in forms]  # a form can be there twice: as the one that ends and goes on
    own = [place for _, place in places if place and place[0].file == subject.file.name]
    at = own[0][1] if own else subject.defined[0].place
    shown = [f"{_shown(rule.origin.name)}: {' '.join(map(_shown, _parts_of(rule))) or '(nothing)'}" for rule in forms]
    said = [f"“{form}” ({where})" for form, (where, _) in zip(shown, places, strict=True)]
    named = [token for token in tokens if token != _END]
    few = ", ".join(named[:_SHOWN_TOKENS]) + (" and more" if len(named) > _SHOWN_TOKENS else "")
    before = " or ".join(filter(None, (few and f"Before {few}", "at the end of the text" if _END in tokens else "")))
    before = before[:1].upper() + before[1:]
    if choice.goes_on is None:
        rules = " and ".join(dict.fromkeys(_shown(rule.origin.name) for rule in ends))
        return subject.finding("reduce-conflict", at, before=before, forms=" and ".join(said), rules=rules)
    if choice.goes_on in ends:
        rule = _shown(choice.goes_on.origin.name)
        return subject.finding("shift-conflict/both-ends", at, before=before, form=said[-1], rule=rule)
    forms_said = {"ends": said[0], "goes_on": said[-1], "longer": shown[-1]}
    return subject.finding("shift-conflict", at, before=before, few=few, **forms_said)


def _place(subject: Subject, rule: Rule) -> tuple[str, tuple[Definition, Token] | None]:
    """Where a rule stands: of the definitions of its name, the alternative that names its parts and little else."""
    helper = _HELPER.match(rule.origin.name)
    name, held = helper["rule"] if helper else rule.origin.name, set(_parts_of(rule))
    parts = {part for part in held if not part.startswith("__")}
    found: list[tuple[int, int, Definition, Token]] = []
    for definition in (*subject.base_definitions, *subject.defined):
        if definition.name == name and definition.directive != "declare":
            for tokens in definition.alternatives:
                named = set(names_in(tokens))
                found.append((len(parts - named), len(named - held), definition, tokens[0]))
    if not found:
        return "made by Lark", None
    *_, definition, at = min(found, key=lambda way: way[:2])
    return f"{definition.file}:{at.line}", (definition, at)
