"""Whose digest a text is: what it says of its publisher, weighed."""

from __future__ import annotations

import enum
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from attrs import frozen

from ubnd_digest.model.errors import PublisherError, PublisherWarning, UnknownPublisherError
from ubnd_digest.model.spans import Span
from ubnd_digest.model.text import View
from ubnd_digest.publishers.record import Publisher, name_pattern
from ubnd_digest.publishers.registry import get_publisher, list_publishers

# How much of a text is looked at, in code points: a digest names its publisher early.
_LOOKED_AT = 20_000
_BEFORE = 40  # how far back a word before a name may begin
# How often a name or an agency counts, where a text repeats it.
_MOST = 3
_ENOUGH = 5
_AHEAD = 2
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class EvidenceKind(enum.Enum):
    """What speaks for a publisher.

    >>> [kind.value for kind in EvidenceKind]
    ['title', 'name in the title', 'own name', 'name', 'agency']
    """

    TITLE = "title"
    NAME_IN_TITLE = "name in the title"
    OWN_NAME = "own name"
    NAME = "name"
    AGENCY = "agency"


_WEIGHTS = {
    EvidenceKind.TITLE: 2,
    EvidenceKind.NAME_IN_TITLE: 4,
    EvidenceKind.OWN_NAME: 2,
    EvidenceKind.NAME: 1,
    EvidenceKind.AGENCY: 1,
}


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

    Looked for in the first 20,000 code points: a line that begins like one of its titles (2), its
    name in such a line (4), its name where the text speaks of the publisher itself, such as in "UBND
    tỉnh …" (2) or elsewhere (1), an agency of it (1); names and agencies count three times at most. A
    publisher that did not exist in the year of the title is none; nor is one where the title names,
    instead of it, a unit that went into it later. ``parse(text, publisher="auto")`` takes the first one
    where it has a weight of 5 and more than the second one by 2.

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
    records = filter(None, map(_usable, publishers))
    candidates = filter(None, (_candidate(_needle_of(record), view) for record in records))
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.publisher)))


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
        warnings.warn(str(error), PublisherWarning, stacklevel=5)
        return None


@lru_cache(maxsize=256)
def _needle_of(record: Publisher) -> _Needle:
    return _Needle(
        record,
        _any_of(record.titles, "^ ?(?:[^\\w\n]{1,3})?", re.MULTILINE),
        _any_of(record.names),
        _any_of((*record.agencies, *record.abbreviations)),
        tuple(_predecessors(record)),
    )


@lru_cache(maxsize=1)
def _of_itself() -> re.Pattern[str]:
    from ubnd_digest.grammar.composed import Parts, compose
    from ubnd_digest.grammar.files import GrammarFile

    own = Parts(compose((GrammarFile.of("ubnd_digest.grammars", "detection.lark"),)), ("detection",))
    return re.compile(own.patterns["OF_ITSELF"])


def _any_of(words: Iterable[str], before: str = "", flags: int = 0) -> re.Pattern[str]:
    patterns = sorted(map(name_pattern, words), key=lambda pattern: (-len(pattern), pattern)) or ["(?!)"]
    return re.compile(f"{before}(?<!\\w)(?P<words>{'|'.join(patterns)})(?!\\w)", flags)


def _candidate(needle: _Needle, view: View) -> Candidate | None:
    """What speaks for a publisher; None where nothing does, or where it did not exist in the years of the title."""
    folded = view.folded
    titles = list(needle.titles.finditer(folded))[:_MOST]
    lines = [(title.start(), (folded.find("\n", title.end()) + 1 or len(folded) + 1) - 1) for title in titles]
    years = [int(year) for line in lines for year in _YEAR.findall(folded, *line)]
    named = [folded[slice(*line)] for line in lines]
    if not _existed(needle.record, years) or _is_of_predecessor(needle, named, years):
        return None
    places = [(EvidenceKind.TITLE, *title.span("words")) for title in titles]
    places += _named(needle, folded, lines)
    counts: Counter[EvidenceKind] = Counter()
    evidence: list[Evidence] = []
    for kind, start, end in places:
        counts[kind] += 1
        if counts[kind] <= _MOST:
            span = Span(*view.span(start, end))
            evidence.append(Evidence(kind, span, view.text[span.start : span.end], _WEIGHTS[kind]))
    if not evidence:
        return None
    evidence.sort(key=lambda part: (part.span.start, part.span.end))
    return Candidate(needle.record.id, sum(part.weight for part in evidence), tuple(evidence))


def _named(needle: _Needle, folded: str, lines: list[tuple[int, int]]) -> Iterator[tuple[EvidenceKind, int, int]]:
    """The names of a publisher and of its agencies, and how each one stands."""
    for match in needle.names.finditer(folded):
        start, end = match.span("words")
        if any(first <= start < last for first, last in lines):
            yield EvidenceKind.NAME_IN_TITLE, start, end
        elif _of_itself().search(folded[max(0, start - _BEFORE) : start]):
            yield EvidenceKind.OWN_NAME, start, end
        else:
            yield EvidenceKind.NAME, start, end
    for match in needle.agencies.finditer(folded):
        yield EvidenceKind.AGENCY, *match.span("words")


def _existed(publisher: Publisher, years: list[int]) -> bool:
    """Whether a publisher existed in a year of those that its title names; True where it names none."""
    first = publisher.valid_from.year if publisher.valid_from else 0
    last = publisher.valid_until.year if publisher.valid_until else 9999
    return not years or any(first <= year <= last for year in years)


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
        if unit.name not in record.names:
            yield _any_of((unit.name,)), unit.until.year - ((unit.until.month, unit.until.day) != (12, 31))
