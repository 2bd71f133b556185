"""Figures of which a scanner made letters."""

from __future__ import annotations

import re

# Letters in which a scanner saw figures: beside others that it saw rightly, or where figures stand.
_SCANNED = r"(?<!\w)(?:[OolI]{0,4}[0-9][0-9OolI]{0,5}|[OolI]{1,2}(?=/)|(?<= )[OolI]{1,2})(?!\w)"
_FIGURES = str.maketrans("OolI", "0011")


def with_figures(written: str) -> str:
    """The same with figures for the letters that a scanner saw in them.

    >>> with_figures("l84/TB-VPUBND"), with_figures("ngày 1O tháng ll năm 2O21")
    ('184/TB-VPUBND', 'ngày 10 tháng 11 năm 2021')
    """
    return re.sub(_SCANNED, lambda found: found[0].translate(_FIGURES), written)
