"""Digests from parts, and digests written out canonically."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from attrs import evolve

import ubnd_digest as ud
from ubnd_digest.formats import canonical
from ubnd_digest.model.digest import GrammarIdentity

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày 05/01 - 11/01/2026)"
TREES = ("Trồng rừng phòng hộ", ["UBND tỉnh ban hành Kế hoạch số 7/KH-UBND ngày 06/01/2026 về trồng rừng phòng hộ."])
PORTS = ("Bến thủy nội địa", ["Sở Xây dựng rà soát bến.", "Việc này làm thường xuyên."])
CANONICAL = f"""\
{TITLE}

Trồng rừng phòng hộ; Bến thủy nội địa.

{TREES[0]}
{TREES[1][0]}

{PORTS[0]}
{PORTS[1][0]}
{PORTS[1][1]}
"""


# ---- compose -----------------------------------------------------------------------------------


def test_a_digest_is_written_from_its_parts() -> None:
    digest = ud.compose(title=TITLE, items=[TREES, PORTS], lead=[TREES[0], PORTS[0]])
    assert digest.source == CANONICAL
    assert [str(entry) for entry in digest.lead] == [TREES[0], PORTS[0]]
    assert [(str(item.heading), [str(p) for p in item.paragraphs]) for item in digest.items] == [TREES, PORTS]
    assert [str(reference) for reference in digest.items[0].issued] == ["Kế hoạch số 7/KH-UBND ngày 06/01/2026"]


def test_a_digest_without_a_lead_has_none() -> None:
    digest = ud.compose(title=TITLE, items=[TREES])
    assert digest.source == f"{TITLE}\n\n{TREES[0]}\n{TREES[1][0]}\n"
    assert digest.lead == ()


def test_a_digest_may_have_no_items() -> None:
    assert ud.compose(title=TITLE, items=()).source == f"{TITLE}\n"


def test_white_space_of_parts_is_folded() -> None:
    heading, paragraphs = TREES
    digest = ud.compose(title=f" {TITLE}\n", items=[(heading.replace(" ", "\u00a0 "), [f"\t{paragraphs[0]} "])])
    assert digest == ud.compose(title=TITLE, items=[TREES])
    assert digest.source == ud.compose(title=TITLE, items=[TREES]).source


def test_a_title_without_a_year_is_read_with_an_anchor() -> None:
    title = TITLE.replace("/2026", "")
    digest = ud.compose(title=title, items=[], anchor=dt.date(2031, 1, 5))
    assert digest.period is not None
    assert digest.period.end == dt.date(2031, 1, 11)


def test_a_publisher_may_read_what_is_composed() -> None:
    digest = ud.compose(title=TITLE, items=[TREES], publisher="vn-09")
    assert digest.grammar is not None
    assert digest.grammar.id == "vn-09"


H, P = TREES[0], TREES[1][0]


@pytest.mark.parametrize(
    ("parts", "part", "reason"),
    [
        ({"title": ""}, "title", "is empty"),
        ({"title": " \u200b "}, "title", "is empty"),
        (
            {"title": "Chuyện làng"},
            "title",
            "would not be read as a title: it needs the words of a title, and of a period, such as its days",
        ),
        ({"title": f"{TITLE}\nhai"}, "title", "has a line break: each part is one line"),
        ({"lead": ["Một mục", ""]}, "lead[1]", "is empty"),
        (
            {"lead": ["Trồng; rừng"]},
            "lead[0]",
            "would not be read as a lead: an entry is one heading, without semicolons and full stops",
        ),
        ({"lead": ["Trồng rừng"], "items": []}, "lead[0]", "would not be read as a lead: a lead needs items"),
        ({"items": [("Trồng rừng" * 80, [P])]}, "items[0].heading", "is longer than 600 characters"),
        ({"items": [(H, [P, TITLE])]}, "items[0].paragraphs[1]", "repeats the title"),
        ({"lead": ["Trồng rừng."]}, "lead[0]", "ends like a sentence"),
        ({"items": [("", [P])]}, "items[0].heading", "is empty"),
        ({"items": [("Trồng rừng.", [P])]}, "items[0].heading", "ends like a sentence"),
        ({"items": [TREES, ("Trồng cây:", [P])]}, "items[1].heading", "ends like a sentence"),
        (
            {"items": [("Bến thủy", ["Đang sửa."])]},
            "items[0].heading",
            "would not be read as a heading: a lead that repeats it would make it certain, unless it has the form of a line of the page",
        ),
        (
            {"items": [TREES, ("trồng cây", [P])]},
            "items[1].heading",
            "would be read as a paragraph: a lead that repeats it would make it certain, unless it has the form of a line of the page",
        ),
        ({"items": [(H, [P, "một\u2028hai"])]}, "items[0].paragraphs[1]", "has a line break: each part is one line"),
        (
            {"items": [(H, [P, "Nguồn: báo"])]},
            "items[0].paragraphs[1]",
            "would not be read as a paragraph: it has the form of a heading or of a line of the page, such as a caption",
        ),
        (
            {"items": [(H, [P, "Trồng cây đô thị", P])]},
            "items[0].paragraphs[1]",
            "would be read as a heading: a full stop at its end would make it certain",
        ),
        (
            {"items": [(H, [P, H])], "lead": [H]},
            "items[0].paragraphs[1]",
            "would be read as a heading: a full stop at its end would make it certain",
        ),
        (
            {"items": [(H, [])]},
            "items[0].heading",
            "would not be read as a heading: a lead that repeats it would make it certain, unless it has the form of a line of the page",
        ),
    ],
)
def test_what_would_not_be_read_back_is_refused(parts: dict[str, Any], part: str, reason: str) -> None:
    with pytest.raises(ud.ComposeError) as raised:
        ud.compose(**{"title": TITLE, "items": [TREES]} | parts)
    assert (raised.value.part, raised.value.reason) == (part, reason)
    assert str(raised.value) == f"{part} {reason}"
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.part, again.reason) == (part, reason)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"title": None}, "title: a text is needed, not NoneType"),
        ({"title": b"x"}, "title: a text is needed, not bytes"),
        ({"lead": "Trồng rừng"}, "lead: a list is needed, not one text"),
        ({"items": [(H, P)]}, r"items\[0\]\.paragraphs: a list is needed, not one text"),
        ({"items": None}, "items: a list is needed, not NoneType"),
        ({"lead": 3}, "lead: a list is needed, not int"),
        ({"items": {H: [P]}}, r"items\[0\]: a heading and its paragraphs are needed, not 'Trồng"),
        ({"items": [(H, [P], 3)]}, r"items\[0\]: a heading and its paragraphs are needed, not \("),
        ({"items": [(1, [])]}, r"items\[0\]\.heading: a text is needed, not int"),
        ({"items": [(H, [P, 2.5])]}, r"items\[0\]\.paragraphs\[1\]: a text is needed, not float"),
    ],
)
def test_a_part_is_a_text(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        ud.compose(**{"title": TITLE, "items": [TREES]} | parts)


@pytest.mark.parametrize("wrong", [None, TITLE, {"title": TITLE}])
def test_what_is_rendered_is_a_digest(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"render takes a Digest, not {type(wrong).__name__}"):
        ud.render(wrong)


# ---- render ------------------------------------------------------------------------------------

MESSY = (
    "Trang chủ\r\n\r\n\r\n  Thứ Hai, 12/01/2026 08:30\r\n"
    f"{TITLE.replace(' ', '  ')}\r\n"
    f"{TREES[0]} ;  {PORTS[0]} ...\r\n\r\n\r\nmoi.jpg\r\n{TREES[0]}\r\n\r\n{TREES[1][0]}\r\n"
    f"{PORTS[0]}\r\n{PORTS[1][0]}\r\n\r\n{PORTS[1][1]}\r\n"
)


def test_a_digest_is_written_canonically() -> None:
    digest = ud.parse(MESSY)
    rendered = ud.render(digest)
    assert rendered == f"Thứ Hai, 12/01/2026 08:30\n\n{CANONICAL}"
    assert ud.parse(rendered) == digest
    assert ud.render(ud.parse(rendered)) == rendered


def test_lines_stay_where_the_canonical_form_would_be_read_otherwise() -> None:
    # the head of a lead is no entry, but a date was found in it
    text = (
        f"{TITLE}\n\n\n\nTrong tuần, ngày 06/01/2026:  Trồng rừng; Bến thủy.\r\n\r\n \nTrồng rừng\n{P}\nBến thủy\n{P}"
    )
    digest = ud.parse(text)
    assert [str(entry) for entry in digest.lead] == ["Trồng rừng", "Bến thủy"]
    assert ud.render(digest) == text.replace("\n\n\n\n", "\n\n").replace(":  ", ": ").replace("\r\n\r\n \n", "\n\n")


def test_lines_between_parts_stay_where_something_was_found_in_them() -> None:
    text = CANONICAL.replace(PORTS[1][0], f"{PORTS[1][0]}\nẢnh:  chụp ngày 07/01/2026\nben.jpg")
    digest = ud.parse(text)
    assert len(digest.items[1].paragraphs) == 2
    rendered = ud.render(digest)
    assert rendered == CANONICAL.replace(PORTS[1][0], f"{PORTS[1][0]}\nẢnh: chụp ngày 07/01/2026")
    assert ud.parse(rendered) == digest


def test_a_line_is_folded_once_however_much_is_found_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []
    fold = canonical.single_spaced
    monkeypatch.setattr(canonical, "single_spaced", lambda text: folded.append(text) or fold(text))
    digest = ud.parse("Họp ngày 5/3/2026, " * 200)
    assert len(digest.dates) == 200
    ud.render(digest)
    assert len(folded) <= 4


def test_the_empty_digest_is_the_empty_text() -> None:
    assert ud.render(ud.parse("")) == ""
    assert ud.render(ud.parse(" \n\n")) == ""


def test_a_digest_is_rendered_by_its_own_anchor_and_publisher() -> None:
    digest = ud.parse(MESSY.replace("/2026", ""), anchor=dt.date(2031, 1, 5), publisher="vn-09")
    rendered = ud.render(digest)
    assert ud.parse(rendered, anchor=dt.date(2031, 1, 5), publisher="vn-09") == digest
    assert rendered.startswith("Thứ Hai, 12/01 08:30\n\nChỉ đạo")


def test_a_publisher_that_is_not_there_is_named() -> None:
    digest = evolve(ud.parse(CANONICAL), grammar=GrammarIdentity("vn-77", "1"))
    with pytest.raises(ud.UnknownPublisherError, match="vn-77"):
        ud.render(digest)


def test_a_digest_without_a_grammar_is_read_by_the_common_one() -> None:
    assert ud.render(evolve(ud.parse(MESSY), grammar=None)).endswith(CANONICAL)


def test_a_digest_whose_parts_were_changed_is_written_from_them() -> None:
    digest = ud.parse(CANONICAL)
    shorter = evolve(digest, items=digest.items[:1], lead=digest.lead[:1])
    assert ud.render(shorter) == ud.compose(title=TITLE, items=[TREES], lead=[TREES[0]]).source


def test_a_changed_part_that_would_not_be_read_back_is_named() -> None:
    digest = ud.parse(CANONICAL)
    first, second = digest.items
    broken = evolve(second, heading=evolve(second.heading, text="Bến thủy."))
    with pytest.raises(ud.ComposeError, match=r"items\[1\]\.heading ends like a sentence"):
        ud.render(evolve(digest, items=(first, broken), lead=()))


def test_blank_lines_stand_behind_the_title_and_the_lead_and_before_headings() -> None:
    def written(*parts: str) -> str:
        return canonical._written(
            canonical._Part(path, text) for path, text in zip(parts[::2], parts[1::2], strict=True)
        )

    heading, paragraph = "items[0].heading", "items[0].paragraphs[0]"
    assert written("title", "T", heading, "H", paragraph, "P", paragraph, "Q") == "T\n\nH\nP\nQ\n"
    assert written("title", "T", "lead[0]", "a", "lead[1]", "b", heading, "H") == "T\n\na; b.\n\nH\n"
    # the same for lines that are no part
    assert written("other", "o", "title", "T", "other", "p", "other", "q") == "o\n\nT\n\np\nq\n"
    assert written("other", "o", "lead[0]", "a", "other", "p") == "o\n\na.\n\np\n"
    assert written(heading, "H", "other", "o", paragraph, "P", "other", "p", heading, "I") == "H\no\nP\np\n\nI\n"
    assert written() == ""
