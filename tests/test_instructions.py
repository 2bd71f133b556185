"""The budget of instructions: there is one for each Python, more is an error, and what cannot be counted is told."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, as it is called without options, with budgets of its own."""
    spec = importlib.util.spec_from_file_location("ci_instructions", ROOT / ".ci" / "instructions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kept = {"margins": {"parse": 0.06}, "budgets": {module.VERSION: {"parse": 100.0}}}
    (tmp_path / "budgets.json").write_text(json.dumps(kept), encoding="ascii")
    monkeypatch.setattr(module, "BUDGETS", tmp_path / "budgets.json")
    monkeypatch.setattr(module.shutil, "which", lambda _name: "valgrind")
    monkeypatch.setattr(sys, "argv", ["instructions.py"])
    return module


def test_each_python_has_a_budget() -> None:
    kept = json.loads((ROOT / ".ci" / "instructions.json").read_text(encoding="ascii"))
    named = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert list(kept["budgets"]) == named
    assert all(budgets.keys() == kept["margins"].keys() for budgets in kept["budgets"].values())


@pytest.mark.parametrize(("figure", "status", "verdict"), [(90.0, 0, "kept"), (105.9, 0, "kept"), (106.1, 1, "OVER")])
def test_more_than_the_budget_and_its_margin_is_an_error(
    figure: float,
    status: int,
    verdict: str,
    counting: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(counting, "measured", lambda: {"parse": figure})
    assert counting.main() == status
    assert verdict in capsys.readouterr().out


def test_what_cannot_be_counted_is_told(
    counting: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(counting, "VERSION", "3.99")
    assert counting.main() == 0
    assert "NOT COUNTED, no budget is recorded for Python 3.99" in capsys.readouterr().err
    monkeypatch.setattr(counting.shutil, "which", lambda _name: None)
    assert counting.main() == 0
    assert "NOT COUNTED, there is no valgrind" in capsys.readouterr().err


def test_a_budget_can_be_recorded(counting: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "measured", lambda: {"parse": 123.456})
    monkeypatch.setattr(sys, "argv", ["instructions.py", "--record"])
    assert counting.main() == 0
    assert json.loads(counting.BUDGETS.read_text(encoding="ascii"))["budgets"][counting.VERSION] == {"parse": 123.5}


def test_the_work_that_is_the_unit_runs(counting: ModuleType) -> None:
    names: dict[str, object] = {}
    exec(counting.WORK, names)
    assert len(names["work"]()) > 30  # type: ignore[operator]
