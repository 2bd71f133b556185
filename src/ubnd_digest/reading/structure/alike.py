"""Lines in the form of the other headings of their digest, which are headings, too.

What a line says and what stands below it may be a heading's or not; a digest gives all its headings one form: numbers
that run on, capitals, blank lines around them, paragraphs of one kind below them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.evidence import Decision, Reason
from ubnd_digest.reading.structure.entries import Entry, Repeat
from ubnd_digest.reading.structure.lead import LEAD_END
from ubnd_digest.reading.structure.line_forms import LONGEST_NUMBERED, SENTENCE_END, TextLine

_FEWEST = 2  # how many headings show the form of all
# What a line in a run of numbers may have against it: a slip of the pen.
_SLIPS = frozenset(("small letter", "one word"))


class _Form(NamedTuple):
    """What headings look like, and what stands below them."""

    mark: str  # before it: a bullet, or the kind of its number
    capitals: bool
    apart: bool  # whether a blank line stands above it and none below, where some lines have one and others not
    below: str  # the mark before the paragraph below it


def with_those_alike(
    decisions: list[Decision],
    lines: Sequence[TextLine],
    entries: Sequence[Entry],
    repeated: Mapping[int, Repeat],
    *,
    mixed: bool,
    goes_on: Callable[[TextLine], bool],
) -> list[Decision]:
    """The decisions; those of lines changed that have the form of the headings found.

    Some lines are set apart by blank lines if these are ``mixed``; a line ``goes_on`` where its words tell a task, or
    more about what stands above. A lead that tells all headings leaves none to be found by their form.
    """
    found = list(decisions)
    for place in _in_runs(found, lines):
        found[place] = _as_heading(found[place], Reason("number between those of headings"))
    places = [place for place, decision in enumerate(found) if decision.answer == "heading"]
    told = len({repeat.entry for repeat in repeated.values()})
    if repeated and told == len(entries) and sum(place not in repeated for place in places) < _FEWEST:
        return found
    forms = [_form(line, lines[place + 1 : place + 2], mixed=mixed) for place, line in enumerate(lines)]
    all_apart = all(forms[place].apart for place in places)
    if all_apart:
        forms = [form._replace(below="") for form in forms]
    known = Counter(forms[place] for place in places)
    alike: dict[_Form, list[int]] = {}
    for place, form in enumerate(forms):
        if known[form] >= _FEWEST and _may_be(place, found, lines, form, goes_on):
            alike.setdefault(form, []).append(place)
    for form, more in alike.items():
        if all_apart or len(more) < known[form] or _FEWEST < len(more) == known[form]:
            for place in more:
                found[place] = _as_heading(found[place], Reason("like the other headings"))
    return found


def _as_heading(decision: Decision, reason: Reason) -> Decision:
    return decision._replace(answer="heading", because=(*decision.because, reason), needed=None)


def _form(line: TextLine, below: Sequence[TextLine], *, mixed: bool) -> _Form:
    return _Form(
        line.mark,
        line.capitals,
        mixed and line.blank_before and not any(other.blank_before for other in below),
        "".join(other.mark for other in below),
    )


def _may_be(
    place: int,
    decisions: Sequence[Decision],
    lines: Sequence[TextLine],
    form: _Form,
    goes_on: Callable[[TextLine], bool],
) -> bool:
    """Whether a line that is no heading by itself stands between the end of a sentence and a paragraph."""
    line, decision = lines[place], decisions[place]
    slip = line.blank_before and [reason.name for reason in line.unlike_heading] == ["small letter"]
    if line.end - line.start > LONGEST_NUMBERED or not (slip or (not line.unlike_heading and decision.needed)):
        return False
    if decision.answer != "paragraph" or place + 1 == len(lines) or decisions[place + 1].answer != "paragraph":
        return False
    if line.after_number()[:1].isdigit():  # 9:41, 20-3-2023: no words
        return False
    if not form.capitals and (goes_on(line) or any(reason.weight < 0 for reason in decision.because)):
        return False
    above = not place or decisions[place - 1].answer == "heading" or lines[place - 1].text.endswith(LEAD_END)
    return (form.apart and not slip) or (above and lines[place + 1].text.endswith(SENTENCE_END))


def _in_runs(decisions: Sequence[Decision], lines: Sequence[TextLine]) -> Iterator[int]:
    """The lines whose numbers lead from that of one heading to that of the next one: 1., 2., 3."""
    kinds = Counter(
        line.number.kind
        for line, decision in zip(lines, decisions, strict=True)
        if line.number and decision.answer == "heading"
    )
    for kind, headings in kinds.items():
        if headings < _FEWEST or kind not in {"1", "I"}:
            continue
        due = 1
        between: list[int] = []
        runs = True  # whether the numbers since the last heading run on from it
        for place, line in enumerate(lines):
            heading = decisions[place].answer == "heading"
            if not line.number or line.number.kind != kind:
                continue
            value = line.number.value
            runs = runs and value == due
            if heading:
                if runs:
                    yield from between
                between, runs = [], True
            else:
                between.append(place)
                runs = runs and _has_form(lines, place)
            due = value + 1
        if runs:
            yield from between


def _has_form(lines: Sequence[TextLine], place: int) -> bool:
    """Whether a line with a number may be a heading, but for a slip of the pen."""
    line = lines[place]
    short = line.end - line.start <= LONGEST_NUMBERED and place + 1 < len(lines)
    return short and all(reason.name in _SLIPS for reason in line.unlike_heading)
