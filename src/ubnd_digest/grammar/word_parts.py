"""What a word of a list is made of: letters, choices, names of terminals; its pattern, its width, all its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple, TypeAlias

# A name in a pattern, until Lark's own notation is written.
NAME = "\0"
_ANY_WIDTH = 1 << 16
_TOKEN = re.compile(r"[\[\]{},]|[A-Z][A-Z0-9_]+(?![^\W_])|#|[^\[\]{},#A-Z]+|.", re.DOTALL)
_SPECIAL = re.compile(r"[.^$*+?()|\\/]")


class Several(NamedTuple):
    """One of several; nothing at all is one of them where it is ``optional``."""

    choices: tuple[Parts, ...]
    optional: bool


class Name(NamedTuple):
    """What a terminal finds."""

    name: str


Parts: TypeAlias = "tuple[str | Several | Name, ...]"


def escaped(text: str) -> str:
    """A text as a pattern that matches it; a dash between words may stand without blanks."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace(" - ", " ?- ?")


def read_parts(text: str, kind: str, names: frozenset[str]) -> Parts:
    """The parts of a word as it is written in a list, or a ``ValueError``."""
    tokens = _TOKEN.findall(text)
    for piece in tokens:
        if kind != "symbols" and "_" in piece and piece not in names:  # no word has one
            raise ValueError(f"{piece.strip()} is no terminal")
    if not any(piece in "[]{}#" or piece in names for piece in tokens):
        return (text if kind == "symbols" else text.lower(),)
    tokens.reverse()
    read = _parts(tokens, "", kind, names)
    if tokens:
        raise ValueError(f"nothing to close before {tokens[-1]} in: {text}")
    return read


def _parts(tokens: list[str], closing: str, kind: str, names: frozenset[str]) -> Parts:
    parts: list[str | Several | Name] = []
    while tokens and tokens[-1] not in ("]", "}") and not (closing == "}" and tokens[-1] == ","):
        piece = tokens.pop()
        if piece == "[":
            parts.append(Several((_parts(tokens, "]", kind, names),), optional=True))
            _close(tokens, "]")
        elif piece == "{":
            choices = [_parts(tokens, "}", kind, names)]
            while tokens and tokens[-1] == ",":
                tokens.pop()
                choices.append(_parts(tokens, "}", kind, names))
            _close(tokens, "}")
            parts.append(Several(tuple(map(_stripped, choices)), optional=False))
        elif piece in names:
            parts.append(Name(piece))
        elif piece == "#" and kind == "symbols":
            parts.append(piece)
        else:
            added = piece if kind == "symbols" else piece.lower()
            last = parts[-1] if parts else None
            if isinstance(last, str) and last != "#":
                parts[-1] = last + added
            else:
                parts.append(added)
    return _spaced(parts)


def _close(tokens: list[str], closing: str) -> None:
    if not tokens or tokens.pop() != closing:
        raise ValueError(f"{closing} is missing in a word")


def _stripped(parts: Parts) -> Parts:
    shown = list(parts)
    if shown and isinstance(shown[0], str):
        shown[0] = shown[0].lstrip()
    if shown and isinstance(shown[-1], str):
        shown[-1] = shown[-1].rstrip()
    return tuple(shown)


def _spaced(parts: list[str | Several | Name]) -> Parts:
    """What may be missing takes a space with it, if it stands between two, or at an end."""
    at_end = True
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if not (isinstance(part, Several) and part.optional):
            at_end = at_end and part == ""  # its space was taken
            continue
        before = parts[place - 1] if place else None
        then = parts[place + 1] if place + 1 < len(parts) else None
        spaced = before is None or (isinstance(before, str) and before.endswith(" "))
        if at_end and isinstance(before, str) and spaced:
            parts[place - 1] = before[:-1]
            parts[place] = Several(((" ", *part.choices[0]),), optional=True)
        elif spaced and isinstance(then, str) and then.startswith(" "):
            parts[place + 1] = then[1:]
            parts[place] = Several(((*part.choices[0], " "),), optional=True)
    return tuple(part for part in parts if part != "")


def pattern_of(parts: Parts) -> str:
    """A pattern that matches every form, names of terminals between two marks."""
    written = ""
    for part in parts:
        if isinstance(part, Name):
            written += f"{NAME}{part.name}{NAME}"
        elif isinstance(part, Several):
            inner = "|".join(map(pattern_of, part.choices))
            bare = part.optional and len(inner) == 1
            written += f"{inner}?" if bare else f"(?:{inner}){'?' if part.optional else ''}"
        else:
            written += "[0-9]*" if part == "#" else escaped(part)
    return written


def width_of(parts: Parts) -> tuple[int, int]:
    """The least and the most letters that a form has."""
    least = most = 0
    for part in parts:
        if isinstance(part, Name) or part == "#":
            least, most = least + 1, most + _ANY_WIDTH
        elif isinstance(part, Several):
            widths = [width_of(choice) for choice in part.choices]
            least += 0 if part.optional else min(low for low, _high in widths)
            most += max(high for _low, high in widths)
        else:
            least, most = least + len(part), most + len(part)
    return least, min(most, _ANY_WIDTH)


def forms_of(parts: Parts) -> Iterator[str]:
    """All that a word stands for, names left as they are."""
    several: list[list[str]] = []
    for part in parts:
        if isinstance(part, Several):
            inner = [form for choice in part.choices for form in forms_of(choice)]
            several.append([*inner, ""] if part.optional else inner)
        else:
            several.append([part.name if isinstance(part, Name) else part])
    return ("".join(pieces) for pieces in product(*several))
