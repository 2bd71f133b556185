"""The lines of a page, as a reader sees them, and what their words and their links say of their place on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Flag, auto
from functools import cache

from ubnd_digest.formats.html.scan import Tag, Text, unescaped
from ubnd_digest.formats.html.tree import Survey
from ubnd_digest.model.text import View
from ubnd_digest.model.tuples import NamedTuple

# A line of more characters is a paragraph, and no line of a site.
_LONGEST_OF_SITE = 600
_LONGEST_BOX_TITLE = 60
_LINKED = 0.9  # so much of a line stands in links for it to be one


class Says(Flag):
    """What a line says of its place; several at once."""

    NOTHING = 0
    EVIDENCE = auto()  # what a digest tells: a limit, a call, a deed of an authority
    NUMBER = auto()  # a number of a document
    TITLE = auto()  # it begins like the title of a digest, and holds a period
    SITE = auto()  # it belongs to the site, whole
    BOX = auto()  # it stands over a box that is no part of the text
    UNSURE_BOX = auto()  # the same, or over a part of the text
    LINK = auto()  # it is a link, whole
    PARTLY_LINK = auto()  # a part of it is


# What a digest needs.
TOLD = Says.EVIDENCE | Says.NUMBER
ANY_BOX = Says.BOX | Says.UNSURE_BOX


class PageLine(NamedTuple):
    """Neighbouring runs of one block, up to the next ``<br>``."""

    first: int
    last: int
    words: str  # in the folded view
    says: Says


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    from ubnd_digest.grammar.composed import Parts, compose
    from ubnd_digest.grammar.files import GrammarFile

    own = Parts(compose((GrammarFile.of("ubnd_digest.grammars", "pages.lark"),)), ("pages",))
    return {name: re.compile(pattern) for name, pattern in own.patterns.items()}


def lines_of_page(survey: Survey, tokens: list[Tag | Text]) -> list[PageLine]:
    """The lines of a page that has a tree.

    >>> from ubnd_digest.formats.html.scan import scan
    >>> from ubnd_digest.formats.html.tree import grow
    >>> page = "<p>UBND tỉnh <b>họp</b> bàn.<br>In trang</p><p><a href=x>Tin khác</a>"
    >>> [line.says.name for line in lines_of_page(Survey(page, grow(page, scan(page))), scan(page))]
    ['EVIDENCE', 'SITE', 'BOX|LINK']
    """
    areas = [*_areas(survey, tokens)]
    page, runs = survey.page, survey.tree.runs
    texts = (unescaped("".join(page[run.start : run.end] for run in runs[first : last + 1])) for first, last in areas)
    view = View("\n".join(" ".join(text.split()) for text in texts))
    both = zip(view.folded.split("\n"), view.cased.split("\n"), strict=True)
    return [
        PageLine(first, last, words.strip(), _says(survey, first, last, words, cased))
        for (first, last), (words, cased) in zip(areas, both, strict=False)
    ]


def _areas(survey: Survey, tokens: list[Tag | Text]) -> Iterator[tuple[int, int]]:
    """The first and the last run of each line."""
    first = last = None
    broken = False
    for token, run in zip(tokens, survey.tree.numbers_of_runs(tokens), strict=True):
        if isinstance(token, Tag):
            broken |= token.name == "br"
        elif run is not None:
            if first is not None and last is not None and (broken or survey.blocks[run] != survey.blocks[last]):
                yield first, last
                first = run
            first, last, broken = run if first is None else first, run, False
    if first is not None and last is not None:
        yield first, last


def _says(survey: Survey, first: int, last: int, words: str, cased: str) -> Says:
    patterns = _patterns()
    lengths = survey.lengths[first : last + 1]
    linked = sum(length for length, link in zip(lengths, survey.linked[first : last + 1], strict=True) if link)
    says = Says.LINK if linked >= _LINKED * sum(lengths) else Says.PARTLY_LINK if linked else Says.NOTHING
    words, cased = words.strip(), cased.strip()
    if len(words) <= _LONGEST_BOX_TITLE:
        if patterns["BOX_TITLE"].fullmatch(words):
            return says | Says.BOX
        if patterns["UNSURE_BOX_TITLE"].fullmatch(words):
            return says | Says.UNSURE_BOX
    told = bool(patterns["EVIDENCE"].search(words))
    is_site = len(words) <= _LONGEST_OF_SITE and patterns["SITE_LINE"].fullmatch(words)
    if not told and (is_site or _is_name_of_site(words, cased)):
        return says | Says.SITE
    if patterns["TITLE_OF_DIGEST"].match(words):
        says |= Says.TITLE
    if patterns["NUMBER_OF_DOCUMENT"].search(words):
        says |= Says.NUMBER
    return says | Says.EVIDENCE if told else says


def _is_name_of_site(words: str, cased: str) -> bool:
    name = _patterns()["NAME_OF_SITE"].fullmatch(words)
    return bool(name and all(word[0].isupper() for word in cased[slice(*name.span("place"))].split()))
