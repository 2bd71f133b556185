"""Whether somebody who looks for an organisation means one that was found: as people type names into a shell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ubnd_digest.model.agencies import Agency
from ubnd_digest.reading.names.name_tables import bare_letters, phrases
from ubnd_digest.reading.names.written_out import written_out

_NEAR, _LONGEST = 0.7, 100  # how alike a name is that is likely meant, and how much of a longer one is looked at


def names_party(words: str, agency: Agency) -> bool:
    """Whether words name an organisation, or the one that took its place; accents, case and short forms do not matter.

    >>> from ubnd_digest import find_agencies
    >>> (found,) = find_agencies("Giao Sở TN&MT báo cáo.")
    >>> [names_party(words, found) for words in ("so tai nguyen", "Sở TN&MT", "sở nn&mt", "Sở Y tế")]
    [True, True, True, False]
    >>> (found,) = find_agencies("Giao UBND các huyện, thành phố báo cáo.")
    >>> [names_party(words, found) for words in ("uy ban nhan dan cac huyen", "ubnd cac huyen thanh pho", "ubnd xa")]
    [True, True, False]
    """
    return _any_holds((agency.text, agency.name, agency.successor or ""), words)


def names_words(words: str, name: str) -> bool:
    """Whether words stand in a name as it was written; accents, case and short forms do not matter.

    >>> names_words("so tn&mt", "Giám đốc Sở Tài nguyên và Môi trường"), names_words("Sở Y tế", "Sở TN&MT")
    (True, False)
    """
    return _any_holds((name, written_out(name)), words)


def nearest_names(words: str, names: Iterable[str], most: int) -> list[str]:
    """The names that are likely meant by words that were mistyped, the nearest first, ``most`` of them at most.

    >>> nearest_names("so xay duhg", ["Sở Y tế", "Sở Xây dựng", "Ban Quản lý các khu công nghiệp"], 3)
    ['Sở Xây dựng']
    >>> nearest_names("khu cong ngiep", ["Sở Y tế", "Ban Quản lý các khu công nghiệp"], 3)
    ['Ban Quản lý các khu công nghiệp']
    """
    from difflib import SequenceMatcher

    found: dict[str, float] = {}
    for wanted in _wanted(words[:_LONGEST]):
        matcher = SequenceMatcher(b=wanted)
        count = len(wanted.split())
        for name in names:
            parts = _bare(name[:_LONGEST]).split()
            for begin in range(max(len(parts) - count, 0) + 1):
                matcher.set_seq1(" ".join(parts[begin : begin + count]))
                if matcher.quick_ratio() >= _NEAR:
                    found[name] = max(found.get(name, 0.0), matcher.ratio())
    near = sorted((-ratio, name) for name, ratio in found.items() if ratio >= _NEAR)
    return [name for _, name in near[:most]]


def _any_holds(names: tuple[str, ...], words: str) -> bool:
    return any(wanted in _bare(name) for wanted in _wanted(words) for name in names)


@lru_cache(maxsize=8)
def _wanted(words: str) -> tuple[str, ...]:
    """The words, and what they are written out, also where letters that stand for a name were typed in small ones."""
    forms = [_bare(form) for form in (words, written_out(words), written_out(words.upper()))]
    return tuple(dict.fromkeys((*forms, *map(_usual, forms))))


def _usual(bare: str) -> str:
    """Words without accents, with the usual short form in the place of a long one, as names are written out."""
    for long, short in phrases().items():
        bare = bare.replace(" ".join(map(_bare, long)), _bare(short))
    return bare


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    """Words without accents and commas."""
    return bare_letters(words).replace(",", "")
