"""Trees in a line of text: for lists of words, remarks in diagrams, and for who does not see the diagrams.

``[…]`` may be missing, ``(… | …)`` is one of several, ``‹…›`` is no text but says what stands there.
"""

from __future__ import annotations

from grammar_pages.nodes import Choice, Look, Named, Node, Place, Raw, Ref, Repeat, Seq, Sign, Text


def visible(text: str) -> str:
    """A text whose spaces at either end, and line ends, can be seen."""
    inner = text.strip(" ")
    if not inner:
        return "␣" * len(text)
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" "))
    return ("␣" * before + inner + "␣" * after).replace("\n", "↵").replace("\t", "⇥")


def times(least: int, most: int | None) -> str:
    """How often something stands there.

    >>> times(0, 20), times(1, 2), times(2, 5), times(3, 3), times(1, None)
    ('up to 20', '1 or 2', '2 to 5', '3', 'one or more')
    """
    if most is None:
        return {0: "any number", 1: "one or more"}.get(least, f"{least} or more")
    if least == most:
        return str(least)
    if least == 0:
        return f"up to {most}"
    return f"{least} or {most}" if most == least + 1 else f"{least} to {most}"


def often(least: int, most: int | None) -> str:
    """The same with the word "times".

    >>> often(0, None), often(2, 5)
    ('any number of times', '2 to 5 times')
    """
    return f"{times(least, most)}{' of' if (least, most) == (0, None) else ''} times"


def several(sign: Sign, least: int, most: int | None) -> str:
    """Several characters of a kind, in words.

    >>> several(Sign("digit", "digits"), 1, 2), several(Sign("digit", "digits"), 0, None)
    ('1 or 2 digits', 'any number of digits')
    """
    if sign.many.startswith("of "):
        return f"{times(least, most)} {sign.many}"
    if (least, most) == (1, None):
        return sign.many
    return f"{times(least, most)}{' of' if (least, most) == (0, None) else ''} {sign.many}"


def looks(look: Look) -> str:
    """What a look-ahead or look-behind asks for, before the thing itself.

    >>> looks(Look(Text("x"), behind=True, negated=True))
    'not preceded by'
    """
    return f"{'not ' if look.negated else ''}{'preceded' if look.behind else 'followed'} by"


def notation(node: Node) -> str:
    """A tree in a line.

    >>> notation(Seq((Text("báo cáo "), Repeat(Text("số "), 0, 1), Repeat(Sign("digit", "digits"), 1, 2))))
    'báo cáo [số␣]‹1 or 2 digits›'
    """
    if isinstance(node, Choice):
        return " | ".join(_closed(item) for item in node.items)
    return _closed(node)


def _closed(node: Node) -> str:
    return visible(_open(node))


def _open(node: Node) -> str:
    """The line of a node inside a sequence, its spaces at either end as they are."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Seq):
        return "".join(_open(item) for item in node.items)
    if isinstance(node, Choice):
        return f"({notation(node)})"
    if isinstance(node, Repeat):
        return _repeated(node)
    if isinstance(node, Named):
        return _open(node.item)
    if isinstance(node, Look):
        return f"‹{looks(node)} {notation(node.item)}›"
    return f"‹{_words(node)}›"


def _repeated(node: Repeat) -> str:
    if (node.least, node.most) == (0, 1):
        return f"[{notation(node.item)}]"
    if isinstance(node.item, Sign):
        return f"‹{several(node.item, node.least, node.most)}›"
    return f"({notation(node.item)})‹{often(node.least, node.most)}›"


def _words(node: Sign | Ref | Place | Raw) -> str:
    if isinstance(node, Sign):
        return node.one
    if isinstance(node, Ref):
        return node.name
    return node.words if isinstance(node, Place) else node.text


def is_plain(node: Node) -> bool:
    """Whether a line says all there is to a node: letters, kinds of characters, and what may be missing."""
    if isinstance(node, (Text, Sign)):
        return True
    if isinstance(node, (Seq, Choice)):
        return all(is_plain(item) for item in node.items)
    if isinstance(node, Repeat):
        return is_plain(node.item) and ((node.least, node.most) == (0, 1) or isinstance(node.item, Sign))
    return False
