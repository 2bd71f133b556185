"""What is in doubt: the diagnostics of the digests and of their documents, and the files that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ubnd_digest.formats.rows import Places
from ubnd_digest.formats.view.cards import Told
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import escaped, tag
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.messages import told_in
from ubnd_digest.model.resolution import Resolution


def doubts_part(labels: Labels, unreadable: Mapping[str, str], *, any_doubts: bool) -> str:
    """The files that could not be read, and the table of diagnostics, whose rows the script makes."""
    reasons = {name: told_in(reason, labels.lang, "errors") for name, reason in unreadable.items()}
    failed = "".join(tag("li", f"{tag('b', escaped(name))} {escaped(reason)}") for name, reason in reasons.items())
    told = tag("h3", escaped(labels.say("unreadable"))) + tag("ul", failed, class_="failed") if failed else ""
    if not any_doubts:
        return told + tag("p", escaped(labels.say("no_doubts")), class_="absent")
    head = "".join(tag("th", escaped(labels.say(key)), scope="col") for key in ("severity", "message", "code", "where"))
    caption = tag("caption", escaped(labels.say("doubts")), class_="unseen")
    return f"{told}<table class=doubts>{caption}<thead><tr>{head}</tr></thead><tbody></tbody></table>"


def doubts_data(digests: Sequence[Digest], resolution: Resolution, labels: Labels, told: Told) -> list[list[Any]]:
    """The diagnostics as data, texts as numbers in ``told``.

    Each is ``[digest, place in it or -1, severity, what that is called, message, code, line, column]``; those of a
    digest have flags ``d0s1`` in its text, those of its documents have none.
    """
    text, found = told.texts.text, []
    for number, digest in enumerate(digests):
        places = Places(digest.source)
        of_documents = [one for one in resolution.diagnostics if one.digest == number]
        for at, doubt in enumerate([*digest.diagnostics, *of_documents]):
            severity, line_and_column = doubt.severity.value, places.of(doubt.span.start)
            flag = at if at < len(digest.diagnostics) else -1
            words = (severity, labels.code(severity), doubt.in_language(labels.lang), doubt.code)
            found.append([number, flag, *map(text, words), *line_and_column])
    return found
