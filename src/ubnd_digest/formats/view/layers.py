"""A small graph in layers: who points stands left of what is pointed at, and lines cross little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    least = min(depth.values(), default=0)
    layers: list[list[int]] = [[] for _ in range(max(depth.values(), default=-1) - least + 1)]
    for node in order:
        layers[depth[node] - least].append(node)
    return _untangled([layer for layer in layers if layer], after)


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
