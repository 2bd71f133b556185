"""The packages: nothing is missing in them, the same tree gives the same bytes, and they work when installed."""

from __future__ import annotations

import email
import importlib.metadata
import importlib.util
import json
import os
import shutil
import sys
import sysconfig
import tarfile
import zipfile
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from support.building import ROOT, build, executable, new_environment, run

pytest.importorskip("pip", reason="installs what it builds with pip")

# where they stand in the wheel
FOLDERS = {"src/ubnd_digest": "ubnd_digest", "grammars/": "ubnd_digest/grammars/"}
GENERATED = {"PKG-INFO", "setup.cfg"}
EPOCH = 1_700_000_000
TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
PROBE = """
import json, sys, ubnd_digest
from importlib.metadata import version
from importlib.resources import files
found = [ubnd_digest.parse(sys.argv[1], publisher=p).period.start.isoformat() for p in (None, "vn-09")]
grammars = files("ubnd_digest.grammars")
print(json.dumps({"found": found, "grammars": str(grammars._paths[0] if hasattr(grammars, "_paths") else grammars),
                  "version": version("ubnd-digest")}))
"""


class Built(NamedTuple):
    """What is made of copies of the project."""

    tree: Path
    sdist: Path
    wheel: Path
    again: Path
    editable: Path


def script(name: str) -> ModuleType:
    """One of the scripts in .ci."""
    spec = importlib.util.spec_from_file_location(f"ci_{name}", ROOT / ".ci" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def files() -> list[str]:
    return script("build").files_of(ROOT)


def copy(files: list[str], to: Path, mode: int, time: int) -> Path:
    """A copy of the project, as another umask and another day would have made it."""
    for name in files:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to / name)
        (to / name).chmod(mode)
        os.utime(to / name, (time, time))
    return to


@pytest.fixture(scope="module")
def built(backend: Path, files: list[str], tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.mktemp("built")
    tree, other = (
        copy(files, base / "tree", 0o644, EPOCH),
        copy(files, base / "elsewhere" / "other", 0o660, EPOCH + 99_999),
    )
    make = (backend, tree / ".ci" / "build.py", "--out")
    run(*make, base / "dist", tree, SOURCE_DATE_EPOCH=str(EPOCH))
    run(*make, base / "again", other, SOURCE_DATE_EPOCH=str(EPOCH), TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="1")
    editable = build(backend, tree, "editable", base / "editable")
    (sdist,), (wheel,) = (base / "dist").glob("*.tar.gz"), (base / "dist").glob("*.whl")
    return Built(tree, sdist, wheel, base / "again", editable)


@pytest.fixture(scope="module")
def metadata(built: Built) -> Message:
    with zipfile.ZipFile(built.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_installed_package_parses(built: Built, kind: str, tmp_path: Path) -> None:
    if kind == "editable" and Path(sysconfig.get_path("purelib"), "ubnd_digest").exists():
        pytest.skip("the tests run on an installed wheel, which would hide the editable install")
    home = tmp_path / "environment"
    python = new_environment(home)
    run(
        sys.executable,
        "-m",
        "pip",
        "-q",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        getattr(built, kind),
    )
    # the dependencies come from the environment of the tests; what was just installed goes before them
    paths = json.loads(run(python, "-c", "import json, sysconfig; print(json.dumps(sysconfig.get_paths()))"))
    here = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    Path(paths["purelib"], "zz-dependencies.pth").write_text("\n".join(here), encoding="utf8")

    probed = json.loads(run(python, "-I", "-c", PROBE, TITLE, cwd=tmp_path))
    assert probed["found"] == ["2026-01-05", "2026-01-05"]
    assert probed["version"] == importlib.metadata.version("ubnd-digest")
    assert Path(probed["grammars"]).is_relative_to(built.tree if kind == "editable" else home)

    digest = tmp_path / "digest.txt"
    digest.write_text(TITLE, encoding="utf8")
    first = run(executable(home, "ubnd-digest"), "annotations", digest, cwd=tmp_path).splitlines()[0]
    assert json.loads(first)["label"] == "TITLE"


# ---- what is in them -----------------------------------------------------------------------


def test_the_sdist_holds_what_git_holds(built: Built, files: list[str]) -> None:
    with tarfile.open(built.sdist) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
    names = {member.name.split("/", 1)[1] for member in members}
    assert {name for name in names if ".egg-info/" not in name} - GENERATED == set(files)
    assert {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in members} == {
        (0, 0, "", "", EPOCH)
    }


def test_the_wheel_holds_all_that_stands_in_the_packages(built: Built, files: list[str]) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == {
        place + name.removeprefix(folder)
        for folder, place in FOLDERS.items()
        for name in files
        if name.startswith(folder)
    }
    assert {"ubnd_digest/py.typed", "ubnd_digest/grammars/common.lark", "ubnd_digest/grammars/forms.toml"} <= inside
    publisher = "ubnd_digest/grammars/publishers/vn-09"
    assert {f"{publisher}/{name}" for name in ("record.toml", "grammar.lark", "sample.txt")} <= inside
    assert {"licenses/LICENSE", "entry_points.txt"} <= {name.split("/", 1)[1] for name in names - inside}


def test_grammars_are_data(files: list[str]) -> None:
    code = [name for name in files if name.startswith("grammars/") and name.endswith(".py")]
    assert code == ["grammars/__init__.py"]


def test_the_same_tree_gives_the_same_bytes(built: Built) -> None:
    # build.py itself compares the wheel out of the tree with the one out of the sdist
    for one in (built.sdist, built.wheel):
        assert one.read_bytes() == (built.again / one.name).read_bytes(), one.name


# ---- what they say of themselves -----------------------------------------------------------


def test_metadata_is_complete(metadata: Message) -> None:
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Keywords"]
    assert metadata["Maintainer"] or metadata["Author"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    addresses = dict(line.split(", ") for line in metadata.get_all("Project-URL") or [])
    assert {"Documentation", "Source", "Changelog", "Issues"} <= set(addresses)
    assert all(address.startswith("https://") for address in addresses.values())
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_the_pythons_of_the_metadata_are_those_of_the_workflow(metadata: Message) -> None:
    prefix = "Programming Language :: Python :: 3."
    named = [name.rsplit(" ", 1)[1] for name in metadata.get_all("Classifier", []) if name.startswith(prefix)]
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf8")
    assert f"python: {json.dumps(named)}" in workflow
    assert metadata["Requires-Python"] == f">={named[0]}"


# ---- what is released ----------------------------------------------------------------------


def test_a_tag_is_released_only_with_its_version_and_changes(capsys: pytest.CaptureFixture[str]) -> None:
    complaints = script("check_release").complaints
    changes = "# Changes\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-31\n\n- All.\n\n## [1.1.0]\n\n- Some.\n"
    assert complaints("v1.2.0", "1.2.0", changes) == []
    assert len(complaints("v1.2.1", "1.2.0", changes)) == 1
    assert len(complaints("1.2.0", "1.2.0", changes)) == 1
    assert len(complaints("v1.3.0", "1.3.0", changes)) == 1
    assert len(complaints("v1.1.0", "1.1.0", changes)) == 1  # has no day
    assert len(complaints("v1.2.0", "1.2.0", changes.replace("- All.\n", ""))) == 1
    assert len(complaints("v1.2.0", "1.2.0", changes.replace("[Unreleased]\n", "[Unreleased]\n\n- Left over.\n"))) == 1


def test_the_lowest_versions_are_those_of_the_metadata(metadata: Message) -> None:
    lowest = script("matrix").lowest
    needs = [need for need in metadata.get_all("Requires-Dist") or [] if "extra ==" not in need]
    held = {constraint.split("==")[0] for constraint in map(lowest, needs) if constraint}
    assert len(held) == len(needs)  # each has a lower bound
    assert lowest('x[y]<3,>=1.0; python_version < "3.11" and extra == "z"') == 'x==1.0; python_version < "3.11"'
    assert lowest('x; extra == "z"') is lowest('x>=1; extra == "dev"') is None
