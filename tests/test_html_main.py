"""Bounds of the main text of a page: shares, lengths, how far a title stands, what is a copy or a box."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from ubnd_digest.formats.html.growth import Region
from ubnd_digest.formats.html.page_lines import lines_of_page
from ubnd_digest.formats.html.scan import scan
from ubnd_digest.formats.html.tree import Survey, grow

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Đông Lam trong tuần (từ ngày 04/5 - 10/5/2026)"
TOLD = "UBND tỉnh phê duyệt danh mục 14 bến bãi được phép hoạt động (Quyết định số 77/QĐ-UBND ngày 06/5/2026)."
PROSE = "Ghe tàu qua lại ban đêm phải có đèn, người lái mặc áo phao và không chở quá số người ghi trên giấy."


def shown(page: str) -> list[str]:
    return ud.read_html(page).text.splitlines()


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def region(page: str) -> Region:
    tokens = scan(page)
    survey = Survey(page, grow(page, tokens))
    return Region(survey, lines_of_page(survey, tokens), [True] * len(survey.tree.runs))


# ---- elements and their lines ----------------------------------------------------------------


def test_the_parts_of_an_element_are_its_children_and_its_own_lines() -> None:
    page = "<div>mot<ul><li>hai<li><b>ba</b></ul>bon<p>nam</p>sau</div>"
    found = region(page)
    names = [tag.name for tag in found.survey.tree.elements]
    outer, core = names.index("div"), names.index("p")

    def parts(parent: int, without: int) -> list[tuple[int, list[str]]]:
        return [(child, [line.words for line in lines]) for child, lines in found.parts(parent, without)]

    assert parts(outer, core) == [
        (outer, ["mot"]),
        (names.index("ul"), ["hai", "ba"]),
        (outer, ["bon"]),
        (outer, ["sau"]),
    ]
    assert parts(names.index("ul"), names.index("b")) == [(names.index("li"), ["hai"])]
    assert parts(-1, outer) == []
    assert found.area(outer) == found.area(-1) == (0, 5)
    assert (found.area(core), found.number(4), [line.words for line in found.lines_of(3, 4)]) == (
        (4, 4),
        4,
        ["bon", "nam"],
    )


@pytest.mark.parametrize(("words", "beside"), [("a" * 39, True), ("a" * 40, False)])
def test_a_few_words_beside_the_site_are_of_the_site(words: str, beside: bool) -> None:
    found = region(f"<p>x</p><div><p>In trang<p>{words}</div><p>x</p>")
    (div,) = [number for number, tag in enumerate(found.survey.tree.elements) if tag.name == "div"]
    lines = [line for line in found.lines_of(*found.area(div)) if line.words == words]
    assert found.is_beside_site(div, lines) is beside
    assert found.is_beside_site(div + 1, []) and not found.is_beside_site(div + 2, [])


# ---- what is kept beside the text ------------------------------------------------------------

BODY = f"<div class=noi-dung><h1>{TITLE}</h1><p>{TOLD}</p><p>{PROSE}</p></div>"
SITE = "<p>In trang</p>"


@pytest.mark.parametrize(
    ("beside", "kept"),
    [
        # in the flow of a text all is kept, in boxes what is like the text or tells what a digest tells
        ("<p>Chợ mới mở.</p>", True),
        ("<div class=noi-dung>Chợ mới mở.</div>", True),
        ("<div class=noi-dung2>Chợ mới mở.</div>", True),
        (f"<div class=khac>{TOLD}</div>", True),
        # the first box beside the text is kept whatever it is
        ("<div class=khac>Chợ mới mở.</div>", True),
        (f"<div class=khac>{SITE}<p>Chợ mới mở.</p></div>", False),
        (f"<div class=noi-dung>{SITE}<p>Chợ mới mở.</p></div>", True),
        (f"<section class=noi-dung>{SITE}<p>Chợ mới mở.</p></section>", False),
        (f"<ul>{SITE}<li>Chợ mới mở.</ul>", True),
    ],
)
def test_what_stands_beside_the_text_is_kept(beside: str, kept: bool) -> None:
    words = TOLD if TOLD in beside else "Chợ mới mở."
    assert (words in shown(f"<div>{BODY}{beside}</div>")[3:]) is kept


def test_boxes_further_out_are_kept_only_where_nothing_stood_nearer() -> None:
    near, far = "<div class=a>Chợ mới mở.</div>", "<div class=b>Hội đua ghe.</div>"
    assert shown(f"<div><div>{BODY}</div>{far}</div>")[-1] == "Hội đua ghe."
    assert shown(f"<div><div>{BODY}{near}</div>{far}</div>")[-1] == "Chợ mới mở."
    assert shown(f"<div><div>{BODY}{near}</div>{far}<div>{TOLD.replace('77', '78')}</div></div>")[-2:] == [
        "Hội đua ghe.",  # between two parts of the text
        TOLD.replace("77", "78"),
    ]


def test_without_a_class_elements_of_one_name_are_alike() -> None:
    page = "<div><section><h1>{}</h1><p>{}</p><p>{}</p></section>{}<{}>{}<p>Chợ mới mở.</p></{}></div>"
    for name, kept in (("section", True), ("div", False), ("section class=x", False)):
        found = shown(page.format(TITLE, TOLD, PROSE, "", name, SITE, name.split()[0]))
        assert (found[-1] == "Chợ mới mở.") is kept, name


# ---- lists of links --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "words", "dropped"),
    [
        (3, "", True),
        (2, "", False),  # too few
        (3, " (5/4)", True),
        (3, " và các ấp dọn kênh cùng người dân của xã", False),  # links hold too little of it
    ],
)
def test_a_block_of_links_behind_the_text_is_dropped(links: int, words: str, dropped: bool) -> None:
    listed = "".join(f"<li><a href={number}>Hội đua ghe {number}</a>{words}" for number in range(links))
    found = shown(f"{BODY}<ul>{listed}</ul>")
    assert any("Hội đua" in line for line in found) is not dropped
    within = shown(f"<div class=noi-dung><h1>{TITLE}</h1><p>{TOLD}</p><ul>{listed}</ul><p>{PROSE}</p></div>")
    assert any("Hội đua" in line for line in within)


def test_a_list_of_links_with_the_main_heading_is_none() -> None:
    listed = "".join(f"<li><a href={number}>Hội đua ghe {number}</a>" for number in range(3))
    body = f"<div class=noi-dung><p>{TITLE}</p><p>{TOLD}</p><p>{PROSE}</p></div>"
    for head, kept in (("<h1>Chợ</h1>", True), ("<h2>Chợ</h2>", False)):
        assert any("Hội đua" in line for line in shown(f"{body}<ul>{head}{listed}</ul>")) is kept


# ---- what is hidden, and what has the name of a menu ------------------------------------------

OTHERS = [
    f"Chợ nổi thứ {number} mở cửa lại từ sáng sớm, ghe thuyền neo đậu dọc theo bờ kênh." for number in range(1, 6)
]


@pytest.mark.parametrize(
    ("attribute", "within", "dropped"),
    [
        ("hidden", 2, True),  # two thirds of the prose, and more
        ("hidden", 3, False),
        ("class=menu", 1, False),  # a third of it: of two and of three
        ("class=sidebar", 0, True),
    ],
)
def test_not_too_much_of_the_prose_is_dropped(attribute: str, within: int, dropped: bool) -> None:
    shut = paragraphs(OTHERS[1 : 1 + within]) or "<p>Hội đua ghe.</p>"
    found = shown(f"<p>{OTHERS[0]}</p><div {attribute}>{shut}</div>")
    assert (len(found) == 1) is dropped


@pytest.mark.parametrize(("outside", "dropped"), [(2, True), (1, False)])
def test_a_third_of_the_prose_may_stand_in_a_menu(outside: int, dropped: bool) -> None:
    found = shown(f"{paragraphs(OTHERS[:outside])}<div class=menu><p>{OTHERS[4]}</p></div>")
    assert (OTHERS[4] not in found) is dropped


@pytest.mark.parametrize(
    ("name", "inside", "alone"),
    [("article", 3, True), ("article", 2, True), ("article", 1, False), ("div class=x", 3, False)],
)
def test_an_element_that_says_so_is_the_text_if_it_holds_two_thirds_of_the_prose(
    name: str, inside: int, alone: bool
) -> None:
    text = f"<{name}>{paragraphs(OTHERS[:inside])}</{name.split(maxsplit=1)[0]}>"
    page = f"<div><div class=w>{text}<div class=a>Hội đua ghe.</div></div><div class=b><p>{OTHERS[4]}</p></div></div>"
    assert (OTHERS[4] not in shown(page)) is alone


# ---- copies ----------------------------------------------------------------------------------

LINES = [f"UBND tỉnh ban hành Kế hoạch số {number}/KH-UBND ngày 0{number}/5/2026 về bến bãi." for number in range(1, 6)]


@pytest.mark.parametrize(
    ("copy", "is_one"),
    [
        (LINES, True),
        (LINES[:4], True),  # three fifths of what is told, its title included
        (LINES[:3], False),
        ([LINES[0], *LINES[2:]], True),  # lines may be missing in it
        (LINES[::-1], False),
        ([*LINES[:2], "Chợ mới mở."], False),
    ],
)
def test_a_copy_of_most_of_the_text_is_dropped(copy: list[str], is_one: bool) -> None:
    found = shown(f"<div><h1>{TITLE}</h1>{paragraphs(LINES)}</div><div>{paragraphs(copy)}</div>")
    assert found == [TITLE, *LINES, *([] if is_one else copy)]


# ---- titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>{}</title>", True),
        ("<meta property=og:title content='{}'>", True),
        ("<meta property=OG:Title content='{} - Tin'>", True),
        ("<meta property=twitter:title content='{}'>", True),
        ("<meta name=title content='{}'>", False),
        ("<p property=og:title content='{}'>", False),
        ("<title>a</title><meta property=og:title content=b><meta property=twitter:title content='{}'>", True),
        ("<title>a</title><title>b</title><title>c</title><title>{}</title>", False),  # of names three are looked at
    ],
)
def test_a_line_that_the_page_is_called_by_is_its_title(head: str, title: bool) -> None:
    name = "Bến bãi ven sông mùa nước nổi"
    page = f"{head.format(name)}<body><div>Chợ mới mở.</div><div>{name}</div><div class=body>{paragraphs([TOLD, PROSE] * 5)}</div>"
    assert (shown(page)[0] == name) is title
    if not title:
        assert shown(page)[:2] in ([TOLD, PROSE], ["Chợ mới mở.", name])


@pytest.mark.parametrize(("length", "is_one"), [(14, False), (15, True), (400, True), (401, False)])
def test_how_long_a_title_is(length: int, is_one: bool) -> None:
    name = "x" * length
    page = f"<title>{name}</title><body><div>Chợ mới mở.</div><div>{name}</div><div class=body>{paragraphs([TOLD, PROSE] * 9)}</div>"
    assert (shown(page)[0] == name) is is_one


@pytest.mark.parametrize(("depth", "is_one"), [(0, True), (1, True), (2, True), (3, False)])
def test_how_far_around_a_line_an_element_says_that_it_is_a_title(depth: int, is_one: bool) -> None:
    name = "Bến bãi ven sông mùa nước nổi"
    inner = "<div>" * depth + name + "</div>" * depth
    body = f"<div class=w><div class=body>{paragraphs([TOLD, PROSE] * 5)}</div><div>Hội đua ghe.</div></div>"
    page = f"<body><div>Chợ mới mở.</div><div class=title>{inner}</div>{body}"
    assert (shown(page)[0] == name) is is_one


@pytest.mark.parametrize("name", ["h1", "h2"])
def test_what_stands_before_the_main_heading_of_the_text_is_dropped(name: str) -> None:
    page = f"<body><div class=body><div>Chợ mới mở.</div><{name}>Bến bãi ven sông</{name}>{paragraphs([TOLD, PROSE] * 5)}</div>"
    assert ("Chợ mới mở." in shown(page)) is (name != "h1")
