"""Budgets of the property tests, and the gold digests where they are at hand."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from gold import GoldDigest, gold_digests, gold_folder

# How many examples a law gets that says nothing else; laws.py has the budgets of the others.
settings.register_profile("ci", max_examples=150, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "long", max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def gold() -> tuple[GoldDigest, ...]:
    """Every gold digest; skips where there are none."""
    digests = gold_digests()
    if not digests:
        pytest.skip(f"no gold digests in {gold_folder()}; set UBND_DIGEST_GOLD to their folder")
    return digests


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``gold_digest`` once a gold digest."""
    if "gold_digest" in metafunc.fixturenames:
        digests = gold_digests()
        absent = pytest.param(None, marks=pytest.mark.skip(reason=f"no gold digests in {gold_folder()}"))
        metafunc.parametrize("gold_digest", digests or [absent], ids=[d.id for d in digests] or ["no-gold"])
