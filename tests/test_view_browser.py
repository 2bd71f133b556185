"""The page in a real browser: clicks, keys, filters, search, what axe finds, and that no text runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ubnd_digest as ud
from support.browser import browser, keep, violations
from support.looking import EVIL, with_evil
from ubnd_digest.formats.diff_page import diff_page
from ubnd_digest.formats.view.blocks import short_names

pytest.importorskip("playwright", reason="playwright is not installed: pip install playwright")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python")
pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[1] / "examples"
PARTS = ("text", "duties", "documents", "doubts")
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1360, "height": 900}},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    # what is pointed out stays so where nothing may move
    "small": {"viewport": {"width": 320, "height": 568}, "color_scheme": "dark", "reduced_motion": "reduce"},
}
# One document that many items name, each with a deadline: a long list of links, and days in the sidebar.
MANY = "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày 02/3 - 08/3/2020)" + "".join(
    f"\n\nPhân luồng tuyến số {number}\n\nUBND tỉnh ban hành Công văn số {number}/UBND-KT ngày 03/3/2020. "
    f"Căn cứ Quyết định số 88/QĐ-UBND ngày 05/02/2020, giao Sở Xây dựng báo cáo UBND tỉnh trước ngày {number}/4/2020."
    for number in range(10, 24)
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import Error

    running = browser()
    try:
        one = running.__enter__()
    except Error as error:
        if os.environ.get("UBND_DIGEST_NEEDS_BROWSER"):
            raise
        pytest.skip(f"no browser: install chromium, or run playwright install chromium ({str(error).splitlines()[0]})")
    yield one
    running.__exit__(None, None, None)


def example(name: str) -> ud.Digest:
    return ud.parse((EXAMPLES / name).read_bytes().decode("utf-8"), publisher="auto")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "page.html"
    path.write_text(ud.to_html([example("clean.txt"), example("slips.txt")]), encoding="utf-8")
    return path


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def opened(chromium: Any, file: Path, complaints: list[str], request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page, opened; at the end nothing was complained of."""
    context = chromium.new_context(**LOOKS[getattr(request, "param", "light")])
    page = context.new_page()
    watch(page, complaints)
    page.goto(file.as_uri())
    yield page
    context.close()
    assert complaints == []


def watch(page: Any, complaints: list[str]) -> None:
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)


def mark(kind: str) -> str:
    """The marks of a kind, for a locator."""
    return f"mark.{short_names()[kind]}"


def go(page: Any, part: str) -> None:
    page.click(f"#tab-{part}")


# ---- looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("opened", LOOKS, indirect=True)
def test_axe_finds_nothing_in_any_part(opened: Any, request: pytest.FixtureRequest) -> None:
    look = request.node.callspec.params["opened"]
    for part in PARTS:
        go(opened, part)
        keep(opened, f"{look}-{part}")
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    go(opened, "text")
    opened.locator(mark("deadlines")).first.click()
    opened.locator("#card summary").first.click()
    keep(opened, f"{look}-card")
    assert violations(opened) == []
    opened.fill("#search", "so xay dung")
    keep(opened, f"{look}-search")
    assert violations(opened, "search") == []  # what lies below is partly covered


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_where_a_document_is_named_in_many_items(look: str, chromium: Any, tmp_path: Path) -> None:
    digest = ud.parse(MANY)
    (tmp_path / "many.html").write_text(digest.to_html(), encoding="utf-8")
    page = chromium.new_page(**LOOKS[look])
    page.goto((tmp_path / "many.html").as_uri())
    if not page.locator("#items").evaluate("one => one.open"):
        page.click("#items summary")
    page.locator(".side li a").nth(5).click()
    if page.locator(".side").evaluate("one => getComputedStyle(one).position") == "sticky":
        page.locator(".side li.here time").wait_for()  # the day of the item that is read, on another ground
    keep(page, f"{look}-many")
    assert violations(page) == []
    go(page, "documents")
    keep(page, f"{look}-many-documents")
    assert page.locator("#documents td a[href^='#d0m']").count() >= 8
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("look", ["light", "dark", "small"])
def test_axe_finds_nothing_in_what_differs(look: str, chromium: Any, tmp_path: Path) -> None:
    old, new = example("clean.txt"), ud.parse(MANY)
    text = diff_page(old, new, ud.diff(old, new), ("old.txt", "new.txt"))
    (tmp_path / "diff.html").write_text(text, encoding="utf-8")
    page = chromium.new_page(**LOOKS[look])
    page.goto((tmp_path / "diff.html").as_uri())
    keep(page, f"{look}-diff")
    assert violations(page) == []
    page.close()


def test_a_printed_page_has_all_parts(opened: Any) -> None:
    opened.emulate_media(media="print")
    for part in PARTS:
        assert opened.locator(f"#{part}").is_visible()
    assert not opened.locator("#tabs").is_visible()
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#owed tbody tr:visible").count() == 12
    keep(opened, "print")


def test_without_scripts_all_parts_stand_below_one_another(chromium: Any, file: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert all(page.locator(f"#{part}").is_visible() for part in PARTS)
    text = " ".join(page.locator("article").first.inner_text().split())
    assert "301/QĐ-UBND" in text and page.locator("noscript").is_visible()
    context.close()


def test_the_script_makes_what_the_page_does_not_say_twice(opened: Any, file: Path) -> None:
    digest = example("clean.txt")
    assert opened.locator(".side li").count() == sum(len(example(name).items) for name in ("clean.txt", "slips.txt"))
    heading = digest.items[1].heading
    assert heading and opened.locator(".side li a").nth(1).inner_text() == heading.text
    go(opened, "duties")
    shown = opened.locator("#owed tbody tr").evaluate_all("all => all.map(one => one.cells[2].firstChild.textContent)")
    assert [" ".join(one.split()) for one in shown[: len(digest.duties)]] == [
        " ".join(duty.task.split()) for duty in digest.duties
    ]
    dot = opened.locator("circle title").first
    assert "2025-" in dot.text_content() and "Sở" in dot.text_content()
    go(opened, "doubts")
    rows = opened.locator("#doubts tbody tr")
    assert rows.count() > 5 and "impossible-date" in opened.locator("#doubts").inner_text()
    rows.locator('a[href^="#d1s"]').first.click()
    assert opened.locator("a.flag.flash").get_attribute("title").startswith("warning: ")


# ---- clicks --------------------------------------------------------------------------------


def test_a_card_tells_what_and_why(opened: Any) -> None:
    opened.locator(mark("references")).first.click()
    card = opened.locator("#card")
    assert "301/QĐ-UBND" in card.inner_text() and "2025-03-11" in card.inner_text()
    card.locator("summary").first.click()
    assert "issued or cited: issued" in card.inner_text()
    card.locator('a[href^="#c"]').first.click()
    assert opened.locator("#documents").is_visible()


def test_the_legend_switches_kinds_off_and_on(opened: Any) -> None:
    one, box = opened.locator(mark("agencies")).first, opened.locator(f'[data-kind="{short_names()["agencies"]}"]')
    colour = "one => getComputedStyle(one).backgroundColor"
    shown = one.evaluate(colour)
    box.uncheck()
    assert one.evaluate(colour) != shown
    one.click()
    assert not opened.locator("#card").is_visible()
    opened.click("#no-kinds")
    assert opened.locator(".switch input:checked").count() == 0
    opened.click("#all-kinds")
    assert one.evaluate(colour) == shown


def test_duties_are_filtered_and_sorted(opened: Any) -> None:
    go(opened, "duties")
    rows = opened.locator("#owed tbody tr:visible")
    assert rows.count() == 12
    opened.fill("#by-words", "nong nghiep")
    assert 0 < rows.count() < 12
    assert opened.locator("circle.out").count() > 0
    opened.fill("#by-words", "")
    opened.select_option("#by-agency", label="Chi cục Kiểm lâm (1)")
    assert rows.count() == 1 and "1 of 12" in opened.locator("#shown").inner_text()
    opened.select_option("#by-agency", "-1")
    opened.check("#by-day")
    for order in ("ascending", "descending"):
        opened.click("#by-due")
        days = rows.evaluate_all("all => all.map(one => one.dataset.due)")
        assert days == sorted(days, reverse=order == "descending") and len(days) == 10
        assert opened.locator("th[aria-sort]").get_attribute("aria-sort") == order
    rows.first.locator("td.where a").click()
    assert opened.locator("#text").is_visible()
    assert opened.evaluate("document.activeElement.tagName") == "MARK"


def test_search_finds_words_without_accents_in_all_digests(opened: Any) -> None:
    opened.fill("#search", "so nong nghiep")
    hits = opened.locator("#results a")
    assert hits.count() == 3  # one with a no-break space
    go(opened, "duties")
    opened.click("#search")
    hits.last.click()
    assert opened.locator("#text").is_visible() and not opened.locator("#results").is_visible()
    opened.fill("#search", "không có chữ này")
    assert "Nothing found" in opened.locator("#results").inner_text()


def test_the_timeline_and_the_graph_lead_to_the_tables(opened: Any) -> None:
    go(opened, "duties")
    opened.locator("circle").first.click()
    assert opened.locator("tr.flash").count() == 1
    go(opened, "documents")
    opened.locator(".graph g").first.click()
    assert opened.locator("#documents tr.flash").count() == 1


def test_a_link_to_a_place_opens_there(chromium: Any, file: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{file.as_uri()}#r3")
    assert page.locator("#r3").is_visible()
    page.close()


@pytest.mark.parametrize("opened", ["phone"], indirect=True)
def test_on_a_phone_a_card_covers_nothing_that_it_is_about(opened: Any) -> None:
    one = opened.locator(mark("references")).last
    one.scroll_into_view_if_needed()
    one.click()
    bottom = one.evaluate("one => one.getClientRects()[0].bottom")
    assert bottom <= opened.locator("#card").bounding_box()["y"]


# ---- keys ----------------------------------------------------------------------------------


def test_all_can_be_done_with_keys(opened: Any) -> None:
    keyboard = opened.keyboard
    opened.locator("#tab-text").focus()
    keyboard.press("ArrowRight")
    assert opened.locator("#duties").is_visible()
    keyboard.press("ArrowLeft")
    opened.wait_for_selector("mark[tabindex='0']")
    opened.locator("mark[tabindex='0']").focus()
    first = opened.evaluate("document.activeElement.id")
    keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.id") == "d0m1" != first
    keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "card"
    keyboard.press("Escape")
    assert not opened.locator("#card").is_visible()
    assert opened.evaluate("document.activeElement.id") == "d0m1"
    opened.fill("#search", "nong nghiep")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.closest('article') !== null")


def test_keys_go_on_where_a_click_opened_a_card(opened: Any) -> None:
    at, inside = "document.activeElement.id", "document.activeElement.closest('#card') !== null"
    one = opened.locator(mark("deadlines")).first
    one.click()
    assert opened.evaluate(at) == "card"
    opened.keyboard.press("Tab")
    assert opened.evaluate(inside) and opened.evaluate(at) != "card"
    other = opened.locator(mark("references")).first
    other.click()
    assert opened.evaluate(at) == "card" and opened.locator("#card").is_visible()
    opened.keyboard.press("Escape")
    assert opened.evaluate(at) == other.get_attribute("id") and not opened.locator("#card").is_visible()


# ---- hostile texts -------------------------------------------------------------------------


def test_no_script_of_a_text_runs(chromium: Any, tmp_path: Path, complaints: list[str]) -> None:
    evil = [with_evil(example("clean.txt")), with_evil(example("slips.txt")), ud.parse(f"Giao Sở Y tế {EVIL} báo cáo.")]
    (tmp_path / "evil.html").write_text(ud.to_html(evil, names=[EVIL] * 3, unreadable={EVIL: EVIL}), encoding="utf-8")
    page = chromium.new_page()
    watch(page, complaints)
    page.goto((tmp_path / "evil.html").as_uri())
    for part in PARTS:
        go(page, part)
    go(page, "text")
    for kind in ("references", "deadlines", "duties"):
        page.locator(mark(kind)).first.click()
    page.fill("#search", "script")
    assert page.locator("#results a").count() > 0
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    page.close()
    assert complaints == []


def test_a_script_that_came_in_all_the_same_would_not_run(chromium: Any, file: Path) -> None:
    page = chromium.new_page()
    text = file.read_text(encoding="utf-8").replace(
        "<main", "<img src=x onerror=window.ran=1><script>window.ran=1</script><main"
    )
    changed = file.with_name("changed.html")
    changed.write_text(text, encoding="utf-8")
    page.goto(changed.as_uri())
    assert page.evaluate("window.ran") is None
    page.close()
