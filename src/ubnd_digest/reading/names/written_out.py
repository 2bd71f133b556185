"""Names written out: without abbreviations, brackets and short forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ubnd_digest.grammar.expressions import lazily
from ubnd_digest.model.capitals import CAPITALS
from ubnd_digest.model.tones import with_horns
from ubnd_digest.reading.names.name_tables import (
    abbreviations,
    bare_letters,
    fields_written_out,
    folded_name,
    misspelled_field,
    phrases,
)

# A dash between two words, none of which is an abbreviation: Lao động-Thương binh, and not LĐ-TBXH.
_TIGHT_DASH = lazily(f"(?<=[^\\W\\d_])(?<![{CAPITALS}])(?: -|- ?)(?=[^\\W\\d_][^\\W\\d_{CAPITALS}])")
# The same between two of them, with a space too many: GDNN- GDTX.
_WIDE_DASH = lazily(f"(?<=[{CAPITALS}])(?: -|- )(?=[{CAPITALS}]{{2}})")
_LONGEST_FIELD = 9  # how many words a field of departments has at most


@lru_cache(maxsize=4096)  # a digest names the same bodies again and again
def written_out(words: str) -> str:
    """A name without abbreviations and brackets; a department's field as it is written officially.

    >>> written_out("Ban QLDA ĐTXD tỉnh"), written_out("Sở NN&PTNT tỉnh Lạng Sơn")
    ('Ban Quản lý dự án đầu tư xây dựng tỉnh', 'Sở Nông nghiệp và Phát triển nông thôn tỉnh Lạng Sơn')
    >>> written_out("Kho bạc Nhà nu\u1edbc")
    'Kho bạc Nhà nước'
    """
    words = _WIDE_DASH.sub("-", _TIGHT_DASH.sub(" - ", words.replace(" ,", ",").replace(",", ", ")))
    words = with_horns(words)
    parts = [part for word in _without_brackets(words.split()) for part in _parts_of(word)]
    return " ".join(_words(_phrases(_field(parts))))


def _without_brackets(words: list[str]) -> Iterator[str]:
    depth = 0
    for word in words:
        opened, closed = word.count("("), word.count(")")
        if depth == 0 and opened == 0:
            yield word
        depth = max(depth + opened - closed, 0)


def _field(parts: list[str]) -> list[str]:
    """The words, with the longest field after the first word in its official form."""
    known = fields_written_out()
    words = list(map(folded_name, parts[1 : _LONGEST_FIELD + 1]))  # word by word: the same ones come again and again
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).rstrip(",")
        field = known.get(name) or known.get(" ".join(map(bare_letters, words[:length])).rstrip(","))
        if field:
            return [parts[0], *field.split(), *parts[length + 1 :]]
    # one with a slip of the pen: only where nothing else can be meant
    field = misspelled_field(" ".join(parts[1:]).rstrip(",")) if 2 <= len(parts) - 1 <= _LONGEST_FIELD else None
    return [parts[0], *field.split()] if field else parts


def _parts_of(word: str) -> Iterator[str]:
    """An abbreviation with a full stop, and what stands directly behind it: TP.HCM, TT.HĐND."""
    short, dot, rest = word.partition(".")
    while rest and (short + dot in abbreviations() or short in abbreviations()):
        yield short + dot
        word = rest
        short, dot, rest = word.partition(".")
    yield word


def _phrases(parts: list[str]) -> list[str]:
    """The words, phrases of the table replaced: the longer form by the one that is usual."""
    folded = [folded_name(part).rstrip(".") for part in parts]
    for phrase, other in phrases().items():
        size = len(phrase)
        for start in range(len(folded) - size + 1):
            if tuple(folded[start : start + size]) == phrase:
                parts = [*parts[:start], other, *parts[start + size :]]
                return _phrases(parts)
    return parts


def _words(parts: list[str]) -> Iterator[str]:
    """The words without abbreviations; one that would say again what stands before it means something else.

    >>> " ".join(_words(["Trung", "tâm", "TT"])), " ".join(_words(["TT", "Y", "tế"]))
    ('Trung tâm TT', 'Trung tâm Y tế')
    """
    written = ""
    for part in parts:
        word = _word(part)
        again = word != part and f" {written}".endswith(f" {word.rstrip(',;:')} ")
        yield part if again else word
        written += f"{part if again else word} "


def _word(word: str) -> str:
    bare = word.rstrip(",;:")
    known = abbreviations()
    return (known.get(bare) or known.get(bare.rstrip("."), bare)) + word[len(bare) :]
