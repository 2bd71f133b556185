"""What a notebook shows of a digest and its parts: each fragment with its style, its marks, its legend."""

from __future__ import annotations

import re

import attrs
import pytest

import ubnd_digest as ud
from support.elements import element, elements, parted, texts, week
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.model.kinds import kind_of, kinds

ENGLISH = Labels("en")
TREES = (
    "Kế hoạch trồng cây",
    (
        "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND và Kế hoạch số 6/KH-UBND. Giao Sở TN&MT chủ trì, phối hợp với Sở Tài chính báo cáo"
        " trước ngày 30/4/2026; giao Sở Xây dựng thực hiện Quyết định số 5/QĐ-UBND trước ngày 20/4/2026."
    ),
)
PLAGUE = ("Phòng dịch", "UBND tỉnh yêu cầu các xã (vệ sinh chuồng trại.")


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(TREES, PLAGUE)


def shown(value: ud.Digest | ud.Item | ud.Duty | ud.Diagnostic) -> str:
    return value._repr_html_()


def test_a_fragment_has_its_style_and_its_language(digest: ud.Digest) -> None:
    for value, lang in (
        (digest, "en"),
        (digest.items[0], "vi"),
        (digest.duties[0], "en"),
        (digest.diagnostics[0], "en"),
    ):
        markup = shown(value)
        assert element(markup, "div.ubnd-digest").attributes == {"class": "ubnd-digest", "lang": lang}
        style = element(markup, "style").text
        assert markup.startswith("<style>") and "\n" not in style
        assert {kind.name for kind in kinds()} == set(re.findall(r"\.([a-z_]+)\{--k", style))


def test_a_digest_tells_its_title_its_days_and_its_items(digest: ud.Digest) -> None:
    markup = shown(digest)
    assert texts(markup, ".ubnd-digest > b") == [str(digest.title)]
    assert texts(markup, ".ubnd-digest > b + div") == ["2026-03-02 to 2026-03-08"]
    assert parted(markup, "table tr:first-child > th") == [["Items"], ["Documents"], ["Due"]]
    assert parted(markup, "table td") == [
        *(["Kế hoạch trồng cây"], ["5/QĐ-UBND; 6/KH-UBND"], ["2026-04-19"]),
        *(["Phòng dịch"], [""], [""]),
    ]
    assert elements(markup, ".ubnd-digest > p") == []


def test_a_digest_tells_how_many_mentions_of_each_kind_it_has(digest: ud.Digest) -> None:
    legend = elements(shown(digest), ".ubnd-digest > div > mark")
    counts = {kind.name: sum(type(one) is kind.of for one in digest.mentions) for kind in kinds()}
    assert [(one.text, one.attributes) for one in legend] == [
        (f"{ENGLISH.kind(name)} {count}", {"class": name}) for name, count in counts.items() if count
    ]
    assert " ".join(one.text for one in legend) in texts(shown(digest), ".ubnd-digest > div")


def test_a_doubt_is_told_with_its_code_and_its_place(digest: ud.Digest) -> None:
    (doubt,) = digest.diagnostics
    place = f"{doubt.span.start}–{doubt.span.end}"
    told = f"warning {doubt.message} unclosed-bracket {place}"
    for value in (doubt, digest):
        assert told in texts(shown(value), ".ubnd-digest > div")
        assert texts(shown(value), "div > b")[-1] == "warning"
        assert texts(shown(value), "div > code") == ["unclosed-bracket"] and texts(shown(value), "div > small") == [
            place
        ]


@pytest.mark.parametrize(("count", "told"), [(12, []), (13, ["and 1 more"]), (15, ["and 3 more"])])
def test_of_many_items_twelve_are_told(count: int, told: list[str]) -> None:
    digest = week(*((f"{number}. Sửa cầu", "Họp.") for number in range(1, count + 1)))
    markup = shown(digest)
    assert len(digest.items) == count and len(elements(markup, "tr")) == 13
    assert [text for text in texts(markup, "table + div") if text.startswith("and")] == told


def test_of_many_doubts_twelve_are_told() -> None:
    digest = ud.parse("\n\n".join(f"Giao Sở Y tế báo cáo ngày 3{number}/02/2026." for number in range(2, 10)) * 2)
    assert len(digest.diagnostics) > 12
    assert len(elements(shown(digest), "div > code")) == 12


def test_a_text_without_items_is_shown_as_far_as_a_notebook_needs() -> None:
    words = "Họp ngày 02/5/2026. "
    text = words * 300 + words.strip()
    assert len(text) == 6019
    markup = shown(ud.parse(text))
    assert texts(markup, ".ubnd-digest > b") == ["Digest without a title"]
    (paragraph,) = texts(markup, ".ubnd-digest > p")
    assert paragraph == text[:6000]
    assert len(elements(markup, "p > mark")) == 300
    whole = ud.parse("Họp ngày 02/5/2026")
    assert texts(shown(whole), "p > mark") == ["ngày 02/5/2026"]


def test_an_item_shows_its_heading_its_paragraphs_and_the_kinds_in_it(digest: ud.Digest) -> None:
    item = digest.items[0]
    markup = shown(item)
    assert texts(markup, "p") == [block.text for block in item.blocks]
    assert texts(markup, "p:first-of-type > b") == ["Kế hoạch trồng cây"] and len(elements(markup, "p > b")) == 1
    marks = elements(markup, "p mark")
    names = {kind.name: ENGLISH.kind(kind.name) for one in item.mentions if (kind := kind_of(one))}
    assert len(marks) == len(item.mentions)
    assert {one.attributes["class"]: one.attributes["title"] for one in marks} == names
    assert elements(markup, "div > small")[0].attributes == {"lang": "en"}
    in_order = [kind.name for kind in kinds() if kind.name in names]
    assert [(one.text, one.attributes) for one in elements(markup, "small > mark")] == [
        (names[name], {"class": name}) for name in in_order
    ]
    assert texts(markup, "div > small") == [" ".join(names[name] for name in in_order)]


@pytest.mark.parametrize(("short", "cut"), [(8, False), (7, True)])
def test_many_documents_of_an_item_are_cut(short: int, cut: bool) -> None:
    numbers = [f"{(100 if place < short else 1000) + place}/QĐ-UBND" for place in range(15)]
    documents = ", ".join(f"Quyết định số {number}" for number in numbers)
    digest = week(("1. Trồng cây", f"UBND tỉnh ban hành {documents}."), ("2. Họp", "UBND tỉnh họp."))
    issued = "; ".join(numbers)
    assert len(issued) == 200 + cut
    told = texts(shown(digest), "tr:nth-child(2) > td:nth-child(2)")
    assert told == [f"{issued[:199]}…" if cut else issued]


def test_a_mention_at_the_end_of_what_is_shown_is_marked() -> None:
    item = week(("1. Kế hoạch số 5/KH-UBND", "UBND tỉnh họp ngày 02/5/2026"), ("2. Họp", "UBND tỉnh họp.")).items[0]
    assert texts(shown(item), "p mark") == ["Kế hoạch số 5/KH-UBND", "UBND tỉnh", "ngày 02/5/2026"]


def test_a_text_of_ones_own_is_a_paragraph_in_vietnamese() -> None:
    text = "Họp ngày 02/5/2026, báo cáo trước ngày 03/5/2026."
    markup = ud.annotate(text, ud.find_dates(text), style="html")
    assert element(markup, "div.ubnd-digest").attributes["lang"] == "vi"
    assert texts(markup, "div.ubnd-digest > p") == [text] and texts(markup, "p > mark") == [
        "ngày 02/5/2026",
        "ngày 03/5/2026",
    ]


@pytest.mark.parametrize("length", [300, 301])
def test_a_long_title_is_cut(length: int) -> None:
    digest = ud.Digest("a" * length, title=ud.Title(ud.Span(0, length), "a" * length, ()))
    assert texts(shown(digest), ".ubnd-digest > b") == ["a" * 300 if length == 300 else f"{'a' * 299}…"]
    assert elements(shown(digest), "table") == []


def test_several_parties_and_documents_of_a_duty_are_told_one_after_the_other() -> None:
    bases = "Quyết định số 5/QĐ-UBND và Quyết định số 6/QĐ-UBND"
    (duty,) = ud.parse(f"Giao Sở Y tế, Sở Xây dựng thực hiện {bases} trước ngày 20/4/2026.").duties
    rows = dict(row for row in parted(shown(duty), "tr"))
    assert rows["Agency"] == "Sở Y tế; Sở Xây dựng" and rows["Documents"] == "; ".join(map(str, duty.basis))
    assert len(duty.basis) == 2


def test_where_nothing_was_found_there_is_no_legend() -> None:
    digest = week(("1. Trồng cây", "Họp."), ("2. Dệt chiếu", "Họp."))
    assert elements(shown(digest.items[0]), "small") == []
    assert elements(ud.annotate("Họp.", (), style="html"), "small") == []


@pytest.mark.parametrize(("length", "cut"), [(6000, False), (6001, True)])
def test_a_long_item_is_cut(length: int, cut: bool) -> None:
    item = week(("Trồng cây", "UBND tỉnh họp.")).items[0]
    heading, (paragraph,) = item.heading, item.paragraphs
    assert heading is not None
    rest = length - len(heading.text)
    long = attrs.evolve(paragraph, text="a" * rest, span=ud.Span(paragraph.span.start, paragraph.span.start + rest))
    markup = shown(
        attrs.evolve(item, paragraphs=(attrs.evolve(long, mentions=()), attrs.evolve(paragraph, mentions=())))
    )
    assert texts(markup, "p") == ["Trồng cây", "a" * min(rest, 6000 - len(heading.text)) + "…" * cut]


def test_a_duty_tells_who_with_whom_what_when_and_by_what(digest: ud.Digest) -> None:
    first, second, third = digest.duties
    rows = list(parted(shown(first), "table.duties tr"))
    assert rows == [
        ["Who", "Sở TN&MT", "with Sở Tài chính"],
        ["Agency", "Sở Tài nguyên và Môi trường → Sở Nông nghiệp và Môi trường"],
        ["Task", first.task],
        ["Due", "2026-04-29"],
    ]
    assert elements(shown(first), "th + td > small")[0].text == "with Sở Tài chính"
    assert parted(shown(second), "tr") == [
        ["Who", "Sở Xây dựng"],
        ["Agency", "Sở Xây dựng"],
        ["Task", second.task],
        ["Due", "2026-04-19"],
        ["Documents", *map(str, second.basis)],
    ]
    assert ["Due", "no day"] in parted(shown(third), "tr")


def test_a_long_task_of_a_duty_is_cut(digest: ud.Digest) -> None:
    long = attrs.evolve(digest.duties[0], task="a" * 6001)
    assert ["Task", f"{'a' * 5999}…"] in parted(shown(long), "tr")
    assert ["Task", "a" * 6000] in parted(shown(attrs.evolve(long, task="a" * 6000)), "tr")
