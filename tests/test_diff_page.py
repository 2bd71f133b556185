"""The page of two digests: what stands on which side, what is marked, and what the tables say."""

from __future__ import annotations

import re

import pytest

import ubnd_digest as ud
from support.elements import Element, element, elements, parted, texts, week
from ubnd_digest.formats.diff_page import diff_page
from ubnd_digest.model.messages import messages

LANGUAGES = ("en", "vi")
TREES = ("1. Trồng cây", "Mỗi xã trồng 300 cây.")
REPORT = ("2. Báo cáo", "Giao Sở Y tế báo cáo trước ngày 30/4/2026.")
LATER = ("2. Báo cáo", "Giao Sở Y tế báo cáo trước ngày 05/5/2026.")
ROADS = ("3. Sửa cầu", "UBND tỉnh sửa cầu Lam Điền.")
MATS = ("4. Dệt chiếu", "UBND tỉnh họp.")


def shown(old: ud.Digest, new: ud.Digest, lang: str = "en") -> str:
    return diff_page(old, new, ud.diff(old, new), ("a&b.txt", "new.txt"), lang)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    old, new = week(TREES, REPORT, ROADS), week(TREES, LATER, MATS)
    return {lang: shown(old, new, lang) for lang in LANGUAGES}


def test_the_page_asks_for_nothing_and_runs_nothing(pages: dict[str, str]) -> None:
    head = [one.attributes for one in elements(pages["en"], "meta")]
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert head == [
        {"charset": "utf-8"},
        {"http-equiv": "Content-Security-Policy", "content": policy},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    ]
    assert elements(pages["en"], "script, link, a, img") == [] and pages["en"].startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_heads_are_told_in_the_language_of_the_page(pages: dict[str, str], lang: str) -> None:
    say, page = messages("differences", lang), pages[lang]
    assert element(page, "html").attributes == {"lang": lang}
    assert texts(page, "title") == [say["title"].format(old="a&b.txt", new="new.txt")]
    assert texts(page, "main > h1") == [say["compared"]]
    assert texts(page, "main > h2") == [say[key] for key in ("moves", "removed", "added", "changed")]
    assert texts(page, "main > p") == [say["counts"].format(removed=1, added=1, changed=1, moved=1)]
    heads = elements(page, "main > table > thead > tr > th")
    assert heads == [Element(say[key], {"scope": "col"}) for key in ("who", "was_due", "is_due", "days", "item")]
    days = ("2026-04-29", "2026-05-04") if lang == "en" else ("29/04/2026", "04/05/2026")
    assert texts(page, "main > table > tbody[lang=vi] > tr > td") == ["Sở Y tế", *days, "+5", "2. Báo cáo"]
    fields = "paragraphs, dates, deadlines, duties" if lang == "en" else "đoạn văn; ngày, tháng; thời hạn; nhiệm vụ"
    assert elements(page, ".pair p[lang].soft")[-1] == Element(fields, {"class": "soft", "lang": lang})


def test_the_old_one_stands_on_the_left_and_the_new_one_on_the_right(pages: dict[str, str]) -> None:
    page = pages["en"]
    pairs = [
        [texts(page, f".pair:nth-of-type({pair}) > div:nth-child({side}) > *") for side in (1, 2)]
        for pair in (1, 2, 3, 4)
    ]
    title, days = str(week(TREES, REPORT).title), "2026-03-02 to 2026-03-08"
    changed = "paragraphs, dates, deadlines, duties"
    assert pairs == [
        [["a&b.txt", title, days], ["new.txt", title, days]],
        [list(ROADS), []],
        [[], list(MATS)],
        [list(REPORT), [*LATER, changed]],
    ]
    assert all(one.attributes == {"lang": "vi"} for one in elements(page, ".pair > div"))
    assert texts(page, ".pair p.soft:first-child") == ["a&b.txt", "new.txt"]
    assert texts(page, ".pair p > strong") == [title] * 2


def test_what_went_and_what_came_is_marked_word_by_word(pages: dict[str, str]) -> None:
    assert texts(pages["en"], "del") == [*ROADS, "30", "4"]
    assert texts(pages["en"], "ins") == [*MATS, "05", "5"]
    assert elements(pages["en"], "div:first-child > :is(h3, p) > ins, div:last-child > :is(h3, p) > del") == []
    assert elements(pages["en"], "h3 > del, h3 > ins, p > del, p > ins") == [
        Element(text, {}) for text in [*ROADS, *MATS, "30", "4", "05", "5"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_digest_does_not_tell_is_said(lang: str) -> None:
    labels, page = messages("view", lang), shown(ud.parse("Họp."), week(TREES, MATS), lang)
    assert parted(page, ".pair:first-of-type > div:first-child > p") == [
        ["a&b.txt"],
        [labels["untitled"]],
        [messages("differences", lang)["no_period"]],
    ]
    assert element(page, ".pair strong > span").attributes == {"lang": lang}
    assert [one.attributes for one in elements(page, ".pair strong + *")] == []
    assert texts(page, "main > h2") == [messages("differences", lang)["added"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_differs_the_page_says_so(lang: str) -> None:
    page = shown(week(TREES), week(TREES), lang)
    assert texts(page, "main > p") == [messages("differences", lang)["nothing"]]
    assert elements(page, "h2, table, del, ins") == []


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """What stands on both sides of a changed item, marked up, below its heading."""
    page = shown(week(("1. Họp", old), MATS), week(("1. Họp", new), MATS))
    left, right = page.rpartition('<div class="pair">')[2].split('</div><div lang="vi">')
    return [text.partition("</p>")[0] for text in left.split("<p>")[1:]], [
        text.partition("</p>")[0] for text in right.partition("<p class")[0].split("<p>")[1:]
    ]


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("Trồng 300 cây.", "Trồng 400 cây.", ["Trồng <del>300</del> cây."], ["Trồng <ins>400</ins> cây."]),
        ("Trồng 300 cây.", "Trồng cây.", ["Trồng<del> 300</del> cây."], ["Trồng cây."]),
        ("Trồng cây.", "Trồng 300 cây.", ["Trồng cây."], ["Trồng<ins> 300</ins> cây."]),
        ("A < B.", "A < C.", ["A &lt; <del>B</del>."], ["A &lt; <ins>C</ins>."]),
        ("Họp một.\n\nXong <.", "Họp một.", ["Họp một.", "<del>Xong &lt;.</del>"], ["Họp một."]),
        ("Họp một.", "Họp một.\n\nXong <.", ["Họp một."], ["Họp một.", "<ins>Xong &lt;.</ins>"]),
        ("Họp một.\n\nXong.", "Xong.", ["<del>Họp một.</del>", "Xong."], ["Xong."]),
    ],
)
def test_paragraphs_of_an_item_are_compared(old: str, new: str, left: list[str], right: list[str]) -> None:
    assert changed(old, new) == (left, right)


@pytest.mark.parametrize(
    ("text", "whole"), [(f"{'a ' * 749}a.", False), (f"{'a ' * 750}.", True)], ids=["1500 words", "1501 words"]
)
def test_very_long_paragraphs_are_compared_as_a_whole(text: str, whole: bool) -> None:
    assert len(re.findall(r"\w+|\W", text)) == 1500 + whole  # what stands between words counts, too
    (left,), (right,) = changed(text, f"{text[:-1]}!")
    if whole:
        assert (left, right) == (f"<del>{text}</del>", f"<ins>{text[:-1]}!</ins>")
    else:
        assert (left, right) == (f"{text[:-1]}<del>.</del>", f"{text[:-1]}<ins>!</ins>")


def test_a_limit_that_has_no_day_any_more_is_told_without_days() -> None:
    old = week(("1. Họp", "Giao Sở Y tế báo cáo trước ngày 30/4/2026."), MATS)
    new = week(("1. Họp", "Giao Sở Y tế báo cáo trước ngày 25 hằng tháng."), MATS)
    assert texts(shown(old, new), "tbody > tr > td") == ["Sở Y tế", "2026-04-29", "", "", "1. Họp"]
