"""Whole texts: digests, digests with slips of the pen, and whatever else somebody may hand over."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.holding import full_texts
from strategies.pieces import anything, snippets, vietnamese
from strategies.terminals import islands, sentences
from ubnd_digest.testing import digests

TEXT = """Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)

Mở lại bến phà Cồn Sậy

UBND tỉnh cho mở lại bến phà (Công văn số 61/UBND-KT, ngày 06/01/2026).

Giao Sở Xây dựng kiểm tra theo khoản 2 Điều 7 Nghị định số 23/2020/NĐ-CP, báo cáo trước ngày 30/01.
"""

# Lines from which whole digests grow, beside pieces of mentions.
_LINES = (
    *TEXT.split("\n"),
    "Trang chủ",
    "anh.png",
    "Ảnh minh họa",
    "Mở lại bến phà Cồn Sậy; Khôi phục nghề dệt chiếu.",
    "\r",
    " \u00a0",
)
lines = st.lists(st.sampled_from(_LINES) | snippets(), max_size=12).map("\n".join)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A text into which slips of the pen have come: pieces lost, doubled, put elsewhere."""
    text = draw(digests().map(lambda digest: digest.source) | full_texts())
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(("", text[start:end], "\n", ";", ". ", "(", "  ")) | snippets())
        text = text[:at] + piece + text[at:] if draw(st.booleans()) else text[:start] + piece + text[end:]
    return text


def texts() -> st.SearchStrategy[str]:
    """Texts of every kind: digests, digests with slips, mentions in any order, anything at all."""
    titled = st.builds("Chỉ đạo, điều hành trong tuần (từ ngày 12/8 - 18/8/2019)\n{}".format, snippets() | anything)
    return st.one_of(
        slips(), full_texts(), snippets(), vietnamese(), islands(), sentences("inline"), titled, lines, anything
    )
