"""Budgets of the laws, by ``HYPOTHESIS_PROFILE``; docs/development.md says what each is for."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

# How many examples a law gets that says nothing else.
settings.register_profile("ci", max_examples=20, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("full", max_examples=100, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("fresh", max_examples=100, deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(PROFILE)

# laws on a single value; on a sentence; on a whole digest or text
on_values = settings(max_examples={"ci": 40, "full": 200, "fresh": 200, "dev": 50, "long": 100_000}[PROFILE])
on_sentences = settings(max_examples={"ci": 20, "full": 100, "fresh": 200, "dev": 20, "long": 10_000}[PROFILE])
on_digests = settings(max_examples={"ci": 8, "full": 40, "fresh": 100, "dev": 10, "long": 10_000}[PROFILE])
