"""Sphinx extension: what programs read of this site.

The data in every format, a page for each permanent identifier, schema.org JSON-LD in the
pages of records, a Markdown twin of every page, ``llms.txt``, the feed of decisions and the map of the site. All are made from the
taxonomy and the doctrees; nothing holds a time, so that the same sources give the same bytes.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from conf.sitekit.builds.idle import when_written
from conf.sitekit.builds.removed import goes_with_page
from conf.sitekit.builds.site import connect_site

from . import data_files, dictionary, feed, json_ld, llms_txt, markdown_pages, permalinks, releases, sitemap


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the builders of web sites; other builders are left alone."""
    app.setup_extension("conf.therapy")
    app.add_config_value("published_moved", {}, "html", (dict,))
    app.connect("env-check-consistency", permalinks.check_moved)
    app.add_directive("machines-formats", data_files.Formats)
    app.add_directive("machines-tables", dictionary.Dictionary)
    app.add_directive("machines-releases", releases.Releases)
    app.add_directive("machines-feed", feed.Feed)
    app.connect("env-get-outdated", releases.outdated)
    # Before opengraph, which reads and writes the same tags.
    for module in (json_ld, markdown_pages):
        connect_site(app, "html-page-context", module.add, priority=400)
    connect_site(app, "html-page-context", feed.name_it, priority=400)
    goes_with_page(app, markdown_pages.file)
    for module in (data_files, releases, llms_txt, feed, sitemap):
        when_written(app, module.write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
