"""Laws of the text of a page: what a reader sees, and which of it is the main text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import ubnd_digest as ud
from page_pieces import PIECES, SIGNS
from support.budgets import on_values

PROSE = "UBND tỉnh ban hành Kế hoạch số 118/KH-UBND ngày 06/5/2025 về nạo vét 14 km kênh Vĩnh Lộc. "
TITLE = "Chỉ đạo, điều hành của UBND tỉnh Bến Lam trong tuần (từ ngày 05/5 - 11/5/2025)"
BLANK = " \t\n\f\r"


def text(page: str, *, whole: bool = True) -> str:
    return ud.read_html(page, whole=whole).text


def headings(page: str) -> list[str]:
    read = ud.read_html(page)
    return [read.text[span.start : span.end] for span in read.headings]


# ---- laws ---------------------------------------------------------------------------------------


@given(
    SIGNS
    | PIECES
    | st.lists(
        st.sampled_from(("<td>", "<br>", "<pre>", "\n", " ", "\u00a0", "x", "&#10;", "&bne;", "&amp;")), max_size=20
    ).map("".join)
)
def test_every_character_stands_in_the_page(page: str) -> None:
    read = ud.read_html(page)
    for at, sign in enumerate(read.text):
        span = read.span(ud.Span(at, at + 1))
        written = page[span.start : span.end]
        if not written:
            # what the page does not write: line ends, tabs, and the second character of one reference
            behind = read.span(ud.Span(at - 1, at)) if at else None
            assert sign in "\n\t" or (
                behind and read.text[at - 1 : at + 1] in html.unescape(page[behind.start : behind.end])
            )
        elif sign == " ":
            assert not html.unescape(written).strip(BLANK)
        else:
            assert html.unescape(written)[:1] == sign or written == sign


@given(SIGNS | PIECES)
def test_offsets_grow_with_the_text(page: str) -> None:
    read = ud.read_html(page)
    offsets = [read.offset(at) for at in range(len(read.text) + 1)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(page) for offset in offsets)


@given(SIGNS | PIECES)
def test_stretches_hold_the_text_and_no_tags(page: str) -> None:
    read = ud.read_html(page)
    for stretch in read.stretches(ud.Span(0, len(read.text))):
        assert "".join(html.unescape(page[stretch.start : stretch.end]).split()) in "".join(read.text.split())


@given(SIGNS | PIECES)
def test_headings_are_lines_of_the_text(page: str) -> None:
    read = ud.read_html(page)
    for span in read.headings:
        words = read.text[span.start : span.end]
        assert words == words.strip() != ""
        assert not read.text[: span.start].rpartition("\n")[2].strip()
        assert not read.text[span.end :].partition("\n")[0].strip()


_NODES = st.recursive(
    st.sampled_from(("a", "b ", " c", "&amp;", "<br>", "<!-- x -->", "<img alt=x>", "&nbsp;")),
    lambda inner: st.tuples(
        st.sampled_from(("div", "p", "b", "span", "ul", "li", "section", "a", "h2", "em")), st.lists(inner, max_size=4)
    ).map(lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"),
    max_leaves=20,
)


@given(_NODES)
@on_values
def test_the_words_are_those_that_a_library_finds(page: str) -> None:
    body = LexborHTMLParser(page).body
    found = "".join(body.text(deep=True).split()) if body else ""
    assert "".join(text(page).split()) == found


# ---- lines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page, shown",
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a<p>b", "a\nb"),
        ("a<br>b<BR/>c<br />d", "a\nb\nc\nd"),
        ("a<br><br><br><br>b", "a\n\nb"),
        ("<p>a<br></p><p>b</p>", "a\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>", "a\n\u00a0\nb"),
        ("<div><div><div>a</div></div><div>b</div></div>c", "a\nb\nc"),
        ("  a \n\t b  ", "a b"),
        ("<b>a </b> b<i> c</i>", "a b c"),
        ("<p> a </p> <p> b </p>", "a\nb"),
        ("a<b>b</b>c", "abc"),
        ("m<sup>2</sup>, H<sub>2</sub>O", "m2, H2O"),
        ("a<wbr>b&shy;c", "ab\u00adc"),
        ("a&nbsp;&nbsp;b", "a\u00a0\u00a0b"),
        ("&amp;lt; &NotEqualTilde; &#55;", "&lt; \u2242\u0338 7"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "a\nb\nc"),
        ("<table><tr><th>a<th>b<tr><td>c</td> <td> d </td></table>", "a\tb\nc\td"),
        ("<table><tr><td><p>a</p></td><td><p>b<br></p></td><td></td><td>c</td></tr></table>", "a\tb\tc"),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\nb\nc"),
        ("<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", "a\tb\nc"),
        ("<table><tr><td>a</td><td><h2>b</h2></td></tr></table>", "a\nb"),
        ("<pre>a\n  b\r\nc\n\n\nd</pre>", "a\nb\nc\n\nd"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("a<img src=x alt=y>b<input value=z>", "ab"),
        ("a<span hidden>b</span>c", "ac"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ("a<noscript>b</noscript><template>c</template><select><option>d</select>e", "ae"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_what_a_reader_sees(page: str, shown: str) -> None:
    assert text(page) == shown


# ---- the main text ------------------------------------------------------------------------------


def test_nothing_is_lost_without_a_good_reason() -> None:
    for name in ("menu", "sidebar", "footer", "comments", "related", "hidden"):
        assert (
            text(f"<h1>{TITLE}</h1><div class={name}><p>{PROSE}<p>{PROSE}</div>", whole=False).count("118/KH-UBND") == 2
        )


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>{}</nav>",
        "<aside><p>{}</p></aside>",
        "<footer>{}</footer>",
        "<header>{}</header>",
        "<div class='block-menu'>{}</div>",
        "<div id=leftMenu>{}</div>",
        "<div class='social-share'>{}</div>",
        "<ul class=breadcrumb><li>{}</ul>",
        "<div role=navigation>{}</div>",
        "<div hidden>{}</div>",
        "<div style='color: red; DISPLAY : none'>{}</div>",
        "<div aria-hidden=true>{}</div>",
        "<div class='x sr-only'>{}</div>",
        "<button>{}</button>",
        "<script>{}</script>",
        "<!-- {} -->",
        "<ul><li><a href=1>{}</a><li><a href=2>Hội đua ghe</a><li><a href=3>Chợ nổi</a></ul>",
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_what_belongs_to_the_site_is_dropped(chrome: str, behind: bool) -> None:
    chrome = chrome.format("Các bài đã đăng của trang này")
    article = f"<div class=article><h1>{TITLE}</h1>" + f"<p>{PROSE}</p>" * 5 + "</div>"
    page = f"<div>{article}{chrome}</div>" if behind else f"<div>{chrome}{article}</div>"
    assert text(page, whole=False) == "\n".join([TITLE, *[PROSE.strip()] * 5])


def test_links_within_the_text_stay() -> None:
    links = "<ul>" + "".join(f"<li><a href={n}>Phụ lục {n} kèm theo</a>" for n in range(5)) + "</ul>"
    shown = text(f"<h1>{TITLE}</h1><p>{PROSE}</p>{links}<p>{PROSE}</p>", whole=False)
    assert shown.count("Phụ lục") == 5


def test_a_list_of_documents_stays() -> None:
    links = "<ul>" + "".join(f"<li><a href={n}>Quyết định số {n}/QĐ-UBND</a>" for n in range(5)) + "</ul>"
    assert text(f"<h1>{TITLE}</h1><p>{PROSE}</p><p>{PROSE}</p>{links}", whole=False).count("QĐ-UBND") == 5


@pytest.mark.parametrize(
    "before",
    [
        "<h1>{}</h1>",
        "<div class=news-title><span>{}</span></div><div class=sub-title>Tin chỉ đạo điều hành</div>",
        "<div><font size=4>{}</font></div>",
        "<div><h1 class=logo><a href=/>Cổng thông tin điện tử</a></h1></div><div><h3>{}</h3></div><p>11/5/2025</p>",
        "<title>{} - Cổng thông tin</title><div><a href=/>Cổng thông tin</a></div><header><div>{}</div></header>",
    ],
)
def test_the_title_stays_where_it_stands_outside(before: str) -> None:
    page = f"<body><div>{before.replace('{}', TITLE)}</div><div class=body>" + f"<p>{PROSE}</p>" * 9 + "</div>"
    digest = ud.parse_html(page)
    assert digest.title and digest.title.text == TITLE


def test_the_last_item_may_have_an_element_of_its_own() -> None:
    page = (
        f"<div id=w><div class=x><h1>{TITLE}</h1>"
        + f"<p>{PROSE}</p>" * 30
        + f"</div><div class=y><p>{PROSE}</p></div></div>"
    )
    assert text(page, whole=False).count(PROSE.strip()) == 31


def test_the_whole_page_can_be_read() -> None:
    page = f"<nav>Menu</nav><h1>{TITLE}</h1><p>{PROSE}</p>"
    assert text(page, whole=True).startswith("Menu\n")
    assert text(page, whole=False).startswith(TITLE)


# ---- headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page, found",
    [
        (f"<h1>T a</h1><h2>A a</h2><p>{PROSE}<h2>B <i>b</i></h2><p>{PROSE}", ["T a", "A a", "B b"]),
        (f"<p><strong>A a</strong></p><p>{PROSE}<p><b>B </b><b>b</b>.<p>{PROSE}", ["A a", "B b."]),
        (f"<p><span style='font-weight: bold'>&nbsp;A a</span></p><p>{PROSE}", ["A a"]),
        (f"<div><b>A a</b><br>{PROSE}<br><b>B b</b><br>{PROSE}</div>", ["A a", "B b"]),
        (f"<p><b>A a</b> b</p><p>{PROSE}", []),
        (f"<b><p>{PROSE}<p>{PROSE}</b>", []),
        (f"<h3>A a</h3><p>{PROSE}<p><b>C c</b><p>{PROSE}<h3>B b</h3><p>{PROSE}", ["A a", "B b"]),
        (f"<table><tr><td><b>A a</b><td><b>B b</b></table><p>{PROSE}", []),
        ("<h2>&nbsp;</h2><h2></h2><h2>-</h2>", []),
    ],
)
def test_lines_that_are_marked_up_as_headings(page: str, found: list[str]) -> None:
    assert headings(page) == found


def test_a_text_has_no_words_of_its_own() -> None:
    page = f"<ol><li>{PROSE}<li>{PROSE}</ol><table><tr><td>a<td>b</table>"
    assert not re.search(r"\d\.|[-•|]\s", text(page).replace(PROSE.strip(), ""))


def test_title_above_the_text_is_kept_though_the_text_begins_with_another_part_of_the_name() -> None:
    title = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 02/6 - 08/6/2025)"
    body = "".join(
        f"<p>Đoạn {number} của bản tin nói về việc sửa chữa bến phà và chợ ở các xã.</p>" for number in range(4)
    )
    page = (
        f"<title>{title} - Thông tin chỉ đạo điều hành</title><div><h2>{title}</h2>"
        f'<div class="content"><p>Thông tin chỉ đạo điều hành</p>{body}</div></div>'
    )
    assert title in ud.read_html(page).text
    digest = ud.parse_html(page)
    assert digest.title and digest.title.text == title
