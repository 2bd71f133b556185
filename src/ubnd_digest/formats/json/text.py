"""JSON as text: what is escaped, and what is no JSON."""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

from ubnd_digest.formats.json.converters import shown
from ubnd_digest.model.errors import SerializationError

# What UTF-8 cannot encode, and what ends a line for some readers of JSON Lines. One class: alternatives are slow.
_ESCAPED: Final = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def as_json(content: dict[str, Any], indent: int | None) -> str:
    """A dictionary as JSON."""
    import json

    return _ESCAPED.sub(_escaped, json.dumps(content, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character >= "\udc00" and "\ud800" <= found.string[found.start() - 1] <= "\udbff":
        return character  # two escapes would be read as one character
    return f"\\u{ord(character):04x}"


def from_text(data: str | bytes, asked: str) -> dict[str, Any]:
    """The object that JSON is; a ``SerializationError`` for what is none, a ``TypeError`` for what is no text."""
    import json

    if not isinstance(data, (str, bytes, bytearray)):
        raise TypeError(f"{asked} takes str or bytes, not {type(data).__name__}")
    try:
        text = data if isinstance(data, str) else data.decode()
        content = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_json, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise SerializationError("", "UTF-8", f"other bytes at offset {error.start}") from error
    except RecursionError:
        raise SerializationError("", "JSON of few levels", "too many levels") from None
    except ValueError as error:
        raise SerializationError("", "JSON", f"a mistake: {error}") from error
    if not isinstance(content, dict):
        raise SerializationError("", "an object", shown(content))
    return content


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys stands there twice, so that all readers see the same."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
        raise ValueError(f"the key {shown(twice)} stands twice in an object")
    return found


def _no_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
