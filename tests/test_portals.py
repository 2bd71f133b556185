"""The text of pages in the forms of portals: no line of a digest is lost, and hardly one of a site is kept."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ubnd_digest as ud
from support.portals import FOLDER, MARKUP, Source, digest, filled, judged, on_portal, pages, portals
from ubnd_digest.formats.html import growth, tree
from ubnd_digest.formats.html.scan import scan

PAGES = {page.name: page for page in pages()}
DIGESTS = sorted(path.stem for path in (FOLDER / "digests").glob("*.txt"))
# Of a hundred lines that are given so many are text. docs/html.md has the figures of other tools.
PRECISION = 0.98

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Đông Lam trong tuần (từ ngày 04/5 - 10/5/2026)"
TOLD = "UBND tỉnh phê duyệt danh mục 14 bến bãi được phép hoạt động (Quyết định số 77/QĐ-UBND ngày 06/5/2026)."
PROSE = "Ghe tàu qua lại ban đêm phải có đèn, người lái mặc áo phao và không chở quá số người ghi trên giấy."


def text(page: str) -> str:
    return ud.read_html(page).text


def test_there_are_forty_pages_in_the_forms_of_twelve_portals_or_more() -> None:
    assert len(PAGES) == 40
    assert len({name.rpartition("-")[0] for name in PAGES}) >= 12 and len(portals()) >= 12
    for portal in portals():
        assert "<!-- Form: " in (FOLDER / "templates" / f"{portal}.html").read_text("utf8"), "what it is modelled on"


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_the_digest_is_lost(name: str) -> None:
    page = PAGES[name]
    assert judged(text(page.markup), page.source).missing == []


def test_hardly_a_line_of_the_site_is_kept() -> None:
    found = [judged(text(page.markup), page.source) for page in PAGES.values()]
    right, given = sum(one.right for one in found), sum(one.given for one in found)
    assert right >= PRECISION * given, [line for one in found for line in one.wrong]


# Each portal has every markup, each with one of the digests; with all of them among the slow tests.
@pytest.mark.parametrize("step", [len(DIGESTS), pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("portal", portals())
def test_no_line_is_lost_whatever_the_markup_of_the_items(portal: str, step: int) -> None:
    lost = [
        (page.name, missing)
        for place, markup in enumerate(MARKUP, portals().index(portal))
        for name in DIGESTS[place % step :: step]
        for page in [on_portal(portal, digest(name), markup, name)]
        if (missing := judged(text(page.markup), page.source).missing)
    ]
    assert lost == []


def test_trafilatura_is_not_more_precise() -> None:
    trafilatura = pytest.importorskip("trafilatura", reason="a comparison: pip install trafilatura")
    others, given, ours, own = 0, 0, 0, 0
    for page in PAGES.values():
        theirs = judged(trafilatura.extract(page.markup, include_comments=False) or "", page.source)
        mine = judged(text(page.markup), page.source)
        others, given, ours, own = others + theirs.right, given + theirs.given, ours + mine.right, own + mine.given
    assert ours / own >= others / given


# ---- families -----------------------------------------------------------------------------------

SHORT, LONG = (
    ("Chợ Nổi dời về bến mới", ["Dời chợ."]),
    ("Bến bãi ven sông", [TOLD, *[f"{n}. {PROSE}" for n in range(30)]]),
)
AROUND = {
    "cells": ("<table><tr>{}</tr></table>", "<td>{}</td>"),
    "rows": ("<table>{}</table>", "<tr><td>{}</td></tr>"),
    "tables": ("{}", "<table><tr><td>{}</td></tr></table>"),
    "sections": ("{}", "<section>{}</section>"),
    "articles": ("{}", "<article>{}</article>"),
    "articles with a class": ("<main>{}</main>", "<article class=muc>{}</article>"),
    "divisions": ("<div>{}</div>", "<div class='muc muc-1'>{}</div>"),
    "nested divisions": ("<div>{}</div>", "<div><div><div>{}</div></div></div>"),
    "list": ("<ul>{}</ul>", "<li>{}</li>"),
    "numbered list": ("<ol>{}</ol>", "<li><p>{}</p></li>"),
    "definitions": ("<dl>{}</dl>", "<dt>Mục</dt><dd>{}</dd>"),
    "what unfolds": ("<div>{}</div>", "<details><summary>Mục</summary>{}</details>"),
    "fieldsets": ("<form>{}</form>", "<fieldset><legend>Mục</legend>{}</fieldset>"),
    "centred": ("<center>{}</center>", "<blockquote>{}</blockquote>"),
}


def marked(item: tuple[str, list[str]]) -> str:
    return f"<p><b>{item[0]}</b></p>" + "".join(f"<p>{line}</p>" for line in item[1])


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("order", [(SHORT, LONG), (LONG, SHORT), (SHORT, LONG, SHORT), (LONG, LONG, SHORT)])
@pytest.mark.parametrize("title", ["<h1>{}</h1>", "<div><p><strong>{}</strong></p></div>"])
def test_an_item_beside_one_of_any_length_stays(
    around: str, order: tuple[tuple[str, list[str]], ...], title: str
) -> None:
    outer, inner = AROUND[around]
    items = outer.format("".join(inner.format(marked(item)) for item in order))
    page = f"<nav><a href=/>Trang chủ</a></nav><div>{title.format(TITLE)}<div>{items}</div></div><footer>Bản quyền</footer>"
    found = text(page)
    assert found.startswith(TITLE) and "quyền" not in found
    assert found.count("Dời chợ.") == order.count(SHORT) and found.count("29. ") == order.count(LONG)
    assert found.count(SHORT[0]) == order.count(SHORT)


@given(st.lists(st.integers(1, 900), min_size=2, max_size=6), st.sampled_from(sorted(AROUND)), st.booleans())
@settings(max_examples=150)
def test_no_share_of_the_prose_makes_an_item_vanish(lengths: list[int], around: str, told: bool) -> None:
    outer, inner = AROUND[around]
    lines = [f"Việc {n}: " + (PROSE * 9)[:length] + "…" for n, length in enumerate(lengths)]
    first = f"<p>{TOLD}</p>" if told else ""
    page = f"<h1>{TITLE}</h1>{first}{outer.format(''.join(inner.format(f'<p>{line}</p>') for line in lines))}"
    found = text(page)
    assert [line for line in lines if line not in found] == []


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p><b>{}</b></p>", "<div class=cuoi>{}</div>", "<b>{}</b>"])
@pytest.mark.parametrize("apart", ["{}", "<div>{}</div>", "<section class=them>{}</section>"])
def test_the_last_heading_stays_though_nothing_follows(heading: str, apart: str) -> None:
    last = apart.format(heading.format("Việc khác của tuần"))
    page = f"<div><h1>{TITLE}</h1><div class=body><p>{TOLD}</p><p>{PROSE}</p></div>{last}</div><div class=footer>UBND</div>"
    assert text(page).splitlines()[-1] == "Việc khác của tuần"


def test_short_points_beside_a_long_one_stay() -> None:
    points = ["Họp giao ban.", TOLD, "Thăm đảo.", "Tiếp dân."]
    page = f"<h1>{TITLE}</h1><ul>{''.join(f'<li>{point}' for point in points)}</ul>"
    assert text(page).splitlines() == [TITLE, *points]


def test_terms_are_marked_up_as_headings() -> None:
    terms = "".join(f"<dt>{term}<dd>{TOLD}<dd>{PROSE}" for term in ("Bến bãi ven sông", "Đèn trên ghe"))
    read = ud.read_html(f"<h1>{TITLE}</h1><dl>{terms}</dl>")
    assert [read.text[span.start : span.end] for span in read.headings] == [TITLE, "Bến bãi ven sông", "Đèn trên ghe"]


# ---- what is no text though nothing names it so ----------------------------------------------------

BODY = f"<h1>{TITLE}</h1><div class=noi-dung><p><b>Bến bãi</b></p><p>{TOLD}</p><p>{PROSE}</p></div>"


@pytest.mark.parametrize(
    "beside",
    [
        "<div><p>Tin liên quan</p><p>Đội bóng chuyền của ấp vào chung kết giải đồng bằng sau hai lượt trận đầy kịch tính.</p></div>",
        "<div><b>Các tin khác</b><ul><li><a href=1>Chợ hoa</a> (3/5)</li><li><a href=2>Hội sách</a> (2/5)</li></ul></div>",
        "<p>Các tin đã đưa:</p><a href=1>Chợ hoa xuân</a><br><a href=2>Hội sách hè</a>",
        "<div><h4>Văn bản mới</h4><p><a href=1>55/KH-UBND</a> Kế hoạch diễn tập</p><p><a href=2>56/QĐ-UBND</a></p></div>",
        "<table><tr><td>Thăm dò ý kiến</td></tr><tr><td>Trang này thế nào?<br>Đẹp<br>Chưa đẹp</td></tr></table>",
        "<div><div>Thông báo</div><div><a href=1>Lịch cúp nước</a></div><div><a href=2>Tuyển dân quân</a></div></div>",
        "<div><p>Địa chỉ: 12 Cây Gáo. Điện thoại: 0290.388877</p><p>Cơ quan chủ quản: UBND tỉnh</p></div>",
        "<div>4.512 lượt xem</div><div>In trang | Gửi email</div>",
    ],
)
def test_a_box_is_told_by_the_line_over_it(beside: str) -> None:
    page = f"<div>{BODY}</div><div>{beside}</div>"
    assert text(page).splitlines() == [TITLE, "Bến bãi", TOLD, PROSE]


@pytest.mark.parametrize(
    "line",
    ["Thông báo", "Văn bản", "Văn bản mới", "Video", "Tin khác", "Thông tin cần biết", "Chuyên mục", "Đường dây nóng"],
)
def test_a_heading_like_the_name_of_a_box_takes_no_item_away(line: str) -> None:
    others = (
        "Giao Sở Công Thương niêm yết giá điện tại các bến, báo cáo trước ngày 20/5/2026.",
        "Quyết định số 91/QĐ-UBND ngày 07/5/2026 về giá điện",
    )
    forms = (
        "<div><h3>{}</h3><p>{}</p></div>",
        "<h3>{}</h3><p>{}</p>",
        "<p><b>{}</b></p><p><b>Điện ở bến</b></p><p>{}</p>",
    )
    for form in forms:
        for other in others:
            found = text(f"<div>{BODY}{form.format(line, other)}</div>")
            assert other in found and ("Điện ở bến" in found or "Điện" not in form)


@pytest.mark.parametrize(
    "copy",
    ["<div class=ban-in>{}</div>", "<table><tr><td>{}</td></tr></table>", "<div style='display:none'>{}</div>", "{}"],
)
@pytest.mark.parametrize("first", [False, True])
def test_a_copy_for_the_printer_is_no_second_digest(copy: str, first: bool) -> None:
    copied = copy.format("".join(f"<p>{line}</p>" for line in (TITLE, "Bến bãi", TOLD, PROSE)))
    page = f"<div>{copied}{BODY}</div>" if first else f"<div>{BODY}{copied}</div>"
    assert text(page).splitlines() == [TITLE, "Bến bãi", TOLD, PROSE]


def test_an_item_that_stands_in_the_digest_twice_stays_twice() -> None:
    items = [
        (f"Việc {n}", [f"UBND tỉnh ban hành Kế hoạch số {n}/KH-UBND ngày 0{n}/5/2026.", PROSE, "Xong."])
        for n in range(1, 6)
    ]
    page = f"<h1>{TITLE}</h1>{''.join(map(marked, [*items, items[1]]))}"
    assert text(page).count("2/KH-UBND") == 2 and text(page).count("Xong.") == 6


def test_the_title_once_more_is_no_second_title() -> None:
    page = f"<div>{BODY}</div><div class=in><p>{TITLE}</p></div>"
    assert text(page).count(TITLE) == 1
    assert [issue.code for issue in ud.parse_html(page).diagnostics] == []


def test_what_stands_before_the_title_is_left_out_but_for_its_own_paragraphs() -> None:
    page = f"<div><div>Tin chỉ đạo</div><h2>{TITLE}</h2><div>{TOLD}</div></div>"
    assert text(page).splitlines() == [TITLE, TOLD]
    beside = f"<article><p>Quyết tâm vượt kế hoạch năm</p><p>{TITLE}</p><p>{TOLD}</p></article>"
    assert text(beside).splitlines() == ["Quyết tâm vượt kế hoạch năm", TITLE, TOLD]


# ---- hostile pages: counted, not timed ------------------------------------------------------------


@pytest.mark.parametrize("unit", ["<dd><li>", "<li><dt><p>", "<li><dd><span></span>", "<dt><ul><li>", "<dd><li></dd>x"])
def test_lists_in_lists_are_not_deeper_than_a_browser_makes_them(unit: str) -> None:
    page = unit * 5_000 + "x"
    grown = tree.grow(page, scan(page))
    depths: list[int] = []
    for parent in grown.parents:
        depths.append(1 if parent == tree.NOWHERE else depths[parent] + 1)
    assert max(depths) < 3 * 512
    assert text(page).endswith("x")


@pytest.mark.parametrize(
    "page",
    [
        "<p>Tin khác</p>" * 3000,
        "<div><b>Tin khác</b><p>x y z</p></div>" * 1500,
        f"<div>{TOLD}</div>" + "<div>x</div>" * 3000,
        f"<table><tr><td>{TOLD}" + "<td>x" * 3000,
        "<div><p>x" * 300 + TOLD + "</div>" * 300,
        f"<h2>{TITLE}</h2>" * 1500 + f"<p>{TOLD}",
    ],
    ids=range(6),
)
def test_every_line_is_looked_at_a_few_times(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    lines_of = growth.Region.lines_of

    def counted(region: growth.Region, first: int, last: int) -> list[growth.PageLine]:
        nonlocal seen
        found = lines_of(region, first, last)
        seen += len(found)
        return found

    monkeypatch.setattr(growth.Region, "lines_of", counted)
    ud.read_html(page)
    assert seen <= 2 * page.count("<")


# ---- templates ------------------------------------------------------------------------------------


def test_a_template_has_a_place_for_each_part() -> None:
    source = Source("T", "L", [])
    for portal in portals():
        page = filled(portal, source, "<p>B</p>")
        assert "{{" not in page and "<p>B</p>" in page
        assert "L" in html.unescape(page)
