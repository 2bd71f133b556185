"""What an element is, by its name and its attributes: whether it ends lines, hides, or belongs to the site.

The names are those of HTML and of the systems that the portals run on (Drupal, SharePoint, Liferay,
Joomla, WordPress); what is matched here is markup, and no word of a text.
"""

from __future__ import annotations

import re
from enum import Flag, auto

from ubnd_digest.formats.html.scan import Tag, names

# Elements that begin and end a line.
BLOCKS = names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li listing main menu nav ol p pre search section "
    "summary table tbody tfoot thead tr ul"
)
CELLS = frozenset(("td", "th"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SITE_ROLES = names("alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar")

_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_CLASSES = names(
    "d-none element-invisible hidden hide ms-hidden screen-reader-text sr-only visually-hidden visuallyhidden"
)
# A class or an identifier, cut into words: "field-name-body", "BreadcrumbNavigation", "ctl00_leftMenu".
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAMES = 2000
_SITE_WORDS = names(
    "addthis ads advert advertisement author banner breadcrumb breadcrumbs byline comment comments cookie "
    "cookies copyright counter disqus feedback footer login logo masthead menu menus nav navbar navigation "
    "newer older other others pager pagination popup rating ratings recommend recommended related ribbon "
    "search share sharing sidebar signin sitemap skip social sociable statistics subscribe tag tags toolbar "
    "topbar vote voting weather widget widgets"
)
_SITE_NAMES = names("header page-top s4-ribbonrow site-header top-header")
_MAIN_WORDS = names("article body content detail details entry main post story")
_TITLE_WORDS = names("headline heading subject title")


class Kind(Flag):
    """What an element is; several at once."""

    PLAIN = 0
    BLOCK = auto()
    CELL = auto()
    HEADING = auto()
    BOLD = auto()
    LINK = auto()
    PREFORMATTED = auto()
    HIDDEN = auto()
    SITE = auto()  # of the site, not of the page: menus, footers, buttons
    HEADER = auto()  # of the site, unless it stands in an article
    MAIN = auto()  # says of itself that it holds the main text
    ARTICLE = auto()
    TITLE = auto()


def kind_of(tag: Tag) -> Kind:
    """What the element of a start tag is.

    >>> from ubnd_digest.formats.html.scan import scan
    >>> kind = kind_of(scan('<div class="block-menu" style="display: none">')[0])
    >>> kind == Kind.BLOCK | Kind.SITE | Kind.HIDDEN
    True
    """
    name = tag.name
    kind = _BY_NAME.get(name, Kind.PLAIN)
    attributes = tag.attributes
    if not attributes:
        return kind
    style = attributes.get("style", "")
    classes = attributes.get("class", "")[:_LONGEST_NAMES]
    identifier = attributes.get("id", "")[:_LONGEST_NAMES]
    own_names = {one.lower() for one in (*classes.split(), identifier)}
    hidden = "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true"
    if hidden or (style and _HIDDEN_STYLE.search(style)) or own_names & _HIDDEN_CLASSES:
        kind |= Kind.HIDDEN
    if style and _BOLD_STYLE.search(style):
        kind |= Kind.BOLD
    role = attributes.get("role", "").lower()
    own_type = attributes.get("type", "")[:_LONGEST_NAMES]
    words = {word.lower() for word in _WORD.findall(f"{classes} {identifier} {own_type}")}
    if role in _SITE_ROLES or words & _SITE_WORDS or own_names & _SITE_NAMES:
        kind |= Kind.SITE
    if role in ("main", "article") or "articlebody" in attributes.get("itemprop", "").lower() or words & _MAIN_WORDS:
        kind |= Kind.MAIN
    if words & _TITLE_WORDS or attributes.get("itemprop", "").lower() in ("headline", "name"):
        kind |= Kind.TITLE
    return kind


_BY_NAME: dict[str, Kind] = {}
for _names, _kind in (
    (BLOCKS, Kind.BLOCK),
    (CELLS, Kind.CELL),
    (HEADINGS, Kind.HEADING | Kind.BOLD | Kind.TITLE),
    (names("b dt strong summary"), Kind.BOLD),  # a term stands over what it means
    (names("aside button dialog footer marquee nav search"), Kind.SITE),
    (names("article main"), Kind.MAIN | Kind.ARTICLE),
    (names("header"), Kind.HEADER),
    (names("a"), Kind.LINK),
    (names("pre listing"), Kind.PREFORMATTED),
):
    for _name in _names:
        _BY_NAME[_name] = _BY_NAME.get(_name, Kind.PLAIN) | _kind
