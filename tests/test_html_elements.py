"""What elements of a page are by their names and attributes, and which lines and titles follow from that."""

from __future__ import annotations

import codecs

import pytest

import ubnd_digest as ud
from ubnd_digest.formats.html.charset import decode, known
from ubnd_digest.formats.html.elements import Kind, kind_of
from ubnd_digest.formats.html.places import Places
from ubnd_digest.formats.html.scan import Tag, Text, scan
from ubnd_digest.formats.html.tree import NOWHERE, grow
from ubnd_digest.model.text import Area

PLAIN, SITE, HIDDEN, BOLD, MAIN, TITLE = Kind.PLAIN, Kind.SITE, Kind.HIDDEN, Kind.BOLD, Kind.MAIN, Kind.TITLE


def kind(tag: str) -> Kind:
    (found, *_) = scan(tag)
    assert isinstance(found, Tag)
    return kind_of(found)


BLOCKS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li listing main menu nav ol p pre search section "
    "summary table tbody tfoot thead tr ul"
)
NAMES = [
    (BLOCKS, Kind.BLOCK),
    ("td th", Kind.CELL),
    ("h1 h2 h3 h4 h5 h6", Kind.HEADING | BOLD | TITLE),
    ("b dt strong summary", BOLD),
    ("aside button dialog footer marquee nav search", SITE),
    ("article main", MAIN | Kind.ARTICLE),
    ("header", Kind.HEADER),
    ("a", Kind.LINK),
    ("pre listing", Kind.PREFORMATTED),
    ("span i em font img", PLAIN),
]


@pytest.mark.parametrize("name", sorted({name for names, _ in NAMES for name in names.split()}))
def test_an_element_is_what_its_name_says(name: str) -> None:
    wanted = PLAIN
    for names, of_names in NAMES:
        if name in names.split():
            wanted |= of_names
    assert kind(f"<{name}>") == kind(f"<{name.upper()} lang=vi>") == wanted


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        *((f"style='{style}'", HIDDEN) for style in ("display:none", "a:b; DISPLAY : none", "visibility: hidden")),
        *((f"style='{style}'", PLAIN) for style in ("display:block", "xdisplay:none", "a:display: none")),
        *((f"style='{style}'", BOLD) for style in ("font-weight:bold", "a:b;Font-Weight : 600", "font-weight:900")),
        *((f"style='{style}'", PLAIN) for style in ("font-weight:500", "font-weight:normal", "x:font-weight:bold")),
        ("hidden", HIDDEN),
        ("hidden=''", HIDDEN),
        ("aria-hidden=TRUE", HIDDEN),
        ("aria-hidden=false", PLAIN),
        *(
            (f"class='x {name}'", HIDDEN)
            for name in (
                *("d-none", "element-invisible", "hidden", "hide", "ms-hidden", "screen-reader-text", "sr-only"),
                *("visually-hidden", "visuallyhidden", "SR-Only"),
            )
        ),
        ("id=hidden", HIDDEN),
        ("class=hidden-xs", PLAIN),
        *(
            (f"role={role}", SITE)
            for role in (
                *("alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar"),
                *("navigation", "search", "toolbar", "Banner"),
            )
        ),
        *((f"role={role}", MAIN) for role in ("main", "article")),
        ("role=list", PLAIN),
        ("itemprop=articleBody", MAIN),
        ("itemprop='x articlebody'", MAIN),
        *((f"itemprop={name}", TITLE) for name in ("headline", "name", "Headline")),
        ("itemprop=author", PLAIN),
        *(
            (f"class={name}", SITE)
            for name in (
                *(
                    [
                        "addthis",
                        "ads",
                        "advert",
                        "advertisement",
                        "author",
                        "banner",
                        "breadcrumb",
                        "breadcrumbs",
                        "byline",
                        "comment",
                        "comments",
                        "cookie",
                    ]
                ),
                *(
                    [
                        "cookies",
                        "copyright",
                        "counter",
                        "disqus",
                        "feedback",
                        "footer",
                        "login",
                        "logo",
                        "masthead",
                        "menu",
                        "menus",
                        "nav",
                        "navbar",
                    ]
                ),
                *(
                    [
                        "navigation",
                        "newer",
                        "older",
                        "other",
                        "others",
                        "pager",
                        "pagination",
                        "popup",
                        "rating",
                        "ratings",
                        "recommend",
                    ]
                ),
                *(
                    [
                        "recommended",
                        "related",
                        "ribbon",
                        "search",
                        "share",
                        "sharing",
                        "sidebar",
                        "signin",
                        "sitemap",
                        "skip",
                        "social",
                        "sociable",
                    ]
                ),
                *(
                    [
                        "statistics",
                        "subscribe",
                        "tag",
                        "tags",
                        "toolbar",
                        "topbar",
                        "vote",
                        "voting",
                        "weather",
                        "widget",
                        "widgets",
                    ]
                ),
                *(
                    [
                        "leftMenu",
                        "block-menu",
                        "BreadcrumbNavigation",
                        "ctl00_leftMenu",
                        "MENU",
                        "page-top",
                        "s4-ribbonrow",
                    ]
                ),
                *(["header", "site-header", "top-header"]),
            )
        ),
        *((f"id={name}", SITE) for name in ("header", "top-header", "footer2")),
        ("type=search", SITE),
        *((f"class={name}", PLAIN) for name in (["menus2x", "x-header", "sub", "adsx", "tagging", "region"][1:3])),
        *(
            (f"class={name}", MAIN)
            for name in [
                "article",
                "body",
                "content",
                "detail",
                "details",
                "entry",
                "main",
                "post",
                "story",
                "newsDetail",
            ]
        ),
        *((f"id={name}", TITLE) for name in ["headline", "heading", "subject", "title", "news-title"]),
        ("class='title menu'", SITE | TITLE),
        ("class=" + "x" * 1996 + "-nav", SITE),
        ("class=" + "x" * 1997 + "-nav", PLAIN),  # of names only so much is looked at
        ("src=menu alt=title", PLAIN),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_an_element_is_what_its_attributes_say(attributes: str, wanted: Kind) -> None:
    assert kind(f"<span {attributes}>") == wanted
    assert kind(f"<b {attributes}>") == wanted | BOLD


# ---- tags ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["datalist", "math", "noscript", "select", "svg", "template", "xml"])
def test_what_holds_no_text_is_passed_over_if_it_ends(name: str) -> None:
    assert [token for token in scan(f"<{name}>a<p>b</{name}>") if isinstance(token, Text)] == []
    # if not, it is text, and only looked for once
    assert len([token for token in scan(f"<{name}>a<p>b<{name}>c") if isinstance(token, Text)]) == 3


@pytest.mark.parametrize("name", ["iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"])
def test_what_holds_no_markup_reaches_to_its_end_or_that_of_the_page(name: str) -> None:
    for page, texts in ((f"<{name}>a<p>b</{name.upper()} >c", ["c"]), (f"<{name}>a<p>b</{name}x>c", [])):
        assert [page[one.start : one.end] for one in scan(page) if isinstance(one, Text)] == texts


@pytest.mark.parametrize(
    "name",
    [
        "aria-hidden",
        "charset",
        "class",
        "content",
        "hidden",
        "http-equiv",
        "id",
        "itemprop",
        "name",
        "property",
        "role",
        "style",
        "type",
    ],
)
def test_attributes_that_matter_are_kept(name: str) -> None:
    (tag,) = scan(f"<p x=1 {name.upper()}=a {name}=b data-{name}=c>")
    assert isinstance(tag, Tag) and tag.attributes == {name: "a"}


# ---- encodings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *((label, "cp1252") for label in ("ascii", "latin1", "iso-8859-1", "windows-1252", " US-ASCII ")),
        *((label, "utf-8") for label in ("utf-8", "UTF8", "utf-16", "utf-16le", "utf-16-be")),
        *((f"windows-125{digit}", f"cp125{digit}") for digit in "01345678"),
        *((f"iso-8859-{part}", f"iso8859-{part}") for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
        *(
            (label, label)
            for label in ("cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gbk", "gb2312", "gb18030")
        ),
        *((label, label) for label in ("big5", "big5hkscs", "shift_jis")),
        *(("euc-jp", "euc_jp"), ("iso-2022-jp", "iso2022_jp"), ("euc-kr", "euc_kr")),
        *((label, None) for label in ("utf-7", "cp437", "hex", "rot13", "nothing", "", "a\0", "l\u00e1tin1", "cp1006")),
    ],
)
def test_labels_of_encodings_are_those_of_browsers(label: str, name: str | None) -> None:
    assert known(label) == name


WRONG = b"\xe1"  # no UTF-8


@pytest.mark.parametrize(
    ("data", "header", "encoding"),
    [
        (b"", None, "utf-8"),
        (WRONG, None, "cp1258"),
        (WRONG, "text/html; charset=koi8-r", "koi8-r"),
        (WRONG, 'text/html; Charset = "koi8-r"', "koi8-r"),
        (WRONG, "text/html; charset='koi8-r'", "koi8-r"),
        (WRONG, "text/html; charset=nothing", "cp1258"),
        (b"<meta charset=koi8-r>" + WRONG, None, "koi8-r"),
        (b"<meta charset=koi8-r>" + WRONG, "charset=gbk", "gbk"),
        (b"<meta charset=nothing><meta charset=koi8-r>" + WRONG, None, "koi8-r"),
        (b"</meta charset=koi8-r>" + WRONG, None, "cp1258"),
        (b"<p charset=koi8-r>" + WRONG, None, "cp1258"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>" + WRONG, None, "koi8-r"),
        (b"<meta http-equiv=refresh content='charset=koi8-r'>" + WRONG, None, "cp1258"),
        (b"<meta http-equiv=content-type>" + WRONG, None, "cp1258"),
        (b"<?xml version='1.0' encoding='koi8-r'?>" + WRONG, None, "koi8-r"),
        (b"<?xml version='1.0' encoding='koi8-r'?><meta charset=gbk>" + WRONG, None, "koi8-r"),
        (b" " * 8171 + b"<meta charset=koi8-r>" + WRONG, None, "koi8-r"),
        (b" " * 8172 + b"<meta charset=koi8-r>" + WRONG, None, "cp1258"),
        *(
            (mark + b"<\0" * 2, None, name)
            for mark, name in (
                (codecs.BOM_UTF8, "utf-8"),
                (codecs.BOM_UTF16_LE, "utf-16-le"),
                (codecs.BOM_UTF16_BE, "utf-16-be"),
            )
        ),
        (b"<\0p\0", None, "utf-16-le"),
        (b"\0<\0p", None, "utf-16-be"),
        # ten letters that are valid UTF-8 for one that is not
        ("à".encode() * 10 + WRONG + b".", None, "utf-8"),
        ("à".encode() * 9 + WRONG + b".", None, "cp1258"),
        # cut within a letter, a page is UTF-8 if it has others
        ("àà".encode()[:-1], None, "utf-8"),
        ("aà".encode()[:-1], None, "cp1258"),
        (b"aa", "charset=koi8-r", "utf-8"),
    ],
)
def test_how_the_encoding_of_a_page_is_told(data: bytes, header: str | None, encoding: str) -> None:
    assert decode(data, header)[1] == encoding


def test_half_a_letter_at_the_end_of_a_page_is_one_unknown_letter() -> None:
    assert decode("àà".encode()[:-1]) == ("à\ufffd", "utf-8")
    assert decode("àà".encode()) == ("àà", "utf-8")
    assert decode(codecs.BOM_UTF8 + b"a") == ("a", "utf-8")


# ---- titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title> Tin  &amp;\n th\u1eddi </title>", "Tin & th\u1eddi"),
        ("<title>mot</title><title>hai</title>", "mot"),
        ("<title> </title>", None),
        ("<title></title>", None),
        ("<p>a", None),
        ("<svg><title>x</title></svg><title>mot</title>", "mot"),
    ],
)
def test_what_a_page_calls_itself(page: str, title: str | None) -> None:
    assert ud.read_html(page).title == title


def test_a_text_of_nothing_stands_at_the_beginning() -> None:
    assert Places().of(0) == Places().of(7) == Area(0, 0)


def test_a_character_stands_in_its_own_piece() -> None:
    places = Places()
    for text, start, end in (("ab", 0, 2), ("cd", 5, 7), ("e", 9, 14)):
        places.add(text, start, end)
    assert [places.of(at) for at in range(6)] == [(0, 1), (1, 2), (5, 6), (6, 7), (9, 14), (14, 14)]
    assert places.stretches(1, 5) == [(1, 2), (5, 7), (9, 14)]


def test_items_that_have_ended_are_no_longer_deep() -> None:
    for before in ("<dd></dd>" * 300, "<dd><li></dd>" * 300, "<dd><li></li></dd>" * 300, "<ul><dd><li></ul>" * 300):
        page = f"{before}{'<div>' * 500}a"
        tree = grow(page, scan(page))
        assert sum(tag.name == "div" for tag in tree.elements) == 400


@pytest.mark.parametrize("unit", ["<div>", "<span>", "<dd><li>", "<ul><li>"])
@pytest.mark.parametrize("count", [1, 199, 200, 201, 399, 400, 401])
def test_elements_stand_in_each_other_four_hundred_deep_at_most(unit: str, count: int) -> None:
    page = unit * count + "a"
    tree = grow(page, scan(page))
    depth, at = 0, tree.owners[-1]
    while at != NOWHERE:
        depth, at = depth + 1, tree.parents[at]
    assert depth == min(count * unit.count("<"), 400)
