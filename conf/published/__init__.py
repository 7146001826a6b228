"""Sphinx extension: what programs read of this site.

The data in every format, a page for each permanent identifier, schema.org JSON-LD in the
pages of types, a Markdown twin of every page, and ``llms.txt``. All are made from the
taxonomy and the doctrees; nothing holds a time, so that the same sources give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conf.therapy.write.html import depart
from conf.therapy.write.markdown import visit_nothing

from . import (
    data_files as downloads,
)
from . import (
    json_ld as structured,
)
from . import (
    llms_txt as listing,
)
from . import (
    markdown_pages as twins,
)
from . import (
    permalinks as identifiers,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the builders of web sites; other builders are left alone."""
    app.setup_extension("conf.therapy.write.book")
    app.add_directive("machines-formats", downloads.Formats)
    visits = {"html": downloads.visit_html, "typst": downloads.visit_typst, "text": downloads.skip}
    visitors: dict[str, Any] = {format: (visit, depart) for format, visit in visits.items()}
    app.add_node(downloads.formats, markdown=(visit_nothing, None), **visitors)
    # Before opengraph, which reads and writes the same tags.
    app.connect("html-page-context", structured.add, priority=400)
    app.connect("html-page-context", twins.write, priority=400)
    app.connect("build-finished", downloads.write)
    app.connect("build-finished", identifiers.write)
    app.connect("build-finished", listing.write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
