"""Gold digests: reading them, scoring annotations against them, rewriting them.

A gold digest is a text and what a careful reader found in it. ``score`` computes the figures of the
published scorer in process. A rewriting changes the text as an editor, a keyboard or a browser
might, and carries along what the reader found: a parser that gets the original right by rules
that fit its sentences shows here.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Record = dict[str, Any]
Change = Callable[[str, str], str]

# label -> (list of the gold, fields that must be equal)
MENTIONS = {
    "REFERENCE": ("references", ("type", "number", "date")),
    "DATE": ("dates", ("from", "to", "precision")),
    "RANGE": ("ranges", ("from", "to")),
    "DEADLINE": ("deadlines", ("relation", "limit")),
    "EFFECTIVE": ("effective", ("from",)),
    "PROVISION": ("provisions", ("document",)),
}
PARTS = ("title", "period", "lead", "headings", "paragraphs", "issued")
_LONGEST_PARTY = 160


class GoldDigest(NamedTuple):
    """A text and what a reader found in it, in the layout of the gold files."""

    id: str
    text: str
    found: Record


def gold_folder() -> Path:
    """Where the gold digests are looked for."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "gold"
    return Path(os.environ.get("UBND_DIGEST_GOLD") or beside)


@lru_cache(maxsize=1)
def gold_digests() -> tuple[GoldDigest, ...]:
    """All gold digests; none where the folder is absent."""
    return tuple(
        GoldDigest(path.stem, path.with_suffix(".txt").read_bytes().decode("utf8"), json.loads(path.read_text("utf8")))
        for path in sorted(gold_folder().glob("*.json"))
    )


# ---- scoring ------------------------------------------------------------------------------------


class Score(NamedTuple):
    """Counts that add up over digests, and every difference in words."""

    counts: Counter[str]
    errors: list[str]

    @property
    def figures(self) -> dict[str, Any]:
        """The figures, in the layout of ``gold-figures.json``."""
        c = self.counts
        table: dict[str, Any] = {part: c[f"{part} ok"] / (c[f"{part} of"] or 1) for part in PARTS}
        for label in MENTIONS:
            hits = c[f"{label} hit"]
            precision, recall = hits / (c[f"{label} found"] or 1), hits / (c[f"{label} gold"] or 1)
            f1 = 2 * precision * recall / ((precision + recall) or 1)
            table[label] = {"F1": f1, "exact": c[f"{label} exact"] / (c[f"{label} gold"] or 1)}
        table["responsible"] = c["responsible"] / (c["named"] or 1)
        return table


def score(digest: GoldDigest, annotations: Iterable[Record]) -> Score:
    """Compare the annotations of a digest with what the reader found."""
    records = list(annotations)
    result = Score(Counter(), [])
    result.errors.extend(f"wrong text {r}" for r in records if r["text"] != digest.text[r["start"] : r["end"]])
    _score_structure(digest, records, result)
    for label in MENTIONS:
        _score_mentions(label, digest, [r for r in records if r["label"] == label], result)
    return result


def _score_structure(digest: GoldDigest, records: list[Record], result: Score) -> None:
    gold = digest.found

    def check(part: str, want: object, got: object) -> None:
        result.counts[f"{part} of"] += 1
        result.counts[f"{part} ok"] += want == got
        if want != got:
            result.errors.append(f"{part}: want {want}, got {got}")

    def spans(label: str, **fields: object) -> list[tuple[int, int, str]]:
        rows = [r for r in records if r["label"] == label and all(r[key] == value for key, value in fields.items())]
        return _spans(sorted(rows, key=lambda row: int(row["start"])))

    check("title", _spans([gold["title"]]), spans("TITLE"))
    periods = [r for r in records if r["label"] == "PERIOD"]
    inside = all(gold["title"]["start"] <= p["start"] and p["end"] <= gold["title"]["end"] for p in periods)
    check("period", ([gold["period"]], True), ([[p["from"], p["to"]] for p in periods], inside))
    check("lead", _spans(gold["lead"]), spans("LEAD"))
    check("headings", _spans([item["heading"] for item in gold["items"]]), spans("HEADING"))
    for number, item in enumerate(gold["items"]):
        check("paragraphs", _spans(item["paragraphs"]), spans("PARAGRAPH", item=number))
        issued = {
            r["number"] for r in records if r["label"] == "REFERENCE" and r["item"] == number and r["role"] == "issued"
        }
        check("issued", (number, sorted(set(item["issued"]))), (number, sorted(issued)))


def _spans(rows: Iterable[Record]) -> list[tuple[int, int, str]]:
    return [(row["start"], row["end"], row["text"]) for row in rows]


def _score_mentions(label: str, digest: GoldDigest, found: list[Record], result: Score) -> None:
    name, fields = MENTIONS[label]
    wanted = digest.found[name]
    counts, errors = result.counts, result.errors
    if label == "DEADLINE":  # readers differ on the optional ones
        found = [f for f in found if not any(_overlap(f, o) for o in digest.found["optional"])]
    counts[f"{label} gold"] += len(wanted)
    counts[f"{label} found"] += len(found)
    counts["named"] += label == "DEADLINE" and sum(bool(g.get("responsible")) for g in wanted)
    left = sorted(found, key=lambda f: int(f["start"]))
    for g in wanted:
        hit = next((f for f in left if _overlap(g, f) and all(_same(field, g, f) for field in fields)), None)
        if hit is None:
            if g.get("may_wait"):
                counts[f"{label} gold"] -= 1
            else:
                errors.append(f"miss {label} {_shown(g, fields)}")
            continue
        left.remove(hit)
        counts[f"{label} hit"] += 1
        exact = (g["start"], g["end"]) == (hit["start"], hit["end"])
        counts[f"{label} exact"] += exact
        if not exact:
            errors.append(f"span {label} want {g['text']!r}, got {hit['text']!r}")
        if g.get("responsible"):
            who = hit["responsible"] or ""
            counts["responsible"] += (
                len(who) <= _LONGEST_PARTY and who in digest.text and plain(g["responsible"]) in plain(who)
            )
    for f in left:
        if any(g.get("may_wait") and _overlap(g, f) for g in wanted):
            counts[f"{label} found"] -= 1
        else:
            errors.append(f"extra {label} {_shown(f, fields)}")


def _shown(row: Record, fields: Iterable[str]) -> str:
    return " ".join(
        [f"{row['start']}-{row['end']} {row['text']!r}", *(f"{field}={row.get(field)}" for field in fields)]
    )


def _overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _same(field: str, one: Record, other: Record) -> bool:
    if field in ("type", "document"):
        return plain(one.get(field) or "") == plain(other.get(field) or "")
    return bool(one.get(field) == other.get(field))


_TONE_ON_SECOND = {
    unicodedata.normalize("NFC", a + b + tone): unicodedata.normalize("NFC", a + tone + b)
    for a, b in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}


def plain(text: str) -> str:
    """Words without regard to case, white space and blanks beside signs, invisible signs, dashes and spelling of tone marks."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text).replace("\u00f0", "đ")
    for new, old in _TONE_ON_SECOND.items():
        text = text.replace(new, old)
    text = " ".join(re.sub("[\u2010-\u2015\u2212]", "-", text).split())
    return re.sub(r" ?([,;:(-]) ?", r"\1", text)  # blanks beside signs


# ---- rewriting ----------------------------------------------------------------------------------

_LISTS = (*(name for name, _fields in MENTIONS.values()), "optional")


class Edit(NamedTuple):
    """What replaces a stretch of a text."""

    start: int
    end: int
    text: str


def rewritten(digest: GoldDigest, edits: Iterable[Edit], without: Iterable[Record] = ()) -> GoldDigest:
    """The digest with edits made, and all that was found moved to where it stands now.

    What is inserted at the edge of a span stays outside it. Mentions inside ``without`` are dropped.
    """
    edits = sorted(edits)
    pieces: list[str] = []
    done = 0
    for edit in edits:
        assert edit.start >= done, f"edits overlap at {edit}"
        pieces += (digest.text[done : edit.start], edit.text)
        done = edit.end
    text = "".join((*pieces, digest.text[done:]))

    # offsets from which on an edit shifts starts and ends
    starts, ends = [edit.end for edit in edits], [max(edit.end, edit.start + 1) for edit in edits]
    shifts = [0]
    for edit in edits:
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def moved(row: Record) -> Record:
        start = row["start"] + shifts[bisect_right(starts, row["start"])]
        end = row["end"] + shifts[bisect_right(ends, row["end"])]
        return {**row, "start": start, "end": end, "text": text[start:end]}

    areas = list(without)
    old = digest.found
    new = {
        **old,
        "title": moved(old["title"]),
        "lead": [moved(entry) for entry in old["lead"]],
        "items": [
            {**item, "heading": moved(item["heading"]), "paragraphs": [moved(p) for p in item["paragraphs"]]}
            for item in old["items"]
        ],
        **{name: [moved(r) for r in old[name] if not any(_inside(r, area) for area in areas)] for name in _LISTS},
    }
    return GoldDigest(digest.id, text, new)


def _inside(row: Record, area: Record) -> bool:
    return bool(area["start"] <= row["start"] and row["end"] <= area["end"])


def revalued(digest: GoldDigest, change: Change) -> GoldDigest:
    """The digest with the values that the reader gave changed: ``change(field, value)``."""

    def walk(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in ("id", "text") else walk(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(key, v) for v in value]
        return change(key, value) if isinstance(value, str) else value

    return digest._replace(found=walk("", digest.found))


def substituted(digest: GoldDigest, pattern: str, new: str | Callable[[re.Match[str]], str]) -> GoldDigest:
    """The digest with every match of a pattern replaced."""
    matches = re.finditer(pattern, digest.text)
    return rewritten(digest, [Edit(*m.span(), new if isinstance(new, str) else new(m)) for m in matches])


def _decomposed(digest: GoldDigest) -> GoldDigest:
    return substituted(digest, r"[^\x00-\x7f]", lambda match: unicodedata.normalize("NFD", match.group()))


_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DAYS = ("date", "from", "to", "limit", "period")


def _years_shifted(by: int) -> Callable[[GoldDigest], GoldDigest]:
    """All years by a multiple of four, so that 29 February stays a day."""

    def shift(match: re.Match[str]) -> str:
        return str(int(match.group()) + by)

    def change(field: str, value: str) -> str:
        if field in _DAYS:
            return f"{int(value[:4]) + by}{value[4:]}"
        return re.sub(_YEAR, shift, value) if field in ("number", "document", "issued") else value

    return lambda digest: revalued(substituted(digest, _YEAR, shift), change)


def _other_serial(serial: str) -> str:
    return str((int(serial) * 7919 + 104) % 8000 + 3)


def _numbers_replaced(digest: GoldDigest) -> GoldDigest:
    def serial_edit(reference: Record) -> Edit:
        match = re.search(r"\d+", reference["text"])
        assert match
        start = reference["start"]
        return Edit(start + match.start(), start + match.end(), _other_serial(match.group()))

    def change(field: str, value: str) -> str:
        if field in ("number", "document", "issued"):
            return re.sub(r"^\d+(?=[/-])", lambda match: _other_serial(match.group()), value)
        return value

    return revalued(rewritten(digest, map(serial_edit, digest.found["references"])), change)


_AGENCIES = {
    "Sở Y tế": "Sở Xây dựng",
    "Sở Giao thông vận tải": "Sở Tư pháp",
    "Sở Nội vụ": "Sở Công Thương",
    "Sở Tài nguyên và Môi trường": "Sở Khoa học và Công nghệ",
    "Sở Lao động - Thương binh và Xã hội": "Sở Du lịch",
    "Sở Tài chính": "Ban Quản lý các khu công nghiệp tỉnh",
    "Sở Giáo dục và Đào tạo": "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Kế hoạch và Đầu tư": "Thanh tra tỉnh",
    "Công an tỉnh": "Bộ Chỉ huy Quân sự tỉnh",
    "Bộ Y tế": "Bộ Nội vụ",
    "Lạng Sơn": "Thanh Lĩnh",
}


def _agencies_replaced(digest: GoldDigest) -> GoldDigest:
    pattern = "|".join(map(re.escape, sorted(_AGENCIES, key=len, reverse=True)))

    def other(match: re.Match[str]) -> str:
        return _AGENCIES[match.group()]

    def change(field: str, value: str) -> str:
        return re.sub(pattern, other, value) if field == "responsible" else value

    return revalued(substituted(digest, pattern, other), change)


def _people_replaced(digest: GoldDigest) -> GoldDigest:
    name = r"(?<=[Đđ]ồng chí )(?!Phó |Chủ |Bí )[A-ZĐ]\w+(?: [A-ZĐÁÂÊÔƠƯ]\w+){1,3}"
    return substituted(digest, name, "Mạc Thị Ánh Dương")


_HEADINGS = (
    "Tổ chức Ngày hội hiến máu tình nguyện",
    "Phê duyệt quy hoạch chi tiết khu dân cư bến sông",
    "Tăng cường phòng, chống rét cho đàn vật nuôi",
    "Ban hành quy định về quản lý vỉa hè",
    "Chỉ đạo xử lý dứt điểm các lò gạch thủ công",
    "Kế hoạch trồng rừng ngập mặn ven biển",
    "Thu hồi giấy phép của ba bãi tập kết cát",
    "Giao chỉ tiêu phát triển hợp tác xã kiểu mới",
    "Thành lập đoàn kiểm tra bếp ăn bán trú",
    "Đẩy nhanh tiến độ xây cầu qua sông Lĩnh",
    "Hỗ trợ ngư dân lắp thiết bị giám sát hành trình",
    "Kiện toàn Ban Chỉ huy phòng thủ dân sự",
    "Công bố dịch tả lợn châu Phi tại hai xã",
    "Sửa đổi mức thu phí tham quan thắng cảnh",
    "Phân luồng giao thông trong mùa lễ hội chùa Đá",
    "Cấp bù thủy lợi phí cho vùng hạn mặn",
    "Triển khai sổ theo dõi sức khỏe học sinh",
    "Rà soát các dự án chậm đưa đất vào sử dụng",
    "Chấn chỉnh việc dạy thêm, học thêm",
    "Xét tặng danh hiệu gia đình văn hóa tiêu biểu",
    "Mở tuyến xe buýt nối ga và khu công nghiệp",
    "Nạo vét luồng lạch trước mùa mưa bão",
    "Số hóa hồ sơ hộ tịch cấp xã",
    "Bảo đảm an toàn hồ đập trong mùa lũ",
    "Khôi phục làng nghề dệt chiếu",
    "Quản lý hoạt động nuôi chim yến",
)


def _entries(digest: GoldDigest) -> Iterator[tuple[Record, Record | None]]:
    """Each heading with the entry of the lead that it repeats."""
    left = list(digest.found["lead"])
    for item in digest.found["items"]:
        heading = item["heading"]
        words = set(plain(heading["text"]).split())
        entry = next((e for e in left if len(words & set(plain(e["text"]).split())) > 0.7 * len(words)), None)
        if entry:
            left.remove(entry)
        yield heading, entry


def _headings_replaced(digest: GoldDigest) -> GoldDigest:
    edits, areas = [], []
    for new, (heading, entry) in zip(_HEADINGS, _entries(digest), strict=False):
        for area in filter(None, (heading, entry)):
            edits.append(Edit(area["start"], area["end"], new))
            areas.append(area)
    return rewritten(digest, edits, without=areas)


def _heading_edits(digest: GoldDigest, edit: Callable[[Record], Edit | None]) -> GoldDigest:
    return rewritten(digest, filter(None, (edit(heading) for heading, entry in _entries(digest) if entry)))


def _headings_upper(digest: GoldDigest) -> GoldDigest:
    edits = [Edit(at, at + 1, digest.text[at].upper()) for heading, _ in _entries(digest) for at in _offsets(heading)]
    return rewritten(digest, edits)


def _lead_lower(digest: GoldDigest) -> GoldDigest:
    return rewritten(
        digest,
        [Edit(at, at + 1, digest.text[at].lower()) for entry in digest.found["lead"] for at in _offsets(entry)[:1]],
    )


def _offsets(row: Record) -> range:
    return range(row["start"], row["end"])


def _heading_words_dropped(digest: GoldDigest) -> GoldDigest:
    """The fourth word of each heading that the lead has, unless it belongs to a mention."""
    mentions = [row for name in _LISTS for row in digest.found[name]]

    def drop(heading: Record) -> Edit | None:
        words = list(re.finditer(r"\w+ ", heading["text"]))
        if len(words) < 8 or not words[3].group()[:-1].isalpha():
            return None
        edit = Edit(heading["start"] + words[3].start(), heading["start"] + words[3].end(), "")
        row = {"start": edit.start, "end": edit.end}
        return None if any(_overlap(row, mention) for mention in mentions) else edit

    return _heading_edits(digest, drop)


def _headings_stopped(digest: GoldDigest) -> GoldDigest:
    """A full stop behind each heading that the lead has."""
    stopped = _heading_edits(digest, lambda h: Edit(h["end"], h["end"], "."))
    for item in stopped.found["items"]:
        heading = item["heading"]
        if stopped.text.startswith(".", heading["end"]):
            heading.update(end=heading["end"] + 1, text=heading["text"] + ".")
    return stopped


def _lead_removed(digest: GoldDigest) -> GoldDigest:
    lines: dict[int, Record] = {}
    for entry in digest.found["lead"]:
        start = digest.text.rfind("\n", 0, entry["start"]) + 1
        lines[start] = {"start": start, "end": digest.text.find("\n", entry["end"]) + 1}
    bare = digest._replace(found={**digest.found, "lead": []})
    return rewritten(bare, [Edit(line["start"], line["end"], "") for line in lines.values()], without=lines.values())


def _chrome_added(digest: GoldDigest) -> GoldDigest:
    before = (
        "Nhảy đến nội dung\nTrang chủ\nTin tức - Sự kiện\nChỉ đạo điều hành\n\nCập nhật lúc: 08:30\nCỡ chữ: A- A+\n\n"
    )
    after = "\n\nChia sẻ\nLượt xem: 1.234\nCác tin khác\nVề đầu trang\nBản quyền: Cổng thông tin điện tử\n"
    return rewritten(digest, [Edit(0, 0, before), Edit(len(digest.text), len(digest.text), after)])


_SWAPPED = {**_TONE_ON_SECOND, **{old: new for new, old in _TONE_ON_SECOND.items()}}
_SWAPPED |= {new.capitalize(): old.capitalize() for new, old in list(_SWAPPED.items())}


def _tones_swapped(digest: GoldDigest) -> GoldDigest:
    """The other spelling of every open syllable in oa, oe, uy; quí for quý."""
    pattern = rf"(?i)(?<!q)(?:{'|'.join(_SWAPPED)})(?!\w)"
    swapped = substituted(digest, pattern, lambda match: _SWAPPED.get(match.group(), match.group()))
    return substituted(swapped, r"(?<=[Qq]u)ý(?!\w)", "í")


def _types_cased(case: Callable[[str], str]) -> Callable[[GoldDigest], GoldDigest]:
    """The words for a document's type, and "số", in another case."""

    def recase(digest: GoldDigest) -> GoldDigest:
        edits = []
        for row in digest.found["references"]:
            words = re.match(r"\D*", row["text"])
            assert words
            edits.append(Edit(row["start"], row["start"] + words.end(), case(words.group())))
        return rewritten(digest, edits)

    return recase


def _dates_cased(case: Callable[[str], str]) -> Callable[[GoldDigest], GoldDigest]:
    """The words of dates, ranges and deadlines in another case."""

    def recase(digest: GoldDigest) -> GoldDigest:
        rows = [row for name in ("dates", "ranges", "deadlines", "effective") for row in digest.found[name]]
        places = {at for row in rows for at in _offsets(row)}
        return rewritten(digest, [Edit(at, at + 1, case(digest.text[at])) for at in places])

    return recase


_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})\b"


def _in_references(pattern: str, new: str) -> Callable[[GoldDigest], GoldDigest]:
    """A pattern replaced wherever it stands in a reference."""

    def replace(digest: GoldDigest) -> GoldDigest:
        rows = digest.found["references"]
        matches = [(row["start"], match) for row in rows for match in re.finditer(pattern, row["text"])]
        return rewritten(digest, [Edit(at + m.start(), at + m.end(), m.expand(new)) for at, m in matches])

    return replace


def _in_lead(pattern: str, new: str) -> Callable[[GoldDigest], GoldDigest]:
    """A pattern replaced between the entries of the lead."""

    def replace(digest: GoldDigest) -> GoldDigest:
        entries = digest.found["lead"]
        gaps = [(one["end"], digest.text[one["end"] : two["start"]]) for one, two in pairwise(entries)]
        return rewritten(digest, [Edit(at, at + len(gap), re.sub(pattern, new, gap)) for at, gap in gaps])

    return replace


def _both(*names: str) -> Callable[[GoldDigest], GoldDigest]:
    """One rewriting after another."""

    def both(digest: GoldDigest) -> GoldDigest:
        for name in names:
            digest = REWRITINGS[name](digest)
        return digest

    return both


def _invisible_signs(digest: GoldDigest) -> GoldDigest:
    return rewritten(
        digest,
        [
            Edit(m.start(), m.start(), "\u200b")
            for m in re.finditer(r"(?<=\w)(?=\w)", digest.text)
            if m.start() % 4 == 0
        ],
    )


def _always(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[GoldDigest], GoldDigest]:
    return lambda digest: substituted(digest, pattern, new)


REWRITINGS: dict[str, Callable[[GoldDigest], GoldDigest]] = {
    "decomposed letters": _decomposed,
    "CRLF": _always(r"\n", "\r\n"),
    "byte order mark": lambda digest: rewritten(digest, [Edit(0, 0, "\ufeff")]),
    "no-break spaces": _always(" ", "\u00a0"),
    "double spaces": _always(" ", "  "),
    "blanks before signs": _always(r"(?<=[^\W\d_])(?=[,;:] )", " "),
    "blanks inside brackets": _always(r"(?<=\()(?=\w)|(?<=\w)(?=\))", " "),
    "no blanks behind signs": _always(r"(?<=[a-zà-ỹ][,;]) (?=[a-zà-ỹ])", ""),
    "no blanks beside hyphens": _always(r"(?<=[a-zà-ỹ]) - (?=[A-ZÀ-Ỹ][a-zà-ỹ])", "-"),
    "tabs before lines": _always(r"(?m)^(?=.)", "\t"),
    "spaces behind lines": _always(r"(?m)(?<=.)$", "  "),
    "en dashes": _always("-", "\u2013"),
    "non-breaking hyphens": _always("-", "\u2011"),
    "minus signs": _always("-", "\u2212"),
    "eth for d with stroke": _always("Đ", "\u00d0"),
    "zero-width spaces": _invisible_signs,
    "soft hyphens": _always(r"(?<=[a-z]) (?=[a-z])", " \u00ad"),
    "tone marks": _tones_swapped,
    "years later": _years_shifted(4),
    "years earlier": _years_shifted(-8),
    "numbers": _numbers_replaced,
    "agencies": _agencies_replaced,
    "people": _people_replaced,
    "headings": _headings_replaced,
    "headings in capitals": _headings_upper,
    "headings short of a word": _heading_words_dropped,
    "headings with a full stop": _headings_stopped,
    "lead in small letters": _lead_lower,
    "no lead": _lead_removed,
    "no blank lines": _always(r"(?m)^[^\S\n]*\n", ""),
    "blank lines everywhere": _always(r"\n", "\n\n"),
    "site chrome": _chrome_added,
    "types in small letters": _types_cased(str.lower),
    "types in capitals": _types_cased(str.upper),
    "dates in capitals": _dates_cased(str.upper),
    "dates in small letters": _dates_cased(str.lower),
    "dates with hyphens": _always(_DAY, lambda m: "-".join(m.groups())),
    "dates with full stops": _always(_DAY, lambda m: ".".join(m.groups())),
    "dates in words": _in_references(r"(?<=ngày )(\d{1,2})/(\d{1,2})/(?=\d{4})", r"\1 tháng \2 năm "),
    "dates without commas": _in_references(",(?= ngày)", ""),
    "dates behind commas": _in_references(r"(?<=\w)(?= ngày)", ","),
    "colons before numbers": _in_references(r"\bsố ", "số: "),
    "numbers without a word": _in_references(r"\bsố ", ""),
    "spaces in numbers": _in_references(r"(?<=\d)/(?=[A-ZĐ])", " / "),
    "full stops in the lead": _in_lead(r"^[ .]*;", "."),
    "lead over several lines": _in_lead(r"$", r"\n"),
}
REWRITINGS |= {
    "no lead, no blank lines": _both("no lead", "no blank lines"),
    "no lead, blank lines everywhere": _both("no lead", "blank lines everywhere"),
    "other headings, no lead": _both("headings", "no lead"),
    "other headings, no lead, no blank lines": _both("headings", "no lead", "no blank lines"),
    "decomposed letters, CRLF, no-break spaces": _both("decomposed letters", "CRLF", "no-break spaces"),
    "all but the meaning": _both("years later", "numbers", "agencies", "people", "headings", "tone marks", "en dashes"),
}
