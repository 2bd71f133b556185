"""The page of digests: in one file, with all that was found; what comes from a text is never more than text."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from support.looking import EVIL, Page, with_evil
from ubnd_digest.cli import main
from ubnd_digest.formats.view.blocks import article, rows_of, short_names
from ubnd_digest.formats.view.cards import fields_of
from ubnd_digest.formats.view.evidence import Evidence, in_short
from ubnd_digest.formats.view.labels import Labels
from ubnd_digest.formats.view.marks import Mark, Marker
from ubnd_digest.formats.view.markup import as_shown
from ubnd_digest.formats.view.page import asset
from ubnd_digest.formats.view.papers import layers_of

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
LABELS = Labels("en")


def example(name: str) -> ud.Digest:
    return ud.parse((EXAMPLES / name).read_bytes().decode("utf-8"), publisher="auto")


@pytest.fixture(scope="module")
def digests() -> list[ud.Digest]:
    return [example("clean.txt"), example("slips.txt")]


@pytest.fixture(scope="module")
def page(digests: list[ud.Digest]) -> str:
    return ud.to_html(digests)


# ---- one file, closed in itself ------------------------------------------------------------


def test_a_page_names_nothing_outside_itself(page: str) -> None:
    assert "://" not in page and "url(" not in page.replace("url(#arrow)", "")
    parsed = Page(page)
    names = {name for _tag, attributes in parsed.elements for name in attributes}
    assert names & {"src", "srcset", "action", "style", "data", "poster"} == set()
    assert not any(name.startswith("on") for name in names)
    assert all((link["href"] or "").startswith("#") for link in parsed.all("a"))


def test_only_the_script_and_the_style_of_the_page_may_run(page: str) -> None:
    parsed = Page(page)
    (policy,) = [meta["content"] for meta in parsed.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "script-src": hashed(asset("page.js")),
        "style-src": hashed(asset("page.css")),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert [script.get("type") for script in parsed.all("script")] == ["application/json", None]
    assert parsed.scripts[1:] == [asset("page.js")] and parsed.styles == [asset("page.css")]


def test_a_page_is_small_beside_its_text(digests: list[ud.Digest]) -> None:
    crowded = ud.parse("\n\n".join([digests[0].source] * 17), publisher="auto")
    assert len(crowded.source) > 49_000 and len(crowded.mentions) > 1_400
    for digest in (*digests, crowded):
        assert len(digest.to_html().encode()) - len(digest.source.encode()) < 150_000
    assert len(ud.to_html(ud.parse("")).encode()) < 50_000


def test_nothing_of_a_text_stands_twice(digests: list[ud.Digest]) -> None:
    page = digests[0].to_html()
    for duty in digests[0].duties:
        assert words(page).count(duty.task) <= digests[0].source.count(duty.task)


def test_links_within_a_page_lead_somewhere(page: str) -> None:
    parsed = Page(page)
    names = [attributes["id"] for _tag, attributes in parsed.elements if "id" in attributes]
    assert len(set(names)) == len(names)
    links = {(link["href"] or "")[1:] for link in parsed.all("a")}
    marks = {f"d{number}m{place}" for number, some in enumerate(parsed.data["mentions"]) for place in range(len(some))}
    made = {f"d{digest}x{place}" for digest, place, *_ in parsed.data["doubts"] if place >= 0}
    assert links <= {*names, *marks, *made} and len(links) > 15
    referred = [
        attributes[key]
        for _tag, attributes in parsed.elements
        for key in ("for", "aria-labelledby")
        if key in attributes
    ]
    assert set(referred) <= set(names)


# ---- what is in it -------------------------------------------------------------------------


def words(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_an_article_has_the_whole_text(digests: list[ud.Digest]) -> None:
    for digest in digests:
        assert "".join(words(article(digest, 0, LABELS)[0]).split()) == "".join(digest.source.split())


@given(st.text(alphabet="ab <&\n;.", max_size=60), st.data())
def test_marks_lose_no_letter_and_nest_even_where_mentions_cross(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marks = [Mark(a, b, "dates", n) for n, (a, b) in enumerate(data.draw(st.lists(places, max_size=14)))]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=4))})
    marker = Marker(text, marks)
    stretches = [marker.stretch(a, b) for a, b in itertools.pairwise(cuts)]
    assert "".join(map(words, stretches)) == text
    for stretch in stretches:
        Page(stretch)


def test_crossing_marks_cost_no_more_than_their_number() -> None:
    marks = [Mark(n, n + 5_000, "dates", n) for n in range(10_000)]
    assert len(Marker("a" * 20_000, marks).stretch(0, 20_000)) < 20_000 * 500


def marks_of(markup: str) -> dict[int, str | None]:
    """The classes of the marks of an article by the numbers of their mentions, as the script counts."""
    found, last = {}, -1
    for mark in Page(markup).all("mark"):
        if "data-of" not in mark:
            last = int(mark.get("data-at") or last + 1)
            found[last] = mark["class"]
    return found


def card_of(data: dict[str, Any], digest: int, mention: int) -> tuple[int, dict[str, str], list[list[Any]]]:
    """The kind, the fields and the decisions of a card, as the script puts them together."""
    shape, *rest = data["cards"][data["mentions"][digest][mention]]
    kind, *names = data["shapes"][shape]
    texts = [text if isinstance(text, str) else [data["texts"][one] for one in text] for text in data["texts"]]
    fields = {texts[name]: "" if value < 0 else texts[value] for name, value in zip(names, rest, strict=False)}
    return kind, fields, [data["decisions"][number] for number in rest[len(names) + 1 :]]


def test_every_mention_is_marked_and_has_its_card(page: str, digests: list[ud.Digest]) -> None:
    data, short = Page(page).data, list(short_names().values())
    for number, digest in enumerate(digests):
        markup, left_out = article(digest, number, LABELS)
        assert markup in page and not left_out
        marked = marks_of(markup)
        assert len(marked) == len(data["mentions"][number]) == len(digest.mentions)
        assert all(marked[place] == short[card_of(data, number, place)[0]] for place in marked)


def test_marks_that_are_left_out_do_not_change_the_numbers_of_others() -> None:
    marks = [
        *(Mark(0, 20, "a", n) for n in range(10)),
        Mark(3, 3, "a", 10),
        Mark(5, 25, "b", 11),
        Mark(99, 99, "b", 12),
    ]
    marker = Marker("a" * 30, marks)
    markup = marker.stretch(0, 30) + marker.rest()
    assert marks_of(markup) == {**dict.fromkeys(range(8), "a")}
    assert marker.left_out == {8, 9, 10, 11, 12}
    assert marks_of(Marker("a" * 30, [Mark(0, 2, "a", 0), Mark(3, 4, "b", 3)]).stretch(0, 30)) == {0: "a", 3: "b"}


def test_a_card_says_what_was_found_and_why(page: str, digests: list[ud.Digest]) -> None:
    data = Page(page).data
    place = digests[0].mentions.index(digests[0].deadlines[1])
    _kind, fields, decisions = card_of(data, 0, place)
    assert fields["due"] == "2025-04-14"
    question, answer, _needed, *reasons = decisions[0]
    assert (data["texts"][question], data["texts"][answer]) == ("deadline", "yes")
    assert data["texts"][reasons[0]] == "a limit with “before”"


@pytest.mark.parametrize(
    ("limit", "english", "vietnamese"),
    [
        ("chậm nhất ngày 20/3/2025", "2025-03-20", "20/03/2025"),
        ("trước ngày 01/02/2026", "2026-02-01", "01/02/2026"),
        ("trong tháng 4/2025", "tháng 4/2025", "tháng 4/2025"),
        ("trong quý III/2025", "quý III/2025", "quý III/2025"),
    ],
)
def test_the_day_named_is_written_as_readers_do(limit: str, english: str, vietnamese: str) -> None:
    (deadline,) = ud.parse(f"Giao Sở Y tế hoàn thành báo cáo {limit}.").deadlines
    for lang, expected in (("en", english), ("vi", vietnamese)):
        labels = Labels(lang)
        assert dict(fields_of(deadline, labels))[labels.field("named")] == expected


def test_no_day_of_a_card_is_written_for_machines(digests: list[ud.Digest]) -> None:
    labels = Labels("vi")
    for mention in (one for digest in digests for one in digest.mentions):
        told = {name: value for name, value in fields_of(mention, labels) if name not in ("EDTF", "quy tắc lặp")}
        assert not [value for value in told.values() if re.search(r"\b[0-9]{4}-[0-9]{2}\b", value)], told


def test_a_card_about_which_nothing_was_decided_says_so_in_a_line() -> None:
    text = "Giao Sở Y tế báo cáo UBND tỉnh trước ngày 30/6/2026, đồng thời rà soát các trạm; họp ngày 05/7 theo Luật Đất đai."
    digest = ud.parse(text)
    for lang, line in (("en", "by the words alone"), ("vi", "theo đúng câu chữ")):
        data = Page(digest.to_html(lang=lang)).data
        for mention in digest.agencies:
            _, _, ((_, answer, needed, *reasons),) = card_of(data, 0, digest.mentions.index(mention))
            assert (data["texts"][answer], needed, reasons) == (line, None, [])
    evidence = Evidence(digest)
    duty = digest.duties[0]
    assert [one.question for one in evidence.of(duty)] == ["responsible"] and duty.deadlines
    assert in_short(digest.dates[-1]) == "by_rest"
    assert {in_short(one) for one in digest.laws} == {"by_law_in_force" if digest.laws[0].inferred else "by_words"}


def test_a_duty_tells_why_its_own_party_must_act() -> None:
    digest = ud.parse(
        "Giao Sở Y tế báo cáo trước ngày 30/6/2026; Sở Tài chính thẩm định trước ngày 15/7/2026; Sở Nội vụ họp."
    )
    told = [Evidence(digest).of(duty) for duty in digest.duties]
    assert [[one.text for one in some] for some in told][:2] == [["Sở Y tế"], ["Sở Tài chính"]]
    assert all(some == [] for some in told[2:])


def test_why_a_file_could_not_be_read_is_told_in_the_language_of_the_page() -> None:
    failed = {"a.txt": "an empty file", "b.json": "title.span: expected a list, found 7", "c.txt": "of my own"}
    pages = {lang: ud.to_html(ud.parse(""), unreadable=failed, lang=lang) for lang in ("en", "vi")}
    assert all(reason in pages["en"] for reason in failed.values())
    assert "tệp rỗng" in pages["vi"] and "title.span: cần một danh sách, nhưng lại là 7" in pages["vi"]
    assert "of my own" in pages["vi"]


def test_where_it_is_not_known_how_a_text_was_read_no_card_says_why() -> None:
    digest = ud.parse("Giao Sở Y tế báo cáo trước ngày 30/6/2026.")
    other = ud.from_dict({**ud.to_dict(digest), "grammar": None})
    assert not Evidence(other).known and Page(other.to_html()).data["decisions"] == []


def test_evidence_can_be_left_out(digests: list[ud.Digest]) -> None:
    data = Page(ud.to_html(digests, evidence=False)).data
    assert data["decisions"] == [] and data["cards"]


def test_every_duty_and_every_deadline_is_in_the_table(page: str, digests: list[ud.Digest]) -> None:
    data = Page(page).data
    texts, rows = data["texts"], data["rows"]
    outside = [one for digest in digests for one in digest.deadlines if digest.duty_of(one) is None]
    assert len(rows) == sum(len(digest.duties) for digest in digests) + len(outside)
    days = {texts[row[3]] for row in rows if row[3]}
    assert days <= {one.due.isoformat() for digest in digests for one in digest.deadlines if one.due}
    dots = list(Page(page).all("circle"))
    assert len(dots) == sum(one.due is not None for digest in digests for one in digest.deadlines)


def test_a_task_stands_where_its_row_says(page: str, digests: list[ud.Digest]) -> None:
    placed = 0
    for digest, _item, mention, *rest in Page(page).data["rows"]:
        found, task = digests[digest].mentions[mention], rest[4]
        if isinstance(found, ud.Duty) and isinstance(task, list):
            shown = as_shown(found.text).encode("utf-16-le")[2 * task[0] : 2 * task[1]].decode("utf-16-le")
            assert shown == as_shown(found.task)
            placed += 1
    assert placed > 5


def test_doubts_stand_in_place_and_in_a_table(page: str, digests: list[ud.Digest]) -> None:
    flags = [link["id"] for link in Page(page).all("a") if (link.get("class") or "").startswith("flag")]
    assert len(flags) == sum(len(digest.diagnostics) for digest in digests)
    data = Page(page).data
    told = [(digest, data["texts"][code]) for digest, _place, _kind, _severity, _message, code, *_ in data["doubts"]]
    resolved = [(one.digest, one.code) for one in ud.resolve(digests).diagnostics]
    own = [(number, one.code) for number, digest in enumerate(digests) for one in digest.diagnostics]
    assert sorted(told) == sorted([*own, *resolved])


def test_items_and_documents_are_listed(page: str, digests: list[ud.Digest]) -> None:
    resolution = ud.resolve(digests)
    assert len([row for row in Page(page).all("tr") if re.fullmatch(r"c\d+", row.get("id") or "")]) == len(
        resolution.documents
    )
    sections = {section.get("id") for section in Page(page).all("section")}
    assert {
        f"d{number}i{place}" for number, digest in enumerate(digests) for place in range(len(digest.items))
    } <= sections


def test_rows_follow_one_another(digests: list[ud.Digest]) -> None:
    for digest in digests:
        rows = list(rows_of(digest))
        assert all(one.end <= other.start for one, other in itertools.pairwise(rows))
        assert {row.kind for row in rows} >= {"title", "lead", "heading", "paragraph"}


def test_years_of_deadlines_are_drawn_by_months() -> None:
    lines = [
        f"Giao Sở Y tế báo cáo trước ngày {day}/{month}/{year}."
        for year in (2026, 2027)
        for month in range(1, 13)
        for day in range(1, 28, 5)
    ]
    page = ud.to_html(ud.parse("\n".join(lines)))
    assert "By months" in page and "12/2027" in page


# ---- hostile texts -------------------------------------------------------------------------


@cache
def evil_digests() -> list[ud.Digest]:
    title = "Chỉ đạo, điều hành của UBND tỉnh Sông Trà trong tuần (từ ngày 02/3 - 08/3/2020)"
    text = f"{title}\n\nKế hoạch {EVIL}\n\nUBND tỉnh ban hành Quyết định số 5/QĐ-UBND ngày 03/3/2020 thay thế Quyết định số 4/QĐ-UBND {EVIL}. Giao Sở Y tế {EVIL} báo cáo trước ngày 30/4/2020."
    return [ud.parse(text), with_evil(ud.parse(text)), *map(with_evil, (example("clean.txt"), example("slips.txt")))]


def test_markup_in_any_field_stays_text() -> None:
    page = ud.to_html(evil_digests(), names=[EVIL] * 4, unreadable={EVIL: EVIL})
    parsed = Page(page)
    plain = Page(ud.to_html([example("clean.txt"), example("slips.txt")]))
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in plain.elements} | {"h3", "ul", "li"}
    assert len(parsed.scripts) == 2 and len(parsed.all("script")) == 2
    assert not any(
        name.startswith("on") or name == "src" for _tag, attributes in parsed.elements for name in attributes
    )
    assert "\x00" not in page and "\u2028" not in page.split("id=data>")[1].split("</script>")[0]


@given(st.text())
def test_any_text_makes_a_page(text: str) -> None:
    digest = ud.parse(text)
    page = digest.to_html()
    page.encode("utf-8")
    assert len(Page(page).all("script")) == 2


@pytest.mark.parametrize("number", range(4))
def test_what_a_notebook_shows_is_text_too(number: int) -> None:
    value = evil_digests()[number]
    shown = [value, *value.items, *value.duties, *value.diagnostics]
    for one in shown:
        parsed = Page(one._repr_html_())
        assert {tag for tag, _ in parsed.elements} <= {
            *("style", "div", "b", "table", "tr", "th", "td", "mark", "p", "small", "code")
        }
        assert not any(name.startswith("on") for _tag, attributes in parsed.elements for name in attributes)


def test_a_text_of_ones_own_is_highlighted() -> None:
    text = "Theo <b>Quyết định số 921/QĐ-UBND ngày 30/5/2022</b> & phụ lục"
    markup = ud.annotate(text, ud.parse(text).mentions, style="html")
    assert text in words(markup.partition("</style>")[2])
    assert [mark["class"] for mark in Page(markup).all("mark")][:2] == ["references", "dates"]
    with pytest.raises(ValueError, match="html"):
        ud.annotate(text, (), style="pdf")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="style"):
        ud.annotate(text, (), lambda _mention, inner: inner, style="html")  # type: ignore[call-overload]


def test_what_a_notebook_shows_is_small(digests: list[ud.Digest]) -> None:
    assert all(len(one._repr_html_()) < 12_000 for digest in digests for one in (digest, *digest.items, *digest.duties))


# ---- arguments -----------------------------------------------------------------------------


def test_wrong_arguments_are_told(digests: list[ud.Digest]) -> None:
    with pytest.raises(TypeError, match="to_html takes a Digest"):
        ud.to_html("text")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="to_html takes a Digest"):
        ud.to_html(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="as many names"):
        ud.to_html(digests, names=["one"])
    with pytest.raises(ValueError, match="'fr'"):
        ud.to_html(digests, lang="fr")


def test_no_digest_makes_a_page_too() -> None:
    assert len(Page(ud.to_html([])).all("article")) == 0


def test_a_digest_made_by_hand_needs_no_grammar() -> None:
    digest = ud.Digest("Sở Y tế <b>")
    assert "Sở Y tế &lt;b&gt;" in digest.to_html()


# ---- languages -----------------------------------------------------------------------------


def test_a_single_document_is_shown_with_why_it_was_read_so() -> None:
    head = "UBND TỈNH SÔNG TRÀ\nSố: 12/QĐ-UBND\nSông Trà, ngày 05 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc giao đất\n"
    digest = ud.parse_document(f"{head}QUYẾT ĐỊNH:\nĐiều 1. Giao Sở Tài chính báo cáo trước ngày 30/4.").digest
    evidence, (deadline,) = Evidence(digest), digest.deadlines
    assert evidence.known
    assert [decision.answer for decision in evidence.of(deadline)] == ["deadline", "party"]


def test_the_heading_of_several_digests_is_in_the_language_of_the_page(digests: list[ud.Digest]) -> None:
    assert "<h1 lang=vi>" in ud.to_html(digests[:1])
    assert len(digests) > 1
    assert f"<h1 lang=en>{len(digests)} digests</h1>" in ud.to_html(digests)
    assert "<h1 lang=en>" in ud.to_html(ud.Digest("Sở Y tế"))


def test_the_page_speaks_vietnamese(digests: list[ud.Digest]) -> None:
    page = ud.to_html(digests, lang="vi")
    assert "<html lang=vi>" in page
    assert "Hạn cuối" in page and "20/03/2025" in page
    assert "mở ngoặc mà không đóng ngoặc" in page and "a bracket is opened" not in page


def test_every_message_of_the_script_is_there() -> None:
    said = set(re.findall(r"\bsay\.(\w+)", asset("page.js")))
    assert said <= set(Page(ud.to_html([])).data["say"])


# ---- the command ---------------------------------------------------------------------------


def test_view_writes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    output = tmp_path / "week.html"
    assert main(["view", "examples/clean.txt", "--lang", "vi", "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8") == ud.to_html(
        example("clean.txt"), names=["examples/clean.txt"], lang="vi"
    )
    assert main(["view", "examples/clean.txt", "--no-evidence"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


def test_view_tells_what_could_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Giao Sở Y tế báo cáo.", encoding="utf-8")
    missing, output = str(tmp_path / "missing.txt"), tmp_path / "page.html"
    assert main(["view", str(tmp_path / "a.txt"), missing, "-o", str(output)]) == 2
    assert "1 of 2 files could not be read" in capsys.readouterr().err
    assert "missing.txt" in output.read_text(encoding="utf-8")
    assert main(["view", missing, "-o", str(tmp_path / "none.html")]) == 2
    assert not (tmp_path / "none.html").exists()
    assert main(["view", str(tmp_path / "a.txt"), "-o", str(tmp_path)]) == 2


# ---- the graph -----------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_layers_hold_every_node_once_and_lines_lead_on(edges: list[tuple[int, int]]) -> None:
    layers = layers_of(range(13), edges)
    assert sorted(node for layer in layers for node in layer) == list(range(13))
    depth = {node: number for number, layer in enumerate(layers) for node in layer}
    assert all(depth[one] != depth[other] for one, other in edges if one != other)  # nor does one go within a layer
    if not any(one == other for one, other in edges) and _has_no_circle(edges):
        assert all(depth[one] < depth[other] for one, other in edges)


def _has_no_circle(edges: list[tuple[int, int]]) -> bool:
    from graphlib import CycleError, TopologicalSorter

    sorter: TopologicalSorter[int] = TopologicalSorter()
    for one, other in edges:
        sorter.add(other, one)
    try:
        sorter.prepare()
    except CycleError:
        return False
    return True
