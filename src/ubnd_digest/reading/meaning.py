"""What a text says of documents beyond their numbers: laws by name, who issued what, and words that mean a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ubnd_digest.model.kinds import text_order
from ubnd_digest.model.references import Reference
from ubnd_digest.model.text import Area
from ubnd_digest.reading.antecedents import antecedents_of
from ubnd_digest.reading.issuers import issuers_of
from ubnd_digest.reading.laws import laws_of

if TYPE_CHECKING:
    from ubnd_digest.grammar.grammar import Grammar
    from ubnd_digest.model.spans import Mention
    from ubnd_digest.reading.drafts import Place
    from ubnd_digest.reading.mentions import Mentions
    from ubnd_digest.reading.outline import ItemOutline
    from ubnd_digest.reading.setting import Setting


def with_meaning(
    found: Mentions,
    setting: Setting,
    grammar: Grammar,
    issued: frozenset[int] = frozenset(),
    items: Iterable[ItemOutline] = (),
    title: Area | None = None,
) -> Mentions:
    """The mentions of a text, with those that only the rest of the text explains.

    Args:
        found: the mentions, the roles of the references decided.
        setting: the text.
        grammar: the grammar.
        issued: which of the references name what their item is about.
        items: where the items stand; a text without items counts as one.
        title: where the title stands.
    """
    whole = [Area(0, len(setting.view.folded))]
    areas = [_area(item) for item in items] or whole
    laws, doubts, places = laws_of(grammar, setting, [(place.start, place.end) for place in found.placed])
    issuers, contradictions = issuers_of(grammar, setting, found, issued, areas, title)
    names = sorted((*places, *((name.start, name.end) for name, agencies in found.named if agencies)))
    anaphora, decisions = antecedents_of(grammar, setting, found.placed, issued, areas, names)
    mentions = [*_issued_by(_outside(found, places), issuers), *laws, *anaphora]
    mentions.sort(key=text_order)
    return found._replace(
        mentions=tuple(mentions),
        diagnostics=(*found.diagnostics, *doubts, *contradictions),
        decisions=(*found.decisions, *decisions),
    )


def _area(item: ItemOutline) -> Area:
    last = item.paragraphs[-1] if item.paragraphs else item.heading
    return Area(item.heading.start, last.end)


def _outside(found: Mentions, places: Sequence[Place]) -> Iterable[Mention]:
    """The mentions without the organisations that stand inside the name of a law: they are no mention of them."""
    starts = [start for start, _ in places]
    inside: set[int] = set()
    for name, agencies in found.named:
        place = bisect_right(starts, name.start) - 1
        if place >= 0 and name.end <= places[place][1]:
            inside.update(map(id, agencies))
    return (mention for mention in found.mentions if id(mention) not in inside) if inside else found.mentions


def _issued_by(mentions: Iterable[Mention], issuers: Sequence[Mention]) -> Iterable[Mention]:
    """The mentions, the references as those who know their issuers have them."""
    known = iter(issuers)
    return (next(known) if isinstance(mention, Reference) else mention for mention in mentions)
