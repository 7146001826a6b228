"""Mends of the pages' HTML that furo, docutils and sphinx-design leave to be done.

When a page is written:

- the caption of a table of contents has the role of a heading: it gets a level;
- the wrapper that scrolls a wide table sideways gets a place in the tab order, a
  role and a name, so that a keyboard can scroll it and a screen reader announce it;
- a table without a caption gets its section's heading as one, for those who do not see where it stands;
- a header cell says whether it heads its column or its row;
- a table does not repeat the id of its wrapper;
- an entry of the list of sources is an item of that list.

What a page needs at the reader's side comes from `static/reference.css` (drawers,
toggles, colours, motion, print) and `static/reference.js` (keys, print).
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .builders import is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STATIC: Final = Path(__file__).parents[1] / "static"

#: The builders whose pages furo draws.

#: After the theme (500) and after the navigation is in place (600).
LAST: Final = 700

#: After the style sheets of furo (600).
AFTER_FURO: Final = 700

#: Level of the captions in the navigation: beside the page, not inside its outline.
NAVIGATION_LEVEL: Final = 2

CAPTION: Final = r'p class="caption"[^>]* role="heading"'

#: Everything in a page's body that is read or mended, in one pass.
#: One "<" ahead of the alternatives lets the search skip plain text.
PLACES: Final = re.compile(
    r"<(?:"
    r"h(?P<level>[1-6])\b[^>]*>(?P<title>.*?)</h(?P=level)>"
    rf"|(?P<caption>{CAPTION})>"
    r'|(?P<wrapper>div class="[^"]*\btable-wrapper\b[^"]*"(?: id="(?P<id>[^"]*)")?)>'
    r"(?P<table>\s*<table\b[^>]*>\s*(?:<caption>.*?</caption>)?)"
    r'|(?P<header>th class="(?:[^"]*? )??(?P<kind>head|stub)\b(?![^>]*\bscope=)[^>]*)>'
    r")",
    re.DOTALL,
)

#: ARIA 1.3 gave up the role that docutils gives an entry of its list of sources.
ENTRY: Final = ' role="doc-biblioentry"', ' role="listitem"'

PERMALINK: Final = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
TAG: Final = re.compile(r"<[^>]*>")


def words(html: str) -> str:
    """Return the text of a piece of HTML, without its permanent link, on one line."""
    return " ".join(unescape(TAG.sub("", PERMALINK.sub("", html))).split())


class Mender:
    """Mends the body of one page, from top to bottom."""

    def __init__(self) -> None:
        """Start above the first heading."""
        self.level = 1
        self.heading = ""
        self.names: Counter[str] = Counter()

    def mend(self, body: str) -> str:
        """Return the body with every place mended."""
        return PLACES.sub(self.place, body).replace(*ENTRY)

    def place(self, found: re.Match[str]) -> str:
        """Return what stands at one place from now on."""
        if found["level"]:
            self.level, self.heading = int(found["level"]), words(found["title"])
            return found[0]
        if found["caption"]:
            return f'<{found["caption"]} aria-level="{min(self.level + 1, 6)}">'
        if found["header"]:
            scope = "col" if found["kind"] == "head" else "row"
            return f'<{found["header"]} scope="{scope}">'
        return self.wrapper(found)

    def wrapper(self, found: re.Match[str]) -> str:
        """Return the start of a wrapped table: focusable, a region, with a name."""
        table = found["table"]
        if found["id"]:
            table = table.replace(f' id="{found["id"]}"', "", 1)
        caption = words(table)
        name = self.name(caption).replace("&", "&amp;").replace('"', "&quot;")
        if not caption:
            table += f'<caption class="of-section">{name}</caption>'
        return f'<{found["wrapper"]} tabindex="0" role="region" aria-label="{name}">{table}'

    def name(self, caption: str) -> str:
        """Return a name for a table that no other table of the page has."""
        name = f"Table: {caption or self.heading}".removesuffix(": ")
        self.names[name] += 1
        return f"{name} ({self.names[name]})" if self.names[name] > 1 else name


def mend_page(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Mend the body and the navigation of a page that is about to be written."""
    if not is_site(app.builder):
        return
    if context.get("body"):
        context["body"] = Mender().mend(context["body"])
    if navigation := context.get("furo_navigation_tree"):
        mended = rf'\g<0> aria-level="{NAVIGATION_LEVEL}"'
        context["furo_navigation_tree"] = re.sub(CAPTION, mended, navigation)


def add_files(app: Sphinx) -> None:
    """Send the style sheet and the script with the pages of a web site."""
    if not is_site(app.builder):
        return
    known = {Path(app.confdir, path).resolve() for path in app.config.html_static_path}
    if STATIC.resolve() not in known:
        app.config.html_static_path.append(str(STATIC))
    app.add_css_file("reference.css", priority=AFTER_FURO)
    app.add_js_file("reference.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.connect("builder-inited", add_files)
    app.connect("html-page-context", mend_page, priority=LAST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
