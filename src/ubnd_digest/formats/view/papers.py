"""The documents of the digests: a graph of what rests on what (SVG), and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.markup import cut, escaped, tag
from ubnd_digest.model.digest import Digest
from ubnd_digest.model.references import Role
from ubnd_digest.model.resolution import Document, Resolution

_MOST_NODES = 48
_MOST_PLACES = 8
_WIDE, _HIGH, _ACROSS, _DOWN, _EDGE = 190, 46, 150, 18, 12


def documents_part(resolution: Resolution, digests: Sequence[Digest], names: Sequence[str], labels: Labels) -> str:
    """The graph and the table."""
    if not resolution.documents:
        return tag("p", escaped(labels.say("no_documents")), class_="absent")
    return _graph(resolution, labels) + _table(resolution, digests, names, labels)


# ---- the graph --------------------------------------------------------------------------------


def _graph(resolution: Resolution, labels: Labels) -> str:
    places = {document.key: place for place, document in enumerate(resolution.documents)}
    edges = dict.fromkeys(
        (places[relation.source], places[relation.target], relation.kind.value)
        for document in resolution.documents
        for relation in document.relations
    )
    if not edges:
        return ""
    weights = Counter(node for source, target, _ in edges for node in (source, target))
    drawn = sorted(sorted(weights, key=lambda node: (-weights[node], node))[:_MOST_NODES])
    kept = [edge for edge in edges if edge[0] in set(drawn) and edge[1] in set(drawn)]
    summary = labels.say("graph_told", count=len(weights), relations=len(edges))
    if len(drawn) < len(weights):
        summary += " " + labels.say("graph_part", shown=len(drawn))
    layers = layers_of(drawn, [(source, target) for source, target, _ in kept])
    picture = _picture(resolution.documents, layers, kept, labels, summary)
    heading = tag("h2", escaped(labels.say("graph")), id="graph-name")
    scroller = tag("div", picture, class_="scroll", tabindex=0, role="region", aria_labelledby="graph-name")
    return heading + scroller + tag("p", escaped(summary), class_="note")


def _picture(
    documents: Sequence[Document],
    layers: list[list[int]],
    edges: list[tuple[int, int, str]],
    labels: Labels,
    summary: str,
) -> str:
    tallest = max(map(len, layers))
    height = tallest * (_HIGH + _DOWN) - _DOWN + 2 * _EDGE
    width = len(layers) * (_WIDE + _ACROSS) - _ACROSS + 2 * _EDGE
    at: dict[int, tuple[float, float]] = {}
    for column, layer in enumerate(layers):
        top = (height - len(layer) * (_HIGH + _DOWN) + _DOWN) / 2
        for row, node in enumerate(layer):
            at[node] = _EDGE + column * (_WIDE + _ACROSS), top + row * (_HIGH + _DOWN)
    lines = "".join(_line(at[source], at[target], kind, labels) for source, target, kind in edges)
    boxes = "".join(_box(documents[node], node, *at[node]) for node in at)
    arrow = '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    arrow += 'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    box = f"0 0 {width} {height:g}"
    return tag(
        "svg",
        arrow + lines + boxes,
        class_="graph",
        viewBox=box,
        width=width,
        height=f"{height:g}",
        role="img",
        aria_label=summary,
    )


def _line(source: tuple[float, float], target: tuple[float, float], kind: str, labels: Labels) -> str:
    (x1, y1), (x2, y2) = source, target
    y1, y2 = y1 + _HIGH / 2, y2 + _HIGH / 2
    if x2 > x1:
        x1, bend = x1 + _WIDE, 60
    else:  # back, in a circle: never within a layer
        x2, bend = x2 + _WIDE, -60
    path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    # the words stand nearer to where the line begins, so that those of lines to one box do not meet
    return _drawn(path, kind, x1 + (x2 - x1) * 0.42, y1 + (y2 - y1) * 0.4, labels)


def _drawn(path: str, kind: str, x: float, y: float, labels: Labels) -> str:
    told = tag("text", escaped(labels.code(kind)), x=f"{x:.0f}", y=f"{y - 4:.0f}", class_="told")
    return tag("path", "", d=path, class_=kind, marker_end="url(#arrow)") + told


def _box(document: Document, place: int, x: float, y: float) -> str:
    kind, named = _kind(document), str(document)
    lines = tag("text", escaped(cut(kind, 30)), x=f"{x + 10:g}", y=f"{y + 18:g}", class_="type") if kind else ""
    lines += tag("text", escaped(cut(named, 26)), x=f"{x + 10:g}", y=f"{y + (36 if kind else 28):g}", class_="number")
    told = tag("title", escaped(f"{kind} {cut(named, 200)}".lstrip()))
    frame = tag("rect", "", x=f"{x:g}", y=f"{y:g}", width=_WIDE, height=_HIGH, rx=6)
    return tag("g", told + frame + lines, class_="issued" if Role.ISSUED in document.roles else None, data_doc=place)


def _kind(document: Document) -> str:
    return document.type.title if document.type and document.number else ""


# ---- the table --------------------------------------------------------------------------------


def _table(resolution: Resolution, digests: Sequence[Digest], names: Sequence[str], labels: Labels) -> str:
    marks = [
        {(type(one), one.span.start, one.span.end): place for place, one in enumerate(digest.mentions)}
        for digest in digests
    ]
    numbers = {document.key: place for place, document in enumerate(resolution.documents)}
    titles = {document.key: str(document) for document in resolution.documents}
    head = "".join(
        tag("th", escaped(labels.say(key)), scope="col")
        for key in ("document", "date_of_issue", "issuer", "relations", "named")
    )
    body = []
    for place, document in enumerate(resolution.documents):
        ours = None if labels.lang == "vi" else labels.lang
        inner = tag("td", _name(document, labels))
        inner += tag("td", escaped(labels.day(document.date)) if document.date else "")
        inner += tag("td", escaped(document.issuer or ""))
        inner += tag("td", _relations(document, numbers, titles, labels), lang=ours if document.relations else None)
        inner += tag("td", _places(document, marks, names, labels), lang=ours)
        body.append(tag("tr", inner, id=f"c{place}"))
    caption = tag("caption", escaped(labels.say("documents")), class_="unseen")
    rows = tag("tbody", "".join(body), lang="vi")
    return f"<table class=papers>{caption}<thead><tr>{head}</tr></thead>{rows}</table>"


def _name(document: Document, labels: Labels) -> str:
    named = tag("b", escaped(cut(str(document), 200)))
    kind = escaped(f"{_kind(document)} ") if _kind(document) else ""
    issued = tag("small", escaped(labels.say("issued_here")), class_="issued", lang=labels.lang)
    also = tag("small", escaped(cut(document.name, 200))) if document.name and document.number else ""
    return kind + named + also + (issued if Role.ISSUED in document.roles else "")


def _relations(document: Document, numbers: dict[str, int], titles: dict[str, str], labels: Labels) -> str:
    told = dict.fromkeys((relation.kind.value, relation.target) for relation in document.relations)
    lines = (
        f"{escaped(labels.code(kind))} {tag('a', escaped(cut(titles[key], 80)), href=f'#c{numbers[key]}', lang='vi')}"
        for kind, key in told
    )
    return "<br>".join(lines)


def _places(
    document: Document, marks: Sequence[dict[tuple[type, int, int], int]], names: Sequence[str], labels: Labels
) -> str:
    counts = Counter((one.digest, one.item) for one in document.mentions)
    firsts = {(one.digest, one.item): one.mention for one in reversed(document.mentions)}
    links = []
    for (digest, item), count in list(counts.items())[:_MOST_PLACES]:
        mention = firsts[digest, item]
        place = marks[digest].get((type(mention), mention.span.start, mention.span.end))
        told = labels.say("outside") if item is None else labels.say("item", number=item + 1)
        if len(names) > 1:
            told = f"{names[digest]}, {told}"
        link = escaped(told) if place is None else tag("a", escaped(told), href=f"#d{digest}m{place}")
        links.append(link + (f" \u00d7{count}" if count > 1 else ""))
    more = len(counts) - _MOST_PLACES
    if more > 0:
        links.append(escaped(labels.say("more", count=more)))
    return "<br>".join(links)


# ---- a small graph in layers ----------------------------------------------------------------

_SWEEPS = 6


def layers_of(nodes: Sequence[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The nodes in layers, those of a layer in their order; circles are cut where a search finds them.

    The time grows with the nodes and edges.

    >>> layers_of([0, 1, 2, 3], [(0, 1), (1, 2), (0, 2), (2, 0), (0, 3)])
    [[0], [3, 1], [2]]
    """
    after: dict[int, list[int]] = {node: [] for node in nodes}
    for source, target in dict.fromkeys(edges):
        if source != target:
            after[source].append(target)
    order = _topological(nodes, after)
    rank = {node: place for place, node in enumerate(order)}
    forward = {node: [other for other in others if rank[other] > rank[node]] for node, others in after.items()}
    depth = dict.fromkeys(nodes, 0)
    for node in order:
        for other in forward[node]:
            depth[other] = max(depth[other], depth[node] + 1)
    # who points at something far away stands just before it
    for node in reversed(order):
        if forward[node]:
            depth[node] = min(depth[other] for other in forward[node]) - 1
    # a longest path stays where it is, so that no layer is empty
    layers: list[list[int]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in order:
        layers[depth[node]].append(node)
    return _untangled(layers, after)


def _topological(nodes: Sequence[int], after: dict[int, list[int]]) -> list[int]:
    """Every node before those that it points at, but in circles; a search without recursion."""
    done: list[int] = []
    seen: set[int] = set()
    for root in nodes:
        if root in seen:
            continue
        seen.add(root)
        path = [(root, iter(after[root]))]
        while path:
            node, others = path[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                done.append(node)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(after[following])))
    return done[::-1]


def _untangled(layers: list[list[int]], after: dict[int, list[int]]) -> list[list[int]]:
    """Each layer in the order of the middles of its neighbours, from the left and from the right by turns."""
    beside: dict[int, list[int]] = {node: [] for node in after}
    for node, others in after.items():
        for other in others:
            beside[node].append(other)
            beside[other].append(node)
    place = {node: number for layer in layers for number, node in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            middles = {
                node: sum(place[other] for other in beside[node]) / len(beside[node]) if beside[node] else place[node]
                for node in layer
            }
            layer.sort(key=lambda node: (middles[node], place[node]))
            place.update({node: number for number, node in enumerate(layer)})
    return layers
