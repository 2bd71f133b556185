"""Which grammars there are: the common one, and one a publisher that extends it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from ubnd_digest.errors import GrammarError, UnknownPublisherError
from ubnd_digest.grammar import Grammar, GrammarFile, common_files, common_grammar


@lru_cache(maxsize=1)
def publishers() -> tuple[str, ...]:
    """The identifiers of the publishers whose grammars are shipped.

    >>> "vn-09" in publishers()
    True
    """
    folder = files("ubnd_digest.grammars") / "publishers"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".lark")))


@cache
def grammar_of(publisher: str | None) -> Grammar:
    """The grammar of a publisher, or the common one for None.

    Raises:
        UnknownPublisherError: when there is no such publisher.
        GrammarError: when its grammar has a mistake.
    """
    if publisher is None:
        return common_grammar()
    if publisher not in publishers():
        raise UnknownPublisherError(publisher, publishers())
    name = f"publishers/{publisher}.lark"
    try:
        text = (files("ubnd_digest.grammars") / "publishers" / f"{publisher}.lark").read_text(encoding="utf8")
    except UnicodeDecodeError as error:
        raise GrammarError("not UTF-8", file=name) from error
    return Grammar((*common_files(), GrammarFile(name, text)))
