"""What a text shows of whose digest it is, whoever that may be: lines like titles, months, names of provinces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.grammar.files import GrammarFile
from ubnd_digest.model.text import Area, View
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.publishers.provinces import provinces
from ubnd_digest.publishers.record import Publisher, name_pattern

_T = TypeVar("_T")

_BEFORE = 60  # how far back the words before a name may begin
_BEHIND = 40
_MOST_TITLES = 1  # further down, such a line may be a heading
_YEAR = lazily(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# A month with its year; the month is 0 where the year stands alone.
Month = tuple[int, int]


@cache
def _pattern(terminal: str) -> re.Pattern[str]:
    from ubnd_digest.grammar.expressions import compiled

    flags = "(?m)" if terminal == "TITLE_LINE" else ""
    return compiled(flags + _patterns()[terminal])


@cache
def _patterns() -> Mapping[str, str]:
    from ubnd_digest.grammar.tables import kept_texts

    file = GrammarFile.of("ubnd_digest.grammars", "detection.lark")

    def made() -> dict[str, str]:
        from ubnd_digest.grammar.composed import Parts, compose

        return Parts(compose((file,)), ("detection",)).patterns

    return kept_texts("detection", file.text, made)


def any_of(words: Iterable[str], before: str = "") -> re.Pattern[str]:
    """An expression for any of these words, which it calls so, in the folded view."""
    from ubnd_digest.grammar.expressions import compiled

    patterns = sorted(map(name_pattern, words), key=lambda pattern: (-len(pattern), pattern)) or ["(?!)"]
    return compiled(f"{before}(?<!\\w)(?P<words>{'|'.join(patterns)})(?!\\w)")


# ---- names ------------------------------------------------------------------------------------


@cache
def province_names() -> frozenset[str]:
    """The names of all provinces and cities."""
    return frozenset(name for unit in provinces().values() for name in unit.names)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {re.sub(r"\W+", "", View(name).folded): name for name in province_names()}
    return any_of(province_names()), keys


def names_in(folded: str) -> dict[str, list[Area]]:
    """Where the provinces and cities are named that a text names; of names with common words the first one counts."""
    pattern, keys = _names()
    found: dict[str, list[Area]] = {}
    for match in pattern.finditer(folded):
        found.setdefault(keys[re.sub(r"\W+", "", match["words"])], []).append(Area(*match.span("words")))
    return found


def is_own(folded: str, start: int, end: int) -> bool:
    """Whether a text speaks of a name as of itself: UBND tỉnh …, and not as of one of several."""
    before = folded[max(0, start - _BEFORE) : start]
    return (
        _pattern("OF_ITSELF").search(before) is not None
        and not _pattern("OF_OTHERS").search(before)
        and not _pattern("WITH_OTHERS").match(folded[end : end + _BEHIND])
    )


# ---- titles, and their months -------------------------------------------------------------------


class Signs(NamedTuple):
    """What a text shows of its publisher, whoever that may be."""

    titles: tuple[Area, ...]  # lines that begin like the title of somebody's digest, and may name a province
    beginnings: tuple[Area, ...]  # what of them is like one
    months: tuple[Month, ...]  # of these lines
    first: tuple[Month, ...]  # the first month that the text names, where no title does
    names_nobody: bool  # whether there is a title, and none tells whose digest it is

    @classmethod
    def of(cls, view: View) -> Signs:
        """The signs of a text."""
        folded = view.folded
        found = [*_titles(folded)][:_MOST_TITLES]
        titles, beginnings, is_named = list[Area](), list[Area](), False
        for line, beginning in found:
            words = folded[line.start : line.end]
            of_another = _pattern("BODY_OF_TITLE").search(words)
            name = _pattern("NAME_AHEAD").search(words)
            if of_another and not (name and name.start() < of_another.start()):
                is_named = True  # of a commune, of the Government
                continue
            titles.append(line)
            beginnings.append(beginning)
            cased = view.cased[line.start : line.end]
            is_named |= bool(name and cased[name.end() : name.end() + 1].isupper() and not cased.isupper())
        months = months_in(folded, titles)
        first = months_in(folded, [Area(0, len(folded))])[:1] if not months else ()
        return cls(tuple(titles), tuple(beginnings), months, first, bool(found) and not is_named)


def _titles(folded: str) -> Iterator[tuple[Area, Area]]:
    for match in _pattern("TITLE_LINE").finditer(folded):
        end = (folded.find("\n", match.end()) + 1 or len(folded) + 1) - 1
        yield Area(match.start(), end), Area(*match.span())


def months_in(folded: str, lines: Sequence[tuple[int, int]]) -> tuple[Month, ...]:
    """The months that lines name; where they name none, their years."""
    found = [match for line in lines for match in _pattern("MONTH_OF_TEXT").finditer(folded, *line)]
    months = tuple((int(match["year"]), int(match["month"])) for match in found)
    return months or tuple((int(year), 0) for line in lines for year in _YEAR.findall(folded, *line))


def existed(publisher: Publisher, months: Sequence[Month]) -> bool:
    """Whether a publisher existed in the last of these months; True where there is none."""
    if not months:
        return True
    year, month = max(months)
    first, last = publisher.valid_from, publisher.valid_until
    if not month:
        return (first.year if first else 0) <= year <= (last.year if last else 9999)
    return (
        ((first.year, first.month) if first else (0, 0))
        <= (year, month)
        <= ((last.year, last.month) if last else (9999, 12))
    )


def of_their_time(found: list[tuple[Publisher, _T]], signs: Signs) -> list[tuple[Publisher, _T]]:
    """What was found of publishers; of two that bear the same name, one after the other, the one of the text's time."""
    kept = []
    for record, one in found:
        others = [other for other, _ in found if other.names[0] == record.names[0] and other.id != record.id]
        is_of_then = existed(record, signs.first)
        if any(
            (existed(other, signs.first), other.valid_until is None) > (is_of_then, record.valid_until is None)
            for other in others
        ):
            continue
        kept.append((record, one))
    return kept
