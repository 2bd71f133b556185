"""What the page says before its first definition: the words it uses, and how a diagram is read."""

from __future__ import annotations

from typing import NamedTuple

from grammar_pages.nodes import Choice, Look, Named, Node, Ref, Repeat, Seq, Sign, Text

INTRODUCTION = """\
# Grammar reference

Whatever is found in a digest is found by the definitions on this page. It is made from the grammar files, with their
comments and examples; [The grammars](grammar.md) tells how to write them. There are two kinds of definitions:

- A **word form** says how a piece of text is written, letter by letter: `ngày 30/5/2022`. Its name is in capitals.
- A **rule** is built of word forms and other rules: a date, and what joins two dates into a range. Its name is in
  small letters; one that begins with `_` is only a part of others.

Texts are matched in small letters, with single spaces, `-` for every dash and `/` for every slash; only the letters
of document numbers keep their capitals. Where two word forms begin alike, the one with the higher **priority** is
tried first. In examples, quotation marks set off the part that is meant from its neighbours.

A diagram is read like a railway line, from the left to the right: each way from one end to the other is a text that
is found. A line that is too long goes on below. In lists of words `[…]` may be missing, `(… | …)` is one of several,
`‹…›` says in English what stands there, and `␣` is a space at the edge of a word."""


class Sample(NamedTuple):
    """A small diagram, and what it means."""

    name: str
    node: Node
    meaning: str


_DIGIT = Sign("digit", "digits")
_NGAY = Text("ngày")

SAMPLES = (
    Sample("text", _NGAY, "this text"),
    Sample("space", Text("ngày "), "this text and a space behind it"),
    Sample("kind", Repeat(_DIGIT, 1, 2), "characters of a kind"),
    Sample("name", Ref("MONTH"), "what the definition of this name finds"),
    Sample("choice", Choice((Text("đến"), Text("tới"))), "one of them"),
    Sample("words", Choice(tuple(map(Text, ("sáng", "trưa", "chiều", "tối")))), "one of these words"),
    Sample("optional", Repeat(Text("hết "), 0, 1), "this, or nothing"),
    Sample("repeat", Repeat(Seq((Text(", "), Ref("MONTH"))), 1, 5), "this, as often as it says"),
    Sample("ahead", Look(_DIGIT), "there must be a digit behind this place; it is not taken"),
    Sample("not-ahead", Look(Text(" tháng"), negated=True), "this must not be there, or nothing is found"),
    Sample("value", Named("day", Repeat(_DIGIT, 1, 2)), "a part that carries a value, and the name of the value"),
)
