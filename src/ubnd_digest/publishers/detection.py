"""Whose digest a text is: what it says of its publisher, weighed."""

from __future__ import annotations

import enum
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest

from attrs import evolve, frozen

from ubnd_digest.model.errors import PublisherError, PublisherWarning, UnknownPublisherError
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.publishers.provinces import provinces
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.publishers.registry import get_publisher, has_forms, list_publishers
from ubnd_digest.publishers.signs import (
    Signs,
    any_of,
    existed,
    is_own,
    months_in,
    names_in,
    of_their_time,
    province_names,
)

_LOOKED_AT = 20_000  # how much of a text is looked at, in code points: a digest names its publisher early
# How often a name or an agency counts, where a text repeats it.
_MOST = 3
_ENOUGH = 5
_AHEAD = 2


class EvidenceKind(enum.Enum):
    """What speaks for a publisher.

    >>> [kind.value for kind in EvidenceKind]
    ['title', 'name in the title', 'own name', 'name', 'agency', 'alone']
    """

    TITLE = "title"
    NAME_IN_TITLE = "name in the title"
    OWN_NAME = "own name"
    NAME = "name"
    AGENCY = "agency"
    ALONE = "alone"


_WEIGHTS = {
    EvidenceKind.TITLE: 2,
    EvidenceKind.NAME_IN_TITLE: 4,
    EvidenceKind.OWN_NAME: 2,
    EvidenceKind.NAME: 1,
    EvidenceKind.AGENCY: 1,
    EvidenceKind.ALONE: 3,
}
_IN_ANY_TITLE = 1  # of a line that begins like the title of somebody's digest


@frozen
class Evidence:
    """A place of a text that speaks for a publisher.

    Attributes:
        kind: what it is.
        span: where it stands, in code points.
        text: its words.
        weight: how much it counts.

    >>> Evidence(EvidenceKind.NAME, Span(3, 11), "Sông Trà", 1).kind.value
    'name'
    """

    kind: EvidenceKind
    span: Span
    text: str
    weight: int


@frozen
class Candidate:
    """A publisher for which a text speaks.

    Attributes:
        publisher: its identifier.
        weight: the weights of the evidence together.
        evidence: what speaks for it, in text order.

    >>> Candidate("song-tra", 1, (Evidence(EvidenceKind.NAME, Span(3, 11), "Sông Trà", 1),)).publisher
    'song-tra'
    """

    publisher: str
    weight: int
    evidence: tuple[Evidence, ...]


def detect_publisher(text: str) -> tuple[Candidate, ...]:
    """The publishers for which a text speaks, the most likely first.

    Looked for in the first 20,000 code points: a line that begins like one of its titles (2), or like
    that of some digest and with its name (1), its name in such a line (4), its name where the text speaks
    of the publisher itself, such as in "UBND tỉnh …" (2) or elsewhere (1), an agency of it (1); names and
    agencies count three times at most. Where the title names nobody, the only publisher that the text
    speaks of as itself gets 3 more. A publisher that did not exist in the months of the title is none; nor
    is one where the title names, instead of it, a unit that went into it later. ``parse(text,
    publisher="auto")`` takes the first one where it has a weight of 5 and more than the second one by 2.

    Args:
        text: the text of a digest.

    Raises:
        TypeError: when ``text`` is no ``str``.

    Warns:
        PublisherWarning: where a package brings a publisher that cannot be used.

    >>> text = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 02/3 - 08/3/2020)"
    >>> found = detect_publisher(text)[0]
    >>> found.publisher, found.weight, [evidence.text for evidence in found.evidence]
    ('vn-09', 6, ['Chỉ đạo, điều hành nổi bật của UBND tỉnh', 'Lạng Sơn'])
    """
    if not isinstance(text, str):
        raise TypeError(f"detect_publisher takes str, not {type(text).__name__}")
    return _candidates(text, list_publishers())


def _candidates(text: str, publishers: Iterable[str]) -> tuple[Candidate, ...]:
    view = View(text[:_LOOKED_AT])
    signs = Signs.of(view)
    asked = [*publishers]
    named = names_in(view.folded) if any(identifier in provinces() for identifier in asked) else {}
    found: list[tuple[Publisher, Candidate]] = []
    for identifier in asked:
        unit = provinces().get(identifier)
        if unit and not has_forms(identifier) and not any(name in named for name in unit.names):
            continue  # most of them: nothing speaks for them
        record = _usable(identifier)
        candidate = _candidate(_needle_of(record), view, signs, named) if record else None
        if record and candidate:
            found.append((record, candidate))
    found = of_their_time(found, signs)
    candidates = [candidate for _record, candidate in found]
    if signs.names_nobody:
        candidates = _with_the_only_one(candidates)
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.publisher)))


def _with_the_only_one(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, with more weight for the only one of which the text speaks as of itself."""
    own = {
        candidate.publisher: part
        for candidate in candidates
        for part in candidate.evidence
        if part.kind is EvidenceKind.OWN_NAME
    }
    if len(own) != 1:
        return candidates
    ((publisher, part),) = own.items()
    weight = _WEIGHTS[EvidenceKind.ALONE]
    alone = Evidence(EvidenceKind.ALONE, part.span, part.text, weight)
    return [
        evolve(one, weight=one.weight + weight, evidence=_in_order([*one.evidence, alone]))
        if one.publisher == publisher
        else one
        for one in candidates
    ]


def detected(text: str, among: Iterable[str] | None = None) -> Iterator[str]:
    """The publisher that a text speaks for beyond doubt, if there is one; then who it is without that one.

    ``among`` are the publishers that are asked, by default all.
    """
    candidates = detect_publisher(text) if among is None else _candidates(text, among)
    for first, second in zip_longest(candidates, candidates[1:]):
        if first.weight < _ENOUGH or first.weight < (second.weight if second else 0) + _AHEAD:
            return
        yield first.publisher


class _Needle(NamedTuple):
    """What speaks for one publisher; a name is looked for apart from those of others, who may share its words."""

    record: Publisher
    titles: re.Pattern[str]
    names: re.Pattern[str]
    agencies: re.Pattern[str]
    predecessors: tuple[tuple[re.Pattern[str], int], ...]


def _usable(identifier: str) -> Publisher | None:
    try:
        return get_publisher(identifier)
    except UnknownPublisherError:  # unregistered in the meantime
        return None
    except PublisherError as error:
        warnings.warn(str(error), PublisherWarning, stacklevel=4)
        return None


@lru_cache(maxsize=256)
def _needle_of(record: Publisher) -> _Needle:
    return _Needle(
        record,
        any_of(record.titles, "(?m)^ ?(?:[^\\w\n]{1,3})?"),
        any_of(record.names),
        any_of((*record.agencies, *record.abbreviations)),
        tuple(_predecessors(record)),
    )


def _candidate(needle: _Needle, view: View, signs: Signs, named: dict[str, list[Area]]) -> Candidate | None:
    """What speaks for a publisher; None where nothing does, or where it did not exist in the months of the title."""
    folded, record = view.folded, needle.record
    titles = list(needle.titles.finditer(folded))[:_MOST]
    own = [(title.start(), (folded.find("\n", title.end()) + 1 or len(folded) + 1) - 1) for title in titles]
    lines = [*own, *(line for line in signs.titles if line not in own)]
    months = months_in(folded, own) if own else signs.months
    if not existed(record, months):
        return None
    if _is_of_predecessor(needle, [folded[slice(*line)] for line in lines], [year for year, _month in months]):
        return None
    if all(name in province_names() for name in record.names):
        names = sorted(area for name in record.names for area in named.get(name, ()))
    else:
        names = [Area(*match.span("words")) for match in needle.names.finditer(folded)]
    places = [(EvidenceKind.TITLE, *title.span("words")) for title in titles]
    places += _named(names, folded, lines)
    places += ((EvidenceKind.AGENCY, *match.span("words")) for match in needle.agencies.finditer(folded))
    counts: Counter[EvidenceKind] = Counter()
    evidence: list[Evidence] = []
    for kind, start, end in places:
        counts[kind] += 1
        if counts[kind] <= _MOST:
            evidence.append(_evidence(view, kind, start, end))
    if counts[EvidenceKind.NAME_IN_TITLE] and not titles:
        start, end = next(area for area in signs.beginnings if folded.find("\n", area.start, names[0].start) < 0)
        evidence.append(evolve(_evidence(view, EvidenceKind.TITLE, start, end), weight=_IN_ANY_TITLE))
    if not evidence:
        return None
    return Candidate(record.id, sum(part.weight for part in evidence), _in_order(evidence))


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda part: (part.span.start, part.span.end)))


def _evidence(view: View, kind: EvidenceKind, start: int, end: int) -> Evidence:
    span = Span(*view.span(start, end))
    return Evidence(kind, span, view.text[span.start : span.end], _WEIGHTS[kind])


def _named(
    names: list[Area], folded: str, lines: list[Area | tuple[int, int]]
) -> Iterator[tuple[EvidenceKind, int, int]]:
    """The names of a publisher, and how each one stands."""
    for start, end in names:
        if any(first <= start < last for first, last in lines):
            yield EvidenceKind.NAME_IN_TITLE, start, end
        elif is_own(folded, start, end):
            yield EvidenceKind.OWN_NAME, start, end
        else:
            yield EvidenceKind.NAME, start, end


def _is_of_predecessor(needle: _Needle, titles: list[str], years: list[int]) -> bool:
    """Whether a title names a unit that went into the publisher's later, and not the publisher."""
    return any(
        max(years) <= last and name.search(title) and not needle.names.search(title)
        for name, last in needle.predecessors
        for title in titles
        if years
    )


def _predecessors(record: Publisher) -> Iterator[tuple[re.Pattern[str], int]]:
    """The names of the units that went into a publisher's, and the last years that were wholly theirs."""
    for unit in record.predecessors:
        if unit.name not in record.names and record.id not in provinces():  # of a province, its days tell it
            yield any_of((unit.name,)), unit.until.year - ((unit.until.month, unit.until.day) != (12, 31))
