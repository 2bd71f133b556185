"""A page taken apart without a browser, and digests with markup and script in every text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import attrs

import ubnd_digest as ud

VOID = {"meta", "input", "br"}
EVIL = "</script><script>window.ran=1</script><img src=x onerror=window.ran=1>\"'><svg onload=window.ran=1>&amp;<!--]]>\x00\u2028"


class Page(HTMLParser):
    """The elements of a page, each with its attributes; that they are closed in their order is checked on the way."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice: {tag} {attrs}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        {"script": self.scripts, "style": self.styles}.get(inside, self.words).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def data(self) -> dict[str, Any]:
        """What the page has for its script."""
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found


def with_evil(value: Any, behind: str = EVIL, *, before: str = "") -> Any:
    """A value of the model with markup and script behind each of its texts, or with something else around them."""
    if isinstance(value, str):
        return before + value + behind
    if isinstance(value, tuple):
        return tuple(with_evil(one, behind, before=before) for one in value)
    if not attrs.has(type(value)) or isinstance(value, (ud.DocumentNumber, ud.Span)):
        return value
    fields = [field.name for field in attrs.fields(type(value)) if field.init]
    # what a value checks stays as it is: recurrence rules, and which grammar it was
    kept = {"rule", "grammar", "edtf", "value"}
    changed = {name: with_evil(getattr(value, name), behind, before=before) for name in fields if name not in kept}
    return attrs.evolve(value, **changed)
