"""What is read of a Word document: which text counts, which lines there are, which of them are headings or bold."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from support.files import as_archive, as_word_xml
from ubnd_digest.formats.files import page_of


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(text: str, properties: str = "", of_run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, of_run)}</w:p>"


def cell(*texts: str) -> str:
    return f"<w:tc><w:tcPr><w:b/></w:tcPr>{''.join(map(paragraph, texts))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr><w:trPr><w:ins/></w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read(body: str, styles: str = "") -> ud.WordDocument:
    page = page_of("a.docx", as_word_xml(body, styles))
    assert isinstance(page, ud.WordDocument)
    return page


def headings(body: str, styles: str = "") -> list[str]:
    page = read(body, styles)
    return [page.text[span.start : span.end] for span in page.headings]


# ---- which text counts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ("<w:drawing/>", ""),
        *(
            (f"<w:{name}><w:t>x</w:t></w:{name}>", "")
            for name in ("del", "moveFrom", "Fallback", "rubyBase", "annotation")
        ),
        *((f"<w:{name}>x</w:{name}>", "") for name in ("delText", "instrText", "delInstrText")),
        *((f"<w:{name}><w:t>x</w:t></w:{name}>", "x") for name in ("ins", "moveTo", "Choice", "rubyText")),
    ],
)
def test_what_stands_in_a_run(inside: str, text: str) -> None:
    assert read(f"<w:p><w:r><w:t>a</w:t>{inside}<w:t>b</w:t></w:r></w:p>").text == f"a{text}b"


def test_what_was_deleted_counts_again_behind_its_end() -> None:
    gone = "<w:del><w:p><w:del/><w:r><w:t>x</w:t></w:r></w:p></w:del>"
    assert read(f"{paragraph('a')}{gone}{paragraph('b')}").text == "a\nb"
    assert read(f"{paragraph('a')}<w:sectPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sectPr>").text == "a"


def test_characters_count_within_an_element_of_text_only() -> None:
    assert read("<w:p>x<w:r>y<w:t>a</w:t>z</w:r></w:p>").text == "a"
    assert read("<w:r><w:t>x</w:t></w:r><w:p><w:t>y</w:t><w:r><w:t>a</w:t></w:r></w:p>").text == "a"


@pytest.mark.parametrize(
    ("value", "hidden"),
    [("", True), ('w:val="1"', True), ('w:val="true"', True)]
    + [(f'w:val="{off}"', False) for off in ("0", "false", "off")],
)
def test_hidden_letters_are_left_out(value: str, hidden: bool) -> None:
    assert read(f"<w:p>{run('x', f'<w:vanish {value}/>')}{run('a')}</w:p>").text == ("a" if hidden else "xa")


def test_a_paragraph_whose_mark_was_deleted_goes_on() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert read(paragraph("a ", mark) + paragraph("b")).text == "a b"
    assert read(paragraph("a ", mark) + paragraph("b ", mark) + paragraph("c") + paragraph("d")).text == "a b c\nd"
    assert read(paragraph("a", mark)).text == "a"
    # the mark of a run is none of the paragraph, and an inserted one stays
    assert read(paragraph("a", of_run="<w:del/>") + paragraph("b")).text == "a\nb"
    assert read(paragraph("a", "<w:rPr><w:ins/></w:rPr>") + paragraph("b")).text == "a\nb"


# ---- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (table(row(cell("a"), cell("b")), row(cell("c"), cell("d"))), "a\tb\nc\td"),
        (table(row(cell("a"), cell(""))), "a\t"),
        (table(row(cell("a"))), "a"),
        (table(row(cell("a", "b"), cell("c"))), "a\nb\nc"),
        (table(row(cell("a"), "<w:tc><w:p><w:r><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p></w:tc>")), "a\nb\nc"),
        # a table within a cell is there for the layout
        (table(row(f"<w:tc>{table(row(cell('a'), cell('b')))}</w:tc>", cell("c"))), "a\nb\nc"),
        (table(row(f"<w:tc>{table(row(cell('a')))}</w:tc>", cell("c"))), "a\tc"),
        (f"{paragraph('a')}{table(row(cell('b'), cell('c')))}{paragraph('d')}", "a\nb\tc\nd"),
        # a box stands within a paragraph, and is a line of its own before it
        (f"<w:p>{run('a')}<w:r><w:txbxContent>{paragraph('box')}</w:txbxContent></w:r>{run('b')}</w:p>", "box\nab"),
        (f"<w:tr>{paragraph('a')}</w:tr>", "a"),
        (f"<w:tc>{paragraph('a')}</w:tc>", "a"),
    ],
)
def test_which_lines_there_are(body: str, text: str) -> None:
    assert read(body).text == text


def test_characters_lead_back_to_their_runs() -> None:
    body = (
        f"{paragraph('ab')}<w:p>{run('c')}{run('x', '<w:vanish/>')}<w:r><w:t>de</w:t><w:tab/><w:t>f</w:t></w:r></w:p>"
    )
    page = read(body + table(row(cell("g"), cell("h"))))
    assert page.text == "ab\ncde\tf\ng\th"
    found = {
        word: page.stretches(ud.Span(page.text.index(word), page.text.index(word) + len(word)))
        for word in ("ab", "c", "e", "f", "g", "h")
    }
    assert {word: [(one.paragraph, one.run, one.start, one.end) for one in some] for word, some in found.items()} == {
        "ab": [(0, 0, 0, 2)],
        "c": [(1, 0, 0, 1)],
        "e": [(1, 2, 1, 2)],
        "f": [(1, 2, 3, 4)],
        "g": [(2, 0, 0, 1)],
        "h": [(3, 0, 0, 1)],
    }


MARK = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (table(row(f"<w:tc>{paragraph('a ', MARK)}{paragraph('b')}</w:tc>", cell("c"))), "a b\nc"),
        (table(row(f"<w:tc>{paragraph('a', MARK)}</w:tc>", cell("b"))) + paragraph("c"), "a\tb\nc"),
        ("<w:tr><w:tc/></w:tr><w:tr/>" + paragraph("a"), "a"),
        # what stands where it may not says nothing
        ("<w:pPr><w:pStyle w:val='A'/><w:outlineLvl w:val='1'/><w:rPr><w:del/></w:rPr></w:pPr>" + paragraph("a"), "a"),
        ("<w:rPr><w:b/><w:vanish/></w:rPr>" + paragraph("a"), "a"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:br/></w:r>" + paragraph("a"), "a"),
        ("<w:tab/>" + f"<w:p><w:br/>{run('a')}</w:p>", "a"),
        (f"<w:p>{run('a')}<w:b/><w:vanish/>{run('b')}</w:p>", "ab"),
    ],
)
def test_marks_and_properties_count_in_their_places(body: str, text: str) -> None:
    assert read(body).text == text


def test_a_box_has_its_own_properties() -> None:
    box = f"<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr>{run('an', '<w:vanish/>')}{run('hop', '<w:b/>')}</w:p>"
    around = f"<w:r><w:t>hai </w:t><w:txbxContent>{box}</w:txbxContent><w:t>ba</w:t></w:r>"
    body = f"<w:p>{run('mot ')}{around}{run(' bon')}</w:p>{paragraph('thuong ' * 9)}"
    for of_style in ("", style("H", called="heading 2")):
        page = read(body, of_style)
        assert page.text.splitlines()[:2] == ["hop", "mot hai ba bon"] and headings(body, of_style) == ["hop"]
        (place,) = page.stretches(ud.Span(page.text.index("ba"), page.text.index("ba") + 2))
        assert (place.paragraph, place.run, place.start) == (0, 1, 4)


# ---- headings --------------------------------------------------------------------------------


def style(name: str, properties: str = "", *, kind: str = 'w:type="paragraph"', called: str = "x") -> str:
    return f'<w:style {kind} w:styleId="{name}"><w:name w:val="{called}"/>{properties}</w:style>'


def styled(text: str, name: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{name}"/>')


@pytest.mark.parametrize(
    ("properties", "is_one"),
    [
        *((f'<w:outlineLvl w:val="{level}"/>', True) for level in (0, 1, 8)),
        *((f'<w:outlineLvl w:val="{level}"/>', False) for level in ("9", "12", "", "x", "²")),
        ("", False),
        ('<w:jc w:val="1"/>', False),
    ],
)
def test_a_level_of_the_outline_is_a_heading(properties: str, is_one: bool) -> None:
    plain = paragraph("thuong " * 9)
    body = paragraph("mot", properties) + plain + paragraph("hai", properties) + plain
    assert headings(body) == (["mot", "hai"] if is_one else [])


@pytest.mark.parametrize(
    ("of_style", "is_one"),
    [
        (style("A", called="heading 2"), True),
        (style("A", called="Heading 9"), True),
        (style("A", called="heading 0"), False),
        (style("A", called="heading 10"), False),
        (style("A", called="Heading"), False),
        (style("A", called="Tiêu đề"), False),
        (style("A", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), True),
        (style("A", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'), False),
        (style("A", '<w:pPr><w:outlineLvl w:val="11"/></w:pPr>'), False),
        (style("A", '<w:pPr><w:outlineLvl w:val="²"/></w:pPr>'), False),
        (style("A", kind="", called="heading 2"), True),
        (style("A", kind='w:type="character"', called="heading 2"), False),
        (style("B", called="heading 2"), False),
        # by the one on which it is based, and what it says itself comes first
        (style("A", '<w:basedOn w:val="B"/>') + style("B", called="heading 2"), True),
        (
            style("A", '<w:basedOn w:val="B"/>')
            + style("B", '<w:basedOn w:val="C"/>')
            + style("C", called="heading 2"),
            True,
        ),
        (style("A", '<w:basedOn w:val="B"/><w:outlineLvl w:val="9"/>') + style("B", called="heading 2"), False),
        (style("A", '<w:basedOn w:val="C"/>') + style("B", called="heading 2"), False),
        # the name counts before the level of the outline
        (style("A", '<w:outlineLvl w:val="9"/>', called="heading 2"), True),
        # what stands behind a style is none of it
        (style("A") + '<w:name w:val="heading 2"/>', False),
    ],
)
def test_a_style_may_be_that_of_headings(of_style: str, is_one: bool) -> None:
    plain = paragraph("thuong " * 9)
    body = styled("mot", "A") + plain + styled("hai", "A") + plain
    assert headings(body, of_style) == (["mot", "hai"] if is_one else [])


def test_titles_are_of_the_first_level_and_bold_lines_count_beside_them() -> None:
    body = styled("ten", "T") + paragraph("dam", of_run="<w:b/>") + paragraph("thuong " * 9)
    for called in ("Title", "title"):
        assert headings(body, style("T", called=called)) == ["ten", "dam"]
    two = styled("mot", "H") + styled("hai", "H")
    assert headings(two + body, style("T", called="title") + style("H", called="heading 2")) == ["mot", "hai", "ten"]


@pytest.mark.parametrize("first", ["style", "outline", "title", "heading 1"])
def test_headings_of_the_first_level_leave_bold_lines_in_their_place(first: str) -> None:
    of_style = style("T", '<w:outlineLvl w:val="0"/>') if first == "style" else style("T", called=first)
    level = '<w:outlineLvl w:val="0"/>' if first == "outline" else ""
    named = "".join(paragraph(word, f'<w:pStyle w:val="T"/>{level}') for word in ("mot", "hai"))
    body = named + paragraph("dam", of_run="<w:b/>") + paragraph("thuong " * 9)
    assert headings(body, of_style) == ["mot", "hai", "dam"]


def test_a_line_is_a_heading_by_its_first_paragraph_and_at_the_end_too() -> None:
    plain, of_style = paragraph("thuong " * 9), style("H", called="heading 2")
    first = paragraph("mot ", f'<w:pStyle w:val="H"/>{MARK}') + paragraph("hai")
    assert headings(first + plain + first, of_style) == ["mot hai", "mot hai"]
    assert headings(paragraph("hai ", MARK) + styled("mot", "H") + plain, of_style) == []
    assert headings(plain + paragraph("dam", MARK, "<w:b/>")) == ["dam"]


@pytest.mark.parametrize(("length", "found"), [(62, True), (63, True), (64, False)])
def test_styles_lead_to_one_another_so_often(length: int, found: bool) -> None:
    chain = "".join(style(f"S{n}", f'<w:basedOn w:val="S{n + 1}"/>') for n in range(length))
    for last in (style(f"S{length}", called="heading 2"), style(f"S{length}", "<w:b/>")):
        body = styled("mot", "S0") + paragraph("thuong " * 9) + styled("hai", "S0")
        assert headings(body, chain + last) == (["mot", "hai"] if found else [])


def test_styles_that_lead_to_one_another_end() -> None:
    circle = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')
    assert headings(styled("mot", "A"), circle) == []


@pytest.mark.parametrize(
    ("of_run", "of_style", "bold"),
    [
        ("<w:b/>", "", True),
        ('<w:b w:val="1"/>', "", True),
        *((f'<w:b w:val="{off}"/>', "<w:b/>", False) for off in ("0", "false", "off")),
        ("", "<w:b/>", True),
        *(("", f'<w:b w:val="{off}"/>', False) for off in ("0", "false", "off")),
        ("<w:i/>", "", False),
        ("<w:bCs/>", "", False),
    ],
)
def test_bold_lines_are_headings_where_there_are_no_others(of_run: str, of_style: str, bold: bool) -> None:
    body = paragraph("dam", '<w:pStyle w:val="S"/>', of_run) + paragraph("thuong " * 9)
    assert headings(body, style("S", of_style)) == (["dam"] if bold else [])
    based = style("S", '<w:basedOn w:val="P"/>') + style("P", of_style)
    assert headings(body, based) == (["dam"] if bold else [])


def test_a_line_is_bold_where_all_of_its_words_are() -> None:
    plain = paragraph("thuong " * 9)
    both = run("dam ", "<w:b/>") + run("ca", "<w:b/>")
    for inside, found in (
        (both, ["dam ca"]),
        (f"{both}{run(' khong')}", []),
        (f"{both}{run('  ')}", ["dam ca"]),
        (run(" ", "<w:b/>"), []),
        ("", []),
    ):
        assert headings(f"<w:p>{inside}</w:p>{plain}") == found


def test_a_row_of_cells_is_no_heading() -> None:
    bold = f"<w:tc>{paragraph('dam', of_run='<w:b/>')}</w:tc>"
    assert headings(table(row(bold, bold)) + paragraph("thuong " * 9)) == []
    assert headings(table(row(bold)) + paragraph("thuong " * 9)) == ["dam"]
    head = f"<w:tc>{styled('mot', 'H')}</w:tc>"
    of_style = style("H", called="heading 2")
    assert headings(table(row(head, head)) + styled("hai", "H") + styled("ba", "H"), of_style) == ["hai", "ba"]


# ---- parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("main", "target"), [("word/document2.xml", "word/document2.xml"), ("doc/a.xml", "/doc/a.xml")]
)
def test_the_main_part_is_the_one_that_the_package_names(main: str, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationship Type="{kind}/thumbnail" Target="x.xml"/><Other Type="{kind}/officeDocument" Target="x.xml"/>'
        f'<Relationship Type="{kind}/officeDocument" Target="{target}"/>'
        f'<Relationship Type="{kind}/officeDocument" Target="word/x.xml"/>'
    )
    body = styled("mot", "H") + styled("hai", "H") + paragraph("ba")
    data = as_word_xml(body, style("H", called="heading 2"), main=main, relations=relations)
    if not main.startswith("word/"):
        data = as_archive({**_parts(data), "word/x": b""})
    page = page_of("a.docx", data)
    assert page.text == "mot\nhai\nba" and len(page.headings) == 2


def _parts(data: bytes) -> dict[str, bytes]:
    import io
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_without_the_main_part_a_document_is_damaged() -> None:
    relations = '<Relationship Type="x/officeDocument" Target="word/none.xml"/>'
    with pytest.raises(ud.UnreadableFileError, match=r"a damaged Word document: no word/none\.xml in it"):
        page_of("a.docx", as_word_xml("", relations=relations))
    with pytest.raises(ud.UnreadableFileError, match=r"no word/document\.xml in it"):
        page_of("a.docx", as_archive({"[Content_Types].xml": b"", "word/x": b""}))


@pytest.mark.parametrize(("depth", "told"), [(998, None), (999, "its elements nest too deep")])
def test_how_deep_elements_may_stand_in_one_another(depth: int, told: str | None) -> None:
    body = "<w:x>" * depth + "</w:x>" * depth
    if told is None:
        assert page_of("a.docx", as_word_xml(body)).text == ""
        return
    with pytest.raises(ud.UnreadableFileError) as caught:
        page_of("a.docx", as_word_xml(body))
    assert caught.value.reason == f"a damaged Word document: {told}"


def test_a_document_that_declares_types_is_damaged() -> None:
    with pytest.raises(ud.UnreadableFileError) as caught:
        page_of("a.docx", as_archive({"[Content_Types].xml": b"", "word/document.xml": b"<!DOCTYPE x><x/>"}))
    assert caught.value.reason == "a damaged Word document: it declares types"
