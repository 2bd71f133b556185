"""A digest gives the same mentions and structure as a Word document, a web page, a PDF file, as it gives as text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import ubnd_digest as ud
from support.files import as_docx, as_html, as_pdf
from support.gold import gold_digests
from support.portals import as_portal_page, portals

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXTS = {
    **{path.stem: path.read_text("utf8") for path in sorted(EXAMPLES.glob("*.txt"))},
    **{digest.id: digest.text for digest in gold_digests()},
}
# Of a hundred records of a PDF file, so many may differ.
PDF_SHARE = 1 / 200
KINDS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": (".docx", as_docx),
    "html": (".html", as_html),
    "pdf": (".pdf", as_pdf),
    "pdf in columns": (".pdf", lambda text: as_pdf(text, columns=2)),
    "pdf, ragged": (".pdf", lambda text: as_pdf(text, flush=False)),
    "pdf without indents": (".pdf", lambda text: as_pdf(text, indent=0)),
    "pdf without space": (".pdf", lambda text: as_pdf(text, space=0)),
}


def records(digest: ud.Digest) -> Counter[str]:
    """What was found, without its places, in words whose line ends do not matter."""
    found = Counter[str]()
    for record in ud.to_annotations(digest):
        said = {
            key: " ".join(value.replace("\u00ad", "").split()) if isinstance(value, str) else value
            for key, value in record.items()
            if key not in ("start", "end")
        }
        # offsets of what stands inside
        for key in ("limits", "parties", "with"):
            said.pop(key, None)
        found[json.dumps(said, ensure_ascii=False, sort_keys=True)] += 1
    return found


@cache
def records_of(text: str) -> Counter[str]:
    return records(ud.parse(text))


def differing(one: Counter[str], other: Counter[str]) -> list[str]:
    return [*(one - other), *(other - one)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_file_says_what_the_text_says(name: str, kind: str, tmp_path: Path) -> None:
    pytest.importorskip("selectolax" if kind == "html" else "docx" if kind == "docx" else "pypdfium2")
    suffix, make = KINDS[kind]
    if name == "slips" and suffix == ".pdf":
        pytest.skip("a PDF file has no invisible signs, and no line that is broken by mistake")
    path = tmp_path / f"week{suffix}"
    path.write_bytes(make(TEXTS[name]))
    wanted = records_of(TEXTS[name])
    wrong = differing(wanted, records(ud.parse_file(path)))
    assert len(wrong) <= (PDF_SHARE * wanted.total() if suffix == ".pdf" else 0), "\n".join(wrong)


@pytest.mark.slow  # reads many long pages
@pytest.mark.parametrize("portal", portals())
@pytest.mark.parametrize("name", TEXTS)
def test_a_page_of_a_portal_says_what_the_text_says(name: str, portal: str) -> None:
    pytest.importorskip("selectolax")
    whole = ud.parse(TEXTS[name])
    assert whole.title
    text = TEXTS[name][whole.title.span.start :]  # what stands before it the portal has itself
    wrong = differing(records_of(text), records(ud.parse_html(as_portal_page(portal, text))))
    assert not wrong, "\n".join(wrong)
