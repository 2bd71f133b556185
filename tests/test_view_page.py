"""What the page of digests says, and of which kind each of its elements is: for eyes, for ears, for the script."""

from __future__ import annotations

import pytest

import ubnd_digest as ud
from support.elements import Element, element, elements, parted, texts, week
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.page import asset
from ubnd_digest.model.kinds import kinds

LANGUAGES = ("en", "vi")
DUE = "Giao Sở Y tế báo cáo trước ngày 30/4/2026"


@pytest.fixture(scope="module")
def digest() -> ud.Digest:
    return week(
        ("Kế hoạch trồng cây", f"UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2026. {DUE}."),
        ("Phòng dịch", "UBND tỉnh yêu cầu các xã (vệ sinh chuồng trại."),
    )


@pytest.fixture(scope="module")
def pages(digest: ud.Digest) -> dict[str, str]:
    unread = {"a&b.txt": "an empty file"}
    return {lang: ud.to_html(digest, lang=lang, evidence=False, unreadable=unread) for lang in LANGUAGES}


# ---- the head --------------------------------------------------------------------------------


def test_the_head_says_how_the_page_is_read_and_shown(pages: dict[str, str]) -> None:
    found = [one.attributes for one in elements(pages["en"], "head > meta") if "http-equiv" not in one.attributes]
    assert found[0] == {"charset": "utf-8"}
    assert {one["name"]: one["content"] for one in found[1:]} == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "generator": "ubnd-digest",
        "referrer": "no-referrer",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_one_language_and_the_text_another(pages: dict[str, str], lang: str) -> None:
    page = pages[lang]
    assert element(page, "html").attributes == {"lang": lang}
    for rule in ("h1", "article", "table.papers tbody"):
        assert element(page, rule).attributes["lang"] == "vi"


def test_names_of_a_page_are_cut(digest: ud.Digest) -> None:
    long = ud.to_html(ud.Digest("a" * 400, title=ud.Title(ud.Span(0, 400), "a" * 400, ())))
    assert texts(long, "title") == [f"{'a' * 199}…"] and texts(long, "h1") == [f"{'a' * 299}…"]
    exact = ud.to_html(ud.Digest("a" * 300, title=ud.Title(ud.Span(0, 300), "a" * 300, ())))
    assert texts(exact, "h1") == ["a" * 300]
    assert texts(ud.to_html(digest), "title") == texts(ud.to_html(digest), "h1") == [str(digest.title)]
    assert texts(ud.to_html([digest] * 2), "h1") == ["2 digests"]
    assert texts(ud.to_html(ud.Digest("a")), "h1, article h2.absent") == ["Digest without a title"] * 2


# ---- the frame -------------------------------------------------------------------------------

# An element, its message, and all of its attributes; "=" before the key of a message.
SAID = [
    ("body > a", "skip", {"class": "skip", "href": "#main"}),
    ("label[for=search]", "search", {"class": "unseen", "for": "search"}),
    ("body > nav", None, {"class": "tabs", "aria-label": "=parts"}),
    ("#results", "", {"id": "results", "aria-label": "=results", "hidden": None}),
    ("#hits", "", {"id": "hits", "class": "unseen", "role": "status", "for": "search"}),
    ("noscript > p", "no_script", {}),
    ("main", None, {"id": "main", "tabindex": "-1"}),
    ("footer", "made_by", {}),
    ("#card", None, {"id": "card", "role": "dialog", "aria-label": "=card", "tabindex": "-1", "hidden": None}),
    ("#card > button + div#told", "", {"id": "told"}),
    ("#text nav", None, {"class": "side", "aria-label": "=items"}),
    ("#text nav > details", None, {"id": "items", "open": None}),
    ("#items > summary", "items", {}),
    ("form.legend > fieldset > legend", "legend", {}),
    ("form.legend #all-kinds", "all", {"type": "button", "id": "all-kinds"}),
    ("form.legend #no-kinds", "none", {"type": "button", "id": "no-kinds"}),
    ("form.legend > p", "keys", {"class": "keys", "id": "keys"}),
    ("#duties > h2 + h2", "timeline", {"id": "timeline-name"}),
    ("table.owed > caption", "duties", {"class": "unseen"}),
    ("#all-rows", "show_all", {"type": "button", "id": "all-rows", "hidden": None}),
    ("table.papers > caption", "documents", {"class": "unseen"}),
    ("table.doubts > caption", "doubts", {"class": "unseen"}),
    ("#doubts > h3", "unreadable", {}),
    ("#by-agency > option", "all_agencies", {"value": "-1"}),
    ("#by-words", "", {"type": "search", "id": "by-words"}),
    ("#by-day", "", {"type": "checkbox", "id": "by-day"}),
    ("#shown", "", {"id": "shown", "role": "status"}),
    ("label.check", "dated", {"class": "check"}),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("rule", "key", "attributes"), SAID, ids=[rule for rule, _, _ in SAID])
def test_each_element_says_its_message(
    pages: dict[str, str], lang: str, rule: str, key: str | None, attributes: dict[str, str | None]
) -> None:
    labels, found = Labels(lang), element(pages[lang], rule)
    told = {name: labels.say(value[1:]) if value and value[0] == "=" else value for name, value in attributes.items()}
    assert found.attributes == told
    if key is not None:
        assert found.text == (key and labels.say(key))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_part_has_its_tab_its_name_and_the_number_of_what_is_in_it(pages: dict[str, str], lang: str) -> None:
    labels, page = Labels(lang), pages[lang]
    counts = {"text": [], "duties": ["2"], "documents": ["1"], "doubts": ["1"]}
    assert parted(page, "#tabs > a") == [[labels.say(part), *count] for part, count in counts.items()]
    assert [one.attributes for one in elements(page, "#tabs > a")] == [
        {"href": f"#{part}", "id": f"tab-{part}", "data-part": part} for part in counts
    ]
    assert [one.attributes for one in elements(page, "#tabs span")] == [{"class": "count"}] * 3
    shown: dict[str, str | None]
    for number, (part, section) in enumerate(zip(counts, elements(page, "main > section"), strict=True)):
        shown = {"hidden": None} if number else {}
        assert section.attributes == {"id": part, "class": "part", "aria-labelledby": f"name-{part}", **shown}
        assert element(page, f"#{part} > h2:first-child") == Element(
            labels.say(part), {"class": "unseen", "id": f"name-{part}"}
        )


def test_parts_stand_in_their_places(pages: dict[str, str]) -> None:
    for rule in (
        "body > header.top > div.head > h1 + p.summary",
        "body > header.top > search > label + input#search + section#results + output#hits",
        "body > a + header + nav + noscript + main + footer + div#card + script + script",
        "body > nav.tabs > div#tabs > a#tab-text + a + a + a",
        "form.legend > fieldset > button#all-kinds + button#no-kinds",
        "#text > div.columns > nav.side + div.reading > form.legend + article",
        "#duties > h2 + h2 + div.scroll + p.note + form.filters + table.owed + button",
        "#documents > h2 + table.papers",
        "#doubts > h2 + h3 + ul.failed + table.doubts",
        "#duties table > caption + thead + tbody:empty",
        "#doubts table > caption + thead + tbody:empty",
        "form.filters > label > span + select#by-agency",
        "form.filters > label > span + input#by-words",
        "form.filters > label > input#by-day",
        "form.filters > label + label + label + output",
    ):
        assert len(elements(pages["en"], rule)) == 1, rule


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fields_say_what_to_write_in_them(pages: dict[str, str], lang: str) -> None:
    labels = Labels(lang)
    assert element(pages[lang], "#search").attributes == {
        "type": "search",
        "id": "search",
        "placeholder": f"{labels.say('search')}: {labels.say('search_hint')}",
        "autocomplete": "off",
    }
    assert texts(pages[lang], "form.filters label > span") == [labels.say("agency"), labels.say("words")]
    assert element(pages[lang], "#close") == Element(
        "\u00d7", {"type": "button", "id": "close", "aria-label": labels.say("close")}
    )


# ---- what is told of the text ----------------------------------------------------------------


def test_the_summary_counts_and_tells_the_days_of_all_digests(digest: ud.Digest) -> None:
    other = ud.parse(
        "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 23/02 - 01/3/2026)", publisher="auto"
    )
    counts = "2 items · 2 duties · 1 documents"
    assert parted(ud.to_html(digest), "p.summary") == [["2026-03-02 to 2026-03-08", f" {counts}"]]
    for order in ([digest, other], [other, digest]):
        assert parted(ud.to_html(order), "p.summary") == [["2026-02-23 to 2026-03-08", f" {counts}"]]
    assert texts(ud.to_html(ud.parse("Giao Sở Y tế họp.")), "p.summary") == ["0 items · 1 duties · 0 documents"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_legend_counts_the_kinds_that_are_there(pages: dict[str, str], digest: ud.Digest, lang: str) -> None:
    labels = Labels(lang)
    counts = {kind.name: sum(type(one) is kind.of for one in digest.mentions) for kind in kinds()}
    short = {kind.name: chr(ord("A") + number) for number, kind in enumerate(kinds())}
    there = {name: str(count) for name, count in counts.items() if count}
    assert parted(pages[lang], ".legend label") == [[labels.kind(name), count] for name, count in there.items()]
    assert [one.attributes for one in elements(pages[lang], ".legend label")] == [
        {"class": f"switch {short[name]}"} for name in there
    ]
    assert [one.attributes for one in elements(pages[lang], ".legend label > input")] == [
        {"type": "checkbox", "checked": None, "data-kind": short[name]} for name in there
    ]
    assert len(elements(pages[lang], ".legend label > input + span.count")) == len(there)


def test_the_style_knows_the_kinds_by_the_classes_of_the_page() -> None:
    assert ".K{" in asset("page.css") and "agencies" not in asset("page.css")
    assert not any(line.startswith((" ", "//")) for line in asset("page.js").splitlines())


# ---- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("table", "heads"),
    [
        ("owed", ["due", "who", "task", "where"]),
        ("papers", ["document", "date_of_issue", "issuer", "relations", "named"]),
        ("doubts", ["severity", "message", "code", "where"]),
    ],
)
def test_each_column_has_its_head(pages: dict[str, str], lang: str, table: str, heads: list[str]) -> None:
    labels, found = Labels(lang), elements(pages[lang], f"table.{table} > thead > tr > th")
    assert [head.text for head in found] == [labels.say(head) for head in heads]
    sorted_by = {"aria-sort": "none"}
    assert [head.attributes for head in found] == [
        {"scope": "col", **(sorted_by if head == "due" else {})} for head in heads
    ]


def test_rows_are_sorted_by_a_button_in_the_head(pages: dict[str, str]) -> None:
    found = element(pages["en"], "table#owed th > button")
    assert found.attributes == {"type": "button", "id": "by-due", "title": "Sort by day"}
    assert element(pages["en"], "table#owed th > button > span").attributes == {"class": "arrow"}


def test_what_could_not_be_read_is_listed(pages: dict[str, str], digest: ud.Digest) -> None:
    assert parted(pages["en"], "ul.failed > li") == [["a&b.txt", " an empty file"]]
    assert parted(pages["vi"], "ul.failed > li") == [["a&b.txt", " tệp rỗng"]]
    assert texts(pages["en"], "ul.failed > li > b") == ["a&b.txt"]
    assert elements(ud.to_html(digest), "#doubts h3, #doubts ul") == []


@pytest.mark.parametrize(
    ("part", "key"), [("duties", "no_duties"), ("documents", "no_documents"), ("doubts", "no_doubts")]
)
def test_of_what_there_is_nothing_a_line_says_so(part: str, key: str) -> None:
    page = ud.to_html(ud.Digest("a"))
    assert elements(page, f"#{part} > *")[1:] == elements(page, f"#{part} > h2 + p.absent")
    assert element(page, f"#{part} > p") == Element(Labels("en").say(key), {"class": "absent"})
    assert texts(page, "#tabs .count") == ["0"] * 3
