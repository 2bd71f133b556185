"""In which language the command speaks: messages, tables, help. Formats for machines are the same in all.

What is said is written in English where it is said, and looked up by that, so that English reads no catalogue.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ubnd_digest.model.messages import CODES, ENGLISH, LANGUAGES, by_english, day_in, in_language, messages, told_in

# The first one that says something decides.
_VARIABLES = ("UBND_DIGEST_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_DAYS = {"due", "limit", "date", "from", "to"}


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The language that arguments ask for, else that of the locale; and the arguments without it.

    >>> asked_language(["check", "--lang", "vi", "a.txt"], {})
    ('vi', ['check', 'a.txt'])
    >>> asked_language(["a.txt"], {"LC_ALL": "", "LANG": "vi_VN.UTF-8"}), asked_language([], {"LANG": "C"})
    (('vi', ['a.txt']), ('en', []))
    """
    locale = next(filter(None, map(environment.get, _VARIABLES)), "")
    language = re.split("[_.@-]", locale.lower())[0]
    found = language if language in LANGUAGES else ENGLISH
    rest = list(arguments)
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        asked, taken = (argument[7:], 1) if argument.startswith("--lang=") else ("", 0)
        if argument == "--lang" and place + 1 < len(arguments):
            asked, taken = arguments[place + 1], 2
        if asked in LANGUAGES:  # argparse tells what is wrong with another
            rest[place : place + taken] = [""] * taken
            found = asked
    return found, [argument for argument, given in zip(rest, arguments, strict=True) if argument or not given]


def say(form: str, lang: str, /, **values: object) -> str:
    """A message of the command, which is written in English, in a language."""
    return (form if lang == ENGLISH else by_english("command", lang)[form]).format_map(values)


def told(message: str, lang: str) -> str:
    """A line for standard error, of which the parts behind colons are looked up, too."""
    return told_in(message, lang, "errors", "diagnostics")


# ---- tables -----------------------------------------------------------------------------------


def heads(keys: Iterable[str], lang: str) -> tuple[str, ...]:
    """The headings of columns."""
    said = {} if lang == ENGLISH else messages("fields", lang)
    return tuple(said.get(key, key).upper() for key in keys)


def value_in(key: str, value: Any, lang: str) -> Any:
    """A value of a column as readers of a language write it: items counted from 1, days, words for codes."""
    if lang == ENGLISH or value is None:
        return value
    words = messages("values", lang)
    if key in _DAYS:  # or, in the place of a limit, why there is none
        known = words.get(value, str(value))
        return re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", lambda day: day_in(day[0], lang), known)
    if key in ("item", "items"):
        return re.sub(r"[0-9]+(?=$|; )", lambda number: str(int(number[0]) + 1), str(value))
    if key == "relations":  # "carries-out 5/QĐ-UBND; amends …"
        return re.sub(r"(?:(?<=^)|(?<=; ))[a-z-]+", lambda code: words.get(code[0], code[0]), str(value))
    return words.get(value, value) if key in CODES else value


# ---- help -------------------------------------------------------------------------------------


def _formatter(lang: str) -> type[argparse.RawDescriptionHelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            said = by_english("help", lang)["usage: "] if prefix is None else prefix
            super().add_usage(usage, actions, groups, said)

    return Formatter


def put_into(parser: argparse.ArgumentParser, lang: str) -> None:
    """Put the help of a parser, and of its commands, into a language."""
    if lang == ENGLISH:
        return
    parser.formatter_class = _formatter(lang)
    parser.description, parser.epilog = _help(parser.description, lang), _help(parser.epilog, lang)
    for group in parser._action_groups:  # noqa: SLF001 - there is no public way to look at them
        group.title = _help(group.title, lang)
    for action in parser._actions:  # noqa: SLF001
        told: list[argparse.Action] = [action]
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            told = action._choices_actions  # noqa: SLF001
            for command in action.choices.values():
                put_into(command, lang)
        for one in told:
            one.help = _help(one.help, lang)


def _help(text: str | None, lang: str) -> str | None:
    """A text of the help; what a command does is a sentence at the head of its own help."""
    if not text or text == argparse.SUPPRESS:
        return text
    said = in_language(text, lang, "help")
    if said == text and text.endswith("."):
        said = in_language(f"{text[0].lower()}{text[1:-1]}", lang, "help")
        return text if said == f"{text[0].lower()}{text[1:-1]}" else f"{said[0].upper()}{said[1:]}."
    return said
