"""Budgets of the property tests, what builds packages, and the gold digests where they are at hand."""

from __future__ import annotations

import gc
import importlib.metadata
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from support import budgets  # noqa: F401  loads the profile
from support.building import SETUPTOOLS, new_environment, run
from support.gold import GoldDigest, gold_digests, gold_folder

_KEPT = "UBND_DIGEST_CACHE"


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is made of grammars in a folder of this run, for all of its processes; speak English anywhere."""
    os.environ["UBND_DIGEST_LANG"] = "en"
    # a process of the tests holds millions of parts of grammars, and is not to look through them all the time
    gc.set_threshold(200_000, 20, 50)
    if not hasattr(config, "workerinput") and _KEPT not in os.environ:
        folder = os.environ[_KEPT] = tempfile.mkdtemp(prefix="ubnd-digest-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    if sys.dont_write_bytecode and (hasattr(config, "workerinput") or not config.getoption("numprocesses", 0)):
        _compile_once()


def _compile_once() -> None:
    """Where Python is to leave nothing beside the code, let the commands that tests start share it in the same folder."""
    if Path(os.environ.get(_KEPT, "")).is_absolute():
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(os.environ[_KEPT]) / "code")


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


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with a setuptools that can build the project: this one, or one made for it."""
    pytest.importorskip("pip", reason="installs what it builds with pip")
    try:
        if int(importlib.metadata.version("setuptools").split(".")[0]) >= SETUPTOOLS:
            return Path(sys.executable)
    except importlib.metadata.PackageNotFoundError:
        pass
    python = new_environment(tmp_path_factory.mktemp("backend"))
    run(sys.executable, "-m", "pip", "-q", "--python", python, "install", f"setuptools>={SETUPTOOLS}")
    return python


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what builds packages."""
    for item in items:
        if "backend" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
