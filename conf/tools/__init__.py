"""Sphinx extension: pages that readers work with: compare any types, the guide, the tables to explore.

Each tool is a directive. What it shows without a script is written into its page; what
scripts need beyond that stands in the page too, or, for the cells of the comparison, in
one small file a type, because there are too many for one page.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from conf.sitekit.builds.idle import when_written
from conf.sitekit.builds.site import connect_site
from conf.therapy.write.html import depart, visit_text

from . import comparison_data, edit_links, page_footer
from .directives import DIRECTIVES
from .nodes import MapsInBooks, tool, visit_html, visit_markdown, visit_typst
from .room_map import Rooms


def add_scripts(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: Any) -> None:
    """Send a tool's scripts with the pages that hold the tool."""
    found = [node["scripts"] for node in doctree.findall(tool)] if doctree else []
    for name in dict.fromkeys(name for names in found for name in names):
        app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register directives, their node, and what is added to every page."""
    app.setup_extension("conf.therapy")
    app.setup_extension("conf.search")  # the names that the comparison and the tables ask for, too
    for name, directive in DIRECTIVES.items():
        app.add_directive(f"reader-{name}", directive)
    app.add_directive("reader-rooms", Rooms)
    visits = {"html": visit_html, "text": visit_text, "typst": visit_typst, "markdown": visit_markdown}
    visitors: dict[str, Any] = {output: (visit, depart) for output, visit in visits.items()}
    app.add_node(tool, **visitors)
    app.add_post_transform(MapsInBooks)
    app.add_css_file("tools.css", priority=800)  # after those that it builds on
    connect_site(app, "html-page-context", add_scripts)
    connect_site(app, "html-page-context", page_footer.fill, priority=400)  # before opengraph looks for a description
    connect_site(app, "html-page-context", page_footer.mend_cut, priority=600)  # after opengraph
    connect_site(app, "html-page-context", edit_links.add, priority=450)
    when_written(app, comparison_data.write)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
