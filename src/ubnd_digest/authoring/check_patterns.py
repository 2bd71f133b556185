"""What the terminals of a file cost, and what they leave to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from math import log
from time import thread_time

from ubnd_digest.authoring.check_reading import ON_LINES, example_texts
from ubnd_digest.authoring.check_subject import Subject
from ubnd_digest.authoring.findings import Finding
from ubnd_digest.grammar.beginnings import beginnings, can_be_empty
from ubnd_digest.grammar.repetitions import faults
from ubnd_digest.model.text import folded_words

_NOTHING = "(?!)"
# Lines that no grammar knows; a terminal that fits them, and most lines of digests, fits whatever stands there.
_NONSENSE = ("q", "zw ", "7", "x. y; z: 0", "?!", "ww ww ww ww ww ww.", "#1", "Z")
_MOST_OF_THEM = 0.5
# Small steps first: of an expression that takes exponential time the next one must not take for ever.
_SIZES = (*range(8, 40, 3), 50, 70, 100, 250, 1_000, 4_000, 16_000)
_NOTICEABLE = 0.02  # below this nothing can be told from the noise of a machine that has other things to do
# Time that grows as the text does has the exponent 1, each place tried against the whole rest 2.
_STEEP = 1.6
_WORD_BEGINS = re.compile(r"\b(?=\w)|(?<=\w)(?=\W)")
_MOST_TEXTS = 24


def empty_findings(subject: Subject) -> Iterator[Finding]:
    """Terminals of rules that can match nothing: the scanner would stand still, so nothing may be scanned with them."""
    for name in sorted(subject.touched & subject.scanned):
        if can_be_empty(beginnings(subject.parts.patterns[name])):
            at = subject.to_blame(name, [form for form in subject.forms if can_be_empty(beginnings(form.pattern))])
            yield subject.finding("empty-match", at, name=name)


def pattern_findings(subject: Subject) -> Iterator[Finding]:
    """Terminals that take all, and that take long."""
    costly = set()
    for form in subject.forms:
        for code in sorted(faults(form.pattern)):
            costly |= {form.name, *subject.holders.get(form.name, ())}
            yield subject.finding(code, form.place, name=form.name)
    asked = subject.touched & (subject.scanned | ON_LINES.keys())
    for name in sorted(asked - costly):
        slow = list(_slow(subject, name))
        yield from slow or _swallowing(subject, name)


# ---- terminals that take all ---------------------------------------------------------------


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    """Different lines of the samples that are shipped, and some that mean nothing, in small letters."""
    folder = files("ubnd_digest.grammars") / "publishers"
    samples = [entry / "sample.txt" for entry in folder.iterdir() if (entry / "sample.txt").is_file()]
    samples.append(files("ubnd_digest.authoring") / "template" / "sample.txt")
    lines = (line for sample in samples for line in sample.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(filter(None, (folded_words(line).strip() for line in lines))))


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
            suspects = [form for form in subject.forms if _share(name, form.pattern, lines) > _MOST_OF_THEM]
            yield subject.finding("matches-anything", subject.to_blame(name, suspects), name=name, what=what)
            return


# ---- how long they take ---------------------------------------------------------------------


def _slow(subject: Subject, name: str) -> Iterator[Finding]:
    """Whether the time of a terminal grows faster than a text made of the words that the file gives it."""
    inside = {name, *subject.inside(name)}
    for form in (form for form in subject.forms if form.name in inside):
        words = [folded_words(text) for text in example_texts(form.definition)]
        literals = (token.text for token in form.tokens if token.kind in ("string", "regexp", "words"))
        words += [re.sub(r"\W+", " ", text) for text in literals]
        how, known = ON_LINES.get(name, ""), subject.before.terminals.get(name, _NOTHING)
        text = slow_text(subject.parts.patterns[name], how, words)
        if text and not slow_text(known, how, words):
            yield subject.finding("slow", form.place, name=name, text=text)
            return


def is_steep(measured: Sequence[tuple[int, float]]) -> bool:
    """Whether times in seconds grow faster than sizes, judged by the two last of some measurements."""
    if len(measured) < 2 or measured[-1][1] < _NOTICEABLE:
        return False
    (small, short), (large, long) = measured[-2:]
    return log(long / max(short, 1e-7)) > _STEEP * log(large / small)


def slow_text(pattern: str, how: str, words: Sequence[str]) -> str:
    """What a text repeats that makes an expression slow, or nothing."""
    expression = re.compile(pattern)
    seen: set[str] = set()
    for before, pumped, behind in _pumped(words):
        if len(seen) == _MOST_TEXTS:
            break
        seen.add(f"{before}{pumped}")
        # three times: a machine may have had other things to do
        if all(is_steep(_measured(expression, how, before, pumped, behind)) for _ in range(3)):
            return pumped
    return ""


def _pumped(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What stands before the part that is repeated, that part (words, last letters), and what stands behind it."""
    for text in dict.fromkeys(words):
        yield "", f"{text} ", ""
        for word in re.finditer(r"\w+", text):
            for pumped in (f"{word.group()} ", word.group()[-1]):
                yield text[: word.end()], pumped, ""
                yield text[: word.end()], pumped, "~"
                yield text[: word.start()], pumped, "~"


@lru_cache(maxsize=512)  # each is tried on several terminals
def _text_of(before: str, pumped: str, behind: str, size: int) -> tuple[str, list[int]]:
    """A text of about a size, and where its words begin."""
    text = before + pumped * (size // len(pumped)) + behind
    return text, [match.start() for match in _WORD_BEGINS.finditer(text)]


def _measured(expression: re.Pattern[str], how: str, before: str, pumped: str, behind: str) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for size in _SIZES:
        text, places = _text_of(before, pumped, behind, size)
        started = thread_time()
        if how:
            getattr(expression, how)(text)
        else:
            for place in places:
                expression.match(text, place)
        found.append((len(text), thread_time() - started))
        if found[-1][1] > _NOTICEABLE:
            break
    return found
