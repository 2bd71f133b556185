"""How Sphinx builds the pages: ``sphinx-build -W --keep-going -n docs build/docs``.

The pages are Markdown that reads well on a code host too. What differs between the two is dealt with here: links to
files above this folder, the grammar reference, which is made anew, and the names under which types are documented.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
import types
import typing
from pathlib import Path

import attrs

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS))  # for grammar_reference

import grammar_reference  # noqa: E402
import ubnd_digest  # noqa: E402
import ubnd_digest.testing  # noqa: E402

if typing.TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "ubnd-digest"
author = "the authors of ubnd-digest"
project_copyright = author
release = version = importlib.metadata.version(project)

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["grammar_pages", "inventories"]

html_theme = "furo"
html_title = f"{project} {release}"
html_show_copyright = False
html_show_sphinx = False

myst_heading_anchors = 4

copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # else each attribute stands twice: in "Attributes", and as a member
napoleon_attr_annotations = False  # the types stand in the signature

# The build must not need a network, so the inventories of other projects lie here. They are in the first version of the
# format, which is plain text, and hold the names that these pages refer to; a name that is missing fails the build.
intersphinx_mapping = {
    name: (address, f"inventories/{name}.inv")
    for name, address in {
        "python": "https://docs.python.org/3",
        "hypothesis": "https://hypothesis.readthedocs.io/en/latest",
        "pyarrow": "https://arrow.apache.org/docs",
    }.items()
}

nitpicky = True
nitpick_ignore = [
    ("py:class", "ubnd_digest.formats.annotate._M"),  # a type variable: one kind of mentions
    ("py:class", "ubnd_digest.formats.html.digest._M"),  # likewise
    ("py:class", "ubnd_digest.formats.html.places.Places"),  # what read_html alone hands over
    ("py:class", "ubnd_digest.formats.pages.PdfLine"),  # likewise
]

# ---- names --------------------------------------------------------------------------------------


class RecordBatchReader:
    """Stands for the one of pyarrow, which the pages do without."""

    __module__ = "pyarrow"


def evaluate_annotations() -> None:
    """Let the types in signatures be evaluated where Python alone could not do it."""
    for name in ubnd_digest.__all__:
        named = getattr(ubnd_digest, name)
        for function in (named, named.__init__, getattr(named, "explain", named)):
            # what a module imports for type checkers only
            known = getattr(function, "__globals__", {})
            known.setdefault("Publisher", ubnd_digest.Publisher)
            known.setdefault("HtmlPage", ubnd_digest.HtmlPage)
            known.setdefault("Explanation", ubnd_digest.Explanation)
            known.setdefault("pa", types.SimpleNamespace(RecordBatchReader=RecordBatchReader))
        if isinstance(named, type) and attrs.has(named):  # their constructors belong to no module
            hints = typing.get_type_hints(named)
            fields = {field.alias: hints[field.name] for field in attrs.fields(named) if field.init}
            named.__init__.__annotations__ = {**fields, "return": None}


def under_public_name(app: Sphinx, env: BuildEnvironment, node: Element, content: TextElement) -> Element | None:
    """Find what a type refers to under the name that users import, not that of the module where it is written."""
    module, _, name = node.get("reftarget", "").rpartition(".")
    if node.get("refdomain") != "py" or not module.startswith("ubnd_digest.") or name not in ubnd_digest.__all__:
        return None
    target = f"ubnd_digest.{name}"
    python = env.get_domain("py")
    return python.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], target, node, content)


evaluate_annotations()

# ---- links --------------------------------------------------------------------------------------

# Where a link to something above this folder leads in the built pages; other files can be downloaded.
PAGE_OF = {
    "README.md": "overview.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "RELEASING.md": "releasing.md",
    "examples": "samples.md",
    "grammars": "grammar-reference.md",
    "grammars/publishers": "publishers.md",
}
# README has whole addresses, since it is shown on a package index as well.
HERE = re.compile(
    r"https://(?:github\.com/ubnd-digest/ubnd-digest/(?:blob|tree)|raw\.githubusercontent\.com/ubnd-digest/ubnd-digest)/main/"
    r"(?P<path>[^)#\s]+)"
)
LINK = re.compile(r"\]\((?P<path>[^)#:\s]+)(?P<place>#[^)\s]*)?\)")


def links_from_here(text: str, folder: Path) -> str:
    """Let the links of a page, which are relative to its folder, hold in the built pages."""

    def changed(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(folder / link["path"]))
        if not target.exists() or not target.is_relative_to(ROOT):
            return link[0]
        page = PAGE_OF.get(target.relative_to(ROOT).as_posix())
        path = f"/{page}" if page else os.path.relpath(target, DOCS)
        return f"]({path}{link['place'] or ''})"

    text = HERE.sub(lambda link: os.path.relpath(ROOT / link["path"], folder), text)
    return LINK.sub(changed, text)


PATTERN = re.compile(r"[a-z-]*\*")


def without_empty_patterns(text: str) -> str:
    """Leave out of the contents the patterns of pages that are not there: Sphinx warns of each."""
    return "\n".join(line for line in text.split("\n") if not PATTERN.fullmatch(line) or any(DOCS.glob(f"{line}.md")))


def on_page(_app: Sphinx, name: str, content: list[str]) -> None:
    """Sphinx has read a page."""
    content[0] = links_from_here(content[0], DOCS)
    if name == "index":
        content[0] = without_empty_patterns(content[0])


def on_included(_app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Sphinx has read a file that a page includes."""
    content[0] = links_from_here(content[0], (DOCS / path).parent)


# ---- the grammar reference ----------------------------------------------------------------------


def make_grammar_reference(_app: Sphinx) -> None:
    """Write the page, and its pictures, into this folder, where git ignores them."""
    grammar_reference.main(["--link-suffix", ".html"])


def setup(app: Sphinx) -> None:
    """Say what is done when."""
    app.connect("missing-reference", under_public_name)
    app.connect("builder-inited", make_grammar_reference)
    app.connect("source-read", on_page)
    app.connect("include-read", on_included)
