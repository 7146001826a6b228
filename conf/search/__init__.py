"""Sphinx extension: a search that answers what a person types with the first thing that they see.

The build writes what can be found into a few small files: names and questions first, texts
behind, the pages for programmers apart. A reader's browser ranks them with MiniSearch, under
any path, from a folder on a disk, and asks no other server. Names are ranked as the package
does, here and for the other tools. Sphinx's own index, which grows with the site, is not made.
Without JavaScript the page leads to the lists that hold every name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.typing import ExtensionMetadata

from conf.sitekit.builds.site import connect_site, is_site
from conf.sitekit.files import write_if_changed
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import address

from . import files, page
from .entries import entries
from .passages import explained, passages
from .score import Score


def take_over(app: Sphinx) -> None:
    """Keep Sphinx from making its own search page and index."""
    if is_site(app.builder):
        cast("StandaloneHTMLBuilder", app.builder).search = False


def address_of(app: Sphinx, kind: str, id: str) -> str | None:
    """Where a page describes a record, if one does. A page of its own is about nothing else: no anchor."""
    found = TherapyDomain.of(app.env).find(kind, id)
    if found is None:
        return None
    return address(found, kind, app.builder.get_target_uri(found.docname))


def chosen(app: Sphinx, beginnings: tuple[str, ...]) -> list[str]:
    """Pages whose names begin so, without those that only list others."""
    left_out = app.config.search_left_out
    return sorted(name for name in app.env.found_docs if name.startswith(beginnings) and name not in left_out)


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The search page, and the files that it searches."""
    explain = list(passages(app, chosen(app, tuple(app.config.search_readers))))
    taxonomy = TherapyDomain.of(app.env).reference.taxonomy
    whole = [each for each in explain if not each.page]
    found = list(entries(taxonomy, explained(app), whole, lambda *of: address_of(app, *of)))
    other = passages(app, chosen(app, tuple(app.config.search_makers)))
    static = Path(app.outdir, "_static")
    write_if_changed(static / "finder-names.js", files.names(found).encode())
    write_if_changed(static / "finder-texts.js", files.texts(found, (each for each in explain if each.page)).encode())
    write_if_changed(static / "finder-others.js", files.others(other).encode())
    page.describe(app)
    yield "search", {"title": "Search", "body": page.body(app)}, "page.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx.

    ``search_readers`` and ``search_makers`` are beginnings of the names of pages that explain to readers, and of
    those for programmers and contributors; ``search_left_out`` are pages that only list others.
    """
    for name in ("search_readers", "search_makers", "search_left_out"):
        app.add_config_value(name, [], "env", (list, tuple))
    app.add_css_file("search.css", priority=800)
    app.add_directive("reader-score", Score)
    app.connect("builder-inited", take_over)
    connect_site(app, "html-collect-pages", search_page)
    connect_site(app, "html-page-context", page.add_to_page)
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
