#!/usr/bin/env python3
"""Check that a tag may be released, and print what has changed.

    check_release.py TAG

TAG is ``v`` and the version in pyproject.toml; CHANGELOG.md has a section of that version with a day and
entries, and nothing is left over under Unreleased. Exit status 1 when any of this is not so.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def section(changes: str, name: str) -> tuple[str, str] | None:
    """What stands behind the name of a section of the change log, and below it."""
    found = re.search(rf"^## \[{re.escape(name)}\](.*)\n((?:(?!## ).*\n?)*)", changes, re.MULTILINE)
    return (found[1].strip(), found[2].strip()) if found else None


def complaints(tag: str, version: str, changes: str) -> list[str]:
    """What is wrong, in words."""
    words = []
    if tag != f"v{version}":
        words.append(f"the tag is {tag}, the version is {version}")
    left_over = section(changes, "Unreleased")
    if left_over and left_over[1]:
        words.append("CHANGELOG.md has entries left under Unreleased")
    own = section(changes, version)
    if own is None or not own[1]:
        words.append(f"CHANGELOG.md has no entries of {version}")
    elif not re.fullmatch(f"- {DAY}", own[0]):
        words.append(f"CHANGELOG.md has no day for {version}: ## [{version}] - YYYY-MM-DD")
    return words


def main() -> int:
    """Read the files, check, print the section."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf8")
    wrong = complaints(sys.argv[1], version, changes)
    for words in wrong:
        print(words, file=sys.stderr)
    if not wrong:
        print((section(changes, version) or ("", ""))[1])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
