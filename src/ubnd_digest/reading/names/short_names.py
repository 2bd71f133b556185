"""What a bracket behind a name says that it is called further on, and what such a bracket says otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.capitals import CAPITALS
from ubnd_digest.model.tuples import NamedTuple
from ubnd_digest.reading.drafts import is_within
from ubnd_digest.reading.names.name_drafts import NameDraft
from ubnd_digest.reading.names.name_tables import abbreviations, bare_letters, folded_name
from ubnd_digest.reading.names.written_out import written_out

_HEAD = 2  # syllables that two names of one body begin with
_LONGEST = 40  # how long a short name is at most, in characters
_BRACKET = lazily(r" ?\((?P<inside>[^()\n]{2,80})\)")
_LETTERS = lazily(f"[{CAPITALS}]{{2}}")
# Petrovietnam · Becamex: a word of another language, by its second vowel
_FOREIGN = lazily(r"[A-Z](?:[b-df-hj-np-tv-xz]{0,3}[aeiouy]{1,3}[b-df-hj-np-tv-xz]{1,4}[aeiouy]|[a-z]{6})[a-z]{0,10}")


class ShortName(NamedTuple):
    """A short name that a bracket introduces, and where the bracket ends."""

    short: str
    end: int


def short_after(
    patterns: Mapping[str, re.Pattern[str]], cased: str, folded: str, start: int, end: int
) -> ShortName | None:
    """What a name is called further on, by the bracket directly behind it; None where the bracket says other things.

    Args:
        patterns: the terminals for names.
        cased: the view in its own case.
        folded: the view.
        start: where the name begins.
        end: where it ends.
    """
    if "(" not in cased[end : end + 2]:
        return None
    bracket = _BRACKET.match(cased, end)
    if bracket is None:
        return None
    begin, stop = bracket.span("inside")
    lead = patterns["CALLED_SHORT"].match(folded, begin, stop)
    begin = lead.end() if lead else begin
    short = cased[begin:stop]
    if not (short.isprintable() and len(short) <= _LONGEST):
        return None
    name = written_out(cased[start:end])
    is_one = patterns["SHORT_HEAD"].fullmatch(folded, begin, stop) or name.startswith(written_out(short))
    if not is_one and lead:  # (gọi tắt là Ban Chỉ đạo 389): by the head of its name
        is_one = folded[begin:stop].split()[:_HEAD] == folded[start:end].split()[:_HEAD]
    if not is_one:
        is_one = not patterns["NO_SHORT"].match(folded, begin, stop) and _is_short_of(short, cased[start:end])
    return ShortName(short, bracket.end()) if is_one else None


def bare_boards(
    patterns: Mapping[str, re.Pattern[str]], cased: str, folded: str, drafts: Sequence[NameDraft]
) -> Iterator[NameDraft]:
    """Where the board of an event is called by its head alone, behind its name: only then is that a name.

    Args:
        patterns: the terminals for names.
        cased: the view in its own case.
        folded: the view.
        drafts: the names that were found, in text order.
    """
    board = patterns["BOARD_OF_EVENT"]
    named = next((draft for draft in drafts if board.match(folded, draft.start, draft.end)), None)
    names = [(draft.start, draft.end) for draft in drafts] if named else []
    begins = [start for start, _ in names]
    for found in patterns["BARE_BOARD"].finditer(folded, named.end) if named else ():
        start, end = found.span()
        follows = cased[end : end + 2]
        inside = cased[start - 1].isalnum() or follows[:1].isalnum()  # a longer word
        inside = inside or is_within(start, names, begins)
        if cased[start].isupper() and not inside and not follows[1:].isupper():
            yield NameDraft("OPEN_NAME", start, end, end)


def is_noun(
    patterns: Mapping[str, re.Pattern[str]], cased: str, folded: str, draft: NameDraft, bodies: Collection[str]
) -> bool:
    """Whether only a head, or a count, stands there in small letters, or a kind, or a place in a town: 04 centres.

    Args:
        patterns: the terminals for names.
        cased: the view in its own case.
        folded: the view.
        draft: the name.
        bodies: the heads of the bodies that were named before, of which a kind in letters may mean the last one.
    """
    words = folded, draft.start, draft.end
    if patterns["KIND_IN_LETTERS"].fullmatch(*words):
        return folded_name(written_out(cased[draft.start : draft.end])) not in bodies
    if not cased[draft.start].islower():
        return False
    middle = patterns["MIDDLE_OF_TOWN"].match(*words)
    if middle and all(word.istitle() for word in cased[middle.end() : draft.end].split()):
        return True
    return cased[draft.start - 2 : draft.start - 1].isdigit() or patterns["SURE_HEAD"].fullmatch(*words) is not None


def _is_short_of(short: str, name: str) -> bool:
    """Whether words are a short form of a name: letters, and words of it; alone also a word of another language.

    >>> _is_short_of("Ban QLDA tỉnh", "Ban Quản lý dự án đầu tư tỉnh"), _is_short_of("PC Sông Trà", "Điện lực Sông Trà")
    (True, True)
    >>> _is_short_of("qua Sở KHĐT", "UBND tỉnh"), _is_short_of("CDC", "Trung tâm Kiểm soát bệnh tật")
    (False, True)
    """
    words = short.split()
    if len(words) == 1:
        return bool(_LETTERS.search(short) or _FOREIGN.fullmatch(short))
    if not words[0][:1].isupper() or not _LETTERS.search(short):
        return False
    full = written_out(name)
    known = {*folded_name(name).split(), *folded_name(full).split()}
    initials = "".join(word[0] for word in bare_letters(full).split())
    rest = [word for word in words if folded_name(word) not in known]
    # the first one may be letters of another language, the others are of the name
    return all(word.isupper() and (word is words[0] or _runs_through(bare_letters(word), initials)) for word in rest)


def _runs_through(letters: str, initials: str) -> bool:
    """Whether letters stand in others, in this order."""
    ahead = iter(initials)
    return all(letter in ahead for letter in letters if letter.isalpha())


def part_meant(short: str, name: str) -> str:
    """The last words of a name that letters stand for, so that they may stand in their place further on: Hội CTĐ tỉnh.

    >>> part_meant("CTĐ", "Hội Chữ thập đỏ"), part_meant("NN&MT", "Sở Nông nghiệp và Môi trường")
    ('Chữ thập đỏ', 'Nông nghiệp và Môi trường')
    >>> part_meant("CDC", "Trung tâm Kiểm soát bệnh tật")
    ''
    """
    joint = abbreviations()["&"]
    words = name.split()
    letters = [letter for letter in bare_letters(short) if letter.isalpha()]
    for start in range(1, len(words)):
        spelt = [(word, bare_letters(word)[0]) for word in words[start:]]
        if letters in ([letter for _, letter in spelt], [letter for word, letter in spelt if word != joint]):
            return " ".join(words[start:])
    return ""
