"""Pieces of texts: words, pieces of mentions whole and broken, characters of any kind."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

_WORDS = tuple(
    word
    for line in (
        "UBND tỉnh ban hành Quyết định công văn khẩn trương hoà bình hòa uỷ ban ủy khoẻ khỏe quý quí thuỷ lợi Đề án đường ",
        "ngày tháng năm trước chậm nhất hoàn thành số 12/QĐ-UBND 7/5/2021 16h00 Điều 5 khoản 3 nghĩa địa Ðất ƯỚC ỷ lại",
    )
    for word in line.split()
)
_GAPS = (
    " ",
    "  ",
    "\t",
    "\u00a0",
    " \u00a0",
    "\u2009",
    "\n",
    "\r\n",
    " - ",
    " – ",
    "—",
    "\u2011",
    "; ",
    "\u200b",
    "\u00ad",
    ". ",
)


@st.composite
def vietnamese(draw: st.DrawFn, gaps: tuple[str, ...] = _GAPS) -> str:
    """Vietnamese words, composed or decomposed, with the signs of real texts between them."""
    pieces: list[str] = []
    for word in draw(st.lists(st.sampled_from(_WORDS), max_size=12)):
        form = draw(st.sampled_from(("NFC", "NFD")))
        pieces += (unicodedata.normalize(form, word), draw(st.sampled_from(gaps)))
    return "".join(pieces)


_SNIPPETS = (
    "Quyết định số 12/QĐ-UBND", "Công văn", "số 7/UBND-KT", "94-KL/TW", "ngày 3/2/2020", "ngày 31/02/2024", "30/5",
    "ngày 8", "tháng 5", "tháng 10 năm 2024", "quý II", "6 tháng đầu năm", "năm 2030", "2021", "đến", "đến hết", " - ", "và", ",",
    ";", "(", ")", ".", "\n", "\n\n", "\r\n", "trước", "chậm nhất", "trong", "hạn nộp:", "16 giờ", "24h00", "có hiệu lực từ",
    "khoản 3", "Điều 87", "của", "Luật Đất đai", "giao Sở Y tế", "hoàn thành", "mùng 3 tháng 3", "đầu", "đợt 1", "ngày",
    "Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)", "\u00a0", "\u200b", "\ufeff", "5/", "1/1/1", "Phụ lục I",
)  # fmt: skip


def snippets() -> st.SearchStrategy[str]:
    """Pieces of mentions in any order, whole and broken: what the inline grammar must survive."""
    joints = st.sampled_from((" ", "", "  ", "\u00a0"))
    return st.lists(st.tuples(st.sampled_from(_SNIPPETS), joints), max_size=14).map(
        lambda pairs: "".join(snippet + joint for snippet, joint in pairs)
    )


# Any characters, lone surrogates included.
anything = st.text(st.characters(exclude_categories=()) | st.sampled_from("\ud83d\ude00\n\r /-5"), max_size=40)
