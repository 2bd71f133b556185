"""Hypothesis strategies for digests and what is found in them; needs the extra ``testing``.

For the tests of this library, of programs that use it, and of grammars for other publishers. What
is drawn is made up, and is read back from its canonical form as what it is.
"""

from ubnd_digest.testing.composed import digests
from ubnd_digest.testing.mentions import (
    date_expressions,
    date_ranges,
    deadlines,
    document_numbers,
    provisions,
    references,
)
from ubnd_digest.testing.noise import noisy

__all__ = ["date_expressions", "date_ranges", "deadlines", "digests", "document_numbers", "noisy", "provisions"]
__all__ += ["references"]
