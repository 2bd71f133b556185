"""What of a text is read, where not everything is wanted: the layers above its structure and its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, get_args

from ubnd_digest.model.agencies import Agency, Official
from ubnd_digest.model.anaphora import Anaphora
from ubnd_digest.model.dates import DateExpression, DateRange
from ubnd_digest.model.deadlines import Deadline
from ubnd_digest.model.diagnostics import Diagnostic, Severity
from ubnd_digest.model.duties import Duty
from ubnd_digest.model.laws import Law
from ubnd_digest.model.spans import Mention, Span

Layer: TypeAlias = Literal["duties", "documents"]
Layers: TypeAlias = frozenset[Layer]
_NAMES: Final[tuple[Layer, ...]] = get_args(Layer)
EVERYTHING: Final[Layers] = frozenset(_NAMES)
# The layer in which mentions of a kind are found; those of other kinds are found without any.
_OF: Final[Mapping[type[Mention], Layer]] = {
    **dict.fromkeys((Agency, Official, Duty), "duties"),
    **dict.fromkeys((Law, Anaphora), "documents"),
}
# What is read the same without the others; a reference takes its issuer, a place its law from the documents.
_ENOUGH: Final[Mapping[type[Mention], Layers]] = {
    **dict.fromkeys((DateExpression, DateRange, Deadline), frozenset[Layer]()),
    **dict.fromkeys((Official, Duty), frozenset[Layer]({"duties"})),
}


def layers_of(asked: Iterable[Layer]) -> Layers:
    """The layers that are asked for; a ``ValueError`` where there is no such layer.

    >>> sorted(layers_of(["duties"]))
    ['duties']
    >>> layers_of(["dates"])
    Traceback (most recent call last):
    ValueError: there is no layer 'dates': layers are 'duties' and 'documents'
    """
    found = frozenset(asked)
    for name in found - EVERYTHING:
        raise ValueError(f"there is no layer {name!r}: layers are {' and '.join(map(repr, _NAMES))}")
    return found


def needed_for(kind: type[Mention], read: Layers) -> Layers:
    """The layers to be read for mentions of a kind, of those that are read; a ``ValueError`` where one is not."""
    layer = _OF.get(kind)
    if layer and layer not in read:
        raise ValueError(f"this parser does not read {layer}: Parser(layers=[{layer!r}, …]) does")
    return _ENOUGH.get(kind, EVERYTHING) & read


def left_out(read: Layers) -> Iterator[Diagnostic]:
    """What says that layers were not read, so that nobody takes what is absent for what is not there."""
    others = [name for name in _NAMES if name not in read]
    if others:
        message = f"not read, as it was asked for: {', '.join(others)}"
        yield Diagnostic("layers-left-out", Severity.INFO, message, Span(0, 0))
