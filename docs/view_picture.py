"""Draws ``docs/view.png``, the picture of the page of ``ubnd-digest view``: run by hand, with the extra ``browser``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import ubnd_digest as ud

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    """Open the page of the sample, with the card of a deadline, and keep what is seen."""
    from support.browser import browser

    text = (ROOT / "examples" / "clean.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "week.html"
        path.write_text(ud.parse(text, publisher="auto").to_html(), encoding="utf-8")
        page = chromium.new_page(viewport={"width": 1360, "height": 940})
        page.goto(path.as_uri())
        page.locator("mark.deadlines").first.click()
        page.locator("#card summary").first.click()
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(300)
        picture = ROOT / "docs" / "view.png"
        page.screenshot(path=str(picture))
    print(f"{picture}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
