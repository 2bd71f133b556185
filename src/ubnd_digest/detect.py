"""Whose digest a text is: what it says of its publisher, weighed."""

from __future__ import annotations

import enum
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from ubnd_digest.errors import PublisherError, PublisherWarning
from ubnd_digest.mentions import Span
from ubnd_digest.publisher import Publisher, name_pattern
from ubnd_digest.registry import get_publisher, publishers
from ubnd_digest.source import View

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
    publisher that did not exist in the year of the title is none. ``parse(text, publisher="auto")`` takes
    the first one where it has a weight of 5 and more than the second one by 2.

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
    view = View(text[:_LOOKED_AT])
    found: dict[str, list[Evidence]] = {}
    titles = list(_titles(view))
    years = [int(year) for title in titles for year in _YEAR.findall(view.folded, *title.line)]
    for title in titles[:_MOST]:
        for publisher in title.publishers:
            found.setdefault(publisher, []).append(_evidence(EvidenceKind.TITLE, view, *title.words))
    for kind, publisher, start, end in _names(view, titles):
        evidence = found.setdefault(publisher, [])
        if sum(other.kind is kind for other in evidence) < _MOST:
            evidence.append(_evidence(kind, view, start, end))
    known = _needles().records
    candidates = [
        Candidate(
            publisher,
            sum(part.weight for part in evidence),
            tuple(sorted(evidence, key=lambda part: (part.span.start, part.span.end))),
        )
        for publisher, evidence in found.items()
        if _existed(known[publisher], years)
    ]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.publisher)))


def detected(text: str) -> str | None:
    """The publisher that a text speaks for beyond doubt, or None."""
    candidates = detect_publisher(text)
    weights = [candidate.weight for candidate in candidates[:2]] + [0, 0]
    clear = weights[0] >= _ENOUGH and weights[0] >= weights[1] + _AHEAD
    return candidates[0].publisher if clear else None


class _Needles(NamedTuple):
    """What is looked for: one expression for all publishers, and whose each find is."""

    records: dict[str, Publisher]
    titles: re.Pattern[str] | None
    names: re.Pattern[str] | None
    of_title: dict[str, tuple[str, ...]]
    of_name: dict[str, tuple[tuple[EvidenceKind, str], ...]]
    of_itself: re.Pattern[str]


class _TitleLine(NamedTuple):
    """A line that begins like a title: its span, the span of those words, whose they are."""

    line: tuple[int, int]
    words: tuple[int, int]
    publishers: tuple[str, ...]


def _needles() -> _Needles:
    return _needles_of(tuple(filter(None, map(_usable, publishers()))))


def _usable(identifier: str) -> Publisher | None:
    try:
        return get_publisher(identifier)
    except PublisherError as error:
        warnings.warn(str(error), PublisherWarning, stacklevel=4)
        return None


@lru_cache(maxsize=4)
def _needles_of(records: tuple[Publisher, ...]) -> _Needles:
    from ubnd_digest.grammar import GrammarFile, compose
    from ubnd_digest.parts import Parts

    own = Parts(compose((GrammarFile.of("ubnd_digest.grammars", "detection.lark"),)), ("detection",))
    titles: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[tuple[EvidenceKind, str], ...]] = {}
    for record in records:
        for title in record.titles:
            titles[_key(title)] = (*titles.get(_key(title), ()), record.id)
        for kind, words in (
            (EvidenceKind.NAME, record.names),
            (EvidenceKind.AGENCY, (*record.agencies, *record.abbreviations)),
        ):
            for name in words:
                names[_key(name)] = (*names.get(_key(name), ()), (kind, record.id))
    return _Needles(
        {record.id: record for record in records},
        _any_of(titles, "^ ?(?:[^\\w\n]{1,3})?", re.MULTILINE),
        _any_of(names, ""),
        titles,
        names,
        re.compile(own.patterns["OF_ITSELF"]),
    )


_WORDS = re.compile(r"[\w&]+")


def _key(words: str) -> str:
    """Words as they are compared: folded, with nothing between them but spaces."""
    return " ".join(_WORDS.findall(View(words).folded))


def _any_of(words: Iterable[str], before: str, flags: int = 0) -> re.Pattern[str] | None:
    patterns = sorted(map(name_pattern, words), key=lambda pattern: (-len(pattern), pattern))
    return re.compile(f"{before}(?<!\\w)(?P<words>{'|'.join(patterns)})(?!\\w)", flags) if patterns else None


def _titles(view: View) -> Iterator[_TitleLine]:
    """The lines that begin like the title of some publisher."""
    needles = _needles()
    for match in needles.titles.finditer(view.folded) if needles.titles else ():
        words = _key(match["words"])
        end = view.folded.find("\n", match.end())
        line = match.start(), end if end >= 0 else len(view.folded)
        owners = {
            owner
            for title, publishers in needles.of_title.items()
            if words == title or words.startswith(f"{title} ")
            for owner in publishers
        }
        yield _TitleLine(line, match.span("words"), tuple(sorted(owners)))


def _names(view: View, titles: list[_TitleLine]) -> Iterator[tuple[EvidenceKind, str, int, int]]:
    """The names of publishers and of their agencies, and how each one stands."""
    needles = _needles()
    lines = iter(titles)
    line = next(lines, None)
    for match in needles.names.finditer(view.folded) if needles.names else ():
        start, end = match.span("words")
        while line and line.line[1] <= start:
            line = next(lines, None)
        for kind, publisher in needles.of_name[_key(match["words"])]:
            if kind is EvidenceKind.NAME and line and line.line[0] <= start:
                yield EvidenceKind.NAME_IN_TITLE, publisher, start, end
            elif kind is EvidenceKind.NAME and needles.of_itself.search(view.folded[max(0, start - _BEFORE) : start]):
                yield EvidenceKind.OWN_NAME, publisher, start, end
            else:
                yield kind, publisher, start, end


def _evidence(kind: EvidenceKind, view: View, start: int, end: int) -> Evidence:
    span = Span(*view.span(start, end))
    return Evidence(kind, span, view.text[span.start : span.end], _WEIGHTS[kind])


def _existed(publisher: Publisher, years: list[int]) -> bool:
    """Whether a publisher existed in a year of those that its title names; True where it names none."""
    first = publisher.valid_from.year if publisher.valid_from else 0
    last = publisher.valid_until.year if publisher.valid_until else 9999
    return not years or any(first <= year <= last for year in years)
