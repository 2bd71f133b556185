"""The definitions of several grammar files together: where each is described, what it uses and what uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from grammar_pages.bodies import read_body
from grammar_pages.nodes import Node, references
from ubnd_digest.grammar.definitions import Definition, definitions
from ubnd_digest.grammar.files import GrammarFile

_PUBLISHER = re.compile(r"publishers/(?P<publisher>[^/]+)/grammar\.lark$")
_CHANGES = ("extend", "override", "without")


def publisher_of(file: str) -> str | None:
    """The publisher whose grammar file this is; None for those that all share."""
    found = _PUBLISHER.search(file)
    return found["publisher"] if found else None


@dataclass(frozen=True)
class Entry:
    """A definition as the page describes it; ``picture`` names its diagram, and its place in the page."""

    definition: Definition
    node: Node | None
    picture: str

    @property
    def anchor(self) -> str:
        """The place in the page."""
        # not the bare name, which Sphinx may give to a heading
        return f"grammar-{self.picture}"

    @property
    def title(self) -> str:
        """The name, with the publisher who changes what it finds."""
        publisher = publisher_of(self.definition.file)
        return f"{self.definition.name} ({publisher})" if publisher else self.definition.name


@dataclass
class Entries:
    """All definitions: by file, by the name that links lead to, by what they use and what they change."""

    by_file: dict[str, list[Entry]] = field(default_factory=dict)
    by_name: dict[str, Entry] = field(default_factory=dict)
    users: dict[str, list[Entry]] = field(default_factory=dict)
    changes: dict[str, list[Entry]] = field(default_factory=dict)

    def used_by(self, entry: Entry) -> tuple[str, ...]:
        """The names that a definition uses."""
        return references(entry.node) if entry.node else ()


def entries_of(files: Iterable[GrammarFile]) -> Entries:
    """Read grammar files. A link to a name leads to its first definition that changes no other."""
    found = Entries()
    taken: set[str] = set()
    read = [(file, list(definitions(file))) for file in files]
    names = {definition.name for _file, several in read for definition in several}
    for file, several in read:
        for definition in several:
            node = None if definition.directive == "declare" else read_body(definition, names)
            entry = Entry(definition, node, _picture(definition, taken))
            found.by_file.setdefault(file.name, []).append(entry)
            if definition.directive in _CHANGES:
                found.changes.setdefault(definition.name, []).append(entry)
            else:
                found.by_name.setdefault(definition.name, entry)
            for name in references(node) if node else ():
                found.users.setdefault(name, []).append(entry)
    for name, changed in found.changes.items():
        found.by_name.setdefault(name, changed[0])
    return found


def _picture(definition: Definition, taken: set[str]) -> str:
    """A file name of its own, where capitals do not count too."""
    publisher = publisher_of(definition.file)
    base = f"{publisher}-{definition.name}" if publisher else definition.name
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name.casefold())
    return name


def head_of(file: GrammarFile) -> tuple[str, ...]:
    """The comment at the head of a file; what stands directly above a definition belongs to that."""
    lines = file.text.splitlines()
    head = list(takewhile(lambda line: line.startswith("//") and not line.startswith("// --"), lines))
    if lines[len(head) : len(head) + 1] not in ([], [""]):
        return ()
    return tuple(line[2:].removeprefix(" ") for line in head)


def by_section(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Entries under the headings that the file has for them, in its order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.definition.section, []).append(entry)
    return found
