"""The view in which names are matched: small letters, and "^" for a space before a capital."""

from __future__ import annotations

import re

from ubnd_digest.model.tones import fold_tones

CAPITALS = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
_BEFORE_CAPITAL = re.compile(f" (?=[{CAPITALS}])")
_SIGMA = "\u03a3"  # its lower case depends on what stands beside it


def name_view(cased: str) -> str:
    """The same length as the view in its own case; in a line all in capitals they say nothing.

    >>> name_view("Sở Y tế tỉnh Lạng Sơn")
    'sở^y tế tỉnh^lạng^sơn'
    """
    return views(cased)[0]


def views(cased: str) -> tuple[str, str]:
    """That view, and the same without signs for capitals."""
    marked = _BEFORE_CAPITAL.sub("^", cased)
    lines = cased.split("\n")
    if any(map(str.isupper, lines)):
        pairs = zip(lines, marked.split("\n"), strict=True)
        marked = "\n".join(line if line.isupper() else other for line, other in pairs)
    names = fold_tones(marked.lower())
    alike = not ("^" in cased or _SIGMA in cased)
    return names, names.replace("^", " ") if alike else fold_tones(cased.lower())


def views_again(made: tuple[str, str], before: str, cased: str) -> tuple[str, str]:
    """The views of a text of which some lines were others ``before``, when they were ``made``."""
    lines = zip(*(text.split("\n") for text in (*made, before, cased)), strict=True)
    again = [(names, small) if old == new else views(new) for names, small, old, new in lines]
    names, small = zip(*again, strict=True)
    return "\n".join(names), "\n".join(small)
