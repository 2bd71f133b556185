"""The page: one file that needs no other, with the texts, and what was found in them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ubnd_digest.formats.rows import Places
from ubnd_digest.formats.view.blocks import article, short_names
from ubnd_digest.formats.view.cards import Told, cards
from ubnd_digest.formats.view.evidence import Evidence
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import cut, data, escaped, lone, tag, written
from ubnd_digest.formats.view.owed import Owed, agencies_of, duties_table, owed_in, rows_data
from ubnd_digest.formats.view.papers import documents_part
from ubnd_digest.formats.view.timeline import timeline
from ubnd_digest.linking.documents import resolve
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.kinds import kind_of, kinds
from ubnd_digest.model.messages import told_in
from ubnd_digest.model.resolution import Resolution

# What the script says by itself.
_SAID = (
    *("found", "found_one", "found_first", "found_none", "results", "why", "together", "see_document", "shown"),
    *("item", "outside", "no_day", "again", "with", "under", "day", "place"),
)


def page(
    given: Sequence[Digest], names: Sequence[str], labels: Labels, *, evidence: bool, unreadable: Mapping[str, str]
) -> str:
    """The page of some digests; ``names`` are as many, or none."""
    names = list(names) or [_name(digest, labels) for digest in given]
    resolution = resolve(given)
    articles = [article(digest, number, labels) for number, digest in enumerate(given)]
    rows = [row for number, digest in enumerate(given) for row in owed_in(digest, number, articles[number][1])]
    doubts = sum(len(digest.diagnostics) for digest in given) + len(resolution.diagnostics)
    parts = {
        "text": _text(given, [markup for markup, _ in articles], labels),
        "duties": timeline(rows, labels) + duties_table(rows, labels),
        "documents": documents_part(resolution, given, names, labels),
        "doubts": doubts_part(labels, unreadable, any_doubts=doubts > 0),
    }
    title = _title(given[0], labels) if len(given) == 1 else labels.say("several", count=len(given))
    told = {"duties": len(rows), "documents": len(resolution.documents), "doubts": doubts}
    of_one = len(given) == 1 and given[0].title is not None
    body = _header(
        title, "vi" if of_one else labels.lang, _summary(given, rows, resolution, labels), parts, told, labels
    )
    body += _main(parts, labels) + _card(labels) + _data(given, names, rows, resolution, labels, evidence=evidence)
    return _whole(title, body, labels)


# ---- the frame --------------------------------------------------------------------------------


@cache
def asset(name: str) -> str:
    """The style or the script of the page, without what only its authors need, and with short names of kinds.

    >>> "</" in asset("page.js") + asset("page.css")
    False
    """
    text = written(name)
    if name.endswith(".css"):
        short = short_names()
        return re.sub(rf"(?<=[.-])({'|'.join(short)})\b", lambda found: short[found[0]], text)
    return re.sub(r"^ *(?://.*\n)?|^\n", "", text, flags=re.MULTILINE)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _whole(title: str, body: str, labels: Labels) -> str:
    style, script = asset("page.css"), asset("page.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    head = (
        lone("meta", charset="utf-8")
        + f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        + lone("meta", name="viewport", content="width=device-width, initial-scale=1")
        + lone("meta", name="color-scheme", content="light dark")
        + lone("meta", name="generator", content="ubnd-digest")
        + lone("meta", name="referrer", content="no-referrer")
        + tag("title", escaped(cut(title, 200)))
        + f"<style>{style}</style>"
    )
    page = f"{tag('head', head)}<body>{body}<script>{script}</script></body>"
    return f"<!doctype html>\n{tag('html', page, lang=labels.lang)}\n"


def _header(
    title: str, lang: str, summary: str, parts: Mapping[str, str], told: Mapping[str, int], labels: Labels
) -> str:
    tabs = ""
    for part in parts:
        count = tag("span", str(told[part]), class_="count") if part in told else ""
        tabs += tag("a", f"{escaped(labels.say(part))}{count}", href=f"#{part}", id=f"tab-{part}", data_part=part)
    hint = labels.say("search_hint")
    search = (
        tag("label", escaped(labels.say("search")), for_="search", class_="unseen")
        + lone("input", type="search", id="search", placeholder=f"{labels.say('search')}: {hint}", autocomplete="off")
        + tag("section", "", id="results", aria_label=labels.say("results"), hidden="")
        + tag("output", "", id="hits", class_="unseen", role="status", for_="search")
    )
    head = tag("h1", escaped(title), lang=lang) + tag("p", summary, class_="summary")
    return (
        tag("a", escaped(labels.say("skip")), class_="skip", href="#main")
        + tag("header", tag("div", head, class_="head") + tag("search", search), class_="top")
        + tag("nav", tag("div", tabs, id="tabs"), class_="tabs", aria_label=labels.say("parts"))
        + tag("noscript", tag("p", escaped(labels.say("no_script"))))
    )


def _main(parts: Mapping[str, str], labels: Labels) -> str:
    made = ""
    for number, (part, inner) in enumerate(parts.items()):
        name = tag("h2", escaped(labels.say(part)), class_="unseen", id=f"name-{part}")
        made += tag(
            "section",
            name + inner,
            id=part,
            class_="part",
            aria_labelledby=f"name-{part}",
            hidden="" if number else None,
        )
    return tag("main", made, id="main", tabindex=-1) + tag("footer", escaped(labels.say("made_by")))


def _card(labels: Labels) -> str:
    close = tag("button", "\u00d7", type="button", id="close", aria_label=labels.say("close"))
    inner = close + tag("div", "", id="told")
    return tag("div", inner, id="card", role="dialog", aria_label=labels.say("card"), tabindex=-1, hidden="")


def _data(
    digests: Sequence[Digest],
    names: Sequence[str],
    rows: Sequence[Owed],
    resolution: Resolution,
    labels: Labels,
    *,
    evidence: bool,
) -> str:
    told = Told()
    mentions = [
        cards(digest, number, resolution, Evidence(digest) if evidence else None, labels, told)
        for number, digest in enumerate(digests)
    ]
    agencies, short = agencies_of(rows), short_names()
    value: dict[str, Any] = {
        "say": {key: labels.say(key) for key in _SAID},
        "names": list(names),
        "kinds": [[short[kind.name], labels.kind(kind.name)] for kind in kinds()],
        "mentions": mentions,
        "agencies": [told.texts.text(name) for name in agencies],
        "rows": rows_data(rows, told, agencies),
        "doubts": doubts_data(digests, resolution, labels, told),
        "documents": [[cut(str(document), 200), len(document.mentions)] for document in resolution.documents],
        "cards": told.cards.all(),
        "shapes": told.shapes.all(),
        "decisions": told.decisions.all(),
        "texts": told.texts.all(),
    }
    return f"<script type=application/json id=data>{data(value)}</script>"


# ---- what stands over all ---------------------------------------------------------------------


def _title(digest: Digest, labels: Labels) -> str:
    return cut(digest.title.text, 300) if digest.title else labels.say("untitled")


def _name(digest: Digest, labels: Labels) -> str:
    """What tells a digest from others: its days, else its title."""
    period = digest.period
    if period is None:
        return _title(digest, labels)
    return labels.say("period", start=labels.day(period.start), end=labels.day(period.end))


def _summary(digests: Sequence[Digest], rows: Sequence[Owed], resolution: Resolution, labels: Labels) -> str:
    counts = labels.say(
        "counts",
        items=sum(len(digest.items) for digest in digests),
        duties=len(rows),
        documents=len(resolution.documents),
    )
    periods = [digest.period for digest in digests if digest.period]
    if not periods:
        return escaped(counts)
    start, end = min(period.start for period in periods), max(period.end for period in periods)
    days = labels.say("period", start=labels.day(start), end=labels.day(end))
    return f"{tag('b', escaped(days))} {escaped(counts)}"


# ---- the text ---------------------------------------------------------------------------------


def _text(digests: Sequence[Digest], articles: Sequence[str], labels: Labels) -> str:
    side = tag("summary", escaped(labels.say("items")))
    reading = _legend(digests, labels) + "".join(articles)
    # a heading stands over the list where parts stand below one another
    items = tag("nav", tag("details", side, id="items", open=""), class_="side", aria_label=labels.say("items"))
    return tag("div", items + tag("div", reading, class_="reading"), class_="columns")


def _legend(digests: Sequence[Digest], labels: Labels) -> str:
    counts = Counter(kind.name for digest in digests for one in digest.mentions if (kind := kind_of(one)))
    switches = ""
    for kind in kinds():
        if counts[kind.name]:
            name = short_names()[kind.name]
            box = lone("input", type="checkbox", checked="", data_kind=name)
            count = tag("span", str(counts[kind.name]), class_="count")
            switches += tag("label", f"{box}{escaped(labels.kind(kind.name))}{count}", class_=f"switch {name}")
    heading = tag("legend", escaped(labels.say("legend")))
    both = tag("button", escaped(labels.say("all")), type="button", id="all-kinds") + tag(
        "button", escaped(labels.say("none")), type="button", id="no-kinds"
    )
    keys = tag("p", escaped(labels.say("keys")), class_="keys", id="keys")
    return tag("form", tag("fieldset", heading + switches + both) + keys, class_="legend")


# ---- what is in doubt -----------------------------------------------------------------------


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
