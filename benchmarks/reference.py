"""A fixed plain expression, the yardstick of speed: what a quick script would do.

One pass of it over a text finds most full references and full dates. It builds no objects,
reads no structure and knows nothing of lists, ranges or deadlines. It is never changed, so
that figures of different versions can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TYPES = (
    "Quyết định|Nghị định|Nghị quyết|Thông tư|Thông báo|Công văn|Công điện|Chỉ thị|Kế hoạch|Kết luận|Báo cáo|"
    "Tờ trình|Hướng dẫn|Quy chế|Luật|[Vv]ăn bản"
)
EXPRESSION = re.compile(
    # refuses at once where nothing can begin
    r"(?=[\dQNTCKBHLVvntqkđĐ])(?:"
    # Quyết định số 12/QĐ-UBND · Nghị định 21/2027/NĐ-CP
    rf"(?P<reference>(?:{_TYPES})(?: số:?)? \d{{1,5}}[a-z]?\s?/(?:\d{{4}}/)?[A-ZĐ]\w*(?:-[A-ZĐ]\w*)*)"
    # ngày 30/5/2022 · 13 tháng 09 năm 2024
    r"|(?P<day>(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4})"
    # tháng 5/2021 · quý II năm 2022 · năm 2030
    r"|(?P<month>tháng \d{1,2}(?:/| năm )\d{4})"
    r"|(?P<quarter>quý (?:I{1,3}|IV|\d)(?:/| năm )\d{4})"
    r"|(?P<year>năm \d{4})"
    # 2021 - 2030
    r"|(?P<range>\d{4}\s?[-–]\s?\d{4})"
    # khoản 2 Điều 87
    r"|(?P<provision>(?:khoản \d+ )?Điều \d+))"
)


def scan(texts: Iterable[str]) -> int:
    """Count the matches in all texts."""
    return sum(1 for text in texts for _ in EXPRESSION.finditer(text))
