"""What the terminals of a file cost, and what they leave to others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from ubnd_digest.authoring.check_findings import Finding
from ubnd_digest.authoring.check_growth import slow_text
from ubnd_digest.authoring.check_literals import faults
from ubnd_digest.authoring.check_reading import ON_LINES, example_texts
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.grammar.beginnings import beginnings
from ubnd_digest.grammar.checks import can_be_empty
from ubnd_digest.model.text import folded_words

_NOTHING = "(?!)"
_FAULTS = {
    "nested-repetition": (
        "a repetition without end inside another one: a hostile text makes it take for ever",
        "set a limit to the outer one, {1,12}, and put a sign between the rounds that the inner one cannot find",
    ),
    "endless-reach": (
        "a repetition without end runs over words to find something behind them: long lines make it slow",
        "set a limit to it: {0,60} in the place of * or +",
    ),
}
# Lines that no grammar knows; a terminal that fits them, and most lines of digests, fits whatever stands there.
_NONSENSE = ("q", "zw ", "7", "x. y; z: 0", "?!", "ww ww ww ww ww ww.", "#1", "Z")
_MOST_OF_THEM = 0.5


def empty_findings(subject: Subject) -> Iterator[Finding]:
    """Terminals of rules that can match nothing: the scanner would stand still, so nothing may be scanned with them."""
    for name in sorted(subject.touched & subject.scanned):
        if can_be_empty(beginnings(subject.parts.patterns[name])):
            message = f"{name} can match where nothing stands, and the reader would never get past it"
            mend = "let it find at least one sign: leave out the ? or * that makes all of it optional"
            at = subject.to_blame(name, [form for form in subject.forms if can_be_empty(beginnings(form.pattern))])
            yield subject.finding("error", "empty-match", message, mend, at)


def pattern_findings(subject: Subject) -> Iterator[Finding]:
    """Terminals that take all, and that take long."""
    costly = set()
    for form in subject.forms:
        for code in sorted(faults(form.pattern)):
            costly |= {form.name, *subject.holders.get(form.name, ())}
            message, mend = _FAULTS[code]
            yield subject.finding("warning", code, f"{form.name}: {message}", mend, form.place)
    asked = subject.touched & (subject.scanned | ON_LINES.keys())
    for name in sorted(asked - costly):
        slow = list(_slow(subject, name))
        yield from slow or _swallowing(subject, name)


# ---- terminals that take all ---------------------------------------------------------------


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    """Different lines of the samples that are shipped, and some that mean nothing, in small letters."""
    folder = files("ubnd_digest.grammars") / "publishers"
    samples = [entry / "sample.txt" for entry in folder.iterdir() if entry.is_dir()]
    samples = [sample for sample in samples if sample.is_file()]
    texts = [sample.read_text(encoding="utf-8") for sample in samples]
    texts.append((files("ubnd_digest.authoring") / "template" / "sample.txt").read_text(encoding="utf-8"))
    lines = (folded_words(line).strip() for text in texts for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def _share(name: str, pattern: str, lines: tuple[str, ...]) -> float:
    """The part of some lines that a terminal takes: whole lines, or most of the words in them."""
    expression = re.compile(pattern)
    if name in ON_LINES:
        return sum(1 for line in lines if getattr(expression, ON_LINES[name])(line)) / len(lines)
    words = [(line, word.start()) for line in lines for word in re.finditer(r"\w+", line)]
    return sum(1 for line, start in words if expression.match(line, start)) / len(words)


def _swallowing(subject: Subject, name: str) -> Iterator[Finding]:
    """Whether a terminal matches any text, or most lines of the samples that are shipped."""
    pattern, known = subject.parts.patterns[name], subject.before.terminals.get(name, _NOTHING)
    for lines, what in ((_NONSENSE, "any text"), (_lines(), "most lines of every digest")):
        if _share(name, pattern, lines) > max(_MOST_OF_THEM, _share(name, known, lines)):
            message = f"{name} finds {what}, and leaves nothing to others"
            mend = "write out the words of which it shall be sure, and a limit for what may stand around them"
            suspects = [form for form in subject.forms if _share(name, form.pattern, lines) > _MOST_OF_THEM]
            yield subject.finding("error", "matches-anything", message, mend, subject.to_blame(name, suspects))
            return


# ---- how long they take ---------------------------------------------------------------------


def _slow(subject: Subject, name: str) -> Iterator[Finding]:
    """Whether the time of a terminal grows faster than a text made of the words that the file gives it."""
    inside = {name, *subject.inside(name)}
    for form in (form for form in subject.forms if form.name in inside):
        words = [folded_words(text) for text in example_texts(form.definition)]
        words += [
            re.sub(r"\W+", " ", token.text) for token in form.tokens if token.kind in ("string", "regexp", "words")
        ]
        how, known = ON_LINES.get(name, ""), subject.before.terminals.get(name, _NOTHING)
        text = slow_text(subject.parts.patterns[name], how, words)
        if text and not slow_text(known, how, words):
            message = f"{name} takes longer and longer, the more often a text repeats “{text}”"
            mend = "leave out the form that another one finds too, or set a limit to what repeats: {0,20}"
            yield subject.finding("warning", "slow", message, mend, form.place)
            return
