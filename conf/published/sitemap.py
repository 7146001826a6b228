"""``sitemap.xml``: the address of every page, for search engines."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from sphinx.application import Sphinx

from conf.sitekit.builds.site import site_address
from conf.sitekit.files import write_if_changed

WHOLE = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'
)
ENTRY = Markup("<url><loc>{}{}</loc></url>\n")


def write(app: Sphinx) -> None:
    """Write the map of a site that knows its address: relative addresses are not allowed in it."""
    if base := site_address(app.config):
        entries = (ENTRY.format(base, app.builder.get_target_uri(page)) for page in sorted(app.env.found_docs))
        write_if_changed(Path(app.outdir, "sitemap.xml"), WHOLE.format(Markup().join(entries)).encode())
