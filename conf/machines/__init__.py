"""Sphinx extension: what programs read of this site.

The data in every format, a page for each permanent identifier, schema.org JSON-LD in the
pages of types, a Markdown twin of every page, and ``llms.txt``. All are made from the
taxonomy and the doctrees; nothing holds a time, so that the same sources give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import downloads, identifiers, listing, structured, twins

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the builders of web sites; other builders are left alone."""
    app.setup_extension("therapy")
    app.add_directive("machines-formats", downloads.Formats)
    skipped = (downloads.skip, downloads.depart)
    visitors: dict[str, Any] = dict.fromkeys(("text", "typst"), skipped)
    app.add_node(downloads.formats, html=(downloads.visit_html, downloads.depart), **visitors)
    # Before opengraph, which reads and writes the same tags.
    app.connect("html-page-context", structured.add, priority=400)
    app.connect("html-page-context", twins.write, priority=400)
    app.connect("build-finished", downloads.write)
    app.connect("build-finished", identifiers.write)
    app.connect("build-finished", listing.write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
