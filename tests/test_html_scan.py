"""Laws of the tokens of a page, of character references, and of the encoding of its bytes."""

from __future__ import annotations

import html
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from page_pieces import PIECES, SIGNS
from ubnd_digest.formats.html.charset import decode, known
from ubnd_digest.formats.html.scan import REFERENCE, Tag, Text, character, scan, unescaped
from ubnd_digest.formats.html.tree import NOWHERE, grow


def texts(page: str) -> list[str]:
    return [page[token.start : token.end] for token in scan(page) if isinstance(token, Text)]


def tags(page: str) -> list[str]:
    return [("/" if token.closing else "") + token.name for token in scan(page) if isinstance(token, Tag)]


# ---- tokens -------------------------------------------------------------------------------------


@given(SIGNS | PIECES)
def test_tokens_stand_in_order_and_do_not_overlap(page: str) -> None:
    at = 0
    for token in scan(page):
        assert at <= token.start < token.end <= len(page)
        assert isinstance(token, Text) or page[token.start] == "<"
        at = token.end


@pytest.mark.parametrize(
    "page, found",
    [
        ("a<b>c</b>d", ["a", "c", "d"]),
        ("1 < 2 && 3 > 2", ["1 < 2 && 3 > 2"]),
        ("a<!-- <p>x</p> -->b", ["a", "b"]),
        ("a<!-->b-->c", ["a", "b-->c"]),
        ("a<!--->b", ["a", "b"]),
        ("a<!-- x --!>b", ["a", "b"]),
        ("a<!-- never closed", ["a"]),
        ("a<!doctype html>b<?xml x?>c</ d>e</>f", ["a", "b", "c", "e", "f"]),
        ("a<![CDATA[ b ]]>c", ["a", "c"]),
        ('<a title="x > y">b', ["b"]),
        ("<a title='x > y' b>c", ["c"]),
        ("<a title=x\"y'>b", ["b"]),
        ('<a title="never closed>b</a>', []),
        ("<a b", []),
        ("<a/b/>c", ["c"]),
        ("<a =x>c", ["c"]),
        ("<a b = 'c>' d>e", ["e"]),
        ("<a b=>c", ["c"]),
        ("<script>a<b>c</script >d", ["d"]),
        ("<SCRIPT>if (a < b) '</p>'</Script>d", ["d"]),
        ("<script>never closed <p>x", []),
        ("<textarea><b>x</b></textarea>y", ["y"]),
        ("<svg><title>x</title><text>y</text></svg>z", ["z"]),
        ("<svg>never closed", ["never closed"]),
        ("<template><p>x</p></template>y", ["y"]),
        ("a<", ["a<"]),
        ("a</", ["a</"]),
        ("<title>a &amp; <b></title>c", ["a &amp; <b>", "c"]),
    ],
)
def test_what_is_text(page: str, found: list[str]) -> None:
    assert texts(page) == found


def test_names_are_small_and_the_first_attribute_counts() -> None:
    token = scan("<DIV CLASS='a' class=b Id=c data-x=1>")[0]
    assert isinstance(token, Tag)
    assert (token.name, dict(token.attributes)) == ("div", {"class": "a", "id": "c"})


# ---- character references -----------------------------------------------------------------------


@given(st.text("&#xX;aegilmnopqrstu0123456789 ", max_size=30))
@example("&#x41;&#X1ec7;&#xe0 &#65;&#7879 &#x0041;&#xg;")
@example("&notit; &amp;amp &lt &NotEqualTilde; &#0; &#128; &#55296; &#1114112; &#1; &#x;")
def test_references_are_replaced_as_the_standard_library_does(text: str) -> None:
    assert unescaped(text) == html.unescape(text)


def test_a_number_of_any_length() -> None:
    assert unescaped(f"&#{'9' * 100_000};&#x{'f' * 100_000}") == "\ufffd\ufffd"
    assert unescaped(f"&#{'0' * 100_000}65;") == "A"


def test_entities_of_the_page_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&b;&c;'
    assert "xxxx&" not in "".join(texts(page))
    assert unescaped("&b;&c;") == "&b;&c;"


def test_a_reference_ends_where_its_name_ends() -> None:
    found = REFERENCE.match("&notit;")
    assert found
    assert character(found) == ("¬", 4)


# ---- encodings ----------------------------------------------------------------------------------

WORDS = "Sông Trà, tỉnh Bến Lam: hoàn thành trước ngày 30/5"


@given(
    st.binary(max_size=60), st.none() | st.sampled_from(("text/html; charset=utf-7", "charset=\0", "charset=big5", ";"))
)
def test_any_bytes_are_a_page(data: bytes, content_type: str | None) -> None:
    text, encoding = decode(data, content_type)
    assert isinstance(text, str)
    assert known(encoding) or encoding.startswith("utf-16")


@pytest.mark.parametrize("declared", [None, "text/html", "text/html; charset=ISO-8859-1", 'text/html; charset="utf-8"'])
def test_what_is_valid_utf_8_is_utf_8(declared: str | None) -> None:
    assert decode(f"<meta charset=windows-1258>{WORDS}".encode(), declared) == (
        f"<meta charset=windows-1258>{WORDS}",
        "utf-8",
    )


def test_a_page_that_is_cut_within_a_character_is_utf_8() -> None:
    assert decode("Sông Trà".encode()[:-1]) == ("Sông Tr\ufffd", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "text/html; charset=big5")[0] == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_seen_without_a_mark(encoding: str) -> None:
    assert decode(f"<p>{WORDS}".encode(encoding)) == (f"<p>{WORDS}", encoding)


@pytest.mark.parametrize(
    "data, content_type, encoding",
    [
        (b"\xe0.", "text/html; charset=windows-1250", "cp1250"),
        (b"<meta charset=windows-1250>\xe0.", "text/html;charset=koi8-r", "koi8-r"),
        (b"<meta charset=windows-1250>\xe0.", None, "cp1250"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; CHARSET=Windows-1258'>\xe0.", None, "cp1258"),
        (b"<!-- <meta charset=big5> --><meta charset=latin1>\xe0.", None, "cp1252"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?>\xe0.", None, "iso8859-2"),
        (b"<meta charset=utf-8>\xe0.", None, "utf-8"),
        (b"<meta charset=utf-16>\xe0.", None, "utf-8"),
        (b"<meta charset=utf-7>\xe0.", None, "cp1258"),
        (b"<meta charset=no-such><meta charset=gbk>\xe0.", None, "gbk"),
        (b"\xe0.", None, "cp1258"),
        (b"\xe0.", "text/html; charset=rot13", "cp1258"),
    ],
)
def test_where_the_encoding_is_found(data: bytes, content_type: str | None, encoding: str) -> None:
    assert decode(data, content_type)[1] == encoding


def test_windows_1258_writes_tones_behind_their_letters() -> None:
    text, encoding = decode(b"B\xea\xecn Lam")
    assert (encoding, unicodedata.normalize("NFC", text)) == ("cp1258", "Bến Lam")


# ---- trees --------------------------------------------------------------------------------------


@given(PIECES)
def test_an_element_stands_in_one_that_began_before_it(page: str) -> None:
    tree = grow(page, scan(page))
    assert all(NOWHERE <= parent < number for number, parent in enumerate(tree.parents))
    assert all(NOWHERE <= owner < len(tree.elements) for owner in tree.owners)
    assert all(
        owner == NOWHERE or tree.elements[owner].start < run.start
        for run, owner in zip(tree.runs, tree.owners, strict=True)
    )


@pytest.mark.parametrize(
    "page, owner",
    [
        ("<div><p>a<p>b</div>x", None),
        ("<ul><li>a<li>x</ul>", "li"),
        ("<table><tr><td>a<td>x</table>", "td"),
        ("<nav><div>a</nav>x", None),
        ("<div><b>a</div>x</b>", None),
        ("<div>a</span></b></p>x</div>", "div"),
        ("<p>a<div>x</div>", "div"),
        ("<section><form><div>a</form>x</section>", "div"),
        ("<div " + "a " * 1000 + ">x", "div"),
    ],
)
def test_elements_end_as_in_a_browser(page: str, owner: str | None) -> None:
    tree = grow(page, scan(page))
    last = tree.owners[-1]
    assert (None if last == NOWHERE else tree.elements[last].name) == owner
