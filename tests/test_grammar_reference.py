"""The grammar reference: every definition is there once, every link leads somewhere, every diagram says what the body says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("railroad", reason='draws with railroad-diagrams: pip install -e ".[diagrams]"')

import grammar_reference
from grammar_pages import comments
from grammar_pages import notation as notation_module
from grammar_pages.bodies import read_body, remarks
from grammar_pages.comments import code, comment_line, comment_lines, paragraphs, prose
from grammar_pages.drawing import draw
from grammar_pages.entries import entries_of, head_of
from grammar_pages.nodes import NOTHING, Choice, Look, Named, Node, Place, Raw, Ref, Repeat, Seq, Sign, Text, references
from grammar_pages.notation import is_plain, notation
from grammar_pages.page import pages
from ubnd_digest.grammar.definitions import Definition, definitions
from ubnd_digest.grammar.files import GrammarFile

FILES = tuple(grammar_reference.read(file) for file in grammar_reference.all_files())
DEFINITIONS = [definition for file in FILES for definition in definitions(file)]
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
WIDEST = 1000

DIGIT = Sign("digit", "digits")
LETTER = Sign("letter", "letters")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages(FILES)


@pytest.fixture(scope="module")
def markdown(written: dict[str, str]) -> str:
    return written["grammar-reference.md"]


@pytest.fixture(scope="module")
def pictures(written: dict[str, str]) -> dict[str, ET.Element]:
    return {path: ET.fromstring(text) for path, text in written.items() if path.endswith(".svg")}


def defined(text: str, file: str = "some.lark") -> list[Definition]:
    return list(definitions(GrammarFile(file, text)))


def tree(text: str) -> Node:
    return read_body(defined(text + "\n")[0])


def words_of(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


# ---- the page ----------------------------------------------------------------------------------


def test_all_grammar_files_are_described() -> None:
    root = Path(__file__).parents[1] / "grammars"
    assert {file.name for file in FILES} == {path.relative_to(root).as_posix() for path in root.rglob("*.lark")}


@pytest.mark.slow  # all tables are made
def test_every_definition_appears_once_in_the_order_of_its_file(markdown: str) -> None:
    places = [f"`{definition.file}:{definition.line}`" for definition in DEFINITIONS]
    assert re.findall(r"`[^`\s]+\.lark:\d+`", markdown) == places
    headings = re.findall(r"^### `(\w+)`", markdown, re.MULTILINE)
    assert headings == [definition.name for definition in DEFINITIONS]
    assert len(re.findall(r'^<a id="grammar-(?!file-)[^"]*"></a>$', markdown, re.MULTILINE)) == len(DEFINITIONS)


def test_anchors_are_unique_and_links_lead_to_them(markdown: str, pictures: dict[str, ET.Element]) -> None:
    anchors = re.findall(r'<a id="([^"]*)">', markdown)
    assert len({anchor.casefold() for anchor in anchors}) == len(anchors)
    assert set(re.findall(r'<a href="#([^"]*)">', markdown)) <= set(anchors)
    for picture in pictures.values():
        for link in picture.iter(f"{SVG}a"):
            page, anchor = link.attrib[LINK].split("#")
            assert page == "../grammar-reference.md"
            assert anchor in anchors


def test_markdown_links_lead_to_files(markdown: str, written: dict[str, str]) -> None:
    docs = Path(__file__).parents[1] / "docs"
    targets = set(re.findall(r"\]\(([^)]*)\)", markdown))
    assert {target for target in targets if target not in written} == {"grammar.md"}
    assert (docs / "grammar.md").exists()
    assert targets >= {path for path in written if path.endswith(".svg")}


def test_every_name_that_is_used_is_linked_both_ways(markdown: str) -> None:
    entries = entries_of(FILES)
    blocks = dict(re.findall(r'<a id="([^"]*)"></a>\n\n###(.*?)(?=\n<a id=|\Z)', markdown, re.DOTALL))
    for entry in (entry for inside in entries.by_file.values() for entry in inside):
        for name in entries.used_by(entry):
            used = entries.by_name.get(name)
            if used is None:  # a list that a table holds
                continue
            assert f'href="#{used.anchor}"' in blocks[entry.anchor]
            assert f'href="#{entry.anchor}"' in blocks[used.anchor].split("Used by")[1]


def test_examples_and_explanations_of_comments_appear(markdown: str) -> None:
    plain = re.sub(r"\\(.)|`", r"\1", markdown)
    for definition in DEFINITIONS:
        for example in definition.examples:
            assert " ".join(example.split()) in plain, definition.name
    assert "`ngày 24 (và bế mạc ngày 25/7)`: a day, when a later date of the sentence gives its month" in markdown


def test_priorities_are_said_in_words(markdown: str) -> None:
    assert "Word form. Priority 9: tried before what begins alike and has a lower one. `dates.lark:" in markdown


@pytest.mark.slow  # two processes that make all tables
def test_the_page_is_the_same_every_time(written: dict[str, str]) -> None:
    assert pages(FILES) == written
    assert list(pages(FILES)) == list(written)


def test_heads_of_files_introduce_them(markdown: str) -> None:
    section = markdown.split("## `common.lark`\n", 1)[1]
    assert section.lstrip().startswith("Pieces that the other grammars are built from.\n")


def test_what_a_publisher_changes_is_said_at_both_ends() -> None:
    common = GrammarFile("some.lark", "A: /a/\nB: /b/\nr: A B\n")
    own = GrammarFile(
        "publishers/x-1/grammar.lark", "// X.\n\n%extend A: /c/\n%override B: /d/\nMINE: /e/\n%extend r: MINE\n"
    )
    page = pages([common, own])
    markdown = page["grammar-reference.md"]
    assert (
        "For digests of x-1 only: gives more alternatives to "
        '<a href="#grammar-x-1-A"><code>A (x-1)</code></a>, <a href="#grammar-x-1-r"><code>r (x-1)</code></a>; '
        'takes the place of <a href="#grammar-x-1-B"><code>B (x-1)</code></a>; '
        'adds <a href="#grammar-x-1-MINE"><code>MINE (x-1)</code></a>.'
    ) in markdown
    assert 'Changed by <a href="#grammar-x-1-B">' in markdown
    assert 'Word form, in place of <a href="#grammar-B"><code>B</code></a>. `publishers/x-1/grammar.lark:4`' in markdown
    assert {"grammar-reference/x-1-A.svg", "grammar-reference/A.svg"} < set(page)


def test_names_that_differ_in_capitals_only_have_pictures_of_their_own() -> None:
    page = pages([GrammarFile("some.lark", "date: DATE\nDATE: /a/\n")])
    assert {"grammar-reference/date.svg", "grammar-reference/DATE-2.svg"} < set(page)


def test_what_is_declared_has_no_diagram() -> None:
    page = pages([GrammarFile("some.lark", "// what is left\n%declare GAP\n")])
    assert "grammar-reference/GAP.svg" not in page
    assert "without a pattern: the program decides" in page["grammar-reference.md"]


def test_names_from_elsewhere_are_no_links() -> None:
    page = pages([GrammarFile("some.lark", "A: B /x/\n")])
    assert "Uses `B`" in page["grammar-reference.md"]
    assert "href" not in page["grammar-reference/A.svg"]


def test_a_head_comment_is_none_when_it_stands_at_a_definition() -> None:
    assert head_of(GrammarFile("some.lark", "// About A.\nA: /a/\n")) == ()
    assert head_of(GrammarFile("some.lark", "// All.\n//\n//   more\n\nA: /a/\n")) == ("All.", "", "  more")


def test_the_command_writes_what_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "publishers" / "x" / "grammar.lark"
    file.parent.mkdir(parents=True)
    file.write_text("A: /a/ A_B\nA_B: /ngày/\n", encoding="utf-8")
    grammar_reference.main([str(file), "--output", str(tmp_path / "out"), "--link-suffix", ".html"])
    assert "## `publishers/x/grammar.lark`" in (tmp_path / "out" / "grammar-reference.md").read_text(encoding="utf-8")
    picture = (tmp_path / "out" / "grammar-reference" / "x-A.svg").read_text(encoding="utf-8")
    assert "../grammar-reference.html#grammar-x-A_B" in picture
    assert capsys.readouterr().out.startswith(str(tmp_path))


# ---- diagrams ----------------------------------------------------------------------------------


def test_diagrams_fit_a_page_and_hold_all_that_is_drawn(pictures: dict[str, ET.Element]) -> None:
    for path, picture in pictures.items():
        width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
        assert width <= WIDEST, path
        for box in picture.iter(f"{SVG}rect"):
            x, y, w, h = (float(box.attrib[side]) for side in ("x", "y", "width", "height"))
            assert x >= 0, path
            assert y >= 0, path
            assert x + w <= width, path
            assert y + h <= height, path


def test_boxes_do_not_overlap(pictures: dict[str, ET.Element]) -> None:
    for path, picture in pictures.items():
        boxes = [
            tuple(float(box.attrib[side]) for side in ("x", "y", "width", "height"))
            for box in picture.iter(f"{SVG}rect")
            if box.attrib.get("class") is None
        ]
        for number, (x, y, w, h) in enumerate(boxes):
            for u, v, p, q in boxes[number + 1 :]:
                assert x + w <= u or u + p <= x or y + h <= v or v + q <= y, path


def test_pictures_say_what_they_show(pictures: dict[str, ET.Element]) -> None:
    day = pictures["grammar-reference/DAY.svg"]
    assert day.attrib["role"] == "img"
    assert (day.findtext(f"{SVG}title") or "").startswith("DAY: ngày[␣][mùng␣ | mồng␣]‹D›")
    assert {"ngày", "mùng␣", "D", "short_day_year", "2 digits"} <= set(words_of(day))


@pytest.mark.parametrize("module", [comments, notation_module])
def test_examples_are_true(module: ModuleType) -> None:
    tested = doctest.testmod(module)
    assert tested.attempted
    assert not tested.failed


def test_all_bodies_can_be_read() -> None:
    names = {definition.name for definition in DEFINITIONS}
    assert not [d.name for d in DEFINITIONS if d.directive != "declare" and isinstance(read_body(d, names), Raw)]


def test_signs_of_xml_are_escaped() -> None:
    drawing = draw(tree('A: "<&>"'), '"<&>"', lambda _name: None)
    assert words_of(ET.fromstring(drawing.svg)) == ["<&>"]


def test_many_words_stand_in_a_list_and_few_in_a_box() -> None:
    few = draw(Choice(tuple(Text(f"w{n}") for n in range(12))), "", lambda _name: None)
    assert few.lists == ()
    assert "w11" in words_of(ET.fromstring(few.svg))
    many = draw(Choice((*(Text(f"w{n}") for n in range(40)), Ref("B"))), "", lambda _name: None, first_list=3)
    assert [len(words) for words in many.lists] == [40]
    assert words_of(ET.fromstring(many.svg)) == ["one of the 40 in list 3", "B"]


def test_an_optional_stack_is_as_high_as_what_it_holds() -> None:
    long = Seq(tuple(Ref("N" * 40) for _ in range(8)))
    picture = ET.fromstring(draw(Seq((Repeat(long, 0, 1), Text("x"))), "", lambda _name: None).svg)
    assert max(float(box.attrib["y"]) for box in picture.iter(f"{SVG}rect")) + 22 < float(picture.attrib["height"])


# ---- bodies ------------------------------------------------------------------------------------

BODIES = [
    ('A: "ngày"', Text("ngày")),
    ("A: /ngày ?/", Seq((Text("ngày"), Repeat(Text(" "), 0, 1)))),
    ("A: /ngày|năm/", Choice((Text("ngày"), Text("năm")))),
    ("A: /(?:đầu|cuối) năm/", Seq((Choice((Text("đầu"), Text("cuối"))), Text(" năm")))),
    ("A: /a|b/", Choice((Text("a"), Text("b")))),
    ("A: /(?:a|)b/", Seq((Repeat(Text("a"), 0, 1), Text("b")))),
    ("A: /[0-9]{1,2}/", Repeat(DIGIT, 1, 2)),
    (r"A: /\d+/", Repeat(DIGIT, 1, None)),
    (r"A: /[^\W\d_]+?/", Repeat(LETTER, 1, None, lazy=True)),
    (r"A: /[^\W_]/", Sign("letter or digit", "letters or digits")),
    (r"A: /[^\W0-9]/", Sign("letter or _", "letters or _")),
    (r"A: /\w/", Sign("letter, digit or _", "letters, digits or _")),
    (r"A: /[^\w]/", Sign("sign or space", "signs or spaces")),
    ("A: /[.-]/", Sign("one of . -", "of . -")),
    ("A: /[a-zđ]/", Sign("one of a–z đ", "of a–z đ")),
    (r"A: /[ \n]/", Sign("line end or ␣", "of ␣ and line ends")),
    ("A: /[^;]{0,9}/", Repeat(Sign("any character but ;", "characters but ;"), 0, 9)),
    (r"A: /[^.\n]/", Sign("any character but . and line ends", "characters but . and line ends")),
    ("A: /./", Sign("any character", "characters")),
    ("A: /a(?=b)/", Seq((Text("a"), Look(Text("b"))))),
    ("A: /(?<!số )a/", Seq((Look(Text("số "), behind=True, negated=True), Text("a")))),
    ("A: /(?!a)(?!b)/", Look(Choice((Text("a"), Text("b"))), negated=True)),
    ("A: /(?:(?<=a)|(?<=b))/", Look(Choice((Text("a"), Text("b"))), behind=True)),
    ("A: /(?=a)(?=b)/", Seq((Look(Text("a")), Look(Text("b"))))),
    ("A: /(?!)/", Place("never found, until a publisher's grammar overrides it")),
    ("A: /^a$/", Seq((Place("at the beginning"), Text("a"), Place("at the end")))),
    ("A: /(?P<day>[0-9])/", Named("day", DIGIT)),
    ("A: /(?P<acts>)/", Named("acts", NOTHING)),
    ("A: /(a)(?:b)/", Text("ab")),
    ("A: /(?P<x>a)(?P=x)/", Seq((Named("x", Text("a")), Place("the same as x once more")))),
    ("A: /(?i:a)/", Text("a")),
    # pieces, of which none is an expression by itself
    ("A: /(?P<type>/ TYPE /)/", Named("type", Ref("TYPE"))),
    ("A: /(?:/ D /|/ M /)?x/", Seq((Repeat(Choice((Ref("D"), Ref("M"))), 0, 1), Text("x")))),
    (
        "A: /ngày ?/ D (SLASH | / tháng/) M",
        Seq((Text("ngày"), Repeat(Text(" "), 0, 1), Ref("D"), Choice((Ref("SLASH"), Text(" tháng"))), Ref("M"))),
    ),
    ("A: B (/, /B)~0..20", Seq((Ref("B"), Repeat(Seq((Text(", "), Ref("B"))), 0, 20)))),
    ("A: B~3", Repeat(Ref("B"), 3, 3)),
    ("A: [B] C*", Seq((Repeat(Ref("B"), 0, 1), Repeat(Ref("C"), 0, None)))),
    ('A: "a".."c"', Sign("one of a–c", "of a–c")),
    ('A: ( "a" | "b" | "a" ) B', Seq((Choice((Text("a"), Text("b"))), Ref("B")))),
    (r'A: "a.b" /\//', Text("a.b/")),
    ('A: "x"i', Text("x")),
    # rules
    ("a: B | _c", Choice((Ref("B"), Ref("_c")))),
    ("?a: (B | c)+ D?", Seq((Repeat(Choice((Ref("B"), Ref("c"))), 1, None), Repeat(Ref("D"), 0, 1)))),
    ('a: B -> other\n    | "x" /[0-9]/   // a remark', Choice((Ref("B"), Seq((Text("x"), DIGIT))))),
    # no bodies
    ("A: /(/", Raw("/(/")),
    ("A: )", Raw(")")),
]


@pytest.mark.parametrize("body, expected", BODIES, ids=[body for body, _ in BODIES])
def test_bodies_become_trees(body: str, expected: Node) -> None:
    assert tree(body) == expected


def test_a_text_is_no_reference() -> None:
    assert Text("A") != Ref("A")
    assert references(tree("A: /x(?=/ B /|/ C /)/ B")) == ("B", "C")


NOTATIONS = [
    ("A: /báo (?:cáo|chí)/", "báo (cáo | chí)", True),
    ("A: / ?, ?và /", "[␣],[␣]và␣", True),
    ("A: /[0-9]{1,4}[a-z]?/", "‹1 to 4 digits›[‹one of a–z›]", True),
    ("A: /[0-9]+[a-z]*/", "‹digits›‹any number of a–z›", True),
    ("A: /(?:ab){2,}/", "(ab)‹2 or more times›", False),
    ("A: B C?", "‹B›[‹C›]", False),
    ("A: /thu(?! phí)/", "thu‹not followed by ␣phí›", False),
    ("A: /a|b/", "a | b", True),
    (r"A: /a\n/", "a↵", True),
]


@pytest.mark.parametrize("body, line, plain", NOTATIONS, ids=[body for body, *_ in NOTATIONS])
def test_trees_are_written_in_a_line(body: str, line: str, plain: bool) -> None:
    assert notation(tree(body)) == line
    assert is_plain(tree(body)) is plain


DRAWN = [
    ("A: /[0-9]{1,2}/", ["1 or 2 digits"]),
    ("A: /(?:a b){1,5}/", ["a b", "1 to 5 times"]),
    ("A: /(?:ab)*?/", ["ab", "as few as possible"]),
    ("A: /(?:ab)+/", ["ab"]),
    ("A: /x(?![0-9])/", ["x", "not followed by a digit"]),
    ("A: /x(?=[.-])/", ["x", "followed by one of . -"]),
    ("A: /(?<=B)x/", ["preceded by B", "x"]),
    ("A: /x(?=/ B /)/", ["x", "B", "followed by:"]),
    ("A: /(?P<day>)/", ["here", "day"]),
    ("A: /(?:a|b|c|d)/", ["a", "|", "b", "|", "c", "|", "d"]),
    ("A: /(?:a|b|c)/", ["a", "b", "c"]),
]


@pytest.mark.parametrize("body, words", DRAWN, ids=[body for body, _ in DRAWN])
def test_trees_are_drawn_with_these_words(body: str, words: list[str]) -> None:
    assert words_of(ET.fromstring(draw(tree(body), "", lambda _name: None).svg)) == words


def test_remarks_inside_bodies_are_kept() -> None:
    (definition,) = defined('a: B "//"  // the first\n    | C\n    | D E   // no F follows\n')
    assert list(remarks(definition)) == [('B "//"', "the first"), ("D E", "no F follows")]


# ---- comments ----------------------------------------------------------------------------------

COMMENTS = [
    ("5 · 05 · 31", "`5` · `05` · `31`"),
    ("9 · 12, and no other number", "`9` · `12`, and no other number"),
    ("No letter follows: the word ends here.", "No letter follows: the word ends here."),
    ("Words with which a name begins: Sở · UBND", "Words with which a name begins: `Sở` · `UBND`"),
    ("Sở Y tế · các Sở: Y tế, Tư pháp", "`Sở Y tế` · `các Sở: Y tế, Tư pháp`"),
    ("Ngày đăng: … · Công dân: around the title only", "`Ngày đăng: …` · `Công dân`: around the title only"),
    ("ngày 8.3        and not: ngày 8-10", "`ngày 8.3` and not: `ngày 8-10`"),
    ("2026 (hộ): the number before *these*", r"`2026 (hộ)`: the number before \*these\*"),
    ("a day is `x` · số", r"a day is \`x\` · `số`"),
]


@pytest.mark.parametrize("comment, expected", COMMENTS, ids=[comment for comment, _ in COMMENTS])
def test_examples_are_code_and_explanations_prose(comment: str, expected: str) -> None:
    assert comment_line(comment) == expected


def test_lines_of_a_comment_go_on_or_are_broken() -> None:
    assert comment_lines(["sáng: the first", "part of a day", "(?P<x>) is the day"]) == (
        "`sáng`: the first\npart of a day\\\n(?P\\<x\\>) is the day"
    )


def test_heads_are_paragraphs_with_lines() -> None:
    head = ["All.", "Read:", "  one", "    and on", "  two", "", "- last"]
    assert paragraphs(head) == "All.\nRead:\\\none\nand on\\\ntwo\n\n\\- last"


def test_code_and_prose_hold_everything() -> None:
    assert [code("a"), code("`a"), code("a``b"), code(" a")] == ["`a`", "`` `a ``", "```a``b```", "`  a `"]
    assert prose("1. [a](b) <c> $d$") == r"1\. \[a\]\(b) \<c\> \$d\$"
