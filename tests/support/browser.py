"""A headless browser: Playwright with Debian's Chromium, or with its own; tests are skipped where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The browser of the machine: ``UBND_DIGEST_BROWSER``, or one on PATH; None leaves it to Playwright."""
    return os.environ.get("UBND_DIGEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser; raises what Playwright does where there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # as root, which CI often is, Chromium needs to be told so
        one = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        try:
            yield one
        finally:
            one.close()


def violations(page: Any, within: str | None = None) -> list[str]:
    """What axe-core finds wrong for people with disabilities, by the rules of WCAG 2.2 up to AA and best practice."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # What lies off screen is not painted (content-visibility), and axe then takes its colours from what lies over it: text in
    # the dark was told to have too little contrast until it was scrolled to. The page's own rule goes in, as its CSP forbids styles.
    page.evaluate("document.styleSheets[0].insertRule('*{content-visibility:visible!important}')")
    found = Axe().run(page, context=within, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    page.evaluate("document.styleSheets[0].deleteRule(0)")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def keep(page: Any, name: str) -> None:
    """A picture of the page in the folder ``UBND_DIGEST_PICTURES``, where that is set."""
    folder = os.environ.get("UBND_DIGEST_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
