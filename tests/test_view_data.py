"""What the page hands to its script: the rows of what is owed, the cards of mentions, the doubts, the words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import ubnd_digest as ud
from support.elements import element, texts, week
from support.looking import Page
from ubnd_digest.formats.view.blocks import item_name, rows_of
from ubnd_digest.formats.view.cards import Told, _decision, fields_of
from ubnd_digest.formats.view.evidence import in_short
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.owed import agencies_of, dated, owed_in, rows_data
from ubnd_digest.model.explanation import Decision, Reason
from ubnd_digest.model.kinds import kinds

ENGLISH = Labels("en")
TREES = (
    "Kế hoạch trồng cây",
    (
        "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo"
        " trước ngày 30/4/2026; giao Sở Xây dựng lập dự toán trước 16 giờ ngày 30/4/2026, báo cáo trước ngày 25 hằng tháng."
    ),
)
PLAGUE = (
    "Phòng dịch",
    "UBND tỉnh yêu cầu Sở TN&MT kiểm tra các trạm (trạm y tế. Đề án hoàn thành trước ngày 20/5/2026.",
)


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(TREES, PLAGUE)


@pytest.fixture(scope="module")
def data(digest: ud.Digest) -> dict[str, Any]:
    return Page(ud.to_html([digest, digest], names=["a", "b"])).data


def text(data: dict[str, Any], number: int) -> str:
    """A text of the data by its number, as the script reads it."""
    found = data["texts"][number]
    return found if isinstance(found, str) else "; ".join(text(data, one) for one in found)


# ---- what is owed ----------------------------------------------------------------------------


def test_a_row_holds_what_its_columns_need(data: dict[str, Any], digest: ud.Digest) -> None:
    places = {mention.text: place for place, mention in enumerate(digest.mentions)}
    shown = []
    for of, item, mention, due, clock, who, others, task, document, again, when, _agencies in data["rows"][:4]:
        told = task if isinstance(task, list) else text(data, task)
        words = [text(data, one) for one in (due, clock, who, others)]
        shown.append([of, item, digest.mentions[mention].text, *words, told, text(data, document), again, when])
    duties = [duty.text for duty in digest.duties]
    tasks = [[duty.text.index(duty.task), duty.text.index(duty.task) + len(duty.task)] for duty in digest.duties]
    limits = [places[deadline.text] for deadline in digest.deadlines]
    number = "5/QĐ-UBND"
    assert shown == [
        [0, 1, duties[0], "2026-04-29", "", "Sở Y tế", "Sở Tài chính", tasks[0], number, 0, limits[:1]],
        [0, 1, duties[1], "2026-04-30", "16:00", "Sở Xây dựng", "", tasks[1], number, 1, limits[1:3]],
        [0, 2, duties[2], "", "", "Sở TN&MT", "", tasks[2], "", 0, []],
        [0, 2, "trước ngày 20/5/2026", "2026-05-19", "", "Sở TN&MT", "", "(Phòng dịch)", "", 0, limits[3:]],
    ]
    assert [row[1:] for row in data["rows"][4:]] == [row[1:] for row in data["rows"][:4]]
    assert {row[0] for row in data["rows"][4:]} == {1}


def test_agencies_stand_by_how_much_they_owe(data: dict[str, Any]) -> None:
    names = ["Sở Nông nghiệp và Môi trường", "Sở Tài nguyên và Môi trường", "Sở Xây dựng", "Sở Y tế"]
    assert [text(data, name) for name in data["agencies"]] == names
    assert [row[-1] for row in data["rows"][:4]] == [[3], [2], [1, 0], []]
    rows = owed_in(week(TREES, PLAGUE, ("Họp", "UBND tỉnh ban hành Quyết định số 6/QĐ-UBND. Giao Sở Y tế họp.")), 0)
    assert agencies_of(rows) == ["Sở Y tế", *names[:3]]


def test_a_row_is_found_by_all_that_took_the_place_of_its_agency() -> None:
    (row,) = owed_in(ud.parse("Giao Bộ Thông tin và Truyền thông báo cáo.", anchor=dt.date(2026, 1, 5)), 0)
    assert row.agencies == (
        *("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "Bộ Văn hóa, Thể thao và Du lịch"),
    )


@pytest.mark.parametrize(
    ("limits", "day", "clock"),
    [
        ("trước ngày 20/4/2026, lập dự toán trước 16 giờ ngày 30/4/2026", "2026-04-19", ""),
        ("trước 16 giờ ngày 30/4/2026, lập dự toán trước ngày 20/4/2026", "2026-04-19", ""),
        ("trước 16 giờ ngày 19/4/2026, lập dự toán trước ngày 20/4/2026", "2026-04-19", "16:00"),
        ("trước ngày 20/4/2026, lập dự toán trước 16 giờ ngày 19/4/2026", "2026-04-19", "16:00"),
    ],
)
def test_the_clock_of_a_row_is_that_of_its_day(limits: str, day: str, clock: str) -> None:
    data = Page(ud.to_html(ud.parse(f"Giao Sở Y tế báo cáo {limits}."), evidence=False)).data
    ((*_, due, time, _who, _others, _task, _document, _again, _when, _agencies),) = data["rows"]
    assert (text(data, due), text(data, time)) == (day, clock)


def test_a_limit_outside_items_says_its_own_words() -> None:
    digest = ud.parse("Đề án hoàn thành trước ngày 20/5/2026.")
    (row,) = owed_in(digest, 3)
    assert (row.digest, row.item, row.task, row.who, row.place) == (3, None, "trước ngày 20/5/2026", "", (0, 20))
    data = Page(digest.to_html()).data
    assert data["rows"][0][:3] == [0, 0, digest.mentions.index(digest.deadlines[0])]


def test_what_has_no_mark_has_no_place(digest: ud.Digest) -> None:
    mentions = digest.mentions
    duty, limit = mentions.index(digest.duties[0]), mentions.index(digest.duties[0].deadlines[0])
    (row, *_), (other, *_) = owed_in(digest, 0, {duty}), owed_in(digest, 0, {limit})
    assert (row.mention, row.words, row.place) == (None, (limit,), None)
    assert (other.mention, other.words) == (duty, ()) and other.place is not None
    assert row.task == other.task == digest.duties[0].task


def test_a_row_without_a_mark_leads_nowhere(digest: ud.Digest) -> None:
    marked, unmarked = (
        rows_data(owed_in(digest, 0, some), Told(), agencies_of(owed_in(digest, 0)))[2] for some in ((), [19])
    )
    assert digest.mentions[19] == digest.duties[2] and (marked[2], unmarked[2]) == (19, -1)
    assert isinstance(marked[7], list) and isinstance(unmarked[7], int)


@pytest.mark.parametrize(("most", "shown"), [(2000, 2000), (2001, 2000)])
def test_a_long_task_is_cut(most: int, shown: int) -> None:
    digest = ud.parse(f"Giao Sở Y tế báo cáo {'a' * (most - 8)}.")
    assert len(digest.duties[0].task) == most
    (row,) = owed_in(digest, 0)
    assert len(row.task) == shown and (row.place is None) == (shown < most)


def test_of_many_limits_the_first_three_are_told() -> None:
    days = ", ".join(f"báo cáo trước ngày {day}/4/2026" for day in range(10, 15))
    digest = ud.parse(f"Giao Sở Y tế {days}.")
    (row,) = owed_in(digest, 0)
    assert row.words == tuple(digest.mentions.index(one) for one in digest.deadlines[:3])
    assert [(day.day, number) for day, number, _ in dated([row, row])] == [
        (day, at) for at in (0, 1) for day in range(9, 14)
    ]


# ---- cards -----------------------------------------------------------------------------------


def fields(mention: object) -> dict[str, str]:
    return dict(fields_of(mention, ENGLISH))


def test_a_card_tells_all_fields_but_the_task_that_is_marked(digest: ud.Digest) -> None:
    assert fields(digest.duties[0]) == {
        "due": "2026-04-29",
        "responsible": "Sở Y tế",
        "agencies": "Sở Y tế",
        "with": "Sở Tài chính",
    }
    assert fields(digest.deadlines[1]) == {
        "due": "2026-04-30",
        "time": "16:00",
        "relation": "by",
        "day named": "2026-04-30",
        "responsible": "Sở Xây dựng",
        "reckoning": "named",
        "limit": "2026-04-30",
    }
    assert fields_of("no mention", ENGLISH) == []


@pytest.mark.parametrize(
    ("limit", "named"),
    [
        ("trước ngày 30/4/2026", "2026-04-30"),
        ("trong tháng 4/2026", "tháng 4/2026"),
    ],
)
def test_the_day_that_is_named_is_told_as_a_day_else_in_its_words(limit: str, named: str) -> None:
    (deadline,) = ud.parse(f"Giao Sở Y tế báo cáo {limit}.").deadlines
    assert fields(deadline)["day named"] == named


@pytest.mark.parametrize("length", [80, 81, 120, 121])
def test_reasons_and_answers_are_cut(length: int) -> None:
    name = "a" * length
    decision = Decision("issuer", name, ud.Span(0, 1), "a", (Reason("x", 0, None, name),), None)
    told = Told()
    _decision(decision, ENGLISH, told)
    texts = told.texts.all()
    assert (name if length <= 120 else f"{name[:119]}…") in texts and (
        name if length <= 80 else f"{name[:79]}…"
    ) in texts


def test_a_card_cuts_what_is_long(digest: ud.Digest) -> None:
    long = attrs.evolve(digest.duties[0], responsible="a" * 301)
    assert fields(long)["responsible"] == f"{'a' * 299}…"


def test_cards_know_their_kind_their_document_and_their_own_words(data: dict[str, Any], digest: ud.Digest) -> None:
    places = {kind.of: place for place, kind in enumerate(kinds())}
    for number in (0, 1):
        for mention, card in zip(digest.mentions, data["mentions"][number], strict=True):
            shape, *rest = data["cards"][card]
            kind, *names = data["shapes"][shape]
            told = {
                text(data, name): mention.text if value == -1 else text(data, value)
                for name, value in zip(names, rest, strict=False)
            }
            assert (kind, told) == (places[type(mention)], fields(mention))
            assert rest[len(names)] == (0 if isinstance(mention, ud.Reference) else -1)
    assert data["kinds"][places[ud.Agency]] == [chr(ord("A") + places[ud.Agency]), "Agency"]
    assert data["documents"] == [["5/QĐ-UBND", 2]] and data["texts"][0] == ""


def test_a_mention_of_no_kind_has_a_card_that_says_nothing() -> None:
    digest = ud.Digest("Họp", mentions=(ud.Mention(ud.Span(0, 3), "Họp"),))
    data = Page(digest.to_html(evidence=False)).data
    assert (data["mentions"], data["cards"], data["shapes"]) == ([[0]], [[0]], [[-1]])


def test_without_evidence_and_document_a_card_ends_with_its_values(digest: ud.Digest) -> None:
    data = Page(ud.to_html(digest, evidence=False)).data
    for mention, card in zip(digest.mentions, data["mentions"][0], strict=True):
        shape, *rest = data["cards"][card]
        assert rest[len(data["shapes"][shape]) - 1 :] == ([0] if isinstance(mention, ud.Reference) else [])


def test_what_is_told_once_is_a_number() -> None:
    told = Told()
    assert [told.texts.text(one) for one in ("a; b; c", "b", "a; b; c", "")] == [4, 2, 4, 0]
    assert told.texts.all() == ["", "a", "b", "c", [1, 2, 3]]


# ---- why -------------------------------------------------------------------------------------


def why(data: dict[str, Any], digest: ud.Digest, mention: Any) -> list[list[Any]]:
    """The decisions of a card in words."""
    shape, *rest = data["cards"][data["mentions"][0][digest.mentions.index(mention)]]
    found = []
    for number in rest[len(data["shapes"][shape]) :]:
        question, answer, needed, *reasons = data["decisions"][number]
        told = [(text(data, name), weight, text(data, words)) for name, weight, words in zip(*[iter(reasons)] * 3)]  # noqa: B905
        found.append([text(data, question), text(data, answer), needed, *told])
    return found


def test_a_card_says_what_was_asked_and_answered_with_all_reasons(data: dict[str, Any], digest: ud.Digest) -> None:
    number = "Quyết định số 5/QĐ-UBND ngày 03/3/2026"
    assert why(data, digest, digest.references[0]) == [
        [
            *("issued or cited", "issued", 3),
            ("stands behind words of issuing, or a bracket", 2, "ban hành"),
            ("the symbol is not that of another body", 1, ""),
            ("its day lies in the time of the digest", 2, number),
        ],
        ["issuer", "UBND tỉnh", None, ("named in the sentence", 0, "UBND tỉnh")],
    ]
    limit = ("is the one named last before the limit", 0, "trước ngày 30/4/2026")
    party = ["who must act", "named here", None, ("is given the task", 0, "Sở Y tế"), limit]
    assert why(data, digest, digest.duties[0]) == [party]
    assert [asked for asked, *_ in why(data, digest, digest.deadlines[0])] == ["deadline", "who must act"]
    assert why(data, digest, digest.duties[2]) == [["Why it was read so", "by the words alone", None]]


def test_why_a_date_is_no_limit_is_told_and_nothing_else_of_dates(data: dict[str, Any], digest: ud.Digest) -> None:
    text = "Giao Sở Y tế báo cáo trước ngày 30/6/2026; đến ngày 15/5/2026 có 7 xã."
    of = ud.parse(text)
    told = Page(of.to_html()).data
    answers = [[answer for _, answer, *_ in why(told, of, date)] for date in of.dates]
    assert answers == [["by the words alone"], ["no"]]
    assert {tuple(map(str, one)) for date in digest.dates for one in why(data, digest, date)} == {
        ("Why it was read so", words, "None")
        for words in ("by the words alone", "by the words, and what they leave out by the rest of the text")
    }


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("từ ngày 02/3 đến ngày 08/3/2026", "ranges", "by_rest"),
        ("từ ngày 02/3/2026 đến ngày 08/3/2026", "ranges", "by_words"),
        ("Luật Đất đai", "laws", "by_law_in_force"),
        ("Luật Đất đai năm 2024", "laws", "by_words"),
        ("có hiệu lực từ ngày 05/7/2026", "effective_dates", "by_words"),
    ],
)
def test_why_in_a_line(text: str, kind: str, key: str) -> None:
    (mention,) = getattr(week(("Họp", f"UBND tỉnh họp ngày 01/7/2026, {text}.")), kind)[-1:]
    assert in_short(mention) == key


def test_a_party_that_stands_before_the_words_of_its_duty_is_told() -> None:
    (duty,) = ud.parse("Giao Sở Y tế báo cáo.").duties
    assert in_short(duty) == "by_words"
    assert in_short(attrs.evolve(duty, responsible="SỞ Y TẾ")) == "by_words"
    assert in_short(attrs.evolve(duty, responsible="Sở Tài chính")) == "by_party_before"


# ---- doubts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_doubt_says_how_grave_it_is_what_and_where(digest: ud.Digest, lang: str) -> None:
    (doubt,) = digest.diagnostics
    data = Page(ud.to_html([ud.parse(""), digest], lang=lang)).data
    *_, (of, flag, *words, line, column) = data["doubts"]
    told = [doubt.severity.value, Labels(lang).code("warning"), doubt.in_language(lang), doubt.code]
    assert (of, flag, [text(data, one) for one in words]) == (1, 0, told)
    before = digest.source[: doubt.span.start]
    assert (line, column) == (before.count("\n") + 1, doubt.span.start - before.rfind("\n"))


def test_doubts_about_documents_have_no_flag() -> None:
    digest = ud.parse("Nghị định số 5/2030/NĐ-CP ngày 02/3/2030, Nghị định số 5/2030/NĐ-CP ngày 03/3/2030")
    own, joined = len(digest.diagnostics), len(ud.resolve(digest).diagnostics)
    page = digest.to_html()
    flags = [doubt[1] for doubt in Page(page).data["doubts"]]
    assert joined and flags == [*range(own), *[-1] * joined]
    assert texts(page, "#tab-doubts > span") == [str(own + joined)]


# ---- names and words -------------------------------------------------------------------------


def test_digests_are_called_by_their_days_else_by_their_titles(digest: ud.Digest) -> None:
    title = attrs.evolve(digest, period=None)
    untitled = attrs.evolve(title, title=None)
    names = Page(ud.to_html([digest, title, untitled])).data["names"]
    assert names == ["2026-03-02 to 2026-03-08", str(digest.title), "Digest without a title"]
    assert Page(ud.to_html([digest] * 2, names=["x", "y"])).data["names"] == ["x", "y"]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_script_is_told_its_words(lang: str) -> None:
    labels = Labels(lang)
    data = Page(ud.to_html([], lang=lang)).data
    keys = "found found_one found_first found_none results why together see_document shown item outside no_day again with under day place"
    assert data["say"] == {key: labels.say(key) for key in keys.split()}
    assert [name for _, name in data["kinds"]] == [labels.kind(kind.name) for kind in kinds()]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        *((nothing, None) for nothing in (None, False, "", (), [])),
        (True, "yes"),
        (dt.date(2026, 3, 4), "2026-03-04"),
        (dt.time(8, 5, 9), "08:05"),
        (ud.Role.ISSUED, "issued"),
        (["a", "b"], "a; b"),
        (("a", 1), "a; 1"),
        (0, "0"),
    ],
)
def test_values_are_told_as_readers_write_them(value: object, told: str | None) -> None:
    assert ENGLISH.value(value) == told


def test_what_has_no_words_is_called_by_its_name() -> None:
    for say in (ENGLISH.code, ENGLISH.kind, ENGLISH.field, ENGLISH.question, ENGLISH.answer, ENGLISH.reason):
        assert say("of-my-own") == "of-my-own"


# ---- the text --------------------------------------------------------------------------------


def test_an_item_is_called_by_its_heading_or_how_it_begins(digest: ud.Digest) -> None:
    assert item_name(digest, 1, ENGLISH) == "Phòng dịch"
    long = attrs.evolve(digest.items[0], heading=None)
    assert item_name(attrs.evolve(digest, items=(long,)), 0, ENGLISH) == f"{long.paragraphs[0].text[:119]}…"


def test_rows_know_their_item(digest: ud.Digest) -> None:
    assert [(row.kind, row.item) for row in rows_of(digest)] == [
        ("title", None),
        *[("heading", 0), ("paragraph", 0)],
        *[("heading", 1), ("paragraph", 1)],
    ]
    page = digest.to_html()
    assert texts(page, "article > h2.title") == [str(digest.title)]
    assert texts(page, "#d0i1.item > h3.heading") == ["Phòng dịch"]
    assert element(page, "#d0i1 > p").attributes == {}
    assert element(page, "#d0i1 a").attributes == {"id": "d0s0", "class": "flag warning", "href": "#d0x0"}
