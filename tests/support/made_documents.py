"""Single documents of which a test writes one part, and the rest stands here."""

from __future__ import annotations

import ubnd_digest as ud

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAM ĐIỀN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

Lam Điền, {day}

"""
DECISION = "QUYẾT ĐỊNH\nVề việc mở bến phà Cồn Sậy\n\n"
BASES = "Căn cứ Luật Đất đai;\nTheo đề nghị của Giám đốc Sở Xây dựng.\n\nQUYẾT ĐỊNH:\n\n"
ARTICLES = "Điều 1. Mở bến phà Cồn Sậy.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
LETTER = "ỦY BAN NHÂN DÂN\nTỈNH LAM ĐIỀN\n\nSố: 5/UBND-KT\n{subject}\n\n{to}\n\nUBND tỉnh yêu cầu báo cáo.\n"


def head(number: str = "5/QĐ-UBND", day: str = "ngày 05 tháng 3 năm 2026") -> str:
    return HEAD.format(number=number, day=day)


def decision(
    end: str = "",
    *,
    top: str = "",
    title: str = DECISION,
    who: str = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\n",
    bases: str = BASES,
) -> ud.LegalDocument:
    return ud.parse_document((top or head()) + title + who + bases + ARTICLES + end)


def letter(subject: str = "V/v mở bến phà", to: str = "Kính gửi: Sở Y tế") -> ud.LegalDocument:
    return ud.parse_document(LETTER.format(subject=subject, to=to))
