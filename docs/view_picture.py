"""Draws ``docs/view.png``, the picture of the page of ``ubnd-digest view``: run by hand, with the extra ``browser``.

Beside it stands ``docs/view.sha256``, by which a test knows whether the page is still the one that was drawn.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import ubnd_digest as ud
from ubnd_digest.formats.view.blocks import short_names

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "view.png"
DRAWN = PICTURE.with_suffix(".sha256")


def shown() -> str:
    """The page of the sample."""
    text = (ROOT / "examples" / "clean.txt").read_text(encoding="utf-8")
    return ud.parse(text, publisher="auto").to_html()


def fingerprint(page: str) -> str:
    """What stands beside the picture of a page."""
    return hashlib.sha256(page.encode()).hexdigest() + "\n"


def main() -> None:
    """Open the page of the sample, with the card of a deadline, and keep what is seen."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.browser import browser

    page = shown()
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "week.html"
        path.write_text(page, encoding="utf-8")
        opened = chromium.new_page(viewport={"width": 1360, "height": 940})
        opened.goto(path.as_uri())
        opened.locator(f"mark.{short_names()['deadlines']}").first.click()
        opened.locator("#card summary").first.click()
        opened.evaluate("scrollTo(0, 0)")
        opened.wait_for_timeout(300)
        opened.screenshot(path=str(PICTURE))
    DRAWN.write_text(fingerprint(page), encoding="ascii")
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
