"""Laws of annotated text: each mention is rewritten once, and nothing else changes."""

from __future__ import annotations

import html
import random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ubnd_digest as ud
from strategies import islands, texts
from ubnd_digest.formats.annotate import annotate

TEXT = "Theo Quyết định số 921/QĐ-UBND ngày 30/5/2022 & Công văn số 7/UBND-KT."


def mention(start: int, end: int, text: str = "abcdefgh") -> ud.Mention:
    return ud.Mention(ud.Span(start, end), text[start:end])


def numbered(*spans: tuple[int, int], text: str = "abcdefgh") -> str:
    """The text with every mention in brackets, behind the number under which it was given."""
    mentions = [mention(start, end, text) for start, end in spans]
    numbers = {id(one): number for number, one in enumerate(mentions)}
    return annotate(text, mentions, lambda one, inner: f"{numbers[id(one)]}[{inner}]")


def unchanged(_: ud.Mention, inner: str) -> str:
    return inner


@st.composite
def nested(draw: st.DrawFn) -> tuple[str, list[ud.Mention]]:
    """A text and mentions in it that nest or stand side by side, empty and equal ones too, in any order."""
    text = draw(st.text("abc<&\n", max_size=12))
    chosen: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        if not any(one < start < other < end or start < one < end < other for one, other in chosen):
            chosen.append((start, end))
    return text, [mention(*span, text) for span in draw(st.permutations(chosen))]


# ---- laws ---------------------------------------------------------------------------------------


@given(nested())
def test_unchanged_mentions_give_the_text_back(drawn: tuple[str, list[ud.Mention]]) -> None:
    text, mentions = drawn
    assert annotate(text, mentions, unchanged) == text


@given(nested())
def test_every_mention_is_rendered_once_with_its_text(drawn: tuple[str, list[ud.Mention]]) -> None:
    text, mentions = drawn
    rendered: list[ud.Mention] = []

    def render(one: ud.Mention, inner: str) -> str:
        assert inner == one.text
        rendered.append(one)
        return inner

    annotate(text, mentions, render)
    assert sorted(map(id, rendered)) == sorted(map(id, mentions))


@given(nested())
def test_without_the_marks_it_is_the_text(drawn: tuple[str, list[ud.Mention]]) -> None:
    text, mentions = drawn
    marked = annotate(text, mentions, lambda _, inner: f"\x01{inner}\x02")
    assert marked.translate({1: None, 2: None}) == text
    assert marked.count("\x01") == marked.count("\x02") == len(mentions)


@given(nested())
def test_all_text_and_only_text_is_escaped(drawn: tuple[str, list[ud.Mention]]) -> None:
    text, mentions = drawn
    marked = annotate(text, mentions, lambda _, inner: f"<i>{inner}</i>", escape=html.escape)
    assert html.unescape(marked.replace("<i>", "").replace("</i>", "")) == text
    assert marked.count("<") == 2 * len(mentions)


@given(nested(), st.randoms(use_true_random=False))
def test_order_of_mentions_does_not_matter(drawn: tuple[str, list[ud.Mention]], chance: random.Random) -> None:
    text, mentions = drawn
    shuffled = chance.sample(mentions, len(mentions))

    def render(one: ud.Mention, inner: str) -> str:
        return f"({one.span.start} {inner} {one.span.end})"

    assert annotate(text, shuffled, render) == annotate(text, mentions, render)


CHAINS = st.lists(
    st.sampled_from(("năm 2020", "2021", "2022", "tháng 5", "ngày 30/6", "quý I", "15/7/2022")), min_size=2
).flatmap(
    lambda dates: st.lists(
        st.sampled_from((" - ", " đến ", " và ", ", ")), min_size=len(dates), max_size=len(dates)
    ).map(lambda joints: "".join(map("".join, zip(dates, joints, strict=True))))
)


@given(st.one_of(texts(), islands(), CHAINS))
@example("năm 2020 - 2021 - 2022")
def test_mentions_of_any_text_can_be_rewritten(text: str) -> None:
    digest = ud.parse(text)
    assert annotate(text, digest.mentions, unchanged) == text
    assert annotate(text, iter(ud.find_dates(text)), unchanged) == text
    marked = annotate(text, digest.mentions, lambda _, inner: f"{inner}\x01")
    assert marked.count("\x01") == text.count("\x01") + len(digest.mentions)


# ---- what it looks like -------------------------------------------------------------------------


def test_markup_of_a_reference_goes_around_that_of_its_date() -> None:
    marked = annotate(TEXT, ud.parse(TEXT).mentions, lambda one, inner: f"<{type(one).__name__[0]}>{inner}</>")
    assert marked == "Theo <R>Quyết định số 921/QĐ-UBND <D>ngày 30/5/2022</></> & <R>Công văn số 7/UBND-KT</>."


def test_render_sees_the_type_of_the_mentions() -> None:
    def link(reference: ud.Reference, inner: str) -> str:
        return f'<a href="#{reference.number.serial}">{inner}</a>'

    assert annotate(TEXT, ud.find_references(TEXT), link, escape=html.escape) == (
        'Theo <a href="#921">Quyết định số 921/QĐ-UBND ngày 30/5/2022</a> &amp; <a href="#7">Công văn số 7/UBND-KT</a>.'
    )


def test_text_without_mentions_is_only_escaped() -> None:
    assert annotate("a & b", [], unchanged) == "a & b"
    assert annotate("a & b", [], unchanged, escape=html.escape) == "a &amp; b"
    assert annotate("", [], unchanged, escape=lambda stretch: f"({stretch})") == ""


def test_each_stretch_of_text_is_escaped_once_and_no_empty_one() -> None:
    mentions = [mention(0, 4), mention(1, 3), mention(3, 4), mention(6, 6), mention(7, 8)]
    marked = annotate("abcdefgh", mentions, lambda _, inner: f"[{inner}]", escape=lambda stretch: f"({stretch})")
    assert marked == "[(a)[(bc)][(d)]](ef)[](g)[(h)]"


def test_render_may_leave_out_what_it_is_given() -> None:
    mentions = [mention(1, 7), mention(2, 4)]
    assert annotate("abcdefgh", mentions, lambda *_: "") == "ah"
    assert annotate("abcdefgh", mentions, lambda one, inner: inner if one.span.start == 1 else "?") == "ab?efgh"


@pytest.mark.parametrize(
    "spans, marked",
    [
        ([(0, 8)], "0[abcdefgh]"),
        ([(0, 3), (3, 5)], "0[abc]1[de]fgh"),  # side by side
        ([(3, 5), (0, 3)], "1[abc]0[de]fgh"),
        ([(2, 3), (2, 5)], "ab1[0[c]de]fgh"),  # beginning together
        ([(4, 5), (2, 5)], "ab1[cd0[e]]fgh"),  # ending together
        ([(1, 7), (2, 6), (3, 5), (6, 7)], "a0[b1[c2[de]f]3[g]]h"),
        ([(2, 4), (2, 4), (2, 4)], "ab0[1[2[cd]]]efgh"),  # in one place
        ([(2, 2), (2, 2)], "ab0[1[]]cdefgh"),
        ([(2, 2), (3, 3)], "ab0[]c1[]defgh"),
        ([(2, 2), (2, 4)], "ab1[0[]cd]efgh"),  # empty, where another one begins
        ([(2, 4), (4, 4)], "ab0[cd]1[]efgh"),  # empty, where another one ends
        ([(2, 4), (4, 4), (4, 4), (4, 6)], "ab0[cd]3[1[2[]]ef]gh"),
        ([(0, 0), (8, 8)], "0[]abcdefgh1[]"),
    ],
)
def test_mentions_nest_by_their_spans(spans: list[tuple[int, int]], marked: str) -> None:
    assert numbered(*spans) == marked


def test_date_in_the_place_of_another_mention_is_the_inner_one() -> None:
    (date,) = ud.find_dates("năm 2024")
    other = ud.Mention(date.span, date.text)
    for mentions in ([date, other], [other, date]):
        marked = annotate("năm 2024", mentions, lambda one, inner: f"{type(one).__name__}({inner})")
        assert marked == "Mention(DateExpression(năm 2024))"


# ---- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spans", [[(0, 3), (2, 5)], [(2, 5), (0, 3)], [(0, 3), (1, 2), (2, 5)], [(0, 8), (0, 3), (2, 5)]]
)
def test_mentions_that_cross_are_an_error(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"cross: Span\(start=0, end=3\) and Span\(start=2, end=5\)$"):
        numbered(*spans)


@pytest.mark.parametrize(
    "start, end, text",
    [
        (1, 3, "ab"),  # another text
        (0, 2, "abc"),  # longer than the span
        (0, 3, "ab"),  # shorter than the span
        (2, 9, "cd"),  # the end of the text, and further
        (4, 6, "cd"),  # behind the text
        (5, 5, ""),
    ],
)
def test_mention_of_another_text_is_an_error(start: int, end: int, text: str) -> None:
    stranger = ud.Mention(ud.Span(start, end), text)
    with pytest.raises(
        ValueError, match=rf"Span\(start={start}, end={end}\) is of another text: '{text}'; those of a digest"
    ):
        annotate("abcd", [stranger], unchanged)


@pytest.mark.parametrize(
    ("text", "mentions", "render", "message"),
    [
        (b"abc", [], unchanged, "annotate takes a text as str, not bytes"),
        (ud.parse("abc"), [], unchanged, "annotate takes a text as str, not Digest"),
        ("abc", ud.parse("abc"), unchanged, "mentions are wanted, such as digest.references, not Digest"),
        ("abc", ["abc"], unchanged, "mentions are wanted, such as digest.references; one is of str"),
        ("abc", [], None, "render is a function of a mention and its text, not NoneType"),
    ],
)
def test_wrong_arguments_are_told(text: Any, mentions: Any, render: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        annotate(text, mentions, render)


# ---- size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 8)] * 20_000,
        [(4, 4)] * 20_000,
        [(place, place + 1) for place in range(20_000)],
        [(0, 20_000), *((place, place + 1) for place in range(20_000))],
    ],
    ids=["nested", "empty", "side by side", "many in one"],
)
def test_very_many_mentions_are_no_burden(spans: list[tuple[int, int]]) -> None:
    text = "abcdefgh" * 2_500
    assert annotate(text, [mention(*span, text) for span in spans], unchanged) == text
