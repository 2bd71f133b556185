"""The layout: one way down, no circle, no long module."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import ubnd_digest

PACKAGE = Path(ubnd_digest.__file__).parent
# Each may import what stands before it; those that stand together may not import each other.
ORDER = (
    *({"model"}, {"grammar"}, {"publishers"}, {"reading"}, {"linking"}, {"formats"}),
    *({"testing", "authoring"}, {"cli"}, {"__init__", "__main__"}),
)
FLOOR = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}
# The one upward door: what users expect on a value is done by packages above it.
DOOR = "model.upward"
MOST_ENTRIES = 12
MOST_LINES = 300
# More steps than these in one room of the reading, and nobody finds his way.
MOST_STEPS = 20


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(path: Path) -> set[str]:
    """The modules of the package that one imports: within functions and for type checking, too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {_inside(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports have full names"
            module = _inside(node.module or "")
            for alias in node.names:  # a module of a package, or what a module has
                inner = _inside(f"{node.module}.{alias.name}")
                found.add(inner if inner in MODULES else module)
    return found & MODULES.keys()


def _inside(name: str) -> str:
    return "__init__" if name == "ubnd_digest" else name.removeprefix("ubnd_digest.")


@cache
def _graph() -> dict[str, set[str]]:
    return {name: _imports(path) for name, path in MODULES.items()}


def _room(module: str) -> str:
    return module.partition(".")[0]


def test_every_room_has_its_floor() -> None:
    assert {_room(module) for module in MODULES} <= FLOOR.keys()


def test_imports_go_one_way() -> None:
    upward = {
        f"{module} -> {other}"
        for module, others in _graph().items()
        for other in others
        if module != DOOR and _room(module) != _room(other) and FLOOR[_room(module)] <= FLOOR[_room(other)]
    }
    assert upward == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        TopologicalSorter({name: set() if name == DOOR else others for name, others in _graph().items()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_door_imports_nothing_until_it_is_used() -> None:
    tree = ast.parse(MODULES[DOOR].read_text(encoding="utf-8"))
    at_once = [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert not [module for module in at_once if _inside(module) in MODULES]


def test_what_is_imported_later_is_what_a_type_checker_is_told() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    told = {
        _inside(node.module or ""): " ".join(alias.name for alias in node.names)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
    }
    assert told == ubnd_digest._LATER


def test_importing_the_package_loads_no_format() -> None:
    loads = "import sys, ubnd_digest\nprint(*[name for name in sys.modules if name.startswith('ubnd_digest.')])"
    modules = subprocess.run([sys.executable, "-c", loads], check=True, capture_output=True, text=True).stdout.split()
    rooms = {name.split(".")[1] for name in modules}
    assert "reading" in rooms
    assert not rooms & {"formats", "linking", "authoring", "cli", "testing"}


def test_the_folder_of_the_package_is_short() -> None:
    entries = [path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_ENTRIES


def test_the_rooms_of_the_reading_are_small() -> None:
    folders = [PACKAGE / "reading", *(path for path in (PACKAGE / "reading").iterdir() if path.is_dir())]
    steps = {folder.name: len([*folder.glob("*.py")]) - 1 for folder in folders}  # beside its "__init__"
    assert len(steps) > 5
    assert {room: many for room, many in steps.items() if many > MOST_STEPS} == {}


def test_no_module_is_long() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
