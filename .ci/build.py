#!/usr/bin/env python3
"""Build the sdist and the wheel so that the same commit gives the same bytes.

    build.py [--out DIR] [TREE]

What setuptools writes depends on where and when it ran: on the umask, on the times of files, on who owns
them, on what else lies about. So a copy of TREE is built in which all of these are fixed, and the sdist is
packed anew. The wheel is built twice, out of the tree and out of the sdist, and must be the same.

The time of everything is SOURCE_DATE_EPOCH, or else that of the commit, or, in an unpacked sdist, that of
its PKG-INFO: whoever unpacks an sdist with its times builds the same sdist again.

The Python that runs this needs setuptools; .ci/release-requirements.txt has the version that releases are
built with, which is part of the wheel. The bytes also depend on the zlib below Python.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from fnmatch import fnmatch
from pathlib import Path

HOOK = "import sys, setuptools.build_meta as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
GENERATED = ("PKG-INFO", "setup.cfg")  # at the top of an sdist, written by setuptools


def git(tree: Path, *command: str) -> str | None:
    """What git says about TREE, or None where TREE is no working copy, or there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(tree), *command], capture_output=True, encoding="utf8", check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def is_working_copy(tree: Path) -> bool:
    """Whether TREE is the top of a working copy, not a folder that happens to lie in one."""
    top = git(tree, "rev-parse", "--show-toplevel")
    return top is not None and Path(top.rstrip("\n")).resolve() == tree.resolve()


def files_of(tree: Path) -> list[str]:
    """The files that make up the project: what git has, or, without git, all that .gitignore does not name."""
    if is_working_copy(tree):
        listed = git(tree, "ls-files", "-z") or ""
        return sorted(name for name in listed.split("\0") if name and (tree / name).is_file())
    lines = (tree / ".gitignore").read_text("utf8").splitlines()
    ignored = [".git", *(line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#"))]

    def is_ignored(path: Path) -> bool:
        name = path.relative_to(tree).as_posix()
        return any(fnmatch(name if "/" in pattern else path.name, pattern) for pattern in ignored)

    found: list[str] = []
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if not is_ignored(Path(folder, name))]
        paths = [Path(folder, name) for name in names]
        found += [path.relative_to(tree).as_posix() for path in paths if not is_ignored(path)]
    return sorted(name for name in found if name not in GENERATED)


def epoch_of(tree: Path) -> int:
    """The time of everything, in seconds since 1970."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    if is_working_copy(tree) and (time := git(tree, "log", "-1", "--format=%ct")):
        return int(time)
    if (tree / "PKG-INFO").exists():
        return int((tree / "PKG-INFO").stat().st_mtime)
    sys.exit("neither a commit nor an unpacked sdist: set SOURCE_DATE_EPOCH")


def is_script(path: Path) -> bool:
    """Whether a file is to be executable: no file system, and no umask, decides that."""
    return path.read_bytes()[:2] == b"#!"


def copy(tree: Path, names: list[str], to: Path, epoch: int) -> Path:
    """Copy files, with modes and times that do not depend on where they come from."""
    for name in names:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree / name, to / name)
        (to / name).chmod(0o755 if is_script(to / name) else 0o644)
        os.utime(to / name, (epoch, epoch))
    return to


def hook(kind: str, tree: Path, out: Path, epoch: int) -> Path:
    """Have setuptools build, as a frontend does."""
    out.mkdir(parents=True)
    # UTF-8 and a fixed hash seed: neither is known to matter, and neither shall
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", HOOK, kind, str(out)],
        cwd=tree,
        env=environment,
        capture_output=True,
        encoding="utf8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}building the {kind} failed")
    return out / done.stdout.splitlines()[-1]


def repack(sdist: Path, to: Path, epoch: int) -> Path:
    """Write an sdist anew: sorted, owned by nobody, all of one time."""
    packed = io.BytesIO()
    with tarfile.open(sdist) as old, tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            fixed = tarfile.TarInfo(member.name)
            fixed.type, fixed.size, fixed.mtime = member.type, member.size, epoch
            fixed.mode = 0o755 if member.isdir() or member.mode & stat.S_IXUSR else 0o644
            new.addfile(fixed, old.extractfile(member) if member.isfile() else None)
    with (
        to.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=epoch) as zipped,
    ):
        zipped.write(packed.getvalue())
    return to


def unpack(sdist: Path, to: Path) -> Path:
    """Unpack an sdist with its modes and times; its one folder."""
    shutil.unpack_archive(sdist, to, filter="data")
    (folder,) = to.iterdir()
    return folder


def build(tree: Path, out: Path) -> list[Path]:
    """Build sdist and wheel of TREE into OUT."""
    epoch = epoch_of(tree)
    if is_working_copy(tree) and git(tree, "status", "--porcelain", "--untracked-files=no"):
        print("warning: some of what is built is in no commit", file=sys.stderr)
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        copied = copy(tree, files_of(tree), work / "tree", epoch)
        made = hook("sdist", copied, work / "sdist", epoch)
        out.mkdir(parents=True, exist_ok=True)
        sdist = repack(made, out / made.name, epoch)
        # setuptools leaves an egg-info in the tree it builds from
        again = copy(tree, files_of(tree), work / "again", epoch)
        wheel = hook("wheel", again, work / "wheel", epoch)
        other = hook("wheel", unpack(sdist, work / "unpacked"), work / "other", epoch)
        if wheel.read_bytes() != other.read_bytes():
            sys.exit("the wheel out of the sdist is not the wheel out of the tree")
        return [sdist, Path(shutil.copyfile(wheel, out / wheel.name))]


def main() -> None:
    """Read the arguments, build, tell."""
    parser = argparse.ArgumentParser(description="Build sdist and wheel reproducibly.")
    parser.add_argument("tree", nargs="?", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--out", type=Path, default=Path("dist"))
    arguments = parser.parse_args()
    for path in build(arguments.tree.resolve(), arguments.out.resolve()):
        print(path)


if __name__ == "__main__":
    main()
