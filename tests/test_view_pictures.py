"""The pictures of the page: a timeline of deadlines, and a graph of the documents; and the table below it."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise

import attrs
import pytest

import ubnd_digest as ud
from support.elements import element, elements, parted, texts, week
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.owed import owed_in
from ubnd_digest.formats.view.papers import documents_part, layers_of
from ubnd_digest.formats.view.timeline import timeline

ENGLISH = Labels("en")
STEP, GAP, EDGE = 18, 46, 34  # of dots above and beside one another, of columns, beside the outer ones


def drawn(*days: str) -> str:
    """The timeline of limits on some days."""
    text = " ".join(f"Giao Sở Y tế báo cáo trước ngày {day}." for day in days)
    return timeline(owed_in(ud.parse(text), 0), ENGLISH)


def numbers(markup: str, rule: str, *names: str) -> list[tuple[float, ...]]:
    """Attributes of the elements of a rule, as numbers."""
    return [tuple(float(one.attributes[name] or "") for name in names) for one in elements(markup, rule)]


# ---- the timeline ----------------------------------------------------------------------------


def test_without_a_day_there_is_no_timeline() -> None:
    assert timeline(owed_in(ud.parse("Giao Sở Y tế báo cáo."), 0), ENGLISH) == ""


@pytest.mark.parametrize("count", [1, 8])
def test_limits_of_a_day_stand_above_one_another(count: int) -> None:
    picture = drawn(*["02/5/2026"] * count)
    base = 16 + count * STEP
    assert numbers(picture, "circle", "cx", "cy", "r", "data-row") == [
        (EDGE, base - 6 - (place + 0.5) * STEP, 7, place) for place in range(count)
    ]
    assert element(picture, "circle:last-of-type").attributes["cx"] == "34"  # no digit that says nothing
    assert numbers(picture, "svg", "width", "height") == [(2 * EDGE, base + 58)]
    assert element(picture, "svg").attributes["viewBox"] == f"0 0 {2 * EDGE} {base + 58}"
    assert numbers(picture, "line", "x1", "y1", "x2", "y2") == [
        (8, base, 2 * EDGE - 8, base),
        (EDGE, base, EDGE, base + 6),
    ]
    assert numbers(picture, "text", "x", "y") == [(EDGE, base + 22), (EDGE, base + 40)]
    assert texts(picture, "text") == ["1/5", "2026"]
    assert [one.attributes.get("class") for one in elements(picture, "text, line")] == ["axis", None, None, "year"]


def test_a_column_of_more_than_eight_becomes_wider() -> None:
    picture = drawn(*["02/5/2026"] * 17, "03/5/2026")
    cx = [x for (x,) in numbers(picture, "circle", "cx")]
    assert cx == [*[EDGE] * 8, *[EDGE + STEP] * 8, EDGE + 2 * STEP, EDGE + 2 * STEP + GAP]
    (_, *ticks) = numbers(picture, "line", "x1", "x2")
    assert ticks == [(EDGE + STEP,) * 2, (cx[-1],) * 2]
    assert numbers(picture, "svg", "width", "height") == [(cx[-1] + EDGE, 16 + 8 * STEP + 58)]
    assert [y for _, y in numbers(picture, "circle", "cx", "cy")][8:10] == [
        16 + 8 * STEP - 6 - STEP * (0.5 + n) for n in (0, 1)
    ]


def test_days_that_are_far_away_are_drawn_nearer() -> None:
    picture = drawn("02/5/2026", "03/5/2026", "07/5/2026", "07/6/2027")
    cx = [x for (x,) in numbers(picture, "circle", "cx")]
    apart = [GAP + 14 * math.log2(days) for days in (1, 4, 396)]
    assert [other - one for one, other in pairwise(cx)] == pytest.approx(apart, abs=0.11)
    assert [x for (x,) in numbers(picture, "text:not(.year)", "x")] == cx
    assert [x for (x,) in numbers(picture, "text.year", "x")] == [cx[0], cx[3]]
    assert texts(picture, "text.year") == ["2026", "2027"]
    assert numbers(picture, "svg", "width") == [(math.ceil(cx[-1] + EDGE),)]


@pytest.mark.parametrize(("count", "by_month"), [(90, False), (91, True)])
def test_more_than_ninety_days_are_drawn_by_months(count: int, by_month: bool) -> None:
    days = [dt.date(2026, 11, 10) + dt.timedelta(number) for number in range(count)]
    digest = ud.parse("Giao Sở Y tế báo cáo trước ngày 02/5/2026.")
    (row,) = owed_in(digest, 0)
    rows = [attrs.evolve(row, deadlines=(attrs.evolve(row.deadlines[0], due=day),)) for day in reversed(days)]
    picture = timeline(rows, ENGLISH)
    columns = [x for (x,) in numbers(picture, "line:not(.axis)", "x1")]
    told = texts(picture, "text")
    if by_month:
        assert told == ["11/2026", "12/2026", "1/2027", "2/2027"]
        wide = [2, 3, 3, 0]  # columns of dots, beside the first one
        starts = [EDGE + number * GAP + sum(wide[:number]) * STEP for number in range(4)]
        assert columns == [start + more * STEP / 2 for start, more in zip(starts, wide, strict=True)]
    else:
        assert len(told) == count + 2 and told[:3] == ["10/11", "2026", "11/11"]
        assert {other - one for one, other in pairwise(columns)} == {GAP}
    assert numbers(picture, "circle", "data-row") == [(count - 1 - number,) for number in range(count)]
    note = ENGLISH.say("timeline_months" if by_month else "timeline_scale")
    summary = f"{count} deadlines from 2026-11-10 to {days[-1]}; the table below has them all."
    assert texts(picture, "p.note") == [f"{summary} {note}"]
    assert element(picture, "svg").attributes["aria-label"] == summary


@pytest.mark.parametrize(("name", "key"), [("timeline", "timeline"), ("graph", "graph")])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_picture_is_named_and_can_be_reached_and_scrolled(name: str, key: str, lang: str) -> None:
    page = ud.to_html(papers(), lang=lang, evidence=False)
    assert element(page, f"h2#{name}-name").text == Labels(lang).say(key)
    assert element(page, f"h2#{name}-name + div").attributes == {
        "class": "scroll",
        "tabindex": "0",
        "role": "region",
        "aria-labelledby": f"{name}-name",
    }
    picture = element(page, f"h2#{name}-name + div > svg")
    assert picture.attributes["role"] == "img" and picture.attributes["class"] == name
    told = element(page, f"h2#{name}-name + div + p")
    assert told.attributes == {"class": "note"} and told.text.startswith(picture.attributes["aria-label"] or "none")


# ---- the graph -------------------------------------------------------------------------------


def papers() -> ud.Digest:
    return week(
        (
            "Kế hoạch trồng cây",
            (
                "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026 thay thế Quyết định số 4/QĐ-UBND ngày 03/3/2025."
                " Giao Sở Y tế thực hiện Quyết định số 5/QĐ-UBND theo Luật Đất đai năm 2024 trước ngày 30/4/2026."
            ),
        )
    )


def graph(*relations: tuple[int, int]) -> str:
    """The page of documents of which one replaces another."""
    lines = [
        f"Quyết định số {one}/QĐ-UBND năm 2026 thay thế Quyết định số {other}/QĐ-UBND năm 2026."
        for one, other in relations
    ]
    return ud.to_html(ud.parse("\n\n".join(lines)), evidence=False)


WIDE, HIGH = 190, 46


def boxes(page: str) -> dict[str, tuple[float, float]]:
    """Where the boxes stand, by their numbers."""
    places = numbers(page, ".graph rect", "x", "y")
    return dict(zip(texts(page, ".graph text.number"), places, strict=True))


def test_a_box_tells_what_a_document_is() -> None:
    page = ud.to_html(papers())
    assert [one.attributes for one in elements(page, ".graph g")] == [
        {"class": "issued", "data-doc": "0"},
        {"data-doc": "1"},
    ]
    assert parted(page, ".graph g") == [
        [f"Quyết định {number}/QĐ-UBND", "Quyết định", f"{number}/QĐ-UBND"] for number in (5, 4)
    ]
    assert texts(page, ".graph g > title") == ["Quyết định 5/QĐ-UBND", "Quyết định 4/QĐ-UBND"]
    assert numbers(page, ".graph rect", "x", "y", "width", "height", "rx") == [
        (x, 12, WIDE, HIGH, 6) for x in (12, 12 + WIDE + 150)
    ]
    assert numbers(page, ".graph text.type", "x", "y") == [(22, 30), (362, 30)]
    assert numbers(page, ".graph text.number", "x", "y") == [(22, 48), (362, 48)]


def test_a_line_leads_from_box_to_box_and_says_what_it_is() -> None:
    page = ud.to_html(papers())
    assert element(page, ".graph > path").attributes == {
        "d": "M202 35C262 35 292 35 352 35",
        "class": "replaces",
        "marker-end": "url(#arrow)",
    }
    assert element(page, ".graph > text").text == "replaces"
    assert element(page, ".graph > text").attributes == {"x": "265", "y": "31", "class": "told"}
    assert element(page, ".graph defs > marker").attributes == {
        "id": "arrow",
        "viewBox": "0 0 8 8",
        "refX": "7",
        "refY": "4",
        "markerWidth": "7",
        "markerHeight": "7",
        "orient": "auto",
    }
    assert element(page, ".graph defs > marker > path").attributes == {"d": "M0 0 8 4 0 8z"}
    assert texts(page, "svg.graph")[0].startswith("replaces")  # and nothing else is written in it
    assert element(page, ".graph").attributes["aria-label"] == "2 documents, 1 relations; the table below has them all."
    assert numbers(page, ".graph", "width", "height") == [(2 * (WIDE + 12) + 150, HIGH + 24)]
    assert element(page, ".graph").attributes["viewBox"] == f"0 0 {2 * (WIDE + 12) + 150} {HIGH + 24}"


def test_boxes_of_a_layer_stand_below_one_another_and_layers_in_the_middle() -> None:
    page = graph((1, 2), (1, 3), (1, 4))
    found = {number.partition("/")[0]: place for number, place in boxes(page).items()}
    assert found.pop("1") == (12, 76) and sorted(found.values()) == [(352, 12), (352, 76), (352, 140)]
    assert numbers(page, ".graph", "height") == [(3 * HIGH + 2 * 18 + 24,)]
    paths = [one.attributes["d"] for one in elements(page, ".graph > path")]
    ends = [found[number][1] + HIGH / 2 for number in "234"]
    assert paths == [f"M202 99C262 99 292 {y:g} 352 {y:g}" for y in ends]
    assert numbers(page, ".graph > text", "x", "y") == [(265, round(99 + (y - 99) * 0.4 - 4)) for y in ends]


def test_a_line_back_leaves_and_comes_on_the_other_sides() -> None:
    page = graph((1, 2), (2, 1))
    assert sorted(one.attributes["d"] or "" for one in elements(page, ".graph > path")) == [
        "M202 35C262 35 292 35 352 35",
        "M352 35C292 35 262 35 202 35",
    ]


@pytest.mark.parametrize(("count", "shown"), [(47, 48), (48, 48)])
def test_of_many_documents_those_with_most_relations_are_drawn(count: int, shown: int) -> None:
    page = graph(*((number, 1) for number in range(2, count + 2)))
    assert len(boxes(page)) == shown and len(elements(page, ".graph > path")) == shown - 1
    told = f"{count + 1} documents, {count} relations; the table below has them all."
    more = " The 48 documents with most relations are drawn." if shown <= count else ""
    assert element(page, "#documents p.note").text == told + more
    assert "1/QĐ-UBND" in {number.partition(" ")[0] for number in boxes(page)}
    left_out = {f"{count + 1}/QĐ-UBND"} if more else set()
    assert {f"{number}/QĐ-UBND" for number in range(1, count + 2)} - {
        n.partition(" ")[0] for n in boxes(page)
    } == left_out


def test_without_relations_there_is_no_graph() -> None:
    page = ud.to_html(ud.parse("Theo Nghị định số 5/2026/NĐ-CP."))
    assert elements(page, "#documents > h2 + *")[0].attributes == {"class": "papers"}
    assert elements(page, ".graph") == []


def test_names_in_boxes_are_cut() -> None:
    number = "5/2026/TTLT-BTC-BYT-BNV-BTP-BXD"
    page = ud.to_html(ud.parse(f"Thông tư liên tịch số {number} sửa đổi Thông tư số 4/2025/TT-BTC."))
    assert parted(page, ".graph g")[0] == [
        f"Thông tư liên tịch {number}",
        "Thông tư liên tịch",
        "5/2026/TTLT-BTC-BYT-BNV-B…",
    ]


def cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


@pytest.mark.parametrize("length", [26, 27, 80, 81, 200, 201])
def test_names_of_documents_are_cut_in_boxes_links_and_rows(length: int) -> None:
    digest, name = ud.parse("Nghị định số 5/2026/NĐ-CP sửa đổi Luật Đất đai."), "a" * length
    resolution = ud.resolve(digest)
    named = tuple(attrs.evolve(one, name=name) if one.name else one for one in resolution.documents)
    numbered = tuple(one if one.name else attrs.evolve(one, name=name) for one in resolution.documents)
    page = documents_part(attrs.evolve(resolution, documents=named), [digest], ["x"], ENGLISH)
    assert cut(name, 26) in texts(page, ".graph text.number") and cut(name, 200) in texts(page, ".graph g > title")
    assert cut(name, 200) in texts(page, "td > b") and texts(page, "td > a[lang=vi]") == [cut(name, 80)]
    page = documents_part(attrs.evolve(resolution, documents=numbered), [digest], ["x"], ENGLISH)
    assert cut(name, 200) in texts(page, "td > small")


def test_the_name_of_a_law_stands_behind_its_number_and_alone_without_one() -> None:
    page = ud.to_html(
        ud.parse("Nghị định số 5/2026/NĐ-CP quy định chi tiết Luật Hỗ trợ doanh nghiệp nhỏ và vừa và Luật Đất đai.")
    )
    told = {one[0]: one for one in parted(page, ".papers td:first-child")}
    assert told["Luật "] == ["Luật ", "04/2017/QH14", "Luật Hỗ trợ doanh nghiệp nhỏ và vừa"]
    assert told["Luật Đất đai"] == ["Luật Đất đai"]
    assert element(page, ".papers td > small").attributes == {}
    (place,) = (at for at, box in enumerate(parted(page, ".graph g")) if box == ["Luật Đất đai"] * 2)
    (top,) = numbers(page, ".graph rect", "y")[place]
    assert (top + 28,) in numbers(page, ".graph text.number", "y")
    assert texts(page, ".graph text.type") == ["Nghị định", "Luật"]


# ---- layers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "edges", "layers"),
    [
        (0, [], []),
        (1, [(0, 0)], [[0]]),
        (3, [(0, 1), (1, 2)], [[0], [1], [2]]),
        (3, [(0, 1), (1, 2), (2, 0)], [[0], [1], [2]]),
        # who points at something far away stands just before it
        (4, [(0, 1), (1, 2), (3, 2)], [[0], [1, 3], [2]]),
        (5, [(0, 1), (1, 2), (2, 3), (4, 3)], [[0], [1], [2, 4], [3]]),
        # and lines do not cross where they need not
        (4, [(0, 3), (1, 2)], [[0, 1], [3, 2]]),
        (6, [(0, 5), (1, 4), (2, 3)], [[0, 1, 2], [5, 4, 3]]),
        (6, [(0, 3), (0, 4), (0, 5), (1, 4), (2, 5)], [[0, 1, 2], [3, 4, 5]]),
        (6, [(0, 3), (1, 4), (2, 5), (3, 5)], [[0, 1], [3, 4, 2], [5]]),
        (8, [(0, 4), (1, 5), (2, 6), (3, 7), (4, 7)], [[0, 1, 2], [4, 5, 6, 3], [7]]),
        (7, [(0, 4), (0, 5), (1, 2), (3, 5), (5, 6)], [[1, 3, 0], [2, 5, 4], [6]]),
        (8, [(0, 1), (0, 2), (1, 5), (3, 5), (3, 6)], [[7, 3, 0, 4], [6, 1, 2], [5]]),
    ],
)
def test_where_the_nodes_of_a_graph_stand(count: int, edges: list[tuple[int, int]], layers: list[list[int]]) -> None:
    found = layers_of(range(count), edges)
    assert [sorted(layer) for layer in found] == [sorted(layer) for layer in layers]
    assert crossings(found, edges) <= crossings(layers, edges)


def crossings(layers: list[list[int]], edges: list[tuple[int, int]]) -> int:
    """How many lines between neighbouring layers cross."""
    at = {node: place for layer in layers for place, node in enumerate(layer)}
    of = {node: number for number, layer in enumerate(layers) for node in layer}
    lines = [(of[a], at[a], at[b]) for a, b in edges if of[b] - of[a] == 1]
    return sum(one[0] == other[0] and one[1] < other[1] and one[2] > other[2] for one in lines for other in lines)


# ---- the table -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "day", "issued", "replaces", "item", "attributes"),
    [
        ("en", "2026-03-03", "issued", "replaces", "item 1", {"lang": "en"}),
        ("vi", "03/03/2026", "ban hành", "thay thế", "mục 1", {}),
    ],
)
def test_a_row_tells_of_a_document(
    lang: str, day: str, issued: str, replaces: str, item: str, attributes: dict[str, str]
) -> None:
    digest = papers()
    page = ud.to_html(digest, lang=lang)
    rows = {
        one.attributes["id"]: parted(page, f"#{one.attributes['id']} > td")
        for one in elements(page, ".papers tbody > tr")
    }
    place = digest.mentions.index
    first, second, law = digest.references[0], digest.references[1], digest.laws[0]
    assert rows == {
        "c0": [
            ["Quyết định ", "5/QĐ-UBND", issued],
            [day],
            ["UBND tỉnh"],
            [f"{replaces} ", "4/QĐ-UBND"],
            [item, " ×2"],
        ],
        "c1": [
            ["Quyết định ", "4/QĐ-UBND"],
            ["2025-03-03" if lang == "en" else "03/03/2025"],
            ["UBND tỉnh"],
            [""],
            [item],
        ],
        "c2": rows["c2"],
    }
    assert [one.attributes for one in elements(page, "#c0 > td")] == [{}, {}, {}, attributes, attributes]
    assert [one.attributes for one in elements(page, "#c1 > td")] == [{}, {}, {}, {}, attributes]
    assert element(page, "#c0 > td > small").attributes == {"class": "issued", "lang": lang}
    assert element(page, "#c0 > td > b").text == "5/QĐ-UBND"
    assert [one.attributes for one in elements(page, ".papers td > a")] == [
        {"href": "#c1", "lang": "vi"},
        {"href": f"#d0m{place(first)}"},
        {"href": f"#d0m{place(second)}"},
        {"href": f"#d0m{place(law)}"},
    ]


def test_names_of_digests_stand_before_the_items_of_several() -> None:
    digest = ud.parse("Theo Nghị định số 5/2026/NĐ-CP.")
    assert texts(ud.to_html(digest, names=["a"]), "#c0 > td:last-child") == ["outside items"]
    assert parted(ud.to_html([digest] * 2, names=["a", "b"]), "#c0 > td:last-child") == [
        ["a, outside items", "b, outside items"]
    ]
    assert [one.attributes for one in elements(ud.to_html([digest] * 2), "#c0 > td:last-child > *")] == [
        {"href": "#d0m0"},
        {},
        {"href": "#d1m0"},
    ]


@pytest.mark.parametrize(("count", "more"), [(8, []), (9, ["and 1 more"]), (11, ["and 3 more"])])
def test_of_many_places_the_first_eight_are_told(count: int, more: list[str]) -> None:
    digest = ud.parse("Theo Nghị định số 5/2026/NĐ-CP.")
    page = ud.to_html([digest] * count, names=[str(number) for number in range(count)])
    assert parted(page, "#c0 > td:last-child") == [[*(f"{number}, outside items" for number in range(8)), *more]]
    assert len(elements(page, "#c0 > td:last-child > br")) == 7 + len(more)
