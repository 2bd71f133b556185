"""What differs between two digests as a page: the old one on the left, the new one on the right.

The page is one file, asks for nothing from elsewhere, and runs no script: its policy forbids it. All that comes from
the digests, and from the names of their files, is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import written
from ubnd_digest.linking.diff import DeadlineMove, DigestDiff, ItemChange
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.messages import ENGLISH, messages
from ubnd_digest.model.text import shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 1500  # words of a paragraph that are compared one by one, which takes the square of their number


def diff_page(old: Digest, new: Digest, found: DigestDiff, names: tuple[str, str], lang: str = ENGLISH) -> str:
    """A page that shows what differs between two digests, whose files have these names, in a language.

    >>> from ubnd_digest import diff, parse
    >>> page = diff_page(parse(""), parse(""), diff(parse(""), parse("")), ("<b>", "b"))
    >>> "&lt;b&gt;" in page, "Nothing differs" in page
    (True, True)
    """
    return "\n".join(_lines(old, new, found, names, Labels(lang))) + "\n"


def _lines(old: Digest, new: Digest, found: DigestDiff, names: tuple[str, str], labels: Labels) -> Iterator[str]:
    say = messages("differences", labels.lang)
    title = say["title"].format(old=_safe(names[0]), new=_safe(names[1]))
    yield f'<!DOCTYPE html>\n<html lang="{labels.lang}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{written('diff.css')}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{say['compared']}</h1>"
    yield _pair(_head(old, names[0], labels), _head(new, names[1], labels))
    counts = {name: len(getattr(found, name)) for name in ("removed", "added", "changed", "moved")}
    yield f"<p>{say['counts'].format(**counts) if found else say['nothing']}</p>"
    if found.moved:
        yield from _moves(found.moved, labels)
    for items, name, side in ((found.removed, "removed", 0), (found.added, "added", 1)):
        if items:
            yield f"<h2>{say[name]}</h2>"
        for item in items:
            whole = _item(item, "del" if side == 0 else "ins")
            yield _pair(whole, "") if side == 0 else _pair("", whole)
    if found.changed:
        yield f"<h2>{say['changed']}</h2>"
        yield from (_change(change, labels) for change in found.changed)
    yield "</main>\n</body>\n</html>"


def _safe(text: str) -> str:
    return escape(shown(text.encode("utf-8", "backslashreplace").decode()))


def _pair(left: str, right: str) -> str:
    return f'<div class="pair"><div lang="vi">{left}</div><div lang="vi">{right}</div></div>'


def _head(digest: Digest, name: str, labels: Labels) -> str:
    none = f'<span lang="{labels.lang}">{labels.say("untitled")}</span>'
    title = _safe(digest.title.text) if digest.title else none
    days = messages("differences", labels.lang)["no_period"]
    if digest.period:
        days = labels.say("period", start=labels.day(digest.period.start), end=labels.day(digest.period.end))
    told = f'<p lang="{labels.lang}">{days}</p>'
    return f'<p class="soft">{_safe(name)}</p><p><strong>{title}</strong></p>{told}'


def _moves(moves: tuple[DeadlineMove, ...], labels: Labels) -> Iterator[str]:
    say = messages("differences", labels.lang)
    yield f"<h2>{say['moves']}</h2>\n<table>"
    row = "".join(f'<th scope="col">{say[head]}</th>' for head in ("who", "was_due", "is_due", "days", "item"))
    yield f"<thead><tr>{row}</tr></thead>\n<tbody lang='vi'>"
    for move in moves:
        days = "" if move.days is None else f"{move.days:+}"
        heading = move.item.blocks[0].text
        was, due = (labels.value(limit.due) or "" for limit in (move.old, move.new))
        cells = (move.new.responsible or "", was, due, days, heading)
        yield f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in cells)}</tr>"
    yield "</tbody>\n</table>"


def _item(item: Item, element: str) -> str:
    first, *others = (f"<{element}>{_safe(block.text)}</{element}>" for block in item.blocks)
    return f"<h3>{first}</h3>{''.join(f'<p>{text}</p>' for text in others)}"


def _change(change: ItemChange, labels: Labels) -> str:
    olds, news = ([block.text for block in item.blocks] for item in (change.old, change.new))
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            pairs = [_compared(one, other) for one, other in zip(olds[a:b], news[c:d], strict=True)]
            left += (one for one, _ in pairs)
            right += (other for _, other in pairs)
        else:
            same = kind == "equal"
            left += (_safe(text) if same else f"<del>{_safe(text)}</del>" for text in olds[a:b])
            right += (_safe(text) if same else f"<ins>{_safe(text)}</ins>" for text in news[c:d])
    told = f'<p class="soft" lang="{labels.lang}">{_safe(labels.changed(change.fields))}</p>'
    return _pair(_blocks(left), _blocks(right) + told)


def _blocks(blocks: list[str]) -> str:
    return "".join(f"<h3>{text}</h3>" if place == 0 else f"<p>{text}</p>" for place, text in enumerate(blocks))


def _compared(old: str, new: str) -> tuple[str, str]:
    """Two texts with their different words marked."""
    olds, news = _WORDS.findall(shown(old)), _WORDS.findall(shown(new))
    if max(len(olds), len(news)) > _MOST_WORDS:
        return f"<del>{_safe(old)}</del>", f"<ins>{_safe(new)}</ins>"
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        gone, come = escape("".join(olds[a:b])), escape("".join(news[c:d]))
        left.append(gone if kind == "equal" or not gone else f"<del>{gone}</del>")
        right.append(come if kind == "equal" or not come else f"<ins>{come}</ins>")
    return "".join(left), "".join(right)
