"""What furo, docutils and sphinx-design leave to be done for those who do not see the page.

While a page is written:

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
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from .builds.site import BUILDERS, is_site, offer_static

#: After the style sheets of furo (600).
AFTER_FURO: Final = 700

#: A width as docutils writes it.
PIXELS: Final = re.compile(r"width: (\d+)px;")

#: The levels of headings that HTML knows.
DEEPEST: Final = 6


def wrapped(node: nodes.Node) -> nodes.table | None:
    """Return the table for which furo made this container, if it did."""
    if isinstance(node, nodes.container) and "table-wrapper" in node["classes"]:
        return next(iter(node.findall(nodes.table)), None)
    return None


def caption_of(table: nodes.table) -> str:
    """Return the caption that a table brought along, or nothing."""
    return next((each.astext() for each in table.children if isinstance(each, nodes.title)), "")


def heading_of(node: nodes.Node) -> str:
    """Return the heading of the section in which a node stands."""
    section = node.parent
    while section is not None and not isinstance(section, nodes.section):
        section = section.parent
    return "" if section is None else next(iter(section.findall(nodes.title))).astext()


class AccessibleTranslator(HTML5Translator):
    """Writes a page as Sphinx does, and says of each element what a screen reader needs."""

    def __init__(self, *args: Any) -> None:
        """Start with no table named."""
        super().__init__(*args)
        self.names: Counter[str] = Counter()
        self.last = ""

    def starttag(self, node: nodes.Element, tagname: str, *more: Any, **attributes: Any) -> str:
        """Return the start of an element, with what is missing in it."""
        if isinstance(node, nodes.entry) and tagname == "th":
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        elif table := wrapped(node):
            label = self.name(caption_of(table) or heading_of(table))
            attributes |= {"tabindex": "0", "role": "region", "aria-label": label}
        elif isinstance(node, nodes.table) and wrapped(node.parent):
            node = node.copy()
            node["ids"] = []  # its wrapper has them
        elif isinstance(node, nodes.title) and attributes.get("ROLE") == "heading":
            attributes["aria-level"] = min(max(self.section_level, 1) + 1, DEEPEST)
        elif tagname == "img" and (width := PIXELS.fullmatch(attributes.get("style", ""))):
            attributes["width"] = width[1]  # as an attribute of its own: a policy may forbid styles in elements
            del attributes["style"]
        elif isinstance(node, nodes.citation):
            attributes["role"] = "listitem"  # ARIA 1.3 gave up doc-biblioentry
        found: str = super().starttag(node, tagname, *more, **attributes)
        return found

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table, with a caption at any rate."""
        super().visit_table(node)
        if wrapped(node.parent) and not caption_of(node):
            name = escape(self.last)
            self.body.append(f'<caption class="of-section">{name}</caption>')

    def name(self, caption: str) -> str:
        """Return a name for a table that no other table of the page has."""
        name = f"Table: {caption}".removesuffix(": ")
        self.names[name] += 1
        self.last = f"{name} ({self.names[name]})" if self.names[name] > 1 else name
        return self.last


def add_files(app: Sphinx) -> None:
    """Send the style sheet and the script with the pages of a web site."""
    if not is_site(app.builder):
        return
    offer_static(app)
    app.add_css_file("reference.css", priority=AFTER_FURO)
    app.add_js_file("reference.js", loading_method="defer")


def add_storage(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name in the head of a page, before the theme's own script, what stands in where a browser keeps nothing."""
    if is_site(app.builder):
        address = context["pathto"]("_static/storage.js", resource=True)
        context["metatags"] = f'{context.get("metatags", "")}<script src="{address}"></script>'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.connect("builder-inited", add_files)
    app.connect("html-page-context", add_storage)
    for name in BUILDERS:
        app.set_translator(name, AccessibleTranslator)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
