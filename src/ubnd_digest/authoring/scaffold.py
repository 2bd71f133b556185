"""Writes the package of a publisher: a record, a grammar, a sample and tests, which pass as they are."""

from __future__ import annotations

import errno
import json
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from ubnd_digest.model.errors import PublisherError
from ubnd_digest.publishers.record import Publisher
from ubnd_digest.publishers.registry import list_publishers

# The files of template/, and where each goes. Their suffix keeps them from tools that look for Python or TOML.
_FILES = {
    "pyproject.toml.txt": "pyproject.toml",
    "MANIFEST.in.txt": "MANIFEST.in",
    "README.md.txt": "README.md",
    "__init__.py.txt": "src/$module/__init__.py",
    "record.toml.txt": "src/$module/record.toml",
    "grammar.lark.txt": "src/$module/grammar.lark",
    "sample.txt": "samples/week.txt",
    "sample.json.txt": "samples/week.json",
    "test_publisher.py.txt": "tests/test_publisher.py",
}
_VERSION = re.compile(r"([0-9]+)\.([0-9]+)")


def write_package(identifier: str, folder: Path, *, name: str | None = None) -> tuple[Path, ...]:
    """Write a package that brings a publisher, into a folder that is new or empty; its tests pass as they are.

    Args:
        identifier: the identifier of the publisher, such as ``"vn-99"``.
        folder: the folder of the package.
        name: the name of the publisher; the identifier when None.

    Returns:
        The files that were written.

    Raises:
        ValueError: for an identifier or a name that no ``Publisher`` can have, and a name that cannot be printed.
        PublisherError: when there is a publisher with this identifier.
        OSError: when a file cannot be written; ``FileExistsError`` when one would be overwritten.
    """
    words = _words(identifier, name)
    template = files("ubnd_digest.authoring") / "template"
    sources = {to: (template / file).read_text(encoding="utf-8") for file, to in _FILES.items()}
    texts = {folder / Template(to).substitute(words): Template(text).substitute(words) for to, text in sources.items()}
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FileExistsError(errno.EEXIST, "there already, and no empty folder", str(folder))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return tuple(texts)


def _words(identifier: str, name: str | None) -> dict[str, str]:
    """What stands for the placeholders of the template."""
    name = identifier if name is None else " ".join(name.split())
    try:
        Publisher(identifier, (name,))
    except ValueError as error:
        raise ValueError(error.args[0]) from error  # the others are parts of attrs and say nothing to a reader
    if not name.isprintable():
        raise ValueError(f"a name holds no sign that cannot be printed: {name!r}")
    if identifier in list_publishers():
        raise PublisherError(identifier, "there is one with this identifier already")
    distribution = f"ubnd-digest-{identifier}"
    return {
        "identifier": identifier,
        "name": name,
        "distribution": distribution,
        "module": distribution.replace("-", "_"),
        "requirement": _requirement(),
        # strings of characters that can be printed, as TOML writes them
        "name_literal": json.dumps(name, ensure_ascii=False),
        "description_literal": json.dumps(f"Lets ubnd-digest read the digests of {name}", ensure_ascii=False),
    }


def _requirement() -> str:
    """The versions of this library that keep what a grammar is built on; docs/compatibility.md says which do."""
    here = version("ubnd-digest").partition("+")[0]  # what is behind a "+" is not compared
    match = _VERSION.match(here)
    major, minor = (int(match[1]), int(match[2])) if match else (0, 0)
    return f"ubnd-digest>={here},<{major + 1}" if major else f"ubnd-digest>={here},<0.{minor + 1}"
