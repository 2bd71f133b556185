"""Lines of PDF pages, by the edges of their letters: what a page repeats, columns, steps, which lines are one paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ubnd_digest.formats.pdf import paragraphs
from ubnd_digest.formats.pdf.document import _written
from ubnd_digest.formats.pdf.layout import RawLine, in_reading_order, is_apart, usual_step, without_furniture
from ubnd_digest.formats.pdf.worker import _from_left
from ubnd_digest.model.spans import Span

HEIGHT, STEP, LEFT = 10, 15, 50.0


def line(text: str, base: float, left: float = LEFT, *, right: float | None = None, page: int = 1) -> RawLine:
    """A line 10 points high, in letters 5 points wide, or as wide as they must be to end at an edge."""
    wide = 5.0 if right is None else (right - left) / len(text)
    edges = [(left + wide * at, left + wide * at + wide) for at in range(len(text))]
    return RawLine(page, text, base, base + HEIGHT, base, edges)


def page_of(*texts: str, page: int = 1) -> list[RawLine]:
    """Lines below one another."""
    return [line(text, 700 - STEP * number, page=page) for number, text in enumerate(texts)]


def told(lines: list[RawLine]) -> list[str]:
    return [one.text for one in lines]


# ---- what stands on every page ---------------------------------------------------------------

BODY = ("mot", "hai", "ba", "bon", "nam")


@pytest.mark.parametrize(
    ("heads", "left"),
    [
        # told once; where half of the pages have it, and no more, everywhere
        (["CONG BAO"] * 3, ["CONG BAO", None, None]),
        (["CONG BAO", "CONG BAO", "khac", "nua"], ["CONG BAO", "CONG BAO", "khac", "nua"]),
        (["CONG BAO", "CONG  BAO", "CONG BAO", "nua"], ["CONG BAO", None, None, "nua"]),
        (["CONG BAO", "CONG BAO", "khac"], ["CONG BAO", None, "khac"]),
        (["CONG BAO"], ["CONG BAO"]),
        # with the number of the page in it nowhere
        (["Trang 1/3", "Trang 2/3", "Trang 3/3"], [None] * 3),
        (["Trang 1/3"], ["Trang 1/3"]),
    ],
)
@pytest.mark.parametrize("at", [0, 1, -2, -1])
def test_what_most_pages_repeat_at_an_edge_is_told_once(heads: list[str], left: list[str | None], at: int) -> None:
    pages = [[f"{word} {number * 'x'}" for word in BODY] for number in range(len(heads))]
    for page, head in zip(pages, heads, strict=True):
        page[at] = head
    found = [told(page) for page in without_furniture([page_of(*page) for page in pages])]
    for page, head in zip(pages, left, strict=True):
        page[at : at + 1 or None] = [head] if head else []
    assert [[" ".join(text.split()) for text in page] for page in found] == [
        [" ".join(text.split()) for text in page] for page in pages
    ]


def test_what_stands_further_inside_is_no_head_of_a_page() -> None:
    pages = [page_of(f"mot {x}", f"hai {x}", "Noi nhan", f"bon {x}", f"nam {x}") for x in "abc"]
    assert [told(page) for page in without_furniture(pages)] == [told(page) for page in pages]


def test_what_a_page_repeats_inside_stays() -> None:
    pages = [page_of("CONG BAO", f"hai {x}", "CONG BAO", f"bon {x}", f"nam {x}") for x in "abc"]
    found = [told(page) for page in without_furniture(pages)]
    assert found == [told(pages[0]), told(pages[1])[1:], told(pages[2])[1:]]


@pytest.mark.parametrize(
    ("number", "apart", "is_one"),
    [
        ("7", 12.5, True),
        ("- 12 -", 12.5, True),
        ("1234", 12.5, True),
        ("7", 12.0, False),  # near the text
        ("12345", 12.5, False),
        ("7a", 12.5, False),
    ],
)
@pytest.mark.parametrize("body", [("mot hai", "ba bon"), ("mot hai",)])
@pytest.mark.parametrize("top", [True, False])
def test_a_number_that_stands_alone_is_that_of_the_page(
    number: str, apart: float, is_one: bool, top: bool, body: tuple[str, ...]
) -> None:
    lines = page_of(*body)
    base = lines[0].base + HEIGHT + apart if top else lines[-1].base - HEIGHT - apart
    page = [line(number, base, 148), *lines]
    (kept,) = without_furniture([page])
    assert kept == (lines if is_one else page)


def test_a_number_that_is_all_of_a_page_stays() -> None:
    assert [told(page) for page in without_furniture([page_of("7"), page_of(*BODY)])] == [["7"], list(BODY)]


# ---- columns ---------------------------------------------------------------------------------


def across(row: int, gap: float = 12.5, left: str = "trai") -> RawLine:
    """A line of two pieces with a gap, where a blank stands."""
    one, other = line(left, 700 - STEP * row), line(f"phai {row}", 700 - STEP * row, 50 + 5 * len(left) + gap)
    blank = (one.edges[-1][1], other.edges[0][0])
    return one._replace(text=f"{one.text} {other.text}", edges=[*one.edges, blank, *other.edges])


@pytest.mark.parametrize(
    ("rows", "others", "gap", "are_two"),
    [
        (6, 0, 12.5, True),
        (5, 0, 12.5, False),  # too few rows
        (6, 0, 12.0, False),  # too narrow for a gutter
        (6, 4, 12.5, True),
        (6, 5, 12.5, False),  # too small a part of the lines
    ],
)
def test_a_gap_at_one_place_in_many_lines_is_a_gutter(rows: int, others: int, gap: float, are_two: bool) -> None:
    both = [across(row, gap) for row in range(rows)]
    wide = [line("mot dong dai het ca hai cot", 700 - STEP * row) for row in range(rows, rows + others)]
    found = told(in_reading_order([*both, *wide]))
    apart = [*["trai"] * rows, *(f"phai {row}" for row in range(rows))]
    assert found == [*(apart if are_two else told(both)), *told(wide)]


@pytest.mark.parametrize(("start", "end"), [(82.5, 100), (60, 82.5)])
def test_a_gap_that_begins_or_ends_at_the_gutter_is_cut_there(start: float, end: float) -> None:
    page = [across(row, 25) for row in range(7)]  # from 70 to 95
    one, other = line("xy", 580, start - 10), line("z", 580, end)
    edges = [*one.edges, (start, end), *other.edges]
    assert told(in_reading_order([*page, one._replace(text="xy z", edges=edges)]))[7::8] == ["xy", "z"]


@pytest.mark.parametrize(
    ("left", "order"),
    [
        (82.5, ("trai", "below", "phai", "alone")),
        (82.25, ("trai", "phai", "alone", "below")),  # it goes over both
        (57.5, ("trai", "alone", "below", "phai")),
        (57.75, ("trai", "phai", "alone", "below")),
    ],
)
def test_a_line_beside_the_gutter_stands_in_its_column(left: float, order: tuple[str, ...]) -> None:
    page = [across(row, 25) for row in range(7)]
    found = told(in_reading_order([*page, line("alone", 580, left), line("below", 565)]))
    assert tuple(dict.fromkeys(word.partition(" ")[0] for word in found)) == order


def test_gaps_at_many_places_are_no_gutter() -> None:
    page = [across(row, 13, "x" * (3 + 6 * row)) for row in range(7)]
    assert in_reading_order(page) == page
    page = [across(row, 13, "x" * (30 if row < 7 else 3)) for row in range(12)]
    page += [line("mot dong", 500 - STEP * row) for row in range(8)]
    assert in_reading_order(page) == page  # seven of twenty lines have one at one place


def test_a_column_may_be_as_wide_as_a_letter() -> None:
    found = told(in_reading_order([across(row, 25, "1") for row in range(6)]))
    assert found == [*["1"] * 6, *(f"phai {row}" for row in range(6))]


def test_a_part_of_a_line_begins_and_ends_with_its_letters() -> None:
    whole = line("  ab cd ", 700)
    part = whole.cut(1, 6)
    assert (part.text, part.edges) == ("ab c", whole.edges[2:6])
    assert whole.cut(5, 8).edges == whole.edges[5:7]


# ---- steps -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "usual"),
    [
        ([], 0.0),
        ([15], 15),
        ([15, 18, 18, 18], 18),
        ([1, 18, 18], 1),
        ([15, 15, 30, 30, 30, 30], 15),
        ([0, 0, 20], 20),  # on one line
        ([-100, 20], 20),  # the next column
        ([40, 50], 0.0),  # four lines and more
        ([39], 39),
    ],
)
def test_the_usual_step_is_that_of_lines_which_follow_one_another(steps: list[float], usual: float) -> None:
    bases = [700.0]
    for step in steps:
        bases.append(bases[-1] - step)
    assert usual_step([line("a", base) for base in bases]) == usual


@pytest.mark.parametrize(("step", "space", "apart"), [(20, 23, False), (20, 23.1, True), (0, 23, False), (1, 2, True)])
def test_more_than_the_usual_step_sets_lines_apart(step: float, space: float, apart: bool) -> None:
    assert is_apart(line("a", 700), line("b", 700 - space), step) is apart


def test_a_line_higher_up_than_the_last_begins_another_column() -> None:
    first = [line("mot hai ba", 700), line("bon", 685), line("nam", 690)]
    second = [line("sau bay", 700, 300), line("tam chin muoi", 685, 290)]
    placed = list(paragraphs.columns([*first, *second]))
    assert [one.line for one in placed] == [*first, *second]
    assert [(one.left, one.right) for one in placed] == [(50, 100)] * 3 + [(290, 355)] * 2
    assert len({one.step for one in placed}) == 1
    lines = [line("a", 700), line("b", 640), line("c", 660, 90)]
    assert [one.left for one in paragraphs.columns(lines)] == [50, 50, 90]
    (higher,) = list(paragraphs.columns([line("a", 685), line("b", 690.1)]))[1:]
    assert (higher.left, higher.right) == (50, 55)


# ---- paragraphs ------------------------------------------------------------------------------

FULL = "x" * 39  # of 40 letters: not even a letter and a blank would have fitted


def joined(*lines: RawLine) -> list[str]:
    """What stands between lines of one column, of which the first one goes over all of it."""
    wide = line("w" * 40, 715)
    return paragraphs.joints(list(paragraphs.columns([wide, *lines])))[1:]


@pytest.mark.parametrize(
    ("above", "below", "between"),
    [
        (FULL, "thuong", " "),
        ("x" * 30, "thuong", "\n"),  # the word would have fitted
        # with a blank as wide as a third of the height of the line; in small letters it nearly suffices
        ("x" * 32, "thuong", "\n"),
        ("x" * 33, "thuong", " "),
        ("x" * 33, "123456", " "),
        ("x" * 33, "Thuong", "\n"),
        ("x" * 34, "Thuong", " "),
        (f"{'x' * 38}.", "thuong", " "),
        (f"{'x' * 38}.", "Thuong", "\n"),
        (f"{'x' * 38})", "Thuong", " "),
        (f"{'x' * 37}.”", "Thuong", "\n"),
        *((f"{'x' * 38}{sign}", "Thuong", "\n") for sign in ".;:!?…"),
        (f"{'x' * 38},", "Thuong", " "),
        *((f"{'x' * 37}{ending}", "Thuong", " ") for ending in ("aX", ".X")),
        (f"{'x' * 38}X", "thuong", " "),
        (FULL, "tHUONG", " "),
        # of words only the first one counts
        ("x" * 30, "mot hai ba", "\n"),
        ("x" * 33, "thuong a", " "),
        # within a number or a symbol nothing stands, nor where a word was parted
        (f"{'x' * 34} 12/Q-", "UBND", ""),
        (f"{'x' * 36} 5/", "QUBND", ""),
        (f"{'x' * 36} - ", "thuong", " "),
        (f"{'x' * 38}-", "(thuong", " "),
        (f"{'x' * 38}\u00ad", "thuong", ""),
        (FULL, "  thuong", " "),
        (f"{FULL} ", "2026", " "),
    ],
)
def test_a_line_goes_on_below_where_the_next_word_did_not_fit(above: str, below: str, between: str) -> None:
    assert joined(line(above, 700), line(below, 685)) == [between]


@pytest.mark.parametrize(
    ("edge", "below", "between"),
    [(214.0, "thuong", "\n"), (214.1, "thuong", " "), (217.7, "Thuong", "\n"), (217.8, "Thuong", " ")],
)
def test_how_near_the_edge_a_line_must_end_to_be_full(edge: float, below: str, between: str) -> None:
    assert joined(line("x" * 41, 700, right=edge), line(below, 685)) == [between]


def test_a_line_of_one_sign_is_no_part_of_a_number() -> None:
    assert joined(line("-", 700, 245), line("thuong", 685)) == [" "]


@pytest.mark.parametrize(("indent", "between"), [(0.0, " "), (6.0, " "), (6.1, "\n")])
def test_an_indent_begins_a_paragraph(indent: float, between: str) -> None:
    assert joined(line(FULL, 700), line("thuong", 685, LEFT + indent)) == [between]


@pytest.mark.parametrize(("space", "between"), [(15, " "), (17.2, " "), (17.3, "\n\n")])
def test_space_begins_a_paragraph(space: float, between: str) -> None:
    lines = [line(FULL, 700 - 15 * row) for row in range(4)]
    assert joined(*lines, line("thuong", lines[-1].base - space))[-1] == between


FLUSH = f"{FULL}y"


@pytest.mark.parametrize(("edge", "between"), [(250, " "), (248.5, " "), (248.4, "\n")])
def test_in_a_column_that_is_set_flush_a_line_that_does_not_reach_the_edge_ends_its_paragraph(
    edge: float, between: str
) -> None:
    flush = [line(FLUSH, 700 - 15 * row) for row in range(4)]
    below = line(FULL, 640, right=edge)
    assert joined(*flush, below, line("Thuong", 625))[-1] == between


@pytest.mark.parametrize(
    ("texts", "between"),
    [
        ([f"{FULL}."], " "),
        # three lines in five, the last one included, reach the edge; two do
        ([FLUSH, FULL, FULL, FLUSH, f"{FULL}."], " "),
        ([FLUSH, FULL, FULL, FULL, f"{FULL}."], "\n"),
    ],
)
def test_a_column_is_set_flush_where_three_lines_in_five_reach_its_edge(texts: list[str], between: str) -> None:
    lines = [line(text, 700 - 15 * row) for row, text in enumerate([*texts, "Thuong"])]
    assert paragraphs.joints(list(paragraphs.columns(lines)))[-1] == between


@pytest.mark.parametrize("by_space", [False, True])
@pytest.mark.parametrize(
    ("count", "parted", "flush", "between"),
    [(5, 4, False, " "), (5, 3, False, "\n"), (1, 1, False, " "), (5, 5, True, "\n")],
)
def test_where_paragraphs_are_set_apart_a_capital_begins_none(
    count: int, parted: int, flush: bool, between: str, by_space: bool
) -> None:
    # lines that end early, so many of them above space or an indent
    rows, at = [line(FLUSH if flush else FULL, 700 - 15 * row) for row in range(10)], 550.0
    rows.append(line("x" * 10, at))
    for number in range(count):
        at -= 20 if by_space and number < parted else 15
        rows.append(line("x" * 10, at, LEFT + (20 if number < parted and not by_space else 0)))
    rows += [line(f"{'x' * 38}.", at - 15), line("Thuong", at - 30)]
    assert joined(*rows)[-1] == between


@pytest.mark.parametrize(
    ("space", "above", "below", "between"),
    [
        (15, FULL, "thuong", " "),
        (15, FULL, "Thuong", " "),
        (15, f"{'x' * 38}.", "thuong", "\n"),
        (15, f"{'x' * 38}.", "Thuong", "\n"),
        (15, f"{'x' * 39}.", "thuong", " "),  # it reaches the edge
        # a line that is alone at the foot of the page is a heading, if a capital follows
        (30, FULL, "Thuong", "\n"),
        (30, FULL, "UBND", "\n"),
        (30, FULL, "tHUONG", " "),
        (30, FULL, "2026", " "),
    ],
)
@pytest.mark.parametrize("is_column", [False, True])
def test_on_the_next_page_and_in_the_next_column_a_line_goes_on_unless_its_sentence_has_ended(
    space: float, above: str, below: str, between: str, is_column: bool
) -> None:
    first = [line("w" * 40, 760), *(line(FULL, 745 - 15 * row) for row in range(4))]
    first.append(line(above, first[-1].base - space))
    left, page, top = (300.0, 1, 760) if is_column else (LEFT, 2, 500)  # what is lower on the next page is no space
    second = [line(text, top - 15 * row, left, page=page) for row, text in enumerate([below, "w" * 40, FULL, FULL])]
    lines = [*first, *second]
    placed = paragraphs.columns(lines) if is_column else [*paragraphs.columns(first), *paragraphs.columns(second)]
    assert paragraphs.joints(list(placed))[len(first) - 1] == between


def test_a_line_that_is_all_of_its_page_is_no_heading() -> None:
    first, second = [line(f"{'x' * 12}   ", 700)], [line("Thuong", 700, page=2)]
    assert paragraphs.joints([*paragraphs.columns(first), *paragraphs.columns(second)]) == [" "]


def test_the_places_of_lines_are_those_in_the_text() -> None:
    pages = [
        [line("w" * 40, 715), line(f"{FULL} ", 700), line("thuong.", 685)],
        [line(f"{FULL[1:]}/ ", 715, page=2), line("UBND", 700, page=2)],
    ]
    found = _written(pages)
    assert found.text == f"{'w' * 40} {FULL} thuong.\n{FULL[1:]}/UBND" and found.pages == 2
    for one in [text for page in pages for text in page]:
        start = found.text.index(one.text.rstrip())
        (place,) = (placed for placed in found._lines if placed.start == start)
        assert (place.page, place.bottom, place.top) == (one.page, one.bottom, one.top)
        assert list(place.edges) == list(one.edges[: len(one.text.rstrip())])
    assert all(one.start < other.start for one, other in pairwise(found._lines))
    at = found.text.index("thuong")
    first, below = (found.stretches(Span(start, start + 2)) for start in (0, at))
    assert [(box.page, box.left, box.right, box.bottom) for box in (*first, *below)] == [
        (1, 50, 60, 715),
        (1, 50, 60, 685),
    ]
    both = found.stretches(Span(at - 2, at + 1))  # a blank stands between them
    assert [(box.left, box.right) for box in both] == [(240, 245), (50, 55)]
    assert found.stretches(Span(at, at)) == () and len(found.stretches(Span(0, len(found.text)))) == 5


# ---- letters of a second font ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("letters", "lefts", "words"),
    [
        # in their turn they stay as they are, blanks and all
        ("ab cd", [0, 5, 10, 15, 20], "ab cd"),
        ("abd c", [0, 5, 15, 11.5, 12], "abd c"),
        # drawn after their turn, they go where they stand, with a blank in a gap
        ("abdc", [0, 5, 15, 10], "abcd"),
        ("abdc", [0, 5, 22, 12], "ab c d"),
        ("abdc", [0, 5, 16.75, 10], "abc d"),
        ("abdc", [0, 5, 16.5, 10], "abcd"),
        ("a\u0301bc", [5, 5, 10, 0], "ca\u0301b"),
    ],
)
def test_letters_that_are_drawn_late_go_where_they_stand(letters: str, lefts: list[float], words: str) -> None:
    edges = [edge for left in lefts for edge in (left, left + 5)]
    found, places = _from_left(list(letters), edges, HEIGHT)
    assert found == words and len(places) == 2 * len(words)
    if " " not in letters and found != letters:
        assert places[::2] == sorted(places[::2])


@pytest.mark.parametrize(("left", "words"), [(16.5, "ba"), (16.0, "ab")])
def test_how_far_back_a_letter_is_drawn_tells_that_it_is_late(left: float, words: str) -> None:
    assert _from_left(["b", "a"], [20, 25, left, left + 5], HEIGHT)[0] == words


def test_of_a_line_without_a_height_no_letter_is_late() -> None:
    assert _from_left(["b", "a"], [20, 25, 0, 5], 0) == ("ba", [20, 25, 0, 5])
