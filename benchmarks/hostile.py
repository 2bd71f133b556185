"""Texts of any length that try to make the parser slow.

Each name stands for a function from a length (in characters) to a text. Those with ``lead``
in the name stand between a title and an item, where texts are compared with one another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from benchmarks.corpus import digests, repeated

Maker = Callable[[int], str]

_TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 12/8 - 18/8/2019)\n"
_ITEM = "\nMột việc mới\nUBND tỉnh ban hành Quyết định số 1/QĐ-UBND.\n"

# Repeated as one line. The first five are those that the design names.
_UNITS = (
    "ngày ",
    "1/",
    "(",
    "Quyết định số ",
    "khoản 1 ",
    # dates that go on, or seem to
    "1/1/2020 - ",
    "1-2-3-",
    "ngày 1, ",
    "ngày 1, 2, 3, 4, 5, 6, 7, 8, 9 và ",
    "năm 2020, ",
    "quý I, ",
    "tháng 5, 6, ",
    "ngày 30/5/2022 đến ",
    # references and provisions
    "số 1/QĐ-UBND, ",
    "Quyết định số 1/QĐ-UBND ngày 1/1/2020, ",
    "1/QĐ ",
    "1/AA-A1",
    "của bộ a ",
    "luật a a a ",
    "luật đất đai a b c d e f g số ",
    "điều 1, ",
    "điểm a, b, ",
    "khoản 1 điều 1 luật a b c, ",
    # deadlines, with and without anybody who owes something
    "trước ngày 1/1/2020, ",
    "trước ngày 1/1/2020; ",
    "Trước ngày 1/1/2020. ",
    "báo cáo trước ngày 1/1/2020, ",
    "Sở A báo cáo trước ngày 1/1/2020; ",
    "hạn a a a ",
    "hạn cuối a a a a a a a a ",
    "trong tháng 5 ",
    "hiệu lực từ ngày ",
    # signs
    ";",
    "...",
    "a.",
    "a, ",
    "\u0300",
    "a\u0300\u0327",
    "\u200b",
    " \u200b",
    "\u00a0",
    "là những nội dung ",
)
# Repeated line by line.
_LINES = ("\n", "a\n", "- a\n", "a;\n", "Một hai ba\n", "Một hai ba bốn\nUBND tỉnh ban hành\n", "Trang chủ\n")


def _on_one_line(unit: str) -> Maker:
    return lambda length: repeated(unit, length)


def _in_the_lead(unit: str) -> Maker:
    return lambda length: f"{_TITLE}{repeated(unit, length)};{_ITEM}"


def _between(before: str, unit: str, behind: str) -> Maker:
    return lambda length: before + repeated(unit, length) + behind


def _numbered(pattern: str) -> Maker:
    def make(length: int) -> str:
        pieces: list[str] = []
        size = number = 0
        while size < length:
            piece = pattern.format(number)
            pieces.append(piece)
            size += len(piece)
            number += 1
        return "".join(pieces)

    return make


def real() -> dict[str, Maker]:
    """Digests again and again: as they are, decomposed, as one line."""
    corpus = digests()
    one_line = " ".join(" ".join(corpus.texts).split()) + " "
    return {
        corpus.name: corpus.repeated,
        f"{corpus.name}, decomposed (NFD)": lambda n: unicodedata.normalize("NFD", corpus.repeated(n))[:n],
        f"{corpus.name}, one line": lambda n: repeated(one_line, n),
    }


def named() -> dict[str, Maker]:
    """The hostile texts that the design names."""
    return {_shown(unit): _on_one_line(unit) for unit in _UNITS[:5]}


def invented() -> dict[str, Maker]:
    """Hostile texts thought out against the grammars and the steps of the parse."""
    found = {_shown(unit): _on_one_line(unit) for unit in (*_UNITS[5:], *_LINES)}
    found |= {f"lead of {_shown(unit)}": _in_the_lead(unit) for unit in _UNITS}
    found |= {f"lead of {_shown(unit)}": _between(_TITLE, unit, _ITEM) for unit in _LINES}
    found |= {
        "marks of two classes on one letter": _between("a", "\u0300\u0327", ""),
        "one clause with many labels": _between("khoản 1", ",2", " tỷ đồng"),
        "one long symbol": _between("số 1/", "AA-", "AA"),
        "one long symbol that is none": _between("1/", "AA", "z1z"),
        "one long word": _between("sở ", "a", " trước ngày 1/1/2020"),
        "parties before one deadline": _between("", "sở a, sở a, ", "trước ngày 1/1/2020"),
        "leaders before one deadline": _between("", "đồng chí chủ tịch a ", "trước ngày 1/1/2020"),
        **{
            f"officials {_shown(unit)}": _on_one_line(unit)
            for unit in ("Chủ tịch, ", "Trần An, ", "đồng chí ", "Trần An, Chủ tịch ", "Chủ tịch UBND tỉnh Trần An ")
        },
        "duties before one deadline": _between("", "báo cáo ", "trước ngày 1/1/2020"),
        "one deadline with many days": _between("chậm nhất ngày 1/1/2020", ", ngày 1/1/2020", ""),
        "one deadline with many ranges": _between("chậm nhất ngày 1/1/2020", ", ngày 1/1/2020 - ngày 2/1/2020", ""),
        "an item with many references": _between(
            f"{_TITLE}Một việc mới\nUBND tỉnh ban hành ", "Quyết định số 1/QĐ-UBND ngày 13/8/2019, ", "\n"
        ),
        "headings, all different": _numbered("Một việc mới thứ a{0}\nUBND tỉnh ban hành a{0}\n"),
        "lead, all entries different": lambda n: f"{_TITLE}{_numbered('Việc a{0} b c; ')(n)}.{_ITEM}",
        "lead, each entry on a line": lambda n: f"{_TITLE}{_numbered('Việc a{0} b c;' + chr(10))(n)}{_ITEM}",
        "lead and headings, all alike": lambda n: (
            f"{_TITLE}{repeated('Một hai; ', n // 2)}.\n{repeated('Một hai' + chr(10) + 'UBND tỉnh' + chr(10), n // 2)}"
        ),
    }
    return found


def mentions_only(length: int) -> str:
    """A text that is nothing but mentions."""
    return repeated(
        "Quyết định số 12/QĐ-UBND ngày 30/5/2022, trước ngày 1/6/2022, khoản 1 Điều 5, năm 2021 - 2025.\n", length
    )


def _shown(unit: str) -> str:
    return '"' + "".join(_escaped(sign) for sign in unit) + '"'


def _escaped(sign: str) -> str:
    plain = sign.isprintable() and not unicodedata.combining(sign)
    return sign if plain else sign.encode("unicode_escape").decode()
