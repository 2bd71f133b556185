"""The lead is cut into entries, and the lines that repeat them are found."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from ubnd_digest.reading.structure.entries import Entry, Repeat, aligned, entry_of, repeats
from ubnd_digest.reading.structure.line_forms import TextLine, text_lines, words_of


def entries(*texts: str) -> list[Entry]:
    found, at = [], 0
    for text in texts:
        found.append(Entry(at, at + len(text), 0, text, words_of(text)))
        at += len(text) + 2
    return found


def lines(*texts: str) -> list[TextLine]:
    return [line for text in texts for line in text_lines(text, text.capitalize())]


@pytest.mark.parametrize("part", ["mở bến phà", "  mở bến phà .", "; mở bến phà…", "mở bến phà./.", ",mở bến phà,"])
def test_what_surrounds_an_entry_is_left_out(part: str) -> None:
    found = entry_of(0, 100, part, 0, len(part))
    assert found is not None
    assert (found.text, found.start) == ("mở bến phà", 100 + part.index("mở"))


def test_an_entry_of_signs_is_none() -> None:
    assert entry_of(0, 0, " ;. ", 0, 4) is None


def test_the_same_words_match_whatever_the_signs() -> None:
    assert repeats(entries("sửa đê, kè"), lines("sửa đê kè")) == {0: Repeat(0, same=True)}


def test_an_entry_that_comes_twice_is_matched_in_order() -> None:
    assert repeats(entries("sửa đê kè", "trồng cây", "sửa đê kè"), lines("sửa đê kè", "trồng cây", "sửa đê kè")) == {
        0: Repeat(0, same=True),
        1: Repeat(1, same=True),
        2: Repeat(2, same=True),
    }


def test_a_word_more_or_less_does_not_matter() -> None:
    entry = "tăng cường phòng cháy rừng mùa khô"
    assert repeats(entries(entry), lines("tăng cường phòng cháy rừng mùa khô hanh")) == {0: Repeat(0, same=False)}
    assert repeats(entries(entry), lines("mở bến phà")) == {}


def test_parts_that_together_are_a_heading_are_joined() -> None:
    found = list(aligned(entries("họp báo", "trao giải", "sửa đê"), {words_of("họp báo; trao giải"), ("sửa", "đê")}))
    assert [entry.words for entry in found] == [("họp", "báo", "trao", "giải"), ("sửa", "đê")]


def test_a_part_that_holds_two_headings_is_split() -> None:
    found = aligned(entries("họp báo, trao giải, sửa đê"), {words_of("họp báo"), words_of("sửa đê")})
    assert [entry.text for entry in found] == ["họp báo", "trao giải", "sửa đê"]


def test_a_part_without_a_heading_stays_whole() -> None:
    assert [entry.text for entry in aligned(entries("họp báo, trao giải"), set())] == ["họp báo, trao giải"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("mở bến phà", []),
        *((f"mở bến phà{end}", ["ends like a sentence"]) for end in ".;:,!?…"),
        *((f"{bullet} mở bến phà", ["bullet"]) for bullet in "-+*•–"),
        ("phà", ["one word"]),
        ("a " * 299 + "ab", []),
        ("a " * 300 + "a", ["too long"]),
        ("phà,", ["ends like a sentence", "one word"]),
    ],
)
def test_a_heading_has_a_form(text: str, reasons: list[str]) -> None:
    (line,) = lines(text)
    assert [reason.name for reason in line.unlike_heading] == reasons


def test_a_heading_begins_with_a_capital_or_with_no_letter() -> None:
    (small,), (number,) = text_lines("mở phà", "mở phà"), text_lines("2 phà", "2 phà")
    assert [reason.name for reason in small.unlike_heading] == ["small letter"]
    assert number.unlike_heading == ()


# ---- bounds, seen from outside ------------------------------------------------------------------

TITLE = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 05/01 - 11/01/2026)"
# Nothing in the paragraphs speaks for a heading above: only the lead does.
PARAGRAPH = "Dân trong vùng rất vui."


def parsed(lead: str, *headings: str) -> tuple[list[str], list[str]]:
    """The entries and the headings of a digest with such a lead."""
    body = "\n".join(f"{heading}\n{PARAGRAPH}" for heading in headings)
    digest = ud.parse(f"{TITLE}\n{lead}\n{body}\n")
    return [entry.text for entry in digest.lead], [item.heading.text for item in digest.items]


@pytest.mark.parametrize(
    ("entry", "heading", "same"),
    [
        ("Đê kè cống rãnh cầu phà chợ trường", "Đê kè cống rãnh cầu phà lúa ngô", True),  # six of eight
        ("Đê kè cống rãnh cầu phà chợ", "Đê kè cống rãnh cầu lúa ngô", False),  # five of seven
        ("Đê kè cống rãnh cầu phà chợ trường", "Đê kè cống rãnh cầu phà", True),
        ("Đê kè cống rãnh cầu phà chợ", "Cống rãnh cầu đê kè", False),
    ],
)
def test_three_quarters_of_the_words_repeat_an_entry(entry: str, heading: str, same: bool) -> None:
    assert (parsed(f"{entry}.", heading)[1] == [heading]) is same


NAMES = (
    "đê kè",
    "cống rãnh",
    "cầu phà",
    "chợ búa",
    "trường trạm",
    "bến bãi",
    "ruộng vườn",
    "ao hồ",
    "núi đồi",
    "lúa ngô",
)


@pytest.mark.parametrize(("number", "reached"), [(5, True), (6, False)])
def test_an_entry_is_looked_for_among_the_next_six(number: int, reached: bool) -> None:
    lead = "; ".join(name.capitalize() * 2 for name in NAMES) + "."
    heading = f"{NAMES[number].capitalize() * 2} {NAMES[number]}"
    assert (parsed(lead, heading)[1] == [heading]) is reached


@pytest.mark.parametrize(("number", "reached"), [(2, True), (1, False)])
def test_an_entry_is_looked_for_among_the_last_six(number: int, reached: bool) -> None:
    lead = "; ".join(name.capitalize() * 2 for name in NAMES) + "."
    heading = f"{NAMES[number].capitalize() * 2} {NAMES[number]}"
    first = NAMES[7].capitalize() * 2
    assert (parsed(lead, first, heading)[1] == [first, heading]) is reached


@pytest.mark.parametrize(("parts", "entries"), [(4, 2), (5, 6)])
def test_four_parts_of_the_lead_may_be_one_entry(parts: int, entries: int) -> None:
    heading = "; ".join(("Sửa đê kè", "sửa cống rãnh", "mở cầu phà", "xây chợ búa", "dựng trường trạm")[:parts])
    assert len(parsed(f"{heading}; Mở lại bến bãi.", heading, "Mở lại bến bãi")[0]) == entries


@pytest.mark.parametrize("end", [".", ";", "…"])
def test_a_lead_ends_like_a_sentence_or_holds_semicolons(end: str) -> None:
    assert parsed(f"Sửa đê kè{end}", "Sửa đê kè")[0] == ["Sửa đê kè"]
    assert parsed("Sửa đê kè; mở bến phà", "Sửa đê kè")[0] == ["Sửa đê kè", "mở bến phà"]
    assert parsed("Sửa đê kè, mở bến phà", "Sửa đê kè")[0] == []


@pytest.mark.parametrize(
    ("entry", "heading", "same"),
    [
        ("Đê kè cống rãnh", "Sửa chữa đê kè và cống rãnh ở các xã ven sông", True),  # four of twelve
        ("Đê kè cống rãnh", "Sửa chữa đê kè và cống rãnh ở các xã ven sông Trà", False),
        ("Đê kè cống", "Sửa chữa đê kè cống", False),  # three words are said of much
        ("Đê kè cống rãnh", "Sửa chữa cống rãnh và đê kè", False),  # in another order
        ("Sửa chữa đê kè và cống rãnh ở các xã", "Đê kè cống rãnh", True),
    ],
)
def test_an_entry_may_be_told_with_words_left_out(entry: str, heading: str, same: bool) -> None:
    assert (parsed(f"{entry}.", heading)[1] == [heading]) is same


LISTED = ("Nạo vét kênh Ba Xã", "Mở bến phà mới", "Trồng cây ven sông", "Sửa cầu Bến Đò")


@pytest.mark.parametrize("end", ["", ";", "."])
@pytest.mark.parametrize("begin", ["", "- ", "+ ", "* ", "• ", "{}. ", "{}) "])
def test_a_lead_may_be_a_list(begin: str, end: str) -> None:
    lead = "\n".join(f"{begin.format(number)}{entry}{end}" for number, entry in enumerate(LISTED, 1))
    assert parsed(lead, *LISTED) == (list(LISTED), list(LISTED))


@pytest.mark.parametrize(
    ("begin", "between"),
    [
        *((begin, between) for begin in ("{}. ", "{}) ", "({}) ", "- ") for between in ("; ", ". ")),
        ("- ", " "),
        ("/ ", " "),
    ],
)
def test_the_entries_of_a_line_may_have_numbers(begin: str, between: str) -> None:
    lead = between.join(f"{begin.format(number)}{entry}" for number, entry in enumerate(LISTED, 1))
    assert parsed(f"{lead}.", *LISTED) == (list(LISTED), list(LISTED))


def test_tasks_below_a_title_are_no_lead() -> None:
    text = (
        f"{TITLE}\n- Sở Y tế trực cấp cứu\n- Sở Xây dựng sửa cầu\n{LISTED[0]}\n{PARAGRAPH}\n{LISTED[1]}\n{PARAGRAPH}\n"
    )
    assert ud.parse(text).lead == ()


@pytest.mark.parametrize(
    "opening",
    [
        "Bản tin kỳ này có:",
        "Trong số này:",
        "Nổi bật:",
        "Đáng chú ý:",
        "Tin chính:",
        "Những việc chính trong tuần:",
        "Bản tin tuần này gồm các nội dung chính:",
        "Trong tuần qua, UBND tỉnh tập trung các nội dung:",
    ],
)
def test_what_opens_the_lead_is_no_part_of_its_first_entry(opening: str) -> None:
    assert parsed(f"{opening} {'; '.join(LISTED)}.", *LISTED)[0] == list(LISTED)
