"""What is in doubt: the diagnostics of the digests and of their documents, and the files that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ubnd_digest.formats.rows import Places
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import cut, escaped, tag
from ubnd_digest.model.diagnostics import Diagnostic
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.resolution import Resolution


def doubts_part(
    digests: Sequence[Digest],
    names: Sequence[str],
    resolution: Resolution,
    labels: Labels,
    unreadable: Mapping[str, str],
) -> str:
    """The files that could not be read, and the table of diagnostics."""
    body = ""
    for number, digest in enumerate(digests):
        places, name = Places(digest.source), names[number] if len(names) > 1 else ""
        for at, doubt in enumerate(digest.diagnostics):
            body += _doubt(doubt, f"d{number}x{at}", f"#d{number}s{at}", places, name, labels)
        for at, found in enumerate(one for one in resolution.diagnostics if one.digest == number):
            body += _doubt(found, f"d{number}y{at}", f"#d{number}", places, name, labels)
    failed = "".join(tag("li", f"{tag('b', escaped(name))} {escaped(reason)}") for name, reason in unreadable.items())
    told = tag("h3", escaped(labels.say("unreadable"))) + tag("ul", failed, class_="failed") if failed else ""
    if not body:
        return told + tag("p", escaped(labels.say("no_doubts")), class_="absent")
    head = "".join(tag("th", escaped(labels.say(key)), scope="col") for key in ("severity", "message", "code", "where"))
    caption = tag("caption", escaped(labels.say("doubts")), class_="unseen")
    return f'{told}<table class="doubts">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _doubt(doubt: Diagnostic, row: str, target: str, places: Places, name: str, labels: Labels) -> str:
    line, column = places.of(doubt.span.start)
    where = tag("a", escaped(labels.say("place", line=line, column=column)), href=target)
    cells = {
        "severity": tag("span", escaped(labels.code(doubt.severity.value)), class_=f"badge {doubt.severity.value}"),
        "message": escaped(doubt.message),
        "code": tag("code", escaped(doubt.code)),
        "where": where + (tag("small", escaped(cut(name, 120))) if name else ""),
    }
    inner = "".join(tag("td", cell, class_=key) for key, cell in cells.items())
    return tag("tr", inner, id=row)
