"""Lists of words: the notation of ``%words`` lines, for people who know no patterns.

    %words COMPLETED: hoàn thành · báo cáo · [đã] nộp · hồ sơ {đất, thuế}
        · trình (not after tờ, …hành) · giao (not before thông, dịch)

``·`` stands between the words, ``[…]`` may be missing, ``{…, …}`` is one of several, a name in capitals is
what that terminal finds. ``(before …)``, ``(not before …)``, ``(after …)``, ``(not after …)`` say what
stands beside a word, a space between. A word ends where its letters end, unless ``…`` says that it may go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ubnd_digest.grammar.alternatives import grouped
from ubnd_digest.grammar.word_parts import NAME, escaped, forms_of, pattern_of, read_parts, width_of
from ubnd_digest.model.errors import GrammarError

OPEN = "…"
_END = r"(?![^\W\d_])"
_NEVER = "(?!)"
_REMARK = re.compile(r"//[^\n]*")
_GUARD = re.compile(r" *\((?P<refused>not )?(?P<side>before|after) (?P<members>[^()]*)\) *$")
_NAMES = re.compile(r"[A-Z][A-Z0-9_]+")


class Word(NamedTuple):
    """A member of a list: as it is written, what must (not) stand beside it, its pattern, how wide a match can be."""

    text: str
    beside: str
    pattern: str
    least: int
    most: int


def read_words(body: str, kind: str, names: Iterable[str], file: str, line: int, column: int) -> Iterator[Word]:
    """The words of a list, of which ``body`` is what stands after the colon.

    ``kind`` says what it is of: ``"words"``, whole words; ``"beginnings"``, words that may go on; ``"symbols"``, the
    letters of symbols, which keep their case.
    ``names`` are the terminals that may be named in it; ``file``, ``line`` and ``column`` say where its name stands,
    and a ``GrammarError``, for a word that cannot be read.

    >>> [word.pattern for word in read_words("báo cáo · tổng {kết, rà soát}", "beginnings", (), "", 1, 1)]
    ['báo cáo', 'tổng (?:kết|rà soát)']
    """
    # a single capital is a letter of a word: Sở Y tế
    written = () if kind == "symbols" else _NAMES.findall(body)
    names = frozenset(name for name in written if len(name) > 1).intersection(names)
    try:
        for entry in _REMARK.sub("", body).split("·"):
            yield _word(" ".join(entry.split()), kind, names)
    except ValueError as error:
        raise GrammarError(str(error), file=file, line=line, column=column) from None


@lru_cache(maxsize=8192)
def _word(entry: str, kind: str, names: frozenset[str]) -> Word:
    before = behind = beside = ""
    while guard := _GUARD.search(entry):
        entry, beside = entry[: guard.start()], guard.group() + beside
        members = [member.strip() for member in guard["members"].split(",")]
        if guard["side"] == "after":
            before = _after(members, kind, names, refused=bool(guard["refused"])) + before
        else:
            choice = _ended(
                pattern_of(read_parts(member.removesuffix(OPEN), kind, names)) + OPEN * member.endswith(OPEN)
                for member in members
            )
            behind = f"(?{'!' if guard['refused'] else '='} {choice})" + behind
    if "(" in entry and kind != "symbols":
        raise ValueError(f"what stands beside a word is said behind the whole word: {entry}")
    if not entry.strip(OPEN + " "):
        raise ValueError("an empty word: nothing stands between two ·, or at the end")
    read = read_parts(entry.strip(OPEN), kind, names)
    # in a list of whole words, one that may go on keeps its mark
    goes_on = OPEN if kind == "words" and entry.endswith(OPEN) else ""
    return Word(entry, beside, before + pattern_of(read) + behind + goes_on, *width_of(read))


def _ended(patterns: Iterable[str]) -> str:
    """One of several patterns, each with the end of its word, unless a mark after it says that it may go on."""
    patterns = list(patterns)
    if not any(pattern.endswith(OPEN) for pattern in patterns):
        return grouped(patterns) + _END
    return grouped(pattern.removesuffix(OPEN) if pattern.endswith(OPEN) else pattern + _END for pattern in patterns)


def _after(members: Iterable[str], kind: str, names: frozenset[str], *, refused: bool) -> str:
    looks = [
        f"(?<{'!' if refused else '='}{'' if member.startswith(OPEN) else chr(92) + 'b'}{escaped(form)} )"
        for member in members
        for form in forms_of(read_parts(member.removeprefix(OPEN), kind, names))
    ]
    return "".join(looks) if refused else grouped(looks)


def after(words: Iterable[Word], kind: str, *, refused: bool) -> str:
    """A pattern that holds directly after one of the words and a space, or after none of them."""
    return _after([word.text for word in words], kind, frozenset(), refused=refused)


def without(words: Iterable[Word], taken: Word, kind: str, names: Iterable[str]) -> list[Word]:
    """The words but one, or a ``ValueError`` where it is none of them; of a word that stands for several, others stay.

    >>> words = list(read_words("hộ {dân, gia đình} · thôn", "words", (), "", 1, 1))
    >>> [word.text for word in without(words, words[1], "words", ())]
    ['hộ {dân, gia đình}']
    >>> [word.text for word in without(words, Word("hộ dân", "", "", 0, 0), "words", ())]
    ['hộ gia đình', 'thôn']
    """
    names = frozenset(names)
    left: list[Word] = []
    found = False
    for word in words:
        forms = list(forms_of(read_parts(word.text.strip(OPEN), kind, names)))
        if taken.text == word.text:
            found = True
        elif taken.text in forms:
            found = True
            goes_on = OPEN if word.text.endswith(OPEN) else ""
            left += [_word(form + goes_on + word.beside, kind, names) for form in forms if form != taken.text]
        else:
            left.append(word)
    if not found:
        raise ValueError(f"no such word in the list: {taken.text}")
    return left


def list_pattern(words: Iterable[Word], kind: str) -> str:
    r"""The pattern of a list, the longest word first: one may begin like another.

    >>> list_pattern(read_words("nộp · đăng ký", "words", (), "", 1, 1), "words")
    '(?:đăng ký|nộp)(?![^\\W\\d_])'
    """
    return _list_pattern(tuple(words), kind)


@lru_cache(maxsize=2048)  # of several grammars most lists are the same
def _list_pattern(words: tuple[Word, ...], kind: str) -> str:
    ordered = sorted(words, key=lambda word: (-word.most, -word.least, -len(word.pattern)))
    if not ordered:
        return _NEVER
    patterns = [word.pattern for word in ordered]
    return _ended(patterns) if kind == "words" else grouped(patterns)


def as_lark(pattern: str) -> str:
    r"""A pattern in Lark's notation: names between regular expressions.

    >>> as_lark("trạm \0WORD\0(?! cũ)")
    '/trạm / WORD /(?! cũ)/'
    """
    pieces = pattern.split(NAME)
    return " ".join(piece if place % 2 else f"/{piece}/" for place, piece in enumerate(pieces) if piece)


def forms(body: str) -> Iterator[str]:
    """All that the words of a list stand for, without what stands beside them; names of terminals stay, in capitals.

    >>> list(forms("hộ {dân, gia đình} · UNIT 3 (not before …)"))
    ['hộ dân', 'hộ gia đình', 'UNIT 3']
    """
    names = frozenset(name for name in _NAMES.findall(body) if len(name) > 1)
    for entry in _REMARK.sub("", body).split("·"):
        yield from forms_of(read_parts(_GUARD.split(" ".join(entry.split()))[0].strip(OPEN + " "), "words", names))
