"""Laws of digests on web pages: pages as the portals serve them, pages written back, and hostile pages."""

from __future__ import annotations

import html
import pickle
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from page_pieces import PIECES, SIGNS
from ubnd_digest.formats.html import tree
from ubnd_digest.formats.html.scan import scan

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("*.txt"))
DIGEST = ud.parse((Path(__file__).parent / "pages" / "digest.txt").read_text(encoding="utf-8"))

on_pages = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
on_samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def unchanged(_: ud.Mention, inner: str) -> str:
    return inner


def values(digest: ud.Digest) -> tuple[object, ...]:
    return digest.title, digest.period, digest.lead, digest.items


# ---- pages as the portals serve them ------------------------------------------------------------


@on_pages
def test_a_page_holds_the_digest_that_was_put_on_it(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    digest = ud.parse_html(page)
    assert digest.diagnostics == ()
    if page.encoding == "cp1258":  # writes tones behind their letters
        assert [(item.issued, item.deadlines) for item in digest.items] == [
            (item.issued, item.deadlines) for item in DIGEST.items
        ]
        digest = ud.parse(unicodedata.normalize("NFC", page.text))
    assert values(digest) == values(DIGEST)


@on_pages
def test_little_else_is_left_of_a_page(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    blocks = [
        DIGEST.title,
        *DIGEST.lead,
        *(block for item in DIGEST.items for block in (item.heading, *item.paragraphs)),
    ]
    others = len(" ".join(unicodedata.normalize("NFC", page.text).split())) - len(
        " ".join(str(block) for block in blocks)
    )
    assert others < 120  # the day on which it was published


@on_pages
def test_every_heading_is_marked_up(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    digest = ud.parse_html(page)
    assert {item.heading.span for item in digest.items} <= set(page.headings)


@on_pages
def test_mentions_lead_back_to_the_page(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    for mention in ud.parse_html(page).mentions:
        span = page.span(mention.span)
        written = re.sub(r"<!--.*?-->|<[^>]*>", "", page.source[span.start : span.end])
        assert "".join(html.unescape(written).split()) == "".join(mention.text.split())


def test_mentions_are_cut_by_tags_in_the_pages() -> None:
    pages = [ud.read_html(path.read_bytes()) for path in PAGES]
    cut = sum(len(page.stretches(mention.span)) > 1 for page in pages for mention in ud.parse_html(page).references)
    assert cut >= 6


# ---- pages made of samples ----------------------------------------------------------------------


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line or '&nbsp;'}</p>\n" for line in lines)


def breaks(lines: list[str]) -> str:
    return "<br>".join(lines)


def cells(lines: list[str]) -> str:
    return "<table>" + "".join(f"<tr><td><div>{line or '<br>'}</div></td></tr>" for line in lines) + "</table>"


def words(lines: list[str]) -> str:
    return "".join(
        f"<div>{' '.join(f'<span lang=vi>{word}</span>' for word in line.split(' ')) or '<br>'}</div>" for line in lines
    )


def preformatted(lines: list[str]) -> str:
    return "<pre>" + "\n".join(lines) + "</pre>"


def unclosed(lines: list[str]) -> str:
    return "".join(f"<p class=x><span><font face=Arial>{line or '<br>'}" for line in lines)


@on_samples
@pytest.mark.parametrize(
    "form", [paragraphs, breaks, cells, words, preformatted, unclosed], ids=lambda form: form.__name__
)
def test_a_sample_on_a_page_is_the_same_digest(path: Path, form: Callable[[list[str]], str]) -> None:
    text = path.read_text(encoding="utf-8").lstrip("\ufeff")
    lines = [html.escape(" ".join(line.split(" ")), quote=False) for line in text.split("\n")]
    lines = [line if line.strip() else "" for line in lines]
    body = f"<html><body><nav><a href=/>Trang chủ</a></nav><div class=content>{form(lines)}</div><footer>UBND</footer></body></html>"
    assert values(ud.parse_html(body)) == values(ud.parse(text))


@on_samples
def test_bytes_and_text_are_the_same_page(path: Path) -> None:
    page = paragraphs(html.escape(path.read_text(encoding="utf-8")).split("\n"))
    assert ud.parse_html(page) == ud.parse_html(page.encode()) == ud.parse_html(ud.read_html(page))


# ---- headings that only the page shows ----------------------------------------------------------

_TITLE = "Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3/2025)"
_LINES = ("Nạo vét kênh Ba Xã", "Từ đầu năm, kênh bị bồi lấp.", "Trồng cây ven sông", "Mỗi xã trồng 300 cây.")


@pytest.mark.parametrize("tag", ["h2", "h4", "b", "strong"])
def test_what_is_marked_up_as_a_heading_is_one(tag: str) -> None:
    lines = [f"<{tag}>{line}</{tag}>" if not line.endswith(".") else line for line in _LINES]
    digest = ud.parse_html(f"<h1>{_TITLE}</h1>" + paragraphs(lines))
    assert [str(item.heading) for item in digest.items] == [_LINES[0], _LINES[2]]
    assert ud.parse("\n".join((_TITLE, *_LINES))).items == ()


@pytest.mark.parametrize("line", ["Theo đó:", "- một việc khác", "nhỏ thôi", "Một câu trọn vẹn.", "Từ"])
def test_what_cannot_be_a_heading_is_none_whatever_its_markup(line: str) -> None:
    page = f"<h1>{_TITLE}</h1>{paragraphs(['<b>Việc một</b>', _LINES[1], f'<b>{line}</b>', _LINES[3] * 4])}"
    assert [str(item.heading) for item in ud.parse_html(page).items] == ["Việc một"]


def test_the_order_of_headings_does_not_matter() -> None:
    text = "\n".join((_TITLE, *_LINES))
    spans = [ud.Span(text.index(line), text.index(line) + len(line)) for line in (_LINES[0], _LINES[2])]
    parser = ud.Parser()
    assert len(parser.parse(text, headings=spans).items) == 2
    assert parser.parse(text, headings=reversed(spans)) == parser.parse(text, headings=spans)
    assert parser.parse(text, headings=()) == parser.parse(text)


def test_markup_says_less_where_the_lead_names_headings_without_it() -> None:
    lead = f"{_LINES[0]}; Việc khác của tỉnh."
    lines = [lead, _LINES[0], _LINES[1], f"<b>{_LINES[2]}</b>", _LINES[3]]
    assert [str(item.heading) for item in ud.parse_html(f"<h1>{_TITLE}</h1>" + paragraphs(lines)).items] == [_LINES[0]]
    lines[1] = f"<b>{lines[1]}</b>"
    assert len(ud.parse_html(f"<h1>{_TITLE}</h1>" + paragraphs(lines)).items) == 2


# ---- pages written back -------------------------------------------------------------------------


@on_pages
def test_unchanged_mentions_give_the_page_back(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    assert ud.annotate_html(page, ud.parse_html(page).mentions, unchanged) == page.source


@on_pages
def test_without_the_marks_it_is_the_page(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    marked = ud.annotate_html(page, ud.parse_html(page).mentions, lambda _, inner: f"\x01{inner}\x02")
    assert marked.translate({1: None, 2: None}) == page.source
    assert marked.count("\x01") == marked.count("\x02") > 20


@on_pages
def test_marks_change_neither_the_text_nor_the_tags(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    mentions = ud.parse_html(page).mentions
    marked = ud.annotate_html(page, mentions, lambda _, inner: f"<mark>{inner}</mark>")
    assert ud.read_html(marked).text == page.text
    assert [tag for tag in tags(marked) if "mark>" not in tag] == tags(page.source)
    assert all("<" not in inner for inner in re.findall(r"<mark>([^<]*)</mark>", marked))


def tags(page: str) -> list[str]:
    return re.findall(r"<[^>]*>", page)


@given(PIECES | SIGNS, st.data())
def test_any_mentions_of_any_page_can_be_rewritten(source: str, data: st.DataObject) -> None:
    page = ud.read_html(source)
    chosen: list[tuple[int, int]] = []
    for _ in range(data.draw(st.integers(0, 6))):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(page.text))] * 2)))
        if not any(one < start < other < end or start < one < end < other for one, other in chosen):
            chosen.append((start, end))
    mentions = [ud.Mention(ud.Span(*span), page.text[slice(*span)]) for span in chosen]
    marked = ud.annotate_html(page, mentions, lambda _, inner: f"<mark>{inner}</mark>")
    assert marked.replace("<mark>", "").replace("</mark>", "") == source
    assert ud.read_html(marked, whole=True).text == ud.read_html(source, whole=True).text


@pytest.mark.parametrize(
    "page, marked",
    [
        ("<p>số <b>12</b>/QĐ-UBND", "<p>[số ]<b>[12]</b>[/QĐ-UBND]"),
        ("<b>số</b> <i>12/Q&#272;-UBND</i>&nbsp;", "<b>[số]</b> <i>[12/Q&#272;-UBND]</i>&nbsp;"),
        ("số<!-- x --> 12/QĐ-<br>UBND", None),
        ("<a title='số 12/QĐ-UBND'>số 12/QĐ-UBND</a>", "<a title='số 12/QĐ-UBND'>[số 12/QĐ-UBND]</a>"),
        (
            "<script>'số 12/QĐ-UBND'</script>số\n\n12/QĐ-UBND &lt;",
            "<script>'số 12/QĐ-UBND'</script>[số\n\n12/QĐ-UBND] &lt;",
        ),
    ],
)
def test_a_mention_that_tags_cut_is_rewritten_in_pieces(page: str, marked: str | None) -> None:
    read = ud.read_html(page)
    found = ud.find_references(read.text)
    if marked is not None:
        assert ud.annotate_html(page, found, lambda _, inner: f"[{inner}]") == marked
    else:
        assert ud.annotate_html(page, found, unchanged) == page


def test_inner_mentions_are_rewritten_first() -> None:
    page = "Quyết định số 1/QĐ-UBND <b>ngày</b> 3/2/2020"
    found = ud.find_references(page.replace("<b>", "").replace("</b>", ""))[0]
    assert found.date
    marked = ud.annotate_html(page, (found, found.date), lambda mention, inner: f"{type(mention).__name__[0]}({inner})")
    assert marked == "R(Quyết định số 1/QĐ-UBND )<b>R(D(ngày))</b>R(D( 3/2/2020))"


def test_a_mention_of_another_text_is_refused() -> None:
    found = ud.find_references("Theo Quyết định số 1/QĐ-UBND")
    with pytest.raises(ValueError, match="another text"):
        ud.annotate_html("<p>Quyết định số 1/QĐ-UBND", found, unchanged)


# ---- the page as a value ------------------------------------------------------------------------


def test_a_page_is_a_value() -> None:
    page = ud.read_html("<title> a &amp;\n b </title><p>c&nbsp;d")
    assert (page.title, page.encoding, page.text) == ("a & b", None, "c\u00a0d")
    copy = pickle.loads(pickle.dumps(page))
    assert copy == page == ud.read_html(page.source)
    assert copy.span(ud.Span(1, 3)) == page.span(ud.Span(1, 3))
    assert ud.read_html("<title></title>x").title is None


@pytest.mark.parametrize("at", [-1, 3])
def test_an_offset_beyond_the_text_is_refused(at: int) -> None:
    with pytest.raises(ValueError, match="2 characters"):
        ud.read_html("<p>ab").offset(at)
    with pytest.raises(ValueError, match="2 characters"):
        ud.read_html("<p>ab").span(ud.Span(0, 3))


@pytest.mark.parametrize("wrong", [None, 3, ["<p>"]])
def test_what_is_no_page_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        ud.parse_html(wrong)  # type: ignore[arg-type]


def test_the_header_says_the_encoding() -> None:
    data = "<p>Ж".encode("koi8-r")
    assert ud.read_html(data, content_type="text/html; charset=koi8-r").text == "Ж"
    assert ud.parse_html(data, content_type="text/html; charset=koi8-r").source == "Ж"


def test_strict_and_anchor_are_those_of_parse() -> None:
    page = "<h1>Chỉ đạo, điều hành của UBND tỉnh trong tuần (từ ngày 10/3 - 16/3)</h1>"
    import datetime as dt

    assert ud.parse_html(page, anchor=dt.date(2025, 3, 20)).period
    with pytest.raises(ud.DigestSyntaxError):
        ud.parse_html(page, strict=True)
    assert ud.parse_html(page, publisher="vn-09").grammar.publisher == "vn-09"  # type: ignore[union-attr]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(ud.MissingExtraError, match=re.escape('pip install "ubnd-digest[html]"')) as caught:
        ud.parse_html("<p>x")
    assert isinstance(caught.value, ImportError)
    assert pickle.loads(pickle.dumps(caught.value)).extra == "html"


# ---- broken and hostile pages -------------------------------------------------------------------


@given(SIGNS | PIECES | st.text())
def test_any_string_is_a_page(page: str) -> None:
    digest = ud.parse_html(page)
    assert digest.source == ud.read_html(page).text
    assert ud.annotate_html(page, digest.mentions, unchanged) == page


@given(st.binary())
def test_any_bytes_are_a_page(data: bytes) -> None:
    assert ud.parse_html(data).source == ud.read_html(data).text


HOSTILE = {
    "nested": "<div>" * 100_000 + "x",
    "nested and closed": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested spans": "<span>" * 100_000 + "x",
    "nested tables": "<table><tr><td>" * 30_000 + "x",
    "paragraphs in nested elements": "<div>" * 20_000 + "<p>x</p></p>" * 20_000,
    "items in nested elements": "<div>" * 20_000 + "<li>x" * 20_000,
    "formatting that is opened anew": "".join(f"<font size={n}>" for n in range(20_000)) + "<p>x" * 20_000,
    "crossed formatting": "<b><i>" * 20_000 + "x" + "</b></i>" * 20_000,
    "less than": "<" * 1_000_000 + " x",
    "tags that do not end": "x" + "<a " * 300_000,
    "an attribute that does not end": "x<a b='" + "c" * 1_000_000,
    "attributes": "<p " + " ".join(f"a{n}=x" for n in range(200_000)) + ">x",
    "one attribute again and again": "<p " + "class=x " * 200_000 + ">x",
    "classes": "<p class='" + "aB-" * 300_000 + "'>x",
    "comments that do not end": "x" + "<!--" * 250_000,
    "scripts that do not end": "x" + "<script>" * 100_000,
    "drawings that do not end": "<svg>" * 100_000 + "x",
    "ampersands": "&" * 200_000 + "x",
    "references": "&notit;" * 50_000 + "x",
    "a long number": "&#" + "9" * 1_000_000 + ";x",
    "entities": "<!DOCTYPE a [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20)) + "]><p>&e20;x",
    "breaks": "<br>" * 200_000 + "x",
    "spaces": "<p>" + " " * 1_000_000 + "x",
    "end tags": "</p></div></table></body></html>" * 20_000 + "x",
    "forms": "<form><select><button>" * 20_000 + "x",
    "text in tables": "<table>" + "<b>x" * 30_000,
    "NUL": "\0" * 100_000 + "x",
}


@pytest.mark.slow  # very long pages
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read(name: str) -> None:
    page = ud.read_html(HOSTILE[name], whole=True)
    assert page.text.endswith("x")
    assert len(page.text) <= len(HOSTILE[name])


def test_the_tree_is_not_deeper_than_a_browser_makes_it() -> None:
    page = "<div>" * 100_000 + "<p>x"
    grown = tree.grow(page, scan(page))
    assert len(grown.elements) < 512
    assert grown.elements[grown.owners[0]].name == "p"


@on_pages
def test_a_page_is_explained_as_it_is_parsed(path: Path) -> None:
    page = ud.read_html(path.read_bytes())
    parser = ud.Parser()
    for at in (*range(0, len(page.text), 97), len(page.text)):
        found = ud.explain_html(page, at)
        assert found == parser.explain(page.text, at, headings=page.headings)
        assert set(found.mentions) <= set(ud.parse_html(page).mentions)
    with pytest.raises(ValueError, match=f"0 to {len(page.text)}, not {len(page.text) + 1}"):
        ud.explain_html(page, len(page.text) + 1)


def test_a_line_that_the_page_marks_up_is_explained_as_the_heading_that_it_is() -> None:
    page = ud.read_html("<p>UBND tỉnh họp.</p><p><b>Giao Sở Y tế kiểm tra</b></p><p>Mỗi xã trồng 300 cây.</p>")
    at = page.text.index("Giao")
    assert [item.heading.text for item in ud.parse_html(page).items] == ["Giao Sở Y tế kiểm tra"]
    answers = {decision.question: decision.answer for decision in ud.explain_html(page, at).decisions}
    assert answers["heading"] == "heading"
    without = {decision.question: decision.answer for decision in ud.explain(page.text, at).decisions}
    assert without["heading"] != "heading"


def test_a_page_is_for_annotate_html() -> None:
    page = ud.read_html("<p>Theo Quyết định số 921/QĐ-UBND</p>")
    with pytest.raises(TypeError, match="not HtmlPage; a page is for annotate_html"):
        ud.annotate(page, ud.find_references(page.text), lambda _, inner: inner)  # type: ignore[arg-type]


@pytest.mark.parametrize("read", [ud.read_html, ud.parse_html, lambda page: ud.annotate_html(page, [], str)])
@pytest.mark.parametrize("wrong", [None, 3, ["<p>"]])
def test_what_is_no_page_is_told(read: Callable[[Any], object], wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"a page is str or bytes, .* not {type(wrong).__name__}"):
        read(wrong)


def test_a_header_that_is_no_text_is_told() -> None:
    with pytest.raises(TypeError, match="content_type is a header as str, not bytes"):
        ud.read_html(b"<p>", content_type=b"text/html")  # type: ignore[arg-type]


def test_a_letter_that_was_cut_makes_no_other_encoding_of_a_page() -> None:
    page = (
        "<meta charset=iso-8859-1><p>Sở Xây dựng kiểm tra các bến bãi trên địa bàn tỉnh, báo cáo kết quả.</p>".encode()
    )
    damaged = page.replace("tỉnh, ".encode(), "tỉnh, ".encode() + b"\xc3 ")
    found = ud.read_html(damaged)
    assert found.encoding == "utf-8" and found.text.count("\ufffd") == 1 and "Sở Xây dựng" in found.text
    western = "<meta charset=iso-8859-1><p>élève à la fenêtre, où il neige déjà très fort.</p>".encode("latin-1")
    assert ud.read_html(western).encoding == "cp1252"
