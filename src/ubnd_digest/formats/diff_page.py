"""What differs between two digests as a page: the old one on the left, the new one on the right.

The page is one file, asks for nothing from elsewhere, and runs no script: its policy forbids it. All that comes from
the digests, and from the names of their files, is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from ubnd_digest.linking.diff import DeadlineMove, DigestDiff, ItemChange
from ubnd_digest.model.digest import Digest, Item
from ubnd_digest.model.text import shown

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --gone: #ffd7d5; --come: #ccffd8; --soft: #5a6270; }
@media (prefers-color-scheme: dark) { :root { --gone: #67222a; --come: #14532d; --soft: #aab3c0; } }
html { background: Canvas; color: CanvasText; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0 0 .5rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; border-top: 1px solid var(--line); padding: 1rem 0; }
.pair > div { min-width: 0; overflow-wrap: anywhere; } .pair p { margin: 0 0 .5rem; }
del { background: var(--gone); } ins { background: var(--come); } .soft { color: var(--soft); }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
@media print { .pair { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Words of a paragraph that are compared one by one, which takes the square of their number.
_MOST_WORDS = 1500


def diff_page(old: Digest, new: Digest, found: DigestDiff, names: tuple[str, str]) -> str:
    """A page that shows what differs between two digests, whose files have these names.

    >>> from ubnd_digest import diff, parse
    >>> page = diff_page(parse(""), parse(""), diff(parse(""), parse("")), ("<b>", "b"))
    >>> "&lt;b&gt;" in page, "Nothing differs" in page
    (True, True)
    """
    return "\n".join(_lines(old, new, found, names)) + "\n"


def _lines(old: Digest, new: Digest, found: DigestDiff, names: tuple[str, str]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(names[0])} and {_safe(names[1])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield "<h1>Two digests compared</h1>"
    yield _pair(_head(old, names[0]), _head(new, names[1]))
    counts = f"{len(found.removed)} removed, {len(found.added)} added, {len(found.changed)} changed"
    yield f"<p>{counts}; {len(found.moved)} deadlines moved.</p>" if found else "<p>Nothing differs.</p>"
    if found.moved:
        yield from _moves(found.moved)
    for title, items, side in (("Removed", found.removed, 0), ("Added", found.added, 1)):
        if items:
            yield f"<h2>{title}</h2>"
        for item in items:
            whole = _item(item, "del" if side == 0 else "ins")
            yield _pair(whole, "") if side == 0 else _pair("", whole)
    if found.changed:
        yield "<h2>Changed</h2>"
        yield from map(_change, found.changed)
    yield "</main>\n</body>\n</html>"


def _safe(text: str) -> str:
    return escape(shown(text.encode("utf-8", "backslashreplace").decode()))


def _pair(left: str, right: str) -> str:
    return f'<div class="pair"><div lang="vi">{left}</div><div lang="vi">{right}</div></div>'


def _head(digest: Digest, name: str) -> str:
    title = _safe(digest.title.text) if digest.title else "without a title"
    days = f"{digest.period.start} to {digest.period.end}" if digest.period else "without a period"
    return f'<p class="soft">{_safe(name)}</p><p><strong>{title}</strong></p><p>{days}</p>'


def _moves(moves: tuple[DeadlineMove, ...]) -> Iterator[str]:
    yield "<h2>Deadlines that moved</h2>\n<table>"
    heads = ("Who", "Was due", "Is due", "Days", "Item")
    row = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{row}</tr></thead>\n<tbody>"
    for move in moves:
        days = "" if move.days is None else f"{move.days:+}"
        heading = move.item.blocks[0].text
        cells = (move.new.responsible or "", str(move.old.due or ""), str(move.new.due or ""), days, heading)
        yield f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in cells)}</tr>"
    yield "</tbody>\n</table>"


def _item(item: Item, element: str) -> str:
    first, *others = (f"<{element}>{_safe(block.text)}</{element}>" for block in item.blocks)
    return f"<h3>{first}</h3>{''.join(f'<p>{text}</p>' for text in others)}"


def _change(change: ItemChange) -> str:
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
    told = f'<p class="soft" lang="en">{_safe(", ".join(change.fields))}</p>'
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
