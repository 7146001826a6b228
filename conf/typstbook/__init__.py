"""The reference as a book: a Sphinx builder ``typst`` that writes one tagged PDF.

It turns the doctrees of all pages into Typst source and compiles that with the ``typst``
wheel: no TeX, no browser, no system font. Other extensions add visitors for their nodes
with ``app.add_node(Node, typst=(visit, depart))``, and entries to the index by answering
the event ``typst-index``. A node that nobody knows is an error.

Why not typsphinx, the maintained builder: 0.4.4 holds Sphinx below 9 and Typst below 0.15,
loads Typst packages from the network, and has no rules for footnotes, citations, glossaries
and topics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import ENUM

from .builder import TypstBuilder
from .epub_containers import OpenComponents
from .paper_sizes import PAPERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.add_builder(TypstBuilder)
    app.add_post_transform(OpenComponents)
    app.add_config_value("typst_paper", "a4", "", ENUM(*PAPERS))
    app.add_config_value("typst_large_print", False, "", bool)
    app.add_config_value("typst_filename", "", "", str)
    app.add_config_value("typst_subtitle", "", "", str)
    app.add_config_value("typst_site", "", "", str)  # address of the site; default: html_baseurl
    app.add_config_value("typst_doi", "", "", str)
    app.add_config_value("typst_keywords", [], "", (list, tuple))
    # (builder) -> [(name, docname, id)]: further entries of the index
    app.add_event("typst-index")
    app.add_config_value("typst_page_word", "p.", "", str)
    app.add_config_value("typst_turned_words", "This wide table is turned; see page", "", str)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
