"""A Sphinx builder ``typst`` that makes one tagged PDF of all pages of a site; README.md says how to use it.

It turns the doctrees into Typst source and compiles that with the ``typst`` wheel: no TeX, no browser, no system font,
no network. Other extensions add visitors for their nodes with ``app.add_node(Node, typst=(visit, depart))``, and
entries to the index by answering the event ``typst-index``. A node that nobody knows is an error.

Each part knows only those before it: ``paper_sizes``, ``model``; ``translate`` (doctrees to source), ``typeset``
(source to PDF); ``outline``, ``book_index``, ``letters``; ``builder``. ``verify`` looks at finished files.

Why not typsphinx, the maintained builder: 0.9.7, of September 2026, needs Python 3.12 and Sphinx 9.1, loads four
packages from packages.typst.org into every file that it writes, and makes neither PDF/UA nor PDF/A.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import ENUM
from sphinx.util.typing import ExtensionMetadata

from .builder import TypstBuilder
from .epub.builder import EpubBook
from .epub.containers import OpenComponents
from .paper_sizes import PAPERS


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.add_builder(TypstBuilder)
    app.add_builder(EpubBook, override=True)
    app.add_post_transform(OpenComponents)
    app.add_config_value("typst_paper", "a4", "", ENUM(*PAPERS))
    app.add_config_value("typst_large_print", False, "", bool)
    app.add_config_value("typst_filename", "", "", str)
    app.add_config_value("typst_subtitle", "", "", str)
    app.add_config_value("typst_site", "", "", str)  # address of the site; default: html_baseurl
    app.add_config_value("typst_doi", "", "", str)
    app.add_config_value("typst_title_picture", "", "", str)  # a decoration: a drawing, from the folder of conf.py
    app.add_config_value("typst_keywords", [], "", (list, tuple))
    app.add_config_value("typst_page_word", "p.", "", str)
    app.add_config_value("typst_turned_words", "This wide table is turned; see page", "", str)
    # What stands in the PDF and in the EPUB: parts, each with its first pages; names of pages that no book has, which
    # may hold "*"; and whether examples that are run stand there.
    app.add_config_value("book_parts", [], "", (list, tuple))
    app.add_config_value("book_leave_out", [], "", (list, tuple))
    app.add_config_value("book_examples", True, "", bool)
    # (builder) -> [(name, docname, id)]: further entries of the index
    app.add_event("typst-index")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
