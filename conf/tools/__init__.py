"""Sphinx extension: pages that readers work with: compare any types, the guide, the tables to explore.

Each tool is a directive. What it shows without a script is written into its page; what
scripts need beyond that stands in the page too, or, for the cells of the comparison, in
one small file a type, because there are too many for one page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conf.sitekit.builders import is_site
from conf.therapy.write.html import visit_text
from conf.therapy.write.markdown import visit_nothing

from . import comparison_data as cells
from . import page_footer as footer
from .directives import DIRECTIVES
from .nodes import depart, tool, visit_html, visit_typst

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_scripts(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: Any) -> None:
    """Send a tool's script with the pages that hold the tool."""
    if not is_site(app.builder) or doctree is None:
        return
    for name in sorted({node["script"] for node in doctree.findall(tool)} - {""}):
        app.add_js_file(f"reader/{name}.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register directives, their node, and what is added to every page."""
    app.setup_extension("conf.therapy")
    for name, directive in DIRECTIVES.items():
        app.add_directive(f"reader-{name}", directive)
    books: dict[str, Any] = {
        "text": (visit_text, depart),
        "typst": (visit_typst, depart),
        "markdown": (visit_nothing, None),
    }
    app.add_node(tool, html=(visit_html, depart), **books)
    app.add_css_file("tools.css", priority=800)  # after those that it builds on
    app.connect("html-page-context", add_scripts)
    app.connect("html-page-context", footer.fill, priority=400)  # before opengraph looks for a description
    app.connect("html-page-context", footer.mend_cut, priority=600)  # after opengraph
    app.connect("build-finished", cells.write)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
