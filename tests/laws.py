"""Budgets of the laws: a fixed one for CI, a large one for long runs by hand.

``HYPOTHESIS_PROFILE=long pytest tests/test_laws.py`` takes hours. What such a run finds is kept as
an explicit case beside the law that it broke, or in the tests of the module that was wrong.
"""

from __future__ import annotations

import os

from hypothesis import settings

_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")

# laws on a single value; on a sentence of the grammar; on a whole digest or text
on_values = settings(max_examples={"ci": 200, "dev": 50, "long": 100_000}[_PROFILE])
on_sentences = settings(max_examples={"ci": 100, "dev": 20, "long": 10_000}[_PROFILE])
on_digests = settings(max_examples={"ci": 40, "dev": 10, "long": 10_000}[_PROFILE])
