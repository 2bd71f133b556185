"""Every example in the documentation of the code is true, and every public name has one."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import ubnd_digest

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(ubnd_digest.__path__, "ubnd_digest.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["ubnd_digest", *MODULES])
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", ubnd_digest.__all__)
def test_every_public_name_has_an_example(name: str) -> None:
    documentation = getattr(ubnd_digest, name).__doc__ or ""
    assert doctest.DocTestParser().get_examples(documentation)


def test_public_names_are_sorted_and_exist() -> None:
    assert list(ubnd_digest.__all__) == sorted(ubnd_digest.__all__)
    assert all(hasattr(ubnd_digest, name) for name in ubnd_digest.__all__)
