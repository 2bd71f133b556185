"""The page of twenty digests and a million characters in headless Chromium: to open, to filter, to search.

    python -m benchmarks.view

Needs playwright and a browser (``UBND_DIGEST_BROWSER``, chromium on PATH, or that of ``playwright install chromium``).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import ubnd_digest as ud

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
DIGESTS, LETTERS, ROUNDS = 20, 1_000_000, 5
# From the navigation to the next frame after the script has run.
OPENED = """new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"""
TIMED = """([id, event, value]) => {
    const field = document.getElementById(id), start = performance.now();
    if (value !== null) field.value = value;
    if (event === "click") field.click(); else field.dispatchEvent(new Event(event, {bubbles: true}));
    document.body.offsetHeight;
    return performance.now() - start;
}"""


def text_of(letters: int, year: int) -> str:
    """A digest of about so many characters: the items of the sample, again and again, with other numbers."""
    title, lead, *rest = (ROOT / "examples" / "clean.txt").read_text(encoding="utf-8").split("\n\n")
    items = "\n\n".join(rest)
    copies, place = [title.replace("2025", str(year)), lead], 0
    while sum(map(len, copies)) < letters:
        place += 1
        copies.append(items.replace("301/", f"{300 + place}/").replace("2025", str(year)))
    return "\n\n".join(copies)


def main() -> None:
    from support.browser import browser

    digests = [ud.parse(text_of(LETTERS // DIGESTS, 2005 + number)) for number in range(DIGESTS)]
    begin = time.perf_counter()
    page = ud.to_html(digests)
    made = time.perf_counter() - begin
    letters = sum(len(digest.source) for digest in digests)
    mentions, duties = sum(len(digest.mentions) for digest in digests), sum(len(digest.duties) for digest in digests)
    print(
        f"{letters:,} characters, {mentions:,} mentions, {duties:,} duties; {len(page.encode()):,} bytes in {made:.1f} s"
    )
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            tab = chromium.new_page(viewport={"width": 1360, "height": 900})
            tab.goto(path.as_uri(), wait_until="load")
            times.setdefault("open", []).append(tab.evaluate(OPENED))
            tab.wait_for_timeout(1500)  # what is done in idle time
            actions = {
                "duties": ("tab-duties", "click", None),
                "by words": ("by-words", "input", "kiem lam"),
                "by agency": ("by-agency", "change", "1"),
                "all again": ("by-agency", "change", "-1"),
                "sort": ("by-due", "click", None),
                "search": ("search", "input", "so nong nghiep"),
                "text": ("tab-text", "click", None),
                "no kinds": ("no-kinds", "click", None),
            }
            for name, action in actions.items():
                times.setdefault(name, []).append(tab.evaluate(TIMED, action))
            tab.close()
    for name, found in times.items():
        print(f"{name:<10} {statistics.median(found):8.0f} ms   ({min(found):.0f} to {max(found):.0f})")


if __name__ == "__main__":
    main()
