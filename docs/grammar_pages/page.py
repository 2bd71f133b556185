"""The page: Markdown that is read on a code host too, and its pictures.

Places and the links to them are HTML: no two tools make the same of a heading.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from grammar_pages.bodies import remarks
from grammar_pages.comments import code, comment_lines, paragraphs, prose
from grammar_pages.drawing import Drawing, draw
from grammar_pages.entries import Entries, Entry, by_section, entries_of, head_of, publisher_of
from grammar_pages.legend import INTRODUCTION, SAMPLES
from grammar_pages.notation import notation
from ubnd_digest.grammar.files import GrammarFile

NAME = "grammar-reference"
_LONGEST_DESCRIPTION = 280


def pages(files: Iterable[GrammarFile], link_suffix: str = ".md") -> dict[str, str]:
    """The page and its pictures: what is in each file, by its path.

    Args:
        files: the grammar files, the shared ones first.
        link_suffix: how the name of the page ends for links in pictures, once it is published.
    """
    files = tuple(files)
    writer = _Writer(entries_of(files), link_suffix)
    blocks = [*writer.introduction(files)]
    for file in files:
        blocks += writer.file(file)
    return {f"{NAME}.md": "\n\n".join(blocks) + "\n"} | writer.pictures


class _Writer:
    """Writes the blocks of the page, and keeps the pictures that they show."""

    def __init__(self, entries: Entries, link_suffix: str) -> None:
        self.entries = entries
        self.link_suffix = link_suffix
        self.pictures: dict[str, str] = {}

    def introduction(self, files: Iterable[GrammarFile]) -> Iterator[str]:
        yield INTRODUCTION
        rows = ["| in a diagram | means |", "| --- | --- |"]
        for name, node, meaning in SAMPLES:
            picture = self.picture(f"legend-{name}", draw(node, name, self.address_of), f"sample: {name}")
            rows.append(f"| {picture} | {meaning} |")
        yield "\n".join(rows)
        yield "## Files"
        yield "\n".join(f"- {_link(_file_anchor(file.name), file.name)}" for file in files)

    def file(self, file: GrammarFile) -> Iterator[str]:
        entries = self.entries.by_file.get(file.name, [])
        yield f'<a id="{_file_anchor(file.name)}"></a>'
        yield f"## {code(file.name)}"
        head = paragraphs(head_of(file))
        if head:
            yield head
        publisher = publisher_of(file.name)
        if publisher:
            yield self.what_changes(publisher, entries)
        else:
            yield "\n".join(
                f"- {f'{prose(section)}: ' if section else ''}{' · '.join(_link_to(entry) for entry in inside)}"
                for section, inside in by_section(entries).items()
            )
        for entry in entries:
            yield from self.entry(entry)

    def what_changes(self, publisher: str, entries: Iterable[Entry]) -> str:
        """What a publisher's file does to those that all share."""
        kinds: dict[str, list[str]] = {}
        for entry in entries:
            kinds.setdefault(entry.definition.directive, []).append(_link_to(entry))
        words = {"extend": "gives more alternatives to", "override": "takes the place of", "": "adds"}
        does = [f"{words[kind]} {', '.join(links)}" for kind, links in kinds.items() if kind in words]
        return f"For digests of {prose(publisher)} only: {'; '.join(does) or 'nothing is changed'}."

    def entry(self, entry: Entry) -> Iterator[str]:
        definition = entry.definition
        yield f'<a id="{entry.anchor}"></a>'
        yield f"### {code(definition.name)}{entry.title.removeprefix(definition.name)}"
        yield self.kind(entry)
        if definition.comment:
            yield comment_lines(definition.comment)
        if entry.node:
            description = notation(entry.node)
            if len(description) > _LONGEST_DESCRIPTION:
                description = description[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"
            description = f"{definition.name}: {description}"
            drawing = draw(entry.node, description, self.address_of)
            yield self.picture(entry.picture, drawing, description)
            for number, words in enumerate(drawing.lists, 1):
                yield f"List {number} ({len(words)} words): {' · '.join(code(word) for word in words)}"
        noted = [f"- {code(alternative)}: {prose(remark)}" for alternative, remark in remarks(definition)]
        if noted:
            yield "\n".join(noted)
        yield from self.neighbours(entry)

    def kind(self, entry: Entry) -> str:
        """The line under the name: what it is, whether it is tried first, where it stands."""
        definition = entry.definition
        words = "Word form" if definition.is_terminal else "Rule"
        first = self.entries.by_name.get(definition.name, entry)
        if definition.directive == "declare":
            words += " without a pattern: the program decides where it stands"
        elif definition.directive:
            does = "more alternatives of" if definition.directive == "extend" else "in place of"
            words += f", {does} {_link_to(first) if first is not entry else code(definition.name)}"
        if definition.priority is not None:
            words += f". Priority {definition.priority}: tried before what begins alike and has a lower one"
        return f"{words}. {code(f'{definition.file}:{definition.line}')}"

    def neighbours(self, entry: Entry) -> Iterator[str]:
        """Links to what a definition uses, to what uses it, and to those who change it."""
        name = entry.definition.name
        used = self.entries.used_by(entry)
        if used:
            yield "Uses " + ", ".join(
                _link_to(self.entries.by_name[one]) if one in self.entries.by_name else code(one) for one in used
            )
        if self.entries.by_name.get(name) is entry:
            if self.entries.users.get(name):
                yield "Used by " + ", ".join(_link_to(user) for user in self.entries.users[name])
            changes = [change for change in self.entries.changes.get(name, ()) if change is not entry]
            if changes:
                yield "Changed by " + ", ".join(_link_to(change) for change in changes)

    def picture(self, name: str, drawing: Drawing, description: str) -> str:
        """Keep a picture; the image that shows it."""
        path = f"{NAME}/{name}.svg"
        self.pictures[path] = drawing.svg
        return f"![{prose(' '.join(description.split()))}]({path})"

    def address_of(self, name: str) -> str | None:
        """Where a name is described, from a picture."""
        entry = self.entries.by_name.get(name)
        return f"../{NAME}{self.link_suffix}#{entry.anchor}" if entry else None


def _file_anchor(file: str) -> str:
    return f"grammar-file-{file.removesuffix('.lark').replace('/', '-')}"


def _link_to(entry: Entry) -> str:
    return _link(entry.anchor, entry.title)


def _link(anchor: str, text: str) -> str:
    return f'<a href="#{html.escape(anchor)}"><code>{html.escape(text)}</code></a>'
